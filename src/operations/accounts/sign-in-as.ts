/** Begins a short session in which somebody looks at the panel as an account below. */
import { SIGN_IN_AS_MINUTES } from '../../domain/access/sign-in-as.ts';
import { demand, type Actor } from '../../domain/accounts/actor.ts';
import { known } from '../../domain/assert.ts';
import { Problem } from '../../domain/problem.ts';
import { findAccount } from '../../postgres/accounts/find-account.ts';
import { insertBorrowedSession } from '../../postgres/accounts/sessions.ts';
import { signInOfAccount } from '../../postgres/accounts/sign-ins.ts';
import { withTransaction } from '../../postgres/pool.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { Context } from '../context.ts';
import { drawToken, hashToken } from '../secrets.ts';
import { actorOf } from './actor-of.ts';
import { maySignInAs } from './may-change.ts';
import { USER_AGENT_LENGTH_MAX } from './sign-in.ts';

export type SignInAs = Readonly<{
  accountId: string;
  reason: string;
  mayChange: boolean;
  /** Of the session that it is begun from, and comes back to. */
  token: string | null;
  userAgent: string;
}>;

/**
 * The token is for the cookie. Throws `not_found`, `not_permitted` (by an API key, or for changes without leave),
 * `cannot_sign_in_as` and `not_while_signed_in_as`: one looks through one pair of eyes at a time.
 */
export async function beginSignInAs(
  context: Context,
  actor: Actor,
  { accountId, reason, mayChange, token, userAgent }: SignInAs,
): Promise<Readonly<{ token: string; expiresAt: Date }>> {
  if (actor.impersonator !== null) throw new Problem('not_while_signed_in_as');
  if (actor.via !== 'session' || token === null)
    throw new Problem('not_permitted', { detail: 'Only a person in the panel signs in as somebody else.' });
  if (mayChange) demand(actor, 'accounts:act_as');
  const node = await findAccount(context.pool, accountId, actor.scopePath);
  const row = await signInOfAccount(context.pool, node.id);
  const { address } = actor;
  const account = row === null ? null : actorOf(row, { via: 'session', address });
  if (account === null || !maySignInAs(actor, { ...account, path: node.path }))
    throw new Problem('cannot_sign_in_as');
  const now = context.now();
  const expiresAt = new Date(now.getTime() + SIGN_IN_AS_MINUTES * 60_000);
  const borrowed = drawToken();
  await withTransaction(context.pool, async (tx) => {
    await insertBorrowedSession(tx, {
      tokenHash: hashToken(borrowed),
      accountId: account.accountId,
      impersonatorId: actor.accountId,
      parentTokenHash: hashToken(known(token, 'the token of a session')),
      mayChange,
      createdAt: now,
      expiresAt,
      address,
      userAgent: userAgent.slice(0, USER_AGENT_LENGTH_MAX),
    });
    const changes = [{ field: 'signInAs.mayChange', before: null, after: mayChange }];
    await recordAudit(tx, actor, {
      accountId: account.accountId,
      action: 'sign_in_as.began',
      changes,
      reason,
      happenedAt: now,
    });
  });
  return { token: borrowed, expiresAt };
}
