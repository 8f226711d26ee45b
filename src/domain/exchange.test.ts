import { expect, test } from 'vitest';
import { convertedMicros, doubtOfRate, rateText, rateWithSpread } from './exchange.ts';
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

// A fifth up or down is news; more, or against the other direction, is asked about.
test.each([
  ['1.08', null, null, null],
  ['1.296', '1.08', null, null], // exactly a fifth more
  ['1.2961', '1.08', null, ['jump', '1.08']],
  ['0.9', '1.08', null, null], // 1.08 is a fifth more than it
  ['0.8999', '1.08', null, ['jump', '1.08']],
  ['92.5', '0.925', null, ['jump', '0.925']], // the point slipped
  ['0.925', null, '0.925', null], // 1.0810810811 turned over, and 0.925 is 17 % below
  ['0.8', null, '0.8', ['contradiction', '1.25']],
  ['1.08', '1.07', '0.925', null],
  ['1.2', '1.07', '1.2', ['contradiction', '0.8333333333']],
] as const)('%s where %s counted, and %s the other way', (rate, direct, inverse, expected) => {
  const known = {
    directE10: direct === null ? null : e10(direct),
    inverseE10: inverse === null ? null : e10(inverse),
  };
  const doubt = doubtOfRate(e10(rate), known);
  expect(doubt === null ? null : [doubt.why, rateText(doubt.knownE10)]).toEqual(expected);
});
