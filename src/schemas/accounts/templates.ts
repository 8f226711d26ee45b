/** Templates for new accounts, and forms that somebody has begun to fill in. */
import { z } from 'zod';
import { instant, line, publicId } from '../common.ts';
import {
  billingGroup,
  personGroup,
  profileGroup,
  resellerTermsGroup,
  settingsGroup,
} from './account-groups.ts';
import { checkBilling } from './create-account.ts';

// What is each account's own (names, number, address to sign in with, secrets) is in no template.
const NAMES = { firstName: true, lastName: true } as const;
const access = z.strictObject({
  parentId: publicId.nullable().optional(),
  inviteByEmail: z.boolean().optional(),
});
const accessWithRole = access.extend({ roleId: publicId.nullable().optional() });
const profile = profileGroup.omit(NAMES).partial();

const valuesOfCustomer = z.strictObject({
  panelAccess: access.extend({ createSipDevice: z.boolean().optional() }).optional(),
  settings: settingsGroup.optional(),
  profile: profile.optional(),
  billing: billingGroup.superRefine(checkBilling).optional(),
});
const valuesOfReseller = z.strictObject({
  panelAccess: accessWithRole.optional(),
  settings: settingsGroup
    .omit({ localizationId: true, paymentGatewayPermission: true, validDays: true })
    .optional(),
  profile: profile.optional(),
  billing: billingGroup
    .omit({ cliPool: true, nonCliRateGroupId: true })
    .superRefine((value, context) => checkBilling(value, context))
    .optional(),
  resellerTerms: resellerTermsGroup.partial().optional(),
});
const valuesOfStaff = z.strictObject({
  panelAccess: accessWithRole.omit({ parentId: true }).optional(),
  profile: personGroup.omit(NAMES).partial().optional(),
});

const common = {
  name: line(100, 1),
  isDefault: z.boolean().default(false).describe('The form begins with it; at most one of a kind does'),
};
/** POST and PUT take the same. */
export const saveTemplate = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('customer'), ...common, values: valuesOfCustomer }),
    z.strictObject({ kind: z.literal('reseller'), ...common, values: valuesOfReseller }),
    z.strictObject({ kind: z.literal('admin'), ...common, values: valuesOfStaff }),
    z.strictObject({ kind: z.literal('sub_admin'), ...common, values: valuesOfStaff }),
  ])
  .meta({ id: 'SaveAccountTemplate' });

const kind = z.enum(['customer', 'reseller', 'admin', 'sub_admin']);
export const template = z
  .object({
    id: publicId,
    kind,
    name: z.string(),
    isDefault: z.boolean(),
    values: z.record(z.string(), z.record(z.string(), z.unknown())),
    changedAt: instant,
  })
  .meta({ id: 'AccountTemplate' });
export const templateQuery = z.object({ kind: kind.optional() });
export const templateList = z.object({ items: z.array(template) });

const TEXT_MAX = 2000;
const text = z.string().max(TEXT_MAX, `Use at most ${TEXT_MAX} characters.`);
const typed = z.union([text, z.boolean(), z.null(), z.array(text).max(20)]);
const group = z
  .record(z.string().regex(/^\w{1,40}$/), typed)
  .refine((fields) => Object.keys(fields).length <= 40, 'Send at most 40 fields.');

/** As typed, right or wrong. A password, a PIN and the number have no place in it. */
export const saveDraft = z
  .strictObject({
    kind,
    form: z.strictObject({
      panelAccess: z
        .strictObject({
          parentId: typed,
          email: typed,
          inviteByEmail: typed,
          createSipDevice: typed,
          roleId: typed,
        })
        .partial()
        .optional(),
      settings: group.optional(),
      profile: group.optional(),
      billing: group.optional(),
      resellerTerms: group.optional(),
    }),
  })
  .meta({ id: 'SaveAccountDraft' });
export const draft = z
  .object({
    id: publicId,
    kind,
    form: z.record(z.string(), z.record(z.string(), z.unknown())),
    changedAt: instant,
  })
  .meta({ id: 'AccountDraft' });
export const draftList = z.object({ items: z.array(draft) });
