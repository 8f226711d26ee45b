/** What a call costs when some of its seconds are free: they come off the billed ones, and the rest is paid pro rata. */
import { assert } from '../assert.ts';
import { divideHalfUp } from '../money.ts';
import { billedSeconds, exactPrice, PRICE_SCALE } from './price.ts';
import { PPM, type Terms } from './rate.ts';

/**
 * Micros for an answered call of which `freeSeconds` of the billed seconds are free. There is no second initial increment,
 * and the connection is due only if a second is paid for: within the grace nothing is.
 */
export function priceWithFreeMicros(terms: Terms, talkSeconds: number, freeSeconds: number): bigint {
  const paid = billedSeconds(terms, talkSeconds) - freeSeconds;
  assert(freeSeconds >= 0 && paid >= 0, 'no more seconds are free than billed');
  return paid === 0 ? 0n : divideHalfUp(exactPrice(terms, paid), PRICE_SCALE);
}

/** Billed seconds that talk of up to `seconds` may come to: at least the first increment, whatever the seconds. */
export function billedAtMost(terms: Terms, seconds: number): number {
  return Math.max(terms.initialIncrementSeconds, billedSeconds(terms, seconds));
}

/** Micros to hold for up to `seconds` of talk of which `freeSeconds` of the billed seconds are free: never below the price. */
export function holdWithFreeMicros(terms: Terms, seconds: number, freeSeconds: number): bigint {
  const paid = billedAtMost(terms, seconds) - freeSeconds;
  return paid <= 0 ? 0n : (exactPrice(terms, paid) + PRICE_SCALE - 1n) / PRICE_SCALE;
}

/**
 * The longest talk that free seconds and `availableMicros` cover together, at most `secondsMax`; 0 when not even the first
 * increment is covered. What is free is affordable, also from a wallet in debt.
 */
export function affordableWithFreeSeconds(
  terms: Terms,
  availableMicros: bigint,
  { freeSeconds, secondsMax }: Readonly<{ freeSeconds: number; secondsMax: number }>,
): number {
  const paid = payableSeconds(terms, availableMicros);
  if (paid === null) return secondsMax;
  const { graceSeconds, initialIncrementSeconds: initial, incrementSeconds: increment } = terms;
  const beyond = paid + BigInt(freeSeconds) - BigInt(initial);
  if (beyond < 0n) return 0;
  const further = (beyond / BigInt(increment)) * BigInt(increment);
  const seconds = BigInt(graceSeconds + initial) + further;
  return seconds > BigInt(secondsMax) ? secondsMax : Number(seconds);
}

/** Billed seconds that money pays for, with the connection; null = any number of them. */
function payableSeconds(terms: Terms, availableMicros: bigint): bigint | null {
  const factor = (PPM + terms.markUpPpm) * terms.exchangeRateE10;
  const connection = terms.connectionCostMicros * 60_000n;
  if (factor === 0n || (connection === 0n && terms.costPerMinuteNanos === 0n)) return null;
  if (availableMicros < 0n) return 0n;
  const forSeconds = (availableMicros * PRICE_SCALE) / factor - connection;
  if (forSeconds < 0n) return 0n;
  return terms.costPerMinuteNanos === 0n ? null : forSeconds / terms.costPerMinuteNanos;
}
