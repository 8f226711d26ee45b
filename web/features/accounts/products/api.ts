/** What was charged for products of an account, and what an order changes. */
import { queryOptions, type QueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import type { orderedProduct, productChargePage } from '../../../../src/schemas/products/subscriptions.ts';
import { get } from '../../../api/client.ts';

export type Ordered = z.output<typeof orderedProduct>;
export type ProductCharge = z.output<typeof productChargePage>['items'][number];

export const CHARGES_SHOWN = 100;

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
