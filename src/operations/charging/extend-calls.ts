/** Gives running calls their next slice: hold it, tell the switch, and count it when the switch has it. */
import type pg from 'pg';
import type { LiveSession } from '../../domain/charging/book.ts';
import { sessionsToExtend } from '../../postgres/charging/due-sessions.ts';
import type { SwitchControl } from '../ports.ts';
import type { ChargingEngine } from './engine.ts';

export type ControlDeps = Readonly<{
  reads: pg.Pool;
  engine: ChargingEngine;
  now: () => Date;
  /** How a switch is reached; null when it is unknown, inactive or takes no commands. */
  controlOf: (switchId: bigint) => SwitchControl | null;
}>;

/** Extends every call that is due, side by side. A push that is lost is repeated until the call has ended. */
export async function extendCalls(deps: ControlDeps): Promise<void> {
  const due = await sessionsToExtend(deps.reads, deps.now());
  await Promise.all(due.map((session) => extendCall(deps, session)));
}

async function extendCall({ engine, controlOf }: ControlDeps, session: LiveSession): Promise<void> {
  const { sessionId, offeredSeconds, grantedSeconds } = session;
  const sliceNumber = session.sliceNumber + (offeredSeconds > grantedSeconds ? 0 : 1);
  const answer = await engine.submit({ type: 'extend', sessionId, sliceNumber });
  if (!('push' in answer) || answer.push === null) return;
  const { secondsFromNow, switchId, switchRef } = answer.push;
  const outcome = await controlOf(switchId)?.setLimit(
    { sessionId, switchRef },
    secondsFromNow,
    answer.sliceNumber,
  );
  if (outcome === 'done') {
    await engine.submit({ type: 'pushed', sessionId, sliceNumber: answer.sliceNumber });
  } else if (outcome === 'no_such_call') {
    // Its end may be on the way; if not, it was lost, and nothing more is held for it.
    await engine.submit({ type: 'sighted', sessionId, sighting: 'missed' });
  }
}
