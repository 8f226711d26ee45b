/** Numbers and dates as the cells of sheets write them in the wild. */
import { instantOf } from './zoned-time.ts';

/** The name of a column without what people write differently: capitals, accents, spaces and signs, in any script. */
export function plainHeader(name: string): string {
  return name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .slice(0, 60);
}

/** "0,0125" and ".0125" mean what they say; both marks in one number could mean two things, so it stays as it is. */
export function decimalOf(text: string): string {
  const decimal = /^-?\d*,\d+$/.test(text) ? text.replace(',', '.') : text;
  return decimal.replace(/^(-?)\./, '$10.');
}

export type DateOrder = 'day_first' | 'month_first';

export type DateRules = Readonly<{
  /** What "01/12/2026" means; null: it is not taken. */
  order: DateOrder | null;
  /** Where the day begins. */
  timezone: string;
  /** The day that a spreadsheet counts as 0, for its own numbers of days; null for texts. */
  serialDayZero: string | null;
}>;

/** `ambiguous`: day and month may be swapped. */
export type DateMistake = 'ambiguous' | 'no_date';

const DAY_MS = 86_400_000;
const LOCAL_LENGTH = '2026-12-31T23:59:59'.length;
const CLOCK = String.raw`(?:[ T](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?`;
const YEAR_FIRST = new RegExp(String.raw`^(\d{4})([-/.]?)(\d{2})\2(\d{2})${CLOCK}$`);
const YEAR_LAST = new RegExp(String.raw`^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})${CLOCK}$`);
const DAY_NAMED = new RegExp(String.raw`^(\d{1,2})[-. ]{1,2}([A-Za-z]{3,9})[-. ]{1,2}(\d{4})${CLOCK}$`);
const MONTH_NAMED = new RegExp(String.raw`^([A-Za-z]{3,9})[-. ]{1,2}(\d{1,2}),?[- ](\d{4})${CLOCK}$`);
const MONTHS = 'january february march april may june july august september october november december'.split(
  ' ',
);

/**
 * The moment that a cell means: "2026-12-31", "20261231", "31.12.2026", "31 Dec 2026", "12/31/2026", each with a
 * clock time or not, or the number of a spreadsheet's day. With points the day comes first (DIN 5008), and years
 * have four digits; where day and month may be swapped, the order is needed.
 */
export function dateOf(text: string, rules: DateRules): Date | DateMistake {
  if (rules.serialDayZero !== null && /^\d{5}(\.\d+)?$/.test(text)) {
    const ms = Date.parse(rules.serialDayZero) + Math.round((Number(text) * DAY_MS) / 1000) * 1000;
    return momentOf(new Date(ms).toISOString().slice(0, LOCAL_LENGTH), rules);
  }
  const [, year, , month, day, ...time] = YEAR_FIRST.exec(text) ?? [];
  if (year !== undefined) return momentOfParts({ year, month, day }, time, rules);
  const named = DAY_NAMED.exec(text);
  if (named !== null) {
    const [, first, name, last, ...clock] = named;
    return momentOfParts({ year: last, month: monthOf(name), day: first }, clock, rules);
  }
  const monthNamed = MONTH_NAMED.exec(text);
  if (monthNamed !== null) {
    const [, name, second, last, ...clock] = monthNamed;
    return momentOfParts({ year: last, month: monthOf(name), day: second }, clock, rules);
  }
  const numbers = YEAR_LAST.exec(text);
  if (numbers === null) return 'no_date';
  const [, first, mark, second, last, ...clock] = numbers;
  const order = orderOf(Number(first), Number(second), mark === '.' ? 'day_first' : rules.order);
  if (order === null) return 'ambiguous';
  const [dayPart, monthPart] = order === 'day_first' ? [first, second] : [second, first];
  return momentOfParts({ year: last, month: monthPart, day: dayPart }, clock, rules);
}

function orderOf(first: number, second: number, wanted: DateOrder | null): DateOrder | null {
  if (wanted !== null) return wanted;
  if (first > 12 || first === second) return 'day_first';
  return second > 12 ? 'month_first' : null;
}

function monthOf(name = ''): string | undefined {
  const word = name.toLowerCase();
  const index = MONTHS.findIndex(
    (month) => month === word || month.slice(0, 3) === word || (word === 'sept' && month === 'september'),
  );
  return index === -1 ? undefined : String(index + 1);
}

type Parts = Readonly<Record<'year' | 'month' | 'day', string | undefined>>;

function momentOfParts(
  { year = '', month = '', day = '' }: Parts,
  [hour = '0', minute = '00', second = '00']: readonly (string | undefined)[],
  rules: DateRules,
) {
  const two = (text: string) => text.padStart(2, '0');
  return momentOf(`${year}-${two(month)}-${two(day)}T${two(hour)}:${minute}:${second}`, rules);
}

/** 31 February is no day, and neither is one in 1926 or 20260. */
function momentOf(local: string, { timezone }: DateRules): Date | DateMistake {
  const ms = Date.parse(`${local}Z`);
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, LOCAL_LENGTH) !== local) return 'no_date';
  if (local < '2000' || local >= '2200') return 'no_date';
  return new Date(instantOf(local, timezone));
}
