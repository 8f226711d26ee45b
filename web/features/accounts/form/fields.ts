/** Which fields each kind of account has, in the order of the page. */
import type { NewKind } from '../search.ts';

export type GroupName = 'panelAccess' | 'settings' | 'profile' | 'billing' | 'resellerTerms';

const PERSON = [
  'profile.firstName',
  'profile.lastName',
  'profile.company',
  'profile.phone',
  'profile.notificationEmails',
  'profile.address1',
  'profile.address2',
  'profile.zip',
  'profile.city',
  'profile.province',
  'profile.country',
  'profile.timezone',
  'profile.language',
] as const;

const CUSTOMER = [
  'panelAccess.parentId',
  'panelAccess.number',
  'panelAccess.email',
  'panelAccess.inviteByEmail',
  'panelAccess.password',
  'panelAccess.pin',
  'panelAccess.createSipDevice',
  'settings.concurrentCalls',
  'settings.cps',
  'settings.localizationId',
  'settings.allowLocalCalls',
  'settings.localCallRate',
  'settings.notifications',
  'settings.paymentGatewayPermission',
  'settings.validDays',
  ...PERSON,
  'profile.currency',
  'billing.accountType',
  'billing.creditLimit',
  'billing.rateGroupId',
  'billing.cliPool',
  'billing.nonCliRateGroupId',
  'billing.schedule',
  'billing.billingDay',
  'billing.taxIds',
  'billing.taxNumber',
  'billing.generateInvoice',
  'billing.invoiceNote',
  'billing.reference',
] as const;

const TERMS = [
  'resellerTerms.type',
  'resellerTerms.commissionPercent',
  'resellerTerms.invoiceDueDays',
  'resellerTerms.useOwnLetterhead',
] as const;

const ROLE = 'panelAccess.roleId';

export type FieldName = (typeof CUSTOMER)[number] | (typeof TERMS)[number] | typeof ROLE;

const NOT_FOR_RESELLERS = new Set<FieldName>([
  'panelAccess.pin',
  'panelAccess.createSipDevice',
  'settings.localizationId',
  'settings.paymentGatewayPermission',
  'settings.validDays',
  'billing.cliPool',
  'billing.nonCliRateGroupId',
]);

const FIELDS: Readonly<Record<NewKind, readonly FieldName[]>> = {
  customer: CUSTOMER,
  reseller: [ROLE, ...CUSTOMER.filter((name) => !NOT_FOR_RESELLERS.has(name)), ...TERMS],
  admin: [
    ROLE,
    'panelAccess.number',
    'panelAccess.email',
    'panelAccess.inviteByEmail',
    'panelAccess.password',
    ...PERSON,
  ],
  sub_admin: [
    ROLE,
    'panelAccess.number',
    'panelAccess.email',
    'panelAccess.inviteByEmail',
    'panelAccess.password',
    ...PERSON,
  ],
};

/** The few that matter: who it is, how to reach them, what it may do, and what their calls cost. */
export const QUICK_FIELDS: ReadonlySet<FieldName> = new Set([
  'panelAccess.roleId',
  'panelAccess.email',
  'profile.firstName',
  'profile.country',
  'billing.accountType',
  'billing.rateGroupId',
]);

/** Fields that hold a code with words for it; in every other field a value is data and is shown as typed. */
const WITH_WORDS: ReadonlySet<FieldName> = new Set([
  'billing.accountType',
  'billing.cliPool',
  'billing.schedule',
  'resellerTerms.type',
  'profile.language',
]);

/** The key of the words for a value of the field; null where the value is data. */
export function wordsKey(name: FieldName, value: string): string | null {
  return WITH_WORDS.has(name) ? `field.${name}.option.${value}` : null;
}

export function fieldsOf(kind: NewKind): readonly FieldName[] {
  return FIELDS[kind];
}

export function groupsOf(kind: NewKind): readonly GroupName[] {
  return [...new Set(FIELDS[kind].map(groupOf))];
}

export function groupOf(name: FieldName): GroupName {
  return name.split('.')[0] as GroupName;
}

/** The field of the form that a path of the API belongs to: one address of a list stands for the list. */
export function fieldOfPath(path: string, kind: NewKind): FieldName | null {
  return FIELDS[kind].find((name) => path === name || path.startsWith(`${name}.`)) ?? null;
}

export function inputId(name: FieldName): string {
  return `field-${name.replace('.', '-')}`;
}
