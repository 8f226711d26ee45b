/** Ends one call that goes on, on the wish of somebody above. */
import type pg from 'pg';
import type { Actor } from '../../domain/accounts/actor.ts';
import { Problem } from '../../domain/problem.ts';
import { findCall } from '../../postgres/charging/list-calls.ts';
import { findLiveCall } from '../../postgres/charging/live-calls.ts';
import { withTransaction } from '../../postgres/pool.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { SwitchControl } from '../ports.ts';

export type HangUpDeps = Readonly<{
  pool: pg.Pool;
  reads: pg.Pool;
  now: () => Date;
  /** How a switch is reached; null when it is unknown, inactive or takes no commands. */
  controlOf: (switchId: bigint) => SwitchControl | null;
}>;

/**
 * Tells the switch; its report of the end settles the call. Noted also when the switch did not say what it did, for it may
 * have ended the call. One that is over already stays so, and nothing is noted. Throws `not_found`, `call_is_emergency`, and `call_not_ended` where nobody could be told or nobody answered.
 */
export async function hangUp(
  { pool, reads, now, controlOf }: HangUpDeps,
  actor: Actor,
  sessionId: string,
  reason: string,
): Promise<void> {
  const call = await findLiveCall(reads, sessionId, actor.scopePath);
  if (call === null) {
    await findCall(reads, sessionId, actor.scopePath);
    return;
  }
  if (call.isEmergency) throw new Problem('call_is_emergency');
  const control = controlOf(call.switchId);
  if (control === null) throw new Problem('call_not_ended');
  const outcome = await control.hangUp(call);
  await withTransaction(pool, (tx) =>
    recordAudit(tx, actor, {
      accountId: call.accountId,
      action: 'call.hung_up',
      changes: [{ field: 'call.to', before: null, after: `+${call.destinationNumber}` }],
      reason,
      happenedAt: now(),
    }),
  );
  if (outcome === 'unknown') throw new Problem('call_not_ended');
}
