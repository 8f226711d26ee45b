/** The database of an installation: the operator's own by DATABASE_URL, else the one we run. */
import { createHmac } from 'node:crypto';
import type { Config } from './config.ts';
import { checkDurability, checkMasterKey, ensureDatabase } from './postgres/database.ts';
import { migrate } from './postgres/migrate.ts';
import { startCluster } from './supervisor/cluster.ts';
import { openDataDirectory, readOrMakeSecret } from './supervisor/data-directory.ts';
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

/** Opens the database, refuses one that could lose commits, and migrates it. */
export async function openDatabase(
  config: Config,
  { dataDirectory, masterKey }: Installation,
  say: (line: string) => void,
): Promise<OpenDatabase> {
  const database =
    config.databaseUrl === null
      ? await startCluster({ dataDirectory, identity: unprivilegedIdentity(), say })
      : { url: config.databaseUrl, tcpUrl: config.databaseUrl, how: 'given' as const, stop: async () => {} };
  try {
    await ensureDatabase(database.url);
    await checkDurability(database.url);
    await checkMasterKey(database.url, fingerprintOf(masterKey));
    const applied = await migrate(database.url);
    if (applied.length > 0) say(`Applied ${applied.length} migration${applied.length === 1 ? '' : 's'}.`);
    return database;
  } catch (error) {
    if (database.how !== 'attached') await database.stop();
    throw error;
  }
}

function fingerprintOf(masterKey: Buffer): string {
  return createHmac('sha256', masterKey).update('fingerprint').digest('hex').slice(0, 16);
}
