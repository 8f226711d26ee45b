/** Calls that were, priced again by another price list: by the code that settles calls. */
import { known } from '../../domain/assert.ts';
import { exchangeRateE10, type Catalogue } from '../../domain/charging/catalogue.ts';
import { writeTerms, type Frozen } from '../../domain/charging/frozen.ts';
import { priceIn, type ListPrice } from '../../domain/charging/price-list.ts';
import { expectedCharge } from '../../domain/charging/settle.ts';
import { fieldProblem } from '../../domain/problem.ts';
import { talkSecondsOf } from '../../domain/rating/price.ts';
import type { AnsweredCall } from '../../postgres/charging/last-answered-calls.ts';
import { exchangeRatesOf } from '../../postgres/rating/exchange-rates.ts';
import type { RateGroupRow } from '../../postgres/rating/rate-groups.ts';
import type { Db } from '../../postgres/pool.ts';
import { listsFor, type ChangeRates } from '../rating/lists-for.ts';

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

/** What one account paid for a call, at its level. */
export type PaidBefore = AnsweredCall & Readonly<{ level: number; payerId: bigint }>;

/**
 * By the rates that are valid at `at`, the newest call first; `change`: by what the list would have then. All calls were paid in
 * `currency`. The list may pass on prices of those above: to be read in front of the wall. Throws `invalid_input` at `field`
 * without an exchange rate.
 */
export async function priceAgain(
  db: Db,
  group: RateGroupRow,
  calls: readonly PaidBefore[],
  {
    currency,
    at,
    field,
    change,
  }: Readonly<{ currency: string; at: Date; field: string; change?: ChangeRates }>,
): Promise<Replay> {
  const numbers = calls.map(({ destinationNumber }) => destinationNumber);
  const { lists, group: list } = await listsFor(db, group, numbers, change);
  const rates = new Map<string, bigint>();
  const priced = calls.map((call) => {
    const price = priceIn(lists, list, call.destinationNumber, {
      accountId: call.payerId,
      atMs: at.getTime(),
    });
    return { call, price };
  });
  for (const from of new Set(priced.flatMap(({ price }) => price?.currency ?? []))) {
    const exchangeRates = await exchangeRatesOf(db, from, currency);
    const rate = exchangeRateE10({ exchangeRates } as Catalogue, from, currency, at.getTime());
    if (rate === null) {
      const message = `There is no exchange rate from ${from} to ${currency}. Set one, or choose another rate group.`;
      throw fieldProblem(field, 'no_exchange_rate', message);
    }
    rates.set(from, rate);
  }
  return sumUp(group.name, currency, priced, rates);
}

/** Adds up what was paid, and what would be. */
function sumUp(
  rateGroup: string,
  currency: string,
  priced: readonly Readonly<{ call: PaidBefore; price: ListPrice | null }>[],
  rates: ReadonlyMap<string, bigint>,
): Replay {
  const byPrefix = new Map<string, ReplayedDestination>();
  const total = { calls: 0, talkSeconds: 0, chargedMicros: 0n, replayedMicros: 0n };
  const unpriced = { calls: 0, chargedMicros: 0n };
  for (const { call, price } of priced) {
    if (price === null) {
      unpriced.calls += 1;
      unpriced.chargedMicros += call.chargeMicros;
      continue;
    }
    const exchange = known(rates.get(price.currency), 'its exchange rate');
    const replayedMicros = chargeBy(call, price, exchange);
    const { prefix, destination } = price.rate;
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
    from: priced.at(-1)?.call.startedAt ?? null,
    to: priced[0]?.call.startedAt ?? null,
    ...total,
    unpriced,
    destinations: [...byPrefix.values()]
      .toSorted((a, b) => Number(differenceOf(b) - differenceOf(a)) || a.prefix.localeCompare(b.prefix))
      .slice(0, DESTINATIONS_LISTED),
  };
}

/** What settling the call would have charged, had its caller bought at this price, with the free seconds that it had. */
function chargeBy(call: PaidBefore, { rate, currency, markUpPpm }: ListPrice, exchange: bigint): bigint {
  const level = known(call.frozen.levels[call.level], 'the level of whoever paid');
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
  const frozen: Frozen = {
    ...call.frozen,
    levels: call.frozen.levels.with(call.level, { ...level, rateCurrency: currency, terms }),
    routes: [],
  };
  return known(expectedCharge({ ...call, frozen }).levelMicros[call.level], 'the charge of the level');
}
