/** The rows of many new customers and resellers, one statement a table: 10,000 accounts one by one would take minutes. */
import { childPath } from '../../domain/accounts/tree.ts';
import { known } from '../../domain/assert.ts';
import { arraysOf, unnested, type Column } from '../insert-rows.ts';
import type { Tx } from '../pool.ts';
import type { NewAccount, NewProfile, NewSignIn } from './insert-account.ts';
import type { NewWallet } from '../ledger/wallets.ts';

/** With what a form sets afterwards. */
type NewManyAccount = NewAccount &
  Readonly<{
    status: 'active' | 'suspended';
    validUntil: Date | null;
    forcedCallerId: string | null;
    alertThresholdMicros: bigint | null;
  }>;

export type PlacedAccount = NewManyAccount &
  Readonly<{ id: bigint; branchId: bigint; path: string; depth: number }>;

/** Draws ids for new accounts, and puts each below its parent. */
export async function placeAccounts(tx: Tx, accounts: readonly NewManyAccount[]): Promise<PlacedAccount[]> {
  const { rows } = await tx.query<{ id: bigint }>(
    "select nextval(pg_get_serial_sequence('accounts', 'id')) as id from generate_series(1, $1)",
    [accounts.length],
  );
  return accounts.map((account, index) => {
    const { id } = known(rows[index], 'a new id');
    const parent = known(account.parent, 'the parent of an account');
    return {
      ...account,
      id,
      branchId: parent.depth === 0 ? id : parent.branchId,
      path: childPath(parent.path, id),
      depth: parent.depth + 1,
    };
  });
}

const ACCOUNT: readonly Column<PlacedAccount>[] = [
  ['id', 'bigint', (a) => a.id],
  ['public_id', 'uuid', (a) => a.publicId],
  ['kind', 'text', (a) => a.kind],
  ['parent_id', 'bigint', (a) => a.parent?.id ?? null],
  ['branch_id', 'bigint', (a) => a.branchId],
  ['path', 'text', (a) => a.path],
  ['depth', 'int', (a) => a.depth],
  ['number', 'text', (a) => a.number],
  ['created_at', 'timestamptz', (a) => a.createdAt],
  ['status', 'text', (a) => a.status],
  ['localization_id', 'bigint', (a) => a.localizationId],
  ['allow_local_calls', 'boolean', (a) => a.allowLocalCalls],
  ['local_call_rate_nanos', 'bigint', (a) => a.localCallRateNanos],
  ['notifications', 'boolean', (a) => a.notifications],
  ['payment_gateway_permission', 'boolean', (a) => a.paymentGatewayPermission],
  ['valid_days', 'int', (a) => a.validDays],
  ['account_type', 'text', (a) => a.accountType],
  ['rate_group_id', 'bigint', (a) => a.rateGroupId],
  ['cli_pool', 'text', (a) => a.cliPool],
  ['non_cli_rate_group_id', 'bigint', (a) => a.nonCliRateGroupId],
  ['billing_schedule', 'text', (a) => a.billingSchedule],
  ['billing_day', 'int', (a) => a.billingDay],
  ['tax_number', 'text', (a) => a.taxNumber],
  ['generate_invoice', 'boolean', (a) => a.generateInvoice],
  ['invoice_note', 'text', (a) => a.invoiceNote],
  ['reference', 'text', (a) => a.reference],
  ['reseller_type', 'text', (a) => a.resellerType],
  ['commission_ppm', 'int', (a) => a.commissionPpm],
  ['invoice_due_days', 'int', (a) => a.invoiceDueDays],
  ['own_letterhead', 'boolean', (a) => a.ownLetterhead],
  ['role_id', 'bigint', (a) => a.roleId],
  // Customers have no role.
  ['role_audience', 'text', (a) => (a.roleId === null ? null : 'reseller')],
  ['valid_until', 'timestamptz', (a) => a.validUntil],
  ['forced_caller_id', 'text', (a) => a.forcedCallerId],
  ['alert_threshold_micros', 'bigint', (a) => a.alertThresholdMicros],
];
const PROFILE: readonly Column<NewProfile>[] = [
  ['account_id', 'bigint', (p) => p.accountId],
  ['branch_id', 'bigint', (p) => p.branchId],
  ['first_name', 'text', (p) => p.firstName],
  ['last_name', 'text', (p) => p.lastName],
  ['company', 'text', (p) => p.company],
  ['phone', 'text', (p) => p.phone],
  ['notification_emails', 'text[]', (p) => textArray(p.notificationEmails)],
  ['address1', 'text', (p) => p.address1],
  ['address2', 'text', (p) => p.address2],
  ['city', 'text', (p) => p.city],
  ['province', 'text', (p) => p.province],
  ['zip', 'text', (p) => p.zip],
  ['country', 'text', (p) => p.country],
  ['timezone', 'text', (p) => p.timezone],
  ['language', 'text', (p) => p.language],
];
const SIGN_IN: readonly Column<NewSignIn>[] = [
  ['account_id', 'bigint', (s) => s.accountId],
  ['email', 'text', (s) => s.email],
  ['password_hash', 'text', (s) => s.passwordHash],
  ['must_change_password', 'boolean', (s) => s.mustChangePassword],
  ['password_changed_at', 'timestamptz', (s) => s.changedAt],
  ['pin_hash', 'text', (s) => s.pinHash],
];
const WALLET: readonly Column<Omit<NewWallet, 'id'>>[] = [
  ['account_id', 'bigint', (w) => w.accountId],
  ['branch_id', 'bigint', (w) => w.branchId],
  ['issuer_id', 'bigint', (w) => w.issuerId],
  ['currency', 'text', (w) => w.currency],
  ['credit_limit_micros', 'bigint', (w) => w.creditLimitMicros],
  ['concurrent_calls_max', 'int', (w) => w.concurrentCallsMax],
  ['cps_max', 'int', (w) => w.cpsMax],
];

