/** Terms as a reader may see them: a mark-up that is none of its business stands in the price, exactly. */
import { known } from '../assert.ts';
import { formatDecimal, parseDecimal, trimmed } from '../money.ts';
import { PPM, type Terms } from '../rating/rate.ts';
import { readTerms, type Frozen, type WrittenTerms } from './frozen.ts';

/** Digits that a mark-up in millionths adds to a price. */
export const MARK_UP_DIGITS = 6;

/** Micros and nanos have up to six digits after the point, where a mark-up is in them. */
export type ShownTerms = Readonly<{
  connectionCostMicros: string;
  costPerMinuteNanos: string;
  graceSeconds: number;
  initialIncrementSeconds: number;
  incrementSeconds: number;
  /** Only what is not in the price yet. */
  markUpPpm: string;
  exchangeRateE10: string;
}>;

/** Whose mark-ups are seen: everybody's, those of the lists of one account, or nobody's. */
export type SeenMarkUps = 'everybody' | Readonly<{ ownerId: bigint }> | 'nobody';

/**
 * Of one level. The owner of its list reads its own mark-up, on what it pays itself: what those above it add is in that. Where the
 * mark-ups were rounded together, so that no factor leads from the one to the other exactly, it reads the price alone.
 */
export function shownTermsOf(
  { levels }: Pick<Frozen, 'levels'>,
  index: number,
  seen: SeenMarkUps,
): ShownTerms {
  const { terms: written, issuerId, rateId } = known(levels[index], 'a level of the call');
  const terms = readTerms(written);
  if (seen === 'everybody') return shownTerms(written);
  const seller = levels[index + 1];
  if (seen === 'nobody' || issuerId !== String(seen.ownerId) || seller === undefined)
    return withMarkUp(terms, PPM + terms.markUpPpm, 0n);
  // A rate of its own has no mark-up but its own; one that is passed on, those of the lists above, too.
  if (seller.rateId !== rateId) return shownTerms(written);
  const [all, above] = [PPM + terms.markUpPpm, PPM + readTerms(seller.terms).markUpPpm];
  const isExact = above > 0n && (all * PPM) % above === 0n;
  return isExact ? withMarkUp(terms, above, (all * PPM) / above - PPM) : withMarkUp(terms, all, 0n);
}

/** As they are, for whoever may see all of them. */
export function shownTerms(written: WrittenTerms): ShownTerms {
  const terms = readTerms(written);
  return withMarkUp(terms, PPM, terms.markUpPpm);
}

/** What is paid, for everybody: the whole mark-up is in the price. */
export function paidTerms(written: WrittenTerms): ShownTerms {
  const terms = readTerms(written);
  return withMarkUp(terms, PPM + terms.markUpPpm, 0n);
}

/** `factor` in millionths is in the price, `markUpPpm` is not. */
function withMarkUp(terms: Terms, factor: bigint, markUpPpm: bigint): ShownTerms {
  const { graceSeconds, initialIncrementSeconds, incrementSeconds } = terms;
  const exact = (price: bigint) => trimmed(formatDecimal(price * factor, MARK_UP_DIGITS));
  return {
    connectionCostMicros: exact(terms.connectionCostMicros),
    costPerMinuteNanos: exact(terms.costPerMinuteNanos),
    graceSeconds,
    initialIncrementSeconds,
    incrementSeconds,
    markUpPpm: String(markUpPpm),
    exchangeRateE10: String(terms.exchangeRateE10),
  };
}

/** What prices a call to the same amount: micros and nanos in millionths with the mark-up in them, and a factor of one millionth. */
export function readShownTerms(shown: ShownTerms): Terms {
  const { connectionCostMicros, costPerMinuteNanos, markUpPpm, exchangeRateE10, ...seconds } = shown;
  const marked = (price: string) => (millionthsOf(price) * (PPM + BigInt(markUpPpm))) / PPM;
  return {
    ...seconds,
    connectionCostMicros: marked(connectionCostMicros),
    costPerMinuteNanos: marked(costPerMinuteNanos),
    markUpPpm: 1n - PPM,
    exchangeRateE10: BigInt(exchangeRateE10),
  };
}

/** Of a micro, or a nano a minute. */
export function millionthsOf(price: string): bigint {
  return known(parseDecimal(price, MARK_UP_DIGITS), 'a decimal of at most six digits after the point');
}
