/** Products that accounts have, over all accounts, with what they come to. */
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { divideHalfUp, formatMoney, minorMicros, parseMoney } from '../../../src/domain/money.ts';
import { actorQuery } from '../../api/actor.ts';
import { useMay } from '../../api/may.ts';
import { useLanguage } from '../../app/use-language.ts';
import type { Column } from '../../ui/data-table.tsx';
import { Chips } from '../../ui/filters.tsx';
import { moneyText, timeText } from '../../ui/format.ts';
import { productsQuery, subscriptionsQuery, type Subscription } from '../../ui/products/api.ts';
import {
  NextOf,
  SubscribedProduct,
  SubscriptionPrice,
  SubscriptionStatus,
} from '../../ui/products/subscription-words.tsx';
import { PagedList } from '../../ui/record/paged-list.tsx';
import { defined } from '../../ui/search-params.ts';
import { TypeAhead } from '../../ui/type-ahead.tsx';
import { totalsQuery } from './api.ts';
import { SUBSCRIPTION_FILTERS, type ProductsSearch } from './search.ts';

export function SubscriptionsTab() {
  const { t } = useTranslation();
  const { data: actor } = useQuery(actorQuery);
  const { status, product, cursor } = useSearch({ from: '/signed-in/products' });
  const navigate = useNavigate({ from: '/products' });
  const seesProducts = useMay()('products:read');
  const products = useQuery({ ...productsQuery, enabled: seesProducts });
  const filter = { status, productId: product };
  const list = useQuery(subscriptionsQuery({ ...filter, cursor }));
  const columns = useColumns(actor?.timezone ?? 'UTC');
  const change = (next: { [K in keyof ProductsSearch]?: ProductsSearch[K] | undefined }) =>
    void navigate({
      search: (now) =>
        defined({ ...now, tab: 'subscriptions' as const, cursor: undefined, ...next }) as ProductsSearch,
    });
  const choices = (products.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <>
      <p className="tb-list-help">{t('subscriptions.list.help')}</p>
      <PagedList<Subscription>
        words="subscriptions.list"
        list={list}
        columns={columns}
        rowKey={({ id }) => id}
        hasSearch={false}
        search={defined({ cursor })}
        onSearch={({ cursor: next }) => change({ cursor: next })}
        isFiltered={status !== undefined || product !== undefined}
        onClear={() => void navigate({ search: { tab: 'subscriptions' } })}
        filters={
          <>
            <Chips
              label={t('subscriptions.column.status')}
              values={SUBSCRIPTION_FILTERS}
              chosen={status}
              text={(each) => t(`subscriptions.statusFilter.${each}`)}
              onChange={(chosen) => change({ status: chosen })}
            />
            {choices.length > 0 && (
              <TypeAhead
                w={240}
                aria-label={t('subscriptions.list.product')}
                placeholder={t('subscriptions.list.allProducts')}
                data={choices}
                clearable
                value={product ?? null}
                onChange={(chosen) => change({ product: chosen ?? undefined })}
              />
            )}
          </>
        }
      />
      <Totals filter={filter} />
    </>
  );
}

function Totals({ filter }: Readonly<{ filter: Readonly<Record<string, string | undefined>> }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { data } = useQuery(totalsQuery(filter));
  if (data === undefined || data.active + data.unpaid + data.ended === 0) return null;
  const count = new Intl.NumberFormat(language);
  const amounts = data.monthly.map(({ amount, currency }) =>
    moneyText(rounded(amount, currency), currency, language),
  );
  return (
    <p className="tb-list-count" role="status">
      {t('subscriptions.list.totals', {
        active: count.format(data.active),
        unpaid: count.format(data.unpaid),
        ended: count.format(data.ended),
      })}{' '}
      {amounts.length > 0 &&
        t('subscriptions.list.monthly', { amounts: new Intl.ListFormat(language).format(amounts) })}{' '}
      {data.unpriced > 0 && t('subscriptions.list.unpriced', { number: count.format(data.unpriced) })}
    </p>
  );
}

/** A month's share of a week or a year has more digits than anybody reads. */
function rounded(amount: string, currency: string): string {
  const minor = minorMicros(currency);
  return formatMoney(divideHalfUp(parseMoney(amount) ?? 0n, minor) * minor);
}

function useColumns(zone: string): readonly Column<Subscription>[] {
  const { t } = useTranslation();
  const language = useLanguage();
  return useMemo(
    () => [
      {
        id: 'account',
        header: t('subscriptions.column.account'),
        isHead: true,
        cell: ({ account }) => (
          <>
            <Link
              to="/accounts/$id"
              params={{ id: account.id }}
              search={{ tab: 'products' }}
              className="tb-row-link"
            >
              <bdi>{account.name}</bdi>
            </Link>
            <small className="tb-reason tb-mono">{account.number}</small>
          </>
        ),
      },
      {
        id: 'product',
        header: t('subscriptions.column.product'),
        cell: (row) => <SubscribedProduct subscription={row} />,
      },
      {
        id: 'price',
        header: t('subscriptions.column.price'),
        cell: (row) => <SubscriptionPrice subscription={row} />,
      },
      {
        id: 'status',
        header: t('subscriptions.column.status'),
        cell: (row) => <SubscriptionStatus subscription={row} />,
      },
      {
        id: 'next',
        header: t('subscriptions.column.next'),
        cell: (row) => <NextOf subscription={row} zone={zone} />,
      },
      {
        id: 'ordered',
        header: t('subscriptions.column.ordered'),
        cell: ({ orderedAt }) => timeText(orderedAt, zone, language),
      },
    ],
    [t, language, zone],
  );
}
