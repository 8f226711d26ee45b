/** Billing days in words: weekdays, days of the month that every month has, and the last one. */
import type { TFunction } from 'i18next';

const DAYS_OF_MONTH = Array.from({ length: 28 }, (_, index) => String(index + 1));

/** What may be chosen; a daily schedule has no day. */
export function billingDays(schedule: string, language: string, t: TFunction) {
  const days = schedule === 'weekly' ? DAYS_OF_MONTH.slice(0, 7) : [...DAYS_OF_MONTH, 'last'];
  return days.map((value) => ({ value, label: billingDayText(schedule, value, language, t) }));
}

/** "Thursday" for 4 in a weekly schedule (ISO 8601: 1 = Monday), "4" or "Last day" in a monthly one. */
export function billingDayText(schedule: string, day: string, language: string, t: TFunction): string {
  if (day === 'last') return t('form.lastDay');
  if (schedule !== 'weekly') return day;
  // 1 January 2024 was a Monday.
  const date = new Date(Date.UTC(2024, 0, Number(day)));
  return new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' }).format(date);
}
