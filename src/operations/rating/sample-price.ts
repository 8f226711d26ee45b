/** What a call would cost an account that is not made yet, by the code that prices calls. */
import { isStaff, type Actor } from '../../domain/accounts/actor.ts';
import { isWithin } from '../../domain/accounts/tree.ts';
import { exchangeRateE10 } from '../../domain/charging/catalogue.ts';
import { toE164 } from '../../domain/numbering/e164.ts';
import { fieldProblem, Problem } from '../../domain/problem.ts';
import { priceIn as priceInLists } from '../../domain/charging/price-list.ts';
import type { ListedRate } from '../../domain/rating/prefix-table.ts';
import { billedSeconds, priceMicros } from '../../domain/rating/price.ts';
import type { Terms } from '../../domain/rating/rate.ts';
import { findAccount, ownAccount, type AccountNode } from '../../postgres/accounts/find-account.ts';
import { exchangeRatesOf } from '../../postgres/rating/exchange-rates.ts';
import { listOf, pricedBy, type PriceList } from '../../postgres/rating/price-list.ts';
import type { Db } from '../../postgres/pool.ts';
import { listsFor } from './lists-for.ts';
import { sellerUnder } from '../accounts/resolve-references.ts';
import { exampleNumber } from '../numbering/example-number.ts';
import { inFrontOfWall } from '../../postgres/wall.ts';

type SampleWarning =
  | 'rate_group_inactive'
  | 'no_rate'
  | 'no_rate_for_own_country'
  | 'no_exchange_rate'
  | 'below_cost';

type SampleQuestion = Readonly<{
  rateGroupId: string;
  /** The reseller above the new account; null = whoever asks. */
  parentId: string | null;
  /** Of the new account. */
  currency: string;
  /** ISO 3166; whose dialling rules read the number, and whose example is taken without one. */
  country: string;
  number: string | null;
  talkSeconds: number;
}>;

type SamplePrice = Readonly<{
  /** E.164 digits; null where no example of the country is known. */
  number: string | null;
  /** Null where the list has no rate, or where no exchange rate leads to the account's currency. */
  priced: Readonly<{
    rate: ListedRate;
    micros: bigint;
    billedSeconds: number;
    exchangeRateE10: bigint;
  }> | null;
  rateCurrency: string;
  warnings: readonly SampleWarning[];
}>;

type Asked = Readonly<{ number: string; currency: string; talkSeconds: number; atMs: number }>;

/**
 * Throws `not_found` for a price list that this account could not have, or whose prices the actor may not see
 * (those of a reseller below), and `invalid_input` at `number` for what is no telephone number.
 */
export async function samplePrice(
  db: Db,
  actor: Actor,
  question: SampleQuestion,
  now: Date,
): Promise<SamplePrice> {
  const { parentId } = question;
  const parent =
    parentId === null
      ? await ownAccount(db, actor.ownerId)
      : await findAccount(db, parentId, actor.scopePath);
  // The list may be that of somebody above, by which the account would buy.
  return inFrontOfWall(() => priceUnder(db, actor, parent, question, now));
}

async function priceUnder(
  db: Db,
  actor: Actor,
  parent: AccountNode,
  { rateGroupId, currency, country, number: dialled, talkSeconds }: SampleQuestion,
  now: Date,
): Promise<SamplePrice> {
  const seller = await sellerUnder(db, parent);
  const list = await listOf(db, rateGroupId, seller.id);
  if (list === null || !maySeePrices(actor, seller)) throw new Problem('not_found');
  const example = exampleNumber(country);
  const number = dialled === null ? example : toE164(dialled, country);
  if (number === null && dialled !== null) {
    const message = `"${dialled}" is no telephone number. Type it with "+", or as it is dialled in the country of the account.`;
    throw fieldProblem('number', 'number_invalid', message);
  }
  const atMs = now.getTime();
  const asked = number === null ? null : { number, currency, talkSeconds, atMs };
  const found = asked === null ? null : await priceIn(db, list, asked);
  const ofCountry =
    example === null || example === number
      ? found
      : await priceIn(db, list, { currency, talkSeconds, atMs, number: example });
  const warnings: SampleWarning[] = [];
  if (!list.isActive) warnings.push('rate_group_inactive');
  if (dialled !== null && found === 'no_rate') warnings.push('no_rate');
  if (ofCountry === 'no_rate') warnings.push('no_rate_for_own_country');
  if (found === 'no_exchange_rate') warnings.push('no_exchange_rate');
  const priced = typeof found === 'string' ? null : found;
  if (asked !== null && priced !== null && (await isBelowCost(db, actor, seller, asked, priced.micros)))
    warnings.push('below_cost');
  return { number, priced, rateCurrency: priced?.rateCurrency ?? list.currency, warnings };
}

/** One's own prices, and those that a commission reseller's customers pay to whoever is above it. */
function maySeePrices(actor: Actor, seller: AccountNode): boolean {
  return isStaff(actor) || seller.id === actor.ownerId || !isWithin(seller.path, actor.scopePath);
}

async function priceIn(db: Db, list: PriceList, { number, currency, talkSeconds, atMs }: Asked) {
  // A new account has no personal rate.
  const { lists, group } = await listsFor(db, list, [number]);
  const price = priceInLists(lists, group, number, { accountId: 0n, atMs });
  if (price === null) return 'no_rate';
  const { rate, markUpPpm } = price;
  const exchangeRates = await exchangeRatesOf(db, price.currency, currency);
  // Nothing else of the catalogue is looked at.
  const exchange = exchangeRateE10({ exchangeRates }, price.currency, currency, atMs);
  if (exchange === null) return 'no_exchange_rate';
  const terms: Terms = { ...rate, markUpPpm, exchangeRateE10: exchange };
  return {
    rate,
    rateCurrency: price.currency,
    micros: priceMicros(terms, talkSeconds),
    billedSeconds: billedSeconds(rate, talkSeconds),
    exchangeRateE10: exchange,
  };
}

/** Whether a reseller sells below what it pays for the same call; what somebody above pays is nobody's to know. */
async function isBelowCost(
  db: Db,
  actor: Actor,
  seller: AccountNode,
  asked: Asked,
  micros: bigint,
): Promise<boolean> {
  if (seller.kind === 'operator' || !isWithin(seller.path, actor.scopePath)) return false;
  const list = await pricedBy(db, seller.id);
  if (list === null) return false;
  const cost = await priceIn(db, list, asked);
  return typeof cost !== 'string' && micros < cost.micros;
}
