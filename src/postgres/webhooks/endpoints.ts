/** Endpoints of webhooks: who hears of events, at which address. */
import type { PauseReason, WebhookStatus } from '../../domain/webhooks/delivery.ts';
import type { EventType } from '../../domain/events/catalogue.ts';
import { isUuid } from '../../domain/ids.ts';
import { known } from '../../domain/assert.ts';
import { Problem } from '../../domain/problem.ts';
import type { Db, Tx } from '../pool.ts';

export type EndpointValues = Readonly<{
  url: string;
  description: string;
  /** Null = all. */
  types: readonly EventType[] | null;
  concurrency: number;
}>;

export type EndpointInfo = EndpointValues &
  Readonly<{
    publicId: string;
    status: WebhookStatus;
    pauseReason: PauseReason | null;
    createdAt: Date;
    previousSecretUntil: Date | null;
    /** Nothing has arrived there since; null = the last attempt did, or there was none. */
    failingSince: Date | null;
  }>;
export type EndpointRow = EndpointInfo & Readonly<{ id: bigint; ownerId: bigint }>;

/** How an endpoint does. */
export type EndpointHealth = Readonly<{
  queued: number;
  /** Of the log, which goes back 30 days. */
  failed: number;
  lastDeliveredAt: Date | null;
}>;

const COLUMNS = `w.id, w.public_id as "publicId", w.owner_id as "ownerId", w.url, w.description, w.types, w.concurrency, w.status,
  w.pause_reason as "pauseReason", w.created_at as "createdAt", w.previous_secret_until as "previousSecretUntil",
  w.failing_since as "failingSince"`;

const HEALTH = `(select count(*)::int from webhook_deliveries d where d.endpoint_id = w.id and d.state = 'queued') as queued,
  (select count(*)::int from webhook_deliveries d where d.endpoint_id = w.id and d.state = 'failed') as failed,
  (select max(d.delivered_at) from webhook_deliveries d where d.endpoint_id = w.id) as "lastDeliveredAt"`;

/** All of this owner, the oldest first. */
export async function listEndpoints(
  db: Db,
  ownerId: bigint,
): Promise<readonly (EndpointRow & EndpointHealth)[]> {
  const { rows } = await db.query<EndpointRow & EndpointHealth>(
    `select ${COLUMNS}, ${HEALTH} from webhook_endpoints w where w.owner_id = $1 order by w.id`,
    [ownerId],
  );
  return rows;
}

/** Throws `not_found`. */
export async function findEndpoint(
  db: Db,
  ownerId: bigint,
  publicId: string,
): Promise<EndpointRow & EndpointHealth> {
  if (!isUuid(publicId)) throw new Problem('not_found');
  const { rows } = await db.query<EndpointRow & EndpointHealth>(
    `select ${COLUMNS}, ${HEALTH} from webhook_endpoints w where w.owner_id = $1 and w.public_id = $2`,
    [ownerId, publicId],
  );
  if (rows[0] === undefined) throw new Problem('not_found');
  return rows[0];
}

/** Throws `not_found`. */
export async function lockEndpoint(tx: Tx, ownerId: bigint, publicId: string): Promise<EndpointRow> {
  if (!isUuid(publicId)) throw new Problem('not_found');
  const { rows } = await tx.query<EndpointRow>(
    `select ${COLUMNS} from webhook_endpoints w where w.owner_id = $1 and w.public_id = $2 for update`,
    [ownerId, publicId],
  );
  if (rows[0] === undefined) throw new Problem('not_found');
  return rows[0];
}

export async function countEndpoints(tx: Tx, ownerId: bigint): Promise<number> {
  const { rows } = await tx.query<{ count: number }>(
    'select count(*)::int as count from webhook_endpoints where owner_id = $1',
    [ownerId],
  );
  return known(rows[0], 'a count').count;
}

export async function insertEndpoint(
  tx: Tx,
  values: EndpointValues & Readonly<{ ownerId: bigint; sealedSecret: Buffer; createdAt: Date }>,
): Promise<EndpointRow> {
  const { ownerId, url, description, types, concurrency, sealedSecret, createdAt } = values;
  const { rows } = await tx.query<EndpointRow>(
    `insert into webhook_endpoints as w (owner_id, url, description, types, concurrency, sealed_secret, created_at)
     values ($1, $2, $3, $4, $5, $6, $7) returning ${COLUMNS}`,
    [ownerId, url, description, types, concurrency, sealedSecret, createdAt],
  );
  return known(rows[0], 'a new endpoint');
}

/** Writes all but the secrets. */
export async function updateEndpoint(
  tx: Tx,
  id: bigint,
  values: EndpointValues & Pick<EndpointInfo, 'status' | 'pauseReason' | 'failingSince'>,
): Promise<void> {
  const { url, description, types, concurrency, status, pauseReason, failingSince } = values;
  await tx.query(
    `update webhook_endpoints set url = $2, description = $3, types = $4, concurrency = $5, status = $6, pause_reason = $7,
       failing_since = $8 where id = $1`,
    [id, url, description, types, concurrency, status, pauseReason, failingSince],
  );
}

/** The secret of today becomes the previous one. */
export async function replaceSecret(tx: Tx, id: bigint, sealedSecret: Buffer, until: Date): Promise<void> {
  await tx.query(
    `update webhook_endpoints set sealed_previous_secret = sealed_secret, sealed_secret = $2, previous_secret_until = $3 where id = $1`,
    [id, sealedSecret, until],
  );
}

/** With its deliveries. */
export async function deleteEndpoint(tx: Tx, id: bigint): Promise<void> {
  await tx.query('delete from webhook_endpoints where id = $1', [id]);
}

/** Something arrived. */
export async function noteEndpointWorks(tx: Tx, id: bigint): Promise<void> {
  await tx.query(
    'update webhook_endpoints set failing_since = null where id = $1 and failing_since is not null',
    [id],
  );
}

/** Nothing arrived in an attempt that began at this time; returns since when that is so. */
export async function noteEndpointFails(tx: Tx, id: bigint, beganAt: Date): Promise<Date | null> {
  const { rows } = await tx.query<{ failingSince: Date }>(
    `update webhook_endpoints set failing_since = least(failing_since, $2) where id = $1
     returning failing_since as "failingSince"`,
    [id, beganAt],
  );
  return rows[0]?.failingSince ?? null;
}

/** Pauses one that is active; false when somebody else did so. */
export async function pauseEndpoint(tx: Tx, id: bigint, reason: PauseReason): Promise<boolean> {
  const { rowCount } = await tx.query(
    "update webhook_endpoints set status = 'paused', pause_reason = $2 where id = $1 and status = 'active'",
    [id, reason],
  );
  return rowCount === 1;
}
