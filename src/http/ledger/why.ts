/** Why money moved, in one sentence for the statement. */
import type { MovementRow } from '../../postgres/ledger/statement.ts';

const METHODS: Readonly<Record<string, string>> = {
  cash: 'in cash',
  bank_transfer: 'by bank transfer',
  other: '',
};

/** One sentence about a movement, with the note of whoever recorded it. */
export function whyOf(row: MovementRow): string {
  const sentence = sentenceOf(row).trim();
  return row.note === '' ? sentence : `${sentence}: ${row.note}`;
}

function sentenceOf(row: MovementRow): string {
  const how = METHODS[row.method ?? ''] ?? '';
  const isCredit = row.signedMicros > 0n;
  const destination = row.destinationNumber === null ? 'Call' : `Call to +${row.destinationNumber}`;
  switch (row.kind) {
    case 'payment':
      return `Payment ${how}`;
    case 'refund':
      return `Refund ${how}`;
    case 'transfer':
      return `Transfer ${isCredit ? 'from' : 'to'} account ${row.counterpartyNumber ?? ''}`;
    case 'staff_credit':
      return 'Credit by staff';
    case 'staff_debit':
      return 'Debit by staff';
    case 'call_charge':
      return row.billedSeconds === null ? destination : `${destination}, ${row.billedSeconds} s billed`;
    case 'call_overrun':
      return `${destination}, beyond its limit`;
    case 'call_correction':
      return `${destination}, corrected`;
    default:
      return row.kind;
  }
}
