/** Drafts, credit notes, runs, and what waits for somebody. */
import { z } from 'zod';
import { AMOUNT_MICROS_MAX } from '../../domain/money.ts';
import { DOCUMENT_KINDS } from '../../domain/billing/document.ts';
import { amount, amountInput, instant, instantInput, line, lines, publicId } from '../common.ts';

/** Ten thousand million of something is a mistake. */
const QUANTITY_MICROS_MAX = 10_000_000_000n * 1_000_000n;
const LINES_MAX = 100;

const draftLine = z.strictObject({
  text: line(200, 1),
  quantity: amountInput({ minMicros: 1n, maxMicros: QUANTITY_MICROS_MAX }).describe(
    'More than 0, up to six digits',
  ),
  unitPrice: amountInput({ minMicros: -AMOUNT_MICROS_MAX }).describe(
    'Without taxes that are added; negative = a discount',
  ),
});
const draftValues = {
  lines: z.array(draftLine).max(LINES_MAX, `Write at most ${LINES_MAX} lines.`),
  note: lines(500).nullable().describe("null = the account's own invoice note"),
  dueDays: z
    .number()
    .int('Send a whole number.')
    .min(0, 'Send days from 0 to 365.')
    .max(365, 'Send days from 0 to 365.')
    .nullable()
    .describe('Days until it is due; null = as the issuer has it'),
  includesOpen: z.boolean().describe('Also what was charged until now and is on no invoice yet'),
};
export const draftInput = z.strictObject({
  lines: draftValues.lines.optional(),
  note: draftValues.note.optional(),
  dueDays: draftValues.dueDays.optional(),
  includesOpen: draftValues.includesOpen.optional(),
});

const account = z.object({ id: publicId, number: z.string(), displayName: z.string() });
export const draft = z
  .object({ id: publicId, account, currency: z.string(), changedAt: instant, ...draftValues })
  .meta({ id: 'InvoiceDraft' });
export const draftList = z.object({ items: z.array(draft) });
export const draftQuery = z.object({ accountId: publicId.optional() });

export const invoicePreview = z
  .object({
    currency: z.string(),
    lines: z.array(
      z.object({
        kind: z.string(),
        text: z.string(),
        direction: z.string().nullable(),
        destination: z.string().nullable(),
        calls: z.number().int().nullable(),
        talkSeconds: z.number().int().nullable(),
        isLate: z.boolean(),
        amount,
      }),
    ),
    taxes: z.array(z.object({ name: z.string(), isInclusive: z.boolean(), base: amount, amount })),
    net: amount,
    tax: amount,
    total: amount,
  })
  .meta({ id: 'InvoicePreview' });

export const issued = z.object({ id: publicId, number: z.string() }).meta({ id: 'IssuedDocument' });

export const issuedList = z.object({ items: z.array(issued) });

export const createCreditNote = z.strictObject({
  reason: line(200, 1).describe('Printed on the credit note'),
  lines: z
    .array(
      z.strictObject({
        line: z.number().int().min(0, 'Send a place from 0 on.').describe('Of the invoice, from 0'),
        amount: amountInput({ minMicros: -AMOUNT_MICROS_MAX }).describe('At most what is left of the line'),
      }),
    )
    .min(1, 'Name a line, or leave this out for all that is left.')
    .max(1000, 'Name at most 1000 lines.')
    .optional()
    .describe('Left out = all that is left of the invoice'),
});

const run = z.object({
  id: publicId,
  startedAt: instant,
  finishedAt: instant.nullable().describe('null = it goes on, also after a restart'),
  due: z.number().int().describe('Periods to bill'),
  done: z.number().int(),
  issued: z.number().int(),
  skipped: z.number().int().describe('Without an amount'),
  parked: z.number().int().describe('That wait for somebody'),
});
export const runList = z.object({ items: z.array(run) }).meta({ id: 'BillingRuns' });

const parked = z.object({
  account,
  currency: z.string(),
  periodFrom: instant,
  periodTo: instant,
  total: amount,
  usual: amount.nullable().describe('What those before it came to; null = there are too few'),
  reason: z.enum(['far_above', 'negative']),
  parkedAt: instant,
  releasedAt: instant.nullable().describe('It is issued within a minute'),
});
export const parkedList = z.object({ items: z.array(parked) }).meta({ id: 'ParkedDocuments' });

export const startDryRun = z.strictObject({
  at: instantInput.describe('Whose billing day comes until then; at most 62 days ahead'),
});

const sums = { kind: z.enum(DOCUMENT_KINDS), currency: z.string(), net: amount, tax: amount, total: amount };
export const dryRun = z
  .object({
    at: instant,
    due: z.number().int().describe('Accounts whose billing day comes until then'),
    issued: z.number().int().describe('Documents'),
    skipped: z.number().int().describe('Accounts with nothing to bill'),
    parked: z.number().int().describe('Accounts whose document would wait for somebody'),
    totals: z.array(z.object({ ...sums, count: z.number().int() })),
    rows: z
      .array(
        z.object({
          ...sums,
          accountId: publicId,
          accountNumber: z.string(),
          outcome: z.enum(['issue', 'far_above', 'negative']),
          periodFrom: instant,
          periodTo: instant,
          usual: amount.nullable(),
        }),
      )
      .describe('The first 1,000'),
  })
  .meta({ id: 'BillingDryRun' });
