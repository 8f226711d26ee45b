/** Calls that go on, at an account and below it. */
import type { LiveSession } from '../../domain/charging/book.ts';
import { known } from '../../domain/assert.ts';
import { isUuid } from '../../domain/ids.ts';
import { DISPLAY_NAME } from '../accounts/load-account.ts';
import type { Db } from '../pool.ts';
import { CALL_JOINED, CALL_WHOSE, type CallRow } from './list-calls.ts';
import { SESSION_COLUMNS } from './load-batch.ts';

/** More fit no page; how many there are is said. */
export const LIVE_LISTED_MAX = 200;
/** Counting more would take longer than anybody waits. */
const LIVE_COUNTED_MAX = 10_000;

/** Its switch takes commands, and nobody calls for help. */
const CAN_HANG_UP = `(coalesce(w.control_url is not null and w.status = 'active', false) and s.frozen -> 'emergency' is null)`;

export type LiveFilter = Readonly<{
  /** Calls of the account of this path, and of everybody below it. */
  path: string;
  /** Ids of the gateways that the call is at, or begins with; null = any. */
  gatewayIds: readonly bigint[] | null;
  /** How a number of the call begins, in digits; null = any. */
  digits: string | null;
}>;

export type ReadLiveCall = LiveSession & Readonly<{ isEnding: boolean }>;

const IS_ENDING = `exists (
    select 1 from call_hang_ups h where h.session_id = live_sessions.session_id and h.is_told) as "isEnding"`;

/** The latest first, at most `LIVE_LISTED_MAX`, and how many there are, counted up to 10,000. */
export async function readLiveCalls(
  db: Db,
  { path, gatewayIds, digits }: LiveFilter,
): Promise<Readonly<{ calls: readonly ReadLiveCall[]; total: number }>> {
  const matching = `account_id in (select id from accounts where starts_with(path, $1))
     and ($2::text[] is null or coalesce(gateway_id::text, frozen -> 'routes' -> 0 ->> 'gatewayId') = any($2))
     and ($3::text is null or starts_with(frozen ->> 'destination', $3) or starts_with(frozen ->> 'dialled', $3)
       or starts_with(frozen ->> 'caller', $3))`;
  const values = [path, gatewayIds?.map(String) ?? null, digits];
  const { rows: calls } = await db.query<ReadLiveCall>(
    `select ${SESSION_COLUMNS}, ${IS_ENDING} from live_sessions where ${matching} order by session_id desc limit ${LIVE_LISTED_MAX}`,
    values,
  );
  if (calls.length < LIVE_LISTED_MAX) return { calls, total: calls.length };
  const { rows } = await db.query<{ total: number }>(
    `select count(*)::int as total from (select 1 from live_sessions where ${matching} limit ${LIVE_COUNTED_MAX}) counted`,
    values,
  );
  return { calls, total: known(rows[0], 'a count').total };
}

export type LiveCallDetail = ReadLiveCall &
  Pick<CallRow, 'accountPublicId' | 'accountNumber' | 'accountName' | 'accountPath'>;

/** One call that goes on, when its account is in scope; null for foreign ones, and for what is over or unknown. */
export async function liveCallById(
  db: Db,
  sessionId: string,
  scopePath: string,
): Promise<LiveCallDetail | null> {
  if (!isUuid(sessionId)) return null;
  const { rows } = await db.query<LiveCallDetail>(
    `select c.*, ${CALL_WHOSE} from (
       select ${SESSION_COLUMNS}, account_id, ${IS_ENDING} from live_sessions where session_id = $1) c
     ${CALL_JOINED} where starts_with(a.path, $2)`,
    [sessionId, scopePath],
  );
  return rows[0] ?? null;
}

export type LiveAccount = Readonly<{
  id: bigint;
  publicId: string;
  number: string;
  kind: string;
  name: string;
}>;

/** Whose calls they are, and who pays for them, as far as the reader's part of the tree has them. */
export async function accountsOfLiveCalls(
  db: Db,
  ids: readonly bigint[],
  scopePath: string,
): Promise<readonly LiveAccount[]> {
  const { rows } = await db.query<LiveAccount>(
    `select a.id, a.public_id as "publicId", a.number, a.kind, ${DISPLAY_NAME} as name
     from accounts a join account_profiles p on p.account_id = a.id
     where a.id = any($1::bigint[]) and starts_with(a.path, $2)`,
    [ids, scopePath],
  );
  return rows;
}

/** Gateways of a trunk. */
export async function gatewaysOfTrunk(db: Db, trunkPublicId: string): Promise<readonly bigint[]> {
  if (!isUuid(trunkPublicId)) return [];
  const { rows } = await db.query<{ id: bigint }>(
    'select g.id from gateways g join trunks t on t.id = g.trunk_id where t.public_id = $1',
    [trunkPublicId],
  );
  return rows.map(({ id }) => id);
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

/** Those of these calls that go on and whose account is in scope. */
export async function findLiveCalls(
  db: Db,
  sessionIds: readonly string[],
  scopePath: string,
): Promise<readonly FoundLiveCall[]> {
  const { rows } = await db.query<FoundLiveCall>(
    `select s.session_id as "sessionId", s.switch_id as "switchId", s.switch_ref as "switchRef",
       s.account_id as "accountId", coalesce(s.frozen ->> 'destination', '') as "destinationNumber",
       s.frozen -> 'emergency' is not null as "isEmergency"
     from live_sessions s join accounts a on a.id = s.account_id
     where s.session_id = any($1::uuid[]) and starts_with(a.path, $2)`,
    [sessionIds.filter(isUuid), scopePath],
  );
  return rows;
}
