/** The job of subscriptions: renews those that are due, ends those that are over, and tries again what waits for money. */
import { isDatabaseAway } from '../../postgres/problem-of-database-error.ts';
import { runAlone } from '../../postgres/jobs/run-alone.ts';
import {
  dueAtOf,
  dueSubscriptions,
  lockSubscription,
  unpaidToTry,
  type SubscriptionRow,
} from '../../postgres/products/subscriptions.ts';
import { productById } from '../../postgres/products/products.ts';
import { withTransaction, type Tx } from '../../postgres/pool.ts';
import type { Context } from '../context.ts';
import { endSubscription } from './end-subscription.ts';
import { payAgain, renewSubscription } from './renew-subscription.ts';

const AT_ONCE = 100;
/** Prices fall with the days that are left, so that what was lacking may be enough later. */
const TRY_AGAIN_MS = 3_600_000;
const DAY_MS = 86_400_000;

export type RenewContext = Context &
  Readonly<{
    /** Told of one that could not be renewed, which is a bug; the others are. */
    onError: (error: unknown, subscriptionId: bigint) => void;
  }>;

/**
 * One server does it at a time. Each interval is a transaction of its own, so that it goes on where it was stopped. Missed ones are
 * caught up in the order of their time, whoever has them: who gets the last money of a wallet is the same, wherever it was
 * interrupted. Returns how many were looked at.
 */
export async function renewSubscriptions(
  context: RenewContext,
  isStopping: () => boolean = () => false,
): Promise<number> {
  let done = 0;
  await runAlone(context.pool, 'products', async () => {
    const failed = new Set<bigint>();
    /** Returns when it is due again; null also when it failed. */
    const tryOne = async (id: bigint): Promise<Date | null> => {
      done += 1;
      return renewOne(context, id).catch((error: unknown) => {
        if (isDatabaseAway(error)) throw error;
        failed.add(id);
        context.onError(error, id);
        return null;
      });
    };
    await renewDue(context, isStopping, failed, tryOne);
    const tried = new Set<bigint>();
    for (;;) {
      const now = context.now();
      const triedBefore = new Date(now.getTime() - TRY_AGAIN_MS);
      const without = [...failed, ...tried];
      const ids = isStopping()
        ? []
        : await unpaidToTry(context.pool, { now, triedBefore, limit: AT_ONCE, without });
      if (ids.length === 0) return;
      for (const id of ids) {
        if (isStopping()) return;
        tried.add(id);
        await tryOne(id);
      }
    }
  });
  return done;
}

async function renewDue(
  { pool, now }: RenewContext,
  isStopping: () => boolean,
  failed: ReadonlySet<bigint>,
  tryOne: (id: bigint) => Promise<Date | null>,
): Promise<void> {
  for (;;) {
    if (isStopping()) return;
    const due = await dueSubscriptions(pool, { now: now(), limit: AT_ONCE, without: [...failed] });
    if (due.length === 0) return;
    // What was found is in order up to the next interval of one that was renewed meanwhile.
    let until: Date | null = null;
    for (const { id, at } of due) {
      if (isStopping()) return;
      if (until !== null && until <= at) break;
      const again = await tryOne(id);
      if (again !== null && (until === null || again < until)) until = again;
    }
  }
}

/** Returns when it is due again. */
function renewOne(context: RenewContext, id: bigint): Promise<Date | null> {
  return withTransaction(context.pool, async (tx) => {
    const row = await lockSubscription(tx, id);
    if (row !== null) await next(tx, context, row);
    return dueAtOf(tx, id);
  });
}

/** Whatever is due for it now; somebody else may have done it while we waited for the row. */
async function next(tx: Tx, context: Context, row: SubscriptionRow): Promise<void> {
  const now = context.now();
  const { endsAt, renewsAt } = row;
  if (row.status === 'ended') return;
  const isOver = endsAt !== null && endsAt <= now;
  if (row.status === 'unpaid') {
    const product = await productById(tx, row.productId);
    const until = (row.unpaidSince?.getTime() ?? 0) + product.unpaidDaysMax * DAY_MS;
    if (isOver) await end(tx, context, row, 'cancelled', now);
    else if (until <= now.getTime()) await end(tx, context, row, 'unpaid', now);
    else await payAgain(tx, context, row, null);
  } else if (isOver && (renewsAt === null || endsAt <= renewsAt)) {
    await end(tx, context, row, 'cancelled', endsAt);
  } else if (renewsAt !== null && renewsAt <= now) {
    await renewSubscription(tx, context, row);
  }
}

function end(tx: Tx, context: Context, row: SubscriptionRow, reason: 'cancelled' | 'unpaid', at: Date) {
  return endSubscription(tx, context, null, row, { reason, at, keepsNumber: false });
}
