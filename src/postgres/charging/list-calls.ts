/** Calls of an account, or of everybody below it too: the latest revision of each, newest first. */
import type { Reason } from '../../domain/charging/reasons.ts';
import type { CallDirection } from '../../domain/charging/direction.ts';
import { isUuid } from '../../domain/ids.ts';
import { Problem } from '../../domain/problem.ts';
import { DISPLAY_NAME } from '../accounts/load-account.ts';
import { askedOfRow, foundByIndex, lastOfNewest, NO_LATER_REVISION, type CallsOf } from './calls-of-tree.ts';
import { countUpTo, type CountUpTo } from '../count-up-to.ts';
import { moneyColumns, type MoneyOfRow, type MoneyView } from './call-money.ts';
import { cutPage, readCursor, writeCursor } from '../page-cursor.ts';
import type { Db } from '../pool.ts';
import { idADayFrom } from './call-ids.ts';

export type CallRow = Readonly<{
  /** Whose call it was. */
  accountPublicId: string;
  accountNumber: string;
  accountName: string;
  accountPath: string;
  sessionId: string;
  startedAt: Date;
  answeredAt: Date | null;
  endedAt: Date;
  outcome: 'answered' | 'unanswered' | 'refused';
  /** Of the registry: the database refuses any other. */
  reason: Reason | null;
  callerNumber: string | null;
  /** The digits that the phone sent, where the caller number has not got them. */
  givenNumber: string | null;
  dialledNumber: string;
  destinationNumber: string | null;
  talkMs: bigint;
  billedSeconds: number;
  /** Of the billed seconds, those that packages of the account gave. */
  freeSeconds: number;
  chargeMicros: bigint;
  currency: string | null;
  sipStatus: number | null;
  q850Cause: number | null;
  endedBy: string | null;
  isEstimated: boolean;
  isOverrun: boolean;
  direction: CallDirection;
  /** Of a refused call: how many like it came within its minute and were only counted; null for none. */
  moreLikeIt: number | null;
  /** The level at which it was refused: 0 = the caller's own account. */
  failedLevel: number | null;
}> &
  MoneyOfRow;

export type CallFilter = Readonly<{
  of: CallsOf;
  /** Whose money is shown. */
  view: MoneyView;
  outcome?: string | undefined;
  direction?: string | undefined;
  /** When the call began; `to` is exclusive. */
  from?: Date | undefined;
  to?: Date | undefined;
  /** Of the rate by which it was priced. */
  ratePrefix?: string | undefined;
  /** How the number that was dialled, reached, that called, or that the phone sent, begins, in digits. */
  q?: string | undefined;
  /** Nothing that was recorded before; null = everything. */
  since: Date | null;
  cursor?: string | undefined;
  limit: number;
}>;

/** Of a record `c`. */
export const CALL_COLUMNS = `c.session_id as "sessionId", c.started_at as "startedAt", c.answered_at as "answeredAt", c.ended_at as "endedAt",
       c.outcome, c.reason, c.caller_number as "callerNumber", c.dialled_number as "dialledNumber",
       c.destination_number as "destinationNumber", c.talk_ms as "talkMs", c.billed_seconds as "billedSeconds", c.free_seconds as "freeSeconds",
       c.charge_micros as "chargeMicros", c.currency, c.sip_status as "sipStatus", c.q850_cause as "q850Cause",
       c.ended_by as "endedBy", c.is_estimated as "isEstimated", c.is_overrun as "isOverrun", (c.frozen -> 'failed' ->> 'level')::int as "failedLevel",
       c.direction, c.given_number as "givenNumber",
       case when c.outcome = 'refused' then (select sum(f.refusals)::int from folded_refusals f where f.sample_id = c.session_id) end as "moreLikeIt"`;

/** Of its account, which `CALL_JOINED` finds. */
export const CALL_WHOSE = `a.public_id as "accountPublicId", a.number as "accountNumber", ${DISPLAY_NAME} as "accountName", a.path as "accountPath"`;
export const CALL_JOINED =
  'join accounts a on a.id = c.account_id left join account_profiles p on p.account_id = a.id';

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
  const last = await lastOfNewest(db, found, values, LOOKED_AT_MAX);
  if (last !== null) found.push(`c.session_id >= ${param(last)}::uuid`);
  const { rows } = await db.query<CallRow>(
    `select ${CALL_COLUMNS}, ${CALL_WHOSE}, ${moneyColumns(filter.view, param)} from (
       select c.* from cdrs c where ${[...found, ...byRow(filter, param)].join(' and ')}
       order by c.session_id desc limit ${param(filter.limit + 1)}) c
     ${CALL_JOINED} order by c.session_id desc`,
    values,
  );
  const page = cutPage(rows, filter.limit, (row) => writeCursor('calls', [row.sessionId]));
  if (page.nextCursor !== null || last === null) return page;
  return { ...page, nextCursor: writeCursor('calls', [last]) };
}

