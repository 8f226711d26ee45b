import { expect, test } from 'vitest';
import { isEmergencyNumber } from './emergency-numbers.ts';

test.each([
  ['112', 'DE', true],
  ['110', 'DE', true],
  ['999', 'DE', false],
  ['999', 'GB', true],
  ['911', 'US', true],
  ['000', 'AU', true],
  ['1399', 'GA', true],
  ['112', null, true],
  ['911', null, true],
  ['110', null, false],
  // A longer number is none: 1123456 may be somebody's.
  ['1123', 'DE', false],
  ['+112', 'DE', false],
  ['49112', 'DE', false],
  [' 112', 'DE', false],
])('%s dialled in %s calls for help: %s', (dialled, country, expected) => {
  expect(isEmergencyNumber(dialled, country)).toBe(expected);
});
