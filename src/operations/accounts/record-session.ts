/** Says in the timeline that a session began, and how. */
import type { Actor } from '../../domain/accounts/actor.ts';
import type { Tx } from '../../postgres/pool.ts';
import { recordAudit } from '../audit/record-audit.ts';

/** How somebody proved who it is. */
export type SessionMethod = 'password' | 'password_and_code' | 'passkey' | 'sign_up';

export async function recordSession(
  tx: Tx,
  actor: Actor,
  { method, now }: Readonly<{ method: SessionMethod; now: Date }>,
): Promise<void> {
  const { accountId } = actor;
  const changes = [{ field: 'session.method', before: null, after: method }];
  await recordAudit(tx, actor, { accountId, action: 'session.began', changes, happenedAt: now });
}
