/** The number that an order of a product takes. */
import { isUuid } from '../../domain/ids.ts';
import { fieldProblem, Problem } from '../../domain/problem.ts';
import { chainOf } from '../../postgres/products/products.ts';
import { lockFreeDid } from '../../postgres/products/dids-of-products.ts';
import type { Tx } from '../../postgres/pool.ts';

export type TakenDid = Readonly<{ id: bigint; publicId: string; number: string }>;

/**
 * A free number that costs the product, or what the product resells, and whose owner is above the account: the one that is asked for, or
 * the lowest. Of two orders at once each takes another. Throws `no_number_left`, and `invalid_input` at `didId`.
 */
export async function takeFreeDid(
  tx: Tx,
  {
    accountPath,
    productId,
    didId,
  }: Readonly<{ accountPath: string; productId: bigint; didId: string | null }>,
): Promise<TakenDid> {
  const productIds = await chainOf(tx, productId);
  const isAsked = didId !== null;
  const did =
    isAsked && !isUuid(didId) ? null : await lockFreeDid(tx, { accountPath, productIds, publicId: didId });
  if (did !== null) return did;
  if (!isAsked) throw new Problem('no_number_left');
  throw fieldProblem('didId', 'not_found', 'Choose one of the free numbers of this product.');
}
