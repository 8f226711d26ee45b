/** Orders a product for an account, and says before what it would cost. */
import type pg from 'pg';
import type { Actor } from '../../domain/accounts/actor.ts';
import { currencyDigits, formatMoney, trimmed } from '../../domain/money.ts';
import { fieldProblem, Problem } from '../../domain/problem.ts';
import { chargesOf, duesOf, type Charge } from '../../domain/products/levels.ts';
import { orderDayOf } from '../../domain/products/periods.ts';
import { convertedMicros } from '../../domain/products/prices.ts';
import { isWithin } from '../../domain/accounts/tree.ts';
import { findAccount, lockAccount, type AccountNode } from '../../postgres/accounts/find-account.ts';
import { lookAtWallets } from '../../postgres/charging/load-batch.ts';
import { sellerOf } from '../../postgres/packages/seller.ts';
import { calendarOf } from '../../postgres/products/account-calendar.ts';
import { lockProduct, productOfOwner, type ProductRow } from '../../postgres/products/products.ts';
import type { Db } from '../../postgres/pool.ts';
import { withSnapshot } from '../../postgres/snapshot.ts';
import { inFrontOfWall } from '../../postgres/wall.ts';
import type { Context } from '../context.ts';
import { runOnce, type Outcome } from '../run-once.ts';
import { takeFreeDid } from './free-did.ts';
import { intervalAt, type AnyInterval } from './intervals-of.ts';
import { checkMayBuy, checkMayOrder, checkOwnPrices, checkQuantity } from './may-order.ts';
import { placeOrder, type Placed } from './place-order.ts';
import { priceLevels, type OwnPrices, type PricedLevel } from './price-levels.ts';

export type Order = Readonly<{
  accountId: string;
  productId: string;
  quantity: number;
  own: OwnPrices;
  /** A certain number of those that come with the product; null = any. */
  didId: string | null;
  /** What whoever orders was told that it costs now, in the currency of the account; null = whatever it costs. */
  expectedMicros: bigint | null;
}>;

/**
 * The same key orders once, for ever. Throws `not_found`, `not_permitted`, `account_is_closed`, `account_is_suspended`,
 * `invalid_input` per field, `price_changed`, and what `placeOrder` throws.
 */
export function orderProduct(
  context: Context,
  actor: Actor,
  order: Order,
  key: string,
): Promise<Outcome<Omit<Placed, 'amountMicros'> & Readonly<{ amountMicros: string }>>> {
  // A repetition whose answer was lost may expect what was shown since: it is the same order.
  const { own, expectedMicros, ...rest } = order;
  const content = {
    ...rest,
    setup: own.setupMicros === null ? null : String(own.setupMicros),
    fee: own.feeMicros === null ? null : String(own.feeMicros),
  };
  const route = 'POST /accounts/{id}/subscriptions';
  const once = { principalId: actor.accountId, route, key, content, isKeptForEver: true };
  return runOnce(context, context.now(), once, async (tx) => {
    const node = await lockAccount(tx, order.accountId, actor.scopePath, 'share');
    checkMayBuy(node);
    const seller = await sellerOf(tx, node.id);
    const product = await lockProduct(tx, seller.id, order.productId, 'share').catch(notSold);
    checkOrder(actor, { node, seller, product, order });
    const did = product.isForDid
      ? await takeFreeDid(tx, { accountPath: node.path, productId: product.id, didId: order.didId })
      : null;
    const placed = await placeOrder(tx, context, actor, { ...order, node, product, did });
    checkExpected(placed, expectedMicros);
    return { ...placed, amountMicros: String(placed.amountMicros) };
  });
}

/** Within the transaction: thrown, nothing was charged. */
function checkExpected({ amountMicros, currency }: Placed, expectedMicros: bigint | null): void {
  if (expectedMicros === null || expectedMicros === amountMicros) return;
  const amount = trimmed(formatMoney(amountMicros), currencyDigits(currency));
  throw new Problem('price_changed', { detail: `It costs ${amount} ${currency} now.` });
}

