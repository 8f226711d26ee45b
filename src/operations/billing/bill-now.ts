/** Bills an account before its day: what was charged until now goes on a document, and the day stays where it is. */
import type { Actor } from '../../domain/accounts/actor.ts';
import { Problem } from '../../domain/problem.ts';
import { findAccount } from '../../postgres/accounts/find-account.ts';
import { walletOfAccount } from '../../postgres/ledger/wallets.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { Context } from '../context.ts';
import { runOnce, type Outcome } from '../run-once.ts';
import { billWallets } from './bill-wallets.ts';
import { checkMayIssue, type IssuedAnswer } from './issue-invoice.ts';

/**
 * An invoice, a usage receipt, a commission note, or two of them. Throws `not_found`, `account_has_no_wallet`, `not_permitted`, and
 * `nothing_to_invoice` when nothing is open. What waits for somebody is issued with it. The same key bills once.
 */
export function billNow(
  context: Context,
  actor: Actor,
  { accountId, key }: Readonly<{ accountId: string; key: string }>,
): Promise<Outcome<Readonly<{ items: readonly IssuedAnswer[] }>>> {
  const route = 'POST /accounts/{id}/bill';
  const once = { principalId: actor.accountId, route, key, content: { accountId }, isKeptForEver: true };
  return runOnce(context, context.now(), once, async (tx) => {
    const account = await findAccount(tx, accountId, actor.scopePath);
    const wallet = await walletOfAccount(tx, account.id);
    if (wallet === null) throw new Problem('account_has_no_wallet');
    checkMayIssue(actor, wallet);
    const now = context.now();
    const { issued } = await billWallets(tx, [wallet.id], {
      now,
      until: now,
      isWanted: true,
      runId: null,
      actorId: actor.accountId,
    });
    if (issued.length === 0) throw new Problem('nothing_to_invoice');
    for (const { number } of issued)
      await recordAudit(tx, actor, {
        accountId: account.id,
        action: 'document.issued',
        changes: [{ field: 'document.number', before: null, after: number }],
        happenedAt: now,
      });
    return { items: issued.map(({ publicId, number }) => ({ id: publicId, number })) };
  });
}
