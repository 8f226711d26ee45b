/** The answer to a switch that asks whether a call may start, and what is kept of it. */
import { leftSeconds } from '../packages/allowance.ts';
import { addCdr, addSession, countCall, type Book, type FoldedRefusal, type Refusal } from './book.ts';
import { payersOf, type Catalogue, type Payer } from './catalogue.ts';
import type { AuthorizeEvent, Granted, GrantedGateway, Refused, Rejected } from './events.ts';
import { GATEWAYS_MAX } from './choose-routes.ts';
import { freeFor, holdAllowance, holdFor } from './free-seconds.ts';
import type { Frozen, LocalTarget } from './frozen.ts';
import { identify, type Identified } from './identify.ts';
import { purchaseAt, type Level } from './levels.ts';
import { heardReason, REASONS, type Reason } from './reasons.ts';
import { noteSighting } from './sightings.ts';
import { unknownCall, type UnknownCall } from './unknown-calls.ts';
import { weighCall } from './weigh-call.ts';
import { weighEmergency } from './weigh-emergency.ts';
import { payersOfAccess, weighAccess } from './weigh-access.ts';
import { weighInbound } from './weigh-inbound.ts';
import type { Question, Weighed, WeighSetting } from './weighing.ts';

/** Without an answer or an end by then the switch is asked: a minute after the last gateway stopped ringing. */
const ASK_AFTER_SECONDS = 60;
/**
 * A switch that can be asked is asked soon: when our answer came after it had given up waiting (3 s), it never speaks
 * of this call, and money and a line stay held until then.
 */
const ASK_SOON_SECONDS = 15;

export type Folding = Readonly<{
  /** The call that stands for a refusal that is only counted; null for one that is written. */
  sampleFor: (refusal: Refusal) => string | null;
  /** The address that a call of nobody is counted under: scanners with many must not fill the disk either. */
  sourceFor: (call: UnknownCall) => string;
  /** What was folded of late: the same question has the same answer. */
  before: (sessionId: string) => FoldedRefusal | undefined;
}>;

export type AuthorizeSetting = WeighSetting &
  Readonly<{
    /** Refusals that come too fast to be written one by one. */
    folding: Folding;
  }>;

type Outcome<IsGranted extends boolean> = Extract<Weighed, { isGranted: IsGranted }>;

/** Who would pay for a call: whoever loads the book must lock their wallets. None for a stranger's. */
export function payersOfAuthorize(catalogue: Catalogue, event: AuthorizeEvent): readonly Payer[] {
  const identified = identify(catalogue, event);
  return (identified === null ? null : payersOfCall(catalogue, identified)) ?? [];
}

/** The caller first; nobody pays for a call for help, or to a number that nobody has. Null for an account without money. */
function payersOfCall(
  catalogue: Catalogue,
  { account, isEmergency, inbound, card }: Identified,
): readonly Payer[] | null {
  if (isEmergency || inbound?.did.accountId === null) return [];
  const payers = payersOf(catalogue, account);
  return payers !== null && card?.isAccess === true ? payersOfAccess(catalogue, payers, card.did) : payers;
}

/** Decides a question and changes the book. The same question again gets the same answer and changes nothing. */
export function authorize(
  book: Book,
  event: AuthorizeEvent,
  setting: AuthorizeSetting,
): Granted | Refused | Rejected {
  const earlier = answerBefore(book, event, setting);
  if (earlier !== null) return earlier;
  const { catalogue, now } = setting;
  const identified = identify(catalogue, event, now.getTime());
  const payers = identified === null ? null : payersOfCall(catalogue, identified);
  if (identified === null || payers === null) {
    const call = unknownCall(catalogue, event, now.getTime());
    book.changes.unknownCalls.push({ ...call, source: setting.folding.sourceFor(call) });
    return refusal(event.sessionId, { reason: 'not_authenticated', level: 0, isInbound: false });
  }
  const question = { event, identified, payers };
  const weighed = weigh(book, question, setting);
  return weighed.isGranted
    ? grant(book, question, weighed, setting)
    : refuseCall(book, question, weighed, setting);
}

function weigh(book: Book, question: Question, setting: AuthorizeSetting): Weighed {
  const { isEmergency, inbound, card } = question.identified;
  if (isEmergency) return weighEmergency(question, setting);
  if (card?.isAccess === true) return weighAccess(book, question, card.did, setting);
  if (inbound !== undefined) return weighInbound(book, question, inbound, setting);
  return weighCall(book, question, setting);
}

