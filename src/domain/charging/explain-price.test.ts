/** The line of a price is true as it stands, also where nothing is due. */
import { expect, test } from 'vitest';
import { priceMicros } from '../rating/price.ts';
import { priceWithFreeMicros } from '../rating/free-seconds.ts';
import { SAME_CURRENCY_E10 } from '../rating/rate.ts';
import { priceRemark } from './explain-price.ts';
import { writeTerms } from './frozen.ts';
import { figure, remarkText } from './remarks.ts';
import { shownTerms } from './shown-terms.ts';

const TERMS = {
  connectionCostMicros: 10_000n,
  costPerMinuteNanos: 20_000_000n,
  graceSeconds: 5,
  initialIncrementSeconds: 60,
  incrementSeconds: 60,
  markUpPpm: 0n,
  exchangeRateE10: SAME_CURRENCY_E10,
};
const price = { terms: shownTerms(writeTerms(TERMS)), rateCurrency: 'EUR', currency: 'EUR' };
const ANNA = figure.text('Anna');
const GRACE = '60/60 after 5 s of grace';

test.each<[seconds: number, free: number | null, told: string]>([
  [0, null, 'Anna: without a second of talk nothing is due.'],
  [0, 0, 'Anna: without a second of talk nothing is due.'],
  [
    4,
    null,
    `Anna: ${GRACE}, 4 s are billed as 0 s: 0.01 EUR to connect + 0.02 EUR a minute × 0 s ÷ 60 = 0.01 EUR`,
  ],
  [4, 0, `Anna: ${GRACE}, 4 s are billed as 0 s, and packages cover them: connecting is not due either.`],
  [61, 60, `Anna: ${GRACE}, 61 s are billed as 60 s, and packages cover them: connecting is not due either.`],
  [
    70,
    60,
    `Anna: ${GRACE}, 70 s are billed as 120 s, 60 s of them free: 0.01 EUR to connect + 0.02 EUR a minute × 60 s ÷ 60 = 0.03 EUR`,
  ],
])('%i s with %s free seconds', (paidSeconds, free, told) => {
  const micros =
    free === null ? priceMicros(TERMS, paidSeconds) : priceWithFreeMicros(TERMS, paidSeconds, free);
  const seconds = { paidSeconds, freeSeconds: free ?? 0, isCovered: free !== null };
  expect(remarkText(priceRemark(ANNA, price, seconds, micros))).toBe(told);
});

test('by a rate that is nobody’s, too', () => {
  const seconds = { paidSeconds: 0, freeSeconds: 0, isCovered: false };
  expect(remarkText(priceRemark(null, price, seconds, 0n))).toBe('Without a second of talk nothing is due.');
});
