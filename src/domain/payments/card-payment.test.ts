import { expect, test } from 'vitest';
import { gatewayFeeMicros, mistakeOfCardAmount, partOfLevelMicros } from './card-payment.ts';

const UNIT = 1_000_000n;

test.each([
  [100n * UNIT, 29_000, 250_000n, 3_150_000n],
  [10_010_000n, 29_000, 0n, 290_000n], // 0.29029
  [100_000n, 29_000, 250_000n, 100_000n], // more than it is
  [100n * UNIT, 0, 0n, 0n],
])('the fee of %s at %s ppm and %s', (amount, feePpm, fixedMicros, wanted) => {
  expect(gatewayFeeMicros(amount, { feePpm, fixedMicros, currency: 'EUR' })).toBe(wanted);
});

test('a level gives back the part, or what it is at the rate it got its own at', () => {
  const parts = [33_330_000n, 33_330_000n, 33_340_000n];
  const at = (exchangeRateE10: bigint | null, currency: string) =>
    parts.map((part) => partOfLevelMicros(part, { exchangeRateE10, currency }));
  expect(at(null, 'EUR')).toEqual(parts);
  expect(at(11_000_000_000n, 'USD')).toEqual([36_660_000n, 36_660_000n, 36_670_000n]);
});

test.each([
  ['EUR', 12_340_000n, true],
  ['EUR', 12_345_000n, false],
  ['JPY', 12n * UNIT, true],
  ['JPY', 12_500_000n, false],
  ['KWD', 12_340_000n, true],
  ['KWD', 12_345_000n, false],
  ['MGA', 12n * UNIT, true],
  ['MGA', 12_500_000n, false],
])('%s %s may be charged: %s', (currency, micros, wanted) => {
  expect(mistakeOfCardAmount(micros, currency) === null).toBe(wanted);
});
