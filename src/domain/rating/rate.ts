/** One line of a price list, and the terms under which one level buys one call. */

/** Money is micros (1e-6) and nanos (1e-9) of the rate group's currency. "60/30" = intervals of 60 s, then 30 s. */
export type Rate = Readonly<{
  connectionCostMicros: bigint;
  costPerMinuteNanos: bigint;
  graceSeconds: number;
  initialIncrementSeconds: number;
  incrementSeconds: number;
}>;

/** What is fixed when a call is authorised: later changes of rate, mark-up or exchange rate do not touch the call. */
export type Terms = Rate &
  Readonly<{
    /** Millionths added to the price: 100 000 = 10 %. */
    markUpPpm: bigint;
    /** Wallet currency per unit of the rate's currency, times 1e10. */
    exchangeRateE10: bigint;
  }>;

/** An exchange rate of one: wallet and rate share a currency. */
export const SAME_CURRENCY_E10 = 10_000_000_000n;
/** A mark-up of 100 % in millionths; the base that a mark-up is added to. */
export const PPM = 1_000_000n;
