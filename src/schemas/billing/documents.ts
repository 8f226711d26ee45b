/** Receipts, invoices and notes: the list, one of them, and what stands behind it. */
import { z } from 'zod';
import {
  DOCUMENT_KINDS,
  INVOICE_STATES,
  LINE_KINDS,
  PRODUCT_PARTS,
  RECEIPT_KINDS,
} from '../../domain/billing/document.ts';
import { DIRECTIONS } from '../../domain/charging/direction.ts';
import { amount, currencyCode, instant, instantInput, line, page, pageQuery, publicId } from '../common.ts';
import { movementReason } from '../ledger/money.ts';

const kind = z
  .enum(DOCUMENT_KINDS)
  .describe(
    'receipt: one movement; usage_receipt: calls of a prepaid account, nothing due; invoice; credit_note: takes back all or a part of an invoice; commission_note: what a reseller was credited',
  );
const state = z.enum(INVOICE_STATES);
const receiptOf = z.enum(RECEIPT_KINDS);

const filters = {
  kind: kind.optional(),
  receiptOf: receiptOf.optional().describe('Receipts of this kind of movement alone'),
  accountId: publicId.optional().describe('Of this account alone'),
  issuer: z
    .enum(['own', 'received', 'all'])
    .optional()
    .describe(
      'own: that you issued; received: that were issued to you; all: both, and those of accounts below you. Left out = own, for a commission reseller received, with an account or for a customer all',
    ),
  state: state
    .optional()
    .describe(
      'Invoices of which something is open ("overdue" ones too), is open after its date, nothing is, or which credit notes took back whole',
    ),
  currency: currencyCode.optional(),
  issuedFrom: instantInput.optional().describe('Issued at this moment or later'),
  issuedTo: instantInput.optional().describe('Exclusive'),
  dueAfter: instantInput.optional().describe('Exclusive, of invoices alone'),
  dueUntil: instantInput.optional().describe('Inclusive, of invoices alone'),
  q: line(100)
    .optional()
    .describe('How a number of a document or a reference begins, or the number of an account'),
};

export const documentCountQuery = z.object(filters);
export const documentExportQuery = z.object({ ...filters, format: z.enum(['csv', 'xlsx']).default('csv') });
export const documentQuery = z.object({ ...filters, ...pageQuery });

const summary = z.object({
  id: publicId,
  kind,
  receiptOf: receiptOf.nullable().describe('What a receipt is of; null for the others'),
  number: z.string().describe('As printed'),
  issuerName: z.string(),
  isIssuedByYou: z.boolean(),
  accountId: publicId
    .nullable()
    .describe('Whose document it is; null for an account that is not below you any more'),
  accountNumber: z.string(),
  accountName: z.string().describe('Its company, or its name, when it was issued'),
  reference: z.string(),
  currency: z.string(),
  periodFrom: instant.nullable(),
  periodTo: instant.nullable().describe('Exclusive'),
  issuedAt: instant,
  dueAt: instant.nullable().describe('Of an invoice'),
  issuerTimezone: z.string().describe('The days of issue and when it is due are printed in this time zone'),
  net: amount,
  tax: amount,
  total: amount.describe(
    'Positive = for the issuer; of a commission note and a credit note = for the account',
  ),
  state: state.nullable().describe('Of an invoice by which something was due; null for the others'),
  open: amount
    .nullable()
    .describe('Of an invoice, what is not paid yet; payments go to the oldest invoice first'),
  corrects: z
    .object({ id: publicId, number: z.string() })
    .nullable()
    .describe('What a credit note takes back a part of'),
});
export const documentSummary = summary.meta({ id: 'DocumentSummary' });
export const documentPage = page(documentSummary);

export const documentTotals = z
  .object({
    items: z.array(
      z.object({
        kind,
        receiptOf: receiptOf.nullable(),
        currency: z.string(),
        count: z.number().int(),
        net: amount,
        tax: amount,
        total: amount,
        open: amount.nullable().describe('Of invoices'),
      }),
    ),
    isMore: z.boolean().describe('Only the newest 10,000 are added up'),
  })
  .meta({ id: 'DocumentTotals' });

