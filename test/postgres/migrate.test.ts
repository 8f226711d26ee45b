import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { migrate, readMigrations, type Migration } from '../../src/postgres/migrate.ts';
import { createTestDatabase } from '../support/test-database.ts';

const { url, pool } = await createTestDatabase();
const released = readMigrations();
const next = (sql: string): Migration => ({
  version: released.length + 1,
  name: `${String(released.length + 1).padStart(4, '0')}_next.sql`,
  sql,
  checksum: createHash('sha256').update(sql).digest('hex'),
});

test('a migrated database needs nothing', async () => {
  expect(await migrate(url)).toEqual([]);
});

test('an edited migration is refused by name', async () => {
  const edited = released.map((migration, index) =>
    index === 1 ? { ...migration, checksum: 'other' } : migration,
  );
  await expect(migrate(url, edited)).rejects.toThrow(
    `${released[1]!.name} was changed after it had been applied`,
  );
});

test('a failed migration is rolled back, and its message names the line', async () => {
  const failing = next('create table half_done (id int);\nselect no_such_column;');
  await expect(migrate(url, [...released, failing])).rejects.toThrow(
    /_next\.sql:2 failed and was rolled back/,
  );
  expect((await pool.query("select to_regclass('half_done') as found")).rows).toEqual([{ found: null }]);
});

test('programs that start together apply a migration once; an older program then refuses', async () => {
  const added = next('create table added (id int)');
  const applied = await Promise.all([1, 2, 3].map(() => migrate(url, [...released, added])));
  expect(applied.flat()).toEqual([added.name]);
  await expect(migrate(url)).rejects.toThrow('it was used by a newer Tollbook');
});
