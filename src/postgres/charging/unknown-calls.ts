/** Calls and registrations that belonged to nobody, added up by where they came from and what was wrong. */
import type { UnknownCallKind } from '../../domain/charging/unknown-call-kinds.ts';
import { DISPLAY_NAME } from '../accounts/load-account.ts';
import { cutPage, readCursor, writeCursor } from '../page-cursor.ts';
import type { Db } from '../pool.ts';

export type UnknownCallsRow = Readonly<{
  source: string;
  kind: UnknownCallKind;
  attempts: bigint;
  firstAt: Date;
  lastAt: Date;
  username: string | null;
  realm: string | null;
  dialled: string | null;
  userAgent: string | null;
  switchPublicId: string | null;
  switchName: string | null;
  devicePublicId: string | null;
  deviceLabel: string;
  accountPublicId: string;
  accountNumber: string;
  displayName: string;
}>;

export type UnknownCallsWanted = Readonly<{
  source?: string | undefined;
  username?: string | undefined;
  kind?: UnknownCallKind | undefined;
  from: Date;
  to: Date | null;
}>;

const ORDER = { order: 'unknown-calls', parts: ['d', 's', 's'] } as const;

/** The newest first; for staff, who see the whole tree. */
export async function listUnknownCalls(
  db: Db,
  wanted: UnknownCallsWanted,
  { cursor, limit }: Readonly<{ cursor?: string | undefined; limit: number }>,
): Promise<{ rows: readonly UnknownCallsRow[]; nextCursor: string | null }> {
  const { source = null, username, kind = null, from, to } = wanted;
  const [lastAt = null, lastSource = null, lastKind = null] = readCursor(cursor, ORDER) ?? [];
  const pattern = username === undefined ? null : `%${username.replace(/[\\%_]/g, '\\$&')}%`;
  // A device that has the name now comes before one that had it, the realm that was shown before others.
  const { rows } = await db.query<UnknownCallsRow>(
    `select g.*, u.username, u.realm, u.dialled, u.user_agent as "userAgent", s.public_id as "switchPublicId", s.name as "switchName",
       d.public_id as "devicePublicId", d.label as "deviceLabel", a.public_id as "accountPublicId", a.number as "accountNumber",
       ${DISPLAY_NAME} as "displayName"
     from (
       select host(source) as source, source as address, kind, sum(attempts)::bigint as attempts, min(minute_at) as "firstAt",
         max(minute_at) as "lastAt"
       from unknown_calls
       where minute_at >= $1 and ($2::timestamptz is null or minute_at < $2) and ($3::inet is null or source <<= $3)
         and ($4::text is null or kind = $4) and ($5::text is null or username ilike $5)
       group by unknown_calls.source, kind
       having $6::timestamptz is null or (max(minute_at), host(source), kind) < ($6, $7::text, $8::text)
       order by max(minute_at) desc, host(source) desc, kind desc limit $9
     ) as g
     left join lateral (
       select * from unknown_calls u where u.minute_at = g."lastAt" and u.source = g.address and u.kind = g.kind
         and ($5::text is null or u.username ilike $5) order by u.switch_id limit 1
     ) as u on true
     left join switches s on s.id = u.switch_id
     left join lateral (
       select c.device_id from switch.sip_credentials c where c.username = u.username order by (c.realm = u.realm) desc, c.id desc limit 1
     ) as c on true
     left join sip_devices d on d.id = c.device_id
     left join accounts a on a.id = d.account_id
     left join account_profiles p on p.account_id = a.id
     order by g."lastAt" desc, g.source desc, g.kind desc`,
    [from, to, source, kind, pattern, lastAt, lastSource, lastKind, limit + 1],
  );
  return cutPage(rows, limit, (row) =>
    writeCursor(ORDER.order, [row.lastAt.toISOString(), row.source, row.kind]),
  );
}
