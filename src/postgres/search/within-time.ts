/** Reading that gives up: a search that somebody types on must not keep the database busy. */
import type pg from 'pg';
import { withTransaction, type Db } from '../pool.ts';

/** SQLSTATE: the statement took longer than it may. */
const QUERY_CANCELED = '57014';

/** What `read` reads; null when one of its statements took longer than `ms`. */
export async function withinTime<T>(
  pool: pg.Pool,
  ms: number,
  read: (db: Db) => Promise<T>,
): Promise<T | null> {
  try {
    return await withTransaction(pool, async (tx) => {
      await tx.query("select set_config('statement_timeout', $1, true)", [String(ms)]);
      return read(tx);
    });
  } catch (error) {
    if (error instanceof Error && (error as Error & { code?: unknown }).code === QUERY_CANCELED) return null;
    throw error;
  }
}
