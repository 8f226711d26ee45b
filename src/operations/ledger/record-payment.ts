/** Money that came in or went back by hand: cash and bank, entered by whoever issues the wallet. */
import type { Actor } from '../../domain/accounts/actor.ts';
import { isStaff } from '../../domain/accounts/actor.ts';
import { known } from '../../domain/assert.ts';
import { mistakeOfDigits } from '../../domain/money.ts';
import { fieldProblem, Problem } from '../../domain/problem.ts';
import { findAccount } from '../../postgres/accounts/find-account.ts';
import { walletOfAccount, type WalletRow } from '../../postgres/ledger/wallets.ts';
import type { Db } from '../../postgres/pool.ts';
import type { Context } from '../context.ts';
import { runOnce, type Outcome } from '../run-once.ts';
import { derivedId } from '../secrets.ts';
import { postedAnswer, type PostedAnswer } from './posted-answer.ts';
import { moveMoney } from './move-money.ts';

export type PaymentInput = Readonly<{
  accountId: string;
  amountMicros: bigint;
  /** payment and refund move cash; staff_credit and staff_debit correct the balance. */
  kind: 'payment' | 'refund' | 'staff_credit' | 'staff_debit';
  method: 'cash' | 'bank_transfer' | 'other' | null;
  note: string;
  idempotencyKey: string;
}>;

/**
 * Posts the money in the book of the wallet's issuer: a payment debits its cash and credits the wallet.
 * Cash has no more digits than its currency (`invalid_input` at `amount`).
 * A refund takes available money only (`insufficient_funds`); a staff debit may pass the limit. The
 * same idempotency key moves the money once, for ever. A prepaid account gets its receipt along with it, and with that the taxes that
 * are due on top-up: they need not be there before a refund that gives them back. `account_was_moved` when the account was moved at this moment.
 */
export function recordPayment(
  context: Context,
  actor: Actor,
  input: PaymentInput,
): Promise<Outcome<PostedAnswer>> {
  const now = context.now();
  const { idempotencyKey: key, amountMicros, ...rest } = input;
  const route = 'POST /accounts/{id}/payments';
  const content = { ...rest, amount: String(amountMicros) };
  const once = { principalId: actor.accountId, route, key, content, isKeptForEver: true };
  return runOnce(context, now, once, async (tx) => {
    const wallet = await walletInScope(tx, actor, input);
    const { currency } = wallet;
    const isCash = input.kind === 'payment' || input.kind === 'refund';
    // A correction may have more: calls leave fractions that it must be able to take away.
    const mistake = isCash ? mistakeOfDigits(amountMicros, currency) : null;
    if (mistake !== null) throw fieldProblem('amount', 'too_many_digits', mistake);
    const { transfers, postedAt, receipts } = await moveMoney(
      tx,
      [
        {
          id: derivedId(now, String(actor.accountId), route, key),
          kind: input.kind,
          wallet,
          house: isCash ? 'cash' : 'adjustment',
          amountMicros,
          line: { text: input.note, ...(input.method !== null && { method: input.method }) },
        },
      ],
      { actorId: actor.accountId, clock: context.now, occurredAt: now },
    );
    const transfer = known(transfers[0], 'the transfer of a payment');
    // Its taxes have moved it further.
    const after = await walletOfAccount(tx, wallet.accountId);
    return postedAnswer(transfer, postedAt, after ?? undefined, receipts.get(transfer.id) ?? null);
  });
}

/** The wallet, when the actor may post in the book it is in: its issuer's, or any for the operator's staff. Closed accounts still pay what they owe. */
async function walletInScope(tx: Db, actor: Actor, { accountId }: PaymentInput): Promise<WalletRow> {
  const account = await findAccount(tx, accountId, actor.scopePath);
  const wallet = await walletOfAccount(tx, account.id);
  if (wallet === null) throw new Problem('account_has_no_wallet');
  if (!isStaff(actor) && wallet.issuerId !== actor.accountId) {
    throw new Problem('not_permitted', { detail: 'Only the issuer of a wallet records its payments.' });
  }
  return wallet;
}
