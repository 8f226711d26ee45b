/** Signs people in: one uniform failure, slowed down. */
import type { Actor } from '../../domain/accounts/actor.ts';
import { lacksSecondFactor } from '../../domain/accounts/second-factor.ts';
import { sessionExpiry } from '../../domain/accounts/session-end.ts';
import { isWithin } from '../../domain/accounts/tree.ts';
import { Problem } from '../../domain/problem.ts';
import { findSignIn, insertSession } from '../../postgres/accounts/sign-ins.ts';
import { withTransaction } from '../../postgres/pool.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { Context } from '../context.ts';
import { drawToken, hashToken, isPassword } from '../secrets.ts';
import { actorOf } from './actor-of.ts';
import { readSettings } from './draw-number.ts';
import { knownDevice } from './known-device.ts';
import { recordSession } from './record-session.ts';
import type { SignInLimiter } from './sign-in-limiter.ts';
import { useCode } from './use-code.ts';

export const USER_AGENT_LENGTH_MAX = 300;

export type SignInInput = Readonly<{
  identifier: string;
  password: string;
  /** Of the app, or a recovery code; asked for by `second_factor_required`. */
  code?: string | undefined;
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
 * the same time, and `too_many_attempts`; with the right password also `second_factor_required` and
 * `second_factor_wrong`. The token is for the cookie and kept nowhere.
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
  if (row === null || actor === null) {
    const { address } = input;
    if (row !== null) limiter.failed.note({ accountId: row.accountId, address, step: 'password' });
    throw new Problem('sign_in_failed');
  }
  attempt.succeeded();
  if (row.hasSecondFactor) await proveSecondFactor(context, limiter, actor, input);
  const now = context.now();
  const settings = await readSettings(context.pool, actor.operatorId);
  const expiresAt = sessionExpiry(now, settings);
  const token = drawToken();
  const userAgent = input.userAgent.slice(0, USER_AGENT_LENGTH_MAX);
  const session = { tokenHash: hashToken(token), accountId: actor.accountId, createdAt: now, expiresAt };
  await withTransaction(context.pool, async (tx) => {
    await insertSession(tx, { ...session, address: input.address, userAgent });
    await recordSession(tx, actor, { method: row.hasSecondFactor ? 'password_and_code' : 'password', now });
  });
  const mustEnrolSecondFactor = lacksSecondFactor(row, settings);
  return {
    actor: { ...actor, mustEnrolSecondFactor },
    token,
    expiresAt,
    device: knownDevice(context.masterKey, input.identifier.toLowerCase()),
  };
}

async function proveSecondFactor(
  context: Context,
  limiter: SignInLimiter,
  actor: Actor,
  { code, identifier, device, address }: SignInInput,
): Promise<void> {
  if (code === undefined) throw new Problem('second_factor_required');
  const { accountId } = actor;
  const attempt = limiter.takeCode({ account: String(accountId), identifier, device });
  await withTransaction(context.pool, async (tx) => {
    const used = await useCode(tx, context, accountId, code);
    if (used === null) {
      limiter.failed.note({ accountId, address, step: 'code' });
      throw new Problem('second_factor_wrong');
    }
    if (used === 'recovery') {
      const happenedAt = context.now();
      await recordAudit(tx, actor, { accountId, action: 'second_factor.recovery_used', happenedAt });
    }
  });
  attempt.succeeded();
}
