/** What the cells of a carrier's rate sheet say: codes, increments, decimals and dates as they are written in the wild. */
import { instantOf } from '../zoned-time.ts';

/** More codes in one cell are a cell that went wrong. */
const CODES_MAX = 1000;
const CODE = /^\d{1,15}$/;
/** "4420-4422": the same digits but for the last one. */
const RANGE = /^(\d{0,14})(\d)-(\d{0,14})(\d)$/;

/**
 * The codes of a cell: "44", "+44", "44, 4420-4422" (also with ";"), each once; null when it is anything else. A range
 * may differ in its last digit only: "1809-1829" is a list to most who write it, and taken for a range it
 * would price the calls of eighteen other codes. "1 809" may be one code or two.
 */
export function codesOf(text: string): readonly string[] | null {
  if (CODE.test(text)) return [text];
  const codes = new Set<string>();
  for (const part of text.split(/[,;]/)) {
    const code = part
      .trim()
      .replace(/^\+/, '')
      .replace(/\s*[-–]\s*/, '-');
    if (CODE.test(code)) codes.add(code);
    else {
      const [, start, first, again, last] = RANGE.exec(code) ?? [];
      if (start === undefined || start !== again || Number(first) > Number(last)) return null;
      for (let digit = Number(first); digit <= Number(last); digit++) codes.add(`${start}${digit}`);
    }
    if (codes.size > CODES_MAX) return null;
  }
  return [...codes];
}

/** "60/6", also with "-", "+" or ":", as first and further increment; null when it is no pair of whole numbers. */
export function pairOf(text: string): readonly [initial: string, further: string] | null {
  const [, initial, further] = /^(\d{1,4})\s*[/\-+:]\s*(\d{1,4})$/.exec(text) ?? [];
  return initial === undefined || further === undefined ? null : [initial, further];
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
const CLOCK = String.raw`(?:[ T](\d{1,2}):(\d{2})(?::\d{2}(?:\.\d+)?)?)?`;
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
    const ms = Date.parse(rules.serialDayZero) + Math.round((Number(text) * DAY_MS) / 60_000) * 60_000;
    return momentOf(new Date(ms).toISOString().slice(0, 16), rules);
  }
  const [, year, , month, day, hour, minute] = YEAR_FIRST.exec(text) ?? [];
  if (year !== undefined) return partsOf({ year, month, day, hour, minute }, rules);
  const named = DAY_NAMED.exec(text);
  if (named !== null) {
    const [, first, name, last, ...clock] = named;
    return partsOf({ year: last, month: monthOf(name), day: first, hour: clock[0], minute: clock[1] }, rules);
  }
  const monthNamed = MONTH_NAMED.exec(text);
  if (monthNamed !== null) {
    const [, name, second, last, ...clock] = monthNamed;
    return partsOf(
      { year: last, month: monthOf(name), day: second, hour: clock[0], minute: clock[1] },
      rules,
    );
  }
  const numbers = YEAR_LAST.exec(text);
  if (numbers === null) return 'no_date';
  const [, first, mark, second, last, ...clock] = numbers;
  const order = orderOf(Number(first), Number(second), mark === '.' ? 'day_first' : rules.order);
  if (order === null) return 'ambiguous';
  const [dayPart, monthPart] = order === 'day_first' ? [first, second] : [second, first];
  return partsOf({ year: last, month: monthPart, day: dayPart, hour: clock[0], minute: clock[1] }, rules);
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

type Parts = Readonly<Record<'year' | 'month' | 'day' | 'hour' | 'minute', string | undefined>>;

function partsOf({ year = '', month = '', day = '', hour = '0', minute = '00' }: Parts, rules: DateRules) {
  const two = (text: string) => text.padStart(2, '0');
  return momentOf(`${year}-${two(month)}-${two(day)}T${two(hour)}:${minute}`, rules);
}

/** 31 February is no day, and neither is one in 1926 or 20260. */
function momentOf(local: string, { timezone }: DateRules): Date | DateMistake {
  const ms = Date.parse(`${local}Z`);
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 16) !== local) return 'no_date';
  if (local < '2000' || local >= '2200') return 'no_date';
  return new Date(instantOf(local, timezone));
}
