/** Signs people in by a passkey alone: it is on a device of theirs, and the device knows them. */
import {
  verifyAuthenticationResponse,
  type AuthenticationResponseJSON,
  type VerifiedAuthenticationResponse,
} from '@simplewebauthn/server';
import { isWithin } from '../../domain/accounts/tree.ts';
import { Problem } from '../../domain/problem.ts';
import { lockPasskey, useChallenge, usePasskey, type PasskeyRow } from '../../postgres/accounts/passkeys.ts';
import { signInOfAccount, type SignInRow } from '../../postgres/accounts/sign-ins.ts';
import { withTransaction, type Tx } from '../../postgres/pool.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { Context } from '../context.ts';
import { hashToken } from '../secrets.ts';
import { actorOf } from './actor-of.ts';
import { beginSession } from './begin-session.ts';
import { readSettings } from './draw-number.ts';
import type { PasskeyPage } from './own-passkeys.ts';
import { CHALLENGE_VALID_MS, drawChallenge, expiryOfChallenge } from './passkey-challenge.ts';
import type { SignedIn } from './sign-in.ts';
import type { SignInLimiter } from './sign-in-limiter.ts';

/** What the browser asks its devices for: any passkey of this host, with the person verified. Tells nothing of accounts. */
export function passkeyQuestion(
  { masterKey, now }: Pick<Context, 'masterKey' | 'now'>,
  { host }: PasskeyPage,
) {
  return {
    challenge: drawChallenge(masterKey, 'sign-in', now()).toString('base64url'),
    rpId: host,
    timeout: CHALLENGE_VALID_MS,
    userVerification: 'required' as const,
  };
}

export type PasskeySignIn = Readonly<{
  page: PasskeyPage;
  response: AuthenticationResponseJSON;
  address: string;
  userAgent: string;
  /** A reseller's host takes the accounts of its tree only; null = everybody. */
  withinPath: string | null;
}>;

/**
 * Begins a session. No code is asked for: the device and what unlocks it are two factors. Throws `passkey_failed`
 * whatever was wrong, and `too_many_attempts`. A counter that does not rise is a copy: refused, and noted in the timeline.
 */
export async function signInByPasskey(
  context: Context,
  limiter: SignInLimiter,
  input: PasskeySignIn,
): Promise<SignedIn> {
  const { address, response } = input;
  const attempt = limiter.take({ identifier: `passkey ${response.id}`, address, device: null });
  const session = await withTransaction(context.pool, async (tx) => {
    const key = await lockPasskey(tx, Buffer.from(response.id, 'base64url'));
    const row = key === null ? null : await signInOfAccount(tx, key.accountId);
    if (key === null || row === null || !mayEnter(row, key, input)) return null;
    const proof = await verify(context, key, input);
    const now = context.now();
    if (proof === null || !(await useChallenge(tx, { ...proof, now }))) {
      limiter.failed.note({ accountId: key.accountId, address, step: 'passkey' });
      return null;
    }
    if (isCopy(key, proof.signCount)) return noteCopy(tx, key, { address, now });
    await usePasskey(tx, { id: key.id, signCount: proof.signCount, now });
    const settings = await readSettings(tx, row.operatorId);
    return beginSession(tx, context, { ...input, accountId: key.accountId, settings, method: 'passkey' });
  });
  if (session === null) throw new Problem('passkey_failed');
  attempt.succeeded();
  return session;
}

function mayEnter(row: SignInRow, key: PasskeyRow, { page, withinPath, address, response }: PasskeySignIn) {
  const { userHandle } = response.response;
  const handle = Buffer.from(row.publicId.replaceAll('-', ''), 'hex').toString('base64url');
  return (
    key.host === page.host &&
    (userHandle === undefined || userHandle === '' || userHandle === handle) &&
    isWithin(row.path, withinPath ?? '/') &&
    actorOf(row, { via: 'session', address }) !== null
  );
}

/** WebAuthn §7.2: counters of 0 are those of passkeys that live on several devices and do not count. */
function isCopy({ signCount: before }: PasskeyRow, signCount: bigint): boolean {
  return (before > 0n || signCount > 0n) && signCount <= before;
}

async function noteCopy(
  tx: Tx,
  { accountId, name }: PasskeyRow,
  { address, now }: Readonly<{ address: string; now: Date }>,
): Promise<null> {
  const nobody = { accountId: null, via: 'system' as const, address };
  const changes = [{ field: 'passkey.name', before: name, after: name }];
  await recordAudit(tx, nobody, { accountId, action: 'passkey.copied', changes, happenedAt: now });
  return null;
}

type Proof = Readonly<{ hash: Buffer; expiresAt: Date; signCount: bigint }>;

/** Null for a signature, a page or a question that is not right. */
async function verify(
  context: Context,
  key: PasskeyRow,
  { page, response }: PasskeySignIn,
): Promise<Proof | null> {
  let hash: Buffer | null = null;
  let expiresAt: Date | null = null;
  const isOurs = (challenge: string) => {
    hash = hashToken(challenge);
    expiresAt = expiryOfChallenge(context.masterKey, 'sign-in', { challenge, now: context.now() });
    return expiresAt !== null;
  };
  let verified: VerifiedAuthenticationResponse;
  try {
    verified = await verifyAuthenticationResponse({
      response,
      expectedChallenge: isOurs,
      expectedOrigin: page.origin,
      expectedRPID: page.host,
      requireUserVerification: true,
      // The counter is compared by us, after the challenge was used up: a copy is noted.
      credential: { id: response.id, publicKey: Uint8Array.from(key.publicKey), counter: 0 },
    });
  } catch {
    // The library throws for whatever is not as it must be; all of it is the same answer.
    return null;
  }
  if (!verified.verified || hash === null || expiresAt === null) return null;
  return { hash, expiresAt, signCount: BigInt(verified.authenticationInfo.newCounter) };
}
