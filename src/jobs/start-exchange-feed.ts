/** Fetches exchange rates where the operator has chosen a feed. */
import type { Context } from '../operations/context.ts';
import { runFeed } from '../operations/exchange/run-feed.ts';
import { runEvery } from './run-every.ts';

/** Whoever has just chosen a feed looks whether it works. */
const LOOK_EVERY_MS = 15_000;

/** The returned function stops it. */
export function startExchangeFeed(
  context: Context,
  onError: (what: string) => (error: unknown) => void,
): () => Promise<void> {
  return runEvery(LOOK_EVERY_MS, () => runFeed(context), onError('fetching exchange rates')).stop;
}
