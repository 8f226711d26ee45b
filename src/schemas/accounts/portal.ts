/** What the holder of an account asks and changes in its portal. */
import { z } from 'zod';
import { amount, amountInput } from '../common.ts';
import { personGroup } from './account-groups.ts';

export const calling = z
  .object({
    mayCall: z.boolean().describe('No check that needs no number fails'),
    reason: z
      .string()
      .nullable()
      .describe(
        'The reason for which calls with a price are refused now, as in the list of calls; no_switch = no switch is connected',
      ),
    short: z
      .object({
        number: z.string().describe('The account that lacks the money: this one, or a reseller above it'),
        currency: z.string(),
        available: amount,
        firstInterval: amount.describe(
          'What the first interval costs at the cheapest rate of its rate group',
        ),
      })
      .nullable()
      .describe('With insufficient_funds: there is money, and less than even the cheapest call begins with'),
  })
  .meta({ id: 'Calling' });

/** Names, company, country and currency are changed by whoever is above: documents depend on them. */
export const changeOwnAccount = z
  .strictObject({
    profile: personGroup
      .pick({
        phone: true,
        notificationEmails: true,
        address1: true,
        address2: true,
        city: true,
        province: true,
        zip: true,
        language: true,
      })
      .optional(),
    controls: z
      .strictObject({
        alertThreshold: amountInput({ minMicros: 0n })
          .nullable()
          .optional()
          .describe(
            'Below this much available money there is a mail, once until there is as much again; null = none',
          ),
      })
      .optional(),
  })
  .meta({ id: 'ChangeOwnAccount' });
