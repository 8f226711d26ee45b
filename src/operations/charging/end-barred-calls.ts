/** Ends the running calls of accounts that may not call any more: suspended, closed, expired, below such a one, or hung up by a guard. */
import type pg from 'pg';
import { barredSessions } from '../../postgres/charging/due-sessions.ts';
import { insertHangUps } from '../../postgres/charging/hang-ups.ts';
import type { ControlDeps } from './extend-calls.ts';
import type { LiveFeed } from './live-feed.ts';

/**
 * Hangs up each of them. The switch reports the end, and that settles the call; a hang-up that was lost is repeated
 * the next time. A switch that takes no commands lets the call run to its limit.
 */
export async function endBarredCalls({
  pool,
  reads,
  controlOf,
  now,
  live,
}: ControlDeps & Readonly<{ pool: pg.Pool; live: LiveFeed }>): Promise<void> {
  const barred = await barredSessions(reads, now());
  const told = await Promise.all(
    barred.map(async (session) => {
      const outcome = (await controlOf(session.switchId)?.hangUp(session)) ?? 'unknown';
      return outcome === 'unknown' ? [] : [session];
    }),
  );
  const ended = told.flat();
  const why = { reason: 'account_barred', note: '', askedById: null, isTold: true } as const;
  await insertHangUps(
    pool,
    ended.map(({ sessionId, accountId }) => ({ sessionId, accountId, ...why })),
    now(),
  );
  live.noteEnding(ended.map(({ sessionId }) => sessionId));
}
