/** Payments by card: what their holders ask, and what staff sees of them. No field of it is ever of a card's number. */
import { z } from 'zod';
import { PAUSE_REASONS, PAYMENT_PURPOSES, PAYMENT_STATES } from '../../domain/payments/card-payment.ts';
import {
  amount,
  amountInput,
  currencyCode,
  decimalInput,
  instant,
  instantInput,
  line,
  page,
  pageQuery,
  publicId,
} from '../common.ts';

const positiveAmount = amountInput({ minMicros: 1n });
const paymentState = z
  .enum(PAYMENT_STATES)
  .describe('held: paid, and something stands in the way of crediting it; it is tried again by itself');

/** Either an amount, or an invoice of one's own. */
export const startCardPayment = z
  .strictObject({
    amount: positiveAmount.optional().describe('In the currency of the account'),
    documentId: publicId.optional().describe('An invoice: what is open of it is paid'),
    savesMethod: z
      .boolean()
      .optional()
      .describe('The holder agrees that the card is kept at the gateway and may be charged without it'),
  })
  .refine(({ amount: sum, documentId }) => (sum === undefined) !== (documentId === undefined), {
    path: ['amount'],
    message: 'Send an amount or an invoice, one of both.',
  })
  .meta({ id: 'StartCardPayment' });

export const openedPage = z
  .object({
    id: publicId,
    url: z.string().describe('The page of the gateway on which the card is typed; send the browser there'),
    expiresAt: instant,
  })
  .meta({ id: 'OpenedPage' });

export const savedMethod = z
  .object({
    id: publicId,
    label: z.string().describe('Brand and last four digits'),
    expiresOn: z.iso.date().nullable().describe('The last day of the card; null = not known'),
    isDefault: z.boolean(),
  })
  .meta({ id: 'SavedMethod' });

export const autoTopUp = z
  .object({
    methodId: publicId,
    below: amount.describe('When less than this is available'),
    amount: amount.describe('So much is charged'),
    monthMax: amount.describe('And at most so much in a calendar month on the clocks of the account'),
    monthCharged: amount.describe('In this month so far'),
    pausedReason: z
      .enum(PAUSE_REASONS)
      .nullable()
      .describe('Why nothing is charged until it is saved again; null = it works'),
  })
  .meta({ id: 'AutoTopUp' });

export const cardTerms = z
  .object({
    isOffered: z.boolean().describe('Whether the account may pay by card now'),
    reason: z
      .enum(['payment_gateway_not_permitted', 'payment_gateway_off', 'account_is_closed', 'no_exchange_rate'])
      .nullable()
      .describe('Why not'),
    currency: z.string().describe('Of all amounts here'),
    amountMin: amount.nullable(),
    amountMax: amount.nullable(),
    methods: z.array(savedMethod),
    autoTopUp: autoTopUp.nullable(),
  })
  .meta({ id: 'CardTerms' });

export const saveAutoTopUp = z
  .strictObject({
    methodId: publicId,
    below: amountInput({ minMicros: 0n }),
    amount: positiveAmount,
    monthMax: positiveAmount,
  })
  .meta({ id: 'SaveAutoTopUp' });

export const cardPaymentQuery = z.object({
  accountId: publicId.optional(),
  state: paymentState.optional(),
  from: instantInput.optional().describe('When it was begun'),
  to: instantInput.optional().describe('Exclusive'),
  ...pageQuery,
});

const summary = {
  id: publicId,
  account: z.object({ id: publicId, number: z.string(), name: z.string() }),
  purpose: z.enum(PAYMENT_PURPOSES),
  document: z
    .object({ id: publicId, number: z.string() })
    .nullable()
    .describe('The invoice it was meant for'),
  receipt: z
    .object({ id: publicId, number: z.string() })
    .nullable()
    .describe('Of whoever paid; null = not credited yet, or none was written'),
  state: paymentState,
  amount,
  currency: z.string(),
  method: z.string().nullable().describe('Brand and last four digits of the card'),
  createdAt: instant,
  paidAt: instant.nullable(),
  failure: z.string().nullable().describe('Of one that failed: the code of the gateway'),
  heldReason: z.string().nullable().describe('Of one that is held: the code of a problem'),
  refunded: amount.describe('Given back, or asked to be'),
  disputed: amount.describe('Taken back by the bank at this moment'),
  left: amount.describe('What can still be given back'),
  gatewayFee: z
    .object({ amount, currency: z.string() })
    .nullable()
    .describe('What the gateway kept, for staff; null = not known'),
};
export const cardPaymentSummary = z.object(summary).meta({ id: 'CardPaymentSummary' });
export type CardPaymentSummary = z.output<typeof cardPaymentSummary>;
export const cardPaymentPage = page(cardPaymentSummary);

