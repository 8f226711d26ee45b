/** What would become of a call: decided by the code that decides calls, on what is there now, and never written. */
import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { isStaff, type Actor } from '../../domain/accounts/actor.ts';
import { known } from '../../domain/assert.ts';
import { exchangeRateE10, type Catalogue } from '../../domain/charging/catalogue.ts';
import { levelCommissionMicros } from '../../domain/charging/costs-of-call.ts';
import type { AuthorizeEvent } from '../../domain/charging/events.ts';
import { explainCall, type Explanation } from '../../domain/charging/explain.ts';
import { onwardStep } from '../../domain/charging/explain-onward.ts';
import { skipRemark } from '../../domain/charging/explain-routes.ts';
import { packagesOf, priceTalk } from '../../domain/charging/free-seconds.ts';
import { readTerms, type Frozen } from '../../domain/charging/frozen.ts';
import { isReason, safeReason, toldAsCalled, type Reason } from '../../domain/charging/reasons.ts';
import { figure, remark, type Remark } from '../../domain/charging/remarks.ts';
import type { Ending } from '../../domain/charging/running.ts';
import { groupBy } from '../../domain/group-by.ts';
import { uuidV7 } from '../../domain/ids.ts';
import { divideHalfUp } from '../../domain/money.ts';
import { Problem } from '../../domain/problem.ts';
import { priceMicros } from '../../domain/rating/price.ts';
import { SAME_CURRENCY_E10 } from '../../domain/rating/rate.ts';
import { findAccount } from '../../postgres/accounts/find-account.ts';
import type { Db } from '../../postgres/pool.ts';
import { withSnapshot } from '../../postgres/snapshot.ts';
import { inFrontOfWall } from '../../postgres/wall.ts';
import { decideSimulated, type DecidedCall } from './decide-simulated.ts';
import { viewerOf, visibleCommissionsOf, visibleForbidderOf, visibleLevelsOf } from './call-viewer.ts';
import { NOBODY, type Concerned } from './simulated-catalogue.ts';

export type SimulatedQuestion = Readonly<{
  /** As it would be dialled. */
  to: string;
  callerNumber: string | null;
  /** Null = until the money ends. */
  seconds: number | null;
  at: Date;
}>;

export type SimulatedLevel = Readonly<{
  who: Remark;
  chargeMicros: bigint;
  currency: string;
  /** What whoever sells at this level keeps after its cost and commissions, in `currency`; null where the reader may not know, or no exchange rate is known. */
  marginMicros: bigint | null;
}>;

export type SimulatedRoute = Readonly<{
  trunk: string;
  prefix: string;
  gateways: readonly string[];
  costMicros: bigint;
  currency: string;
}>;

/** A call that another one goes on as: to the account that has a number, or to where that is forwarded. */
export type SimulatedOnward = Readonly<{
  /** E.164 digits: the DID that is called, or that is forwarded. */
  number: string;
  isForwarded: boolean;
  /** Whose call it is; null for whom the reader may not see. */
  who: Remark | null;
  /** What it is refused for, as far as the reader may know. */
  reason: Reason | null;
  /** What each level that the reader may see would pay. */
  levels: readonly SimulatedLevel[];
  /** Null for whoever may not see carriers. */
  routes: readonly SimulatedRoute[] | null;
}>;

export type SimulatedCall = Readonly<{
  /** Of whichever call is refused: this one, or one that it would go on as. */
  reason: Reason | null;
  destination: string | null;
  callerNumber: string | null;
  /** What is priced: as asked, at most the longest; 0 for a refused call. */
  talkSeconds: number;
  /** What money and caps allow each of the calls. */
  longestSeconds: number;
  /** What any call may last. */
  limitSeconds: number;
  /** What ends the longest call; null for a refused one. */
  ending: Remark | null;
  trace: Explanation['trace'];
  arithmetic: Explanation['arithmetic'];
  levels: readonly SimulatedLevel[];
  /** In the order in which they would be tried; null for whoever may not see carriers. */
  routes: readonly SimulatedRoute[] | null;
  /** The calls that this one would go on as, in their order. */
  onward: readonly SimulatedOnward[];
  /** A gateway is named when others of its trunk are left. */
  skipped: readonly Readonly<{ trunk: string; gateway: string | null; reason: Remark }>[] | null;
}>;

