/** Lets an account call again that a guard blocked. */
import type { Actor } from '../../domain/accounts/actor.ts';
import { lockAccount } from '../../postgres/accounts/find-account.ts';
import { releaseBlocks } from '../../postgres/charging/guard-events.ts';
import { withTransaction } from '../../postgres/pool.ts';
import { checkHasGuards } from '../accounts/read-guards.ts';
import { checkMayChange } from '../accounts/may-change.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { Context } from '../context.ts';

/**
 * Ends every block of the account: the question is whether it may call. What was seen before does not count any more. Where
 * nothing blocks it, nothing is noted. Throws `not_found`, `not_permitted`, `guards_are_of_customers`.
 */
export async function releaseBlock(
  { pool, now: clock }: Pick<Context, 'pool' | 'now'>,
  actor: Actor,
  accountId: string,
  reason: string,
): Promise<void> {
  await withTransaction(pool, async (tx) => {
    const account = await lockAccount(tx, accountId, actor.scopePath, 'update');
    checkMayChange(actor, account);
    checkHasGuards(account);
    const now = clock();
    const guards = await releaseBlocks(tx, { accountId: account.id, by: actor.accountId, reason, now });
    if (guards.length === 0) return;
    await recordAudit(tx, actor, {
      accountId: account.id,
      action: 'guard.released',
      changes: guards.map((guard) => ({ field: `guard.${guard}`, before: true, after: false })),
      reason,
      happenedAt: now,
    });
  });
}
