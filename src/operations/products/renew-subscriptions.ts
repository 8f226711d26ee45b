/** The job of subscriptions: renews those that are due, ends those that are over, and tries again what waits for money. */
import { isDatabaseAway } from '../../postgres/problem-of-database-error.ts';
import { runAlone } from '../../postgres/jobs/run-alone.ts';
import {
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
 * One server does it at a time. Each interval is a transaction of its own, so that it goes on where it was stopped; missed ones are
 * caught up in their order. Returns how many were looked at.
 */
export async function renewSubscriptions(
  context: RenewContext,
  isStopping: () => boolean = () => false,
): Promise<number> {
  let done = 0;
  await runAlone(context.pool, 'products', async () => {
    const failed = new Set<bigint>();
    const each = async (find: () => Promise<readonly bigint[]>, isAskedAgain: boolean) => {
      for (;;) {
        const ids = isStopping() ? [] : await find();
        for (const id of ids) {
          if (isStopping()) return;
          await renewOne(context, id).catch((error: unknown) => {
            if (isDatabaseAway(error)) throw error;
            failed.add(id);
            context.onError(error, id);
          });
          if (!isAskedAgain) tried.add(id);
          done += 1;
        }
        if (ids.length === 0) return;
      }
    };
    const tried = new Set<bigint>();
    await each(
      () => dueSubscriptions(context.pool, { now: context.now(), limit: AT_ONCE, without: [...failed] }),
      true,
    );
    await each(
      () =>
        unpaidToTry(context.pool, {
          now: context.now(),
          triedBefore: new Date(context.now().getTime() - TRY_AGAIN_MS),
          limit: AT_ONCE,
          without: [...failed, ...tried],
        }),
      false,
    );
  });
  return done;
}

function renewOne(context: RenewContext, id: bigint): Promise<void> {
  return withTransaction(context.pool, async (tx) => {
    const row = await lockSubscription(tx, id);
    if (row !== null) await next(tx, context, row);
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
