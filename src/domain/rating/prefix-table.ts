/** Longest prefix match: a number takes the rate of its longest listed prefix that is valid at the moment. */
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

export type PrefixTable = ReadonlyMap<string, readonly ListedRate[]>;

/** Indexes a price list by prefix. */
export function buildPrefixTable(rates: Iterable<ListedRate>): PrefixTable {
  const table = new Map<string, ListedRate[]>();
  for (const rate of rates) addRate(table, rate);
  return table;
}

/** Adds one row; for lists that come in pieces. */
export function addRate(table: Map<string, ListedRate[]>, rate: ListedRate): void {
  const rows = table.get(rate.prefix);
  if (rows === undefined) table.set(rate.prefix, [rate]);
  else rows.push(rate);
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
