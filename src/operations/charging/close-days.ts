/** Gives days that are over the indexes by which their calls are found. */
import type pg from 'pg';
import { indexDay, openDays } from '../../postgres/charging/closed-days.ts';

/** Long calls of yesterday still end: most of the day's records are there by then. */
const HOURS_AFTERWARDS = 3;

export async function closeDays({ pool, now }: Readonly<{ pool: pg.Pool; now: () => Date }>): Promise<void> {
  const over = new Date(now().getTime() - HOURS_AFTERWARDS * 3_600_000);
  for (const day of await openDays(pool, over)) await indexDay(pool, day);
}
