/** An account as flat fields, named as the API names them: what the timeline compares. */
import { billingDayOfStored } from '../../domain/accounts/billing-rules.ts';
import { limitOfStored } from '../../domain/accounts/limits.ts';
import type { Value } from '../../domain/audit/differences.ts';
import { formatDecimal, formatMoney, formatRate } from '../../domain/money.ts';
import type { AccountRow } from '../../postgres/accounts/load-account.ts';

/** Money that moves (balance, held) has its own journal and is left out; secrets are not among the fields. */
export function accountFields(row: AccountRow): Readonly<Record<string, Value>> {
  const fields: Record<string, Value> = {
    status: row.status,
    'panelAccess.email': row.email,
    'panelAccess.hasPin': row.hasPin,
    'panelAccess.role': row.roleName,
    'controls.validUntil': row.validUntil?.toISOString() ?? null,
    'controls.forcedCallerId': row.forcedCallerId,
    'controls.alertThreshold': money(row.alertThresholdMicros),
    ...profileFields(row),
  };
  return row.walletId === null ? fields : { ...fields, ...walletFields(row) };
}

const PROFILE = [
  'firstName',
  'lastName',
  'company',
  'phone',
  'notificationEmails',
  'address1',
  'address2',
  'city',
  'province',
  'zip',
  'country',
  'timezone',
  'language',
  'currency',
] as const;

function profileFields(row: AccountRow): Record<string, Value> {
  return Object.fromEntries(PROFILE.map((field) => [`profile.${field}`, row[field]]));
}

function walletFields(row: AccountRow): Record<string, Value> {
  return {
    'settings.concurrentCalls': limitOfStored(row.concurrentCallsMax),
    'settings.cps': limitOfStored(row.cpsMax),
    'settings.localizationId': row.localizationPublicId,
    'settings.allowLocalCalls': row.allowLocalCalls,
    'settings.localCallRate': formatRate(row.localCallRateNanos),
    'settings.notifications': row.notifications,
    'settings.paymentGatewayPermission': row.paymentGatewayPermission,
    'settings.validDays': row.validDays,
    'billing.accountType': row.accountType,
    'billing.creditLimit': money(row.creditLimitMicros),
    'billing.rateGroup': row.rateGroupName,
    'billing.cliPool': row.cliPool,
    'billing.nonCliRateGroupId': row.nonCliRateGroupPublicId,
    'billing.schedule': row.billingSchedule,
    'billing.billingDay': billingDayOfStored(row.billingSchedule, row.billingDay),
    'billing.taxIds': row.taxPublicIds,
    'billing.taxNumber': row.taxNumber,
    'billing.generateInvoice': row.generateInvoice,
    'billing.invoiceNote': row.invoiceNote,
    'billing.reference': row.reference,
    'resellerTerms.type': row.resellerType,
    'resellerTerms.commissionPercent':
      row.commissionPpm === null ? null : formatDecimal(BigInt(row.commissionPpm), 4),
    'resellerTerms.invoiceDueDays': row.invoiceDueDays,
    'resellerTerms.useOwnLetterhead': row.ownLetterhead,
  };
}

function money(micros: bigint | null): string | null {
  return micros === null ? null : formatMoney(micros);
}
