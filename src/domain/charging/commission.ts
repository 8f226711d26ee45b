/**
 * What commission resellers are credited for a call. Such a reseller is no level of the call: the customers below it buy from whoever
 * is above it, and that one gives it a part of what it takes.
 */
import { assert } from '../assert.ts';
import { PPM, SAME_CURRENCY_E10 } from '../rating/rate.ts';
import { ancestorsOf, exchangeRateE10, type Catalogue, type KnownAccount } from './catalogue.ts';
import type { Failure, FrozenCommission, FrozenLevel } from './frozen.ts';

type Found = readonly FrozenCommission[] | (Failure & Readonly<{ reason: 'no_exchange_rate' }>);

/**
 * Everybody above the caller that is credited, the nearest first. Each is a part of the net charge of the level just below it,
 * which its own issuer takes. Without an exchange rate between the two wallets nobody could say how much: the call fails.
 */
export function commissionsOf(
  catalogue: Catalogue,
  caller: KnownAccount,
  levels: readonly Pick<FrozenLevel, 'currency'>[],
  atMs: number,
): Found {
  const found: FrozenCommission[] = [];
  let level = 0;
  for (const above of ancestorsOf(catalogue, caller)) {
    if (above.kind !== 'reseller') continue;
    if (above.resellerType !== 'commission') {
      level += 1;
      continue;
    }
    // Of a call to an access number nobody above its owner is a level.
    if (level >= levels.length) break;
    const { wallet, commissionPpm } = above;
    assert(wallet !== null && wallet.commissionAccountId !== null, `${above.number} is credited in a wallet`);
    // Terms allow no more than the whole charge; should two changes at once have passed that, the upper one gets what is left.
    const taken = found.filter((each) => each.level === level).reduce((sum, { ppm }) => sum + ppm, 0);
    const ppm = Math.min(commissionPpm ?? 0, Number(PPM) - taken);
    if (ppm === 0) continue;
    const from = levels[level]?.currency ?? wallet.currency;
    const rate = exchangeRateE10(catalogue, from, wallet.currency, atMs);
    if (rate === null) return { reason: 'no_exchange_rate', level, figures: [from, wallet.currency] };
    found.push({
      accountId: String(above.id),
      walletId: String(wallet.id),
      issuerId: String(wallet.issuerId),
      commissionAccountId: String(wallet.commissionAccountId),
      currency: wallet.currency,
      level,
      ppm,
      exchangeRateE10: String(rate),
    });
  }
  return found;
}

/** In micros of the reseller's currency. Rounded down, so that several of one charge are together never more than it. */
export function commissionMicros(
  { level, ppm, exchangeRateE10: rate }: FrozenCommission,
  levelMicros: readonly bigint[],
): bigint {
  const net = levelMicros[level] ?? 0n;
  return (net * BigInt(ppm) * BigInt(rate)) / (PPM * SAME_CURRENCY_E10);
}
