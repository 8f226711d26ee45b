import { expect, test } from 'vitest';
import { COUNTRIES } from '../accounts/places.ts';
import { diallingPlan } from './dialling-plans.ts';
import { toE164 } from './e164.ts';

test.each([
  ['+49 (30) 123-456', 'US', '4930123456', '"+" is the same everywhere'],
  ['004930123456', 'DE', '4930123456', '00 is the international prefix'],
  ['01149301234567', 'US', '49301234567', 'North America dials 011'],
  ['030123456', 'DE', '4930123456', '0 is the national prefix'],
  ['2125551234', 'US', '12125551234', 'ten digits are national in North America'],
  ['12125551234', 'US', '12125551234', 'the national prefix is the calling code'],
  ['612345678', 'ES', '34612345678', 'Spain has no national prefix'],
  ['4930123456', 'DE', '4930123456', 'without a mark it is E.164 already'],
  ['4930123456', null, '4930123456', 'no country, no guess'],
])('%s dialled in %s is %s: %s', (dialled, country, expected, _because) => {
  expect(toE164(dialled, country)).toBe(expected);
});

test.each([
  '',
  '+',
  'abc',
  '112',
  '+0123456789',
  '12345678901234567890',
  '+49;drop',
  '*31#030123456',
  '١٢٣٤٥٦٧٨',
])('%j is no number of the world', (dialled) => {
  expect(toE164(dialled, 'DE')).toBeNull();
});

test('nearly every country has a dialling plan', () => {
  expect(COUNTRIES.filter((country) => diallingPlan(country) === null)).toEqual([
    'AQ',
    'BV',
    'GS',
    'HM',
    'PN',
    'TF',
    'UM',
  ]);
  expect(diallingPlan('DE')).toEqual({ callingCode: '49', internationalPrefix: '00', nationalPrefix: '0' });
});
