/** Payments, transfers between wallets, and the statement. */
import { z } from 'zod';
import { mistakeOfDigits, parseMoney } from '../../domain/money.ts';
import { wallet } from '../accounts/account.ts';
import { amount, amountInput, instant, instantInput, line, pageQuery, publicId } from '../common.ts';

const positiveAmount = amountInput({ minMicros: 1n });

export const paymentMethod = z.enum(['cash', 'bank_transfer', 'other']);
export const createPayment = z.strictObject({
  amount: positiveAmount.describe(
    "In the account's currency, with no more digits after the point than it has",
  ),
  method: paymentMethod,
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
      method: paymentMethod.optional(),
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
export const postedTransfer = z.object({ transfer, wallet: walletAfter }).meta({ id: 'PostedTransfer' });

export const statementQuery = z.object({
  from: instantInput.optional(),
  to: instantInput.optional().describe('Exclusive'),
  ...pageQuery,
});
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
        why: z.string(),
        sessionId: publicId.nullable(),
      }),
    ),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'Statement' });
