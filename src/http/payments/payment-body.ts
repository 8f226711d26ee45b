/** Card payments as the API answers them. */
import { formatDecimal, formatMoney } from '../../domain/money.ts';
import type {
  ShownDispute,
  ShownLevel,
  ShownPayment,
  ShownReceipt,
  ShownRefund,
} from '../../postgres/payments/list-card-payments.ts';
import type { CardPaymentSummary } from '../../schemas/payments/card-payments.ts';

/** What the gateway keeps is for staff. */
export function paymentSummaryBody(
  row: ShownPayment,
  receipt: ShownReceipt | undefined,
  isForStaff: boolean,
): CardPaymentSummary {
  const { documentPublicId, documentNumber, gatewayFeeMicros, gatewayFeeCurrency } = row;
  const isPaid = row.state === 'paid';
  return {
    id: row.publicId,
    account: { id: row.accountPublicId, number: row.accountNumber, name: row.accountName },
    purpose: row.purpose,
    document:
      documentPublicId === null || documentNumber === null
        ? null
        : { id: documentPublicId, number: documentNumber },
    receipt: receipt === undefined ? null : { id: receipt.publicId, number: receipt.number },
    state: row.state,
    amount: formatMoney(row.amountMicros),
    currency: row.currency,
    method: row.methodLabel,
    createdAt: row.createdAt.toISOString(),
    paidAt: row.paidAt?.toISOString() ?? null,
    failure: row.failure,
    heldReason: row.heldReason,
    refunded: formatMoney(row.refundedMicros),
    disputed: formatMoney(row.disputedMicros),
    left: formatMoney(isPaid ? row.amountMicros - row.refundedMicros - row.disputedMicros : 0n),
    gatewayFee:
      !isForStaff || gatewayFeeMicros === null || gatewayFeeCurrency === null
        ? null
        : { amount: formatMoney(gatewayFeeMicros), currency: gatewayFeeCurrency },
  };
}

export function refundBody({ publicId: id, amountMicros, createdAt, ...rest }: ShownRefund) {
  return { ...rest, id, amount: formatMoney(amountMicros), createdAt: createdAt.toISOString() };
}

export function disputeBody({ amountMicros, openedAt, ...rest }: ShownDispute) {
  return { ...rest, amount: formatMoney(amountMicros), openedAt: openedAt.toISOString() };
}

export function levelBody({ number, currency, amountMicros, feeMicros, exchangeRateE10 }: ShownLevel) {
  return {
    number,
    currency,
    amount: formatMoney(amountMicros),
    fee: formatMoney(feeMicros),
    exchangeRate: exchangeRateE10 === null ? null : formatDecimal(exchangeRateE10, 10),
  };
}
