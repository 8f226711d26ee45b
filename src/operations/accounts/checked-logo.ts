/** A picture that somebody uploads as a logo. */
import { createHash } from 'node:crypto';
import { LOGO_BYTES_MAX, logoTypeOf, type LogoType } from '../../domain/accounts/brand.ts';
import { Problem } from '../../domain/problem.ts';

export type Logo = Readonly<{ content: Uint8Array; type: LogoType; hash: string }>;

/** The type is found in the content; throws `unsupported_media_type` and `body_too_large`. */
export function checkedLogo(content: Uint8Array): Logo {
  if (content.byteLength > LOGO_BYTES_MAX) throw new Problem('body_too_large');
  const type = logoTypeOf(content);
  if (type === null) {
    const detail =
      'This file is no PNG, JPEG or WebP picture. Save the logo as one of them; SVG is not taken.';
    throw new Problem('unsupported_media_type', { detail });
  }
  return { content, type, hash: createHash('sha256').update(content).digest('hex') };
}

/** Tells one picture from another in the timeline; the picture itself is not kept there. */
export function shortHash(hash: string | null | undefined): string | null {
  return hash?.slice(0, 8) ?? null;
}
