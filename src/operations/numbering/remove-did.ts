/** Takes a number out of the inventory. */
import type { Actor } from '../../domain/accounts/actor.ts';
import { differencesOf } from '../../domain/audit/differences.ts';
import { deleteDid, lockDid } from '../../postgres/numbering/dids.ts';
import { withTransaction } from '../../postgres/pool.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { Context } from '../context.ts';
import { checkFree } from './did-parties.ts';

/** Throws `did_is_in_use` while an account has it, or calling cards. */
export function removeDid(context: Context, actor: Actor, publicId: string): Promise<void> {
  return withTransaction(context.pool, async (tx) => {
    const did = await lockDid(tx, publicId, actor.scopePath);
    checkFree(did, 'Take it back first.');
    await deleteDid(tx, did.id);
    const changes = differencesOf({ 'dids.number': did.number }, {});
    const happenedAt = context.now();
    await recordAudit(tx, actor, { accountId: did.ownerId, action: 'item.removed', changes, happenedAt });
  });
}
