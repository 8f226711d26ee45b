/** What a call costs. The only place that prices; everything else compares integers made here. */
import { assert } from '../assert.ts';
import { divideHalfUp } from '../money.ts';
import { PPM, type Rate, SAME_CURRENCY_E10, type Terms } from './rate.ts';

/** Nanos times seconds per minute, times ppm and exchange-rate scale: divides the exact product back to micros. */
export const PRICE_SCALE = 60n * 1_000n * PPM * SAME_CURRENCY_E10;

/** Talk time in whole seconds: a started second counts. Negative clock differences count as none. */
export function talkSecondsOf(talkMs: number) {
  assert(Number.isSafeInteger(talkMs), 'talkMs is whole');
  return talkMs <= 0 ? 0 : Math.ceil(talkMs / 1000);
}

/**
 * Seconds that are paid for: grace seconds are free, then the initial increment is due in full, then every started
 * further one.
 */
export function billedSeconds(rate: Rate, talkSeconds: number) {
  assert(Number.isSafeInteger(talkSeconds) && talkSeconds >= 0, 'talkSeconds is whole and >= 0');
  const beyondGrace = talkSeconds - rate.graceSeconds;
  if (talkSeconds === 0 || beyondGrace <= 0) return 0;
  const further = Math.max(0, beyondGrace - rate.initialIncrementSeconds);
  return rate.initialIncrementSeconds + Math.ceil(further / rate.incrementSeconds) * rate.incrementSeconds;
}

/** The exact price times PRICE_SCALE: no rounding yet. */
export function exactPrice(terms: Terms, paidSeconds: number) {
  const nanoMinutes = terms.connectionCostMicros * 60_000n + terms.costPerMinuteNanos * BigInt(paidSeconds);
  return nanoMinutes * (PPM + terms.markUpPpm) * terms.exchangeRateE10;
}

/**
 * Micros of the wallet's currency for an answered call, rounded once, half up. An unanswered call (0 s) is free,
 * connection cost included; inside the grace only the connection is paid.
 */
export function priceMicros(terms: Terms, talkSeconds: number) {
  if (talkSeconds === 0) return 0n;
  return divideHalfUp(exactPrice(terms, billedSeconds(terms, talkSeconds)), PRICE_SCALE);
}
