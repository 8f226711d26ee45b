/** What the first interval of a call costs each of those who pay at least, whatever number is dialled. */
import { cheapestRate } from '../rating/cheapest-rate.ts';
import { holdTermsOf } from '../rating/hold.ts';
import { exchangeRateE10, payersOf, type Catalogue, type KnownAccount } from './catalogue.ts';
import { ratesOtherwise } from './cli-pool.ts';

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
      const rate = cheapestRate(group.rates, { accountId: payer.id, atMs });
      const exchange = exchangeRateE10(catalogue, group.currency, wallet.currency, atMs);
      if (rate === null || exchange === null) return [];
      return [holdTermsOf({ ...rate, markUpPpm: group.markUpPpm, exchangeRateE10: exchange }).firstMicros];
    });
    return costs.reduce<bigint | null>(
      (least, each) => (least === null || each < least ? each : least),
      null,
    );
  });
}

/** Of the caller also the list by which its CLI pool may rate. */
function listsOf(payer: KnownAccount, level: number): readonly (bigint | null)[] {
  return level === 0 && ratesOtherwise(payer.cliPool)
    ? [payer.rateGroupId, payer.nonCliRateGroupId]
    : [payer.rateGroupId];
}
