/** What a price list asks for each prefix: the prices that customers pay, by the code that prices their calls. */
import { priceIn } from '../../domain/charging/price-list.ts';
import { divideHalfUp } from '../../domain/money.ts';
import type { NumberChange } from '../../domain/rating/number-change.ts';
import { findRate } from '../../domain/rating/prefix-table.ts';
import { PPM } from '../../domain/rating/rate.ts';
import type { CountUpTo } from '../../postgres/count-up-to.ts';
import { cutPage, readCursor, writeCursor } from '../../postgres/page-cursor.ts';
import type { Db } from '../../postgres/pool.ts';
import {
  countPricedPrefixes,
  pricedPrefixes,
  type ListedPrice,
  type PricedAt,
} from '../../postgres/rating/prices-of-list.ts';
import type { RateGroupRow } from '../../postgres/rating/rate-groups.ts';
import { inFrontOfWall } from '../../postgres/wall.ts';
import { levelsOfList } from './levels-of-list.ts';
import { listsFor } from './lists-for.ts';

export type PriceOfList = Omit<ListedPrice, keyof NumberChange> & Readonly<{ isOwnRate: boolean }>;

/** Personal rates are prices of one account: nobody’s are looked at. */
const NOBODY = 0n;

/**
 * One page by prefix, with the mark-up, to a billionth a minute. Prices that are passed on belong to those above: no more
 * of them leaves than what the list makes of them.
 */
export function listPrices(
  db: Db,
  group: RateGroupRow,
  { at, q, cursor, limit }: PricedAt & Readonly<{ cursor?: string | undefined; limit: number }>,
): Promise<Readonly<{ rows: readonly PriceOfList[]; nextCursor: string | null }>> {
  const after = readCursor(cursor, { order: 'prices', parts: ['s'] })?.[0] ?? '';
  return inFrontOfWall(async () => {
    const levels = await levelsOfList(db, group);
    const prefixes = await pricedPrefixes(db, levels, { at, q, after: String(after), size: limit + 1 });
    const page = cutPage(prefixes, limit, (prefix) => writeCursor('prices', [prefix]));
    return { ...page, rows: await pricesOf(db, group, page.rows, at) };
  });
}

/** How many prefixes the list has a price for. */
export function countPrices(db: Db, group: RateGroupRow, asked: PricedAt): Promise<CountUpTo> {
  return inFrontOfWall(async () => countPricedPrefixes(db, await levelsOfList(db, group), asked));
}

async function pricesOf(
  db: Db,
  group: RateGroupRow,
  prefixes: readonly string[],
  at: Date,
): Promise<readonly PriceOfList[]> {
  const { lists, group: list } = await listsFor(db, group, prefixes);
  const asked = { accountId: NOBODY, atMs: at.getTime() };
  return prefixes.flatMap((prefix) => {
    const price = priceIn(lists, list, prefix, asked);
    // Somebody ended it in between.
    if (price?.rate.prefix !== prefix) return [];
    const { rate, currency, markUpPpm } = price;
    const marked = (value: bigint) => divideHalfUp(value * (PPM + markUpPpm), PPM);
    return [
      {
        prefix,
        destination: rate.destination,
        currency,
        connectionCostMicros: marked(rate.connectionCostMicros),
        costPerMinuteNanos: marked(rate.costPerMinuteNanos),
        graceSeconds: rate.graceSeconds,
        initialIncrementSeconds: rate.initialIncrementSeconds,
        incrementSeconds: rate.incrementSeconds,
        isOwnRate: findRate(list.rates, prefix, asked)?.id === rate.id,
      },
    ];
  });
}
