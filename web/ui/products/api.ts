/** Reads of products and subscriptions that several pages share. Types come from the schemas that the server answers by. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { offeredList, OfferedProductBody, ProductBody } from '../../../src/schemas/products/products.ts';
import type {
  orderPreview,
  subscriptionPage,
  SubscriptionBody,
} from '../../../src/schemas/products/subscriptions.ts';
import { get, post } from '../../api/client.ts';
import type { RecordBody } from '../record/record.ts';

export type Product = ProductBody;
export type Subscription = SubscriptionBody;
export type Offered = OfferedProductBody;
export type OrderPreview = z.output<typeof orderPreview>;
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

/** What an account may order, or somebody for it. */
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
