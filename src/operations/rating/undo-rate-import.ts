/** Takes an import of rates back: the price list is again what it was before. */
import type { Actor } from '../../domain/accounts/actor.ts';
import { Problem } from '../../domain/problem.ts';
import {
  findRateImport,
  undoRateImport as undo,
  type RateImportRow,
} from '../../postgres/rating/rate-imports.ts';
import { lockRateGroup } from '../../postgres/rating/rate-groups.ts';
import { withTransaction } from '../../postgres/pool.ts';
import type { Context } from '../context.ts';
import type { ReportRows } from './import-rates.ts';
import { rateGroupScope } from './rate-group-scope.ts';
import { recordPrices } from './record-prices.ts';

export type UndoneImport = Readonly<{
  /** Of the list: its number. */
  version: number;
  /** Changed by others since, which stayed. */
  keptPrefixes: number;
}>;

/**
 * Rates that are not in force yet go as if they had never been; those in force end now, and the ones before them begin
 * again. Calls that go on keep their prices. Only the newest version can be undone (`newer_version`), and only for a while
 * (`undo_expired`); one that is undone stays so. What others changed since stays. A throw of `report` leaves the list as it is.
 */
export async function undoRateImport(
  context: Context,
  actor: Actor,
  { groupId, importId }: Readonly<{ groupId: string; importId: string }>,
  report: ReportRows = () => Promise.resolve(),
): Promise<UndoneImport> {
  return withTransaction(context.pool, async (tx) => {
    const group = await lockRateGroup(tx, groupId, rateGroupScope(actor));
    const { scopePath } = actor;
    const made = await findRateImport(tx, { rateGroupId: group.id, scopePath }, importId);
    demandUndoable(made);
    const version = made.number;
    if (made.undoneAt !== null) return { version, keptPrefixes: made.keptPrefixes ?? 0 };
    const happenedAt = context.now();
    const undoing = { id: made.id, rateGroupId: group.id, undoneById: actor.accountId };
    const rates = ratesChangedBy(made);
    await report('comparing', 0, rates);
    const onPart = (part: number, parts: number) =>
      report('writing', Math.floor((rates * (part - 1)) / parts), rates);
    const keptPrefixes = await undo(tx, undoing, { at: happenedAt, onPart });
    // Whoever cancels it until here has nothing undone.
    await report('writing', rates, rates);
    const after = { 'rates.version': version, ...(keptPrefixes > 0 && { 'rates.kept': keptPrefixes }) };
    await recordPrices(tx, actor, group, { what: 'importUndone', before: {}, after, happenedAt });
    return { version, keptPrefixes };
  });
}

/** Undone it may be again: then nothing more changes. */
export function demandUndoable({
  undoneAt,
  canUndo,
  isUndoable,
}: Pick<RateImportRow, 'undoneAt' | 'canUndo' | 'isUndoable'>): void {
  if (undoneAt === null && !canUndo) throw new Problem(isUndoable ? 'newer_version' : 'undo_expired');
}

export function ratesChangedBy({ changes }: Pick<RateImportRow, 'changes'>): number {
  const { unchanged: _same, ...changed } = changes;
  return Object.values(changed).reduce((sum, count) => sum + count, 0);
}
