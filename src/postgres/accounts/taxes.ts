/** Taxes of the operator or a reseller. */
import { isUuid } from '../../domain/ids.ts';
import { Problem } from '../../domain/problem.ts';
import type { Db, Tx } from '../pool.ts';

export type TaxValues = Readonly<{
  name: string;
  kind: 'percentage' | 'fixed';
  /** 0 for a fixed one. */
  ratePpm: number;
  /** 0 and null for a percentage. */
  fixedMicros: bigint;
  fixedCurrency: string | null;
  isCompound: boolean;
  isInclusive: boolean;
  jurisdiction: string;
  status: 'active' | 'inactive';
}>;
export type TaxRow = TaxValues & Readonly<{ publicId: string; accounts: number }>;

/** Of a tax called t. */
export const TAX_VALUES = `t.name, t.kind, t.rate_ppm as "ratePpm", t.fixed_micros as "fixedMicros",
  t.fixed_currency as "fixedCurrency", t.is_compound as "isCompound", t.is_inclusive as "isInclusive", t.jurisdiction, t.status`;
const COLUMNS = `t.public_id as "publicId", ${TAX_VALUES},
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
    `insert into taxes (owner_id, name, kind, rate_ppm, fixed_micros, fixed_currency, is_compound, is_inclusive, jurisdiction,
       status) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning public_id as "publicId"`,
    [ownerId, ...columnsOf(values)],
  );
  return rows[0]?.publicId ?? '';
}

export async function updateTax(tx: Tx, publicId: string, values: TaxValues): Promise<void> {
  await tx.query(
    `update taxes set name = $2, kind = $3, rate_ppm = $4, fixed_micros = $5, fixed_currency = $6, is_compound = $7,
       is_inclusive = $8, jurisdiction = $9, status = $10 where public_id = $1`,
    [publicId, ...columnsOf(values)],
  );
}

function columnsOf(values: TaxValues): unknown[] {
  const { name, kind, ratePpm, fixedMicros, fixedCurrency, isCompound, isInclusive, jurisdiction, status } =
    values;
  return [name, kind, ratePpm, fixedMicros, fixedCurrency, isCompound, isInclusive, jurisdiction, status];
}

export async function deleteTax(tx: Tx, publicId: string): Promise<void> {
  await tx.query('delete from taxes where public_id = $1', [publicId]);
}
