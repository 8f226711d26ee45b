/** What the signed-in account pays by card itself. */
import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import { parseMoney } from '../../../../src/domain/money.ts';
import { mistakeOfCardAmount } from '../../../../src/domain/payments/card-payment.ts';
import type {
  autoTopUp,
  cardPayment,
  cardTerms,
  openedPage,
  savedMethod,
} from '../../../../src/schemas/payments/card-payments.ts';
import { get, post, put, remove } from '../../../api/client.ts';
import { withoutZeros } from '../../../ui/decimal.ts';
import type { RecordBody, Schema } from '../../../ui/record/record.ts';

export type CardTerms = z.output<typeof cardTerms>;
export type CardPayment = z.output<typeof cardPayment>;
export type SavedMethod = z.output<typeof savedMethod>;
export type AutoTopUp = z.output<typeof autoTopUp>;
type OpenedPage = z.output<typeof openedPage>;

export const cardTermsQuery = queryOptions({
  queryKey: ['portal', 'cardTerms'],
  queryFn: ({ signal }) => get<CardTerms>('/me/card-terms', { signal }),
});

export const cardPaymentQuery = (id: string) =>
  queryOptions({
    queryKey: ['cardPayments', 'one', id],
    queryFn: ({ signal }) => get<CardPayment>(`/card-payments/${encodeURIComponent(id)}`, { signal }),
  });

export const startCardPayment = (body: RecordBody, idempotencyKey: string) =>
  post<OpenedPage>('/me/card-payments', body, { idempotencyKey });

/** The card is typed on a page of the gateway, never here. */
export function goToPage({ url }: OpenedPage): void {
  window.location.assign(url);
}

export const makeDefault = (id: string) => put<CardTerms>(methodPath(id), undefined);
export const forgetMethod = async (id: string) => (await remove(methodPath(id))) as CardTerms;
export const saveAutoTopUp = (body: RecordBody) => put<CardTerms>('/me/auto-top-up', body);
export const endAutoTopUp = async () => (await remove('/me/auto-top-up')) as CardTerms;

const methodPath = (id: string) => `/me/payment-methods/${encodeURIComponent(id)}`;

/** The schema, and what cards take of the amount: so that a mistake stands at its field before anything is sent. */
export function withCardLimits(
  schema: Schema,
  { currency, amountMin, amountMax }: Pick<CardTerms, 'currency' | 'amountMin' | 'amountMax'>,
): Schema {
  return {
    safeParse: (body) => {
      const { error } = schema.safeParse(body);
      if (error !== undefined) return { error };
      const { amount } = body as { amount?: string };
      const micros = parseMoney(amount ?? '');
      const min = parseMoney(amountMin ?? '');
      const max = parseMoney(amountMax ?? '');
      if (micros === null || min === null || max === null) return {};
      const message =
        micros < min || micros > max
          ? `Send an amount from ${withoutZeros(amountMin ?? '')} to ${withoutZeros(amountMax ?? '')}.`
          : mistakeOfCardAmount(micros, currency);
      return message === null ? {} : { error: { issues: [{ path: ['amount'], message }] } };
    },
  };
}
