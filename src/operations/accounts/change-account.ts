/** Changes an account: only what was sent, checked together with what stays. */
import type { Actor } from '../../domain/accounts/actor.ts';
import {
  billingConflicts,
  billingDayOfStored,
  storedBillingDay,
} from '../../domain/accounts/billing-rules.ts';
import { findingText } from '../../domain/accounts/findings.ts';
import { limitOfStored, storedLimit } from '../../domain/accounts/limits.ts';
import {
  billingWithDefaults,
  storedTerms,
  withDefaults,
  type AccountChange,
  type AccountSettings,
  type Billing,
  type Controls,
  type Profile,
  type ResellerTerms,
} from '../../domain/accounts/new-account.ts';
import { weaknessOfPassword } from '../../domain/accounts/passwords.ts';
import { known } from '../../domain/assert.ts';
import { differencesOf, type Difference } from '../../domain/audit/differences.ts';
import { formatDecimal, formatMoney, formatRate, parseMoney, parseRate } from '../../domain/money.ts';
import { fieldProblem, Problem, type FieldError } from '../../domain/problem.ts';
import { accountsByIds, lockAccount, type AccountNode } from '../../postgres/accounts/find-account.ts';
import { replaceTaxes } from '../../postgres/accounts/insert-account.ts';
import { endInvites } from '../../postgres/accounts/invites.ts';
import { loadAccount, type AccountRow } from '../../postgres/accounts/load-account.ts';
import { deleteOtherSessions, updatePassword } from '../../postgres/accounts/sign-ins.ts';
import {
  endAccess,
  hasOpenChildren,
  updateAccount,
  updateControls,
  updateEmail,
  updatePin,
  updateProfile,
} from '../../postgres/accounts/update-account.ts';
import { insertEvents } from '../../postgres/events/events.ts';
import { withTransaction, type Db, type Tx } from '../../postgres/pool.ts';
import { billWallets } from '../billing/bill-wallets.ts';
import { roleOfChangedAccount } from '../access/role-of-account.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { releaseDids } from '../numbering/release-dids.ts';
import { endSubscriptionsOf } from '../products/end-subscriptions-of.ts';
import { checkCommissions } from './check-commissions.ts';
import type { Context } from '../context.ts';
import { writeEmailChanged, writeSecurityNotice } from '../mail/write-mail.ts';
import { hashPassword, hashPin } from '../secrets.ts';
import { accountFields } from './account-fields.ts';
import { changeWallet } from './change-wallet.ts';
import { checkMayChange, checkMayChangeSignIn, demandForChange } from './may-change.ts';
import { revokeAllKeys } from './revoke-api-key.ts';
import { obstaclesToClosing } from './preview-closing.ts';
import { readSettings } from './draw-number.ts';
import { resolveReferences, sellerUnder } from './resolve-references.ts';

type Merged = Readonly<{ settings: AccountSettings; billing: Billing; terms: ResellerTerms | null }>;

/**
 * Applies a change in one transaction. Throws `not_found`, `not_permitted` (one's own account, the
 * owner's), `invalid_input` per field, `email_taken`, `currency_is_fixed`, `in_use` (closing a reseller
 * with open accounts), `change_is_blocked` (prepaid while money is owed) and `account_has_live_calls`.
 */
export async function changeAccount(
  context: Context,
  actor: Actor,
  publicId: string,
  change: AccountChange,
): Promise<bigint> {
  const password = change.panelAccess?.password;
  const passwordHash = password === undefined ? null : await hashPassword(password);
  return withTransaction(context.pool, async (tx) => {
    const node = await lockAccount(tx, publicId, actor.scopePath, 'update');
    await applyChange(tx, context, actor, { node, change, passwordHash });
    return node.id;
  });
}

/** What was charged to a postpaid account is taxed by its invoice, and of a prepaid one by its top-ups: each is billed as what it is. */
const OF_FORMER_TYPE = { isWanted: true, isLast: true, runId: null } as const;

type Decided = Readonly<{
  row: AccountRow;
  merged: Merged;
  references: Awaited<ReturnType<typeof resolve>>;
  roleId: bigint | null;
}>;

