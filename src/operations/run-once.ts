/** Makes a write happen once however often it is sent: the Idempotency-Key of the API. */
import { createHmac } from 'node:crypto';
import { Problem } from '../domain/problem.ts';
import { keepAnswer, takeIdempotencyKey } from '../postgres/accounts/idempotency.ts';
import { withTransaction, type Tx } from '../postgres/pool.ts';
import type { Context } from './context.ts';

/** How long a key is remembered; keys that moved money are remembered for ever. */
const KEPT_MS = 7 * 24 * 3600 * 1000;

export type Once = Readonly<{
  principalId: bigint;
  /** Method and path, such as "POST /api/v1/accounts": a key belongs to one principal and one route. */
  route: string;
  /** null = the client sent none, and a repetition is a new request. */
  key: string | null;
  /** What was asked, to tell a repetition from another request under the same key. */
  content: unknown;
  isKeptForEver?: boolean;
}>;

export type Outcome<T> = Readonly<{ answer: T; isRepeated: boolean }>;

/**
 * Runs `write` in one transaction and keeps its answer (JSON without secrets) under the key. The same
 * key with the same content gets the kept answer; with other content, `idempotency_key_reused`.
 */
export async function runOnce<T>(
  context: Pick<Context, 'pool' | 'masterKey'>,
  now: Date,
  once: Once,
  write: (tx: Tx) => Promise<T>,
): Promise<Outcome<T>> {
  const { key: sentKey, content, isKeptForEver = false } = once;
  if (sentKey === null) return { answer: await withTransaction(context.pool, write), isRepeated: false };
  const key = { principalId: once.principalId, route: once.route, key: sentKey };
  // Keyed, because the content may hold a password that could be found by trying.
  const requestHash = createHmac('sha256', context.masterKey).update(canonicalJson(content)).digest();
  return withTransaction(context.pool, async (tx) => {
    const expiredBefore = new Date(now.getTime() - KEPT_MS);
    const kept = await takeIdempotencyKey(tx, key, { requestHash, now, isKeptForEver, expiredBefore });
    if (kept === null) {
      const answer = await write(tx);
      await keepAnswer(tx, key, 200, answer);
      return { answer, isRepeated: false };
    }
    if (!kept.requestHash.equals(requestHash)) {
      throw new Problem('idempotency_key_reused', {
        detail: `The key ${sentKey} was used for a request with other content.`,
      });
    }
    return { answer: kept.response as T, isRepeated: true };
  });
}

/** JSON with sorted names: the order in which a client writes its fields says nothing. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_name, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
