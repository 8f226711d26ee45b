/** What one price list asks otherwise than another one, prefix by prefix, mark-ups included. */

/**
 * `new`, `missing`: the prefix stands in the second list only, or in the first; then a shorter prefix may price its calls. `changed`: the
 * same cost per minute, and something else is different.
 */
export type ListChangeCounts = Readonly<
  Record<'new' | 'missing' | 'raised' | 'lowered' | 'changed' | 'unchanged', number>
>;

/** Null where the list has no rate of the prefix. */
export type ListDifference = Readonly<{
  change: Exclude<keyof ListChangeCounts, 'unchanged'>;
  prefix: string;
  destination: string;
  costBeforeNanos: bigint | null;
  costPerMinuteNanos: bigint | null;
  connectionBeforeMicros: bigint | null;
  connectionCostMicros: bigint | null;
  /** "60/6" */
  incrementsBefore: string | null;
  increments: string | null;
}>;
