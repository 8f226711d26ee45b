/** Brings a database to this program's schema: migrations/*.sql in order, forward only. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { connectOnce } from './pool.ts';

export type Migration = Readonly<{ version: number; name: string; sql: string; checksum: string }>;

/** The two places this module runs from, src/postgres and dist/server, are equally deep. */
const MIGRATIONS_FOLDER = fileURLToPath(new URL('../../migrations', import.meta.url));
const FILE_NAME = /^(\d{4})_[a-z0-9_]+\.sql$/;

/** Any number will do, as long as all programs that migrate this database use the same one. */
const MIGRATION_LOCK = 7_201_934_511;

/** A schema this program cannot work with. The message names the cause and what to do. */
export class MigrationError extends Error {
  override name = 'MigrationError';
}

/** Reads the migrations of this program, in order; refuses gaps and names it cannot order. */
export function readMigrations(folder = MIGRATIONS_FOLDER): Migration[] {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort();
  return names.map((name, index) => {
    const version = Number(FILE_NAME.exec(name)?.[1]);
    if (version !== index + 1) {
      const expected = String(index + 1).padStart(4, '0');
      throw new MigrationError(
        `migrations/${name} is out of order: a file ${expected}_<name>.sql is expected here`,
      );
    }
    const sql = readFileSync(`${folder}/${name}`, 'utf8');
    return { version, name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
  });
}

/**
 * Applies what is missing, each migration in its own transaction, and returns the names applied now.
 * Programs that start together wait for each other. Throws `MigrationError` when an applied file was
 * edited afterwards, or when the schema is newer than this program.
 */
export async function migrate(url: string, migrations = readMigrations()): Promise<string[]> {
  const client = await connectOnce(url, 'tollbook migrate');
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await client.query(`create table if not exists schema_migrations (
      version    int         primary key,
      name       text        not null,
      checksum   text        not null,
      applied_at timestamptz not null default now()
    )`);
    const { rows: applied } = await client.query<{ version: number; name: string; checksum: string }>(
      'select version, name, checksum from schema_migrations order by version',
    );
    for (const row of applied) checkApplied(row, migrations);
    const missing = migrations.slice(applied.length);
    for (const migration of missing) await apply(client, migration);
    return missing.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

/**
 * Names of the migrations that the database lacks, without changing anything; all of them in a database that was
 * never migrated. Throws `MigrationError` as `migrate` does.
 */
export async function missingMigrations(url: string, migrations = readMigrations()): Promise<string[]> {
  const client = await connectOnce(url, 'tollbook command');
  try {
    const { rows: found } = await client.query<{ isThere: boolean }>(
      `select to_regclass('schema_migrations') is not null as "isThere"`,
    );
    if (found[0]?.isThere !== true) return migrations.map(({ name }) => name);
    const { rows: applied } = await client.query<{ version: number; name: string; checksum: string }>(
      'select version, name, checksum from schema_migrations order by version',
    );
    for (const row of applied) checkApplied(row, migrations);
    return migrations.slice(applied.length).map(({ name }) => name);
  } finally {
    await client.end();
  }
}

function checkApplied(
  row: Readonly<{ version: number; name: string; checksum: string }>,
  migrations: readonly Migration[],
): void {
  const migration = migrations[row.version - 1];
  if (migration === undefined) {
    throw new MigrationError(
      `the database has migration ${row.name}, which this program does not know: it was used by a newer ` +
        'Tollbook. Start that version again, or restore a backup from before the upgrade.',
    );
  }
  if (migration.checksum !== row.checksum) {
    throw new MigrationError(
      `migrations/${migration.name} was changed after it had been applied. Put the file back as it was ` +
        'released and write the change as a new migration.',
    );
  }
}

async function apply(client: Awaited<ReturnType<typeof connectOnce>>, migration: Migration): Promise<void> {
  try {
    await client.query('begin');
    await client.query(migration.sql);
    await client.query('insert into schema_migrations (version, name, checksum) values ($1, $2, $3)', [
      migration.version,
      migration.name,
      migration.checksum,
    ]);
    const { command } = await client.query('commit');
    if (command !== 'COMMIT') throw new Error(`COMMIT answered ${command}`);
  } catch (error) {
    await client.query('rollback').catch(() => {});
    const message = error instanceof Error ? error.message : String(error);
    const line = lineOf(migration.sql, error);
    throw new MigrationError(`migrations/${migration.name}${line} failed and was rolled back: ${message}`, {
      cause: error,
    });
  }
}

/** PostgreSQL reports the character position of a mistake; people look for lines. */
function lineOf(sql: string, error: unknown): string {
  const position = Number((error as { position?: string }).position);
  return position > 0 ? `:${sql.slice(0, position).split('\n').length}` : '';
}
