/** What a price list asks for a number: by its own rates, or by what its owner pays, and a mark-up. */
import { divideHalfUp } from '../money.ts';
import { findRate, type ListedRate } from '../rating/prefix-table.ts';
import { PPM } from '../rating/rate.ts';
import type { Catalogue, KnownAccount, KnownRateGroup } from './catalogue.ts';

export type ListPrice = Readonly<{
  rate: ListedRate;
  /** Of the rate: a price that is passed on keeps its currency. */
  currency: string;
  markUpPpm: bigint;
}>;

type Lists = Readonly<{
  accounts: ReadonlyMap<bigint, Pick<KnownAccount, 'rateGroupId'>>;
  rateGroups: Catalogue['rateGroups'];
}>;

/**
 * Null where the list has no price. In a list on the purchase price the longest prefix counts, its own rate at equal length;
 * its own rates are prices as they are, and the mark-up is on what the owner pays, its personal rates included.
 */
export function priceIn(
  lists: Lists,
  group: KnownRateGroup,
  number: string,
  { accountId, atMs }: Readonly<{ accountId: bigint; atMs: number }>,
): ListPrice | null {
  const { currency, markUpPpm } = group;
  const rate = findRate(group.rates, number, { accountId, atMs });
  if (group.basis === 'own_rates') return rate === null ? null : { rate, currency, markUpPpm };
  // Whose list the owner buys by is above it: this ends at the operator's.
  const bought = purchaseOf(lists, group);
  const price = bought && priceIn(lists, bought, number, { accountId: group.ownerId, atMs });
  if (rate !== null && (price === null || rate.prefix.length >= price.rate.prefix.length))
    return { rate, currency, markUpPpm: 0n };
  return price && { ...price, markUpPpm: together(price.markUpPpm, markUpPpm) };
}

/** The active list by which the owner of a list buys; null for none. */
export function purchaseOf(
  { accounts, rateGroups }: Lists,
  { ownerId }: Readonly<{ ownerId: bigint }>,
): KnownRateGroup | null {
  const bought = rateGroups.get(accounts.get(ownerId)?.rateGroupId ?? -1n);
  return bought?.isActive === true ? bought : null;
}

/** One mark-up on another, to the whole millionth: 10 % on 10 % is 21 %. */
export function together(firstPpm: bigint, secondPpm: bigint): bigint {
  return divideHalfUp((PPM + firstPpm) * (PPM + secondPpm), PPM) - PPM;
}
