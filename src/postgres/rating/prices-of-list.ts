/** What a price list asks for each prefix, by its own rates and by those of the lists that it passes on; and two lists side by side. */
import type { ListChangeCounts, ListDifference } from '../../domain/rating/list-differences.ts';
import { groupBy } from '../../domain/group-by.ts';
import { likeOf } from '../accounts/list-accounts.ts';
import { countUpTo, type CountUpTo } from '../count-up-to.ts';
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
/** Prefixes after one, up to another one; null = to the last. */
type Piece = Readonly<{ after: string; upto: string | null }>;

/**
 * A statement for the prices of a piece by prefix: the first list that has a prefix counts, and in it a personal rate. By its bounds and
 * not by a limit, which PostgreSQL does not see through a `distinct`: it would put all that is left of a list in order for each piece.
 */
function pricesSql(levels: readonly ListLevel[], at: Date, { after, upto }: Piece, params: Params): string {
  const param = (value: unknown) => `$${params.push(value)}`;
  const moment = `${param(at)}::timestamptz`;
  const bounds = `prefix > ${param(after)}::text${upto === null ? '' : ` and prefix <= ${param(upto)}::text`}`;
  const parts = levels.map(({ rateGroupId, accountId, markUpPpm, currency }, place) => {
    const factor = `${param(1_000_000n + markUpPpm)}::numeric / 1000000`;
    return `(select distinct on (prefix) ${place} as place, prefix, destination, ${param(currency)}::text as currency,
        round(connection_cost_micros * ${factor})::bigint as connection, round(cost_per_minute_nanos * ${factor})::bigint as cost,
        grace_seconds as grace, initial_increment_seconds as initial, increment_seconds as increment, strip_digits, add_prefix
      from rates where rate_group_id = ${param(rateGroupId)} and (account_id is null or account_id = ${param(accountId)}::bigint)
        and ${KNOWN_RATES} and valid_from <= ${moment} and (valid_to is null or valid_to > ${moment}) and ${bounds}
      order by prefix, account_id is null)`;
  });
  const [only] = parts;
  return parts.length === 1 && only !== undefined
    ? only
    : `select distinct on (prefix) * from (${parts.join(' union all ')}) each order by prefix, place`;
}

/** The last prefix of the piece after a prefix, of so many rows of some list; null = what is left is less of all of them. */
async function endOfPiece(
  db: Db,
  levels: readonly ListLevel[],
  { after, rows: size }: Readonly<{ after: string; rows: number }>,
): Promise<string | null> {
  const { rows } = await db.query<{ last: string | null }>(
    `select min(last) as last from unnest($1::bigint[]) list (id), lateral (
       select prefix as last from rates where rate_group_id = list.id and prefix > $2 order by prefix offset $3 - 1 limit 1) ends`,
    [levels.map(({ rateGroupId }) => rateGroupId), after, size],
  );
  return rows[0]?.last ?? null;
}

export type ListedPrice = NewRate & Readonly<{ currency: string }>;

/** The prices after a prefix, in the order of prefixes, of about so many rows of the lists; and where to go on, null at the end. */
export async function pageOfPrices(
  db: Db,
  levels: readonly ListLevel[],
  { at, after, size }: Readonly<{ at: Date; after: string; size: number }>,
): Promise<Readonly<{ rows: readonly ListedPrice[]; next: string | null }>> {
  const upto = await endOfPiece(db, levels, { after, rows: size });
  const params: Params = [];
  const { rows } = await db.query<ListedPrice>(
    `select prefix, destination, currency, connection as "connectionCostMicros", cost as "costPerMinuteNanos",
       grace as "graceSeconds", initial as "initialIncrementSeconds", increment as "incrementSeconds",
       strip_digits as "stripDigits", add_prefix as "addPrefix"
     from (${pricesSql(levels, at, { after, upto }, params)}) prices order by prefix`,
    params,
  );
  return { rows, next: upto };
}

/** Which prefixes are looked for. `q`: a destination, or the digits that a prefix begins with. */
export type PricedAt = Readonly<{ at: Date; q?: string | undefined }>;

/** The prefixes that a list asks something for, its own and those that it passes on, by what the destination is called there. */
function prefixesSql(levels: readonly ListLevel[], { at, q }: PricedAt, params: Params): string {
  const param = (value: unknown) => `$${params.push(value)}`;
  const moment = `${param(at)}::timestamptz`;
  const isDigits = /^\d+$/.test(q ?? '');
  const words = isDigits ? null : likeOf(q);
  const begun = isDigits ? `and starts_with(prefix, ${param(q)}::text)` : '';
  const sources = levels.map(
    ({ rateGroupId, accountId }) => `from rates where rate_group_id = ${param(rateGroupId)}::bigint
      and (account_id is null or account_id = ${param(accountId)}::bigint) and ${KNOWN_RATES}
      and valid_from <= ${moment} and (valid_to is null or valid_to > ${moment})`,
  );
  const named = words === null ? '' : `and lower(destination) like ${param(words)}::text`;
  const found = sources.map((source) => `select prefix ${source} ${begun} ${named}`).join(' union all ');
  if (words === null) return `select distinct prefix from (${found}) found`;
  const first = sources
    .map(
      (source, place) =>
        `select ${place} as place, account_id, destination ${source} and prefix = found.prefix`,
    )
    .join(' union all ');
  return `select distinct prefix from (${found}) found where lower(
    (select destination from (${first}) each order by place, account_id is null limit 1)) like $${params.length}`;
}

