/** Who pays by card, and who above gets the money along with it. */
import { isUuid } from '../../domain/ids.ts';
import { OPEN } from '../billing/list-documents.ts';
import type { Db } from '../pool.ts';

export type PayerRow = Readonly<{
  accountId: bigint;
  publicId: string;
  kind: string;
  number: string;
  path: string;
  branchId: bigint;
  status: 'active' | 'suspended' | 'closed';
  /** Resellers have no such field, and may. */
  mayPay: boolean;
  timezone: string;
  language: string;
  /** Null for an account without money. */
  currency: string | null;
}>;

export async function payerById(db: Db, accountId: bigint): Promise<PayerRow | null> {
  const { rows } = await db.query<PayerRow>(
    `select a.id as "accountId", a.public_id as "publicId", a.kind, a.number, a.path, a.branch_id as "branchId", a.status,
       (a.kind = 'reseller' or a.kind = 'customer' and a.payment_gateway_permission) as "mayPay", p.timezone, p.language,
       (select w.currency from wallets w where w.account_id = a.id) as currency
     from accounts a join account_profiles p on p.account_id = a.id where a.id = $1`,
    [accountId],
  );
  return rows[0] ?? null;
}

export type WalletAbove = Readonly<{ accountId: bigint; currency: string }>;

/**
 * The account and each distributor above it, the account first: each is paid in the book of the next one, the last in the
 * operator's. A commission reseller is no issuer.
 */
export async function walletsAlong(db: Db, accountId: bigint): Promise<readonly WalletAbove[]> {
  const { rows } = await db.query<WalletAbove>(
    `select a.id as "accountId", w.currency from accounts payer join accounts a
       on a.id = payer.id or (a.kind = 'reseller' and a.reseller_type = 'distributor' and payer.path like a.path || '%')
     join wallets w on w.account_id = a.id where payer.id = $1 order by a.depth desc`,
    [accountId],
  );
  return rows;
}

export type OpenInvoice = Readonly<{ id: bigint; number: string; currency: string; openMicros: bigint }>;

/** What is open of an invoice of the account; null when it has no such invoice. */
export async function invoiceOf(
  db: Db,
  { accountId, publicId }: Readonly<{ accountId: bigint; publicId: string }>,
): Promise<OpenInvoice | null> {
  if (!isUuid(publicId)) return null;
  const { rows } = await db.query<OpenInvoice>(
    `select d.id, d.number, d.currency, ${OPEN} as "openMicros" from documents d
     where d.account_id = $1 and d.public_id = $2 and d.kind = 'invoice'`,
    [accountId, publicId],
  );
  return rows[0] ?? null;
}
