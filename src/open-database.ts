/** The database of an installation: the operator's own by DATABASE_URL, else the one we run. */
import { createHmac } from 'node:crypto';
import { join, resolve } from 'node:path';
import { ConfigError, type Config } from './config.ts';
import { holderOfSipDomain } from './postgres/accounts/brands.ts';
import type { Db } from './postgres/pool.ts';
import {
  checkDurability,
  checkMasterKey,
  DatabaseError,
  ensureDatabase,
  hasDatabase,
} from './postgres/database.ts';
import { MigrationError, missingMigrations } from './postgres/migrate.ts';
import { migrateWithoutServers } from './postgres/server-lock.ts';
import { clusterVersion } from './supervisor/cluster-files.ts';
import { startCluster } from './supervisor/cluster.ts';
import { findDataDirectory, openDataDirectory, readOrMakeSecret } from './supervisor/data-directory.ts';
import { SupervisorError } from './supervisor/supervisor-error.ts';
import { unprivilegedIdentity } from './supervisor/unprivileged.ts';

export type OpenDatabase = Readonly<{
  url: string;
  /** For programs on this machine that cannot use the socket, such as a switch. */
  tcpUrl: string;
  how: 'given' | 'created' | 'started' | 'attached';
  stop: () => Promise<void>;
}>;

export type Installation = Readonly<{ dataDirectory: string; masterKey: Buffer }>;

/** Makes the data directory and reads the key that seals secrets; makes both on the first start. */
export function openInstallation(config: Config, say: (line: string) => void): Installation {
  // A server of one's own needs no directory that PostgreSQL's user can reach.
  const identity = config.databaseUrl === null ? unprivilegedIdentity() : null;
  const dataDirectory = openDataDirectory(config.dataDirectory, identity, say);
  const masterKey =
    config.masterKey ?? Buffer.from(readOrMakeSecret(dataDirectory, 'master.key'), 'base64url');
  return { dataDirectory, masterKey };
}

/**
 * The installation that a start has made, for commands that must not make one: books that were just made would be
 * proven, and keys handed out that no server knows. Throws when there is none.
 */
export function findInstallation(config: Config): Installation {
  const hasOwnDatabase = config.databaseUrl !== null;
  const identity = hasOwnDatabase ? null : unprivilegedIdentity();
  const dataDirectory =
    hasOwnDatabase && config.masterKey !== null
      ? config.dataDirectory
      : findDataDirectory(config.dataDirectory, identity, config.masterKey !== null);
  if (
    dataDirectory === null ||
    (!hasOwnDatabase && clusterVersion(join(dataDirectory, 'postgres')) === null)
  ) {
    throw new SupervisorError(
      `There is no installation in ${resolve(config.dataDirectory)}. Name the data directory of yours with --data DIR ` +
        '(and DATABASE_URL, when the server is started with it), or make one with "tollbook start".',
    );
  }
  const masterKey =
    config.masterKey ?? Buffer.from(readOrMakeSecret(dataDirectory, 'master.key'), 'base64url');
  return { dataDirectory, masterKey };
}

/**
 * Opens the database and refuses one that could lose commits. `schema` 'migrate' makes it and brings it to this
 * program's schema; 'as it is' changes nothing and refuses a database that lacks something; 'without schema' makes the
 * database and leaves it empty, for whoever restores.
 */
export async function openDatabase(
  config: Config,
  { dataDirectory, masterKey }: Installation,
  say: (line: string) => void,
  schema: 'migrate' | 'as it is' | 'without schema' = 'migrate',
): Promise<OpenDatabase> {
  const database =
    config.databaseUrl === null
      ? await startCluster({ dataDirectory, identity: unprivilegedIdentity(), say })
      : { url: config.databaseUrl, tcpUrl: config.databaseUrl, how: 'given' as const, stop: async () => {} };
  try {
    await (schema === 'as it is' ? checkSchema(database.url) : ensureDatabase(database.url));
    await checkDurability(database.url);
    if (schema === 'without schema') return database;
    await checkMasterKey(database.url, fingerprintOf(masterKey));
    const applied = schema === 'migrate' ? await migrateWithoutServers(database.url) : [];
    if (applied.length > 0) say(`Applied ${applied.length} migration${applied.length === 1 ? '' : 's'}.`);
    return database;
  } catch (error) {
    if (database.how !== 'attached') await database.stop();
    throw error;
  }
}

async function checkSchema(url: string): Promise<void> {
  if (!(await hasDatabase(url))) {
    const name = decodeURIComponent(new URL(url).pathname.slice(1));
    throw new DatabaseError(
      `There is no database "${name}". Check DATABASE_URL, or make it with "tollbook start".`,
    );
  }
  const missing = await missingMigrations(url);
  if (missing.length === 0) return;
  throw new MigrationError(
    `The database lacks ${missing.length} migration${missing.length === 1 ? '' : 's'} of this program, from ${missing[0]} on. ` +
      'Run "tollbook migrate", or start this version of the server, and try again.',
  );
}

/** Refuses the SIP domain of a reseller as the one of everybody else's phones: their names would be one and the same there. */
export async function checkSipDomain(db: Db, domain: string): Promise<void> {
  const holder = await holderOfSipDomain(db, domain);
  if (holder === null) return;
  throw new ConfigError(
    `--sip-domain is "${domain}": that is the SIP domain of reseller ${holder}. Name the domain of everybody else's phones; ` +
      'to use this one, give the reseller another at its account first, in a start with the domain of before.',
  );
}

/** Tells master keys apart, and gives nothing away. */
export function fingerprintOf(masterKey: Buffer): string {
  return createHmac('sha256', masterKey).update('fingerprint').digest('hex').slice(0, 16);
}
