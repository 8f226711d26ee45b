/** Imports a carrier's rate sheet into a price list, all of its good rows in one transaction. */
import { createHash } from 'node:crypto';
import { isPermitted, isStaff, type Actor } from '../../domain/accounts/actor.ts';
import { settingsFrom } from '../../domain/accounts/settings.ts';
import { known } from '../../domain/assert.ts';
import { formatRate } from '../../domain/money.ts';
import { fieldProblem } from '../../domain/problem.ts';
import type { DateOrder } from '../../domain/sheet-values.ts';
import type { SheetChange, SheetChangeCounts, SheetWarning } from '../../domain/rating/sheet-changes.ts';
import { rememberedOf } from '../../domain/rating/sheet-columns.ts';
import {
  findRateGroup,
  lockRateGroup,
  readSheetMapping,
  writeSheetMapping,
  type RateGroupRow,
} from '../../postgres/rating/rate-groups.ts';
import { insertRateImport } from '../../postgres/rating/rate-imports.ts';
import { applySheet, compareSheet, firstChanges } from '../../postgres/rating/sheet-rates.ts';
import { belowCostInSheet, jumpsOfSheet, listsBoughtBy } from '../../postgres/rating/sheet-checks.ts';
import { storedSettings } from '../../postgres/accounts/settings.ts';
import type { Tx } from '../../postgres/pool.ts';
import { trafficOf, type Effect } from '../charging/replay-traffic.ts';
import type { Context } from '../context.ts';
import { runOnce, type Once } from '../run-once.ts';
import { mappingFor, readTable, type SheetFile } from './map-rate-sheet.ts';
import { readRateSheet, type RejectedRow } from './rate-sheet.ts';
import { recordPrices } from './record-prices.ts';
import { rateGroupScope } from './rate-group-scope.ts';
import { readEffect } from './sheet-effect.ts';

/** Told how far the sheet is; a throw leaves the price list as it was. */
export type ReportRows = (
  phase: 'checking' | 'comparing' | 'writing',
  done: number,
  total: number,
) => Promise<void>;

/** Of each kind of change. */
const CHANGES_LISTED_EACH = 20;

export type RatesToImport = SheetFile &
  Readonly<{
    /** The field of each column, '' for one that is left out; null: as remembered, or guessed by the names. */
    mapping: readonly string[] | null;
    /** For rows that say no date; null: now. */
    validFrom: Date | null;
    dateOrder: DateOrder | null;
    timezone: string;
    /** The sheet names every rate of the list: what it does not name ends at `validFrom`. */
    isComplete: boolean;
    fileName: string;
    isDryRun: boolean;
    /** The Idempotency-Key; a dry run has no use for it. */
    key: string | null;
  }>;

/** Rates as decimals, times as ISO 8601: it is kept with a job. */
export type ListedChange = Readonly<{
  change: SheetChange['change'];
  prefix: string;
  destination: string;
  costBefore: string | null;
  /** Null for a closed one. */
  costPerMinute: string | null;
  validFrom: string;
}>;

/** Rates as decimals. `compared`: before, or what the same prefix is bought at. */
export type ListedWarning = Readonly<{
  warning: SheetWarning['warning'];
  prefix: string;
  destination: string;
  compared: string;
  costPerMinute: string;
}>;

export type ImportResult = Readonly<{
  read: number;
  imported: number;
  rates: number;
  rejected: readonly RejectedRow[];
  rejectedRows: number;
  skipped: number;
  /** Rejected rows whose code cannot be read: nobody knows which rates a complete sheet would end. */
  unreadableCodes: number;
  /** Imported rows whose code was written with "+" or "00" in front, which is left out. */
  shortenedCodes: number;
  applied: boolean;
  /** The version of the list that it made. */
  importId: string | null;
  warnings: Readonly<{
    /** More than so many percent up or down is a jump; null = none is. */
    jumpPercent: number | null;
    jumps: number;
    /** Below what the same prefix is bought at; null where the reader may not know it. */
    belowCost: number | null;
    first: readonly ListedWarning[];
  }>;
  /** Against those whose place they take: of the list, or of an earlier moment in the sheet. */
  changes: SheetChangeCounts & Readonly<{ first: readonly ListedChange[] }>;
  /** Of a dry run: what last month's calls would cost with the sheet; null where that cannot be said, or may not be. */
  effect: Effect | null;
}>;

/**
 * Sets the sheet's rates from the moments that it says, or from `validFrom`, on; rates of prefixes that it does not
 * name stay unless it is complete, and so do those that it says again. Every row is accounted for: read = imported + rejectedRows + skipped. A dry run only counts and compares; an
 * import remembers a mapping that was sent, for the next sheet of this list. A repeated key answers what the first
 * import did.
 */
