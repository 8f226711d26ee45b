/** Makes mails and webhook deliveries of what happened. */
import type { Context } from '../operations/context.ts';
import { handOutEvents } from '../operations/events/hand-out-events.ts';
import { runEvery } from './run-every.ts';

/** Whoever waits for a webhook waits so long for it. */
const LOOK_EVERY_MS = 1000;

/** The returned function stops it. */
export function startEvents(
  context: Context,
  onError: (what: string) => (error: unknown) => void,
): () => Promise<void> {
  let isStopping = false;
  const told = onError('handing out an event');
  const job = runEvery(
    LOOK_EVERY_MS,
    () => handOutEvents(context, { onError: told, isStopping: () => isStopping }),
    onError('handing out events'),
  );
  return async () => {
    isStopping = true;
    await job.stop();
  };
}
