/** When the steps about an invoice come. */
import { dayOf, instantOf } from '../zoned-time.ts';
import type { DunningTerms } from './policy.ts';

const DAY_MS = 86_400_000;

export type DueDay = Readonly<{
  dueAt: Date;
  /** Of the issuer's clocks, IANA: the due day is printed by it. */
  timezone: string;
}>;

/** The instant of a step so many days after the due day. More time is given from the due day on, and none before it. */
export function momentOfStep(
  { dueAt, timezone }: DueDay,
  days: number,
  { hour, extraDays }: Readonly<{ hour: number }> & Pick<DunningTerms, 'extraDays'>,
): Date {
  const date = addDays(dayOf(dueAt.getTime(), timezone), days < 0 ? days : days + extraDays);
  return new Date(instantOf(`${date}T${String(hour).padStart(2, '0')}:00`, timezone));
}

/** Whole days of the issuer's calendar from the due day to the day of `now`: negative before it. */
export function daysOverdue({ dueAt, timezone }: DueDay, now: Date): number {
  const [due, today] = [dueAt, now].map((at) => Date.parse(`${dayOf(at.getTime(), timezone)}T00:00Z`));
  return Math.round(((today ?? 0) - (due ?? 0)) / DAY_MS);
}

function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}
