/** A calendar that knows nothing of the code: clocks that are looked at every quarter of an hour, and days counted by hand. */
import type { BillingSchedule } from '../../src/domain/accounts/billing-rules.ts';

const QUARTER_MS = 900_000;
/** No day is shorter. */
const SHORTEST_DAY_MS = 21 * 3_600_000;
const LAST = 0;

/** Every day from one year to before another, and the instant at which clocks show it first or pass over it. */
export type SeenDay = Readonly<{ date: string; startMs: number }>;

export function daysSeen(timezone: string, fromYear: number, toYear: number): readonly SeenDay[] {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: timezone, dateStyle: 'short' });
  const days: SeenDay[] = [];
  const firstMs = Date.UTC(fromYear, 0, 1) - 2 * 86_400_000;
  let shown = format.format(firstMs);
  for (let ms = firstMs; ms < Date.UTC(toYear, 0, 1); ms += QUARTER_MS) {
    const date = format.format(ms);
    // Clocks that go back over midnight show a day again that was seen.
    const isNew = date > shown;
    while (date > shown) {
      shown = dayAfter(shown);
      days.push({ date: shown, startMs: ms });
    }
    if (isNew) ms += SHORTEST_DAY_MS;
  }
  return days;
}

const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function lengthOfMonth(year: number, month: number): number {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 && isLeap ? 29 : LENGTHS[month - 1]!;
}

function dayAfter(date: string): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  const written = (y: number, m: number, d: number) =>
    `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
  if (day < lengthOfMonth(year, month)) return written(year, month, day + 1);
  return month < 12 ? written(year, month + 1, 1) : written(year + 1, 1, 1);
}

/** 1 (Monday) to 7, by Sakamoto's rule. */
function weekdayOf(date: string): number {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  const shift = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4][month - 1]!;
  const y = month < 3 ? year - 1 : year;
  const sunday0 = (y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + shift + day) % 7;
  return sunday0 === 0 ? 7 : sunday0;
}

export function isDue(date: string, schedule: BillingSchedule, billingDay: number): boolean {
  if (schedule === 'daily') return true;
  if (schedule === 'weekly') return weekdayOf(date) === billingDay;
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  return day === (billingDay === LAST ? lengthOfMonth(year, month) : billingDay);
}

export type Calendar = Readonly<{ schedule: BillingSchedule; billingDay: number; timezone: string }>;

const known = new Map<string, readonly SeenDay[]>();

/** The first billing day that begins after an instant, within these years. */
export function boundaryAfter(atMs: number, { schedule, billingDay, timezone }: Calendar): number {
  const year = new Date(atMs).getUTCFullYear();
  const key = `${timezone} ${year}`;
  const days = known.get(key) ?? daysSeen(timezone, year, year + 2);
  known.set(key, days);
  const found = days.find(({ date, startMs }) => startMs > atMs && isDue(date, schedule, billingDay));
  if (found === undefined) throw new Error(`no billing day after ${new Date(atMs).toISOString()}`);
  return found.startMs;
}
