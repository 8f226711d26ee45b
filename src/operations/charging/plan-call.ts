/**
 * Asks for a call, and at once for the ones that it goes on as: a switch that is told by HTTP where to send a call gets one answer.
 * What was granted on the way to a refusal is ended, so that nothing stays held for it.
 */
import type { CallPlan, Onward, Place, PlannedCall, RefusedPlan } from '../../domain/charging/call-plan.ts';
import type {
  AuthorizeEvent,
  ChargingAnswer,
  EndedEvent,
  Granted,
  GrantedGateway,
  Rejected,
} from '../../domain/charging/events.ts';
import { known } from '../../domain/assert.ts';
import { REASONS } from '../../domain/charging/reasons.ts';
import type { ChargingEngine } from './engine.ts';
import { nameEnd, nameQuestion, sessionOfAttempt } from './name-event.ts';

/** Forwards end after three (`forwarded_too_often`), each with a number of ours before it: this is only never endless. */
export const QUESTIONS_MAX = 10;

export type PlanDeps = Readonly<{ engine: Pick<ChargingEngine, 'submit'>; now: () => Date }>;

export type PlanOptions = Readonly<{
  /** What further questions of this leg are named after: `<leg>.<n>`. */
  leg: string;
  /** Which question of the leg the first one is. */
  number?: number;
  /** How often the call was forwarded before. */
  forwards?: number;
  /** Calls of this leg that went on: they talk and end with what is asked for now. Each has its `via`. */
  earlier?: readonly PlannedCall[];
}>;

/**
 * Returns what the switch is to do. Throws `unavailable` as the engine does: what was granted until then is ended by whoever
 * hears that the leg is over.
 */
export async function planCall(
  deps: PlanDeps,
  first: AuthorizeEvent,
  { leg, number = 1, forwards: before = 0, earlier = [] }: PlanOptions,
): Promise<CallPlan> {
  const calls: PlannedCall[] = [...earlier];
  let question = first;
  let forwards = before;
  for (let asked = number; ; asked++) {
    if (asked - number >= QUESTIONS_MAX) return giveUp(deps, first, calls.slice(earlier.length), TOO_MANY);
    const answer = await deps.engine.submit(question);
    if (!answer.ok || !('gateways' in answer)) {
      const refused = refusedPlan(answer as Exclude<typeof answer, Granted>);
      return giveUp(deps, first, calls.slice(earlier.length), refused);
    }
    const { places, onward } = readPlaces(answer, forwards);
    const call = { sessionId: answer.sessionId, grantedSeconds: answer.grantedSeconds, via: null };
    if (onward === null || onward.when !== 'always') {
      const [oldest, ...others] = [...calls, call];
      return {
        ok: true,
        calls: [known(oldest, 'the call itself'), ...others],
        places,
        ringTimeoutSeconds: answer.ringTimeoutSeconds,
        codecs: answer.codecs,
        diversion: answer.diversion === undefined ? null : { number: answer.diversion, counter: forwards },
        later: onward,
        questions: asked,
      };
    }
    calls.push({ ...call, via: onward.via });
    ({ forwards } = onward.onward);
    question = onwardQuestion(first, onward.onward, {
      sessionId: answer.sessionId,
      attemptId: `${leg}.${asked + 1}`,
    });
  }
}

/** The further question of a call that goes on; everything about the leg is as it was. */
export function onwardQuestion(
  {
    type,
    startedAt,
    sourceAddress,
    userAgent,
    callId,
    switchRef,
    switchId,
    canPush,
  }: Omit<AuthorizeEvent, 'sessionId' | 'digest' | 'attemptId' | 'identity' | 'destination' | 'callerNumber'>,
  onward: Onward,
  { sessionId, attemptId }: Readonly<{ sessionId: string; attemptId: string }>,
): AuthorizeEvent {
  const { type: goesOn, number, forwards, callerNumber } = onward;
  return nameQuestion(
    {
      type,
      attemptId,
      startedAt,
      identity: { type: goesOn, sessionId, number, forwards },
      destination: number,
      callerNumber: callerNumber === null ? null : `+${callerNumber}`,
      sourceAddress,
      userAgent,
      callId,
      switchRef,
    },
    { id: switchId, canPush },
  );
}

