/** Which exchange rates a day of a feed comes to. */
import { divideHalfUp } from '../../domain/money.ts';
import { SAME_CURRENCY_E10 } from '../../domain/rating/rate.ts';
import type { FeedRates } from './parse-feed.ts';

export type PairRate = Readonly<{ fromCurrency: string; toCurrency: string; rateE10: bigint }>;

/**
 * From the euro to each currency; and between those that are in use here, each pair once, because a pair is read in both directions. Where
 * somebody has set the other direction, too, that one would count before what is turned over: it gets its rate as well.
 */
export function ratesOfFeed(
  { perEuroE10 }: FeedRates,
  { used, pairs }: Readonly<{ used: readonly string[]; pairs: ReadonlySet<string> }>,
): readonly PairRate[] {
  const known = used.filter((currency) => perEuroE10.has(currency)).toSorted();
  const rates: PairRate[] = [];
  const add = (fromCurrency: string, toCurrency: string) => {
    const rateE10 = rateBetween(perEuroE10, fromCurrency, toCurrency);
    if (rateE10 > 0n) rates.push({ fromCurrency, toCurrency, rateE10 });
  };
  const addPair = (from: string, to: string) => {
    add(from, to);
    if (pairs.has(`${to}>${from}`)) add(to, from);
  };
  for (const currency of perEuroE10.keys()) addPair('EUR', currency);
  for (const [place, from] of known.entries()) for (const to of known.slice(place + 1)) addPair(from, to);
  return rates;
}

function rateBetween(perEuroE10: FeedRates['perEuroE10'], from: string, to: string): bigint {
  const [fromE10, toE10] = [from, to].map((currency) => perEuroE10.get(currency) ?? SAME_CURRENCY_E10);
  return divideHalfUp((toE10 ?? 0n) * SAME_CURRENCY_E10, fromE10 ?? SAME_CURRENCY_E10);
}
