/**
 * The servers of a database. Any number of them charge at once: what a batch writes proves that nobody wrote before it. An
 * advisory lock that they share, and that dies with its process, keeps the schema from being changed under them.
 */
import type pg from 'pg';
import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseError } from './database.ts';
import { migrate, missingMigrations } from './migrate.ts';
import { connectOnce, type Db } from './pool.ts';

/** Any number but the one of the migration lock. */
const SERVER_LOCK = 7_201_934_512;
/** PostgreSQL frees the lock of a killed server when its last statement is over. */
const KILLED_WAIT_MS = 5_000;
/** PostgreSQL itself may be away while it is started again. */
const LOST_WAIT_MS = 60_000;
const POLL_MS = 50;
const MIGRATING = 'tollbook migrates alone';

/**
 * Takes a share of the lock and keeps it; after a lost connection it is taken again. `onLost` is called when the database
 * stayed away, or has another program's schema by then: this one must stop.
 */
export async function holdServerLock(
  url: string,
  onLost: (reason: Error) => void,
): Promise<() => Promise<void>> {
  let isReleased = false;
  let client = await share(url);
  const watch = (held: pg.Client) => {
    held.once('end', () => {
      if (isReleased) return;
      shareAgain(url, () => isReleased).then(
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

/**
 * Applies what is missing while no server runs, and returns its names. Programs that start together wait for each other.
 * Throws `DatabaseError` when servers of another version run on this database, and `MigrationError` as `migrate` does.
 */
export async function migrateWithoutServers(url: string, waitMs = KILLED_WAIT_MS): Promise<string[]> {
  const deadline = Date.now() + waitMs;
  for (;;) {
    if ((await missingMigrations(url)).length === 0) return [];
    const { client, holder } = await tryTake(url, 'alone');
    if (client !== null) {
      try {
        return await migrate(url);
      } finally {
        await client.end();
      }
    }
    if (holder !== MIGRATING && Date.now() > deadline)
      throw new DatabaseError(
        `This version has to change the schema, and another Tollbook serves this database (${holder ?? 'it does not say which'}). ` +
          'Stop every server of this database, start one of the new version, then the others.',
      );
    await sleep(POLL_MS);
  }
}

/** How many servers run on this database. */
export async function countServers(db: Db): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `select count(*)::int as count from (${HOLDERS}) h where mode = 'ShareLock'`,
    [SERVER_LOCK],
  );
  return rows[0]?.count ?? 0;
}

const HOLDERS = `select l.pid, l.mode from pg_locks l
  where locktype = 'advisory' and granted and objsubid = 1 and (classid::bigint << 32 | objid::bigint) = $1
    and database = (select oid from pg_database where datname = current_database())`;

async function shareAgain(url: string, isOver: () => boolean): Promise<pg.Client> {
  const client = await share(url, isOver);
  try {
    // Meanwhile somebody may have brought the database to a schema that this program does not know.
    await missingMigrations(url);
    return client;
  } catch (error) {
    void client.end();
    throw error;
  }
}

async function share(url: string, isOver = () => false): Promise<pg.Client> {
  const deadline = Date.now() + LOST_WAIT_MS;
  for (;;) {
    const attempt = await tryTake(url, 'shared').catch((error: unknown) => ({ error }));
    if ('client' in attempt && attempt.client !== null) return attempt.client;
    if (Date.now() > deadline || isOver())
      throw 'error' in attempt
        ? attempt.error
        : new DatabaseError(
            'Another Tollbook changes the schema of this database. Start again when it is done.',
          );
    await sleep(POLL_MS);
  }
}

/** Without a client it is not to be had; `holder` then says who has it. */
async function tryTake(
  url: string,
  how: 'shared' | 'alone',
): Promise<Readonly<{ client: pg.Client | null; holder: string | null }>> {
  const name = how === 'alone' ? MIGRATING : `tollbook server, process ${process.pid}`;
  const client = await connectOnce(url, name);
  const take = how === 'alone' ? 'pg_try_advisory_lock' : 'pg_try_advisory_lock_shared';
  const { rows } = await client.query<{ taken: boolean; holder: string | null }>(
    `select ${take}($1) as taken,
       (select application_name from (${HOLDERS}) h join pg_stat_activity using (pid) limit 1) as holder`,
    [SERVER_LOCK],
  );
  if (rows[0]?.taken === true) return { client, holder: null };
  await client.end();
  return { client: null, holder: rows[0]?.holder ?? null };
}
