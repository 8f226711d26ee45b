/** Reads of DIDs and access numbers, and of whom they may be given to. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { accountPage } from '../../../src/schemas/accounts/account.ts';
import type {
  accessNumber,
  accessNumberPage,
  createdDids,
  did,
  didPage,
} from '../../../src/schemas/numbering/dids.ts';
import type { switchPage, providerPage } from '../../../src/schemas/routing/routes.ts';
import { get } from '../../api/client.ts';
import type { Option } from '../../ui/record/record.ts';

export type Did = z.output<typeof did>;
export type CreatedDids = z.output<typeof createdDids>;
export type AccessNumber = z.output<typeof accessNumber>;

const PAGE_LIMIT = 50;
/** As many as somebody reads in a list that opens below an input. */
const CHOICES_MAX = 20;
/** More providers, resellers or free numbers than one page may hold are not offered; the API takes them. */
const OPTIONS_MAX = 200;

type Filter = Readonly<Record<string, string | undefined>>;

export const didsQuery = (filter: Filter) =>
  queryOptions({
    queryKey: ['dids', 'list', filter],
    queryFn: ({ signal }) =>
      get<z.output<typeof didPage>>('/dids', {
        query: { ...filter, q: digitsOf(filter.q), limit: PAGE_LIMIT },
        signal,
      }),
    placeholderData: keepPreviousData,
  });

export const accessNumbersQuery = (filter: Filter) =>
  queryOptions({
    queryKey: ['dids', 'access', filter],
    queryFn: ({ signal }) =>
      get<z.output<typeof accessNumberPage>>('/access-numbers', {
        query: { ...filter, q: digitsOf(filter.q), limit: PAGE_LIMIT },
        signal,
      }),
    placeholderData: keepPreviousData,
  });

/** As people write it: "+49 (30)". What is no beginning of a number finds nothing, as "0" does: none begins so. */
export function digitsOf(q: string | undefined): string | undefined {
  const digits = q?.replace(/^\s*(?:\+|00)/, '').replaceAll(/[\s().\-/]/g, '');
  if (digits === undefined || digits === '') return undefined;
  return /^\d{1,15}$/.test(digits) ? digits : '0';
}

export const providerChoicesQuery = queryOptions({
  queryKey: ['providers', 'choices'],
  queryFn: async ({ signal }): Promise<readonly Option[]> => {
    const { items } = await get<z.output<typeof providerPage>>('/providers', {
      query: { limit: OPTIONS_MAX },
      signal,
    });
    return items.map(({ id, name }) => ({ value: id, label: name }));
  },
});

/** How many active switches can play prompts and collect what is pressed. */
export const playingSwitchesQuery = queryOptions({
  queryKey: ['switches', 'playing'],
  queryFn: async ({ signal }): Promise<number> => {
    const { items } = await get<z.output<typeof switchPage>>('/switches', {
      query: { limit: OPTIONS_MAX },
      signal,
    });
    return items.filter(({ kind, status }) => kind === 'freeswitch' && status === 'active').length;
  },
});

export const resellerChoicesQuery = queryOptions({
  queryKey: ['accounts', 'reseller-choices'],
  queryFn: async ({ signal }): Promise<readonly Option[]> => {
    const { items } = await get<z.output<typeof accountPage>>('/accounts', {
      query: { kind: 'reseller', sort: 'name', limit: OPTIONS_MAX },
      signal,
    });
    return items.filter(({ status }) => status !== 'closed').map(optionOfAccount);
  },
});

export const freeNumbersQuery = queryOptions({
  queryKey: ['dids', 'free-choices'],
  queryFn: async ({ signal }): Promise<readonly Option[]> => {
    const { items } = await get<z.output<typeof didPage>>('/dids', {
      query: { use: 'free', limit: OPTIONS_MAX },
      signal,
    });
    return items.map(({ number, label }) => ({
      value: number,
      label: label === '' ? `+${number}` : `+${number} · ${label}`,
    }));
  },
});

/** Customers below the owner of a number; left out: all that one sees. */
export async function lookForCustomers(
  parentId: string | undefined,
  q: string,
  signal: AbortSignal,
): Promise<readonly Option[]> {
  const { items } = await get<z.output<typeof accountPage>>('/accounts', {
    query: { kind: 'customer', q, parentId, sort: 'name', limit: CHOICES_MAX },
    signal,
  });
  return items.filter(({ status }) => status !== 'closed').map(optionOfAccount);
}

function optionOfAccount({
  id,
  displayName,
  number,
}: Readonly<{ id: string; displayName: string; number: string }>): Option {
  return { value: id, label: displayName === number ? number : `${displayName} · ${number}` };
}