/** Throws `not_found`, and `account_makes_no_calls` for one that is no customer's. */
export async function simulateCall(
  reads: pg.Pool,
  actor: Actor,
  accountId: string,
  question: SimulatedQuestion,
): Promise<SimulatedCall> {
  // Behind the wall: whose call it is. In front of it: what decides, most of which those above have set.
  await findAccount(reads, accountId, actor.scopePath);
  return inFrontOfWall(() => simulated(reads, actor, accountId, question));
}

function simulated(
  reads: pg.Pool,
  actor: Actor,
  accountId: string,
  question: SimulatedQuestion,
): Promise<SimulatedCall> {
  return withSnapshot(reads, async (db) => {
    const node = await findAccount(db, accountId, actor.scopePath);
    if (node.kind !== 'customer') throw new Problem('account_makes_no_calls');
    const caller = { accountId: node.id, dialled: question.to };
    const { frozen: _, ...call } = await decided(db, actor, {
      concerned: { caller, numbers: [], holderIds: [], forwards: [] },
      event: eventOf(question),
      question,
    });
    return call;
  });
}

/** What the code that decides calls makes of an event, as far as the reader may see it. `frozen` is the first call's. */
export async function decided(
  db: Db,
  actor: Actor,
  {
    concerned,
    event,
    question,
  }: Readonly<{
    concerned: Concerned;
    event: AuthorizeEvent;
    question: Pick<SimulatedQuestion, 'at' | 'seconds'>;
  }>,
): Promise<SimulatedCall & Readonly<{ frozen: Frozen }>> {
  const { catalogue, calls } = await decideSimulated(db, { concerned, event, at: question.at });
  const seen: SeenCall[] = [];
  for (const call of calls) {
    const visible = await visibleLevelsOf(db, call.payerIds, actor);
    seen.push({
      ...call,
      visible,
      commissions: await visibleCommissionsOf(db, call.frozen, actor),
      forbids: await visibleForbidderOf(db, call.frozen, actor),
    });
  }
  const [first, ...onward] = seen;
  const own = known(first, 'the call itself');
  return { ...told({ catalogue, actor, question }, own, onward), frozen: own.frozen };
}

const eventOf = ({ to, ...question }: SimulatedQuestion) =>
  simulatedEvent(question, {
    identity: { type: 'sip_device', ...NOBODY },
    destination: to,
    sourceAddress: '',
  });

export function simulatedEvent(
  { callerNumber, at }: Pick<SimulatedQuestion, 'callerNumber' | 'at'>,
  asked: Pick<AuthorizeEvent, 'identity' | 'destination' | 'sourceAddress'>,
): AuthorizeEvent {
  return {
    type: 'authorize',
    switchId: 0n,
    canPush: true,
    sessionId: uuidV7({ time: at, random: randomBytes(10) }),
    digest: 0n,
    attemptId: '',
    startedAt: at,
    ...asked,
    callerNumber,
    userAgent: null,
    callId: null,
    switchRef: null,
  };
}

type Telling = Readonly<{
  catalogue: Catalogue;
  actor: Actor;
  question: Pick<SimulatedQuestion, 'at' | 'seconds'>;
}>;

type SeenCall = DecidedCall &
  Readonly<{ visible: readonly Remark[]; commissions: readonly (Remark | null)[]; forbids: Remark | null }>;

