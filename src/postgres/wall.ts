/**
 * The second wall: what a request reads, it reads as the role `tollbook_api`, which sees the rows of one part of the tree
 * (migration 0051), and a row of another part that it would write is refused (migration 0070). The first wall are the conditions of each statement. Whose part it is stands in what the code runs in,
 * and nobody hands it on: it must hold for the statement that forgot to ask, too.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import type pg from 'pg';
import { known } from '../domain/assert.ts';
import { idsOfPath } from '../domain/accounts/tree.ts';
import type { Tx } from './pool.ts';

/** Whose part of the tree is read, and may be written: '/1/7/'; null = all of it. */
type Reader = { path: string | null; writes: string | null };

const readers = new AsyncLocalStorage<Reader>();
/** Runs a request, which sees everything until `standBehindWall` says whose it is. */
export function withReader(run: () => void): void {
  readers.run({ path: null, writes: null }, run);
}

/** From here on, what runs reads and writes what belongs to the account of this path and those below. */
export function standBehindWall(path: string): void {
  const reader = known(readers.getStore(), 'a reader');
  reader.path = path;
  reader.writes = path;
}

/**
 * Reads what those above an account decide for it: settings, prices, whether they may call. No row of theirs may leave
 * with the answer.
 */
export function inFrontOfWall<T>(read: () => Promise<T>): Promise<T> {
  return readers.run({ path: null, writes: writerPath() }, read);
}

/** Whose part of the tree a transaction may write, for the setting `tollbook.writer`; null = all of it. */
export function writerPath(): string | null {
  return readers.getStore()?.writes ?? null;
}

/**
 * Writes what follows from a request outside of its part of the tree: what those above an account are charged or credited for it. Nothing
 * of it may be chosen by the request.
 */
export async function writeAsSystem<T>(tx: Tx, write: () => Promise<T>): Promise<T> {
  const writer = writerPath();
  if (writer === null) return write();
  await tx.query("select set_config('tollbook.writer', '', true)");
  const result = await write();
  await tx.query("select set_config('tollbook.writer', $1, true)", [writer]);
  return result;
}

/** The pool with the wall in front. A read outside of `withReader` throws. */
export function behindWall(pool: pg.Pool): pg.Pool {
  const connect = async () => {
    const { path } = known(readers.getStore(), 'a reader');
    const client = await pool.connect();
    return path === null ? client : faced(client, path);
  };
  const query = async (statement: string, values?: unknown[]) => {
    const client = await connect();
    try {
      return await client.query(statement, values);
    } finally {
      client.release();
    }
  };
  return { connect, query } as unknown as pg.Pool;
}

const TURN_AWAY = `select set_config('role', 'none', false), set_config('tollbook.path', '', false),
  set_config('tollbook.path_end', '', false), set_config('tollbook.line', '{}', false)`;

/** Turns the connection towards the wall, and away from it when it goes back to the pool: others use it next. */
async function faced(client: pg.PoolClient, path: string): Promise<pg.PoolClient> {
  const release = client.release.bind(client);
  client.release = (error) => {
    const isTurned = error ? Promise.reject(error) : client.query(TURN_AWAY);
    isTurned.then(
      () => release(),
      () => release(true),
    );
  };
  try {
    await client.query(
      `select set_config('role', 'tollbook_api', false), set_config('tollbook.path', $1, false),
         set_config('tollbook.path_end', $2, false), set_config('tollbook.line', $3, false)`,
      [path, `${path.slice(0, -1)}0`, `{${idsOfPath(path).join(',')}}`],
    );
    return client;
  } catch (error) {
    release(true);
    throw error;
  }
}