/** So many prefixes with a price after one, in their order. */
export async function pricedPrefixes(
  db: Db,
  levels: readonly ListLevel[],
  { after, size, ...asked }: PricedAt & Readonly<{ after: string; size: number }>,
): Promise<readonly string[]> {
  const params: Params = [];
  const sql = prefixesSql(levels, asked, params);
  const { rows } = await db.query<{ prefix: string }>(
    `select prefix from (${sql}) priced where prefix > $${params.push(after)} order by prefix limit $${params.push(size)}`,
    params,
  );
  return rows.map(({ prefix }) => prefix);
}

/** How many prefixes have a price. */
export function countPricedPrefixes(
  db: Db,
  levels: readonly ListLevel[],
  asked: PricedAt,
): Promise<CountUpTo> {
  const params: Params = [];
  const sql = prefixesSql(levels, asked, params);
  return countUpTo(db, params, (limit) => `${sql} ${limit}`);
}

type Side = Readonly<{ levels: readonly ListLevel[]; at: Date }>;
type Sides = readonly [Side, Side];

function comparedSql([a, b]: Sides, piece: Piece, params: Params): string {
  const sideOf = ({ levels, at }: Side) => pricesSql(levels, at, piece, params);
  return `select prefix, coalesce(b.destination, a.destination) as destination, a.cost as "costBeforeNanos", b.cost as "costPerMinuteNanos",
      a.connection as "connectionBeforeMicros", b.connection as "connectionCostMicros",
      a.initial || '/' || a.increment as "incrementsBefore", b.initial || '/' || b.increment as increments,
      case when a.place is null then 'new' when b.place is null then 'missing'
        when b.cost > a.cost then 'raised' when b.cost < a.cost then 'lowered'
        when (a.connection, a.grace, a.initial, a.increment) is distinct from (b.connection, b.grace, b.initial, b.increment)
          then 'changed' else 'unchanged' end as change
    from (${sideOf(a)}) a full join (${sideOf(b)}) b using (prefix)`;
}

const levelsOf = ([a, b]: Sides) => [...a.levels, ...b.levels];

type CountedRow = Readonly<{ kind: keyof ListChangeCounts; count: bigint }> &
  (ListDifference | Readonly<{ prefix: null }>);

/**
 * How many prefixes differ, and the first of each kind, by pieces of about `size` rows of the lists; null when `isLate` says so
 * before the end. To be read in one snapshot.
 */
export async function compareLists(
  db: Db,
  sides: Sides,
  { each, size, isLate }: Readonly<{ each: number; size: number; isLate: () => boolean }>,
): Promise<Readonly<{ counts: ListChangeCounts; first: readonly ListDifference[] }> | null> {
  const counts = { new: 0, missing: 0, raised: 0, lowered: 0, changed: 0, unchanged: 0 };
  const first: Record<keyof ListChangeCounts, ListDifference[]> = {
    changed: [],
    lowered: [],
    missing: [],
    new: [],
    raised: [],
    unchanged: [],
  };
  for (let after: string | null = ''; after !== null; ) {
    if (isLate()) return null;
    const upto: string | null = await endOfPiece(db, levelsOf(sides), { after, rows: size });
    const params: Params = [];
    const compared = comparedSql(sides, { after, upto }, params);
    const { rows } = await db.query<CountedRow>(
      `with compared as materialized (${compared}),
         counts as (select change as kind, count(*) from compared group by change)
       select counts.*, first.* from counts left join lateral (
         select * from compared where change = kind and change <> 'unchanged' order by prefix limit $${params.push(each)}) first on true
       order by prefix`,
      params,
    );
    for (const [kind, found] of groupBy(rows, (row) => row.kind)) {
      counts[kind] += Number(found[0]?.count ?? 0n);
      const listed = first[kind];
      for (const { kind: _kind, count: _count, ...row } of found)
        if (row.prefix !== null && listed.length < each) listed.push(row);
    }
    after = upto;
  }
  return { counts, first: Object.values(first).flat() };
}

/** The differences after a prefix, of about so many rows of the lists, and where to go on; null at the end. */
export async function pageOfDifferences(
  db: Db,
  sides: Sides,
  { after, size }: Readonly<{ after: string; size: number }>,
): Promise<Readonly<{ rows: readonly ListDifference[]; next: string | null }>> {
  const upto = await endOfPiece(db, levelsOf(sides), { after, rows: size });
  const params: Params = [];
  const compared = comparedSql(sides, { after, upto }, params);
  const { rows } = await db.query<ListDifference>(
    `select * from (${compared}) compared where change <> 'unchanged' order by prefix`,
    params,
  );
  return { rows, next: upto };
}
