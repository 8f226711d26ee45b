/** Accounts to choose from by what was typed. */
import type { z } from 'zod';
import type { accountPage } from '../../src/schemas/accounts/account.ts';
import type { Option } from '../ui/record/record.ts';
import { get } from './client.ts';

const CHOICES_MAX = 20;

/** Customers and resellers that are not closed, by name. */
export async function lookForAccounts(q: string, signal: AbortSignal): Promise<readonly Option[]> {
  const { items } = await get<z.output<typeof accountPage>>('/accounts', {
    query: { q, sort: 'name', limit: CHOICES_MAX },
    signal,
  });
  return items
    .filter(({ kind, status }) => (kind === 'customer' || kind === 'reseller') && status !== 'closed')
    .map(({ id, displayName, number }) => ({ value: id, label: `${displayName} · ${number}` }));
}
