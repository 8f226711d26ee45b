/** Events of switches that could not be applied. */
import { z } from 'zod';
import { instant, line, page, pageQuery } from '../common.ts';

export const rejectedEvent = z
  .object({
    id: z.string(),
    switchName: z.string().nullable(),
    rejectedAt: instant,
    reason: z
      .string()
      .describe('Why it could not be applied: a problem of the contract, or what is wrong with it'),
    event: z.record(z.string(), z.unknown()).describe('As the switch wrote it'),
    closed: z
      .object({
        at: instant,
        by: z.string().nullable().describe('Account number'),
        reason: z.string(),
      })
      .nullable()
      .describe('Who looked at it, and what became of it; until then "tollbook verify" names it'),
  })
  .meta({ id: 'RejectedEvent' });
export type RejectedEventBody = z.output<typeof rejectedEvent>;

export const rejectedEventPage = page(rejectedEvent);

export const rejectedEventQuery = z.object({
  ...pageQuery,
  open: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional()
    .describe('Those that nobody has looked at, or the others'),
});

export const closeRejected = z.strictObject({
  reason: line(200, 3).describe('What became of it; stands in the timeline'),
});
