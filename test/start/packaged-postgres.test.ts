/** The PostgreSQL of the npm package, as on a machine that has none of its own. */
import { rmSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { ensureDatabase } from '../../src/postgres/database.ts';
import { migrate, readMigrations } from '../../src/postgres/migrate.ts';
import { connectOnce } from '../../src/postgres/pool.ts';
import { findBinaries } from '../../src/supervisor/binaries.ts';
import { startTemporaryCluster } from '../support/temporary-cluster.ts';

const cluster = await startTemporaryCluster('packaged', { programsFrom: 'package' });
afterAll(() => cluster.stop());

test('runs our schema, sorts by code point and keeps checksums of its pages', async () => {
  await ensureDatabase(cluster.url);
  expect(await migrate(cluster.url)).toHaveLength(readMigrations().length);
  const client = await connectOnce(cluster.tcpUrl, 'test');
  const { rows } = await client.query(
    `select array(select unnest(array['a', 'B', 'ä', 'Z']) order by 1) as sorted,
      current_setting('data_checksums') as checksums, current_setting('server_encoding') as encoding`,
  );
  await client.end();
  expect(rows).toEqual([{ sorted: ['B', 'Z', 'a', 'ä'], checksums: 'on', encoding: 'UTF8' }]);
});

test('its programs are copied to where a user without rights can reach them', () => {
  const nobody = { name: 'nobody', uid: 65_534, gid: 65_534 };
  const { folder, from } = findBinaries(15, nobody, 'package');
  expect(from).toBe('package');
  expect(folder).toMatch(/native\/bin$|^\/var\/lib\/tollbook\/postgresql-15/);
  if (folder.startsWith('/var/lib')) rmSync(folder.replace(/\/bin$/, ''), { recursive: true });
});

test('a data directory of another major version is refused with the package to install', () => {
  expect(() => findBinaries(99, null)).toThrow(/was made by PostgreSQL 99[^]*apt-get install postgresql-99/);
});
