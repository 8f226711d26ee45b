/** Ends personal data whose time is over, by the settings of the operator. The books stay as they are. */
import type { Settings } from '../../domain/accounts/settings.ts';
import {
  countDue,
  countTraces,
  countUnmaskedCalls,
  endDue,
  endTraces,
  maskCalls,
  nextTraces,
  placeOf,
  retentionMark,
  setRetentionMark,
  type DatedKind,
} from '../../postgres/audit/retention.ts';
import { monthAfter } from '../../domain/months.ts';
import {
  callDaysBefore,
  countCallsOfDay,
  dropCallDay,
  hasCallsToBill,
} from '../../postgres/charging/partitions.ts';
import { lastClosedMonth } from '../../postgres/ledger/closed-months.ts';
import { operatorId } from '../../postgres/accounts/find-account.ts';
import { runAlone } from '../../postgres/jobs/run-alone.ts';
import { withTransaction, type Db } from '../../postgres/pool.ts';
import { readSettings } from '../accounts/draw-number.ts';
import type { Context } from '../context.ts';

const DAY_MS = 86_400_000;
const TRACES_AT_ONCE = 5000;
/** More than the records of a page. */
const TRACE_PARTS = 8;
/** Short transactions: charging goes on beside it. */
const AT_ONCE = 1000;
/** Answers to repeated requests are kept so long by the contract of the API; see run-once.ts. */
const ANSWERS_DAYS = 7;
/** Counters of refusals: so long somebody may ask what became of a night. */
const REFUSALS_DAYS = 30;
/** SQLSTATE. */
const LOCK_NOT_AVAILABLE = '55P03';

export type RetentionKind = 'call_numbers' | 'calls' | 'traces' | DatedKind;

/** In this order they are told. */
const DAYS_OF: Readonly<Record<RetentionKind, (settings: Settings) => number | null>> = {
  call_numbers: (settings) => settings['retention.call_numbers_days'],
  calls: (settings) => settings['retention.calls_days'],
  traces: (settings) => settings['retention.traces_days'],
  mails: (settings) => settings['retention.mails_days'],
  timeline: (settings) => settings['retention.timeline_days'],
  jobs: (settings) => settings['retention.jobs_days'],
  sessions: (settings) => settings['retention.access_days'],
  strangers: (settings) => settings['retention.access_days'],
  card_calls: (settings) => settings['retention.access_days'],
  wrong_pins: (settings) => settings['retention.access_days'],
  refusals: () => REFUSALS_DAYS,
  answers: () => ANSWERS_DAYS,
};

export type RetentionLine = Readonly<{
  kind: RetentionKind;
  /** Null = kept for ever. */
  days: number | null;
  /** What is due, or was ended. */
  count: number;
}>;

/** What is due now; changes nothing. */
export async function previewRetention(db: Db, now: Date): Promise<readonly RetentionLine[]> {
  const lines: RetentionLine[] = [];
  for (const [kind, days] of await retentionDays(db)) {
    const before = beforeOf(now, days);
    const count =
      before === null
        ? 0
        : kind === 'call_numbers'
          ? await countUnmaskedCalls(db, await retentionMark(db, kind), before)
          : kind === 'calls'
            ? await countCallDays(db, before, now)
            : kind === 'traces'
              ? await countTraces(db, await retentionMark(db, kind), before)
              : await countDue(db, kind, before);
    lines.push({ kind, days, count });
  }
  return lines;
}

/** Ends what is due, some rows at a time; safe to be killed, and to be run again. */
export async function applyRetention(
  context: Pick<Context, 'pool' | 'now'>,
  isStopping = () => false,
): Promise<readonly RetentionLine[]> {
  const { pool } = context;
  const now = context.now();
  const lines: RetentionLine[] = [];
  for (const [kind, days] of await retentionDays(pool)) {
    const before = beforeOf(now, days);
    if (isStopping()) return lines;
    const end = { before: before ?? now, isStopping };
    const count =
      before === null
        ? 0
        : kind === 'call_numbers'
          ? await endNumbers(context, end)
          : kind === 'calls'
            ? await dropCallDays(context, end)
            : kind === 'traces'
              ? await endAllTraces(context, end)
              : await endAll(context, kind, end);
    lines.push({ kind, days, count });
  }
  return lines;
}

