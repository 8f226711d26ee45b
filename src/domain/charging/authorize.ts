/** May this call start, for how long, at what price: the checks in their order, and what is held for it. */
import { assert, known } from '../assert.ts';
import { localize } from '../numbering/localization.ts';
import { toE164 } from '../numbering/e164.ts';
import { affordableSeconds, holdMicros, holdTermsOf, type HoldTerms } from '../rating/hold.ts';
import { findRate, type ListedRate } from '../rating/prefix-table.ts';
import type { Terms } from '../rating/rate.ts';
import { chooseRoutes, GATEWAYS_MAX, type Choice } from './choose-routes.ts';
import {
  addCdr,
  addSession,
  availableMicros,
  walletIn,
  type Book,
  type BookWallet,
  type FoldedRefusal,
} from './book.ts';
import {
  exchangeRateE10,
  payersOf,
  type Catalogue,
  type KnownAccount,
  type KnownRateGroup,
  type Payer,
} from './catalogue.ts';
import type { AuthorizeEvent, Granted, Refused, Rejected } from './events.ts';
import { blockedFailure, concurrentMax, statusFailure, takeTokens } from './checks.ts';
import { identify, type Identified } from './identify.ts';
import { writeTerms, type Failure, type Frozen, type FrozenLevel, type Seen } from './frozen.ts';
import { REASONS, safeReason, type Reason } from './reasons.ts';
import {
  allowanceMicros,
  destinationClassOf,
  frozenCaps,
  guardsOfCaller,
  seenSpending,
  tightestCap,
} from './guards.ts';
import { gatewayUri } from '../routing/gateway-uri.ts';

/** Without an answer or an end by then the switch is asked: a minute after the last gateway stopped ringing. */
const ASK_AFTER_SECONDS = 60;
/**
 * A switch that can be asked is asked soon: when our answer came after it had given up waiting (3 s), it never speaks
 * of this call, and money and a line stay held until then.
 */
const ASK_SOON_SECONDS = 15;

type Level = Readonly<{
  payer: Payer;
  wallet: BookWallet;
  group: KnownRateGroup;
  rate: ListedRate;
  terms: Terms;
  hold: HoldTerms;
}>;

export type Folding = Readonly<{
  isFolded: (refusal: FoldedRefusal) => boolean;
  /** What was folded of late: the same question has the same answer. */
  before: (sessionId: string) => FoldedRefusal | undefined;
}>;

export type AuthorizeSetting = Readonly<{
  catalogue: Catalogue;
  now: Date;
  /** From 0 to below 1, the same for the same call: decides between trunks by share. */
  draw: number;
  /** Refusals that come too fast to be written one by one. */
  folding: Folding;
}>;

/** Who would pay for a call: whoever loads the book must lock their wallets. None for a stranger's. */
export function payersOfAuthorize(catalogue: Catalogue, event: AuthorizeEvent): readonly Payer[] {
  const account = identify(catalogue, event)?.account;
  return (account === undefined ? null : payersOf(catalogue, account)) ?? [];
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
  const payers = identified === null ? null : payersOf(catalogue, identified.account);
  if (identified === null || payers === null) {
    const { switchId, sourceAddress: source, identity } = event;
    book.changes.unauthenticated.push({ switchId, source, sample: JSON.stringify(identity) });
    return refusal(event.sessionId, 'not_authenticated', 0);
  }
  return decide(book, event, setting, identified, payers);
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
    return refusal(sessionId, folded.reason, folded.level);
  }
  if (session) {
    if (session.digest !== digest) return { ok: false, sessionId, problem: 'id_reused' };
    return grantOf(session, session.frozen, catalogue.ringSeconds);
  }
  if (cdr === undefined) return null;
  const { frozen } = cdr;
  if (frozen.question !== String(digest)) return { ok: false, sessionId, problem: 'id_reused' };
  if (cdr.outcome === 'refused') return refusal(sessionId, cdr.reason as Reason, frozen.failed?.level ?? 0);
  // Granting it again would give money and a line that may be another call's by now.
  return { ok: false, sessionId, problem: 'call_is_over' };
}