function answerBefore(
  book: Book,
  event: AuthorizeEvent,
  { catalogue, folding }: AuthorizeSetting,
): Granted | Refused | Rejected | null {
  const { sessionId, digest } = event;
  const session = book.sessions.get(sessionId);
  const cdr = book.cdrs.get(sessionId)?.[0];
  const folded = book.changes.folded.get(sessionId) ?? folding.before(sessionId);
  if (folded !== undefined) {
    if (folded.digest !== digest) return { ok: false, sessionId, problem: 'id_reused' };
    return refusal(sessionId, folded);
  }
  if (session) {
    if (session.digest !== digest) return { ok: false, sessionId, problem: 'id_reused' };
    return grantOf(session, session.frozen, catalogue.ringSeconds);
  }
  if (cdr === undefined) return null;
  const { frozen } = cdr;
  if (frozen.question !== String(digest)) return { ok: false, sessionId, problem: 'id_reused' };
  if (cdr.outcome === 'refused') {
    const level = frozen.failed?.level ?? 0;
    return refusal(sessionId, { reason: cdr.reason as Reason, level, isInbound: isInbound(frozen) });
  }
  // Granting it again would give money and a line that may be another call's by now.
  return { ok: false, sessionId, problem: 'call_is_over' };
}

function grant(
  book: Book,
  { event, identified }: Question,
  { levels, seconds, frozen }: Outcome<true>,
  { catalogue, now }: AuthorizeSetting,
): Granted {
  const { account, deviceId } = identified;
  const held = levels.map((level) => holdFor(purchaseAt(level), seconds));
  const allowanceHeldSeconds = levels.flatMap((level) => holdFree(book, level, seconds));
  for (const [level, { wallet }] of levels.entries()) {
    wallet.heldMicros += held[level] ?? 0n;
    countCall(wallet, frozen, 1);
  }
  const waitSeconds = event.canPush
    ? ASK_SOON_SECONDS
    : catalogue.ringSeconds * Math.max(1, frozen.routes.length + goesOn(frozen)) + ASK_AFTER_SECONDS;
  const session = {
    sessionId: event.sessionId,
    branchId: account.branchId,
    switchId: event.switchId,
    attemptId: event.attemptId,
    switchRef: event.switchRef,
    digest: event.digest,
    accountId: account.id,
    deviceId,
    startedAt: event.startedAt,
    authorizedAt: now,
    answeredAt: null,
    gatewayId: null,
    triedGatewayIds: [],
    sliceNumber: 1,
    grantedSeconds: seconds,
    offeredSeconds: seconds,
    longestSeconds: Math.max(seconds, frozen.secondsMax ?? catalogue.callSecondsMax),
    extendAt: null,
    deadlineAt: new Date(now.getTime() + waitSeconds * 1000),
    aliveAt: now,
    switchUnknownAt: null,
    levelWalletIds: levels.map(({ wallet }) => wallet.id),
    levelHeldMicros: held,
    allowanceHeldSeconds,
    frozen,
  };
  addSession(book, session);
  noteSighting(book, session, frozen);
  return grantOf(session, frozen, catalogue.ringSeconds);
}

/** It may ring elsewhere once its own places have: so many times the time of one. */
function goesOn({ ownNumber, inbound }: Frozen): number {
  return ownNumber !== undefined || inbound?.forward !== undefined ? GATEWAYS_MAX : 0;
}

/** Holds the free seconds that a slice may take of each package of a level. */
function holdFree(book: Book, { terms, wallet, packages }: Level, seconds: number): readonly number[] {
  if (packages.length === 0) return [];
  const left = packages.map(({ allowance }) => leftSeconds(allowance));
  const held = freeFor(terms, seconds, { held: packages.map(() => 0), left });
  for (const [place, { allowance }] of packages.entries())
    holdAllowance(book, wallet, allowance, held[place] ?? 0);
  return held;
}

