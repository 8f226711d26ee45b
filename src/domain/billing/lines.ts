/** Lines of a document: whole minor units that add up by hand to what was charged to the sixth digit. */
import { divideHalfUp, minorMicros } from '../money.ts';

/**
 * The exact sum, rounded half up (away from zero, as every charge) to minor units, and the lines that add up to it: each is
 * rounded down or up, so it differs from what is exact by less than one minor unit. Exactly mirrored for a negative sum.
 *
 * By hand, EUR: 0.004 + 0.004 + 0.004 = 0.012 is 0.01, and the first line is the 0.01. 1.006 + 2.007 = 3.013 is 3.01: rounded
 * down they are 1.00 and 2.00, and the cent that lacks goes to the larger remainder, 2.01.
 */
export function roundLines(
  exactMicros: readonly bigint[],
  currency: string,
): { lines: bigint[]; totalMicros: bigint } {
  const minor = minorMicros(currency);
  const lines = largestRemainder(exactMicros, minor).map((units) => units * minor);
  return { lines, totalMicros: sumOf(lines) };
}

/**
 * Each numerator over the denominator as a whole number, adding up to the rounded sum: all are rounded down, and those with the
 * largest remainders get what lacks, the first among equals (Hamilton's method).
 */
export function largestRemainder(numerators: readonly bigint[], denominator: bigint): bigint[] {
  const sum = sumOf(numerators);
  if (sum < 0n) {
    return largestRemainder(
      numerators.map((numerator) => -numerator),
      denominator,
    ).map((units) => -units);
  }
  const floors = numerators.map((numerator) => divideDown(numerator, denominator));
  const remainders = numerators.map((numerator, index) => numerator - (floors[index] ?? 0n) * denominator);
  const lacking = Number(divideHalfUp(sum, denominator) - sumOf(floors));
  const raised = new Set(
    remainders
      .map((remainder, index) => ({ remainder, index }))
      .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1))
      .slice(0, lacking)
      .map(({ index }) => index),
  );
  return floors.map((units, index) => (raised.has(index) ? units + 1n : units));
}

export function sumOf(values: readonly bigint[]): bigint {
  return values.reduce((sum, value) => sum + value, 0n);
}

/** Towards minus infinity, where BigInt's division goes towards zero. */
function divideDown(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator;
  return numerator < 0n && numerator % denominator !== 0n ? quotient - 1n : quotient;
}
