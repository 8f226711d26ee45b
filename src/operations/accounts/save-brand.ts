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
import { saveBrand as write, saveLogo as writeLogo } from '../../postgres/accounts/brands.ts';
import { withTransaction } from '../../postgres/pool.ts';
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
  await withTransaction(context.pool, (tx) =>
    write(tx, { ownerId, productName, buttonColour, barColour, changedAt: context.now() }),
  );
}

function mistakeAt(field: BrandColour, colour: string | null): FieldError[] {
  const message = colour === null ? null : mistakeOfColour(field, colour);
  return message === null ? [] : [{ field, code: 'contrast_too_low', message }];
}

/** The type is found in the content; throws `unsupported_media_type` and `body_too_large`. Null takes it away. */
export async function saveLogo(context: Context, actor: Actor, content: Uint8Array | null): Promise<void> {
  const logo = content === null ? null : checked(content);
  await withTransaction(context.pool, (tx) => writeLogo(tx, actor.ownerId, logo, context.now()));
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