const lines = z.array(
  z.object({
    kind: z.enum(LINE_KINDS),
    text: z.string().describe('What somebody wrote; may be empty'),
    method: z.string().nullable().describe('How a payment came or went'),
    counterparty: z.string().nullable().describe('The account at the other end of a transfer'),
    exchange: z
      .object({
        amount: amount.describe('What was paid, or arrived, in the other currency'),
        currency: z.string(),
        rate: z.string().describe('For one unit of rateFrom'),
        rateFrom: z.string(),
      })
      .nullable()
      .describe('Of money that came from another currency, or went into one'),
    postedAt: instant.nullable(),
    calls: z
      .object({
        direction: z.string(),
        destination: z.string().describe('As the price list calls it; may be empty'),
        prefixes: z.array(z.string()),
        calls: z.number().int(),
        talkSeconds: z.number().int(),
        billedSeconds: z.number().int(),
        isLate: z.boolean().describe('They belong to a period before'),
      })
      .nullable(),
    product: z
      .object({
        part: z.enum(PRODUCT_PARTS).describe('setup: once; fee: of an interval; credit: what is left of one'),
        from: instant,
        to: instant.nullable().describe('Exclusive; null = of no interval'),
      })
      .nullable(),
    correctsLine: z
      .number()
      .int()
      .nullable()
      .describe('Of a credit note: which line of the invoice it takes back, from 0'),
    quantity: z.string().nullable(),
    unitPrice: amount.nullable(),
    amount,
    left: amount.nullable().describe('Of a line of an invoice, what no credit note has taken back yet'),
  }),
);

const taxes = z.array(
  z.object({
    taxId: z.string(),
    name: z.string(),
    jurisdiction: z.string().describe('Where it is due; may be empty'),
    kind: z.enum(['percentage', 'fixed']),
    percent: z.string().meta({ examples: ['19.0000'] }),
    isCompound: z.boolean(),
    isInclusive: z.boolean().describe('The amount is in the prices already'),
    base: amount,
    amount,
  }),
);

export const document = summary
  .extend({
    issuer: z.object({
      name: z.string(),
      address: z.array(z.string()),
      taxNumber: z.string(),
      footer: z.array(z.string()),
      hasLogo: z.boolean(),
    }),
    customer: z.object({
      accountNumber: z.string(),
      name: z.string(),
      company: z.string(),
      address: z.array(z.string()),
      taxNumber: z.string(),
      reference: z.string(),
    }),
    language: z.string().describe('In which it is printed'),
    timezone: z.string().describe('Of the dates that are printed'),
    lines,
    taxes,
    note: z.string(),
    correction: z
      .object({ number: z.string(), issuedAt: instant, reason: z.string() })
      .nullable()
      .describe('Of a credit note: what it takes back, and why'),
    balance: z
      .object({ before: amount, after: amount })
      .nullable()
      .describe('Of the wallet, where nothing else moved it meanwhile'),
    items: z.number().int().describe('Calls and other movements that stand on it'),
    creditNotes: z
      .array(z.object({ id: publicId, number: z.string(), issuedAt: instant, total: amount }))
      .describe('What took back a part of it, the oldest first'),
  })
  .meta({ id: 'Document' });

export const documentCallsQuery = z.object({
  line: z.coerce
    .number()
    .int('Send a whole number.')
    .min(0, 'Send a place from 0 on.')
    .max(100_000, 'Send a smaller place.')
    .optional()
    .describe(
      'Place of a line of the document, from 0 on: only its calls. Such a page may be short and lead on',
    ),
  ...pageQuery,
});

export const documentCallPage = page(
  z
    .object({
      sessionId: publicId,
      accountId: publicId
        .nullable()
        .describe('Who called; null, as the numbers, for an account that is not below you any more'),
      accountNumber: z.string().nullable(),
      startedAt: instant,
      answeredAt: instant.nullable(),
      endedAt: instant,
      direction: z.enum(DIRECTIONS),
      callerNumber: z.string().nullable(),
      dialledNumber: z.string().nullable(),
      destinationNumber: z.string().nullable(),
      talkMs: z.number().int(),
      billedSeconds: z.number().int().nullable().describe('Where the account of the document called itself'),
      charge: amount.describe(
        'What the account of the document was charged first; a later correction is a movement of its own',
      ),
      isLate: z.boolean().describe('It belongs to a period before'),
    })
    .meta({ id: 'DocumentCall' }),
);

export const documentTransferPage = page(
  z
    .object({
      id: publicId,
      at: instant,
      kind: z.string(),
      amount: amount.describe('Signed: what the balance changed by'),
      why: z.string().describe('One sentence in English, with the note'),
      reason: movementReason.describe('What the sentence says, to say it in another language'),
      sessionId: publicId.nullable(),
    })
    .meta({ id: 'DocumentTransfer' }),
);
