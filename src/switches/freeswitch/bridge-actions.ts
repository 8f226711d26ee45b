/**
 * What FreeSWITCH is told to do with a call that was granted: applications with their data, for the dialplan and for
 * mod_httapi alike. Everything that stands in them is a number, an id or a host of ours, checked against its own form; what does not
 * have it is left out, so that nothing a phone wrote is ever read as a variable, a list or a further leg.
 */
import type { GrantedPlan, Place, PlannedCall, RefusedPlan } from '../../domain/charging/call-plan.ts';

export type Action = Readonly<{ application: string; data: string }>;

/** The sofia profile that phones and gateways are reached through, and the domain that phones are registered in there. */
export const PROFILE = 'tollbook';

/** Where a call of ours goes to be asked for anew. Nothing that is dialled leads there: only the variable of that name does. */
export const NEXT_STEP = 'tollbook-next';

/** Variables of FreeSWITCH with the second and the third server that a card call is led by, "…_2" and "…_3". */
export const CARDS_URL = 'tollbook_cards';

/** How a gateway without user name and password is written in the dial string; one with them is known to FreeSWITCH by its id. */
export type BridgeOptions = Readonly<{
  /** Whom gateways see calling stands in this domain. */
  sipDomain: string;
  /** Ids of gateways that FreeSWITCH has of its own, because they ask who calls. */
  namedGateways: ReadonlySet<string>;
  /** The caller's leg where it leads a card call. It is answered long before, so it is told when the other one is. */
  cardLeg?: string;
}>;

/** On a card's leg: when what was dialled last was answered, in micro-seconds since 1970. */
export const ANSWERED = 'tollbook_answered';
/** On a card's leg: what was entered last. */
export const DIGITS = 'tollbook_digits';
/** On a card's leg while something is entered: FreeSWITCH keeps keys out of its log and its events (switch_channel.c), and hands none on. */
export const SECRET_KEYS_VARIABLE = 'sensitive_dtmf';
/** What a caller with a card presses to end a call and to make another. */
const NEXT_CALL_KEYS = '##';

/**
 * A gateway that did nothing with the call: it was silent (SIP 408, 504), cannot (500, 502, 503; FreeSWITCH has one cause for these and
 * 400), is not there, or asked who calls and took no digest. Never busy, declined or not found. The cause is made of the SIP status
 * alone (`ignore_q850_reason`): a carrier may write any cause beside its 503.
 */
export const CAUSES_OF_FAILURE = [
  'NORMAL_TEMPORARY_FAILURE',
  'RECOVERY_ON_TIMER_EXPIRE',
  'NETWORK_OUT_OF_ORDER',
  'DESTINATION_OUT_OF_ORDER',
  'GATEWAY_DOWN',
  'INVALID_GATEWAY',
  'MANDATORY_IE_MISSING',
] as const;

/** No phone of the account is registered, or none says anything. */
const CAUSES_OF_NO_PHONE = [
  'USER_NOT_REGISTERED',
  'SUBSCRIBER_ABSENT',
  'RECOVERY_ON_TIMER_EXPIRE',
  'DESTINATION_OUT_OF_ORDER',
] as const;
/** Those, or it rang in vain, or the phone says that nobody is there (SIP 480). */
const CAUSES_OF_NO_ANSWER = [...CAUSES_OF_NO_PHONE, 'NO_ANSWER', 'NO_USER_RESPONSE'] as const;

/** Proof of life on the event socket. */
export const HEARTBEAT_SECONDS = 20;

export const set = (name: string, value: string): Action => ({
  application: 'set',
  data: `${name}=${value}`,
});

export const SECRET_KEYS = set(SECRET_KEYS_VARIABLE, 'true');

/** What is told of a call that is sent on: all of it, from the first variable to the answer when nobody took it. */
export function dialplanActions(plan: GrantedPlan, options: BridgeOptions): readonly Action[] {
  return [
    set('tollbook_step', String(plan.questions)),
    // Cleared: a call that goes on has arrived here.
    set('tollbook_next', ''),
    set('hangup_after_bridge', 'true'),
    ...plan.places.flatMap((_, index) => placeActions(plan, index, options)),
    ...(plan.later === null ? respondActions(NOBODY_LEFT[lastKind(plan)]) : goOnActions(plan, plan.later)),
  ];
}

const NOBODY_LEFT = {
  gateway: { sipStatus: 503, sipReason: 'No Gateway Available', q850Cause: 34, message: '' },
  devices: { sipStatus: 480, sipReason: 'Not Registered', q850Cause: 20, message: '' },
} as const;

const lastKind = ({ places }: GrantedPlan): Place['kind'] => places.at(-1)?.kind ?? 'gateway';

/**
 * One place alone: for who decides itself what comes after it. When it is answered, the caller's leg goes on with the next action
 * after the talk unless `hangup_after_bridge` is set.
 */
