import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ageOf, AGES, dueWithin } from './ageing.ts';

const NOW = new Date('2026-11-30T12:00:00Z');
const DAY_MS = 86_400_000;

test.each([
  [-1, 'not_due'],
  [0, 'to_30'],
  [30 * DAY_MS - 1, 'to_30'],
  [30 * DAY_MS, 'to_60'],
  [60 * DAY_MS, 'to_90'],
  [90 * DAY_MS - 1, 'to_90'],
  [90 * DAY_MS, 'over_90'],
  [3000 * DAY_MS, 'over_90'],
] as const)('what has been due for %i ms is %s', (ms, age) => {
  expect(ageOf(new Date(NOW.getTime() - ms), NOW)).toBe(age);
});

test('every due date has exactly one age, and is within its bounds', () => {
  fc.assert(
    fc.property(fc.integer({ min: -400 * DAY_MS, max: 400 * DAY_MS }), (ms) => {
      const dueAt = new Date(NOW.getTime() - ms);
      const within = AGES.filter((age) => {
        const { from, to } = dueWithin(age, NOW);
        return (from === null || dueAt > from) && (to === null || dueAt <= to);
      });
      expect(within).toEqual([ageOf(dueAt, NOW)]);
    }),
  );
});
