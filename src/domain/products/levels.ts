/**
 * Who pays whom for a product. Level 0 is the account that has it and pays its seller; where that one resells a product of its own
 * seller, it pays that product on level 1, and so on up. Commission resellers between two levels are credited a part.
 */
import type { ProductPart } from '../billing/document.ts';
import { commissionMicros, convertedMicros, proratedMicros, SAME_CURRENCY_E10 } from './prices.ts';
import type { NoMoney } from './product.ts';

export type PricedProduct = Readonly<{
  id: bigint;
  publicId: string;
  name: string;
  currency: string;
  setupMicros: bigint;
  feeMicros: bigint;
  noMoney: NoMoney;
  creditsUnused: boolean;
  paysCommission: boolean;
}>;

/** A wallet that pays or is credited. */
export type Party = Readonly<{ accountId: bigint; walletId: bigint; currency: string }>;

export type Level = Readonly<{
  product: PricedProduct;
  payer: Party;
  /** From the product's currency to the payer's. */
  exchangeRateE10: bigint;
  commissions: readonly (Party & Readonly<{ ppm: number; exchangeRateE10: bigint }>)[];
}>;

/** Something that is due now, once for each level. */
export type Due = Readonly<{
  part: Extract<ProductPart, 'setup' | 'fee'>;
  from: Date;
  /** Null for a set-up, and for a fee that is due once. */
  to: Date | null;
  /** Of the fee of a whole interval. */
  share: Readonly<{ days: number; daysOfWhole: number }>;
  quantity: number;
}>;

export type Charge = Party &
  Readonly<{
    level: number;
    isCommission: boolean;
    part: ProductPart;
    from: Date;
    to: Date | null;
    quantity: number;
    /** In the currency of the party; of a commission there are no units. */
    amountMicros: bigint;
    /** The same before conversion. */
    listMicros: bigint;
    exchangeRateE10: bigint;
  }>;

const WHOLE = { days: 1, daysOfWhole: 1 };

/** What an order makes due, or further units of what an account has: the set-up of each, and its fee. */
export function duesOf(
  quantity: number,
  {
    from,
    to,
    days,
    daysOfWhole,
  }: Readonly<{ from: Date; to: Date | null; days: number; daysOfWhole: number }>,
  hasSetup: boolean,
): readonly Due[] {
  const fee: Due = { part: 'fee', from, to, share: { days, daysOfWhole }, quantity };
  return hasSetup ? [{ part: 'setup', from, to: null, share: WHOLE, quantity }, fee] : [fee];
}

/** In the order of the levels, payers before the commissions of what they pay. Those of nothing stand in it with 0. */
export function chargesOf(levels: readonly Level[], dues: readonly Due[]): readonly Charge[] {
  return levels.flatMap((level, place) => dues.flatMap((due) => chargesOfLevel(level, place, due)));
}

function chargesOfLevel({ product, payer, exchangeRateE10, commissions }: Level, level: number, due: Due) {
  const { part, from, to, share, quantity } = due;
  const units = BigInt(quantity);
  const price = part === 'setup' ? product.setupMicros : product.feeMicros;
  const unitList = proratedMicros(price, share, product.currency);
  const amountMicros = convertedMicros(unitList, exchangeRateE10, payer.currency) * units;
  const common = { level, part, from, to, quantity };
  const paid: Charge = {
    ...payer,
    ...common,
    isCommission: false,
    amountMicros,
    listMicros: unitList * units,
    exchangeRateE10,
  };
  const credited = commissions.map(
    ({ ppm, exchangeRateE10: rate, ...party }): Charge => ({
      ...party,
      ...common,
      isCommission: true,
      amountMicros: commissionMicros(amountMicros, { ppm, exchangeRateE10: rate }),
      listMicros: commissionMicros(amountMicros, { ppm, exchangeRateE10: SAME_CURRENCY_E10 }),
      exchangeRateE10: rate,
    }),
  );
  return [paid, ...credited];
}

export type Shortage = Readonly<{
  level: number;
  walletId: bigint;
  dueMicros: bigint;
  availableMicros: bigint;
}>;

export type Affordable = Readonly<{
  /** Levels that are charged beyond their limit, because their product says so. */
  owing: ReadonlySet<number>;
  /** The lowest level that has too little and may not owe; null = everybody can pay. */
  shortage: Shortage | null;
}>;

/** Whether everybody can pay. At an order nobody owes. */
export function affordable(
  levels: readonly Level[],
  charges: readonly Charge[],
  {
    availableMicros,
    isRenewal,
  }: Readonly<{ availableMicros: ReadonlyMap<bigint, bigint>; isRenewal: boolean }>,
): Affordable {
  const owing = new Set<number>();
  for (const [place, { product, payer }] of levels.entries()) {
    const dueMicros = charges.reduce(
      (sum, { level, isCommission, amountMicros }) =>
        level === place && !isCommission ? sum + amountMicros : sum,
      0n,
    );
    const available = availableMicros.get(payer.walletId) ?? 0n;
    if (dueMicros === 0n || dueMicros <= available) continue;
    if (isRenewal && product.noMoney === 'owe') owing.add(place);
    else
      return {
        owing,
        shortage: { level: place, walletId: payer.walletId, dueMicros, availableMicros: available },
      };
  }
  return { owing, shortage: null };
}
