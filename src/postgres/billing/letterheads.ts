/** Letterheads of the operator and of resellers, and the pictures that documents were issued with. */
import type { LogoType } from '../../domain/accounts/brand.ts';
import type { Address } from '../../domain/billing/address.ts';
import type { Db, Tx } from '../pool.ts';

type LogoFrom = 'brand' | 'own' | 'none';

export type LetterheadRow = Readonly<{
  name: string;
  address: readonly string[];
  taxNumber: string;
  footer: readonly string[];
  logoFrom: LogoFrom;
  /** Of its own logo, also while another one is used. */
  logoHash: string | null;
}>;

/** Whose letterhead may be used, with what it would be made of. Only distributors and the operator issue documents. */
export type IssuerProfile = Address &
  Readonly<{
    id: bigint;
    path: string;
    isOperator: boolean;
    usesOwnLetterhead: boolean;
    number: string;
    firstName: string;
    lastName: string;
    company: string;
    phone: string;
    taxNumber: string;
    language: string | null;
    timezone: string;
    invoiceDueDays: number | null;
  }>;

/** Of the accounts of a path, the lowest first. */
export async function issuerProfiles(db: Db, ids: readonly bigint[]): Promise<IssuerProfile[]> {
  const { rows } = await db.query<IssuerProfile>(
    `select a.id, a.path, a.number, a.kind = 'operator' as "isOperator",
       a.own_letterhead and a.reseller_type = 'distributor' as "usesOwnLetterhead",
       p.first_name as "firstName", p.last_name as "lastName", p.company, p.phone, a.tax_number as "taxNumber",
       p.address1, p.address2, p.zip, p.city, p.province, p.country, p.language, p.timezone,
       a.invoice_due_days as "invoiceDueDays"
     from accounts a join account_profiles p on p.account_id = a.id
     where a.id = any($1::bigint[]) order by a.depth desc`,
    [ids],
  );
  return rows;
}

/** Null when nobody has filled it in. */
export async function letterheadOf(db: Db, ownerId: bigint): Promise<LetterheadRow | null> {
  const { rows } = await db.query<LetterheadRow>(
    `select name, address, tax_number as "taxNumber", footer, logo_from as "logoFrom", logo_hash as "logoHash"
     from letterheads where owner_id = $1`,
    [ownerId],
  );
  return rows[0] ?? null;
}

/** Keeps the picture of this hash for good, because a document is about to name it. */
export async function keepLogo(tx: Tx, hash: string): Promise<void> {
  await tx.query(
    `insert into document_logos (hash, type, content)
     select logo_hash, logo_type, logo from letterheads where logo_hash = $1
     union select logo_hash, logo_type, logo from brands where logo_hash = $1
     on conflict (hash) do nothing`,
    [hash],
  );
}

/** A logo of its own is there before it is chosen, so a row that is made here has none: PostgreSQL checks that one, too. */
export async function saveLetterhead(
  tx: Tx,
  ownerId: bigint,
  values: Omit<LetterheadRow, 'logoHash'> & Readonly<{ changedAt: Date }>,
): Promise<void> {
  const { name, address, taxNumber, footer, logoFrom, changedAt } = values;
  await tx.query(
    `insert into letterheads (owner_id, name, address, tax_number, footer, logo_from, changed_at)
     values ($1, $2, $3, $4, $5, case when $6 = 'own' then 'brand' else $6 end, $7)
     on conflict (owner_id) do update set name = excluded.name, address = excluded.address,
       tax_number = excluded.tax_number, footer = excluded.footer, logo_from = $6,
       changed_at = excluded.changed_at`,
    [ownerId, name, address, taxNumber, footer, logoFrom, changedAt],
  );
}

/** Sets the logo and uses it; null takes it away, and that of the brand is used. The letterhead is there. */
export async function saveLetterheadLogo(
  tx: Tx,
  ownerId: bigint,
  logo: Readonly<{ content: Uint8Array; type: LogoType; hash: string }> | null,
  changedAt: Date,
): Promise<void> {
  await tx.query(
    `update letterheads set logo = $2, logo_type = $3, logo_hash = $4, logo_from = $5, changed_at = $6 where owner_id = $1`,
    [
      ownerId,
      logo?.content ?? null,
      logo?.type ?? null,
      logo?.hash ?? null,
      logo === null ? 'brand' : 'own',
      changedAt,
    ],
  );
}
