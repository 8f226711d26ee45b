/** One server decides about the wallets of a database: an advisory lock that dies with its process. */
import type pg from 'pg';
import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseError } from './database.ts';
import { connectOnce } from './pool.ts';

/** Any number but the one of the migration lock. */
const SERVER_LOCK = 7_201_934_512;
/** PostgreSQL frees the lock of a killed server when its last statement is over. */
const WAIT_MS = 5_000;
/** PostgreSQL itself may be away while it is started again. */
const LOST_WAIT_MS = 60_000;
const POLL_MS = 50;

/**
 * Takes the lock and keeps it; after a lost connection it is taken again. `onLost` is called when
 * another server has it then: this one must stop, because both would spend the same money. Throws
 * `DatabaseError` when another server holds it at the start.
 */
export async function holdServerLock(
  url: string,
  onLost: (reason: Error) => void,
): Promise<() => Promise<void>> {
  let isReleased = false;
  let client = await take(url, WAIT_MS);
  const watch = (held: pg.Client) => {
    held.once('end', () => {
      if (isReleased) return;
      take(url, LOST_WAIT_MS, () => isReleased).then(
        (taken) => {
          client = taken;
          if (isReleased) return void client.end();
          watch(taken);
        },
        (error: Error) => {
          if (!isReleased) onLost(error);
        },
      );
    });
  };
  watch(client);
  return async () => {
    isReleased = true;
    await client.end();
  };
}

async function take(url: string, waitMs: number, isOver = () => false): Promise<pg.Client> {
  const deadline = Date.now() + waitMs;
  for (;;) {
    const attempt = await tryTake(url).catch((error: unknown) => ({ error }));
    if (!('error' in attempt)) return attempt;
    if (Date.now() > deadline || isOver()) throw attempt.error;
    await sleep(POLL_MS);
  }
}

async function tryTake(url: string): Promise<pg.Client> {
  const client = await connectOnce(url, `tollbook server, process ${process.pid}`);
  const { rows } = await client.query<{ taken: boolean; holder: string | null }>(
    `select pg_try_advisory_lock($1) as taken, (
       select application_name from pg_locks join pg_stat_activity using (pid)
       where locktype = 'advisory' and granted and (classid::bigint << 32 | objid::bigint) = $1
       and database = (select oid from pg_database where datname = current_database()) limit 1) as holder`,
    [SERVER_LOCK],
  );
  if (rows[0]?.taken) return client;
  await client.end();
  throw new DatabaseError(
    `Another Tollbook serves this database already (${rows[0]?.holder ?? 'it does not say which'}). ` +
      'Stop it, or start this one on another database.',
  );
}
