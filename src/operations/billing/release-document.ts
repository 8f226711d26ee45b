/** Lets a document that looked wrong be issued as it is, with the next run. */
import type { Actor } from '../../domain/accounts/actor.ts';
import { Problem } from '../../domain/problem.ts';
import { findAccount } from '../../postgres/accounts/find-account.ts';
import { lockParked, releaseParked } from '../../postgres/billing/runs.ts';
import { withTransaction } from '../../postgres/pool.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { Context } from '../context.ts';
import { checkMayIssue } from './issue-invoice.ts';

/** Throws `not_found`, `not_parked`, and `not_permitted` for what another issuer parked. */
export function releaseDocument(context: Context, actor: Actor, accountId: string): Promise<void> {
  return withTransaction(context.pool, async (tx) => {
    const account = await findAccount(tx, accountId, actor.scopePath);
    const waiting = await lockParked(tx, account.id);
    if (waiting === null) throw new Problem('not_parked');
    checkMayIssue(actor, waiting);
    const now = context.now();
    await releaseParked(tx, { accountId: account.id, releasedAt: now, releasedBy: actor.accountId });
    await recordAudit(tx, actor, { accountId: account.id, action: 'document.released', happenedAt: now });
  });
}
