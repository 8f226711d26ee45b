/** Makes a price list that is like another one. */
import { randomUUID } from 'node:crypto';
import type { Actor } from '../../domain/accounts/actor.ts';
import { copyRates, copyTrunks, insertRateGroup, lockRateGroup } from '../../postgres/rating/rate-groups.ts';
import type { Context } from '../context.ts';
import { runOnce } from '../run-once.ts';
import { fieldsOfGroup, recordPrices } from './record-prices.ts';
import { rateGroupScope } from './rate-group-scope.ts';

/**
 * Copies terms, trunks and all rates under a new name, for whoever has the original; no account is priced by it yet.
 * Returns its public id; throws `name_taken`.
 */
export async function copyRateGroup(
  context: Context,
  actor: Actor,
  publicId: string,
  input: Readonly<{ name: string; idempotencyKey: string | null }>,
): Promise<string> {
  const createdAt = context.now();
  const { name, idempotencyKey: key } = input;
  const route = 'POST /rate-groups/{id}/copies';
  const once = { principalId: actor.accountId, route, key, content: { publicId, name } };
  const { answer } = await runOnce(context, createdAt, once, async (tx) => {
    const group = await lockRateGroup(tx, publicId, rateGroupScope(actor));
    const copy = { ...group, publicId: randomUUID(), name, createdAt };
    const id = await insertRateGroup(tx, copy);
    await copyTrunks(tx, group.id, id);
    await copyRates(tx, group.id, id);
    const fields = await fieldsOfGroup(tx, { ...copy, id });
    const after = { ...fields, 'rate_group.copyOf': group.name };
    await recordPrices(tx, actor, copy, { what: 'groupAdded', before: {}, after, happenedAt: createdAt });
    return copy.publicId;
  });
  return answer;
}
