/** Moves available money from one wallet to another of the same issuer. */
import { isStaff, type Actor } from '../../domain/accounts/actor.ts';
import { fieldProblem, Problem } from '../../domain/problem.ts';
import { findAccount } from '../../postgres/accounts/find-account.ts';
import { namesOf } from '../../postgres/accounts/move-account.ts';
import { walletOfAccount, type WalletRow } from '../../postgres/ledger/wallets.ts';
import type { Db } from '../../postgres/pool.ts';
import type { Context } from '../context.ts';
import { issueReceipts, planReceipt } from '../billing/plan-receipt.ts';
import { runOnce, type Outcome } from '../run-once.ts';
import { derivedId } from '../secrets.ts';
import { postedAnswer, type PostedAnswer } from './posted-answer.ts';
import { postTransfers } from './post-transfers.ts';

export type TransferInput = Readonly<{
  fromAccountId: string;
  toAccountId: string;
  amountMicros: bigint;
  note: string;
  idempotencyKey: string;
}>;

/**
 * Debits one wallet and credits the other in one row; the answer carries the debited wallet. Throws
 * `other_issuer`, `other_currency`, `insufficient_funds` when less is available, and `account_was_moved` when one of the
 * accounts was moved at this moment.
 */
export function transferMoney(
  context: Context,
  actor: Actor,
  input: TransferInput,
): Promise<Outcome<PostedAnswer>> {
  const now = context.now();
  const { idempotencyKey: key, amountMicros, ...rest } = input;
  const route = 'POST /transfers';
  const content = { ...rest, amount: String(amountMicros) };
  const once = { principalId: actor.accountId, route, key, content, isKeptForEver: true };
  return runOnce(context, now, once, async (tx) => {
    const from = await openWallet(tx, actor, input.fromAccountId);
    const to = await openWallet(tx, actor, input.toAccountId);
    if (from.id === to.id)
      throw fieldProblem('toAccountId', 'same_account', 'Choose two different accounts.');
    if (from.issuerId !== to.issuerId) throw new Problem('other_issuer');
    if (from.currency !== to.currency) throw new Problem('other_currency');
    const transfer = {
      id: derivedId(now, String(actor.accountId), route, key),
      kind: 'transfer' as const,
      issuerId: from.issuerId,
      debitAccountId: from.id,
      creditAccountId: to.id,
      currency: from.currency,
      amountMicros,
      occurredAt: now,
      actorId: actor.accountId,
      note: input.note,
    };
    const movement = { text: input.note, amountMicros };
    const numberOf = async ({ accountId }: WalletRow) =>
      (await namesOf(tx, [accountId])).get(accountId)?.number ?? '';
    const out = await planReceipt(tx, from.id, {
      kind: 'transfer_out',
      lines: [{ ...movement, counterparty: await numberOf(to) }],
    });
    const into = await planReceipt(tx, to.id, {
      kind: 'transfer_in',
      lines: [{ ...movement, counterparty: await numberOf(from) }],
    });
    const { wallets, postedAt } = await postTransfers(tx, {
      transfers: [transfer],
      walletIds: [from.id, to.id],
      clock: context.now,
    });
    const receipts = [out, into].map((receipt) => ({ receipt, transferIds: [transfer.id] }));
    const [issued] = await issueReceipts(tx, receipts, { now: postedAt, actorId: actor.accountId });
    return postedAnswer(transfer, postedAt, wallets.get(from.id), issued ?? null);
  });
}

async function openWallet(tx: Db, actor: Actor, accountId: string): Promise<WalletRow> {
  const account = await findAccount(tx, accountId, actor.scopePath);
  const wallet = await walletOfAccount(tx, account.id);
  if (wallet === null) throw new Problem('account_has_no_wallet');
  if (account.status === 'closed') throw new Problem('account_is_closed');
  if (!isStaff(actor) && wallet.issuerId !== actor.accountId) {
    throw new Problem('not_permitted', {
      detail: 'Only the issuer of both wallets moves money between them.',
    });
  }
  return wallet;
}
