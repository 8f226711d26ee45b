/** One's own passkeys: added after the password, named, removed. Any of them is a second factor. */
import {
  generateRegistrationOptions,
  verifyRegistrationResponse,
  type RegistrationResponseJSON,
  type VerifiedRegistrationResponse,
} from '@simplewebauthn/server';
import type { Actor } from '../../domain/accounts/actor.ts';
import { isUuid } from '../../domain/ids.ts';
import { fieldProblem, Problem } from '../../domain/problem.ts';
import { lockAccountById } from '../../postgres/accounts/find-account.ts';
import {
  deletePasskey,
  insertPasskey,
  passkeysOf,
  renamePasskey as rename,
  useChallenge,
  type PasskeyRow,
} from '../../postgres/accounts/passkeys.ts';
import { endCodesWithoutFactor, secondFactorOf } from '../../postgres/accounts/second-factors.ts';
import { deleteOtherSessions, signInOfAccount } from '../../postgres/accounts/sign-ins.ts';
import { withTransaction } from '../../postgres/pool.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { Context } from '../context.ts';
import { writePasskeyNotice } from '../mail/write-mail.ts';
import { hashToken } from '../secrets.ts';
import { drawChallenge, expiryOfChallenge } from './passkey-challenge.ts';
import { proveOwnCode, proveOwnPassword } from './prove-own.ts';
import { readBrand } from './read-brand.ts';
import { drawRecoveryCodes } from './second-factor.ts';
import type { SignInLimiter } from './sign-in-limiter.ts';

/** The page that a passkey signs for: its host name is the RP ID. */
export type PasskeyPage = Readonly<{ host: string; origin: string }>;

/** A phone, a computer, a key on the ring and one in the safe, and some that were forgotten. */
const PASSKEYS_MAX = 20;

/** EdDSA, ES256, RS256 (RFC 9053, RFC 8812): what every authenticator has one of. */
const ALGORITHMS = [-8, -7, -257];

/**
 * What the browser asks a device for. The password is proved before, and with an app its code too: whoever finds a screen
 * unlocked adds no way in. Throws as `proveOwnPassword` and `proveOwnCode` do, and `too_many_passkeys`.
 */
