/** Money that came in or went back by hand: cash and bank, entered by whoever issues the wallet. */
import type { Actor } from '../../domain/accounts/actor.ts';
import { isStaff } from '../../domain/accounts/actor.ts';
import { Problem } from '../../domain/problem.ts';
import { findAccount } from '../../postgres/accounts/find-account.ts';
import { walletOfAccount, type WalletRow } from '../../postgres/ledger/wallets.ts';
import type { Db } from '../../postgres/pool.ts';
import type { Context } from '../context.ts';
import { runOnce, type Outcome } from '../run-once.ts';
import { derivedId } from '../secrets.ts';
import { holdForApproval, needsApproval } from './hold-for-approval.ts';
import { checkAmount, postPayment, type PaymentByHand } from './post-payment.ts';
import type { PostedAnswer } from './posted-answer.ts';

export type PaymentInput = Omit<PaymentByHand, 'currency'> &
  Readonly<{
    accountId: string;
    /** Of the amount; left out: the wallet's. */
    currency?: string | undefined;
    idempotencyKey: string;
  }>;

/** Posted, or the public id of what waits for another person. */
export type RecordedPayment = PostedAnswer | Readonly<{ pendingId: string }>;

/**
 * Posts the money in the book of the wallet's issuer: a payment debits its cash and credits the wallet. Above the limit of the
 * issuer nothing moves: it waits for another person.
 * Cash has no more digits than its currency (`invalid_input` at `amount`). What was paid in another currency comes to what it is worth at the
 * exchange rate of the moment (`no_exchange_rate`).
 * A refund takes available money only (`insufficient_funds`); a staff debit may pass the limit. The
 * same idempotency key moves the money once, for ever. A prepaid account gets its receipt along with it, and with that the taxes that
 * are due on top-up: they need not be there before a refund that gives them back. `account_was_moved` when the account was moved at this moment.
 */
export function recordPayment(
  context: Context,
  actor: Actor,
  input: PaymentInput,
): Promise<Outcome<RecordedPayment>> {
  const now = context.now();
  const { idempotencyKey: key, amountMicros, ...rest } = input;
  const route = 'POST /accounts/{id}/payments';
  const content = { ...rest, amount: String(amountMicros) };
  const once = { principalId: actor.accountId, route, key, content, isKeptForEver: true };
  return runOnce<RecordedPayment>(context, now, once, async (tx) => {
    const wallet = await walletInScope(tx, actor, input.accountId);
    const { kind, method, note, currency = wallet.currency } = input;
    const payment = { kind, method, note, currency, amountMicros };
    checkAmount(payment, wallet);
    if (await needsApproval(tx, { issuerId: wallet.issuerId, amountMicros, currency, at: now }))
      return { pendingId: await holdForApproval(tx, actor, { payment, wallet, now }) };
    const id = derivedId(now, String(actor.accountId), route, key);
    return postPayment(tx, payment, { id, wallet, actorId: actor.accountId, clock: context.now, now });
  });
}

/** The wallet, when the actor may post in the book it is in: its issuer's, or any for the operator's staff. Closed accounts still pay what they owe. */
export async function walletInScope(tx: Db, actor: Actor, accountId: string): Promise<WalletRow> {
  const account = await findAccount(tx, accountId, actor.scopePath);
  const wallet = await walletOfAccount(tx, account.id);
  if (wallet === null) throw new Problem('account_has_no_wallet');
  if (!isStaff(actor) && wallet.issuerId !== actor.accountId) {
    throw new Problem('not_permitted', { detail: 'Only the issuer of a wallet records its payments.' });
  }
  return wallet;
}
