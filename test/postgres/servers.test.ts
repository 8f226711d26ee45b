/** What the servers of one database may do side by side, and what one at a time does. */
import { expect, test } from 'vitest';
import { openJobLocks } from '../../src/postgres/jobs/job-locks.ts';
import { countServers, holdServerLock, migrateWithoutServers } from '../../src/postgres/server-lock.ts';
import { createTestDatabase } from '../support/test-database.ts';

const { url, pool } = await createTestDatabase();

test('servers run side by side, and nobody changes the schema under them', async () => {
  const lost: Error[] = [];
  const releases = await Promise.all([1, 2, 3].map(() => holdServerLock(url, (error) => lost.push(error))));
  expect(await countServers(pool)).toBe(3);
  expect(await migrateWithoutServers(url)).toEqual([]);
  // As a program that has one migration more finds it. The name is free again for the same.
  const { rows } = await pool.query(
    'delete from schema_migrations where version = (select max(version) from schema_migrations) returning *',
  );
  await expect(migrateWithoutServers(url, 0)).rejects.toThrow(
    `another Tollbook serves this database (tollbook server, process ${process.pid}). Stop every server`,
  );
  const { version, name, checksum } = rows[0]!;
  await pool.query('insert into schema_migrations (version, name, checksum) values ($1, $2, $3)', [
    version,
    name,
    checksum,
  ]);
  await Promise.all(releases.map((release) => release()));
  await expect.poll(() => countServers(pool)).toBe(0);
  expect(lost).toEqual([]);
});

test('a server that lost its connection goes on, and stops when the schema is another one by then', async () => {
  let onLost: (error: Error) => void = () => {};
  const lost = new Promise<Error>((resolve) => {
    onLost = resolve;
  });
  const release = await holdServerLock(url, onLost);
  const cut = () =>
    pool.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'tollbook server,%'",
    );
  await cut();
  await expect.poll(() => countServers(pool)).toBe(1);
  await pool.query(
    "insert into schema_migrations (version, name, checksum) values (9999, '9999_later.sql', '')",
  );
  await cut();
  expect(String(await lost)).toContain('it was used by a newer Tollbook');
  await release();
  await pool.query('delete from schema_migrations where version = 9999');
});

test('one server at a time does a job, and another goes on when that one is silent', async () => {
  const [frozen, other] = [openJobLocks(url, 300), openJobLocks(url)];
  const done: string[] = [];
  let thaw = () => {};
  const longWork = new Promise<void>((resolve) => {
    thaw = resolve;
  });
  const began = new Promise<void>((resolve) => {
    void frozen.alone('drain', async () => {
      resolve();
      await longWork;
      done.push('the frozen one');
    });
  });
  await began;
  await other.alone('drain', async () => done.push('too early'));
  await other.alone('extend', async () => done.push('another job'));
  expect(done).toEqual(['another job']);
  await expect
    .poll(async () => {
      await other.alone('drain', async () => done.push('the other one'));
      return done;
    })
    .toEqual(['another job', 'the other one']);
  thaw();
  // With a new connection.
  await frozen.alone('drain', async () => done.push('the frozen one again'));
  expect(done).toEqual(['another job', 'the other one', 'the frozen one', 'the frozen one again']);
  await Promise.all([frozen.close(), other.close()]);
});

test('kinds of work that begin at once share a connection, one statement after the other', async () => {
  const locks = openJobLocks(url);
  const warned: string[] = [];
  const hear = ({ message }: Error) => warned.push(message);
  process.on('warning', hear);
  const kinds = ['drain', 'extend', 'bar', 'reap', 'tidy'] as const;
  const done: string[] = [];
  await locks.alone('tidy', async () => done.push('connected'));
  await Promise.all(kinds.map((kind) => locks.alone(kind, async () => done.push(kind))));
  // Warnings are told in a turn of their own.
  await new Promise((resume) => setImmediate(resume));
  process.off('warning', hear);
  expect(done).toHaveLength(6);
  expect(warned).toEqual([]);
  await locks.close();
});