/** Ends calls that were granted and will not be made. */
export async function endUnmade(
  deps: PlanDeps,
  switchId: bigint,
  calls: readonly PlannedCall[],
  { sipStatus, q850Cause, endedBy }: Pick<EndedEvent, 'sipStatus' | 'q850Cause' | 'endedBy'>,
): Promise<readonly ChargingAnswer[]> {
  return Promise.all(
    calls.map(({ sessionId, via }) =>
      deps.engine.submit(
        nameEnd(
          {
            type: 'ended',
            sessionId,
            leg: 0,
            revision: 1,
            outcome: 'unanswered',
            answeredAt: null,
            endedAt: deps.now(),
            talkMs: 0,
            endedBy,
            sipStatus,
            q850Cause,
            gatewayId: via,
            failed: null,
          },
          switchId,
        ),
      ),
    ),
  );
}

/**
 * Ends what was granted for a leg that is over, and that the switch did not wait to hear: the questions of the leg from number `from`
 * on. One question follows another, so the first one that was never asked is the last that is looked for.
 */
export async function endUnheard(
  deps: PlanDeps,
  switchId: bigint,
  { leg, startedAt, from, endedAt }: Readonly<{ leg: string; startedAt: Date; from: number; endedAt: Date }>,
): Promise<void> {
  for (let number = from; number < from + QUESTIONS_MAX; number++) {
    const attemptId = number === 1 ? leg : `${leg}.${number}`;
    const sessionId = sessionOfAttempt(startedAt, switchId, attemptId);
    const call = { sessionId, grantedSeconds: 0, via: null };
    const [answer] = await endUnmade({ ...deps, now: () => endedAt }, switchId, [call], {
      sipStatus: 487,
      q850Cause: 16,
      endedBy: 'caller',
    });
    if (answer === undefined || !answer.ok) return;
  }
}

/** The refusal of a call that it went on as is the first call's answer. */
async function giveUp(
  deps: PlanDeps,
  { switchId }: AuthorizeEvent,
  calls: readonly PlannedCall[],
  refused: RefusedPlan,
): Promise<RefusedPlan> {
  const { sipStatus, q850Cause } = refused;
  await endUnmade(deps, switchId, calls, { sipStatus, q850Cause, endedBy: 'callee' });
  return refused;
}

const { sipStatus, sipReason, q850Cause, sentence } = REASONS.forwarded_too_often;
const TOO_MANY: RefusedPlan = {
  ok: false,
  reason: 'forwarded_too_often',
  sipStatus,
  sipReason,
  q850Cause,
  message: sentence,
};

function refusedPlan(answer: Exclude<Awaited<ReturnType<ChargingEngine['submit']>>, Granted>): RefusedPlan {
  if ('reason' in answer) {
    const { reason, sipStatus, sipReason, q850Cause, message } = answer;
    return { ok: false, reason, sipStatus, sipReason, q850Cause, message };
  }
  const { problem } = answer as Rejected;
  return {
    ok: false,
    reason: problem === 'id_reused' ? problem : 'call_is_over',
    sipStatus: 503,
    sipReason: 'Asked Before',
    q850Cause: 41,
    message: '',
  };
}

type GoesOn<When> = Readonly<{ when: When; via: string; onward: Onward }>;
type Read = Readonly<{
  places: readonly Place[];
  onward: GoesOn<'always'> | GoesOn<'unregistered' | 'no_answer'> | null;
}>;

/** Where a call that was granted may be sent, and where it goes on. `forwards`: how often it was forwarded before. */
export function readPlaces({ gateways, destination }: Granted, forwards: number): Read {
  const places: Place[] = [];
  const devices: GrantedGateway[] = [];
  for (const gateway of gateways) {
    const { kind, id, uri, transport, callerNumber } = gateway;
    if (kind === 'gateway') places.push({ kind, id, uri, transport, callerNumber });
    else if (kind === 'device') devices.push(gateway);
  }
  const [device] = devices;
  if (device !== undefined) {
    const { callerNumber } = device;
    places.push({ kind: 'devices', devices: devices.map(({ id, uri }) => ({ id, uri })), callerNumber });
  }
  const goesOn = gateways.find(({ kind }) => kind === 'number' || kind === 'forward');
  if (goesOn === undefined) return { places, onward: null };
  const { kind, id: via, callerNumber, when = 'always' } = goesOn;
  const isForward = kind === 'forward';
  const onward: Onward = {
    type: isForward ? 'forward' : 'number',
    // Of a call that came in by a number, `destination` is that number; of one that dialled a number of ours, it is that one.
    number: destination,
    forwards: isForward ? forwards + 1 : forwards,
    callerNumber: callerNumber?.replace(/^\+/, '') ?? null,
  };
  // Where nothing rings there is nothing to wait for.
  if (!isForward || when === 'always' || places.length === 0)
    return { places, onward: { when: 'always', via, onward } };
  return { places, onward: { when, via, onward } };
}
