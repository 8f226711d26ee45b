/** Calls of an account, the latest revision of each, newest first. */
import { isUuid, UUID_V7_RANDOM_BYTES, uuidV7 } from '../../domain/ids.ts';
import { Problem } from '../../domain/problem.ts';
import { countAmong, type CountUpTo } from '../count-up-to.ts';
import { cutPage, readCursor, writeCursor } from '../page-cursor.ts';
import type { Db } from '../pool.ts';

export type CallRow = Readonly<{
  sessionId: string;
  startedAt: Date;
  answeredAt: Date | null;
  endedAt: Date;
  outcome: 'answered' | 'unanswered' | 'refused';
  reason: string | null;
  callerNumber: string | null;
  dialledNumber: string;
  destinationNumber: string | null;
  talkMs: bigint;
  billedSeconds: number;
  chargeMicros: bigint;
  currency: string | null;
  sipStatus: number | null;
  q850Cause: number | null;
  endedBy: string | null;
  isEstimated: boolean;
  isOverrun: boolean;
  /** The level at which it was refused: 0 = the caller's own account. */
  failedLevel: number | null;
}>;

export type CallFilter = Readonly<{
  accountId: bigint;
  outcome?: string | undefined;
  /** When the call began; `to` is exclusive. */
  from?: Date | undefined;
  to?: Date | undefined;
  /** Of the rate by which it was priced. */
  ratePrefix?: string | undefined;
  /** How the number that was dialled, reached or that called begins, in digits. */
  q?: string | undefined;
  /** Nothing that was recorded before; null = everything. */
  since: Date | null;
  cursor?: string | undefined;
  limit: number;
}>;

const COLUMNS = `c.session_id as "sessionId", c.started_at as "startedAt", c.answered_at as "answeredAt", c.ended_at as "endedAt",
       c.outcome, c.reason, c.caller_number as "callerNumber", c.dialled_number as "dialledNumber",
       c.destination_number as "destinationNumber", c.talk_ms as "talkMs", c.billed_seconds as "billedSeconds",
       c.charge_micros as "chargeMicros", c.currency, c.sip_status as "sipStatus", c.q850_cause as "q850Cause",
       c.ended_by as "endedBy", c.is_estimated as "isEstimated", c.is_overrun as "isOverrun", (c.frozen -> 'failed' ->> 'level')::int as "failedLevel"`;

type Param = (value: unknown) => string;

/** So many calls are looked at for a page that few of them may belong to: a tenth of a second. */
const LOOKED_AT_MAX = 50_000;

/**
 * One page. Session ids are time-ordered, so they are the order. Where few calls meet the filter, a page may have fewer
 * rows than its limit, even none, and lead on all the same: the next one looks at the calls before.
 */
export async function listCalls(db: Db, filter: CallFilter) {
  const place = readCursor(filter.cursor, { order: 'calls', parts: ['u'] });
  const values: unknown[] = [];
  const param: Param = (value) => `$${values.push(value)}`;
  const found = byIndex(filter, param);
  if (place !== null) found.push(`c.session_id < ${param(place[0])}::uuid`);
  const lookedAt = `from cdrs c where ${found.join(' and ')} order by c.session_id desc`;
  const ofIndex = [...values];
  const { rows } = await db.query<CallRow>(
    `select ${COLUMNS} from (select c.* ${lookedAt} limit ${LOOKED_AT_MAX}) c
     where ${byRow(filter, param, 'c').join(' and ')} order by c.session_id desc limit ${param(filter.limit + 1)}`,
    values,
  );
  const page = cutPage(rows, filter.limit, (row) => writeCursor('calls', [row.sessionId]));
  if (page.nextCursor !== null) return page;
  const { rows: last } = await db.query<{ sessionId: string }>(
    `select c.session_id as "sessionId" ${lookedAt} offset ${LOOKED_AT_MAX - 1} limit 1`,
    ofIndex,
  );
  return { ...page, nextCursor: last[0] === undefined ? null : writeCursor('calls', [last[0].sessionId]) };
}

