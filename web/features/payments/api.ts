/** Reads of payments by card. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  cardPayment,
  cardPaymentPage,
  CardPaymentSummary,
} from '../../../src/schemas/payments/card-payments.ts';
import { get } from '../../api/client.ts';
import { dayAfter, startOfDay } from '../../ui/format.ts';
import { defined } from '../../ui/search-params.ts';
import type { CardPaymentsSearch } from './search.ts';

export type CardPaymentRow = CardPaymentSummary;
export type CardPayment = z.output<typeof cardPayment>;

const PAGE_LIMIT = 50;
/** So many held ones are counted. */
export const HELD_COUNTED_MAX = 50;
/** Payments come in while one looks. */
const REFRESH_MS = 15_000;

/** Days are those of the reader's clocks. */
export const cardPaymentsQuery = ({ account, from, to, state, cursor }: CardPaymentsSearch, zone: string) =>
  queryOptions({
    queryKey: ['card-payments', 'list', { account, from, to, state, cursor, zone }],
    queryFn: ({ signal }) =>
      get<z.output<typeof cardPaymentPage>>('/card-payments', {
        query: defined({
          accountId: account,
          state,
          from: from === undefined ? undefined : startOfDay(from, zone),
          to: to === undefined ? undefined : startOfDay(dayAfter(to), zone),
          cursor,
          limit: PAGE_LIMIT,
        }),
        signal,
      }),
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  });

/** Those that came and could not be credited. */
export const heldPaymentsQuery = queryOptions({
  queryKey: ['card-payments', 'held'],
  queryFn: ({ signal }) =>
    get<z.output<typeof cardPaymentPage>>('/card-payments', {
      query: { state: 'held', limit: HELD_COUNTED_MAX },
      signal,
    }),
  refetchInterval: REFRESH_MS,
});

export const cardPaymentQuery = (id: string) =>
  queryOptions({
    queryKey: ['card-payments', 'one', id],
    queryFn: ({ signal }) => get<CardPayment>(`/card-payments/${encodeURIComponent(id)}`, { signal }),
    refetchInterval: REFRESH_MS,
  });
