/** Reads of products and subscriptions that several pages share. Types come from the schemas that the server answers by. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { ProductBody } from '../../../src/schemas/products/products.ts';
import type { subscriptionPage, SubscriptionBody } from '../../../src/schemas/products/subscriptions.ts';
import { get } from '../../api/client.ts';

export type Product = ProductBody;
export type Subscription = SubscriptionBody;
export type SubscriptionPage = z.output<typeof subscriptionPage>;

export const productsQuery = queryOptions({
  queryKey: ['products', 'list'],
  queryFn: ({ signal }) => get<{ items: Product[] }>('/products', { signal }),
});

type Filter = Readonly<Record<string, string | undefined>>;
const PAGE_LIMIT = 50;

/** Of all accounts that one sees. */
export const subscriptionsQuery = (filter: Filter) =>
  queryOptions({
    queryKey: ['subscriptions', 'list', filter],
    queryFn: ({ signal }) =>
      get<SubscriptionPage>('/subscriptions', { query: { ...filter, limit: PAGE_LIMIT }, signal }),
    placeholderData: keepPreviousData,
  });

/** Of one account. */
export const subscriptionsOfQuery = (accountId: string, filter: Filter) =>
  queryOptions({
    queryKey: ['subscriptions', 'of-account', accountId, filter],
    queryFn: ({ signal }) =>
      get<SubscriptionPage>(`/accounts/${encodeURIComponent(accountId)}/subscriptions`, {
        query: { ...filter, limit: PAGE_LIMIT },
        signal,
      }),
    placeholderData: keepPreviousData,
  });
