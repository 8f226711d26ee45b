/** Makes tables of rates: of rows in any order, a million of them in pieces, and of a table of which some rates changed. */
import { endOfBeginning, keyOfPrefix } from './prefix-key.ts';
import {
  EVERYBODY,
  lastUpTo,
  NUMBERS,
  OPEN,
  partOf,
  placesOf,
  type ListedRate,
  type Page,
  type PrefixTable,
  type Shape,
  type Shared,
} from './prefix-table.ts';

/** Rows of a page, which is copied when one of them changes: about a millisecond. */
const PAGE_ROWS = 16_384;
/** Rows of a part, on average: what is left to search in is one line of the processor’s cache. */
const PART_ROWS = 4;
/** What `toShorter` can hold. */
const TO_SHORTER_MAX = 2 ** 16 - 1;
const FIRST_CAPACITY = 16;

/** One rate, as numbers; the same object may be filled again for the next one. */
export type PlainRate = {
  /** `keyOfPrefix` */
  key: number;
  /** Digits of the prefix. */
  length: number;
  id: number;
  costPerMinuteNanos: number;
  connectionCostMicros: number;
  graceSeconds: number;
  initialIncrementSeconds: number;
  incrementSeconds: number;
  validFromMs: number;
  /** `OPEN` for none. */
  validToMs: number;
  /** `EVERYBODY` for none. */
  accountId: number;
  /** 0 for none. */
  forcedTrunkId: number;
  stripDigits: number;
  addPrefix: string;
  destination: string;
};

export type TableBuilder = Readonly<{
  add: (rate: PlainRate) => void;
  /** Yields after each piece of some milliseconds; returns the table. Nothing may be added any more. */
  finish: () => Generator<undefined, PrefixTable>;
}>;

/** Columns that grow, in the order in which rates come. */
export function createTableBuilder(): TableBuilder {
  const shared = { shapes: [], destinations: [], shapePlaces: new Map(), destinationPlaces: new Map() };
  const places = placesIn(shared);
  let columns = columnsFor(FIRST_CAPACITY);
  let count = 0;
  let lengths = 0;
  return {
    add: (rate) => {
      lengths |= 1 << rate.length;
      if (count === columns.keys.length) columns = copyOf(columns, count, count * 2);
      writeRow(columns, count, rate, places);
      count += 1;
    },
    *finish() {
      const order = yield* orderOf(columns.keys.subarray(0, count));
      const pages: Page[] = [];
      for (let start = 0; start < count; ) {
        const end = endOfPage(columns.keys, order, start);
        pages.push(pageOf(columns, order.subarray(start, end)));
        start = end;
        yield;
      }
      return tableOf(pages, lengths, shared);
    },
  };
}

/** The table of a few rates. */
export function buildPrefixTable(rates: Iterable<ListedRate>): PrefixTable {
  const builder = createTableBuilder();
  for (const rate of rates) builder.add(plainOf(rate));
  const building = builder.finish();
  for (;;) {
    const { done, value } = building.next();
    if (done === true) return value;
  }
}

/** A table in which `rates` stand in the place of all rates of these prefixes; only their pages are written anew. */
export function replaceRates(
  table: PrefixTable,
  prefixes: readonly string[],
  rates: readonly ListedRate[],
): PrefixTable {
  const places = placesIn(table.shared);
  const added = rates.map(plainOf).toSorted((a, b) => a.key - b.key);
  const byPage = new Map<number, { replaced: Set<number>; added: PlainRate[] }>();
  const changeOf = (key: number) => {
    const place = Math.max(0, lastUpTo(table.starts, key, 0, table.starts.length));
    const change = byPage.get(place) ?? { replaced: new Set(), added: [] };
    byPage.set(place, change);
    return change;
  };
  for (const prefix of prefixes) changeOf(keyOfPrefix(prefix)).replaced.add(keyOfPrefix(prefix));
  for (const rate of added) changeOf(rate.key).added.push(rate);
  const pagesBefore = table.pages.length === 0 ? [NO_ROWS] : table.pages;
  const pages = pagesBefore.flatMap((page, place) => {
    const change = byPage.get(place);
    return change === undefined ? [page] : changedPages(page, change, places);
  });
  const lengths = added.reduce((before, { length }) => before | (1 << length), table.lengths);
  return tableOf(pages, lengths, table.shared);
}

type Columns = Pick<Page, 'keys' | 'numbers'> & Readonly<{ accountIds: Float64Array }>;
type Places = Readonly<{ ofShape: (rate: PlainRate) => number; ofDestination: (name: string) => number }>;

function changedPages(
  page: Page,
  { replaced, added }: Readonly<{ replaced: ReadonlySet<number>; added: readonly PlainRate[] }>,
  places: Places,
): Page[] {
  const rows = page.keys.length;
  const columns = copyOf(page, rows, rows + added.length);
  for (const [index, rate] of added.entries()) writeRow(columns, rows + index, rate, places);
  const order = mergedOrder(columns.keys, rows, replaced);
  const pages: Page[] = [];
  for (let start = 0; start < order.length; ) {
    const end = endOfPage(columns.keys, order, start);
    pages.push(pageOf(columns, order.subarray(start, end)));
    start = end;
  }
  return pages;
}

