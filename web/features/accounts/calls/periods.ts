/** Days of the reader's zone, counted back from today. */
import { dayAfter, startOfDay } from '../../../ui/format.ts';

const MINUTE_MS = 60_000;
const QUARTER_MS = 15 * MINUTE_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const DATE_LENGTH = '2026-11-24'.length;
/** More are too thin to be pointed at; a week of hours. */
const STEPS_MAX = 168;

function dayOf(time: number, zone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(time);
}

/** Every day or hour of a period that has begun, by the instant with which it begins: those without calls are there, too. */
export function stepsOf(
  by: 'day' | 'hour',
  { from, to }: Readonly<{ from: string; to: string }>,
  zone: string,
  now = Date.now(),
): readonly string[] {
  const instant = (time: number) => new Date(time).toISOString().replace('.000', '');
  const begin = (moment: string) =>
    Date.parse(moment.length === DATE_LENGTH ? startOfDay(moment, zone) : moment);
  const end = Math.min(to.length === DATE_LENGTH ? begin(dayAfter(to)) : begin(to), now);
  const steps: string[] = [];
  if (by === 'hour') {
    const first = begin(from);
    // An hour of a zone may begin at half past.
    for (let time = first - (first % QUARTER_MS); time < end; time += HOUR_MS) steps.push(instant(time));
    return steps.slice(-STEPS_MAX);
  }
  for (let day = dayOf(begin(from), zone); begin(day) < end; day = dayAfter(day))
    steps.push(instant(begin(day)));
  return steps.slice(-STEPS_MAX);
}

/** The days before those, until the same time of their last day: what goes on is compared with a part as long. */
export function daysBefore(days: number, zone: string, now = Date.now()): { from: string; to: string } {
  const minute = now - (now % MINUTE_MS) + MINUTE_MS;
  return { from: daysBack(days, zone, days, now).from, to: new Date(minute - days * DAY_MS).toISOString() };
}

/** So many days, of which today is the last; `back` of them earlier. */
export function daysBack(
  days: number,
  zone: string,
  back = 0,
  now = Date.now(),
): { from: string; to: string } {
  // Dates are counted at noon, so that no change of the clocks moves them.
  const noon = Date.parse(`${dayOf(now, zone)}T12:00:00Z`) - back * DAY_MS;
  const dateOf = (time: number) => new Date(time).toISOString().slice(0, 10);
  return { from: dateOf(noon - (days - 1) * DAY_MS), to: dateOf(noon) };
}
