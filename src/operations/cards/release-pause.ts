/** Lets PINs be entered again before a pause is over. */
import type { Actor } from '../../domain/accounts/actor.ts';
import { lockPause, releasePauses } from '../../postgres/cards/list-cards.ts';
import { withTransaction } from '../../postgres/pool.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { Context } from '../context.ts';

/**
 * Of the same caller or card, at every access number; what was wrong before counts no more. Nothing is noted where nothing is paused
 * any more. Throws `not_found`.
 */
export function releasePause(
  { pool, now: clock }: Pick<Context, 'pool' | 'now'>,
  actor: Actor,
  id: string,
  reason: string,
): Promise<void> {
  return withTransaction(pool, async (tx) => {
    const pause = await lockPause(tx, id, actor.scopePath);
    const now = clock();
    if (!(await releasePauses(tx, pause, { by: actor.accountId, reason, now }))) return;
    await recordAudit(tx, actor, {
      accountId: pause.accountId ?? pause.ownerId,
      action: 'pin.released',
      changes: [
        { field: pause.kind === 'card' ? 'pin.card' : 'pin.caller', before: pause.what, after: null },
      ],
      reason,
      happenedAt: now,
    });
  });
}