function decide(
  book: Book,
  event: AuthorizeEvent,
  setting: AuthorizeSetting,
  { account, deviceId, dialled }: Identified,
  payers: readonly Payer[],
): Granted | Refused {
  const { catalogue, now } = setting;
  const wallets = payers.map(({ wallet }) => walletIn(book, wallet.id));
  const rules = rulesOf(catalogue, account);
  const { meant, localized, destination } = readNumber(catalogue, account, dialled);
  const written = localize(rules?.originationOutboundCallerId ?? [], event.callerNumber ?? '').number;
  const given = event.callerNumber === null ? null : toE164(written, account.country);
  const caller = account.forcedCallerId ?? given;
  const draft: Frozen = {
    version: 1,
    question: String(event.digest),
    username: event.identity.type === 'sip_device' ? event.identity.username : null,
    dialled: event.destination,
    meant,
    localized,
    destination,
    caller,
    callerGiven: event.callerNumber,
    source: event.sourceAddress,
    userAgent: event.userAgent,
    callId: event.callId,
    canPush: event.canPush,
    sliceSeconds: event.canPush ? catalogue.sliceSeconds : catalogue.callSecondsMax,
    codecs: [],
    levels: [],
    routes: [],
    seen: { calls: [], available: [], skipped: [] },
    failed: null,
  };
  const refuse = (failure: Failure & { reason: Reason }, seen: Partial<Frozen> = {}) =>
    refuseCall(book, event, setting, {
      account,
      deviceId,
      payers,
      frozen: { ...draft, ...payersUnlessPriced(payers, seen), ...seen, failed: failure },
    });

  const tooFast = takeTokens(catalogue, payers, wallets, now);
  if (tooFast !== null) return refuse(tooFast);
  const barred = statusFailure(catalogue, account, now);
  if (barred !== null) return refuse(barred);
  if (destination === null)
    return refuse({ reason: 'number_invalid', level: 0, figures: [event.destination] });
  const blocked = blockedFailure(catalogue, account, destination);
  if (blocked !== null) return refuse(blocked);
  const guards = guardsOfCaller(catalogue, account, wallets[0] as BookWallet);
  const kind = destinationClassOf(catalogue, account, destination);
  if (kind !== null && !guards.isOpen[kind.name]) {
    const figures = [destination, kind.name, kind.prefix];
    return refuse({ reason: 'destination_class_closed', level: 0, figures });
  }
  const levels = priceLevels(catalogue, payers, wallets, destination, now);
  if ('reason' in levels) return refuse(levels);
  const priced = { levels: levels.map(frozenLevel), caps: frozenCaps(guards) };
  const calls = levels.map(
    ({ payer, wallet }) => [wallet.liveCalls, concurrentMax(catalogue, payer, wallet)] as const,
  );
  const full = calls.findIndex(([live, max]) => max >= 0 && live >= max);
  if (full >= 0) {
    const figures = (calls[full] ?? []).map(String);
    return refuse({ reason: 'concurrent_calls_reached', level: full, figures }, priced);
  }
  const longestSlice = Math.min(draft.sliceSeconds, catalogue.callSecondsMax);
  const [own] = levels as readonly [Level];
  const allowance = allowanceMicros(priced.caps, own.wallet, { heldMicros: 0n, now });
  const allowedSeconds =
    allowance === null ? longestSlice : affordableSeconds(own.hold, allowance, longestSlice);
  const spent = seenSpending(own.wallet, now);
  if (allowedSeconds === 0) {
    const { cap, micros, used } = known(tightestCap(priced.caps, spent), 'the cap that was reached');
    const figures = [cap, String(micros), String(used), String(own.hold.firstMicros)];
    return refuse({ reason: 'spend_cap_reached', level: 0, figures }, priced);
  }
  const money = affordable(levels, allowedSeconds);
  const available = levels.map(({ wallet }) => String(availableMicros(wallet)));
  const seenBefore = { calls, available, spent, destinationClass: kind?.name ?? null };
  if (money.seconds === 0) {
    const { wallet, hold } = levels[money.level] as Level;
    const figures = [String(availableMicros(wallet)), String(hold.firstMicros)];
    const seen: Seen = { ...seenBefore, skipped: [] };
    return refuse({ reason: 'insufficient_funds', level: money.level, figures }, { ...priced, seen });
  }
  const choice = chooseRoutes(catalogue, {
    number: destination,
    atMs: now.getTime(),
    draw: setting.draw,
    top: topOf(levels),
  });
  const seen: Seen = { ...seenBefore, skipped: choice.skipped.slice(0, GATEWAYS_MAX) };
  if (choice.routes.length === 0) {
    const reason = choice.skipped.some(([, why]) => why === 'not_profitable')
      ? 'no_profitable_route'
      : 'no_route';
    return refuse({ reason, level: levels.length - 1, figures: [] }, { ...priced, seen });
  }
  const frozen: Frozen = { ...draft, ...priced, seen, ...routesOf(choice, destination) };
  return grant(book, event, setting, { account, deviceId, levels, seconds: money.seconds, frozen });
}

