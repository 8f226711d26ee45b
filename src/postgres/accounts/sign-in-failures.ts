/** Failed attempts to sign in, as they are kept over a restart. */
import type { Db, Tx } from '../pool.ts';

export type FailureRow = Readonly<{
  /** Which of the counters. */
  counter: string;
  keyHash: string;
  /** 0 = the key begins anew. */
  failures: number;
  waitsUntil: Date;
  lastAt: Date;
}>;

/** Those with an attempt after `since`. */
export async function readFailures(db: Db, since: Date): Promise<FailureRow[]> {
  const { rows } = await db.query<FailureRow>(
    `select counter, key_hash as "keyHash", failures, waits_until as "waitsUntil", last_at as "lastAt"
     from sign_in_failures where last_at >= $1 order by last_at`,
    [since],
  );
  return rows;
}

/** Each as it is now; forgotten ones, and those without an attempt after `since`, go. */
export async function writeFailures(tx: Tx, changed: readonly FailureRow[], since: Date): Promise<void> {
  const kept = changed.filter(({ failures }) => failures > 0);
  const over = changed.filter(({ failures }) => failures === 0);
  await tx.query(
    `insert into sign_in_failures (counter, key_hash, failures, waits_until, last_at)
     select * from unnest($1::text[], $2::text[], $3::int[], $4::timestamptz[], $5::timestamptz[])
     on conflict (counter, key_hash) do update
       set failures = excluded.failures, waits_until = excluded.waits_until, last_at = excluded.last_at`,
    [
      kept.map(({ counter }) => counter),
      kept.map(({ keyHash }) => keyHash),
      kept.map(({ failures }) => failures),
      kept.map(({ waitsUntil }) => waitsUntil),
      kept.map(({ lastAt }) => lastAt),
    ],
  );
  await tx.query(
    `delete from sign_in_failures f using unnest($1::text[], $2::text[]) as o (counter, key_hash)
     where f.counter = o.counter and f.key_hash = o.key_hash`,
    [over.map(({ counter }) => counter), over.map(({ keyHash }) => keyHash)],
  );
  await tx.query('delete from sign_in_failures where last_at < $1', [since]);
}
