/** Terms for tests, random ones, and an oracle that shares no code with the pricing it checks. */
import fc from 'fast-check';
import type { Terms } from './rate.ts';

export function termsOf(given: Partial<Terms>): Terms {
  return {
    connectionCostMicros: 0n,
    costPerMinuteNanos: 0n,
    graceSeconds: 0,
    initialIncrementSeconds: 1,
    incrementSeconds: 1,
    markUpPpm: 0n,
    exchangeRateE10: 10_000_000_000n,
    ...given,
  };
}

export const anyTerms: fc.Arbitrary<Terms> = fc.record({
  connectionCostMicros: fc.oneof(fc.constant(0n), fc.bigInt({ min: 0n, max: 2_000_000n })),
  costPerMinuteNanos: fc.oneof(fc.constant(0n), fc.bigInt({ min: 0n, max: 5_000_000_000n })),
  graceSeconds: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 60 })),
  initialIncrementSeconds: fc.constantFrom(1, 6, 30, 60, 180, 7),
  incrementSeconds: fc.constantFrom(1, 6, 10, 30, 60, 13),
  markUpPpm: fc.oneof(fc.constant(0n), fc.bigInt({ min: -500_000n, max: 3_000_000n })),
  exchangeRateE10: fc.oneof(
    fc.constant(10_000_000_000n),
    fc.bigInt({ min: 1_000n, max: 2_000_000_000_000n }),
  ),
});

/**
 * The price by the wording of the rate: the clock is walked interval by interval, the sum is an exact fraction over
 * one common denominator, and the fraction is rounded half up at the end by long comparison. Free seconds come off the
 * intervals that were walked; a call of which nothing is paid connects for nothing.
 */
export function oraclePriceMicros(terms: Terms, talkSeconds: number, freeSecondsLeft = 0) {
  if (talkSeconds === 0) return 0n;
  let paidSeconds = 0n;
  let remaining = talkSeconds - terms.graceSeconds;
  if (remaining > 0) {
    paidSeconds += BigInt(terms.initialIncrementSeconds);
    remaining -= terms.initialIncrementSeconds;
    while (remaining > 0) {
      paidSeconds += BigInt(terms.incrementSeconds);
      remaining -= terms.incrementSeconds;
    }
  }
  if (freeSecondsLeft > 0) {
    paidSeconds = paidSeconds > BigInt(freeSecondsLeft) ? paidSeconds - BigInt(freeSecondsLeft) : 0n;
    if (paidSeconds === 0n) return 0n;
  }
  // price in micros = (connection + nanos × paid / 60000) × (1e6 + markup) / 1e6 × fx / 1e10
  const numerator =
    (terms.connectionCostMicros * 60_000n + terms.costPerMinuteNanos * paidSeconds) *
    (1_000_000n + terms.markUpPpm) *
    terms.exchangeRateE10;
  const denominator = 60_000n * 1_000_000n * 10_000_000_000n;
  let whole = numerator / denominator;
  if ((numerator - whole * denominator) * 2n >= denominator) whole += 1n;
  return whole;
}
