/** Amounts worked out by hand, then rules that hold for every amount. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  CURRENCIES,
  currencyDigits,
  divideHalfUp,
  divideUp,
  formatMoney,
  formatRate,
  parseMoney,
  parseRate,
} from './money.ts';

test.each([
  ['12.34', 12_340_000n],
  ['0', 0n],
  ['-0.000001', -1n],
  ['1.0000000000', 1_000_000n],
  ['007', 7_000_000n],
])('"%s" is %d micros', (text, micros) => {
  expect(parseMoney(text)).toBe(micros);
});

test.each([
  '',
  ' ',
  '1,5',
  '1e3',
  '+1',
  '1.',
  '.5',
  '1.0000001',
  'NaN',
  '١',
  '1 000',
  '9'.repeat(41),
  '0x10',
  '1\u0000',
])('refuses %j as an amount', (text) => {
  expect(parseMoney(text)).toBeNull();
});

test('writes all digits, also of small negative amounts', () => {
  expect(formatMoney(12_340_000n)).toBe('12.340000');
  expect(formatMoney(-1n)).toBe('-0.000001');
  expect(formatRate(5n)).toBe('0.000000005');
});

test.each([
  [5n, 2n, 3n],
  [-5n, 2n, -3n],
  [4n, 3n, 1n],
  [5n, 3n, 2n],
  [1n, 3n, 0n],
  [-4n, 3n, -1n],
  [0n, 7n, 0n],
])('%d / %d rounds half up to %d', (numerator, denominator, expected) => {
  expect(divideHalfUp(numerator, denominator)).toBe(expected);
});

test('divides up only when something is left over', () => {
  expect(divideUp(6n, 3n)).toBe(2n);
  expect(divideUp(7n, 3n)).toBe(3n);
  expect(divideUp(-7n, 3n)).toBe(-2n);
});

test('what is written is read back exactly', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }), (value) => {
      expect(parseMoney(formatMoney(value))).toBe(value);
      expect(parseRate(formatRate(value))).toBe(value);
    }),
  );
});

test('minor units follow ISO 4217', () => {
  expect(currencyDigits('EUR')).toBe(2);
  expect(currencyDigits('JPY')).toBe(0);
  expect(currencyDigits('KWD')).toBe(3);
  expect(new Set(CURRENCIES).size).toBe(CURRENCIES.length);
  expect([...CURRENCIES].sort()).toEqual(CURRENCIES);
});
