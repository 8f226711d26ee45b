/** Counting rows of a list without reading all of them. */
import type { Db } from './pool.ts';

/**
 * Nobody needs to know whether a list has 340,000 or 350,000 rows, and finding out reads all of them: so many are read
 * in some milliseconds.
 */
export const COUNTED_MAX = 10_000;

export type CountUpTo = Readonly<{
  /** At most `COUNTED_MAX`. */
  count: number;
  /** There are more than were counted, or may be. */
  isMore: boolean;
}>;

/** Counts the rows of a query that ends with the limit that it is given. */
export async function countUpTo(
  db: Db,
  values: readonly unknown[],
  sqlOf: (limit: string) => string,
): Promise<CountUpTo> {
  const { rows } = await db.query<{ found: number }>(
    `select count(*)::int as found from (${sqlOf(`limit ${COUNTED_MAX + 1}`)}) counted`,
    [...values],
  );
  const found = rows[0]?.found ?? 0;
  return { count: Math.min(found, COUNTED_MAX), isMore: found > COUNTED_MAX };
}

/** So many rows are looked at for a filter that few of them may match: a tenth of a second. */
const LOOKED_AT_MAX = 50_000;

/**
 * Counts those of `rows` (a query, by indexes) that meet `conditions`, up to `COUNTED_MAX`. Of millions, the first
 * `LOOKED_AT_MAX` are looked at; when there are others, there may be more. `values` are those of `rows` and then those of
 * `conditions`, in which a row is `r`.
 */
export async function countAmong(
  db: Db,
  rows: Readonly<{ sql: string; values: readonly unknown[] }>,
  conditions: Readonly<{ sql: readonly string[]; values: readonly unknown[]; join?: string }>,
  { lookedAtMax = LOOKED_AT_MAX } = {},
): Promise<CountUpTo> {
  const counted = await countUpTo(
    db,
    [...rows.values, ...conditions.values],
    (limit) => `select from (${rows.sql} limit ${lookedAtMax}) r ${conditions.join ?? ''}
      where ${['true', ...conditions.sql].join(' and ')} ${limit}`,
  );
  if (counted.isMore) return counted;
  const { rowCount: others } = await db.query(`select from (${rows.sql}) r offset ${lookedAtMax} limit 1`, [
    ...rows.values,
  ]);
  return { ...counted, isMore: others !== 0 };
}
