/** Calls of an account added up by day and by destination. */
import { timeOfUuidV7, UUID_V7_RANDOM_BYTES, uuidV7 } from '../../domain/ids.ts';
import type { CallDirection } from '../../domain/charging/direction.ts';
import type { Db } from '../pool.ts';
import { askedOfRow, foundByIndex, lastOfNewest, NO_LATER_REVISION, type CallsOf } from './calls-of-tree.ts';

export type UsageQuestion = Readonly<{
  of: CallsOf;
  /** Whose part of the price is added up: the wallets that it was asked of; none = what the callers paid in `currency`. */
  walletIds: readonly bigint[];
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
export type UsageOfDestination = UsageSums &
  Readonly<{
    prefix: string;
    name: string;
    /** Which way calls went that no rate of a prefix priced; null for others. */
    direction: CallDirection | null;
  }>;

/** Beyond these the list of calls is looked at. */
const DESTINATIONS_MAX = 8;
/** Days begin up to 14 hours before those of UTC, and the clock of a switch, which is in the id, may be behind ours. */
const SLACK_DAYS = 2;
const DAY_MS = 86_400_000;
/** So many calls are added up in a second. */
const CALLS_MAX = 50_000;

/** Whole seconds a call, as they are priced. */
const SUMS = `count(*) as calls, coalesce(sum(ceil(talk_ms / 1000.0)), 0)::bigint as "talkSeconds",
  coalesce(sum(amount), 0)::bigint as "amountMicros"`;

/**
 * Every day, also one without a call; and the destinations with the highest amounts. Each answered call counts by its latest
 * revision, on the day on which it began. They are gone through once for both: with their prices they fill many pages.
 */
export async function usageOf(
  db: Db,
  { of, walletIds, ...question }: UsageQuestion,
): Promise<Readonly<{ days: readonly UsageOfDay[]; destinations: readonly UsageOfDestination[] }>> {
  const { timezone, currency, days, now, since } = question;
  const values: unknown[] = [timezone, now, days];
  const param = (value: unknown) => `$${values.push(value)}`;
  const parts = walletIds.map(
    (id) => `coalesce(c.level_charge_micros[array_position(c.level_wallet_ids, ${param(id)}::bigint)], 0)`,
  );
  const amount =
    parts.length > 0
      ? parts.join(' + ')
      : `case when c.currency = ${param(currency)} then c.charge_micros end`;
  const conditions = [
    foundByIndex(of, param),
    "c.leg = 0 and c.outcome = 'answered'",
    `c.session_id >= ${param(firstIdOf(days, now))}`,
    `(c.started_at at time zone $1)::date between ($2::timestamptz at time zone $1)::date - ($3::int - 1)
      and ($2::timestamptz at time zone $1)::date`,
    NO_LATER_REVISION,
  ];
  if (since !== null) conditions.push(`c.recorded_at >= ${param(since)}`);
  conditions.push(...askedOfRow(of, param));
  const { rows } = await db.query<{
    isDay: boolean;
    key: string;
    name: string | null;
    direction: CallDirection | null;
    calls: bigint;
    talkSeconds: bigint;
    amountMicros: bigint;
  }>(
    `with calls as (
       select (c.started_at at time zone $1)::date as day, c.frozen #>> '{levels,0,prefix}' as prefix, 
         case when coalesce(c.frozen #>> '{levels,0,prefix}', '') = '' then c.direction end as direction,
         c.frozen #>> '{levels,0,destination}' as destination, c.started_at, c.talk_ms, ${amount} as amount
       from cdrs c where ${conditions.join(' and ')})
     select grouping(prefix) = 1 as "isDay", coalesce(to_char(day, 'YYYY-MM-DD'), prefix, '') as key,
       (array_agg(destination order by started_at desc) filter (where destination <> ''))[1] as name,
       direction, ${SUMS}
     from calls group by grouping sets (day, (prefix, direction))`,
    values,
  );
  const { rows: dates } = await db.query<{ date: string }>(
    `select to_char(d, 'YYYY-MM-DD') as date from generate_series(($2::timestamptz at time zone $1)::date - ($3::int - 1),
       ($2::timestamptz at time zone $1)::date, interval '1 day') d`,
    [timezone, now, days],
  );
  const sumsOf = ({ calls, talkSeconds, amountMicros }: UsageSums) => ({ calls, talkSeconds, amountMicros });
  const byDay = new Map(rows.filter(({ isDay }) => isDay).map((row) => [row.key, sumsOf(row)]));
  const destinations = rows
    .filter(({ isDay }) => !isDay)
    .map((row) => ({ prefix: row.key, name: row.name ?? '', direction: row.direction, ...sumsOf(row) }))
    .toSorted(byAmount);
  return {
    days: dates.map(({ date }) => ({ date, ...(byDay.get(date) ?? NOTHING) })),
    destinations: destinations.slice(0, DESTINATIONS_MAX),
  };
}

/**
 * Of how many days, at most `days`, the calls are so few that adding them up takes some seconds: whole ones, and always
 * today.
 */
export async function countableDays(
  db: Db,
  { of, timezone, now }: Pick<UsageQuestion, 'of' | 'timezone' | 'now'>,
  days: number,
): Promise<number> {
  const values: unknown[] = [];
  const param = (value: unknown) => `$${values.push(value)}`;
  const found = [foundByIndex(of, param), `c.session_id >= ${param(firstIdOf(days, now))}`];
  const last = await lastOfNewest(db, found, values, CALLS_MAX);
  const at = last === null ? null : timeOfUuidV7(last);
  if (at === null) return days;
  const { rows } = await db.query<{ days: number }>(
    'select ($2::timestamptz at time zone $1)::date - ($3::timestamptz at time zone $1)::date as days',
    [timezone, now, at],
  );
  return Math.max(1, Math.min(days, rows[0]?.days ?? 1));
}

const NOTHING: UsageSums = { calls: 0n, talkSeconds: 0n, amountMicros: 0n };

/** The highest amount first, then the longest talk. */
function byAmount(a: UsageOfDestination, b: UsageOfDestination): number {
  const order = (one: bigint | string, other: bigint | string) => (one < other ? -1 : one > other ? 1 : 0);
  return (
    order(b.amountMicros, a.amountMicros) || order(b.talkSeconds, a.talkSeconds) || order(a.prefix, b.prefix)
  );
}

function firstIdOf(days: number, now: Date): string {
  const time = new Date(now.getTime() - (days + SLACK_DAYS) * DAY_MS);
  return uuidV7({ time, random: new Uint8Array(UUID_V7_RANDOM_BYTES) });
}
