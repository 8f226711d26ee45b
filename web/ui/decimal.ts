/**
 * Decimal numbers as people write them in their language. Values of forms and requests have a point and no sign between
 * thousands, as the API takes them.
 */

/** What stands before the decimals in a language. */
export type DecimalMark = '.' | ',';

export function decimalMarkOf(language: string): DecimalMark {
  const parts = new Intl.NumberFormat(language).formatToParts(0.5);
  return parts.some(({ type, value }) => type === 'decimal' && value === ',') ? ',' : '.';
}

/** The number that was typed, or the two that it could be; null when it is none. */
export type ReadDecimal =
  | Readonly<{ decimal: string }>
  | Readonly<{ couldBe: readonly [whole: string, decimal: string] }>
  | null;

const SPACED = /^\d{1,3}(?:[ \u00a0\u202f'’]\d{3})+(?=[.,]|$)/;
/** Both marks, or one of them more than once: the last one of two kinds stands before the decimals. */
const GROUPED = /^([1-9]\d{0,2}(?:([.,])\d{3})(?:\2\d{3})*)(?:(?!\2)[.,](\d+))?$/;
const PLAIN = /^(\d*)(?:[.,](\d+))?$/;
/** A thousand in one language, and one and no decimals in another. */
const UNCLEAR = /^([1-9]\d{0,2})([.,])(\d{3})$/;

/**
 * "1234,5", "1.234,50" and "1 234,50" mean the same, whichever mark the language has; so do "1,234.50" and "1234.5". Three
 * digits behind one mark are decimals when it is the mark of the language and they do not end in 0 ("1,125" in German), and
 * otherwise could be thousands: "1.234" in German, "1.500" everywhere. Those are refused rather than guessed.
 */
export function readDecimal(typed: string, mark: DecimalMark): ReadDecimal {
  const text = westernOf(typed.trim());
  const sign = text.startsWith('-') ? '-' : '';
  const digits = text.slice(sign.length);
  const unclear = UNCLEAR.exec(digits);
  if (unclear !== null) {
    const [, whole = '', used, fraction = ''] = unclear;
    if (used === mark && !fraction.endsWith('0')) return { decimal: `${sign}${whole}.${fraction}` };
    return { couldBe: [`${sign}${whole}${fraction}`, withoutZeros(`${sign}${whole}.${fraction}`)] };
  }
  const grouped = GROUPED.exec(digits);
  if (grouped !== null) {
    const [, groups = '', , fraction] = grouped;
    return { decimal: sign + joined(groups.replace(/[.,]/g, ''), fraction) };
  }
  const [, whole, fraction] = PLAIN.exec(digits.replace(SPACED, (groups) => groups.replace(/\D/g, ''))) ?? [];
  if (whole === undefined || whole + (fraction ?? '') === '') return null;
  return { decimal: sign + joined(whole === '' ? '0' : whole, fraction) };
}

/** "1.000", "1,000" and "1 000" where only whole numbers can be meant; what is none stays as it was typed. */
export function wholeOfTyped(typed: string): number | string {
  const text = westernOf(typed.trim());
  const digits = /^[1-9]\d{0,2}(?:([.,])\d{3})(?:\1\d{3})*$/.test(text)
    ? text.replace(/[.,]/g, '')
    : text.replace(SPACED, (groups) => groups.replace(/\D/g, ''));
  return /^\d{1,15}$/.test(digits) ? Number(digits) : typed;
}

/** What a form holds for what was typed: a number, or a text that no schema takes for one. */
export function valueOfTyped(typed: string, mark: DecimalMark): string {
  const read = readDecimal(typed, mark);
  if (read === null) return typed.trim();
  // "1.234" typed in German must not be sent as what the API takes it for.
  return 'decimal' in read ? read.decimal : `${typed.trim()}?`;
}

/** A number of the API as it is typed in a language; anything else as it is. */
export function shownDecimal(value: string, mark: DecimalMark): string {
  return /^-?\d+\.\d+$/.test(value) ? value.replace('.', mark) : value;
}

/** "0.090000000" is how it is kept; nobody types it so. */
export function withoutZeros(decimal: string): string {
  return decimal.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '');
}

function joined(whole: string, fraction: string | undefined): string {
  return fraction === undefined ? whole : `${whole}.${fraction}`;
}

/** Arabic keyboards have digits, marks and a minus of their own (Unicode: Nd, U+066B, U+066C). */
function westernOf(text: string): string {
  return text
    .replace(/[٠-٩۰-۹]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf))
    .replace(/٬(?=\d{3}(?!\d))/g, '\u00a0')
    .replace('٫', '.')
    .replace(/^[−–]/, '-');
}
