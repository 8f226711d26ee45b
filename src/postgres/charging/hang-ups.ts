/** Which calls were ended from here, and why. */
import type { AnyHangUpReason } from '../../domain/charging/hang-ups.ts';
import type { Db, Tx } from '../pool.ts';

export type NewHangUp = Readonly<{
  sessionId: string;
  accountId: bigint;
  reason: AnyHangUpReason;
  note: string;
  /** Null: the program itself. */
  askedById: bigint | null;
  isTold: boolean;
}>;

/** The first word that reached the switch counts; one that may not have reached it gives way to the next. */
export async function insertHangUps(tx: Tx | Db, rows: readonly NewHangUp[], askedAt: Date): Promise<void> {
  if (rows.length === 0) return;
  await tx.query(
    `insert into call_hang_ups as h (session_id, account_id, reason, note, asked_by_id, is_told, asked_at)
     select *, $7::timestamptz from unnest($1::uuid[], $2::bigint[], $3::text[], $4::text[], $5::bigint[], $6::boolean[])
     on conflict (session_id) do update set (reason, note, asked_by_id, is_told, asked_at) =
       (excluded.reason, excluded.note, excluded.asked_by_id, excluded.is_told, excluded.asked_at)
       where not h.is_told`,
    [
      rows.map(({ sessionId }) => sessionId),
      rows.map(({ accountId }) => accountId),
      rows.map(({ reason }) => reason),
      rows.map(({ note }) => note),
      rows.map(({ askedById }) => askedById),
      rows.map(({ isTold }) => isTold),
      askedAt,
    ],
  );
}

export type HangUpRow = Readonly<{
  reason: AnyHangUpReason;
  note: string;
  askedById: bigint | null;
  askedAt: Date;
}>;

/** Of one call; null when nobody here ended it. */
export async function hangUpOf(db: Db, sessionId: string): Promise<HangUpRow | null> {
  const { rows } = await db.query<HangUpRow>(
    `select reason, note, asked_by_id as "askedById", asked_at as "askedAt" from call_hang_ups where session_id = $1`,
    [sessionId],
  );
  return rows[0] ?? null;
}
