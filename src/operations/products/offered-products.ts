/** What an account may order, or somebody for it, with prices in its currency; and what a reseller may sell as its own. */
import type pg from 'pg';
import type { Actor } from '../../domain/accounts/actor.ts';
import { exchangeRateE10 } from '../../domain/charging/catalogue.ts';
import { convertedMicros } from '../../domain/products/prices.ts';
import { findAccount, type AccountNode } from '../../postgres/accounts/find-account.ts';
import { walletOfAccount } from '../../postgres/ledger/wallets.ts';
import { sellerOf } from '../../postgres/packages/seller.ts';
import { freeDids } from '../../postgres/products/dids-of-products.ts';
import {
  chainOf,
  listProducts,
  resellableProducts,
  type ProductRow,
} from '../../postgres/products/products.ts';
import { exchangeRatesOf } from '../../postgres/rating/exchange-rates.ts';
import type { Db } from '../../postgres/pool.ts';
import { withSnapshot } from '../../postgres/snapshot.ts';
import { inFrontOfWall } from '../../postgres/wall.ts';
import { isSoldWithin } from '../packages/sold-within.ts';
import { checkMayBuy, mayOrderItself } from './may-order.ts';
import { isOrderable } from './price-levels.ts';

export type Offered = Readonly<{
  product: ProductRow;
  currency: string;
  /** In the currency of the account; null without an exchange rate. */
  prices: Readonly<{ setupMicros: bigint; feeMicros: bigint }> | null;
  /** The lowest free ones of a product for numbers. */
  numbers: readonly Readonly<{ publicId: string; number: string }>[];
}>;

const NUMBERS_SHOWN = 50;

/** `accountId`: null = one's own. Throws `not_found`, `account_has_no_wallet`, `account_is_closed` and `account_is_suspended`. */
export async function offeredProducts(
  reads: pg.Pool,
  actor: Actor,
  accountId: string | null,
  now: Date,
): Promise<readonly Offered[]> {
  const node = await findAccount(reads, accountId ?? actor.publicId, actor.scopePath);
  checkMayBuy(node);
  // What is offered belongs to whoever is above.
  return inFrontOfWall(() => withSnapshot(reads, (db) => offeredTo(db, actor, node, now)));
}

async function offeredTo(db: Db, actor: Actor, node: AccountNode, now: Date): Promise<readonly Offered[]> {
  const seller = await sellerOf(db, node.id);
  const mayAll = node.id !== actor.accountId && isSoldWithin(seller, actor);
  const products = (await listProducts(db, seller.id)).filter(
    (product) =>
      product.status === 'active' &&
      (mayAll || mayOrderItself(actor, node, product)) &&
      (!product.isForDid || node.kind === 'customer'),
  );
  const currency = (await walletOfAccount(db, node.id))?.currency ?? '';
  const offered = [];
  for (const product of products) {
    if (product.resellsId !== null && !(await isOrderable(db, { accountId: node.id, productId: product.id })))
      continue;
    const prices = await pricesIn(db, product, currency, now);
    offered.push({ product, currency, prices, numbers: await numbersOf(db, node, product) });
  }
  return offered;
}

async function numbersOf(db: Db, { path: accountPath }: AccountNode, { id, isForDid }: ProductRow) {
  if (!isForDid) return [];
  return freeDids(db, { accountPath, productIds: await chainOf(db, id), limit: NUMBERS_SHOWN });
}

/** Products of whoever sells to the reseller that asks; none for anybody else. */
export function resellable(reads: pg.Pool, actor: Actor, now: Date): Promise<readonly Offered[]> {
  if (actor.kind !== 'reseller') return Promise.resolve([]);
  return inFrontOfWall(() =>
    withSnapshot(reads, async (db) => {
      const seller = await sellerOf(db, actor.ownerId);
      const currency = (await walletOfAccount(db, actor.ownerId))?.currency ?? '';
      const offered = [];
      for (const product of await resellableProducts(db, seller.id))
        offered.push({ product, currency, prices: await pricesIn(db, product, currency, now), numbers: [] });
      return offered;
    }),
  );
}

async function pricesIn(db: Db, product: ProductRow, currency: string, now: Date) {
  const exchangeRates = await exchangeRatesOf(db, product.currency, currency);
  const rate = exchangeRateE10({ exchangeRates }, product.currency, currency, now.getTime());
  if (rate === null) return null;
  return {
    setupMicros: convertedMicros(product.setupMicros, rate, currency),
    feeMicros: convertedMicros(product.feeMicros, rate, currency),
  };
}