function checkOrder(
  actor: Actor,
  {
    node,
    seller,
    product,
    order,
  }: Readonly<{
    node: AccountNode;
    seller: Readonly<{ id: bigint; path: string | null }>;
    product: ProductRow;
    order: Order;
  }>,
): void {
  checkMayOrder(actor, { node, seller, product });
  if (product.status !== 'active') throw new Problem('product_not_offered');
  checkOwnPrices(actor, { node, seller, own: order.own, currency: product.currency });
  checkQuantity(order.quantity, product);
  if (order.didId !== null && !product.isForDid)
    throw fieldProblem('didId', 'not_applicable', 'This product comes without a number: leave it out.');
  if (product.isForDid && node.kind !== 'customer')
    throw fieldProblem('productId', 'not_applicable', 'A reseller gets numbers as their owner.');
}

function notSold(error: unknown): never {
  if (!(error instanceof Problem)) throw error;
  throw fieldProblem(
    'productId',
    'not_found',
    'Choose one of the products of whoever sells to this account.',
  );
}

export type PreviewedLevel = Readonly<{
  level: PricedLevel;
  charges: readonly Charge[];
  /** What the payer's wallet has. */
  availableMicros: bigint;
  /** Of a whole interval, of all units. */
  renewalMicros: bigint;
}>;

export type OrderPreview = Readonly<{
  product: ProductRow;
  interval: AnyInterval;
  /** The account first, then those above it that whoever asks may see. */
  levels: readonly PreviewedLevel[];
  /** Whether everybody can pay, also those that are not shown. */
  isAffordable: boolean;
}>;

/** What an order would charge now. Throws what the order would throw, but for money. */
export async function previewOrder(
  reads: pg.Pool,
  actor: Actor,
  order: Order,
  now: Date,
): Promise<OrderPreview> {
  const node = await findAccount(reads, order.accountId, actor.scopePath);
  checkMayBuy(node);
  // What it costs is decided by those above it.
  return inFrontOfWall(() => withSnapshot(reads, (db) => previewOf(db, actor, { node, order, now })));
}

async function previewOf(
  db: Db,
  actor: Actor,
  { node, order, now }: Readonly<{ node: AccountNode; order: Order; now: Date }>,
): Promise<OrderPreview> {
  const seller = await sellerOf(db, node.id);
  const product = await productOfOwner(db, seller.id, order.productId);
  if (product === null) return notSold(new Problem('not_found'));
  checkOrder(actor, { node, seller, product, order });
  const billing = await calendarOf(db, node.id);
  const orderDay = orderDayOf(product.interval, now, billing.timezone);
  const interval = intervalAt(now, { product, orderDay, billing }, true);
  const asked = { accountId: node.id, productId: product.id, own: order.own, now, isNewOrder: true };
  const levels = await priceLevels(db, asked);
  const charges = chargesOf(levels, duesOf(order.quantity, interval, true));
  const all = await previewed(db, levels, charges, order.quantity, now);
  return {
    product,
    interval,
    levels: all.filter(({ level }) => isWithin(level.path, actor.scopePath)),
    isAffordable: all.every(({ charges: due, availableMicros }) => dueOf(due) <= availableMicros),
  };
}

/** What the payer of a level pays. */
export function dueOf(charges: readonly Charge[]): bigint {
  return charges.reduce(
    (sum, { isCommission, amountMicros }) => (isCommission ? sum : sum + amountMicros),
    0n,
  );
}

async function previewed(
  db: Db,
  levels: readonly PricedLevel[],
  charges: readonly Charge[],
  quantity: number,
  now: Date,
): Promise<readonly PreviewedLevel[]> {
  const wallets = await lookAtWallets(
    db,
    levels.map(({ payer }) => payer.walletId),
    now,
  );
  return levels.map((level, place) => {
    const { product, payer, exchangeRateE10 } = level;
    const wallet = wallets.get(payer.walletId);
    return {
      level,
      charges: charges.filter((charge) => charge.level === place),
      availableMicros:
        wallet === undefined ? 0n : wallet.balanceMicros + wallet.creditLimitMicros - wallet.heldMicros,
      renewalMicros: convertedMicros(product.feeMicros, exchangeRateE10, payer.currency) * BigInt(quantity),
    };
  });
}
