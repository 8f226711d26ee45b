/** The periods of a package: what is included counts for one, and is there anew with the next. */
import { dayOf, startOfDayMs } from '../zoned-time.ts';

export const PERIODS = ['month', 'week', 'day', 'once'] as const;
export type Period = (typeof PERIODS)[number];

/** What a period is reckoned by: the account's zone and billing day, and since when it has the package. */
export type Calendar = Readonly<{
  /** IANA. */
  timezone: string;
  /** On which a month begins: 1 to 28, 0 = the last day. */
  monthDay: number;
  fromMs: number;
  toMs: number | null;
}>;

/** [start, end); null = no end. */
export type Span = Readonly<{ startsAtMs: number; endsAtMs: number | null }>;

/** The period that an instant is in. What is for once has no end of its own: it counts as long as the account has it. */
export function periodAt(period: Period, calendar: Calendar, atMs: number): Span {
  if (period === 'once') return { startsAtMs: calendar.fromMs, endsAtMs: null };
  const { timezone, monthDay } = calendar;
  const start = beginning(period, monthDay, dayOf(atMs, timezone));
  const startsAtMs = startOfDayMs(start, timezone);
  return { startsAtMs, endsAtMs: startOfDayMs(next(period, monthDay, start), timezone) };
}

/** The day on which the period of a day began. */
function beginning(period: Exclude<Period, 'once'>, monthDay: number, day: string): string {
  if (period === 'day') return day;
  if (period === 'week') return moved(day, -((weekdayOf(day) + 6) % 7));
  const [year, month] = partsOf(day);
  const begun = inMonth(year, month, monthDay);
  return begun <= day ? begun : inMonth(year, month - 1, monthDay);
}

function next(period: Exclude<Period, 'once'>, monthDay: number, start: string): string {
  if (period === 'day') return moved(start, 1);
  if (period === 'week') return moved(start, 7);
  const [year, month] = partsOf(start);
  return inMonth(year, month + 1, monthDay);
}

/** Months count from 1; 0 and 13 are those of the years around. */
function inMonth(year: number, month: number, monthDay: number): string {
  return written(monthDay === 0 ? Date.UTC(year, month, 0) : Date.UTC(year, month - 1, monthDay));
}

function partsOf(day: string): readonly [year: number, month: number] {
  return [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
}

function moved(day: string, days: number): string {
  return written(Date.parse(day) + days * 86_400_000);
}

/** 0 = Sunday. */
function weekdayOf(day: string): number {
  return new Date(day).getUTCDay();
}

function written(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
