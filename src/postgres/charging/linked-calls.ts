/** Calls that go on as others: each record names the one that it continues, and none the one that continues it. */
import type { CallDirection } from '../../domain/charging/direction.ts';
import { firstIdOf } from './call-ids.ts';
import type { Db } from '../pool.ts';

/** A switch asks for the further call while the first one is set up, and nobody lets a phone ring for longer. */
const ASKED_WITHIN_MS = 10 * 60_000;

export type OnwardRow = Readonly<{
  sessionId: string;
  startedAt: Date;
  accountId: bigint;
  frozen: unknown;
}>;

/** The record of the call that continues `sessionId`, which began at `startedAt`: one of `accountId`. Null while there is none. */
export async function callAfter(
  db: Db,
  {
    sessionId,
    startedAt,
    accountId,
    direction,
  }: Readonly<{ sessionId: string; startedAt: Date; accountId: bigint; direction: CallDirection }>,
): Promise<OnwardRow | null> {
  const { rows } = await db.query<OnwardRow>(
    `select c.session_id as "sessionId", c.started_at as "startedAt", c.account_id as "accountId", c.frozen
     from cdrs c
     where c.account_id = $1 and c.session_id >= $2::uuid and c.session_id < $3::uuid and c.direction = $4
       and c.frozen ->> 'continues' = $5 and c.leg = 0
     order by c.session_id, c.revision desc limit 1`,
    [
      accountId,
      firstIdOf(startedAt),
      firstIdOf(new Date(startedAt.getTime() + ASKED_WITHIN_MS)),
      direction,
      sessionId,
    ],
  );
  return rows[0] ?? null;
}
