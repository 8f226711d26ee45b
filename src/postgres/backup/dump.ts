/** Writes every table of a database into a folder, all of one moment, while calls go on. */
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { connectOnce, type Db } from '../pool.ts';
import {
  partitionsOf,
  sequencesOf,
  tablesOf,
  type Manifest,
  type StoredTable,
  type Table,
} from './inventory.ts';

/** Names come from PostgreSQL's own catalogue. */
export const quoted = (...names: string[]) =>
  names.map((name) => `"${name.replaceAll('"', '""')}"`).join('.');

export type Dumped = Pick<Manifest, 'tables' | 'partitions' | 'sequences' | 'migrations'>;

/** Files are readable for their owner alone. `onTable` hears of each table that is written. */
export async function dumpDatabase(
  url: string,
  folder: string,
  onTable: (table: StoredTable) => void,
): Promise<Dumped> {
  const client = await connectOnce(url, 'tollbook backup');
  try {
    await client.query('begin isolation level repeatable read read only');
    const db = client as unknown as Db;
    const migrations = await client.query<Manifest['migrations'][number]>(
      'select version, name, checksum from schema_migrations order by version',
    );
    const partitions = await partitionsOf(db);
    const tables: StoredTable[] = [];
    for (const table of await tablesOf(db)) {
      const stored = await dumpTable(client, table, folder);
      tables.push(stored);
      onTable(stored);
    }
    // After the rows: it is not part of the snapshot, and may be ahead of them, never behind.
    const sequences = await sequencesOf(db);
    return { tables, partitions, sequences, migrations: migrations.rows };
  } finally {
    await client.end();
  }
}

async function dumpTable(
  client: pg.Client,
  { schema, table, columns }: Table,
  folder: string,
): Promise<StoredTable> {
  const file = `${schema}.${table}.copy.gz`;
  const names = columns.map((column) => quoted(column)).join(', ');
  const stream = client.query(copyTo(`copy (select ${names} from ${quoted(schema, table)}) to stdout`));
  const hash = createHash('sha256');
  let bytes = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  await pipeline(
    stream,
    createGzip({ level: 6 }),
    counted,
    createWriteStream(join(folder, file), { mode: 0o600 }),
  );
  return { schema, table, columns, file, rows: String(stream.rowCount), bytes, sha256: hash.digest('hex') };
}
