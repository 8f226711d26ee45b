/** What would become of a call: decided by the code that decides calls, on what is there now, and never written. */
import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { isStaff, type Actor } from '../../domain/accounts/actor.ts';
import { idsOfPath } from '../../domain/accounts/tree.ts';
import { known } from '../../domain/assert.ts';
import { authorize, payersOfAuthorize } from '../../domain/charging/authorize.ts';
import { readNumber } from '../../domain/charging/numbers-of-call.ts';
import { emptyChanges, type Book } from '../../domain/charging/book.ts';
import { exchangeRateE10, type Catalogue, type KnownAccount } from '../../domain/charging/catalogue.ts';
import type { AuthorizeEvent } from '../../domain/charging/events.ts';
import { explainCall, type Explanation } from '../../domain/charging/explain.ts';
import { skipRemark } from '../../domain/charging/explain-routes.ts';
import { packagesOf, priceTalk } from '../../domain/charging/free-seconds.ts';
import { readTerms, type Frozen } from '../../domain/charging/frozen.ts';
import { isReason, safeReason, type Reason } from '../../domain/charging/reasons.ts';
import { figure, remark, type Remark } from '../../domain/charging/remarks.ts';
import { longestTalk, type Ending } from '../../domain/charging/running.ts';
import type { UnknownCall } from '../../domain/charging/unknown-calls.ts';
import { groupBy } from '../../domain/group-by.ts';
import { uuidV7 } from '../../domain/ids.ts';
import { divideHalfUp } from '../../domain/money.ts';
import { Problem } from '../../domain/problem.ts';
import { priceMicros } from '../../domain/rating/price.ts';
import { SAME_CURRENCY_E10 } from '../../domain/rating/rate.ts';
import { findAccount, operatorId, type AccountNode } from '../../postgres/accounts/find-account.ts';
import {
  catalogueVersion,
  readAccounts,
  readDestinationClasses,
  readDevicesDialled,
  readExchangeRates,
  readRateGroupsOf,
  readTrunks,
} from '../../postgres/charging/catalogue-rows.ts';
import { readDids } from '../../postgres/charging/did-rows.ts';
import { lookAtTrunks, lookAtWallets } from '../../postgres/charging/load-batch.ts';
import { readRules } from '../../postgres/numbering/localizations.ts';
import { readPackages } from '../../postgres/packages/known-packages.ts';
import type { Db } from '../../postgres/pool.ts';
import { withSnapshot } from '../../postgres/snapshot.ts';
import { inFrontOfWall } from '../../postgres/wall.ts';
import { readSettings } from './catalogue.ts';
import { viewerOf, visibleCommissionsOf, visibleLevelsOf } from './explain-call.ts';

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
  /** What whoever sells at this level keeps, in `currency`; null where the reader may not know, or no exchange rate is known. */
  marginMicros: bigint | null;
}>;

export type SimulatedRoute = Readonly<{
  trunk: string;
  prefix: string;
  gateways: readonly string[];
  costMicros: bigint;
  currency: string;
}>;

export type SimulatedCall = Readonly<{
  reason: Reason | null;
  destination: string | null;
  callerNumber: string | null;
  /** What is priced: as asked, at most the longest; 0 for a refused call. */
  talkSeconds: number;
  /** What money and caps allow. */
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
  /** A gateway is named when others of its trunk are left. */
  skipped: readonly Readonly<{ trunk: string; gateway: string | null; reason: Remark }>[] | null;
}>;

/** A name that no device has: its user name and realm are no SIP names. */
const NOBODY = { username: ' simulated', realm: '' } as const;

/** Throws `not_found`, and `account_has_no_wallet` for an account that makes no calls. */
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
    if (node.kind !== 'customer') throw new Problem('account_has_no_wallet');
    const catalogue = await catalogueFor(db, node, question.to);
    const { frozen: _, ...call } = await decided(db, actor, {
      catalogue,
      event: eventOf(question),
      question,
    });
    return call;
  });
}

