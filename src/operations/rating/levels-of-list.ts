/** The lists by which a price list asks, from itself up to the one whose prices it passes on. */
import { together } from '../../domain/charging/price-list.ts';
import { readRateGroups } from '../../postgres/charging/catalogue-rows.ts';
import type { Db } from '../../postgres/pool.ts';
import { pricedBy } from '../../postgres/rating/price-list.ts';
import type { ListLevel } from '../../postgres/rating/prices-of-list.ts';
import type { RateGroupRow } from '../../postgres/rating/rate-groups.ts';

/** As `priceIn` prices: rates of a list that passes prices on are prices as they are, and a list that is not active is not passed on. */
export async function levelsOfList(
  db: Db,
  group: Pick<RateGroupRow, 'id' | 'ownerId' | 'basis' | 'markUpPpm' | 'currency'>,
): Promise<readonly ListLevel[]> {
  const levels: ListLevel[] = [];
  // The mark-ups of the lists below, the nearest last.
  const below: bigint[] = [];
  let accountId: bigint | null = null;
  for (let list = group; ; ) {
    const isPassedOn = list.basis === 'purchase';
    const own = isPassedOn ? 0n : list.markUpPpm;
    // From the top downwards, because each step rounds.
    const markUpPpm = below.reduceRight((sum, ppm) => together(sum, ppm), own);
    levels.push({ rateGroupId: list.id, accountId, markUpPpm, currency: list.currency });
    if (!isPassedOn) return levels;
    const bought = await pricedBy(db, list.ownerId);
    const [terms] = bought === null ? [] : await readRateGroups(db, [bought.id]);
    if (terms === undefined || !terms.isActive) return levels;
    below.push(list.markUpPpm);
    accountId = list.ownerId;
    list = terms;
  }
}
