/** Signs people in: one uniform failure, slowed down, without ever locking the real owner out. */
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Actor } from '../../domain/accounts/actor.ts';
import { Problem } from '../../domain/problem.ts';
import { findSignIn, insertSession } from '../../postgres/accounts/sign-ins.ts';
import { withTransaction } from '../../postgres/pool.ts';
import type { Context } from '../context.ts';
import { drawToken, hashToken, isPassword } from '../secrets.ts';
import { actorOf } from './actor-of.ts';

/** An unattended browser is signed out after two weeks at the latest. */
const SESSION_MS = 14 * 24 * 3600 * 1000;
const USER_AGENT_LENGTH_MAX = 300;

export type SignInInput = Readonly<{
  identifier: string;
  password: string;
  address: string;
  userAgent: string;
}>;
export type SignedIn = Readonly<{ actor: Actor; token: string; expiresAt: Date }>;

/**
 * Counts failures. A name is slowed down for the address that fails with it, never for all, so that a
 * stranger cannot lock its owner out; an address that tries many names is slowed down for all of them.
 */
export type SignInLimiter = Readonly<{
  check: (input: Pick<SignInInput, 'identifier' | 'address'>) => Promise<void>;
  fail: (input: Pick<SignInInput, 'identifier' | 'address'>) => Promise<void>;
  succeed: (input: Pick<SignInInput, 'identifier' | 'address'>) => Promise<void>;
}>;

/** In the memory of this process: 10 failures a name and address, 50 an address, in 15 minutes. */
export function createSignInLimiter(): SignInLimiter {
  const duration = 15 * 60;
  const ofName = new RateLimiterMemory({ keyPrefix: 'name', points: 10, duration });
  const ofAddress = new RateLimiterMemory({ keyPrefix: 'address', points: 50, duration });
  const nameKey = (input: Pick<SignInInput, 'identifier' | 'address'>) =>
    `${input.address} ${input.identifier.toLowerCase()}`;
  return {
    check: async (input) => {
      refuseWhenUsedUp(await ofName.get(nameKey(input)), ofName.points);
      refuseWhenUsedUp(await ofAddress.get(input.address), ofAddress.points);
    },
    fail: async (input) => {
      await ofName.penalty(nameKey(input));
      await ofAddress.penalty(input.address);
    },
    succeed: async (input) => {
      await ofName.delete(nameKey(input));
    },
  };
}

function refuseWhenUsedUp(used: RateLimiterRes | null, points: number): void {
  if (used === null || used.consumedPoints < points) return;
  throw new Problem('too_many_attempts', {
    retryAfterSeconds: Math.max(1, Math.ceil(used.msBeforeNext / 1000)),
  });
}

/**
 * Begins a session by account number or e-mail address. Throws `sign_in_failed` whatever was wrong, in
 * the same time, and `too_many_attempts`. The token is for the cookie and kept nowhere.
 */
export async function signIn(
  context: Context,
  limiter: SignInLimiter,
  input: SignInInput,
): Promise<SignedIn> {
  await limiter.check(input);
  const row = await findSignIn(context.pool, input.identifier);
  const isRight = await isPassword(row?.passwordHash ?? null, input.password);
  const actor = row !== null && isRight ? actorOf(row, { via: 'session', address: input.address }) : null;
  if (actor === null) {
    await limiter.fail(input);
    throw new Problem('sign_in_failed');
  }
  await limiter.succeed(input);
  const now = context.now();
  const expiresAt = new Date(now.getTime() + SESSION_MS);
  const token = drawToken();
  const userAgent = input.userAgent.slice(0, USER_AGENT_LENGTH_MAX);
  const session = { tokenHash: hashToken(token), accountId: actor.accountId, createdAt: now, expiresAt };
  await withTransaction(context.pool, (tx) =>
    insertSession(tx, { ...session, address: input.address, userAgent }),
  );
  return { actor, token, expiresAt };
}
