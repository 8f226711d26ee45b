/** What whoever asks may lose by those who buy from it. */
import { z } from 'zod';
import { amount, currencyCode, instant, page, pageQuery, publicId } from '../common.ts';

export const exposure = z
  .object({
    asOf: instant,
    currencies: z
      .array(
        z.object({
          currency: z.string(),
          calls: z.number().int().describe('That go on and hold money'),
          held: amount.describe('For these calls, of those who buy from you'),
          most: amount
            .nullable()
            .describe(
              'What these calls may cost you in all if each goes on as long as it may, at most what each account has; null where there are more than 5,000',
            ),
          creditAccounts: z.number().int().describe('That have a credit limit of yours'),
          creditGiven: amount.describe('Their credit limits, added up'),
          creditUsed: amount.describe('What they owe you'),
        }),
      )
      .describe('By currency; nothing is converted. Empty for whoever sells nothing'),
  })
  .meta({ id: 'Exposure' });

export const creditQuery = z.object({ currency: currencyCode.optional(), ...pageQuery });

export const creditPage = page(
  z
    .object({
      accountId: publicId,
      accountNumber: z.string(),
      accountName: z.string(),
      currency: z.string(),
      creditGiven: amount,
      creditUsed: amount.describe('What it owes you'),
      held: amount.describe('For its calls that go on'),
      available: amount,
    })
    .meta({ id: 'CreditOfAccount' }),
);