/** The same once a day, by one server; at once when it never ran. */
export async function applyRetentionDaily(
  context: Pick<Context, 'pool' | 'now'>,
  isStopping: () => boolean,
): Promise<void> {
  const { pool } = context;
  const now = context.now();
  const isDue = async () => {
    const last = await retentionMark(pool, 'daily');
    return last === null || now.getTime() - last.getTime() >= DAY_MS;
  };
  if (!(await isDue())) return;
  await runAlone(pool, 'retention', async () => {
    // Another one may just have done it.
    if (!(await isDue())) return;
    await applyRetention(context, isStopping);
    if (!isStopping()) await withTransaction(pool, (tx) => setRetentionMark(tx, 'daily', now));
  });
}

type End = Readonly<{ before: Date; isStopping: () => boolean }>;

async function endAll(
  { pool }: Pick<Context, 'pool'>,
  kind: DatedKind,
  { before, isStopping }: End,
): Promise<number> {
  let count = 0;
  for (;;) {
    const ended = await withTransaction(pool, async (tx) => {
      // The mark is the cause that the database and `verify` ask for.
      if (kind === 'timeline') await setRetentionMark(tx, kind, before);
      return endDue(tx, kind, before, AT_ONCE);
    });
    count += ended;
    if (ended < AT_ONCE || isStopping()) return count;
  }
}

async function endNumbers({ pool }: Pick<Context, 'pool'>, { before, isStopping }: End): Promise<number> {
  let count = 0;
  let place = placeOf(await retentionMark(pool, 'call_numbers'));
  for (;;) {
    const masked = await withTransaction(pool, (tx) => maskCalls(tx, place, before, AT_ONCE));
    count += masked.count;
    place = masked.lastId ?? place;
    if (masked.count < AT_ONCE) break;
    if (isStopping()) return count;
  }
  await withTransaction(pool, (tx) => setRetentionMark(tx, 'call_numbers', before));
  return count;
}

/**
 * Days of closed months, and no others: what verify proves of a call it proved when its month was closed. Up to the first that has
 * calls which an invoice is still to name.
 */
async function dropableDays(db: Db, before: Date, now: Date): Promise<readonly string[]> {
  const last = await lastClosedMonth(db);
  if (last === null) return [];
  const closed = monthAfter(new Date(last.month));
  const days: string[] = [];
  for (const day of await callDaysBefore(db, closed < before ? closed : before)) {
    if (await hasCallsToBill(db, day, now)) break;
    days.push(day);
  }
  return days;
}

async function countCallDays(db: Db, before: Date, now: Date): Promise<number> {
  let count = 0;
  for (const day of await dropableDays(db, before, now)) count += await countCallsOfDay(db, day);
  return count;
}

async function dropCallDays(
  { pool, now }: Pick<Context, 'pool' | 'now'>,
  { before, isStopping }: End,
): Promise<number> {
  let count = 0;
  for (const day of await dropableDays(pool, before, now())) {
    if (isStopping()) break;
    const start = Date.parse(`${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}T00:00:00Z`);
    try {
      count += await withTransaction(pool, async (tx) => {
        const calls = await countCallsOfDay(tx, day);
        // Calls before the mark are not looked for any more.
        await setRetentionMark(tx, 'calls', new Date(start + DAY_MS));
        await dropCallDay(tx, day);
        return calls;
      });
    } catch (error) {
      // So much is written that the lock was not to be had: the rest is dropped tomorrow.
      if ((error as { code?: unknown }).code === LOCK_NOT_AVAILABLE) break;
      throw error;
    }
  }
  return count;
}

/**
 * Some thousands of calls after the others, and those in parts: the calls of one part are spread over all their pages, so that the
 * new version of a record finds the room on its own page that the part before left there, and no index is written.
 */
async function endAllTraces({ pool }: Pick<Context, 'pool'>, { before, isStopping }: End): Promise<number> {
  let count = 0;
  let from = placeOf(await retentionMark(pool, 'traces'));
  for (;;) {
    const next = await nextTraces(pool, from, before, TRACES_AT_ONCE);
    if (next === null) break;
    for (let part = 0; part < TRACE_PARTS; part++) {
      count += await withTransaction(pool, (tx) => endTraces(tx, next, { part, of: TRACE_PARTS }));
      if (isStopping()) return count;
    }
    from = next.lastId;
  }
  await withTransaction(pool, (tx) => setRetentionMark(tx, 'traces', before));
  return count;
}

async function retentionDays(db: Db): Promise<readonly (readonly [RetentionKind, number | null])[]> {
  const settings = await readSettings(db, await operatorId(db));
  return (Object.entries(DAYS_OF) as [RetentionKind, (typeof DAYS_OF)[RetentionKind]][]).map(
    ([kind, days]) => [kind, days(settings)],
  );
}

function beforeOf(now: Date, days: number | null): Date | null {
  return days === null ? null : new Date(now.getTime() - days * DAY_MS);
}
