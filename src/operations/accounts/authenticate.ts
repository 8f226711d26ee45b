/** Finds out who asks, by session cookie or API key. */
import { keyRefusal } from '../../domain/accounts/api-keys.ts';
import type { Permission } from '../../domain/access/catalogue.ts';
import { permissionsAs } from '../../domain/access/sign-in-as.ts';
import { isPermitted, type Actor } from '../../domain/accounts/actor.ts';
import { lacksSecondFactor } from '../../domain/accounts/second-factor.ts';
import { sessionEnd } from '../../domain/accounts/session-end.ts';
import { settingsFrom } from '../../domain/accounts/settings.ts';
import { Problem } from '../../domain/problem.ts';
import {
  apiKeyByHash,
  sessionByToken,
  signInOfAccount,
  touchApiKey,
  touchSession,
  type ApiKeyLimits,
  type SessionRow,
} from '../../postgres/accounts/sign-ins.ts';
import { withTransaction } from '../../postgres/pool.ts';
import type { Context } from '../context.ts';
import { hashToken } from '../secrets.ts';
import { actorOf } from './actor-of.ts';
import { maySignInAs } from './may-change.ts';

/** How exactly "last used" is kept: a write per request would cost more than the request. */
const TOUCH_MS = 60 * 1000;

export type Credentials = Readonly<{ type: 'session' | 'api_key'; token: string; address: string }>;

/**
 * Returns the actor, or null when the session or key is unknown, or its account may not act. Throws `session_was_idle`
 * and `session_too_old`, `api_key_expired` and `api_key_address`: by the settings of this moment, so that shorter times act on sessions that are there already.
 * `isWatching`: of somebody who only looks on, which does not count as using the session.
 */
export async function authenticate(
  context: Context,
  { type: via, token, address }: Credentials,
  { isWatching = false } = {},
): Promise<Actor | null> {
  const now = context.now();
  const hash = hashToken(token);
  const isStale = (usedAt: Date | null) =>
    !isWatching && (usedAt === null || now.getTime() - usedAt.getTime() > TOUCH_MS);
  if (via === 'session') {
    const session = await sessionByToken(context.pool, hash);
    if (session === null) return null;
    const settings = settingsFrom(new Map(Object.entries(session.stored)));
    const { impersonatorId, parentTokenHash } = session;
    const end = sessionEnd(session, settings, now);
    if (end !== null) throw new Problem(impersonatorId === null ? end : 'sign_in_as_is_over');
    if (isStale(session.lastSeenAt))
      await withTransaction(context.pool, async (tx) => {
        await touchSession(tx, hash, now);
        // Whoever looks as somebody else is not idle in its own session.
        if (parentTokenHash !== null) await touchSession(tx, parentTokenHash, now);
      });
    const actor = actorOf(session, { via, address });
    if (impersonatorId !== null && actor !== null)
      return borrowedActor(context, actor, session, impersonatorId);
    return actor && { ...actor, mustEnrolSecondFactor: lacksSecondFactor(session, settings) };
  }
  const key = await apiKeyByHash(context.pool, hash);
  if (key === null) return null;
  refuseKey(key, address, now);
  if (key.status === 'suspended') throw new Problem('not_signed_in', { detail: KEY_OF_SUSPENDED });
  if (isStale(key.lastUsedAt)) await withTransaction(context.pool, (tx) => touchApiKey(tx, key.keyId, now));
  const actor = actorOf(key, { via, address });
  return actor && narrowed(actor, key.scopes);
}

/** A suspended customer still signs in to see why; its programs wait until it is active. */
const KEY_OF_SUSPENDED =
  'The account of this API key is suspended: its keys do not work until it is active again.';

/** What was chosen for a key, as far as its account may do it still. */
function narrowed(actor: Actor, scopes: ApiKeyLimits['scopes']): Actor {
  if (scopes === null) return actor;
  const permissions = new Set<Permission>([
    'self',
    ...scopes.filter((scope) => actor.permissions.has(scope)),
  ]);
  return { ...actor, permissions, isNarrowed: true };
}

/** Asked anew with each request: whoever may not look any more is out at once. Throws `sign_in_as_is_over`. */
async function borrowedActor(
  context: Context,
  actor: Actor,
  session: SessionRow,
  impersonatorId: bigint,
): Promise<Actor> {
  const { via, address } = actor;
  const row = await signInOfAccount(context.pool, impersonatorId);
  const impersonator = row === null ? null : actorOf(row, { via, address });
  if (impersonator === null || !maySignInAs(impersonator, { ...actor, path: session.path }))
    throw new Problem('sign_in_as_is_over');
  const mayChange = session.mayChange && isPermitted(impersonator, 'accounts:act_as');
  return {
    ...actor,
    permissions: permissionsAs(actor.permissions, impersonator.permissions, mayChange),
    mustChangePassword: false,
    impersonator: {
      accountId: impersonator.accountId,
      number: impersonator.number,
      mayChange,
      endsAt: session.expiresAt,
    },
  };
}

function refuseKey(key: ApiKeyLimits, address: string, now: Date): void {
  switch (keyRefusal(key, { address, now })) {
    case 'api_key_expired':
      throw new Problem('api_key_expired', {
        detail: `This API key expired at ${key.expiresAt?.toISOString()}. Make a new one.`,
      });
    case 'api_key_address':
      throw new Problem('api_key_address', {
        detail: `This API key does not work from ${address}: its list has other addresses.`,
      });
    case null:
  }
}
