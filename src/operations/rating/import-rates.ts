/** Imports a carrier's rate sheet into a price list, all of its good rows in one transaction. */
import type { Actor } from '../../domain/accounts/actor.ts';
import { findRateGroup, lockRateGroup } from '../../postgres/rating/rate-groups.ts';
import { setRates } from '../../postgres/rating/rates.ts';
import { withTransaction } from '../../postgres/pool.ts';
import type { Context } from '../context.ts';
import { readRateSheet, type SheetRejection } from './rate-sheet.ts';
import { recordPrices } from './record-prices.ts';
import { rateGroupScope } from './rate-group-scope.ts';

/** More mistakes than that are one mistake: the wrong file. */
const REJECTED_LISTED_MAX = 1000;
/** Rows a statement: PostgreSQL's memory for one stays small. */
const BATCH = 20_000;

export type ImportResult = Readonly<{
  read: number;
  imported: number;
  rejected: readonly SheetRejection[];
  rejectedRows: number;
  skipped: number;
  applied: boolean;
}>;

/**
 * Sets the sheet's rates from `validFrom` on; rates of prefixes that the sheet does not name stay. Every
 * row is accounted for: read = imported + rejectedRows + skipped. A dry run only counts.
 */
export async function importRates(
  context: Context,
  actor: Actor,
  groupId: string,
  input: Readonly<{ bytes: Uint8Array; validFrom: Date | null; isDryRun: boolean }>,
): Promise<ImportResult> {
  const scope = rateGroupScope(actor);
  const sheet = readRateSheet(input.bytes, await findRateGroup(context.pool, groupId, scope));
  const validFrom = input.validFrom ?? context.now();
  const isApplied = !input.isDryRun && sheet.rates.length > 0;
  if (isApplied) {
    await withTransaction(context.pool, async (tx) => {
      const group = await lockRateGroup(tx, groupId, scope);
      for (let start = 0; start < sheet.rates.length; start += BATCH) {
        const batch = sheet.rates.slice(start, start + BATCH);
        await setRates(tx, group.id, batch, { validFrom, validTo: null, isReplacing: true });
      }
      const after = { 'rates.count': sheet.rates.length, 'rate.validFrom': validFrom.toISOString() };
      const happenedAt = context.now();
      await recordPrices(tx, actor, group, { what: 'ratesImported', before: {}, after, happenedAt });
    });
  }
  return {
    read: sheet.read,
    imported: sheet.rates.length,
    rejected: sheet.rejected.slice(0, REJECTED_LISTED_MAX),
    rejectedRows: sheet.rejected.length,
    skipped: sheet.skipped,
    applied: isApplied,
  };
}
