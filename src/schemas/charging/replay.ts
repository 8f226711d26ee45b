/** What the last calls of an account would have cost by another rate group. */
import { z } from 'zod';
import { amount, instant, instantInput, publicId } from '../common.ts';

const CALLS_MAX = 1000;

export const replayQuery = z.object({
  rateGroupId: publicId.describe('By which the calls are priced again'),
  calls: z.coerce
    .number()
    .int('Send a whole number.')
    .min(1, `Send 1 to ${CALLS_MAX} calls.`)
    .max(CALLS_MAX, `Send 1 to ${CALLS_MAX} calls.`)
    .default(CALLS_MAX)
    .describe('How many of the last answered calls'),
  at: instantInput.optional().describe('By the rates that are valid then; left out: now'),
});
const figures = {
  calls: z.number().int(),
  talkSeconds: z.number().int(),
  charged: amount.describe('What the calls cost'),
  replayed: amount.describe('What they would have cost'),
};
export const replay = z
  .object({
    rateGroup: z.string(),
    currency: z.string().describe('Of the wallet'),
    from: instant.nullable().describe('Of the oldest call; null without any'),
    to: instant.nullable().describe('Of the newest one'),
    ...figures,
    difference: z.string().describe('replayed - charged'),
    unpriced: z
      .object({ calls: z.number().int(), charged: amount })
      .describe(
        'Calls that the rate group has no rate for: they would be refused, and are in no other figure',
      ),
    nonCli: z
      .object({ calls: z.number().int(), charged: amount })
      .describe(
        'Of the calls, those that the NON-CLI rate group of their account priced: another rate group does not change it, so they count with what they cost, and in no destination',
      ),
    destinations: z
      .array(z.object({ prefix: z.string(), destination: z.string(), ...figures }))
      .describe('By the rate that would price them, the greatest difference first, at most 50'),
  })
  .meta({ id: 'ReplayedCalls' });
export type ReplayBody = z.output<typeof replay>;
