/** Links what people did into the chain over the timeline. */
import type { Context } from '../operations/context.ts';
import { createSealer } from '../operations/audit/seal-events.ts';
import { runEvery } from './run-every.ts';

/** What is not linked yet is a second old, or as old as the transaction that wrote it. */
const SEAL_EVERY_MS = 1000;

/** Starts it. The returned function links what is left, and stops. */
export function startAudit(
  context: Pick<Context, 'pool' | 'now'>,
  onError: (what: string) => (error: unknown) => void,
): () => Promise<void> {
  const told = onError('linking the timeline');
  const sealer = createSealer(context);
  const job = runEvery(SEAL_EVERY_MS, sealer.seal, told);
  return async () => {
    await job.stop();
    await sealer.seal().catch(told);
  };
}
