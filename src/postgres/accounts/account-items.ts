/** Rows that belong to one account and are edited one by one: addresses, caller IDs, speed dials, blocked prefixes. */
import { isUuid } from '../../domain/ids.ts';
import { Problem } from '../../domain/problem.ts';
import type { Db, Tx } from '../pool.ts';

/** Where the rows are, and which column holds which field. Only written in code: nothing of a request gets into it. */
export type ItemTable = Readonly<{
  table: string;
  /** Field of the API → column. */
  columns: Readonly<Record<string, string>>;
  orderBy: string;
}>;

export type ItemRow = Readonly<Record<string, unknown>> & Readonly<{ publicId: string; createdAt: Date }>;
export type ItemValues = Readonly<Record<string, unknown>>;

export const IP_ADDRESSES: ItemTable = {
  table: 'account_ip_addresses',
  columns: { network: 'network', techPrefix: 'tech_prefix', label: 'label' },
  orderBy: 'network, tech_prefix',
};
export const CALLER_IDS: ItemTable = {
  table: 'account_caller_ids',
  columns: {
    number: 'number',
    isPresent: 'is_present',
    isPinless: 'is_pinless',
    isVerified: 'is_verified',
    label: 'label',
  },
  orderBy: 'number',
};
export const SPEED_DIALS: ItemTable = {
  table: 'account_speed_dials',
  columns: { digits: 'digits', destination: 'destination', label: 'label' },
  orderBy: 'digits',
};
export const BLOCKED_PREFIXES: ItemTable = {
  table: 'account_blocked_prefixes',
  columns: { prefix: 'prefix', label: 'label', isFromAbove: 'is_from_above' },
  orderBy: 'prefix',
};

/** More than so many of one kind is a mistake of a program. */
export const ITEMS_MAX = 1000;

export async function listItems(db: Db, table: ItemTable, accountId: bigint): Promise<ItemRow[]> {
  const { rows } = await db.query<ItemRow>(
    `select ${selected(table)} from ${table.table} where account_id = $1 order by ${table.orderBy} limit ${ITEMS_MAX}`,
    [accountId],
  );
  return rows;
}

export async function countItems(db: Db, table: ItemTable, accountId: bigint): Promise<number> {
  const { rows } = await db.query<{ count: bigint }>(
    `select count(*) as count from ${table.table} where account_id = $1`,
    [accountId],
  );
  return Number(rows[0]?.count ?? 0n);
}

/** One row of the account; throws `not_found`. */
export async function findItem(
  db: Db,
  table: ItemTable,
  accountId: bigint,
  publicId: string,
): Promise<ItemRow> {
  if (!isUuid(publicId)) throw new Problem('not_found');
  const { rows } = await db.query<ItemRow>(
    `select ${selected(table)} from ${table.table} where account_id = $1 and public_id = $2`,
    [accountId, publicId],
  );
  if (rows[0] === undefined) throw new Problem('not_found');
  return rows[0];
}

export async function insertItem(
  tx: Tx,
  table: ItemTable,
  { accountId, values, createdAt }: Readonly<{ accountId: bigint; values: ItemValues; createdAt: Date }>,
): Promise<string> {
  const fields = Object.keys(table.columns).filter((field) => values[field] !== undefined);
  const columns = fields.map((field) => table.columns[field]);
  const { rows } = await tx.query<{ publicId: string }>(
    `insert into ${table.table} (account_id, created_at, ${columns.join(', ')})
     values ($1, $2, ${fields.map((_, index) => `$${index + 3}`).join(', ')}) returning public_id as "publicId"`,
    [accountId, createdAt, ...fields.map((field) => values[field])],
  );
  return rows[0]?.publicId ?? '';
}

export async function updateItem(
  tx: Tx,
  table: ItemTable,
  { accountId, publicId, values }: Readonly<{ accountId: bigint; publicId: string; values: ItemValues }>,
): Promise<void> {
  const fields = Object.keys(table.columns).filter((field) => values[field] !== undefined);
  if (fields.length === 0) return;
  const assignments = fields.map((field, index) => `${table.columns[field]} = $${index + 3}`);
  await tx.query(
    `update ${table.table} set ${assignments.join(', ')} where account_id = $1 and public_id = $2`,
    [accountId, publicId, ...fields.map((field) => values[field])],
  );
}

export async function deleteItem(
  tx: Tx,
  table: ItemTable,
  { accountId, publicId }: Readonly<{ accountId: bigint; publicId: string }>,
): Promise<void> {
  await tx.query(`delete from ${table.table} where account_id = $1 and public_id = $2`, [
    accountId,
    publicId,
  ]);
}

function selected({ columns }: ItemTable): string {
  const fields = Object.entries(columns).map(([field, column]) => `${column} as "${field}"`);
  return ['public_id as "publicId"', 'created_at as "createdAt"', ...fields].join(', ');
}
