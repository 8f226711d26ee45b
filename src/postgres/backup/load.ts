/** Reads what `dumpDatabase` wrote into a database that has the schema of that backup, and nobody's data. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { connectOnce, type Db } from '../pool.ts';
import { quoted } from './dump.ts';
import { partitionsOf, tablesOf, type Manifest, type StoredTable } from './inventory.ts';

/** A backup that cannot be used. The message names the cause and the fix. */
export class BackupError extends Error {
  override name = 'BackupError';
}

/** Whether anybody works with this database already. */
export async function hasAccounts(url: string): Promise<boolean> {
  const client = await connectOnce(url, 'tollbook restore');
  try {
    const { rows } = await client.query<{ isThere: boolean }>(
      `select to_regclass('accounts') is not null as "isThere"`,
    );
    if (rows[0]?.isThere !== true) return false;
    const found = await client.query('select from accounts limit 1');
    return found.rowCount === 1;
  } finally {
    await client.end();
  }
}

/** Throws `BackupError` for a file that is not as it was written. */
export async function checkFiles(folder: string, tables: readonly StoredTable[]): Promise<void> {
  for (const { file, sha256 } of tables) {
    const hash = createHash('sha256');
    try {
      await pipeline(createReadStream(join(folder, file)), hash);
    } catch (error) {
      throw new BackupError(
        `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
    if (hash.digest('hex') !== sha256) {
      throw new BackupError(
        `${file} is not as it was written: it was changed, or did not arrive whole. Copy the backup again, or take another.`,
      );
    }
  }
}

/** All or nothing, in one transaction: rows, partitions and sequences. Foreign keys are checked at its end. */
export async function loadDatabase(
  url: string,
  folder: string,
  { tables, partitions, sequences }: Pick<Manifest, 'tables' | 'partitions' | 'sequences'>,
  onTable: (table: StoredTable) => void,
): Promise<void> {
  const client = await connectOnce(url, 'tollbook restore');
  try {
    await client.query('begin');
    await checkTables(client, tables);
    const keys = await takeForeignKeys(client);
    for (const table of tables)
      await client.query(`alter table ${quoted(table.schema, table.table)} disable trigger user`);
    // What the migrations put in is in the backup too, as it was by then.
    await client.query(`truncate ${tables.map((each) => quoted(each.schema, each.table)).join(', ')}`);
    await makePartitions(client, partitions);
    for (const table of tables) {
      await loadTable(client, table, folder);
      onTable(table);
    }
    for (const { schema, sequence, lastValue, isCalled } of sequences)
      await client.query('select setval($1::regclass, $2::bigint, $3)', [
        quoted(schema, sequence),
        lastValue,
        isCalled,
      ]);
    for (const table of tables)
      await client.query(`alter table ${quoted(table.schema, table.table)} enable trigger user`);
    for (const { table, name, definition } of keys)
      await client.query(`alter table ${table} add constraint ${quoted(name)} ${definition}`);
    const { command } = await client.query('commit');
    if (command !== 'COMMIT') throw new Error(`COMMIT answered ${command}`);
    await client.query('analyze');
  } finally {
    await client.end();
  }
}

/** Names and columns of the backup get into statements only when this very schema has them. */
async function checkTables(client: pg.Client, tables: readonly StoredTable[]): Promise<void> {
  const text = ({ schema, table, columns }: Pick<StoredTable, 'schema' | 'table' | 'columns'>) =>
    `${schema}.${table} (${columns.join(', ')})`;
  const own = (await tablesOf(client as unknown as Db)).map(text);
  const found = tables.map(text);
  const missing = own.filter((table) => !found.includes(table));
  const unknown = found.filter((table) => !own.includes(table));
  if (missing.length + unknown.length === 0) return;
  throw new BackupError(
    `The tables of the backup are not those of its migrations: ${[...missing, ...unknown].slice(0, 3).join('; ')}. ` +
      'The backup was changed afterwards, or was taken of another program.',
  );
}

type ForeignKey = Readonly<{ table: string; name: string; definition: string }>;

/** Tables refer to each other in circles; the keys come back when all rows are there, and PostgreSQL checks them. */
async function takeForeignKeys(client: pg.Client): Promise<readonly ForeignKey[]> {
  const { rows } = await client.query<ForeignKey>(
    `select conrelid::regclass::text as table, conname as name, pg_get_constraintdef(oid) as definition
     from pg_constraint where contype = 'f' and conparentid = 0
       and connamespace in (select oid from pg_namespace where nspname in ('public', 'switch', 'kamailio'))
     order by 1, 2`,
  );
  for (const { table, name } of rows)
    await client.query(`alter table ${table} drop constraint ${quoted(name)}`);
  return rows;
}

async function makePartitions(client: pg.Client, partitions: Manifest['partitions']): Promise<void> {
  const there = new Set(
    (await partitionsOf(client as unknown as Db)).map(({ schema, partition }) => `${schema}.${partition}`),
  );
  for (const { schema, parent, partition, bound } of partitions) {
    if (there.has(`${schema}.${partition}`)) continue;
    await client.query(
      `create table ${quoted(schema, partition)} partition of ${quoted(schema, parent)} ${bound}`,
    );
  }
}

async function loadTable(
  client: pg.Client,
  { schema, table, columns, file, rows }: StoredTable,
  folder: string,
): Promise<void> {
  const names = columns.map((column) => quoted(column)).join(', ');
  const stream = client.query(copyFrom(`copy ${quoted(schema, table)} (${names}) from stdin`));
  await pipeline(createReadStream(join(folder, file)), createGunzip(), stream);
  if (String(stream.rowCount) !== rows)
    throw new BackupError(`${file} holds ${stream.rowCount} rows, and the manifest says ${rows}.`);
}
