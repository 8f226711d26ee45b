/** Live calls that need something: a further slice, or an answer to whether they still live. */
import type { LiveSession } from '../../domain/charging/book.ts';
import type { Db } from '../pool.ts';
import { SESSION_COLUMNS } from './load-batch.ts';

/** So many in one round; the next one takes the rest. */
const DUE_MAX = 500;

export async function sessionsToExtend(db: Db, now: Date): Promise<LiveSession[]> {
  const { rows } = await db.query<LiveSession>(
    `select ${SESSION_COLUMNS} from live_sessions where extend_at <= $1 order by extend_at limit $2`,
    [now, DUE_MAX],
  );
  return rows;
}

export async function sessionsOverdue(db: Db, now: Date): Promise<LiveSession[]> {
  const { rows } = await db.query<LiveSession>(
    `select ${SESSION_COLUMNS} from live_sessions where deadline_at <= $1 order by deadline_at limit $2`,
    [now, DUE_MAX],
  );
  return rows;
}

/** Live calls of a switch by id, after the id `after`: a page of them. */
export async function sessionsOfSwitch(
  db: Db,
  { switchId, after }: Readonly<{ switchId: bigint; after: string }>,
): Promise<readonly OfSwitch[]> {
  const { rows } = await db.query<OfSwitch>(
    `select session_id as "sessionId", switch_ref as "switchRef", authorized_at as "authorizedAt", answered_at as "answeredAt"
     from live_sessions where switch_id = $1 and session_id > $2::uuid order by session_id limit $3`,
    [switchId, after, DUE_MAX],
  );
  return rows;
}

type OfSwitch = Pick<LiveSession, 'sessionId' | 'switchRef' | 'authorizedAt' | 'answeredAt'>;

type Barred = Pick<LiveSession, 'sessionId' | 'switchId' | 'switchRef' | 'accountId'>;

/**
 * Live calls of accounts that are not active, have expired or are suspended for debt, or that have such an account above them, on switches that
 * can be told to end them; and what an account calls when a guard that hangs up blocks it. Calls for help go on.
 */
export async function barredSessions(db: Db, now: Date): Promise<readonly Barred[]> {
  const { rows } = await db.query<Barred>(
    `select s.session_id as "sessionId", s.switch_id as "switchId", s.switch_ref as "switchRef", s.account_id as "accountId"
     from live_sessions s join accounts a on a.id = s.account_id
     where s.switch_id in (select id from switches where control_url is not null and status = 'active')
       and s.frozen -> 'emergency' is null and (exists (
       select 1 from accounts up
       where up.id = any(string_to_array(trim(both '/' from a.path), '/')::bigint[])
         and (up.status <> 'active' or up.expires_at <= $1
           or exists (select from debt_suspensions d where d.account_id = up.id and d.lifted_at is null)))
       or s.frozen -> 'inbound' is null and exists (select 1 from guard_events e
         where e.account_id = s.account_id and e.released_at is null and e.step = 'hang_up'))
     limit $2`,
    [now, DUE_MAX],
  );
  return rows;
}

/** One call, when it still lives. */
export async function findLiveSession(db: Db, sessionId: string): Promise<LiveSession | null> {
  const { rows } = await db.query<LiveSession>(
    `select ${SESSION_COLUMNS} from live_sessions where session_id = $1`,
    [sessionId],
  );
  return rows[0] ?? null;
}
