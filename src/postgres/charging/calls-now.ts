/** Counts of the calls that go on below a path, and of those that began of late. */
import type { Db } from '../pool.ts';
import { firstIdOf } from './call-ids.ts';

export type CallsNow = Readonly<{
  live: number;
  ringing: number;
  /** Since a moment, also those that are over. */
  begun: number;
  /** Of the callers. */
  held: readonly Readonly<{ currency: string; micros: bigint }>[];
}>;

/** `path`: null = of everybody. */
export async function countCallsNow(
  db: Db,
  { path, since }: Readonly<{ path: string | null; since: Date }>,
): Promise<CallsNow> {
  const below = `($1::text is null or account_id in (select id from accounts where path >= $1 and path < $2))`;
  const bounds = [path, path === null ? null : `${path.slice(0, -1)}0`];
  const live = await db.query<{ live: number; ringing: number; begun: number }>(
    `select count(*)::int as live, count(*) filter (where answered_at is null)::int as ringing,
       count(*) filter (where started_at >= $3)::int as begun from live_sessions where ${below}`,
    [...bounds, since],
  );
  const over = await db.query<{ begun: number }>(
    `select count(distinct session_id)::int as begun from cdrs where session_id >= $4 and started_at >= $3 and ${below}`,
    [...bounds, since, firstIdOf(since)],
  );
  const held = await db.query<{ currency: string; micros: bigint }>(
    `select w.currency, sum(s.level_held_micros[1])::bigint as micros from live_sessions s join wallets w on w.id = s.level_wallet_ids[1]
     where ${below.replaceAll('account_id', 's.account_id')} group by 1 having sum(s.level_held_micros[1]) > 0 order by 1`,
    bounds,
  );
  const { live: count = 0, ringing = 0, begun = 0 } = live.rows[0] ?? {};
  return { live: count, ringing, begun: begun + (over.rows[0]?.begun ?? 0), held: held.rows };
}