function grantOf(
  session: Readonly<{ sessionId: string; grantedSeconds: number; longestSeconds: number }>,
  frozen: Frozen,
  ringSeconds: number,
): Granted {
  const { sessionId, grantedSeconds, longestSeconds: limitSeconds } = session;
  const { caller, destination, local, inbound, forwarded, codecs } = frozen;
  const isSoonForwarded = inbound?.forward?.when === 'no_answer';
  return {
    ok: true,
    sessionId,
    grantedSeconds,
    limitSeconds,
    ringTimeoutSeconds: isSoonForwarded ? inbound.forward.afterSeconds : ringSeconds,
    callerNumber: caller,
    destination: local?.username ?? destination ?? '',
    gateways: gatewaysOf(frozen),
    codecs,
    ...(forwarded === undefined ? {} : { diversion: forwarded.number }),
  };
}

function gatewaysOf({
  caller: callerNumber,
  destination,
  local,
  inbound,
  ownNumber,
  routes,
}: Frozen): GrantedGateway[] {
  const phone = ({ devicePublicId: id, uri }: LocalTarget) =>
    ({ kind: 'device', id, uri, transport: '', callerNumber }) as const;
  const number = (id: string, digits: string) =>
    ({ id, uri: `tel:+${digits}`, transport: '', callerNumber }) as const;
  if (local !== undefined)
    return [local.uri, ...(local.otherUris ?? [])].map((uri) => phone({ ...local, uri }));
  if (ownNumber !== undefined)
    return [{ kind: 'number', ...number(ownNumber.didPublicId, destination ?? '') }];
  if (inbound !== undefined) {
    const { devices, forward, didPublicId } = inbound;
    const further =
      forward === undefined
        ? []
        : [{ kind: 'forward' as const, ...number(didPublicId, forward.to), when: forward.when }];
    return [...devices.map(phone), ...further];
  }
  return routes.map(({ gatewayPublicId: id, uri, transport, caller = callerNumber }) => ({
    kind: 'gateway',
    id,
    uri,
    transport,
    callerNumber: caller,
  }));
}

function refuseCall(
  book: Book,
  { event, identified, payers }: Question,
  { frozen }: Outcome<false>,
  { now, folding }: AuthorizeSetting,
): Refused {
  const { account, deviceId } = identified;
  const { reason, level } = frozen.failed;
  const told = { reason, level, isInbound: isInbound(frozen) };
  const answer = refusal(event.sessionId, told);
  const { sessionId, digest } = event;
  const refused = { sessionId, digest, accountId: account.id, branchId: account.branchId, ...told };
  const sampleId = folding.sampleFor(refused);
  if (sampleId !== null) {
    book.changes.folded.set(sessionId, { ...refused, sampleId });
    return answer;
  }
  noteSighting(book, refused, frozen);
  addCdr(book, {
    sessionId: event.sessionId,
    leg: 0,
    revision: 1,
    branchId: account.branchId,
    accountId: account.id,
    deviceId,
    switchId: event.switchId,
    attemptId: event.attemptId,
    digest: event.digest,
    recordedAt: now,
    startedAt: event.startedAt,
    answeredAt: null,
    endedAt: now,
    outcome: 'refused',
    reason,
    talkMs: 0,
    grantedSeconds: 0,
    billedSeconds: 0,
    endedBy: null,
    sipStatus: answer.sipStatus,
    q850Cause: answer.q850Cause,
    isEstimated: false,
    isOverrun: false,
    dialledNumber: event.destination,
    destinationNumber: frozen.destination,
    callerNumber: frozen.caller ?? event.callerNumber,
    gatewayId: null,
    triedGatewayIds: [],
    currency: payers[0]?.wallet.currency ?? null,
    chargeMicros: 0n,
    levelWalletIds: [],
    levelChargeMicros: [],
    freeSeconds: 0,
    allowanceUsedSeconds: [],
    carrierCurrency: null,
    carrierCostMicros: 0n,
    frozen,
  });
  return answer;
}

function isInbound({ inbound }: Frozen): boolean {
  return inbound !== undefined;
}

/** The true reason goes to the switch's log; what the phone hears says nothing about levels above it, nor of whom it called. */
function refusal(
  sessionId: string,
  told: Readonly<{ reason: Reason; level: number; isInbound: boolean }>,
): Refused {
  const { sipStatus, sipReason, q850Cause, sentence: message } = REASONS[heardReason(told)];
  return { ok: false, sessionId, reason: told.reason, sipStatus, sipReason, q850Cause, message };
}
