/** What a document takes from its account, and where its billing stands. */
import type { BillingSchedule } from '../../domain/accounts/billing-rules.ts';
import { FALLBACK_LANGUAGE, type Language } from '../../domain/languages.ts';
import type { Db } from '../pool.ts';

export type BillingFacts = Readonly<{
  walletId: bigint;
  accountId: bigint;
  accountPublicId: string;
  issuerId: bigint;
  branchId: bigint;
  currency: string;
  accountType: 'prepaid' | 'postpaid';
  status: 'active' | 'suspended' | 'closed';
  number: string;
  firstName: string;
  lastName: string;
  company: string;
  /** Lines of the address and the country's code, empty where they are not known. */
  address1: string;
  address2: string;
  zip: string;
  city: string;
  province: string;
  country: string;
  timezone: string;
  language: Language;
  taxNumber: string;
  reference: string;
  invoiceNote: string;
  generateInvoice: boolean;
  schedule: BillingSchedule;
  billingDay: number;
  /** Movements before it are on no document. */
  startsAt: Date;
  /** Sum of all documents, and of what the wallet began with. */
  documentedMicros: bigint;
  /** Where the open period begins, and ends; null = to be found out. */
  periodFrom: Date;
  nextAt: Date | null;
  isStale: boolean;
}>;

/** By wallet. */
export async function billingFactsOf(
  db: Db,
  walletIds: readonly bigint[],
): Promise<ReadonlyMap<bigint, BillingFacts>> {
  const { rows } = await db.query<Omit<BillingFacts, 'language'> & { language: Language | null }>(
    `select w.id as "walletId", a.id as "accountId", a.public_id as "accountPublicId", w.issuer_id as "issuerId",
       w.branch_id as "branchId", w.currency, a.account_type as "accountType", a.status, a.number,
       p.first_name as "firstName", p.last_name as "lastName", p.company, p.address1, p.address2, p.zip, p.city, p.province,
       p.country, p.timezone, p.language, a.tax_number as "taxNumber", a.reference, a.invoice_note as "invoiceNote",
       a.generate_invoice as "generateInvoice", a.billing_schedule as schedule, a.billing_day as "billingDay",
       b.starts_at as "startsAt", b.documented_micros as "documentedMicros", b.period_from as "periodFrom", b.next_at as "nextAt",
       b.is_stale as "isStale"
     from wallets w join wallet_billing b on b.wallet_id = w.id join accounts a on a.id = w.account_id
       join account_profiles p on p.account_id = a.id
     where w.id = any($1::bigint[])`,
    [walletIds],
  );
  return new Map(rows.map((row) => [row.walletId, { ...row, language: row.language ?? FALLBACK_LANGUAGE }]));
}
