/** Finds out who pays what for a product, from the account that has it up to the seller that resells nothing more. */
import { isStaff, type Actor } from '../../domain/accounts/actor.ts';
import { isWithin } from '../../domain/accounts/tree.ts';
import { exchangeRateE10 } from '../../domain/charging/catalogue.ts';
import { currencyDigits, formatMoney, trimmed } from '../../domain/money.ts';
import { Problem } from '../../domain/problem.ts';
import type { Level, PricedProduct, Shortage } from '../../domain/products/levels.ts';
import { commissionRows, levelRows, type LevelRow } from '../../postgres/products/level-rows.ts';
import { exchangeRatesOf } from '../../postgres/rating/exchange-rates.ts';
import type { Db } from '../../postgres/pool.ts';

const PPM = 1_000_000;

/** What an account pays instead of the product's prices, in its currency; null = the product's. */
export type OwnPrices = Readonly<{ setupMicros: bigint | null; feeMicros: bigint | null }>;

export type PricedLevel = Level & Readonly<{ publicId: string; path: string; number: string }>;

/**
 * Reads beyond the part of the tree of whoever asks: call it where all may be read. Throws `product_not_offered` when a reseller
 * above sells what its own seller no longer does, or for a new order no longer offers, and `no_exchange_rate`.
 */
export async function priceLevels(
  db: Db,
  asked: Readonly<{
    accountId: bigint;
    productId: bigint;
    own: OwnPrices;
    now: Date;
    /** What an account has goes on when it is no longer offered above. */
    isNewOrder: boolean;
  }>,
): Promise<readonly PricedLevel[]> {
  const rows = await levelRows(db, asked);
  if (!isSoldThroughout(rows) || (asked.isNewOrder && !isOfferedAbove(rows)))
    throw new Problem('product_not_offered');
  const levels = [];
  for (const [place, row] of rows.entries())
    levels.push(await levelOf(db, row, place === 0 ? asked.own : null, asked.now));
  return levels;
}

/** Whether each level buys from whoever owns the product, up to one that resells nothing. */
function isSoldThroughout(rows: readonly LevelRow[]): boolean {
  return rows.at(-1)?.resellsId === null && rows.every(({ ownerId, issuerId }) => ownerId === issuerId);
}

/** Whether what is resold may be resold by new orders: each level above the first is active and open to resellers. */
function isOfferedAbove(rows: readonly LevelRow[]): boolean {
  return rows.slice(1).every(({ status, mayResell }) => status === 'active' && mayResell);
}

/** Whether an account could order the product, as far as those above sell it. Reads like `priceLevels`. */
export async function isOrderable(
  db: Db,
  asked: Readonly<{ accountId: bigint; productId: bigint }>,
): Promise<boolean> {
  const rows = await levelRows(db, asked);
  return isSoldThroughout(rows) && isOfferedAbove(rows);
}

async function levelOf(db: Db, row: LevelRow, own: OwnPrices | null, now: Date): Promise<PricedLevel> {
  const product: PricedProduct = {
    id: row.id,
    publicId: row.publicId,
    name: row.name,
    currency: row.currency,
    setupMicros: own?.setupMicros ?? row.setupMicros,
    feeMicros: own?.feeMicros ?? row.feeMicros,
    noMoney: row.noMoney,
    creditsUnused: row.creditsUnused,
    paysCommission: row.paysCommission,
  };
  const commissions = [];
  let left = PPM;
  for (const { ppm: asked, ...party } of product.paysCommission ? await commissionRows(db, row) : []) {
    // Should two changes at once have passed the whole charge, the upper one gets what is left.
    const ppm = Math.min(asked, left);
    left -= ppm;
    const rate = await rateBetween(db, row.walletCurrency, party.currency, now);
    if (ppm > 0) commissions.push({ ...party, ppm, exchangeRateE10: rate });
  }
  const payer = { accountId: row.accountId, walletId: row.walletId, currency: row.walletCurrency };
  return {
    product,
    payer,
    exchangeRateE10: await rateBetween(db, row.currency, row.walletCurrency, now),
    commissions,
    publicId: row.accountPublicId,
    path: row.accountPath,
    number: row.accountNumber,
  };
}

/** Throws `no_exchange_rate`, which says nothing about whose currencies they are. */
async function rateBetween(db: Db, from: string, to: string, now: Date): Promise<bigint> {
  const exchangeRates = await exchangeRatesOf(db, from, to);
  const rate = exchangeRateE10({ exchangeRates }, from, to, now.getTime());
  if (rate === null) throw new Problem('no_exchange_rate');
  return rate;
}

/** Whoever has too little: in figures for whoever may see that account, and else in a sentence that says nothing of it. */
export function shortageProblem(
  levels: readonly PricedLevel[],
  { level, dueMicros, availableMicros }: Shortage,
  actor: Actor | null,
): Problem {
  const lacking = levels[level];
  const isSeen =
    lacking !== undefined && (actor === null || isStaff(actor) || isWithin(lacking.path, actor.scopePath));
  if (!isSeen) return new Problem('not_possible_now');
  const { currency } = lacking.payer;
  const money = (micros: bigint) => trimmed(formatMoney(micros), currencyDigits(currency));
  return new Problem('insufficient_funds', {
    detail: `Account ${lacking.number} would pay ${money(dueMicros)} ${currency} and has ${money(availableMicros)} ${currency} available.`,
  });
}
