/** Accounts as the API answers them, and what a change may carry. */
import { z } from 'zod';
import { REFUSALS_OF_PHONES, REGISTRATION_STATUSES } from '../../domain/accounts/registration.ts';
import { LANGUAGES } from '../../domain/languages.ts';
import { EXTENSION } from '../../domain/numbering/extensions.ts';
import { BILLING_SCHEDULES, CLI_POOLS } from '../../domain/accounts/billing-rules.ts';
import {
  amount,
  amountInput,
  instant,
  instantInput,
  label,
  line,
  page,
  pageQuery,
  publicId,
  searchQuery,
} from '../common.ts';
import { e164 } from './account-items.ts';
import {
  billingGroup,
  email,
  password,
  pinOrNone,
  profileGroup,
  resellerTermsGroup,
  settingsGroup,
} from './account-groups.ts';
import { guardSettings } from './guards.ts';
import { PREPAID_TAX } from '../../domain/accounts/settings.ts';
import { offeredTax } from './taxes.ts';

export const accountKind = z.enum(['operator', 'admin', 'sub_admin', 'reseller', 'customer', 'provider']);
export const accountStatus = z.enum(['active', 'suspended', 'closed']);
const limit = z.union([z.number().int(), z.literal('unlimited'), z.null()]);

export const wallet = z
  .object({
    currency: z.string(),
    balance: amount.describe("Positive: the holder's money. Negative: the holder owes"),
    held: amount.describe('Set aside for calls that are going on'),
    creditLimit: amount,
    available: amount.describe('balance + credit limit - held'),
    owed: amount.describe('What the holder owes: a negative balance, without its sign'),
    liveCalls: z.number().int(),
    concurrentCallsMax: z
      .union([z.number().int(), z.literal('unlimited')])
      .describe('In force, the default included'),
    cpsMax: z.union([z.number().int(), z.literal('unlimited')]),
  })
  .meta({ id: 'Wallet' });

export const accountSummary = z
  .object({
    id: publicId,
    kind: accountKind,
    number: z.string(),
    displayName: z.string(),
    email: z.string().nullable(),
    status: accountStatus,
    parentId: publicId.nullable(),
    parentName: z.string().nullable(),
    reference: z.string(),
    currency: z.string().nullable(),
    balance: amount.nullable(),
    available: amount.nullable(),
    createdAt: instant,
    firstUsedAt: instant.nullable().describe('null = never used'),
    expiresAt: instant.nullable().describe('From then on it makes no calls; null = never'),
  })
  .meta({ id: 'AccountSummary' });

export const account = z
  .object({
    id: publicId,
    kind: accountKind,
    number: z.string(),
    displayName: z.string(),
    status: accountStatus,
    createdAt: instant,
    closedAt: instant.nullable(),
    erasedAt: instant.nullable().describe('What was personal of it was erased: it stays closed'),
    firstUsedAt: instant.nullable().describe('When the first of its calls was answered; null = never'),
    validUntil: instant.nullable(),
    expiresAt: instant
      .nullable()
      .describe(
        'The earlier of validUntil and settings.validDays after firstUsedAt: from then on it makes no calls',
      ),
    ownerPath: z
      .array(z.object({ id: publicId, number: z.string(), displayName: z.string() }))
      .describe('The accounts above, as far as the reader may see them, the nearest last'),
    panelAccess: z.object({
      parentId: publicId.nullable(),
      number: z.string(),
      email: z.string().nullable(),
      hasPassword: z.boolean(),
      mustChangePassword: z.boolean(),
      hasPin: z.boolean(),
      roleId: publicId.nullable().describe('Of staff and resellers'),
      roleName: z.string().nullable(),
      lastSignInAt: instant.nullable(),
    }),
    settings: z.object({
      concurrentCalls: limit,
      cps: limit,
      localizationId: publicId.nullable(),
      allowLocalCalls: z.boolean(),
      localCallRate: z
        .string()
        .describe('Price per minute of a local call, in the currency of the account; kept only so far'),
      notifications: z.boolean(),
      paymentGatewayPermission: z.boolean(),
      validDays: z.number().int().nullable(),
    }),
    profile: z.object({
      firstName: z.string(),
      lastName: z.string(),
      company: z.string(),
      phone: z.string(),
      notificationEmails: z.array(z.string()),
      address1: z.string(),
      address2: z.string(),
      city: z.string(),
      province: z.string(),
      zip: z.string(),
      country: z.string(),
      timezone: z.string(),
      language: z.enum(LANGUAGES).nullable().describe('Of the mails to the account; null = English'),
      currency: z.string().nullable(),
    }),
    billing: z.object({
      accountType: z.enum(['prepaid', 'postpaid']),
      creditLimit: amount,
      rateGroupId: publicId.nullable(),
      rateGroupName: z.string().nullable(),
      cliPool: z.enum(CLI_POOLS),
      nonCliRateGroupId: publicId.nullable(),
      schedule: z.enum(BILLING_SCHEDULES),
      billingDay: z.union([z.number().int(), z.literal('last'), z.null()]),
      taxIds: z.array(publicId),
      taxNumber: z.string(),
      generateInvoice: z.boolean(),
      invoiceNote: z.string(),
      reference: z.string(),
    }),
    resellerTerms: z
      .object({
        type: z.enum(['distributor', 'commission']),
        commissionPercent: z.string().nullable(),
        invoiceDueDays: z.number().int(),
        useOwnLetterhead: z.boolean(),
      })
      .nullable(),
    controls: z.object({
      validUntil: instant.nullable(),
      forcedCallerId: z.string().nullable(),
      alertThreshold: amount.nullable(),
    }),
    wallet: wallet.nullable(),
  })
  .meta({ id: 'Account' });
