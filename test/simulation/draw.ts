/** Values by chance, and how the API writes them. */
import type { Random } from '../support/random.ts';
import type { Rate } from './prices.ts';

/** What lists have prices for. */
export const PREFIXES = ['49', '4930', '44', '33'] as const;
/** What people call: by the longest prefixes, by shorter ones, and where some lists have none. */
export const NUMBERS = ['493012345678', '498921223344', '442071234567', '33142345678'] as const;
export const CURRENCIES = ['EUR', 'USD'] as const;

/** `amount` in units of so many digits after the point. */
export function decimal(amount: bigint, digits = 6): string {
  const text = String(amount < 0n ? -amount : amount).padStart(digits + 1, '0');
  return `${amount < 0n ? '-' : ''}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** What is sold costs 0.03 to 0.2 a minute, what carriers ask a tenth of it: no route is too dear here. */
export function drawRate(random: Random, isCarriers = false): Rate {
  const millionths = random.whole(30_000, 200_000);
  return {
    connection: random.chance(0.7) ? 0n : BigInt(random.whole(1, isCarriers ? 1000 : 20_000)),
    perMinute:
      BigInt(isCarriers ? Math.floor(millionths / 10) : millionths) * 1000n + BigInt(random.whole(0, 999)),
    grace: random.chance(0.8) ? 0 : random.whole(1, 5),
    initial: random.pick([1, 6, 30, 60]),
    increment: random.pick([1, 6, 30, 60]),
  };
}

/** As the API takes it. */
export const fieldsOf = (rate: Rate) => ({
  connectionCost: decimal(rate.connection),
  costPerMinute: decimal(rate.perMinute, 9),
  graceSeconds: rate.grace,
  initialIncrementSeconds: rate.initial,
  incrementSeconds: rate.increment,
});

/** What calls by a DID cost: there is no grace. */
export function drawDidPrice(random: Random) {
  const rate = { ...drawRate(random), grace: 0 };
  const currency = random.pick(CURRENCIES);
  const { graceSeconds: _none, ...fields } = fieldsOf(rate);
  return { price: { currency, rate }, body: { currency, ...fields } };
}

/** Millionths: 0 to 20 %, to a ten-thousandth of a percent. */
export const drawMarkUp = (random: Random) => (random.chance(0.4) ? 0n : BigInt(random.whole(0, 200_000)));
export const percentOf = (millionths: bigint) => decimal(millionths, 4);

/** Units of a dollar for a euro, times 1e10. */
export const drawExchange = (random: Random) => BigInt(random.whole(8_500_000_000, 12_000_000_000));

/** Ids that a seed repeats. */
export function drawId(random: Random): string {
  const hex = Array.from({ length: 32 }, () => random.whole(0, 15).toString(16)).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
}
