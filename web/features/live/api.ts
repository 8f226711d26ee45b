/** Accounts and trunks to choose from, and the names of those that the address names. */
import { queryOptions } from '@tanstack/react-query';
import { get } from '../../api/client.ts';
import type { Option } from '../../ui/record/record.ts';

const CHOICES_MAX = 20;

type Page<Item> = Readonly<{ items: readonly Item[] }>;
type NamedAccount = Readonly<{ id: string; displayName: string; number: string }>;
type NamedTrunk = Readonly<{ id: string; name: string }>;

const accountOption = ({ id, displayName, number }: NamedAccount): Option => ({
  value: id,
  label: `${displayName} · ${number}`,
});
const trunkOption = ({ id, name }: NamedTrunk): Option => ({ value: id, label: name });

export async function lookForAccounts(q: string, signal: AbortSignal): Promise<readonly Option[]> {
  const query = { q, sort: 'name', limit: CHOICES_MAX };
  return (await get<Page<NamedAccount>>('/accounts', { query, signal })).items.map(accountOption);
}

export async function lookForTrunks(q: string, signal: AbortSignal): Promise<readonly Option[]> {
  const query = { q, limit: CHOICES_MAX };
  return (await get<Page<NamedTrunk>>('/trunks', { query, signal })).items.map(trunkOption);
}

export const namedAccountQuery = (id: string | undefined) =>
  queryOptions({
    queryKey: ['accounts', 'named', id],
    queryFn: async ({ signal }) =>
      accountOption(await get<NamedAccount>(`/accounts/${encodeURIComponent(id ?? '')}`, { signal })),
    enabled: id !== undefined,
    retry: false,
  });

export const namedTrunkQuery = (id: string | undefined) =>
  queryOptions({
    queryKey: ['trunks', 'named', id],
    queryFn: async ({ signal }) =>
      trunkOption(await get<NamedTrunk>(`/trunks/${encodeURIComponent(id ?? '')}`, { signal })),
    enabled: id !== undefined,
    retry: false,
  });
