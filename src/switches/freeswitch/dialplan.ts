/**
 * Answers mod_xml_curl's question for the dialplan: one leg of a caller, and what FreeSWITCH does with it. The leg is asked for when it
 * comes in, and again when it goes on from a number of ours; anything else that brings a leg here is a transfer, and refused.
 */
import { accessNumberDialled } from '../../domain/charging/access-number.ts';
import type { Catalogue, KnownDid } from '../../domain/charging/catalogue.ts';
import type { GrantedPlan, PlannedCall, RefusedPlan } from '../../domain/charging/call-plan.ts';
import type { AuthorizeEvent, EventMistake } from '../../domain/charging/events.ts';
import { REASONS } from '../../domain/charging/reasons.ts';
import { onwardQuestion, planCall, type PlanDeps } from '../../operations/charging/plan-call.ts';
import { parseEvent } from '../parse-event.ts';
import {
  CARDS_URL,
  dialplanActions,
  DIGITS,
  HEARTBEAT_SECONDS,
  NEXT_STEP,
  readNextStep,
  respondActions,
  SECRET_KEYS,
  set,
  type Action,
  type BridgeOptions,
} from './bridge-actions.ts';
import { FormMistake, type Form } from './form-body.ts';
import { element, sectionDocument } from './xml.ts';

export type DialplanDeps = PlanDeps &
  Readonly<{
    catalogue: () => Catalogue;
    sipDomain: string;
    /** The domain of ours among those that are named, the first one that is; else everybody's. */
    domainOf: (named: readonly (string | null)[]) => Promise<string>;
    /** Somebody should look at this. */
    warn: (facts: Readonly<Record<string, unknown>>, sentence: string) => void;
  }>;

type From = Readonly<{ id: bigint; canPush: boolean }>;

export type DialplanAnswer = Readonly<{
  actions: readonly Action[];
  /** Granted for this answer: to be ended when nobody hears it. */
  granted: readonly PlannedCall[];
}>;

/** FreeSWITCH takes this context for any that it does not find. */
export const ANY_CONTEXT = 'global';

/** Of a leg of a caller: where it is now, and what our own variables say of it. */
export type DialplanQuestion = Readonly<{
  context: string;
  uuid: string;
  /** The first question of the leg: as the contract has it, not checked yet. */
  asked: Readonly<Record<string, unknown>>;
  /** What the switch makes of what was dialled when nothing was: who calls, or a word of its own. */
  isNothingDialled: boolean;
  /** Of the codecs that the phone offers, the switch has none. */
  isWithoutCodec: boolean;
  /** Nobody showed a digest. */
  isByAddress: boolean;
  /** As Diversion headers have it. */
  forwards: number;
  /** Domains that may be meant by who is asked for a digest. */
  named: readonly (string | null)[];
  next: Readonly<{ asked: number; step: NonNullable<ReturnType<typeof readNextStep>> }> | null;
  isTransfer: boolean;
}>;

/** Throws `FormMistake` for what no leg of a caller can be. */
export function readDialplanQuestion(form: Form): DialplanQuestion {
  const uuid = form.text('Unique-ID') ?? '';
  if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(uuid))
    throw new FormMistake('Unique-ID is no UUID');
  const startedAt = instantOf(form.text('Caller-Channel-Created-Time'));
  if (startedAt === null) throw new FormMistake('Caller-Channel-Created-Time is no instant');
  const device = form.text('variable_tollbook_device');
  const at = device?.lastIndexOf('@') ?? -1;
  const source = form.text('variable_sip_received_ip') ?? form.text('Caller-Network-Addr') ?? '';
  // Parameters of a user part (RFC 3966: ";phone-context=") are no part of the number.
  const destination = (form.text('Caller-Destination-Number') ?? '').replace(/;.*$/s, '');
  const steps = form.text('variable_tollbook_step');
  const step = destination === NEXT_STEP ? readNextStep(form.text('variable_tollbook_next') ?? '') : null;
  const isOurs = steps !== null || form.text('variable_tollbook_calls') !== null;
  return {
    context: form.text('Caller-Context') ?? ANY_CONTEXT,
    uuid,
    asked: {
      type: 'authorize',
      attemptId: uuid,
      startedAt: startedAt.toISOString(),
      identity:
        device === null
          ? { type: 'ip_address', address: cut(source, 64) }
          : { type: 'sip_device', username: device.slice(0, at), realm: device.slice(at + 1) },
      destination: cut(destination, 255),
      callerNumber: textOrNull(form.text('variable_sip_from_user'), 64),
      callerName: textOrNull(form.text('Caller-Caller-ID-Name'), 128),
      sourceAddress: cut(source, 64),
      userAgent: textOrNull(form.text('variable_sip_user_agent'), 128),
      callId: textOrNull(form.text('variable_sip_call_id'), 255),
      switchRef: uuid,
    },
    isNothingDialled:
      form.text('variable_sip_req_user') === null && form.text('variable_sip_to_user') === null,
    isWithoutCodec:
      form.text('variable_switch_r_sdp') !== null && form.text('variable_ep_codec_string') === null,
    isByAddress: device === null,
    forwards: device === null ? forwardsOf(form.text('variable_sip_h_Diversion') ?? '') : 0,
    named: [form.text('variable_sip_from_host'), form.text('variable_sip_req_host')],
    next: step === null || !/^\d{1,2}$/.test(steps ?? '') ? null : { asked: Number(steps), step },
    isTransfer: isOurs || (form.text('Call-Direction') ?? 'inbound') !== 'inbound',
  };
}