export async function importRates(
  context: Context,
  actor: Actor,
  groupId: string,
  input: RatesToImport,
  report: ReportRows = () => Promise.resolve(),
): Promise<ImportResult> {
  const scope = rateGroupScope(actor);
  const found = await findRateGroup(context.pool, groupId, scope);
  const table = await readTable(input);
  const mapping = mappingFor(table, found, input.mapping, await readSheetMapping(context.pool, found.id));
  const validFrom = input.validFrom ?? context.now();
  const sheet = await readRateSheet(table, mapping, {
    increments: found,
    validFromMs: validFrom.getTime(),
    dates: { order: input.dateOrder, timezone: input.timezone, serialDayZero: table.serialDayZero },
    onRows: (done) => report('checking', done, table.rows.length),
  });
  const isApplied = !input.isDryRun && sheet.count > 0;
  if (isApplied && input.isComplete && sheet.unreadableCodes > 0) throw unreadable(sheet.unreadableCodes);
  const complete = input.isComplete ? { at: validFrom, spared: sheet.rejectedPrefixes } : null;
  const traffic = input.isDryRun && sheet.count > 0 ? await trafficOf(context, actor, found) : null;
  const inForceMs = Math.max(...sheet.rates.keys(), validFrom.getTime(), context.now().getTime());
  const counted = {
    read: sheet.read,
    imported: sheet.imported,
    rates: sheet.count,
    rejected: sheet.rejected,
    rejectedRows: sheet.rejectedRows,
    skipped: sheet.skipped,
    unreadableCodes: sheet.unreadableCodes,
    shortenedCodes: sheet.shortenedCodes,
    applied: isApplied,
  };
  const once = onceOf(actor, groupId, input);
  const effect: { price: Awaited<ReturnType<typeof readEffect>> | null } = { price: null };
  const { answer } = await runOnce(context, context.now(), once, async (tx) => {
    const group = isApplied ? await lockRateGroup(tx, groupId, scope) : found;
    await report('comparing', sheet.read, sheet.read);
    const counts = await compareSheet(tx, group.id, sheet.rates, complete);
    const first = (await firstChanges(tx, CHANGES_LISTED_EACH)).map(listedChange);
    const warnings = await warningsOf(tx, actor, group);
    effect.price = traffic && (await readEffect(tx, group, traffic, new Date(inForceMs)));
    const seen = { ...counted, warnings, changes: { ...counts, first } };
    if (!isApplied) return { ...seen, importId: null };
    await report('writing', sheet.read, sheet.read);
    const moments = [...sheet.rates.keys()].map((momentMs) => new Date(momentMs));
    const happenedAt = context.now();
    const version = await insertRateImport(tx, group.id, {
      fileName: input.fileName,
      importedById: actor.accountId,
      importedAt: happenedAt,
      validFrom: known(moments[0], 'the first moment of a sheet with rates'),
      lastValidFrom: known(moments.at(-1), 'the last one'),
      isComplete: input.isComplete,
      rowsRead: sheet.read,
      rowsImported: sheet.imported,
      rowsRejected: sheet.rejectedRows,
      rowsSkipped: sheet.skipped,
      changes: counts,
    });
    await applySheet(tx, group.id, version.id);
    // Whoever cancels it until here has nothing imported.
    await report('writing', sheet.read, sheet.read);
    if (input.mapping !== null) await writeSheetMapping(tx, group.id, rememberedOf(table.columns, mapping));
    const [from, ...later] = moments.map((moment) => moment.toISOString());
    const after = {
      'rates.version': version.number,
      'rates.count': sheet.count,
      'rate.validFrom': from ?? null,
      ...(later.length > 0 && { 'rates.lastValidFrom': later.at(-1) ?? null }),
      ...(input.isComplete && { 'rates.closed': counts.closed }),
    };
    await recordPrices(tx, actor, group, { what: 'ratesImported', before: {}, after, happenedAt });
    return { ...seen, importId: version.publicId };
  });
  const { price } = effect;
  return { ...answer, effect: price && (await price(context.pool)) };
}

/** The same sheet in the background answers a job, so `isAtOnce` makes it another content. */
function onceOf(
  actor: Actor,
  groupId: string,
  { bytes, validFrom, isDryRun, key, ...input }: RatesToImport,
): Once {
  return {
    principalId: actor.accountId,
    route: 'POST /rate-groups/{id}/rates/import',
    key: isDryRun ? null : key,
    content: {
      ...input,
      groupId,
      validFrom: validFrom?.toISOString() ?? null,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      isAtOnce: true,
    },
  };
}

/** After `compareSheet`. What carriers ask is nothing that one sells. */
async function warningsOf(
  tx: Tx,
  actor: Actor,
  group: Pick<RateGroupRow, 'id' | 'direction'>,
): Promise<ImportResult['warnings']> {
  const settings = settingsFrom(await storedSettings(tx, actor.operatorId));
  const jumpPercent = settings['rates.jump_percent'];
  const jumps = jumpPercent === null ? null : await jumpsOfSheet(tx, jumpPercent, CHANGES_LISTED_EACH);
  const isSold = group.direction === 'origination';
  const seesCosts = !isStaff(actor) || isPermitted(actor, 'carrier_costs:read');
  const below =
    isSold && seesCosts
      ? await belowCostInSheet(tx, {
          rateGroupId: group.id,
          buysBy: await listsBoughtBy(tx, group.id),
          listed: CHANGES_LISTED_EACH,
        })
      : null;
  return {
    jumpPercent,
    jumps: jumps?.count ?? 0,
    belowCost: below?.count ?? null,
    first: [...(jumps?.first ?? []), ...(below?.first ?? [])].map(
      ({ comparedNanos, costPerMinuteNanos, ...each }) => ({
        ...each,
        compared: formatRate(comparedNanos),
        costPerMinute: formatRate(costPerMinuteNanos),
      }),
    ),
  };
}

function unreadable(count: number) {
  const message = `${count} rows have a code that cannot be read, so that nobody knows what is missing from the sheet. Mend or delete them, or import without ending what is missing.`;
  return fieldProblem('isComplete', 'unreadable_codes', message);
}

function listedChange({
  costBeforeNanos,
  costPerMinuteNanos,
  validFrom,
  ...change
}: SheetChange): ListedChange {
  return {
    ...change,
    costBefore: costBeforeNanos === null ? null : formatRate(costBeforeNanos),
    costPerMinute: costPerMinuteNanos === null ? null : formatRate(costPerMinuteNanos),
    validFrom: validFrom.toISOString(),
  };
}