export type AccountBody = z.output<typeof account>;

export const controlsGroup = z.strictObject({
  validUntil: instantInput
    .transform((text) => new Date(text))
    .nullable()
    .describe('From then on the account makes no calls; null = never'),
  forcedCallerId: e164.nullable().describe('What every outbound call shows; null = the caller’s own number'),
  alertThreshold: amountInput({ minMicros: 0n })
    .nullable()
    .describe('Below this much available money the account gets a mail, once until there is as much again'),
});

export const reason = line(200).describe('Why: stands in the timeline');

/** Only what is sent changes. The number is fixed, and the currency once something was posted. */
export const changeAccount = z
  .strictObject({
    status: accountStatus.optional(),
    panelAccess: z
      .strictObject({
        email: email.optional(),
        password: password.optional(),
        pin: pinOrNone.optional().describe('Empty takes it away: no card calls by number'),
        roleId: publicId.nullable().optional().describe('Of staff and resellers; null = none'),
        revokeApiKeys: z
          .boolean()
          .optional()
          .describe('Its API keys end, too: a new password ends its sessions only'),
      })
      .optional(),
    settings: settingsGroup.partial().optional(),
    profile: profileGroup.partial().optional(),
    billing: billingGroup.partial().optional(),
    resellerTerms: resellerTermsGroup.partial().optional(),
    controls: controlsGroup.partial().optional(),
    reason: reason.optional(),
  })
  .meta({ id: 'ChangeAccount' });
export type ChangeAccount = z.output<typeof changeAccount>;

export const accountSorts = ['-createdAt', 'createdAt', 'number', '-number', 'name', '-name'] as const;
/** Of a list: a status, or `expired` for accounts past their end that are not closed. */
export const listStatus = z.enum([...accountStatus.options, 'expired']);
export const accountQuery = z.object({
  kind: accountKind.optional(),
  status: listStatus
    .optional()
    .describe('expired: past their end and not closed, whatever their status; their calls are refused'),
  parentId: publicId.optional(),
  q: searchQuery,
  sort: z.enum(accountSorts).default('-createdAt'),
  ...pageQuery,
});
export const accountPage = page(accountSummary);
const ownAccount = z
  .enum(['included', 'left_out'])
  .default('included')
  .describe('Whether the account that asks is among them, as it is in the list');
export const accountCountQuery = accountQuery
  .omit({ sort: true, cursor: true, limit: true })
  .extend({ ownAccount });
export const accountExportQuery = accountQuery.omit({ cursor: true, limit: true }).extend({ ownAccount });

