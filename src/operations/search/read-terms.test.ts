import { expect, test } from 'vitest';
import { readTerms } from './read-terms.ts';

test.each([
  ['+49 30 1234567', '49301234567', null],
  ['+49 (0)30 1234567', '49301234567', null],
  ['0049-30-1234567', '49301234567', '49301234567'],
  ['030 1234567', null, '301234567'],
  ['(030) 12/34.567', null, '301234567'],
  ['493012', '493012', '493012'],
  ['4930', '4930', null],
  ['049', null, null],
  ['49', null, null],
  ['0301', null, null],
  ['1234567890123456', null, null],
  ['12a45', null, null],
  ['٤٩٣٠١', null, null],
  ['', null, null],
])('"%s" begins with %s and ends with %s', (text, begins, ends) => {
  expect(readTerms(text)).toMatchObject({ begins, ends });
});

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['192.0.2.0/24', '192.0.2.0/24'],
  ['2001:db8::1', '2001:db8::1'],
  ['2001:db8::/48', '2001:db8::/48'],
  ['192.0.2.1/24', null],
  ['192.0.2', null],
  ['192.0.2.256', null],
  ['fe80::1%eth0', null],
  ['49/30', null],
])('"%s" is the network %s', (text, network) => {
  expect(readTerms(text).network).toBe(network);
});

test('a UUID is also a session', () => {
  const id = '0193a5c4-7f00-7000-8000-000000000001';
  expect(readTerms(id)).toMatchObject({ sessionId: id, begins: null, network: null });
  expect(readTerms(`${id}0`).sessionId).toBeNull();
});
