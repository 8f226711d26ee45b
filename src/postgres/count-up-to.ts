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
  /** There are more than were counted. */
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
