/** The products of whoever asks, with the names of what they resell. */
import type { Actor } from '../../domain/accounts/actor.ts';
import { Problem } from '../../domain/problem.ts';
import {
  listProducts,
  productOfOwner,
  resoldNames,
  type ProductRow,
} from '../../postgres/products/products.ts';
import type { Db } from '../../postgres/pool.ts';
import { inFrontOfWall } from '../../postgres/wall.ts';

export async function readProducts(db: Db, { ownerId }: Actor): Promise<readonly ProductRow[]> {
  return withNames(db, await listProducts(db, ownerId));
}

/** Throws `not_found`. */
export async function readProduct(db: Db, { ownerId }: Actor, publicId: string): Promise<ProductRow> {
  const product = await productOfOwner(db, ownerId, publicId);
  if (product === null) throw new Problem('not_found');
  const [named] = await withNames(db, [product]);
  return named ?? product;
}

async function withNames(db: Db, products: readonly ProductRow[]): Promise<readonly ProductRow[]> {
  const ids = products.flatMap(({ resellsId }) => resellsId ?? []);
  if (ids.length === 0) return products;
  const names = await inFrontOfWall(() => resoldNames(db, ids));
  return products.map((product) => {
    const resold = product.resellsId === null ? undefined : names.get(product.resellsId);
    return resold === undefined
      ? product
      : { ...product, resellsPublicId: resold.publicId, resellsName: resold.name };
  });
}
