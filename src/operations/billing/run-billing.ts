/** The run: bills every account whose billing day has come. Interrupted anywhere, it goes on with whoever is left. */
import type pg from 'pg';
import { nextBoundary } from '../../domain/billing/periods.ts';
import {
  countDue,
  dueWallets,
  lockUnknownBillingDays,
  setBillingDays,
} from '../../postgres/billing/due-wallets.ts';
import { countUpRun, finishRun, takeRun } from '../../postgres/billing/runs.ts';
import { runAlone } from '../../postgres/jobs/run-alone.ts';
import { isDatabaseAway } from '../../postgres/problem-of-database-error.ts';
import { withTransaction } from '../../postgres/pool.ts';
import { billWallets } from './bill-wallets.ts';

/**
 * What was decided before a billing day is written some seconds after it at the latest; what comes later than that stands on the
 * next document.
 */
const WRITTEN_WITHIN_MS = 20_000;
/** Calls of so many accounts wait for each other's tax and rounding at most: some hundredths of a second. */
const WALLETS_AT_ONCE = 100;
const DAYS_AT_ONCE = 1000;

export type BillingContext = Readonly<{
  pool: pg.Pool;
  now: () => Date;
  /** Told of an account that could not be billed, which is a bug; the others are. */
  onError: (error: unknown, walletId: bigint) => void;
}>;

/** Returns how many documents were issued. One server does it at a time; the others return 0. */
export async function runBilling(context: BillingContext, isStopping = () => false): Promise<number> {
  const { pool, now } = context;
  let issued = 0;
  await runAlone(pool, 'billing', async () => {
    await findOutBillingDays(context, isStopping);
    const until = new Date(now().getTime() - WRITTEN_WITHIN_MS);
    const due = await countDue(pool, until);
    if (due === 0) return;
    const runId = await withTransaction(pool, (tx) => takeRun(tx, now(), due));
    const failed = new Set<bigint>();
    for (;;) {
      if (isStopping()) return;
      // An account that was away for some periods is due again as soon as one of them is billed.
      const ids = await dueWallets(pool, { until, limit: WALLETS_AT_ONCE, without: [...failed] });
      if (ids.length === 0) break;
      issued += await billAtOnce(context, ids, runId).catch(async (error: unknown) => {
        if (isDatabaseAway(error)) throw error;
        let ofThem = 0;
        for (const id of ids)
          ofThem += await billAtOnce(context, [id], runId).catch(failing(context, failed, id));
        return ofThem;
      });
    }
    await withTransaction(pool, (tx) => finishRun(tx, runId, now()));
  });
  return issued;
}

function billAtOnce({ pool, now }: BillingContext, ids: readonly bigint[], runId: bigint): Promise<number> {
  return withTransaction(pool, async (tx) => {
    const { counts } = await billWallets(tx, ids, { now: now(), runId, actorId: null, until: null });
    await countUpRun(tx, runId, counts);
    return counts.issued;
  });
}

/** It is left for the next run, and keeps nobody else from being billed. */
function failing({ onError }: BillingContext, failed: Set<bigint>, id: bigint): (error: unknown) => number {
  return (error) => {
    if (isDatabaseAway(error)) throw error;
    failed.add(id);
    onError(error, id);
    return 0;
  };
}

/** New accounts, and those whose schedule or zone was changed. A day that has come already is billed first. */
async function findOutBillingDays(
  { pool, now }: Pick<BillingContext, 'pool' | 'now'>,
  isStopping: () => boolean,
): Promise<void> {
  for (;;) {
    if (isStopping()) return;
    const found = await withTransaction(pool, async (tx) => {
      const time = now();
      const wallets = await lockUnknownBillingDays(tx, DAYS_AT_ONCE);
      await setBillingDays(
        tx,
        wallets.map(({ walletId, periodFrom, nextAt, ...calendar }) => {
          if (nextAt !== null && nextAt.getTime() <= time.getTime()) return { walletId, nextAt };
          const after = nextAt === null ? periodFrom : time;
          return { walletId, nextAt: nextBoundary(after, calendar) };
        }),
      );
      return wallets.length;
    });
    if (found < DAYS_AT_ONCE) return;
  }
}
