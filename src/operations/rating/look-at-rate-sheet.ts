/** Looks at a carrier's sheet before it is imported: how it is read and what its columns may mean. Nothing is kept of it. */
import type { Actor } from '../../domain/accounts/actor.ts';
import { findRateGroup, readSheetMapping } from '../../postgres/rating/rate-groups.ts';
import type { Context } from '../context.ts';
import { lookOf, readTable, type LookedAtSheet, type SheetFile } from './map-rate-sheet.ts';
import { rateGroupScope } from './rate-group-scope.ts';

/** Throws `not_found`, and `invalid_input` at `file` when the sheet cannot be read. */
export async function lookAtRateSheet(
  context: Context,
  actor: Actor,
  groupId: string,
  file: SheetFile,
): Promise<LookedAtSheet> {
  const group = await findRateGroup(context.pool, groupId, rateGroupScope(actor));
  return lookOf(await readTable(file), group, await readSheetMapping(context.pool, group.id));
}
