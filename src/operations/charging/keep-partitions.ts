/** Makes the partitions of the coming days before anything is written into them. */
import type pg from 'pg';
import { daysWithoutPartition, makePartitions, partitionDays } from '../../postgres/charging/partitions.ts';
import { withTransaction } from '../../postgres/pool.ts';

const DAYS_AHEAD = 7;
/** SQLSTATE check_violation: the default partition has rows of that day. 55P03: the lock was not to be had now. */
const STAYS_IN_DEFAULT = new Set(['23514', '55P03']);

export async function keepPartitions({
  pool,
  now,
}: Readonly<{ pool: pg.Pool; now: () => Date }>): Promise<void> {
  for (const day of await daysWithoutPartition(pool, partitionDays(now(), DAYS_AHEAD))) {
    try {
      await withTransaction(pool, (tx) => makePartitions(tx, day));
    } catch (error) {
      if (!STAYS_IN_DEFAULT.has(String((error as { code?: unknown }).code))) throw error;
    }
  }
}
