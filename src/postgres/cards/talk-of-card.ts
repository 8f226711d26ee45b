/** What a call of a card may come to is worked out of these: its live rows. */
import type { LiveSession } from '../../domain/charging/book.ts';
import { readFrozen } from '../../domain/charging/frozen.ts';
import { SESSION_COLUMNS } from '../charging/load-batch.ts';
import type { Db } from '../pool.ts';

/** Those of these calls that live, by id. */
export async function liveCallsById(
  db: Db,
  ids: readonly string[],
): Promise<ReadonlyMap<string, LiveSession>> {
  const { rows } = await db.query<LiveSession>(
    `select ${SESSION_COLUMNS} from live_sessions where session_id = any($1::uuid[])`,
    [ids],
  );
  return new Map(rows.map((row) => [row.sessionId, { ...row, frozen: readFrozen(row.frozen) }]));
}
