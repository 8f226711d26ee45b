/** Deliveries of events to endpoints: queued, claimed, sent, marked. */
import type { EventRow } from '../../domain/events/told.ts';
import type { Tx } from '../pool.ts';

/** Any number but those of `runAlone`. */
const CLAIM_LOCK = 7_201_934_530;

const QUEUED =
  'endpoint_id, owner_id, event_id, event_public_id, type, happened_at, queued_at, next_attempt_at, give_up_at';

/** Queues an event for the endpoints of everybody above its account, and of the account itself, that want to hear of it. */
export async function queueEvent(
  tx: Tx,
  event: Readonly<{ id: bigint; accountId: bigint }>,
  { now, giveUpAt }: Readonly<{ now: Date; giveUpAt: Date }>,
): Promise<void> {
  await tx.query(
    `insert into webhook_deliveries (${QUEUED})
     select w.id, w.owner_id, e.id, e.public_id, e.type, e.happened_at, $3, $3, $4
     from events e, webhook_endpoints w join accounts o on o.id = w.owner_id
     where e.id = $1 and w.owner_id = any(array(select unnest(string_to_array(trim(both '/' from a.path), '/'))::bigint from accounts a where a.id = $2))
       and (w.types is null or e.type = any(w.types)) and o.status <> 'closed'
     order by w.id on conflict do nothing`,
    [event.id, event.accountId, now, giveUpAt],
  );
}

/** Queues a test for the one endpoint that it is of. */
export async function queueTest(
  tx: Tx,
  event: Readonly<{ id: bigint; accountId: bigint; webhookId: string }>,
  { now, giveUpAt }: Readonly<{ now: Date; giveUpAt: Date }>,
): Promise<void> {
  await tx.query(
    `insert into webhook_deliveries (${QUEUED})
     select w.id, w.owner_id, e.id, e.public_id, e.type, e.happened_at, $4, $4, $5
     from events e, webhook_endpoints w where e.id = $1 and w.owner_id = $2 and w.public_id = $3
     on conflict do nothing`,
    [event.id, event.accountId, event.webhookId, now, giveUpAt],
  );
}

export type Claimed = EventRow &
  Readonly<{
    id: bigint;
    /** The number of this attempt. */
    attempt: number;
    attemptId: bigint;
    giveUpAt: Date;
    endpointId: bigint;
    ownerId: bigint;
    url: string;
    sealedSecret: Buffer;
    sealedPreviousSecret: Buffer | null;
    previousSecretUntil: Date | null;
  }>;

/**
 * Claims deliveries that are due and notes an attempt of each. At most as many of an endpoint are under way as it allows, over all
 * servers; of one that fails a single one. A test is sent to a paused endpoint, too.
 */
export async function claimDeliveries(
  tx: Tx,
  { now, until, limit }: Readonly<{ now: Date; until: Date; limit: number }>,
): Promise<readonly Claimed[]> {
  // Whoever counts what is under way must see what the one before has claimed.
  await tx.query('select pg_advisory_xact_lock($1)', [CLAIM_LOCK]);
  const { rows } = await tx.query<Claimed>(
    `with due as (
       select d.id from webhook_endpoints w
       cross join lateral (
         select q.id, q.next_attempt_at from webhook_deliveries q
         where q.endpoint_id = w.id and q.state = 'queued' and q.next_attempt_at <= $1
           and (w.status = 'active' or q.type = 'webhook.tested')
         order by q.next_attempt_at, q.id
         limit greatest(0, (case when w.failing_since is null then w.concurrency else 1 end)
           - (select count(*) from webhook_deliveries u where u.endpoint_id = w.id and u.claimed_until > $1))
       ) d
       order by d.next_attempt_at, d.id limit $3),
     claimed as (
       update webhook_deliveries d set attempts = attempts + 1, claimed_until = $2, next_attempt_at = $2
       from due where d.id = due.id and d.state = 'queued' returning d.*),
     noted as (
       insert into webhook_attempts (delivery_id, began_at) select id, $1 from claimed returning id, delivery_id)
     select c.id, c.attempts as attempt, n.id as "attemptId", c.give_up_at as "giveUpAt", w.id as "endpointId", w.owner_id as "ownerId", w.url,
       w.sealed_secret as "sealedSecret", w.sealed_previous_secret as "sealedPreviousSecret",
       w.previous_secret_until as "previousSecretUntil", e.public_id as "publicId", e.type, e.happened_at as "happenedAt",
       coalesce(a.public_id::text, '') as "accountPublicId", coalesce(a.number, '') as "accountNumber", e.data
     from claimed c join noted n on n.delivery_id = c.id join webhook_endpoints w on w.id = c.endpoint_id
       join events e on e.id = c.event_id left join accounts a on a.id = e.account_id
     order by c.id`,
    [now, until, limit],
  );
  return rows;
}

