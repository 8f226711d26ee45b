/** Webhooks: endpoints that are told events, and how each telling went. */
import { z } from 'zod';
import {
  CONCURRENCY,
  CONCURRENCY_MAX,
  DELIVERY_STATES,
  PAUSE_REASONS,
  WEBHOOK_STATUSES,
} from '../../domain/webhooks/delivery.ts';
import { instant, instantInput, line, page, pageQuery, pathId, publicId } from '../common.ts';
import { eventType, toldEvent } from './events.ts';

const status = z.enum(WEBHOOK_STATUSES).describe('paused: what happens waits, for three days at most');
const state = z
  .enum(DELIVERY_STATES)
  .describe('queued: waits for its next attempt. delivered: 2xx was answered. failed: is not tried again');

export const webhookBody = z
  .object({
    id: publicId,
    url: z.string(),
    description: z.string(),
    types: z.array(eventType).nullable().describe('null = all'),
    concurrency: z.number().int().describe('Requests at once'),
    status,
    pauseReason: z
      .enum(PAUSE_REASONS)
      .nullable()
      .describe('gone: it answered 410. failing: nothing arrived there for three days'),
    createdAt: instant,
    previousSecretUntil: instant.nullable().describe('The former secret signs too until then'),
    failingSince: instant.nullable().describe('Nothing has arrived there since; null = the last attempt did'),
    queued: z.number().int().describe('Deliveries that wait'),
    failed: z.number().int().describe('Deliveries that failed, of the last 30 days'),
    lastDeliveredAt: instant.nullable(),
  })
  .meta({ id: 'Webhook' });
export type WebhookBody = z.output<typeof webhookBody>;
export const webhookList = z.object({ items: z.array(webhookBody) });

const secret = z
  .string()
  .describe('Shown this once; "whsec_" and a key as base64, as Standard Webhooks want it');
export const webhookMade = webhookBody.extend({
  secret: secret.nullable().describe('Shown this once; null when the request was a repetition'),
});
export const webhookSecret = z.object({ secret, previousSecretUntil: instant });

const url = line(2000, 1)
  .refine(
    (text) => text === '' || (/^https?:\/\//i.test(text) && URL.canParse(text)),
    'Give an address like https://crm.example.com/hook.',
  )
  .meta({ examples: ['https://crm.example.com/hook'] });
const concurrency = z
  .int('Send a whole number.')
  .min(1, `Send a whole number from 1 to ${CONCURRENCY_MAX}.`)
  .max(CONCURRENCY_MAX, `Send a whole number from 1 to ${CONCURRENCY_MAX}.`)
  .describe(`Requests at once; ${CONCURRENCY} unless it is said. One that fails is asked one by one`);
const types = z
  .array(eventType)
  .min(1, 'Choose at least one event, or send null for all.')
  .transform((all) => [...new Set(all)])
  .nullable()
  .describe('null = all, also those that come with later versions');

const optional = {
  description: line(200).optional(),
  types: types.optional(),
  concurrency: concurrency.optional(),
};
export const createWebhook = z.strictObject({ url, ...optional });
export const changeWebhook = z.strictObject({ url: url.optional(), ...optional, status: status.optional() });

export const deliveryQuery = z.object({
  ...pageQuery,
  state: state.optional(),
  type: eventType.optional(),
});

const deliveryFields = {
  id: publicId,
  eventId: publicId.describe('The webhook-id of the request: the same each time'),
  type: eventType,
  happenedAt: instant,
  state,
  attempts: z.number().int().describe('Of all time'),
  queuedAt: instant,
  nextAttemptAt: instant.nullable(),
  deliveredAt: instant.nullable(),
  lastStatus: z.number().int().nullable().describe('Of the last answer; null = none came'),
  lastError: z.string().describe('Why none came'),
};
export const delivery = z.object(deliveryFields).meta({ id: 'WebhookDelivery' });
export type DeliveryBody = z.output<typeof delivery>;
export const deliveryPage = page(delivery);

const attempt = z.object({
  beganAt: instant,
  durationMs: z.number().int().nullable().describe('null = not answered yet, or the program ended before'),
  status: z.number().int().nullable(),
  error: z.string(),
  answer: z.string().describe('Its beginning, 1024 characters at most'),
});
export const deliveryDetail = z
  .object({
    ...deliveryFields,
    body: toldEvent.nullable().describe('What is sent; null = the account is no longer yours'),
    log: z.array(attempt).describe('The newest first, 50 at most'),
  })
  .meta({ id: 'WebhookDeliveryDetail' });
export type DeliveryDetailBody = z.output<typeof deliveryDetail>;
export const deliveryParams = z.object({ id: pathId, deliveryId: pathId });

export const sendManyAgain = z
  .strictObject({
    from: instantInput.optional().describe('Of events that happened from then on'),
    to: instantInput.optional().describe('Of events that happened before'),
    hasDelivered: z.boolean().default(false).describe('Also those that arrived'),
  })
  .refine(({ from, to }) => from === undefined || to === undefined || Date.parse(from) < Date.parse(to), {
    path: ['to'],
    message: 'Choose an end after the beginning.',
  });
export const sentAgain = z.object({ queued: z.number().int().describe('How many are sent again') });
