/** Longest prefix match: a number takes the rate of its longest listed prefix that is valid at the moment. */
import { known } from '../assert.ts';
import { E164_DIGITS_MAX } from '../numbering/e164.ts';
import type { Rate } from './rate.ts';

/** One row of a price list, as the charging memory has it. */
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
  }>;

/** A price list by prefix. */
export type PrefixTable = Readonly<{ get: (prefix: string) => readonly ListedRate[] | undefined }>;

/** Indexes a price list. */
export function buildPrefixTable(rates: Iterable<ListedRate>): PrefixTable {
  const table = new Map<string, ListedRate[]>();
  for (const rate of rates) {
    const rows = table.get(rate.prefix);
    if (rows === undefined) table.set(rate.prefix, [rate]);
    else rows.push(rate);
  }
  return table;
}

/**
 * A price list of a million rates that comes as text: a row is read when a call first asks for its prefix, because most
 * of a list never is, and reading all would take a start as long as everything else together.
 */
export function createPackedTable(): PrefixTable &
  Readonly<{ add: (prefix: string, packed: string) => void }> {
  const table = new Map<string, string | readonly ListedRate[]>();
  return {
    get: (prefix) => {
      const found = table.get(prefix);
      if (typeof found !== 'string') return found;
      const rows = found.split('\n').map((packed) => unpackRate(prefix, packed));
      table.set(prefix, rows);
      return rows;
    },
    add: (prefix, packed) => {
      const before = table.get(prefix);
      table.set(prefix, typeof before === 'string' ? `${before}\n${packed}` : packed);
    },
  };
}

/**
 * Separated by spaces: id, account, connection cost in micros, cost per minute in nanos, grace, initial and further
 * increment in seconds, from and to in ms, forced trunk, and the destination as the rest. "-" is null.
 */
function unpackRate(prefix: string, packed: string): ListedRate {
  const [id, account, connection, cost, grace, initial, increment, from, to, trunk, ...destination] =
    packed.split(' ');
  const idOf = (text = '-') => (text === '-' ? null : BigInt(text));
  return {
    id: BigInt(known(id, 'the id of a rate')),
    prefix,
    destination: destination.join(' '),
    accountId: idOf(account),
    connectionCostMicros: BigInt(known(connection, 'a connection cost')),
    costPerMinuteNanos: BigInt(known(cost, 'a cost per minute')),
    graceSeconds: Number(grace),
    initialIncrementSeconds: Number(initial),
    incrementSeconds: Number(increment),
    validFromMs: Number(from),
    validToMs: to === '-' ? null : Number(to),
    forcedTrunkId: idOf(trunk),
  };
}

/**
 * The rate of `number` (E.164 digits) for an account at a moment; null when no valid prefix covers it. At equal
 * length the account's personal rate wins; a longer prefix wins over any personal one.
 */
export function findRate(
  table: PrefixTable,
  number: string,
  { accountId, atMs }: Readonly<{ accountId: bigint; atMs: number }>,
): ListedRate | null {
  // E.164 bounds the length, so a lookup reads at most 15 times.
  for (let length = Math.min(number.length, E164_DIGITS_MAX); length > 0; length--) {
    const rows = table.get(number.slice(0, length));
    if (rows === undefined) continue;
    let found: ListedRate | null = null;
    for (const rate of rows) {
      if (rate.validFromMs > atMs || (rate.validToMs !== null && rate.validToMs <= atMs)) continue;
      if (rate.accountId === accountId) return rate;
      if (rate.accountId === null) found = rate;
    }
    if (found !== null) return found;
  }
  return null;
}
