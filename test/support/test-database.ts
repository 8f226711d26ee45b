/** A database of a test file's own: a copy of the migrated template, dropped when the file is done. */
import type pg from 'pg';
import { afterAll, inject } from 'vitest';
import { ensureDatabase } from '../../src/postgres/database.ts';
import { migrate } from '../../src/postgres/migrate.ts';
import { connectOnce, createPool } from '../../src/postgres/pool.ts';
import { startTemporaryCluster } from './temporary-cluster.ts';

export type TestDatabase = Readonly<{
  url: string;
  /** For writes, by `withTransaction`. */
  pool: pg.Pool;
  /** Refuses writes, as the HTTP layer's reads do. */
  reads: pg.Pool;
}>;

/** Another file may be copying the template at the same moment; PostgreSQL then answers 55006. */
const OBJECT_IN_USE = '55006';

/**
 * Makes the copy and drops it after the file. Call it at the top of a test file or a describe:
 * `const database = await createTestDatabase();`
 */
export async function createTestDatabase(options: { connectionsMax?: number } = {}): Promise<TestDatabase> {
  const url = await copyDatabase(inject('templateUrl'));
  const { pool, reads } = poolsOf(url, options.connectionsMax);
  afterAll(async () => {
    await Promise.all([pool.end(), reads.end()]);
    await dropDatabase(url);
  });
  return { url, pool, reads };
}

/** A copy of a database that nobody is connected to; its url. Whoever made it drops it. */
export async function copyDatabase(of: string): Promise<string> {
  const template = new URL(of);
  const templateName = template.pathname.slice(1);
  const name = `tollbook_test_${process.pid}_${Date.now().toString(36)}_${Math.random().toString(36).slice(2, 8)}`;
  await asAdmin(template, async (admin) => {
    for (let attempt = 1; ; attempt++) {
      try {
        await admin.query(`create database ${name} template ${templateName}`);
        return;
      } catch (error) {
        if ((error as { code?: string }).code !== OBJECT_IN_USE || attempt === 50) throw error;
        await new Promise((done) => setTimeout(done, 100));
      }
    }
  });
  const copy = new URL(template);
  copy.pathname = `/${name}`;
  return copy.href;
}

export async function dropDatabase(url: string): Promise<void> {
  const name = new URL(url).pathname.slice(1);
  await asAdmin(new URL(url), (admin) => admin.query(`drop database if exists ${name} with (force)`));
}

/** A database on a PostgreSQL of the file's own: for tests of roles, which all databases of a server share. */
export async function createTestServer(): Promise<TestDatabase> {
  const cluster = await startTemporaryCluster('test-server');
  const url = new URL(cluster.url);
  url.pathname = '/tollbook';
  await ensureDatabase(url.href);
  await migrate(url.href);
  const { pool, reads } = poolsOf(url.href);
  afterAll(async () => {
    await Promise.all([pool.end(), reads.end()]);
    await cluster.stop();
  });
  return { url: url.href, pool, reads };
}

export function poolsOf(url: string, connectionsMax = 10) {
  const onError = () => {}; // tests that kill PostgreSQL see the failure in their own queries
  const options = { url, connectionsMax, applicationName: 'test', onError };
  return { pool: createPool(options), reads: createPool({ ...options, readOnly: true }) };
}

async function asAdmin(template: URL, run: (admin: pg.Client) => Promise<unknown>): Promise<void> {
  const url = new URL(template);
  url.pathname = '/postgres';
  const admin = await connectOnce(url.href, 'tollbook test');
  try {
    await run(admin);
  } finally {
    await admin.end();
  }
}
