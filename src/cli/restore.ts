/** `tollbook restore FOLDER`: a backup into a new installation, proved by `verify` at once. */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ConfigError, readConfig, type Config } from '../config.ts';
import { verifyBooks } from '../operations/ledger/verify-books.ts';
import { fingerprintOf, openDatabase, openInstallation, type Installation } from '../open-database.ts';
import { manifest as manifestShape, type Manifest } from '../postgres/backup/inventory.ts';
import { BackupError, checkFiles, hasAccounts, loadDatabase } from '../postgres/backup/load.ts';
import { checkMasterKey } from '../postgres/database.ts';
import { migrate, readMigrations } from '../postgres/migrate.ts';
import { createPool } from '../postgres/pool.ts';
import { keepSecret } from '../supervisor/data-directory.ts';

export async function run(args: string[]): Promise<number> {
  const [given, ...rest] = args;
  if (given === undefined || given.startsWith('-'))
    throw new ConfigError('Name the folder of the backup first: tollbook restore FOLDER [--data DIR].');
  const folder = resolve(given);
  const manifest = readManifest(folder);
  const known = migrationsOf(manifest);
  await checkFiles(folder, manifest.tables);
  const config = readConfig(rest, process.env);
  const say = (line: string) => console.error(line);
  const installation = installationFor(config, folder, manifest, say);
  const database = await openDatabase(config, installation, say, 'without schema');
  try {
    const { url } = database;
    if (await hasAccounts(url)) {
      throw new BackupError(
        'There are accounts in this database already, and a backup replaces nothing. Name a new data directory with ' +
          '--data DIR (or an empty database with DATABASE_URL).',
      );
    }
    await migrate(url, known);
    await checkMasterKey(url, manifest.keyFingerprint);
    await loadDatabase(url, folder, manifest, ({ schema, table, rows }) =>
      say(`${rows.padStart(12)}  ${schema}.${table}`),
    );
    const applied = await migrate(url);
    const reads = createPool({
      url,
      connectionsMax: 2,
      applicationName: 'tollbook restore',
      readOnly: true,
      onError: () => {},
    });
    const { calls, violations } = await verifyBooks(reads, new Date());
    await reads.end();
    console.log(`Restored: everything as of ${manifest.takenAt}, in ${installation.dataDirectory}.`);
    if (applied.length > 0) console.log(`Applied ${applied.length} newer migrations.`);
    console.log(`${calls} calls checked, ${violations.length} violations.`);
    for (const { invariant, what } of violations) console.log(`BROKEN  ${invariant}  ${what}`);
    return violations.length === 0 ? 0 : 1;
  } finally {
    if (database.how !== 'attached') await database.stop();
  }
}

function readManifest(folder: string): Manifest {
  const path = join(folder, 'manifest.json');
  if (!existsSync(path))
    throw new BackupError(`${folder} is no backup, or one that was not finished: it has no manifest.json.`);
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    throw new BackupError(`${path} cannot be read: it is no JSON. Copy the backup again, or take another.`);
  }
  const read = manifestShape.safeParse(json);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new BackupError(
    `${path} is no manifest of this program: ${issue?.path.join('.')}: ${issue?.message}`,
  );
}

/** The migrations that the backup had, which must be the first of this program's. */
function migrationsOf({ migrations: found }: Manifest) {
  const own = readMigrations();
  const strange = found.find(({ version, checksum }) => own[version - 1]?.checksum !== checksum);
  if (strange === undefined) return own.slice(0, found.length);
  throw new BackupError(
    `The backup has migration ${strange.name}, which this program does not have or has otherwise: it is of a newer ` +
      'Tollbook. Restore it with that version.',
  );
}

/** With the key that sealed the secrets: given, in the data directory, or in the backup. */
function installationFor(
  config: Config,
  folder: string,
  { keyFingerprint }: Manifest,
  say: (line: string) => void,
): Installation {
  const [inBackup, inData] = [
    join(folder, 'master.key'),
    join(resolve(config.dataDirectory), 'secrets', 'master.key'),
  ];
  const keyOf = (path: string) => Buffer.from(readFileSync(path, 'utf8').trim(), 'base64url');
  const key =
    config.masterKey ?? (existsSync(inData) ? keyOf(inData) : existsSync(inBackup) ? keyOf(inBackup) : null);
  if (key === null || fingerprintOf(key) !== keyFingerprint) {
    throw new BackupError(
      `${key === null ? 'The key that sealed the secrets of this backup is missing' : 'This backup was sealed with another key'}. ` +
        `Put secrets/master.key of its installation at ${inData}, or set TOLLBOOK_MASTER_KEY.`,
    );
  }
  if (config.masterKey === null && !existsSync(inData)) {
    const { dataDirectory } = openInstallation({ ...config, masterKey: key }, say);
    keepSecret(dataDirectory, 'master.key', key);
  }
  return openInstallation(config, say);
}
