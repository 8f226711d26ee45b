/** What "create account" takes. The operation fills what is left out from the defaults. */
import { z } from 'zod';
import { billingConflicts, defaultBillingDay } from '../../domain/accounts/billing-rules.ts';
import { parseMoney } from '../../domain/money.ts';
import { publicId } from '../common.ts';
import {
  accountNumber,
  billingGroup,
  email,
  password,
  personGroup,
  pinOrNone,
  profileGroup,
  resellerTermsGroup,
  settingsGroup,
} from './account-groups.ts';

const signInFields = {
  parentId: publicId
    .nullable()
    .optional()
    .describe('The reseller above; null = the operator, or the reseller who asks'),
  number: accountNumber.optional().describe('Left out: the server draws one'),
  password: password.optional(),
  inviteByEmail: z.boolean().optional(),
  email,
};

const customerAccess = z.strictObject({
  ...signInFields,
  pin: pinOrNone.optional().describe('Empty: no card calls by number'),
  createSipDevice: z.boolean().optional(),
});
const roleId = publicId.nullable().optional();
const otherAccess = z.strictObject({
  ...signInFields,
  roleId: roleId.describe('null = everything that resellers may do'),
});

const customerBilling = billingGroup.superRefine(checkBilling);
export const resellerBilling = billingGroup.omit({ cliPool: true, nonCliRateGroupId: true });
export const resellerSettings = settingsGroup.omit({
  localizationId: true,
  paymentGatewayPermission: true,
  validDays: true,
});
/** The percentage goes with the type. */
export const newResellerTerms = resellerTermsGroup.superRefine((terms, context) => {
  const hasShare = typeof terms.commissionPercent === 'string';
  if (terms.type === 'commission' && !hasShare) {
    context.addIssue({
      code: 'custom',
      path: ['commissionPercent'],
      message: 'A commission reseller needs its percentage.',
    });
  }
  if (terms.type === 'distributor' && hasShare) {
    context.addIssue({
      code: 'custom',
      path: ['commissionPercent'],
      message: 'Only a commission reseller has a percentage.',
    });
  }
});

export const createCustomer = z.strictObject({
  kind: z.literal('customer'),
  panelAccess: customerAccess.superRefine(checkPassword),
  settings: settingsGroup.optional(),
  profile: profileGroup,
  billing: customerBilling.optional(),
});

export const createReseller = z.strictObject({
  kind: z.literal('reseller'),
  panelAccess: otherAccess.superRefine(checkPassword),
  settings: resellerSettings.optional(),
  profile: profileGroup,
  billing: resellerBilling.superRefine((value, context) => checkBilling(value, context)).optional(),
  resellerTerms: newResellerTerms,
});

const staff = {
  panelAccess: z
    .strictObject({
      ...signInFields,
      parentId: z.null().optional(),
      roleId: roleId.describe('null = everything for an admin, only its own sign-in for a sub-admin'),
    })
    .superRefine(checkPassword),
  profile: personGroup,
};
export const createAdmin = z.strictObject({ kind: z.literal('admin'), ...staff });
export const createSubAdmin = z.strictObject({ kind: z.literal('sub_admin'), ...staff });

export const createAccount = z
  .discriminatedUnion('kind', [createCustomer, createReseller, createAdmin, createSubAdmin])
  .meta({ id: 'CreateAccount' });

export type CreateAccount = z.output<typeof createAccount>;
export type CreateCustomer = z.output<typeof createCustomer>;
export type CreateReseller = z.output<typeof createReseller>;

function checkPassword(
  access: Readonly<{ password?: string | undefined; inviteByEmail?: boolean | undefined }>,
  context: z.RefinementCtx,
): void {
  if (access.password !== undefined || access.inviteByEmail === true) return;
  context.addIssue({
    code: 'custom',
    path: ['password'],
    message: 'Give a password.',
    params: { code: 'required' },
  });
}

/** The rules between billing fields, as far as they can be told without the defaults of the server. */
export function checkBilling(
  billing: Partial<z.output<typeof billingGroup>>,
  context: z.RefinementCtx,
): void {
  const schedule = billing.schedule ?? 'monthly';
  const conflicts = billingConflicts({
    accountType: billing.accountType ?? 'prepaid',
    creditLimitMicros: parseMoney(billing.creditLimit ?? '0') ?? 0n,
    cliPool: billing.cliPool ?? 'off',
    nonCliRateGroupId: billing.nonCliRateGroupId ?? null,
    schedule,
    billingDay: billing.billingDay === undefined ? defaultBillingDay(schedule) : billing.billingDay,
  });
  for (const { field, code, message } of conflicts) {
    context.addIssue({ code: 'custom', path: [field.replace('billing.', '')], message, params: { code } });
  }
}