export function placeActions(plan: GrantedPlan, index: number, options: BridgeOptions): readonly Action[] {
  const place = plan.places[index];
  if (place === undefined) return [];
  const dial =
    place.kind === 'gateway' ? dialGateway(plan, index, place, options) : dialDevices(plan, place, options);
  if (dial === null) return [];
  const { when = null } = plan.later ?? {};
  const causes =
    place.kind === 'gateway'
      ? CAUSES_OF_FAILURE
      : when === 'no_answer'
        ? CAUSES_OF_NO_ANSWER
        : when === 'unregistered'
          ? CAUSES_OF_NO_PHONE
          : [];
  return [
    set('tollbook_session', newest(plan).sessionId),
    set('tollbook_calls', callsOf(plan.calls, place.kind === 'gateway' ? place.id : place.devices[0]?.id)),
    // "false" alone would be a list of one cause that there is not, which is what is meant.
    set('continue_on_fail', causes.length === 0 ? 'false' : causes.join(',')),
    // A phone may write this header, and it would go out under its name.
    set('push_channel_name', 'false'),
    set('sip_copy_custom_headers', 'false'),
    // Announcements before the answer end the other limit.
    set('bridge_answer_timeout', String(plan.ringTimeoutSeconds)),
    { application: 'bridge', data: dial },
  ];
}

/** "<session>/<what carried it>" of each, the oldest first. */
export function callsOf(calls: readonly PlannedCall[], carriedBy: string | undefined): string {
  return calls.map(({ sessionId, via }) => `${id(sessionId)}/${id(via ?? carriedBy ?? '')}`).join('+');
}

function dialGateway(
  plan: GrantedPlan,
  index: number,
  place: Extract<Place, { kind: 'gateway' }>,
  { sipDomain, namedGateways, cardLeg }: BridgeOptions,
): string | null {
  const uri = SIP_URI.exec(place.uri);
  if (uri === null) return null;
  const [, user = '', host = ''] = uri;
  const transport = ['tcp', 'tls'].includes(place.transport) ? `;transport=${place.transport}` : '';
  const target = namedGateways.has(place.id)
    ? `sofia/gateway/${id(place.id)}/${user}`
    : `sofia/${PROFILE}/sip:${user}@${host}${transport}`;
  const { diversion, codecs } = plan;
  const variables = [
    ...variablesOf(plan, place, sipDomain),
    ...cardVariables(cardLeg),
    `tollbook_calls=${callsOf(plan.calls, place.id)}`,
    ...(diversion !== null && E164.test(diversion.number)
      ? [`sip_h_Diversion=<sip:+${diversion.number}@${sipDomain}>;counter=${diversion.counter}`]
      : []),
    // They are known of the first gateway's trunk.
    ...(index === 0 && codecs.length > 0
      ? [`absolute_codec_string='${codecs.filter(isCodec).join(',')}'`]
      : []),
  ];
  return `{${variables.join(',')}}${target}`;
}

/**
 * Every contact of every device. `sofia_contact` writes what follows the second slash in front of each contact, so each leg knows
 * whose it is. The last one is there for the case that nothing is registered.
 */
function dialDevices(
  plan: GrantedPlan,
  place: Extract<Place, { kind: 'devices' }>,
  { cardLeg }: BridgeOptions,
): string | null {
  const names = place.devices.flatMap(({ uri }) => DEVICE_URI.exec(uri)?.[1] ?? []);
  const [domain] = names;
  if (domain === undefined) return null;
  const ids = [...new Set(place.devices.map((device) => id(device.id)))];
  const contacts = ids.map(
    (device) =>
      `\${sofia_contact(${PROFILE}/${device}@${PROFILE}/[tollbook_calls=${callsOf(plan.calls, device)}])}`,
  );
  const variables = [...variablesOf(plan, place, domain), ...cardVariables(cardLeg)];
  return `{${variables.join(',')}}${[...contacts, 'error/user_not_registered'].join(',')}`;
}

/** Of the other leg, whatever it is. */
function variablesOf(plan: GrantedPlan, { callerNumber }: Place, domain: string): readonly string[] {
  const { ringTimeoutSeconds, calls } = plan;
  return [
    // Lets ${uuid} below stand until the leg is there, whose own it then is.
    'origination_nested_vars=true',
    ...calls.map(
      // One more: FreeSWITCH counts whole seconds of the clock, so this is never earlier than granted.
      ({ sessionId, grantedSeconds }, place) =>
        `api_on_answer_${place + 1}=sched_api +${grantedSeconds + 1} tollbook-${id(sessionId)} uuid_kill \\\${uuid} ALLOTTED_TIMEOUT`,
    ),
    `enable_heartbeat_events=${HEARTBEAT_SECONDS}`,
    `originate_timeout=${ringTimeoutSeconds}`,
    'ignore_q850_reason=true',
    'outbound_redirect_fatal=true',
    'sip_copy_custom_headers=false',
    'hangup_after_bridge=true',
    ...identityOf(callerNumber, domain),
  ];
}

