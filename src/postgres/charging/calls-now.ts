/** Counts of the calls that go on below a path, and of those that began of late. */
import type { Db } from '../pool.ts';
import { firstIdOf } from './call-ids.ts';

export type CallsNow = Readonly<{
  live: number;
  ringing: number;
  /** Since a moment, also those that are over, and refusals that were only counted. */
  begun: number;
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
  // They are counted by minute: of the one in which the time begins, the part that is in it, as if they were spread evenly.
  const folded = await db.query<{ begun: number }>(
    `select coalesce(round(sum(refusals * least(1, extract(epoch from minute_at + interval '1 minute' - $3::timestamptz) / 60))), 0)::int as begun
     from folded_refusals where sample_id >= $4 and minute_at > $3::timestamptz - interval '1 minute' and ${below}`,
    [...bounds, since, firstIdOf(new Date(since.getTime() - 60_000))],
  );
  const { live: count = 0, ringing = 0, begun = 0 } = live.rows[0] ?? {};
  return { live: count, ringing, begun: begun + (over.rows[0]?.begun ?? 0) + (folded.rows[0]?.begun ?? 0) };
}
