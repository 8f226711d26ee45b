/** The links of the chain over the timeline, and what may be linked. */
import type { ChainedEvent, Seal } from '../../domain/audit/chain.ts';
import type { KeptValues, RecordedEvent } from '../../domain/audit/personal-values.ts';
import type { Db, Tx } from '../pool.ts';

/** The lock that a transaction shares while it may bring a new event: `next_audit_event_id()` takes it. */
const WRITERS_LOCK = 7_201_934_514n;
/** One sealer at a time. */
const SEALER_LOCK = 7_201_934_515;

/** The last id that was taken by anybody, committed or not; 0 = none. */
export async function lastEventId(db: Db): Promise<bigint> {
  const { rows } = await db.query<{ id: bigint }>(
    'select case when is_called then last_value else 0 end as id from audit_event_ids',
  );
  return rows[0]?.id ?? 0n;
}

/**
 * Transactions that have taken an id and are not over. Whoever is not here any more has committed, and can be seen, or
 * has left a gap for good.
 */
export async function openWriters(db: Db): Promise<readonly string[]> {
  const { rows } = await db.query<{ writer: string }>(
    `select distinct virtualtransaction as writer from pg_locks
     where locktype = 'advisory' and objsubid = 1 and (classid::bigint << 32 | objid::bigint) = $1
       and database = (select oid from pg_database where datname = current_database())`,
    [WRITERS_LOCK],
  );
  return rows.map(({ writer }) => writer);
}

/** False when another sealer is at work. The lock ends with the transaction. */
export async function takeSealerLock(tx: Tx): Promise<boolean> {
  const { rows } = await tx.query<{ taken: boolean }>('select pg_try_advisory_xact_lock($1) as taken', [
    SEALER_LOCK,
  ]);
  return rows[0]?.taken === true;
}

const SEAL = `s.position, s.event_id as "eventId", encode(s.previous_hash, 'hex') as "previousHash", encode(s.hash, 'hex') as hash`;
const EVENT = `e.id, e.public_id as "publicId", e.account_id as "accountId", e.actor_id as "actorId", e.as_account_id as "asAccountId", e.via, e.action,
  e.address_hash as "addressHash", e.reason_hash as "reasonHash", e.changes::text as "changesText",
  (extract(epoch from e.happened_at) * 1000000)::bigint as "happenedAtMicros"`;

/** The end of the chain; null = nothing is linked yet. */
export async function lastSeal(db: Db): Promise<Seal | null> {
  const { rows } = await db.query<Seal>(`select ${SEAL} from audit_seals s order by s.position desc limit 1`);
  return rows[0] ?? null;
}

export async function sealAt(db: Db, position: bigint): Promise<Seal | null> {
  const { rows } = await db.query<Seal>(`select ${SEAL} from audit_seals s where s.position = $1`, [
    position,
  ]);
  return rows[0] ?? null;
}

/** Events behind one id and up to another, in order. */
export async function eventsToSeal(
  db: Db,
  { after, upTo, limit }: Readonly<{ after: bigint; upTo: bigint; limit: number }>,
): Promise<ChainedEvent[]> {
  const { rows } = await db.query<ChainedEvent>(
    `select ${EVENT} from audit_events e where e.id > $1 and e.id <= $2 order by e.id limit $3`,
    [after, upTo, limit],
  );
  return rows;
}

export async function insertSeals(tx: Tx, seals: readonly Seal[], sealedAt: Date): Promise<void> {
  await tx.query(
    `insert into audit_seals (position, event_id, previous_hash, hash, sealed_at)
     select position, event_id, decode(previous_hash, 'hex'), decode(hash, 'hex'), $5
     from unnest($1::bigint[], $2::bigint[], $3::text[], $4::text[]) as n (position, event_id, previous_hash, hash)`,
    [
      seals.map(({ position }) => position),
      seals.map(({ eventId }) => eventId),
      seals.map(({ previousHash }) => previousHash),
      seals.map(({ hash }) => hash),
      sealedAt,
    ],
  );
}

type LinkRow = Seal & Omit<ChainedEvent, 'id'> & Readonly<{ id: bigint | null }>;

/** Links behind a position, in order, each with its event. */
export async function linksAfter(
  db: Db,
  position: bigint,
  limit: number,
): Promise<readonly Readonly<{ seal: Seal; event: ChainedEvent | null }>[]> {
  const { rows } = await db.query<LinkRow>(
    `select ${SEAL}, ${EVENT} from audit_seals s left join audit_events e on e.id = s.event_id
     where s.position > $1 order by s.position limit $2`,
    [position, limit],
  );
  return rows.map(({ position: place, eventId, previousHash, hash, id, ...event }) => ({
    seal: { position: place, eventId, previousHash, hash },
    event: id === null ? null : { ...event, id },
  }));
}

/** Events that the chain passed by: the sealer never does that. */
export async function unlinkedEvents(db: Db, limit: number): Promise<readonly bigint[]> {
  const { rows } = await db.query<{ id: bigint }>(
    `select e.id from audit_events e
     where e.id < (select max(event_id) from audit_seals) and not exists (select 1 from audit_seals s where s.event_id = e.id)
     order by e.id limit $1`,
    [limit],
  );
  return rows.map(({ id }) => id);
}

/** Events that wait to be linked, and since when. */
export async function waitingEvents(db: Db): Promise<Readonly<{ count: bigint; since: Date | null }>> {
  const { rows } = await db.query<{ count: bigint; since: Date | null }>(
    `select count(*) as count, min(happened_at) as since from audit_events
     where id > coalesce((select max(event_id) from audit_seals), 0)`,
  );
  return rows[0] ?? { count: 0n, since: null };
}

export type KeptRow = RecordedEvent &
  Readonly<{
    id: bigint;
    accountId: bigint;
    actorId: bigint | null;
    happenedAt: Date;
    /** Null = nothing. */
    kept: KeptValues | null;
  }>;

/** Events behind an id, in order, each with what is still kept of people. */
export async function keptAfter(db: Db, id: bigint, limit: number): Promise<readonly KeptRow[]> {
  const { rows } = await db.query<KeptRow>(
    `select e.id, e.account_id as "accountId", e.actor_id as "actorId", e.happened_at as "happenedAt",
       e.address_hash as "addressHash", e.reason_hash as "reasonHash", e.changes, p.kept
     from audit_events e left join audit_personal_values p on p.event_id = e.id
     where e.id > $1 order by e.id limit $2`,
    [id, limit],
  );
  return rows;
}

/** What is kept of events that are gone. */
export async function keptOfNothing(db: Db, limit: number): Promise<readonly bigint[]> {
  const { rows } = await db.query<{ id: bigint }>(
    `select event_id as id from audit_personal_values p
     where not exists (select 1 from audit_events e where e.id = p.event_id) order by event_id limit $1`,
    [limit],
  );
  return rows.map(({ id }) => id);
}

/** Accounts that were erased or taken back, each with the last event that says so: the chain holds it. */
export async function erasingEvents(db: Db): Promise<ReadonlyMap<bigint, bigint>> {
  const { rows } = await db.query<{ accountId: bigint; id: bigint }>(
    `select account_id as "accountId", max(id) as id from audit_events
     where action in ('account.erased', 'account.removed') group by account_id`,
  );
  return new Map(rows.map(({ accountId, id }) => [accountId, id]));
}
