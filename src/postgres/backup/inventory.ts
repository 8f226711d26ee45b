/** What a backup consists of: tables with their columns, partitions, sequences. */
import { z } from 'zod';
import type { Db } from '../pool.ts';

/** Ours, and the switch's. */
const SCHEMAS = ['public', 'switch', 'kamailio'];
/** Made by the migrations and the start of whoever restores. */
const NOT_DATA = ['schema_migrations', 'master_key_fingerprint'];

const name = z.string().regex(/^[a-z_][a-z0-9_]{0,62}$/);
const digits = z.string().regex(/^-?\d{1,19}$/);

export const storedTable = z.object({
  schema: name,
  table: name,
  columns: z.array(name).min(1),
  file: z.string().regex(/^[a-z_][a-z0-9_]*\.[a-z_][a-z0-9_]*\.copy\.gz$/),
  rows: digits,
  bytes: z.number().int(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type StoredTable = z.output<typeof storedTable>;

/** Written last: a folder without it is no backup. */
export const manifest = z.object({
  format: z.literal('tollbook backup 1'),
  takenAt: z.iso.datetime(),
  /** Tells master keys apart, and gives nothing away. */
  keyFingerprint: z.string().regex(/^[0-9a-f]{16}$/),
  migrations: z.array(z.object({ version: z.number().int(), name: z.string(), checksum: z.string() })),
  tables: z.array(storedTable),
  partitions: z.array(
    z.object({
      schema: name,
      parent: name,
      partition: name,
      // As PostgreSQL writes it; nothing else gets into a statement.
      bound: z.string().regex(/^FOR VALUES FROM \('[0-9a-f:+. -]+'\) TO \('[0-9a-f:+. -]+'\)$/i),
    }),
  ),
  sequences: z.array(z.object({ schema: name, sequence: name, lastValue: digits, isCalled: z.boolean() })),
});
export type Manifest = z.output<typeof manifest>;

export type Table = Pick<StoredTable, 'schema' | 'table' | 'columns'>;

/** Partitions are read and written through the table that they belong to. */
export async function tablesOf(db: Db): Promise<Table[]> {
  const { rows } = await db.query<Table>(
    `select n.nspname as schema, c.relname as table, array_agg(a.attname::text order by a.attnum) as columns
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     where c.relkind in ('r', 'p') and not c.relispartition and n.nspname = any($1) and c.relname <> all($2)
     group by 1, 2 order by 1, 2`,
    [SCHEMAS, NOT_DATA],
  );
  return rows;
}

/** All but the default ones, which the migrations make. */
export async function partitionsOf(db: Db): Promise<Manifest['partitions']> {
  const { rows } = await db.query<Manifest['partitions'][number]>(
    `select n.nspname as schema, p.relname as parent, c.relname as partition, pg_get_expr(c.relpartbound, c.oid) as bound
     from pg_inherits i join pg_class c on c.oid = i.inhrelid join pg_class p on p.oid = i.inhparent
     join pg_namespace n on n.oid = p.relnamespace
     where c.relispartition and c.relkind = 'r' and n.nspname = any($1) and pg_get_expr(c.relpartbound, c.oid) <> 'DEFAULT'
     order by 1, 2, 3`,
    [SCHEMAS],
  );
  return rows;
}

export async function sequencesOf(db: Db): Promise<Manifest['sequences']> {
  const { rows } = await db.query<{
    schema: string;
    sequence: string;
    lastValue: bigint | null;
    start: bigint;
  }>(
    `select schemaname as schema, sequencename as sequence, last_value as "lastValue", start_value as start
     from pg_sequences where schemaname = any($1) order by 1, 2`,
    [SCHEMAS],
  );
  return rows.map(({ schema, sequence, lastValue, start }) => ({
    schema,
    sequence,
    lastValue: String(lastValue ?? start),
    isCalled: lastValue !== null,
  }));
}
