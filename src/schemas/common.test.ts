/** Texts that people type: what is kept exactly, and what is refused with which fix. */
import { expect, test } from 'vitest';
import { line, lines } from './common.ts';

const messagesOf = (text: string, min = 1) =>
  line(100, min)
    .safeParse(text)
    .error?.issues.map(({ message }) => message);

test.each([
  'Ďábel Łukasz Ñandú',
  '中文 日本語 한국어',
  'العربية',
  'עברית\u200f',
  // Persian with ZWNJ, Sinhala with ZWJ: both are spelling.
  'می\u200cخواهم',
  'ක\u200dෂ',
  '👩\u200d👩\u200d👧 ❤\ufe0f 🇩🇪',
  'e\u0301',
  "O'Neil; --",
])('%j stays as typed', (text) => {
  expect(line(100, 1).parse(text)).toBe(text);
  expect(lines(100).parse(text)).toBe(text);
});

test.each([
  ['a\ud800b', 'half a character'],
  ['\udc00', 'half a character'],
  ['a\u0085b', 'control characters'],
  ['a\u009bb', 'control characters'],
  ['a\u2028b', 'line breaks'],
  ['\u202eevil', 'direction'],
  ['a\u202ab', 'direction'],
  ['a\u2066b\u2069', 'direction'],
])('%j is refused in a line', (text, says) => {
  expect(messagesOf(text, 0)?.join()).toContain(says);
});

test.each(['\u200b', '\u200d\u200c', '\u2060 \u00ad', '\u3164', '\u2800', '\ufe0f'])(
  '%j is no name, though an optional text may hold it',
  (text) => {
    expect(messagesOf(text)).toEqual([
      'All characters of this are invisible. Type something that can be read.',
    ]);
    expect(messagesOf(text, 0)).toBeUndefined();
  },
);

test('an empty required text has one message', () => {
  expect(messagesOf('  ')).toEqual(['Required: type something here.']);
});

test('lines take the line breaks of every system and keep one kind', () => {
  expect(lines(100).parse('a\r\nb\rc\nd\r\n')).toBe('a\nb\nc\nd');
  for (const text of ['a\u0000b', 'a\u0085b', 'a\ud800', '\u202ea', 'a\u2067b']) {
    expect(lines(100).safeParse(text).success, text).toBe(false);
  }
});
