/** Takes an import of rates back: the price list is again what it was before. */
import type { Actor } from '../../domain/accounts/actor.ts';
import { Problem } from '../../domain/problem.ts';
import { findRateImport, undoRateImport as undo } from '../../postgres/rating/rate-imports.ts';
import { lockRateGroup } from '../../postgres/rating/rate-groups.ts';
import { withTransaction } from '../../postgres/pool.ts';
import type { Context } from '../context.ts';
import { rateGroupScope } from './rate-group-scope.ts';
import { recordPrices } from './record-prices.ts';

/**
 * Rates that are not in force yet go as if they had never been; those in force end now, and the ones before them begin
 * again. Calls that go on keep their prices. Only the newest version can be undone (`newer_version`), and only for a while
 * (`undo_expired`); one that is undone stays so. What others changed since stays.
 */
export async function undoRateImport(
  context: Context,
  actor: Actor,
  groupId: string,
  importId: string,
): Promise<void> {
  await withTransaction(context.pool, async (tx) => {
    const group = await lockRateGroup(tx, groupId, rateGroupScope(actor));
    const { scopePath } = actor;
    const made = await findRateImport(tx, { rateGroupId: group.id, scopePath }, importId);
    if (made.undoneAt !== null) return;
    if (!made.canUndo) throw new Problem(made.isUndoable ? 'newer_version' : 'undo_expired');
    const happenedAt = context.now();
    const undoing = { id: made.id, rateGroupId: group.id, undoneById: actor.accountId };
    const kept = await undo(tx, undoing, happenedAt);
    const after = { 'rates.version': made.number, ...(kept > 0 && { 'rates.kept': kept }) };
    await recordPrices(tx, actor, group, { what: 'importUndone', before: {}, after, happenedAt });
  });
}
