/** What carriers write into cells, and what is too unclear to be priced by. */
import { expect, test } from 'vitest';
import { codesOf, pairOf } from './sheet-cells.ts';
import { missingField, proposeRateMapping, RATE_FIELD_NAMES, rememberedOf } from './sheet-columns.ts';

test.each([
  ['44', ['44'], false],
  ['+44', ['44'], true],
  ['0044', ['44'], true],
  ['44, 4420-4422', ['44', '4420', '4421', '4422'], false],
  ['44;45 ; 44', ['44', '45'], false],
  ['44; 0045', ['44', '45'], true],
  ['0044, +44', ['44'], true],
  ['38-39', ['38', '39'], false],
  ['0038-0039', ['38', '39'], true],
  ['+38 - +39', ['38', '39'], true],
  ['7 – 9', ['7', '8', '9'], false],
])('the codes of %j', (text, codes, isShortened) => {
  expect(codesOf(text)).toEqual({ codes, isShortened });
});

test.each([
  // A list to those who write it: eighteen other codes lie between.
  '1809-1829',
  '4420-22',
  '4422-4420',
  '1 809',
  '44,',
  '',
  '00',
  '+',
  '=44',
  '4.4E1',
  '1234567890123456',
  '44-45-46',
  Array.from({ length: 1001 }, (_, n) => 10_000 + n).join(','),
])('%j says no codes', (text) => {
  expect(codesOf(text)).toBe('unreadable');
});

test.each(['0', '044', '000', '00044', '+044', '+0044', '44; 030', '0-9'])(
  '%j has a code with which no number of the world begins',
  (text) => {
    expect(codesOf(text)).toBe('begins_with_0');
  },
);

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

test('columns are known by the names that carriers use, the surest first', () => {
  const proposed = (headers: string[], remembered = {}) =>
    proposeRateMapping(headers, remembered, RATE_FIELD_NAMES).mapping;
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
  expect(
    proposeRateMapping(['Rate', 'Code', 'ländercode', 'rate', 'Destination'], remembered, RATE_FIELD_NAMES),
  ).toEqual({
    mapping: [null, null, 'code', 'costPerMinute', 'destination'],
    isRemembered: true,
  });
  expect(proposeRateMapping(['Code', 'Cost'], {}, RATE_FIELD_NAMES).isRemembered).toBe(false);
});
