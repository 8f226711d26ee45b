/** Passkeys: what browsers ask for, and what they answer (WebAuthn §5.1, in the JSON of its Level 3). */
import { z } from 'zod';
import { instant, line, publicId } from '../common.ts';
import { code } from './sign-in.ts';

const base64url = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^[\w-]*$/, 'Send base64url.');
const password = z.string().min(1, 'Type the current password.').max(1000);

/** What is not named here is left out: we read nothing else. */
const answer = {
  id: base64url(1400),
  rawId: base64url(1400),
  type: z.literal('public-key'),
  authenticatorAttachment: z.enum(['platform', 'cross-platform']).nullish(),
};

export const beginPasskey = z.strictObject({
  password,
  code: code.optional().describe('Of the app, where there is one'),
});
export const passkeyOptions = z
  .object({ options: z.record(z.string(), z.unknown()).describe('For navigator.credentials.create') })
  .meta({ id: 'PasskeyOptions' });

export const passkeyName = z.strictObject({ name: line(100, 1) });
/** What the form of the panel holds. */
export const newPasskey = beginPasskey.extend(passkeyName.shape);

export const addPasskey = passkeyName.extend({
  response: z.object({
    ...answer,
    response: z.object({
      clientDataJSON: base64url(4000),
      attestationObject: base64url(20_000),
      transports: z.array(z.string().max(20)).max(10).default([]),
    }),
  }),
});

export const passkey = z
  .object({
    id: publicId,
    name: z.string(),
    host: z.string().describe('The host name that it signs in at'),
    createdAt: instant,
    lastUsedAt: instant.nullable(),
  })
  .meta({ id: 'Passkey' });
export const passkeyList = z.object({ items: z.array(passkey) });
export const addedPasskey = z
  .object({
    passkey,
    recoveryCodes: z.array(z.string()).describe('Of a first second factor. Shown this once'),
  })
  .meta({ id: 'AddedPasskey' });

export const removePasskey = z.strictObject({ password });

export const passkeyQuestion = z
  .object({
    challenge: z.string(),
    rpId: z.string(),
    timeout: z.int(),
    userVerification: z.literal('required'),
  })
  .meta({ id: 'PasskeyQuestion' });
export const signInByPasskey = z.strictObject({
  response: z.object({
    ...answer,
    response: z.object({
      clientDataJSON: base64url(4000),
      authenticatorData: base64url(4000),
      signature: base64url(4000),
      userHandle: base64url(100).default(''),
    }),
  }),
});
