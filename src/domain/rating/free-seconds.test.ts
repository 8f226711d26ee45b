/** What is paid when some of the billed seconds are free: worked cases, and laws against the oracle of prices. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  affordableWithFreeSeconds,
  billedAtMost,
  holdWithFreeMicros,
  priceWithFreeMicros,
} from './free-seconds.ts';
import { billedSeconds, priceMicros } from './price.ts';
import type { Terms } from './rate.ts';
import { anyTerms, oraclePriceMicros, termsOf } from './rating.fixtures.ts';

/** What a call pays of which up to `left` seconds are free. */
const priceOf = (terms: Terms, talk: number, left: number) =>
  priceWithFreeMicros(terms, talk, Math.min(billedSeconds(terms, talk), left));

describe('worked cases, 12000 micros a minute and 5000 to connect', () => {
  const rate = (initial: number, further: number, grace = 0) =>
    termsOf({
      connectionCostMicros: 5000n,
      costPerMinuteNanos: 12_000_000n,
      graceSeconds: grace,
      initialIncrementSeconds: initial,
      incrementSeconds: further,
    });
  test.each([
    ['120 billed = 45 free + 75 paid', rate(60, 60), 90, 45, 5000 + 15_000],
    ['all free: no connection either', rate(60, 60), 90, 120, 0],
    ['one second paid: with the connection', rate(60, 60), 90, 119, 5000 + 200],
    ['nothing left: as ever', rate(60, 60), 90, 0, 5000 + 24_000],
    ['60/30, within the first interval', rate(60, 30), 12, 50, 5000 + 2000],
    ['60/30, no second first interval', rate(60, 30), 61, 60, 5000 + 6000],
    ['1/1', rate(1, 1), 90, 45, 5000 + 9000],
    ['within the grace nothing is billed, and nothing paid', rate(60, 60, 10), 10, 45, 0],
    ['after the grace', rate(60, 60, 10), 11, 45, 5000 + 3000],
    ['not answered', rate(60, 60), 0, 45, 0],
  ])('%s', (_name, terms, talk, left, micros) => {
    const price = left === 0 ? priceMicros(terms, talk) : priceOf(terms, talk, left);
    expect(price).toBe(BigInt(micros));
    expect(oraclePriceMicros(terms, talk, left)).toBe(BigInt(micros));
  });
});

const anyTalk = fc.integer({ min: 0, max: 4000 });
const anyLeft = fc.integer({ min: 1, max: 4000 });

test('the price is what the oracle says of the intervals without the free seconds', () => {
  fc.assert(
    fc.property(anyTerms, anyTalk, anyLeft, (terms, talk, left) => {
      expect(priceOf(terms, talk, left)).toBe(oraclePriceMicros(terms, talk, left));
    }),
  );
});

test('a longer call never costs less, and a free second more never makes it dearer', () => {
  fc.assert(
    fc.property(anyTerms, anyTalk, anyLeft, (terms, talk, left) => {
      expect(priceOf(terms, talk + 1, left)).toBeGreaterThanOrEqual(priceOf(terms, talk, left));
      expect(priceOf(terms, talk, left + 1)).toBeLessThanOrEqual(priceOf(terms, talk, left));
    }),
  );
});

test('a hold is never below the price of the seconds that it allows', () => {
  fc.assert(
    fc.property(anyTerms, anyTalk, anyTalk, anyLeft, (terms, talk, further, left) => {
      const held = holdWithFreeMicros(terms, talk + further, left);
      expect(held).toBeGreaterThanOrEqual(priceOf(terms, talk, left));
      expect(billedAtMost(terms, talk + further)).toBeGreaterThanOrEqual(billedSeconds(terms, talk));
    }),
  );
});

test('money and free seconds last exactly as long as the hold fits', () => {
  const anyMoney = fc.bigInt({ min: -1000n, max: 200_000_000n });
  const secondsMax = 3600;
  fc.assert(
    fc.property(anyTerms, anyMoney, anyLeft, (terms, money, freeSeconds) => {
      const seconds = affordableWithFreeSeconds(terms, money, { freeSeconds, secondsMax });
      const fits = (some: number) => {
        const hold = holdWithFreeMicros(terms, some, freeSeconds);
        return hold === 0n || hold <= money;
      };
      if (seconds > 0) expect(fits(seconds)).toBe(true);
      else expect(fits(1)).toBe(false);
      if (seconds > 0 && seconds < secondsMax) expect(fits(seconds + 1)).toBe(false);
    }),
  );
});
