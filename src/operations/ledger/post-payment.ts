/** Posts what somebody recorded by hand, in the transaction that is open: a payment, a refund, or a correction of a balance. */
import { known } from '../../domain/assert.ts';
import { mistakeOfDigits } from '../../domain/money.ts';
import { fieldProblem } from '../../domain/problem.ts';
import { walletOfAccount, type WalletRow } from '../../postgres/ledger/wallets.ts';
import type { Tx } from '../../postgres/pool.ts';
import { convertMoney } from './convert-money.ts';
import { moveMoney, type Movement } from './move-money.ts';
import { postedAnswer, type PostedAnswer } from './posted-answer.ts';

export type PaymentByHand = Readonly<{
  /** payment and refund move cash; staff_credit and staff_debit correct the balance. */
  kind: 'payment' | 'refund' | 'staff_credit' | 'staff_debit';
  method: 'cash' | 'bank_transfer' | 'other' | null;
  amountMicros: bigint;
  /** Of the amount: what was paid. Another than the wallet's only of cash. */
  currency: string;
  note: string;
}>;

/** Throws `invalid_input` at `amount` for cash with more digits than its currency has, and at `currency` for a correction in another. */
export function checkAmount({ kind, amountMicros, currency }: PaymentByHand, wallet: WalletRow): void {
  // A correction may have more digits: calls leave fractions that it must be able to take away.
  const mistake = isCash(kind) ? mistakeOfDigits(amountMicros, currency) : null;
  if (mistake !== null) throw fieldProblem('amount', 'too_many_digits', mistake);
  if (!isCash(kind) && currency !== wallet.currency)
    throw fieldProblem('currency', 'other_currency', 'A correction is in the currency of the account.');
}

/** Beside what `moveMoney` throws: `no_exchange_rate`, and `invalid_input` at `amount` for what comes to nothing. */
export async function postPayment(
  tx: Tx,
  payment: PaymentByHand,
  {
    id,
    wallet,
    actorId,
    clock,
    now,
  }: Readonly<{ id: string; wallet: WalletRow; actorId: bigint; clock: () => Date; now: Date }>,
): Promise<PostedAnswer> {
  checkAmount(payment, wallet);
  const { kind, method, note } = payment;
  const { transfers, postedAt, receipts } = await moveMoney(
    tx,
    [
      {
        id,
        kind,
        wallet,
        house: isCash(kind) ? 'cash' : 'adjustment',
        ...(await amountOf(tx, payment, wallet, now)),
        line: { text: note, ...(method !== null && { method }) },
      },
    ],
    { actorId, clock, occurredAt: now },
  );
  const transfer = known(transfers[0], 'the transfer of a payment');
  // Its taxes have moved it further.
  const after = (await walletOfAccount(tx, wallet.accountId)) ?? undefined;
  return postedAnswer(transfer, postedAt, {
    wallet: after,
    receipt: receipts.get(transfer.id) ?? null,
    exchanged: payment.currency === wallet.currency ? null : payment,
  });
}

async function amountOf(
  tx: Tx,
  { kind, amountMicros, currency }: PaymentByHand,
  wallet: WalletRow,
  at: Date,
): Promise<Pick<Movement, 'amountMicros' | 'paidAs'>> {
  if (currency === wallet.currency) return { amountMicros };
  const converted = await convertMoney(tx, {
    issuerId: wallet.issuerId,
    amountMicros,
    from: currency,
    to: wallet.currency,
    direction: kind === 'payment' ? 'in' : 'out',
    at,
  });
  const { exchangeRateE10 } = converted;
  return { amountMicros: converted.amountMicros, paidAs: { currency, amountMicros, exchangeRateE10 } };
}

function isCash(kind: PaymentByHand['kind']): boolean {
  return kind === 'payment' || kind === 'refund';
}
