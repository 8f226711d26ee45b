import fc from 'fast-check';
import { expect, test } from 'vitest';
import { commissionMicros } from './commission.ts';
import type { FrozenCommission } from './frozen.ts';

const of = (ppm: number, over: Partial<FrozenCommission> = {}): FrozenCommission => ({
  accountId: '2',
  walletId: '2',
  issuerId: '1',
  commissionAccountId: '9',
  currency: 'EUR',
  level: 0,
  ppm,
  exchangeRateE10: '10000000000',
  ...over,
});

test.each([
  // net charge in micros, commission, in micros
  ['10 % of 1.00', 1_000_000n, of(100_000), 100_000n],
  ['2.5 % of 0.000039: 0.975 of a micro is none', 39n, of(25_000), 0n],
  ['33.3333 % of 0.10', 100_000n, of(333_333), 33_333n],
  ['of another currency at 1.1', 1_000_000n, of(100_000, { exchangeRateE10: '11000000000' }), 110_000n],
  ['of a level that is not there', 1_000_000n, of(100_000, { level: 3 }), 0n],
])('%s', (_name, net, commission, expected) => {
  expect(commissionMicros(commission, [net])).toBe(expected);
});

test('several that share a charge never take more than it', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 0n, max: 10n ** 12n }),
      fc.array(fc.integer({ min: 0, max: 1_000_000 }), { maxLength: 8 }),
      (net, shares) => {
        const total = shares.reduce((sum, share) => sum + share, 0);
        const within =
          total === 0
            ? []
            : shares.map((share) => Math.floor((share * 1_000_000) / Math.max(total, 1_000_000)));
        const taken = within.map((ppm) => commissionMicros(of(ppm), [net]));
        return taken.reduce((sum, micros) => sum + micros, 0n) <= net;
      },
    ),
  );
});
