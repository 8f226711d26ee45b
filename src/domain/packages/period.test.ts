/** Where periods begin and end on the clocks of the account. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PERIODS, periodAt, type Period } from './period.ts';

const periodOf = (period: Period, timezone: string, monthDay: number, at: string) => {
  const calendar = { timezone, monthDay, fromMs: Date.parse('2026-01-05T10:00Z'), toMs: null };
  const { startsAtMs, endsAtMs } = periodAt(period, calendar, Date.parse(at));
  return [startsAtMs, endsAtMs].map((ms) => (ms === null ? null : new Date(ms).toISOString().slice(0, 16)));
};

test.each<[string, Period, string, number, string, (string | null)[]]>([
  ['a month', 'month', 'UTC', 1, '2026-11-30T23:59Z', ['2026-11-01T00:00', '2026-12-01T00:00']],
  [
    'east of Greenwich',
    'month',
    'Asia/Tokyo',
    1,
    '2026-11-30T15:00Z',
    ['2026-11-30T15:00', '2026-12-31T15:00'],
  ],
  [
    'west of it',
    'month',
    'America/Los_Angeles',
    1,
    '2026-12-01T07:59Z',
    ['2026-11-01T07:00', '2026-12-01T08:00'],
  ],
  [
    'a change of clocks inside',
    'month',
    'Europe/Berlin',
    1,
    '2026-03-15T12:00Z',
    ['2026-02-28T23:00', '2026-03-31T22:00'],
  ],
  ['the 15th, before it', 'month', 'UTC', 15, '2027-01-14T12:00Z', ['2026-12-15T00:00', '2027-01-15T00:00']],
  ['the 15th, on it', 'month', 'UTC', 15, '2027-01-15T00:00Z', ['2027-01-15T00:00', '2027-02-15T00:00']],
  ['the last day', 'month', 'UTC', 0, '2028-02-29T00:00Z', ['2028-02-29T00:00', '2028-03-31T00:00']],
  ['before the last day', 'month', 'UTC', 0, '2027-02-27T23:00Z', ['2027-01-31T00:00', '2027-02-28T00:00']],
  [
    'a week from Monday',
    'week',
    'Europe/Berlin',
    1,
    '2026-11-29T22:59Z',
    ['2026-11-22T23:00', '2026-11-29T23:00'],
  ],
  ['a Sunday', 'week', 'UTC', 1, '2026-11-29T12:00Z', ['2026-11-23T00:00', '2026-11-30T00:00']],
  [
    'a day of 23 hours',
    'day',
    'Europe/Berlin',
    1,
    '2026-03-29T12:00Z',
    ['2026-03-28T23:00', '2026-03-29T22:00'],
  ],
  [
    'a day that begins at one',
    'day',
    'America/Santiago',
    1,
    '2026-09-06T12:00Z',
    ['2026-09-06T04:00', '2026-09-07T03:00'],
  ],
  [
    'a day whose midnight comes twice',
    'day',
    'America/Havana',
    1,
    '2026-11-01T12:00Z',
    ['2026-11-01T04:00', '2026-11-02T05:00'],
  ],
  [
    'a quarter of an hour',
    'day',
    'Asia/Kathmandu',
    1,
    '2026-06-01T12:00Z',
    ['2026-05-31T18:15', '2026-06-01T18:15'],
  ],
  ['once', 'once', 'UTC', 1, '2026-11-30T12:00Z', ['2026-01-05T10:00', null]],
])('%s', (_name, period, timezone, monthDay, at, expected) => {
  expect(periodOf(period, timezone, monthDay, at)).toEqual(expected);
});

test('every moment is in its period, and the end of one begins the next', () => {
  const zones = [
    'UTC',
    'Europe/Berlin',
    'America/Santiago',
    'Africa/Cairo',
    'Asia/Kathmandu',
    'Australia/Lord_Howe',
  ];
  const from = Date.parse('2024-01-01');
  fc.assert(
    fc.property(
      fc.constantFrom(...PERIODS.filter((period) => period !== 'once')),
      fc.constantFrom(...zones),
      fc.integer({ min: 0, max: 28 }),
      fc.integer({ min: from, max: from + 4 * 366 * 86_400_000 }),
      (period, timezone, monthDay, atMs) => {
        const calendar = { timezone, monthDay, fromMs: from, toMs: null };
        const { startsAtMs, endsAtMs } = periodAt(period, calendar, atMs);
        expect(startsAtMs).toBeLessThanOrEqual(atMs);
        expect(endsAtMs).toBeGreaterThan(atMs);
        expect(periodAt(period, calendar, endsAtMs ?? 0).startsAtMs).toBe(endsAtMs);
        expect(periodAt(period, calendar, startsAtMs)).toEqual({ startsAtMs, endsAtMs });
      },
    ),
  );
});
