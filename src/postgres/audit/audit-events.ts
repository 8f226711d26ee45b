/** The timeline of accounts: append-only rows, and beside them the personal values that can be erased. */
import { CARRIER_PRICES } from '../../domain/audit/actions.ts';
import { WITHOUT_CHANGE } from '../../domain/audit/subjects.ts';
import {
  openEvent,
  type KeptValues,
  type OpenChange,
  type RecordedEvent,
} from '../../domain/audit/personal-values.ts';
import { cutPage, readCursor, writeCursor } from '../page-cursor.ts';
import type { Db, Tx } from '../pool.ts';

export type NewAuditEvent = RecordedEvent &
  Readonly<{
    publicId: string;
    accountId: bigint;
    actorId: bigint | null;
    /** As whom the actor acted; null = as itself. */
    asAccountId: bigint | null;
    via: 'session' | 'api_key' | 'system';
    action: string;
    kept: KeptValues;
    happenedAt: Date;
  }>;

/** Ids are taken in the order of the list. */
export async function insertAuditEvents(tx: Tx, events: readonly NewAuditEvent[]): Promise<void> {
  const column = <T>(value: (event: NewAuditEvent) => T) => events.map(value);
  await tx.query(
    `with new as (
       select * from unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
         $9::timestamptz[], $10::text[], $11::bigint[]) with ordinality
         as n (public_id, account_id, actor_id, via, action, address_hash, reason_hash, changes, happened_at, kept, as_account_id, position)),
     made as (
       insert into audit_events (public_id, account_id, actor_id, via, action, address_hash, reason_hash, changes, happened_at, as_account_id)
       select public_id, account_id, actor_id, via, action, address_hash, reason_hash, changes::jsonb, happened_at, as_account_id from new order by position
       returning id, public_id)
     insert into audit_personal_values (event_id, kept)
     select made.id, new.kept::jsonb from made join new using (public_id) where new.kept <> '{}'`,
    [
      column(({ publicId }) => publicId),
      column(({ accountId }) => accountId),
      column(({ actorId }) => actorId),
      column(({ via }) => via),
      column(({ action }) => action),
      column(({ addressHash }) => addressHash),
      column(({ reasonHash }) => reasonHash),
      column(({ changes }) => JSON.stringify(changes)),
      column(({ happenedAt }) => happenedAt),
      column(({ kept }) => JSON.stringify(kept)),
      column(({ asAccountId }) => asAccountId),
    ],
  );
}

export type AuditEventRow = Readonly<{
  id: bigint;
  publicId: string;
  happenedAt: Date;
  action: string;
  via: string;
  address: string;
  changes: readonly OpenChange[];
  reason: string;
  isErased: boolean;
  actorNumber: string | null;
  /** As whom it was done, when not as oneself. */
  asNumber: string | null;
  /** Null above what the reader may see. */
  actorPath: string | null;
}>;

/** What `readEvent` takes; \`e\` is the event, \`p\` its personal values, \`a\` the actor. */
export const EVENT_COLUMNS = `e.id, e.public_id as "publicId", e.happened_at as "happenedAt", e.action, e.via,
       e.address_hash as "addressHash", e.reason_hash as "reasonHash", e.changes, p.kept,
       a.number as "actorNumber", a.path as "actorPath",
       (select number from accounts where id = e.as_account_id) as "asNumber"`;

export type KeptEventRow = Omit<AuditEventRow, 'address' | 'changes' | 'reason' | 'isErased'> &
  RecordedEvent &
  Readonly<{ kept: KeptValues | null }>;

/** A row with the personal values that are still kept. */
export function readEvent<Row extends KeptEventRow>({ kept, addressHash, reasonHash, changes, ...row }: Row) {
  return { ...row, ...openEvent({ addressHash, reasonHash, changes }, kept ?? {}) };
}

/** One page, newest first; nothing before `since`. */
export async function listAuditEvents(
  db: Db,
  filter: Readonly<{
    accountId: bigint;
    since: Date | null;
    /** What actions begin with, before their point; null = all that change something. */
    beginnings: readonly string[] | null;
    /** Whether events about what carriers ask are among them. */
    seesCarrierPrices: boolean;
    cursor?: string | undefined;
    limit: number;
  }>,
) {
  const place = readCursor(filter.cursor, { order: 'timeline', parts: ['n'] });
  const { rows } = await db.query<KeptEventRow>(
    `select ${EVENT_COLUMNS}
     from audit_events e left join audit_personal_values p on p.event_id = e.id left join accounts a on a.id = e.actor_id
     where e.account_id = $1 and ($2::bigint is null or e.id < $2)
       and ($4::timestamptz is null or e.happened_at >= $4)
       and case when $5::text[] is null then split_part(e.action, '.', 1) <> all($7) else split_part(e.action, '.', 1) = any($5) end
       and ($6 or not starts_with(e.action, '${CARRIER_PRICES}'))
     order by e.id desc limit $3`,
    [
      filter.accountId,
      place?.[0] ?? null,
      filter.limit + 1,
      filter.since,
      filter.beginnings,
      filter.seesCarrierPrices,
      WITHOUT_CHANGE,
    ],
  );
  const page = cutPage(rows, filter.limit, (row) => writeCursor('timeline', [row.id]));
  return { ...page, rows: page.rows.map((row): AuditEventRow => readEvent(row)) };
}
