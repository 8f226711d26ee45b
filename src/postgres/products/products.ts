/** What the operator and resellers sell beside calls. */
import { isUuid } from '../../domain/ids.ts';
import { Problem } from '../../domain/problem.ts';
import type { Anchor, BillingInterval, NoMoney } from '../../domain/products/product.ts';
import type { Db, Tx } from '../pool.ts';

export type ProductValues = Readonly<{
  name: string;
  description: string;
  status: 'active' | 'inactive';
  currency: string;
  setupMicros: bigint;
  feeMicros: bigint;
  interval: BillingInterval;
  anchor: Anchor;
  creditsUnused: boolean;
  noMoney: NoMoney;
  unpaidDaysMax: number;
  paysCommission: boolean;
  mayOrderCustomers: boolean;
  mayOrderResellers: boolean;
  mayResell: boolean;
  isForDid: boolean;
  resellsId: bigint | null;
  packageId: bigint | null;
}>;

export type ProductRow = ProductValues &
  Readonly<{
    id: bigint;
    publicId: string;
    ownerId: bigint;
    packagePublicId: string | null;
    packageName: string | null;
    resellsPublicId: string | null;
    resellsName: string | null;
    /** Subscriptions that have not ended. */
    active: number;
    unpaid: number;
    /** Somebody has or had it. */
    wasSold: boolean;
    /** Products of resellers that resell it. */
    resold: number;
    /** Numbers that cost it. */
    numbers: number;
  }>;

/** An owner has no more: forms offer all of them. */
export const PRODUCTS_MAX = 500;

const SELECT = `select p.id, p.public_id as "publicId", p.owner_id as "ownerId", p.name, p.description, p.status, p.currency,
    p.setup_micros as "setupMicros", p.fee_micros as "feeMicros", p.billing_interval as interval, p.anchor,
    p.credits_unused as "creditsUnused", p.no_money as "noMoney", p.unpaid_days_max as "unpaidDaysMax",
    p.pays_commission as "paysCommission", p.may_order_customers as "mayOrderCustomers",
    p.may_order_resellers as "mayOrderResellers", p.may_resell as "mayResell", p.is_for_did as "isForDid",
    p.resells_id as "resellsId", p.package_id as "packageId", k.public_id as "packagePublicId", k.name as "packageName",
    r.public_id as "resellsPublicId", r.name as "resellsName",
    (select count(*)::int from subscriptions s where s.product_id = p.id and s.status = 'active') as active,
    (select count(*)::int from subscriptions s where s.product_id = p.id and s.status = 'unpaid') as unpaid,
    exists (select 1 from subscriptions s where s.product_id = p.id) as "wasSold",
    (select count(*)::int from products q where q.resells_id = p.id) as resold,
    (select count(*)::int from dids d where d.product_id = p.id) as numbers
  from products p left join packages k on k.id = p.package_id left join products r on r.id = p.resells_id`;

/** All of one owner, by name. */
export async function listProducts(db: Db, ownerId: bigint): Promise<readonly ProductRow[]> {
  const { rows } = await db.query<ProductRow>(
    `${SELECT} where p.owner_id = $1 order by lower(p.name) limit ${PRODUCTS_MAX}`,
    [ownerId],
  );
  return rows;
}

/** One of this owner; null for another's and for none. */
export async function productOfOwner(db: Db, ownerId: bigint, publicId: string): Promise<ProductRow | null> {
  if (!isUuid(publicId)) return null;
  const { rows } = await db.query<ProductRow>(`${SELECT} where p.owner_id = $1 and p.public_id = $2`, [
    ownerId,
    publicId,
  ]);
  return rows[0] ?? null;
}

/** Locked; shared by those who sell it, so that nobody changes it meanwhile. Throws `not_found`. */
export async function lockProduct(
  tx: Tx,
  ownerId: bigint,
  publicId: string,
  lock: 'share' | 'update',
): Promise<ProductRow> {
  if (!isUuid(publicId)) throw new Problem('not_found');
  await tx.query(
    `select id from products where owner_id = $1 and public_id = $2 for ${lock === 'share' ? 'share' : 'update'}`,
    [ownerId, publicId],
  );
  // Read by a statement of its own, so that it sees what was committed while we waited for the row.
  const product = await productOfOwner(tx, ownerId, publicId);
  if (product === null) throw new Problem('not_found');
  return product;
}

