/** Ends a subscription: what came with it ends, and what is unused goes back where the products say so. */
import type { Actor } from '../../domain/accounts/actor.ts';
import type { EndReason } from '../../domain/products/product.ts';
import { insertEvents } from '../../postgres/events/events.ts';
import { calendarOf } from '../../postgres/products/account-calendar.ts';
import { accountNumberOf } from '../../postgres/products/level-rows.ts';
import { productById } from '../../postgres/products/products.ts';
import { endSubscriptionRow, type SubscriptionRow } from '../../postgres/products/subscriptions.ts';
import type { Tx } from '../../postgres/pool.ts';
import { recordDidTaken } from '../numbering/record-did.ts';
import type { Context } from '../context.ts';
import { creditUnused } from './charge-product.ts';
import { endService } from './service.ts';
import { dataOf, recordSubscription } from './tell-subscription.ts';

/**
 * The caller has locked the subscription, which has not ended. `at` may be before now, where a job comes late. `keepsNumber`: whoever
 * asks takes the number itself. Returns what the account gets back, in micros of its currency.
 */
export async function endSubscription(
  tx: Tx,
  context: Context,
  actor: Actor | null,
  row: SubscriptionRow,
  { reason, at, keepsNumber }: Readonly<{ reason: EndReason; at: Date; keepsNumber: boolean }>,
): Promise<bigint> {
  const now = context.now();
  const product = await productById(tx, row.productId);
  await endService(tx, row, { at: now, keepsNumber });
  if (row.didNumber !== null && !keepsNumber)
    await recordDidTaken(tx, actor, { accountId: row.accountId, number: row.didNumber, happenedAt: now });
  await endSubscriptionRow(tx, row.id, { endedAt: at, reason });
  await recordSubscription(tx, actor, {
    accountId: row.accountId,
    action: 'subscription.ended',
    product: product.name,
    before: { 'subscription.status': row.status, 'subscription.endReason': null },
    after: { 'subscription.status': 'ended', 'subscription.endReason': reason },
    happenedAt: now,
  });
  const data = { ...dataOf(row.publicId, product), reason };
  await insertEvents(tx, [{ type: 'subscription.ended', accountId: row.accountId, happenedAt: now, data }]);
  const isPaid = row.status === 'active' && row.renewsAt !== null && row.renewsAt > now;
  if (!isPaid || row.renewsAt === null) return 0n;
  const { timezone } = await calendarOf(tx, row.accountId);
  const accountNumber = await accountNumberOf(tx, row.accountId);
  const charged = { id: row.id, publicId: row.publicId, accountNumber, didNumber: row.didNumber };
  return creditUnused(tx, charged, { to: row.renewsAt, timezone }, { actor, clock: context.now, now });
}
