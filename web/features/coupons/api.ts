/** Reads of coupons. Types come from the schemas that the server answers by. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  coupon,
  couponBatch,
  couponBatchPage,
  couponPage,
  madeBatch,
} from '../../../src/schemas/coupons/coupons.ts';
import { get } from '../../api/client.ts';

export type Batch = z.output<typeof couponBatch>;
export type MadeBatch = z.output<typeof madeBatch>;
export type Coupon = z.output<typeof coupon>;

const PAGE_LIMIT = 50;
/** While a job makes them. */
const POLL_MS = 1500;

export const batchesQuery = (cursor: string | undefined) =>
  queryOptions({
    queryKey: ['coupon-batches', 'list', cursor ?? null],
    queryFn: ({ signal }) =>
      get<z.output<typeof couponBatchPage>>('/coupon-batches', {
        query: { cursor, limit: PAGE_LIMIT },
        signal,
      }),
    placeholderData: keepPreviousData,
  });

export const batchQuery = (id: string) =>
  queryOptions({
    queryKey: ['coupon-batches', 'one', id],
    queryFn: ({ signal }) => get<Batch>(`/coupon-batches/${encodeURIComponent(id)}`, { signal }),
    refetchInterval: ({ state }) =>
      state.data !== undefined && state.data.made < state.data.count ? POLL_MS : false,
  });

export const couponsQuery = (
  id: string,
  search: Readonly<{ status?: string | undefined; last4?: string | undefined; cursor?: string | undefined }>,
) =>
  queryOptions({
    queryKey: ['coupon-batches', 'one', id, 'coupons', search],
    queryFn: ({ signal }) =>
      get<z.output<typeof couponPage>>(`/coupon-batches/${encodeURIComponent(id)}/coupons`, {
        query: { ...search, limit: PAGE_LIMIT },
        signal,
      }),
    placeholderData: keepPreviousData,
  });
