/** Prices worked out by hand from the rate's wording, then rules that hold for every rate against an exact oracle. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { affordableSeconds, holdMicros, holdTermsOf } from './hold.ts';
import { billedSeconds, priceMicros, talkSecondsOf } from './price.ts';
import { anyTerms, oraclePriceMicros, termsOf } from './rating.fixtures.ts';

const seconds = (ms: number) => talkSecondsOf(ms);

test.each([
  { ms: -5, talk: 0 },
  { ms: 0, talk: 0 },
  { ms: 1, talk: 1 },
  { ms: 1000, talk: 1 },
  { ms: 1001, talk: 2 },
])('$ms ms of talk are $talk s: a started second counts', ({ ms, talk }) => {
  expect(seconds(ms)).toBe(talk);
});

const by60by30 = termsOf({
  connectionCostMicros: 5000n,
  costPerMinuteNanos: 12_000_000n,
  initialIncrementSeconds: 60,
  incrementSeconds: 30,
});
test.each([
  { talk: 0, billed: 0, micros: 0n, because: 'an unanswered call is free' },
  { talk: 1, billed: 60, micros: 17_000n, because: 'the first interval is due in full' },
  { talk: 60, billed: 60, micros: 17_000n, because: 'its last second opens no new interval' },
  { talk: 61, billed: 90, micros: 23_000n, because: 'a started interval is due in full' },
  { talk: 90, billed: 90, micros: 23_000n, because: 'and no more than that' },
])(
  '60/30, 0.005 to connect, 0.012 a minute: $talk s costs $micros micros, for $because',
  ({ talk, billed, micros }) => {
    expect(billedSeconds(by60by30, talk)).toBe(billed);
    expect(priceMicros(by60by30, talk)).toBe(micros);
  },
);

test('inside the grace only the connection is paid; beyond it the grace is not billed', () => {
  const terms = termsOf({ ...by60by30, graceSeconds: 5 });
  expect(priceMicros(terms, 5)).toBe(5_000n);
  expect(billedSeconds(terms, 6)).toBe(60);
  expect(billedSeconds(terms, 65)).toBe(60);
  expect(billedSeconds(terms, 66)).toBe(90);
});

test('mark-up and exchange rate multiply, and the product is rounded once, half up', () => {
  // 0.00001 a minute for 60 s = 10 micros; + 5 % = 10.5 → 11. Two roundings would not differ, three calls would.
  expect(
    priceMicros(
      termsOf({
        costPerMinuteNanos: 10_000n,
        initialIncrementSeconds: 60,
        incrementSeconds: 60,
        markUpPpm: 50_000n,
      }),
      60,
    ),
  ).toBe(11n);
  // 0.90 a minute at 1.0845: 30 s = 0.45 × 1.0845 = 0.488025
  expect(
    priceMicros(
      termsOf({ costPerMinuteNanos: 900_000_000n, markUpPpm: 0n, exchangeRateE10: 10_845_000_000n }),
      30,
    ),
  ).toBe(488_025n);
});

const cases = Number(process.env.RATING_CASES ?? 200_000);

test(`the price equals an independent oracle of exact fractions in ${cases} random cases`, {
  timeout: 240_000,
}, () => {
  fc.assert(
    fc.property(
      anyTerms,
      fc.integer({ min: 0, max: 20_000 }),
      (terms, talk) => priceMicros(terms, talk) === oraclePriceMicros(terms, talk),
    ),
    { numRuns: cases },
  );
});

test('a hold covers the price of every second that it allows, and what is affordable can be held', () => {
  fc.assert(
    fc.property(
      anyTerms,
      fc.bigInt({ min: 0n, max: 50_000_000n }),
      fc.integer({ min: 1, max: 14_400 }),
      (terms, available, longest) => {
        const hold = holdTermsOf(terms);
        const granted = affordableSeconds(hold, available, longest);
        expect(granted).toBeLessThanOrEqual(longest);
        if (granted === 0) {
          expect(hold.firstMicros).toBeGreaterThan(available);
          return;
        }
        if (hold.firstMicros > 0n) expect(holdMicros(hold, granted)).toBeLessThanOrEqual(available);
        expect(priceMicros(terms, granted)).toBeLessThanOrEqual(holdMicros(hold, granted));
        if (granted < longest) expect(holdMicros(hold, granted + 1)).toBeGreaterThan(available);
      },
    ),
    { numRuns: 20_000 },
  );
});

test('a longer call never costs less', () => {
  fc.assert(
    fc.property(
      anyTerms,
      fc.integer({ min: 1, max: 20_000 }),
      (terms, talk) => priceMicros(terms, talk) <= priceMicros(terms, talk + 1),
    ),
    { numRuns: 20_000 },
  );
});
