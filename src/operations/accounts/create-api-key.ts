import { randomUUID } from 'node:crypto';
import type { Actor } from '../../domain/accounts/actor.ts';
import { insertApiKey } from '../../postgres/accounts/sign-ins.ts';
import { withTransaction } from '../../postgres/pool.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { Context } from '../context.ts';
import { drawToken, hashToken } from '../secrets.ts';

/** What API keys begin with, so that leaked ones are found by scanners. */
export const API_KEY_PREFIX = 'tbk_';

/** Makes a key that acts as its account. The key is returned this once; only its hash is kept. */
export async function createApiKey(context: Context, actor: Actor, name: string) {
  const createdAt = context.now();
  const key = drawToken(API_KEY_PREFIX);
  const publicId = randomUUID();
  const row = { publicId, accountId: actor.accountId, name, keyHash: hashToken(key), createdAt };
  const { accountId } = actor;
  await withTransaction(context.pool, async (tx) => {
    await insertApiKey(tx, row);
    const changes = [{ field: 'api_key.name', before: null, after: name }];
    await recordAudit(tx, actor, { accountId, action: 'api_key.added', changes, happenedAt: createdAt });
  });
  return { id: publicId, name, key, createdAt };
}
