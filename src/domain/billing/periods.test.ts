/** Billing days, against clocks that are looked at every quarter of an hour. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { BillingSchedule } from '../accounts/billing-rules.ts';
import { daysSeen, isDue, type SeenDay } from '../../../test/billing/calendar-oracle.ts';
import { nextBoundary, type BillingCalendar } from './periods.ts';

const LAST = 0;

const next = (after: string, timezone: string, schedule: BillingSchedule, billingDay: number) =>
  nextBoundary(new Date(after), { schedule, billingDay, timezone }).toISOString().replace(':00.000Z', 'Z');

test.each<[string, string, string, BillingSchedule, number, string]>([
  ['the month ends', '2026-11-30T23:59:59.999Z', 'UTC', 'monthly', 1, '2026-12-01T00:00Z'],
  ['on the boundary the next one comes', '2026-12-01T00:00Z', 'UTC', 'monthly', 1, '2027-01-01T00:00Z'],
  ['the year ends', '2026-12-15T12:00Z', 'America/New_York', 'monthly', 1, '2027-01-01T05:00Z'],
  ['the 28th', '2027-02-01T00:00Z', 'UTC', 'monthly', 28, '2027-02-28T00:00Z'],
  ['the 28th of a leap year is not its last', '2028-02-28T00:00Z', 'UTC', 'monthly', 28, '2028-03-28T00:00Z'],
  ['last of a leap February', '2024-01-31T00:00Z', 'UTC', 'monthly', LAST, '2024-02-29T00:00Z'],
  ['last of 2028', '2028-02-28T23:59Z', 'Asia/Kolkata', 'monthly', LAST, '2028-03-30T18:30Z'],
  ['2100 is no leap year', '2100-02-01T00:00Z', 'UTC', 'monthly', LAST, '2100-02-28T00:00Z'],
  ['last of December', '2026-12-01T00:00Z', 'Europe/Berlin', 'monthly', LAST, '2026-12-30T23:00Z'],
  ['from last to last', '2026-12-30T23:00Z', 'Europe/Berlin', 'monthly', LAST, '2027-01-30T23:00Z'],
  ['a Monday', '2026-11-24T12:00Z', 'Asia/Kathmandu', 'weekly', 1, '2026-11-29T18:15Z'],
  ['a Sunday', '2026-11-24T12:00Z', 'Asia/Kathmandu', 'weekly', 7, '2026-11-28T18:15Z'],
  ['a week over the year', '2026-12-31T12:00Z', 'Pacific/Kiritimati', 'weekly', 5, '2027-01-07T10:00Z'],
  ['a day of 23 hours', '2026-03-28T23:00Z', 'Europe/Berlin', 'daily', 1, '2026-03-29T22:00Z'],
  ['a day of 25 hours', '2026-10-24T22:00Z', 'Europe/Berlin', 'daily', 1, '2026-10-25T23:00Z'],
  ['a day of 23.5 hours', '2026-10-03T13:30Z', 'Australia/Lord_Howe', 'daily', 1, '2026-10-04T13:00Z'],
  ['summer begins at midnight', '2026-03-28T12:00Z', 'Asia/Beirut', 'daily', 1, '2026-03-28T22:00Z'],
  ['and it is still that day', '2026-03-28T22:00Z', 'Asia/Beirut', 'daily', 1, '2026-03-29T21:00Z'],
  [
    'summer began at midnight in 2018',
    '2018-11-04T02:59Z',
    'America/Sao_Paulo',
    'daily',
    1,
    '2018-11-04T03:00Z',
  ],
  [
    'summer ended at midnight in 2018',
    '2018-02-17T02:00Z',
    'America/Sao_Paulo',
    'daily',
    1,
    '2018-02-18T03:00Z',
  ],
  ['midnight comes twice', '2026-10-31T12:00Z', 'America/Havana', 'daily', 1, '2026-11-01T04:00Z'],
  ['the second is none', '2026-11-01T04:30Z', 'America/Havana', 'daily', 1, '2026-11-02T05:00Z'],
  ['a Friday that never was', '2011-12-29T12:00Z', 'Pacific/Apia', 'weekly', 5, '2011-12-30T10:00Z'],
  ['the Saturday after it', '2011-12-29T12:00Z', 'Pacific/Apia', 'weekly', 6, '2011-12-30T10:00Z'],
  ['its last day', '2011-12-01T12:00Z', 'Pacific/Apia', 'monthly', LAST, '2011-12-30T10:00Z'],
])('%s: after %s in %s, %s %i, comes %s', (_, after, timezone, schedule, billingDay, expected) => {
  expect(next(after, timezone, schedule, billingDay)).toBe(expected);
});

const CALENDARS: readonly Omit<BillingCalendar, 'timezone'>[] = [
  { schedule: 'daily', billingDay: 1 },
  ...[1, 2, 3, 4, 5, 6, 7].map((billingDay) => ({ schedule: 'weekly' as const, billingDay })),
  ...Array.from({ length: 29 }, (_, billingDay) => ({ schedule: 'monthly' as const, billingDay })),
];

/** Three years each, chosen for what their clocks do in them. */
const PLACES: readonly (readonly [string, number])[] = [
  ['UTC', 2026],
  ['Europe/Berlin', 2027],
  ['America/New_York', 2023],
  ['America/Sao_Paulo', 2016],
  ['America/Havana', 2024],
  ['America/St_Johns', 2009], // one minute after midnight, clocks went back to the day before
  ['Asia/Beirut', 2026],
  ['Asia/Kolkata', 2026],
  ['Asia/Kathmandu', 2026],
  ['Australia/Lord_Howe', 2026],
  ['Pacific/Apia', 2010], // 2011-12-30 never was
  ['Pacific/Kiritimati', 2026],
  ['Antarctica/Troll', 2026], // two hours
];

