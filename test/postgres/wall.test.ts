/** Connections behind the second wall, and back in front of it. */
import { expect, test } from 'vitest';
import type pg from 'pg';
import { behindWall, inFrontOfWall, standBehindWall, withReader } from '../../src/postgres/wall.ts';
import { createPool } from '../../src/postgres/pool.ts';
import { createTestDatabase } from '../support/test-database.ts';

const database = await createTestDatabase();
// One connection: whoever comes next gets the one that somebody left.
const pool = createPool({ url: database.url, connectionsMax: 1, applicationName: 'wall', onError: () => {} });
const reads = behindWall(pool);

await database.pool.query(
  `insert into accounts (kind, parent_id, branch_id, path, depth, number, created_at)
   overriding system value values ('operator', null, 1, '/1/', 0, '1000000', now())`,
);
const { rows: made } = await database.pool.query<{ id: bigint; path: string }>(
  `insert into accounts (kind, parent_id, branch_id, path, depth, number, created_at, reseller_type)
   select 'reseller', o.id, 1, '/1/' || n || '/', 1, '200000' || n, now(), 'distributor'
   from accounts o, unnest(array[7, 70]) n where o.kind = 'operator' returning id, path`,
);

/** As a request of the reseller at `path`. */
function asReader<T>(path: string, run: () => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    withReader(() => {
      standBehindWall(path);
      run().then(resolve, reject);
    });
  });
}

const paths = async (db: Pick<pg.Pool, 'query'>) =>
  (await db.query<{ path: string }>('select path from accounts order by path')).rows.map(({ path }) => path);
const user = async () => (await pool.query<{ user: string }>('select current_user as user')).rows[0]?.user;

test('a reader sees its own part, and not one whose path begins with the same digits', async () => {
  expect(made.map(({ path }) => path)).toEqual(['/1/7/', '/1/70/']);
  expect(await asReader('/1/7/', () => paths(reads))).toEqual(['/1/7/']);
  expect(await asReader('/1/70/', () => paths(reads))).toEqual(['/1/70/']);
  expect(await asReader('/1/', () => paths(reads))).toEqual(['/1/', '/1/7/', '/1/70/']);
});

test('the connection that goes back to the pool is the owner’s again, also after an error', async () => {
  const owner = await user();
  expect(owner).not.toBe('tollbook_api');
  await asReader('/1/7/', () => paths(reads));
  expect(await user()).toBe(owner);
  await expect(asReader('/1/7/', () => reads.query('select 1 / 0'))).rejects.toThrow('division by zero');
  expect(await user()).toBe(owner);
  await expect(
    asReader('/1/7/', async () => {
      const client = await reads.connect();
      try {
        await client.query('begin');
        expect(await paths(client as unknown as pg.Pool)).toEqual(['/1/7/']);
        await client.query('select 1 / 0');
      } finally {
        await client.query('rollback');
        client.release();
      }
    }),
  ).rejects.toThrow('division by zero');
  expect(await user()).toBe(owner);
  expect(await paths(pool)).toHaveLength(3);
});

test('what is asked in front of the wall sees all of it, and what comes after it does not', async () => {
  const seen = await asReader('/1/7/', async () => [
    await inFrontOfWall(() => paths(reads)),
    await paths(reads),
  ]);
  expect(seen).toEqual([['/1/', '/1/7/', '/1/70/'], ['/1/7/']]);
});

test('a read of nobody is refused, and the role without a part of the tree reads nothing', async () => {
  await expect(reads.query('select 1')).rejects.toThrow('a reader');
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query('set local role tollbook_api');
    expect(await paths(client as unknown as pg.Pool)).toEqual([]);
    await expect(client.query('select ha1 from switch.sip_credentials')).rejects.toThrow('permission denied');
  } finally {
    await client.query('rollback');
    client.release();
    await pool.end();
  }
});
