/** Calls of an account and everybody below it: finding them, and adding them up. */
import { z } from 'zod';
import { isTimezone } from '../../domain/accounts/places.ts';
import { REASON_CODES } from '../../domain/charging/reasons.ts';
import { isUuid } from '../../domain/ids.ts';
import { amount, amountInput, instant, instantInput, pageQuery, publicId } from '../common.ts';
import { COMMISSION, COST, direction, fileOptions, MARGIN, outcomes, REVENUE } from './call-list.ts';

const FIND = 'Send three or more digits of a number, or the id of a call or an attempt.';

const NO_ID = 'This is no id: send one as the API gave it.';

/** "+49 (30) 12" is 493012; an id stays as it is. */
const soughtText = z
  .string()
  .max(100)
  .transform((text) => (isUuid(text.trim()) ? text.trim().toLowerCase() : text.replace(/[\s()+./-]/g, '')))
  .refine((text) => isUuid(text) || /^[\d*#]{3,32}$/.test(text), FIND);

const filters = {
  account: publicId.optional().describe('And everybody below it; left out: of whoever asks'),
  outcome: outcomes.optional(),
  direction,
  reason: z
    .enum([...REASON_CODES, 'none'], {
      error: 'Send a reason as calls have it, such as "insufficient_funds".',
    })
    .optional()
    .describe('Why it was refused; "none": it was not'),
  trunk: z
    .string()
    .refine((text) => text === 'none' || isUuid(text), NO_ID)
    .optional()
    .describe('That carried it, or "none"; for whoever may see carriers'),
  prefix: z
    .string()
    .regex(/^\d{1,15}$/, 'Send 1 to 15 digits.')
    .optional()
    .describe('How the number that was reached begins'),
  ratePrefix: z
    .string()
    .regex(/^(\d{1,15}|none)$/, 'Send the prefix of a rate: 1 to 15 digits.')
    .optional()
    .describe('Calls that were priced by the rate of this prefix; "none": by no rate'),
  minCharge: amountInput({ minMicros: 0n }).optional().describe('What the caller paid at least'),
  isLosing: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional()
    .describe(
      'Answered calls that cost you more than they brought in; for whoever sells and may see what carriers cost',
    ),
  from: instantInput.optional().describe('Calls that began at this moment or later'),
  to: instantInput.optional().describe('Exclusive'),
};
const sought = {
  q: soughtText
    .optional()
    .describe(
      'Digits of any number of the call, also of the one that the phone sent, at least three, or the id of a call or an attempt',
    ),
  attemptId: z.string().min(1).max(100).optional().describe('As the switch named it'),
};

export const callSearchQuery = z.object({ ...filters, ...sought, ...pageQuery });
export const callSearchExportQuery = z.object({ ...filters, ...sought, ...fileOptions });

export const GROUPINGS = [
  'none',
  'account',
  'prefix',
  'trunk',
  'direction',
  'reason',
  'hour',
  'day',
] as const;

export const totalsQuery = z.object({
  ...filters,
  from: instantInput.describe('Calls that began at this moment or later'),
  to: instantInput.describe('Exclusive'),
  groupBy: z.enum(GROUPINGS).default('none'),
  timezone: z
    .string()
    .refine(isTimezone, 'Send an IANA time zone such as "Europe/Berlin".')
    .default('UTC')
    .describe('IANA name of the zone of hours and days'),
});

const totals = z
  .object({
    key: z
      .string()
      .describe(
        'Id of the account or trunk, prefix, direction, reason, or when the hour or day began; may be empty. Of calls without a rate or a trunk, the direction in which they went',
      ),
    name: z.string().describe('Of the account, trunk or destination; of a reason what failed; may be empty'),
    calls: z.number().int().describe('With refusals that were only counted (moreLikeIt of a call)'),
    answered: z.number().int(),
    refused: z.number().int().describe('With those that were only counted'),
    asrPercent: z
      .number()
      .nullable()
      .describe('Answered calls of those that were not refused (ITU-T E.411), one digit after the point'),
    acdSeconds: z
      .number()
      .nullable()
      .describe('Talk of an answered call on average, one digit after the point'),
    talkSeconds: z.number().int(),
    billedSeconds: z.number().int().describe("At the callers' own level"),
    losing: z.number().int().nullable().describe('Answered calls that cost you more than they brought in'),
    notCompared: z
      .number()
      .int()
      .nullable()
      .describe('Answered calls that are in no margin: no exchange rate was known when they began'),
    money: z
      .array(
        z.object({
          currency: z.string(),
          revenue: amount.nullable().describe(REVENUE),
          cost: amount.nullable().describe(COST),
          commission: amount.nullable().describe(COMMISSION),
          margin: amount.nullable().describe(MARGIN),
        }),
      )
      .describe('By currency: the sums of what the calls have. Only margins convert'),
  })
  .meta({ id: 'CallTotals' });

export const totalsAnswer = z.object({
  groups: z.array(totals).describe('Hours and days in their order, others the most calls first; at most 500'),
  isMore: z.boolean().describe('There are more groups'),
});

export const callsNow = z.object({
  asOf: instant,
  live: z.number().int(),
  ringing: z.number().int().describe('Of the live ones'),
  callsPerSecond: z
    .number()
    .describe('Attempts of the last minute, refused ones too, one digit after the point'),
});
