import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatDecimal } from '../../src/domain/money.ts';
import {
  decimalMarkOf,
  readDecimal,
  shownDecimal,
  valueOfTyped,
  withoutZeros,
  wholeOfTyped,
} from './decimal.ts';

const read = (typed: string, mark: ',' | '.') => {
  const number = readDecimal(typed, mark);
  return number === null ? null : 'decimal' in number ? number.decimal : number.couldBe.join(' or ');
};

// What is typed, what it is in German (decimal comma), and what in English.
test.each([
  ['12,50', '12.50', '12.50'],
  ['12.50', '12.50', '12.50'],
  [' 25 ', '25', '25'],
  ['1000', '1000', '1000'],
  ['-1000,5', '-1000.5', '-1000.5'],
  ['0,125', '0.125', '0.125'],
  ['0.125', '0.125', '0.125'],
  [',5', '0.5', '0.5'],
  ['1,2345', '1.2345', '1.2345'],
  // Three digits behind one mark.
  ['1,125', '1.125', '1125 or 1.125'],
  ['1.125', '1125 or 1.125', '1.125'],
  ['1.234', '1234 or 1.234', '1.234'],
  ['1,000', '1000 or 1', '1000 or 1'],
  ['1.000', '1000 or 1', '1000 or 1'],
  ['-1.500', '-1500 or -1.5', '-1500 or -1.5'],
  // Thousands that cannot be mistaken.
  ['1.250,00', '1250.00', '1250.00'],
  ['1,250.00', '1250.00', '1250.00'],
  ['1.234.567', '1234567', '1234567'],
  ['1 234 567,5', '1234567.5', '1234567.5'],
  ['1\u202f234', '1234', '1234'],
  ['1’234.5', '1234.5', '1234.5'],
  ['١٬٢٣٤٫٥٠', '1234.50', '1234.50'],
  // No numbers.
  ['12.50.00', null, null],
  ['1.25,000', null, null],
  ['1,2,3', null, null],
  ['1.234,567.8', null, null],
  ['12 34', null, null],
  ['1e3', null, null],
  ['12,', null, null],
  ['.', null, null],
  ['', null, null],
  ['ten', null, null],
])('%j is %j in German and %j in English', (typed, german, english) => {
  expect([read(typed, ','), read(typed, '.')]).toEqual([german, english]);
});

test('a language has its mark', () => {
  expect(['en', 'en-GB', 'de', 'de-CH', 'ar-EG-u-nu-latn'].map(decimalMarkOf)).toEqual([
    '.',
    '.',
    ',',
    '.',
    '.',
  ]);
});

test('what cannot be read is a text that the API takes for no number', () => {
  expect(valueOfTyped('1.234', ',')).toBe('1.234?');
  expect(valueOfTyped(' ten ', ',')).toBe('ten');
});

test('property: a number is typed as it is shown, or its two meanings are asked for', () => {
  const number = fc
    .tuple(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), fc.integer({ min: 0, max: 9 }))
    .map(([value, digits]) => withoutZeros(formatDecimal(value, digits)));
  fc.assert(
    fc.property(number, fc.constantFrom(',' as const, '.' as const), (value, mark) => {
      expect(read(shownDecimal(value, mark), mark)).toBe(value);
    }),
    { numRuns: 1000 },
  );
});

test.each([
  { typed: '1.000', number: 1000 },
  { typed: '50,000', number: 50_000 },
  { typed: '1 000 000', number: 1_000_000 },
  { typed: '٥٠', number: 50 },
  { typed: '1.5', number: '1.5' },
  { typed: '1.000,5', number: '1.000,5' },
  { typed: '10.00', number: '10.00' },
  { typed: '', number: '' },
])('$typed is $number where only whole numbers are meant', ({ typed, number }) => {
  expect(wholeOfTyped(typed)).toBe(number);
});
