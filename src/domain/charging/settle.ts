/** The end of a call: what it costs at every level, what the carrier gets, and the record that is kept. */
import { assert } from '../assert.ts';
import { resultOfEnd } from '../routing/gateway-health.ts';
import { billedSeconds, priceMicros, talkSecondsOf } from '../rating/price.ts';
import {
  addCdr,
  countCall,
  endSession,
  walletIn,
  type Book,
  type CallTransfer,
  type CallTransferKind,
  type Cdr,
  type LiveSession,
} from './book.ts';
import type { EndedEvent, Noted, Rejected } from './events.ts';
import { commissionMicros } from './commission.ts';
import { impossibleEnd } from './contradictions.ts';
import { changeFreeSeconds, freeSecondsOfLevel, leftOf, packagesOf, priceTalk } from './free-seconds.ts';
import { readTerms, type Frozen, type FrozenCommission, type FrozenLevel } from './frozen.ts';
import { countSpent } from './guards.ts';
import { gatewayOf, sessionOf } from './running.ts';

/** Timers of switches end up to a second late and clocks are read a moment apart: so much is our own lateness. */
const LATE_SECONDS_MAX = 2;
/** A limit that was pushed is rounded up twice, and rings up to a second late; beyond this the switch is broken. */
const LATE_LIMIT_SECONDS_MAX = 10;

/**
 * Settles a call, once for each leg and revision: the same event again changes nothing, a later revision posts the
 * difference. Events of one call may come in any order; this one does not need the others.
 */
export function ended(book: Book, event: EndedEvent, now: Date): Noted | Rejected {
  const { sessionId, leg, revision } = event;
  const done: Noted = { ok: true, sessionId };
  const session = sessionOf(book, event);
  if (session !== null) {
    const impossible = impossibleEnd(session, event);
    if (impossible !== null) return impossible;
    settleLive(book, session, event, now);
    return done;
  }
  const cdrs = book.cdrs.get(sessionId)?.filter((cdr) => cdr.leg === leg) ?? [];
  const latest = cdrs.at(-1);
  if (latest === undefined || latest.outcome === 'refused' || latest.switchId !== event.switchId) {
    return { ok: false, sessionId, problem: 'session_not_found' };
  }
  const same = cdrs.find((cdr) => cdr.revision === revision);
  if (same !== undefined)
    return same.digest === event.digest ? done : { ok: false, sessionId, problem: 'id_reused' };
  if (revision < latest.revision) return done;
  const impossible = impossibleEnd(latest, event);
  if (impossible !== null) return impossible;
  if (walletIdsOf(latest).some((id) => !book.wallets.has(id)))
    return { ok: false, sessionId, problem: 'account_was_moved' };
  correct(book, latest, event, now);
  return done;
}

/** Whoever pays for a call, and whoever is credited for it. */
export function walletIdsOf({
  levelWalletIds,
  frozen,
}: Pick<LiveSession | Cdr, 'levelWalletIds' | 'frozen'>): readonly bigint[] {
  return [...levelWalletIds, ...(frozen.commissions ?? []).map(({ walletId }) => BigInt(walletId))];
}

type Ending = Readonly<{ outcome: string; talkMs: number; endedBy: string | null }>;

type Charge = Readonly<{
  /** By level, the caller's first. */
  levelMicros: readonly bigint[];
  billedSeconds: number;
  /** Of each package, in the order of `packagesOf`. */
  usedSeconds: readonly number[];
  isOverrun: boolean;
  carrier: Readonly<{
    currency: string;
    micros: bigint;
    costAccountId: bigint;
    payableAccountId: bigint;
  }> | null;
}>;

/**
 * What an end costs. A call that our limit ended is billed at most what was held for it, although timers ring late;
 * one that went on well beyond its limit is billed in full and marked. The carrier is owed the real time. `freeAtMost` says how
 * many seconds each package may give.
 */
