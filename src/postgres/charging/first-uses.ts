/** When accounts were first used: the answer of their first answered call. */
import type { Db, Tx } from '../pool.ts';
import { firstIdOf } from './call-ids.ts';

export type FirstUse = Readonly<{ accountId: bigint; at: Date }>;

/** Who was used earlier keeps that time. The rows are locked in the order of their ids. */
export async function writeFirstUses(tx: Tx, uses: readonly FirstUse[]): Promise<void> {
  const ids = uses.map(({ accountId }) => accountId);
  await tx.query('select id from accounts where id = any($1::bigint[]) order by id for no key update', [ids]);
  await tx.query(
    `update accounts a set first_used_at = u.at
     from unnest($1::bigint[], $2::timestamptz[]) as u (id, at) where a.id = u.id
       and (a.first_used_at is null or u.at < a.first_used_at)`,
    [ids, uses.map(({ at }) => at)],
  );
}

/** Accounts with an answered call before their first use: one that goes on, or one that began after `since`. */
export async function missedFirstUses(db: Db, since: Date): Promise<FirstUse[]> {
  const { rows } = await db.query<FirstUse>(
    `select calls.account_id as "accountId", min(calls.answered_at) as at
     from (select account_id, answered_at from live_sessions
           union all select account_id, answered_at from cdrs where session_id >= $1 and outcome = 'answered') calls
       join accounts a on a.id = calls.account_id
     where calls.answered_at is not null and (a.first_used_at is null or calls.answered_at < a.first_used_at) group by 1`,
    [firstIdOf(since)],
  );
  return rows;
}