type NewTax = Readonly<{ accountId: bigint; position: number; taxId: bigint }>;
const TAX: readonly Column<NewTax>[] = [
  ['account_id', 'bigint', (t) => t.accountId],
  ['position', 'int', (t) => t.position],
  ['tax_id', 'bigint', (t) => t.taxId],
];

export type NewManyDevice = Readonly<{
  publicId: string;
  accountId: bigint;
  createdAt: Date;
  username: string;
  realm: string;
  ha1: string;
}>;
const DEVICE: readonly Column<NewManyDevice>[] = [
  ['public_id', 'uuid', (d) => d.publicId],
  ['account_id', 'bigint', (d) => d.accountId],
  ['created_at', 'timestamptz', (d) => d.createdAt],
  ['username', 'text', (d) => d.username],
  ['realm', 'text', (d) => d.realm],
  ['ha1', 'text', (d) => d.ha1],
];

export type ManyAccounts = Readonly<{
  accounts: readonly PlacedAccount[];
  profiles: readonly NewProfile[];
  signIns: readonly NewSignIn[];
  /** The house accounts that the movements of a wallet need must be there already. */
  wallets: readonly Omit<NewWallet, 'id'>[];
  taxes: readonly NewTax[];
  devices: readonly NewManyDevice[];
}>;

/** Inserts them all. A number or address that was taken meanwhile fails the statement. */
export async function insertManyAccounts(tx: Tx, many: ManyAccounts): Promise<void> {
  await insert(tx, 'accounts', ACCOUNT, many.accounts, 'overriding system value');
  await insert(tx, 'account_profiles', PROFILE, many.profiles);
  await tx.query(
    `insert into account_sign_ins (account_id, realm_id, email, email_key, password_hash, must_change_password,
       password_changed_at, pin_hash)
     select new.account_id, realm.id, new.email, lower(new.email), new.password_hash, new.must_change_password,
       new.password_changed_at, new.pin_hash
     from ${unnested(SIGN_IN)} cross join (select id from sign_in_realms where domain = 'operator') realm`,
    arraysOf(SIGN_IN, many.signIns),
  );
  await tx.query(
    `with new as (select * from ${unnested(WALLET)}),
     ledger as (
       insert into ledger_accounts (issuer_id, kind, currency, holder_id)
       select issuer_id, 'wallet', currency, account_id from new returning id, holder_id)
     insert into wallets (id, account_id, branch_id, issuer_id, currency, credit_limit_micros, concurrent_calls_max, cps_max)
     select ledger.id, new.account_id, new.branch_id, new.issuer_id, new.currency, new.credit_limit_micros,
       new.concurrent_calls_max, new.cps_max
     from new join ledger on ledger.holder_id = new.account_id`,
    arraysOf(WALLET, many.wallets),
  );
  if (many.taxes.length > 0) await insert(tx, 'account_taxes', TAX, many.taxes);
  if (many.devices.length === 0) return;
  await tx.query(
    `with new as (select * from ${unnested(DEVICE)}),
     device as (
       insert into sip_devices (public_id, account_id, created_at) select public_id, account_id, created_at from new
       returning id, account_id)
     insert into switch.sip_credentials (device_id, account_id, username, realm, ha1)
     select device.id, new.account_id, new.username, new.realm, new.ha1 from new join device using (account_id)`,
    arraysOf(DEVICE, many.devices),
  );
}

async function insert<Row>(
  tx: Tx,
  table: string,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  overriding = '',
): Promise<void> {
  const names = columns.map(([name]) => name).join(', ');
  const values = columns
    .map(([name, type]) => (type === 'text[]' ? `new.${name}::text[]` : `new.${name}`))
    .join(', ');
  await tx.query(
    `insert into ${table} (${names}) ${overriding} select ${values} from ${unnested(columns)}`,
    arraysOf(columns, rows),
  );
}

/** A PostgreSQL array literal; it travels as one text inside an array of texts. */
function textArray(texts: readonly string[]): string {
  return `{${texts.map((text) => `"${text.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
}
