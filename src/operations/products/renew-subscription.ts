/** Charges a subscription for its next interval, and does what its product says when there is no money. */
import type { Actor } from '../../domain/accounts/actor.ts';
import { formatMoney } from '../../domain/money.ts';
import { Problem } from '../../domain/problem.ts';
import { duesOf, type Shortage } from '../../domain/products/levels.ts';
import { insertEvents } from '../../postgres/events/events.ts';
import { calendarOf } from '../../postgres/products/account-calendar.ts';
import { accountNumberOf } from '../../postgres/products/level-rows.ts';
import { productById, type ProductRow } from '../../postgres/products/products.ts';
import { startInterval, waitForMoney, type SubscriptionRow } from '../../postgres/products/subscriptions.ts';
import type { Tx } from '../../postgres/pool.ts';
import type { Context } from '../context.ts';
import { chargeProduct } from './charge-product.ts';
import { endSubscription } from './end-subscription.ts';
import { intervalAt } from './intervals-of.ts';
import { priceLevels, type PricedLevel } from './price-levels.ts';
import { pauseService, startService } from './service.ts';
import { dataOf, recordSubscription } from './tell-subscription.ts';

const DAY_MS = 86_400_000;

type Tried =
  | Readonly<{ isCharged: true; amountMicros: bigint; currency: string; to: Date | null }>
  | Readonly<{
      isCharged: false;
      /** Null: it is not money that is lacking. */
      shortage: Shortage | null;
      levels: readonly PricedLevel[];
      amountMicros: bigint;
      currency: string;
    }>;

/**
 * The caller has locked an active subscription whose interval is over. Charges the next one, or pauses or ends it. What its product
 * says counts as it is now: prices of today, with the exchange rate of this moment.
 */
export async function renewSubscription(tx: Tx, context: Context, row: SubscriptionRow): Promise<void> {
  const product = await productById(tx, row.productId);
  const now = context.now();
  const tried = await tryToCharge(tx, context, { row, product, from: row.renewsAt ?? now, isFirst: false });
  if (tried.isCharged) {
    await startInterval(tx, row.id, { from: row.renewsAt ?? now, to: tried.to });
    await tellRenewed(tx, context, row, product, tried);
  } else if (product.noMoney === 'end') {
    await endSubscription(tx, context, null, row, { reason: 'unpaid', at: now, keepsNumber: false });
  } else {
    await pause(tx, context, { row, product, tried });
  }
}

/**
 * The caller has locked an unpaid subscription. Charges what is left of the interval from today on, so that days without it cost
 * nothing. Says what is lacking when it is still too little.
 */
export async function payAgain(
  tx: Tx,
  context: Context,
  row: SubscriptionRow,
  actor: Actor | null,
): Promise<Readonly<{ shortage: Shortage | null; levels: readonly PricedLevel[] }> | null> {
  const product = await productById(tx, row.productId);
  const now = context.now();
  const tried = await tryToCharge(tx, context, { row, product, from: now, isFirst: true, actor });
  if (!tried.isCharged) {
    const { shortage, levels } = tried;
    await waitForMoney(tx, row.id, {
      since: row.unpaidSince ?? now,
      triedAt: now,
      walletId: shortage?.walletId ?? null,
      dueMicros: shortage?.dueMicros ?? null,
    });
    return { shortage, levels };
  }
  await startInterval(tx, row.id, { from: now, to: tried.to });
  await recordSubscription(tx, actor, {
    accountId: row.accountId,
    action: 'subscription.paid',
    product: product.name,
    before: { 'subscription.status': 'unpaid' },
    after: { 'subscription.status': 'active' },
    happenedAt: now,
  });
  await tellRenewed(tx, context, row, product, tried);
  return null;
}

/** What an unpaid or renewing one is charged; nothing of it stays when somebody has too little. */
async function tryToCharge(
  tx: Tx,
  context: Context,
  {
    row,
    product,
    from,
    isFirst,
    actor = null,
  }: Readonly<{
    row: SubscriptionRow;
    product: ProductRow;
    from: Date;
    isFirst: boolean;
    actor?: Actor | null;
  }>,
): Promise<Tried> {
  const now = context.now();
  const billing = await calendarOf(tx, row.accountId);
  const interval = intervalAt(from, { product, orderDay: row.anchorDay, billing }, isFirst);
  await tx.query('savepoint charge');
  const giveUp = async (shortage: Shortage | null, levels: readonly PricedLevel[]): Promise<Tried> => {
    // Wallets are free again: the catalogue is locked before them.
    await tx.query('rollback to savepoint charge');
    const amountMicros =
      shortage?.level === 0 ? shortage.dueMicros : product.feeMicros * BigInt(row.quantity);
    const currency = shortage?.level === 0 ? (levels[0]?.payer.currency ?? '') : product.currency;
    return { isCharged: false, shortage, levels, amountMicros, currency };
  };
  try {
    const asked = { accountId: row.accountId, productId: row.productId, own: row, now, isNewOrder: false };
    const levels = await priceLevels(tx, asked);
    if (row.status === 'unpaid')
      await startService(tx, row, { packageId: product.packageId, from: now, field: 'id' });
    const accountNumber = await accountNumberOf(tx, row.accountId);
    const charged = await chargeProduct(
      tx,
      { id: row.id, publicId: row.publicId, accountNumber, didNumber: row.didNumber },
      {
        levels,
        dues: duesOf(row.quantity, interval, false),
        isRenewal: true,
        beginsAnew: row.status === 'unpaid',
        isAddition: false,
      },
      { actor, clock: context.now, now },
    );
    if (!charged.isCharged) return await giveUp(charged.shortage, levels);
    await tx.query('release savepoint charge');
    return { ...charged, to: interval.to };
  } catch (error) {
    // No exchange rate, a seller above that offers it no more, a package that was given meanwhile: it waits, as for money.
    if (!(error instanceof Problem)) throw error;
    return giveUp(null, []);
  }
}

async function pause(
  tx: Tx,
  context: Context,
  {
    row,
    product,
    tried,
  }: Readonly<{ row: SubscriptionRow; product: ProductRow; tried: Extract<Tried, { isCharged: false }> }>,
): Promise<void> {
  const now = context.now();
  await pauseService(tx, row, now);
  await waitForMoney(tx, row.id, {
    since: now,
    triedAt: now,
    walletId: tried.shortage?.walletId ?? null,
    dueMicros: tried.shortage?.dueMicros ?? null,
  });
  await recordSubscription(tx, null, {
    accountId: row.accountId,
    action: 'subscription.unpaid',
    product: product.name,
    before: { 'subscription.status': 'active' },
    after: { 'subscription.status': 'unpaid' },
    happenedAt: now,
  });
  await insertEvents(tx, [
    {
      type: 'subscription.unpaid',
      accountId: row.accountId,
      happenedAt: now,
      data: {
        ...dataOf(row.publicId, product),
        amount: formatMoney(tried.amountMicros),
        currency: tried.currency,
        endsAt: new Date(now.getTime() + product.unpaidDaysMax * DAY_MS).toISOString(),
      },
    },
  ]);
}

async function tellRenewed(
  tx: Tx,
  context: Context,
  { accountId, publicId }: SubscriptionRow,
  product: ProductRow,
  { amountMicros, currency, to }: Extract<Tried, { isCharged: true }>,
): Promise<void> {
  await insertEvents(tx, [
    {
      type: 'subscription.renewed',
      accountId,
      happenedAt: context.now(),
      data: {
        ...dataOf(publicId, product),
        amount: formatMoney(amountMicros),
        currency,
        periodTo: to?.toISOString() ?? '',
      },
    },
  ]);
}
