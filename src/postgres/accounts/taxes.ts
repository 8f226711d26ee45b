/** Taxes of the operator or a reseller. */
import { isUuid } from '../../domain/ids.ts';
import { Problem } from '../../domain/problem.ts';
import type { Db, Tx } from '../pool.ts';

export type TaxValues = Readonly<{ name: string; ratePpm: number; status: 'active' | 'inactive' }>;
export type TaxRow = TaxValues & Readonly<{ publicId: string; accounts: number }>;

const COLUMNS = `t.public_id as "publicId", t.name, t.rate_ppm as "ratePpm", t.status,
  (select count(*)::int from account_taxes a where a.tax_id = t.id) as accounts`;

/** An owner has no more: the form of an account offers all of them. */
export const TAXES_MAX = 100;

/** All of this owner, by name. */
export async function listTaxes(db: Db, ownerId: bigint): Promise<readonly TaxRow[]> {
  const { rows } = await db.query<TaxRow>(
    `select ${COLUMNS} from taxes t where t.owner_id = $1 order by lower(t.name) limit ${TAXES_MAX}`,
    [ownerId],
  );
  return rows;
}

/**
 * One of this owner, and nobody gives it to an account until the transaction is over: that needs the row, too. Throws
 * `not_found`.
 */
export async function lockTax(tx: Tx, ownerId: bigint, publicId: string): Promise<TaxRow> {
  if (!isUuid(publicId)) throw new Problem('not_found');
  const { rows } = await tx.query<{ id: bigint }>(
    'select id from taxes where owner_id = $1 and public_id = $2 for update',
    [ownerId, publicId],
  );
  if (rows[0] === undefined) throw new Problem('not_found');
  // Counted by a statement of its own, so that it sees what was committed while we waited for the row.
  const locked = await tx.query<TaxRow>(`select ${COLUMNS} from taxes t where t.id = $1`, [rows[0].id]);
  return locked.rows[0] as TaxRow;
}

export async function countTaxes(tx: Tx, ownerId: bigint): Promise<number> {
  const { rows } = await tx.query<{ taxes: number }>(
    'select count(*)::int as taxes from taxes where owner_id = $1',
    [ownerId],
  );
  return rows[0]?.taxes ?? 0;
}

export async function insertTax(tx: Tx, ownerId: bigint, values: TaxValues): Promise<string> {
  const { rows } = await tx.query<{ publicId: string }>(
    'insert into taxes (owner_id, name, rate_ppm, status) values ($1, $2, $3, $4) returning public_id as "publicId"',
    [ownerId, values.name, values.ratePpm, values.status],
  );
  return rows[0]?.publicId ?? '';
}

export async function updateTax(tx: Tx, publicId: string, values: TaxValues): Promise<void> {
  await tx.query('update taxes set name = $2, rate_ppm = $3, status = $4 where public_id = $1', [
    publicId,
    values.name,
    values.ratePpm,
    values.status,
  ]);
}

export async function deleteTax(tx: Tx, publicId: string): Promise<void> {
  await tx.query('delete from taxes where public_id = $1', [publicId]);
}
