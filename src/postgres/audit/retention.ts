/** What of personal data has had its time, kind by kind, and its end. */
import { firstIdOf } from '../charging/call-ids.ts';
import type { Db, Tx } from '../pool.ts';

/** A record may come so long after the call began. */
const RECORDED_WITHIN_MS = 7 * 86_400_000;

type Statements = Readonly<{
  /** Rows before $1 that are due. */
  count: string;
  /** Ends at most $2 rows before $1. */
  end: string;
}>;

/** Statements of each kind but the numbers of calls, whose place is in their id. */
const STATEMENTS = {
  mails: {
    count: `select count(*) from mails m where ${mailIsDue()}`,
    end: `delete from mails where id in (select m.id from mails m where ${mailIsDue()} order by m.id limit $2)`,
  },
  sessions: {
    count: 'select count(*) from sign_in_sessions where expires_at < $1',
    end: `delete from sign_in_sessions where token_hash in (select token_hash from sign_in_sessions where expires_at < $1 limit $2)`,
  },
  strangers: {
    count: 'select count(*) from unknown_calls where minute_at < $1',
    end: `delete from unknown_calls where ctid = any(array(select ctid from unknown_calls where minute_at < $1 limit $2))`,
  },
  // A call that goes on is younger than any of these days.
  card_calls: {
    count: 'select count(*) from card_calls where started_at < $1',
    end: 'delete from card_calls where id in (select id from card_calls where started_at < $1 limit $2)',
  },
  wrong_pins: {
    count: 'select count(*) from pin_failures where failed_at < $1',
    end: `with pauses as (delete from pin_pauses where paused_until < $1)
        delete from pin_failures where id in (select id from pin_failures where failed_at < $1 order by id limit $2)`,
  },
  refusals: {
    count: 'select count(*) from folded_refusals where minute_at < $1',
    end: `delete from folded_refusals where ctid = any(array(select ctid from folded_refusals where minute_at < $1 limit $2))`,
  },
  timeline: {
    count: `select count(*) from audit_personal_values p join audit_events e on e.id = p.event_id where e.happened_at < $1`,
    end: `delete from audit_personal_values where event_id in (
        select p.event_id from audit_personal_values p join audit_events e on e.id = p.event_id
        where e.happened_at < $1 order by p.event_id limit $2)`,
  },
  jobs: {
    count: 'select count(*) from jobs where finished_at < $1',
    end: 'delete from jobs where id in (select id from jobs where finished_at < $1 order by id limit $2)',
  },
  answers: {
    count: 'select count(*) from idempotency_keys where created_at < $1 and not kept_for_ever',
    end: `delete from idempotency_keys where ctid = any(array(
        select ctid from idempotency_keys where created_at < $1 and not kept_for_ever limit $2))`,
  },
} as const satisfies Record<string, Statements>;

export type DatedKind = keyof typeof STATEMENTS;

/** One that waits is sent first; one whose link still works is needed. */
function mailIsDue(): string {
  return `m.created_at < $1 and m.status <> 'queued'
    and not exists (select 1 from account_invites i where i.mail_id = m.id) and not exists (select 1 from sign_ups s where s.mail_id = m.id)`;
}

export async function countDue(db: Db, kind: DatedKind, before: Date): Promise<number> {
  const { rows } = await db.query<{ count: bigint }>(STATEMENTS[kind].count, [before]);
  return Number(rows[0]?.count ?? 0n);
}

/** Ends some; returns how many. */
export async function endDue(tx: Tx, kind: DatedKind, before: Date, limit: number): Promise<number> {
  // An invitation that nobody followed keeps its mail, until here.
  if (kind === 'mails') await tx.query('delete from account_invites where expires_at < $1', [before]);
  const { rowCount } = await tx.query(STATEMENTS[kind].end, [before, limit]);
  return rowCount ?? 0;
}

