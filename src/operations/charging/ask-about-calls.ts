/** Asks a switch about every live call that it carries: after a connection was lost, what happened meanwhile was told to nobody. */
import type pg from 'pg';
import { sessionsOfSwitch } from '../../postgres/charging/due-sessions.ts';
import type { CallOnSwitch } from '../ports.ts';
import type { ChargingEngine } from './engine.ts';

/** A call that was just asked for may be on its way to the switch, which does not have it then. */
const YOUNG_MS = 10_000;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/** `answered`: it talks, and charging does not know since when. */
export type Found =
  | 'alive'
  | 'dead'
  | 'unknown'
  | Readonly<{ kind: 'answered'; answeredAt: Date; gatewayId: string | null }>;

/**
 * Calls that the switch does not have are looked at by the reaper at once, which asks again; one whose answer was missed is answered; one
 * that lives has proved it.
 */
export async function askAboutCalls(
  { reads, engine, now }: Readonly<{ reads: pg.Pool; engine: ChargingEngine; now: () => Date }>,
  switchId: bigint,
  ask: (call: CallOnSwitch & Readonly<{ answeredAt: Date | null }>) => Promise<Found>,
): Promise<void> {
  const youngSinceMs = now().getTime() - YOUNG_MS;
  let after = FIRST_ID;
  for (;;) {
    const page = await sessionsOfSwitch(reads, { switchId, after });
    const last = page.at(-1);
    if (last === undefined) return;
    after = last.sessionId;
    await Promise.all(
      page.map(async (call) => {
        const { sessionId, authorizedAt } = call;
        const found = await ask(call);
        if (found === 'unknown' || (found === 'dead' && authorizedAt.getTime() >= youngSinceMs)) return;
        if (typeof found === 'object') {
          const { answeredAt, gatewayId } = found;
          await engine.submit({ type: 'answered', sessionId, switchId, gatewayId, answeredAt });
        }
        const sighting = found === 'dead' ? 'missed' : 'alive';
        await engine.submit({ type: 'sighted', sessionId, sighting });
      }),
    );
  }
}
