/** Tells webhooks what happened. */
import type { Context } from '../operations/context.ts';
import { createDeliverer } from '../operations/webhooks/deliver.ts';
import { tidyDeliveries } from '../operations/webhooks/tidy-deliveries.ts';
import { runEvery } from './run-every.ts';

const LOOK_EVERY_MS = 1000;
const TIDY_EVERY_MS = 3_600_000;

/** The returned function stops it, when what is under way was answered. */
export function startWebhooks(
  context: Context,
  onError: (what: string) => (error: unknown) => void,
): () => Promise<void> {
  const deliverer = createDeliverer(context, {
    onError: onError('telling a webhook'),
    onDone: () => void looking.hint(),
  });
  const looking = runEvery(LOOK_EVERY_MS, deliverer.look, onError('looking for deliveries'));
  const tidying = runEvery(TIDY_EVERY_MS, () => tidyDeliveries(context), onError('tidying deliveries'));
  return async () => {
    await Promise.all([looking.stop(), tidying.stop()]);
    await deliverer.settled();
  };
}