/** Counts what the list has by the same filter, among the newest. */
export function countCalls(db: Db, filter: Omit<CallFilter, 'cursor' | 'limit'>): Promise<CountUpTo> {
  const values: unknown[] = [];
  const param: Param = (value) => `$${values.push(value)}`;
  const rows = byIndex(filter, param);
  const ofRows = values.length;
  const conditions = byRow(filter, param, 'r');
  return countAmong(
    db,
    {
      sql: `select c.* from cdrs c where ${rows.join(' and ')} order by c.session_id desc`,
      values: values.slice(0, ofRows),
    },
    { sql: conditions, values: values.slice(ofRows) },
  );
}

/** What the index of an account's calls finds. */
function byIndex({ accountId, since, from, to }: Omit<CallFilter, 'limit'>, param: Param): string[] {
  const earliest = since !== null && (from === undefined || since > from) ? since : (from ?? null);
  const conditions = [`c.account_id = ${param(accountId)}`];
  if (earliest !== null) conditions.push(`c.session_id >= ${param(idADayFrom(earliest, -1))}::uuid`);
  if (to !== undefined) conditions.push(`c.session_id < ${param(idADayFrom(to, 1))}::uuid`);
  return conditions;
}

/** What each of them is asked. */
function byRow(filter: Omit<CallFilter, 'limit'>, param: Param, row: 'c' | 'r'): string[] {
  const { outcome, since, from, to, ratePrefix, q } = filter;
  const conditions = [
    `${row}.leg = 0`,
    `not exists (select 1 from cdrs later where later.session_id = ${row}.session_id and later.leg = ${row}.leg
       and later.revision > ${row}.revision)`,
  ];
  if (outcome !== undefined) conditions.push(`${row}.outcome = ${param(outcome)}`);
  if (since !== null) conditions.push(`${row}.recorded_at >= ${param(since)}`);
  if (from !== undefined) conditions.push(`${row}.started_at >= ${param(from)}`);
  if (to !== undefined) conditions.push(`${row}.started_at < ${param(to)}`);
  if (ratePrefix !== undefined)
    conditions.push(`${row}.frozen -> 'levels' -> 0 ->> 'prefix' = ${param(ratePrefix)}`);
  if (q !== undefined) {
    const start = `${param(q)}::text`;
    const numbers = ['destination_number', 'dialled_number', 'caller_number'];
    conditions.push(`(${numbers.map((name) => `starts_with(${row}.${name}, ${start})`).join(' or ')})`);
  }
  return conditions;
}

/** The clock of a switch, which is in the id, may be wrong: the index need not be read beyond a day before or after. */
function idADayFrom(instant: Date, days: -1 | 1): string {
  const time = new Date(Math.max(0, instant.getTime() + days * 24 * 3600 * 1000));
  return uuidV7({ time, random: new Uint8Array(UUID_V7_RANDOM_BYTES) });
}

export type CallDetailRow = CallRow &
  Readonly<{
    accountId: bigint;
    accountPath: string;
    recordedAt: Date;
    /** The caller's wallet first, then each level above. */
    levelWalletIds: bigint[];
    levelChargeMicros: bigint[];
    carrierCurrency: string | null;
    carrierCostMicros: bigint;
    grantedSeconds: number;
    gatewayId: bigint | null;
    triedGatewayIds: bigint[];
    frozen: unknown;
  }>;

/** The latest revision of one call, when its account is in scope; foreign and unknown ones are `not_found`. */
export async function findCall(db: Db, sessionId: string, scopePath: string): Promise<CallDetailRow> {
  if (!isUuid(sessionId)) throw new Problem('not_found');
  const { rows } = await db.query<CallDetailRow>(
    `select ${COLUMNS}, c.account_id as "accountId", a.path as "accountPath", c.recorded_at as "recordedAt", c.level_wallet_ids as "levelWalletIds",
       c.level_charge_micros as "levelChargeMicros", c.carrier_currency as "carrierCurrency",
       c.carrier_cost_micros as "carrierCostMicros", c.granted_seconds as "grantedSeconds", c.gateway_id as "gatewayId", c.tried_gateway_ids as "triedGatewayIds", c.frozen
     from cdrs c join accounts a on a.id = c.account_id
     where c.session_id = $1 and c.leg = 0 and starts_with(a.path, $2) order by c.revision desc limit 1`,
    [sessionId, scopePath],
  );
  if (rows[0] === undefined) throw new Problem('not_found');
  return rows[0];
}
