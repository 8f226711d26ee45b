/** The intervals of a subscription: when one ends and the next begins, on the clocks of the account, and how much of a whole one it is. */
import { assert } from '../assert.ts';
import type { BillingCalendar } from '../billing/periods.ts';
import { dayOf, startOfDayMs } from '../zoned-time.ts';
import type { Anchor, BillingInterval } from './product.ts';

/** An interval that returns. */
export type Recurring = Exclude<BillingInterval, 'once'>;

/** What intervals are reckoned by. */
export type IntervalCalendar = Readonly<{
  interval: Recurring;
  anchor: Anchor;
  /** The day on which it was ordered: of the month, or of the week from Monday = 1. */
  orderDay: number;
  /** Of the account now: its zone, and where intervals begin for the anchor billing_day. */
  billing: BillingCalendar;
}>;

/** [from, to), of which `days` of the `daysOfWhole` of a whole interval are charged. */
export type Interval = Readonly<{ from: Date; to: Date; days: number; daysOfWhole: number }>;

const DAY_MS = 86_400_000;
const HALF_DAY_MS = DAY_MS / 2;
const MONTHS: Readonly<Partial<Record<Recurring, number>>> = { month: 1, quarter: 3, year: 12 };
/** Monday, where an account is not billed by week. */
const FIRST_WEEKDAY = 1;
const FIRST_OF_MONTH = 1;

/** What is kept of the day of an order, on the clocks of the account. */
export function orderDayOf(interval: BillingInterval, at: Date, timezone: string): number {
  const day = dayOf(at.getTime(), timezone);
  return interval === 'week' ? weekdayOf(day) : Number(day.slice(8));
}

/**
 * The interval that begins at an order, or when what was unpaid is paid: at that instant, its day counts as a whole one. It ends where
 * the next one begins by the anchor, and is a part of a whole one unless its day is such a beginning itself.
 */
export function firstInterval(from: Date, calendar: IntervalCalendar): Interval {
  return intervalFrom(from, dayOf(from.getTime(), calendar.billing.timezone), calendar);
}

/**
 * The interval that follows one that ended at `from`, a midnight of the account: of the clocks that it had then, so that the nearest
 * midnight of today's is meant. Another billing day, or another zone, makes one that is a part of a whole one.
 */
export function nextInterval(from: Date, calendar: IntervalCalendar): Interval {
  return intervalFrom(from, dayOf(from.getTime() + HALF_DAY_MS, calendar.billing.timezone), calendar);
}

function intervalFrom(from: Date, day: string, calendar: IntervalCalendar): Interval {
  const { interval, billing } = calendar;
  const end = isBeginning(day, calendar) ? later(day, calendar) : firstBeginningAfter(day, calendar);
  const start = isBeginning(day, calendar) ? day : earlier(end, calendar);
  const days = daysBetween(day, end);
  const daysOfWhole = daysBetween(start, end);
  assert(days > 0 && days <= daysOfWhole, `a part of a ${interval} is no more than it`);
  return { from, to: new Date(startOfDayMs(end, billing.timezone)), days, daysOfWhole };
}

/** What is left, today included, of an interval that ends at a beginning, and the days of the whole one that ends there. */
export function restOfInterval(
  now: Date,
  to: Date,
  calendar: IntervalCalendar,
): Readonly<{ days: number; daysOfWhole: number }> {
  const { timezone } = calendar.billing;
  const end = dayOf(to.getTime() + HALF_DAY_MS, timezone);
  const days = Math.max(1, daysBetween(dayOf(now.getTime(), timezone), end));
  return { days, daysOfWhole: Math.max(days, daysBetween(earlier(end, calendar), end)) };
}

/** Whether a whole interval may begin on a day. */
function isBeginning(day: string, calendar: IntervalCalendar): boolean {
  const { interval } = calendar;
  if (interval === 'day') return true;
  if (interval === 'week') return weekdayOf(day) === weekdayIn(calendar);
  const [year, month] = partsOf(day);
  return inMonth(year, month, monthDayIn(calendar)) === day;
}

/** The first beginning after a day that is none: less than a week or a month away. */
function firstBeginningAfter(day: string, calendar: IntervalCalendar): string {
  if (calendar.interval === 'week') return moved(day, (weekdayIn(calendar) - weekdayOf(day) + 7) % 7);
  const [year, month] = partsOf(day);
  const inThis = inMonth(year, month, monthDayIn(calendar));
  return inThis > day ? inThis : inMonth(year, month + 1, monthDayIn(calendar));
}

function later(day: string, calendar: IntervalCalendar): string {
  return awayFrom(day, calendar, 1);
}

function earlier(day: string, calendar: IntervalCalendar): string {
  return awayFrom(day, calendar, -1);
}

/** The beginning that is one interval later or earlier. */
function awayFrom(day: string, calendar: IntervalCalendar, intervals: 1 | -1): string {
  const { interval } = calendar;
  if (interval === 'day') return moved(day, intervals);
  if (interval === 'week') return moved(day, 7 * intervals);
  const [year, month] = partsOf(day);
  return inMonth(year, month + (MONTHS[interval] ?? 0) * intervals, monthDayIn(calendar));
}

/** 1 to 31; 0 = the last day. */
function monthDayIn({ anchor, orderDay, billing }: IntervalCalendar): number {
  if (anchor === 'order_day') return orderDay;
  return billing.schedule === 'monthly' ? billing.billingDay : FIRST_OF_MONTH;
}

function weekdayIn({ anchor, orderDay, billing }: IntervalCalendar): number {
  if (anchor === 'order_day') return orderDay;
  return billing.schedule === 'weekly' ? billing.billingDay : FIRST_WEEKDAY;
}

/** The 31st is the last day of a shorter month, and the 31st again in the next. Months before 1 and after 12 are of the years around. */
function inMonth(year: number, month: number, monthDay: number): string {
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return written(Date.UTC(year, month - 1, monthDay === 0 ? last : Math.min(monthDay, last)));
}

function partsOf(day: string): readonly [year: number, month: number] {
  return [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
}

/** Monday = 1. */
function weekdayOf(day: string): number {
  return ((new Date(day).getUTCDay() + 6) % 7) + 1;
}

function moved(day: string, days: number): string {
  return written(Date.parse(day) + days * DAY_MS);
}

/** Days of the calendar: those on which clocks change count as one, too. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

function written(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

/** Days of an interval that are left at an instant, whose own day is used up, and all of its days. */
export function unusedDays(
  { from, to }: Readonly<{ from: Date; to: Date }>,
  at: Date,
  timezone: string,
): Readonly<{ days: number; daysOfWhole: number }> {
  const day = (instant: Date) => dayOf(instant.getTime(), timezone);
  const end = dayOf(to.getTime() + HALF_DAY_MS, timezone);
  const daysOfWhole = Math.max(1, daysBetween(day(from), end));
  const days = Math.min(Math.max(0, daysBetween(day(at), end) - 1), daysOfWhole);
  return { days, daysOfWhole };
}
