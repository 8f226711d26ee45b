/** What commands that need only the database share. */
import type pg from 'pg';
import { readConfig, type Config } from '../config.ts';
import { findInstallation, openDatabase, openInstallation } from '../open-database.ts';
import { createPool } from '../postgres/pool.ts';

export type DatabaseForCommand = Readonly<{
  config: Config;
  url: string;
  /** For programs that cannot use the socket. */
  tcpUrl: string;
  masterKey: Buffer;
  pool: pg.Pool;
  reads: pg.Pool;
}>;

/**
 * Opens the database of the installation that `args` (flags of `tollbook start`) name, runs `work` and
 * returns its result. `may` says whether a missing one is made and an old one migrated, as
 * by a start, or both are refused. Works beside a running server; without one, the database is started for as long
 * as it takes. Remarks go to standard error, so that `--json` output stays one object.
 */
export async function withDatabase<T>(
  args: readonly string[],
  may: 'make and migrate' | 'find',
  work: (database: DatabaseForCommand) => Promise<T>,
): Promise<T> {
  const config = readConfig(args, process.env);
  const say = (line: string) => console.error(line);
  const isFound = may === 'find';
  const installation = isFound ? findInstallation(config) : openInstallation(config, say);
  const database = await openDatabase(config, installation, say, isFound ? 'as it is' : 'migrate');
  const { url, tcpUrl } = database;
  const common = { url, connectionsMax: 4, applicationName: 'tollbook command', onError: () => {} };
  const pool = createPool(common);
  const reads = createPool({ ...common, readOnly: true });
  try {
    return await work({ config, url, tcpUrl, masterKey: installation.masterKey, pool, reads });
  } finally {
    await Promise.all([pool.end(), reads.end()]);
    // One that we found running belongs to the server that runs on it.
    if (database.how !== 'attached') await database.stop();
  }
}
