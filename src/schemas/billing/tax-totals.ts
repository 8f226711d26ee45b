/** What documents have of each tax, for a tax return. */
import { z } from 'zod';
import { DOCUMENT_KINDS, RECEIPT_KINDS } from '../../domain/billing/document.ts';
import { amount, currencyCode, instant, instantInput } from '../common.ts';

export const taxTotalsQuery = z.object({
  from: instantInput.describe('Issued at this moment or later'),
  to: instantInput.describe('Exclusive'),
  currency: currencyCode.optional(),
});

export const taxTotals = z
  .object({
    from: instant,
    to: instant,
    items: z
      .array(
        z.object({
          name: z.string(),
          jurisdiction: z.string().describe('Where it is due; may be empty'),
          taxKind: z.enum(['percentage', 'fixed']),
          percent: z.string().meta({ examples: ['19.0000'] }),
          kind: z.enum(DOCUMENT_KINDS).describe('Of the documents'),
          receiptOf: z.enum(RECEIPT_KINDS).nullable(),
          currency: z.string(),
          count: z.number().int().describe('Documents'),
          base: amount.describe('What the tax was computed of'),
          tax: amount,
        }),
      )
      .describe(
        'By currency, tax as it is printed, and kind of document. Credit notes, refunds and credits are negative; nothing is converted',
      ),
  })
  .meta({ id: 'TaxTotals' });
