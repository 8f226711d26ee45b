/** What a sheet of rates changes in a price list: each of its rates against the one whose place it takes. */
import { groupBy } from '../group-by.ts';
import { NO_CHANGE } from './number-change.ts';
import type { ListedRate } from './prefix-table.ts';
import type { Rate } from './rate.ts';

/** `changed`: the same cost per minute, and something else is different; `closed`: not in a sheet that is complete. */
export type SheetChangeCounts = Readonly<
  Record<'new' | 'raised' | 'lowered' | 'changed' | 'closed' | 'unchanged', number>
>;

export type SheetChange = Readonly<{
  change: Exclude<keyof SheetChangeCounts, 'unchanged'>;
  prefix: string;
  destination: string;
  /** Null for a new one. */
  costBeforeNanos: bigint | null;
  /** Null for a closed one. */
  costPerMinuteNanos: bigint | null;
  validFrom: Date;
}>;

/** A rate of a sheet that somebody should look at; `comparedNanos` is what it was before, or what the same prefix is bought at. */
export type SheetWarning = Readonly<{
  warning: 'jump' | 'below_cost';
  prefix: string;
  destination: string;
  comparedNanos: bigint;
  costPerMinuteNanos: bigint;
}>;

/** A rate that a sheet sets, or, with `terms` null, one that it ends. */
export type SheetRate = Readonly<{
  prefix: string;
  validFromMs: number;
  validToMs: number | null;
  terms: (Rate & Readonly<{ destination: string }>) | null;
}>;

/**
 * The rates that a list would have after a sheet, as far as they price calls: a rate for everybody ends where one of the sheet begins,
 * and goes where both begin at the same moment. Personal rates stay.
 */
export function withSheet(rates: readonly ListedRate[], sheet: readonly SheetRate[]): ListedRate[] {
  const ofPrefix = groupBy(sheet, ({ prefix }) => prefix);
  const before = rates.flatMap((rate) => {
    const isInForceAt = ({ validFromMs }: SheetRate) =>
      rate.validFromMs <= validFromMs && (rate.validToMs === null || rate.validToMs > validFromMs);
    const ends = rate.accountId === null ? (ofPrefix.get(rate.prefix) ?? []).filter(isInForceAt) : [];
    const validToMs = Math.min(...ends.map(({ validFromMs }) => validFromMs), rate.validToMs ?? Infinity);
    if (validToMs === rate.validFromMs) return [];
    return [{ ...rate, validToMs: validToMs === Infinity ? null : validToMs }];
  });
  // Each an id of its own, which no row has: a table knows its rates by them.
  const set = sheet.flatMap(({ terms, ...rate }, index): ListedRate[] =>
    terms === null
      ? []
      : [
          {
            ...rate,
            ...terms,
            ...NO_CHANGE,
            id: -1n - BigInt(index),
            accountId: null,
            forcedTrunkId: null,
          },
        ],
  );
  return [...before, ...set];
}