/** The rows by their keys: the first `rows` of them, without those that are replaced, and those behind are in order already. */
function mergedOrder(keys: Float64Array, rows: number, replaced: ReadonlySet<number>): Uint32Array {
  const order = new Uint32Array(keys.length);
  let count = 0;
  let next = rows;
  for (let row = 0; row < rows; row++) {
    const key = keys[row] as number;
    while (next < keys.length && (keys[next] as number) < key) order[count++] = next++;
    if (!replaced.has(key)) order[count++] = row;
  }
  while (next < keys.length) order[count++] = next++;
  return order.subarray(0, count);
}

function tableOf(pages: readonly Page[], lengths: number, shared: Shared): PrefixTable {
  const starts = Float64Array.from(pages, ({ keys }) => keys[0] as number);
  return { pages, starts, lengths, shared, readFor: null, handedOut: { rates: [], ids: new Float64Array() } };
}

/** Where the shapes and destinations of rates stand; new ones are added. Most rates have those of the rate before. */
function placesIn(shared: Shared): Places {
  let last: Omit<PlainRate, 'destination'> | null = null;
  let lastShape = 0;
  let lastName: string | null = null;
  let lastDestination = 0;
  return {
    ofShape: (rate) => {
      if (last !== null && isSameShape(last, rate)) return lastShape;
      last = { ...rate };
      const shape = {
        connectionCostMicros: BigInt(rate.connectionCostMicros),
        graceSeconds: rate.graceSeconds,
        initialIncrementSeconds: rate.initialIncrementSeconds,
        incrementSeconds: rate.incrementSeconds,
        forcedTrunkId: rate.forcedTrunkId === 0 ? null : BigInt(rate.forcedTrunkId),
        stripDigits: rate.stripDigits,
        addPrefix: rate.addPrefix,
      };
      lastShape = placeOf(shared.shapePlaces, shared.shapes, nameOf(shape), shape);
      return lastShape;
    },
    ofDestination: (name) => {
      if (name === lastName) return lastDestination;
      lastName = name;
      lastDestination = placeOf(shared.destinationPlaces, shared.destinations, name, name);
      return lastDestination;
    },
  };
}

function placeOf<T>(places: Map<string, number>, values: T[], name: string, value: T): number {
  const before = places.get(name);
  if (before !== undefined) return before;
  places.set(name, values.length);
  return values.push(value) - 1;
}

function nameOf(shape: Shape): string {
  const { connectionCostMicros, graceSeconds, initialIncrementSeconds, incrementSeconds } = shape;
  const { forcedTrunkId, stripDigits, addPrefix } = shape;
  return `${connectionCostMicros}/${graceSeconds}/${initialIncrementSeconds}/${incrementSeconds}/${forcedTrunkId}/${stripDigits}/${addPrefix}`;
}

function isSameShape(a: Omit<PlainRate, 'destination'>, b: PlainRate): boolean {
  return (
    a.connectionCostMicros === b.connectionCostMicros &&
    a.graceSeconds === b.graceSeconds &&
    a.initialIncrementSeconds === b.initialIncrementSeconds &&
    a.incrementSeconds === b.incrementSeconds &&
    a.forcedTrunkId === b.forcedTrunkId &&
    a.stripDigits === b.stripDigits &&
    a.addPrefix === b.addPrefix
  );
}

function plainOf(rate: ListedRate): PlainRate {
  return {
    key: keyOfPrefix(rate.prefix),
    length: rate.prefix.length,
    id: Number(rate.id),
    costPerMinuteNanos: Number(rate.costPerMinuteNanos),
    connectionCostMicros: Number(rate.connectionCostMicros),
    graceSeconds: rate.graceSeconds,
    initialIncrementSeconds: rate.initialIncrementSeconds,
    incrementSeconds: rate.incrementSeconds,
    validFromMs: rate.validFromMs,
    validToMs: rate.validToMs ?? OPEN,
    accountId: rate.accountId === null ? EVERYBODY : Number(rate.accountId),
    forcedTrunkId: rate.forcedTrunkId === null ? 0 : Number(rate.forcedTrunkId),
    stripDigits: rate.stripDigits,
    addPrefix: rate.addPrefix,
    destination: rate.destination,
  };
}

function columnsFor(rows: number): Columns {
  return {
    keys: new Float64Array(rows),
    numbers: new Float64Array(rows * NUMBERS.each),
    accountIds: new Float64Array(rows),
  };
}

const NO_ROWS: Page = { ...columnsFor(0), toShorter: new Uint16Array(), parts: new Uint32Array(1) };

function writeRow(columns: Columns, row: number, rate: PlainRate, places: Places): void {
  const at = row * NUMBERS.each;
  columns.keys[row] = rate.key;
  columns.numbers[at + NUMBERS.id] = rate.id;
  columns.numbers[at + NUMBERS.costPerMinuteNanos] = rate.costPerMinuteNanos;
  columns.numbers[at + NUMBERS.validFromMs] = rate.validFromMs;
  columns.numbers[at + NUMBERS.validToMs] = rate.validToMs;
  columns.numbers[at + NUMBERS.places] = placesOf(
    places.ofShape(rate),
    places.ofDestination(rate.destination),
  );
  columns.accountIds[row] = rate.accountId;
}

