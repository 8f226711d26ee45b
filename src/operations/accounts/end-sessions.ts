/** Ends sessions: one of one's own, all others of one's own, or all of an account below. */
import type { Actor } from '../../domain/accounts/actor.ts';
import { isUuid } from '../../domain/ids.ts';
import { Problem } from '../../domain/problem.ts';
import { lockAccount } from '../../postgres/accounts/find-account.ts';
import { deleteSessionOf } from '../../postgres/accounts/sessions.ts';
import { deleteOtherSessions } from '../../postgres/accounts/sign-ins.ts';
import { withTransaction } from '../../postgres/pool.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { Context } from '../context.ts';
import { hashToken } from '../secrets.ts';
import { checkMayChangeSignIn } from './may-change.ts';
import { revokeAllKeys } from './revoke-api-key.ts';

/** Ends a session of the actor's own at once; `not_found` when it has no such session. */
export async function endSession(context: Context, actor: Actor, sessionId: string): Promise<void> {
  if (!isUuid(sessionId)) throw new Problem('not_found');
  const { accountId } = actor;
  await withTransaction(context.pool, async (tx) => {
    if (!(await deleteSessionOf(tx, accountId, sessionId))) throw new Problem('not_found');
    await recordAudit(tx, actor, { accountId, action: 'session.ended', happenedAt: context.now() });
  });
}

/** Ends all sessions of the actor's own but the one with this token; null = an API key asks, and none stays. */
export async function endOtherSessions(context: Context, actor: Actor, token: string | null): Promise<void> {
  const kept = token === null ? null : hashToken(token);
  const { accountId } = actor;
  await withTransaction(context.pool, async (tx) => {
    await deleteOtherSessions(tx, accountId, kept);
    await recordAudit(tx, actor, { accountId, action: 'sessions.ended', happenedAt: context.now() });
  });
}

/** Signs an account below out everywhere, and revokes its API keys if wished. Throws `not_found`, and `not_permitted` for one's own and the operator's. */
export async function endSessionsOf(
  context: Context,
  actor: Actor,
  publicId: string,
  isWithKeys: boolean,
): Promise<void> {
  await withTransaction(context.pool, async (tx) => {
    const account = await lockAccount(tx, publicId, actor.scopePath, 'update');
    checkMayChangeSignIn(actor, account);
    await deleteOtherSessions(tx, account.id, null);
    if (isWithKeys) await revokeAllKeys(tx, context, actor, account.id);
    await recordAudit(tx, actor, {
      accountId: account.id,
      action: 'sessions.ended',
      happenedAt: context.now(),
    });
  });
}
