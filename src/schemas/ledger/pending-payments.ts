/** Payments by hand that wait for another person. */
import { z } from 'zod';
import { PAYMENT_KINDS, PENDING_STATUSES, TYPED_METHODS } from '../../domain/ledger/pending-payment.ts';
import { amount, amountInput, currencyCode, instant, line, page, pageQuery, publicId } from '../common.ts';

export const pendingPayment = z
  .object({
    id: publicId,
    account: z.object({ id: publicId, number: z.string(), name: z.string() }),
    kind: z.enum(PAYMENT_KINDS),
    amount: amount.describe('In currency; what it comes to in another one is decided when it is posted'),
    currency: z.string(),
    method: z.enum(TYPED_METHODS).nullable(),
    note: z.string(),
    status: z
      .enum(PENDING_STATUSES)
      .describe('withdrawn: by whoever recorded it. ended: nobody decided within 30 days'),
    isOwn: z.boolean().describe('You recorded it: another person decides'),
    madeBy: z.string().nullable().describe('null: somebody whom you may not see'),
    madeAt: instant,
    endsAt: instant,
    decidedBy: z.string().nullable(),
    decidedAt: instant.nullable(),
    reason: z.string().describe('Of a refusal'),
    transferId: publicId.nullable().describe('What was posted'),
  })
  .meta({ id: 'PendingPayment' });

export const pendingPaymentQuery = z.object({
  status: z.enum(PENDING_STATUSES).optional(),
  accountId: publicId.optional(),
  ...pageQuery,
});
export const pendingPaymentPage = page(pendingPayment);
export const pendingPaymentCount = z.object({
  waiting: z.number().int(),
  ofOthers: z.number().int().describe('Those among them that another person recorded'),
});
export const refusePendingPayment = z.strictObject({
  reason: line(200, 1).describe('Why; whoever recorded it reads it'),
});

export const paymentPreviewQuery = z.object({
  kind: z.enum(PAYMENT_KINDS),
  amount: amountInput({ minMicros: 1n }),
  currency: currencyCode.optional(),
});
export const paymentPreview = z
  .object({
    amount: amount
      .nullable()
      .describe("In the account's currency, at the rate of this moment; null: no exchange rate is known"),
    currency: z.string(),
    rate: z.string().nullable().describe('For one unit of what is paid; null: it is the same currency'),
    waits: z.boolean().describe('It will wait until another person approves it'),
  })
  .meta({ id: 'PaymentPreview' });
