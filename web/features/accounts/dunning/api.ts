/** Reads of what is overdue, and of what comes of it. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  AccountDunningBody,
  invoiceReminders,
  OverdueAccountBody,
  overduePage,
  overdueTotals,
  OwnDunningBody,
} from '../../../../src/schemas/dunning/dunning.ts';
import { get } from '../../../api/client.ts';
import type { OverdueSearch } from './search.ts';

export type OverdueAccount = OverdueAccountBody;
export type AccountDunning = AccountDunningBody;

const PAGE_LIMIT = 50;
/** Somebody may look while payments come in. */
const REFRESH_MS = 15_000;

export const accountDunningQuery = (id: string) =>
  queryOptions({
    queryKey: ['accounts', 'one', id, 'dunning'],
    queryFn: ({ signal }) => get<AccountDunning>(`/accounts/${encodeURIComponent(id)}/dunning`, { signal }),
    refetchInterval: REFRESH_MS,
  });

export const ownDunningQuery = queryOptions({
  queryKey: ['me', 'dunning'],
  queryFn: ({ signal }) => get<OwnDunningBody>('/me/dunning', { signal }),
  refetchInterval: REFRESH_MS,
});

export const overdueQuery = (search: OverdueSearch) =>
  queryOptions({
    queryKey: ['dunning', 'overdue', search],
    queryFn: ({ signal }) =>
      get<z.output<typeof overduePage>>('/dunning/overdue', {
        query: { ...search, limit: PAGE_LIMIT },
        signal,
      }),
    placeholderData: keepPreviousData,
  });

export const overdueTotalsQuery = ({ cursor: _cursor, ...search }: OverdueSearch) =>
  queryOptions({
    queryKey: ['dunning', 'totals', search],
    queryFn: ({ signal }) =>
      get<z.output<typeof overdueTotals>>('/dunning/overdue/totals', { query: search, signal }),
    placeholderData: keepPreviousData,
  });

export const remindersQuery = (documentId: string) =>
  queryOptions({
    queryKey: ['documents', 'one', documentId, 'reminders'],
    queryFn: ({ signal }) =>
      get<z.output<typeof invoiceReminders>>(`/documents/${encodeURIComponent(documentId)}/reminders`, {
        signal,
      }),
  });
