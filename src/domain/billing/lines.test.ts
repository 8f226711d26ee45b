/** Lines of whole minor units that add up to what was charged. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { divideHalfUp, minorMicros } from '../money.ts';
import { largestRemainder, roundLines } from './lines.ts';

test.each([
  // 1.006 + 2.007 = 3.013: 1.00 and 2.00 rounded down, and the cent that lacks goes to 0.7 of a cent, not to 0.6.
  ['EUR', [1_006_000n, 2_007_000n], [1_000_000n, 2_010_000n], 3_010_000n],
  // Three times 0.004 = 0.012: one cent, and the first among equals gets it.
  ['EUR', [4_000n, 4_000n, 4_000n], [10_000n, 0n, 0n], 10_000n],
  // 0.005 is half up; -0.005 mirrors it.
  ['EUR', [5_000n], [10_000n], 10_000n],
  ['EUR', [-5_000n], [-10_000n], -10_000n],
  // A credit among charges: 2.504 - 1.006 = 1.498, that is 1.50. Down: 2.50 and -1.01; the cent goes to 0.4 of one, before -1.006.
  ['EUR', [2_504_000n, -1_006_000n], [2_510_000n, -1_010_000n], 1_500_000n],
  // No digits: 0.4 + 0.4 = 0.8 yen is 1 yen. Three digits: 0.0004 dinar is nothing, 0.0005 a fils.
  ['JPY', [400_000n, 400_000n], [1_000_000n, 0n], 1_000_000n],
  ['KWD', [400n], [0n], 0n],
  ['KWD', [500n], [1_000n], 1_000n],
  ['EUR', [], [], 0n],
] as const)('%s, lines rounded by hand (%#)', (currency, exact, lines, totalMicros) => {
  expect(roundLines(exact, currency)).toEqual({ lines: [...lines], totalMicros });
});

test('lines add up to the rounded sum, each within one minor unit of what is exact, and a negative sum is the mirror', () => {
  const micros = fc.bigInt({ min: -50_000_000n, max: 50_000_000n });
  fc.assert(
    fc.property(
      fc.array(micros, { maxLength: 30 }),
      fc.constantFrom('EUR', 'JPY', 'KWD'),
      (exact, currency) => {
        const minor = minorMicros(currency);
        const { lines, totalMicros } = roundLines(exact, currency);
        const sum = exact.reduce((a, b) => a + b, 0n);
        expect(totalMicros).toBe(divideHalfUp(sum, minor) * minor);
        expect(lines.reduce((a, b) => a + b, 0n)).toBe(totalMicros);
        for (const [index, line] of lines.entries()) {
          const off = line - (exact[index] ?? 0n);
          expect(line % minor === 0n && off < minor && -off < minor).toBe(true);
        }
        if (sum === 0n) return;
        const mirrored = roundLines(
          exact.map((value) => -value),
          currency,
        );
        expect(mirrored.lines.map((line) => -line)).toEqual(lines);
      },
    ),
  );
});

test('none gets a further unit before one with a larger remainder', () => {
  // 1/3 + 1/3 + 4/3 = 2: down 0, 0, 1, all have the remainder 1/3, so the first gets what lacks.
  expect(largestRemainder([1n, 1n, 4n], 3n)).toEqual([1n, 0n, 1n]);
  // 1/3 + 2/3 + 3/3 = 2.
  expect(largestRemainder([1n, 2n, 3n], 3n)).toEqual([0n, 1n, 1n]);
});
