/** What an export shows of accounts beyond the list, for many at once. */
import type { BillingSchedule, CliPool } from '../../domain/accounts/billing-rules.ts';
import type { Language } from '../../domain/languages.ts';
import type { Db } from '../pool.ts';

export type AccountDetailsRow = Readonly<{
  id: bigint;
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
  allowLocalCalls: boolean;
  localCallRateNanos: bigint;
  notifications: boolean;
  paymentGatewayPermission: boolean;
  validDays: number | null;
  accountType: 'prepaid' | 'postpaid';
  rateGroupName: string | null;
  billingSchedule: BillingSchedule;
  billingDay: number;
  taxNumber: string;
  generateInvoice: boolean;
  invoiceNote: string;
  creditLimitMicros: bigint | null;
  heldMicros: bigint | null;
  concurrentCallsMax: number | null;
  cpsMax: number | null;
  roleName: string | null;
  localizationName: string | null;
  cliPool: CliPool;
  nonCliRateGroupName: string | null;
  /** In their order. */
  taxNames: string[];
  resellerType: 'distributor' | 'commission' | null;
  commissionPpm: number | null;
  invoiceDueDays: number | null;
  ownLetterhead: boolean;
  validUntil: Date | null;
  forcedCallerId: string | null;
  alertThresholdMicros: bigint | null;
}>;

/** By internal id. An account that is gone meanwhile is missing. */
export async function loadManyAccounts(
  db: Db,
  ids: readonly bigint[],
): Promise<ReadonlyMap<bigint, AccountDetailsRow>> {
  const { rows } = await db.query<AccountDetailsRow>(
    `select a.id, p.first_name as "firstName", p.last_name as "lastName", p.company, p.phone,
       p.notification_emails as "notificationEmails", p.address1, p.address2, p.city, p.province, p.zip, p.country, p.timezone, p.language,
       a.allow_local_calls as "allowLocalCalls", a.local_call_rate_nanos as "localCallRateNanos", a.notifications,
       a.payment_gateway_permission as "paymentGatewayPermission", a.valid_days as "validDays",
       a.account_type as "accountType", g.name as "rateGroupName", a.billing_schedule as "billingSchedule",
       a.billing_day as "billingDay", a.tax_number as "taxNumber", a.generate_invoice as "generateInvoice",
       a.invoice_note as "invoiceNote", w.credit_limit_micros as "creditLimitMicros", w.held_micros as "heldMicros",
       w.concurrent_calls_max as "concurrentCallsMax", w.cps_max as "cpsMax",
       (select r.name from roles r where r.id = a.role_id) as "roleName",
       (select l.name from localization_sets l where l.id = a.localization_id) as "localizationName", a.cli_pool as "cliPool",
       (select n.name from rate_groups n where n.id = a.non_cli_rate_group_id) as "nonCliRateGroupName",
       array(select t.name from account_taxes at join taxes t on t.id = at.tax_id
             where at.account_id = a.id order by at.position) as "taxNames",
       a.reseller_type as "resellerType", a.commission_ppm as "commissionPpm", a.invoice_due_days as "invoiceDueDays",
       a.own_letterhead as "ownLetterhead", a.valid_until as "validUntil", a.forced_caller_id as "forcedCallerId",
       a.alert_threshold_micros as "alertThresholdMicros"
     from accounts a
     join account_profiles p on p.account_id = a.id
     left join rate_groups g on g.id = a.rate_group_id
     left join wallets w on w.account_id = a.id
     where a.id = any($1::bigint[])`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}
