/** What all voices have in common: names of prompts, letters, and the shape of a voice. */
import { CURRENCIES } from '../money.ts';

/** The text of each prompt by its name, which is the name of its file. A text that ends in "." is a sentence of its own. */
export type Prompts = Readonly<Record<string, string>>;

export type Voice = Readonly<{
  prompts: Prompts;
  /** A whole number from 0 to `WHOLE_MAX`, alone: the names of the prompts that say it. */
  whole: (value: number) => readonly string[];
  /** So many of a noun, such as five minutes. */
  count: (value: number, noun: string) => readonly string[];
  /** Currencies with a name: the nouns of the unit and of the minor unit; null where ISO 4217 has none. */
  currencies: Readonly<Record<string, CurrencyNouns>>;
}>;

export type CurrencyNouns = readonly [unit: string, minorUnit: string | null];

/** The largest number that can be said: balances stay below nine trillion. */
export const WHOLE_MAX = 999_999_999_999_999;

/** Two and more of "million", "thousand", the largest first. */
export const SCALES: readonly (readonly [noun: string, value: number])[] = [
  ['trillion', 1e12],
  ['billion', 1e9],
  ['million', 1e6],
  ['thousand', 1e3],
];

/** Between groups of digits. No text: silence. */
export const PAUSE = 'pause';

/** Prompts of the numbers 0 to 99 by their words, in order. */
export function numbered(words: readonly string[]): Prompts {
  return Object.fromEntries(words.map((word, value) => [`number-${value}`, word]));
}

/** Prompts of the letters that codes of currencies without a name need, from the names of A to Z. */
export function letters(names: string, named: Readonly<Record<string, CurrencyNouns>>): Prompts {
  const spelled = new Set(
    CURRENCIES.filter((code) => named[code] === undefined).flatMap((code) => [...code]),
  );
  return Object.fromEntries(
    names
      .split(', ')
      .map((text, index) => [String.fromCharCode(65 + index), text] as const)
      .filter(([letter]) => spelled.has(letter))
      .map(([letter, text]) => [`letter-${letter.toLowerCase()}`, text]),
  );
}

/** Prompts of nouns: each form of a noun is one, such as "minute-many". */
export function nounPrompts<Form extends string>(
  nouns: Readonly<Record<string, Readonly<Record<Form, string>>>>,
  forms: readonly Form[],
): Prompts {
  return Object.fromEntries(
    Object.entries(nouns).flatMap(([noun, texts]) => forms.map((form) => [`${noun}-${form}`, texts[form]])),
  );
}

/** The groups of three digits of a number, the largest first, without empty ones; the last has no scale. */
export function groupsOf(value: number): readonly Readonly<{ scale: string | null; group: number }>[] {
  const scaled = SCALES.map(([scale, size]) => ({ scale, group: Math.floor(value / size) % 1000 }));
  return [...scaled, { scale: null, group: value % 1000 }].filter(({ group }) => group > 0);
}
