/** Calls that go on, and ending one of them. */
import { z } from 'zod';
import { amount, instant, line, publicId } from '../common.ts';

const liveCall = z
  .object({
    sessionId: publicId,
    accountId: publicId,
    accountNumber: z.string(),
    accountName: z.string(),
    callerNumber: z.string().nullable(),
    destinationNumber: z.string().describe('E.164 digits'),
    startedAt: instant,
    answeredAt: instant.nullable().describe('Null while it rings'),
    talkSeconds: z.number().int().nullable().describe('Since the answer, by our clock; null while it rings'),
    held: amount
      .nullable()
      .describe('Of the account that was asked for; null where it pays nothing for the call'),
    canHangUp: z.boolean().describe('Its switch takes commands'),
  })
  .meta({ id: 'LiveCall' });

export const endingCalls = z
  .object({
    endAtOnce: z.number().int().describe('They are hung up within seconds'),
    goOn: z.number().int().describe('Emergency calls, and calls of switches that take no commands'),
    goOnUntil: instant.nullable().describe('When the last of those reaches its limit, at most'),
  })
  .meta({ id: 'EndingCalls' });

export const liveCallList = z.object({
  asOf: instant,
  total: z.number().int(),
  currency: z.string().nullable().describe('Of the account that was asked for'),
  onSuspension: endingCalls.describe('What becomes of them when the account is suspended'),
  items: z.array(liveCall).describe('The latest first, at most 200'),
});

export const hangUp = z.strictObject({
  reason: line(200, 3).describe('Why; stands in the timeline of the account'),
});