function chargeOf(
  event: Ending,
  frozen: Frozen,
  {
    limitSeconds,
    gatewayId,
    freeAtMost,
  }: Readonly<{ limitSeconds: number; gatewayId: bigint | null; freeAtMost: readonly number[] }>,
): Charge {
  const talkSeconds = event.outcome === 'answered' ? talkSecondsOf(event.talkMs) : 0;
  const isByLimit = event.endedBy === 'limit';
  const isLate = talkSeconds > limitSeconds + (isByLimit ? LATE_LIMIT_SECONDS_MAX : LATE_SECONDS_MAX);
  const isOurEnd = isByLimit || !isLate;
  const paidSeconds = isOurEnd ? Math.min(talkSeconds, limitSeconds) : talkSeconds;
  const terms = frozen.levels.map((level) => readTerms(level.terms));
  const own = terms[0];
  const route = frozen.routes.find((each) => each.gatewayId === String(gatewayId));
  return {
    ...priceTalk(frozen.levels, terms, paidSeconds, freeAtMost),
    billedSeconds: own === undefined ? 0 : billedSeconds(own, paidSeconds),
    isOverrun: isLate,
    carrier:
      route === undefined || talkSeconds === 0
        ? null
        : {
            currency: route.currency,
            micros: priceMicros(readTerms(route.terms), talkSeconds),
            costAccountId: BigInt(route.costAccountId),
            payableAccountId: BigInt(route.payableAccountId),
          },
  };
}

/** What a recorded call must have cost by its own frozen terms, with the free seconds that it had: by level, and the carrier's. */
export function expectedCharge(
  cdr: Ending & Pick<Cdr, 'grantedSeconds' | 'gatewayId' | 'frozen' | 'allowanceUsedSeconds'>,
): Readonly<{ levelMicros: readonly bigint[]; carrierMicros: bigint; usedSeconds: readonly number[] }> {
  const { grantedSeconds: limitSeconds, gatewayId, allowanceUsedSeconds: freeAtMost } = cdr;
  const { levelMicros, carrier, usedSeconds } = chargeOf(cdr, cdr.frozen, {
    limitSeconds,
    gatewayId,
    freeAtMost,
  });
  return { levelMicros, carrierMicros: carrier?.micros ?? 0n, usedSeconds };
}

/** How many seconds each package of a call may give at its end: what is held for it or was used by it, and what is left. */
function freeAtMostOf(book: Book, frozen: Frozen, own: readonly number[]): readonly number[] {
  return packagesOf(frozen).map(
    ({ walletId, allowanceId }, place) => (own[place] ?? 0) + leftOf(walletIn(book, walletId), allowanceId),
  );
}

function settleLive(book: Book, session: LiveSession, event: EndedEvent, now: Date): void {
  const { frozen } = session;
  const gatewayId = gatewayOf(frozen, event.gatewayId) ?? session.gatewayId ?? onlyGatewayOf(frozen);
  const { offeredSeconds: limitSeconds, allowanceHeldSeconds: heldSeconds } = session;
  const freeAtMost = freeAtMostOf(book, frozen, heldSeconds);
  const charge = chargeOf(event, frozen, { limitSeconds, gatewayId, freeAtMost });
  if (!event.isEstimated) noteGateway(book, session, event);
  const used = charge.usedSeconds.map((each, place) => ({ used: each, held: -(heldSeconds[place] ?? 0) }));
  changeFreeSeconds(book, frozen, used);
  const origin = { ...session, operatorId: topIssuerOf(frozen) };
  const post = poster(book, origin, event);
  for (const [level, frozenLevel] of frozen.levels.entries()) {
    const wallet = walletIn(book, session.levelWalletIds[level] ?? 0n);
    const heldMicros = session.levelHeldMicros[level] ?? 0n;
    const micros = charge.levelMicros[level] ?? 0n;
    wallet.heldMicros -= heldMicros;
    countCall(wallet, frozen, -1);
    assert(charge.isOverrun || micros <= heldMicros, 'the price of granted seconds is held');
    const coveredMicros = micros > heldMicros ? heldMicros : micros;
    debitLevel(post, { kind: 'call_charge', level, frozenLevel, micros: coveredMicros });
    debitLevel(post, { kind: 'call_overrun', level, frozenLevel, micros: micros - coveredMicros });
    wallet.balanceMicros -= micros;
    if (level === 0) countSpent(wallet, micros, now);
  }
  for (const [place, commission] of (frozen.commissions ?? []).entries())
    creditCommission(book, post, {
      place,
      commission,
      micros: commissionMicros(commission, charge.levelMicros),
    });
  postCarrier(post, 'carrier_cost', charge.carrier, charge.carrier?.micros ?? 0n);
  endSession(book, session);
  addCdr(book, cdrOf({ ...session, grantedSeconds: session.offeredSeconds }, event, charge, gatewayId, now));
}

