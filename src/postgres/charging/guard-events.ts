/** What guards that watch saw, and what they did about it. */
import type { GuardStep, WatchingGuard } from '../../domain/accounts/guards.ts';
import type { Evidence, Seen } from '../../domain/charging/judge-guards.ts';
import { known } from '../../domain/assert.ts';
import { DISPLAY_NAME } from '../accounts/load-account.ts';
import { cutPage, readCursor, writeCursor } from '../page-cursor.ts';
import type { Db, Tx } from '../pool.ts';

const BLOCKS = `released_at is null and step in ('block', 'hang_up')`;

export type GuardBlock = Readonly<{ eventId: string; guard: WatchingGuard; step: GuardStep; since: Date }>;

/** What keeps an account from calling: the oldest event; null = nothing. */
export async function blockOf(db: Db, accountId: bigint): Promise<GuardBlock | null> {
  const { rows } = await db.query<GuardBlock>(
    `select public_id as "eventId", guard, step, happened_at as since from guard_events
     where account_id = $1 and ${BLOCKS} order by id limit 1`,
    [accountId],
  );
  return rows[0] ?? null;
}

/** One server judges at a time; says whether this one may until its transaction ends. */
export async function tryToJudge(tx: Tx): Promise<boolean> {
  const { rows } = await tx.query<{ isFree: boolean }>(
    `select pg_try_advisory_xact_lock(hashtext('tollbook guards')) as "isFree"`,
  );
  return known(rows[0], 'an answer').isFree;
}

export async function hasSightings(db: Db): Promise<boolean> {
  const { rows } = await db.query('select from guard_sightings where not is_judged limit 1');
  return rows.length > 0;
}

/** Accounts of which something new was seen; from now on it counts as judged. */
export async function takeSighted(tx: Tx): Promise<readonly bigint[]> {
  const { rows } = await tx.query<{ accountId: bigint }>(
    `with taken as (update guard_sightings set is_judged = true where not is_judged returning account_id)
     select distinct account_id as "accountId" from taken order by 1`,
  );
  return rows.map(({ accountId }) => accountId);
}

export async function sightingsOf(db: Db, accountId: bigint, since: Date): Promise<readonly Seen[]> {
  const { rows } = await db.query<Seen>(
    `select session_id as "sessionId", guard, subject, figures, is_granted as "isGranted", seen_at as "seenAt"
     from guard_sightings where account_id = $1 and seen_at > $2 order by seen_at, id`,
    [accountId, since],
  );
  return rows;
}

export type EarlierEvent = Readonly<{
  guard: WatchingGuard;
  subject: string;
  happenedAt: Date;
  releasedAt: Date | null;
  blocks: boolean;
}>;

/** The newest event of each guard and subject. */
export async function latestEvents(db: Db, accountId: bigint): Promise<readonly EarlierEvent[]> {
  const { rows } = await db.query<EarlierEvent>(
    `select distinct on (guard, subject) guard, subject, happened_at as "happenedAt", released_at as "releasedAt",
       ${BLOCKS} as blocks from guard_events where account_id = $1 order by guard, subject, id desc`,
    [accountId],
  );
  return rows;
}

export async function insertGuardEvent(
  tx: Tx,
  event: Readonly<{
    accountId: bigint;
    guard: WatchingGuard;
    subject: string;
    step: GuardStep;
    happenedAt: Date;
    evidence: Evidence;
  }>,
): Promise<void> {
  const { accountId, guard, subject, step, happenedAt, evidence } = event;
  await tx.query(
    `insert into guard_events (account_id, guard, subject, step, happened_at, evidence) values ($1, $2, $3, $4, $5, $6)`,
    [accountId, guard, subject, step, happenedAt, JSON.stringify(evidence)],
  );
}

/** Removes what was seen before `before`: events have kept what they need. */
export async function deleteSightings(tx: Tx, before: Date): Promise<void> {
  await tx.query('delete from guard_sightings where is_judged and seen_at < $1', [before]);
}

export type GuardEventRow = Readonly<{
  id: bigint;
  publicId: string;
  accountPublicId: string;
  accountNumber: string;
  displayName: string;
  guard: WatchingGuard;
  subject: string;
  step: GuardStep;
  happenedAt: Date;
  evidence: Evidence;
  currency: string | null;
  blocks: boolean;
  releasedAt: Date | null;
  releaseReason: string | null;
  /** Number of whoever did; null where nobody did, and, like the reason, where the reader does not see that account. */
  releasedBy: string | null;
}>;

const ORDER = { order: 'guard-events', parts: ['n'] } as const;

/** Events of accounts in a part of the tree, newest first. */
export async function listGuardEvents(
  db: Db,
  {
    scopePath,
    accountId,
    blocking,
    cursor,
    limit,
  }: Readonly<{
    scopePath: string;
    accountId?: bigint | undefined;
    blocking?: boolean | undefined;
    cursor?: string | undefined;
    limit: number;
  }>,
): Promise<{ rows: readonly GuardEventRow[]; nextCursor: string | null }> {
  const [before = null] = readCursor(cursor, ORDER) ?? [];
  const { rows } = await db.query<GuardEventRow>(
    `select e.id, e.public_id as "publicId", a.public_id as "accountPublicId", a.number as "accountNumber",
       ${DISPLAY_NAME} as "displayName", e.guard, e.subject, e.step, e.happened_at as "happenedAt", e.evidence,
       w.currency, ${BLOCKS} as blocks, e.released_at as "releasedAt",
       case when r.id is not null then e.release_reason end as "releaseReason", r.number as "releasedBy"
     from guard_events e join accounts a on a.id = e.account_id join account_profiles p on p.account_id = a.id
     left join wallets w on w.account_id = a.id
     left join accounts r on r.id = e.released_by and starts_with(r.path, $1)
     where starts_with(a.path, $1) and ($2::bigint is null or e.account_id = $2)
       and ($3::boolean is null or (${BLOCKS}) = $3) and ($4::bigint is null or e.id < $4)
     order by e.id desc limit $5`,
    [scopePath, accountId ?? null, blocking ?? null, before, limit + 1],
  );
  return cutPage(rows, limit, ({ id }) => writeCursor(ORDER.order, [id]));
}

/** Ends everything that blocks an account; returns which guards did. */
export async function releaseBlocks(
  tx: Tx,
  {
    accountId,
    by,
    reason,
    now,
  }: Readonly<{ accountId: bigint; by: bigint | null; reason: string; now: Date }>,
): Promise<readonly WatchingGuard[]> {
  const { rows } = await tx.query<{ guard: WatchingGuard }>(
    `update guard_events set released_at = $2, released_by = $3, release_reason = $4
     where account_id = $1 and ${BLOCKS} returning guard`,
    [accountId, now, by, reason],
  );
  return [...new Set(rows.map(({ guard }) => guard))];
}
