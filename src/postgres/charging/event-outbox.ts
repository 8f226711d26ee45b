/** Events that a switch wrote into the database before it told anybody. */
import type { Db, Tx } from '../pool.ts';

export type OutboxRow = Readonly<{ id: bigint; switchId: bigint; body: unknown }>;

/** The oldest events, in the order in which they were kept. */
export async function readOutbox(db: Db, limit: number): Promise<OutboxRow[]> {
  const { rows } = await db.query<OutboxRow>(
    'select id, switch_id as "switchId", body from switch.event_outbox order by id limit $1',
    [limit],
  );
  return rows;
}

/** Removes events that were applied, and returns which: those that another server removes just now are its own. */
export async function clearOutbox(tx: Tx, ids: readonly bigint[]): Promise<ReadonlySet<bigint>> {
  const { rows } = await tx.query<{ id: bigint }>(
    `delete from switch.event_outbox where id in (
       select id from switch.event_outbox where id = any($1::bigint[]) order by id for update skip locked)
     returning id`,
    [ids],
  );
  return new Set(rows.map(({ id }) => id));
}

/** Keeps an event that cannot be applied, with the reason, for a human. */
export async function keepRejected(
  tx: Tx,
  row: Omit<OutboxRow, 'id'> & Readonly<{ reason: string; rejectedAt: Date }>,
): Promise<void> {
  await tx.query(
    'insert into rejected_events (switch_id, body, reason, rejected_at) values ($1, $2, $3, $4)',
    [row.switchId, JSON.stringify(row.body), row.reason, row.rejectedAt],
  );
}

/** The same of an event that may be sent again for ever: kept once, until somebody has closed it and again after that. */
export async function keepRejectedOnce(
  tx: Tx,
  row: Omit<OutboxRow, 'id'> & Readonly<{ reason: string; rejectedAt: Date }>,
): Promise<void> {
  await tx.query(
    `insert into rejected_events (switch_id, body, reason, rejected_at) select $1, $2::jsonb, $3, $4
     where not exists (select from rejected_events where switch_id = $1 and body = $2::jsonb and reason = $3 and closed_at is null)`,
    [row.switchId, JSON.stringify(row.body), row.reason, row.rejectedAt],
  );
}
