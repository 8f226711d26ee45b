import { expect, test } from 'vitest';
import { wrongTaxNumberOf } from './tax-number.ts';

test.each([
  ['', null],
  ['DE123456789', null],
  ['de 123 456 789', null],
  ['DE123', 'DE'],
  ['DE1234567890', 'DE'],
  ['ATU12345678', null],
  ['AT12345678', 'AT'],
  ['NL123456789B01', null],
  ['NL123456789', 'NL'],
  ['ESX1234567X', null],
  ['FRXX123456789', null],
  ['IE1234567WA', null],
  ['CHE-123.456.789 MWST', null],
  ['CHE-123', 'CHE'],
  ['GB 123 4567 89', null],
  ['EL12345678', 'EL'],
  // National numbers, other countries and words are nobody's business here.
  ['12/345/67890', null],
  ['US 12-3456789', null],
  ['Deposit', null],
  ['ES-Verein', null],
])('the tax number "%s" is wrong as one of %s', (text, expected) => {
  expect(wrongTaxNumberOf(text)).toBe(expected);
});
