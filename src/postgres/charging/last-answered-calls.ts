/** The calls of an account that were answered and priced, as they were recorded at last. */
import { readFrozen } from '../../domain/charging/frozen.ts';
import type { Cdr } from '../../domain/charging/book.ts';
import type { Db } from '../pool.ts';

export type AnsweredCall = Pick<
  Cdr,
  | 'startedAt'
  | 'outcome'
  | 'talkMs'
  | 'endedBy'
  | 'grantedSeconds'
  | 'gatewayId'
  | 'chargeMicros'
  | 'allowanceUsedSeconds'
  | 'frozen'
> &
  Readonly<{ destinationNumber: string }>;

/**
 * The newest first, at most `limit`, charged in `currency` and recorded at or after `since` (null = all). Calls to phones of one's own domain
 * have no rate, and those whose numbers are masked no number: they are not among them.
 */
export async function lastAnsweredCalls(
  db: Db,
  asked: Readonly<{ accountId: bigint; currency: string; since: Date | null; limit: number }>,
): Promise<AnsweredCall[]> {
  const { rows } = await db.query<Omit<AnsweredCall, 'talkMs'> & { talkMs: bigint }>(
    `select c.started_at as "startedAt", c.outcome, c.talk_ms as "talkMs", c.ended_by as "endedBy",
       c.granted_seconds as "grantedSeconds", c.gateway_id as "gatewayId", c.charge_micros as "chargeMicros",
       c.allowance_used_seconds as "allowanceUsedSeconds", c.frozen,
       c.destination_number as "destinationNumber"
     from cdrs c
     where c.account_id = $1 and c.leg = 0 and c.outcome = 'answered' and c.currency = $2
       and ($3::timestamptz is null or c.recorded_at >= $3) and c.destination_number ~ '^[0-9]+$'
       and c.frozen -> 'levels' -> 0 ->> 'prefix' <> ''
       and not exists (select 1 from cdrs later where later.session_id = c.session_id and later.leg = c.leg and later.revision > c.revision)
     order by c.session_id desc limit $4`,
    [asked.accountId, asked.currency, asked.since, asked.limit],
  );
  return rows.map(({ talkMs, frozen, ...call }) => ({
    ...call,
    talkMs: Number(talkMs),
    frozen: readFrozen(frozen),
  }));
}
