/** Money in another currency: what it comes to at a rate, and what is kept of it. */
import { divideHalfUp, formatDecimal, minorMicros, parseDecimal, trimmed } from './money.ts';

/** Rates are integers of 1e-10: units of one currency for one unit of another. */
export const RATE_DIGITS = 10;
const ONE_E10 = 10n ** BigInt(RATE_DIGITS);
/** Percentages with two digits after the point: 100 % is 10,000. */
const SPREAD_DIGITS = 2;
const HUNDRED_PERCENT = 10_000n;

/**
 * What an amount comes to in `currency`, to the nearest whole minor unit of it, halves away from zero: 10.00 USD at
 * 156.255 are 1,563 JPY.
 */
export function convertedMicros(amountMicros: bigint, rateE10: bigint, currency: string): bigint {
  const unit = minorMicros(currency);
  return divideHalfUp(amountMicros * rateE10, ONE_E10 * unit) * unit;
}

/**
 * The rate with the spread on it, which is always for the issuer: money that comes in is worth less, what goes out costs
 * more. `spread` is a percentage such as "1.5". At least 1e-10.
 */
export function rateWithSpread(rateE10: bigint, spread: string, direction: 'in' | 'out'): bigint {
  const percent = parseDecimal(spread, SPREAD_DIGITS) ?? 0n;
  const factor = direction === 'in' ? HUNDRED_PERCENT - percent : HUNDRED_PERCENT + percent;
  const rate = divideHalfUp(rateE10 * factor, HUNDRED_PERCENT);
  return rate > 0n ? rate : 1n;
}

/** Beyond so much of a rate that was known, up or down, a new one is more likely a slip than news; in percent. */
const FAR_PERCENT = 20n;

/**
 * Why a new rate of `from` into `to` is doubted: it is far from what the pair had at its moment, or from what the other
 * direction says turned over. `knownE10` is that other figure, as units of `to` for one `from`. Null where nothing speaks against it.
 */
export function doubtOfRate(
  rateE10: bigint,
  known: Readonly<{ directE10: bigint | null; inverseE10: bigint | null }>,
): Readonly<{ why: 'jump' | 'contradiction'; knownE10: bigint }> | null {
  const { directE10, inverseE10 } = known;
  if (directE10 !== null && isFar(rateE10, directE10)) return { why: 'jump', knownE10: directE10 };
  const turnedE10 = inverseE10 === null ? null : divideHalfUp(ONE_E10 * ONE_E10, inverseE10);
  if (turnedE10 !== null && turnedE10 > 0n && isFar(rateE10, turnedE10))
    return { why: 'contradiction', knownE10: turnedE10 };
  return null;
}

function isFar(rateE10: bigint, knownE10: bigint): boolean {
  const [low, high] = rateE10 < knownE10 ? [rateE10, knownE10] : [knownE10, rateE10];
  return high * 100n > low * (100n + FAR_PERCENT);
}

/** A rate as people write it: without the zeros at its end. */
export function rateText(rateE10: bigint): string {
  return trimmed(formatDecimal(rateE10, RATE_DIGITS));
}
