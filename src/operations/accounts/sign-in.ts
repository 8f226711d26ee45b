/** Signs people in: one uniform failure, slowed down, without ever locking the real owner out. */
import { RateLimiterMemory } from 'rate-limiter-flexible';
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
import { takePoint } from './take-point.ts';

const USER_AGENT_LENGTH_MAX = 300;

export type SignInInput = Readonly<{
  identifier: string;
  password: string;
  address: string;
  userAgent: string;
  /** A reseller's host takes the accounts of its tree only; null = everybody. */
  withinPath: string | null;
}>;
export type SignedIn = Readonly<{ actor: Actor; token: string; expiresAt: Date }>;

type Attempt = Pick<SignInInput, 'identifier' | 'address'>;

/**
 * Counts failures. An attempt is taken before its password is looked at and given back when it was right, so that
 * attempts at the same moment cannot all pass on the same count. A name is slowed down for the address that fails with it, never for all, so that a
 * stranger cannot lock its owner out; an address that tries many names is slowed down for all of them.
 */
export type SignInLimiter = Readonly<{
  /** Throws `too_many_attempts` when none is left. */
  take: (attempt: Attempt) => Promise<void>;
  giveBack: (attempt: Attempt) => Promise<void>;
}>;

/** In the memory of this process: 10 failures a name and address, 50 an address, in 15 minutes. */
export function createSignInLimiter(): SignInLimiter {
  const duration = 15 * 60;
  const ofName = new RateLimiterMemory({ keyPrefix: 'name', points: 10, duration });
  const ofAddress = new RateLimiterMemory({ keyPrefix: 'address', points: 50, duration });
  const nameKey = ({ address, identifier }: Attempt) => `${address} ${identifier.toLowerCase()}`;
  return {
    take: async (attempt) => {
      // The name first: what it refuses does not count against its address.
      await takePoint(ofName, nameKey(attempt));
      try {
        await takePoint(ofAddress, attempt.address);
      } catch (error) {
        await ofName.reward(nameKey(attempt));
        throw error;
      }
    },
    giveBack: async (attempt) => {
      await ofName.delete(nameKey(attempt));
      await ofAddress.reward(attempt.address);
    },
  };
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
  await limiter.take(input);
  const row = await findSignIn(context.pool, input.identifier);
  const isRight = await isPassword(row?.passwordHash ?? null, input.password);
  const isHere = row !== null && isWithin(row.path, input.withinPath ?? '/');
  const actor =
    row !== null && isRight && isHere ? actorOf(row, { via: 'session', address: input.address }) : null;
  if (actor === null) throw new Problem('sign_in_failed');
  await limiter.giveBack(input);
  const now = context.now();
  const expiresAt = sessionExpiry(now, await readSettings(context.pool, actor.operatorId));
  const token = drawToken();
  const userAgent = input.userAgent.slice(0, USER_AGENT_LENGTH_MAX);
  const session = { tokenHash: hashToken(token), accountId: actor.accountId, createdAt: now, expiresAt };
  await withTransaction(context.pool, (tx) =>
    insertSession(tx, { ...session, address: input.address, userAgent }),
  );
  return { actor, token, expiresAt };
}
