/**
 * A call while it goes on: what it costs so far, and how long it may go on. Pure, and of facts that change seldom, so that the
 * panel counts on by itself from what it was told last.
 */
import { priceWithFreeMicros } from '../rating/free-seconds.ts';
import { billedSeconds, priceMicros, talkSecondsOf } from '../rating/price.ts';
import { readShownTerms, type ShownTerms } from './shown-terms.ts';

type Talk = Readonly<{ answeredAt: Date | null }>;

/** `ending`: its switch was told to end it, and has not reported the end yet. */
export const LIVE_STATES = ['ringing', 'answered', 'ending'] as const;
export type LiveState = (typeof LIVE_STATES)[number];

/** Seconds since the answer, started ones whole; 0 while it rings. */
export function talkSecondsAt({ answeredAt }: Talk, at: Date): number {
  return answeredAt === null ? 0 : talkSecondsOf(at.getTime() - answeredAt.getTime());
}

/**
 * Micros that a level would pay if the call ended at `at`: by its frozen terms and rounded as the end will be, at most for
 * the seconds that money is held for (`settle.ts`). `freeSeconds`: held of its packages; null = it has none. 0 while it rings.
 */
export function costSoFarMicros(
  terms: ShownTerms,
  call: Talk & Readonly<{ offeredSeconds: number }>,
  at: Date,
  freeSeconds: number | null = null,
): bigint {
  const read = readShownTerms(terms);
  const seconds = Math.min(talkSecondsAt(call, at), call.offeredSeconds);
  if (freeSeconds === null) return priceMicros(read, seconds);
  return priceWithFreeMicros(read, seconds, Math.min(billedSeconds(read, seconds), freeSeconds));
}

/** Micros that the carrier would get: it is owed the real time. */
export function carrierCostSoFarMicros(terms: ShownTerms, call: Talk, at: Date): bigint {
  return priceMicros(readShownTerms(terms), talkSecondsAt(call, at));
}

/** Whole seconds until so many seconds of talk are over, not below 0; all of them while it rings. */
export function secondsLeftAt({ answeredAt }: Talk, limitSeconds: number, at: Date): number {
  const talkedMs = answeredAt === null ? 0 : Math.max(0, at.getTime() - answeredAt.getTime());
  return Math.max(0, Math.ceil(limitSeconds - talkedMs / 1000));
}
