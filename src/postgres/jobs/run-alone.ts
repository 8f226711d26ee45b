/** Long work that one process of a database does at a time: an advisory lock that dies with its connection. */
import type pg from 'pg';

/** Any numbers but those of the migration lock, the server lock and the audit chain. */
const LOCKS = {
  jobs: 7_201_934_513,
  retention: 7_201_934_516,
  billing: 7_201_934_517,
  documents: 7_201_934_518,
  events: 7_201_934_519,
  products: 7_201_934_520,
  dunning: 7_201_934_521,
  deliveries: 7_201_934_522,
  top_ups: 7_201_934_523,
  exchange_feed: 7_201_934_524,
} as const;

/** Runs `work` when nobody else does such work; false when somebody does. A killed process frees the lock. */
export async function runAlone(
  pool: pg.Pool,
  what: keyof typeof LOCKS,
  work: () => Promise<void>,
): Promise<boolean> {
  const client = await pool.connect();
  let isBroken = false;
  let isTaken = false;
  try {
    const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [
      LOCKS[what],
    ]);
    isTaken = rows[0]?.taken === true;
    if (isTaken) await work();
    return isTaken;
  } finally {
    // PostgreSQL warns in its log of a lock that somebody else holds.
    if (isTaken)
      await client.query('select pg_advisory_unlock($1)', [LOCKS[what]]).catch(() => {
        isBroken = true;
      });
    client.release(isBroken);
  }
}
