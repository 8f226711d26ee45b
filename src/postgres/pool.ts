/**
 * Connections to PostgreSQL. Reads take `Db`, writes take `Tx`: one write through the wrong handle
 * would escape its transaction and skew the books, so the types keep the two apart.
 */
import type { Writable } from 'node:stream';
import pg from 'pg';
import { writerPath } from './wall.ts';

export type QueryConfig = Readonly<{ text: string; values?: readonly unknown[]; name?: string }>;

/** Something to read from: a pool, or a transaction. A `name` keeps the statement prepared. */
export type Db = Readonly<{
  query<Row extends pg.QueryResultRow = pg.QueryResultRow>(
    statement: string | QueryConfig,
    values?: readonly unknown[],
  ): Promise<pg.QueryResult<Row>>;
}>;

declare const insideTransaction: unique symbol;

/** An open transaction; only `withTransaction` makes one. */
export type Tx = Db & Readonly<{ [insideTransaction]: true }>;

export type PoolOptions = Readonly<{
  url: string;
  connectionsMax: number;
  /** Shown in pg_stat_activity, so that an operator sees who holds a lock. */
  applicationName: string;
  /** A read-only pool refuses every write in the database itself (SQLSTATE 25006). */
  readOnly?: boolean;
  /** Statements are sent without waiting for the ones before: a batch then costs two round trips. */
  isPipelined?: boolean;
  /** Whoever waits longer for a row that somebody locked is refused (SQLSTATE 55P03). */
  lockTimeoutMs?: number;
  /** A connection that answers nothing for so long is given up: the other end may be frozen, or gone without a word. */
  answerTimeoutMs?: number;
  /** Idle connections fail when PostgreSQL restarts; without a listener that ends the process. */
  onError: (error: Error) => void;
}>;

/**
 * Opens a pool whose values fit Tollbook: int8 is a bigint, date is a `YYYY-MM-DD` string, numeric is
 * a string, timestamptz is a Date. Every connection sets and checks `synchronous_commit = on`, because
 * an answer to a switch promises that the commit is on disk.
 */
export function createPool({
  url,
  connectionsMax,
  applicationName,
  readOnly,
  isPipelined,
  lockTimeoutMs,
  answerTimeoutMs,
  onError,
}: PoolOptions): pg.Pool {
  const settings = ['-c synchronous_commit=on', '-c timezone=UTC'];
  if (readOnly) settings.push('-c default_transaction_read_only=on');
  // Batches read by key only. A plan made while a table was empty would scan it for ever, and planning anew for
  // each batch costs as much as running it.
  if (isPipelined) settings.push('-c plan_cache_mode=force_generic_plan', '-c enable_seqscan=off');
  if (lockTimeoutMs !== undefined) settings.push(`-c lock_timeout=${lockTimeoutMs}`);
  const pool = new pg.Pool({
    connectionString: url,
    max: connectionsMax,
    application_name: applicationName,
    options: settings.join(' '),
    types: { getTypeParser },
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    ...(isPipelined && { pipeline: true }),
    ...(answerTimeoutMs !== undefined && { query_timeout: answerTimeoutMs }),
    // The pool awaits this before it hands the connection out; a throw closes the connection.
    // oxlint-disable-next-line typescript/no-misused-promises -- the published type says void
    onConnect: checkConnection,
  });
  // One that is closed does not wait for its connections: what they still hear is no loss.
  pool.on('error', (error) => {
    if (!pool.ending) onError(error);
  });
  // A connection that is handed out reports its loss to its query too; this keeps the process alive.
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

/** Opens one connection outside any pool, with the same value parsers; the caller ends it. */
export async function connectOnce(url: string, applicationName: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    application_name: applicationName,
    types: { getTypeParser },
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  });
  client.on('error', () => {});
  await client.connect();
  return client;
}

/**
 * Runs `write` in one transaction and commits it. Any throw rolls back and passes on unchanged. When
 * the connection breaks during COMMIT the outcome is unknown: the caller repeats with the same ids.
 */