export const sipDevice = z
  .object({
    id: publicId,
    label: z.string(),
    status: z.enum(['active', 'inactive']),
    extension: z
      .string()
      .nullable()
      .describe('Dialled by accounts with the same reseller or operator directly above'),
    username: z.string().nullable(),
    domain: z.string().nullable(),
    previousValidUntil: instant
      .nullable()
      .describe('Until when the user name and password before still work; null = they do not'),
    createdAt: instant,
    registration: z.object({
      status: z.enum(REGISTRATION_STATUSES),
      at: instant
        .nullable()
        .describe('The newest registration or refresh that was told, once a minute at most'),
      from: z.string().nullable().describe('The address that the packet came from'),
      port: z.number().int().nullable(),
      transport: z.string().nullable(),
      contact: z.string().nullable().describe('As the phone wrote it; "?" stands for what is not printable'),
      userAgent: z
        .string()
        .nullable()
        .describe('As the phone wrote it; "?" stands for what is not printable'),
      expiresAt: instant.nullable(),
      failure: z
        .object({ at: instant, reason: z.enum(REFUSALS_OF_PHONES), from: z.string() })
        .nullable()
        .describe('The newest refusal of a phone with this user name, also when another one is registered'),
    }),
    lastRegisteredAt: instant.nullable().describe('As registration.at'),
    lastRegisteredFrom: z.string().nullable().describe('As registration.from'),
  })
  .meta({ id: 'SipDevice' });
export const sipDeviceWithSecret = sipDevice
  .extend({
    password: z.string().describe('Shown this once'),
  })
  .meta({ id: 'SipDeviceWithSecret' });
export const addedDevice = sipDevice
  .extend({
    password: z.string().nullable().describe('Shown this once; null when the request was a repetition'),
  })
  .meta({ id: 'AddedSipDevice' });
export const deviceList = z.object({
  items: z.array(sipDevice),
  canRegister: z.boolean().describe('Whether a switch is connected that phones could register at'),
});
const extension = z
  .string()
  .trim()
  .regex(EXTENSION, 'Send 2 to 6 digits of which the first is not 0, or nothing.')
  .nullable()
  .describe('A short number for calls from accounts with the same reseller or operator directly above');
export const changeDevice = z.strictObject({
  label: label.optional(),
  extension: extension.optional(),
  status: z
    .enum(['active', 'inactive'])
    .optional()
    .describe('inactive = it neither registers nor calls; calls that go on are not ended'),
});
export const renewSecret = z
  .strictObject({
    endOldNow: z
      .boolean()
      .optional()
      .describe('The user name and password before end at once, instead of after 24 hours'),
  })
  .nullish();
export const createDevice = z.strictObject({ label: label.optional(), extension: extension.optional() });

export const createdAccount = z
  .object({
    account,
    sipDevice: sipDevice.extend({ password: z.string().optional() }).optional(),
    secretsOmitted: z.literal(true).optional().describe('A repeated request: secrets are shown only once'),
  })
  .meta({ id: 'CreatedAccount' });

export const numberReservation = z.object({ number: z.string(), expiresAt: instant });

const proposed = (value: z.ZodType) =>
  z.object({ value, from: z.string().describe('Where the default comes from') });
export const accountDefaults = z
  .object({
    kind: accountKind,
    fields: z.record(z.string(), proposed(z.unknown())).describe('By field path, such as "profile.country"'),
    currencies: z.array(z.string()),
    countries: z.array(z.string()),
    timezones: z.array(z.string()),
    parents: z.array(
      z.object({
        id: publicId,
        number: z.string(),
        displayName: z.string(),
        currency: z.string().nullable(),
      }),
    ),
    rateGroups: z.array(
      z.object({ id: publicId, name: z.string(), currency: z.string(), ownerId: publicId }),
    ),
    taxes: z
      .array(offeredTax)
      .describe('Of whoever sells to the account; inactive ones may be kept, not chosen'),
    localizations: z.array(z.object({ id: publicId, name: z.string() })),
    roles: z
      .array(z.object({ id: publicId, name: z.string() }))
      .describe('For this kind of account, as far as whoever asks may give them'),
    guards: guardSettings.describe('What guards a new customer, by the settings of those above'),
    rules: z.object({
      pinLength: z.number().int(),
      mayTypeNumber: z.boolean(),
      passwordLengthMin: z.number().int(),
      prepaidTax: z
        .enum(PREPAID_TAX)
        .describe('When whoever sells to the account takes the tax of prepaid money'),
      needsRole: z.boolean().describe('Without a role the account could do more than whoever asks'),
    }),
  })
  .meta({ id: 'AccountDefaults' });
export const defaultsQuery = z.object({
  kind: z.enum(['customer', 'reseller', 'admin', 'sub_admin']).default('customer'),
  parentId: publicId
    .optional()
    .describe('Whose rate groups may be chosen; left out: those of the account that asks'),
});
