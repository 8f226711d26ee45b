/** The database itself: made when missing, and refused when it could lose what it confirmed. */
import { connectOnce } from './pool.ts';

/** PostgreSQL's SQLSTATE codes. */
const DATABASE_DOES_NOT_EXIST = '3D000';
/** The second: of two that make it at once, the later one. */
const DATABASE_EXISTS = new Set(['42P04', '23505']);

/** A database that Tollbook must not run on. The message names the setting and the fix. */
export class DatabaseError extends Error {
  override name = 'DatabaseError';
}

/** Whether the server has the database that `url` names. Throws `DatabaseError` when it does not answer. */
export async function hasDatabase(url: string): Promise<boolean> {
  try {
    await (await connectOnce(url, 'tollbook start')).end();
    return true;
  } catch (error) {
    if ((error as { code?: string }).code !== DATABASE_DOES_NOT_EXIST) throw connectionError(url, error);
    return false;
  }
}

/** Makes the database that `url` names when it is not there yet, in the server's default locale. */
export async function ensureDatabase(url: string): Promise<void> {
  if (await hasDatabase(url)) return;
  const admin = new URL(url);
  const name = decodeURIComponent(admin.pathname.slice(1));
  admin.pathname = '/postgres';
  const client = await connectOnce(admin.href, 'tollbook start');
  try {
    await client.query(`create database ${client.escapeIdentifier(name)}`);
  } catch (error) {
    if (!DATABASE_EXISTS.has(String((error as { code?: string }).code))) throw error;
  } finally {
    await client.end();
  }
}

/**
 * Refuses a server that may lose commits: `fsync` or `full_page_writes` off. Both belong to the whole
 * server, so a session cannot put them right.
 */
export async function checkDurability(url: string): Promise<void> {
  const client = await connectOnce(url, 'tollbook start');
  try {
    const { rows } = await client.query<{ name: string }>(
      "select name from pg_settings where name in ('fsync', 'full_page_writes') and setting <> 'on'",
    );
    if (rows.length === 0) return;
    const names = rows.map(({ name }) => name).join(' and ');
    throw new DatabaseError(
      `PostgreSQL runs with ${names} off: a power failure could lose calls that were charged. ` +
        `Set ${names} = on in postgresql.conf and reload PostgreSQL.`,
    );
  } finally {
    await client.end();
  }
}

/**
 * Refuses another master key than the one this database was first used with: stored PINs would match
 * nothing and sealed secrets would not open. `fingerprint` tells keys apart and gives nothing away.
 */
export async function checkMasterKey(url: string, fingerprint: string): Promise<void> {
  const client = await connectOnce(url, 'tollbook start');
  try {
    // Servers that start together make it one after another; the lock ends with the connection.
    await client.query("select pg_advisory_lock(hashtextextended('tollbook master key', 0))");
    await client.query(`create table if not exists master_key_fingerprint (
      only_row    boolean primary key default true,
      fingerprint text    not null,
      constraint there_is_one_row check (only_row)
    )`);
    await client.query(
      'insert into master_key_fingerprint (fingerprint) values ($1) on conflict do nothing',
      [fingerprint],
    );
    const { rows } = await client.query<{ fingerprint: string }>(
      'select fingerprint from master_key_fingerprint',
    );
    if (rows[0]?.fingerprint === fingerprint) return;
    throw new DatabaseError(
      'This database was used with another master key, and its PINs and sealed secrets need that one. Put the file ' +
        'secrets/master.key of the former data directory back, or set TOLLBOOK_MASTER_KEY.',
    );
  } finally {
    await client.end();
  }
}

/** Never quotes the url: it holds a password. */
function connectionError(url: string, cause: unknown): DatabaseError {
  const { host, pathname } = new URL(url);
  const message =
    cause instanceof Error ? cause.message || String((cause as { code?: string }).code) : String(cause);
  return new DatabaseError(
    `No connection to database "${pathname.slice(1)}" on ${host || 'the socket'}: ${message}. Check DATABASE_URL.`,
    {
      cause,
    },
  );
}
