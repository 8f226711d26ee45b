/** What guards that watch saw and did, and letting an account call again. */
import { z } from 'zod';
import { DESTINATION_CLASSES, GUARD_STEPS, WATCHING_GUARDS } from '../../domain/accounts/guards.ts';
import { amount, instant, line, page, pageQuery, publicId } from '../common.ts';

const prefix = z.object({ prefix: z.string(), class: z.enum(DESTINATION_CLASSES) });
const call = z.object({
  sessionId: publicId.describe('Of GET /calls/{sessionId}'),
  at: instant,
  isGranted: z.boolean().describe('It could be made; a refused one counts as tried'),
  prefix: z.string().nullable().describe('The risky one; null where a cap was reached'),
});

export const guardEvent = z
  .object({
    id: publicId,
    account: z.object({ id: publicId, number: z.string(), displayName: z.string() }),
    guard: z.enum(WATCHING_GUARDS),
    step: z.enum(GUARD_STEPS),
    happenedAt: instant,
    isBlocking: z.boolean().describe('New calls of the account are refused until it is released'),
    riskyPrefixes: z
      .object({ tried: z.number().int(), max: z.number().int(), prefixes: z.array(prefix) })
      .nullable()
      .describe('Of the guard on risky prefixes: how many were tried within an hour, and which'),
    spendCap: z
      .object({
        cap: z.enum(['spendPerHour', 'spendPerDay']),
        used: amount,
        max: amount,
        currency: z.string(),
      })
      .nullable()
      .describe('Of the guard on caps: which was reached, and what was spent or held'),
    calls: z.array(call).describe('The calls that made it fire, at most the newest 50'),
    released: z
      .object({
        at: instant,
        by: z.string().nullable().describe('Number of whoever did; null where you do not see that account'),
        reason: z.string().nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'GuardEvent' });
export type GuardEventBody = z.output<typeof guardEvent>;

export const guardEventPage = page(guardEvent);

export const guardEventQuery = z.object({
  ...pageQuery,
  accountId: publicId.optional().describe('Of one account alone'),
  blocking: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional()
    .describe('Those that block an account now, or the others'),
});

export const releaseGuard = z.strictObject({
  reason: line(200, 3).describe('Why; stands in the timeline of the account'),
});
