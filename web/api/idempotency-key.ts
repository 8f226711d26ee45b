import { uuidV7, UUID_V7_RANDOM_BYTES } from '../../src/domain/ids.ts';

/** A new key for a request that may be repeated; the same request keeps its key. */
export function newIdempotencyKey(): string {
  return uuidV7({ time: new Date(), random: crypto.getRandomValues(new Uint8Array(UUID_V7_RANDOM_BYTES)) });
}
