/**
 * A card call, as mod_httapi leads it: it posts what happened with everything it knows of the caller's leg, and does what the answer says.
 * It posts again what was not answered, from the dialplan; so a request says which answer it follows, and the same gets the same answer.
 */
import type { CardChannel, CardInput, CardStep, Collect, DialEnd } from '../../domain/cards/card-step.ts';
import { promptsOf } from '../../domain/cards/speech.ts';
import { PAUSE } from '../../domain/cards/voice-parts.ts';
import type { GrantedPlan, Place } from '../../domain/charging/call-plan.ts';
import type { Language } from '../../domain/languages.ts';
import {
  ANSWERED,
  DIGITS,
  placeActions,
  SECRET_KEYS,
  SECRET_KEYS_VARIABLE,
  set,
  type Action,
  type BridgeOptions,
} from './bridge-actions.ts';
import { failureOf, statusIn } from './cdr.ts';
import { instantOf, textOrNull } from './dialplan.ts';
import { FormMistake, type Form } from './form-body.ts';
import { promptUrl } from './prompts.ts';
import { element, text } from './xml.ts';

export type CardQuestion = Readonly<{
  channel: CardChannel;
  /** The number of the answer that it follows; 0 for none. */
  number: number;
  did: Did;
  /** How we are reached, for the addresses of prompts. */
  base: string;
}>;

/** What the answer before it told to do, and what became of it. */
type Did =
  | Exclude<CardInput, { type: 'dialled' | 'gone' }>
  /** `place`: which of the plan's. */
  | Readonly<{ type: 'dialled'; place: number; leg: LegFacts }>
  /** `place` is null where nothing was being dialled. */
  | Readonly<{ type: 'gone'; place: number | null; leg: LegFacts }>;

/** What the caller's leg says of what was dialled from it last. */
export type LegFacts = Readonly<{
  answeredAt: Date | null;
  endedAt: Date | null;
  /** Names of FreeSWITCH; of the leg that was called, or of the attempt to call it. */
  cause: string | null;
  variables: Readonly<Record<string, string | undefined>>;
}>;

/** As long as an entry may become with everything that was typed before a "*"; FreeSWITCH has room for 127. */
const KEYS_MAX = 100;
/** Heard while the other side rings: the caller's leg is answered, and would be silent. ITU-T E.180 lists it for North America. */
const RINGING = '%(2000,4000,440,480)';

const PARAM_STEP = 'card_step';
const PARAM_DID = 'card_did';
const ENDED = 'tollbook_ended';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const OUR_URL =
  /^(https?:\/\/[A-Za-z0-9.:[\]-]{1,255}(?:\/[A-Za-z0-9._~/-]{0,200})?)\/switch\/freeswitch\/v1\/cards$/;
const HOST = /^[A-Za-z0-9.:[\]-]{1,255}$/;

/** Throws `FormMistake` for what is no card call. `host`: the header of that name. */
export function readCardQuestion(form: Form, host: string | undefined): CardQuestion {
  const ref = form.text('Caller-Unique-ID') ?? '';
  if (!UUID.test(ref)) throw new FormMistake('Caller-Unique-ID is no UUID');
  const createdAt = instantOf(form.text('Caller-Channel-Created-Time'));
  if (createdAt === null) throw new FormMistake('Caller-Channel-Created-Time is no instant');
  const accessNumber = form.text('variable_tollbook_access_number') ?? '';
  if (!/^[1-9]\d{3,14}$/.test(accessNumber)) throw new FormMistake('tollbook_access_number is no number');
  const step = form.text(PARAM_STEP) ?? '0';
  if (!/^\d{1,6}$/.test(step)) throw new FormMistake(`${PARAM_STEP} is no number`);
  const base = OUR_URL.exec(form.text('url') ?? '')?.[1] ?? (HOST.test(host ?? '') ? `http://${host}` : null);
  if (base === null) throw new FormMistake('neither url nor Host says how we are reached');
  return {
    channel: {
      ref,
      accessNumber,
      callerNumber: textOrNull(form.text('variable_sip_from_user'), 64),
      device: textOrNull(form.text('variable_tollbook_device'), 255),
      createdAt,
      answeredAt: instantOf(form.text('Caller-Channel-Answered-Time')),
      sourceAddress:
        textOrNull(form.text('variable_sip_received_ip') ?? form.text('Caller-Network-Addr'), 64) ?? '',
      userAgent: textOrNull(form.text('variable_sip_user_agent'), 128),
      callId: textOrNull(form.text('variable_sip_call_id'), 255),
    },
    number: Number(step),
    did: readDid(form),
    base,
  };
}

