import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { calling } from '../../../../src/schemas/accounts/portal.ts';
import { get, patch } from '../../../api/client.ts';
import type { Account } from '../api.ts';

export const callingQuery = (id: string) =>
  queryOptions({
    queryKey: ['accounts', 'one', id, 'calling'],
    queryFn: ({ signal }) =>
      get<z.output<typeof calling>>(`/accounts/${encodeURIComponent(id)}/calling`, { signal }),
  });

/** The rules of the request; loaded when a form is used. */
export const ownAccountRules = async () =>
  (await import('../../../../src/schemas/accounts/portal.ts')).changeOwnAccount;

export function changeOwnAccount(change: object): Promise<Account> {
  return patch<Account>('/me/account', change);
}
