/** Longest prefix match: a number takes the rate of its longest listed prefix that is valid at the moment. */
import { E164_DIGITS_MAX } from '../numbering/e164.ts';
import type { NumberChange } from './number-change.ts';
import { fillBeginnings } from './prefix-key.ts';
import type { Rate } from './rate.ts';

/** One row of a price list. */
export type ListedRate = Rate &
  Readonly<{
    id: bigint;
    prefix: string;
    destination: string;
    /** The one account it is for; null = everybody. */
    accountId: bigint | null;
    validFromMs: number;
    /** Exclusive; null = open. */
    validToMs: number | null;
    forcedTrunkId: bigint | null;
  }> &
  NumberChange;

/** What many rates of a list share. */
export type Shape = Pick<
  ListedRate,
  | 'connectionCostMicros'
  | 'graceSeconds'
  | 'initialIncrementSeconds'
  | 'incrementSeconds'
  | 'forcedTrunkId'
  | keyof NumberChange
>;

/** What is kept once for all rates of a list. It grows only, so that all versions of a table share it. */
export type Shared = Readonly<{
  shapes: Shape[];
  destinations: string[];
  /** Where each of them stands, by name. */
  shapePlaces: Map<string, number>;
  destinationPlaces: Map<string, number>;
}>;

/** Rates in the order of their prefixes: 51 bytes each, 8 more where some are personal. */
export type Page = Readonly<{
  /** `keyOfPrefix`; several rates of one prefix stand together, all in one page. */
  keys: Float64Array;
  /** Of each rate, side by side, because they are read together: see `NUMBERS`. */
  numbers: Float64Array;
  /**
   * How many rows before each one the longest shorter prefix stands that its own begins with, the last of its rates; 0
   * where none is in this page, or none that near.
   */
  toShorter: Uint16Array;
  /** The account of each rate, or `EVERYBODY`; null where that holds for all of them. */
  accountIds: Float64Array | null;
  /** The span of the keys in equal parts: the first row of each part, and the number of rows. */
  parts: Uint32Array;
}>;

/**
 * In `Page.numbers`. Ids are below 2^53, as all that PostgreSQL counted up from 1; `validTo` is `OPEN` for none; `places`
 * is where the shape and the destination stand in `Shared`, see `placesOf`.
 */
export const NUMBERS = {
  each: 5,
  id: 0,
  costPerMinuteNanos: 1,
  validFromMs: 2,
  validToMs: 3,
  places: 4,
} as const;

/** A price list by prefix. It never changes: `replaceRates` makes another that shares most pages. */
export type PrefixTable = Readonly<{
  pages: readonly Page[];
  /** The first key of each page. */
  starts: Float64Array;
  /** Bit n: some prefix has, or had, n digits. Others need not be looked for. */
  lengths: number;
  shared: Shared;
  /** Numbers that it is complete for, while its list is being read; null = every number. */
  readFor: ReadonlySet<string> | null;
  /** Rates as they were handed out, by the last bits of their ids: the same one is asked for again and again. */
  handedOut: { rates: (ListedRate | null)[]; ids: Float64Array };
}>;

/** No account has this id. */
export const EVERYBODY = 0;
/** The end of a rate that has none. */
export const OPEN = Number.POSITIVE_INFINITY;
/** A power of two. */
const HANDED_OUT_MAX = 2048;

/** The rates of a number were asked for before they were read. */
export class RatesNotRead extends Error {
  override name = 'RatesNotRead';
}

const beginnings = new Float64Array(E164_DIGITS_MAX + 1);

/**
 * The rate of `number` (E.164 digits) for an account at a moment; null when no valid prefix covers it. At equal
 * length the account's personal rate wins; a longer prefix wins over any personal one. Throws `RatesNotRead`.
 */
export function findRate(
  table: PrefixTable,
  number: string,
  { accountId, atMs }: Readonly<{ accountId: bigint; atMs: number }>,
): ListedRate | null {
  const { pages, starts, lengths, readFor } = table;
  if (readFor !== null && !readFor.has(number)) throw new RatesNotRead();
  let length = fillBeginnings(beginnings, number);
  while (length > 0) {
    const wanted = beginnings[length] as number;
    const page = pages[lastUpTo(starts, wanted, 0, starts.length)];
    if (page === undefined) return null;
    let row = rowUpTo(page, wanted);
    // What is listed up to this row and begins the number is this row's prefix, or one that this row's prefix begins with.
    for (;;) {
      const key = page.keys[row] as number;
      while ((beginnings[length] as number) > key) length -= 1;
      if (beginnings[length] === key) {
        const valid = validRow(page, row, accountId, atMs);
        if (valid !== -1) return handOut(table, page, valid, number, length);
        length -= 1;
      }
      const back = page.toShorter[row] as number;
      if (back === 0) break;
      row -= back;
    }
    // A shorter one may be listed in a page before.
    while (length > 0 && (lengths & (1 << length)) === 0) length -= 1;
  }
  return null;
}

