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
  filter: Readonly<{ cursor?: string | undefined; limit: number }>,
) {
  const place = readCursor(filter.cursor, { order: 'exchange-rates', parts: ['n'] });
  const { rows } = await db.query<ExchangeRateRow>(
    `select id, from_currency as "fromCurrency", to_currency as "toCurrency", rate_e10 as "rateE10", valid_from as "validFrom"
     from exchange_rates where ($1::bigint is null or id < $1) order by id desc limit $2`,
    [place?.[0] ?? null, filter.limit + 1],
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
