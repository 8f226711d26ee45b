/** The timeline of accounts: append-only rows. */
import type { Difference } from '../../domain/audit/differences.ts';
import { cutPage, readCursor, writeCursor } from '../page-cursor.ts';
import type { Db, Tx } from '../pool.ts';

export type NewAuditEvent = Readonly<{
  accountId: bigint;
  actorId: bigint | null;
  via: 'session' | 'api_key' | 'system';
  address: string;
  action: string;
  changes: readonly Difference[];
  /** Why, in the words of whoever did it. */
  reason?: string;
  happenedAt: Date;
}>;

export async function insertAuditEvent(tx: Tx, event: NewAuditEvent): Promise<void> {
  await tx.query(
    `insert into audit_events (account_id, actor_id, via, address, action, changes, happened_at, reason)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      event.accountId,
      event.actorId,
      event.via,
      event.address,
      event.action,
      JSON.stringify(event.changes),
      event.happenedAt,
      event.reason ?? '',
    ],
  );
}

/** The same about many accounts. */
export async function insertAuditEvents(
  tx: Tx,
  accountIds: readonly bigint[],
  event: Omit<NewAuditEvent, 'accountId'>,
): Promise<void> {
  await tx.query(
    `insert into audit_events (account_id, actor_id, via, address, action, changes, happened_at, reason)
     select id, $2, $3, $4, $5, $6, $7, $8 from unnest($1::bigint[]) as about (id)`,
    [
      accountIds,
      event.actorId,
      event.via,
      event.address,
      event.action,
      JSON.stringify(event.changes),
      event.happenedAt,
      event.reason ?? '',
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
  changes: Difference[];
  reason: string;
  actorNumber: string | null;
  /** Null above what the reader may see. */
  actorPath: string | null;
}>;

/** One page, newest first; nothing before `since`. */
export async function listAuditEvents(
  db: Db,
  filter: Readonly<{
    accountId: bigint;
    since: Date | null;
    /** What actions begin with, before their point; null = all of them. */
    beginnings: readonly string[] | null;
    cursor?: string | undefined;
    limit: number;
  }>,
) {
  const place = readCursor(filter.cursor, { order: 'timeline', parts: ['n'] });
  const { rows } = await db.query<AuditEventRow>(
    `select e.id, e.public_id as "publicId", e.happened_at as "happenedAt", e.action, e.via, e.address, e.changes, e.reason,
       a.number as "actorNumber", a.path as "actorPath"
     from audit_events e left join accounts a on a.id = e.actor_id
     where e.account_id = $1 and ($2::bigint is null or e.id < $2)
       and ($4::timestamptz is null or e.happened_at >= $4)
       and ($5::text[] is null or split_part(e.action, '.', 1) = any($5))
     order by e.id desc limit $3`,
    [filter.accountId, place?.[0] ?? null, filter.limit + 1, filter.since, filter.beginnings],
  );
  return cutPage(rows, filter.limit, (row) => writeCursor('timeline', [row.id]));
}
