/** Ends the log of deliveries where it is old. */
import { DELIVERIES_KEPT_MS } from '../../domain/webhooks/delivery.ts';
import { withTransaction } from '../../postgres/pool.ts';
import { deleteDeliveries } from '../../postgres/webhooks/deliveries.ts';
import type { Context } from '../context.ts';

/** In one transaction: with their attempts it takes well under a second. */
const DELETED_AT_ONCE = 5000;

/** Safe to run at any time, by several servers. */
export async function tidyDeliveries(context: Pick<Context, 'pool' | 'now'>): Promise<void> {
  const before = new Date(context.now().getTime() - DELIVERIES_KEPT_MS);
  const deleteSome = () =>
    withTransaction(context.pool, (tx) => deleteDeliveries(tx, before, DELETED_AT_ONCE));
  while ((await deleteSome()) === DELETED_AT_ONCE);
}
