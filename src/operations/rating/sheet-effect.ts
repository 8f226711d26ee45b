/** What a sheet that is not imported yet would have meant for last month's calls. */
import { Problem } from '../../domain/problem.ts';
import { withSheet } from '../../domain/rating/sheet-changes.ts';
import { prefixesOf } from '../../postgres/rating/price-list.ts';
import type { RateGroupRow } from '../../postgres/rating/rate-groups.ts';
import { changesOfPrefixes } from '../../postgres/rating/sheet-rates.ts';
import type { Db, Tx } from '../../postgres/pool.ts';
import { inFrontOfWall } from '../../postgres/wall.ts';
import { priceChanged } from '../charging/price-again.ts';
import type { Effect, Traffic } from '../charging/replay-traffic.ts';

/**
 * After `compareSheet`: what the sheet says for the numbers of the calls, whose prices are compared when the transaction is over.
 * At `at` all of the sheet is in force. Null where an exchange rate is missing.
 */
export async function readEffect(
  tx: Tx,
  group: RateGroupRow,
  { calls, isPartial }: Traffic,
  at: Date,
): Promise<(db: Db) => Promise<Effect | null>> {
  const prefixes = prefixesOf(calls.map(({ destinationNumber }) => destinationNumber));
  const changes = await changesOfPrefixes(tx, prefixes);
  const { currency } = group;
  return async (db) => {
    try {
      const replay = await inFrontOfWall(() =>
        priceChanged(db, group, calls, {
          currency,
          at,
          field: 'file',
          change: (rates) => withSheet(rates, changes),
        }),
      );
      return { ...replay, isPartial };
    } catch (error) {
      if (error instanceof Problem) return null;
      throw error;
    }
  };
}
