/** What a start refuses, because the money would not be safe. */
import { randomBytes } from 'node:crypto';
import { appendFileSync, chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { ensureOperator } from '../../src/operations/accounts/bootstrap-operator.ts';
import { checkMasterKey, ensureDatabase, hasDatabase } from '../../src/postgres/database.ts';
import { migrate, missingMigrations, readMigrations } from '../../src/postgres/migrate.ts';
import { connectOnce, createPool } from '../../src/postgres/pool.ts';
import { causeAndFix, openDataDirectory } from '../../src/supervisor/data-directory.ts';
import { unprivilegedIdentity } from '../../src/supervisor/unprivileged.ts';
import { makeTemporaryFolder, startTemporaryCluster } from '../support/temporary-cluster.ts';
import { runTollbook } from '../support/tollbook-process.ts';

const cluster = await startTemporaryCluster('refusals');
await ensureDatabase(cluster.url);
afterAll(() => cluster.stop());

const startOn = async (databaseUrl: string, ...flags: readonly string[]) => {
  const data = makeTemporaryFolder('refusals-data');
  const start = ['start', '--data', data, '--port', '0', '--switch-port', '0', ...flags];
  const ended = await runTollbook(start, { DATABASE_URL: databaseUrl });
  rmSync(data, { recursive: true });
  return ended;
};

test('a database of a newer Tollbook is refused and stays as it is', async () => {
  await migrate(cluster.url);
  const client = await connectOnce(cluster.url, 'test');
  await client.query("insert into schema_migrations values (9999, '9999_future.sql', 'unknown')");
  const { code, output } = await startOn(cluster.url);
  expect(code).toBe(1);
  expect(output).toContain('the database has migration 9999_future.sql, which this program does not know');
  await client.query('delete from schema_migrations where version = 9999');
  await client.end();
});

test('verify migrates nothing: neither a database of no one, nor an older schema', async () => {
  const url = new URL(cluster.url);
  url.pathname = '/untouched';
  const env = { DATABASE_URL: url.href, TOLLBOOK_MASTER_KEY: randomBytes(32).toString('base64') };
  const missing = await runTollbook(['verify'], env);
  expect(missing.code, missing.output).toBe(1);
  expect(missing.output).toContain('There is no database "untouched".');
  expect(await hasDatabase(url.href)).toBe(false);
  await ensureDatabase(url.href);
  const empty = await runTollbook(['verify'], env);
  expect(empty.code, empty.output).toBe(1);
  expect(empty.output).toContain('Run "tollbook migrate"');
  const client = await connectOnce(url.href, 'test');
  expect((await client.query("select from pg_tables where schemaname = 'public'")).rowCount).toBe(0);
  await client.end();
  await migrate(url.href, readMigrations().slice(0, -1));
  const older = await runTollbook(['verify'], env);
  expect(older.code, older.output).toBe(1);
  expect(older.output).toContain('The database lacks 1 migration of this program');
  expect(await missingMigrations(url.href)).toHaveLength(1);
});

test('the SIP domain of a reseller is refused as the one of everybody else', async () => {
  const url = new URL(cluster.url);
  url.pathname = '/domains';
  await ensureDatabase(url.href);
  await migrate(url.href);
  const pool = createPool({ url: url.href, connectionsMax: 2, applicationName: 'test', onError: () => {} });
  const operator = await ensureOperator({ pool, now: () => new Date() });
  await pool.query(
    "insert into brands (owner_id, sip_domain, changed_at) select id, 'sip.shop.example', now() from accounts",
  );
  await pool.end();
  const { code, output } = await startOn(url.href, '--sip-domain', 'SIP.shop.example');
  expect(code).toBe(1);
  expect(output).toContain(
    `--sip-domain is "sip.shop.example": that is the SIP domain of reseller ${operator?.number}.`,
  );
});

test('another master key than the first one is refused, because stored PINs would match nothing', async () => {
  const client = await connectOnce(cluster.url, 'test');
  await client.query('drop table if exists master_key_fingerprint');
  await checkMasterKey(cluster.url, 'of the first key');
  const { code, output } = await startOn(cluster.url);
  expect(code).toBe(1);
  expect(output).toContain('This database was used with another master key');
  await client.query('drop table master_key_fingerprint');
  await client.end();
});

test.each(['fsync', 'full_page_writes'])(
  'a PostgreSQL with %s off is refused by that name',
  async (setting) => {
    const client = await connectOnce(cluster.url, 'test');
    const reload = async (value: string) => {
      appendFileSync(join(cluster.dataDirectory, 'postgres', 'local.conf'), `${setting} = ${value}\n`, {
        mode: 0o644,
      });
      await client.query('select pg_reload_conf()');
      await expect.poll(async () => (await client.query(`show ${setting}`)).rows[0]?.[setting]).toBe(value);
    };
    await reload('off');
    const { code, output } = await startOn(cluster.url);
    expect(code).toBe(1);
    expect(output).toContain(`PostgreSQL runs with ${setting} off`);
    await reload('on');
    await client.end();
  },
);

test('a database that does not answer is named without its password', async () => {
  const { code, output } = await startOn('postgres://someone:top-secret@127.0.0.1:1/books');
  expect(code).toBe(1);
  expect(output).toContain('No connection to database "books" on 127.0.0.1:1');
  expect(output).not.toContain('top-secret');
});

test('a data directory that cannot be made is refused at once, with the cause and the fix', async () => {
  const folder = makeTemporaryFolder('refusals-place');
  writeFileSync(join(folder, 'file'), '');
  for (const [place, cause] of [
    ['/proc/x', 'the file system of /proc/x takes no new directories'],
    ['/proc/x/y', 'the file system of /proc/x takes no new directories'],
    [join(folder, 'file'), `${join(folder, 'file')} is no directory`],
    [join(folder, 'file', 'data'), `${join(folder, 'file')} is no directory`],
  ] as const) {
    const { code, output } = await runTollbook(['start', '--data', place]);
    expect(code, output).toBe(1);
    expect(output).toContain(`The data directory ${place} cannot be used: ${cause}`);
    expect(output).toContain('--data DIR');
  }
  rmSync(folder, { recursive: true });
});

test.each([
  ['EROFS', '/media/data is on a read-only file system. Mount it writable'],
  ['EACCES', 'there is no permission to write to /media/data. Start Tollbook as the user who owns it'],
  ['ENOSPC', 'the file system of /media/data is full. Make room'],
])('a place that answers %s is explained', (code, says) => {
  const text = causeAndFix(Object.assign(new Error(code), { code, path: '/media/data' }));
  expect(text).toContain(says);
  expect(text).toContain('--data DIR');
});

test("a data directory that PostgreSQL's user cannot reach is replaced, and the operator told", () => {
  const home = makeTemporaryFolder('closed-home');
  chmodSync(home, 0o700);
  mkdirSync(join(home, 'data'));
  const said: string[] = [];
  const identity = unprivilegedIdentity();
  const used = openDataDirectory(join(home, 'data'), identity, (line) => said.push(line));
  if (identity === null) {
    // Not root: PostgreSQL runs as ourselves and reaches what we reach.
    expect(used).toBe(join(home, 'data'));
  } else {
    expect(used).toMatch(/^\/var\/lib\/tollbook\/tollbook-closed-home-\w+-data-[0-9a-f]{8}$/);
    expect(said).toEqual([
      expect.stringContaining(`cannot reach ${join(home, 'data')}: the data is in ${used}.`),
    ]);
    rmSync(used, { recursive: true });
  }
  rmSync(home, { recursive: true });
});
