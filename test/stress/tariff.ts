/** Prices written down once more, from the wording of a rate: shares nothing with the program's own pricing. */

export type Tariff = Readonly<{
  connectionCost: string;
  costPerMinute: string;
  initialIncrementSeconds: number;
  incrementSeconds: number;
  markUpPercent: string;
}>;

/** `'0.0123'` with nine digits after the point, as a whole number. */
function nanosOf(text: string): bigint {
  const [whole = '0', fraction = ''] = text.split('.');
  return BigInt(whole + fraction.padEnd(9, '0'));
}

/** Micros of a call: nothing without talk; every started interval in full, less what is free; rounded once, half up. */
export function priceOf(tariff: Tariff, talkSeconds: number, freeSeconds = 0): bigint {
  if (talkSeconds === 0) return 0n;
  let billed = tariff.initialIncrementSeconds;
  while (billed < talkSeconds) billed += tariff.incrementSeconds;
  billed -= freeSeconds;
  if (freeSeconds > 0 && billed === 0) return 0n;
  const sixtieths = nanosOf(tariff.connectionCost) * 60n + nanosOf(tariff.costPerMinute) * BigInt(billed);
  const percentNanos = 100n * 10n ** 9n + nanosOf(tariff.markUpPercent);
  const numerator = sixtieths * percentNanos;
  const denominator = 60n * 1000n * 100n * 10n ** 9n;
  return (2n * numerator + denominator) / (2n * denominator);
}

const tariff = (given: Partial<Tariff>): Tariff => ({
  connectionCost: '0',
  costPerMinute: '0',
  initialIncrementSeconds: 1,
  incrementSeconds: 1,
  markUpPercent: '0',
  ...given,
});

/** What each pays to the one above, the caller first. */
export const TARIFFS = {
  customer: tariff({
    connectionCost: '0.0025',
    costPerMinute: '0.0123456',
    initialIncrementSeconds: 6,
    incrementSeconds: 6,
    markUpPercent: '7.5',
  }),
  lower: tariff({ costPerMinute: '0.0087', initialIncrementSeconds: 60, incrementSeconds: 60 }),
  upper: tariff({
    connectionCost: '0.001',
    costPerMinute: '0.0063',
    initialIncrementSeconds: 30,
    incrementSeconds: 6,
  }),
} as const;
export const CARRIER_TARIFF = tariff({ costPerMinute: '0.0041' });
