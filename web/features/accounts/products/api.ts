/** What an account may order, what that costs, and what was charged. */
import { keepPreviousData, queryOptions, type QueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import type { offeredList, OfferedProductBody } from '../../../../src/schemas/products/products.ts';
import type {
  orderedProduct,
  orderPreview,
  productChargePage,
} from '../../../../src/schemas/products/subscriptions.ts';
import { get, post } from '../../../api/client.ts';
import type { RecordBody } from '../../../ui/record/record.ts';

export type Offered = OfferedProductBody;
export type OrderPreview = z.output<typeof orderPreview>;
export type Ordered = z.output<typeof orderedProduct>;
export type ProductCharge = z.output<typeof productChargePage>['items'][number];

export const CHARGES_SHOWN = 100;

export const offeredQuery = (accountId: string) =>
  queryOptions({
    queryKey: ['products', 'offered', accountId],
    queryFn: ({ signal }) =>
      get<z.output<typeof offeredList>>('/products/offered', { query: { accountId }, signal }),
  });

/** Asked anew while one types; what it was before stays until the answer is there. */
export const previewQuery = (accountId: string, order: RecordBody) =>
  queryOptions({
    queryKey: ['subscriptions', 'preview', accountId, order],
    queryFn: ({ signal }) =>
      post<OrderPreview>(`/accounts/${encodeURIComponent(accountId)}/subscriptions/preview`, order, {
        signal,
      }),
    placeholderData: keepPreviousData,
    // What is available changes.
    staleTime: 0,
    retry: false,
  });

export const chargesQuery = (id: string) =>
  queryOptions({
    queryKey: ['subscriptions', 'charges', id],
    queryFn: ({ signal }) =>
      get<z.output<typeof productChargePage>>(`/subscriptions/${encodeURIComponent(id)}/charges`, {
        query: { limit: CHARGES_SHOWN },
        signal,
      }),
  });

/** What money, numbers and minutes an order or its end has changed. */
export async function refreshAfter(queryClient: QueryClient): Promise<void> {
  const changed = [['subscriptions'], ['accounts'], ['documents'], ['dids'], ['products']];
  await Promise.all(changed.map((queryKey) => queryClient.invalidateQueries({ queryKey })));
}
