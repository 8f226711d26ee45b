/** Changes, ends and pays what an account has. */
import type { Actor } from '../../domain/accounts/actor.ts';
import { fieldProblem, Problem } from '../../domain/problem.ts';
import { duesOf } from '../../domain/products/levels.ts';
import { restOfInterval } from '../../domain/products/periods.ts';
import { accountsByIds, type AccountNode } from '../../postgres/accounts/find-account.ts';
import { sellerOf } from '../../postgres/packages/seller.ts';
import { calendarOf } from '../../postgres/products/account-calendar.ts';
import { momentToCharge, paidQuantity } from '../../postgres/products/product-charges.ts';
import { productById, type ProductRow } from '../../postgres/products/products.ts';
import {
  findSubscription,
  lockSubscription,
  updateTerms,
  type SubscriptionRow,
} from '../../postgres/products/subscriptions.ts';
import type { Tx } from '../../postgres/pool.ts';
import { known } from '../../domain/assert.ts';
import type { Context } from '../context.ts';
import { runOnce } from '../run-once.ts';
import { chargeProduct } from './charge-product.ts';
import { endSubscription } from './end-subscription.ts';
import { checkMayBuy, checkMayOrder, checkOwnPrices, checkQuantity } from './may-order.ts';
import { priceLevels, shortageProblem } from './price-levels.ts';
import { payAgain } from './renew-subscription.ts';
import { fieldsOfSubscription, recordSubscription } from './tell-subscription.ts';

export type SubscriptionChange = Readonly<{
  quantity?: number | undefined;
  /** In the product's currency; null = the product's price. */
  setupMicros?: bigint | null | undefined;
  feeMicros?: bigint | null | undefined;
  /** Only null: it goes on after all. */
  endsAt?: null | undefined;
}>;

type Locked = Readonly<{
  row: SubscriptionRow;
  node: AccountNode;
  product: ProductRow;
  seller: Readonly<{ id: bigint; path: string | null }>;
}>;

/**
 * Prices and fewer units count from the next interval on; further units are charged at once, for what is left of this one, with their
 * set-up. Throws what an order throws, and `subscription_has_ended`.
 */
export async function changeSubscription(
  context: Context,
  actor: Actor,
  publicId: string,
  { change, key }: Readonly<{ change: SubscriptionChange; key: string | null }>,
): Promise<void> {
  const content = {
    publicId,
    ...change,
    setupMicros: textOf(change.setupMicros),
    feeMicros: textOf(change.feeMicros),
  };
  const once = { principalId: actor.accountId, route: 'PATCH /subscriptions/{id}', key, content };
  await runOnce(context, context.now(), { ...once, isKeptForEver: true }, async (tx) => {
    const { row, node, product, seller } = await lockToChange(tx, actor, publicId);
    const after = {
      quantity: change.quantity ?? row.quantity,
      setupMicros: change.setupMicros === undefined ? row.setupMicros : change.setupMicros,
      feeMicros: change.feeMicros === undefined ? row.feeMicros : change.feeMicros,
      endsAt: change.endsAt === undefined ? row.endsAt : change.endsAt,
    };
    const hasPrices = change.setupMicros !== undefined || change.feeMicros !== undefined;
    if (hasPrices) checkOwnPrices(actor, { node, seller, own: after, currency: product.currency });
    checkQuantity(after.quantity, product);
    if (after.quantity > row.quantity) {
      checkMayBuy(node);
      checkMayAdd(actor, row);
    }
    await updateTerms(tx, row.id, after);
    if (after.quantity > row.quantity && row.status === 'active')
      await chargeFurther(tx, context, actor, { row, node, product, quantity: after.quantity });
    await recordSubscription(tx, actor, {
      accountId: row.accountId,
      action: 'subscription.changed',
      product: product.name,
      before: fieldsOfSubscription(row, product.currency),
      after: fieldsOfSubscription({ ...row, ...after }, product.currency),
      happenedAt: context.now(),
    });
    return { ok: true };
  });
}

/** A special price was given for a certain number: nobody helps itself to more of it. */
function checkMayAdd(
  actor: Actor,
  { accountId, setupMicros, feeMicros }: Pick<SubscriptionRow, 'accountId' | 'setupMicros' | 'feeMicros'>,
): void {
  if (accountId !== actor.accountId || (setupMicros === null && feeMicros === null)) return;
  const message = 'This has prices of its own: whoever sells to you adds further ones.';
  throw fieldProblem('quantity', 'not_permitted', message);
}

