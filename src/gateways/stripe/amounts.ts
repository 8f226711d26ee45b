/** Amounts as Stripe writes them: https://docs.stripe.com/currencies#minor-units */
import { MICROS_PER_UNIT } from '../../domain/money.ts';

const WITHOUT_DECIMALS = new Set('BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF'.split(' '));
const THREE_DECIMALS = new Set('BHD IQD JOD KWD LYD OMR TND'.split(' '));

/** Micros of one unit of Stripe's. ISK and UGX have no cents, and are counted in hundredths all the same. */
function unitMicros(currency: string): bigint {
  if (WITHOUT_DECIMALS.has(currency)) return MICROS_PER_UNIT;
  return MICROS_PER_UNIT / (THREE_DECIMALS.has(currency) ? 1000n : 100n);
}

/** `amountMicros` is a whole number of units. */
export function toStripe(amountMicros: bigint, currency: string): number {
  return Number(amountMicros / unitMicros(currency));
}

/** `currency` is lower case, as Stripe writes it. */
export function fromStripe(amount: number, currency: string): { amountMicros: bigint; currency: string } {
  const code = currency.toUpperCase();
  return { amountMicros: BigInt(amount) * unitMicros(code), currency: code };
}