/** One that is known to exist. */
export async function productById(db: Db, id: bigint): Promise<ProductRow> {
  const { rows } = await db.query<ProductRow>(`${SELECT} where p.id = $1`, [id]);
  if (rows[0] === undefined) throw new Problem('not_found');
  return rows[0];
}

export async function countProducts(tx: Tx, ownerId: bigint): Promise<number> {
  const { rows } = await tx.query<{ products: number }>(
    'select count(*)::int as products from products where owner_id = $1',
    [ownerId],
  );
  return rows[0]?.products ?? 0;
}

function columnsOf(values: ProductValues): unknown[] {
  return [
    values.name,
    values.description,
    values.status,
    values.currency,
    values.setupMicros,
    values.feeMicros,
    values.interval,
    values.anchor,
    values.creditsUnused,
    values.noMoney,
    values.unpaidDaysMax,
    values.paysCommission,
    values.mayOrderCustomers,
    values.mayOrderResellers,
    values.mayResell,
    values.isForDid,
    values.resellsId,
    values.packageId,
  ];
}

const COLUMNS = `name, description, status, currency, setup_micros, fee_micros, billing_interval, anchor, credits_unused, no_money,
  unpaid_days_max, pays_commission, may_order_customers, may_order_resellers, may_resell, is_for_did, resells_id, package_id`;

/** Returns the public id. */
export async function insertProduct(tx: Tx, ownerId: bigint, values: ProductValues): Promise<string> {
  const { rows } = await tx.query<{ publicId: string }>(
    `insert into products (owner_id, ${COLUMNS})
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19) returning public_id as "publicId"`,
    [ownerId, ...columnsOf(values)],
  );
  return rows[0]?.publicId ?? '';
}

export async function updateProduct(tx: Tx, id: bigint, values: ProductValues): Promise<void> {
  await tx.query(
    `update products set (${COLUMNS}) = row($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
     where id = $1`,
    [id, ...columnsOf(values)],
  );
}

export async function deleteProduct(tx: Tx, id: bigint): Promise<void> {
  await tx.query('delete from products where id = $1', [id]);
}

/** An active package of an owner; null for any other. */
export async function packageOfOwner(db: Db, ownerId: bigint, publicId: string): Promise<bigint | null> {
  if (!isUuid(publicId)) return null;
  const { rows } = await db.query<{ id: bigint }>(
    "select id from packages where owner_id = $1 and public_id = $2 and status = 'active'",
    [ownerId, publicId],
  );
  return rows[0]?.id ?? null;
}

/** Products of the seller of a reseller that it may sell as its own: active ones that say so. */
export async function resellableProducts(db: Db, sellerId: bigint): Promise<readonly ProductRow[]> {
  const { rows } = await db.query<ProductRow>(
    `${SELECT} where p.owner_id = $1 and p.may_resell and p.status = 'active' order by lower(p.name) limit ${PRODUCTS_MAX}`,
    [sellerId],
  );
  return rows;
}

/** Products of this one's chain, itself first: what it resells, and what that one does. */
export async function chainOf(db: Db, productId: bigint): Promise<readonly bigint[]> {
  const { rows } = await db.query<{ id: bigint }>(
    `with recursive chain as (
       select id, resells_id, 0 as level from products where id = $1
       union all select p.id, p.resells_id, level + 1 from products p join chain on chain.resells_id = p.id)
     select id from chain order by level`,
    [productId],
  );
  return rows.map(({ id }) => id);
}

export type ResoldName = Readonly<{ id: bigint; publicId: string; name: string }>;

/** Of products of sellers above, which an owner sees by those of its own that resell them: read in front of the wall. */
export async function resoldNames(db: Db, ids: readonly bigint[]): Promise<ReadonlyMap<bigint, ResoldName>> {
  const { rows } = await db.query<ResoldName>(
    'select id, public_id as "publicId", name from products where id = any($1::bigint[])',
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}
