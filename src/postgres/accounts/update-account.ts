/** Changes of existing accounts. Each writes all columns of its group, as merged by the operation. */
import type { Db, Tx } from '../pool.ts';
import type { NewAccount, NewProfile } from './insert-account.ts';

type ChangedAccount = Omit<NewAccount, 'publicId' | 'kind' | 'parent' | 'number' | 'createdAt'> &
  Readonly<{ id: bigint; status: string; closedAt: Date | null }>;

/** Writes the settings, billing terms and status of an account. */
export async function updateAccount(tx: Tx, account: ChangedAccount): Promise<void> {
  await tx.query(
    `update accounts set status = $2, closed_at = $3, localization_id = $4, allow_local_calls = $5, notifications = $6,
       payment_gateway_permission = $7, account_type = $8, rate_group_id = $9, cli_pool = $10, non_cli_rate_group_id = $11,
       billing_schedule = $12, billing_day = $13, tax_number = $14, generate_invoice = $15, invoice_note = $16, reference = $17,
       reseller_type = $18, commission_ppm = $19, invoice_due_days = $20, own_letterhead = $21, role_id = $22,
       role_audience = (select audience from roles where id = $22), valid_days = $23, local_call_rate_nanos = $24
     where id = $1`,
    [
      account.id,
      account.status,
      account.closedAt,
      account.localizationId,
      account.allowLocalCalls,
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
      account.localCallRateNanos,
    ],
  );
}

/** Writes who the account belongs to. */
export async function updateProfile(tx: Tx, profile: Omit<NewProfile, 'branchId'>): Promise<void> {
  await tx.query(
    `update account_profiles set first_name = $2, last_name = $3, company = $4, phone = $5, notification_emails = $6,
       address1 = $7, address2 = $8, city = $9, province = $10, zip = $11, country = $12, timezone = $13, language = $14
     where account_id = $1`,
    [
      profile.accountId,
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

/** Changes the e-mail address of a sign-in. */
export async function updateEmail(tx: Tx, accountId: bigint, email: string): Promise<void> {
  await tx.query('update account_sign_ins set email = $2, email_key = lower($2) where account_id = $1', [
    accountId,
    email,
  ]);
}

/** Changes the PIN; null takes card calls away. */
export async function updatePin(tx: Tx, accountId: bigint, pinHash: string | null): Promise<void> {
  await tx.query('update account_sign_ins set pin_hash = $2 where account_id = $1', [accountId, pinHash]);
}

/** Ends everything an account could act with. */
export async function endAccess(tx: Tx, accountId: bigint, now: Date): Promise<void> {
  await tx.query('delete from sign_in_sessions where account_id = $1', [accountId]);
  await tx.query('update api_keys set revoked_at = $2 where account_id = $1 and revoked_at is null', [
    accountId,
    now,
  ]);
}

/** Writes validity, forced caller ID and alert threshold. */
export async function updateControls(
  tx: Tx,
  controls: Readonly<{
    accountId: bigint;
    validUntil: Date | null;
    forcedCallerId: string | null;
    alertThresholdMicros: bigint | null;
  }>,
): Promise<void> {
  await tx.query(
    'update accounts set valid_until = $2, forced_caller_id = $3, alert_threshold_micros = $4 where id = $1',
    [controls.accountId, controls.validUntil, controls.forcedCallerId, controls.alertThresholdMicros],
  );
  // Whoever asks for alerts again is told again.
  if (controls.alertThresholdMicros === null)
    await tx.query('delete from money_alerts where account_id = $1', [controls.accountId]);
}

/** Says whether an account has accounts below it that are not closed. */
export async function hasOpenChildren(db: Db, accountId: bigint): Promise<boolean> {
  const { rows } = await db.query(
    "select 1 from accounts where parent_id = $1 and status <> 'closed' limit 1",
    [accountId],
  );
  return rows.length > 0;
}

export type WalletLimits = Readonly<{
  walletId: bigint;
  creditLimitMicros: bigint;
  concurrentCallsMax: number | null;
  cpsMax: number | null;
}>;

/** Writes the limits of a locked wallet. */
export async function updateWalletLimits(tx: Tx, limits: WalletLimits): Promise<void> {
  await tx.query(
    'update wallets set credit_limit_micros = $2, concurrent_calls_max = $3, cps_max = $4 where id = $1',
    [limits.walletId, limits.creditLimitMicros, limits.concurrentCallsMax, limits.cpsMax],
  );
}

/** Keeps a change of a credit limit: what was held for under the one before is charged under the new one. */
export async function noteLimitChange(
  tx: Tx,
  change: Readonly<{
    walletId: bigint;
    changedAt: Date;
    changedBy: bigint;
    oldMicros: bigint;
    newMicros: bigint;
  }>,
): Promise<void> {
  await tx.query(
    `insert into wallet_credit_limit_changes (wallet_id, changed_at, changed_by, old_micros, new_micros) values ($1, $2, $3, $4, $5)`,
    [change.walletId, change.changedAt, change.changedBy, change.oldMicros, change.newMicros],
  );
}

/** Says whether money ever moved on a wallet. */
export async function hasTransfers(tx: Tx, walletId: bigint): Promise<boolean> {
  const { rows } = await tx.query(
    `(select 1 from ledger_transfers where debit_account_id = $1 and debits_wallet limit 1)
     union all (select 1 from ledger_transfers where credit_account_id = $1 and credits_wallet limit 1)`,
    [walletId],
  );
  return rows.length > 0;
}

/** Says whether a call was ever charged to the account at this path, be it nothing: its record names the wallet. */
export async function hasCalls(tx: Tx, path: string): Promise<boolean> {
  const { rows } = await tx.query(
    `select 1 from accounts a join cdrs c on c.account_id = a.id
     where starts_with(a.path, $1) and c.outcome <> 'refused' limit 1`,
    [path],
  );
  return rows.length > 0;
}

/** Gives an account on which nothing was posted another wallet, in another currency. */
export async function moveWallet(
  tx: Tx,
  from: bigint,
  to: Readonly<{ id: bigint; currency: string }>,
): Promise<void> {
  await tx.query('update wallets set id = $2, currency = $3 where id = $1', [from, to.id, to.currency]);
}
