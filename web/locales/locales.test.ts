/** Every language says everything that English says, and the panel asks for no text that is not there. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { de } from './de.ts';
import { en } from './en.ts';
import { PARTS } from './parts.ts';

type Texts = Readonly<Record<string, unknown>>;

const english = [en, ...(await Promise.all(Object.values(PARTS).map((part) => part.en())))].map(textsOf);
const german = [de, ...(await Promise.all(Object.values(PARTS).map((part) => part.de())))].map(textsOf);
const keys = new Set(english.flatMap((texts) => [...texts.keys()]));

test('German has every text of English, with the same places to fill in, and no other', () => {
  for (const [index, texts] of english.entries()) {
    const translated = german[index]!;
    expect([...translated.keys()].sort()).toEqual([...texts.keys()].sort());
    for (const [key, text] of texts) expect(placesOf(translated.get(key)!), key).toEqual(placesOf(text));
  }
});

test('every text that the panel names by its whole key exists', () => {
  const missing = readdirSync('web', { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.includes('.test.'))
    .flatMap((name) => {
      const code = readFileSync(join('web', name), 'utf8');
      return Array.from(code.matchAll(/\bt\(\s*'([\w.]+)'/g), ([, key = '']) => ({ name, key }));
    })
    .filter(({ key }) => !keys.has(key) && !keys.has(`${key}_other`));
  expect(missing).toEqual([]);
});

/** By whole key; sentences of the schemas and of the registry of reasons are English in the code itself. */
function textsOf(catalogue: Texts): ReadonlyMap<string, string> {
  const { messages: _messages, reason: _reason, ...texts } = catalogue;
  return new Map(flat(texts, ''));
}

function flat(texts: Texts, path: string): [string, string][] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}${key}`, value]] : flat(value as Texts, `${path}${key}.`),
  );
}

function placesOf(text: string): string[] {
  return Array.from(text.matchAll(/\{\{(\w+)\}\}/g), ([, place = '']) => place).sort();
}
