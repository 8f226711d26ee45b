/** What a call costs at each level, and how long each can pay for it. */
import { assert } from '../assert.ts';
import type { HoldTerms } from '../rating/hold.ts';
import type { ListedRate } from '../rating/prefix-table.ts';
import type { Terms } from '../rating/rate.ts';
import { availableMicros, type BookWallet } from './book.ts';
import { exchangeRateE10, type Catalogue, type KnownRateGroup, type Payer } from './catalogue.ts';
import {
  affordableFor,
  freeSecondsOf,
  frozenPackages,
  packagesFor,
  type LevelPackage,
} from './free-seconds.ts';
import { writeTerms, type Failure, type FrozenLevel } from './frozen.ts';
import { priceIn } from './price-list.ts';
import type { Reason } from './reasons.ts';
import { termsOfRate } from './terms-of-rate.ts';

/** One who pays: the caller, or a distributor above. */
export type Level = Readonly<{
  payer: Payer;
  wallet: BookWallet;
  group: Pick<KnownRateGroup, 'id' | 'name'>;
  /** In which the rate is. */
  rateCurrency: string;
  rate: Pick<ListedRate, 'id' | 'prefix' | 'destination'> & Partial<Pick<ListedRate, 'accountId'>>;
  terms: Terms;
  hold: HoldTerms;
  /** That cover the number; none of most accounts. */
  packages: readonly LevelPackage[];
}>;

/** With the price list and the rate that routes are chosen by. */
export type PricedLevel = Level & Readonly<{ group: KnownRateGroup; rate: ListedRate }>;

/**
 * What the call costs at every level, the caller first; or the level that has no price for it. The caller may buy at
 * another price list than its own.
 */
export function priceLevels(
  catalogue: Catalogue,
  payers: readonly Payer[],
  wallets: readonly BookWallet[],
  number: string,
  now: Date,
  callersGroupId = payers[0]?.account.rateGroupId ?? null,
): readonly PricedLevel[] | (Failure & { reason: Reason }) {
  const levels: PricedLevel[] = [];
  for (const [level, payer] of payers.entries()) {
    const { account, wallet: known } = payer;
    const groupId = level === 0 ? callersGroupId : account.rateGroupId;
    const group = groupId === null ? undefined : catalogue.rateGroups.get(groupId);
    if (group === undefined || !group.isActive) {
      return { reason: 'no_rate_group', level, figures: group === undefined ? [] : [group.name] };
    }
    const price = priceIn(catalogue, group, number, { accountId: account.id, atMs: now.getTime() });
    if (price === null) return { reason: 'no_rate_for_destination', level, figures: [number, group.name] };
    const { rate, currency, markUpPpm } = price;
    const exchange = exchangeRateE10(catalogue, currency, known.currency, now.getTime());
    if (exchange === null) return { reason: 'no_exchange_rate', level, figures: [currency, known.currency] };
    const wallet = wallets[level];
    assert(wallet !== undefined, 'each level has its wallet');
    const priced = termsOfRate(rate, markUpPpm, exchange);
    const call = { number, hold: priced.hold, atMs: now.getTime() };
    const packages = packagesFor(catalogue, payer, wallet, call);
    levels.push({ payer, wallet, group, rate, rateCurrency: currency, ...priced, packages });
  }
  return levels;
}

/**
 * Seconds that every level can pay for, above `secondsBefore`; no more than these, and the lowest level that cannot pay more, where
 * not even the next interval can be paid.
 */
export function affordable(levels: readonly Level[], secondsMax: number, secondsBefore = 0) {
  let seconds = secondsMax;
  for (const [level, each] of levels.entries()) {
    const payable = affordableFor(purchaseAt(each), availableMicros(each.wallet), secondsMax);
    seconds = Math.min(seconds, payable);
    if (seconds <= secondsBefore) return { seconds, level };
  }
  return { seconds, level: 0 };
}

/** What a level buys a new call by. */
export function purchaseAt({ terms, hold, packages }: Level) {
  return { terms, hold, freeSeconds: freeSecondsOf({ packages }) };
}

type Frozen = Readonly<{ group: Level['group']; rateCurrency: string; level: FrozenLevel }>;

/** The same payer buys by the same terms in call after call: the calls share what is frozen of it. */
const frozenLevels = new WeakMap<Terms, WeakMap<Payer, Frozen>>();

export function frozenLevel(level: Level): FrozenLevel {
  const { payer, group, rateCurrency, terms, packages } = level;
  // What is left of a package is another number in each call.
  if (packages.length > 0) return { ...freeze(level), packages: frozenPackages(packages) };
  let ofPayers = frozenLevels.get(terms);
  if (ofPayers === undefined) frozenLevels.set(terms, (ofPayers = new WeakMap()));
  const before = ofPayers.get(payer);
  if (before?.group === group && before.rateCurrency === rateCurrency) return before.level;
  const frozen = { group, rateCurrency, level: freeze(level) };
  ofPayers.set(payer, frozen);
  return frozen.level;
}

function freeze({ payer, group, rate, rateCurrency, terms }: Level): FrozenLevel {
  return {
    accountId: String(payer.account.id),
    walletId: String(payer.wallet.id),
    issuerId: String(payer.wallet.issuerId),
    revenueAccountId: String(payer.wallet.revenueAccountId),
    currency: payer.wallet.currency,
    rateGroup: group.name,
    rateId: String(rate.id),
    prefix: rate.prefix,
    destination: rate.destination,
    // One of the owner of the list, on whose purchase price it stands, is personal to that.
    ...(rate.accountId === payer.account.id ? { isPersonal: true as const } : {}),
    rateCurrency,
    terms: writeTerms(terms),
  };
}
