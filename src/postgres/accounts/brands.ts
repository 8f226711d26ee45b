/** Brands of the operator and of resellers. */
import type { LogoType } from '../../domain/accounts/brand.ts';
import type { Db, Tx } from '../pool.ts';

export type BrandRow = Readonly<{
  ownerId: bigint;
  productName: string;
  buttonColour: string | null;
  barColour: string | null;
  logoHash: string | null;
  host: string | null;
}>;

/** Those that the accounts of a path have, the lowest first. Without the pictures. */
export async function brandsAlong(db: Db, ids: readonly bigint[]): Promise<BrandRow[]> {
  const { rows } = await db.query<BrandRow>(
    `select b.owner_id as "ownerId", b.product_name as "productName", b.button_colour as "buttonColour",
       b.bar_colour as "barColour", b.logo_hash as "logoHash", b.host
     from brands b join accounts a on a.id = b.owner_id where a.id = any($1::bigint[]) order by a.depth desc`,
    [ids],
  );
  return rows;
}

export async function operatorId(db: Db): Promise<bigint[]> {
  const { rows } = await db.query<{ id: bigint }>(`select id from accounts where kind = 'operator'`);
  return rows.map(({ id }) => id);
}

/** The picture of this address; null when nobody has it any more. */
export async function logoOf(db: Db, hash: string): Promise<{ content: Buffer; type: LogoType } | null> {
  const { rows } = await db.query<{ content: Buffer; type: LogoType }>(
    'select logo as content, logo_type as type from brands where logo_hash = $1 limit 1',
    [hash],
  );
  return rows[0] ?? null;
}

export async function saveBrand(
  tx: Tx,
  brand: Omit<BrandRow, 'logoHash' | 'host'> & Readonly<{ changedAt: Date }>,
): Promise<void> {
  await tx.query(
    `insert into brands (owner_id, product_name, button_colour, bar_colour, changed_at) values ($1, $2, $3, $4, $5)
     on conflict (owner_id) do update set product_name = excluded.product_name, button_colour = excluded.button_colour,
       bar_colour = excluded.bar_colour, changed_at = excluded.changed_at`,
    [brand.ownerId, brand.productName, brand.buttonColour, brand.barColour, brand.changedAt],
  );
}

/** Null takes the picture away. */
export async function saveLogo(
  tx: Tx,
  ownerId: bigint,
  logo: Readonly<{ content: Uint8Array; type: LogoType; hash: string }> | null,
  changedAt: Date,
): Promise<void> {
  await tx.query(
    `insert into brands (owner_id, logo, logo_type, logo_hash, changed_at) values ($1, $2, $3, $4, $5)
     on conflict (owner_id) do update set logo = excluded.logo, logo_type = excluded.logo_type,
       logo_hash = excluded.logo_hash, changed_at = excluded.changed_at`,
    [ownerId, logo?.content ?? null, logo?.type ?? null, logo?.hash ?? null, changedAt],
  );
}

/** The path of the reseller whose host name this is; null when it is nobody's. */
export async function pathOfBrandHost(db: Db, host: string): Promise<string | null> {
  const { rows } = await db.query<{ path: string }>(
    'select a.path from brands b join accounts a on a.id = b.owner_id where b.host = $1',
    [host.toLowerCase()],
  );
  return rows[0]?.path ?? null;
}

export async function brandHostOf(db: Db, ownerId: bigint): Promise<string | null> {
  const { rows } = await db.query<{ host: string | null }>('select host from brands where owner_id = $1', [
    ownerId,
  ]);
  return rows[0]?.host ?? null;
}

/** Null takes it away. Violates `brand_host_has_one_owner` when another has it. */
export async function saveBrandHost(
  tx: Tx,
  { ownerId, host, changedAt }: Readonly<{ ownerId: bigint; host: string | null; changedAt: Date }>,
): Promise<void> {
  await tx.query(
    `insert into brands (owner_id, host, changed_at) values ($1, $2, $3)
     on conflict (owner_id) do update set host = excluded.host, changed_at = excluded.changed_at`,
    [ownerId, host, changedAt],
  );
}
