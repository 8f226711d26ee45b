/** Calls that were, priced again by another price list: by the code that settles calls. */
import { known } from '../../domain/assert.ts';
import { exchangeRateE10 } from '../../domain/charging/catalogue.ts';
import { writeTerms } from '../../domain/charging/frozen.ts';
import { priceIn, type ListPrice } from '../../domain/charging/price-list.ts';
import { expectedCharge } from '../../domain/charging/settle.ts';
import { fieldProblem } from '../../domain/problem.ts';
import type { ListedRate } from '../../domain/rating/prefix-table.ts';
import { talkSecondsOf } from '../../domain/rating/price.ts';
import type { AnsweredCall } from '../../postgres/charging/last-answered-calls.ts';
import { exchangeRatesOf } from '../../postgres/rating/exchange-rates.ts';
import type { RateGroupRow } from '../../postgres/rating/rate-groups.ts';
import type { Db } from '../../postgres/pool.ts';
import { listsFor, type ChangeRates } from '../rating/lists-for.ts';
import { breathe } from '../sheets/sheet.ts';

export type Replay = Readonly<{
  rateGroup: string;
  currency: string;
  /** Of the oldest and the newest call; null without any. */
  from: Date | null;
  to: Date | null;
  /** Calls that the list has a price for, and what they cost then and would cost now. */
  calls: number;
  talkSeconds: number;
  chargedMicros: bigint;
  replayedMicros: bigint;
  /** Calls that it would refuse. */
  unpriced: Readonly<{ calls: number; chargedMicros: bigint }>;
  /** Of the calls, those that the NON-CLI rate group priced: another list changes nothing for them, so they cost what they did. */
  nonCli: Readonly<{ calls: number; chargedMicros: bigint }>;
  /** By the rate that would price them, the greatest difference first. */
  destinations: readonly ReplayedDestination[];
}>;

export type ReplayedDestination = {
  prefix: string;
  destination: string;
  calls: number;
  talkSeconds: number;
  chargedMicros: bigint;
  replayedMicros: bigint;
};

const DESTINATIONS_LISTED = 50;

/** Calls that are priced before charging has its turn. */
const PIECE = 100;

/** What one account paid for a call, at its level; or what its carrier got for it. */
export type PaidBefore = AnsweredCall & Readonly<{ level: number | 'carrier'; payerId: bigint }>;

type By = Readonly<{ currency: string; at: Date; field: string }>;
type Priced = Readonly<{ rate: ListedRate; micros: bigint }> | 'non_cli' | null;

/**
 * By the rates that are valid at `at`, the newest call first. All calls were paid in `currency`. The list may pass on prices of those
 * above: to be read in front of the wall. Throws `invalid_input` at `field` without an exchange rate.
 */
export async function priceAgain(
  db: Db,
  group: RateGroupRow,
  calls: readonly PaidBefore[],
  by: By,
): Promise<Replay> {
  return sumUp(group.name, by.currency, calls, await pricesOf(db, group, calls, by));
}

/**
 * The same by what the list would have then, beside what the calls would cost by it as it is; a call that it no longer has a
 * price for counts with what was paid. Destinations that cost the same are not listed.
 */
export async function priceChanged(
  db: Db,
  group: RateGroupRow,
  calls: readonly PaidBefore[],
  { change, ...by }: By & Readonly<{ change: ChangeRates }>,
): Promise<Replay> {
  const before = await pricesOf(db, group, calls, by);
  const now = calls.map((call, index) => {
    const price = before[index] ?? null;
    return price === null || price === 'non_cli' ? call : { ...call, chargeMicros: price.micros };
  });
  const replay = sumUp(group.name, by.currency, now, await pricesOf(db, group, now, by, change));
  return {
    ...replay,
    destinations: replay.destinations.filter(
      ({ chargedMicros, replayedMicros }) => chargedMicros !== replayedMicros,
    ),
  };
}

/** Of each call; null where the list has no price for it, and `non_cli` where it would not be asked. */
async function pricesOf(
  db: Db,
  group: RateGroupRow,
  calls: readonly PaidBefore[],
  { currency, at, field }: By,
  change?: ChangeRates,
): Promise<readonly Priced[]> {
  const numbers = calls.map(({ destinationNumber }) => destinationNumber);
  const { lists, group: list } = await listsFor(db, group, numbers, change);
  const exchangeRates = new Map<string, bigint>();
  const priced: Priced[] = [];
  for (const [index, call] of calls.entries()) {
    if (index % PIECE === PIECE - 1) await breathe();
    if (isByNonCli(call)) {
      priced.push('non_cli');
      continue;
    }
    const atMs = at.getTime();
    const price = priceIn(lists, list, call.destinationNumber, { accountId: call.payerId, atMs });
    if (price === null) {
      priced.push(null);
      continue;
    }
    const exchange =
      exchangeRates.get(price.currency) ??
      (await exchangeRateTo(db, price.currency, { currency, at, field }));
    exchangeRates.set(price.currency, exchange);
    priced.push({ rate: price.rate, micros: chargeBy(call, price, exchange) });
  }
  return priced;
}

