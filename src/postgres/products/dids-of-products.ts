/** Numbers that are had by ordering a product. */
import type { Db, Tx } from '../pool.ts';

export type FreeDid = Readonly<{ id: bigint; publicId: string; number: string }>;

const FREE = `d.account_id is null and d.access_language is null and d.product_id = any($2::bigint[])
  and exists (select 1 from accounts o where o.id = d.owner_id and starts_with($1, o.path))`;

/** Locked. One that somebody else is about to take is passed over, but for one that is asked for. */
export async function lockFreeDid(
  tx: Tx,
  {
    accountPath,
    productIds,
    publicId,
  }: Readonly<{ accountPath: string; productIds: readonly bigint[]; publicId: string | null }>,
): Promise<FreeDid | null> {
  const { rows } = await tx.query<FreeDid>(
    `select d.id, d.public_id as "publicId", d.number from dids d where ${FREE} and ($3::uuid is null or d.public_id = $3)
     order by d.number collate "C" limit 1 for update of d ${publicId === null ? 'skip locked' : ''}`,
    [accountPath, productIds, publicId],
  );
  return rows[0] ?? null;
}

/** The lowest free numbers of a product, to choose from. */
export async function freeDids(
  db: Db,
  {
    accountPath,
    productIds,
    limit,
  }: Readonly<{ accountPath: string; productIds: readonly bigint[]; limit: number }>,
): Promise<readonly FreeDid[]> {
  const { rows } = await db.query<FreeDid>(
    `select d.id, d.public_id as "publicId", d.number from dids d where ${FREE} order by d.number collate "C" limit $3`,
    [accountPath, productIds, limit],
  );
  return rows;
}

/** What a number costs, by the id of the product; null = nothing. */
export async function productOfDid(db: Db, didId: bigint): Promise<bigint | null> {
  const { rows } = await db.query<{ productId: bigint | null }>(
    'select product_id as "productId" from dids where id = $1',
    [didId],
  );
  return rows[0]?.productId ?? null;
}

/** Null: it costs nothing. */
export async function setProductOfDid(tx: Tx, didId: bigint, productId: bigint | null): Promise<void> {
  await tx.query('update dids set product_id = $2 where id = $1', [didId, productId]);
}

/** Active products for numbers that a seller has and that are this one, or resell it at the end of their chain; the oldest first. */
export async function productsForDid(
  db: Db,
  { sellerId, productId }: Readonly<{ sellerId: bigint; productId: bigint }>,
): Promise<readonly bigint[]> {
  const { rows } = await db.query<{ id: bigint }>(
    `with recursive up as (
       select id, owner_id, status, is_for_did from products where id = $2
       union all select p.id, p.owner_id, p.status, p.is_for_did from products p join up on p.resells_id = up.id)
     select id from up where owner_id = $1 and status = 'active' and is_for_did order by id`,
    [sellerId, productId],
  );
  return rows.map(({ id }) => id);
}