/** The row of this prefix that counts, among those up to `last`; -1 for none. */
function validRow(
  { keys, accountIds, numbers }: Page,
  last: number,
  accountId: bigint,
  atMs: number,
): number {
  const key = keys[last];
  let found = -1;
  for (let row = last; row >= 0 && keys[row] === key; row--) {
    const at = row * NUMBERS.each;
    const isValid =
      (numbers[at + NUMBERS.validFromMs] as number) <= atMs &&
      (numbers[at + NUMBERS.validToMs] as number) > atMs;
    if (!isValid) continue;
    const owner = accountIds === null ? EVERYBODY : accountIds[row];
    if (owner === EVERYBODY) found = row;
    else if (owner === Number(accountId)) return row;
  }
  return found;
}

/** The last row whose key is at most `key`, which is not below the first of the page. */
function rowUpTo({ keys, parts }: Page, key: number): number {
  const part = partOf(key, keys, parts.length - 1);
  return lastUpTo(keys, key, parts[part] as number, parts[part + 1] as number);
}

/** In which of `count` equal parts of the span of the keys a key is; one beyond the last is in the last. */
export function partOf(key: number, keys: Float64Array, count: number): number {
  const first = keys[0] as number;
  const span = (keys[keys.length - 1] as number) - first + 1;
  return Math.min(count - 1, Math.floor(((key - first) / span) * count));
}

/** The place of the last key that is at most `key`, from `start` to before `end`; the one before for none. */
export function lastUpTo(keys: Float64Array, key: number, start: number, end: number): number {
  let from = start;
  let to = end;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((keys[middle] as number) <= key) from = middle + 1;
    else to = middle;
  }
  return from - 1;
}

function handOut(
  { pages, shared, handedOut }: PrefixTable,
  page: Page,
  row: number,
  number: string,
  length: number,
): ListedRate {
  const id = page.numbers[row * NUMBERS.each + NUMBERS.id] as number;
  if (handedOut.rates.length === 0) {
    const rows = pages.length > 1 ? HANDED_OUT_MAX : page.keys.length;
    const size = 2 ** Math.ceil(Math.log2(Math.min(rows, HANDED_OUT_MAX)));
    handedOut.rates = Array.from({ length: size }, () => null);
    handedOut.ids = new Float64Array(size);
  }
  const place = id & (handedOut.rates.length - 1);
  if (handedOut.ids[place] === id) return handedOut.rates[place] as ListedRate;
  const rate = rateAt(shared, page, row, number.slice(0, length));
  handedOut.rates[place] = rate;
  handedOut.ids[place] = id;
  return rate;
}

function rateAt(shared: Shared, { numbers, accountIds }: Page, row: number, prefix: string): ListedRate {
  const at = row * NUMBERS.each;
  const places = numbers[at + NUMBERS.places] as number;
  const shape = shared.shapes[shapeIn(places)] as Shape;
  const account = accountIds === null ? EVERYBODY : (accountIds[row] as number);
  const validToMs = numbers[at + NUMBERS.validToMs] as number;
  return {
    id: bigIntOf(numbers[at + NUMBERS.id] as number),
    prefix,
    destination: shared.destinations[destinationIn(places)] as string,
    accountId: account === EVERYBODY ? null : BigInt(account),
    validFromMs: numbers[at + NUMBERS.validFromMs] as number,
    validToMs: validToMs === OPEN ? null : validToMs,
    forcedTrunkId: shape.forcedTrunkId,
    stripDigits: shape.stripDigits,
    addPrefix: shape.addPrefix,
    connectionCostMicros: shape.connectionCostMicros,
    costPerMinuteNanos: bigIntOf(numbers[at + NUMBERS.costPerMinuteNanos] as number),
    graceSeconds: shape.graceSeconds,
    initialIncrementSeconds: shape.initialIncrementSeconds,
    incrementSeconds: shape.incrementSeconds,
  };
}

/** 64 bits, as two numbers and as one: `BigInt(value)` takes several times as long, and is most of what a lookup costs. */
const words = new Uint32Array(2);
const whole = new BigUint64Array(words.buffer);
const LOW = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1 ? 0 : 1;

/** Of a whole number from 0 to below 2^53. */
function bigIntOf(value: number): bigint {
  words[LOW] = value;
  words[1 - LOW] = value / 2 ** 32;
  return whole[0] as bigint;
}

/** One number for both: 2^32 destinations and 2^21 shapes fit into it. */
export function placesOf(shape: number, destination: number): number {
  return shape * 2 ** 32 + destination;
}

export function shapeIn(places: number): number {
  return Math.floor(places / 2 ** 32);
}

function destinationIn(places: number): number {
  return places >>> 0;
}
