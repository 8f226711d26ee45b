/** The first answer to a write, kept for whoever sends the same key again. */
import { known } from '../../domain/assert.ts';
import type { Tx } from '../pool.ts';

export type IdempotencyKey = Readonly<{ principalId: bigint; route: string; key: string }>;
export type KeptAnswer = Readonly<{ requestHash: Buffer; response: unknown; createdAt: Date }>;

/**
 * Takes the key for this transaction; null when it was free, else the answer kept under it. A second
 * request with the same key waits here until the first one has committed or rolled back. Keys older
 * than `expiredBefore` are free again, unless money moved under them.
 */
export async function takeIdempotencyKey(
  tx: Tx,
  key: IdempotencyKey,
  {
    requestHash,
    now,
    isKeptForEver,
    expiredBefore,
  }: Readonly<{ requestHash: Buffer; now: Date; isKeptForEver: boolean; expiredBefore: Date }>,
): Promise<KeptAnswer | null> {
  const taken = await tx.query(
    `insert into idempotency_keys (principal_id, route, key, request_hash, status, response, created_at, kept_for_ever)
     values ($1, $2, $3, $4, 0, 'null', $5, $6)
     on conflict (principal_id, route, key) do update
       set request_hash = excluded.request_hash, status = 0, response = 'null', created_at = excluded.created_at
       where idempotency_keys.created_at < $7 and not idempotency_keys.kept_for_ever
     returning created_at`,
    [key.principalId, key.route, key.key, requestHash, now, isKeptForEver, expiredBefore],
  );
  if (taken.rows.length > 0) return null;
  const { rows } = await tx.query<{ request_hash: Buffer; response: unknown; created_at: Date }>(
    'select request_hash, response, created_at from idempotency_keys where principal_id = $1 and route = $2 and key = $3',
    [key.principalId, key.route, key.key],
  );
  const row = known(rows[0], 'the row of a taken key');
  return { requestHash: row.request_hash, response: row.response, createdAt: row.created_at };
}

/** Keeps the answer, without secrets, in the transaction that made it true. */
export async function keepAnswer(
  tx: Tx,
  key: IdempotencyKey,
  status: number,
  response: unknown,
): Promise<void> {
  await tx.query(
    'update idempotency_keys set status = $4, response = $5 where principal_id = $1 and route = $2 and key = $3',
    [key.principalId, key.route, key.key, status, JSON.stringify(response, storable)],
  );
}

/** What a sheet quotes may hold a NUL or half a character, for which jsonb has no place: U+FFFD stands for them. */
function storable(_name: string, value: unknown): unknown {
  return typeof value === 'string' ? Buffer.from(value).toString().replaceAll('\u0000', '\ufffd') : value;
}
