import { expect, test } from 'vitest';
import { isAllHeld } from './all-held.ts';

test.each([
  ['0.000000', '5.000000', true],
  ['-0.100000', '5.000000', true],
  // What is held comes back, and the account still owes more.
  ['-5.000000', '5.000000', false],
  ['-6.000000', '5.000000', false],
  ['0.000000', '0.000000', false],
  ['1.000000', '5.000000', false],
])('of %s available and %s held, all is held: %s', (available, held, expected) => {
  expect(isAllHeld({ available, held })).toBe(expected);
});
