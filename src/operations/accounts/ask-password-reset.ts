/** Takes the request of whoever forgot its password. Nothing is looked up: a job does that afterwards. */
import { lineOfAddress, OF_RESETS } from '../../domain/accounts/patience.ts';
import { Problem } from '../../domain/problem.ts';
import { insertResetRequest } from '../../postgres/accounts/password-resets.ts';
import { operatorsMailServer } from '../../postgres/mail/mail-facts.ts';
import { withTransaction } from '../../postgres/pool.ts';
import type { Context } from '../context.ts';
import { createFailureCounter, takeAttempt, type FailureCounter } from './failure-counter.ts';

/** A job looks at hundreds a second; more than this that wait is an attack. */
const REQUESTS_MAX = 10_000;

/** Counts requests by the line that they come from. */
export function createResetLimiter(now: () => Date): FailureCounter {
  return createFailureCounter(OF_RESETS, now);
}

/**
 * The answer and its time are the same for every identifier, because no account is looked for. Throws
 * `mail_not_set_up`, and `too_many_attempts` for a line that asks again and again.
 */
export async function askPasswordReset(
  context: Context,
  counter: FailureCounter,
  {
    identifier,
    address,
    withinPath,
  }: Readonly<{
    identifier: string;
    address: string;
    /** A reseller's host knows the accounts of its tree only; null = everybody. */
    withinPath: string | null;
  }>,
): Promise<void> {
  if ((await operatorsMailServer(context.pool)) === null) {
    throw new Problem('mail_not_set_up', {
      detail: 'No link can be sent from here. Ask your provider for one to choose a new password.',
    });
  }
  takeAttempt([{ counter, key: lineOfAddress(address) }]);
  const request = { identifier, address, withinPath: withinPath ?? '/', askedAt: context.now() };
  const isKept = await withTransaction(context.pool, (tx) => insertResetRequest(tx, request, REQUESTS_MAX));
  if (!isKept) throw new Problem('too_many_attempts', { retryAfterSeconds: 60 });
}
