/** Calls of an account added up by day and by destination. */
import { UUID_V7_RANDOM_BYTES, uuidV7 } from '../../domain/ids.ts';
import type { Db } from '../pool.ts';

export type UsageQuestion = Readonly<{
  accountId: bigint;
  /** IANA; whose days are counted. */
  timezone: string;
  currency: string;
  /** So many days, of which today is the last. */
  days: number;
  now: Date;
  /** Nothing that was recorded before; null = everything. */
  since: Date | null;
}>;

export type UsageSums = Readonly<{ calls: bigint; talkSeconds: bigint; amountMicros: bigint }>;
export type UsageOfDay = UsageSums & Readonly<{ date: string }>;
export type UsageOfDestination = UsageSums & Readonly<{ prefix: string; name: string }>;

/** Beyond these the list of calls is looked at. */
const DESTINATIONS_MAX = 8;
/** Days begin up to 14 hours before those of UTC, and the clock of a switch, which is in the id, may be behind ours. */
const SLACK_DAYS = 2;
const DAY_MS = 86_400_000;

/** Whole seconds a call, as they are priced. */
const SUMS = `count(*) as calls, coalesce(sum(ceil(talk_ms / 1000.0)), 0)::bigint as "talkSeconds",
  coalesce(sum(charge_micros) filter (where currency = $3), 0)::bigint as "amountMicros"`;

/** Each answered call by its latest revision, with the day on which it began. */
const CALLS = `calls as materialized (
    select * from (
      select distinct on (c.session_id) c.outcome, c.talk_ms, c.charge_micros, c.currency, c.started_at,
        (c.started_at at time zone $2)::date as day, c.frozen -> 'levels' -> 0 as own
      from cdrs c
      where c.account_id = $1 and c.leg = 0 and c.session_id >= $6 and ($5::timestamptz is null or c.recorded_at >= $5)
      order by c.session_id, c.revision desc) latest
    where outcome = 'answered' and day between ($4::timestamptz at time zone $2)::date - ($7::int - 1)
      and ($4::timestamptz at time zone $2)::date)`;

/** Every day, also one without a call; and the destinations with the highest amounts. */
export async function usageOf(
  db: Db,
  question: UsageQuestion,
): Promise<Readonly<{ days: readonly UsageOfDay[]; destinations: readonly UsageOfDestination[] }>> {
  const { accountId, timezone, currency, days, now, since } = question;
  const first = new Date(now.getTime() - (days + SLACK_DAYS) * DAY_MS);
  const firstId = uuidV7({ time: first, random: new Uint8Array(UUID_V7_RANDOM_BYTES) });
  const values = [accountId, timezone, currency, now, since, firstId, days];
  const byDay = await db.query<UsageOfDay>(
    `with ${CALLS}, by_day as (select day, ${SUMS} from calls group by day)
     select to_char(d, 'YYYY-MM-DD') as date, coalesce(calls, 0) as calls, coalesce("talkSeconds", 0) as "talkSeconds",
       coalesce("amountMicros", 0) as "amountMicros"
     from generate_series(($4::timestamptz at time zone $2)::date - ($7::int - 1), ($4::timestamptz at time zone $2)::date,
       interval '1 day') d left join by_day on by_day.day = d::date order by d`,
    values,
  );
  const byDestination = await db.query<UsageOfDestination>(
    `with ${CALLS}
     select coalesce(own ->> 'prefix', '') as prefix, (array_agg(coalesce(own ->> 'destination', '') order by started_at desc))[1] as name,
       ${SUMS}
     from calls group by 1 order by "amountMicros" desc, "talkSeconds" desc, prefix limit ${DESTINATIONS_MAX}`,
    values,
  );
  return { days: byDay.rows, destinations: byDestination.rows };
}
