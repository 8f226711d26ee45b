/** What a price list asks for each prefix, by its own rates and by those of the lists that it passes on; and two lists side by side. */
import type { ListChangeCounts, ListDifference } from '../../domain/rating/list-differences.ts';
import type { Db } from '../pool.ts';
import { KNOWN_RATES } from './price-list.ts';
import type { NewRate } from './rates.ts';

/** One list of those that price an account: the list itself, then the one that its owner buys by, and so on. */
export type ListLevel = Readonly<{
  rateGroupId: bigint;
  /** Whose personal rates count beside those for everybody; null = nobody's. */
  accountId: bigint | null;
  /** On the rates that stand in it, until they are what the first list asks. */
  markUpPpm: bigint;
  currency: string;
}>;

type Params = unknown[];
/** `after` and `limit`: a page by prefix; '' and null = all. */
type Piece = Readonly<{ at: Date; after: string; limit: number | null }>;

/** A statement for the prices by prefix: the first list that has a prefix counts, and in it a personal rate. */
function pricesSql(levels: readonly ListLevel[], { at, after, limit }: Piece, params: Params): string {
  const param = (value: unknown) => `$${params.push(value)}`;
  const moment = `${param(at)}::timestamptz`;
  const rows = `${param(limit)}::int`;
  const behind = `${param(after)}::text`;
  const parts = levels.map(({ rateGroupId, accountId, markUpPpm, currency }, place) => {
    const factor = `${param(1_000_000n + markUpPpm)}::numeric / 1000000`;
    return `(select distinct on (prefix) ${place} as place, prefix, destination, ${param(currency)}::text as currency,
        round(connection_cost_micros * ${factor})::bigint as connection, round(cost_per_minute_nanos * ${factor})::bigint as cost,
        grace_seconds as grace, initial_increment_seconds as initial, increment_seconds as increment
      from rates where rate_group_id = ${param(rateGroupId)} and (account_id is null or account_id = ${param(accountId)}::bigint)
        and ${KNOWN_RATES} and valid_from <= ${moment} and (valid_to is null or valid_to > ${moment}) and prefix > ${behind}
      order by prefix, account_id is null limit ${rows})`;
  });
  return `select distinct on (prefix) * from (${parts.join(' union all ')}) each order by prefix, place limit ${rows}`;
}

export type ListedPrice = NewRate & Readonly<{ currency: string }>;

/** The next prices after a prefix, in the order of prefixes; the last page has fewer than `limit`. */
export async function pageOfPrices(
  db: Db,
  levels: readonly ListLevel[],
  piece: Piece & Readonly<{ limit: number }>,
): Promise<ListedPrice[]> {
  const params: Params = [];
  const { rows } = await db.query<ListedPrice>(
    `select prefix, destination, currency, connection as "connectionCostMicros", cost as "costPerMinuteNanos",
       grace as "graceSeconds", initial as "initialIncrementSeconds", increment as "incrementSeconds"
     from (${pricesSql(levels, piece, params)}) prices order by prefix`,
    params,
  );
  return rows;
}

type Side = Readonly<{ levels: readonly ListLevel[]; at: Date }>;

/** Both sides of the same piece; `upto`: the last prefix that is complete on both, null = all are. */
function comparedSql([a, b]: readonly [Side, Side], piece: Omit<Piece, 'at'>, params: Params): string {
  const sideOf = ({ levels, at }: Side) => pricesSql(levels, { ...piece, at }, params);
  const full = `count(*) = $${params.push(piece.limit)}::int`;
  return `with a as (${sideOf(a)}), b as (${sideOf(b)}),
    upto as (select least((select max(prefix) from a having ${full}), (select max(prefix) from b having ${full})) as last),
    compared as (
      select prefix, coalesce(b.destination, a.destination) as destination, a.cost as "costBeforeNanos", b.cost as "costPerMinuteNanos",
        a.connection as "connectionBeforeMicros", b.connection as "connectionCostMicros",
        a.initial || '/' || a.increment as "incrementsBefore", b.initial || '/' || b.increment as increments,
        case when a.place is null then 'new' when b.place is null then 'missing'
          when b.cost > a.cost then 'raised' when b.cost < a.cost then 'lowered'
          when (a.connection, a.grace, a.initial, a.increment) is distinct from (b.connection, b.grace, b.initial, b.increment)
            then 'changed' else 'unchanged' end as change, upto.last
      from a full join b using (prefix) cross join upto where upto.last is null or prefix <= upto.last)`;
}

/** How many prefixes differ, and the first of each kind. */
export async function compareLists(
  db: Db,
  sides: readonly [Side, Side],
  each: number,
): Promise<Readonly<{ counts: ListChangeCounts; first: readonly ListDifference[] }>> {
  const params: Params = [];
  const compared = comparedSql(sides, { after: '', limit: null }, params);
  const { rows } = await db.query<
    Omit<ListDifference, 'change'> & { change: keyof ListChangeCounts; count: bigint }
  >(
    `${compared} select * from (select *, count(*) over (partition by change) as count,
         row_number() over (partition by change order by prefix) as place from compared) placed
     where place <= case change when 'unchanged' then 1 else $${params.push(each)}::int end order by change, prefix`,
    params,
  );
  const counts = { new: 0, missing: 0, raised: 0, lowered: 0, changed: 0, unchanged: 0 };
  const first: ListDifference[] = [];
  for (const { count, change, ...row } of rows) {
    counts[change] = Number(count);
    if (change !== 'unchanged') first.push({ ...row, change });
  }
  return { counts, first };
}

/** The differences among the next prefixes after one, and where to go on; null at the end. */
export async function pageOfDifferences(
  db: Db,
  sides: readonly [Side, Side],
  piece: Readonly<{ after: string; limit: number }>,
): Promise<Readonly<{ rows: readonly ListDifference[]; next: string | null }>> {
  const params: Params = [];
  const compared = comparedSql(sides, piece, params);
  const { rows } = await db.query<ListDifference & { last: string | null }>(
    `${compared} select compared.*, upto.last from upto left join compared on change <> 'unchanged' order by prefix`,
    params,
  );
  return { rows: rows.filter(({ prefix }) => prefix !== null), next: rows[0]?.last ?? null };
}
