/** Calls of an account, the latest revision of each, newest first. */
import { isUuid, UUID_V7_RANDOM_BYTES, uuidV7 } from '../../domain/ids.ts';
import { Problem } from '../../domain/problem.ts';
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

/** One page. Session ids are time-ordered, so they are the order. */
export async function listCalls(db: Db, filter: CallFilter) {
  const place = readCursor(filter.cursor, { order: 'calls', parts: ['u'] });
  const { since, from } = filter;
  const earliest = since !== null && (from === undefined || since > from) ? since : (from ?? null);
  const { rows } = await db.query<CallRow>(
    `select ${COLUMNS}
     from cdrs c
     where c.account_id = $1 and c.leg = 0 and ($2::text is null or c.outcome = $2) and ($3::uuid is null or c.session_id < $3)
       and ($5::timestamptz is null or c.recorded_at >= $5) and ($6::uuid is null or c.session_id >= $6)
       and ($7::timestamptz is null or c.started_at >= $7) and ($8::timestamptz is null or c.started_at < $8)
       and ($9::text is null or c.frozen -> 'levels' -> 0 ->> 'prefix' = $9)
       and not exists (select 1 from cdrs later where later.session_id = c.session_id and later.leg = c.leg and later.revision > c.revision)
     order by c.session_id desc limit $4`,
    [
      filter.accountId,
      filter.outcome ?? null,
      place?.[0] ?? null,
      filter.limit + 1,
      filter.since,
      earliest === null ? null : earliestId(earliest),
      filter.from ?? null,
      filter.to ?? null,
      filter.ratePrefix ?? null,
    ],
  );
  return cutPage(rows, filter.limit, (row) => writeCursor('calls', [row.sessionId]));
}

/** The clock of a switch, which is in the id, may be behind ours: a day before this the index need not be read. */
function earliestId(earliest: Date): string {
  const time = new Date(earliest.getTime() - 24 * 3600 * 1000);
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