/** Throws what the engine throws. */
export async function answerDialplan(
  deps: DialplanDeps,
  from: From,
  question: DialplanQuestion,
): Promise<DialplanAnswer> {
  const { uuid, asked, next, forwards, isByAddress } = question;
  if (asked.destination === '' || question.isNothingDialled) return refuse(ADDRESS_INCOMPLETE);
  // Else a carrier is called and answers, the caller pays, and only then the call cannot be connected.
  if (question.isWithoutCodec) return refuse(NO_CODEC);
  const first = parseEvent(asked, from, deps.now());
  if (!('type' in first) || first.type !== 'authorize') {
    deps.warn(
      { uuid, errors: first as readonly EventMistake[] },
      'a question for the dialplan cannot be taken',
    );
    return refuse(NOT_TAKEN);
  }
  if (next !== null) return goOn(deps, first, { uuid, ...next });
  if (question.isTransfer) {
    deps.warn(
      { uuid, destination: asked.destination },
      'a leg that is under way was sent elsewhere: refused',
    );
    return refuse(NO_TRANSFERS);
  }
  const accessNumber = accessNumberDialled(deps.catalogue(), first, deps.now().getTime());
  if (accessNumber !== null) return answerAccessNumber(accessNumber);
  const plan = await planCall(deps, first, { leg: uuid, forwards });
  if (plan.ok) return send(deps, plan, []);
  if (plan.reason === 'not_authenticated' && isByAddress)
    return { actions: challengeActions(await deps.domainOf(question.named)), granted: [] };
  return refuse(plan);
}

/** Who calls an access number of calling cards is led by mod_httapi, and asked for nothing here. */
function answerAccessNumber({ access, number }: KnownDid): DialplanAnswer {
  if (access?.isActive !== true) {
    const { sipStatus, sipReason, q850Cause, sentence } = REASONS.number_not_in_service;
    return refuse({ sipStatus, sipReason, q850Cause, message: sentence });
  }
  // A question that was lost ends the application: it is asked again with all it had, and a repeated one has the same answer.
  const lead = (server: string): Action => ({
    application: 'httapi',
    data: `{full_channel_data_on_every_req=true}${server}`,
  });
  const actions: readonly Action[] = [
    // What is entered is a PIN. In `digits_dialed` of the record are crosses instead of the keys that FreeSWITCH has dropped unread, and of
    // those of a talk.
    SECRET_KEYS,
    set('digits_dialed_filter', '.+'),
    // The last entry stands in a variable until it is told: whenever the caller hangs up, the `unset` below is done all the same.
    { application: 'set_zombie_exec', data: '' },
    // Until the end of the leg: a call to an access number that costs something is that leg.
    set('enable_heartbeat_events', String(HEARTBEAT_SECONDS)),
    { application: 'answer', data: '' },
    set('tollbook_step', '1'),
    set('tollbook_card', '1'),
    set('tollbook_access_number', number),
    lead(''),
    { application: 'sleep', data: '1000' },
    lead(`\${${CARDS_URL}_2}`),
    { application: 'sleep', data: '2000' },
    lead(`\${${CARDS_URL}_3}`),
    { application: 'unset', data: DIGITS },
    { application: 'hangup', data: 'NORMAL_TEMPORARY_FAILURE' },
  ];
  return { actions, granted: [] };
}

