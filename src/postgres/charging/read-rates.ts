/** Reads whole price lists into the tables of charging. */
import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { assert } from '../../domain/assert.ts';
import {
  createTableBuilder,
  type PlainRate,
  type TableBuilder,
} from '../../domain/rating/build-prefix-table.ts';
import { worthAt } from '../../domain/rating/prefix-key.ts';
import { OPEN, type PrefixTable } from '../../domain/rating/prefix-table.ts';
import type { Db } from '../pool.ts';
import { KNOWN_RATES } from '../rating/price-list.ts';

/** null = all. */
type Ids = readonly bigint[] | null;

/**
 * The rates of price lists, by the list. A million take a second or two, in pieces of a millisecond, so that calls
 * go on meanwhile; `db` must be a connection of its own, as in a snapshot. Lists without rates are not among them.
 */
export async function readRateTables(db: Db, ids: Ids): Promise<Map<bigint, PrefixTable>> {
  if (ids?.length === 0) return new Map();
  const builders = new Map<number, TableBuilder>();
  const read = createRowReader((rateGroupId, rate) => {
    let builder = builders.get(rateGroupId);
    if (builder === undefined) builders.set(rateGroupId, (builder = createTableBuilder()));
    builder.add(rate);
  });
  // COPY takes no parameters; ids are integers.
  const statement = `copy (select ${COLUMNS} from rates where ${KNOWN_RATES} ${ids === null ? '' : `and rate_group_id in (${ids.join(',')})`}) to stdout (format binary)`;
  for await (const chunk of (db as unknown as pg.ClientBase).query(copyTo(statement))) read(chunk as Buffer);
  const tables = new Map<bigint, PrefixTable>();
  for (const [rateGroupId, builder] of builders) tables.set(BigInt(rateGroupId), await built(builder));
  return tables;
}

async function built(builder: TableBuilder): Promise<PrefixTable> {
  const building = builder.finish();
  for (;;) {
    const { done, value } = building.next();
    if (done === true) return value;
    await new Promise((resume) => setImmediate(resume));
  }
}

/** Eight integers of 8 bytes, three of 4, one of 2, and three texts. */
const COLUMNS = `rate_group_id, id, cost_per_minute_nanos, connection_cost_micros, valid_from,
  coalesce(valid_to, 'infinity'), coalesce(account_id, 0), coalesce(forced_trunk_id, 0),
  grace_seconds, initial_increment_seconds, increment_seconds, strip_digits, prefix, destination, add_prefix`;
const FIELDS = 15;
/** PostgreSQL's documentation of COPY, "Binary Format": a signature, flags, and the length of an extension. */
const HEADER_BYTES = 19;
/** Their number, and before each one its length. */
const FIXED_BYTES = 2 + 8 * 12 + 3 * 8 + 6;
/** Times are microseconds since 2000-01-01. */
const EPOCH_MS = Date.UTC(2000, 0, 1);
const HIGH = 2 ** 32;
/** The high half of 'infinity'. */
const INFINITE = 0x7fffffff;

/** Takes the chunks of a binary COPY, and tells of each row; `rate` is filled anew for the next one. */
function createRowReader(onRow: (rateGroupId: number, rate: PlainRate) => void): (chunk: Buffer) => void {
  const rate: PlainRate = {
    key: 0,
    length: 0,
    id: 0,
    costPerMinuteNanos: 0,
    connectionCostMicros: 0,
    graceSeconds: 0,
    initialIncrementSeconds: 0,
    incrementSeconds: 0,
    validFromMs: 0,
    validToMs: OPEN,
    accountId: 0,
    forcedTrunkId: 0,
    stripDigits: 0,
    addPrefix: '',
    destination: '',
  };
  let rest: Buffer = Buffer.alloc(0);
  let isBegun = false;
  let destination: Buffer = Buffer.alloc(0);
  return (chunk) => {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let at = 0;
    if (!isBegun && bytes.length >= HEADER_BYTES) {
      isBegun = true;
      at = HEADER_BYTES;
    }
    // The end is a row of -1 fields.
    while (isBegun && bytes.length - at >= FIXED_BYTES + 12) {
      assert(bytes.readInt16BE(at) === FIELDS, 'a row of rates has its fields');
      const prefixAt = at + FIXED_BYTES + 4;
      const prefixBytes = bytes.readInt32BE(prefixAt - 4);
      const destinationAt = prefixAt + prefixBytes + 4;
      if (destinationAt > bytes.length) break;
      const destinationEnd = destinationAt + bytes.readInt32BE(destinationAt - 4);
      const addedAt = destinationEnd + 4;
      if (addedAt > bytes.length) break;
      const end = addedAt + bytes.readInt32BE(destinationEnd);
      if (end > bytes.length) break;
      const wide = at + 2 + 4;
      const narrow = at + 2 + 8 * 12 + 4;
      rate.id = wideAt(bytes, wide + 1 * 12);
      rate.costPerMinuteNanos = wideAt(bytes, wide + 2 * 12);
      rate.connectionCostMicros = wideAt(bytes, wide + 3 * 12);
      rate.validFromMs = EPOCH_MS + Math.floor(wideAt(bytes, wide + 4 * 12) / 1000);
      const isOpen = bytes.readInt32BE(wide + 5 * 12) === INFINITE;
      rate.validToMs = isOpen ? OPEN : EPOCH_MS + Math.floor(wideAt(bytes, wide + 5 * 12) / 1000);
      rate.accountId = wideAt(bytes, wide + 6 * 12);
      rate.forcedTrunkId = wideAt(bytes, wide + 7 * 12);
      rate.graceSeconds = bytes.readInt32BE(narrow);
      rate.initialIncrementSeconds = bytes.readInt32BE(narrow + 8);
      rate.incrementSeconds = bytes.readInt32BE(narrow + 16);
      rate.stripDigits = bytes.readInt16BE(narrow + 24);
      rate.addPrefix = end === addedAt ? '' : bytes.toString('latin1', addedAt, end);
      rate.length = prefixBytes;
      rate.key = 0;
      for (let place = 0; place < prefixBytes; place++)
        rate.key += worthAt(bytes.readUInt8(prefixAt + place), place);
      // Rows of one destination often follow each other.
      if (bytes.compare(destination, 0, destination.length, destinationAt, destinationEnd) !== 0) {
        destination = Buffer.from(bytes.subarray(destinationAt, destinationEnd));
        rate.destination = destination.toString('utf8');
      }
      onRow(wideAt(bytes, wide), rate);
      at = end;
    }
    rest = bytes.subarray(at);
  };
}

function wideAt(bytes: Buffer, at: number): number {
  return bytes.readInt32BE(at) * HIGH + bytes.readUInt32BE(at + 4);
}