function told(telling: Telling, own: SeenCall, onward: readonly SeenCall[]): SimulatedCall {
  const { catalogue, actor, question } = telling;
  const { frozen, visible, commissions, forbids } = own;
  const { routes } = frozen;
  const viewer = viewerOf(actor, visible, commissions, forbids);
  const { seesCarrier } = viewer;
  const calls = [own, ...onward];
  const isAllowed = calls.every(({ longest }) => longest !== null);
  // Whichever ends first ends all of them.
  const shortest = calls.reduce((least, each) => (secondsOf(each) < secondsOf(least) ? each : least));
  const longestSeconds = isAllowed ? secondsOf(shortest) : 0;
  const talkSeconds = Math.min(question.seconds ?? longestSeconds, longestSeconds);
  const { levelMicros: levelChargeMicros, usedSeconds: allowanceUsedSeconds } = pricesOf(frozen, talkSeconds);
  const [first] = routes;
  const carrierCostMicros = first === undefined ? 0n : priceMicros(readTerms(first.terms), talkSeconds);
  const call = {
    outcome: isAllowed ? ('answered' as const) : ('unanswered' as const),
    talkMs: talkSeconds * 1000,
    endedBy: null,
    isEstimated: false,
    isOverrun: false,
    levelChargeMicros,
    allowanceUsedSeconds,
    carrierCostMicros,
    triedGatewayIds: [],
    frozen,
    isSimulated: true,
  };
  // The trace says what was available and may be tried, the arithmetic what a call over the first route comes to.
  const { trace } = explainCall({ ...call, grantedSeconds: 0, gatewayId: null }, viewer);
  const { arithmetic } = explainCall(
    { ...call, grantedSeconds: longestSeconds, gatewayId: first?.gatewayId ?? null },
    viewer,
  );
  const refused = calls.find(({ longest }) => longest === null);
  return {
    reason:
      refused === undefined ? null : refused === own ? ownReason(actor, own) : onwardReason(actor, refused),
    destination: frozen.destination,
    callerNumber: frozen.caller,
    talkSeconds,
    longestSeconds,
    limitSeconds: Math.max(longestSeconds, leastLimit(catalogue, calls)),
    ending: isAllowed ? endingOf(shortest, shortest === own) : null,
    trace: [
      ...trace,
      ...onward.map((each) => onwardStep(each.frozen, viewerOf(actor, each.visible, [], each.forbids))),
    ],
    arithmetic,
    levels: isAllowed ? levelsOf(telling, own, talkSeconds) : [],
    routes: seesCarrier ? routesOf(frozen, talkSeconds) : null,
    onward: onward.map((each) => ({
      number: each.frozen.forwarded?.number ?? each.frozen.destination ?? '',
      isForwarded: each.frozen.forwarded !== undefined,
      who: each.visible[0] ?? null,
      reason: each.longest === null ? onwardReason(actor, each) : null,
      levels: isAllowed ? levelsOf(telling, each, talkSeconds) : [],
      routes: seesCarrier ? routesOf(each.frozen, talkSeconds) : null,
    })),
    skipped: seesCarrier
      ? calls.flatMap((each) =>
          each.frozen.seen.skipped.map(([trunk, why, gateway = null]) => ({
            trunk,
            gateway,
            reason: skipRemark(why),
          })),
        )
      : null,
  };
}

const secondsOf = ({ longest }: DecidedCall) => longest?.seconds ?? 0;

function pricesOf(frozen: Frozen, talkSeconds: number) {
  const { levels } = frozen;
  return priceTalk(
    levels,
    levels.map(({ terms }) => readTerms(terms)),
    talkSeconds,
    packagesOf(frozen).map(({ left }) => left),
  );
}

/** The longest that any of the calls that go on from each other may become. */
function leastLimit({ callSecondsMax }: Catalogue, calls: readonly SeenCall[]): number {
  return Math.min(...calls.map(({ frozen: { secondsMax = callSecondsMax } }) => secondsMax));
}

function levelsOf(
  { catalogue, actor, question }: Telling,
  { frozen, visible, commissions }: SeenCall,
  talkSeconds: number,
): readonly SimulatedLevel[] {
  const { levels, routes } = frozen;
  const { levelMicros: micros } = pricesOf(frozen, talkSeconds);
  const [first] = routes;
  const { seesCarrier } = viewerOf(actor, visible, commissions);
  const carrier =
    first === undefined || !seesCarrier
      ? null
      : { ...first, micros: priceMicros(readTerms(first.terms), talkSeconds) };
  return visible.slice(0, micros.length).map((who, index) => ({
    who,
    chargeMicros: micros[index] ?? 0n,
    currency: levels[index]?.currency ?? '',
    marginMicros: marginOf(catalogue, question.at, { frozen, micros, visible, index, carrier }),
  }));
}

