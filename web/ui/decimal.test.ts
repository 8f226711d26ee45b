import { expect, test } from 'vitest';
import { decimalOf } from './decimal.ts';

test.each([
  ['12,50', '12.50'],
  ['12.50', '12.50'],
  [' 25 ', '25'],
  ['1000', '1000'],
  ['0,125', '0.125'],
  ['1000,5', '1000.5'],
  ['1,000', null],
  ['1.000', null],
  ['12.345', null],
  ['1.250,00', null],
  ['1,250.00', null],
  ['', null],
  ['ten', null],
])('%j is read as %j', (typed, amount) => {
  expect(decimalOf(typed)).toBe(amount);
});
