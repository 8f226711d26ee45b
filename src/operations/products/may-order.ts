/** Who orders, changes and ends what for whom. */
import type { Actor } from '../../domain/accounts/actor.ts';
import { fieldProblem, Problem } from '../../domain/problem.ts';
import { mistakeOfDigits } from '../../domain/money.ts';
import type { AccountNode } from '../../postgres/accounts/find-account.ts';
import type { ProductRow } from '../../postgres/products/products.ts';
import { isSoldWithin } from '../packages/sold-within.ts';
import type { OwnPrices } from './price-levels.ts';

export type Seller = Readonly<{ id: bigint; path: string | null }>;
type Orderable = Pick<ProductRow, 'mayOrderCustomers' | 'mayOrderResellers'>;

/** Whether the account itself may have it without being asked: it is a customer or a reseller, and the product says so. */
export function mayOrderItself(
  actor: Pick<Actor, 'accountId'>,
  node: Pick<AccountNode, 'id' | 'kind'>,
  product: Orderable,
): boolean {
  if (node.id !== actor.accountId) return false;
  return node.kind === 'customer' ? product.mayOrderCustomers : product.mayOrderResellers;
}

/**
 * Whoever sells to the account, and those above that one; the account itself where the product says so. Nobody between the two, such
 * as a commission reseller. Throws `not_permitted`.
 */
export function checkMayOrder(
  actor: Actor,
  { node, seller, product }: Readonly<{ node: AccountNode; seller: Seller; product: Orderable }>,
): void {
  const isOwn = node.id === actor.accountId;
  if (isOwn ? mayOrderItself(actor, node, product) : isSoldWithin(seller, actor)) return;
  const detail = isOwn
    ? 'Whoever sells to you orders this product for you.'
    : 'Whoever sells to this account orders its products.';
  throw new Problem('not_permitted', { detail });
}

/** Prices of its own are given by whoever sells. Throws `not_permitted`, and `invalid_input` for parts of a minor unit. */
export function checkOwnPrices(
  actor: Actor,
  {
    node,
    seller,
    own,
    currency,
  }: Readonly<{ node: AccountNode; seller: Seller; own: OwnPrices; currency: string }>,
): void {
  if (own.setupMicros === null && own.feeMicros === null) return;
  if (node.id === actor.accountId || !isSoldWithin(seller, actor))
    throw new Problem('not_permitted', { detail: 'Whoever sells to this account says its prices.' });
  for (const [field, micros] of [
    ['setup', own.setupMicros],
    ['fee', own.feeMicros],
  ] as const) {
    const mistake = micros === null ? null : mistakeOfDigits(micros, currency);
    if (mistake !== null) throw fieldProblem(field, 'too_many_digits', mistake);
  }
}

/** Throws `account_has_no_wallet`, `account_is_closed` and `account_is_suspended`. */
export function checkMayBuy({ kind, status }: Pick<AccountNode, 'kind' | 'status'>): void {
  if (kind !== 'customer' && kind !== 'reseller') throw new Problem('account_has_no_wallet');
  if (status === 'closed') throw new Problem('account_is_closed');
  if (status === 'suspended') throw new Problem('account_is_suspended');
}

/** What has a package or comes with a number is one thing. */
export function checkQuantity(
  quantity: number,
  { isForDid, packageId }: Pick<ProductRow, 'isForDid' | 'packageId'>,
): void {
  if (quantity === 1 || (!isForDid && packageId === null)) return;
  const message = isForDid
    ? 'Each number is ordered by itself: leave the quantity at 1.'
    : 'A package is had once: leave the quantity at 1.';
  throw fieldProblem('quantity', 'not_applicable', message);
}