export const cardRefund = z
  .object({
    id: publicId,
    amount,
    state: z.enum(['asked', 'done', 'failed']).describe('asked: the gateway has not answered yet'),
    note: z.string(),
    failure: z.string().nullable(),
    createdAt: instant,
    isMadeAtGateway: z.boolean().describe('By somebody on the pages of the gateway'),
  })
  .meta({ id: 'CardRefund' });

export const cardPayment = z
  .object({
    ...summary,
    refunds: z.array(cardRefund),
    disputes: z.array(
      z.object({
        amount,
        state: z
          .enum(['asked', 'withdrawn', 'reinstated'])
          .describe('asked: the bank only asks. withdrawn: it took the money. reinstated: it gave it back'),
        reason: z.string().describe('The code of the bank'),
        openedAt: instant,
      }),
    ),
    levels: z
      .array(
        z.object({
          number: z.string(),
          currency: z.string(),
          amount,
          fee: amount,
          exchangeRate: z.string().nullable().describe('One unit of what was paid in this currency'),
        }),
      )
      .describe('Who got what of it, whoever paid first; for staff'),
  })
  .meta({ id: 'CardPayment' });

export const refundCardPayment = z
  .strictObject({
    amount: positiveAmount.optional().describe('In the currency that was paid; left out: all that is left'),
    note: line(200).optional().describe('Stands on the receipt'),
  })
  .meta({ id: 'RefundCardPayment' });

export const paymentGateway = z
  .object({
    isSetUp: z.boolean(),
    status: z.enum(['active', 'inactive']),
    hasSecretKey: z.boolean(),
    hasWebhookSecret: z.boolean(),
    currency: z.string().describe('Of the three amounts; for accounts in another one they are converted'),
    feePercent: z.string().describe('What each reseller above the payer pays of a payment'),
    fee: amount.describe('And for each payment'),
    amountMin: amount.describe('The least that may be paid at once'),
    amountMax: amount,
    webhookUrl: z.string().describe('Where the gateway sends its messages'),
    webhookEvents: z.array(z.string()).describe('Which of them it should send'),
  })
  .meta({ id: 'PaymentGateway' });

const secret = (what: string, pattern: RegExp, message: string) =>
  z
    .string()
    .trim()
    .max(300)
    .regex(pattern, message)
    .optional()
    .describe(`${what}; left out: the one that is kept. It is never read again`);

export const savePaymentGateway = z
  .strictObject({
    status: z
      .enum(['active', 'inactive'])
      .describe('inactive: nobody pays; what was begun is still followed'),
    secretKey: secret(
      'The secret or restricted key',
      /^(sk|rk)_[A-Za-z0-9_]{8,}$/,
      'Send a secret key (sk_…) or a restricted key (rk_…) of Stripe.',
    ),
    webhookSecret: secret(
      'The signing secret of the endpoint',
      /^whsec_[A-Za-z0-9+/=_]{8,}$/,
      'Send the signing secret of the endpoint (whsec_…).',
    ),
    currency: currencyCode,
    feePercent: decimalInput({
      digits: 4,
      min: 0n,
      max: 1_000_000n,
      accepts: 'a percentage from 0 to 100, at most four digits after the point',
    }),
    fee: amountInput({ minMicros: 0n }),
    amountMin: positiveAmount,
    amountMax: positiveAmount,
  })
  .meta({ id: 'SavePaymentGateway' });

export const testedGateway = z
  .object({ name: z.string(), isLive: z.boolean().describe('false: test keys, with which no money moves') })
  .meta({ id: 'TestedGateway' });
