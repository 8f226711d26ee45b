/** Events of switches that could not be applied, until somebody has looked at them. */
import { Problem } from '../../domain/problem.ts';
import { cutPage, readCursor, writeCursor } from '../page-cursor.ts';
import type { Db, Tx } from '../pool.ts';

export type RejectedEventRow = Readonly<{
  id: bigint;
  switchName: string | null;
  body: Readonly<Record<string, unknown>>;
  reason: string;
  rejectedAt: Date;
  closedAt: Date | null;
  /** Account number; null where nobody did, or it is gone. */
  closedBy: string | null;
  closingReason: string | null;
}>;

const SELECT = `select e.id, s.name as "switchName", e.body, e.reason, e.rejected_at as "rejectedAt", e.closed_at as "closedAt",
    a.number as "closedBy", e.closing_reason as "closingReason"
  from rejected_events e left join switches s on s.id = e.switch_id left join accounts a on a.id = e.closed_by`;

const ORDER = { order: 'rejected-events', parts: ['n'] } as const;

/** The newest first. */
export async function listRejectedEvents(
  db: Db,
  {
    isOpen,
    cursor,
    limit,
  }: Readonly<{ isOpen: boolean | undefined; cursor?: string | undefined; limit: number }>,
): Promise<{ rows: readonly RejectedEventRow[]; nextCursor: string | null }> {
  const [before = null] = readCursor(cursor, ORDER) ?? [];
  const { rows } = await db.query<RejectedEventRow>(
    `${SELECT} where ($1::boolean is null or (e.closed_at is null) = $1) and ($2::bigint is null or e.id < $2)
     order by e.id desc limit $3`,
    [isOpen ?? null, before, limit + 1],
  );
  return cutPage(rows, limit, ({ id }) => writeCursor(ORDER.order, [id]));
}

/** Throws `not_found` for none. */
export async function lockRejectedEvent(tx: Tx, id: string): Promise<RejectedEventRow> {
  if (!/^\d{1,18}$/.test(id)) throw new Problem('not_found');
  const { rows } = await tx.query<RejectedEventRow>(`${SELECT} where e.id = $1 for update of e`, [id]);
  if (rows[0] === undefined) throw new Problem('not_found');
  return rows[0];
}

export async function closeRejectedEvent(
  tx: Tx,
  { id, by, reason, now }: Readonly<{ id: bigint; by: bigint; reason: string; now: Date }>,
): Promise<void> {
  await tx.query(
    'update rejected_events set closed_at = $2, closed_by = $3, closing_reason = $4 where id = $1',
    [id, now, by, reason],
  );
}