/** Whom a check at a level above is about; the levels of a call that was priced say it themselves. */
function payersUnlessPriced(payers: readonly Payer[], { levels }: Partial<Frozen>): Pick<Frozen, 'payers'> {
  return levels === undefined ? { payers: payers.map(({ account }) => String(account.id)) } : {};
}

const rulesOf = ({ localizations }: Pick<Catalogue, 'localizations'>, { localizationId }: KnownAccount) =>
  localizationId === null ? undefined : localizations.get(localizationId);

/** What a caller means by what it dialled: a speed dial, then its localization; E.164 digits, or null for no number. */
export function readNumber(
  catalogue: Pick<Catalogue, 'localizations'>,
  account: KnownAccount,
  dialled: string,
): Readonly<{ meant: string; localized: string; destination: string | null }> {
  const meant = account.speedDials.get(dialled) ?? dialled;
  const localized = localize(rulesOf(catalogue, account)?.originationDestination ?? [], meant).number;
  return { meant, localized, destination: toE164(localized, account.country) };
}

function priceLevels(
  catalogue: Catalogue,
  payers: readonly Payer[],
  wallets: readonly BookWallet[],
  number: string,
  now: Date,
): readonly Level[] | (Failure & { reason: Reason }) {
  const levels: Level[] = [];
  for (const [level, payer] of payers.entries()) {
    const { account, wallet: known } = payer;
    const group = account.rateGroupId === null ? undefined : catalogue.rateGroups.get(account.rateGroupId);
    if (group === undefined || !group.isActive) {
      return { reason: 'no_rate_group', level, figures: group === undefined ? [] : [group.name] };
    }
    const rate = findRate(group.rates, number, { accountId: account.id, atMs: now.getTime() });
    if (rate === null) return { reason: 'no_rate_for_destination', level, figures: [number, group.name] };
    const exchange = exchangeRateE10(catalogue, group.currency, known.currency, now.getTime());
    if (exchange === null)
      return { reason: 'no_exchange_rate', level, figures: [group.currency, known.currency] };
    const wallet = wallets[level];
    assert(wallet !== undefined, 'each level has its wallet');
    levels.push({ payer, wallet, group, rate, ...pricedTerms(rate, group.markUpPpm, exchange) });
  }
  return levels;
}

/** The same rate is asked for again and again; its terms are worked out once. */
const termsOfRate = new WeakMap<ListedRate, Map<string, Readonly<{ terms: Terms; hold: HoldTerms }>>>();

function pricedTerms(rate: ListedRate, markUpPpm: bigint, exchangeRate: bigint) {
  let variants = termsOfRate.get(rate);
  if (variants === undefined) termsOfRate.set(rate, (variants = new Map()));
  const key = `${markUpPpm}:${exchangeRate}`;
  const before = variants.get(key);
  if (before !== undefined) return before;
  const terms: Terms = {
    connectionCostMicros: rate.connectionCostMicros,
    costPerMinuteNanos: rate.costPerMinuteNanos,
    graceSeconds: rate.graceSeconds,
    initialIncrementSeconds: rate.initialIncrementSeconds,
    incrementSeconds: rate.incrementSeconds,
    markUpPpm,
    exchangeRateE10: exchangeRate,
  };
  const priced = { terms, hold: holdTermsOf(terms) };
  variants.set(key, priced);
  return priced;
}

/** Seconds that every level can pay for; 0 and the lowest level that cannot pay even the first interval. */
function affordable(levels: readonly Level[], secondsMax: number) {
  let seconds = secondsMax;
  for (const [level, { wallet, hold }] of levels.entries()) {
    seconds = Math.min(seconds, affordableSeconds(hold, availableMicros(wallet), secondsMax));
    if (seconds === 0) return { seconds, level };
  }
  return { seconds, level: 0 };
}

function topOf(levels: readonly Level[]) {
  const top = levels.at(-1);
  assert(top !== undefined, 'somebody pays for a call');
  const { group, rate, terms, payer } = top;
  return { group, rate, terms, currency: payer.wallet.currency };
}

