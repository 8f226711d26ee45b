/** Calls and registrations that belonged to nobody, and whose address one may be. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import { parseAddress, parseNetwork } from '../../../src/domain/accounts/networks.ts';
import type { unknownCallPage } from '../../../src/schemas/charging/unknown-calls.ts';
import { get } from '../../api/client.ts';
import type { Option } from '../../ui/record/record.ts';
import type { CarriersSearch, PERIODS } from './search.ts';

type UnknownCallPage = z.output<typeof unknownCallPage>;
export type UnknownCalls = UnknownCallPage['items'][number];

/** All sources beyond those that are told apart. */
export const ANY_SOURCE = '0.0.0.0';

const PAGE_LIMIT = 50;
const REFRESH_MS = 30_000;
const CHOICES_MAX = 20;
const HOUR_MS = 3_600_000;
const HOURS: Readonly<Record<(typeof PERIODS)[number], number>> = { hour: 1, day: 24, week: 168, month: 720 };

type Filter = Readonly<{
  q: string | undefined;
  kind: CarriersSearch['kind'] | undefined;
  since: (typeof PERIODS)[number];
  cursor: string | undefined;
}>;

export const unknownCallsQuery = ({ q, since, ...rest }: Filter) =>
  queryOptions({
    queryKey: ['unknown-calls', q, since, rest],
    queryFn: ({ signal }) => {
      const from = new Date(Date.now() - HOURS[since] * HOUR_MS).toISOString();
      const isAddress = q !== undefined && (parseAddress(q) !== null || parseNetwork(q) !== null);
      const sought = isAddress ? { source: q } : { username: q };
      return get<UnknownCallPage>('/unknown-calls', {
        query: { ...rest, ...sought, from, limit: PAGE_LIMIT },
        signal,
      });
    },
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  });

type NamedAccount = Readonly<{ id: string; displayName: string; number: string }>;

export async function lookForCustomers(q: string, signal: AbortSignal): Promise<readonly Option[]> {
  const query = { q, kind: 'customer', sort: 'name', limit: CHOICES_MAX };
  const { items } = await get<{ items: readonly NamedAccount[] }>('/accounts', { query, signal });
  return items.map(({ id, displayName, number }) => ({ value: id, label: `${displayName} · ${number}` }));
}