/** Checks a change by everything but what the wallet and closing demand, and writes nothing. Throws as `changeAccount`. */
export async function decideChange(
  db: Db,
  actor: Actor,
  node: AccountNode,
  change: AccountChange,
): Promise<Decided> {
  checkMayChange(actor, node);
  demandForChange(actor, change, node);
  const row = known(await loadAccount(db, node.id), 'the profile of an account');
  if (row.erasedAt !== null) {
    const detail = 'What was personal of this account was erased. It stays closed, as the books need it.';
    throw new Problem('account_is_closed', { detail });
  }
  checkGroups(row, change);
  const merged = merge(row, change);
  const errors: FieldError[] = row.walletId === null ? [] : conflicts(merged);
  const references = await resolve(db, node, row, merged, errors);
  await checkAccess(db, actor, row, change, errors);
  const roleId = await roleOfChangedAccount(db, actor, row, change.panelAccess?.roleId, errors);
  if (errors.length > 0) throw new Problem('invalid_input', { errors });
  checkStatus(actor, node, change);
  return { row, merged, references, roleId };
}

/** Changes a locked account, and answers what differs. Throws as `changeAccount`. */
export async function applyChange(
  tx: Tx,
  context: Context,
  actor: Actor,
  asked: Readonly<{ node: AccountNode; change: AccountChange; passwordHash: string | null }>,
): Promise<readonly Difference[]> {
  const { node, change, passwordHash } = asked;
  const { row, merged, references, roleId } = await decideChange(tx, actor, node, change);
  await changeStatus(tx, context, actor, node, change);
  const now = context.now();
  if (row.walletId !== null && merged.billing.accountType !== row.accountType)
    await billWallets(tx, [row.walletId], { ...OF_FORMER_TYPE, now, until: now, actorId: actor.accountId });
  const status = change.status ?? row.status;
  await updateAccount(tx, {
    id: row.id,
    status,
    closedAt: status === 'closed' ? (row.closedAt ?? now) : null,
    ...columns(merged),
    ...references,
    roleId,
  });
  if (merged.terms?.type === 'commission') await checkCommissions(tx, row.id);
  await updateProfile(tx, { ...withDefaults(profileOf(row), change.profile), accountId: row.id });
  if (row.walletId !== null) {
    await replaceTaxes(tx, row.id, references.taxIds);
    await changeWallet(tx, actor, now, row, {
      creditLimitMicros: known(parseMoney(merged.billing.creditLimit), 'a credit limit that was checked'),
      concurrentCallsMax: storedLimit(merged.settings.concurrentCalls),
      cpsMax: storedLimit(merged.settings.cps),
      currency: change.profile?.currency ?? known(row.currency, 'the currency of a wallet'),
      accountType: merged.billing.accountType,
    });
  }
  if (change.controls !== undefined) await changeControls(tx, row, change.controls);
  await changeAccess(tx, context, row, change, passwordHash);
  if (change.panelAccess?.revokeApiKeys === true) {
    checkMayChangeSignIn(actor, node);
    await revokeAllKeys(tx, context, actor, row.id);
  }
  const after = known(await loadAccount(tx, row.id), 'the account that was changed');
  const happenedAt = context.now();
  const changes = differencesOf(accountFields(row), accountFields(after));
  if (changes.length > 0) {
    const { reason } = change;
    await recordAudit(tx, actor, {
      accountId: row.id,
      action: 'account.changed',
      changes,
      reason,
      happenedAt,
    });
  }
  if (status !== row.status) {
    const data = { before: row.status, after: status };
    await insertEvents(tx, [{ type: 'account.status_changed', accountId: row.id, happenedAt, data }]);
  }
  if (passwordHash !== null) {
    await recordAudit(tx, actor, { accountId: row.id, action: 'password.changed', happenedAt });
  }
  return changes;
}

/** Groups that this kind of account does not have would be stored and do nothing, so they are refused. */
function checkGroups(row: AccountRow, change: AccountChange): void {
  const has = {
    settings: row.walletId !== null,
    billing: row.walletId !== null,
    resellerTerms: row.kind === 'reseller',
    controls: row.walletId !== null,
  };
  for (const [group, isThere] of Object.entries(has)) {
    if (!isThere && change[group as keyof typeof has] !== undefined) {
      throw fieldProblem(group, 'not_applicable', `This kind of account has no ${group}.`);
    }
  }
  if (row.kind !== 'customer' && typeof change.settings?.validDays === 'number') {
    throw fieldProblem('settings.validDays', 'not_applicable', 'Only customers call, so only they are used.');
  }
  if (row.walletId === null && change.profile?.currency !== undefined) {
    throw fieldProblem('profile.currency', 'not_applicable', 'This kind of account has no currency.');
  }
}

