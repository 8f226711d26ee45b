/** The oracle of questions: may a call start, for how long, and if not, which check says so. */
import { usableFor, leftOf, ofLevel, type Usable } from './free.ts';
import {
  above,
  accountOf,
  exchangeOf,
  expiresAt,
  issuerOf,
  liveCalls,
  payersOf,
  rateIn,
  type Account,
  type Call,
  type Did,
  type Level,
  type List,
  type Model,
  type Name,
} from './model.ts';
import { billedAtMost, holdOf, inTurn, isFree, ONE, secondsFor, sum, total, type Offer } from './prices.ts';

export type Question = Readonly<{
  /** Whose call it is; of a number that nobody has, null. */
  account: Name | null;
  /** E.164 digits. */
  number: string;
  canPush: boolean;
  /** It comes in by this number. */
  by?: Did;
  /** How often it was forwarded. */
  forwards?: number;
}>;
type Terms = Pick<Call, 'direction' | 'levels' | 'commissions' | 'routes' | 'heldFree'> &
  Readonly<{ account: Name; seconds: number }>;
export type Decision =
  | Readonly<{ ok: true; terms: Terms; used: readonly Usable[] }>
  | Readonly<{ ok: false; reason: string }>;

const FORWARDS_MAX = 3;
const HOUR_MS = 3_600_000;
const refused = (reason: string): Decision => ({ ok: false, reason });

export function decide(model: Model, question: Question): Decision {
  const { account: name, number, by, forwards = 0 } = question;
  if (name === null) return refused('number_not_in_service');
  const account = accountOf(model, name);
  const barred = statusOf(model, account);
  if (barred !== null) return refused(barred);
  if (forwards > FORWARDS_MAX) return refused('forwarded_too_often');
  const payers = payersOf(model, account);
  if (by !== undefined)
    return weigh(model, question, { account, direction: 'in', prices: inbound(model, by, payers) });
  const own = model.dids.find((did) => did.number === number);
  if (own !== undefined) {
    if ([account, ...above(model, account)].some(({ allowLocalCalls }) => !allowLocalCalls))
      return refused('local_calls_not_allowed');
    if (own.account === null) return refused('number_not_in_service');
    return weigh(model, question, { account, direction: 'inside', prices: inside(model, payers) });
  }
  return weigh(model, question, { account, direction: 'out', prices: outbound(model, payers, number) });
}

function statusOf(model: Model, account: Account): string | null {
  const isOver = (each: Account) => (expiresAt(each) ?? Infinity) <= model.now;
  if (account.status !== 'active') return `account_${account.status}`;
  if (isOver(account)) return 'account_expired';
  const isBarred = above(model, account).some((each) => each.status !== 'active' || isOver(each));
  return isBarred ? 'reseller_suspended' : null;
}

/** What each payer is asked, or the reason why one has no price. */
type Prices = readonly Offer[] | string;

function outbound(model: Model, payers: readonly Account[], number: string): Prices {
  return each(payers, ({ name, list, currency }) => {
    if (!hasList(model, list)) return 'no_rate_group';
    const found = rateIn(model, list as Name, number, name);
    if (found === null) return 'no_rate_for_destination';
    const exchange = exchangeOf(model, found.currency, currency);
    return exchange === null ? 'no_exchange_rate' : { rate: found.rate, markUp: found.markUp, exchange };
  });
}

const MINUTES = { grace: 0, initial: 60, increment: 60 };

function inside(model: Model, payers: readonly Account[]): Prices {
  return each(payers, ({ list, localRate: perMinute }) =>
    hasList(model, list)
      ? { rate: { ...MINUTES, connection: 0n, perMinute }, markUp: 0n, exchange: ONE }
      : 'no_rate_group',
  );
}

/** Whoever has the number pays its price, and in this town nobody else pays for it. */
function inbound(model: Model, { price }: Did, payers: readonly Account[]): Prices {
  return each(payers, ({ currency }, level) => {
    if (level > 0 || price === null)
      return { rate: { ...MINUTES, connection: 0n, perMinute: 0n }, markUp: 0n, exchange: ONE };
    const exchange = exchangeOf(model, price.currency, currency);
    return exchange === null ? 'no_exchange_rate' : { rate: price.rate, markUp: 0n, exchange };
  });
}

function each(
  payers: readonly Account[],
  priceFor: (payer: Account, level: number) => Offer | string,
): Prices {
  const offers: Offer[] = [];
  for (const [level, payer] of payers.entries()) {
    const offer = priceFor(payer, level);
    if (typeof offer === 'string') return offer;
    offers.push(offer);
  }
  return offers;
}

const hasList = ({ lists }: Model, name: Name | null) =>
  (lists.get(name ?? '') as List | undefined)?.isActive === true;

type Way = Readonly<{ account: Account; direction: Call['direction']; prices: Prices }>;