/** What the end says about the gateway; of an answered call its answer has said it, unless it comes with the end. */
function noteGateway(book: Book, session: LiveSession, event: EndedEvent): void {
  // Only the one that the switch names: a call may end before it has tried any.
  const gatewayId = gatewayOf(session.frozen, event.failed?.gatewayId ?? event.gatewayId);
  if (gatewayId === null) return;
  if (event.outcome === 'unanswered') {
    const result = resultOfEnd(event);
    if (result !== null) book.changes.gatewayResults.push({ ...result, gatewayId });
  } else if (session.answeredAt === null) {
    const at = event.answeredAt ?? new Date(event.endedAt.getTime() - event.talkMs);
    book.changes.gatewayResults.push({ gatewayId, at, failure: null });
  }
}

/** A later word of the switch about a settled call: the record gets a further revision, the books the difference. */
function correct(book: Book, latest: Cdr, event: EndedEvent, now: Date): void {
  const { frozen } = latest;
  const gatewayId = gatewayOf(frozen, event.gatewayId) ?? latest.gatewayId;
  const { grantedSeconds: limitSeconds, allowanceUsedSeconds: usedBefore } = latest;
  const freeAtMost = freeAtMostOf(book, frozen, usedBefore);
  const charge = chargeOf(event, frozen, { limitSeconds, gatewayId, freeAtMost });
  const used = charge.usedSeconds.map((each, place) => ({ used: each - (usedBefore[place] ?? 0) }));
  changeFreeSeconds(book, frozen, used);
  const post = poster(book, { ...latest, operatorId: topIssuerOf(frozen) }, event);
  for (const [level, frozenLevel] of frozen.levels.entries()) {
    const micros = (charge.levelMicros[level] ?? 0n) - (latest.levelChargeMicros[level] ?? 0n);
    debitLevel(post, { kind: 'call_correction', level, frozenLevel, micros });
    const wallet = walletIn(book, BigInt(frozenLevel.walletId));
    wallet.balanceMicros -= micros;
    if (level === 0) countSpent(wallet, micros, now);
  }
  for (const [place, commission] of (frozen.commissions ?? []).entries()) {
    const before = commissionMicros(commission, latest.levelChargeMicros);
    const micros = commissionMicros(commission, charge.levelMicros) - before;
    creditCommission(book, post, { place, commission, micros, isCorrection: true });
  }
  correctCarrier(post, latest, frozen, charge.carrier);
  addCdr(book, cdrOf(latest, event, charge, gatewayId, now));
}

function correctCarrier(post: Post, latest: Cdr, frozen: Frozen, carrier: Charge['carrier']): void {
  const before = frozen.routes.find(({ gatewayId }) => gatewayId === String(latest.gatewayId));
  const payableBefore = before === undefined ? null : BigInt(before.payableAccountId);
  if (carrier !== null && carrier.payableAccountId === payableBefore) {
    postCarrier(post, 'carrier_cost_correction', carrier, carrier.micros - latest.carrierCostMicros);
    return;
  }
  // Another carrier than we thought, or none: all back from the one, all to the other.
  if (before !== undefined && latest.carrierCostMicros > 0n) {
    const costAccountId = BigInt(before.costAccountId);
    const old = {
      currency: before.currency,
      costAccountId,
      payableAccountId: BigInt(before.payableAccountId),
    };
    postCarrier(post, 'carrier_cost_correction', old, -latest.carrierCostMicros);
  }
  postCarrier(post, 'carrier_cost', carrier, carrier?.micros ?? 0n);
}

type Origin = Readonly<{ sessionId: string; branchId: bigint; operatorId: bigint }>;
type Post = (
  movement: Readonly<{
    kind: CallTransferKind;
    level: number | null;
    issuerId: bigint;
    from: bigint;
    to: bigint;
    /** Which of the two is a wallet; left out: neither. */
    wallet?: 'from' | 'to';
    currency: string;
    micros: bigint;
  }>,
) => void;

/** Writes a movement as a transfer of a positive amount; the other way round when it is negative, none when 0. */
function poster(book: Book, { sessionId, branchId, operatorId }: Origin, event: EndedEvent): Post {
  return ({ kind, level, issuerId, from, to, wallet, currency, micros }) => {
    if (micros === 0n) return;
    const isForward = micros > 0n;
    const transfer: CallTransfer = {
      sessionId,
      revision: event.revision,
      kind,
      level,
      branchId,
      issuerId: level === null ? operatorId : issuerId,
      debitAccountId: isForward ? from : to,
      creditAccountId: isForward ? to : from,
      debitsWallet: wallet === (isForward ? 'from' : 'to'),
      creditsWallet: wallet === (isForward ? 'to' : 'from'),
      currency,
      amountMicros: isForward ? micros : -micros,
      occurredAt: event.endedAt,
    };
    book.changes.transfers.push(transfer);
  };
}