export async function withTransaction<T>(pool: pg.Pool, write: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let isBroken = false;
  try {
    await client.query('begin');
    const writer = writerPath();
    if (writer !== null) await client.query("select set_config('tollbook.writer', $1, true)", [writer]);
    const result = await write(client as unknown as Tx);
    const { command } = await client.query('commit');
    // PostgreSQL answers COMMIT of a failed transaction with ROLLBACK, and no error: a swallowed
    // error inside `write` would otherwise pass for a durable write.
    if (command !== 'COMMIT')
      throw new Error(`the transaction was not committed: COMMIT answered ${command}`);
    return result;
  } catch (error) {
    await client.query('rollback').catch(() => {
      isBroken = true;
    });
    throw error;
  } finally {
    client.release(isBroken);
  }
}

/**
 * As `withTransaction` on a pipelined pool: `decide` returns statements to send without waiting, and the commit goes out
 * with them. One that fails makes PostgreSQL refuse the rest and the commit.
 */
export async function withPipelinedTransaction<T>(
  pool: pg.Pool,
  decide: (tx: Tx) => Promise<Readonly<{ result: T; writes: readonly QueryConfig[] }>>,
): Promise<T> {
  const client = await pool.connect();
  let isBroken = false;
  try {
    const [begun, deciding] = together(client, () => {
      const begin = client.query('begin');
      begin.catch(() => {}); // the statements behind it fail too, and those are waited for
      return [begin, decide(client as unknown as Tx)] as const;
    });
    const { result, writes } = await deciding;
    const tx = client as unknown as Tx;
    const sent = together(client, () => [
      begun,
      ...writes.map((write) => tx.query(write)),
      client.query('commit'),
    ]);
    const { command } = (await allInOrder(sent)).at(-1) as pg.QueryResult;
    if (command !== 'COMMIT')
      throw new Error(`the transaction was not committed: COMMIT answered ${command}`);
    return result;
  } catch (error) {
    await client.query('rollback').catch(() => {
      isBroken = true;
    });
    throw error;
  } finally {
    client.release(isBroken);
  }
}

/** As `Promise.all`, but throws what the first one failed of: those sent behind it failed because it did. */
export async function allInOrder<const T extends readonly Promise<unknown>[]>(promises: T) {
  const settled = await Promise.allSettled(promises);
  const failed = settled.find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
  return Promise.all(promises);
}

/** Sends what `send` sends at once in one system call, instead of one for each statement. */
function together<T>(client: pg.PoolClient, send: () => T): T {
  // The published type of a client leaves its connection out.
  const { stream } = (client as unknown as Readonly<{ connection: { stream: Writable } }>).connection;
  stream.cork();
  try {
    return send();
  } finally {
    stream.uncork();
  }
}

async function checkConnection(client: { query: pg.ClientBase['query'] }): Promise<void> {
  const { rows } = await client.query<{ synchronous_commit: string }>('show synchronous_commit');
  const value = rows[0]?.synchronous_commit;
  if (value !== 'on')
    throw new Error(`synchronous_commit is "${value}" on a new connection, it must be "on"`);
}

/** Type numbers of PostgreSQL's pg_type catalogue. */
const INT8 = 20;
const INT8_ARRAY = 1016;
const DATE = 1082;
const DATE_ARRAY = 1182;
const TEXT_ARRAY = 1009;
// The published type lists scalar types only.
const parseTextArray = pg.types.getTypeParser(TEXT_ARRAY as number as 25);

function getTypeParser(oid: number, format?: 'text' | 'binary'): (value: string) => unknown {
  if (format !== 'binary') {
    if (oid === INT8) return BigInt;
    if (oid === DATE) return String;
    if (oid === DATE_ARRAY) return parseTextArray;
    if (oid === INT8_ARRAY) return parseInt8Array;
  }
  return pg.types.getTypeParser(oid, format as 'text');
}

function parseInt8Array(value: string): unknown {
  const items = parseTextArray(value) as (string | null)[];
  return items.map((item) => (item === null ? null : BigInt(item)));
}
