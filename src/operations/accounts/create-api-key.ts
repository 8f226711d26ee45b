import { randomUUID } from 'node:crypto';
import type { Actor } from '../../domain/accounts/actor.ts';
import { fieldProblem, Problem } from '../../domain/problem.ts';
import { lockAccountById } from '../../postgres/accounts/find-account.ts';
import { insertApiKey, type ApiKeyLimits } from '../../postgres/accounts/sign-ins.ts';
import { withTransaction } from '../../postgres/pool.ts';
import { recordDifferences } from '../audit/record-audit.ts';
import type { Context } from '../context.ts';
import { writeApiKeyMade } from '../mail/write-mail.ts';
import { drawToken, hashToken } from '../secrets.ts';

/** What API keys begin with, so that leaked ones are found by scanners. */
export const API_KEY_PREFIX = 'tbk_';

/**
 * Makes a key that acts as its account. The key is returned this once; only its hash is kept. The account is told by
 * mail. Throws `not_permitted` for another key, which would make one that outlives it, and `invalid_input` at `expiresAt`.
 */
export async function createApiKey(
  context: Context,
  actor: Actor,
  { name, expiresAt, addresses }: ApiKeyLimits & Readonly<{ name: string }>,
) {
  const createdAt = context.now();
  if (actor.via === 'api_key')
    throw new Problem('not_permitted', { detail: 'Sign in to make an API key: a key makes no other key.' });
  if (expiresAt !== null && expiresAt <= createdAt)
    throw fieldProblem('expiresAt', 'in_the_past', 'Choose a moment that is still to come, or none.');
  const key = drawToken(API_KEY_PREFIX);
  const publicId = randomUUID();
  const { accountId } = actor;
  const row = { publicId, accountId, name, keyHash: hashToken(key), createdAt, expiresAt, addresses };
  await withTransaction(context.pool, async (tx) => {
    await lockAccountById(tx, accountId);
    await insertApiKey(tx, row);
    await recordDifferences(tx, actor, {
      accountId,
      action: 'api_key.added',
      before: {},
      after: {
        'api_key.name': name,
        'api_key.expiresAt': expiresAt?.toISOString() ?? null,
        'api_key.addresses': addresses.length === 0 ? null : addresses.join(', '),
      },
      happenedAt: createdAt,
    });
    await writeApiKeyMade(tx, context, { accountId, now: createdAt, key: name, address: actor.address });
  });
  return { ...row, key, lastUsedAt: null };
}
