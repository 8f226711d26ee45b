/** A price list with the lists that it passes on, as far as some numbers are concerned: what prices them without charging's memory. */
import { known } from '../../domain/assert.ts';
import type { KnownRateGroup } from '../../domain/charging/catalogue.ts';
import type { ListedRate } from '../../domain/rating/prefix-table.ts';
import { readRateGroupsOf } from '../../postgres/charging/catalogue-rows.ts';
import { pricedBy, type PriceList, type RateOfList } from '../../postgres/rating/price-list.ts';
import type { Db } from '../../postgres/pool.ts';

/** The rates that a list would have, of those that it has. */
export type ChangeRates = (rates: readonly RateOfList[]) => readonly ListedRate[];

/** For `priceIn`. `numbers` are E.164 digits. */
export async function listsFor(
  db: Db,
  list: Pick<PriceList, 'id' | 'ownerId' | 'basis'>,
  numbers: Iterable<string>,
  change?: ChangeRates,
) {
  const accounts = new Map<bigint, Readonly<{ rateGroupId: bigint }>>();
  const ids = [list.id];
  for (let last = list; last.basis === 'purchase'; ) {
    const bought = await pricedBy(db, last.ownerId);
    if (bought === null) break;
    accounts.set(last.ownerId, { rateGroupId: bought.id });
    ids.push(bought.id);
    last = bought;
  }
  const rateGroups = new Map<bigint, KnownRateGroup>();
  for (const group of await readRateGroupsOf(db, ids, numbers, (id, rates) =>
    id === list.id && change !== undefined ? change(rates) : rates,
  ))
    rateGroups.set(group.id, group);
  return { lists: { accounts, rateGroups }, group: known(rateGroups.get(list.id), 'the list') };
}
