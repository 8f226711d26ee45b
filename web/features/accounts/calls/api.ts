/** Calls of everybody below the reader: found, added up, and those that go on. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { callPage } from '../../../../src/schemas/charging/call-list.ts';
import type { callsNow, totalsAnswer } from '../../../../src/schemas/charging/call-search.ts';
import type { creditPage, exposure } from '../../../../src/schemas/ledger/exposure.ts';
import type { switchPage } from '../../../../src/schemas/routing/routes.ts';
import { get } from '../../../api/client.ts';
import { dayAfter, startOfDay } from '../../../ui/format.ts';
import type { Account } from '../api.ts';
import type { CallFilters, CallsSearch, ExposureSearch, Grouping } from './search.ts';

type FoundPage = z.output<typeof callPage>;
export type FoundCall = FoundPage['items'][number];
export type Totals = z.output<typeof totalsAnswer>;
export type Group = Totals['groups'][number];
export const AMOUNTS = ['revenue', 'cost', 'commission', 'margin'] as const;
export type AmountField = (typeof AMOUNTS)[number];

/** The amounts that the reader has; those who sell have commissions only where they give some. */
export function amountsOf(money: Group['money']): readonly AmountField[] {
  return AMOUNTS.filter((field) =>
    money.some(
      ({ revenue, [field]: amount }) =>
        amount !== null && (field !== 'commission' || revenue === null || Number(amount) !== 0),
    ),
  );
}
type ExposureNow = z.output<typeof exposure>;
export type ExposureOf = ExposureNow['currencies'][number];
type CreditPage = z.output<typeof creditPage>;
export type CreditOfAccount = CreditPage['items'][number];
export type CallsNow = z.output<typeof callsNow>;

const PAGE_LIMIT = 25;
/** Pages that only lead on are followed so often before the reader is asked. */
const FOLLOWED_MAX = 5;
const NOW_POLL_MS = 5000;
const SIGHTINGS_POLL_MS = 30_000;

/** Those that some of these calls have; commissions that are not 0 alone. */
export function amountsOfCalls(calls: readonly FoundCall[]): readonly AmountField[] {
  return AMOUNTS.filter((field) =>
    calls.some(
      ({ [field]: money }) => money !== null && (field !== 'commission' || Number(money.amount) !== 0),
    ),
  );
}

/** As the API takes it: days become instants of the reader's zone. */
export function filterQuery({ from, to, ...filters }: CallFilters, zone: string) {
  return {
    ...filters,
    from: instantOf(from, zone),
    to: to?.length === 10 ? startOfDay(dayAfter(to), zone) : to,
  };
}

function instantOf(moment: string | undefined, zone: string): string | undefined {
  return moment?.length === 10 ? startOfDay(moment, zone) : moment;
}

/** A search looks at so much at a time: it is asked on until it has a call, or for some times. */
export const callsQuery = ({ q, cursor, call: _call, show: _show, ...filters }: CallsSearch, zone: string) =>
  queryOptions({
    queryKey: ['calls', 'found', q, cursor, filters, zone],
    queryFn: async ({ signal }) => {
      const ask = (place: string | undefined) =>
        get<FoundPage>('/calls', {
          query: { ...filterQuery(filters, zone), q, cursor: place, limit: PAGE_LIMIT },
          signal,
        });
      let page = await ask(cursor);
      for (let n = 0; n < FOLLOWED_MAX && page.items.length === 0 && page.nextCursor !== null; n++)
        page = await ask(page.nextCursor);
      return page;
    },
    placeholderData: keepPreviousData,
  });

export const totalsQuery = (
  filters: CallFilters,
  { by, zone }: Readonly<{ by: Grouping | 'none'; zone: string }>,
) =>
  queryOptions({
    queryKey: ['calls', 'totals', filters, by, zone],
    queryFn: ({ signal }) =>
      get<Totals>('/calls/totals', {
        query: { ...filterQuery(filters, zone), groupBy: by, timezone: zone },
        signal,
      }),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });

export const callsNowQuery = queryOptions({
  queryKey: ['calls', 'now'],
  queryFn: ({ signal }) => get<CallsNow>('/calls/now', { signal }),
  refetchInterval: NOW_POLL_MS,
});

/** All live calls are weighed for it. */
const EXPOSURE_POLL_MS = 30_000;

export const exposureQuery = queryOptions({
  queryKey: ['exposure'],
  queryFn: ({ signal }) => get<ExposureNow>('/exposure', { signal }),
  refetchInterval: EXPOSURE_POLL_MS,
});

export const creditQuery = (search: ExposureSearch) =>
  queryOptions({
    queryKey: ['exposure', 'credit', search],
    queryFn: ({ signal }) =>
      get<CreditPage>('/exposure/credit', { query: { ...search, limit: PAGE_LIMIT }, signal }),
    placeholderData: keepPreviousData,
  });

const SWITCHES_MAX = 50;

export const switchesQuery = queryOptions({
  queryKey: ['switches', 'heard'],
  queryFn: ({ signal }) =>
    get<z.output<typeof switchPage>>('/switches', { query: { limit: SWITCHES_MAX }, signal }),
  refetchInterval: SIGHTINGS_POLL_MS,
});

/** What the trunk that the address names is called. */
export const trunkNameQuery = (id: string | undefined) =>
  queryOptions({
    queryKey: ['trunks', 'name', id],
    queryFn: async ({ signal }) =>
      (await get<{ name: string }>(`/trunks/${encodeURIComponent(id ?? '')}`, { signal })).name,
  });

/** What the account that the address names is called. */
export const nameQuery = (id: string | undefined) =>
  queryOptions({
    queryKey: ['accounts', 'name', id],
    queryFn: async ({ signal }) =>
      (await get<Account>(`/accounts/${encodeURIComponent(id ?? '')}`, { signal })).displayName,
  });