function readDid(form: Form): Did {
  const did = form.text(PARAM_DID);
  const dialled = /^dial-(\d{1,3})$/.exec(did ?? '')?.[1];
  const place = dialled === undefined ? null : Number(dialled);
  if (form.text('exiting') === 'true') return { type: 'gone', place, leg: readLeg(form) };
  if (place !== null) return { type: 'dialled', place, leg: readLeg(form) };
  if (did !== 'collect') return { type: 'start' };
  const digits = (form.text(`variable_${DIGITS}`) ?? '').slice(0, KEYS_MAX).replaceAll(/[^0-9*]/g, '');
  return digits === '' ? { type: 'silence' } : { type: 'digits', digits };
}

function readLeg(form: Form): LegFacts {
  const variable = (name: string) => form.text(`variable_${name}`);
  const answeredAt = instantOf(variable(ANSWERED));
  return {
    answeredAt,
    endedAt: instantOf(variable(ENDED)) ?? instantOf(variable('end_uepoch')),
    cause: variable('bridge_hangup_cause') ?? variable('originate_failed_cause') ?? variable('hangup_cause'),
    variables: {
      // Where the other side was heard before it refused, there was a bridge.
      originate_failed_cause:
        variable('originate_failed_cause') ?? variable('bridge_hangup_cause') ?? undefined,
      last_bridge_proto_specific_hangup_cause:
        variable('last_bridge_proto_specific_hangup_cause') ?? undefined,
    },
  };
}

/** Whether a place did nothing with the call, so that the next one is tried. */
export function isGivenUp(plan: GrantedPlan, place: number, leg: LegFacts): boolean {
  const { kind, id } = placeOf(plan, place) ?? {};
  return kind === 'gateway' && leg.answeredAt === null && failureOf(leg.variables, id ?? '') !== null;
}

/** How what was dialled ended, at its last place. */
export function dialEnd(
  plan: GrantedPlan,
  { place, leg, isGone }: Readonly<{ place: number; leg: LegFacts; isGone: boolean }>,
  now: Date,
): DialEnd {
  const { answeredAt, cause, variables } = leg;
  const tried = placeOf(plan, place);
  const gatewayId = tried?.id ?? null;
  const failed = tried?.kind === 'gateway' && answeredAt === null ? failureOf(variables, tried.id) : null;
  const endedAt = leg.endedAt ?? now;
  const said = statusIn(variables.last_bridge_proto_specific_hangup_cause);
  const isCancelled = answeredAt === null && (isGone || cause === 'ORIGINATOR_CANCEL');
  return {
    answeredAt,
    endedAt: answeredAt !== null && endedAt < answeredAt ? answeredAt : endedAt,
    by: whoEnded(cause, { isGone, isCancelled, isFailure: failed !== null }),
    sipStatus: answeredAt !== null ? 200 : isCancelled ? 487 : (said ?? STATUS_OF_CAUSE[cause ?? ''] ?? null),
    q850Cause: Q850_OF_CAUSE[cause ?? ''] ?? null,
    gatewayId,
    failed,
  };
}

function whoEnded(
  cause: string | null,
  { isGone, isCancelled, isFailure }: Readonly<{ isGone: boolean; isCancelled: boolean; isFailure: boolean }>,
): DialEnd['by'] {
  if (cause === 'ALLOTTED_TIMEOUT') return 'limit';
  if (cause === 'MANAGER_REQUEST') return 'operator';
  if (isCancelled || isGone) return 'caller';
  return isFailure ? 'gateway' : 'callee';
}

/** Causes that FreeSWITCH has without a status of the other side. */
const STATUS_OF_CAUSE: Readonly<Record<string, number>> = {
  USER_BUSY: 486,
  NO_ANSWER: 480,
  NO_USER_RESPONSE: 480,
  ALLOTTED_TIMEOUT: 480,
  USER_NOT_REGISTERED: 480,
  SUBSCRIBER_ABSENT: 480,
  RECOVERY_ON_TIMER_EXPIRE: 408,
  UNALLOCATED_NUMBER: 404,
  NO_ROUTE_DESTINATION: 404,
  CALL_REJECTED: 603,
};

/** ITU-T Q.850, of those that a caller hears of. */
const Q850_OF_CAUSE: Readonly<Record<string, number>> = {
  UNALLOCATED_NUMBER: 1,
  NO_ROUTE_DESTINATION: 3,
  NORMAL_CLEARING: 16,
  ORIGINATOR_CANCEL: 16,
  ALLOTTED_TIMEOUT: 16,
  MANAGER_REQUEST: 16,
  USER_BUSY: 17,
  NO_USER_RESPONSE: 18,
  NO_ANSWER: 19,
  SUBSCRIBER_ABSENT: 20,
  USER_NOT_REGISTERED: 20,
  CALL_REJECTED: 21,
  DESTINATION_OUT_OF_ORDER: 27,
  NETWORK_OUT_OF_ORDER: 38,
  NORMAL_TEMPORARY_FAILURE: 41,
  RECOVERY_ON_TIMER_EXPIRE: 102,
};

