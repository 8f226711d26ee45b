/** The timeline of everybody below the reader. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { account, accountPage } from '../../../src/schemas/accounts/account.ts';
import type { auditPage } from '../../../src/schemas/audit/audit.ts';
import { get } from '../../api/client.ts';
import { dayAfter, startOfDay } from '../../ui/format.ts';
import type { Option } from '../../ui/record/record.ts';
import type { AuditSearch } from './search.ts';

type AuditPage = z.output<typeof auditPage>;
export type FoundEvent = AuditPage['items'][number];

const PAGE_LIMIT = 25;
const CHOICES_MAX = 20;

/** As the API takes it: days become instants of the reader's zone. */
export function queryOf(
  { account: accountId, actor: actorId, from, to, ...search }: AuditSearch,
  zone: string,
) {
  return {
    ...search,
    accountId,
    actorId,
    from: from === undefined ? undefined : startOfDay(from, zone),
    to: to === undefined ? undefined : startOfDay(dayAfter(to), zone),
  };
}

export const auditQuery = (search: AuditSearch, zone: string) =>
  queryOptions({
    queryKey: ['audit', search, zone],
    queryFn: ({ signal }) =>
      get<AuditPage>('/audit', { query: { ...queryOf(search, zone), limit: PAGE_LIMIT }, signal }),
    placeholderData: keepPreviousData,
  });

type Named = Readonly<{ id: string; displayName: string; number: string }>;

const optionOf = ({ id, displayName, number }: Named): Option => ({
  value: id,
  label: `${displayName} · ${number}`,
});

/** Any account that one sees: whom an event is about, or who did it. */
export async function lookForAccounts(q: string, signal: AbortSignal): Promise<readonly Option[]> {
  const { items } = await get<z.output<typeof accountPage>>('/accounts', {
    query: { q, sort: 'name', limit: CHOICES_MAX },
    signal,
  });
  return items.map(optionOf);
}

/** The name of an account that the address names. */
export const namedQuery = (id: string | undefined) =>
  queryOptions({
    queryKey: ['accounts', 'named', id],
    queryFn: async ({ signal }) =>
      optionOf(await get<z.output<typeof account>>(`/accounts/${encodeURIComponent(id ?? '')}`, { signal })),
    enabled: id !== undefined,
    retry: false,
  });
