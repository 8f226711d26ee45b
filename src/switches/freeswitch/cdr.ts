/**
 * What a record of mod_json_cdr says of our calls. FreeSWITCH sends one for each leg: the talk is told by the leg that was called, for
 * the caller's leg may have been answered before it (cards) or not at all; that nobody answered is told by the caller's.
 */
import type { AttemptEvent, EndedEvent } from '../../domain/charging/events.ts';
import { isUuid } from '../../domain/ids.ts';
import { CAUSES_OF_FAILURE } from './bridge-actions.ts';
import { instantOf } from './dialplan.ts';

export type CdrEnd = Omit<EndedEvent, 'digest' | 'switchId' | 'isEstimated'>;

export type CdrMeaning =
  /** A place that was tried, the ends of named calls, and calls that may have been granted and never heard of. */
  | Readonly<{
      kind: 'told';
      attempt: CdrAttempt | null;
      ends: readonly CdrEnd[];
      unheard: UnheardQuestions | null;
    }>
  /** The caller's leg of a calling card: what was dialled from it is ended by whoever led it. */
  | Readonly<{ kind: 'card'; uuid: string; end: CardLegEnd }>
  /** A leg that has nothing to settle. */
  | Readonly<{ kind: 'nothing' }>;

/** That this gateway was tried says that the one before it did nothing with the call. */
export type CdrAttempt = Omit<AttemptEvent, 'switchId'>;

/** Questions of this leg whose answer FreeSWITCH did not wait for. */
export type UnheardQuestions = Readonly<{ uuid: string; startedAt: Date; from: number; endedAt: Date }>;

export type CardLegEnd = Readonly<{
  answeredAt: Date | null;
  endedAt: Date;
  endedBy: EndedBy;
  sipStatus: number | null;
  q850Cause: number | null;
}>;

type EndedBy = 'caller' | 'callee' | 'limit' | 'operator' | 'failure';

/** Why it is no record of a call. */
export class CdrMistake extends Error {
  override name = 'CdrMistake';
}

type Variables = Readonly<Record<string, string | undefined>>;

/** The record in a body: bare JSON whatever its content type says, or wrapped as `encode` of mod_json_cdr does it. */
export function parseCdr(body: string): unknown {
  const text = body.trimStart();
  try {
    if (text.startsWith('cdr=')) return JSON.parse(unwrapped(text.slice(4)));
    return JSON.parse(text);
  } catch (error) {
    throw new CdrMistake('The body is no JSON.', { cause: error });
  }
}

function unwrapped(text: string): string {
  const decoded = decodeURIComponent(text.replaceAll('+', '%2B'));
  return decoded.startsWith('{') ? decoded : Buffer.from(decoded, 'base64').toString('utf8');
}

/** Throws `CdrMistake` for what is no record of a leg. */
export function readCdr(record: unknown): CdrMeaning {
  const variables = variablesOf(record);
  const endedAt = instantOf(variables.end_uepoch);
  if (endedAt === null) throw new CdrMistake('variables.end_uepoch is no instant.');
  return variables.direction === 'outbound' ? readCalled(variables, endedAt) : readCaller(variables, endedAt);
}

function variablesOf(record: unknown): Variables {
  const { variables } = (record ?? {}) as { variables?: unknown };
  if (variables === null || typeof variables !== 'object')
    throw new CdrMistake('The record has no variables.');
  const texts = Object.entries(variables).filter(([, value]) => typeof value === 'string');
  return Object.fromEntries(texts) as Variables;
}

