/** Changes the brand of the operator or a reseller: name, colours and logo. */
import { createHash } from 'node:crypto';
import type { Actor } from '../../domain/accounts/actor.ts';
import {
  LOGO_BYTES_MAX,
  logoTypeOf,
  mistakeOfColour,
  type BrandColour,
} from '../../domain/accounts/brand.ts';
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
  const logo = content === null ? null : checked(content);
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

/** Tells one picture from another; the picture itself is not kept. */
function shortHash(hash: string | null | undefined): string | null {
  return hash?.slice(0, 8) ?? null;
}

function checked(content: Uint8Array) {
  if (content.byteLength > LOGO_BYTES_MAX) throw new Problem('body_too_large');
  const type = logoTypeOf(content);
  if (type === null) {
    const detail =
      'This file is no PNG, JPEG or WebP picture. Save the logo as one of them; SVG is not taken.';
    throw new Problem('unsupported_media_type', { detail });
  }
  return { content, type, hash: createHash('sha256').update(content).digest('hex') };
}
