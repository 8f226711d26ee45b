/** Revokes API keys: one of one's own, or those of an account below. */
import type { Actor } from '../../domain/accounts/actor.ts';
import { isUuid } from '../../domain/ids.ts';
import { Problem } from '../../domain/problem.ts';
import { lockAccount } from '../../postgres/accounts/find-account.ts';
import { revokeApiKey as revoke, revokeApiKeysOf } from '../../postgres/accounts/sign-ins.ts';
import { withTransaction, type Tx } from '../../postgres/pool.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { Context } from '../context.ts';
import { checkMayChangeSignIn } from './may-change.ts';

/** Revokes one of the actor's own keys at once; `not_found` when it has no such key. */
export async function revokeApiKey(context: Context, actor: Actor, keyId: string): Promise<void> {
  await withTransaction(context.pool, (tx) => revokeOne(tx, context, actor, actor.accountId, keyId));
}

/** One key of an account below, or all of them (null). Throws as `checkMayChangeSignIn`, and `not_found`. */
export async function revokeKeysBelow(
  context: Context,
  actor: Actor,
  { accountId, keyId }: Readonly<{ accountId: string; keyId: string | null }>,
): Promise<void> {
  await withTransaction(context.pool, async (tx) => {
    const account = await lockAccount(tx, accountId, actor.scopePath, 'update');
    checkMayChangeSignIn(actor, account);
    if (keyId === null) await revokeAllKeys(tx, context, actor, account.id);
    else await revokeOne(tx, context, actor, account.id, keyId);
  });
}

/** All keys of a locked account, with an event for each. */
export async function revokeAllKeys(
  tx: Tx,
  context: Pick<Context, 'now'>,
  actor: Actor,
  accountId: bigint,
): Promise<void> {
  const happenedAt = context.now();
  for (const name of await revokeApiKeysOf(tx, accountId, happenedAt))
    await note(tx, actor, { accountId, name, happenedAt });
}

async function revokeOne(
  tx: Tx,
  context: Pick<Context, 'now'>,
  actor: Actor,
  accountId: bigint,
  keyId: string,
): Promise<void> {
  const happenedAt = context.now();
  const name = isUuid(keyId) ? await revoke(tx, accountId, keyId, happenedAt) : null;
  if (name === null) throw new Problem('not_found');
  await note(tx, actor, { accountId, name, happenedAt });
}

function note(
  tx: Tx,
  actor: Actor,
  { accountId, name, happenedAt }: Readonly<{ accountId: bigint; name: string; happenedAt: Date }>,
): Promise<void> {
  const changes = [{ field: 'api_key.name', before: name, after: null }];
  return recordAudit(tx, actor, { accountId, action: 'api_key.removed', changes, happenedAt });
}
