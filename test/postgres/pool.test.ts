import { expect, test } from 'vitest';
import { createPool, withTransaction } from '../../src/postgres/pool.ts';
import { createTestDatabase } from '../support/test-database.ts';

const { url, pool, reads } = await createTestDatabase();

test('int8 is a bigint, date and numeric are strings, timestamptz is a Date, also in arrays', async () => {
  const { rows } = await reads.query(
    `select 9007199254740993::int8 as a, date '2026-03-29' as b, 0.1::numeric as c,
      timestamptz '2026-03-29T01:00:00.123Z' as d, array[1, null, 9007199254740993]::int8[] as e,
      array[date '2026-03-29'] as f`,
  );
  expect(rows[0]).toEqual({
    a: 9007199254740993n,
    b: '2026-03-29',
    c: '0.1',
    d: new Date('2026-03-29T01:00:00.123Z'),
    e: [1n, null, 9007199254740993n],
    f: ['2026-03-29'],
  });
});

test('every connection commits synchronously', async () => {
  expect((await pool.query('show synchronous_commit')).rows).toEqual([{ synchronous_commit: 'on' }]);
});

test('a read-only pool refuses to write', async () => {
  await expect(reads.query('create table t (id int)')).rejects.toMatchObject({ code: '25006' });
});

test('a throw rolls back and passes on unchanged', async () => {
  await pool.query('create table thrown (id int)');
  const failure = new Error('no');
  const write = withTransaction(pool, async (tx) => {
    await tx.query('insert into thrown values (1)');
    throw failure;
  });
  await expect(write).rejects.toBe(failure);
  expect((await reads.query('select * from thrown')).rows).toEqual([]);
});

test('a swallowed error inside a transaction does not pass for a commit', async () => {
  await pool.query('create table swallowed (id int primary key)');
  const write = withTransaction(pool, async (tx) => {
    await tx.query('insert into swallowed values (1)');
    await tx.query('insert into swallowed values (1)').catch(() => 'swallowed');
  });
  await expect(write).rejects.toThrow('COMMIT answered ROLLBACK');
  expect((await reads.query('select * from swallowed')).rows).toEqual([]);
});

test('a connection that PostgreSQL ends fails its query and no more', async () => {
  const write = withTransaction(pool, (tx) => tx.query('select pg_terminate_backend(pg_backend_pid())'));
  await expect(write).rejects.toThrow();
  expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
});

test('a pool tells of lost connections until it is closed, which does not wait for them', async () => {
  const lost: string[] = [];
  const onError = ({ message }: Error) => lost.push(message);
  const closing = createPool({ url, connectionsMax: 1, applicationName: 'closing', onError });
  await closing.query('select 1');
  await pool.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'closing'",
  );
  await expect.poll(() => lost).toEqual(['terminating connection due to administrator command']);
  await closing.end();
  // As a connection does that is on its way out.
  closing.emit('error', new Error('too late'), null as never);
  expect(lost).toHaveLength(1);
});
