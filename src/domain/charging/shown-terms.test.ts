/** Whoever reads the terms of a level counts the same charge by them, and nobody reads what those above it add. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { priceMicros } from '../rating/price.ts';
import { anyTerms, termsOf } from '../rating/rating.fixtures.ts';
import type { Terms } from '../rating/rate.ts';
import { writeTerms, type FrozenLevel } from './frozen.ts';
import { paidTerms, readShownTerms, shownTermsOf } from './shown-terms.ts';
import { together } from './price-list.ts';

const SELLER = 7n;

function levelOf(terms: Terms, over: Partial<FrozenLevel> = {}): FrozenLevel {
  return {
    accountId: '3',
    walletId: '3',
    issuerId: String(SELLER),
    revenueAccountId: '3',
    currency: 'EUR',
    rateGroup: 'Retail',
    rateId: '1',
    prefix: '49',
    destination: '',
    rateCurrency: 'EUR',
    terms: writeTerms(terms),
    ...over,
  };
}

const anyMarkUp = fc.bigInt({ min: -500_000n, max: 3_000_000n });

test('by what anybody reads a call costs the same', () => {
  fc.assert(
    fc.property(anyTerms, anyMarkUp, fc.boolean(), fc.nat(7200), (bought, own, isPassedOn, seconds) => {
      const sold = { ...bought, markUpPpm: isPassedOn ? together(bought.markUpPpm, own) : own };
      const levels = [levelOf(sold), levelOf(bought, { issuerId: '1', rateId: isPassedOn ? '1' : '2' })];
      for (const seen of ['everybody', { ownerId: SELLER }, { ownerId: 1n }, 'nobody'] as const)
        for (const [index, terms] of [sold, bought].entries())
          expect(priceMicros(readShownTerms(shownTermsOf({ levels }, index, seen)), seconds)).toBe(
            priceMicros(terms, seconds),
          );
      expect(priceMicros(readShownTerms(paidTerms(writeTerms(sold))), seconds)).toBe(
        priceMicros(sold, seconds),
      );
    }),
  );
});

/** 0.06 a minute; what the seller pays more, and what its customers pay more. */
test.each<[string, bigint, bigint, string, Readonly<{ costPerMinuteNanos: string; markUpPpm: string }>]>([
  ['passes on 0.06 × 1.1', 100_000n, 320_000n, '1', { costPerMinuteNanos: '66000000', markUpPpm: '200000' }],
  ['has a rate of its own', 100_000n, 320_000n, '2', { costPerMinuteNanos: '60000000', markUpPpm: '320000' }],
  // 1.466666 ÷ 1.1 is no decimal: 33.3333 % on 10 % were rounded together.
  ['was rounded', 100_000n, 466_666n, '1', { costPerMinuteNanos: '87999960', markUpPpm: '0' }],
])('a seller that %s reads its own mark-up on what it pays', (_what, above, all, rateId, told) => {
  const rate = { costPerMinuteNanos: 60_000_000n };
  const levels = [
    levelOf(termsOf({ ...rate, markUpPpm: all })),
    levelOf(termsOf({ ...rate, markUpPpm: above }), { issuerId: '1', rateId }),
  ];
  expect(shownTermsOf({ levels }, 0, { ownerId: SELLER })).toMatchObject(told);
  expect(shownTermsOf({ levels }, 1, { ownerId: SELLER })).toMatchObject({
    costPerMinuteNanos: '66000000',
    markUpPpm: '0',
  });
});
