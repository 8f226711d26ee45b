/** Accounts as they go over the wire. */
import { billingDayOfStored } from '../../domain/accounts/billing-rules.ts';
import { defaultLimits, limitInForce, type GuardSettings } from '../../domain/accounts/guards.ts';
import { limitOfStored } from '../../domain/accounts/limits.ts';
import { displayName } from '../../domain/accounts/new-account.ts';
import { idsOfPath, pathAbove } from '../../domain/accounts/tree.ts';
import { known } from '../../domain/assert.ts';
import { formatDecimal, formatMoney, formatRate } from '../../domain/money.ts';
import { settingsUnder } from '../../operations/accounts/settings-under.ts';
import type { AccountSummaryRow } from '../../postgres/accounts/list-accounts.ts';
import {
  loadAccount,
  ownersOf,
  type AccountRow,
  type OwnerRow,
} from '../../postgres/accounts/load-account.ts';
import type { Db } from '../../postgres/pool.ts';
import type { AccountBody } from '../../schemas/accounts/account.ts';

/** Reads an account that is known to be inside the reader's scope, with the owners it may see. */
export async function readAccount(db: Db, id: bigint, scopePath: string): Promise<AccountBody> {
  const row = known(await loadAccount(db, id), 'an account that was found');
  const above = idsOfPath(row.path).slice(0, -1);
  // Nobody is above the operator.
  const path = above.length === 0 ? row.path : pathAbove(row.path);
  const { settings } = await settingsUnder(db, { path });
  return accountBody(row, await ownersOf(db, above, scopePath), settings);
}

function accountBody(row: AccountRow, owners: readonly OwnerRow[], settings: GuardSettings): AccountBody {
  return {
    id: row.publicId,
    kind: row.kind,
    number: row.number,
    displayName: displayName(row),
    status: row.status,
    createdAt: row.createdAt.toISOString(),
    closedAt: row.closedAt?.toISOString() ?? null,
    erasedAt: row.erasedAt?.toISOString() ?? null,
    firstUsedAt: row.firstUsedAt?.toISOString() ?? null,
    validUntil: row.validUntil?.toISOString() ?? null,
    expiresAt: row.expiresAt?.toISOString() ?? null,
    ownerPath: owners.map(({ publicId, number, displayName: name }) => ({
      id: publicId,
      number,
      displayName: name,
    })),
    panelAccess: {
      parentId: owners.at(-1)?.publicId ?? null,
      number: row.number,
      email: row.email,
      hasPassword: row.hasPassword ?? false,
      mustChangePassword: row.mustChangePassword ?? false,
      hasPin: row.hasPin ?? false,
      roleId: row.rolePublicId,
      roleName: row.roleName,
      lastSignInAt: row.lastSignInAt?.toISOString() ?? null,
    },
    settings: {
      concurrentCalls: limitOfStored(row.concurrentCallsMax),
      cps: limitOfStored(row.cpsMax),
      localizationId: row.localizationPublicId,
      allowLocalCalls: row.allowLocalCalls,
      localCallRate: formatRate(row.localCallRateNanos),
      notifications: row.notifications,
      paymentGatewayPermission: row.paymentGatewayPermission,
      validDays: row.validDays,
    },
    controls: {
      validUntil: row.validUntil?.toISOString() ?? null,
      forcedCallerId: row.forcedCallerId,
      alertThreshold: row.alertThresholdMicros === null ? null : formatMoney(row.alertThresholdMicros),
    },
    profile: profileBody(row),
    billing: billingBody(row),
    resellerTerms: termsBody(row),
    wallet: row.walletId === null ? null : walletBody(row, settings),
  };
}

function profileBody(row: AccountRow): AccountBody['profile'] {
  const { firstName, lastName, company, phone, notificationEmails, address1, address2 } = row;
  const { city, province, zip, country, timezone, language, currency } = row;
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
    currency,
  };
}

function billingBody(row: AccountRow): AccountBody['billing'] {
  return {
    accountType: row.accountType,
    creditLimit: formatMoney(row.creditLimitMicros ?? 0n),
    rateGroupId: row.rateGroupPublicId,
    rateGroupName: row.rateGroupName,
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
}

function termsBody(row: AccountRow): AccountBody['resellerTerms'] {
  if (row.resellerType === null) return null;
  return {
    type: row.resellerType,
    commissionPercent: row.commissionPpm === null ? null : formatDecimal(BigInt(row.commissionPpm), 4),
    invoiceDueDays: row.invoiceDueDays ?? 0,
    useOwnLetterhead: row.ownLetterhead,
  };
}

function walletBody(row: AccountRow, settings: GuardSettings): NonNullable<AccountBody['wallet']> {
  const defaults = defaultLimits(row, settings);
  const money = walletMoney({
    balanceMicros: known(row.balanceMicros, 'the balance of a wallet'),
    heldMicros: known(row.heldMicros, 'what a wallet holds'),
    creditLimitMicros: known(row.creditLimitMicros, 'the credit limit of a wallet'),
  });
  return {
    currency: known(row.currency, 'the currency of a wallet'),
    ...money,
    liveCalls: row.liveCalls ?? 0,
    concurrentCallsMax: limitInForce(row.concurrentCallsMax, defaults.concurrentCalls),
    cpsMax: limitInForce(row.cpsMax, defaults.cps),
  };
}

/** The money of a wallet in the words people use for it. */
export function walletMoney(
  wallet: Readonly<{ balanceMicros: bigint; heldMicros: bigint; creditLimitMicros: bigint }>,
) {
  const { balanceMicros, heldMicros, creditLimitMicros } = wallet;
  return {
    balance: formatMoney(balanceMicros),
    held: formatMoney(heldMicros),
    creditLimit: formatMoney(creditLimitMicros),
    available: formatMoney(balanceMicros + creditLimitMicros - heldMicros),
    owed: formatMoney(balanceMicros < 0n ? -balanceMicros : 0n),
  };
}

/** One row of the list. */
export function summaryBody(row: AccountSummaryRow) {
  return {
    id: row.publicId,
    kind: row.kind,
    number: row.number,
    displayName: row.displayName,
    email: row.email,
    status: row.status,
    parentId: row.parentPublicId,
    parentName: row.parentName,
    reference: row.reference,
    currency: row.currency,
    balance: row.balanceMicros === null ? null : formatMoney(row.balanceMicros),
    available: row.availableMicros === null ? null : formatMoney(row.availableMicros),
    createdAt: row.createdAt.toISOString(),
    firstUsedAt: row.firstUsedAt?.toISOString() ?? null,
    expiresAt: row.expiresAt?.toISOString() ?? null,
  };
}