function debitLevel(
  post: Post,
  {
    kind,
    level,
    frozenLevel,
    micros,
  }: Readonly<{ kind: CallTransferKind; level: number; frozenLevel: FrozenLevel; micros: bigint }>,
): void {
  const { walletId, revenueAccountId, issuerId, currency } = frozenLevel;
  const [from, to] = [BigInt(walletId), BigInt(revenueAccountId)];
  post({ kind, level, issuerId: BigInt(issuerId), from, to, wallet: 'from', currency, micros });
}

/** The one case in which a call credits a wallet. */
function creditCommission(
  book: Book,
  post: Post,
  {
    place,
    commission,
    micros,
    isCorrection = false,
  }: Readonly<{ place: number; commission: FrozenCommission; micros: bigint; isCorrection?: boolean }>,
): void {
  const { walletId, commissionAccountId, issuerId, currency } = commission;
  post({
    kind: isCorrection ? 'commission_correction' : 'commission',
    level: place,
    issuerId: BigInt(issuerId),
    from: BigInt(commissionAccountId),
    to: BigInt(walletId),
    wallet: 'to',
    currency,
    micros,
  });
  walletIn(book, BigInt(walletId)).balanceMicros += micros;
}

function postCarrier(
  post: Post,
  kind: CallTransferKind,
  carrier: Readonly<{ currency: string; costAccountId: bigint; payableAccountId: bigint }> | null,
  micros: bigint,
): void {
  if (carrier === null) return;
  const { currency, costAccountId: from, payableAccountId: to } = carrier;
  post({ kind, level: null, issuerId: 0n, from, to, currency, micros });
}

/** A switch that names none of the call's gateways can only have used the one there was. */
function onlyGatewayOf({ routes }: Frozen): bigint | null {
  const [only] = routes;
  return only !== undefined && routes.length === 1 ? BigInt(only.gatewayId) : null;
}

/** Trunks are the operator's, who issues the wallet of the top level. */
function topIssuerOf(frozen: Frozen): bigint {
  return BigInt(frozen.levels.at(-1)?.issuerId ?? frozen.emergency?.operatorId ?? 0);
}

function cdrOf(
  origin: Pick<
    LiveSession | Cdr,
    | 'sessionId'
    | 'branchId'
    | 'accountId'
    | 'deviceId'
    | 'switchId'
    | 'attemptId'
    | 'startedAt'
    | 'grantedSeconds'
    | 'triedGatewayIds'
    | 'levelWalletIds'
    | 'answeredAt'
    | 'frozen'
  >,
  event: EndedEvent,
  charge: Charge,
  gatewayId: bigint | null,
  now: Date,
): Cdr {
  const isAnswered = event.outcome === 'answered';
  const { frozen } = origin;
  return {
    sessionId: origin.sessionId,
    leg: event.leg,
    revision: event.revision,
    branchId: origin.branchId,
    accountId: origin.accountId,
    deviceId: origin.deviceId,
    switchId: origin.switchId,
    attemptId: origin.attemptId,
    digest: event.digest,
    recordedAt: now,
    startedAt: origin.startedAt,
    answeredAt: isAnswered ? (event.answeredAt ?? origin.answeredAt) : null,
    endedAt: event.endedAt,
    outcome: event.outcome,
    reason: null,
    talkMs: isAnswered ? Math.max(0, event.talkMs) : 0,
    grantedSeconds: origin.grantedSeconds,
    billedSeconds: charge.billedSeconds,
    endedBy: event.endedBy,
    sipStatus: event.sipStatus,
    q850Cause: event.q850Cause,
    isEstimated: event.isEstimated,
    isOverrun: charge.isOverrun,
    dialledNumber: frozen.dialled,
    destinationNumber: frozen.destination,
    callerNumber: frozen.caller ?? frozen.callerGiven,
    gatewayId,
    triedGatewayIds: origin.triedGatewayIds,
    currency: frozen.levels[0]?.currency ?? null,
    chargeMicros: charge.levelMicros[0] ?? 0n,
    levelWalletIds: origin.levelWalletIds,
    levelChargeMicros: charge.levelMicros,
    freeSeconds: freeSecondsOfLevel(frozen, 0, charge.usedSeconds),
    allowanceUsedSeconds: charge.usedSeconds,
    carrierCurrency: charge.carrier?.currency ?? null,
    carrierCostMicros: charge.carrier?.micros ?? 0n,
    frozen,
  };
}
