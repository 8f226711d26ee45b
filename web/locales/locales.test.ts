/** Every language says everything that English says, and the panel asks for no text that is not there. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SETTINGS } from '../../src/domain/accounts/settings.ts';
import { ar } from './ar.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { PARTS } from './parts.ts';

type Texts = Readonly<Record<string, unknown>>;

const english = [en, ...(await Promise.all(Object.values(PARTS).map((part) => part.en())))].map(textsOf);
const german = [de, ...(await Promise.all(Object.values(PARTS).map((part) => part.de())))].map(textsOf);
const arabic = [ar, ...(await Promise.all(Object.values(PARTS).map((part) => part.ar())))];
const keys = new Set(english.flatMap((texts) => [...texts.keys()]));

test('German has every text of English, with the same places to fill in, and no other', () => {
  for (const [index, texts] of english.entries()) {
    const translated = german[index]!;
    expect([...translated.keys()].sort()).toEqual([...texts.keys()].sort());
    for (const [key, text] of texts) expect(placesOf(translated.get(key)!), key).toEqual(placesOf(text));
  }
});

/** English and German have two forms where Arabic has six. */
const FORM = /_(zero|one|two|few|many|other)$/;
const FORMS = new Intl.PluralRules('ar').resolvedOptions().pluralCategories;

test('Arabic has every text of English, counted ones in all its forms, and no other', () => {
  for (const [index, texts] of english.entries()) {
    const translated = textsOf(arabic[index]!);
    const wanted = [...texts].flatMap(([key, text]) =>
      !FORM.test(key)
        ? [[key, text] as const]
        : key.endsWith('_other')
          ? FORMS.map((form) => [key.replace(FORM, `_${form}`), text] as const)
          : [],
    );
    expect([...translated.keys()].sort()).toEqual(wanted.map(([key]) => key).sort());
    for (const [key, text] of wanted) {
      const places = placesOf(translated.get(key)!);
      // "One account" and "two accounts" are nouns without a number.
      if (/_(one|two)$/.test(key)) expect(placesOf(text), key).toEqual(expect.arrayContaining(places));
      else expect(places, key).toEqual(placesOf(text));
    }
  }
});

test('Arabic says every sentence of the API that German says, with the same numbers', async () => {
  const catalogues = [de, ...(await Promise.all(Object.values(PARTS).map((part) => part.de())))];
  const sentences = ({ messages = {} }: Texts) => Object.keys(messages as Texts).sort();
  for (const [index, texts] of catalogues.entries())
    expect(sentences(arabic[index]!)).toEqual(sentences(texts));
  const numbersOf = (text: string) => text.match(/\{\w+\}/g) ?? [];
  for (const { messages = {} } of arabic as readonly Texts[])
    for (const [sentence, text] of Object.entries(messages as Texts))
      expect(numbersOf(String(text)), sentence).toEqual(numbersOf(sentence));
});

test('what a setting accepts is said to people without a word of JSON', () => {
  const sentences = Object.values(SETTINGS).map(({ accepts }) => `Send ${accepts}.`);
  for (const sentence of sentences.filter((each) => each.includes('null'))) {
    const messages: Texts = en.messages;
    const said = messages[sentence.replace(/\d+(\.\d+)?/g, '{n}')];
    expect(said, sentence).toMatch(/^[^]*$/);
    expect(said, sentence).not.toMatch(/null|JSON/);
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

/** By whole key; sentences of the schemas are English in the code itself. */
function textsOf(catalogue: Texts): ReadonlyMap<string, string> {
  const { messages: _messages, ...texts } = catalogue;
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
