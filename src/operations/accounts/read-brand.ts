/** The brand that counts for an account: each part its own, else that of the nearest above that has one. */
import { idsOfPath } from '../../domain/accounts/tree.ts';
import { brandsAlong, operatorId, type BrandRow } from '../../postgres/accounts/brands.ts';
import type { Db } from '../../postgres/pool.ts';
import { inFrontOfWall } from '../../postgres/wall.ts';

export type Brand = Omit<BrandRow, 'ownerId' | 'host'>;

/** Of an account by its path; null = whoever has not signed in yet. */
export async function readBrand(db: Db, path: string | null): Promise<Brand> {
  return inFrontOfWall(async () =>
    brandFrom(await brandsAlong(db, path === null ? await operatorId(db) : idsOfPath(path))),
  );
}

/** Of the brands along a path, the lowest first. */
export function brandFrom(along: readonly BrandRow[]): Brand {
  return {
    productName: along.find(({ productName }) => productName !== '')?.productName ?? '',
    buttonColour: along.find(({ buttonColour }) => buttonColour !== null)?.buttonColour ?? null,
    barColour: along.find(({ barColour }) => barColour !== null)?.barColour ?? null,
    logoHash: along.find(({ logoHash }) => logoHash !== null)?.logoHash ?? null,
  };
}

/** What the operator or a reseller has set itself. */
export async function readOwnBrand(db: Db, ownerId: bigint): Promise<Brand> {
  return brandFrom(await brandsAlong(db, [ownerId]));
}