function placeOf(plan: GrantedPlan, index: number): Readonly<{ kind: Place['kind']; id: string }> | null {
  const place = plan.places[index];
  if (place === undefined) return null;
  return { kind: place.kind, id: place.kind === 'gateway' ? place.id : (place.devices[0]?.id ?? '') };
}

type CardDocumentOptions = BridgeOptions & Readonly<{ base: string; leg: string }>;

/** What mod_httapi is to do. `place`: which of the plan's is dialled; what is said before is said before the first one only. */
export function cardDocument(
  { number, language, says, access, then }: CardStep<GrantedPlan>,
  place: number,
  options: CardDocumentOptions,
): string {
  const { leg, base } = options;
  const names = place === 0 ? promptsOf(says, language) : [];
  // What was entered last is told now: nobody who asks FreeSWITCH about the leg is to find it there.
  const before = [
    { application: 'unset', data: DIGITS },
    ...(access === null ? [] : accessActions(access, leg)),
  ];
  const params = (did: string) =>
    element('params', {}, element(PARAM_STEP, {}, text(String(number))), element(PARAM_DID, {}, text(did)));
  switch (then.do) {
    case 'collect':
      return documentOf(params('collect'), [
        ...before,
        SECRET_KEYS,
        ...collectActions(then, names, { base, language }),
      ]);
    case 'dial':
      return documentOf(params(`dial-${place}`), [
        ...before,
        // FreeSWITCH hands no such key on: neither to whoever is called, nor to what listens for "##".
        { application: 'unset', data: SECRET_KEYS_VARIABLE },
        ...playActions(names, { base, language }),
        ...dialActions(then.plan, place, options),
      ]);
    case 'hang_up':
      return documentOf(params('hang-up'), [...before, ...playActions(names, { base, language })], true);
  }
}

function documentOf(params: ReturnType<typeof element>, actions: readonly Action[], isEnd = false): string {
  const work = actions.map((action) => element('execute', { ...action }));
  return element(
    'document',
    { type: 'text/freeswitch-httapi' },
    params,
    element('work', {}, [...work, ...(isEnd ? [element('hangup', {})] : [])]),
  ).xml;
}

type Heard = Readonly<{ base: string; language: Language }>;

/** All of it as one file, so that one key ends all of it. */
function fileOf(names: readonly string[], { base, language }: Heard): string {
  const heard = names.length === 0 ? [PAUSE] : names;
  return `file_string://${heard.map((name) => promptUrl(base, language, name)).join('!')}`;
}

function playActions(names: readonly string[], heard: Heard): readonly Action[] {
  if (names.length === 0) return [];
  return [
    set('playback_terminators', '0123456789*#'),
    { application: 'playback', data: fileOf(names, heard) },
  ];
}

/** The first key ends what is said. Keys that were pressed before it count: who knows the way need not wait. */
function collectActions(
  { timeoutSeconds, betweenSeconds }: Collect,
  names: readonly string[],
  heard: Heard,
): readonly Action[] {
  const file = fileOf(names, heard);
  const silence = promptUrl(heard.base, heard.language, PAUSE);
  const data = [
    0,
    KEYS_MAX,
    1,
    timeoutSeconds * 1000,
    '#',
    file,
    silence,
    DIGITS,
    '.*',
    betweenSeconds * 1000,
  ];
  return [
    // Else an empty entry after one that was ended by a key looks as if it were ended so as well, and is not asked for again.
    { application: 'unset', data: 'read_terminator_used' },
    { application: 'play_and_get_digits', data: data.join(' ') },
  ];
}

function dialActions(
  plan: GrantedPlan,
  place: number,
  { leg, ...options }: CardDocumentOptions,
): readonly Action[] {
  const forgotten = [
    'bridge_hangup_cause',
    'originate_failed_cause',
    'last_bridge_proto_specific_hangup_cause',
    ANSWERED,
    ENDED,
  ];
  return [
    ...forgotten.map((data) => ({ application: 'unset', data })),
    set('transfer_ringback', RINGING),
    ...placeActions(plan, place, { ...options, cardLeg: leg }).map((action) =>
      // Whatever becomes of it, the caller stays and hears of it.
      action.application === 'set' && action.data.startsWith('continue_on_fail=')
        ? set('continue_on_fail', 'true')
        : action,
    ),
    set(ENDED, '${strmicroepoch()}'),
  ];
}

/** One more: FreeSWITCH counts whole seconds of the clock, so this is never earlier than granted. */
function accessActions(
  { sessionId, didId, secondsFromNow }: NonNullable<CardStep<GrantedPlan>['access']>,
  leg: string,
): readonly Action[] {
  const limit = `sched_api(+${secondsFromNow + 1} tollbook-${sessionId} uuid_kill ${leg} ALLOTTED_TIMEOUT)`;
  return [set('tollbook_access', `${sessionId}/${didId}`), set('tollbook_access_limit', `\${${limit}}`)];
}