function frozenLevel({ payer, group, rate, terms }: Level): FrozenLevel {
  return {
    accountId: String(payer.account.id),
    walletId: String(payer.wallet.id),
    issuerId: String(payer.wallet.issuerId),
    revenueAccountId: String(payer.wallet.revenueAccountId),
    currency: payer.wallet.currency,
    rateGroup: group.name,
    rateId: String(rate.id),
    prefix: rate.prefix,
    destination: rate.destination,
    rateCurrency: group.currency,
    terms: writeTerms(terms),
  };
}

function routesOf({ routes }: Choice, number: string): Pick<Frozen, 'routes' | 'codecs'> {
  const written = routes.flatMap(({ trunk, rate, terms, currency }) =>
    trunk.gateways.map((gateway) => ({
      gatewayId: String(gateway.id),
      gatewayPublicId: gateway.publicId,
      uri: gatewayUri(gateway, trunk, number),
      transport: gateway.transport,
      trunk: trunk.name,
      prefix: rate.prefix,
      currency,
      terms: writeTerms(terms),
      costAccountId: String(trunk.costAccountId),
      payableAccountId: String(trunk.payableAccountId),
    })),
  );
  return { routes: written.slice(0, GATEWAYS_MAX), codecs: [...(routes[0]?.trunk.codecs ?? [])] };
}

function grant(
  book: Book,
  event: AuthorizeEvent,
  { catalogue, now }: AuthorizeSetting,
  call: Readonly<{
    account: KnownAccount;
    deviceId: bigint | null;
    levels: readonly Level[];
    seconds: number;
    frozen: Frozen;
  }>,
): Granted {
  const { account, deviceId, levels, seconds, frozen } = call;
  const held = levels.map(({ hold }) => holdMicros(hold, seconds));
  for (const [level, { wallet }] of levels.entries()) {
    wallet.heldMicros += held[level] ?? 0n;
    wallet.liveCalls += 1;
  }
  const waitSeconds = event.canPush
    ? ASK_SOON_SECONDS
    : catalogue.ringSeconds * frozen.routes.length + ASK_AFTER_SECONDS;
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
    longestSeconds: catalogue.callSecondsMax,
    extendAt: null,
    deadlineAt: new Date(now.getTime() + waitSeconds * 1000),
    aliveAt: now,
    switchUnknownAt: null,
    levelWalletIds: levels.map(({ wallet }) => wallet.id),
    levelHeldMicros: held,
    frozen,
  };
  addSession(book, session);
  return grantOf(session, frozen, catalogue.ringSeconds);
}

function grantOf(
  session: Readonly<{ sessionId: string; grantedSeconds: number; longestSeconds: number }>,
  { caller, destination, routes, codecs }: Frozen,
  ringTimeoutSeconds: number,
): Granted {
  const { sessionId, grantedSeconds, longestSeconds: limitSeconds } = session;
  const gateways = routes.map(({ gatewayPublicId: id, uri, transport }) => ({ id, uri, transport }));
  return {
    ok: true,
    sessionId,
    grantedSeconds,
    limitSeconds,
    ringTimeoutSeconds,
    callerNumber: caller,
    destination: destination ?? '',
    gateways,
    codecs,
  };
}

function refuseCall(
  book: Book,
  event: AuthorizeEvent,
  { now, folding }: AuthorizeSetting,
  call: Readonly<{
    account: KnownAccount;
    deviceId: bigint | null;
    payers: readonly Payer[];
    frozen: Frozen & { failed: Failure & { reason: Reason } };
  }>,
): Refused {
  const { account, deviceId, payers, frozen } = call;
  const { reason, level } = frozen.failed;
  const answer = refusal(event.sessionId, reason, level);
  const { sessionId, digest } = event;
  const refused = { sessionId, digest, accountId: account.id, branchId: account.branchId, reason, level };
  if (folding.isFolded(refused)) {
    book.changes.folded.set(sessionId, refused);
    return answer;
  }
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
    carrierCurrency: null,
    carrierCostMicros: 0n,
    frozen,
  });
  return answer;
}

/** The true reason goes to the switch's log; what the phone hears says nothing about levels above it. */
function refusal(sessionId: string, reason: Reason, level: number): Refused {
  const { sipStatus, sipReason, q850Cause, sentence: message } = REASONS[safeReason(reason, level)];
  return { ok: false, sessionId, reason, sipStatus, sipReason, q850Cause, message };
}
