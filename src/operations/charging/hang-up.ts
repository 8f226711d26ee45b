/** Ends calls that go on, on the wish of somebody above. */
import type pg from 'pg';
import type { Actor } from '../../domain/accounts/actor.ts';
import type { HangUpReason } from '../../domain/charging/hang-ups.ts';
import { Problem } from '../../domain/problem.ts';
import { findCall } from '../../postgres/charging/list-calls.ts';
import { insertHangUps } from '../../postgres/charging/hang-ups.ts';
import { findLiveCalls, type FoundLiveCall } from '../../postgres/charging/live-calls.ts';
import { withTransaction } from '../../postgres/pool.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { SwitchControl } from '../ports.ts';
import type { LiveFeed } from './live-feed.ts';

export type HangUpDeps = Readonly<{
  pool: pg.Pool;
  reads: pg.Pool;
  now: () => Date;
  /** How a switch is reached; null when it is unknown, inactive or takes no commands. */
  controlOf: (switchId: bigint) => SwitchControl | null;
  live: LiveFeed | null;
}>;

type Why = Readonly<{ reason: HangUpReason; note: string }>;

/** `told`: its switch ends it, or has no such call any more. `over`: it had ended before. */
export type HangUpOutcome = 'told' | 'over' | 'emergency' | 'not_reached' | 'not_found';

/**
 * Tells the switch; its report of the end settles the call. Noted also when the switch did not say what it did, for it may
 * have ended the call. One that is over already stays so, and nothing is noted. Throws `not_found`, `call_is_emergency`, and `call_not_ended` where nobody could be told or nobody answered.
 */
export async function hangUpCall(deps: HangUpDeps, actor: Actor, sessionId: string, why: Why): Promise<void> {
  const [result] = await hangUpCalls(deps, actor, [sessionId], why);
  if (result?.outcome === 'emergency') throw new Problem('call_is_emergency');
  if (result?.outcome === 'not_reached') throw new Problem('call_not_ended');
  if (result?.outcome === 'not_found') throw new Problem('not_found');
}

/** The same of several, side by side; what became of each, in the order asked for. */
export async function hangUpCalls(
  deps: HangUpDeps,
  actor: Actor,
  sessionIds: readonly string[],
  why: Why,
): Promise<readonly Readonly<{ sessionId: string; outcome: HangUpOutcome }>[]> {
  const ids = [...new Set(sessionIds)];
  const found = await findLiveCalls(deps.reads, ids, actor.scopePath);
  const calls = new Map(found.map((call) => [call.sessionId, call]));
  return Promise.all(
    ids.map(async (sessionId) => {
      const call = calls.get(sessionId.toLowerCase());
      const outcome =
        call === undefined ? await whereIs(deps, actor, sessionId) : await end(deps, actor, call, why);
      return { sessionId, outcome };
    }),
  );
}

async function whereIs({ reads }: HangUpDeps, actor: Actor, sessionId: string): Promise<HangUpOutcome> {
  try {
    await findCall(reads, sessionId, actor.scopePath);
    return 'over';
  } catch (error) {
    if (error instanceof Problem && error.code === 'not_found') return 'not_found';
    throw error;
  }
}

async function end(
  { pool, now, controlOf, live }: HangUpDeps,
  actor: Actor,
  call: FoundLiveCall,
  { reason, note }: Why,
): Promise<HangUpOutcome> {
  if (call.isEmergency) return 'emergency';
  const control = controlOf(call.switchId);
  if (control === null) return 'not_reached';
  const isTold = (await control.hangUp(call)) !== 'unknown';
  const { sessionId, accountId, destinationNumber } = call;
  const askedById = actor.impersonator?.accountId ?? actor.accountId;
  await withTransaction(pool, async (tx) => {
    await insertHangUps(tx, [{ sessionId, accountId, reason, note, askedById, isTold }], now());
    await recordAudit(tx, actor, {
      accountId,
      action: 'call.hung_up',
      changes: [
        { field: 'call.to', before: null, after: `+${destinationNumber}` },
        { field: 'call.hang_up_reason', before: null, after: reason },
      ],
      reason: note,
      happenedAt: now(),
    });
  });
  if (!isTold) return 'not_reached';
  live?.noteEnding([sessionId]);
  return 'told';
}
