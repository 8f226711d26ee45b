/** Everything that one sells beside calls; a row opens its product. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../api/may.ts';
import { useLanguage } from '../../app/use-language.ts';
import type { Column } from '../../ui/data-table.tsx';
import { Chips } from '../../ui/filters.tsx';
import { productsQuery, type Product } from '../../ui/products/api.ts';
import { usePriceWords } from '../../ui/products/price-words.ts';
import { PagedList } from '../../ui/record/paged-list.tsx';
import { defined } from '../../ui/search-params.ts';
import { Tag } from '../../ui/tag.tsx';
import { PRODUCT_STATUSES, WHO_MAY_ORDER, type ProductsSearch } from './search.ts';

export function ProductsTab() {
  const { t } = useTranslation();
  const search = useSearch({ from: '/signed-in/products' });
  const navigate = useNavigate({ from: '/products' });
  const { q, offered, orders } = search;
  const list = useQuery({
    ...productsQuery,
    select: useCallback(
      ({ items }: Readonly<{ items: Product[] }>) => ({
        items: items.filter((product) => isAsked(product, defined({ q, offered, orders }))),
        nextCursor: null,
      }),
      [q, offered, orders],
    ),
  });
  const columns = useColumns();
  const change = (next: { [K in keyof ProductsSearch]?: ProductsSearch[K] | undefined }) =>
    void navigate({
      search: (now) => defined({ ...now, ...next }) as ProductsSearch,
      replace: next.q !== undefined && q !== undefined,
    });
  return (
    <>
      <p className="tb-list-help">{t('products.help')}</p>
      <PagedList<Product>
        words="products"
        needs="products:edit"
        list={list}
        columns={columns}
        rowKey={({ id }) => id}
        search={defined({ q })}
        onSearch={change}
        isFiltered={offered !== undefined || orders !== undefined}
        onClear={() => void navigate({ search: {} })}
        action={
          <Button renderRoot={(props) => <Link {...props} to="/products/new" />}>{t('products.add')}</Button>
        }
        emptyAction={
          <Button renderRoot={(props) => <Link {...props} to="/products/new" />}>
            {t('products.addFirst')}
          </Button>
        }
        filters={
          <>
            <Chips
              label={t('products.field.status.label')}
              values={PRODUCT_STATUSES}
              chosen={offered}
              text={(status) => t(`products.status.${status}`)}
              onChange={(status) => change({ offered: status })}
            />
            <Chips
              label={t('products.whoOrders')}
              values={WHO_MAY_ORDER}
              chosen={orders}
              text={(who) => t(`products.ordersFilter.${who}`)}
              onChange={(who) => change({ orders: who })}
            />
          </>
        }
      />
    </>
  );
}

function isAsked(product: Product, { q, offered, orders }: ProductsSearch): boolean {
  if (offered !== undefined && product.status !== offered) return false;
  if (orders === 'customers' && !product.mayOrderCustomers) return false;
  if (orders === 'resellers' && !product.mayOrderResellers) return false;
  const text = `${product.name} ${product.description}`.toLowerCase();
  return q === undefined || text.includes(q.toLowerCase());
}

function useColumns(): readonly Column<Product>[] {
  const { t } = useTranslation();
  const language = useLanguage();
  const priceWords = usePriceWords();
  const seesSubscriptions = useMay()('subscriptions:read');
  return useMemo(() => {
    const count = new Intl.NumberFormat(language);
    const listed = (product: Product, status: 'open' | 'unpaid', text: string) =>
      seesSubscriptions ? (
        <Link to="/products" search={{ tab: 'subscriptions', product: product.id, status }}>
          {text}
        </Link>
      ) : (
        text
      );
    return [
      {
        id: 'name',
        header: t('products.field.name.label'),
        isHead: true,
        cell: (row) => (
          <>
            <Link to="/products/$id" params={{ id: row.id }} className="tb-row-link">
              <bdi>{row.name}</bdi>
            </Link>
            {givesOf(row, t) !== null && <small className="tb-reason">{givesOf(row, t)}</small>}
          </>
        ),
      },
      { id: 'price', header: t('products.price'), cell: (row) => priceWords(row) },
      { id: 'orders', header: t('products.whoOrders'), cell: (row) => ordersOf(row, t) },
      {
        id: 'accounts',
        header: t('products.have'),
        isNumeric: true,
        cell: (row) => (
          <>
            {row.active + row.unpaid === 0 ? '0' : listed(row, 'open', count.format(row.active + row.unpaid))}
            {row.unpaid > 0 && (
              <div>{listed(row, 'unpaid', t('products.unpaidOf', { count: row.unpaid }))}</div>
            )}
          </>
        ),
      },
      {
        id: 'status',
        header: t('products.field.status.label'),
        cell: ({ status }) => (
          <Tag tone={status === 'active' ? 'good' : 'mute'}>{t(`products.status.${status}`)}</Tag>
        ),
      },
    ];
  }, [t, language, priceWords, seesSubscriptions]);
}

/** What comes with it, in a few words; null = nothing. */
function givesOf(row: Product, t: TFunction): string | null {
  const parts = [
    row.isForDid && t('products.gives.number'),
    row.package !== null && t('products.gives.minutes', { name: row.package.name }),
    row.resells !== null && t('products.gives.resold', { name: row.resells.name }),
  ].filter((part) => part !== false);
  return parts.length === 0 ? null : parts.join(' · ');
}

function ordersOf(row: Product, t: TFunction): string {
  const who = [
    t('products.orderedBy.you'),
    row.mayOrderCustomers && t('products.orderedBy.customers'),
    row.mayOrderResellers && t('products.orderedBy.resellers'),
    row.mayResell && t('products.orderedBy.resold'),
  ].filter((part) => part !== false);
  return who.join(', ');
}
