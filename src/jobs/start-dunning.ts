/** Reminds of invoices, suspends whoever does not pay them, and lets call again whoever does. */
import type pg from 'pg';
import { runDunning } from '../operations/dunning/run-dunning.ts';
import { runEvery } from './run-every.ts';

/** Whoever has paid wants to call. */
const LOOK_EVERY_MS = 5000;

/** The returned function stops it: what was not looked at yet is after the next start. */
export function startDunning(
  context: Readonly<{ pool: pg.Pool; now: () => Date }>,
  onError: (what: string) => (error: unknown) => void,
): () => Promise<void> {
  let isStopping = false;
  const told = onError('looking at the invoices of an account');
  const job = runEvery(
    LOOK_EVERY_MS,
    () => runDunning({ ...context, onError: told }, () => isStopping),
    onError('dunning'),
  );
  return async () => {
    isStopping = true;
    await job.stop();
  };
}
