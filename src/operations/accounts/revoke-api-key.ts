import type { Actor } from '../../domain/accounts/actor.ts';
import { isUuid } from '../../domain/ids.ts';
import { Problem } from '../../domain/problem.ts';
import { revokeApiKey as revoke } from '../../postgres/accounts/sign-ins.ts';
import { withTransaction } from '../../postgres/pool.ts';
import type { Context } from '../context.ts';

/** Revokes one of the actor's own keys at once; `not_found` when it has no such key. */
export async function revokeApiKey(context: Context, actor: Actor, keyId: string): Promise<void> {
  if (!isUuid(keyId)) throw new Problem('not_found');
  const isRevoked = await withTransaction(context.pool, (tx) =>
    revoke(tx, actor.accountId, keyId, context.now()),
  );
  if (!isRevoked) throw new Problem('not_found');
}
