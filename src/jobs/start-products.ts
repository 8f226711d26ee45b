/** Renews what accounts have, and tries again what waits for money. */
import type { Context } from '../operations/context.ts';
import { renewSubscriptions } from '../operations/products/renew-subscriptions.ts';
import { runEvery } from './run-every.ts';

/** Whoever tops up has what waited for it within so long. */
const LOOK_EVERY_MS = 15_000;

/** The returned function stops it: what it did not come to is done after the next start. */
export function startProducts(
  context: Context,
  onError: (what: string) => (error: unknown) => void,
): () => Promise<void> {
  let isStopping = false;
  const told = onError('renewing a subscription');
  const job = runEvery(
    LOOK_EVERY_MS,
    () => renewSubscriptions({ ...context, onError: told }, () => isStopping),
    onError('renewing subscriptions'),
  );
  return async () => {
    isStopping = true;
    await job.stop();
  };
}
