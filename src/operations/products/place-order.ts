/** Makes an account have a product: charged on all levels, with its package and number, or not at all. */
import { randomUUID } from 'node:crypto';
import type { Actor } from '../../domain/accounts/actor.ts';
import { differencesOf } from '../../domain/audit/differences.ts';
import { Problem } from '../../domain/problem.ts';
import { duesOf } from '../../domain/products/levels.ts';
import { orderDayOf } from '../../domain/products/periods.ts';
import type { AccountNode } from '../../postgres/accounts/find-account.ts';
import { insertEvents } from '../../postgres/events/events.ts';
import { updateAssignment } from '../../postgres/numbering/dids.ts';
import { calendarOf } from '../../postgres/products/account-calendar.ts';
import type { ProductRow } from '../../postgres/products/products.ts';
import { endSubscriptionRow, insertSubscription } from '../../postgres/products/subscriptions.ts';
import type { Tx } from '../../postgres/pool.ts';
import { writeAsSystem } from '../../postgres/wall.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { Context } from '../context.ts';
import { chargeProduct } from './charge-product.ts';
import type { TakenDid } from './free-did.ts';
import { intervalAt } from './intervals-of.ts';
import { priceLevels, shortageProblem, type OwnPrices } from './price-levels.ts';
import { startService } from './service.ts';
import { dataOf, fieldsOfSubscription, recordSubscription } from './tell-subscription.ts';

export type Placed = Readonly<{
  subscriptionId: string;
  amountMicros: bigint;
  currency: string;
  receipt: Readonly<{ id: string; number: string }> | null;
}>;

/**
 * The caller has locked the account, then the number, and the product, and has checked who orders. Throws `product_not_offered`,
 * `no_exchange_rate`, `insufficient_funds`, `not_possible_now` when somebody above lacks money, and `invalid_input`.
 */
export async function placeOrder(
  tx: Tx,
  context: Context,
  actor: Actor,
  order: Readonly<{
    node: AccountNode;
    product: ProductRow;
    quantity: number;
    own: OwnPrices;
    did: TakenDid | null;
  }>,
): Promise<Placed> {
  const { node, product, quantity, own, did } = order;
  if (product.status !== 'active') throw new Problem('product_not_offered');
  const now = context.now();
  const billing = await calendarOf(tx, node.id);
  const orderDay = orderDayOf(product.interval, now, billing.timezone);
  const interval = intervalAt(now, { product, orderDay, billing }, true);
  const asked = { accountId: node.id, productId: product.id, own, now, isNewOrder: true };
  const levels = await priceLevels(tx, asked);
  const publicId = randomUUID();
  const id = await insertSubscription(tx, {
    publicId,
    accountId: node.id,
    productId: product.id,
    quantity,
    setupMicros: own.setupMicros,
    feeMicros: own.feeMicros,
    orderedAt: now,
    orderedBy: actor.accountId,
    anchorDay: orderDay,
    periodFrom: interval.from,
    renewsAt: interval.to,
    didId: did?.id ?? null,
  });
  const served = { id, accountId: node.id, assignmentId: null, didId: did?.id ?? null };
  if (did !== null) await giveNumber(tx, actor, { node, did, now });
  await startService(tx, served, { packageId: product.packageId, from: now, field: 'productId' });
  const charged = await chargeProduct(
    tx,
    { id, publicId, accountNumber: node.number, didNumber: did?.number ?? null },
    { levels, dues: duesOf(quantity, interval, true), isRenewal: false, beginsAnew: true, isAddition: false },
    { actor, clock: context.now, now },
  );
  if (!charged.isCharged) throw shortageProblem(levels, charged.shortage, actor);
  const terms = { ...own, quantity, status: 'active' as const, endsAt: null, didNumber: did?.number ?? null };
  await recordSubscription(tx, actor, {
    accountId: node.id,
    action: 'subscription.ordered',
    product: product.name,
    before: {},
    after: fieldsOfSubscription(terms, product.currency),
    happenedAt: now,
  });
  const data = dataOf(publicId, product);
  await insertEvents(tx, [{ type: 'subscription.started', accountId: node.id, happenedAt: now, data }]);
  // Nothing of what is paid once goes on, unless it gives something.
  if (interval.to === null && product.packageId === null && did === null)
    await endSubscriptionRow(tx, id, { endedAt: now, reason: 'once' });
  const { amountMicros, currency, receipt } = charged;
  return {
    subscriptionId: publicId,
    amountMicros,
    currency,
    receipt: receipt === null ? null : { id: receipt.publicId, number: receipt.number },
  };
}

async function giveNumber(
  tx: Tx,
  actor: Actor,
  { node, did, now }: Readonly<{ node: AccountNode; did: TakenDid; now: Date }>,
): Promise<void> {
  await writeAsSystem(tx, () => updateAssignment(tx, did.id, { accountId: node.id, assignedAt: now }));
  await recordAudit(tx, actor, {
    accountId: node.id,
    action: 'item.added',
    changes: differencesOf({}, { 'dids.number': did.number }),
    happenedAt: now,
  });
}
