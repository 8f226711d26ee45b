/** What the last calls of an account would have cost by another price list: by the code that settles calls, and nothing is written. */
import { isPermitted, type Actor } from '../../domain/accounts/actor.ts';
import { known } from '../../domain/assert.ts';
import { exchangeRateE10, type Catalogue } from '../../domain/charging/catalogue.ts';
import { writeTerms, type Frozen } from '../../domain/charging/frozen.ts';
import { priceIn, type ListPrice } from '../../domain/charging/price-list.ts';
import { expectedCharge } from '../../domain/charging/settle.ts';
import { fieldProblem, Problem } from '../../domain/problem.ts';
import { talkSecondsOf } from '../../domain/rating/price.ts';
import { seenSince } from '../../postgres/accounts/account-moves.ts';
import { findAccount } from '../../postgres/accounts/find-account.ts';
import { lastAnsweredCalls, type AnsweredCall } from '../../postgres/charging/last-answered-calls.ts';
import { walletOfAccount } from '../../postgres/accounts/wallet-of-account.ts';
import { exchangeRatesOf } from '../../postgres/rating/exchange-rates.ts';
import { findRateGroup } from '../../postgres/rating/rate-groups.ts';
import type { Db } from '../../postgres/pool.ts';
import { inFrontOfWall } from '../../postgres/wall.ts';
import { listsFor } from '../rating/lists-for.ts';
import { rateGroupScope } from '../rating/rate-group-scope.ts';

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

/**
 * By the rates that are valid at `at`. Throws `not_found` for an account or a list that the actor may not see, and
 * `invalid_input` at `rateGroupId` for what no account is priced by, or without an exchange rate.
 */
export async function replayCalls(
  db: Db,
  actor: Actor,
  accountId: string,
  { rateGroupId, limit, at }: Readonly<{ rateGroupId: string; limit: number; at: Date }>,
): Promise<Replay> {
  if (!isPermitted(actor, 'calls:read')) throw new Problem('not_permitted');
  const account = await findAccount(db, accountId, actor.scopePath);
  const group = await findRateGroup(db, rateGroupId, rateGroupScope(actor));
  if (group.direction !== 'origination')
    throw fieldProblem('rateGroupId', 'not_applicable', 'Choose a rate group that customers pay.');
  const since = await seenSince(db, account.path, actor.scopePath);
  // The list may pass on prices of those above, and wallets stand in front of the wall.
  return inFrontOfWall(async () => {
    const currency = await walletOfAccount(db, account.id);
    if (currency === null) throw new Problem('account_has_no_wallet');
    const calls = await lastAnsweredCalls(db, { accountId: account.id, currency, since, limit });
    const numbers = calls.map(({ destinationNumber }) => destinationNumber);
    const { lists, group: list } = await listsFor(db, group, numbers);
    const rates = new Map<string, bigint>();
    const priced = calls.map((call) => {
      const price = priceIn(lists, list, call.destinationNumber, {
        accountId: account.id,
        atMs: at.getTime(),
      });
      return { call, price };
    });
    for (const from of new Set(priced.flatMap(({ price }) => price?.currency ?? []))) {
      const exchangeRates = await exchangeRatesOf(db, from, currency);
      const rate = exchangeRateE10({ exchangeRates } as Catalogue, from, currency, at.getTime());
      if (rate === null) {
        const message = `There is no exchange rate from ${from} to ${currency}. Set one, or choose another rate group.`;
        throw fieldProblem('rateGroupId', 'no_exchange_rate', message);
      }
      rates.set(from, rate);
    }
    return sumUp(group.name, currency, priced, rates);
  });
}

function sumUp(
  rateGroup: string,
  currency: string,
  priced: readonly Readonly<{ call: AnsweredCall; price: ListPrice | null }>[],
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
function chargeBy(call: AnsweredCall, { rate, currency, markUpPpm }: ListPrice, exchange: bigint): bigint {
  const level = known(call.frozen.levels[0], 'the level of the caller');
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
    levels: [{ ...level, rateCurrency: currency, terms }],
    routes: [],
  };
  return known(expectedCharge({ ...call, frozen }).levelMicros[0], 'the charge of the caller');
}
