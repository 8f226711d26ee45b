/** Calls of an account, refused and unanswered ones too. */
import { z } from 'zod';
import { HANG_UP_REASONS, SYSTEM_HANG_UP_REASONS } from '../../domain/charging/hang-ups.ts';
import { DIRECTIONS } from '../../domain/charging/direction.ts';
import { LIVE_STATES } from '../../domain/charging/live-call.ts';
import { REASON_CODES } from '../../domain/charging/reasons.ts';
import { isTimezone } from '../../domain/accounts/places.ts';
import { amount, instant, instantInput, page, pageQuery, publicId } from '../common.ts';
import { arithmetic, remark, trace } from './remarks.ts';

export const REVENUE =
  'What is paid to you, by those next below you; of a customer: what it paid. Null for a commission reseller, whom nobody below pays';
export const COST = 'What you pay: the carrier, or whoever is above you. Null where you may not see it';
export const COMMISSION =
  'What you credit commission resellers, in the currency of the revenue; of a commission reseller: what it is credited itself';
export const MARGIN =
  'Revenue less cost and commission of the same calls, in the currency of the revenue: a cost in another one is converted at the exchange rate with which the call began. Null where you may not see the cost, or no rate was known';

const money = z.object({ amount, currency: z.string() }).nullable();

export const callSummary = z
  .object({
    sessionId: publicId,
    accountId: publicId.describe('Whose call it was'),
    accountNumber: z.string(),
    accountName: z.string(),
    startedAt: instant,
    answeredAt: instant.nullable(),
    endedAt: instant,
    outcome: z.enum(['answered', 'unanswered', 'refused']),
    direction: z
      .enum(DIRECTIONS)
      .describe(
        'Out over a carrier; to a device or number here; in by a DID; on from a DID to where it is forwarded; for help',
      ),
    reason: z.enum(REASON_CODES).nullable().describe('Why it was refused'),
    reasonText: z
      .string()
      .nullable()
      .describe('The same in a sentence: for staff what failed, for others what the caller may be told'),
    moreLikeIt: z
      .number()
      .int()
      .nullable()
      .describe(
        'How many refusals like this one came within its minute and were only counted; null for none',
      ),
    callerNumber: z.string().nullable(),
    givenNumber: z
      .string()
      .nullable()
      .describe('The digits that the phone sent as its number, where the caller number has not got them'),
    dialledNumber: z.string(),
    destinationNumber: z.string().nullable(),
    talkMs: z.number().int(),
    billedSeconds: z.number().int(),
    freeSeconds: z.number().int().describe('Of the billed seconds, those that packages of the account gave'),
    charge: amount,
    currency: z.string().nullable().describe('Of the charge'),
    revenue: money.describe(REVENUE),
    cost: money.describe(COST),
    commission: money.describe(COMMISSION),
    margin: money.describe(MARGIN),
    sipStatus: z.number().int().nullable(),
    q850Cause: z.number().int().nullable(),
    endedBy: z.string().nullable(),
    isEstimated: z.boolean().describe('The end was lost; this is the last proof that it lived'),
    isOverrun: z.boolean().describe('The switch let it run beyond what was allowed'),
  })
  .meta({ id: 'CallSummary' });
const linkedCall = callSummary.pick({
  sessionId: true,
  accountId: true,
  accountNumber: true,
  accountName: true,
  direction: true,
  outcome: true,
  reason: true,
});
/** One call with its reasons: what the panel shows under "why". */
export const call = callSummary
  .extend({
    state: z
      .enum(LIVE_STATES)
      .nullable()
      .describe('While it goes on (ending: its switch was told to end it); null when it is over'),
    endedAt: instant.nullable().describe('Null while it goes on, like all that its end tells'),
    outcome: z.enum(['answered', 'unanswered', 'refused']).nullable(),
    talkMs: z.number().int().nullable(),
    billedSeconds: z.number().int().nullable(),
    freeSeconds: z.number().int().nullable(),
    charge: amount.nullable(),
    trace,
    hasTraceEnded: z
      .boolean()
      .describe('What the checks saw is kept for some days (retention.traces_days), which are over'),
    ...arithmetic,
    levels: z
      .array(
        z.object({
          name: z.string(),
          who: remark.describe('The name, to say it in another language'),
          charge: amount,
          currency: z.string(),
        }),
      )
      .describe('What each level paid, the caller first, as far as you may see them; none while it goes on'),
    continues: linkedCall
      .nullable()
      .describe(
        'The call that went on as this one, where you may see it: a number here was dialled or is forwarded',
      ),
    onward: z
      .array(linkedCall)
      .describe(
        'The calls that this one went on as, in their order, as far as you may see them; `trace` says of each whether it was granted',
      ),
    carrierCost: amount.nullable().describe('For staff only'),
    carrierCurrency: z.string().nullable(),
    hungUp: z
      .object({
        reason: z.enum([...HANG_UP_REASONS, ...SYSTEM_HANG_UP_REASONS]),
        by: z.string().nullable().describe('Null for Tollbook itself, and for whom you may not see'),
        note: z.string().describe('Empty for the caller, and where somebody above whoever asks wrote it'),
        at: instant,
      })
      .nullable()
      .describe('Why it was ended from here; null for a call that ended by itself'),
  })
  .meta({ id: 'Call' });
export const outcomes = z.enum(['answered', 'unanswered', 'refused']);
export const direction = z
  .enum(DIRECTIONS)
  .optional()
  .describe('Which way it went: out over a carrier, local, in by a DID, forwarded, or for help');
export const ratePrefix = z
  .string()
  .regex(/^\d{1,15}$/, 'Send the prefix of a rate: 1 to 15 digits.')
  .optional()
  .describe('Calls that were priced by the rate of this prefix');
export const fileOptions = {
  format: z.enum(['csv', 'xlsx']).default('csv'),
  timezone: z
    .string()
    .refine(isTimezone, 'Send an IANA time zone such as "Europe/Berlin".')
    .default('UTC')
    .describe('IANA name of the zone that times are written in'),
};
export const callQuery = z.object({
  ownOnly: z
    .enum(['true', 'false'])
    .optional()
    .describe('Of a reseller: true = without the calls of everybody below it'),
  outcome: outcomes.optional(),
  direction,
  from: instantInput.optional().describe('Calls that began at this moment or later'),
  to: instantInput.optional().describe('Exclusive'),
  ratePrefix,
  q: z
    .string()
    .max(40)
    .transform((number) => number.replace(/[\s()+./-]/g, ''))
    .pipe(z.string().regex(/^[\d*#]{1,32}$/, 'Send a number or how it begins: 1 to 32 digits.'))
    .optional()
    .describe('How the number that was dialled, reached, that called, or that the phone sent, begins'),
  ...pageQuery,
});
export const callCountQuery = callQuery.omit({ cursor: true, limit: true });
export const callExportQuery = callCountQuery.extend(fileOptions);
export const callPage = page(callSummary);