function merge(row: AccountRow, change: AccountChange): Merged {
  const settings = {
    concurrentCalls: limitOfStored(row.concurrentCallsMax),
    cps: limitOfStored(row.cpsMax),
    localizationId: row.localizationPublicId,
    allowLocalCalls: row.allowLocalCalls,
    localCallRate: formatRate(row.localCallRateNanos),
    notifications: row.notifications,
    paymentGatewayPermission: row.paymentGatewayPermission,
    validDays: row.validDays,
  };
  const billing = {
    accountType: row.accountType,
    creditLimit: formatMoney(row.creditLimitMicros ?? 0n),
    rateGroupId: row.rateGroupPublicId,
    cliPool: row.cliPool,
    nonCliRateGroupId: row.nonCliRateGroupPublicId,
    schedule: row.billingSchedule,
    billingDay: billingDayOfStored(row.billingSchedule, row.billingDay),
    taxIds: row.taxPublicIds,
    taxNumber: row.taxNumber,
    generateInvoice: row.generateInvoice,
    invoiceNote: row.invoiceNote,
    reference: row.reference,
  };
  const terms =
    row.resellerType === null
      ? null
      : {
          type: row.resellerType,
          commissionPercent: row.commissionPpm === null ? null : formatDecimal(BigInt(row.commissionPpm), 4),
          invoiceDueDays: row.invoiceDueDays ?? 0,
          useOwnLetterhead: row.ownLetterhead,
        };
  // A prepaid account has no credit limit: whoever makes it one need not know that there was one.
  const isNewlyPrepaid = change.billing?.accountType === 'prepaid' && row.accountType === 'postpaid';
  return {
    settings: withDefaults(settings, change.settings),
    billing: billingWithDefaults(isNewlyPrepaid ? { ...billing, creditLimit: '0' } : billing, change.billing),
    terms: terms === null ? null : withDefaults(terms, change.resellerTerms),
  };
}

function conflicts({ billing, terms }: Merged): FieldError[] {
  const creditLimitMicros = parseMoney(billing.creditLimit) ?? 0n;
  const errors = billingConflicts({ ...billing, creditLimitMicros });
  if (terms !== null && (terms.type === 'commission') !== (terms.commissionPercent !== null)) {
    const message = 'A commission reseller has a percentage, and a distributor has none.';
    errors.push({ field: 'resellerTerms.commissionPercent', code: 'does_not_fit_type', message });
  }
  return errors;
}

/** What stays as it was may be inactive by now; only what changes must be usable. */
async function resolve(
  db: Db,
  node: AccountNode,
  row: AccountRow,
  { settings, billing }: Merged,
  errors: FieldError[],
) {
  const parents = node.parentId === null ? [] : await accountsByIds(db, [node.parentId]);
  const seller = await sellerUnder(db, parents[0] ?? node);
  const own: FieldError[] = [];
  const named = { ...billing, localizationId: settings.localizationId, keptTaxIds: row.taxPublicIds };
  const references = await resolveReferences(db, seller.id, named, own);
  const isUnchanged: Readonly<Record<string, boolean>> = {
    'billing.rateGroupId': billing.rateGroupId === row.rateGroupPublicId,
    'billing.nonCliRateGroupId': billing.nonCliRateGroupId === row.nonCliRateGroupPublicId,
  };
  errors.push(...own.filter(({ field }) => isUnchanged[field] !== true));
  return {
    ...references,
    rateGroupId: isUnchanged['billing.rateGroupId'] ? row.rateGroupInternalId : references.rateGroupId,
    nonCliRateGroupId: isUnchanged['billing.nonCliRateGroupId']
      ? row.nonCliRateGroupInternalId
      : references.nonCliRateGroupId,
  };
}

function columns({ settings, billing, terms }: Merged) {
  return {
    allowLocalCalls: settings.allowLocalCalls,
    localCallRateNanos: known(parseRate(settings.localCallRate), 'a rate that was checked'),
    notifications: settings.notifications,
    paymentGatewayPermission: settings.paymentGatewayPermission,
    validDays: settings.validDays,
    accountType: billing.accountType,
    cliPool: billing.cliPool,
    billingSchedule: billing.schedule,
    billingDay: storedBillingDay(billing.schedule, billing.billingDay),
    taxNumber: billing.taxNumber,
    generateInvoice: billing.generateInvoice,
    invoiceNote: billing.invoiceNote,
    reference: billing.reference,
    ...storedTerms(terms ?? undefined),
  };
}

function profileOf(row: AccountRow): Profile {
  const {
    firstName,
    lastName,
    company,
    phone,
    notificationEmails,
    address1,
    address2,
    city,
    province,
    zip,
    country,
    timezone,
    language,
  } = row;
  return {
    firstName,
    lastName,
    company,
    phone,
    notificationEmails,
    address1,
    address2,
    city,
    province,
    zip,
    country,
    timezone,
    language,
  };
}

