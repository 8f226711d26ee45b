/** Numbers that are given away and taken back by hand: the product that one costs is ordered and ends with it. */
import { demand, type Actor } from '../../domain/accounts/actor.ts';
import { fieldProblem } from '../../domain/problem.ts';
import type { AccountNode } from '../../postgres/accounts/find-account.ts';
import { sellerOf } from '../../postgres/packages/seller.ts';
import { productsForDid } from '../../postgres/products/dids-of-products.ts';
import { productById } from '../../postgres/products/products.ts';
import { lockSubscription, subscriptionOfDid } from '../../postgres/products/subscriptions.ts';
import type { Tx } from '../../postgres/pool.ts';
import type { Context } from '../context.ts';
import { endSubscription } from './end-subscription.ts';
import type { TakenDid } from './free-did.ts';
import { checkMayBuy, checkMayOrder } from './may-order.ts';
import { placeOrder } from './place-order.ts';

const PRODUCT_PRICES = { setupMicros: null, feeMicros: null };

/**
 * The caller has locked the account and the number, which is free. Where its owner is not who sells to the account, that one must have
 * a product that resells what the number costs: the oldest counts. Throws what an order throws.
 */
export async function orderNumber(
  tx: Tx,
  context: Context,
  actor: Actor,
  { node, did, productId }: Readonly<{ node: AccountNode; did: TakenDid; productId: bigint }>,
): Promise<void> {
  demand(actor, 'subscriptions:order');
  checkMayBuy(node);
  const seller = await sellerOf(tx, node.id);
  const [found] = await productsForDid(tx, { sellerId: seller.id, productId });
  if (found === undefined) {
    const message =
      'Whoever sells to this account has no active product for this number. Make one that resells it first.';
    throw fieldProblem('accountId', 'no_product', message);
  }
  const product = await productById(tx, found);
  checkMayOrder(actor, { node, seller, product });
  await placeOrder(tx, context, actor, { node, product, quantity: 1, own: PRODUCT_PRICES, did });
}

/** The caller has locked the account and the number, and has taken it. */
export async function endSubscriptionOfDid(
  tx: Tx,
  context: Context,
  actor: Actor,
  didId: bigint,
): Promise<void> {
  const id = await subscriptionOfDid(tx, didId);
  const row = id === null ? null : await lockSubscription(tx, id);
  if (row === null || row.status === 'ended') return;
  await endSubscription(tx, context, actor, row, {
    reason: 'cancelled',
    at: context.now(),
    keepsNumber: true,
  });
}
