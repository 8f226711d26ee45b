/** Whether what a period comes to is issued, left for later, or waits for somebody who looks at it. */
import type { PeriodKind } from './compose.ts';

export type Judged = 'issue' | 'skip' | 'far_above' | 'negative';

/** Of so few documents nobody can say what is usual. */
const USUAL_OF_MIN = 3;
/** So many times what is usual is far above it. */
export const FAR_ABOVE = 10;

export type ToJudge = Readonly<{
  kind: PeriodKind;
  /** Movements and calls that it would name. */
  items: number;
  totalMicros: bigint;
  /** The account wants documents of 0, too. */
  isWantedEmpty: boolean;
  /** Totals of those before it, the newest first. */
  earlierMicros: readonly bigint[];
  /** So many times the usual is far above it; null = never. */
  factor: number | null;
  /** Somebody has looked at it and wants it as it is. */
  isReleased: boolean;
}>;

/**
 * A document without an amount is skipped unless the account wants those; what is on it stays open for the next one. Never one
 * with an amount.
 */
export function judge({
  items,
  totalMicros,
  isWantedEmpty,
  earlierMicros,
  factor,
  isReleased,
  kind,
}: ToJudge): Judged {
  if (totalMicros === 0n)
    return isWantedEmpty && (kind !== 'commission_note' || items > 0) ? 'issue' : 'skip';
  if (isReleased) return 'issue';
  if (totalMicros < 0n) return 'negative';
  const usualMicros = usualOf(earlierMicros);
  if (
    factor !== null &&
    usualMicros !== null &&
    usualMicros > 0n &&
    totalMicros > usualMicros * BigInt(factor)
  )
    return 'far_above';
  return 'issue';
}

/** The mean of those before it; null when there are too few. */
export function usualOf(earlierMicros: readonly bigint[]): bigint | null {
  if (earlierMicros.length < USUAL_OF_MIN) return null;
  return earlierMicros.reduce((sum, micros) => sum + micros, 0n) / BigInt(earlierMicros.length);
}
