/** Pushes limits to FreeSWITCH and asks it about calls, over its event socket. */
import { isUuid } from '../../domain/ids.ts';
import type { CallOnSwitch, SwitchControl } from '../../operations/ports.ts';
import type { Found } from '../../operations/charging/ask-about-calls.ts';
import { readCalls } from './cdr.ts';
import { instantOf } from './dialplan.ts';
import { EslUnanswered, type EslRun } from './esl-client.ts';
import {
  doesExist,
  dumpChannel,
  forgetTasks,
  killChannel,
  limitGroup,
  readVariable,
  scheduleKill,
} from './esl-commands.ts';
import { parseObject } from './esl-protocol.ts';

/**
 * Its timer counts the seconds of the clock, so that a task comes up to a second early; a call is never cut before what was
 * granted.
 */
const ROUNDED_SECONDS = 1;
/** Slices before the pushed one whose limits are removed: one is there, others only after servers overtook each other. */
const OLD_SLICES = 3;

/**
 * Where a call is: `talking` on a leg to the called one; `ringing`, or on its way there; `over`: the caller's leg does something
 * else, or there is none.
 */
export type Whereabouts = Readonly<
  { at: 'talking'; uuid: string } | { at: 'ringing'; uuid: string } | { at: 'over' }
>;

/** Never throws: a FreeSWITCH that does not answer is an outcome, `unknown`. */
export function freeswitchControl(run: EslRun): SwitchControl {
  return {
    can: { push: true, ask: true },
    setLimit: (call, secondsFromNow, sliceNumber) =>
      orUnknown(async () => {
        const where = await locate(run, call);
        if (where === null || where.at === 'ringing') return 'unknown';
        if (where.at === 'over') return 'no_such_call';
        const group = limitGroup(call.sessionId, sliceNumber);
        const added = await run(scheduleKill(group, secondsFromNow + ROUNDED_SECONDS, where.uuid));
        // Only now the old limit may go: whatever breaks before leaves one standing.
        if (!added.startsWith('+OK')) return 'unknown';
        const removed = await Promise.all(
          slicesBefore(sliceNumber).map((old) => run(forgetTasks(limitGroup(call.sessionId, old)))),
        );
        return removed.every((answer) => answer.startsWith('+OK')) ? 'done' : 'unknown';
      }),
    hangUp: (call) =>
      orUnknown(async () => {
        const where = await locate(run, call);
        if (where === null) return 'unknown';
        if (where.at === 'over') return 'no_such_call';
        // The leg that talks: what ended it stands in its record, and whoever calls by card may go on.
        const answer = await run(killChannel(where.uuid, 'MANAGER_REQUEST'));
        if (answer.startsWith('+OK')) return 'done';
        return isNoChannel(answer) ? 'no_such_call' : 'unknown';
      }),
    isAlive: (call) =>
      orUnknown(async () => {
        const where = await locate(run, call);
        return where === null ? 'unknown' : isOver(where, call) ? 'dead' : 'alive';
      }),
  };
}

/** What became of a call while nobody listened. Never throws. */
export function findCall(
  run: EslRun,
  call: CallOnSwitch & Readonly<{ answeredAt: Date | null }>,
): Promise<Found> {
  return orUnknown(async () => {
    const where = await locate(run, call);
    if (where === null) return 'unknown';
    if (isOver(where, call)) return 'dead';
    if (where.at !== 'talking' || call.answeredAt !== null) return 'alive';
    const leg = parseObject(await run(dumpChannel(where.uuid)));
    const [answered, calls] = [leg?.['Caller-Channel-Answered-Time'], leg?.variable_tollbook_calls];
    const answeredAt = typeof answered === 'string' ? instantOf(answered) : null;
    const carried = readCalls(typeof calls === 'string' ? calls : undefined);
    const gatewayId = carried.find(({ sessionId }) => sessionId === call.sessionId)?.carriedBy ?? null;
    return answeredAt === null ? 'alive' : { kind: 'answered', answeredAt, gatewayId };
  });
}

/** Whether a leg is there. Never throws. */
export function doesLegExist(run: EslRun, uuid: string): Promise<boolean | 'unknown'> {
  return orUnknown(async () => {
    if (!isUuid(uuid)) return 'unknown';
    const exists = await run(doesExist(uuid));
    return exists === 'true' || (exists === 'false' ? false : 'unknown');
  });
}

/** Answered, and on no leg: over for a caller by card, whose own leg goes on. Else that leg is about to end. */
const isOver = ({ at }: Whereabouts, { answeredAt }: Readonly<{ answeredAt: Date | null }>) =>
  at === 'over' || (at === 'ringing' && answeredAt !== null);

const slicesBefore = (sliceNumber: number) =>
  Array.from({ length: Math.min(OLD_SLICES, sliceNumber - 1) }, (_, back) => sliceNumber - 1 - back);

async function orUnknown<T>(ask: () => Promise<T>): Promise<T | 'unknown'> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof EslUnanswered) return 'unknown';
    throw error;
  }
}

/**
 * Null: FreeSWITCH said something else than we know. It never forgets whom a leg talked to last, so that leg is asked, too. Throws
 * `EslUnanswered`.
 */
export async function locate(
  run: EslRun,
  { sessionId, switchRef }: CallOnSwitch,
): Promise<Whereabouts | null> {
  if (switchRef === null || !isUuid(switchRef)) return null;
  const exists = await run(doesExist(switchRef));
  if (exists === 'false') return { at: 'over' };
  if (exists !== 'true') return null;
  const [bridged, asked, access] = await Promise.all([
    run(readVariable(switchRef, 'bridge_uuid')),
    run(readVariable(switchRef, 'tollbook_calls')),
    run(readVariable(switchRef, 'tollbook_access')),
  ]);
  // A call to an access number is the caller's leg itself, whatever is called over it.
  if (carries(access, sessionId)) return { at: 'talking', uuid: switchRef };
  if (isUuid(bridged)) {
    const carried = await run(readVariable(bridged, 'tollbook_calls'));
    if (carries(carried, sessionId)) return { at: 'talking', uuid: bridged };
  }
  if (isNoChannel(asked)) return { at: 'over' };
  return carries(asked, sessionId) ? { at: 'ringing', uuid: switchRef } : { at: 'over' };
}

const isNoChannel = (answer: string) => answer.startsWith('-ERR No such channel');

const carries = (calls: string, sessionId: string) =>
  readCalls(calls).some((call) => call.sessionId === sessionId.toLowerCase());
