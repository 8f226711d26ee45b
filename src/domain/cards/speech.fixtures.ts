/** What prompts say, as text, for tests. */
import type { Language } from '../languages.ts';
import { parseMoney } from '../money.ts';
import { PROMPTS } from './prompts.ts';
import { promptsOf } from './speech.ts';
import type { Utterance } from './utterance.ts';
import { VOICES } from './voice.ts';

/** What the prompts say one after the other, without vowel signs, and without spaces: how words are cut does not matter. */
function heard(names: readonly string[], language: Language): string {
  return bare(names.map((name) => PROMPTS[language][name] ?? `<${name} is missing>`).join(' '));
}

export const bare = (text: string) =>
  text
    .replaceAll(/[\u064B-\u0652]/g, '')
    .replaceAll(' ', '')
    .toLowerCase();

export const whole = (value: number, language: Language) => heard(VOICES[language].whole(value), language);
export const say = (utterance: Utterance, language: Language) =>
  heard(promptsOf([utterance], language), language);
export function money(text: string, language: Language): string {
  const [amount = '', currency = ''] = text.split(' ');
  return say({ say: 'money', amountMicros: parseMoney(amount) ?? 0n, currency }, language);
}

/** Rows of "what: how it is said". */
export const rows = (table: string): [string, string][] =>
  table
    .trim()
    .split('\n')
    .map((line) => {
      const [what = '', said = ''] = line.split(' = ');
      return [what.trim(), said.trim()];
    });