/** Counts what the list has by the same filter, among the newest. */
export async function countCalls(
  db: Db,
  filter: Omit<CallFilter, 'view' | 'cursor' | 'limit'>,
): Promise<CountUpTo> {
  const values: unknown[] = [];
  const param: Param = (value) => `$${values.push(value)}`;
  const found = byIndex(filter, param);
  const last = await lastOfNewest(db, found, values, LOOKED_AT_MAX);
  if (last !== null) found.push(`c.session_id >= ${param(last)}::uuid`);
  const conditions = [...found, ...byRow(filter, param)].join(' and ');
  const counted = await countUpTo(db, values, (limit) => `select from cdrs c where ${conditions} ${limit}`);
  return { ...counted, isMore: counted.isMore || last !== null };
}

/** What an index finds. */
function byIndex({ of, since, from, to }: Omit<CallFilter, 'view' | 'limit'>, param: Param): string[] {
  const earliest = since !== null && (from === undefined || since > from) ? since : (from ?? null);
  const conditions = [foundByIndex(of, param)];
  if (earliest !== null) conditions.push(`c.session_id >= ${param(idADayFrom(earliest, -1))}::uuid`);
  if (to !== undefined) conditions.push(`c.session_id < ${param(idADayFrom(to, 1))}::uuid`);
  return conditions;
}

/** What each of them is asked. */
function byRow(filter: Omit<CallFilter, 'view' | 'limit'>, param: Param): string[] {
  const { outcome, direction, since, from, to, ratePrefix, q } = filter;
  const conditions = [`c.leg = 0`, NO_LATER_REVISION, ...askedOfRow(filter.of, param)];
  if (outcome !== undefined) conditions.push(`c.outcome = ${param(outcome)}`);
  if (direction !== undefined) conditions.push(`c.direction = ${param(direction)}`);
  if (since !== null) conditions.push(`c.recorded_at >= ${param(since)}`);
  if (from !== undefined) conditions.push(`c.started_at >= ${param(from)}`);
  if (to !== undefined) conditions.push(`c.started_at < ${param(to)}`);
  if (ratePrefix !== undefined) conditions.push(`c.rate_prefix = ${param(ratePrefix)}`);
  if (q !== undefined) {
    const start = `${param(q)}::text`;
    const numbers = ['destination_number', 'dialled_number', 'caller_number', 'given_number'];
    conditions.push(`(${numbers.map((name) => `starts_with(c.${name}, ${start})`).join(' or ')})`);
  }
  return conditions;
}

export type CallDetailRow = CallRow &
  Readonly<{
    accountId: bigint;
    recordedAt: Date;
    /** The caller's wallet first, then each level above. */
    levelWalletIds: bigint[];
    levelChargeMicros: bigint[];
    allowanceUsedSeconds: number[];
    carrierCurrency: string | null;
    carrierCostMicros: bigint;
    grantedSeconds: number;
    gatewayId: bigint | null;
    triedGatewayIds: bigint[];
    frozen: unknown;
  }>;

/** The latest revision of one call, when its account is in scope; null for foreign and unknown ones. */
export async function callById(
  db: Db,
  sessionId: string,
  scopePath: string,
  view: MoneyView = { type: 'caller' },
): Promise<CallDetailRow | null> {
  if (!isUuid(sessionId)) return null;
  const values: unknown[] = [sessionId, scopePath];
  const { rows } = await db.query<CallDetailRow>(
    `select ${CALL_COLUMNS}, ${CALL_WHOSE}, c.account_id as "accountId", c.recorded_at as "recordedAt", c.level_wallet_ids as "levelWalletIds",
       c.level_charge_micros as "levelChargeMicros", c.allowance_used_seconds as "allowanceUsedSeconds", c.carrier_currency as "carrierCurrency",
       c.carrier_cost_micros as "carrierCostMicros", c.granted_seconds as "grantedSeconds", c.gateway_id as "gatewayId", c.tried_gateway_ids as "triedGatewayIds", c.frozen,
       ${moneyColumns(view, (value) => `$${values.push(value)}`)}
     from cdrs c ${CALL_JOINED}
     where c.session_id = $1 and c.leg = 0 and starts_with(a.path, $2) order by c.revision desc limit 1`,
    values,
  );
  return rows[0] ?? null;
}

/** The same; throws `not_found` where there is none. */
export async function findCall(db: Db, sessionId: string, scopePath: string): Promise<CallDetailRow> {
  const call = await callById(db, sessionId, scopePath);
  if (call === null) throw new Problem('not_found');
  return call;
}
