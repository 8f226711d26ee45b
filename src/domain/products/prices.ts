/** What is due for a product: parts of a whole interval, other currencies, and what is given back, each in whole minor units. */
import { assert } from '../assert.ts';
import { divideHalfUp, minorMicros } from '../money.ts';
import type { BillingInterval } from './product.ts';

const PPM = 1_000_000n;
export const SAME_CURRENCY_E10 = 10_000_000_000n;

/** Of one unit, in micros: its part of the fee of a whole interval, half up to minor units of the product's currency. */
export function proratedMicros(
  feeMicros: bigint,
  { days, daysOfWhole }: Readonly<{ days: number; daysOfWhole: number }>,
  currency: string,
): bigint {
  assert(days >= 0 && days <= daysOfWhole, 'a part is no more than the whole');
  return inMinorUnits(feeMicros * BigInt(days), BigInt(daysOfWhole), currency);
}

/** One unit's price in another currency, half up to its minor units. */
export function convertedMicros(micros: bigint, exchangeRateE10: bigint, currency: string): bigint {
  if (exchangeRateE10 === SAME_CURRENCY_E10) return micros;
  return inMinorUnits(micros * exchangeRateE10, SAME_CURRENCY_E10, currency);
}

/** Of 84: a month is a twelfth of a year, a week seven days of 365, a day one. */
const MONTH_SHARES: Readonly<Record<Exclude<BillingInterval, 'once'>, bigint>> = {
  day: 2555n,
  week: 365n,
  month: 84n,
  quarter: 28n,
  year: 7n,
};

/** What fees come to in a month, in micros: of other intervals their share, rounded once. */
export function monthlyMicros(
  fees: readonly Readonly<{ feeMicros: bigint; quantity: bigint; interval: keyof typeof MONTH_SHARES }>[],
): bigint {
  const sum = fees.reduce(
    (total, { feeMicros, quantity, interval }) => total + feeMicros * quantity * MONTH_SHARES[interval],
    0n,
  );
  return divideHalfUp(sum, MONTH_SHARES.month);
}

/** What of an amount for `quantity` units goes back for the days that are left, each unit by itself. */
export function creditMicros(
  { amountMicros, quantity }: Readonly<{ amountMicros: bigint; quantity: number }>,
  unused: Readonly<{ days: number; daysOfWhole: number }>,
  currency: string,
): bigint {
  const units = BigInt(quantity);
  assert(amountMicros % units === 0n, 'a charge is a whole number of units');
  return proratedMicros(amountMicros / units, unused, currency) * units;
}

/** A part of a charge for a commission reseller, in its currency. Rounded down, as of calls, so that several are never more than it. */
export function commissionMicros(
  chargeMicros: bigint,
  { ppm, exchangeRateE10 }: Readonly<{ ppm: number; exchangeRateE10: bigint }>,
): bigint {
  return (chargeMicros * BigInt(ppm) * exchangeRateE10) / (PPM * SAME_CURRENCY_E10);
}

/** What of a commission is taken back with a part of the charge it was given of; all of it with all of that. */
export function commissionBackMicros(
  commission: bigint,
  { creditedMicros, chargedMicros }: Readonly<{ creditedMicros: bigint; chargedMicros: bigint }>,
): bigint {
  return chargedMicros === 0n ? 0n : (commission * creditedMicros) / chargedMicros;
}

function inMinorUnits(numerator: bigint, denominator: bigint, currency: string): bigint {
  const minor = minorMicros(currency);
  return divideHalfUp(numerator, denominator * minor) * minor;
}