/** What ends a call of another account is said with its name, and not at all to whoever may not see it. */
function endingOf({ longest, frozen, visible }: SeenCall, isOwn: boolean): Remark {
  const { ending } = known(longest, 'a call that is granted');
  const [who] = visible;
  const what = endingRemark(ending, frozen, visible);
  if (isOwn || ending.by !== 'cap') return what;
  if (who === undefined) return remark('ending.above');
  return remark('level.of', { who: figure.remark(who), what: figure.remark(what) });
}

/** Whose money ends it is told as far up as the reader sees; the caps are the caller's own. */
export function endingRemark(ending: Ending, { levels }: Frozen, visible: readonly Remark[]): Remark {
  if (ending.by === 'length') return remark('ending.length');
  const currencyAt = (level: number) => levels[level]?.currency ?? '';
  if (ending.by === 'cap')
    return remark(`ending.${ending.cap}`, { cap: figure.money(ending.micros, currencyAt(0)) });
  const { level, availableMicros } = ending;
  const who = visible[level];
  if (who === undefined) return remark('ending.above');
  const amount = figure.money(availableMicros, currencyAt(level));
  return remark('ending.money', { who: figure.remark(who), amount });
}

function ownReason(actor: Actor, { frozen: { failed }, visible }: SeenCall): Reason | null {
  if (failed === null || !isReason(failed.reason)) return null;
  const isSeen = isStaff(actor) || failed.level < visible.length;
  return isSeen ? failed.reason : safeReason(failed.reason, failed.level);
}

/** Whoever may not see the account learns what callers hear. */
function onwardReason(actor: Actor, call: SeenCall): Reason | null {
  const { failed } = call.frozen;
  if (isStaff(actor) || call.visible.length > 0) return ownReason(actor, call);
  return failed === null || !isReason(failed.reason) ? null : toldAsCalled(failed.reason);
}

/** What is bought for `micros` in one currency is sold in another: compared in that of the buyer. */
function marginOf(
  catalogue: Catalogue,
  at: Date,
  {
    frozen,
    micros,
    visible,
    index,
    carrier,
  }: Readonly<{
    frozen: Pick<Frozen, 'levels' | 'commissions'>;
    micros: readonly bigint[];
    visible: readonly Remark[];
    index: number;
    carrier: Readonly<{ micros: bigint; currency: string }> | null;
  }>,
): bigint | null {
  const { levels } = frozen;
  const isTop = index === levels.length - 1;
  const seller = levels[index + 1];
  const cost = isTop
    ? carrier
    : seller === undefined || index + 1 >= visible.length
      ? null
      : { micros: micros[index + 1] ?? 0n, currency: seller.currency };
  const currency = levels[index]?.currency ?? '';
  if (cost === null) return null;
  const rate = exchangeRateE10(catalogue, cost.currency, currency, at.getTime());
  if (rate === null && cost.micros !== 0n) return null;
  const given = levelCommissionMicros(frozen, micros, index);
  return (micros[index] ?? 0n) - divideHalfUp(cost.micros * (rate ?? 0n), SAME_CURRENCY_E10) - given;
}

/** One line a trunk, in the order of their gateways. */
function routesOf({ routes }: Frozen, talkSeconds: number): readonly SimulatedRoute[] {
  const byTrunk = groupBy(routes, ({ trunk }) => trunk);
  return Array.from(byTrunk, ([trunk, [first, ...others]]) => {
    const { prefix, currency, terms } = known(first, 'the first gateway of a trunk');
    return {
      trunk,
      prefix,
      gateways: [first, ...others].map((route) => route?.uri ?? ''),
      costMicros: priceMicros(readTerms(terms), talkSeconds),
      currency,
    };
  });
}