async function goOn(
  deps: DialplanDeps,
  first: AuthorizeEvent,
  { uuid, asked, step }: Readonly<{ uuid: string }> & NonNullable<DialplanQuestion['next']>,
): Promise<DialplanAnswer> {
  const { onward, earlier } = step;
  const number = asked + 1;
  const question = onwardQuestion(first, onward, {
    sessionId: earlier.at(-1)?.sessionId ?? '',
    attemptId: `${uuid}.${number}`,
  });
  const plan = await planCall(deps, question, { leg: uuid, number, forwards: onward.forwards, earlier });
  return plan.ok ? send(deps, plan, earlier) : refuse(plan);
}

function send(deps: DialplanDeps, plan: GrantedPlan, earlier: readonly PlannedCall[]): DialplanAnswer {
  const options = bridgeOptions(deps);
  return { actions: dialplanActions(plan, options), granted: plan.calls.slice(earlier.length) };
}

export function bridgeOptions({
  catalogue,
  sipDomain,
}: Pick<DialplanDeps, 'catalogue' | 'sipDomain'>): BridgeOptions {
  return { sipDomain, namedGateways: gatewaysWithUsername(catalogue()) };
}

/** Worked out once, until somebody changes a trunk. */
const named = new WeakMap<Catalogue['trunks'], ReadonlySet<string>>();

function gatewaysWithUsername({ trunks }: Catalogue): ReadonlySet<string> {
  let ids = named.get(trunks);
  if (ids === undefined) {
    const gateways = [...trunks.values()].flatMap((trunk) => trunk.gateways);
    const withUsername = gateways.filter(({ hasUsername }) => hasUsername);
    named.set(trunks, (ids = new Set(withUsername.map(({ publicId }) => publicId))));
  }
  return ids;
}

/** The step says that we answered: nothing was granted that the end of the leg would have to give back. */
function refuse(plan: Omit<RefusedPlan, 'ok' | 'reason'>): DialplanAnswer {
  return {
    actions: [set('tollbook_step', '1'), set('tollbook_next', ''), ...respondActions(plan)],
    granted: [],
  };
}

/** A phone behind a listed address shows its digest when it is asked, and comes again as another leg. */
function challengeActions(realm: string): readonly Action[] {
  return [
    set('tollbook_step', '1'),
    set('process_cdr', 'false'),
    set('sip_challenge_realm', realm),
    { application: 'respond', data: '407 Proxy Authentication Required' },
  ];
}

/** Billing did not answer: no call passes without a grant. Without a step the end of the leg gives back what may have been granted. */
export const NOT_AVAILABLE: readonly Action[] = respondActions({
  sipStatus: 503,
  sipReason: 'Billing Not Available',
  q850Cause: 41,
  message: '',
});

const ADDRESS_INCOMPLETE = { sipStatus: 484, sipReason: 'Address Incomplete', q850Cause: 28, message: '' };
const NO_CODEC = {
  sipStatus: 488,
  sipReason: 'Not Acceptable Here',
  q850Cause: 88,
  message: 'The switch has none of the codecs that were offered',
};
const NOT_TAKEN = { sipStatus: 503, sipReason: 'Question Not Taken', q850Cause: 41, message: '' };
const NO_TRANSFERS = { sipStatus: 403, sipReason: 'Transfers Not Possible', q850Cause: 21, message: '' };

export function dialplanDocument(context: string, actions: readonly Action[]): string {
  const written = actions.map((action) => element('action', { ...action }));
  const extension = element('extension', { name: 'tollbook' }, element('condition', {}, written));
  return sectionDocument('dialplan', element('context', { name: context }, extension));
}

/** Each Diversion counts once or as often as it says (RFC 5806 §10). FreeSWITCH tells the last header of several. */
function forwardsOf(diversion: string): number {
  if (diversion === '') return 0;
  const counters = Array.from(diversion.slice(0, 2000).matchAll(/counter=(\d{1,2})/g), ([, n]) => Number(n));
  return Math.max(
    1,
    counters.reduce((sum, each) => sum + each, 0),
  );
}

/** Micro-seconds since 1970, as FreeSWITCH writes all its instants; null for 0 and for what is no instant of a call. */
export function instantOf(microseconds: string | null | undefined): Date | null {
  if (microseconds === null || microseconds === undefined || !/^[1-7]\d{15}$/.test(microseconds)) return null;
  return new Date(Math.floor(Number(microseconds) / 1000));
}

export function textOrNull(value: string | null, charactersMax: number): string | null {
  return value === null ? null : cut(value, charactersMax) || null;
}

/** By whole characters, and without NUL, which cannot be stored. */
function cut(value: string, charactersMax: number): string {
  const clean = value.replaceAll('\0', '').slice(0, 2 * charactersMax + 1);
  return [...clean]
    .slice(0, charactersMax)
    .join('')
    .replace(/\p{Surrogate}/gu, '');
}
