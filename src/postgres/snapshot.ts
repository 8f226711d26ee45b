/** Several reads that must agree with each other. */
import type pg from 'pg';
import type { Db } from './pool.ts';

/** Runs `read` on one connection in one snapshot. Nothing can be written: it is rolled back. */
export async function withSnapshot<T>(pool: pg.Pool, read: (db: Db) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let isBroken = false;
  try {
    await client.query('begin isolation level repeatable read read only');
    return await read(client as unknown as Db);
  } finally {
    await client.query('rollback').catch(() => {
      isBroken = true;
    });
    client.release(isBroken);
  }
}
