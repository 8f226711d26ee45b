import { expect, test } from 'vitest';
import { matchesOf } from './matches.ts';

const LABELS = [
  'Bangladesh (BD)',
  'British Indian Ocean Territory (IO)',
  'Denmark (DK)',
  'Equatorial Guinea (GQ)',
  'Germany (DE)',
  'Guinea (GN)',
  'Guinea-Bissau (GW)',
  'India (IN)',
  'Türkiye (TR)',
];

test.each([
  ['india', 'India (IN)'],
  ['de', 'Germany (DE)'],
  ['Den', 'Denmark (DK)'],
  ['guinea', 'Guinea (GN)'],
  ['turkiye', 'Türkiye (TR)'],
  ['ocean', 'British Indian Ocean Territory (IO)'],
  [' ', 'Bangladesh (BD)'],
])('the first match of "%s" is %s', (search, first) => {
  const options = LABELS.map((label) => ({ value: label, label }));
  expect(matchesOf({ options, search, limit: Infinity })[0]).toMatchObject({ label: first });
});

test('what matches nothing has no match, and groups keep their own options', () => {
  const items = LABELS.map((label) => ({ value: label, label }));
  expect(matchesOf({ options: items, search: 'Egypt', limit: Infinity })).toEqual([]);
  expect(matchesOf({ options: [{ group: 'All', items }], search: 'india', limit: Infinity })).toEqual([
    { group: 'All', items: [items[7], items[1]] },
  ]);
});
