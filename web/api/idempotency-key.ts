import { useRef } from 'react';
import { uuidV7, UUID_V7_RANDOM_BYTES } from '../../src/domain/ids.ts';

/** A new key for a request that may be repeated; the same request keeps its key. */
export function newIdempotencyKey(): string {
  return uuidV7({ time: new Date(), random: crypto.getRandomValues(new Uint8Array(UUID_V7_RANDOM_BYTES)) });
}

/** The keys of one filling of a form: the same content has the same key, so that a save whose answer was lost is not made twice. */
export function useKeyOfContent(): (content: unknown) => string {
  const keys = useRef(new Map<string, string>());
  return (content) => {
    const text = JSON.stringify(content);
    const key = keys.current.get(text) ?? newIdempotencyKey();
    keys.current.set(text, key);
    return key;
  };
}