/** The leg that was called. A phone that answered a moment after another one has lost, and is not paid. */
function readCalled(variables: Variables, endedAt: Date): CdrMeaning {
  const answeredAt = instantOf(variables.answer_uepoch);
  const calls = readCalls(variables.tollbook_calls);
  const newest = calls.at(-1);
  if (newest === undefined || variables.hangup_cause === 'LOSE_RACE') return { kind: 'nothing' };
  const { sessionId, carriedBy: gatewayId } = newest;
  const at = instantOf(variables.start_uepoch) ?? endedAt;
  const attempt: CdrAttempt = { type: 'attempt', sessionId, gatewayId, at };
  if (answeredAt === null) return { kind: 'told', attempt, ends: [], unheard: null };
  // Clocks that were set meanwhile: a talk is never negative, and what is beyond a week is no talk.
  const talkMs = talkMsOf(variables.answer_uepoch, variables.end_uepoch);
  const endedBy = endedByOf(variables);
  const ends = calls.map(
    ({ sessionId, carriedBy }): CdrEnd => ({
      type: 'ended',
      sessionId,
      leg: 0,
      // The caller's leg may say that nobody answered (revision 1): this one knows.
      revision: 2,
      outcome: 'answered',
      answeredAt,
      endedAt: endedAt < answeredAt ? answeredAt : endedAt,
      talkMs,
      endedBy,
      sipStatus: 200,
      q850Cause: q850Of(variables),
      gatewayId: carriedBy,
    }),
  );
  return { kind: 'told', attempt, ends, unheard: null };
}

/** The caller's leg. Once it was answered, the leg that was called tells the rest. */
function readCaller(variables: Variables, endedAt: Date): CdrMeaning {
  const uuid = isUuid(variables.uuid ?? '') ? variables.uuid : undefined;
  const answeredAt = instantOf(variables.answer_uepoch);
  if (variables.tollbook_card === '1') {
    if (uuid === undefined) return { kind: 'nothing' };
    const endedBy = isByOperator(variables)
      ? 'operator'
      : isAtLimit(variables)
        ? 'limit'
        : callerOr('callee', variables);
    const sipStatus = answeredAt === null ? statusOf(variables) : 200;
    return {
      kind: 'card',
      uuid,
      end: { answeredAt, endedAt, endedBy, sipStatus, q850Cause: q850Of(variables) },
    };
  }
  if (answeredAt !== null) return { kind: 'nothing' };
  const calls = readCalls(variables.tollbook_calls);
  const sipStatus = statusOf(variables);
  const last = calls.at(-1)?.carriedBy;
  const failed = last === undefined ? null : failureOf(variables, last);
  const ends = calls.map(
    ({ sessionId, carriedBy }, place): CdrEnd => ({
      type: 'ended',
      sessionId,
      leg: 0,
      revision: 1,
      outcome: 'unanswered',
      answeredAt: null,
      endedAt,
      talkMs: 0,
      endedBy: whoEnded(variables, sipStatus, failed !== null),
      sipStatus,
      q850Cause: q850Of(variables),
      gatewayId: carriedBy,
      failed: place === calls.length - 1 ? failed : null,
    }),
  );
  return { kind: 'told', attempt: null, ends, unheard: unheardOf(variables, endedAt) };
}

/**
 * FreeSWITCH did not hear our last answer: the caller was gone, or we were too late. What it granted is known by the leg alone,
 * as a question is named after it.
 */
function unheardOf(variables: Variables, endedAt: Date): UnheardQuestions | null {
  const startedAt = instantOf(variables.start_uepoch);
  const { uuid, tollbook_step: step, tollbook_next: next } = variables;
  if (uuid === undefined || startedAt === null) return null;
  if (step === undefined) return { uuid, startedAt, from: 1, endedAt };
  const isAsking = next !== undefined && next !== '' && /^\d{1,2}$/.test(step);
  return isAsking ? { uuid, startedAt, from: Number(step) + 1, endedAt } : null;
}

type Carried = Readonly<{ sessionId: string; carriedBy: string }>;

/** "<session>/<what carried it>+…". What does not have this form is not ours. */
export function readCalls(text: string | undefined): readonly Carried[] {
  return (text ?? '').split('+').flatMap((each) => {
    const [, sessionId, carriedBy] =
      /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/([0-9A-Za-z-]{1,64})$/.exec(each) ?? [];
    return sessionId === undefined || carriedBy === undefined ? [] : [{ sessionId, carriedBy }];
  });
}

const TALK_MS_MAX = 7 * 86_400_000;

