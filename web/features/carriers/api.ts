/** Reads of carriers and switches. Types come from the schemas that the server answers by. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { localizationList } from '../../../src/schemas/numbering/localization.ts';
import type { totalsAnswer } from '../../../src/schemas/charging/call-search.ts';
import type { rateGroupPage } from '../../../src/schemas/rating/rates.ts';
import type {
  provider,
  providerPage,
  switchBody,
  switchPage,
  switchWithKey,
  emergencyCoverage,
  trunk,
  trunkPage,
} from '../../../src/schemas/routing/routes.ts';
import { get } from '../../api/client.ts';
import { dayAfter, startOfDay } from '../../ui/format.ts';
import type { Gateway } from '../../ui/gateways/gateway-state.tsx';
import { HEALTH_POLL_MS } from '../../ui/gateways/unhealthy-gateways.tsx';

export type Provider = z.output<typeof provider>;
export type Trunk = z.output<typeof trunk>;
export type Switch = z.output<typeof switchBody>;
export type SwitchWithKey = z.output<typeof switchWithKey>;

const PAGE_LIMIT = 50;
/** What one form offers, and one trunk shows. */
const CHOICES_MAX = 200;

type Filter = Readonly<{ q?: string | undefined; cursor?: string | undefined }>;

function listQuery<Page>(path: 'providers' | 'trunks' | 'switches', filter: Filter) {
  return queryOptions({
    queryKey: [path, 'list', filter],
    queryFn: ({ signal }) => get<Page>(`/${path}`, { query: { ...filter, limit: PAGE_LIMIT }, signal }),
    placeholderData: keepPreviousData,
  });
}

export const providersQuery = (filter: Filter) =>
  listQuery<z.output<typeof providerPage>>('providers', filter);
export const trunksQuery = (filter: Filter) => listQuery<z.output<typeof trunkPage>>('trunks', filter);
export const switchesQuery = (filter: Filter) => listQuery<z.output<typeof switchPage>>('switches', filter);

/** Countries of customers whose emergency calls no trunk carries. */
export const emergencyQuery = queryOptions({
  queryKey: ['trunks', 'emergency'],
  queryFn: ({ signal }) => get<z.output<typeof emergencyCoverage>>('/emergency-coverage', { signal }),
});

export const trunkQuery = (id: string) =>
  queryOptions({
    queryKey: ['trunks', 'one', id],
    queryFn: ({ signal }) => get<Trunk>(`/trunks/${encodeURIComponent(id)}`, { signal }),
    refetchInterval: HEALTH_POLL_MS,
  });

export const gatewaysQuery = (trunkId: string) =>
  queryOptions({
    queryKey: ['trunks', 'one', trunkId, 'gateways'] as readonly unknown[],
    queryFn: ({ signal }) =>
      get<{ items: Gateway[] }>('/gateways', { query: { trunkId, limit: CHOICES_MAX }, signal }),
    refetchInterval: HEALTH_POLL_MS,
  });

/** The day that it is in a zone, such as 2026-11-24. */
export function dateIn(zone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format();
}

/** The calls of a trunk since the day began in the reader's zone, added up. */
export const trafficTodayQuery = (trunk: string, zone: string) => {
  const day = dateIn(zone);
  const period = { from: startOfDay(day, zone), to: startOfDay(dayAfter(day), zone) };
  return queryOptions({
    queryKey: ['calls', 'totals', 'trunk', trunk, day, zone],
    queryFn: ({ signal }) =>
      get<z.output<typeof totalsAnswer>>('/calls/totals', { query: { trunk, ...period }, signal }),
    staleTime: 30_000,
  });
};

export const providerChoicesQuery = queryOptions({
  queryKey: ['providers', 'choices'],
  queryFn: ({ signal }) =>
    get<z.output<typeof providerPage>>('/providers', { query: { limit: CHOICES_MAX }, signal }),
});

/** The list that the page of rule sets reads, too. */
export const ruleSetChoicesQuery = queryOptions({
  queryKey: ['localizations', 'list'],
  queryFn: ({ signal }) => get<z.output<typeof localizationList>>('/localizations', { signal }),
});

/** What carriers ask: the price lists that a trunk may have. */
export const boughtGroupsQuery = queryOptions({
  queryKey: ['rate-groups', 'bought'],
  queryFn: ({ signal }) =>
    get<z.output<typeof rateGroupPage>>('/rate-groups', {
      query: { direction: 'termination', limit: CHOICES_MAX },
      signal,
    }),
});
