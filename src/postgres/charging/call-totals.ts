/**
 * Calls of a part of the tree added up: read along the key of the records, which carries what is summed. Refusals that were
 * only counted are like their sample, so whatever is asked of it is asked of them.
 */
import { DISPLAY_NAME } from '../accounts/load-account.ts';
import type { Db } from '../pool.ts';
import { moneyOf, type MoneyView } from './call-money.ts';
import {
  idBounds,
  questionConditions,
  scopeConditions,
  type CallQuestion,
  type CallScope,
  type Param,
} from './call-conditions.ts';

export type GroupBy = 'none' | 'account' | 'prefix' | 'trunk' | 'direction' | 'reason' | 'hour' | 'day';

export type TotalsQuestion = CallQuestion &
  Readonly<{ scope: CallScope; groupBy: GroupBy; timezone: string; view: MoneyView }>;

/** Of one group and one pair of currencies. */
export type TotalsRow = Readonly<{
  key: string;
  calls: bigint;
  answered: bigint;
  refused: bigint;
  talkSeconds: bigint;
  billedSeconds: bigint;
  revenueCurrency: string | null;
  revenueMicros: bigint;
  costCurrency: string | null;
  costMicros: bigint;
  /** Null: that of the revenue. */
  commissionCurrency: string | null;
  commissionMicros: bigint;
  /** In the currency of the revenue; of what nobody pays for, in that of the cost. */
  marginMicros: bigint;
  /** Answered calls that cost more than they brought in. */
  losing: bigint;
  /** Answered calls that cost something, without an exchange rate to what they brought in: they are in no margin. */
  notCompared: bigint;
  total: bigint;
}>;

/** More are no report: they are said to be there. */
export const GROUPS_MAX = 500;

const KEYS: Readonly<Record<GroupBy, (timezone: string) => string>> = {
  none: () => "''::text",
  account: () => 'c.account_id',
  prefix: () => "coalesce(c.rate_prefix, '')",
  trunk: () => 'c.gateway_id',
  direction: () => 'c.direction',
  reason: () => 'c.reason',
  hour: (timezone) => `date_trunc('hour', c.started_at, ${timezone})`,
  day: (timezone) => `date_trunc('day', c.started_at, ${timezone})`,
};
/** Calls that no rate priced, or no gateway carried, are a group for each way that they went. */
const DIRECTION_OF_REST: Partial<Record<GroupBy, string>> = {
  prefix: "case when coalesce(c.rate_prefix, '') = '' then c.direction end",
  trunk: 'case when c.gateway_id is null then c.direction end',
};
/** The gateway that carried a call belongs to a trunk. */
const KEY_OF_GROUP: Partial<Record<GroupBy, string>> = {
  trunk: '(select t.public_id from gateways w join trunks t on t.id = w.trunk_id where w.id = g.key)',
  account: '(select a.public_id from accounts a where a.id = g.key)',
  hour: `to_char(g.key at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`,
  day: `to_char(g.key at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`,
};