export async function beginPasskey(
  context: Context,
  limiter: SignInLimiter,
  actor: Actor,
  { page, password, code }: Readonly<{ page: PasskeyPage; password: string; code: string | undefined }>,
) {
  const { accountId, number } = actor;
  const row = await proveOwnPassword(context, limiter, actor, { field: 'password', password });
  const app = await secondFactorOf(context.pool, accountId);
  if (app !== null && app.confirmedAt !== null) {
    if (code === undefined) throw fieldProblem('code', 'required', 'Type the code of your app.');
    await withTransaction(context.pool, (tx) => proveOwnCode(tx, context, limiter, actor, code));
  }
  const known = await passkeysOf(context.pool, accountId);
  if (known.length >= PASSKEYS_MAX) throw new Problem('too_many_passkeys');
  const { productName } = await readBrand(context.pool, row.path);
  return generateRegistrationOptions({
    rpName: productName || 'Tollbook',
    rpID: page.host,
    userName: row.email ?? number,
    userDisplayName: number,
    userID: Uint8Array.from(Buffer.from(actor.publicId.replaceAll('-', ''), 'hex')),
    challenge: Uint8Array.from(drawChallenge(context.masterKey, `passkey of ${accountId}`, context.now())),
    attestationType: 'none',
    excludeCredentials: known.map((key) => ({
      id: key.credentialId.toString('base64url'),
      transports: [...key.transports],
    })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    supportedAlgorithmIDs: ALGORITHMS,
  });
}

export type AddedPasskey = Readonly<{
  passkey: PasskeyRow;
  /** Of a first second factor, shown this once; else none. */
  recoveryCodes: readonly string[];
}>;

/**
 * Keeps a passkey. With a first second factor all other sessions end. Throws `invalid_input` at `response` for one that
 * was made for another page, another account or an older question, and `passkey_is_known`.
 */
export async function addPasskey(
  context: Context,
  actor: Actor,
  input: Readonly<{
    page: PasskeyPage;
    name: string;
    response: RegistrationResponseJSON;
    /** The session that stays. */
    token: string | null;
  }>,
): Promise<AddedPasskey> {
  const { accountId } = actor;
  const now = context.now();
  const { registration, challenge, expiresAt } = await verify(context, actor, input);
  const { credential } = registration;
  return withTransaction(context.pool, async (tx) => {
    await lockAccountById(tx, accountId);
    if (!(await useChallenge(tx, { hash: hashToken(challenge), expiresAt, now }))) refuse();
    if ((await passkeysOf(tx, accountId)).length >= PASSKEYS_MAX) throw new Problem('too_many_passkeys');
    const isFirst = (await signInOfAccount(tx, accountId))?.hasSecondFactor === false;
    const passkey = await insertPasskey(tx, {
      accountId,
      credentialId: Buffer.from(credential.id, 'base64url'),
      publicKey: Buffer.from(credential.publicKey),
      signCount: BigInt(credential.counter),
      transports: input.response.response.transports ?? [],
      host: input.page.host,
      name: input.name,
      createdAt: now,
    });
    if (passkey === null) throw new Problem('passkey_is_known');
    const changes = [{ field: 'passkey.name', before: null, after: input.name }];
    await recordAudit(tx, actor, { accountId, action: 'passkey.added', changes, happenedAt: now });
    await writePasskeyNotice(tx, context, 'passkey_added', { accountId, now, key: input.name });
    if (!isFirst) return { passkey, recoveryCodes: [] };
    await deleteOtherSessions(tx, accountId, input.token === null ? null : hashToken(input.token));
    return { passkey, recoveryCodes: await drawRecoveryCodes(tx, accountId) };
  });
}

async function verify(
  context: Context,
  { accountId }: Actor,
  { page, response }: Readonly<{ page: PasskeyPage; response: RegistrationResponseJSON }>,
) {
  const now = context.now();
  let challenge = '';
  let expiresAt: Date | null = null;
  const isOurs = (given: string) => {
    challenge = given;
    expiresAt = expiryOfChallenge(context.masterKey, `passkey of ${accountId}`, { challenge: given, now });
    return expiresAt !== null;
  };
  let verified: VerifiedRegistrationResponse;
  try {
    verified = await verifyRegistrationResponse({
      response,
      expectedChallenge: isOurs,
      expectedOrigin: page.origin,
      expectedRPID: page.host,
      requireUserVerification: true,
      supportedAlgorithmIDs: ALGORITHMS,
    });
  } catch (error) {
    // The library throws for whatever is not as it must be; nothing of it is our mistake.
    return refuse(error);
  }
  if (!verified.verified || expiresAt === null) return refuse();
  return { registration: verified.registrationInfo, challenge, expiresAt: expiresAt as Date };
}

function refuse(cause?: unknown): never {
  const message = 'The passkey was not taken: it was made for another page, or it took too long. Try again.';
  const errors = [{ field: 'response', code: 'refused', message }];
  throw new Problem('invalid_input', { detail: message, errors }, { cause });
}

/** Throws `not_found` when the actor has no such passkey. */
export async function renamePasskey(
  context: Context,
  { accountId }: Actor,
  publicId: string,
  name: string,
): Promise<void> {
  if (!isUuid(publicId)) throw new Problem('not_found');
  const before = await withTransaction(context.pool, (tx) => rename(tx, { accountId, publicId, name }));
  if (before === null) throw new Problem('not_found');
}

/** After the last second factor the recovery codes end, and staff who must have one do nothing before they have another. */
export async function removePasskey(
  context: Context,
  limiter: SignInLimiter,
  actor: Actor,
  { publicId, password }: Readonly<{ publicId: string; password: string }>,
): Promise<void> {
  await proveOwnPassword(context, limiter, actor, { field: 'password', password });
  if (!isUuid(publicId)) throw new Problem('not_found');
  const { accountId } = actor;
  await withTransaction(context.pool, async (tx) => {
    const now = context.now();
    await lockAccountById(tx, accountId);
    const name = await deletePasskey(tx, accountId, publicId);
    if (name === null) throw new Problem('not_found');
    await endCodesWithoutFactor(tx, accountId);
    const changes = [{ field: 'passkey.name', before: name, after: null }];
    await recordAudit(tx, actor, { accountId, action: 'passkey.removed', changes, happenedAt: now });
    await writePasskeyNotice(tx, context, 'passkey_removed', { accountId, now, key: name });
  });
}
