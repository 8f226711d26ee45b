/** Chance that a seed repeats: what failed once can be run again. */

export type Random = Readonly<{
  /** From 0 to below 1. */
  unit: () => number;
  /** A whole number from `min` to `max`. */
  whole: (min: number, max: number) => number;
  chance: (share: number) => boolean;
  pick: <T>(items: readonly T[]) => T;
  shuffle: <T>(items: readonly T[]) => T[];
}>;

/** Mulberry32: small, fast, and good enough to spread events and kills. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const unit = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (min: number, max: number) => min + Math.floor(unit() * (max - min + 1));
  return {
    unit,
    whole,
    chance: (share) => unit() < share,
    pick: (items) => items[whole(0, items.length - 1)]!,
    shuffle: (items) => {
      const shuffled = [...items];
      for (let n = shuffled.length - 1; n > 0; n--) {
        const other = whole(0, n);
        [shuffled[n], shuffled[other]] = [shuffled[other]!, shuffled[n]!];
      }
      return shuffled;
    },
  };
}
