/** Reads of carriers and switches. Types come from the schemas that the server answers by. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { localizationList } from '../../../src/schemas/numbering/localization.ts';
import type { rateGroupPage } from '../../../src/schemas/rating/rates.ts';
import type {
  gateway,
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

export type Provider = z.output<typeof provider>;
export type Trunk = z.output<typeof trunk>;
export type Gateway = z.output<typeof gateway>;
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
  });

export const gatewaysQuery = (trunkId: string) =>
  queryOptions({
    queryKey: ['trunks', 'one', trunkId, 'gateways'] as readonly unknown[],
    queryFn: ({ signal }) =>
      get<{ items: Gateway[] }>('/gateways', { query: { trunkId, limit: CHOICES_MAX }, signal }),
  });

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
