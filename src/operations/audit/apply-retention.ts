/** Ends personal data whose time is over, by the settings of the operator. The books stay as they are. */
import type { Settings } from '../../domain/accounts/settings.ts';
import {
  countDue,
  countUnmaskedCalls,
  endDue,
  maskCalls,
  placeOf,
  retentionMark,
  setRetentionMark,
  type DatedKind,
} from '../../postgres/audit/retention.ts';
import { operatorId } from '../../postgres/accounts/find-account.ts';
import { runAlone } from '../../postgres/jobs/run-alone.ts';
import { withTransaction, type Db } from '../../postgres/pool.ts';
import { readSettings } from '../accounts/draw-number.ts';
import type { Context } from '../context.ts';

const DAY_MS = 86_400_000;
/** Short transactions: charging goes on beside it. */
const AT_ONCE = 1000;
/** Answers to repeated requests are kept so long by the contract of the API; see run-once.ts. */
const ANSWERS_DAYS = 7;
/** Counters of refusals: so long somebody may ask what became of a night. */
const REFUSALS_DAYS = 30;

export type RetentionKind = 'call_numbers' | DatedKind;

/** In this order they are told. */
const DAYS_OF: Readonly<Record<RetentionKind, (settings: Settings) => number | null>> = {
  call_numbers: (settings) => settings['retention.call_numbers_days'],
  mails: (settings) => settings['retention.mails_days'],
  timeline: (settings) => settings['retention.timeline_days'],
  jobs: (settings) => settings['retention.jobs_days'],
  sessions: (settings) => settings['retention.access_days'],
  strangers: (settings) => settings['retention.access_days'],
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

async function retentionDays(db: Db): Promise<readonly (readonly [RetentionKind, number | null])[]> {
  const settings = await readSettings(db, await operatorId(db));
  return (Object.entries(DAYS_OF) as [RetentionKind, (typeof DAYS_OF)[RetentionKind]][]).map(
    ([kind, days]) => [kind, days(settings)],
  );
}

function beforeOf(now: Date, days: number | null): Date | null {
  return days === null ? null : new Date(now.getTime() - days * DAY_MS);
}
