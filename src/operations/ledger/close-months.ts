/**
 * Closes months that are over: once the books are proved, what each wallet stood at is kept, with a hash over it and the
 * month before. Proving begins there from then on, and days of calls before it may be dropped.
 */
import type pg from 'pg';
import { monthAfter, monthOf } from '../../domain/months.ts';
import { firstIdOf } from '../../postgres/charging/call-ids.ts';
import { retentionMark, setRetentionMark } from '../../postgres/audit/retention.ts';
import {
  firstPostedAt,
  insertClosedMonth,
  lastClosedMonth,
  oldestLiveCall,
} from '../../postgres/ledger/closed-months.ts';
import { withTransaction } from '../../postgres/pool.ts';
import { verifyBooks } from './verify-books.ts';

const DAY_MS = 86_400_000;
/** A switch may correct a call for so long after its end. */
const DAYS_AFTERWARDS = 3;
/** Of the books: a timeline, events kept aside and lines of trunks do not hold up a month. */
const OF_MONEY: ReadonlySet<string> = new Set(['I1', 'I2', 'I3', 'I5', 'I6', 'I11', 'I12', 'I13', 'I14']);

/** Returns the months that it closed, as their first days. Throws when the books are not what they must be; asks again a day later. */
export async function closeMonths({
  pool,
  now,
}: Readonly<{ pool: pg.Pool; now: () => Date }>): Promise<readonly string[]> {
  const time = now();
  const due = await monthsDue(pool, time);
  if (due.length === 0) return [];
  const failedAt = await retentionMark(pool, 'closing_failed');
  if (failedAt !== null && time.getTime() - failedAt.getTime() < DAY_MS) return [];
  const { violations } = await verifyBooks(pool, time);
  const broken = violations.filter(({ invariant }) => OF_MONEY.has(invariant));
  if (broken.length > 0) {
    await withTransaction(pool, (tx) => setRetentionMark(tx, 'closing_failed', time));
    throw new Error(
      `${due[0]?.slice(0, 7)} is not closed: ${broken.length} violations, the first is ${broken[0]?.what}. See "tollbook verify".`,
    );
  }
  for (const month of due) {
    const start = new Date(month);
    await withTransaction(pool, (tx) =>
      insertClosedMonth(tx, {
        month,
        start,
        end: monthAfter(start),
        // Clocks of servers differ by less.
        idFrom: firstIdOf(new Date(start.getTime() - DAY_MS)),
        closedAt: time,
      }),
    );
  }
  return due;
}

/** The oldest first. A call that still goes on holds up the month in which it began. */
async function monthsDue(pool: pg.Pool, time: Date): Promise<readonly string[]> {
  const last = await lastClosedMonth(pool);
  const first = last === null ? await firstPostedAt(pool) : monthAfter(new Date(last.month));
  if (first === null) return [];
  const live = await oldestLiveCall(pool);
  const settled = time.getTime() - DAYS_AFTERWARDS * DAY_MS;
  const until = live === null ? settled : Math.min(settled, live.getTime());
  const due: string[] = [];
  for (let start = monthOf(first); monthAfter(start).getTime() <= until; start = monthAfter(start))
    due.push(start.toISOString().slice(0, 10));
  return due;
}