/** The largest groups first, hours and days in their order; `total` says how many groups there are. */
export async function callTotals(db: Db, asked: TotalsQuestion): Promise<readonly TotalsRow[]> {
  const values: unknown[] = [];
  const param: Param = (value) => `$${values.push(value)}`;
  const { scope, groupBy, view } = asked;
  const { lowest, above } = idBounds(asked);
  const range = (row: string) => `${row}.session_id >= ${from} and ${row}.session_id < ${to}`;
  const [from, to] = [`${param(lowest)}::uuid`, `${param(above)}::uuid`];
  const conditions = [
    range('c'),
    ...scopeConditions(scope, param),
    ...questionConditions(asked, param),
    // Of a call that was corrected, or estimated, the last record counts.
    `(c.session_id not in (select m.session_id from cdrs m where m.revision <> 1 and ${range('m')})
      or c.revision = (select max(m.revision) from cdrs m where m.session_id = c.session_id and m.leg = c.leg))`,
  ];
  const { position, revenue, costCurrency, cost, commission, commissionCurrency, margin } = moneyOf(
    view,
    param,
  );
  const sum = (amount: string) => `coalesce(sum(${amount}), 0)::bigint`;
  const answered = (condition: string) => `count(*) filter (where c.outcome = 'answered' and ${condition})`;
  const key = KEYS[groupBy](groupBy === 'hour' || groupBy === 'day' ? param(asked.timezone) : '');
  const order = groupBy === 'hour' || groupBy === 'day' ? 'min(key)' : 'sum(calls) desc, min(key)';
  const rest = DIRECTION_OF_REST[groupBy] ?? 'null::text';
  const shown = KEY_OF_GROUP[groupBy] ?? 'g.key';
  const { rows } = await db.query<TotalsRow>(
    `with written as (
       select ${key} as key, ${rest} as direction, case when ${position} = 1 then c.currency end as currency,
         case when ${position} > 1 then c.level_wallet_ids[${position}] end as wallet_id, ${costCurrency} as cost_currency,
         ${commissionCurrency} as commission_currency, count(*) as calls,
         count(*) filter (where c.outcome = 'answered') as answered, count(*) filter (where c.outcome = 'refused') as refused,
         ${sum('(c.talk_ms + 999) / 1000')} as talk, ${sum('c.billed_seconds')} as billed,
         ${sum(revenue)} as revenue, ${sum(cost)} as cost, ${sum(commission)} as commission, ${sum(margin)} as margin,
         ${answered(`${margin} < 0`)} as losing, ${answered(`${margin} is null and ${cost} > 0`)} as not_compared
       from cdrs c where ${conditions.join(' and ')} group by 1, 2, 3, 4, 5, 6),
     counted as (
       select ${key} as key, ${rest} as direction, null::text as currency, null::bigint as wallet_id, null::text as cost_currency, null::text as commission_currency,
         sum(f.refusals)::bigint as calls, 0::bigint as answered, sum(f.refusals)::bigint as refused, 0::bigint as talk, 0::bigint as billed,
         0::bigint as revenue, 0::bigint as cost, 0::bigint as commission, 0::bigint as margin, 0::bigint as losing, 0::bigint as not_compared
       from folded_refusals f join cdrs c on c.session_id = f.sample_id
       where f.sample_id >= ${from} and f.sample_id < ${to} and ${conditions.join(' and ')} group by 1, 2),
     grouped as (select * from written union all select * from counted),
     keys as (select key, direction, count(*) over () as total, row_number() over (order by ${order}) as place from grouped group by 1, 2),
     listed as (select * from keys order by place limit ${GROUPS_MAX})
     select coalesce(g.direction, (${shown})::text, '') as key, coalesce(g.currency, w.currency) as "revenueCurrency", g.cost_currency as "costCurrency",
       g.commission_currency as "commissionCurrency", sum(calls)::bigint as calls, sum(answered)::bigint as answered,
       sum(refused)::bigint as refused, sum(talk)::bigint as "talkSeconds", sum(billed)::bigint as "billedSeconds",
       sum(revenue)::bigint as "revenueMicros", sum(cost)::bigint as "costMicros", sum(commission)::bigint as "commissionMicros",
       sum(margin)::bigint as "marginMicros", sum(losing)::bigint as losing, sum(not_compared)::bigint as "notCompared", max(l.total) as total
     from grouped g join listed l on l.key is not distinct from g.key and l.direction is not distinct from g.direction
       left join ledger_accounts w on w.id = g.wallet_id
     group by 1, 2, 3, 4, l.place order by l.place`,
    values,
  );
  return rows;
}

/** What groups are called: accounts and trunks by their public ids, prefixes as the rate of one of their calls. */
export async function namesOfGroups(
  db: Db,
  groupBy: GroupBy,
  keys: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const statement = NAMES[groupBy];
  if (statement === undefined || keys.length === 0) return new Map();
  const { rows } = await db.query<{ key: string; name: string }>(statement, [keys]);
  return new Map(rows.map(({ key, name }) => [key, name]));
}

const NAMES: Partial<Record<GroupBy, string>> = {
  account: `select a.public_id::text as key, ${DISPLAY_NAME} as name from accounts a
    left join account_profiles p on p.account_id = a.id where a.public_id = any($1::uuid[])`,
  trunk: `select public_id::text as key, name from trunks where public_id::text = any($1::text[])`,
  prefix: `select r.prefix as key, min(r.destination) as name
    from rate_groups g join rates r on r.rate_group_id = g.id and r.prefix = any($1::text[]) group by 1`,
};
