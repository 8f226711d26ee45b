/** Guards of a customer: caps on what it spends on calls, and kinds of destinations that are closed until opened. */
import { z } from 'zod';
import { DESTINATION_CLASSES, GUARD_STEPS, WATCHING_GUARDS } from '../../domain/accounts/guards.ts';
import { CALL_SECONDS_MAX, CALL_SECONDS_MIN } from '../../domain/accounts/settings.ts';
import { amount, amountInput, instant, line, publicId } from '../common.ts';
import { callPrefix } from '../numbering/call-prefix.ts';

const own = z.union([amount, z.literal('unlimited')]).nullable();
const from = z
  .enum(['account', 'above', 'built_in'])
  .describe('Set at the account itself, by a setting of somebody above it, or by nobody');
const cap = z.object({
  own: own.describe('null = by the settings'),
  inForce: amount.nullable().describe('What counts; null = no cap'),
  bySettings: amount.nullable().describe('What would count without an own one; null = no cap'),
  from,
});
const usedCap = cap.extend({
  used: amount.describe('Charged in this hour or day (UTC), and held for running calls'),
  held: amount.describe('What of `used` is held for running calls; the rest is charged'),
});
const openness = z.object({
  own: z.boolean().nullable().describe('null = by the settings'),
  isOpen: z.boolean().describe('What counts. Numbers of the account’s own country are always open'),
  isOpenBySettings: z.boolean().describe('What would count without an own one'),
  from,
});

const step = z
  .enum(GUARD_STEPS)
  .describe(
    'What is done when it fires: noted; those above are told; new calls are refused; running calls end, too',
  );
const block = z
  .object({
    guard: z.enum(WATCHING_GUARDS),
    step,
    since: instant,
    eventId: publicId.describe('Of GET /guard-events'),
  })
  .meta({ id: 'GuardBlock' });

export const guards = z
  .object({
    currency: z.string(),
    spendPerHour: usedCap,
    spendPerDay: usedCap,
    callCost: cap,
    satellite: openness,
    premium: openness,
    highRisk: openness,
    riskyPrefixes: z
      .object({
        own: z
          .union([z.number().int(), z.literal('unlimited')])
          .nullable()
          .describe('null = by the settings'),
        inForce: z.number().int().nullable().describe('What counts; null = they are not counted'),
        bySettings: z.number().int().nullable().describe('What would count without an own one'),
        from,
      })
      .describe('So many different risky prefixes tried within an hour make the guard fire'),
    callSeconds: z
      .object({
        own: z.number().int().nullable().describe('null = by the settings'),
        inForce: z.number().int().describe('What counts: the least that the account and those above say'),
        bySettings: z.number().int().describe('What would count without an own one'),
        from,
      })
      .describe('The longest that one call may become, in seconds'),
    steps: z.object({ riskyPrefixes: step, spendCap: step }).describe('By the settings of those above'),
    block: block.nullable().describe('What keeps the account from calling: the oldest; null = nothing'),
  })
  .meta({ id: 'Guards' });
export type GuardsBody = z.output<typeof guards>;

const capInput = z
  .union([z.literal('unlimited'), amountInput({ minMicros: 0n })], {
    error: 'Send an amount of 0 or more such as "25", "unlimited", or null for what the settings say.',
  })
  .nullable()
  .optional()
  .describe('An amount in the currency of the account, "unlimited", or null for what the settings say');
const openInput = z
  .boolean({ error: 'Send true, false, or null for what the settings say.' })
  .nullable()
  .optional()
  .describe('true, false, or null for what the settings say');

const CALL_SECONDS = `Send whole seconds from ${CALL_SECONDS_MIN} to ${CALL_SECONDS_MAX}, or null for what the settings say.`;

export const changeGuards = z.strictObject({
  spendPerHour: capInput,
  spendPerDay: capInput,
  callCost: capInput,
  satellite: openInput,
  premium: openInput,
  highRisk: openInput,
  riskyPrefixes: z
    .union([z.literal('unlimited'), z.number().int().min(1).max(1000)], {
      error: 'Send a whole number from 1 to 1000, "unlimited", or null for what the settings say.',
    })
    .nullable()
    .optional()
    .describe('From 1 to 1000, "unlimited", or null for what the settings say'),
  callSeconds: z
    .number({ error: CALL_SECONDS })
    .int(CALL_SECONDS)
    .min(CALL_SECONDS_MIN, CALL_SECONDS)
    .max(CALL_SECONDS_MAX, CALL_SECONDS)
    .nullable()
    .optional()
    .describe(
      'The longest that one call may become, or null for what the settings say, which no call goes beyond',
    ),
});
export type ChangeGuards = z.output<typeof changeGuards>;

const limit = z.number().int().nullable();
const decimal = z.string().nullable();

/** The settings that guard customers who have nothing of their own; null = no limit. */
export const guardSettings = z.object({
  'guards.prepaid_concurrent_calls': limit,
  'guards.prepaid_calls_per_second': limit,
  'guards.postpaid_concurrent_calls': limit,
  'guards.postpaid_calls_per_second': limit,
  'guards.prepaid_spend_per_hour': decimal,
  'guards.prepaid_spend_per_day': decimal,
  'guards.postpaid_spend_per_hour_percent': limit,
  'guards.postpaid_spend_per_day_percent': limit,
  'guards.call_cost': decimal,
  'guards.satellite_open': z.boolean(),
  'guards.premium_open': z.boolean(),
  'guards.high_risk_open': z.boolean(),
  'guards.risky_prefixes': limit,
  'guards.risky_prefixes_step': z.enum(GUARD_STEPS),
  'guards.spend_cap_step': z.enum(GUARD_STEPS),
  'calls.seconds_max': z.number().int().describe('The longest that one call may become'),
});

const className = z.enum(DESTINATION_CLASSES);

/** A prefix of destinations that are closed until opened. */
export const destinationClass = z
  .object({ id: publicId, prefix: z.string(), class: className, note: z.string() })
  .meta({ id: 'DestinationClass' });
export const destinationClassList = z.object({ items: z.array(destinationClass) });
export const createDestinationClass = z.strictObject({
  prefix: callPrefix,
  class: className,
  note: line(100).optional(),
});
export const changeDestinationClass = createDestinationClass.partial();
