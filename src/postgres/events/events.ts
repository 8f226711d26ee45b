/** Events: written along with what they tell of, handed out by a job. */
import type { KnownEvent, NewEvent } from '../../domain/events/catalogue.ts';
import type { Tx } from '../pool.ts';

/** Any number but those of `runAlone`. */
const PLACES_LOCK = 7_201_934_531;

/** Inserts events, in the order in which they happened. */
export async function insertEvents(tx: Tx, events: readonly NewEvent[]): Promise<void> {
  if (events.length === 0) return;
  await tx.query(
    `insert into events (type, account_id, happened_at, data)
     select type, account_id, happened_at, data::jsonb from unnest($1::text[], $2::bigint[], $3::timestamptz[], $4::text[])
       with ordinality as e (type, account_id, happened_at, data, place) order by place`,
    [
      events.map(({ type }) => type),
      events.map(({ accountId }) => accountId),
      events.map(({ happenedAt }) => happenedAt),
      events.map(({ data }) => JSON.stringify(data)),
    ],
  );
}

/** Locks events that were not handed out yet, the oldest first. One server does it at a time. */
export async function lockNewEvents(tx: Tx, limit: number): Promise<readonly KnownEvent[]> {
  const { rows } = await tx.query<KnownEvent>(
    `select id, public_id as "publicId", type, account_id as "accountId", happened_at as "happenedAt", data
     from events where handed_out_at is null order by id limit $1 for update`,
    [limit],
  );
  return rows;
}

/** Notes that events are handed out, in the order of their ids: readers go on behind the place of the last that they have. */
export async function markHandedOut(tx: Tx, ids: readonly bigint[], now: Date): Promise<void> {
  // Held until the commit: whoever takes places later also commits later, even if the job's own lock was lost.
  await tx.query('select pg_advisory_xact_lock($1)', [PLACES_LOCK]);
  await tx.query(
    `update events e set handed_out_at = $2, place = o.place
     from (select id, nextval('event_places') as place from unnest($1::bigint[]) with ordinality as o (id, position) order by position) o
     where e.id = o.id`,
    [ids, now],
  );
}
