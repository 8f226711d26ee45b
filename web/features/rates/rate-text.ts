/** Increments and samples of prices in the viewer's language. */
import { formatMoney, parseDecimal, parseMoney, parseRate } from '../../../src/domain/money.ts';
import { priceMicros } from '../../../src/domain/rating/price.ts';
import { SAME_CURRENCY_E10 } from '../../../src/domain/rating/rate.ts';

/** "60/6". */
export function incrementsText(
  rate: Readonly<{ initialIncrementSeconds: number; incrementSeconds: number }>,
): string {
  return `${rate.initialIncrementSeconds}/${rate.incrementSeconds}`;
}

/** Long enough to show what increments do. */
export const SAMPLE_SECONDS = 90;

/** What a call of SAMPLE_SECONDS costs, as an amount; null while the fields do not say one. */
export function sampleAmount(
  typed: Readonly<{
    costPerMinute: string;
    connectionCost: string;
    graceSeconds: string;
    initialIncrementSeconds: string;
    incrementSeconds: string;
  }>,
  markUpPercent: string,
): string | null {
  const costPerMinuteNanos = parseRate(typed.costPerMinute);
  const connectionCostMicros = parseMoney(typed.connectionCost === '' ? '0' : typed.connectionCost);
  const markUpPpm = parseDecimal(markUpPercent, 4);
  const [grace, initial, further] = [
    typed.graceSeconds === '' ? '0' : typed.graceSeconds,
    typed.initialIncrementSeconds,
    typed.incrementSeconds,
  ].map((text) => (/^\d{1,4}$/.test(text) ? Number(text) : null));
  if (costPerMinuteNanos === null || connectionCostMicros === null || markUpPpm === null) return null;
  if (grace === null || initial === null || further === null) return null;
  if (grace === undefined || !initial || !further) return null;
  const terms = {
    costPerMinuteNanos,
    connectionCostMicros,
    graceSeconds: grace,
    initialIncrementSeconds: initial,
    incrementSeconds: further,
    markUpPpm,
    exchangeRateE10: SAME_CURRENCY_E10,
  };
  return formatMoney(priceMicros(terms, SAMPLE_SECONDS));
}
