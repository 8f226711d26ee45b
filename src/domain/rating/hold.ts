/**
 * What must be set aside before a call may talk. A hold rounds the first interval and each further one up on its own,
 * so that it is never below the price of the seconds it allows.
 */
import { assert } from '../assert.ts';
import { exactPrice, PRICE_SCALE } from './price.ts';
import type { Terms } from './rate.ts';

/** Integers that stand for the terms while money is compared: micros of the wallet's currency. */
export type HoldTerms = Readonly<{
  connectionMicros: bigint;
  /** Connection and initial increment together. */
  firstMicros: bigint;
  /** Each further increment. */
  nextMicros: bigint;
  graceSeconds: number;
  initialSeconds: number;
  nextSeconds: number;
}>;

export function holdTermsOf(terms: Terms): HoldTerms {
  const perSecond = exactPrice({ ...terms, connectionCostMicros: 0n }, terms.incrementSeconds);
  return {
    connectionMicros: divideUp(exactPrice(terms, 0)),
    firstMicros: divideUp(exactPrice(terms, terms.initialIncrementSeconds)),
    nextMicros: divideUp(perSecond),
    graceSeconds: terms.graceSeconds,
    initialSeconds: terms.initialIncrementSeconds,
    nextSeconds: terms.incrementSeconds,
  };
}

/** Micros to hold for up to `seconds` of talk: at least the first interval, whatever the seconds. */
export function holdMicros(hold: HoldTerms, seconds: number) {
  assert(Number.isSafeInteger(seconds) && seconds >= 0, 'seconds are whole and >= 0');
  const further = Math.max(0, seconds - hold.graceSeconds - hold.initialSeconds);
  return hold.firstMicros + hold.nextMicros * BigInt(Math.ceil(further / hold.nextSeconds));
}

/**
 * The longest talk that `availableMicros` pays for, at most `secondsMax`; 0 when not even the first interval is
 * covered. A call that costs nothing is always affordable, also from a wallet in debt.
 */
export function affordableSeconds(hold: HoldTerms, availableMicros: bigint, secondsMax: number) {
  if (hold.firstMicros === 0n && hold.nextMicros === 0n) return secondsMax;
  if (availableMicros < hold.firstMicros) return 0;
  if (hold.nextMicros === 0n) return secondsMax;
  const further = (availableMicros - hold.firstMicros) / hold.nextMicros;
  const secondsAtMost = BigInt(hold.graceSeconds + hold.initialSeconds) + further * BigInt(hold.nextSeconds);
  return secondsAtMost > BigInt(secondsMax) ? secondsMax : Number(secondsAtMost);
}

function divideUp(exact: bigint) {
  return (exact + PRICE_SCALE - 1n) / PRICE_SCALE;
}
