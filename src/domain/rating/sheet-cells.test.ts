/** What carriers write into cells, and what is too unclear to be priced by. */
import { expect, test } from 'vitest';
import { codesOf, dateOf, decimalOf, pairOf, type DateOrder } from './sheet-cells.ts';
import { missingField, proposeRateMapping, rememberedOf } from './sheet-columns.ts';

test.each([
  ['44', ['44']],
  ['+44', ['44']],
  ['44, 4420-4422', ['44', '4420', '4421', '4422']],
  ['44;45 ; 44', ['44', '45']],
  ['38-39', ['38', '39']],
  ['7 – 9', ['7', '8', '9']],
  // A list to those who write it: eighteen other codes lie between.
  ['1809-1829', null],
  ['4420-22', null],
  ['4422-4420', null],
  ['1 809', null],
  ['44,', null],
  ['', null],
  ['=44', null],
  ['4.4E1', null],
  ['1234567890123456', null],
  [Array.from({ length: 1001 }, (_, n) => 10_000 + n).join(','), null],
])('the codes of %j', (text, codes) => {
  expect(codesOf(text)).toEqual(codes);
});

test.each([
  ['60/6', ['60', '6']],
  ['1-1', ['1', '1']],
  ['60 + 30', ['60', '30']],
  ['60', null],
  ['60/', null],
  ['60/6/1', null],
  ['01-Jan', null],
])('the increments of %j', (text, pair) => {
  expect(pairOf(text)).toEqual(pair);
});

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
  expect(date('46357.25', null, '1899-12-30')).toBe('2026-12-01T05:00:00.000Z');
  expect(date('44895', null, '1904-01-01')).toBe('2026-11-30T23:00:00.000Z');
});

test('columns are known by the names that carriers use, the surest first', () => {
  const proposed = (headers: string[], remembered = {}) => proposeRateMapping(headers, remembered).mapping;
  expect(
    proposed([
      'Code',
      'Destination',
      'Connection Cost',
      'Grace Time',
      'Cost/Min',
      'Initial Increment',
      'Increment',
    ]),
  ).toEqual([
    'code',
    'destination',
    'connectionCost',
    'graceTime',
    'costPerMinute',
    'initialIncrement',
    'increment',
  ]);
  expect(
    proposed(['Cost', 'Rate per minute', 'Dial Code', 'Billing Increments', 'Effective Date', 'x']),
  ).toEqual([null, 'costPerMinute', 'code', 'increments', 'validFrom', null]);
  expect(missingField(proposed(['Code', 'Nothing']))).toBe('costPerMinute');
  expect(missingField(proposed(['Cost']))).toBe('code');
});

test('what columns meant is remembered by their names, in any order, and twice the same name twice', () => {
  const remembered = rememberedOf(
    ['Ländercode', 'Rate', 'Rate', '', 'Code'],
    ['code', null, 'costPerMinute', null, null],
  );
  expect(proposeRateMapping(['Rate', 'Code', 'ländercode', 'rate', 'Destination'], remembered)).toEqual({
    mapping: [null, null, 'code', 'costPerMinute', 'destination'],
    isRemembered: true,
  });
  expect(proposeRateMapping(['Code', 'Cost'], {}).isRemembered).toBe(false);
});
