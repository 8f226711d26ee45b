/** Two rate groups side by side, and rates as a file. */
import { z } from 'zod';
import { amount, instantInput, publicId } from '../common.ts';
import { replay } from '../charging/replay.ts';

const format = z.enum(['csv', 'xlsx']).default('csv');

export const comparisonQuery = z.object({
  with: publicId.describe(
    'The rate group that it is compared with; the same one again, with withAt, tells what is scheduled',
  ),
  at: instantInput.optional().describe('By the rates that are valid then; left out: now'),
  withAt: instantInput.optional().describe('The same for the other rate group; left out: as at'),
});
export const comparisonExportQuery = comparisonQuery.extend({ format });

const price = {
  costPerMinute: z.string().nullable(),
  connectionCost: amount.nullable(),
  increments: z.string().nullable().describe('"60/6"'),
};
export const effect = replay
  .extend({
    isPartial: z.boolean().describe('Only the newest 5,000 calls of the month'),
  })
  .meta({ id: 'EffectOnCalls' });
export type EffectBody = z.output<typeof effect>;
const count = z.number().int();
export const comparison = z
  .object({
    rateGroup: z.string(),
    with: z.string(),
    currency: z.string(),
    counts: z
      .object({
        raised: count,
        lowered: count,
        changed: count.describe('The same cost per minute, and something else is different'),
        new: count.describe('Only in the other rate group'),
        missing: count.describe(
          'Not in the other rate group: a shorter prefix prices its calls, or they are refused',
        ),
        unchanged: count,
      })
      .describe('Prefixes, by what customers pay with the mark-up'),
    first: z
      .array(
        z.object({
          change: z.enum(['raised', 'lowered', 'changed', 'new', 'missing']),
          prefix: z.string(),
          destination: z.string(),
          before: z.object(price),
          after: z.object(price),
        }),
      )
      .describe('The first 20 of each kind, by prefix; the export has all'),
    effect: effect
      .nullable()
      .describe(
        'What the calls of the last 30 days of the accounts that are priced by the rate group (for what carriers ask: over the trunks that it prices) cost, and would cost by the other; null where that cannot be said within seconds, and without calls:read (for carriers carrier_costs:read too)',
      ),
  })
  .meta({ id: 'RateGroupComparison' });

export const rateExportQuery = z.object({
  format,
  at: instantInput.optional().describe('The rates that are valid then; left out: now'),
  prices: z
    .enum(['as_listed', 'with_mark_up'])
    .default('as_listed')
    .describe(
      'with_mark_up: what customers pay. A rate group that passes on what its owner pays always exports what its customers pay',
    ),
});
