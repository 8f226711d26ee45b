/** What a sheet of rates changes in a price list: each of its rates against the one that would be in force without it. */

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
