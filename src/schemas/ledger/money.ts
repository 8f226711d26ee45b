/** Payments, transfers between wallets, and the statement. */
import { z } from 'zod';
import { mistakeOfDigits, parseMoney } from '../../domain/money.ts';
import { wallet } from '../accounts/account.ts';
import {
  amount,
  amountInput,
  currencyCode,
  instant,
  instantInput,
  line,
  pageQuery,
  publicId,
} from '../common.ts';

const positiveAmount = amountInput({ minMicros: 1n });

/** card and coupon: nobody types them in. */
export const paymentMethod = z.enum(['cash', 'bank_transfer', 'other', 'card', 'coupon']);
const typedMethod = paymentMethod.extract(['cash', 'bank_transfer', 'other']);
export const createPayment = z.strictObject({
  amount: positiveAmount.describe(
    "In the account's currency, or in the one that is named, with no more digits after the point than it has",
  ),
  currency: currencyCode
    .optional()
    .describe(
      "Of the amount; left out: the account's. Money in another one comes to what it is worth at the exchange rate of the moment",
    ),
  method: typedMethod,
  note: line(200).optional(),
  direction: z.enum(['payment', 'refund']).optional().describe('refund: money goes back to the holder'),
});

export const createAdjustment = z.strictObject({
  amount: positiveAmount,
  direction: z.enum(['credit', 'debit']),
  note: line(200, 1).describe('Why; it stands on the statement'),
});

/** The form of the panel that takes money back or corrects a balance in `currency`; each kind is a request of its own. */
export function correctionForm(currency: string) {
  return z
    .object({
      kind: z.enum(['refund', 'credit', 'debit']),
      amount: positiveAmount,
      method: typedMethod.optional(),
      note: line(200, 1),
    })
    .superRefine(({ kind, amount }, context) => {
      const message = kind === 'refund' ? mistakeOfDigits(parseMoney(amount) ?? 0n, currency) : null;
      if (message !== null) context.addIssue({ code: 'custom', path: ['amount'], message });
    });
}

export const createTransfer = z.strictObject({
  fromAccountId: publicId,
  toAccountId: publicId,
  amount: positiveAmount,
  note: line(200).optional(),
});

export const transfer = z
  .object({
    id: publicId,
    kind: z.string(),
    amount,
    currency: z.string(),
    occurredAt: instant,
    postedAt: instant,
    method: paymentMethod.nullable(),
    note: z.string(),
    exchanged: z
      .object({
        amount,
        currency: z.string(),
        rate: z.string().describe('For one unit of what was paid or sent'),
      })
      .nullable()
      .describe('What was paid, or arrived, in another currency'),
  })
  .meta({ id: 'Transfer' });
/** The money of the wallet right after the posting. */
const walletAfter = wallet.pick({
  currency: true,
  balance: true,
  held: true,
  creditLimit: true,
  available: true,
  owed: true,
});
export const postedTransfer = z
  .object({
    transfer,
    wallet: walletAfter,
    receipt: z
      .object({ id: publicId, number: z.string() })
      .nullable()
      .describe('null = it waits for an invoice'),
  })
  .meta({ id: 'PostedTransfer' });

export const statementQuery = z.object({
  from: instantInput.optional(),
  to: instantInput.optional().describe('Exclusive'),
  ...pageQuery,
});
/** What a movement is called. A transfer is named from the side of the wallet whose statement it is. */
export const movementCode = z.enum([
  'payment',
  'refund',
  'transfer_in',
  'transfer_out',
  'staff_credit',
  'staff_debit',
  'call_charge',
  'call_overrun',
  'call_correction',
  'commission',
  'commission_correction',
  'tax',
  'rounding',
  'credit_note',
  'product_charge',
  'product_owed',
  'product_credit',
  'product_commission',
  'product_commission_correction',
  'chargeback',
  'gateway_fee',
  'other',
]);
export type MovementCode = z.output<typeof movementCode>;
export const movementReason = z.object({
  code: movementCode.describe('"other": a kind without a code of its own'),
  method: paymentMethod.nullable().describe('How a payment or a refund was paid'),
  accountNumber: z.string().nullable().describe('The other account of a transfer'),
  destinationNumber: z.string().nullable().describe('Of a call: E.164 digits without "+"'),
  isAccess: z
    .boolean()
    .describe('Of a call to an access number of calling cards: what that call itself costs'),
  billedSeconds: z.number().int().nullable(),
  freeSeconds: z.number().int().nullable().describe('Of the billed seconds, those that packages gave'),
  exchange: z
    .object({
      amount: amount.describe('What was paid, or arrived, in the other currency'),
      currency: z.string(),
      rate: z.string().describe('For one unit of rateFrom'),
      rateFrom: z.string(),
    })
    .nullable()
    .describe('Of money that came from another currency, or went into one'),
  note: z.string().describe('Of whoever recorded it; empty = none'),
});
export type MovementReason = z.output<typeof movementReason>;
export const statement = z
  .object({
    currency: z.string(),
    from: instant.nullable(),
    to: instant,
    opening: amount,
    closing: amount,
    items: z.array(
      z.object({
        id: publicId,
        at: instant,
        kind: z.string(),
        amount: amount.describe('Signed: what the balance changed by'),
        balanceAfter: amount,
        why: z.string().describe('One sentence in English, with the note'),
        reason: movementReason.describe('What the sentence says, to say it in another language'),
        sessionId: publicId.nullable(),
        document: z
          .object({ id: publicId, number: z.string() })
          .nullable()
          .describe('What it stands on; null = it waits for a billing day'),
      }),
    ),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'Statement' });