/** The first rows, with room for more. */
function copyOf(
  from: Pick<Page, 'keys' | 'numbers' | 'accountIds'>,
  rows: number,
  capacity: number,
): Columns {
  const columns = columnsFor(capacity);
  columns.keys.set(from.keys.subarray(0, rows));
  columns.numbers.set(from.numbers.subarray(0, rows * NUMBERS.each));
  if (from.accountIds !== null) columns.accountIds.set(from.accountIds.subarray(0, rows));
  return columns;
}

/** A page of some rows, which are in order. */
function pageOf(from: Columns, rows: Uint32Array): Page {
  const page = columnsFor(rows.length);
  let isPersonal = false;
  for (let to = 0; to < rows.length; to++) {
    const row = rows[to] as number;
    page.keys[to] = from.keys[row] as number;
    for (let each = 0; each < NUMBERS.each; each++)
      page.numbers[to * NUMBERS.each + each] = from.numbers[row * NUMBERS.each + each] as number;
    const account = from.accountIds[row] as number;
    page.accountIds[to] = account;
    isPersonal ||= account !== EVERYBODY;
  }
  return {
    keys: page.keys,
    numbers: page.numbers,
    toShorter: toShorterOf(page.keys),
    accountIds: isPersonal ? page.accountIds : null,
    parts: partsOf(page.keys),
  };
}

function toShorterOf(keys: Float64Array): Uint16Array {
  const toShorter = new Uint16Array(keys.length);
  // The prefixes that a row begins with, the shortest first, and where what begins with them ends.
  const open: { key: number; end: number; lastRow: number }[] = [];
  for (let row = 0; row < keys.length; row++) {
    const key = keys[row] as number;
    while ((open.at(-1)?.end ?? Infinity) <= key) open.pop();
    if (open.at(-1)?.key !== key) open.push({ key, end: endOfBeginning(key), lastRow: row });
    (open.at(-1) as { lastRow: number }).lastRow = row;
    const back = row - (open.at(-2)?.lastRow ?? row);
    if (back <= TO_SHORTER_MAX) toShorter[row] = back;
  }
  return toShorter;
}

function partsOf(keys: Float64Array): Uint32Array {
  const count = Math.ceil(keys.length / PART_ROWS);
  const parts = new Uint32Array(count + 1).fill(keys.length);
  // From the end, so that a part without rows begins where the next one does.
  for (let row = keys.length - 1; row >= 0; row--) parts[partOf(keys[row] as number, keys, count)] = row;
  for (let part = count - 1; part >= 0; part--)
    parts[part] = Math.min(parts[part] as number, parts[part + 1] as number);
  return parts;
}

/** After the rows of a page that begins at `start`: rates of one prefix stay together. */
function endOfPage(keys: Float64Array, order: Uint32Array, start: number): number {
  const count = order.length;
  let end = Math.min(start + PAGE_ROWS, count);
  while (end < count && keys[order[end] as number] === keys[order[end - 1] as number]) end += 1;
  return end;
}

/** Eleven bits at a time, five times: keys are below 2^53. */
const RADIX_BITS = 11;
const RADIX = 2 ** RADIX_BITS;
const PASSES = Math.ceil(53 / RADIX_BITS);

/** The rows in the order of their keys, sorted by their bits: a million need some ten milliseconds for each pass. */
function* orderOf(keys: Float64Array): Generator<undefined, Uint32Array> {
  let order = Uint32Array.from(keys.keys());
  let next = new Uint32Array(keys.length);
  if (isSorted(keys)) return order;
  for (let pass = 0; pass < PASSES; pass++) {
    yield;
    sortByBits(keys, order, next, RADIX ** pass);
    [order, next] = [next, order];
  }
  return order;
}

function isSorted(keys: Float64Array): boolean {
  for (let row = 1; row < keys.length; row++)
    if ((keys[row] as number) < (keys[row - 1] as number)) return false;
  return true;
}

/** Puts `order` into `sorted` by some bits of the keys; rows with the same bits stay as they were. */
function sortByBits(keys: Float64Array, order: Uint32Array, sorted: Uint32Array, unit: number): void {
  const ends = new Uint32Array(RADIX + 1);
  const bitsOf = (row: number) => {
    const rest = Math.floor((keys[row] as number) / unit);
    return rest - Math.floor(rest / RADIX) * RADIX;
  };
  for (let row = 0; row < keys.length; row++) {
    const bits = bitsOf(row) + 1;
    ends[bits] = (ends[bits] as number) + 1;
  }
  for (let bits = 1; bits <= RADIX; bits++) ends[bits] = (ends[bits] as number) + (ends[bits - 1] as number);
  for (let place = 0; place < order.length; place++) {
    const row = order[place] as number;
    const bits = bitsOf(row);
    const end = ends[bits] as number;
    sorted[end] = row;
    ends[bits] = end + 1;
  }
}
