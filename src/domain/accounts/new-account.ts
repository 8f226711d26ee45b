/** What a new account is made of, and what it gets where nothing was given. */
import { defaultBillingDay, type BillingDay, type BillingSchedule, type CliPool } from './billing-rules.ts';
import type { Language } from '../languages.ts';
import type { Limit } from './limits.ts';

/** Fields as they come in: left out or undefined means "the default". */
type Given<T> = { readonly [Key in keyof T]?: T[Key] | undefined };

export type AccountSettings = Readonly<{
  concurrentCalls: Limit;
  cps: Limit;
  localizationId: string | null;
  allowLocalCalls: boolean;
  /** A decimal string: what a minute of a local call costs, in the currency of the account. */
  localCallRate: string;
  notifications: boolean;
  paymentGatewayPermission: boolean;
  /** After its first answered call, of 24 hours each; null = no end by use. Only customers have them. */
  validDays: number | null;
}>;

export type Profile = Readonly<{
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
  /** Of the mails to the account; null = English. */
  language: Language | null;
}>;

export type Billing = Readonly<{
  accountType: 'prepaid' | 'postpaid';
  /** A decimal string in the account's currency. */
  creditLimit: string;
  rateGroupId: string | null;
  cliPool: CliPool;
  nonCliRateGroupId: string | null;
  schedule: BillingSchedule;
  billingDay: BillingDay;
  taxIds: readonly string[];
  taxNumber: string;
  generateInvoice: boolean;
  invoiceNote: string;
  reference: string;
}>;

export type ResellerTerms = Readonly<{
  type: 'distributor' | 'commission';
  commissionPercent: string | null;
  invoiceDueDays: number;
  useOwnLetterhead: boolean;
}>;

export type PanelAccess = Readonly<{
  parentId: string | null;
  number: string;
  password: string;
  inviteByEmail: boolean;
  email: string;
  pin: string;
  createSipDevice: boolean;
  /** Of staff and resellers. */
  roleId: string | null;
}>;

export type NewAccountInput = Readonly<{
  kind: 'customer' | 'reseller' | 'admin' | 'sub_admin';
  panelAccess: Given<PanelAccess> & Readonly<{ email: string }>;
  settings?: Given<AccountSettings> | undefined;
  profile: Given<Profile> &
    Pick<Profile, 'firstName' | 'country' | 'timezone'> &
    Readonly<{ currency?: string | undefined }>;
  billing?: Given<Billing> | undefined;
  resellerTerms?: (Given<ResellerTerms> & Pick<ResellerTerms, 'type'>) | undefined;
}>;

/** Values for new accounts of a kind, in the groups of the API; only what it gives. */
export type TemplateValues = Readonly<{
  panelAccess?:
    | Given<Pick<PanelAccess, 'parentId' | 'inviteByEmail' | 'createSipDevice' | 'roleId'>>
    | undefined;
  settings?: Given<AccountSettings> | undefined;
  profile?:
    | (Given<Omit<Profile, 'firstName' | 'lastName'>> & Readonly<{ currency?: string | undefined }>)
    | undefined;
  billing?: Given<Billing> | undefined;
  resellerTerms?: Given<ResellerTerms> | undefined;
}>;

/** What is set on an account that exists already. */
export type Controls = Readonly<{
  /** From then on it makes no calls; null = never. */
  validUntil: Date | null;
  /** E.164 digits that every outbound call shows; null = the caller's own. */
  forcedCallerId: string | null;
  /** A decimal string; null = no alert. */
  alertThreshold: string | null;
}>;

export type AccountChange = Readonly<{
  status?: 'active' | 'suspended' | 'closed' | undefined;
  panelAccess?:
    | (Given<Pick<PanelAccess, 'email' | 'password' | 'pin' | 'roleId'>> &
        Readonly<{ revokeApiKeys?: boolean | undefined }>)
    | undefined;
  settings?: Given<AccountSettings> | undefined;
  profile?: (Given<Profile> & Readonly<{ currency?: string | undefined }>) | undefined;
  billing?: Given<Billing> | undefined;
  resellerTerms?: Given<ResellerTerms> | undefined;
  controls?: Given<Controls> | undefined;
  /** Why, for the timeline. */
  reason?: string | undefined;
}>;

export const DEFAULT_SETTINGS: AccountSettings = {
  concurrentCalls: null,
  cps: null,
  localizationId: null,
  allowLocalCalls: true,
  localCallRate: '0',
  notifications: true,
  paymentGatewayPermission: false,
  validDays: null,
};

export const DEFAULT_PROFILE: Omit<Profile, 'firstName' | 'country' | 'timezone'> = {
  lastName: '',
  company: '',
  phone: '',
  notificationEmails: [],
  address1: '',
  address2: '',
  city: '',
  province: '',
  zip: '',
  language: null,
};

export const DEFAULT_BILLING: Billing = {
  accountType: 'prepaid',
  creditLimit: '0',
  rateGroupId: null,
  cliPool: 'off',
  nonCliRateGroupId: null,
  schedule: 'monthly',
  billingDay: 1,
  taxIds: [],
  taxNumber: '',
  generateInvoice: false,
  invoiceNote: '',
  reference: '',
};

/** Invoices are due after two weeks unless the operator says otherwise. */
export const DEFAULT_RESELLER_TERMS: Omit<ResellerTerms, 'type'> = {
  commissionPercent: null,
  invoiceDueDays: 14,
  useOwnLetterhead: false,
};

/** Puts what was given over the defaults; undefined leaves the default standing. */
export function withDefaults<T extends object>(defaults: T, given: Given<T> | undefined): T {
  const entries = Object.entries(given ?? {}).filter(([, value]) => value !== undefined);
  return { ...defaults, ...Object.fromEntries(entries) };
}

/** Billing terms with the billing day that goes with the schedule when only that was given. */
export function billingWithDefaults(defaults: Billing, given: Given<Billing> | undefined): Billing {
  const billing = withDefaults(defaults, given);
  const keepsItsDay =
    given?.billingDay !== undefined || given?.schedule === undefined || given.schedule === defaults.schedule;
  return keepsItsDay ? billing : { ...billing, billingDay: defaultBillingDay(billing.schedule) };
}

/** Terms of a reseller, with the defaults where nothing was given, as they are kept; of all others there are none. */
export function storedTerms(given: (Given<ResellerTerms> & Pick<ResellerTerms, 'type'>) | undefined) {
  const terms =
    given === undefined ? null : withDefaults({ ...DEFAULT_RESELLER_TERMS, type: given.type }, given);
  const percent = terms?.commissionPercent ?? null;
  return {
    resellerType: terms?.type ?? null,
    commissionPpm: percent === null ? null : ppmOfPercent(percent),
    invoiceDueDays: terms?.invoiceDueDays ?? null,
    ownLetterhead: terms?.useOwnLetterhead ?? false,
  };
}

/** What a list calls an account: its company, else the person, else its number. */
export function displayName(
  who: Readonly<{ company: string; firstName: string; lastName: string; number: string }>,
): string {
  return who.company || `${who.firstName} ${who.lastName}`.trim() || who.number;
}

/** Parts per million of a percentage such as "12.5"; four digits after the point are exact. */
export function ppmOfPercent(percent: string): number {
  const [whole = '0', fraction = ''] = percent.split('.');
  return Number(whole) * 10_000 + Number(fraction.padEnd(4, '0'));
}