/** Lines, caps, money and routes, once the prices are known. */
function weigh(model: Model, { number, canPush }: Question, { account, direction, prices }: Way): Decision {
  if (typeof prices === 'string') return refused(prices);
  const payers = payersOf(model, account);
  const usable = payers.map((payer, level) => {
    const isPaid = direction === 'out' && !isFree(prices[level] as Offer);
    return isPaid ? usableFor(model, payer, issuerOf(model, payer), number) : [];
  });
  const levels = payers.map((payer, level): Level => {
    const packages = (usable[level] ?? []).map(({ assignment, period }) => ({
      assignment: assignment.id,
      period,
    }));
    const hadFree = (usable[level] ?? []).some(({ allowance }) => leftOf(allowance) > 0);
    return {
      account: payer.name,
      issuer: issuerOf(model, payer),
      offer: prices[level] as Offer,
      hadFree,
      packages,
    };
  });
  const commissions = commissionsOf(model, account, levels);
  if (commissions === null) return refused('no_exchange_rate');
  const isFull = payers.some(
    ({ name, concurrentMax }) => concurrentMax !== null && callsOf(model, name).length >= concurrentMax,
  );
  if (isFull) return refused('concurrent_calls_reached');
  const freeOf = (level: number) =>
    levels[level]?.hadFree ? total((usable[level] ?? []).map(({ allowance }) => leftOf(allowance))) : null;
  const longest = Math.min(canPush ? model.sliceSeconds : model.callSecondsMax, model.callSecondsMax);
  const allowance = allowanceOf(model, account);
  let seconds = longest;
  if (allowance !== null) seconds = secondsFor(levels[0]!.offer, allowance, freeOf(0), longest);
  if (seconds === 0) return refused('spend_cap_reached');
  for (const [level, payer] of payers.entries())
    seconds = Math.min(
      seconds,
      secondsFor(levels[level]!.offer, availableOf(model, payer), freeOf(level), seconds),
    );
  if (seconds === 0) return refused('insufficient_funds');
  const routes = direction === 'out' ? routesFor(model, number) : new Map();
  if (typeof routes === 'string') return refused(routes);
  const heldFree = levels.flatMap(({ offer }, level) =>
    inTurn(
      billedAtMost(offer, seconds),
      (usable[level] ?? []).map((each) => leftOf(each.allowance)),
    ),
  );
  const terms = { account: account.name, direction, levels, commissions, routes, heldFree, seconds };
  return { ok: true, terms, used: usable.flat() };
}

export const callsOf = (model: Model, name: Name) =>
  liveCalls(model).filter(({ levels }) => levels.some(({ account }) => account === name));

/** Micros that a call holds at each level. */
export function holdsOf(call: Pick<Call, 'levels' | 'offered' | 'heldFree'>): bigint[] {
  return call.levels.map(({ offer, hadFree }, level) =>
    holdOf(offer, call.offered, hadFree ? total(ofLevel(call, level, call.heldFree)) : null),
  );
}

export function heldOf(model: Model, name: Name): bigint {
  const holds = liveCalls(model).flatMap((call) =>
    holdsOf(call).filter((_, level) => call.levels[level]?.account === name),
  );
  return sum(holds);
}

export const availableOf = (model: Model, { name, balance, creditLimit }: Account) =>
  balance + creditLimit - heldOf(model, name);

/** Charged in this hour and this day, by the clocks of UTC. */
export function spentBy({ spent }: Account, now: number): Readonly<{ hour: bigint; day: bigint }> {
  const isSame = (ms: number) => Math.floor(spent.at / ms) === Math.floor(now / ms);
  return { hour: isSame(HOUR_MS) ? spent.hour : 0n, day: isSame(24 * HOUR_MS) ? spent.day : 0n };
}

/** What a new call may cost by the caps; what is held counts as spent. Null = as much as it likes. */
function allowanceOf(model: Model, account: Account): bigint | null {
  const { spendPerHour, spendPerDay, callCost } = account.caps;
  const spent = spentBy(account, model.now);
  const held = heldOf(model, account.name);
  const left = [
    spendPerHour === null ? null : spendPerHour - spent.hour - held,
    spendPerDay === null ? null : spendPerDay - spent.day - held,
    callCost,
  ].filter((each) => each !== null);
  if (left.length === 0) return null;
  const least = left.reduce((a, b) => (a < b ? a : b));
  return least < 0n ? 0n : least;
}

/** Each is a part of what the level below it pays; null when nobody knows the exchange rate. */
function commissionsOf(model: Model, account: Account, levels: readonly Level[]): Call['commissions'] | null {
  const found: Call['commissions'][number][] = [];
  let level = 0;
  for (const reseller of above(model, account)) {
    if (reseller.kind === 'distributor') {
      level += 1;
      continue;
    }
    const payer = accountOf(model, (levels[level] as Level).account);
    const exchange = exchangeOf(model, payer.currency, reseller.currency);
    if (exchange === null) return null;
    const { name, ppm } = reseller;
    if (ppm > 0n) found.push({ account: name, issuer: issuerOf(model, reseller), level, ppm, exchange });
  }
  return found;
}

/** Every gateway that may carry it, with what its carrier asks; carriers are always cheaper here than what is sold. */
function routesFor(model: Model, number: string): Call['routes'] | string {
  const routes: Call['routes'] = new Map();
  let isFull = false;
  for (const { list, gateways, isActive, capacity, calls } of model.trunks.values()) {
    const found = isActive && model.lists.get(list)?.isActive ? rateIn(model, list, number, null) : null;
    if (found === null) continue;
    if (capacity !== null && calls >= capacity) {
      isFull = true;
      continue;
    }
    const offer = { rate: found.rate, markUp: found.markUp, exchange: ONE };
    for (const { id } of gateways) routes.set(id, { offer, currency: found.currency });
  }
  if (routes.size > 0) return routes;
  return isFull ? 'trunks_full' : 'no_route';
}
