import i18next, { type TFunction } from 'i18next';
import { ApiProblem } from '../api/problem.ts';
import { formatLocale } from '../app/i18n.ts';
import { decimalMarkOf, shownDecimal } from './decimal.ts';

/** A sentence a person can act on: ours for the code where we have one, else the server's. */
export function problemText(error: unknown, t: TFunction): string {
  if (!(error instanceof ApiProblem)) return t('problem.internal_error');
  // Where no field is marked, as for an address that somebody wrote, what is wrong with the fields is the sentence.
  const wrong = error.code === 'invalid_input' ? error.errors.map(({ message }) => message) : [];
  if (wrong.length > 0 && !wrong.some((message) => error.message.startsWith(message)))
    return [...new Set(wrong)].map((message) => fieldText(message)).join(' ');
  return t(`problem.${error.code}`, { defaultValue: fieldText(error.message) });
}

const NUMBERS = /\d+(\.\d+)?/g;
/** What somebody typed, quoted at the head of a message. */
const QUOTED =
  /^"(.*)"(?= (must be|is no|is none of|is the number of none of|is the address of|is an address of) )/s;

/**
 * Messages of fields come in English from the shared schemas; languages translate them by their text, in
 * which numbers may be left open, "Use at most {n} characters.", and what was typed: '"{typed}" must be …'.
 */
export function fieldText(message: string): string {
  // Not by `t`: it would read the full stop at the end of a sentence as a step into the catalogue.
  const messages: unknown = i18next.getResource(i18next.language, 'translation', 'messages');
  const catalogue = (messages ?? {}) as Readonly<Record<string, string>>;
  const shape = message.replace(QUOTED, '"{typed}"');
  const mark = decimalMarkOf(formatLocale(i18next.language));
  const numbers = (shape.match(NUMBERS) ?? []).map((number) => shownDecimal(number, mark));
  const text = catalogue[shape] ?? catalogue[shape.replace(NUMBERS, '{n}')];
  if (text === undefined) return namedText(catalogue, message) ?? message;
  const filled = text.replaceAll('{n}', () => numbers.shift() ?? '');
  return filled.replace('{typed}', () => QUOTED.exec(message)?.[1] ?? '');
}

/** A place in a sentence that is neither a number nor what was typed, such as {country}. */
const NAMED = /\{(?!n\}|typed\})(\w+)\}/;

/** By the sentences that leave places open by name; null where none of them is this one. */
export function namedText(catalogue: Readonly<Record<string, string>>, message: string): string | null {
  for (const [key, text] of Object.entries(catalogue)) {
    if (!NAMED.test(key)) continue;
    const [first = '', ...rest] = key.split(new RegExp(NAMED, 'g'));
    let pattern = escaped(first);
    const names = new Set<string>();
    for (let index = 0; index < rest.length; index += 2) {
      const name = rest[index] ?? '';
      pattern += (names.has(name) ? `\\k<${name}>` : `(?<${name}>.+)`) + escaped(rest[index + 1] ?? '');
      names.add(name);
    }
    const found = new RegExp(`^${pattern}$`, 's').exec(message)?.groups;
    if (found !== undefined) return text.replace(new RegExp(NAMED, 'g'), (_all, name) => found[name] ?? '');
  }
  return null;
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
