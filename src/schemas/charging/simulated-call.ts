/** What would become of a call. */
import { z } from 'zod';
import { amount, instant, instantInput, line, publicId } from '../common.ts';
import { arithmetic, remark, trace } from './remarks.ts';

const DAY_SECONDS = 86_400;

export const simulatedCallQuery = z.object({
  to: line(64, 1).describe('As it would be dialled: "+49 30 …", in the way of the country, or a speed dial'),
  callerNumber: line(64, 1).optional().describe('The caller ID that the phone would send'),
  seconds: z.coerce
    .number()
    .int('Send whole seconds.')
    .min(1, `Send 1 to ${DAY_SECONDS} seconds.`)
    .max(DAY_SECONDS, `Send 1 to ${DAY_SECONDS} seconds.`)
    .optional()
    .describe('Of talk; left out: until money or a cap ends it'),
  at: instantInput.optional().describe('When; left out: now. Money and live calls are those of now'),
});

/** The same as a body, with whose call it is. */
export const simulatedCallBody = z.strictObject({
  accountId: publicId.describe('Of the customer who would call'),
  ...simulatedCallQuery.shape,
});

export const simulatedCall = z
  .object({
    isAllowed: z.boolean(),
    reason: z.string().nullable().describe('As in the list of calls'),
    at: instant,
    destinationNumber: z.string().nullable().describe('E.164 digits; null for what is no number'),
    callerNumber: z.string().nullable().describe('That the called party would see'),
    talkSeconds: z.number().int().describe('What is priced: as asked, at most the longest'),
    longestSeconds: z.number().int().describe('What money and caps allow'),
    limitSeconds: z.number().int().describe('What any call may last'),
    ending: z
      .string()
      .nullable()
      .describe('What ends the longest call: whose money, which cap, or that no call may last longer'),
    endingRemark: remark.nullable().describe('The same, to say it in another language'),
    trace,
    ...arithmetic,
    levels: z
      .array(
        z.object({
          name: z.string(),
          who: remark.describe('The name, to say it in another language'),
          charge: amount,
          currency: z.string(),
          margin: amount.nullable().describe('What whoever sells at this level keeps, where you may see it'),
        }),
      )
      .describe('What each level would pay, the caller first, as far as you may see them'),
    routes: z
      .array(
        z.object({
          trunk: z.string(),
          prefix: z.string(),
          gateways: z.array(z.string()),
          cost: amount,
          currency: z.string(),
        }),
      )
      .nullable()
      .describe('In the order in which they would be tried; for whoever may see what carriers cost'),
    skipped: z
      .array(
        z.object({
          trunk: z.string(),
          why: z.string(),
          reason: remark.describe('Why, to say it in another language'),
        }),
      )
      .nullable(),
  })
  .meta({ id: 'SimulatedCall' });
export type SimulatedCallBody = z.output<typeof simulatedCall>;
