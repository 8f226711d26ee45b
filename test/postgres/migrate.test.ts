import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { createPool } from '../../src/postgres/pool.ts';
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

test('roles that an operator never changed are kept as the program says, and changed ones are left alone', async () => {
  const old = new URL(url);
  old.pathname += '_old';
  await pool.query(`create database "${old.pathname.slice(1)}" template template0`);
  const before = (part: string) =>
    released.slice(
      0,
      released.findIndex(({ name }) => name.includes(part)),
    );
  await migrate(old.href, before('_roles.sql'));
  const older = createPool({ url: old.href, connectionsMax: 1, applicationName: 'older', onError: () => {} });
  await older.query(
    `insert into accounts (id, public_id, kind, branch_id, path, depth, number, created_at) overriding system value
     values (1, gen_random_uuid(), 'operator', 1, '/1/', 0, '1000000000', now())`,
  );
  await migrate(old.href, before('_roles_of_the_program.sql'));
  await older.query(
    `update roles set permissions = permissions || array['taxes:edit'] where name = 'Full access';
     update roles set permissions = permissions || array['money:pay'] where name = 'Support';
     update roles set version = 2 where name = 'Finance'`,
  );
  await migrate(old.href, before('_credit_guards_and_lists.sql'));
  await older.query(
    `update roles set permissions = permissions || array['settings:edit'] where name = 'Finance';
     insert into roles (public_id, owner_id, audience, name, description, permissions, known_permissions, changed_at)
     values (gen_random_uuid(), 1, 'staff', 'Own', '', array['accounts:read', 'accounts:edit'], '{}', now())`,
  );
  await migrate(old.href, released);
  const { rows: kept } = await older.query<{ name: string; gained: string[] }>(
    `select name, array(select p from unnest(permissions) p where p in ('money:credit', 'guards:edit', 'rates:assign') order by p)
       as gained from roles where name in ('Own', 'Finance', 'Full access') order by name`,
  );
  // A role that changed accounts goes on doing so; one of the program gets what the program says when it starts.
  expect(kept.map(({ name, gained }) => [name, gained.join()])).toEqual([
    ['Finance', 'guards:edit'],
    ['Full access', ''],
    ['Own', 'guards:edit,money:credit,rates:assign'],
  ]);
  await older.query("delete from roles where name = 'Own'");
  const { rows } = await older.query(
    `select name, built_in, 'taxes:edit' = any(known_permissions) as "knowsTaxes" from roles order by id`,
  );
  await older.end();
  await pool.query(`drop database "${old.pathname.slice(1)}"`);
  expect(rows.map(({ name, built_in, knowsTaxes }) => [name, built_in, knowsTaxes])).toEqual([
    ['Full access', 'full_access', true],
    ['Support', null, false],
    ['Finance', null, false],
    ['Finance, read only', 'finance_read_only', false],
    ['Rates and carriers', 'rates_and_carriers', false],
    ['Reseller without prices', 'reseller_without_prices', false],
  ]);
});
