/** Money, times and durations in the viewer's language; times in the zone of the account they belong to. */
import { isE164 } from '../../src/domain/numbering/e164.ts';
import { currencyDigits, formatMoney, parseMoney } from '../../src/domain/money.ts';
import { instantOf } from '../../src/domain/zoned-time.ts';

type Sign = 'auto' | 'exceptZero';

/** "12.34 €": everywhere the currency's own digits, and as many more as the amount has. */
export function moneyText(amount: string, currency: string, language: string): string {
  return figureText(amount, currency, language, 0);
}

/**
 * The same in a column, where points stand below each other: digits that others have and this one lacks are spaces as
 * wide as digits. `places` is how many digits the longest amount of the column has.
 */
export function figureText(
  amount: string,
  currency: string,
  language: string,
  places: number,
  signDisplay: Sign = 'auto',
): string {
  const digits = Math.max(currencyDigits(currency), significantDigits(amount));
  const format = new Intl.NumberFormat(language, {
    style: 'currency',
    currency,
    signDisplay,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  const parts = format.formatToParts(amount as Intl.StringNumericLiteral);
  const last = parts.findLastIndex(({ type }) => type === 'fraction' || type === 'integer');
  const space =
    (digits === 0 && places > 0 ? POINT_SPACE : '') + DIGIT_SPACE.repeat(Math.max(0, places - digits));
  return parts.map(({ value }, index) => (index === last ? value + space : value)).join('');
}

/** With a sign in front, for movements. */
export function signedFigureText(amount: string, currency: string, language: string, places: number): string {
  return figureText(amount, currency, language, places, 'exceptZero');
}

/** Digits after the point of the longest of these amounts, not counting zeros at the end. */
export function placesOf(amounts: readonly (string | null)[]): number {
  return Math.max(0, ...amounts.map((amount) => (amount === null ? 0 : significantDigits(amount))));
}

/** Unicode's figure space and punctuation space. */
const DIGIT_SPACE = '\u2007';
const POINT_SPACE = '\u2008';

/** Nothing is rounded away: a charge of 0.1335 must not look like 0.13. */
function significantDigits(amount: string): number {
  return (amount.split('.')[1] ?? '').replace(/0+$/, '').length;
}

/** Adds decimal strings exactly; what is no amount counts as nothing. */
export function addAmounts(...amounts: readonly string[]): string {
  return formatMoney(amounts.reduce((sum, text) => sum + (parseMoney(text) ?? 0n), 0n));
}

export function negated(amount: string): string {
  return formatMoney(-(parseMoney(amount) ?? 0n));
}

export function isNegative(amount: string): boolean {
  return (parseMoney(amount) ?? 0n) < 0n;
}

export function isZero(amount: string): boolean {
  return (parseMoney(amount) ?? 0n) === 0n;
}

/** "24 Nov 2026, 14:05:09" in `timezone`; the zone itself stands at the head of the list. */
export function timeText(at: string, timezone: string, language: string): string {
  return new Intl.DateTimeFormat(language, {
    timeZone: timezone,
    dateStyle: 'medium',
    timeStyle: 'medium',
  }).format(new Date(at));
}

/** "02:00 CET" in `timezone`, of a moment that is near. */
export function clockText(at: string, timezone: string, language: string): string {
  return new Intl.DateTimeFormat(language, {
    timeZone: timezone,
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  }).format(new Date(at));
}

/** "24 Nov 2026", the day of a moment in `timezone`. */
export function dayText(at: string, timezone: string, language: string): string {
  return new Intl.DateTimeFormat(language, { timeZone: timezone, dateStyle: 'medium' }).format(new Date(at));
}

/** "24 Nov 2026", of a date that is nobody's moment. */
export function dateText(date: string, language: string): string {
  return dayText(date, 'UTC', language);
}

/** "Europe/Berlin (CET)". */
export function zoneText(timezone: string, language: string, at = new Date()): string {
  const parts = new Intl.DateTimeFormat(language, { timeZone: timezone, timeZoneName: 'short' });
  const short = parts.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value;
  return short === undefined || short === timezone ? timezone : `${timezone} (${short})`;
}

/** Rates have up to nine digits, and six more with a mark-up in them; four are always shown, so that a column can be compared. */
export function rateText(costPerMinute: string, currency: string, language: string): string {
  const digits = Math.max(4, significantDigits(costPerMinute));
  return new Intl.NumberFormat(language, {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(costPerMinute as Intl.StringNumericLiteral);
}

/** "1.5%" of "1.5000", with at most four digits after the point. */
export function percentText(percent: string, language: string): string {
  return new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 4 }).format(
    Number(percent) / 100,
  );
}

/** "61 seconds" or "61,000 Sekunden", with as many digits as are given. */
export function secondsText(seconds: string, language: string): string {
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: 'second',
    unitDisplay: 'long',
    minimumFractionDigits: seconds.split('.')[1]?.length ?? 0,
  }).format(seconds as Intl.StringNumericLiteral);
}

/** "1:02:09" or "0:08". */
export function durationText(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const rest = two(Math.floor(seconds % 60));
  return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
}

/** The instant at which `date` ("2026-11-24") begins in `timezone`. */
export function startOfDay(date: string, timezone: string): string {
  return instantOf(`${date}T00:00`, timezone);
}

/** The day after, as a date: the exclusive end of a period that people give inclusively. */
export function dayAfter(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

/** A number of the world with its "+"; an emergency number and the name of a device as they are. */
export function numberText(number: string): string {
  return isE164(number) ? `+${number}` : number;
}
