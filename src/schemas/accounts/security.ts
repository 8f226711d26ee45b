/** One's own sessions and second factor, and what whoever is above sees of a sign-in. */
import { z } from 'zod';
import { instant, publicId } from '../common.ts';
import { apiKey, code } from './sign-in.ts';

export const signInSession = z
  .object({
    id: publicId,
    createdAt: instant,
    lastSeenAt: instant.describe('To the minute'),
    address: z.string().describe('Where it was signed in from'),
    userAgent: z.string().describe('What the browser called itself'),
    isCurrent: z.boolean().describe('The session that asks'),
  })
  .meta({ id: 'SignInSession' });
export const sessionList = z.object({ items: z.array(signInSession) });

export const signInState = z
  .object({
    sessions: z.int().describe('How many sessions are open'),
    lastSeenAt: instant.nullable().describe('When one of them was last used'),
    hasSecondFactor: z.boolean(),
    apiKeys: z
      .array(apiKey)
      .nullable()
      .describe('Never with their secrets; null for whoever may not change this sign-in'),
  })
  .meta({ id: 'SignInState' });

export const endSessionsQuery = z.object({
  apiKeys: z.enum(['keep', 'revoke']).optional().describe('Whether its API keys end, too. Left out: keep'),
});
export const keyOfAccountParams = z.object({ id: z.string().max(64), keyId: z.string().max(64) });

const password = z.string().min(1, 'Type the current password.').max(1000);

export const secondFactor = z
  .object({
    isOn: z.boolean().describe('Whether an app makes codes'),
    passkeys: z.int().describe('How many passkeys there are: any of them is a second factor'),
    since: instant.nullable(),
    recoveryCodesLeft: z.int(),
    isRequired: z.boolean().describe('The settings ask for one'),
  })
  .meta({ id: 'SecondFactor' });
export const beginSecondFactor = z.strictObject({ password });
export const begunSecondFactor = z
  .object({
    secret: z.string().describe('Base32, to be typed into the app. Shown this once'),
    uri: z.string().describe('otpauth://… for a QR code'),
  })
  .meta({ id: 'BegunSecondFactor' });
export const confirmSecondFactor = z.strictObject({ code });
export const secondFactorProof = z.strictObject({ password, code });
export const recoveryCodes = z
  .object({
    recoveryCodes: z.array(z.string()).describe('Each signs in once instead of a code. Shown this once'),
  })
  .meta({ id: 'RecoveryCodes' });

/** Who has passkeys alone has no code to give. */
export const renewRecoveryCodes = z.strictObject({ password, code: code.optional() });
