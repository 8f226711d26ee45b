/** Why money moved: as a code with its figures, for whoever says it in another language, and as one English sentence. */
import { rateText } from '../../domain/exchange.ts';
import { formatMoney, trimmed } from '../../domain/money.ts';
import type { Exchanged } from '../../operations/ledger/read-exchanged.ts';
import type { MovementCode, MovementReason } from '../../schemas/ledger/money.ts';
import { movementCode, paymentMethod } from '../../schemas/ledger/money.ts';
import type { MovementRow } from '../../postgres/ledger/statement.ts';

/** A movement, wherever it is read. */
type Movement = Omit<MovementRow, 'balanceAfterMicros' | 'place'> & Readonly<{ exchanged: Exchanged | null }>;

const METHODS: Readonly<Record<string, string>> = {
  cash: 'in cash',
  bank_transfer: 'by bank transfer',
  other: '',
  card: 'by card',
  coupon: 'by coupon',
};

/** What a reader of the statement is told; a kind of movement that has no code of its own is `other`. */
export function reasonOf(row: Movement): MovementReason {
  return {
    code: codeOf(row),
    method: row.method === null ? null : paymentMethod.parse(row.method),
    accountNumber: row.counterpartyNumber,
    destinationNumber: row.destinationNumber,
    isAccess: row.isAccess,
    billedSeconds: row.billedSeconds,
    freeSeconds: row.freeSeconds,
    exchange:
      row.exchanged === null
        ? null
        : {
            amount: formatMoney(row.exchanged.amountMicros),
            currency: row.exchanged.currency,
            rate: rateText(row.exchanged.exchangeRateE10),
            rateFrom: row.exchanged.rateFrom,
          },
    note: row.note,
  };
}

/** One sentence about a movement, with the note of whoever recorded it. */
export function whyOf(row: Movement): string {
  const sentence = sentenceOf(row, codeOf(row)).trim() + exchangeText(row);
  return row.note === '' ? sentence : `${sentence}: ${row.note}`;
}

function exchangeText({ currency, exchanged }: Movement): string {
  if (exchanged === null) return '';
  const { amountMicros, currency: other, exchangeRateE10, rateFrom } = exchanged;
  const rateTo = rateFrom === other ? currency : other;
  return `, ${trimmed(formatMoney(amountMicros), 2)} ${other} at 1 ${rateFrom} = ${rateText(exchangeRateE10)} ${rateTo}`;
}

function codeOf({ kind, signedMicros }: Movement): MovementCode {
  if (kind === 'transfer') return signedMicros > 0n ? 'transfer_in' : 'transfer_out';
  return movementCode.safeParse(kind).data ?? 'other';
}

function sentenceOf(row: Movement, code: MovementCode): string {
  const how = METHODS[row.method ?? ''] ?? '';
  const what = row.isAccess ? 'Call to access number' : 'Call to';
  const destination = row.destinationNumber === null ? 'Call' : `${what} +${row.destinationNumber}`;
  switch (code) {
    case 'payment':
      return `Payment ${how}`;
    case 'refund':
      return `Refund ${how}`;
    case 'transfer_in':
      return row.counterpartyNumber === null
        ? 'Transfer from another account'
        : `Transfer from account ${row.counterpartyNumber}`;
    case 'transfer_out':
      return row.counterpartyNumber === null
        ? 'Transfer to another account'
        : `Transfer to account ${row.counterpartyNumber}`;
    case 'staff_credit':
      return 'Credit by staff';
    case 'staff_debit':
      return 'Debit by staff';
    case 'call_charge':
      if (row.billedSeconds === null) return destination;
      return `${destination}, ${row.billedSeconds} s billed${row.freeSeconds ? `, ${row.freeSeconds} s of them free` : ''}`;
    case 'call_overrun':
      return `${destination}, beyond its limit`;
    case 'call_correction':
      return `${destination}, corrected`;
    case 'commission':
      return `Commission on ${destination.toLowerCase()}`;
    case 'commission_correction':
      return `Commission on ${destination.toLowerCase()}, corrected`;
    case 'tax':
      return 'Tax';
    case 'rounding':
      return 'Rounded to the total of the document';
    case 'credit_note':
      return 'Credit note';
    case 'product_charge':
      return 'Product';
    case 'product_owed':
      return 'Product, owed';
    case 'product_credit':
      return 'Credit of a product';
    case 'product_commission':
      return 'Commission on a product';
    case 'product_commission_correction':
      return 'Commission on a product, corrected';
    case 'chargeback':
      return 'Chargeback';
    case 'gateway_fee':
      return 'Fee of the payment gateway';
    case 'other':
      return row.kind;
  }
}
