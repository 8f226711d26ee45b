/**
 * What calls must cost, written down once more from the words of a price list. It shares nothing with the program's own pricing:
 * intervals are counted one after another, amounts are fractions until they are rounded, and how long money lasts is searched.
 */

/** Amounts in micros, prices of a minute in billionths. */
export type Rate = Readonly<{
  connection: bigint;
  perMinute: bigint;
  grace: number;
  initial: number;
  increment: number;
}>;
/** A rate with the mark-up of its list in millionths, and units of the payer's currency per unit of the rate's, times 1e10. */
export type Offer = Readonly<{ rate: Rate; markUp: bigint; exchange: bigint }>;

export const ONE = 10n ** 10n;
const MILLION = 1_000_000n;

type Fraction = readonly [over: bigint, under: bigint];
export const halfUp = ([over, under]: Fraction) => (2n * over + under) / (2n * under);
const up = ([over, under]: Fraction) => (over + under - 1n) / under;

/** Micros, exact. */
function costOf({ rate, markUp, exchange }: Offer, seconds: number, isConnected = true): Fraction {
  const micros: Fraction = [
    (isConnected ? rate.connection * 60_000n : 0n) + rate.perMinute * BigInt(seconds),
    60_000n,
  ];
  return [micros[0] * (MILLION + markUp) * exchange, micros[1] * MILLION * ONE];
}

export const begunSeconds = (talkMs: number) => Math.ceil(Math.max(0, talkMs) / 1000);

/** Nothing inside the grace; then the initial interval, and as many further ones as were begun. */
export function billed({ rate }: Offer, talk: number): number {
  if (talk === 0 || talk <= rate.grace) return 0;
  let seconds = rate.initial;
  while (seconds < talk - rate.grace) seconds += rate.increment;
  return seconds;
}

/** Of talk of which so many billed seconds are free: then nothing is due for the connection unless some are paid for. */
export function priceOf(offer: Offer, talk: number, free: number | null): bigint {
  if (talk === 0) return 0n;
  const paid = billed(offer, talk) - (free ?? 0);
  return free !== null && paid === 0 ? 0n : halfUp(costOf(offer, paid));
}

/** The most that talk of up to so many seconds is billed. */
export const billedAtMost = (offer: Offer, seconds: number) =>
  Math.max(offer.rate.initial, billed(offer, seconds));

/** Set aside for it: the first interval and each further one rounded up, or, where some is free, what is left to pay. */
export function holdOf(offer: Offer, seconds: number, free: number | null): bigint {
  if (free !== null) {
    const paid = billedAtMost(offer, seconds) - free;
    return paid <= 0 ? 0n : up(costOf(offer, paid));
  }
  let hold = up(costOf(offer, offer.rate.initial));
  const further = up(costOf(offer, offer.rate.increment, false));
  for (
    let allowed = offer.rate.grace + offer.rate.initial;
    allowed < seconds;
    allowed += offer.rate.increment
  )
    hold += further;
  return hold;
}

/** Whether a call may go on without any money. */
export const isFree = (offer: Offer) =>
  up(costOf(offer, offer.rate.initial)) === 0n && up(costOf(offer, offer.rate.increment, false)) === 0n;

/** The most seconds, up to `most`, whose hold is no more than there is; 0 when not even the first interval is. */
export function secondsFor(offer: Offer, money: bigint, free: number | null, most: number): number {
  if (free === null && isFree(offer)) return most;
  const isPaid = (seconds: number) => holdOf(offer, seconds, free) <= (money < 0n ? 0n : money);
  if (!isPaid(1)) return 0;
  let [enough, tooMuch] = [1, most + 1];
  while (tooMuch - enough > 1) {
    const middle = Math.floor((enough + tooMuch) / 2);
    if (isPaid(middle)) enough = middle;
    else tooMuch = middle;
  }
  return enough;
}

/** A commission reseller's part of what its customers are charged, rounded down. */
export const commissionOf = (net: bigint, ppm: bigint, exchange: bigint) =>
  (net * ppm * exchange) / (MILLION * ONE);

/** So many of what each gives, the first ones first. */
export function inTurn(wanted: number, from: readonly number[]): number[] {
  let open = wanted;
  return from.map((most) => {
    const taken = Math.min(open, most);
    open -= taken;
    return taken;
  });
}

/** A rate the other way round. */
export const turned = (exchange: bigint) => halfUp([ONE * ONE, exchange]);
/** One mark-up on another, to a ten-thousandth of a percent. */
export const onTop = (first: bigint, second: bigint) =>
  halfUp([(MILLION + first) * (MILLION + second), MILLION]) - MILLION;
export const sum = (all: readonly bigint[]) => all.reduce((total, each) => total + each, 0n);
export const total = (all: readonly number[]) => all.reduce((most, each) => most + each, 0);
