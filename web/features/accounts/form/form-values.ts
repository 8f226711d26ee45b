/** What the account form holds, and how it becomes the request. Field names are the API's paths. */
import { uuidV7, UUID_V7_RANDOM_BYTES } from '../../../../src/domain/ids.ts';
import type { Account, AccountDefaults } from '../api.ts';
import { wholeOfTyped, withoutZeros } from '../../../ui/decimal.ts';
import type { NewKind } from '../search.ts';

/** A number as typed, the word "unlimited", or null for the default. */
export type LimitValue = string | null;

export type AccountForm = {
  panelAccess: {
    parentId: string | null;
    number: string;
    inviteByEmail: boolean;
    password: string;
    pin: string;
    email: string;
    createSipDevice: boolean;
    roleId: string | null;
  };
  settings: {
    concurrentCalls: LimitValue;
    cps: LimitValue;
    localizationId: string | null;
    allowLocalCalls: boolean;
    localCallRate: string;
    notifications: boolean;
    paymentGatewayPermission: boolean;
    validDays: string;
  };
  profile: {
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
    language: string | null;
    currency: string;
  };
  billing: {
    accountType: 'prepaid' | 'postpaid';
    creditLimit: string;
    rateGroupId: string | null;
    cliPool: string;
    nonCliRateGroupId: string | null;
    schedule: string;
    billingDay: string;
    taxIds: string[];
    taxNumber: string;
    generateInvoice: boolean;
    invoiceNote: string;
    reference: string;
  };
  resellerTerms: {
    type: string;
    commissionPercent: string;
    invoiceDueDays: string;
    useOwnLetterhead: boolean;
  };
};

const EMPTY_FORM: AccountForm = {
  panelAccess: {
    parentId: null,
    number: '',
    inviteByEmail: false,
    password: '',
    pin: '',
    email: '',
    createSipDevice: true,
    roleId: null,
  },
  settings: {
    concurrentCalls: null,
    cps: null,
    localizationId: null,
    allowLocalCalls: true,
    localCallRate: '0',
    notifications: true,
    paymentGatewayPermission: false,
    validDays: '',
  },
  profile: {
    firstName: '',
    lastName: '',
    company: '',
    phone: '',
    notificationEmails: [],
    address1: '',
    address2: '',
    city: '',
    province: '',
    zip: '',
    country: '',
    timezone: '',
    language: null,
    currency: '',
  },
  billing: {
    accountType: 'prepaid',
    creditLimit: '0',
    rateGroupId: null,
    cliPool: 'off',
    nonCliRateGroupId: null,
    schedule: 'monthly',
    billingDay: '1',
    taxIds: [],
    taxNumber: '',
    generateInvoice: false,
    invoiceNote: '',
    reference: '',
  },
  resellerTerms: {
    type: 'distributor',
    commissionPercent: '',
    invoiceDueDays: '14',
    useOwnLetterhead: false,
  },
};

/** The empty form with what the server proposes. Unknown paths of the proposal are left alone. */
export function formOfDefaults(defaults: AccountDefaults, parentId: string | null): AccountForm {
  const form = structuredClone(EMPTY_FORM);
  for (const [path, { value }] of Object.entries(defaults.fields)) setPath(form, path, value);
  form.panelAccess.parentId = parentId;
  return form;
}