/** The list that the CLI pool chose for its caller: it is no level's above. */
function isByNonCli({ level, frozen: { cli } }: PaidBefore): boolean {
  return level === 0 && cli?.effect === 'other_rate_group';
}

async function exchangeRateTo(db: Db, from: string, { currency, at, field }: By): Promise<bigint> {
  const exchangeRates = await exchangeRatesOf(db, from, currency);
  const rate = exchangeRateE10({ exchangeRates }, from, currency, at.getTime());
  if (rate !== null) return rate;
  const message = `There is no exchange rate from ${from} to ${currency}. Set one, or choose another rate group.`;
  throw fieldProblem(field, 'no_exchange_rate', message);
}

/** Adds up what was paid, and what would be. */
function sumUp(
  rateGroup: string,
  currency: string,
  calls: readonly PaidBefore[],
  prices: readonly Priced[],
): Replay {
  const byPrefix = new Map<string, ReplayedDestination>();
  const total = { calls: 0, talkSeconds: 0, chargedMicros: 0n, replayedMicros: 0n };
  const unpriced = { calls: 0, chargedMicros: 0n };
  const nonCli = { calls: 0, chargedMicros: 0n };
  for (const [index, call] of calls.entries()) {
    const price = prices[index] ?? null;
    if (price === null) {
      unpriced.calls += 1;
      unpriced.chargedMicros += call.chargeMicros;
      continue;
    }
    if (price === 'non_cli') {
      nonCli.calls += 1;
      nonCli.chargedMicros += call.chargeMicros;
      total.calls += 1;
      total.talkSeconds += talkSecondsOf(call.talkMs);
      total.chargedMicros += call.chargeMicros;
      total.replayedMicros += call.chargeMicros;
      continue;
    }
    const { micros: replayedMicros, rate } = price;
    const { prefix, destination } = rate;
    const before = byPrefix.get(prefix) ?? {
      prefix,
      destination,
      calls: 0,
      talkSeconds: 0,
      chargedMicros: 0n,
      replayedMicros: 0n,
    };
    byPrefix.set(prefix, before);
    for (const sum of [before, total]) {
      sum.calls += 1;
      sum.talkSeconds += talkSecondsOf(call.talkMs);
      sum.chargedMicros += call.chargeMicros;
      sum.replayedMicros += replayedMicros;
    }
  }
  const differenceOf = (each: ReplayedDestination) => {
    const difference = each.replayedMicros - each.chargedMicros;
    return difference < 0n ? -difference : difference;
  };
  return {
    rateGroup,
    currency,
    from: calls.at(-1)?.startedAt ?? null,
    to: calls[0]?.startedAt ?? null,
    ...total,
    unpriced,
    nonCli,
    destinations: [...byPrefix.values()]
      .toSorted((a, b) => Number(differenceOf(b) - differenceOf(a)) || a.prefix.localeCompare(b.prefix))
      .slice(0, DESTINATIONS_LISTED),
  };
}

/** What settling the call would have charged, had its caller bought at this price, with the free seconds that it had. */
function chargeBy(call: PaidBefore, { rate, currency, markUpPpm }: ListPrice, exchange: bigint): bigint {
  const { connectionCostMicros, costPerMinuteNanos, graceSeconds } = rate;
  const { initialIncrementSeconds, incrementSeconds } = rate;
  const terms = writeTerms({
    connectionCostMicros,
    costPerMinuteNanos,
    graceSeconds,
    initialIncrementSeconds,
    incrementSeconds,
    markUpPpm,
    exchangeRateE10: exchange,
  });
  const { level, frozen, gatewayId } = call;
  if (level === 'carrier') {
    const routes = frozen.routes.map((route) =>
      route.gatewayId === String(gatewayId) ? { ...route, currency, terms } : route,
    );
    return expectedCharge({ ...call, frozen: { ...frozen, routes } }).carrierMicros;
  }
  const bought = known(frozen.levels[level], 'the level of whoever paid');
  const levels = frozen.levels.with(level, { ...bought, rateCurrency: currency, terms });
  const charge = expectedCharge({ ...call, frozen: { ...frozen, levels, routes: [] } });
  return known(charge.levelMicros[level], 'the charge of the level');
}
