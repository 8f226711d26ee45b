/** Calls to access numbers, wrong PINs and pauses, as a part of the tree sees them: whose card it is, or whose access number. */
import type { PinKind } from '../../domain/cards/pin-patience.ts';
import { isUuid } from '../../domain/ids.ts';
import { Problem } from '../../domain/problem.ts';
import { DISPLAY_NAME } from '../accounts/load-account.ts';
import { cutPage, readCursor, writeCursor } from '../page-cursor.ts';
import type { Db, Tx } from '../pool.ts';

export type ListedAccount = Readonly<{
  accountPublicId: string | null;
  accountNumber: string | null;
  displayName: string | null;
}>;

/** The account only where the reader sees it: a card of somebody else's may be used at one's own access number. */
const ACCOUNT = `a.public_id as "accountPublicId", a.number as "accountNumber",
    case when a.id is not null then ${DISPLAY_NAME} end as "displayName"`;
const JOINS = `left join accounts o on o.id = r.owner_id
  left join accounts a on a.id = r.account_id and starts_with(a.path, $1)
  left join account_profiles p on p.account_id = a.id`;
const SEEN = `(starts_with(o.path, $1) or a.id is not null)`;

export type Listed = Readonly<{
  scopePath: string;
  accountId?: bigint | undefined;
  cursor?: string | undefined;
  limit: number;
}>;

type Page<Row> = Promise<{ rows: readonly Row[]; nextCursor: string | null }>;

/** Their ids begin with when they were made: the newest first. */
async function listNewest<Row extends { id: string }>(
  db: Db,
  order: string,
  { scopePath, accountId, cursor, limit }: Listed,
  {
    columns,
    from,
    joins = '',
    where = 'true',
    values = [],
  }: Readonly<{
    columns: string;
    from: string;
    joins?: string;
    /** Its parameters begin at $5. */
    where?: string;
    values?: readonly unknown[];
  }>,
): Page<Row> {
  const [before = null] = readCursor(cursor, { order, parts: ['u'] }) ?? [];
  const { rows } = await db.query<Row>(
    `select r.id, r.access_number as "accessNumber", r.caller_number as "callerNumber", ${ACCOUNT}, ${columns}
     from ${from} r ${JOINS} ${joins}
     where ${SEEN} and ($2::bigint is null or r.account_id = $2) and ($3::uuid is null or r.id < $3) and ${where}
     order by r.id desc limit $4`,
    [scopePath, accountId ?? null, before, limit + 1, ...values],
  );
  return cutPage(rows, limit, ({ id }) => writeCursor(order, [id]));
}

type SeenRow = ListedAccount & Readonly<{ id: string; accessNumber: string; callerNumber: string | null }>;
export type CardCallListed = SeenRow &
  Readonly<{ startedAt: Date; endedAt: Date | null; calls: number; accessSessionId: string | null }>;

export function listCardCalls(db: Db, listed: Listed): Page<CardCallListed> {
  return listNewest(db, 'card-calls', listed, {
    columns: `r.started_at as "startedAt", r.ended_at as "endedAt", r.calls, r.access_session_id as "accessSessionId"`,
    from: 'card_calls',
  });
}

export type PinFailureListed = SeenRow &
  Readonly<{ callingCardNumber: string; source: string; failedAt: Date }>;

export function listPinFailures(db: Db, listed: Listed): Page<PinFailureListed> {
  return listNewest(db, 'pin-failures', listed, {
    columns: `r.calling_card_number as "callingCardNumber", r.source, r.failed_at as "failedAt"`,
    from: 'pin_failures',
  });
}

export type PinPauseListed = SeenRow &
  Readonly<{
    kind: PinKind;
    callingCardNumber: string | null;
    pausedAt: Date;
    pausedUntil: Date;
    releasedAt: Date | null;
    /** Both null where the reader does not see whoever did. */
    releasedBy: string | null;
    releaseReason: string | null;
  }>;

export function listPinPauses(
  db: Db,
  { isPaused, now, ...listed }: Listed & Readonly<{ isPaused?: boolean | undefined; now: Date }>,
): Page<PinPauseListed> {
  return listNewest(db, 'pin-pauses', listed, {
    columns: `r.kind, r.calling_card_number as "callingCardNumber", r.paused_at as "pausedAt", r.paused_until as "pausedUntil",
      r.released_at as "releasedAt", who.number as "releasedBy", case when who.id is not null then r.release_reason end as "releaseReason"`,
    from: 'pin_pauses',
    joins: 'left join accounts who on who.id = r.released_by and starts_with(who.path, $1)',
    where: '($5::boolean is null or (r.released_at is null and r.paused_until > $6) = $5)',
    values: [isPaused ?? null, now],
  });
}

export type PauseToRelease = Readonly<{
  kind: PinKind;
  key: string;
  accountId: bigint | null;
  ownerId: bigint;
  what: string;
}>;

/** A pause that this part of the tree sees, locked. Throws `not_found`. */
export async function lockPause(tx: Tx, id: string, scopePath: string): Promise<PauseToRelease> {
  if (!isUuid(id)) throw new Problem('not_found');
  const { rows } = await tx.query<PauseToRelease>(
    `select r.kind, r.key, r.account_id as "accountId", r.owner_id as "ownerId",
       coalesce(case when r.kind = 'card' then r.calling_card_number else r.caller_number end, '') as what
     from pin_pauses r join accounts o on o.id = r.owner_id left join accounts a on a.id = r.account_id
     where r.id = $1 and (starts_with(o.path, $2) or starts_with(a.path, $2)) for update of r`,
    [id, scopePath],
  );
  if (rows[0] === undefined) throw new Problem('not_found');
  return rows[0];
}

/** Ends every pause of the same caller or card that goes on, and forgets what was wrong; says whether there was one. */
export async function releasePauses(
  tx: Tx,
  { kind, key }: Pick<PauseToRelease, 'kind' | 'key'>,
  { by, reason, now }: Readonly<{ by: bigint | null; reason: string; now: Date }>,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update pin_pauses set released_at = $3, released_by = $4, release_reason = $5
     where kind = $1 and key = $2 and released_at is null and paused_until > $3`,
    [kind, key, now, by, reason],
  );
  if ((rowCount ?? 0) === 0) return false;
  await tx.query('delete from pin_patience where kind = $1 and key = $2', [kind, key]);
  return true;
}
