/**
 * Exact money. Amounts are micros (1e-6 of the currency's unit), rates are nanos (1e-9) per minute,
 * both bigint; on the wire both are decimal strings. A float never holds money.
 */
import { assert } from './assert.ts';

export type Money = Readonly<{ amountMicros: bigint; currency: string }>;

export const MICROS_PER_UNIT = 1_000_000n;
export const NANOS_PER_UNIT = 1_000_000_000n;
export const MICRO_DIGITS = 6;
export const NANO_DIGITS = 9;

/** No single amount that people enter is larger: 9,000 of the largest still fit PostgreSQL's int8. */
export const AMOUNT_MICROS_MAX = 1_000_000_000n * MICROS_PER_UNIT;
/** The largest rate a price list may hold, per minute; the database states the same bound. */
export const RATE_NANOS_MAX = 1_000_000n * NANOS_PER_UNIT;
/** A balance stays below this, so that int8 (9.22e18) can never overflow by one more amount. */
export const BALANCE_MICROS_MAX = 9_000_000_000_000n * MICROS_PER_UNIT;

/** The longest decimal string we look at: more is a mistake, and long ones cost time to parse. */
const DECIMAL_LENGTH_MAX = 40;
const DECIMAL = /^(-)?(\d+)(?:\.(\d+))?$/;

/**
 * Parses a decimal string ("12.5", "-0.000001") into micros. Null for anything else: exponents, more
 * than six digits that are not zero after the point, thousands separators, "1,5".
 */
export function parseMoney(text: string): bigint | null {
  return parseDecimal(text, MICRO_DIGITS);
}

/** Writes micros as a decimal string with all six digits: 12340000n is "12.340000". */
export function formatMoney(micros: bigint): string {
  return formatDecimal(micros, MICRO_DIGITS);
}

/** Parses a rate per minute into nanos; null when it is no decimal string of at most nine places. */
export function parseRate(text: string): bigint | null {
  return parseDecimal(text, NANO_DIGITS);
}

/** Writes nanos per minute as a decimal string with all nine digits. */
export function formatRate(nanos: bigint): string {
  return formatDecimal(nanos, NANO_DIGITS);
}

/** Parses a decimal string into an integer of 10^-digits, exactly or not at all. */
export function parseDecimal(text: string, digits: number): bigint | null {
  if (text.length > DECIMAL_LENGTH_MAX) return null;
  const match = DECIMAL.exec(text);
  if (match === null) return null;
  const [, sign, whole = '', fraction = ''] = match;
  const significant = fraction.replace(/0+$/, '');
  if (significant.length > digits) return null;
  const value = BigInt(whole + significant.padEnd(digits, '0'));
  return sign === '-' ? -value : value;
}

/** Writes an integer of 10^-digits as a decimal string with exactly `digits` places. */
export function formatDecimal(value: bigint, digits: number): string {
  const isNegative = value < 0n;
  const text = String(isNegative ? -value : value).padStart(digits + 1, '0');
  const decimal = digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
  return isNegative ? `-${decimal}` : decimal;
}

/** Without the zeros at the end of a decimal, but for `digitsMin` of them. */
export function trimmed(decimal: string, digitsMin = 0): string {
  const [whole = '', fraction = ''] = decimal.split('.');
  const kept = fraction.replace(/0+$/, '').padEnd(digitsMin, '0');
  return kept === '' ? whole : `${whole}.${kept}`;
}

/**
 * Divides and rounds to the nearest whole, halves away from zero (2.5 → 3, -2.5 → -3), so that a
 * correction rounds like the charge it takes back.
 */
export function divideHalfUp(numerator: bigint, denominator: bigint): bigint {
  assert(denominator > 0n, 'the denominator is positive');
  const half = denominator / 2n;
  const isOdd = denominator % 2n === 1n;
  const magnitude = numerator < 0n ? -numerator : numerator;
  const quotient = magnitude / denominator;
  const rest = magnitude % denominator;
  const isUp = isOdd ? rest > half : rest >= half;
  const rounded = isUp ? quotient + 1n : quotient;
  return numerator < 0n ? -rounded : rounded;
}

/** Divides and rounds towards plus infinity, for what must never be too little, such as a hold. */
export function divideUp(numerator: bigint, denominator: bigint): bigint {
  assert(denominator > 0n, 'the denominator is positive');
  const quotient = numerator / denominator;
  return numerator > 0n && numerator % denominator !== 0n ? quotient + 1n : quotient;
}

/** ISO 4217, list one (published 2024-06-25): active currencies; funds, metals and tests left out. */
const CURRENCY_CODES =
  'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF ' +
  'CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD ' +
  'HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD ' +
  'LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK ' +
  'PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS ' +
  'TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG';

/** The currencies an account may have, in alphabetical order. */
export const CURRENCIES: readonly string[] = CURRENCY_CODES.split(' ');
const CURRENCY_SET: ReadonlySet<string> = new Set(CURRENCIES);

/** ISO 4217 minor units other than two. */
const WITHOUT_MINOR_UNIT = new Set(
  'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF'.split(' '),
);
const THOUSANDTHS = new Set('BHD IQD JOD KWD LYD OMR TND'.split(' '));

/** Says whether `code` is an active ISO 4217 currency, in upper case. */
export function isCurrency(code: string): boolean {
  return CURRENCY_SET.has(code);
}

/** Digits of the currency's minor unit by ISO 4217: EUR 2, JPY 0, KWD 3. Documents round to it. */
export function currencyDigits(currency: string): 0 | 2 | 3 {
  assert(isCurrency(currency), `"${currency}" is an ISO 4217 currency`);
  if (WITHOUT_MINOR_UNIT.has(currency)) return 0;
  return THOUSANDTHS.has(currency) ? 3 : 2;
}

/** Micros of one minor unit: 10,000 for EUR, 1,000,000 for JPY, 1,000 for KWD. */
export function minorMicros(currency: string): bigint {
  return 10n ** BigInt(MICRO_DIGITS - currencyDigits(currency));
}

/** An amount with the digits of its currency, more where it has more: "5.00" of EUR, "500" of JPY. */
export function formatInCurrency(micros: bigint, currency: string): string {
  return trimmed(formatMoney(micros), currencyDigits(currency));
}

/**
 * What is wrong with an amount of cash or of a bank: nobody can hand over a tenth of a cent. Null when it has no more
 * digits after the point than the currency.
 */
export function mistakeOfDigits(amountMicros: bigint, currency: string): string | null {
  const digits = currencyDigits(currency);
  if (amountMicros % minorMicros(currency) === 0n) return null;
  return digits === 0
    ? 'This currency has no digits after the point. Send a whole amount.'
    : `This currency has ${digits} digits after the point. Send no more.`;
}