/** What the code that decides calls makes of an event, on a book that nobody writes; as far as the reader may see it. */
export async function decided(
  db: Db,
  actor: Actor,
  {
    catalogue,
    event,
    question,
  }: Readonly<{
    catalogue: Catalogue;
    event: AuthorizeEvent;
    question: Pick<SimulatedQuestion, 'at' | 'seconds'>;
  }>,
): Promise<SimulatedCall & Readonly<{ frozen: Frozen }>> {
  const ids = payersOfAuthorize(catalogue, event).map(({ account }) => account.id);
  const book: Book = {
    wallets: await lookAtWallets(
      db,
      payersOfAuthorize(catalogue, event).map(({ wallet }) => wallet.id),
      question.at,
    ),
    trunks: await lookAtTrunks(db),
    sessions: new Map(),
    cdrs: new Map(),
    changes: emptyChanges(),
  };
  // Of trunks by share the one with the largest comes first: a draw of its own for each question would seem arbitrary.
  const folding = {
    sampleFor: () => null,
    sourceFor: ({ source }: UnknownCall) => source,
    before: () => undefined,
  };
  // A gateway that is to be tried again is tried by the next call: this is it.
  const mayTry = () => true;
  authorize(book, event, { catalogue, now: question.at, draw: 0, mayTry, folding });
  const session = book.sessions.get(event.sessionId) ?? null;
  const frozen = known(session?.frozen ?? book.changes.newCdrs[0]?.frozen, 'what was decided');
  const longest = session === null ? null : longestTalk(book, session, question.at);
  const visible = await visibleLevelsOf(db, ids, actor);
  const commissions = await visibleCommissionsOf(db, frozen, actor);
  return { ...told(catalogue, actor, { frozen, visible, commissions, longest, question }), frozen };
}

const byId = (accounts: readonly KnownAccount[]) => new Map(accounts.map((each) => [each.id, each]));

/** As charging has it in memory, as far as this call is concerned. */
async function catalogueFor(db: Db, node: AccountNode, dialled: string): Promise<Catalogue> {
  const operator = await operatorId(db);
  const accounts = byId(await readAccounts(db, idsOfPath(node.path)));
  const localizations = await readRules(db, null);
  const trunks = new Map((await readTrunks(db)).map((trunk) => [trunk.id, trunk]));
  const { destination, meant } = readNumber(
    { localizations },
    known(accounts.get(node.id), 'the caller'),
    dialled,
  );
  const groupIds = [
    ...[...accounts.values()].flatMap(({ rateGroupId, nonCliRateGroupId }) =>
      [rateGroupId, nonCliRateGroupId].filter((id) => id !== null),
    ),
    ...Array.from(trunks.values(), ({ terminationRateGroupId }) => terminationRateGroupId),
  ];
  const groups = await readRateGroupsOf(db, groupIds, destination === null ? [] : [destination]);
  const rung = await readDevicesDialled(db, { dialled: meant, callerId: node.id, domainId: node.parentId });
  await addAccounts(
    db,
    accounts,
    rung.map(({ accountId }) => accountId),
  );
  const device = {
    deviceId: 0n,
    publicId: '',
    accountId: node.id,
    isActive: true,
    validUntilMs: null,
    extension: null,
    domainId: null,
  };
  return {
    version: await catalogueVersion(db),
    operatorId: operator,
    accounts,
    devices: new Map([
      [`${NOBODY.username}@${NOBODY.realm}`, device],
      ...rung.flatMap(({ name, ...each }) => {
        const own = [name, each] as const;
        return name.startsWith(`${meant}@`) ? [own, [`${meant}@${NOBODY.realm}`, each] as const] : [own];
      }),
    ]),
    addresses: new Map(),
    dids: await readDids(db, { number: destination ?? '' }),
    localizations,
    rateGroups: new Map(groups.map((group) => [group.id, group])),
    packages: await readPackages(
      db,
      [...accounts.values()].flatMap(({ packages }) => packages.map(({ packageId }) => packageId)),
    ),
    trunks,
    exchangeRates: await readExchangeRates(db),
    destinationClasses: await readDestinationClasses(db),
    ...(await readSettings(db, operator)),
  };
}

