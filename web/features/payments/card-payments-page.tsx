/** Payments by card of the reader's accounts: what came, what is held, and what went back. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { PAYMENT_STATES } from '../../../src/domain/payments/card-payment.ts';
import type { accountPage } from '../../../src/schemas/accounts/account.ts';
import type { z } from 'zod';
import { actorQuery } from '../../api/actor.ts';
import { get } from '../../api/client.ts';
import { useMay } from '../../api/may.ts';
import { gatewayQuery } from '../../api/payment-gateway.ts';
import { useLanguage } from '../../app/use-language.ts';
import { Chips } from '../../ui/filters.tsx';
import { zoneText } from '../../ui/format.ts';
import { Icon } from '../../ui/icons.tsx';
import { DayBounds } from '../../ui/day-bounds.tsx';
import { LookupSelect } from '../../ui/record/lookup-select.tsx';
import { PagedList } from '../../ui/record/paged-list.tsx';
import type { Lookup } from '../../ui/record/record.ts';
import { defined } from '../../ui/search-params.ts';
import { cardPaymentsQuery } from './api.ts';
import { useCardPaymentColumns } from './card-payment-columns.tsx';
import { HeldNotice } from './held-notice.tsx';
import type { CardPaymentsSearch } from './search.ts';

const CardPaymentDrawer = lazy(async () => ({
  default: (await import('./card-payment-drawer.tsx')).CardPaymentDrawer,
}));

type Change = { [K in keyof CardPaymentsSearch]?: CardPaymentsSearch[K] | undefined };

export function CardPaymentsPage() {
  const { t } = useTranslation();
  const language = useLanguage();
  const may = useMay();
  const { data: actor } = useQuery(actorQuery);
  const zone = actor?.timezone ?? 'UTC';
  const search = useSearch({ from: '/signed-in/card-payments' });
  const navigate = useNavigate({ from: '/card-payments' });
  const list = useQuery(cardPaymentsQuery(search, zone));
  const gateway = useQuery({ ...gatewayQuery, enabled: may('payment_gateways:read') });
  const change = (next: Change) =>
    void navigate({
      search: (now) =>
        defined({ ...now, cursor: undefined, payment: undefined, ...next }) as CardPaymentsSearch,
    });
  const open = useCallback(
    (payment: string | undefined, isReplaced = false) =>
      void navigate({
        search: (now) => defined({ ...now, payment }) as CardPaymentsSearch,
        replace: isReplaced,
        resetScroll: false,
      }),
    [navigate],
  );
  const columns = useCardPaymentColumns(zone, open);
  const { account, state, from, to, cursor } = search;
  const isOff = gateway.data !== undefined && gateway.data.status !== 'active';
  return (
    <>
      <div className="tb-page-head">
        <h1>{t('cardStaff.title')}</h1>
      </div>
      <p className="tb-list-help">{t('cardStaff.help')}</p>
      <HeldNotice isShown={state === 'held'} />
      <PagedList
        words="cardStaff"
        list={list}
        columns={columns}
        rowKey={({ id }) => id}
        search={{ cursor }}
        hasSearch={false}
        onSearch={({ cursor: next }) => change({ cursor: next })}
        isFiltered={[account, state, from, to].some((each) => each !== undefined)}
        onClear={() => change({ account: undefined, state: undefined, from: undefined, to: undefined })}
        onOpen={({ id }) => open(id)}
        openKey={search.payment}
        {...(isOff && {
          emptyText: t('cardStaff.emptyTextOff'),
          emptyAction: (
            <Button renderRoot={(props) => <Link {...props} to="/settings" hash="payment-gateway" />}>
              {t('cardStaff.setUp')}
            </Button>
          ),
        })}
        filters={
          <>
            <AccountFilter account={account} onChange={(next) => change({ account: next })} />
            <DayBounds
              bounds={{ from, to }}
              onChange={(bounds) =>
                change(
                  Object.fromEntries(
                    Object.entries(bounds).map(([name, value]) => [name, value === '' ? undefined : value]),
                  ),
                )
              }
            />
            <Chips
              label={t('cardStaff.states')}
              values={PAYMENT_STATES}
              chosen={state}
              text={(value) => t(`cardStaff.state.${value}`)}
              onChange={(next) => change({ state: next })}
            />
            <p className="tb-field-help">{t('common.timesIn', { zone: zoneText(zone, language) })}</p>
          </>
        }
      />
      {search.payment !== undefined && (
        <Suspense>
          <CardPaymentDrawer
            id={search.payment}
            keys={list.data?.items.map(({ id }) => id) ?? []}
            zone={zone}
            onTurn={(id) => open(id, true)}
            onClose={() => open(undefined)}
          />
        </Suspense>
      )}
    </>
  );
}

const FOUND_MAX = 20;
const ACCOUNTS: Lookup = {
  key: ['accounts', 'of-card-payments'],
  find: async (q, signal) => {
    const query = defined({ q, limit: FOUND_MAX });
    const { items } = await get<z.output<typeof accountPage>>('/accounts', { query, signal });
    return items.map(({ id, displayName, number }) => ({ value: id, label: `${displayName} · ${number}` }));
  },
};

/** One that is chosen is named, and taken away by a click. */
function AccountFilter({
  account,
  onChange,
}: Readonly<{ account: string | undefined; onChange: (account: string | undefined) => void }>) {
  const { t } = useTranslation();
  const may = useMay();
  const named = useQuery({
    queryKey: ['accounts', 'name', account],
    queryFn: async ({ signal }) =>
      (await get<{ displayName: string }>(`/accounts/${encodeURIComponent(account ?? '')}`, { signal }))
        .displayName,
    enabled: account !== undefined,
  });
  if (account !== undefined) {
    const name = named.data ?? account;
    return (
      <Button
        variant="default"
        size="xs"
        rightSection={<Icon name="close" size={14} />}
        aria-label={t('cardStaff.without', { filter: name })}
        onClick={() => onChange(undefined)}
      >
        {name}
      </Button>
    );
  }
  if (!may('accounts:read')) return null;
  return (
    <LookupSelect
      size="xs"
      label={t('cardStaff.account')}
      placeholder={t('cardStaff.anyAccount')}
      lookup={ACCOUNTS}
      value={null}
      onChange={(next) => onChange(next ?? undefined)}
    />
  );
}
