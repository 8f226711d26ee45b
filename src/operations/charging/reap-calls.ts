/** Closes calls whose end was lost: asks the switch, and estimates only what the switch itself calls dead. */
import type pg from 'pg';
import type { LiveSession } from '../../domain/charging/book.ts';
import type { EndedEvent } from '../../domain/charging/events.ts';
import { findLiveSession, sessionsOverdue } from '../../postgres/charging/due-sessions.ts';
import { insertHangUps } from '../../postgres/charging/hang-ups.ts';
import type { SwitchControl } from '../ports.ts';
import type { ControlDeps } from './extend-calls.ts';
import type { LiveFeed } from './live-feed.ts';

/** A switch that nobody can ask for so long does not come back with the truth. */
const UNKNOWN_MAX_MS = 24 * 3_600_000;

export type ReapDeps = ControlDeps &
  Readonly<{
    /** Takes in what switches have kept: a true end that waits there comes before any estimate. */
    drain: () => Promise<unknown>;
    pool: pg.Pool;
    live: LiveFeed;
  }>;

/**
 * Looks after every call that is past its deadline, side by side: a switch that does not answer must not delay the
 * calls of another. Unknown is never taken for dead.
 */
export async function reapCalls(deps: ReapDeps): Promise<void> {
  const overdue = await sessionsOverdue(deps.reads, deps.now());
  if (overdue.length === 0) return;
  await deps.drain();
  await Promise.all(overdue.map((session) => reapCall(deps, session)));
}

async function reapCall(deps: ReapDeps, { sessionId }: LiveSession): Promise<void> {
  const { engine, controlOf, now } = deps;
  let session = await findLiveSession(deps.reads, sessionId);
  if (session === null || session.deadlineAt > now()) return;
  const control = controlOf(session.switchId);
  const sighting = control?.can.ask ? await control.isAlive(session) : 'unknown';
  if (sighting === 'dead') {
    // Its end may have been kept while we asked.
    await deps.drain();
    session = await findLiveSession(deps.reads, sessionId);
    if (session !== null) await engine.submit(estimate(session, session.aliveAt, now()));
    return;
  }
  if (sighting === 'alive') {
    // Past its limit and still talking: the limit was lost. Within it, it may have been asked about because a push missed it.
    if (isPastLimit(session, now())) await hangUpLost(deps, session, control);
    await engine.submit({ type: 'sighted', sessionId, sighting });
    return;
  }
  const { switchUnknownAt, answeredAt, grantedSeconds } = session;
  if (switchUnknownAt !== null && now().getTime() - switchUnknownAt.getTime() >= UNKNOWN_MAX_MS) {
    const endedAt = new Date((answeredAt ?? now()).getTime() + grantedSeconds * 1000);
    await engine.submit(estimate(session, endedAt, now()));
    return;
  }
  await engine.submit({ type: 'sighted', sessionId, sighting });
}

function isPastLimit({ answeredAt, offeredSeconds }: LiveSession, now: Date): boolean {
  return answeredAt !== null && now.getTime() > answeredAt.getTime() + offeredSeconds * 1000;
}

async function hangUpLost(
  { pool, live, now }: ReapDeps,
  { sessionId, accountId, ...session }: LiveSession,
  control: SwitchControl | null,
): Promise<void> {
  const outcome = await control?.hangUp({ sessionId, switchRef: session.switchRef });
  if (outcome === undefined || outcome === 'unknown') return;
  const why = { reason: 'limit_lost', note: '', askedById: null, isTold: true } as const;
  await insertHangUps(pool, [{ sessionId, accountId, ...why }], now());
  live.noteEnding([sessionId]);
}

/** Revision 0: whatever the switch says later corrects it. */
function estimate(session: LiveSession, lastAliveAt: Date, now: Date): EndedEvent {
  const { sessionId, switchId, answeredAt } = session;
  const endedAt = lastAliveAt > now ? now : lastAliveAt;
  return {
    type: 'ended',
    sessionId,
    switchId,
    leg: 0,
    revision: 0,
    digest: 0n,
    outcome: answeredAt === null ? 'unanswered' : 'answered',
    answeredAt,
    endedAt,
    talkMs: answeredAt === null ? 0 : Math.max(0, endedAt.getTime() - answeredAt.getTime()),
    endedBy: 'failure',
    sipStatus: null,
    q850Cause: null,
    gatewayId: null,
    isEstimated: true,
  };
}
