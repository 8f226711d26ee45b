/**
 * Prefixes as numbers that sort as the digits do: fifteen places in base 11, a digit is one more than itself, and no digit
 * is 0. So "49" comes before "490", and everything that begins with it follows. 11^15 is below 2^53: exact in a double.
 */
import { E164_DIGITS_MAX } from '../numbering/e164.ts';

const BASE = 11;
const DIGIT_ZERO = 48;
/** What a digit is worth at its place. */
const WORTH = Float64Array.from(
  { length: E164_DIGITS_MAX },
  (_, place) => BASE ** (E164_DIGITS_MAX - 1 - place),
);

/** The key of a prefix of 1 to 15 digits. */
export function keyOfPrefix(prefix: string): number {
  let key = 0;
  for (let place = 0; place < prefix.length; place++) key += worthAt(prefix.charCodeAt(place), place);
  return key;
}

/** What the digit with this code of ASCII is worth at a place, from 0. */
export function worthAt(code: number, place: number): number {
  return (code - DIGIT_ZERO + 1) * (WORTH[place] ?? 0);
}

/** Every key from this one on and below the returned one is of a prefix that begins as this one's does. */
export function endOfBeginning(key: number): number {
  let place = 0;
  while (!isDivisible(key, WORTH[place] ?? 1)) place += 1;
  return key + (WORTH[place] ?? 1);
}

/** As `key % by === 0`, which takes several times as long with numbers of this size. */
function isDivisible(key: number, by: number): boolean {
  return Math.floor(key / by) * by === key;
}

/**
 * Fills `beginnings[n]` with the key of the first n digits of a number, from 1 on, and returns for how many n: as
 * many as the number has digits, 15 at most. No array is made, because this runs for every lookup.
 */
export function fillBeginnings(beginnings: Float64Array, number: string): number {
  const length = Math.min(number.length, E164_DIGITS_MAX);
  let key = 0;
  for (let place = 0; place < length; place++) {
    const code = number.charCodeAt(place);
    if (code < DIGIT_ZERO || code > DIGIT_ZERO + 9) return place;
    key += worthAt(code, place);
    beginnings[place + 1] = key;
  }
  return length;
}