/** Those accounts, and everybody above them. */
async function addAccounts(db: Db, accounts: Map<bigint, KnownAccount>, ids: readonly bigint[]) {
  const paths = (await readAccounts(db, ids)).flatMap(({ path }) => idsOfPath(path));
  for (const each of await readAccounts(db, [...new Set(paths)])) accounts.set(each.id, each);
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

type Decided = Readonly<{
  frozen: Frozen;
  visible: readonly Remark[];
  commissions: readonly (Remark | null)[];
  longest: ReturnType<typeof longestTalk> | null;
  question: Pick<SimulatedQuestion, 'at' | 'seconds'>;
}>;

function told(
  catalogue: Catalogue,
  actor: Actor,
  { frozen, visible, commissions, longest, question }: Decided,
): SimulatedCall {
  const { failed, routes, levels } = frozen;
  const viewer = viewerOf(actor, visible, commissions);
  const { seesCarrier } = viewer;
  const isAllowed = failed === null;
  const longestSeconds = longest?.seconds ?? 0;
  const talkSeconds = isAllowed ? Math.min(question.seconds ?? longestSeconds, longestSeconds) : 0;
  const { levelMicros: levelChargeMicros, usedSeconds: allowanceUsedSeconds } = priceTalk(
    levels,
    levels.map(({ terms }) => readTerms(terms)),
    talkSeconds,
    packagesOf(frozen).map(({ left }) => left),
  );
  const [first] = routes;
  const carrierCostMicros = first === undefined ? 0n : priceMicros(readTerms(first.terms), talkSeconds);
  const call = {
    outcome: isAllowed ? ('answered' as const) : ('refused' as const),
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
  const micros = isAllowed ? levelChargeMicros : [];
  const carrier = first === undefined || !seesCarrier ? null : { ...first, micros: carrierCostMicros };
  return {
    reason: reasonOf(frozen, isStaff(actor) ? Number.MAX_SAFE_INTEGER : visible.length),
    destination: frozen.destination,
    callerNumber: frozen.caller,
    talkSeconds,
    longestSeconds,
    limitSeconds: Math.max(longestSeconds, catalogue.callSecondsMax),
    ending: longest && endingRemark(longest.ending, frozen, visible),
    trace,
    arithmetic,
    levels: visible.slice(0, micros.length).map((who, index) => ({
      who,
      chargeMicros: micros[index] ?? 0n,
      currency: levels[index]?.currency ?? '',
      marginMicros: marginOf(catalogue, question.at, { levels, micros, visible, index, carrier }),
    })),
    routes: seesCarrier ? routesOf(frozen, talkSeconds) : null,
    skipped: seesCarrier
      ? frozen.seen.skipped.map(([trunk, why, gateway = null]) => ({
          trunk,
          gateway,
          reason: skipRemark(why),
        }))
      : null,
  };
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

function reasonOf({ failed }: Frozen, visibleLevels: number): Reason | null {
  if (failed === null || !isReason(failed.reason)) return null;
  return failed.level < visibleLevels ? failed.reason : safeReason(failed.reason, failed.level);
}

/** What is bought for `micros` in one currency is sold in another: compared in that of the buyer. */
function marginOf(
  catalogue: Catalogue,
  at: Date,
  {
    levels,
    micros,
    visible,
    index,
    carrier,
  }: Readonly<{
    levels: Frozen['levels'];
    micros: readonly bigint[];
    visible: readonly Remark[];
    index: number;
    carrier: Readonly<{ micros: bigint; currency: string }> | null;
  }>,
): bigint | null {
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
  return rate === null ? null : (micros[index] ?? 0n) - divideHalfUp(cost.micros * rate, SAME_CURRENCY_E10);
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
