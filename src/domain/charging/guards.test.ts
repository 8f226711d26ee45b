/** Counting what was spent, and what one more call may cost. */
import { expect, test } from 'vitest';
import { allowanceMicros, countSpent, spentMicros } from './guards.ts';
import type { BookWallet } from './book.ts';

const NOON = Date.UTC(2026, 10, 24, 12);
const wallet = (over: Partial<BookWallet> = {}): BookWallet => ({
  id: 1n,
  accountId: 2n,
  balanceMicros: 0n,
  heldMicros: 0n,
  creditLimitMicros: 0n,
  liveCalls: 0,
  accessCalls: 0,
  concurrentCallsMax: null,
  cpsMax: null,
  cpsTokensMilli: 0n,
  cpsAtMs: 0,
  spentHourMicros: 0n,
  spentDayMicros: 0n,
  spentAtMs: 0,
  allowances: new Map(),
  ...over,
});

test.each([
  ['the same hour', 0, 59 * 60_000, { hour: 7n, day: 9n }],
  ['the next hour', 59 * 60_000, 60 * 60_000, { hour: 0n, day: 9n }],
  ['the next day', 11 * 3_600_000, 12 * 3_600_000, { hour: 0n, day: 0n }],
  ['the same hour of another day', 0, 24 * 3_600_000, { hour: 0n, day: 0n }],
] as const)('what was spent counts in %s', (_name, spentAfterMs, askedAfterMs, expected) => {
  const spent = wallet({ spentHourMicros: 7n, spentDayMicros: 9n, spentAtMs: NOON + spentAfterMs });
  expect(spentMicros(spent, new Date(NOON + askedAfterMs))).toEqual(expected);
});

test('a correction gives back, never below nothing', () => {
  const row = wallet();
  countSpent(row, 10n, new Date(NOON));
  countSpent(row, -4n, new Date(NOON + 3_600_000));
  expect(spentMicros(row, new Date(NOON + 3_600_000))).toEqual({ hour: 0n, day: 6n });
  countSpent(row, -100n, new Date(NOON + 3_600_001));
  expect(spentMicros(row, new Date(NOON + 3_600_001))).toEqual({ hour: 0n, day: 0n });
});

test.each([
  ['no caps', {}, 0n, null],
  ['the hour', { spendPerHour: '10' }, 0n, 10n - 3n - 4n],
  ['the day', { spendPerDay: '10' }, 0n, 10n - 5n - 4n],
  ['the call alone', { callCost: '2' }, 0n, 2n],
  ['what is held for itself is its own', { spendPerHour: '10' }, 4n, 10n - 3n],
  ['a cap that was lowered below what is spent', { spendPerHour: '2' }, 0n, 0n],
] as const)('what one call may cost: %s', (_name, caps, heldMicros, expected) => {
  const now = new Date(NOON);
  const row = wallet({ heldMicros: 4n, spentHourMicros: 3n, spentDayMicros: 5n, spentAtMs: NOON });
  const all = { spendPerHour: null, spendPerDay: null, callCost: null, ...caps };
  expect(allowanceMicros(all, row, { heldMicros, now })).toBe(expected);
});