/** Up to where a kind was done; null = never. */
export async function retentionMark(db: Db, kind: string): Promise<Date | null> {
  const { rows } = await db.query<{ at: Date }>(
    'select done_before as at from retention_marks where kind = $1',
    [kind],
  );
  return rows[0]?.at ?? null;
}

export async function setRetentionMark(tx: Tx, kind: string, doneBefore: Date): Promise<void> {
  await tx.query(
    `insert into retention_marks (kind, done_before) values ($1, $2)
     on conflict (kind) do update set done_before = greatest(retention_marks.done_before, excluded.done_before)`,
    [kind, doneBefore],
  );
}

/** Calls between two moments whose numbers are not masked. `from` is the mark of the last time. */
export async function countUnmaskedCalls(db: Db, from: Date | null, before: Date): Promise<number> {
  const { rows } = await db.query<{ count: bigint }>(
    'select count(*) from cdrs where session_id >= $1 and session_id < $2 and not is_masked',
    [placeOf(from), firstIdOf(before)],
  );
  return Number(rows[0]?.count ?? 0n);
}

export type MaskedCalls = Readonly<{ count: number; lastId: string | null }>;

/** Masks numbers of calls behind an id, at most `limit` of them. */
export async function maskCalls(tx: Tx, afterId: string, before: Date, limit: number): Promise<MaskedCalls> {
  const { rows } = await tx.query<{ count: number; lastId: string | null }>(
    `with due as (
       select session_id, leg, revision, branch_id from cdrs
       where session_id >= $1 and session_id < $2 and not is_masked order by session_id limit $3),
     masked as (
       update cdrs c set is_masked = true from due
       where (c.session_id, c.leg, c.revision, c.branch_id) = (due.session_id, due.leg, due.revision, due.branch_id)
       returning c.session_id)
     select count(*)::int as count, max(session_id::text) as "lastId" from masked`,
    [afterId, firstIdOf(before), limit],
  );
  return rows[0] ?? { count: 0, lastId: null };
}

export async function countTraces(db: Db, from: Date | null, before: Date): Promise<number> {
  const { rows } = await db.query<{ count: bigint }>(
    'select count(*) from cdrs where session_id >= $1 and session_id < $2 and has_trace',
    [placeOf(from), firstIdOf(before)],
  );
  return Number(rows[0]?.count ?? 0n);
}

/** Calls from an id on that have their traces, some thousands in a row; null = there is none before `before`. */
export async function nextTraces(
  db: Db,
  fromId: string,
  before: Date,
  limit: number,
): Promise<Readonly<{ firstId: string; lastId: string }> | null> {
  const { rows } = await db.query<{ firstId: string | null; lastId: string }>(
    `select min(session_id::text) as "firstId", max(session_id::text) as "lastId" from (
       select session_id from cdrs where session_id >= $1 and session_id < $2 and has_trace order by session_id limit $3) as next`,
    [fromId, firstIdOf(before), limit],
  );
  const { firstId = null, lastId = '' } = rows[0] ?? {};
  return firstId === null ? null : { firstId, lastId };
}

/** Ends the traces of one part of these calls, those with that rest in the last byte of their ids; returns how many. */
export async function endTraces(
  tx: Tx,
  { firstId, lastId }: Readonly<{ firstId: string; lastId: string }>,
  { part, of }: Readonly<{ part: number; of: number }>,
): Promise<number> {
  const { rowCount } = await tx.query(
    `update cdrs set has_trace = false
     where session_id between $1 and $2 and has_trace and get_byte(uuid_send(session_id), 15) % $3 = $4`,
    [firstId, lastId, of, part],
  );
  return rowCount ?? 0;
}

/** Where masking begins: records that came late stand somewhat behind the mark. */
export function placeOf(mark: Date | null): string {
  return mark === null
    ? '00000000-0000-0000-0000-000000000000'
    : firstIdOf(new Date(mark.getTime() - RECORDED_WITHIN_MS));
}
