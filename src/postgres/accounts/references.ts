/** Things an account points to, found only where its seller owns them. */
import type { Db } from '../pool.ts';

/** An active price list for customers of this owner, or null. */
export async function usableRateGroup(db: Db, publicId: string, ownerId: bigint): Promise<bigint | null> {
  const { rows } = await db.query<{ id: bigint }>(
    `select id from rate_groups where public_id = $1 and owner_id = $2 and status = 'active' and direction = 'origination'`,
    [publicId, ownerId],
  );
  return rows[0]?.id ?? null;
}

/** A rule set of this owner, or null. */
export async function localizationSet(db: Db, publicId: string, ownerId: bigint): Promise<bigint | null> {
  const { rows } = await db.query<{ id: bigint }>(
    'select id from localization_sets where public_id = $1 and owner_id = $2',
    [publicId, ownerId],
  );
  return rows[0]?.id ?? null;
}

/** The taxes of this owner among those named, by public id: active ones, and those that the account has already. */
export async function taxesOf(
  db: Db,
  { publicIds, kept }: Readonly<{ publicIds: readonly string[]; kept: readonly string[] }>,
  ownerId: bigint,
): Promise<ReadonlyMap<string, bigint>> {
  const { rows } = await db.query<{ id: bigint; publicId: string }>(
    `select id, public_id as "publicId" from taxes
     where public_id = any($1::uuid[]) and owner_id = $2 and (status = 'active' or public_id = any($3::uuid[]))`,
    [publicIds, ownerId, kept],
  );
  return new Map(rows.map(({ id, publicId }) => [publicId, id]));
}

/** What a price list is called; null for none. */
export async function rateGroupName(db: Db, id: bigint | null): Promise<string | null> {
  const { rows } = await db.query<{ name: string }>('select name from rate_groups where id = $1', [id]);
  return rows[0]?.name ?? null;
}
