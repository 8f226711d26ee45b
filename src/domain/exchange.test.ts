import { expect, test } from 'vitest';
import { convertedMicros, rateText, rateWithSpread } from './exchange.ts';
import { parseDecimal, parseMoney } from './money.ts';

const e10 = (text: string) => parseDecimal(text, 10)!;
const micros = (text: string) => parseMoney(text)!;

// Worked by hand: the amount times the rate, to the nearest minor unit of the currency it is converted to.
test.each([
  ['100', '0.9215', 'EUR', '92.15'],
  ['10', '156.255', 'JPY', '1563'], // 1,562.55
  ['0.01', '156.4', 'JPY', '2'], // 1.564
  ['33.33', '0.30715', 'KWD', '10.237'], // 10.2373095
  ['1563', '0.0063997952', 'USD', '10'], // 10.0028799
  ['0.001', '3.2557', 'USD', '0'], // 0.0032557: less than half a cent
  ['0.002', '2.5', 'EUR', '0.01'], // 0.005: halves go up
  ['1000000000', '0.0000000001', 'EUR', '0.1'],
])('%s at %s in %s are %s', (amount, rate, currency, expected) => {
  expect(convertedMicros(micros(amount), e10(rate), currency)).toBe(micros(expected));
});

test('the spread is for the issuer, whichever way the money goes', () => {
  expect(rateText(rateWithSpread(e10('0.92'), '1.5', 'in'))).toBe('0.9062');
  expect(rateText(rateWithSpread(e10('0.92'), '1.5', 'out'))).toBe('0.9338');
  expect(rateText(rateWithSpread(e10('0.92'), '0', 'in'))).toBe('0.92');
  expect(rateWithSpread(1n, '20', 'in')).toBe(1n);
});
