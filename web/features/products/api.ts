/** Reads of the products that one sells. Types come from the schemas that the server answers by. */
import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { settingsBody } from '../../../src/schemas/accounts/sign-in.ts';
import type { PackageBody } from '../../../src/schemas/packages/packages.ts';
import type { resellableList } from '../../../src/schemas/products/products.ts';
import type { subscriptionTotals } from '../../../src/schemas/products/subscriptions.ts';
import { get } from '../../api/client.ts';
import type { Product } from '../../ui/products/api.ts';

export type Resellable = z.output<typeof resellableList>['items'][number];

export const productQuery = (id: string) =>
  queryOptions({
    queryKey: ['products', 'one', id],
    queryFn: ({ signal }) => get<Product>(`/products/${encodeURIComponent(id)}`, { signal }),
  });

/** What a reseller may sell as its own. */
export const resellableQuery = queryOptions({
  queryKey: ['products', 'resellable'],
  queryFn: ({ signal }) => get<z.output<typeof resellableList>>('/products/resellable', { signal }),
});

export const packageChoicesQuery = queryOptions({
  queryKey: ['packages'] as readonly unknown[],
  queryFn: ({ signal }) => get<{ items: PackageBody[] }>('/packages', { signal }),
});

export const totalsQuery = (filter: Readonly<Record<string, string | undefined>>) =>
  queryOptions({
    queryKey: ['subscriptions', 'totals', filter],
    queryFn: ({ signal }) =>
      get<z.output<typeof subscriptionTotals>>('/subscriptions/totals', { query: filter, signal }),
  });

/** What the operator sells in, where nobody says otherwise. */
export const proposedCurrencyQuery = queryOptions({
  queryKey: ['settings', 'currency'],
  queryFn: async ({ signal }) => {
    const { settings } = await get<z.output<typeof settingsBody>>('/settings', { signal });
    const currency = settings['defaults.currency']?.value;
    return typeof currency === 'string' ? currency : '';
  },
});