/** Of the other leg, when a card calls: keys of the caller end it once it talks, and are sent on unless they do. */
function cardVariables(cardLeg: string | undefined): readonly string[] {
  if (cardLeg === undefined) return [];
  const keys = `tollbook,${NEXT_CALL_KEYS},api:uuid_kill,\\\${uuid} NORMAL_CLEARING,peer,self`;
  return [
    `api_on_answer_99=uuid_setvar ${id(cardLeg)} ${ANSWERED} \\\${answered_time}`,
    `execute_on_answer='bind_digit_action ${keys}'`,
  ];
}

/** Who is seen calling, in From and in P-Asserted-Identity (RFC 3325); nobody without a number (RFC 3323 §4.1.1.3). */
function identityOf(callerNumber: string | null, domain: string): readonly string[] {
  if (callerNumber === null || !CALLER.test(callerNumber))
    return [
      'origination_caller_id_name=anonymous',
      'origination_caller_id_number=anonymous',
      'sip_invite_domain=anonymous.invalid',
      'sip_cid_type=none',
      'sip_h_Privacy=id',
    ];
  return [
    `origination_caller_id_name=${callerNumber}`,
    `origination_caller_id_number=${callerNumber}`,
    `sip_invite_domain=${domain}`,
    'sip_cid_type=pid',
    'origination_privacy=screen',
    'sip_cid_suppress_privacy_none=true',
  ];
}

/** The same dialplan is asked again, with what the next question needs; only a variable of ours says so. */
function goOnActions(plan: GrantedPlan, later: NonNullable<GrantedPlan['later']>): readonly Action[] {
  const { via, onward } = later;
  const calls = plan.calls.map((call) => ({ ...call, via: call.via ?? via }));
  const { type, number, forwards, callerNumber } = onward;
  const said = [type, number, String(forwards), callerNumber ?? ''];
  const granted = calls.map((call) => `${id(call.sessionId)}:${id(call.via)}:${call.grantedSeconds}`);
  return [
    set('tollbook_calls', callsOf(calls, undefined)),
    set('tollbook_next', [...said, ...granted].join('/')),
    { application: 'transfer', data: `${NEXT_STEP} XML ${PROFILE}` },
  ];
}

/** What `tollbook_next` says; null for anything else. */
export function readNextStep(value: string): Readonly<{
  onward: NonNullable<GrantedPlan['later']>['onward'];
  earlier: readonly PlannedCall[];
}> | null {
  const [type, number = '', forwards = '', caller = '', ...granted] = value.split('/');
  if ((type !== 'forward' && type !== 'number') || !E164.test(number) || !/^\d{1,3}$/.test(forwards))
    return null;
  const earlier = granted.flatMap((each) => {
    const [, sessionId, via, seconds] = GRANTED.exec(each) ?? [];
    return sessionId === undefined || via === undefined
      ? []
      : [{ sessionId, via, grantedSeconds: Number(seconds) }];
  });
  if (earlier.length === 0 || earlier.length !== granted.length) return null;
  const callerNumber = E164.test(caller) ? caller : null;
  return { onward: { type, number, forwards: Number(forwards), callerNumber }, earlier };
}

/**
 * The answer to the phone, with the cause beside it (RFC 3326). mod_sofia makes a challenge of 401 and 407, in the realm of
 * `sip_challenge_realm`.
 */
export function respondActions({
  sipStatus,
  sipReason,
  q850Cause,
  message,
}: Pick<RefusedPlan, 'sipStatus' | 'sipReason' | 'q850Cause' | 'message'>): readonly Action[] {
  const status = sipStatus >= 400 && sipStatus <= 699 ? sipStatus : 503;
  const phrase = plain(sipReason) || 'Refused';
  const words = plain(message) || phrase;
  return [
    set('sip_reason', `Q.850;cause=${q850Cause};text="${words}"`),
    { application: 'respond', data: `${status} ${phrase}` },
  ];
}

/** Printable ASCII without what quotes, escapes or expands. */
const plain = (text: string) => text.replace(/[^ -~]|["'\\${}]/g, '').trim();

function newest({ calls }: GrantedPlan): PlannedCall {
  return calls.at(-1) ?? calls[0];
}

/** Ids are UUIDs of ours; anything else has no place in a dial string. */
const id = (value: string) => (/^[0-9A-Za-z-]{1,64}$/.test(value) ? value : '');
const isCodec = (value: string) => /^[A-Za-z0-9._-]{1,32}$/.test(value);
/** What a trunk makes of a number, at a host name or an address; an IPv6 one stands in brackets. */
const SIP_URI = /^sip:((?:[0-9A-Za-z+*_.-]|%23){1,64})@((?:[0-9A-Za-z.-]+|\[[0-9A-Fa-f:.]+\]):\d{1,5})$/;
const DEVICE_URI = /^sip:[A-Za-z0-9._-]{1,64}@([A-Za-z0-9.-]{1,64})$/;
const E164 = /^[1-9]\d{6,14}$/;
const CALLER = /^\+?\d{2,32}$/;
const GRANTED = /^([0-9a-f-]{36}):([0-9A-Za-z-]{1,64}):(\d{1,7})$/;
