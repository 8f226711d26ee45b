/** One runner of jobs at a time on a database: an advisory lock that dies with its connection. */
import type pg from 'pg';

/** Any number but those of the migration lock and the server lock. */
const RUNNER_LOCK = 7_201_934_513;

/** Runs `work` when no other runner does; false when one does. A killed runner frees the lock. */
export async function runAlone(pool: pg.Pool, work: () => Promise<void>): Promise<boolean> {
  const client = await pool.connect();
  let isBroken = false;
  try {
    const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [
      RUNNER_LOCK,
    ]);
    if (rows[0]?.taken !== true) return false;
    await work();
    return true;
  } finally {
    await client.query('select pg_advisory_unlock($1)', [RUNNER_LOCK]).catch(() => {
      isBroken = true;
    });
    client.release(isBroken);
  }
}
