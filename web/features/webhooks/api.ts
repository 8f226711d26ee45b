/** Webhooks and their log, as the pages ask for them. */
import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  delivery,
  deliveryDetail,
  deliveryPage,
  webhookBody,
  webhookList,
  webhookMade,
} from '../../../src/schemas/events/webhooks.ts';
import { get } from '../../api/client.ts';
import type { DeliveriesSearch } from './search.ts';

export type Webhook = z.output<typeof webhookBody>;
export type WebhookMade = z.output<typeof webhookMade>;
export type Delivery = z.output<typeof delivery>;
export type DeliveryDetail = z.output<typeof deliveryDetail>;

/** What is on its way arrives while one looks. */
const LOOK_EVERY_MS = 3000;

export const webhooksQuery = queryOptions({
  queryKey: ['webhooks'],
  queryFn: ({ signal }) => get<z.output<typeof webhookList>>('/webhooks', { signal }),
});

export const webhookQuery = (id: string) =>
  queryOptions({
    queryKey: ['webhooks', id],
    queryFn: ({ signal }) => get<Webhook>(`/webhooks/${id}`, { signal }),
    refetchInterval: LOOK_EVERY_MS,
  });

export const deliveriesQuery = (id: string, { state, cursor }: DeliveriesSearch) =>
  queryOptions({
    queryKey: ['webhooks', id, 'deliveries', { state, cursor }],
    queryFn: ({ signal }) =>
      get<z.output<typeof deliveryPage>>(`/webhooks/${id}/deliveries`, { signal, query: { state, cursor } }),
    refetchInterval: LOOK_EVERY_MS,
  });

export const deliveryQuery = (id: string, deliveryId: string) =>
  queryOptions({
    queryKey: ['webhooks', id, 'deliveries', deliveryId],
    queryFn: ({ signal }) => get<DeliveryDetail>(`/webhooks/${id}/deliveries/${deliveryId}`, { signal }),
    refetchInterval: LOOK_EVERY_MS,
  });
