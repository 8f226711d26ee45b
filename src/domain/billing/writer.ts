/** How a document writes amounts, counts and days in its language and currency, on its clocks. */
import { DIRECTION, type Language } from '../languages.ts';
import { RATE_DIGITS } from '../exchange.ts';
import { currencyDigits, formatMoney } from '../money.ts';
import { issuerTimezoneOf, type DocumentContent } from './document.ts';

/** Gregorian and with Latin digits everywhere: what account numbers and billing days are written with. */
const LOCALES: Readonly<Record<Language, string>> = {
  en: 'en-GB',
  de: 'de-DE',
  ar: 'ar-u-ca-gregory-nu-latn',
};
/** Digits after the point of the price of one call at most: what the books have. */
const MICRO_DIGITS = 6;

export type Writer = Readonly<{
  /** Of the document. */
  currency: string;
  fill: (text: string, values: Readonly<Record<string, string>>) => string;
  /** In the minor digits of the currency. */
  amount: (micros: bigint) => string;
  /** In as many digits as it takes, at least the minor ones. */
  exactAmount: (micros: bigint, digitsMin?: number) => string;
  /** The same of another currency than the document's. */
  amountIn: (micros: bigint, currency: string) => string;
  count: (value: number) => string;
  /** An exchange rate. */
  rate: (text: string) => string;
  decimal: (text: string) => string;
  /** On the clocks of who is billed. */
  day: (at: Date) => string;
  /** On the clocks of who issues, as its numbers are: in a series no day comes before another. */
  issuerDay: (at: Date) => string;
  moment: (at: Date) => string;
}>;

export function writerOf(language: Language, content: DocumentContent, currency: string): Writer {
  const timeZone = content.timezone;
  const locale = LOCALES[language];
  const digits = currencyDigits(currency);
  const number = (minimumFractionDigits: number, maximumFractionDigits: number) => {
    const format = new Intl.NumberFormat(locale, { minimumFractionDigits, maximumFractionDigits });
    // Marks of direction are the layout's business: each number stands in a box of its own.
    return (decimal: string) =>
      format.format(decimal as Intl.StringNumericLiteral).replaceAll(/[\u061c\u200e\u200f]/g, '');
  };
  const minor = number(digits, digits);
  const whole = number(0, 0);
  const any = number(0, MICRO_DIGITS);
  const exact = Array.from({ length: MICRO_DIGITS + 1 }, (_, least) =>
    number(Math.max(digits, least), MICRO_DIGITS),
  );
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone });
  const issuerDay = new Intl.DateTimeFormat(locale, {
    dateStyle: 'long',
    timeZone: issuerTimezoneOf(content),
  });
  const numbers = new Intl.DateTimeFormat(locale, {
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    timeZone,
  });
  const clock = new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZone,
  });
  const isRtl = DIRECTION[language] === 'rtl';
  return {
    currency,
    fill: (text, values) => filled(text, values, isRtl),
    amount: (micros) => minor(formatMoney(micros)),
    exactAmount: (micros, digitsMin = 0) => (exact[digitsMin] ?? minor)(formatMoney(micros)),
    amountIn: (micros, other) => number(currencyDigits(other), MICRO_DIGITS)(formatMoney(micros)),
    count: (value) => whole(String(value)),
    rate: number(0, RATE_DIGITS),
    decimal: any,
    day: (at) => day.format(at),
    issuerDay: (at) => issuerDay.format(at),
    moment: (at) => `${numbers.format(at).replaceAll(/[\u061c\u200e\u200f]/g, '')} ${clock.format(at)}`,
  };
}

/**
 * In one go: what is filled in is never looked through for places. Where lines run from right to left, or what is filled in
 * does, it is kept apart from the words around it (UAX #9, FSI and PDI).
 */
function filled(text: string, values: Readonly<Record<string, string>>, isRtl: boolean): string {
  return text.replaceAll(/\{(\w+)\}/g, (place, name: string) => {
    const value = values[name];
    if (value === undefined) return place;
    return isRtl || RIGHT_TO_LEFT.test(value) ? `\u2068${value}\u2069` : value;
  });
}

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
