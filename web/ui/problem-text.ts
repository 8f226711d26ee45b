import i18next, { type TFunction } from 'i18next';
import { ApiProblem } from '../api/problem.ts';
import { formatLocale } from '../app/i18n.ts';
import { decimalMarkOf, shownDecimal } from './decimal.ts';

/** A sentence a person can act on: ours for the code where we have one, else the server's. */
export function problemText(error: unknown, t: TFunction): string {
  if (!(error instanceof ApiProblem)) return t('problem.internal_error');
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
  if (text === undefined) return message;
  const filled = text.replaceAll('{n}', () => numbers.shift() ?? '');
  return filled.replace('{typed}', () => QUOTED.exec(message)?.[1] ?? '');
}
