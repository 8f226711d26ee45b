/** What routes that take a picture as it is have in common, and the address by which it is served. */
import { LOGO_BYTES_MAX } from '../../domain/accounts/brand.ts';
import { Problem } from '../../domain/problem.ts';
import { API, type App } from '../app.ts';

/** What they are is found in the content. */
export const LOGO_TYPES = ['image/png', 'image/jpeg', 'image/webp', 'application/octet-stream'];

export function logoUrl(hash: string | null): string | null {
  return hash === null ? null : `${API}/brand/logos/${hash}`;
}

/** Adds routes with the parsers for pictures, which exist nowhere else. */
export function addUploadRoutes(parent: App, add: (app: App) => void): void {
  void parent.register((scope, _options, done) => {
    const app: App = scope;
    app.addContentTypeParser(
      LOGO_TYPES,
      { parseAs: 'buffer', bodyLimit: LOGO_BYTES_MAX },
      (_request, body, parsed) => parsed(null, body),
    );
    add(app);
    done();
  });
}

export function pictureOf(body: unknown): Uint8Array {
  if (Buffer.isBuffer(body)) return body;
  throw new Problem('unsupported_media_type', { detail: 'Send the picture as image/png.' });
}
