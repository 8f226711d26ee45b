/** Signing in and out, one's own password, and API keys. */
import { z } from 'zod';
import { PERMISSIONS } from '../../domain/access/catalogue.ts';
import { API_KEY_ADDRESSES_MAX } from '../../domain/accounts/api-keys.ts';
import { parseNetwork } from '../../domain/accounts/networks.ts';
import { instant, instantInput, line, publicId } from '../common.ts';
import { accountKind } from './account.ts';
import { password } from './account-groups.ts';

/** Six digits, or a recovery code; spaces and hyphens are left out. */
export const code = z.string().trim().min(1, 'Type the code.').max(40, 'A code is shorter than this.');

export const signInInput = z.strictObject({
  identifier: line(254, 1),
  // No rules here: they would tell which passwords cannot be right.
  password: z.string().min(1, 'Type the password.').max(1000),
  code: code.optional().describe('Asked for by second_factor_required: of the app, or a recovery code'),
});

export const actorBody = z
  .object({
    id: publicId,
    kind: accountKind,
    number: z.string(),
    displayName: z.string(),
    timezone: z.string(),
    currency: z.string().nullable(),
    mustChangePassword: z.boolean(),
    mustEnrolSecondFactor: z.boolean().describe('Nothing else works before it has a second factor'),
    passwordLengthMin: z.int().describe('The shortest password that may be chosen'),
    permissions: z.array(z.enum(['self', ...PERMISSIONS])).describe('What the account may do now'),
    signedInAs: z
      .object({
        by: z.string().describe('Account number of whoever looks'),
        mayChange: z.boolean(),
        endsAt: instant,
      })
      .nullable()
      .describe('Somebody above looks at the panel as this account'),
  })
  .meta({ id: 'Actor' });
export const actorAnswer = z.object({ actor: actorBody });

export const changePasswordInput = z.strictObject({
  currentPassword: z.string().min(1, 'Type the current password.').max(1000),
  newPassword: password,
});

const keyAddress = z
  .string()
  .trim()
  .max(49)
  .refine(
    (text) => parseNetwork(text) !== null,
    'Send addresses such as "192.0.2.10", or networks without host bits such as "192.0.2.0/24" or "2001:db8::/48".',
  );

export const createApiKey = z.strictObject({
  name: line(100, 1),
  expiresAt: instantInput.nullable().default(null).describe('null = it does not end by itself'),
  addresses: z
    .array(keyAddress)
    .max(API_KEY_ADDRESSES_MAX, `At most ${API_KEY_ADDRESSES_MAX} addresses.`)
    .default([])
    .describe('Addresses and networks that it works from; none = everywhere'),
  scopes: z
    .array(z.enum(PERMISSIONS))
    .max(PERMISSIONS.length, 'Name each permission once.')
    .nullable()
    .default(null)
    .describe('What it may do out of what its account may, with what that needs; null = all of it'),
});
export const apiKey = z
  .object({
    id: publicId,
    name: z.string(),
    createdAt: instant,
    lastUsedAt: instant.nullable().describe('To the minute'),
    expiresAt: instant.nullable(),
    state: z.enum(['active', 'soon', 'expired']).describe('soon: it expires within two weeks'),
    addresses: z.array(z.string()).describe('Empty: it works from everywhere'),
    scopes: z.array(z.enum(PERMISSIONS)).nullable().describe('null = all that its account may do'),
  })
  .meta({ id: 'ApiKey' });
export const apiKeyWithSecret = apiKey
  .extend({ key: z.string().nullable().describe('Shown this once; null when the request was a repetition') })
  .meta({ id: 'ApiKeyWithSecret' });
export const apiKeyList = z.object({ items: z.array(apiKey) });

export const settingsBody = z
  .object({
    settings: z.record(
      z.string(),
      z.object({
        value: z.unknown(),
        isDefault: z.boolean().describe('Nobody set it here: the inherited value counts'),
        inherited: z
          .object({
            value: z.unknown(),
            from: z.enum(['built_in', 'above']).describe('above: set by whoever is above a reseller'),
          })
          .describe('What counts where nothing is set here'),
        help: z.string(),
      }),
    ),
  })
  .meta({ id: 'Settings' });
export const changeSettings = z.strictObject({
  settings: z.record(z.string().max(100), z.unknown()).default({}),
  reset: z
    .array(z.string().max(100))
    .max(100)
    .default([])
    .describe('Settings to forget: the inherited value counts again'),
});
