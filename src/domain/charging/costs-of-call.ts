/**
 * What a call costs those who sell it, beside what stands in its charges: commissions, and costs in another currency than
 * that of the charge. Kept on the record, so that calls are summed and compared without what was frozen with them.
 */
import { divideHalfUp } from '../money.ts';
import { SAME_CURRENCY_E10 } from '../rating/rate.ts';
import type { Cdr } from './book.ts';
import { exchangeRateE10, type Catalogue } from './catalogue.ts';
import { commissionMicros } from './commission.ts';
import type { Frozen, FrozenLevel } from './frozen.ts';

/** Each is null where it would say nothing: of most calls all are. */
export type CostsOfCall = Readonly<{
  /** Who is credited, in the order in which they are frozen, and how much in the currency of that wallet. */
  commissionWalletIds: readonly bigint[] | null;
  commissionMicros: readonly bigint[] | null;
  /** By level, in its currency: what its issuer gives of the charge. */
  levelCommissionMicros: readonly bigint[] | null;
  /**
   * By level, in its currency: what whoever sells to it pays the level above, or the carrier. Of calls of several currencies
   * only; null where no exchange rate was known when the call began.
   */
  levelCostMicros: readonly (bigint | null)[] | null;
}>;

type Priced = Pick<
  Cdr,
  'outcome' | 'levelChargeMicros' | 'carrierCurrency' | 'carrierCostMicros' | 'gatewayId' | 'frozen'
>;

export function costsOfCall(cdr: Priced): CostsOfCall {
  const commissions = cdr.outcome === 'answered' ? commissionsOfCall(cdr) : null;
  const levelCostMicros = cdr.outcome === 'answered' ? levelCostsOf(cdr) : null;
  const none = { commissionWalletIds: null, commissionMicros: null, levelCommissionMicros: null };
  return { ...(commissions ?? none), levelCostMicros };
}

function commissionsOfCall({ frozen, levelChargeMicros }: Priced) {
  const { commissions = [] } = frozen;
  const micros = commissions.map((each) => commissionMicros(each, levelChargeMicros));
  if (micros.every((each) => each === 0n)) return null;
  return {
    commissionWalletIds: commissions.map(({ walletId }) => BigInt(walletId)),
    commissionMicros: micros,
    levelCommissionMicros: levelChargeMicros.map((_, level) =>
      levelCommissionMicros(frozen, levelChargeMicros, level),
    ),
  };
}

/** What the issuer of a level gives of its charge to commission resellers, in the currency of the level. */
export function levelCommissionMicros(
  { commissions = [] }: Pick<Frozen, 'commissions'>,
  levelMicros: readonly bigint[],
  level: number,
): bigint {
  const given = commissions.filter((each) => each.level === level);
  return given.reduce(
    (sum, each) => sum + convertedBack(commissionMicros(each, levelMicros), BigInt(each.exchangeRateE10)),
    0n,
  );
}

function levelCostsOf({
  frozen,
  levelChargeMicros,
  carrierCurrency,
  carrierCostMicros,
  gatewayId,
}: Priced): readonly (bigint | null)[] | null {
  const { levels, costRates = [] } = frozen;
  const top = levels.at(-1);
  if (top === undefined) return null;
  const isCarrierForeign = carrierCurrency !== null && carrierCurrency !== top.currency;
  if (!isCarrierForeign && levels.every(({ currency }) => currency === top.currency)) return null;
  return levels.map((level, index) => {
    const above = levels[index + 1];
    if (above !== undefined)
      return converted(levelChargeMicros[index + 1] ?? 0n, rateOf(above, level, costRates[index]));
    if (!isCarrierForeign) return carrierCostMicros;
    const route = frozen.routes.find((each) => each.gatewayId === String(gatewayId));
    return converted(carrierCostMicros, route?.toTopE10 === undefined ? null : BigInt(route.toTopE10));
  });
}

function rateOf(from: FrozenLevel, to: FrozenLevel, frozen: string | null | undefined): bigint | null {
  if (from.currency === to.currency) return SAME_CURRENCY_E10;
  return frozen === null || frozen === undefined ? null : BigInt(frozen);
}

/** Nothing is nothing in any currency. */
function converted(micros: bigint, rateE10: bigint | null): bigint | null {
  if (micros === 0n) return 0n;
  return rateE10 === null ? null : divideHalfUp(micros * rateE10, SAME_CURRENCY_E10);
}

/** From the currency of a wallet to that of the charge. */
function convertedBack(micros: bigint, rateE10: bigint): bigint {
  return rateE10 === SAME_CURRENCY_E10 ? micros : divideHalfUp(micros * SAME_CURRENCY_E10, rateE10);
}

/**
 * By level: units of its currency per unit of that of the level above, times 1e10, which whoever sells to it pays in; null where
 * they are the same, or no rate is known. None where all are of one currency.
 */
export function costRatesOf(
  catalogue: Catalogue,
  levels: readonly Pick<FrozenLevel, 'currency'>[],
  atMs: number,
): Pick<Frozen, 'costRates'> {
  const [own] = levels;
  if (levels.every(({ currency }) => currency === own?.currency)) return {};
  const costRates = levels.map(({ currency }, index) => {
    const above = levels[index + 1]?.currency ?? currency;
    if (above === currency) return null;
    const rate = exchangeRateE10(catalogue, above, currency, atMs);
    return rate === null ? null : String(rate);
  });
  return { costRates };
}
