/** The rows of a new account. */
import { childPath } from '../../domain/accounts/tree.ts';
import { known } from '../../domain/assert.ts';
import type { Tx } from '../pool.ts';

export type NewAccount = Readonly<{
  publicId: string;
  kind: string;
  parent: Readonly<{ id: bigint; path: string; branchId: bigint; depth: number }> | null;
  number: string;
  createdAt: Date;
  localizationId: bigint | null;
  allowLocalCalls: boolean;
  localCallRateNanos: bigint;
  notifications: boolean;
  paymentGatewayPermission: boolean;
  validDays: number | null;
  accountType: string;
  rateGroupId: bigint | null;
  cliPool: string;
  nonCliRateGroupId: bigint | null;
  billingSchedule: string;
  billingDay: number;
  taxNumber: string;
  generateInvoice: boolean;
  invoiceNote: string;
  reference: string;
  resellerType: string | null;
  commissionPpm: number | null;
  invoiceDueDays: number | null;
  ownLetterhead: boolean;
  roleId: bigint | null;
}>;

/** Inserts an account and returns its id, branch and path; null when its number is taken. */
export async function insertAccount(tx: Tx, account: NewAccount) {
  const { rows: ids } = await tx.query<{ id: bigint }>(
    "select nextval(pg_get_serial_sequence('accounts', 'id')) as id",
  );
  const { id } = known(ids[0], 'a new id');
  const { parent } = account;
  const path = parent === null ? `/${id}/` : childPath(parent.path, id);
  // A child of the operator (depth 0) begins a branch of its own; deeper ones stay in theirs.
  const branchId = parent === null || parent.depth === 0 ? id : parent.branchId;
  const depth = parent === null ? 0 : parent.depth + 1;
  const { rowCount } = await tx.query(
    `insert into accounts (id, public_id, kind, parent_id, branch_id, path, depth, number, created_at, localization_id,
       allow_local_calls, local_call_rate_nanos, notifications, payment_gateway_permission, account_type, rate_group_id,
       cli_pool, non_cli_rate_group_id, billing_schedule, billing_day, tax_number, generate_invoice, invoice_note, reference,
       reseller_type, commission_ppm, invoice_due_days, own_letterhead, role_id, role_audience, valid_days)
     overriding system value
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23,
       $24, $25, $26, $27, $28, $29, (select audience from roles where id = $29), $30)
     on conflict (number) do nothing`,
    [
      id,
      account.publicId,
      account.kind,
      parent?.id ?? null,
      branchId,
      path,
      depth,
      account.number,
      account.createdAt,
      account.localizationId,
      account.allowLocalCalls,
      account.localCallRateNanos,
      account.notifications,
      account.paymentGatewayPermission,
      account.accountType,
      account.rateGroupId,
      account.cliPool,
      account.nonCliRateGroupId,
      account.billingSchedule,
      account.billingDay,
      account.taxNumber,
      account.generateInvoice,
      account.invoiceNote,
      account.reference,
      account.resellerType,
      account.commissionPpm,
      account.invoiceDueDays,
      account.ownLetterhead,
      account.roleId,
      account.validDays,
    ],
  );
  return rowCount === 1 ? { id, branchId, path, depth } : null;
}

export type NewProfile = Readonly<{
  accountId: bigint;
  branchId: bigint;
  firstName: string;
  lastName: string;
  company: string;
  phone: string;
  notificationEmails: readonly string[];
  address1: string;
  address2: string;
  city: string;
  province: string;
  zip: string;
  country: string;
  timezone: string;
  language: string | null;
}>;

/** Inserts who the account belongs to. */
export async function insertProfile(tx: Tx, profile: NewProfile): Promise<void> {
  await tx.query(
    `insert into account_profiles (account_id, branch_id, first_name, last_name, company, phone, notification_emails, address1,
       address2, city, province, zip, country, timezone, language)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
    [
      profile.accountId,
      profile.branchId,
      profile.firstName,
      profile.lastName,
      profile.company,
      profile.phone,
      profile.notificationEmails,
      profile.address1,
      profile.address2,
      profile.city,
      profile.province,
      profile.zip,
      profile.country,
      profile.timezone,
      profile.language,
    ],
  );
}

export type NewSignIn = Readonly<{
  accountId: bigint;
  email: string | null;
  passwordHash: string | null;
  mustChangePassword: boolean;
  changedAt: Date;
  pinHash: string | null;
}>;

/** Inserts how the account signs in, in the operator's realm. */
export async function insertSignIn(tx: Tx, signIn: NewSignIn): Promise<void> {
  await tx.query(
    `insert into account_sign_ins (account_id, realm_id, email, email_key, password_hash, must_change_password,
       password_changed_at, pin_hash)
     select $1, id, $2, lower($2), $3, $4, $5, $6 from sign_in_realms where domain = 'operator'`,
    [
      signIn.accountId,
      signIn.email,
      signIn.passwordHash,
      signIn.mustChangePassword,
      signIn.changedAt,
      signIn.pinHash,
    ],
  );
}

/** Puts the taxes of an account, in their order, in the place of those it had. */
export async function replaceTaxes(tx: Tx, accountId: bigint, taxIds: readonly bigint[]): Promise<void> {
  await tx.query('delete from account_taxes where account_id = $1', [accountId]);
  await tx.query(
    `insert into account_taxes (account_id, position, tax_id)
     select $1, position, tax_id from unnest($2::bigint[]) with ordinality as t (tax_id, position)`,
    [accountId, taxIds],
  );
}

/** Lets one program at a time look whether there is an operator yet. */
export async function lockBootstrap(tx: Tx): Promise<void> {
  await tx.query("select pg_advisory_xact_lock(hashtextextended('tollbook bootstrap', 0))");
}

/** Says whether there was a first start already. */
export async function hasOperator(tx: Tx): Promise<boolean> {
  const { rows } = await tx.query("select 1 from accounts where kind = 'operator'");
  return rows.length > 0;
}