type Answer = Readonly<{
  attemptId: bigint;
  durationMs: number;
  status: number | null;
  error: string;
  answer: string;
}>;

/** Notes what became of an attempt. */
export async function endAttempt(
  tx: Tx,
  { attemptId, durationMs, status, error, answer }: Answer,
): Promise<void> {
  await tx.query(
    'update webhook_attempts set duration_ms = $2, status = $3, error = $4, answer = $5 where id = $1',
    [attemptId, durationMs, status, error, answer],
  );
}

type Sent = Readonly<{ id: bigint; attempt: number }>;

/** Marks a delivery as delivered; one that is marked already stays as it is. */
export async function markDelivered(tx: Tx, id: bigint, now: Date): Promise<void> {
  await tx.query(
    `update webhook_deliveries set state = 'delivered', delivered_at = $2, next_attempt_at = null, claimed_until = null
     where id = $1 and state <> 'delivered'`,
    [id, now],
  );
}

/** Sets when an attempt that came to nothing is followed by another one, unless somebody else has claimed or marked it. */
export async function retryDelivery(tx: Tx, { id, attempt }: Sent, nextAttemptAt: Date): Promise<void> {
  await tx.query(
    `update webhook_deliveries set next_attempt_at = $3, claimed_until = null
     where id = $1 and attempts = $2 and state = 'queued'`,
    [id, attempt, nextAttemptAt],
  );
}

/** Ends a delivery that is not tried again, unless somebody else has claimed or marked it. */
export async function failDelivery(tx: Tx, { id, attempt }: Sent): Promise<void> {
  await tx.query(
    `update webhook_deliveries set state = 'failed', next_attempt_at = null, claimed_until = null
     where id = $1 and attempts = $2 and state = 'queued'`,
    [id, attempt],
  );
}

/** More follow the next time. */
const OVERDUE_MAX = 1000;

/** Ends those whose time is over: they waited at a paused endpoint, or for a server. */
export async function failOverdue(tx: Tx, now: Date): Promise<void> {
  await tx.query(
    `update webhook_deliveries set state = 'failed', next_attempt_at = null, claimed_until = null
     where id in (select id from webhook_deliveries
       where state = 'queued' and give_up_at <= $1 and (claimed_until is null or claimed_until <= $1)
       order by id limit ${OVERDUE_MAX} for update skip locked)`,
    [now],
  );
}

/** Deletes at most `limit` that were queued before; returns how many. */
export async function deleteDeliveries(tx: Tx, before: Date, limit: number): Promise<number> {
  const { rowCount } = await tx.query(
    `delete from webhook_deliveries where id in (
       select id from webhook_deliveries where queued_at < $1 and state <> 'queued' order by queued_at limit $2)`,
    [before, limit],
  );
  return rowCount ?? 0;
}

type Again = Readonly<{ now: Date; giveUpAt: Date }>;

/** Queues one again, whatever became of it; one that is being sent stays as it is. False when the endpoint has no such delivery. */
export async function queueAgain(
  tx: Tx,
  which: Readonly<{ endpointId: bigint; publicId: string }>,
  { now, giveUpAt }: Again,
): Promise<boolean> {
  const { rows } = await tx.query<{ id: bigint }>(
    'select id from webhook_deliveries where endpoint_id = $1 and public_id = $2 for update',
    [which.endpointId, which.publicId],
  );
  const id = rows[0]?.id;
  if (id === undefined) return false;
  await tx.query(
    `update webhook_deliveries set state = 'queued', attempts = 0, queued_at = $2, next_attempt_at = $2, give_up_at = $3,
       claimed_until = null
     where id = $1 and (claimed_until is null or claimed_until <= $2)`,
    [id, now, giveUpAt],
  );
  return true;
}

/** Queues those again whose events happened in [from, to); returns how many. */
export async function queueManyAgain(
  tx: Tx,
  which: Readonly<{ endpointId: bigint; from: Date | null; to: Date | null; hasDelivered: boolean }>,
  { now, giveUpAt }: Again,
): Promise<number> {
  const { rowCount } = await tx.query(
    `update webhook_deliveries d set state = 'queued', attempts = 0, queued_at = $5, next_attempt_at = $5, give_up_at = $6
     where d.endpoint_id = $1 and d.type <> 'webhook.tested'
       and ($2::timestamptz is null or d.happened_at >= $2) and ($3::timestamptz is null or d.happened_at < $3)
       and (d.state = 'failed' or ($4 and d.state = 'delivered'))`,
    [which.endpointId, which.from, which.to, which.hasDelivered, now, giveUpAt],
  );
  return rowCount ?? 0;
}
