/** Reads of price lists. Types come from the schemas that the server answers by. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  importAnswer,
  importResult,
  priceListPage,
  priceOfPrefix,
  rate,
  rateGroup,
  rateGroupPage,
  rateImport,
  rateImportPage,
  ratePage,
  rateSheet,
} from '../../../src/schemas/rating/rates.ts';
import type {
  currentExchangeRates,
  exchangeFeed,
  exchangeImport,
  exchangePositions,
  exchangeRate,
  exchangeRatePage,
} from '../../../src/schemas/rating/exchange-rates.ts';
import type { comparison } from '../../../src/schemas/rating/comparison.ts';
import type { settingsBody } from '../../../src/schemas/accounts/sign-in.ts';
import type { trunkPage } from '../../../src/schemas/routing/routes.ts';
import { get } from '../../api/client.ts';
import type { Option } from '../../ui/record/record.ts';

export type RateGroup = z.output<typeof rateGroup>;
export type Rate = z.output<typeof rate>;
export type PriceOfPrefix = z.output<typeof priceOfPrefix>;
export type ExchangeRate = z.output<typeof exchangeRate>;
export type CurrentRate = z.output<typeof currentExchangeRates>['items'][number];
export type ExchangeFeed = z.output<typeof exchangeFeed>;
export type ExchangeImport = z.output<typeof exchangeImport>;
export type RateImport = z.output<typeof importResult>;
export type RateImportAnswer = z.output<typeof importAnswer>;
export type RateImportVersion = z.output<typeof rateImport>;
export type Comparison = z.output<typeof comparison>;
export type RateSheet = z.output<typeof rateSheet>;

/** More are imported, and undone, by a job, whose page says how far it is. */
export const RATES_AT_ONCE = 20_000;
const PAGE_LIMIT = 50;
const VERSIONS_SHOWN = 5;
/** More trunks than one page may hold are not offered in a form; they can still be set by the API. */
const TRUNKS_MAX = 200;
/** So many are offered at once; typing finds the others. */
const CHOICES_MAX = 20;

type Filter = Readonly<Record<string, string | undefined>>;

export const rateGroupsQuery = (filter: Filter) =>
  queryOptions({
    queryKey: ['rate-groups', 'list', filter],
    queryFn: ({ signal }) =>
      get<z.output<typeof rateGroupPage>>('/rate-groups', {
        query: { ...filter, limit: PAGE_LIMIT },
        signal,
      }),
    placeholderData: keepPreviousData,
  });

export const rateGroupQuery = (id: string) =>
  queryOptions({
    queryKey: ['rate-groups', 'one', id],
    queryFn: ({ signal }) => get<RateGroup>(`/rate-groups/${encodeURIComponent(id)}`, { signal }),
  });

export const ratesQuery = (id: string, filter: Filter) =>
  queryOptions({
    queryKey: ['rate-groups', 'one', id, 'rates', filter],
    queryFn: ({ signal }) =>
      get<z.output<typeof ratePage>>(`/rate-groups/${encodeURIComponent(id)}/rates`, {
        query: { ...filter, limit: PAGE_LIMIT },
        signal,
      }),
    placeholderData: keepPreviousData,
  });

export const pricesQuery = (id: string, filter: Filter) =>
  queryOptions({
    queryKey: ['rate-groups', 'one', id, 'prices', filter],
    queryFn: ({ signal }) =>
      get<z.output<typeof priceListPage>>(`/rate-groups/${encodeURIComponent(id)}/prices`, {
        query: { ...filter, limit: PAGE_LIMIT },
        signal,
      }),
    placeholderData: keepPreviousData,
  });

export const rateImportsQuery = (id: string, cursor: string | undefined) =>
  queryOptions({
    queryKey: ['rate-groups', 'one', id, 'imports', cursor ?? null],
    queryFn: ({ signal }) =>
      get<z.output<typeof rateImportPage>>(`/rate-groups/${encodeURIComponent(id)}/imports`, {
        query: { cursor, limit: VERSIONS_SHOWN },
        signal,
      }),
    placeholderData: keepPreviousData,
  });

export const exchangeRatesQuery = (cursor: string | undefined) =>
  queryOptions({
    queryKey: ['exchange-rates', cursor ?? null],
    queryFn: ({ signal }) =>
      get<z.output<typeof exchangeRatePage>>('/exchange-rates', {
        query: { cursor, limit: PAGE_LIMIT },
        signal,
      }),
    placeholderData: keepPreviousData,
  });

export const currentRatesQuery = queryOptions({
  queryKey: ['exchange-rates', 'current'],
  queryFn: ({ signal }) => get<z.output<typeof currentExchangeRates>>('/exchange-rates/current', { signal }),
});

/** The newest of a pair. */
export const pairHistoryQuery = (fromCurrency: string, toCurrency: string) =>
  queryOptions({
    queryKey: ['exchange-rates', 'pair', fromCurrency, toCurrency],
    queryFn: ({ signal }) =>
      get<z.output<typeof exchangeRatePage>>('/exchange-rates', {
        query: { fromCurrency, toCurrency, limit: PAGE_LIMIT },
        signal,
      }),
  });

export const exchangeFeedQuery = queryOptions({
  queryKey: ['exchange-feed'],
  queryFn: ({ signal }) => get<ExchangeFeed>('/exchange-feed', { signal }),
});

export const exchangePositionsQuery = queryOptions({
  queryKey: ['exchange-rates', 'positions'],
  queryFn: ({ signal }) => get<z.output<typeof exchangePositions>>('/exchange-positions', { signal }),
});

/** The currency that the operator proposes for new accounts is likely that of its prices. */
export const proposedCurrencyQuery = queryOptions({
  queryKey: ['settings', 'currency'],
  queryFn: async ({ signal }) => {
    const { settings } = await get<z.output<typeof settingsBody>>('/settings', { signal });
    const currency = settings['defaults.currency']?.value;
    return typeof currency === 'string' ? currency : '';
  },
});

/** What a trunk is called where one is chosen. */
export function trunkLabel({ name, providerName }: Readonly<{ name: string; providerName: string }>): string {
  return name === providerName ? name : `${name} · ${providerName}`;
}

/** Ways to carriers that a price list may name. */
export const trunkChoicesQuery = queryOptions({
  queryKey: ['trunks', 'choices'],
  queryFn: ({ signal }) =>
    get<z.output<typeof trunkPage>>('/trunks', { query: { limit: TRUNKS_MAX }, signal }),
});

export const comparisonQuery = (id: string, asked: Readonly<{ with: string; withAt?: string }>) =>
  queryOptions({
    queryKey: ['rate-groups', 'one', id, 'comparison', asked],
    queryFn: ({ signal }) =>
      get<Comparison>(`/rate-groups/${encodeURIComponent(id)}/comparison`, { query: asked, signal }),
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });

/** Rate groups of one direction, inactive ones too: they may be meant for later. */
export async function lookForRateGroups(
  direction: RateGroup['direction'],
  q: string,
  signal: AbortSignal,
): Promise<readonly Option[]> {
  const { items } = await get<z.output<typeof rateGroupPage>>('/rate-groups', {
    query: { q: q === '' ? undefined : q, direction, limit: CHOICES_MAX },
    signal,
  });
  return items.map(({ id, name, currency }) => ({ value: id, label: `${name} · ${currency}` }));
}
