/** Numbers of documents: how they look, and that no two kinds make the same. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { settingsFrom } from '../accounts/settings.ts';
import { mistakeOfFormat } from '../number-format.ts';
import { clashOfFormats, formatNumber, formatsOf } from './series.ts';

const DEFAULT_FORMATS = formatsOf(settingsFrom(new Map()));

test.each([
  ['INV-{year}-{number:5}', 42n, 'INV-2026-00042'],
  ['{number}/{year}', 42n, '42/2026'],
  // One more than five digits hold.
  ['INV-{year}-{number:5}', 100_000n, 'INV-2026-100000'],
])('%s, the number %d: %s', (format, serial, number) => {
  expect(mistakeOfFormat(format)).toBeNull();
  expect(formatNumber(format, 2026, serial)).toBe(number);
});

test.each([
  ['', /once each/],
  ['INV-{number}', /once each/],
  ['INV-{year}', /once each/],
  ['{year}-{number}-{number:5}', /once each/],
  ['{year}-{number:0}', /Use braces/],
  ['{year}-{number:13}', /Use braces/],
  ['{year:4}-{number}', /Use braces/],
  ['{year}-{number}-{month}', /Use braces/],
  ['{year}-{number}{', /Use braces/],
  ['{year}-{number}\n', /Latin letters/],
  [' {year}-{number}', /Latin letters/],
  ['RÉC-{year}-{number}', /Latin letters/],
  [`{year}-{number}${'x'.repeat(40)}`, /at most 40/],
])('%j is refused', (format, message) => {
  expect(mistakeOfFormat(format)).toMatch(message);
});

const withFormats = (receipt: string, invoice: string) =>
  clashOfFormats({ ...DEFAULT_FORMATS, receipt, invoice });

test.each([
  ['A{year}-{number}', 'A{year}-{number:5}'],
  ['A{year}-{number}', 'a{year}-{number}'],
  // 1-2026-5 of both.
  ['{number}-{year}-5', '1-{year}-{number}'],
  ['A{year}{number}', 'A{number}{year}'],
])('%s and %s may make the same number', (receipt, invoice) => {
  expect(withFormats(receipt, invoice)).toEqual(['receipt', 'invoice']);
});

test.each([
  ['1-{year}-{number}', '2-{year}-{number}'],
  ['INV{year}-{number}', '{year}-{number}'],
  ['{year}-{number}', '{year}/{number}'],
])('%s and %s never do', (receipt, invoice) => {
  expect(withFormats(receipt, invoice)).toBeNull();
});

test('the formats that are proposed are accepted', () => {
  expect(clashOfFormats(DEFAULT_FORMATS)).toBeNull();
  expect(Object.values(DEFAULT_FORMATS).map(mistakeOfFormat)).toEqual(Array(5).fill(null));
});

test('formats that are said not to clash make different numbers', () => {
  const text = fc.stringMatching(/^[a1-]{0,2}$/);
  const format = fc
    .tuple(text, fc.constantFrom('{year}', '{number}', '{number:2}'), text, text)
    .map(([a, first, b, c]) => `${a}${first}${b}${first === '{year}' ? '{number}' : '{year}'}${c}`);
  const year = fc.constantFrom(1111, 2026);
  const serial = fc.bigInt({ min: 1n, max: 120n });
  fc.assert(
    fc.property(format, format, fc.tuple(year, serial, year, serial), (one, two, [y1, s1, y2, s2]) => {
      if (formatNumber(one, y1, s1) === formatNumber(two, y2, s2))
        expect(withFormats(one, two)).not.toBeNull();
    }),
    { numRuns: 2000 },
  );
});
