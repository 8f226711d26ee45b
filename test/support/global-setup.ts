/** One PostgreSQL per test run, with one migrated database that every test file gets a copy of. */
import { build } from 'esbuild';
import type { TestProject } from 'vitest/node';
import { workersForSources } from '../../scripts/build.mjs';
import { ensureDatabase } from '../../src/postgres/database.ts';
import { migrate } from '../../src/postgres/migrate.ts';
import { connectOnce } from '../../src/postgres/pool.ts';
import { startTemporaryCluster } from './temporary-cluster.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Url of the migrated template database. */
    templateUrl: string;
  }
}

type Server = Readonly<{ templateUrl: string; stop: () => Promise<void> }>;

/** Vitest loads this module and calls the setup once per project; all of them share one server, which hangs on the process. */
const shared = process as { tollbookTests?: { server: Promise<Server>; projectsRunning: number } };

export default async function setup(project: TestProject) {
  const tests = (shared.tollbookTests ??= { server: startServer(), projectsRunning: 0 });
  tests.projectsRunning++;
  project.provide('templateUrl', (await tests.server).templateUrl);
  return async () => {
    if (--tests.projectsRunning === 0) await (await tests.server).stop();
  };
}

async function startServer(): Promise<Server> {
  await build(workersForSources);
  const given = process.env.DATABASE_URL;
  const cluster = given === undefined ? await startTemporaryCluster('test') : null;
  const template = new URL(given ?? cluster?.url ?? '');
  template.pathname = `/tollbook_template_${process.pid}`;
  await ensureDatabase(template.href);
  await migrate(template.href);
  return {
    templateUrl: template.href,
    stop: async () => {
      if (cluster !== null) return cluster.stop();
      const admin = await connectOnce(given ?? '', 'tollbook test');
      await admin.query(`drop database if exists ${template.pathname.slice(1)} with (force)`);
      await admin.end();
    },
  };
}
