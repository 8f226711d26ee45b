/** Exchange rates, each valid until the next one of its pair begins. */
import type { ExchangeRate } from '../../domain/charging/catalogue.ts';
import { groupBy } from '../../domain/group-by.ts';
import { cutPage, readCursor, writeCursor } from '../page-cursor.ts';
import type { Db, Tx } from '../pool.ts';

export type ExchangeRateRow = Readonly<{
  id: bigint;
  fromCurrency: string;
  toCurrency: string;
  rateE10: bigint;
  validFrom: Date;
}>;

/** One page, the newest first. */
export async function listExchangeRates(
  db: Db,
  filter: Readonly<{ from: string | null; to: string | null; cursor?: string | undefined; limit: number }>,
) {
  const place = readCursor(filter.cursor, { order: 'exchange-rates', parts: ['n'] });
  const { rows } = await db.query<ExchangeRateRow>(
    `select id, from_currency as "fromCurrency", to_currency as "toCurrency", rate_e10 as "rateE10", valid_from as "validFrom"
     from exchange_rates where ($1::bigint is null or id < $1)
       and ($2::text is null or from_currency = $2) and ($3::text is null or to_currency = $3) order by id desc limit $4`,
    [place?.[0] ?? null, filter.from, filter.to, filter.limit + 1],
  );
  return cutPage(rows, filter.limit, (row) => writeCursor('exchange-rates', [row.id]));
}

/** Inserts a rate: one unit of `fromCurrency` is worth rateE10 / 1e10 of `toCurrency`. */
export async function insertExchangeRate(tx: Tx, rate: Omit<ExchangeRateRow, 'id'>): Promise<void> {
  await tx.query(
    'insert into exchange_rates (from_currency, to_currency, rate_e10, valid_from) values ($1, $2, $3, $4)',
    [rate.fromCurrency, rate.toCurrency, rate.rateE10, rate.validFrom],
  );
}

/** The rates between two currencies in both directions, by `EUR>USD`, the oldest first. */
export async function exchangeRatesOf(
  db: Db,
  from: string,
  to: string,
): Promise<ReadonlyMap<string, readonly ExchangeRate[]>> {
  const { rows } = await db.query<{ pair: string; validFrom: Date; rateE10: bigint }>(
    `select from_currency || '>' || to_currency as pair, valid_from as "validFrom", rate_e10 as "rateE10"
     from exchange_rates where (from_currency, to_currency) in (($1, $2), ($2, $1)) order by valid_from`,
    [from, to],
  );
  const pairs = groupBy(rows, ({ pair }) => pair);
  return new Map(
    Array.from(pairs, ([pair, rates]) => [
      pair,
      rates.map(({ validFrom, rateE10 }) => ({ validFromMs: validFrom.getTime(), rateE10 })),
    ]),
  );
}

/** What each pair has at its moment, and what its other direction has; null where nothing is set. */
export async function ratesAround(
  db: Db,
  rates: readonly Omit<ExchangeRateRow, 'id' | 'rateE10'>[],
): Promise<readonly Readonly<{ directE10: bigint | null; inverseE10: bigint | null }>[]> {
  const latest = (from: string, to: string) => `(select rate_e10 from exchange_rates
    where from_currency = ${from} and to_currency = ${to} and valid_from <= at order by valid_from desc limit 1)`;
  const { rows } = await db.query<{ directE10: bigint | null; inverseE10: bigint | null }>(
    `select ${latest('a', 'b')} as "directE10", ${latest('b', 'a')} as "inverseE10"
     from unnest($1::text[], $2::text[], $3::timestamptz[]) with ordinality as wanted (a, b, at, place) order by place`,
    [
      rates.map(({ fromCurrency }) => fromCurrency),
      rates.map(({ toCurrency }) => toCurrency),
      rates.map(({ validFrom }) => validFrom),
    ],
  );
  return rows;
}

/** Inserts many at once; one of the very same moment stays as it is. */
export async function insertExchangeRates(
  tx: Tx,
  rates: readonly Omit<ExchangeRateRow, 'id'>[],
): Promise<number> {
  const { rowCount } = await tx.query(
    `insert into exchange_rates (from_currency, to_currency, rate_e10, valid_from)
     select * from unnest($1::text[], $2::text[], $3::bigint[], $4::timestamptz[]) on conflict do nothing`,
    [
      rates.map(({ fromCurrency }) => fromCurrency),
      rates.map(({ toCurrency }) => toCurrency),
      rates.map(({ rateE10 }) => rateE10),
      rates.map(({ validFrom }) => validFrom),
    ],
  );
  return rowCount ?? 0;
}

/** Pairs that ever had a rate, as "EUR>USD". */
export async function knownPairs(db: Db): Promise<ReadonlySet<string>> {
  const { rows } = await db.query<{ pair: string }>(
    `select distinct from_currency || '>' || to_currency as pair from exchange_rates`,
  );
  return new Set(rows.map(({ pair }) => pair));
}

/** Of accounts, prices, products and coupons. */
export async function currenciesInUse(db: Db): Promise<readonly string[]> {
  const { rows } = await db.query<{ currency: string }>(
    `select currency from wallets union select currency from rate_groups union select currency from products
     union select currency from coupon_batches order by 1`,
  );
  return rows.map(({ currency }) => currency);
}

export type CurrentRate = Omit<ExchangeRateRow, 'id'> &
  Readonly<{
    /** What it was before; null = it is the first. */
    previousE10: bigint | null;
  }>;

/** Of each pair what counts at a moment, by pair. */
export async function currentExchangeRates(db: Db, at: Date): Promise<readonly CurrentRate[]> {
  const { rows } = await db.query<CurrentRate>(
    `select distinct on (from_currency, to_currency) from_currency as "fromCurrency", to_currency as "toCurrency",
       rate_e10 as "rateE10", valid_from as "validFrom",
       lag(rate_e10) over (partition by from_currency, to_currency order by valid_from) as "previousE10"
     from exchange_rates where valid_from <= $1 order by from_currency, to_currency, valid_from desc`,
    [at],
  );
  return rows;
}

export type ExchangePosition = Readonly<{ currency: string; micros: bigint }>;

/** What the exchange accounts of an issuer stand at: positive = so much more came in than went out in this currency. */
export async function exchangePositions(db: Db, issuerId: bigint): Promise<readonly ExchangePosition[]> {
  const { rows } = await db.query<ExchangePosition>(
    `select t.currency, sum(case when c.kind = 'exchange' then t.amount_micros else -t.amount_micros end)::bigint as micros
     from ledger_transfers t join ledger_accounts c on c.id = t.credit_account_id
     where t.counterpart_id is not null and t.issuer_id = $1 group by 1 order by 1`,
    [issuerId],
  );
  return rows;
}
