/** What an account has called with, day by day and by destination. */
import { z } from 'zod';
import { DIRECTIONS } from '../../domain/charging/direction.ts';
import { amount } from '../common.ts';

const sums = {
  calls: z.number().int().describe('Answered ones'),
  talkSeconds: z.number().int(),
  amount,
};

const date = z.iso.date();

export const usageQuery = z.object({
  ownOnly: z
    .enum(['true', 'false'])
    .optional()
    .describe('Of a reseller: true = without the calls of everybody below it'),
});

export const usage = z
  .object({
    timezone: z.string().describe('Of the account: its days are those of this zone'),
    currency: z.string(),
    amountIs: z
      .enum(['paid', 'charged'])
      .describe('paid: by the account itself; charged: to the customers of a commission reseller'),
    from: date.describe('The first day'),
    to: date.describe('The last day, today'),
    total: z.object(sums),
    days: z.array(z.object({ date, ...sums })).describe('Every day, the first one first'),
    destinations: z
      .array(
        z.object({
          prefix: z.string().describe('Of the rate by which the calls were priced'),
          name: z.string().describe('As the rate calls it; may be empty'),
          direction: z
            .enum(DIRECTIONS)
            .nullable()
            .describe('Which way calls went that no rate of a prefix priced; null for others'),
          ...sums,
        }),
      )
      .describe('Those with the highest amounts'),
  })
  .meta({ id: 'Usage' });
export type UsageBody = z.output<typeof usage>;
