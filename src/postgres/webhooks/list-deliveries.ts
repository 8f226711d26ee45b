/** The log of an endpoint. */
import type { EventType } from '../../domain/events/catalogue.ts';
import type { EventRow } from '../../domain/events/told.ts';
import { isUuid } from '../../domain/ids.ts';
import { Problem } from '../../domain/problem.ts';
import type { DeliveryState } from '../../domain/webhooks/delivery.ts';
import { cutPage, readCursor, writeCursor, type CursorShape } from '../page-cursor.ts';
import type { Db } from '../pool.ts';

export type DeliveryRow = Readonly<{
  id: bigint;
  publicId: string;
  eventPublicId: string;
  type: EventType;
  happenedAt: Date;
  state: DeliveryState;
  attempts: number;
  queuedAt: Date;
  nextAttemptAt: Date | null;
  deliveredAt: Date | null;
  lastStatus: number | null;
  lastError: string;
}>;

export type AttemptRow = Readonly<{
  beganAt: Date;
  durationMs: number | null;
  status: number | null;
  error: string;
  answer: string;
}>;

const ATTEMPTS_SHOWN = 50;
const ORDER: CursorShape = { order: 'deliveries', parts: ['n'] };

const COLUMNS = `d.id, d.public_id as "publicId", d.type, d.state, d.queued_at as "queuedAt", d.next_attempt_at as "nextAttemptAt",
  d.delivered_at as "deliveredAt", d.event_public_id as "eventPublicId", d.happened_at as "happenedAt",
  (select count(*)::int from webhook_attempts t where t.delivery_id = d.id) as attempts,
  last.status as "lastStatus", coalesce(last.error, '') as "lastError"`;

const LAST = `left join lateral (select t.status, t.error from webhook_attempts t where t.delivery_id = d.id order by t.id desc limit 1) last on true`;

/** The newest first. */
export async function listDeliveries(
  db: Db,
  {
    endpointId,
    state,
    type,
    cursor,
    limit,
  }: Readonly<{
    endpointId: bigint;
    state?: DeliveryState | undefined;
    type?: EventType | undefined;
    cursor?: string | undefined;
    limit: number;
  }>,
): Promise<Readonly<{ rows: readonly DeliveryRow[]; nextCursor: string | null }>> {
  const before = readCursor(cursor, ORDER)?.[0] ?? null;
  const { rows } = await db.query<DeliveryRow>(
    `select ${COLUMNS} from webhook_deliveries d ${LAST}
     where d.endpoint_id = $1 and ($2::text is null or d.state = $2) and ($3::text is null or d.type = $3)
       and ($4::bigint is null or d.id < $4)
     order by d.id desc limit $5`,
    [endpointId, state ?? null, type ?? null, before, limit + 1],
  );
  return cutPage(rows, limit, ({ id }) => writeCursor(ORDER.order, [id]));
}

/** Throws `not_found`. */
export async function findDelivery(
  db: Db,
  endpointId: bigint,
  publicId: string,
): Promise<Readonly<{ delivery: DeliveryRow; event: EventRow | null; attempts: readonly AttemptRow[] }>> {
  if (!isUuid(publicId)) throw new Problem('not_found');
  const { rows } = await db.query<DeliveryRow>(
    `select ${COLUMNS} from webhook_deliveries d ${LAST} where d.endpoint_id = $1 and d.public_id = $2`,
    [endpointId, publicId],
  );
  const [delivery] = rows;
  if (delivery === undefined) throw new Problem('not_found');
  const events = await db.query<EventRow>(
    `select e.public_id as "publicId", e.type, e.happened_at as "happenedAt", a.public_id as "accountPublicId",
       a.number as "accountNumber", e.data
     from events e join accounts a on a.id = e.account_id where e.public_id = $1`,
    [delivery.eventPublicId],
  );
  const attempts = await db.query<AttemptRow>(
    `select began_at as "beganAt", duration_ms as "durationMs", status, error, answer from webhook_attempts
     where delivery_id = $1 order by id desc limit ${ATTEMPTS_SHOWN}`,
    [delivery.id],
  );
  return { delivery, event: events.rows[0] ?? null, attempts: attempts.rows };
}
