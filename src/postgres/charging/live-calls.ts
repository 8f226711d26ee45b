/** Calls that go on, at an account and below it. */
import type { LiveSession } from '../../domain/charging/book.ts';
import { known } from '../../domain/assert.ts';
import { isUuid } from '../../domain/ids.ts';
import { DISPLAY_NAME } from '../accounts/load-account.ts';
import type { Db } from '../pool.ts';

/** More fit no page; how many there are is said. */
const LISTED_MAX = 200;

/** Its switch takes commands, and nobody calls for help. */
const CAN_HANG_UP = `(coalesce(w.control_url is not null and w.status = 'active', false) and s.frozen -> 'emergency' is null)`;

export type LiveCallRow = Readonly<{
  sessionId: string;
  accountPublicId: string;
  accountNumber: string;
  accountName: string;
  callerNumber: string | null;
  destinationNumber: string;
  startedAt: Date;
  answeredAt: Date | null;
  /** Of the wallet that was asked for; null where that is no level of the call. */
  heldMicros: bigint | null;
  canHangUp: boolean;
  total: bigint;
}>;

/** The latest first. `walletId`: whose money is looked at; null = nobody's. */
export async function listLiveCalls(
  db: Db,
  { path, walletId }: Readonly<{ path: string; walletId: bigint | null }>,
): Promise<readonly LiveCallRow[]> {
  const { rows } = await db.query<LiveCallRow>(
    `select s.session_id as "sessionId", a.public_id as "accountPublicId", a.number as "accountNumber",
       ${DISPLAY_NAME} as "accountName", s.frozen ->> 'caller' as "callerNumber",
       coalesce(s.frozen ->> 'destination', s.frozen ->> 'dialled', '') as "destinationNumber",
       s.started_at as "startedAt", s.answered_at as "answeredAt",
       s.level_held_micros[array_position(s.level_wallet_ids, $2::bigint)] as "heldMicros",
       ${CAN_HANG_UP} as "canHangUp", count(*) over () as total
     from live_sessions s join accounts a on a.id = s.account_id join account_profiles p on p.account_id = a.id
       left join switches w on w.id = s.switch_id
     where starts_with(a.path, $1) order by s.started_at desc, s.session_id desc limit ${LISTED_MAX}`,
    [path, walletId],
  );
  return rows;
}

export type EndingCalls = Readonly<{
  /** Those that are hung up within seconds. */
  endAtOnce: number;
  /** Those that nobody hangs up: emergency calls, and calls of switches that take no commands. */
  goOn: number;
  /** When the last of those reaches its limit; one that still rings may be answered until its time to ring is over. */
  goOnUntil: Date | null;
}>;

/** What becomes of the running calls of these accounts, and of everybody below them, once they may not call any more. */
export async function countEndingCalls(db: Db, accountIds: readonly bigint[]): Promise<EndingCalls> {
  const { rows } = await db.query<EndingCalls>(
    `select count(*) filter (where "canHangUp")::int as "endAtOnce", count(*) filter (where not "canHangUp")::int as "goOn",
       max(until) filter (where not "canHangUp") as "goOnUntil"
     from (
       select ${CAN_HANG_UP} as "canHangUp",
         coalesce(s.answered_at, s.deadline_at) + make_interval(secs => s.longest_seconds) as until
       from live_sessions s join accounts a on a.id = s.account_id left join switches w on w.id = s.switch_id
       where exists (
         select 1 from unnest(string_to_array(trim(both '/' from a.path), '/')::bigint[]) up (id) where up.id = any($1::bigint[]))
     ) calls`,
    [accountIds],
  );
  return known(rows[0], 'a row of counts');
}

export type FoundLiveCall = Pick<LiveSession, 'sessionId' | 'switchId' | 'switchRef' | 'accountId'> &
  Readonly<{ destinationNumber: string; isEmergency: boolean }>;

/** A call that goes on, when its account is in scope; null for any other. */
export async function findLiveCall(
  db: Db,
  sessionId: string,
  scopePath: string,
): Promise<FoundLiveCall | null> {
  if (!isUuid(sessionId)) return null;
  const { rows } = await db.query<FoundLiveCall>(
    `select s.session_id as "sessionId", s.switch_id as "switchId", s.switch_ref as "switchRef",
       s.account_id as "accountId", coalesce(s.frozen ->> 'destination', '') as "destinationNumber",
       s.frozen -> 'emergency' is not null as "isEmergency"
     from live_sessions s join accounts a on a.id = s.account_id
     where s.session_id = $1 and starts_with(a.path, $2)`,
    [sessionId, scopePath],
  );
  return rows[0] ?? null;
}