/** An existing account as the form shows it; secrets are never read back. */
export function formOfAccount(account: Account): AccountForm {
  const { panelAccess, settings, profile, billing, resellerTerms } = account;
  const limit = (value: number | 'unlimited' | null) => (typeof value === 'number' ? String(value) : value);
  return {
    panelAccess: {
      ...EMPTY_FORM.panelAccess,
      parentId: panelAccess.parentId,
      number: panelAccess.number,
      email: panelAccess.email ?? '',
      roleId: panelAccess.roleId,
    },
    settings: {
      ...settings,
      concurrentCalls: limit(settings.concurrentCalls),
      cps: limit(settings.cps),
      validDays: settings.validDays === null ? '' : String(settings.validDays),
      localCallRate: withoutZeros(settings.localCallRate),
    },
    profile: { ...profile, currency: profile.currency ?? '' },
    billing: {
      ...billing,
      creditLimit: withoutZeros(billing.creditLimit),
      billingDay: billing.billingDay === null ? '' : String(billing.billingDay),
    },
    resellerTerms:
      resellerTerms === null
        ? EMPTY_FORM.resellerTerms
        : {
            ...resellerTerms,
            commissionPercent: withoutZeros(resellerTerms.commissionPercent ?? ''),
            invoiceDueDays: String(resellerTerms.invoiceDueDays),
          },
  };
}

/** The request for a new account: only the groups and fields that its kind has. */
export function bodyOfForm(kind: NewKind, form: AccountForm): Record<string, unknown> {
  const { pin, createSipDevice, inviteByEmail, password, roleId, ...signIn } = form.panelAccess;
  // Left out, the server draws a number.
  const access = {
    ...signIn,
    number: signIn.number === '' ? undefined : signIn.number,
    ...(inviteByEmail ? { inviteByEmail } : { password }),
  };
  const { currency, ...person } = form.profile;
  const settings = {
    ...form.settings,
    concurrentCalls: limitOf(form.settings.concurrentCalls),
    cps: limitOf(form.settings.cps),
    validDays: form.settings.validDays.trim() === '' ? null : wholeOfTyped(form.settings.validDays),
    // Empty is free, as it was before somebody typed.
    localCallRate: form.settings.localCallRate || '0',
  };
  const billing = { ...form.billing, billingDay: billingDayOf(form.billing.billingDay) };
  if (kind === 'admin' || kind === 'sub_admin') {
    return { kind, panelAccess: { ...access, roleId, parentId: null }, profile: person };
  }
  if (kind === 'customer') {
    return {
      kind,
      panelAccess: { ...access, pin, createSipDevice },
      settings,
      profile: { ...person, currency },
      billing,
    };
  }
  const { localizationId: _l, paymentGatewayPermission: _p, validDays: _v, ...resellerSettings } = settings;
  const { cliPool: _c, nonCliRateGroupId: _n, ...resellerBilling } = billing;
  return {
    kind,
    panelAccess: { ...access, roleId },
    settings: resellerSettings,
    profile: { ...person, currency },
    billing: resellerBilling,
    resellerTerms: {
      ...form.resellerTerms,
      commissionPercent:
        form.resellerTerms.type === 'commission' ? form.resellerTerms.commissionPercent : null,
      invoiceDueDays: wholeOfTyped(form.resellerTerms.invoiceDueDays),
    },
  };
}

/** A value of a field as text; whatever is neither text nor a number is empty. */
export function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** A name for this one form: saving twice with it makes one account. */
export function newIdempotencyKey(): string {
  return uuidV7({ time: new Date(), random: crypto.getRandomValues(new Uint8Array(UUID_V7_RANDOM_BYTES)) });
}

function limitOf(value: LimitValue): number | string | null {
  return value === null || value === 'unlimited' ? value : wholeOfTyped(value);
}

function billingDayOf(text: string): number | string | null {
  if (text === '') return null;
  return text === 'last' ? text : Number(text);
}

function setPath(form: AccountForm, path: string, value: unknown): void {
  const [group = '', field = ''] = path.split('.');
  const target = (form as Record<string, Record<string, unknown>>)[group];
  if (target === undefined || !(field in target) || value === undefined) return;
  target[field] = inputOf(value, (EMPTY_FORM as Record<string, Record<string, unknown>>)[group]?.[field]);
}

/** A value of the API as its input holds it; null is what an input without a value holds. */
export function inputOf(value: unknown, empty: unknown): unknown {
  if (value === null) return typeof empty === 'string' ? '' : null;
  return typeof value === 'number' ? String(value) : value;
}
