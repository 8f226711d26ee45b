/** Signs people in: one uniform failure, slowed down. */
import type { Actor } from '../../domain/accounts/actor.ts';
import { sessionExpiry } from '../../domain/accounts/session-end.ts';
import { isWithin } from '../../domain/accounts/tree.ts';
import { Problem } from '../../domain/problem.ts';
import { findSignIn, insertSession } from '../../postgres/accounts/sign-ins.ts';
import { withTransaction } from '../../postgres/pool.ts';
import type { Context } from '../context.ts';
import { drawToken, hashToken, isPassword } from '../secrets.ts';
import { actorOf } from './actor-of.ts';
import { readSettings } from './draw-number.ts';
import { knownDevice } from './known-device.ts';
import type { SignInLimiter } from './sign-in-limiter.ts';

export const USER_AGENT_LENGTH_MAX = 300;

export type SignInInput = Readonly<{
  identifier: string;
  password: string;
  address: string;
  /** What the browser kept from an earlier success. */
  device: string | null;
  userAgent: string;
  /** A reseller's host takes the accounts of its tree only; null = everybody. */
  withinPath: string | null;
}>;
export type SignedIn = Readonly<{
  actor: Actor;
  token: string;
  expiresAt: Date;
  /** For the browser to keep. */
  device: string;
}>;

/**
 * Begins a session by account number or e-mail address. Throws `sign_in_failed` whatever was wrong, in
 * the same time, and `too_many_attempts`. The token is for the cookie and kept nowhere.
 */
export async function signIn(
  context: Context,
  limiter: SignInLimiter,
  input: SignInInput,
): Promise<SignedIn> {
  const attempt = limiter.take(input);
  const row = await findSignIn(context.pool, input.identifier);
  const isRight = await isPassword(row?.passwordHash ?? null, input.password);
  const isHere = row !== null && isWithin(row.path, input.withinPath ?? '/');
  const actor =
    row !== null && isRight && isHere ? actorOf(row, { via: 'session', address: input.address }) : null;
  if (actor === null) throw new Problem('sign_in_failed');
  attempt.succeeded();
  const now = context.now();
  const expiresAt = sessionExpiry(now, await readSettings(context.pool, actor.operatorId));
  const token = drawToken();
  const userAgent = input.userAgent.slice(0, USER_AGENT_LENGTH_MAX);
  const session = { tokenHash: hashToken(token), accountId: actor.accountId, createdAt: now, expiresAt };
  await withTransaction(context.pool, (tx) =>
    insertSession(tx, { ...session, address: input.address, userAgent }),
  );
  return { actor, token, expiresAt, device: knownDevice(context.masterKey, input.identifier.toLowerCase()) };
}
