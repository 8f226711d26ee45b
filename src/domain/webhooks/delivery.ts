/** How a delivery to a webhook goes on, and what pauses its endpoint. */

/** queued: waits for its next attempt. delivered: an answer of 2xx came. failed: it will not be tried again. */
export const DELIVERY_STATES = ['queued', 'delivered', 'failed'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

export const WEBHOOK_STATUSES = ['active', 'paused'] as const;
export type WebhookStatus = (typeof WEBHOOK_STATUSES)[number];

/** by_hand: somebody paused it. gone: it answered 410. failing: nothing arrived there for three days. */
export const PAUSE_REASONS = ['by_hand', 'gone', 'failing'] as const;
export type PauseReason = (typeof PAUSE_REASONS)[number];

/** Requests to one endpoint at once, unless it says otherwise. */
export const CONCURRENCY = 4;
export const CONCURRENCY_MAX = 20;
/** An owner has no more: each event is queued for each of them. */
export const ENDPOINTS_MAX = 20;

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Whoever is down over a weekend still hears of it; what is older is asked for by hand. */
export const GIVE_UP_AFTER_MS = 3 * DAY_MS;
/** An endpoint at which nothing arrived for so long is paused. */
export const PAUSE_AFTER_MS = 3 * DAY_MS;
/** The log of deliveries goes back so far. */
export const DELIVERIES_KEPT_MS = 30 * DAY_MS;
/** The former secret signs too, so that a receiver is given the new one without losing anything. */
export const SECRET_OVERLAP_MS = DAY_MS;

const WAITS_MS = [5 * SECOND_MS, 30 * SECOND_MS, 2 * MINUTE_MS, 10 * MINUTE_MS, 30 * MINUTE_MS, HOUR_MS];
const LAST_WAIT_MS = 3 * HOUR_MS;
/** Those that failed together do not come back together. */
const JITTER = 0.2;

/** How long after the end of attempt number `attempt` (from 1) the next one begins; `chance` of [0, 1) moves it by up to a tenth. */
export function retryAfterMs(attempt: number, chance: number): number {
  const wait = WAITS_MS[attempt - 1] ?? LAST_WAIT_MS;
  return Math.round(wait * (1 - JITTER / 2 + JITTER * chance));
}

/** What an answer does: 2xx has it; 410 says that nobody is there any more; everything else, a redirect too, is tried again. */
export function outcomeOf(status: number): 'delivered' | 'gone' | 'later' {
  if (status >= 200 && status < 300) return 'delivered';
  return status === 410 ? 'gone' : 'later';
}
