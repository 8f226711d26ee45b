/** One account with everything that is known about it, for the API and for changes. */
import type { AccountKind } from '../../domain/accounts/actor.ts';
import type { BillingSchedule, CliPool } from '../../domain/accounts/billing-rules.ts';
import type { Language } from '../../domain/languages.ts';
import type { Db } from '../pool.ts';
import { inFrontOfWall } from '../wall.ts';

export type AccountRow = Readonly<{
  id: bigint;
  publicId: string;
  kind: AccountKind;
  number: string;
  status: 'active' | 'suspended' | 'closed';
  path: string;
  createdAt: Date;
  closedAt: Date | null;
  /** What was personal of it was erased: it stays closed. */
  erasedAt: Date | null;
  firstUsedAt: Date | null;
  validUntil: Date | null;
  expiresAt: Date | null;
  validDays: number | null;
  email: string | null;
  hasPassword: boolean | null;
  mustChangePassword: boolean | null;
  hasPin: boolean | null;
  lastSignInAt: Date | null;
  localizationPublicId: string | null;
  allowLocalCalls: boolean;
  localCallRateNanos: bigint;
  notifications: boolean;
  paymentGatewayPermission: boolean;
  firstName: string;
  lastName: string;
  company: string;
  phone: string;
  notificationEmails: string[];
  address1: string;
  address2: string;
  city: string;
  province: string;
  zip: string;
  country: string;
  timezone: string;
  language: Language | null;
  accountType: 'prepaid' | 'postpaid';
  rateGroupPublicId: string | null;
  rateGroupInternalId: bigint | null;
  rateGroupName: string | null;
  cliPool: CliPool;
  nonCliRateGroupInternalId: bigint | null;
  nonCliRateGroupPublicId: string | null;
  billingSchedule: BillingSchedule;
  billingDay: number;
  taxPublicIds: string[];
  taxNumber: string;
  generateInvoice: boolean;
  invoiceNote: string;
  reference: string;
  resellerType: 'distributor' | 'commission' | null;
  commissionPpm: number | null;
  invoiceDueDays: number | null;
  ownLetterhead: boolean;
  walletId: bigint | null;
  issuerId: bigint | null;
  currency: string | null;
  balanceMicros: bigint | null;
  heldMicros: bigint | null;
  creditLimitMicros: bigint | null;
  liveCalls: number | null;
  concurrentCallsMax: number | null;
  cpsMax: number | null;
  forcedCallerId: string | null;
  alertThresholdMicros: bigint | null;
  roleId: bigint | null;
  rolePublicId: string | null;
  roleName: string | null;
}>;

/** Loads an account by its internal id, as it is in this snapshot; null when there is none. */
export async function loadAccount(db: Db, id: bigint): Promise<AccountRow | null> {
  const { rows } = await inFrontOfWall(() =>
    db.query<AccountRow>(
      `select a.id, a.public_id as "publicId", a.kind, a.number, a.status, a.path, a.created_at as "createdAt",
       a.closed_at as "closedAt", a.erased_at as "erasedAt", a.first_used_at as "firstUsedAt", a.valid_until as "validUntil",
       a.expires_at as "expiresAt", a.valid_days as "validDays",
       s.email, s.password_hash is not null as "hasPassword", s.must_change_password as "mustChangePassword",
       s.pin_hash is not null as "hasPin", s.last_sign_in_at as "lastSignInAt",
       loc.public_id as "localizationPublicId", a.allow_local_calls as "allowLocalCalls", a.local_call_rate_nanos as "localCallRateNanos", a.notifications,
       a.payment_gateway_permission as "paymentGatewayPermission",
       p.first_name as "firstName", p.last_name as "lastName", p.company, p.phone,
       p.notification_emails as "notificationEmails", p.address1, p.address2, p.city, p.province, p.zip, p.country, p.timezone, p.language,
       a.account_type as "accountType", rg.public_id as "rateGroupPublicId", rg.name as "rateGroupName",
       a.rate_group_id as "rateGroupInternalId",
       a.non_cli_rate_group_id as "nonCliRateGroupInternalId", a.cli_pool as "cliPool", nrg.public_id as "nonCliRateGroupPublicId", a.billing_schedule as "billingSchedule",
       a.billing_day as "billingDay",
       array(select t.public_id::text from account_taxes at join taxes t on t.id = at.tax_id
             where at.account_id = a.id order by at.position) as "taxPublicIds",
       a.tax_number as "taxNumber", a.generate_invoice as "generateInvoice", a.invoice_note as "invoiceNote", a.reference,
       a.reseller_type as "resellerType", a.commission_ppm as "commissionPpm", a.invoice_due_days as "invoiceDueDays",
       a.own_letterhead as "ownLetterhead", a.forced_caller_id as "forcedCallerId",
       a.alert_threshold_micros as "alertThresholdMicros",
       ro.id as "roleId", ro.public_id as "rolePublicId", ro.name as "roleName",
       w.id as "walletId", w.issuer_id as "issuerId", w.currency, w.balance_micros as "balanceMicros", w.held_micros as "heldMicros",
       w.credit_limit_micros as "creditLimitMicros", w.live_calls as "liveCalls",
       w.concurrent_calls_max as "concurrentCallsMax", w.cps_max as "cpsMax"
     from accounts a
     join account_profiles p on p.account_id = a.id
     left join account_sign_ins s on s.account_id = a.id
     left join localization_sets loc on loc.id = a.localization_id
     left join rate_groups rg on rg.id = a.rate_group_id
     left join rate_groups nrg on nrg.id = a.non_cli_rate_group_id
     left join wallets w on w.account_id = a.id
     left join roles ro on ro.id = a.role_id
     where a.id = $1`,
      [id],
    ),
  );
  return rows[0] ?? null;
}

export type OwnerRow = Readonly<{ publicId: string; number: string; displayName: string }>;

/** SQL for what a list calls the account `a` with profile `p`; the domain has the same rule. */
export const DISPLAY_NAME = `coalesce(nullif(p.company, ''), nullif(trim(p.first_name || ' ' || p.last_name), ''), a.number)`;

/** The accounts above, as far as they are inside the reader's scope, root first. */
export async function ownersOf(db: Db, ids: readonly bigint[], scopePath: string): Promise<OwnerRow[]> {
  const { rows } = await db.query<OwnerRow>(
    `select a.public_id as "publicId", a.number, ${DISPLAY_NAME} as "displayName"
     from accounts a join account_profiles p on p.account_id = a.id
     where a.id = any($1::bigint[]) and starts_with(a.path, $2) and a.kind <> 'operator' order by a.depth`,
    [ids, scopePath],
  );
  return rows;
}
