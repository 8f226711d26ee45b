/** What is billed, owed and overdue: of one account, and of a book by age. */
import { z } from 'zod';
import { AGES } from '../../domain/billing/ageing.ts';
import { amount, currencyCode, instant, publicId } from '../common.ts';

export const accountBilling = z
  .object({
    currency: z.string(),
    accountType: z.enum(['prepaid', 'postpaid']),
    periodFrom: instant.describe('Where the period begins that is open'),
    nextBillingAt: instant.describe("The next billing day, at 00:00 in the account's zone"),
    billed: amount.describe('What the balance would be if nothing were open: all documents together'),
    unbilled: amount.describe('Charged and on no document yet; negative = credited'),
    owed: amount.describe('Open of issued invoices'),
    openInvoices: z.number().int(),
    overdue: amount.describe('Of that, what is late'),
    overdueInvoices: z.number().int(),
    isParked: z.boolean().describe('A document of it looks wrong and waits for somebody'),
    isIssuedByYou: z.boolean().describe('You may bill it'),
  })
  .meta({ id: 'AccountBilling' });

const ages = z
  .object(
    Object.fromEntries(AGES.map((age) => [age, amount])) as Record<(typeof AGES)[number], typeof amount>,
  )
  .describe('Not due yet; due for up to 30, 60, 90 days; due for longer');

export const ageingQuery = z.object({
  issuer: publicId.optional().describe('A reseller, for staff; left out = your own book'),
  currency: currencyCode.optional(),
});

export const ageing = z
  .object({
    asOf: instant.describe('Ages are counted from it back'),
    totals: z
      .array(z.object({ currency: z.string(), accounts: z.number().int(), ages, owed: amount }))
      .describe('By currency; nothing is converted'),
    items: z
      .array(
        z.object({
          accountId: publicId.nullable(),
          accountNumber: z.string(),
          accountName: z.string(),
          currency: z.string(),
          ages,
          owed: amount,
        }),
      )
      .describe('Whoever has owed most for longest first, 1,000 at most; the totals are of all'),
  })
  .meta({ id: 'Ageing' });
