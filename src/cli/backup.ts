/** `tollbook backup FOLDER [--with-key]`: everything of one moment, while calls go on. */
import { chmodSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ConfigError } from '../config.ts';
import { fingerprintOf } from '../open-database.ts';
import { dumpDatabase } from '../postgres/backup/dump.ts';
import type { Manifest } from '../postgres/backup/inventory.ts';
import { withDatabase } from './with-database.ts';

export async function run(args: string[]): Promise<number> {
  const withKey = args.includes('--with-key');
  const [given, ...rest] = args.filter((arg) => arg !== '--with-key');
  const folder = folderOf(given);
  return withDatabase(rest, 'find', async ({ url, pool, masterKey }) => {
    const takenAt = new Date();
    const dumped = await dumpDatabase(url, folder, ({ schema, table, rows }) =>
      console.error(`${String(rows).padStart(12)}  ${schema}.${table}`),
    );
    if (withKey)
      writeFileSync(join(folder, 'master.key'), `${masterKey.toString('base64url')}\n`, { mode: 0o600 });
    const manifest: Manifest = {
      format: 'tollbook backup 1',
      takenAt: takenAt.toISOString(),
      keyFingerprint: fingerprintOf(masterKey),
      ...dumped,
    };
    // Last: what has no manifest is no backup.
    writeFileSync(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 1)}\n`, { mode: 0o600 });
    const sum = (of: (table: Manifest['tables'][number]) => number) =>
      dumped.tables.reduce((total, table) => total + of(table), 0);
    const [rows, bytes] = [sum((table) => Number(table.rows)), sum((table) => table.bytes)];
    await pool.query('insert into backups (taken_at, rows, bytes) values ($1, $2, $3)', [
      takenAt,
      rows,
      bytes,
    ]);
    console.log(`Backup of ${takenAt.toISOString()} in ${folder}: ${rows} rows, ${bytes} bytes.`);
    console.log(
      withKey
        ? 'It holds the key that seals secrets: keep it as you keep passwords.'
        : 'The key that seals secrets is not in it. Keep secrets/master.key of the data directory elsewhere: without it the backup cannot be used.',
    );
    return 0;
  });
}

/** A new folder, or an empty one: two backups in one would be neither. */
function folderOf(given: string | undefined): string {
  if (given === undefined || given.startsWith('-'))
    throw new ConfigError(
      'Name the folder of the backup first: tollbook backup FOLDER [--with-key] [--data DIR].',
    );
  const folder = resolve(given);
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw new ConfigError(
      `${folder} is not empty. Name a folder that is new, such as one with the date in its name.`,
    );
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  return folder;
}
