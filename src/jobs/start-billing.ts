/** Bills accounts whose billing day has come. */
import type pg from 'pg';
import { runBilling } from '../operations/billing/run-billing.ts';
import { runEvery } from './run-every.ts';

/** Documents are there within a minute of their day. */
const LOOK_EVERY_MS = 15_000;

/** The returned function stops it: a run that goes on is gone on with after the next start. */
export function startBilling(
  context: Readonly<{ pool: pg.Pool; now: () => Date }>,
  onError: (what: string) => (error: unknown) => void,
): () => Promise<void> {
  let isStopping = false;
  const told = onError('billing an account');
  const job = runEvery(
    LOOK_EVERY_MS,
    () => runBilling({ ...context, onError: told }, () => isStopping),
    onError('billing'),
  );
  return async () => {
    isStopping = true;
    await job.stop();
  };
}
