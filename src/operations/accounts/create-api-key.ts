import { randomUUID } from 'node:crypto';
import type { Actor } from '../../domain/accounts/actor.ts';
import { notHeld, withNeeded } from '../../domain/access/role.ts';
import { fieldProblem, Problem } from '../../domain/problem.ts';
import { lockAccountById } from '../../postgres/accounts/find-account.ts';
import { insertApiKey, type ApiKeyLimits } from '../../postgres/accounts/sign-ins.ts';
import { recordDifferences } from '../audit/record-audit.ts';
import type { Context } from '../context.ts';
import { runOnce } from '../run-once.ts';
import { writeApiKeyMade } from '../mail/write-mail.ts';
import { drawToken, hashToken } from '../secrets.ts';

/** What API keys begin with, so that leaked ones are found by scanners. */
export const API_KEY_PREFIX = 'tbk_';

/**
 * Makes a key that acts as its account. The key is returned this once, and null when the request is a repetition; only
 * its hash is kept. The account is told by mail. Throws `not_permitted` for another key, which would make one that outlives it, and
 * `invalid_input` at `expiresAt`, and at `scopes` for what the account may not do itself.
 */
export async function createApiKey(
  context: Context,
  actor: Actor,
  { name, expiresAt, addresses, scopes: chosen }: ApiKeyLimits & Readonly<{ name: string }>,
  idempotencyKey: string | null,
) {
  const createdAt = context.now();
  if (actor.via === 'api_key')
    throw new Problem('not_permitted', { detail: 'Sign in to make an API key: a key makes no other key.' });
  if (expiresAt !== null && expiresAt <= createdAt)
    throw fieldProblem('expiresAt', 'in_the_past', 'Choose a moment that is still to come, or none.');
  const scopes = chosen === null ? null : withNeeded(chosen);
  const more = notHeld(actor, scopes ?? []);
  if (more.length > 0) {
    const message = 'You cannot give what you do not have yourself. Leave it out.';
    const errors = [{ field: 'scopes', code: 'not_held', message }];
    throw new Problem('invalid_input', { detail: `${message} (${more.join(', ')})`, errors });
  }
  const key = drawToken(API_KEY_PREFIX);
  const publicId = randomUUID();
  const { accountId } = actor;
  const row = { publicId, accountId, name, keyHash: hashToken(key), createdAt, expiresAt, addresses, scopes };
  const content = { name, expiresAt, addresses, scopes: chosen };
  const once = { principalId: accountId, route: 'POST /api-keys', key: idempotencyKey, content };
  const { answer, isRepeated } = await runOnce(context, createdAt, once, async (tx) => {
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
        'api_key.scopes': scopes,
      },
      happenedAt: createdAt,
    });
    await writeApiKeyMade(tx, context, { accountId, now: createdAt, key: name, address: actor.address });
    return { publicId, createdAt: createdAt.toISOString() };
  });
  const made = { publicId: answer.publicId, createdAt: new Date(answer.createdAt) };
  return { ...row, ...made, key: isRepeated ? null : key, lastUsedAt: null };
}
