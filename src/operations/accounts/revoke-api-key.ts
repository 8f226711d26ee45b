import type { Actor } from '../../domain/accounts/actor.ts';
import { isUuid } from '../../domain/ids.ts';
import { Problem } from '../../domain/problem.ts';
import { revokeApiKey as revoke } from '../../postgres/accounts/sign-ins.ts';
import { withTransaction } from '../../postgres/pool.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { Context } from '../context.ts';

/** Revokes one of the actor's own keys at once; `not_found` when it has no such key. */
export async function revokeApiKey(context: Context, actor: Actor, keyId: string): Promise<void> {
  if (!isUuid(keyId)) throw new Problem('not_found');
  const { accountId } = actor;
  const happenedAt = context.now();
  await withTransaction(context.pool, async (tx) => {
    const name = await revoke(tx, accountId, keyId, happenedAt);
    if (name === null) throw new Problem('not_found');
    const changes = [{ field: 'api_key.name', before: name, after: null }];
    await recordAudit(tx, actor, { accountId, action: 'api_key.removed', changes, happenedAt });
  });
}
