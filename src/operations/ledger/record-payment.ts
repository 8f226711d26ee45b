/** Money that came in or went back by hand: cash and bank, entered by whoever issues the wallet. */
import type { Actor } from '../../domain/accounts/actor.ts';
import { isStaff } from '../../domain/accounts/actor.ts';
import type { ReceiptMovement } from '../../domain/billing/compose.ts';
import { mistakeOfDigits } from '../../domain/money.ts';
import { fieldProblem, Problem } from '../../domain/problem.ts';
import { findAccount } from '../../postgres/accounts/find-account.ts';
import { ensureLedgerAccount } from '../../postgres/ledger/ledger-accounts.ts';
import { walletOfAccount, type WalletRow } from '../../postgres/ledger/wallets.ts';
import type { Db } from '../../postgres/pool.ts';
import type { Context } from '../context.ts';
import { givenBackMicros, issueReceipts, planReceipt } from '../billing/plan-receipt.ts';
import { runOnce, type Outcome } from '../run-once.ts';
import { derivedId } from '../secrets.ts';
import { postedAnswer, type PostedAnswer } from './posted-answer.ts';
import { postTransfers } from './post-transfers.ts';

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
    const { issuerId, currency } = wallet;
    const isCash = input.kind === 'payment' || input.kind === 'refund';
    // A correction may have more: calls leave fractions that it must be able to take away.
    const mistake = isCash ? mistakeOfDigits(amountMicros, currency) : null;
    if (mistake !== null) throw fieldProblem('amount', 'too_many_digits', mistake);
    const house = await ensureLedgerAccount(tx, { issuerId, kind: isCash ? 'cash' : 'adjustment', currency });
    const isCredit = input.kind === 'payment' || input.kind === 'staff_credit';
    const transfer = {
      id: derivedId(now, String(actor.accountId), route, key),
      kind: input.kind,
      issuerId,
      debitAccountId: isCredit ? house : wallet.id,
      creditAccountId: isCredit ? wallet.id : house,
      currency,
      amountMicros,
      occurredAt: now,
      actorId: actor.accountId,
      note: input.note,
      method: input.method,
    };
    const receipt = await planReceipt(tx, wallet.id, movementOf(input));
    const { postedAt } = await postTransfers(tx, {
      transfers: [{ ...transfer, comesBackMicros: receipt === null ? 0n : givenBackMicros(receipt) }],
      walletIds: [wallet.id],
      clock: context.now,
    });
    const [issued] = await issueReceipts(tx, [{ receipt, transferId: transfer.id }], {
      now: postedAt,
      actorId: actor.accountId,
    });
    // Its taxes have moved it further.
    const after = await walletOfAccount(tx, wallet.accountId);
    return postedAnswer(transfer, postedAt, after ?? undefined, issued ?? null);
  });
}

/** As it stands on the receipt. */
function movementOf({ kind, amountMicros, note, method }: PaymentInput): ReceiptMovement {
  const lineKind = kind === 'staff_debit' ? 'charge' : kind === 'staff_credit' ? 'credit' : kind;
  return { kind: lineKind, text: note, amountMicros, ...(method !== null && { method }) };
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
