/** What subscriptions cost their accounts at the exchange rates of now, in the currency in which each pays. */
import { exchangeRateE10 } from '../../domain/charging/catalogue.ts';
import { groupBy } from '../../domain/group-by.ts';
import { convertedMicros, monthlyMicros } from '../../domain/products/prices.ts';
import type { FeeGroup, SubscriptionInfo } from '../../postgres/products/list-subscriptions.ts';
import { exchangeRatesOf } from '../../postgres/rating/exchange-rates.ts';
import type { Db } from '../../postgres/pool.ts';
import { inFrontOfWall } from '../../postgres/wall.ts';

type Pair = Readonly<{ currency: string; walletCurrency: string }>;

export type PricedSubscription = Readonly<{
  row: SubscriptionInfo;
  /** Of one, in `walletCurrency`, as a renewal at this moment charges it; null without an exchange rate. */
  prices: Readonly<{ setupMicros: bigint; feeMicros: bigint }> | null;
}>;

/** In the order of `rows`. */
export async function priceSubscriptions(
  db: Db,
  rows: readonly SubscriptionInfo[],
  now: Date,
): Promise<readonly PricedSubscription[]> {
  const convert = await converterOf(db, rows, now);
  return rows.map((row) => {
    const [setupMicros, feeMicros] = [convert(row, row.setupMicros), convert(row, row.feeMicros)];
    const prices = setupMicros === null || feeMicros === null ? null : { setupMicros, feeMicros };
    return { row, prices };
  });
}

/** What active ones come to in a month, by the currency in which accounts pay, and how many have no exchange rate for it. */
export async function monthlyFees(db: Db, fees: readonly FeeGroup[], now: Date) {
  const convert = await converterOf(db, fees, now);
  const priced = [];
  let unpriced = 0;
  for (const group of fees) {
    const feeMicros = convert(group, group.feeMicros);
    if (feeMicros === null) unpriced += group.subscriptions;
    else priced.push({ ...group, feeMicros });
  }
  const monthly = Array.from(
    groupBy(priced, ({ walletCurrency }) => walletCurrency),
    ([currency, groups]) => ({ currency, micros: monthlyMicros(groups) }),
  ).toSorted((one, other) => (one.currency < other.currency ? -1 : 1));
  return { monthly, unpriced };
}

async function converterOf(db: Db, asked: readonly Pair[], now: Date) {
  const rates = new Map<string, bigint | null>();
  for (const { currency, walletCurrency } of asked) {
    const pair = `${currency}>${walletCurrency}`;
    if (rates.has(pair)) continue;
    // Whoever pays by a rate is told what comes of it, also where it may not read the rates.
    const exchangeRates = await inFrontOfWall(() => exchangeRatesOf(db, currency, walletCurrency));
    rates.set(pair, exchangeRateE10({ exchangeRates }, currency, walletCurrency, now.getTime()));
  }
  return ({ currency, walletCurrency }: Pair, micros: bigint): bigint | null => {
    const rate = rates.get(`${currency}>${walletCurrency}`) ?? null;
    return rate === null ? null : convertedMicros(micros, rate, walletCurrency);
  };
}
