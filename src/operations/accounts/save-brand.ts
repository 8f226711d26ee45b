/** Changes the brand of the operator or a reseller: name, colours and logo. */
import type { Actor } from '../../domain/accounts/actor.ts';
import { mistakeOfColour, type BrandColour } from '../../domain/accounts/brand.ts';
import { Problem, type FieldError } from '../../domain/problem.ts';
import {
  brandsAlong,
  saveBrand as write,
  saveLogo as writeLogo,
  type BrandRow,
} from '../../postgres/accounts/brands.ts';
import { withTransaction, type Tx } from '../../postgres/pool.ts';
import { recordDifferences } from '../audit/record-audit.ts';
import type { Context } from '../context.ts';
import { checkedLogo, shortHash } from './checked-logo.ts';

export type BrandInput = Readonly<{
  /** Empty: that of whoever is above. */
  productName: string;
  /** #rrggbb; null: that of whoever is above. */
  buttonColour: string | null;
  barColour: string | null;
}>;

/** Throws `invalid_input` for a colour on which words are hard to read, with the ratio. */
export async function saveBrand(context: Context, actor: Actor, input: BrandInput): Promise<void> {
  const { productName } = input;
  const buttonColour = input.buttonColour?.toLowerCase() ?? null;
  const barColour = input.barColour?.toLowerCase() ?? null;
  const errors = [...mistakeAt('buttonColour', buttonColour), ...mistakeAt('barColour', barColour)];
  if (errors.length > 0) throw new Problem('invalid_input', { errors });
  const { ownerId } = actor;
  await withTransaction(context.pool, async (tx) => {
    const before = await ownBrand(tx, ownerId);
    const changedAt = context.now();
    await write(tx, { ownerId, productName, buttonColour, barColour, changedAt });
    await recordDifferences(tx, actor, {
      accountId: ownerId,
      action: 'brand.changed',
      before: {
        'brand.productName': before?.productName ?? '',
        'brand.buttonColour': before?.buttonColour ?? null,
        'brand.barColour': before?.barColour ?? null,
      },
      after: {
        'brand.productName': productName,
        'brand.buttonColour': buttonColour,
        'brand.barColour': barColour,
      },
      happenedAt: changedAt,
    });
  });
}

/** Null when nothing was set yet. */
async function ownBrand(tx: Tx, ownerId: bigint): Promise<BrandRow | null> {
  return (await brandsAlong(tx, [ownerId]))[0] ?? null;
}

function mistakeAt(field: BrandColour, colour: string | null): FieldError[] {
  const message = colour === null ? null : mistakeOfColour(field, colour);
  return message === null ? [] : [{ field, code: 'contrast_too_low', message }];
}

/** The type is found in the content; throws `unsupported_media_type` and `body_too_large`. Null takes it away. */
export async function saveLogo(context: Context, actor: Actor, content: Uint8Array | null): Promise<void> {
  const logo = content === null ? null : checkedLogo(content);
  const { ownerId } = actor;
  await withTransaction(context.pool, async (tx) => {
    const before = await ownBrand(tx, ownerId);
    const happenedAt = context.now();
    await writeLogo(tx, ownerId, logo, happenedAt);
    await recordDifferences(tx, actor, {
      accountId: ownerId,
      action: 'brand.changed',
      before: { 'brand.logo': shortHash(before?.logoHash) },
      after: { 'brand.logo': shortHash(logo?.hash) },
      happenedAt,
    });
  });
}
