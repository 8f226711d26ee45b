/** Rates as terms of calls. The same rate is asked for again and again; its terms are worked out once. */
import { holdTermsOf, type HoldTerms } from '../rating/hold.ts';
import type { ListedRate } from '../rating/prefix-table.ts';
import type { Terms } from '../rating/rate.ts';

type PricedTerms = Readonly<{ terms: Terms; hold: HoldTerms }>;

/** By the few mark-ups and exchange rates that each rate is bought at. */
const known = new WeakMap<ListedRate, PricedTerms[]>();

export function termsOfRate(rate: ListedRate, markUpPpm: bigint, exchangeRateE10: bigint): PricedTerms {
  let variants = known.get(rate);
  if (variants === undefined) known.set(rate, (variants = []));
  for (const each of variants)
    if (each.terms.markUpPpm === markUpPpm && each.terms.exchangeRateE10 === exchangeRateE10) return each;
  const { connectionCostMicros, costPerMinuteNanos, graceSeconds } = rate;
  const { initialIncrementSeconds, incrementSeconds } = rate;
  const terms: Terms = {
    connectionCostMicros,
    costPerMinuteNanos,
    graceSeconds,
    initialIncrementSeconds,
    incrementSeconds,
    markUpPpm,
    exchangeRateE10,
  };
  const priced = { terms, hold: holdTermsOf(terms) };
  variants.push(priced);
  return priced;
}
