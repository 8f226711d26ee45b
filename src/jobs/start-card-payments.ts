/** Looks after payments by card that nobody's request brings on. */
import type { PaymentContext } from '../operations/payments/gateway-in-use.ts';
import { runCardPayments } from '../operations/payments/run-card-payments.ts';
import { runEvery } from './run-every.ts';

/** Somebody may wait for a payment whose message was lost, and calls on an account that is to be topped up. */
const LOOK_EVERY_MS = 15_000;

/** The returned function stops it: what was begun is gone on with after the next start. */
export function startCardPayments(
  context: PaymentContext,
  onError: (what: string) => (error: unknown) => void,
): () => Promise<void> {
  let isStopping = false;
  const told = onError('looking after card payments');
  const job = runEvery(
    LOOK_EVERY_MS,
    () => runCardPayments(context, { onError: told, isStopping: () => isStopping }),
    told,
  );
  return async () => {
    isStopping = true;
    await job.stop();
  };
}