async function checkAccess(
  db: Db,
  actor: Actor,
  row: AccountRow,
  { panelAccess, resellerTerms }: AccountChange,
  errors: FieldError[],
) {
  const { password, pin } = panelAccess ?? {};
  const configuration = await readSettings(db, actor.operatorId);
  const policy = {
    lengthMin: configuration['passwords.length_min'],
    personal: [row.number, row.email ?? ''],
  };
  const weakness = password === undefined ? null : weaknessOfPassword(password, policy);
  if (weakness !== null)
    errors.push({ field: 'panelAccess.password', code: 'weak_password', message: weakness });
  if (password !== undefined && row.id === actor.accountId) {
    const message = 'Change your own password with the current one.';
    errors.push({ field: 'panelAccess.password', code: 'own_password', message });
  }
  if (pin !== undefined && row.kind !== 'customer') {
    errors.push({ field: 'panelAccess.pin', code: 'not_applicable', message: 'Only customers have a PIN.' });
  } else if (pin !== undefined && pin !== '') {
    const length = configuration['pin.length'];
    const message = `A PIN has ${length} digits here.`;
    if (pin.length !== length) errors.push({ field: 'panelAccess.pin', code: 'wrong_length', message });
  }
  const isOtherType = resellerTerms?.type !== undefined && resellerTerms.type !== row.resellerType;
  if (isOtherType && (await hasOpenChildren(db, row.id))) {
    const message = 'The type is fixed once the reseller has accounts of its own.';
    errors.push({ field: 'resellerTerms.type', code: 'fixed', message });
  }
}

function checkStatus(actor: Actor, node: AccountNode, { status }: AccountChange): void {
  if (status === undefined || status === node.status) return;
  if (node.kind === 'operator') throw new Problem('not_permitted', { detail: 'The operator stays active.' });
  if (node.id === actor.accountId) {
    throw new Problem('not_permitted', {
      detail: 'You would lock yourself out: ask another admin or the operator.',
    });
  }
}

async function changeStatus(
  tx: Tx,
  context: Context,
  actor: Actor,
  node: AccountNode,
  { status }: AccountChange,
): Promise<void> {
  if (status !== 'closed' || status === node.status) return;
  const [obstacle] = await obstaclesToClosing(tx, actor, node);
  if (obstacle !== undefined) throw new Problem('in_use', { detail: findingText(obstacle) });
  await endAccess(tx, node.id, context.now());
  await endInvites(tx, node.id);
  await endSubscriptionsOf(tx, context, actor, node.id);
  await releaseDids(tx, actor, node, context.now());
}

async function changeControls(
  tx: Tx,
  row: AccountRow,
  change: NonNullable<AccountChange['controls']>,
): Promise<void> {
  const { validUntil, forcedCallerId, alertThresholdMicros } = row;
  const alertThreshold = alertThresholdMicros === null ? null : formatMoney(alertThresholdMicros);
  const controls = withDefaults<Controls>({ validUntil, forcedCallerId, alertThreshold }, change);
  if (row.kind !== 'customer' && controls.forcedCallerId !== null) {
    throw fieldProblem('controls.forcedCallerId', 'not_applicable', 'Only customers show a caller ID.');
  }
  await updateControls(tx, {
    accountId: row.id,
    validUntil: controls.validUntil,
    forcedCallerId: controls.forcedCallerId,
    alertThresholdMicros: controls.alertThreshold === null ? null : parseMoney(controls.alertThreshold),
  });
}

async function changeAccess(
  tx: Tx,
  context: Context,
  row: AccountRow,
  { panelAccess }: AccountChange,
  passwordHash: string | null,
) {
  if (panelAccess?.email !== undefined) await changeEmail(tx, context, row, panelAccess.email);
  if (panelAccess?.pin !== undefined) {
    await updatePin(
      tx,
      row.id,
      panelAccess.pin === '' ? null : hashPin(context.masterKey, row.id, panelAccess.pin),
    );
  }
  if (passwordHash === null) return;
  // Somebody else knows this password, so its owner chooses another at the next sign-in.
  await updatePassword(tx, { accountId: row.id, passwordHash, changedAt: context.now(), mustChange: true });
  await deleteOtherSessions(tx, row.id, null);
  await endInvites(tx, row.id);
  await writeSecurityNotice(tx, context, 'password_changed', { accountId: row.id, now: context.now() });
}

/** The address before is told, and a link that went there no longer works. */
async function changeEmail(tx: Tx, context: Context, row: AccountRow, email: string): Promise<void> {
  await updateEmail(tx, row.id, email);
  if (row.email === null || row.email.toLowerCase() === email.toLowerCase()) return;
  await endInvites(tx, row.id);
  await writeEmailChanged(tx, context, { accountId: row.id, now: context.now(), formerEmail: row.email });
}
