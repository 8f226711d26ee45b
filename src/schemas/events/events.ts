/** Events: what happened to accounts, listed or followed. */
import { z } from 'zod';
import { EVENT_TYPES } from '../../domain/events/catalogue.ts';
import { instant, page, pageQuery, publicId } from '../common.ts';

export const eventType = z.enum(EVENT_TYPES);

export const toldEvent = z
  .object({
    id: publicId,
    type: eventType,
    createdAt: instant,
    accountId: publicId.describe('To whom it happened'),
    accountNumber: z.string(),
    data: z.record(z.string(), z.unknown()).describe('Depends on the type: GET /events/types'),
  })
  .meta({ id: 'Event' });
export type EventBody = z.output<typeof toldEvent>;

const typesQuery = z
  .string()
  .max(1000)
  .transform((text) => [...new Set(text.split(',').map((type) => type.trim()))].filter(Boolean))
  .pipe(z.array(eventType))
  .describe('Types, separated by commas');

export const eventQuery = z.object({
  ...pageQuery,
  types: typesQuery.optional(),
  accountId: publicId.optional().describe('Of this account and those below it'),
});
export const eventPage = page(toldEvent);

/** A client that waits has its connection, and asks again. */
export const WAIT_SECONDS_MAX = 25;

export const followQuery = z.object({
  after: z.string().max(500).optional().describe('next of the answer before; left out: from now on'),
  limit: pageQuery.limit,
  types: typesQuery.optional(),
  accountId: publicId.optional().describe('Of this account and those below it'),
  waitSeconds: z.coerce
    .number()
    .int('Send a whole number.')
    .min(0, `Send 0 to ${WAIT_SECONDS_MAX}.`)
    .max(WAIT_SECONDS_MAX, `Send 0 to ${WAIT_SECONDS_MAX}.`)
    .default(0)
    .describe('Answers as soon as something happens, and empty after so long'),
});
export const followed = z.object({
  items: z.array(toldEvent),
  next: z.string().describe('Send it as after, also when nothing happened'),
});

export const eventTypes = z.object({
  items: z.array(
    z.object({
      type: eventType,
      summary: z.string(),
      example: toldEvent,
    }),
  ),
});
