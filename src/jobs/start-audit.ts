/** Links what people did into the chain over the timeline, and ends personal data whose time is over. */
import type { Context } from '../operations/context.ts';
import { applyRetentionDaily } from '../operations/audit/apply-retention.ts';
import { createSealer } from '../operations/audit/seal-events.ts';
import { runEvery } from './run-every.ts';

/** What is not linked yet is a second old, or as old as the transaction that wrote it. */
const SEAL_EVERY_MS = 1000;

/** Asked so often whether a day is over. */
const RETENTION_EVERY_MS = 600_000;

/** Starts both. The returned function links what is left, and stops. */
export function startAudit(
  context: Pick<Context, 'pool' | 'now'>,
  onError: (what: string) => (error: unknown) => void,
): () => Promise<void> {
  const told = onError('linking the timeline');
  const sealer = createSealer(context);
  const job = runEvery(SEAL_EVERY_MS, sealer.seal, told);
  let isStopping = false;
  const retention = runEvery(
    RETENTION_EVERY_MS,
    () => applyRetentionDaily(context, () => isStopping),
    onError('ending personal data'),
  );
  return async () => {
    isStopping = true;
    await Promise.all([job.stop(), retention.stop()]);
    await sealer.seal().catch(told);
  };
}
