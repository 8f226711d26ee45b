/** Ends the running calls of accounts that may not call any more: suspended, closed, expired, or below such a one. */
import { barredSessions } from '../../postgres/charging/due-sessions.ts';
import type { ControlDeps } from './extend-calls.ts';

/**
 * Hangs up each of them. The switch reports the end, and that settles the call; a hang-up that was lost is repeated
 * the next time. A switch that takes no commands lets the call run to its limit.
 */
export async function endBarredCalls({ reads, controlOf, now }: ControlDeps): Promise<void> {
  const barred = await barredSessions(reads, now());
  await Promise.all(barred.map(async (session) => controlOf(session.switchId)?.hangUp(session)));
}
