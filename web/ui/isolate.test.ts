import { expect, test } from 'vitest';
import { isolate, withoutMarks } from './isolate.ts';

test.each([
  ['Bäckerei Süß 7', 'Bäckerei Süß 7'],
  ['مخبز 7', '\u2068مخبز 7\u2069'],
  ['מאפייה', '\u2068מאפייה\u2069'],
  // Whoever writes "override" into a name turns that name, and not the page.
  ['a\u202eb', '\u2068a\u202eb\u2069'],
])('%s is kept apart only where it could turn the text around it', (typed, expected) => {
  expect(isolate(typed)).toBe(expected);
  expect(withoutMarks(isolate(typed))).toBe(typed);
});
