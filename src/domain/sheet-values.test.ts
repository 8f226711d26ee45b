/** Numbers and dates as people, carriers and spreadsheets write them. */
import { expect, test } from 'vitest';
import { dateOf, decimalOf, type DateOrder } from './sheet-values.ts';

test.each([
  ['0,0125', '0.0125'],
  ['.5', '0.5'],
  ['-,5', '-0.5'],
  ['1.234,5', '1.234,5'],
])('the decimal %j', (text, decimal) => {
  expect(decimalOf(text)).toBe(decimal);
});

const date = (text: string, order: DateOrder | null = null, serialDayZero: string | null = null) => {
  const moment = dateOf(text, { order, timezone: 'Europe/Berlin', serialDayZero });
  return moment instanceof Date ? moment.toISOString() : moment;
};

test.each([
  ['2026-12-31', '2026-12-30T23:00:00.000Z'],
  ['2026-07-01', '2026-06-30T22:00:00.000Z'],
  ['20261231', '2026-12-30T23:00:00.000Z'],
  ['2026/12/31 06:30', '2026-12-31T05:30:00.000Z'],
  ['2026-12-31T00:00:00', '2026-12-30T23:00:00.000Z'],
  ['2026-12-31 06:30:15', '2026-12-31T05:30:15.000Z'],
  ['31.12.2026', '2026-12-30T23:00:00.000Z'],
  ['1.12.2026', '2026-11-30T23:00:00.000Z'],
  ['01-Dec-2026', '2026-11-30T23:00:00.000Z'],
  ['Sept 1, 2026', '2026-08-31T22:00:00.000Z'],
  ['31/12/2026', '2026-12-30T23:00:00.000Z'],
  ['12/31/2026', '2026-12-30T23:00:00.000Z'],
  ['05/05/2026', '2026-05-04T22:00:00.000Z'],
  ['01/12/2026', 'ambiguous'],
  ['1-12-2026', 'ambiguous'],
  ['31/12/26', 'no_date'],
  ['30.02.2026', 'no_date'],
  ['12.31.2026', 'no_date'],
  ['1926-01-01', 'no_date'],
  ['2026-12-31 25:00', 'no_date'],
  ['1 Foo 2026', 'no_date'],
  ['46357', 'no_date'],
  ['soon', 'no_date'],
  ['', 'no_date'],
])('the date %j', (text, moment) => {
  expect(date(text)).toBe(moment);
});

test('an order settles what is unclear, and does not bend what is clear', () => {
  expect(date('01/12/2026', 'day_first')).toBe('2026-11-30T23:00:00.000Z');
  expect(date('01/12/2026', 'month_first')).toBe('2026-01-11T23:00:00.000Z');
  expect(date('31/12/2026', 'month_first')).toBe('no_date');
  expect(date('1.12.2026', 'month_first')).toBe('2026-11-30T23:00:00.000Z');
});

test('days of a spreadsheet are counted from its own beginning', () => {
  // Excel shows 46357 as 2026-12-01; a workbook that counts from 1904 has 44895 there.
  expect(date('46357', null, '1899-12-30')).toBe('2026-11-30T23:00:00.000Z');
  expect(date('46357.250174', null, '1899-12-30')).toBe('2026-12-01T05:00:15.000Z');
  expect(date('46357.25', null, '1899-12-30')).toBe('2026-12-01T05:00:00.000Z');
  expect(date('44895', null, '1904-01-01')).toBe('2026-11-30T23:00:00.000Z');
});
