/** What the first interval of a call costs each of those who pay at least, whatever number is dialled. */
import { cheapestRate } from '../rating/cheapest-rate.ts';
import { holdTermsOf } from '../rating/hold.ts';
import type { Rate } from '../rating/rate.ts';
import {
  exchangeRateE10,
  payersOf,
  type Catalogue,
  type KnownAccount,
  type KnownRateGroup,
} from './catalogue.ts';
import { ratesOtherwise } from './cli-pool.ts';
import { purchaseOf, together, type ListPrice } from './price-list.ts';

/**
 * Micros of each wallet’s currency, the caller first, then each distributor above; null where no price is known at all.
 * An account that the catalogue does not know yet has none.
 */
export function cheapestStarts(
  catalogue: Catalogue,
  accountId: bigint,
  now: Date,
): readonly (bigint | null)[] {
  const account = catalogue.accounts.get(accountId);
  if (account === undefined) return [];
  return (payersOf(catalogue, account) ?? []).map(({ account: payer, wallet }, level) => {
    const costs = listsOf(payer, level).flatMap((id) => {
      const group = id === null ? undefined : catalogue.rateGroups.get(id);
      if (group === undefined || !group.isActive) return [];
      const atMs = now.getTime();
      return cheapestIn(catalogue, group, { accountId: payer.id, atMs }).flatMap((price) => {
        const exchange = exchangeRateE10(catalogue, price.currency, wallet.currency, atMs);
        if (exchange === null) return [];
        const terms = { ...price.rate, markUpPpm: price.markUpPpm, exchangeRateE10: exchange };
        return [holdTermsOf(terms).firstMicros];
      });
    });
    return costs.reduce<bigint | null>(
      (least, each) => (least === null || each < least ? each : least),
      null,
    );
  });
}

/** The cheapest rate of a list, and of the one that it passes on, which it may have other prices for: the least is no more than true. */
function cheapestIn(
  catalogue: Catalogue,
  group: KnownRateGroup,
  { accountId, atMs }: Readonly<{ accountId: bigint; atMs: number }>,
): readonly (Omit<ListPrice, 'rate'> & Readonly<{ rate: Rate }>)[] {
  const { currency, markUpPpm } = group;
  const rate = cheapestRate(group.rates, { accountId, atMs });
  if (group.basis === 'own_rates') return rate === null ? [] : [{ rate, currency, markUpPpm }];
  const bought = purchaseOf(catalogue, group);
  const prices = bought === null ? [] : cheapestIn(catalogue, bought, { accountId: group.ownerId, atMs });
  const passedOn = prices.map((price) => ({ ...price, markUpPpm: together(price.markUpPpm, markUpPpm) }));
  return rate === null ? passedOn : [{ rate, currency, markUpPpm: 0n }, ...passedOn];
}

/** Of the caller also the list by which its CLI pool may rate. */
function listsOf(payer: KnownAccount, level: number): readonly (bigint | null)[] {
  return level === 0 && ratesOtherwise(payer.cliPool)
    ? [payer.rateGroupId, payer.nonCliRateGroupId]
    : [payer.rateGroupId];
}