/** At the prices that the account has now. Units that were paid and given back within the interval are paid. */
async function chargeFurther(
  tx: Tx,
  context: Context,
  actor: Actor,
  {
    row,
    node,
    product,
    quantity,
  }: Readonly<{ row: SubscriptionRow; node: AccountNode; product: ProductRow; quantity: number }>,
): Promise<void> {
  const { renewsAt } = row;
  if (renewsAt === null) return;
  const further = quantity - (await paidQuantity(tx, row.id, renewsAt));
  if (further <= 0) return;
  const now = context.now();
  const billing = await calendarOf(tx, row.accountId);
  const { interval, anchor } = product;
  if (interval === 'once') return;
  const rest = restOfInterval(now, renewsAt, { interval, anchor, orderDay: row.anchorDay, billing });
  const share = { from: await momentToCharge(tx, row.id, now), to: renewsAt, ...rest };
  const asked = { accountId: row.accountId, productId: product.id, own: row, now, isNewOrder: false };
  const levels = await priceLevels(tx, asked);
  const charged = await chargeProduct(
    tx,
    { id: row.id, publicId: row.publicId, accountNumber: node.number, didNumber: row.didNumber },
    { levels, dues: duesOf(further, share, true), isRenewal: false, beginsAnew: false, isAddition: true },
    { actor, clock: context.now, now },
  );
  if (!charged.isCharged) throw shortageProblem(levels, charged.shortage, actor);
}

/** At once, or at the end of the interval that is paid. Returns what the account gets back. Throws `subscription_has_ended`. */
export async function cancelSubscription(
  context: Context,
  actor: Actor,
  publicId: string,
  { when, key }: Readonly<{ when: 'now' | 'period_end'; key: string }>,
): Promise<Readonly<{ creditedMicros: string }>> {
  const route = 'POST /subscriptions/{id}/cancel';
  const once = { principalId: actor.accountId, route, key, content: { publicId, when }, isKeptForEver: true };
  const { answer } = await runOnce(context, context.now(), once, async (tx) => {
    const { row, product } = await lockToChange(tx, actor, publicId);
    const now = context.now();
    if (when === 'period_end' && row.status === 'active' && row.renewsAt !== null) {
      const after = { ...row, endsAt: row.renewsAt };
      await updateTerms(tx, row.id, after);
      await recordSubscription(tx, actor, {
        accountId: row.accountId,
        action: 'subscription.changed',
        product: product.name,
        before: fieldsOfSubscription(row, product.currency),
        after: fieldsOfSubscription(after, product.currency),
        happenedAt: now,
      });
      return { creditedMicros: '0' };
    }
    const end = { reason: 'cancelled' as const, at: now, keepsNumber: false };
    return { creditedMicros: String(await endSubscription(tx, context, actor, row, end)) };
  });
  return answer;
}

/** Tries at once what waits for money. Throws `insufficient_funds`, `not_possible_now`, and nothing when it does not wait. */
export async function paySubscription(
  context: Context,
  actor: Actor,
  publicId: string,
  key: string,
): Promise<void> {
  const route = 'POST /subscriptions/{id}/pay';
  const once = { principalId: actor.accountId, route, key, content: { publicId }, isKeptForEver: true };
  await runOnce(context, context.now(), once, async (tx) => {
    const { row, node } = await lockToChange(tx, actor, publicId);
    if (row.status === 'unpaid') {
      checkMayBuy(node);
      const lacking = await payAgain(tx, context, row, actor);
      if (lacking !== null)
        throw lacking.shortage === null
          ? new Problem('not_possible_now')
          : shortageProblem(lacking.levels, lacking.shortage, actor);
    }
    return { ok: true };
  });
}

async function lockToChange(tx: Tx, actor: Actor, publicId: string): Promise<Locked> {
  const { id } = await findSubscription(tx, publicId, actor.scopePath);
  const row = known(await lockSubscription(tx, id), 'a subscription that was found');
  const [node] = await accountsByIds(tx, [row.accountId]);
  const account = known(node, 'the account of a subscription');
  const product = await productById(tx, row.productId);
  const seller = await sellerOf(tx, account.id);
  checkMayOrder(actor, { node: account, seller, product });
  if (row.status === 'ended') throw new Problem('subscription_has_ended');
  return { row, node: account, product, seller };
}

function textOf(micros: bigint | null | undefined): string | null {
  return micros === undefined || micros === null ? null : String(micros);
}
