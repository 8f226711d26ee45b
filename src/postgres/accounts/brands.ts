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

/** The picture of this address, of a brand or a letterhead; null when nobody has it any more. */
export async function logoOf(db: Db, hash: string): Promise<{ content: Buffer; type: LogoType } | null> {
  const { rows } = await db.query<{ content: Buffer; type: LogoType }>(
    `select logo as content, logo_type as type from brands where logo_hash = $1
     union all select logo, logo_type from letterheads where logo_hash = $1 limit 1`,
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

/**
 * The SIP domain of the nearest account at or above this one that has one of its own; null = none has. The row is locked, so
 * that the domain stays while a device is made for it.
 */
export async function sipDomainAbove(tx: Tx, accountId: bigint): Promise<string | null> {
  const { rows } = await tx.query<{ sipDomain: string }>(
    `select b.sip_domain as "sipDomain" from accounts a
     join brands b on b.owner_id = any (string_to_array(btrim(a.path, '/'), '/')::bigint[])
     join accounts o on o.id = b.owner_id
     where a.id = $1 and b.sip_domain is not null order by o.depth desc limit 1 for share of b`,
    [accountId],
  );
  return rows[0]?.sipDomain ?? null;
}

/** The account number of the reseller whose SIP domain this is; null when it is nobody's. */
export async function holderOfSipDomain(db: Db, domain: string): Promise<string | null> {
  const { rows } = await db.query<{ number: string }>(
    'select a.number from brands b join accounts a on a.id = b.owner_id where b.sip_domain = $1',
    [domain],
  );
  return rows[0]?.number ?? null;
}

export async function sipDomainOf(db: Db, ownerId: bigint): Promise<string | null> {
  const { rows } = await db.query<{ sipDomain: string | null }>(
    'select sip_domain as "sipDomain" from brands where owner_id = $1',
    [ownerId],
  );
  return rows[0]?.sipDomain ?? null;
}

/** Waits for devices that are being made for the domain that it has. */
export async function lockBrand(tx: Tx, ownerId: bigint): Promise<void> {
  await tx.query('select from brands where owner_id = $1 for update', [ownerId]);
}

/** Null takes it away. Violates `brand_sip_domain_has_one_owner` when another has it. */
export async function saveSipDomain(
  tx: Tx,
  { ownerId, domain, changedAt }: Readonly<{ ownerId: bigint; domain: string | null; changedAt: Date }>,
): Promise<void> {
  await tx.query(
    `insert into brands (owner_id, sip_domain, changed_at) values ($1, $2, $3)
     on conflict (owner_id) do update set sip_domain = excluded.sip_domain, changed_at = excluded.changed_at`,
    [ownerId, domain, changedAt],
  );
}