const seen = new Map<string, readonly SeenDay[]>();
const dueSeen = new Map<string, readonly number[]>();

function dueOf(
  timezone: string,
  fromYear: number,
  { schedule, billingDay }: Omit<BillingCalendar, 'timezone'>,
): readonly number[] {
  const days = seen.get(timezone) ?? daysSeen(timezone, fromYear, fromYear + 3);
  seen.set(timezone, days);
  const key = `${timezone} ${schedule} ${billingDay}`;
  const known = dueSeen.get(key);
  if (known !== undefined) return known;
  const starts = days.filter(({ date }) => isDue(date, schedule, billingDay)).map(({ startMs }) => startMs);
  const due = [...new Set(starts)];
  dueSeen.set(key, due);
  return due;
}

test.each(PLACES)('in three years in %s no billing day is missed or comes twice', (timezone, fromYear) => {
  for (const calendar of CALENDARS) {
    const due = dueOf(timezone, fromYear, calendar);
    let at = new Date(due[0]! - 1);
    for (const expected of due) {
      const boundary = nextBoundary(at, { ...calendar, timezone });
      expect(
        boundary.toISOString(),
        `${calendar.schedule} ${calendar.billingDay} after ${at.toISOString()}`,
      ).toBe(new Date(expected).toISOString());
      at = boundary;
    }
  }
});

test('whenever one asks, the same boundary comes next, and it is later', () => {
  const place = fc.constantFrom(...PLACES);
  fc.assert(
    fc.property(
      place,
      fc.constantFrom(...CALENDARS),
      fc.nat(),
      fc.nat(),
      ([timezone, year], calendar, day, ms) => {
        const due = dueOf(timezone, year, calendar);
        const place = day % (due.length - 1);
        const [from, to] = [due[place]!, due[place + 1]!];
        const after = from + (ms % (to - from));
        expect(nextBoundary(new Date(after), { ...calendar, timezone }).getTime()).toBe(to);
      },
    ),
    { numRuns: 500 },
  );
});
