/** Billing days: the instants at which one period ends and the next begins, on the clocks of the account. */
import type { BillingSchedule } from '../accounts/billing-rules.ts';
import { dayOf, startOfDayMs } from '../zoned-time.ts';

export type BillingCalendar = Readonly<{
  schedule: BillingSchedule;
  /** As it is stored: weekly 1 (Monday) to 7; monthly 1 to 28, 0 = the last day; daily 1. */
  billingDay: number;
  /** IANA. */
  timezone: string;
}>;

const DAY_MS = 86_400_000;
/** The longest way from one billing day to the next, two days for zones included. */
const DAYS_MAX = 33;

/**
 * The first instant after `after` at which a billing day begins (00:00 in the account's zone; where clocks pass over midnight,
 * the instant at which they do). So [boundary, next boundary) is a period, whatever the clocks do in it.
 */
export function nextBoundary(after: Date, calendar: BillingCalendar): Date {
  const { timezone } = calendar;
  const first = Date.parse(`${dayOf(after.getTime(), timezone)}T00:00Z`);
  for (let days = 0; days <= DAYS_MAX; days += 1) {
    const day = new Date(first + days * DAY_MS);
    if (!isBillingDay(day, calendar)) continue;
    const start = startOfDayMs(day.toISOString().slice(0, 10), timezone);
    if (start > after.getTime()) return new Date(start);
  }
  throw new Error(`no billing day within ${DAYS_MAX} days of ${after.toISOString()}`);
}

/** `day` is the midnight in UTC of a date of the calendar. */
function isBillingDay(day: Date, { schedule, billingDay }: BillingCalendar): boolean {
  switch (schedule) {
    case 'daily':
      return true;
    case 'weekly':
      return (day.getUTCDay() + 6) % 7 === billingDay - 1;
    case 'monthly':
      return billingDay === 0
        ? new Date(day.getTime() + DAY_MS).getUTCDate() === 1
        : day.getUTCDate() === billingDay;
  }
}
