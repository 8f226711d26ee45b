/** Money that comes by a payment gateway: its states, what resellers pay for it, and parts of it. */
import { convertedMicros } from '../exchange.ts';
import { currencyDigits, divideHalfUp, minorMicros, mistakeOfDigits } from '../money.ts';

export const PAYMENT_STATES = ['open', 'paid', 'held', 'failed', 'expired'] as const;
/** `held`: paid, and it cannot be credited yet. */
export type PaymentState = (typeof PAYMENT_STATES)[number];

export const PAYMENT_PURPOSES = ['top_up', 'invoice', 'auto_top_up'] as const;
export type PaymentPurpose = (typeof PAYMENT_PURPOSES)[number];

export const PAUSE_REASONS = [
  'too_many_failures',
  'authentication_required',
  'charged_back',
  'no_exchange_rate',
] as const;
/** Why an automatic top-up charges nothing until its holder says so. */
export type PauseReason = (typeof PAUSE_REASONS)[number];

/** So many charges in a row that gave nothing, and it is paused. */
export const AUTO_TOP_UP_FAILURES_MAX = 3;

const PPM = 1_000_000n;

/** What a reseller pays of a payment, in the currency of its wallet; never more than the payment. */
export function gatewayFeeMicros(
  amountMicros: bigint,
  { feePpm, fixedMicros, currency }: Readonly<{ feePpm: number; fixedMicros: bigint; currency: string }>,
): bigint {
  const shareMicros = wholeMinor(amountMicros * BigInt(feePpm), PPM, currency);
  const feeMicros = shareMicros + fixedMicros;
  return feeMicros > amountMicros ? amountMicros : feeMicros;
}

/**
 * What a level gives back of a part of the payment: the part itself, or what it is at the rate at which the level got its own, in whole
 * minor units. Parts are rounded one by one, so that all of them may come to a minor unit more or less than what was credited.
 */
export function partOfLevelMicros(
  partMicros: bigint,
  { exchangeRateE10, currency }: Readonly<{ exchangeRateE10: bigint | null; currency: string }>,
): bigint {
  return exchangeRateE10 === null ? partMicros : convertedMicros(partMicros, exchangeRateE10, currency);
}

function wholeMinor(numerator: bigint, denominator: bigint, currency: string): bigint {
  const minor = minorMicros(currency);
  return divideHalfUp(numerator, denominator * minor) * minor;
}

/**
 * What is wrong with an amount for a card: card networks count thousandths in tens, and the ariary in whole units. Null when
 * nothing is.
 */
export function mistakeOfCardAmount(amountMicros: bigint, currency: string): string | null {
  const mistake = mistakeOfDigits(amountMicros, currency);
  if (mistake !== null) return mistake;
  if (currencyDigits(currency) === 3 && amountMicros % (10n * minorMicros(currency)) !== 0n)
    return 'Cards are charged in hundredths of this currency. End the amount with a zero.';
  if (currency === 'MGA' && amountMicros % PPM !== 0n)
    return 'Cards are charged in whole units of this currency. Send a whole amount.';
  return null;
}