/** Whole milliseconds, begun ones not counted; FreeSWITCH's own `billsec` is a difference of whole seconds of the clock. */
function talkMsOf(answered: string | undefined, ended: string | undefined): number {
  const microseconds = BigInt(ended ?? '0') - BigInt(answered ?? '0');
  return Math.min(Math.max(Number(microseconds / 1000n), 0), TALK_MS_MAX);
}

const isAtLimit = ({ hangup_cause: cause }: Variables) => cause === 'ALLOTTED_TIMEOUT';
const isByOperator = ({ hangup_cause: cause }: Variables) => cause === 'MANAGER_REQUEST';

/** Ends that nobody wished for. */
const BROKEN = new Set([
  'MEDIA_TIMEOUT',
  'RECOVERY_ON_TIMER_EXPIRE',
  'NETWORK_OUT_OF_ORDER',
  'SYSTEM_SHUTDOWN',
  'CRASH',
]);

function endedByOf(variables: Variables): EndedBy {
  if (isAtLimit(variables)) return 'limit';
  if (isByOperator(variables)) return 'operator';
  if (BROKEN.has(variables.hangup_cause ?? '')) return 'failure';
  // Of the leg that was called: whoever sent the BYE on it is the other end.
  return variables.sip_hangup_disposition === 'recv_bye' ? 'callee' : 'caller';
}

/** Of the caller's own leg. */
function callerOr<Other extends string>(
  other: Other,
  { sip_hangup_disposition: how }: Variables,
): 'caller' | Other {
  return how === 'recv_bye' || how === 'recv_cancel' ? 'caller' : other;
}

function whoEnded(variables: Variables, sipStatus: number | null, hasFailed: boolean): EndedBy {
  if (isByOperator(variables)) return 'operator';
  if (sipStatus === 487 || callerOr('callee', variables) === 'caller') return 'caller';
  const isFailure =
    hasFailed || sipStatus === 408 || (sipStatus !== null && sipStatus >= 500 && sipStatus < 600);
  return isFailure ? 'failure' : 'callee';
}

/** What was answered to the caller, as far as the record says it: a status of the other side, or a cause with one of its own. */
function statusOf(variables: Variables): number | null {
  const { hangup_cause: cause = '', sip_hangup_disposition: how } = variables;
  if (cause === 'ORIGINATOR_CANCEL' || how === 'recv_cancel') return 487;
  if (cause === 'NO_ANSWER') return 480;
  return (
    statusIn(variables.last_bridge_proto_specific_hangup_cause) ??
    statusIn(`sip:${variables.sip_invite_failure_status}`)
  );
}

export function statusIn(text: string | undefined): number | null {
  const status = Number(/^sips?:(\d{3})$/.exec(text ?? '')?.[1] ?? 0);
  return status >= 300 && status <= 699 ? status : null;
}

/** Which statuses FreeSWITCH makes these causes of (sofia_glue_sip_cause_to_freeswitch). */
const STATUSES_OF: Readonly<Record<string, readonly number[]>> = {
  NORMAL_TEMPORARY_FAILURE: [503, 500, 400, 481],
  RECOVERY_ON_TIMER_EXPIRE: [408, 504],
  NETWORK_OUT_OF_ORDER: [502],
  MANDATORY_IE_MISSING: [401, 407],
};

/** Why the last gateway was given up; null when it did something with the call. */
export function failureOf(variables: Variables, gatewayId: string): NonNullable<CdrEnd['failed']> | null {
  const cause = variables.originate_failed_cause ?? '';
  if (!CAUSES_OF_FAILURE.some((each) => each === cause)) return null;
  const statuses = STATUSES_OF[cause] ?? [];
  // The status of a gateway before it may still stand there.
  const said = statusIn(variables.last_bridge_proto_specific_hangup_cause);
  const isItsOwn = said !== null && statuses.includes(said);
  return { gatewayId, sipStatus: isItsOwn ? said : cause === 'RECOVERY_ON_TIMER_EXPIRE' ? 408 : null };
}

function q850Of({ hangup_cause_q850: cause }: Variables): number | null {
  const number = /^\d{1,3}$/.test(cause ?? '') ? Number(cause) : Number.NaN;
  return number >= 0 && number <= 127 ? number : null;
}
