/** Keeps the counters of failed sign-ins over a restart: without it, whoever guesses would only have to wait for one. */
import { readFailures, writeFailures } from '../../postgres/accounts/sign-in-failures.ts';
import { withTransaction, type Tx } from '../../postgres/pool.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { Context } from '../context.ts';
import type { FailedSignIn } from './failed-sign-ins.ts';
import { FORGET_MS } from './failure-counter.ts';
import type { SignInLimiter } from './sign-in-limiter.ts';

type Deps = Pick<Context, 'pool' | 'now'>;

/** Before anybody signs in. */
export async function restoreFailures({ pool, now }: Deps, limiter: SignInLimiter): Promise<void> {
  limiter.restore(await readFailures(pool, new Date(now().getTime() - FORGET_MS)));
}

/**
 * Writes what failed since the last time; where nothing did, nothing is written. A second of failures may be lost. `isLast`
 * tells what would be told when the hour is over, too.
 */
export async function keepFailures(
  { pool, now }: Deps,
  limiter: SignInLimiter,
  isLast = false,
): Promise<void> {
  await limiter.failed.tell((failed) => withTransaction(pool, (tx) => recordFailed(tx, failed)), isLast);
  await limiter.keep((changed) =>
    withTransaction(pool, (tx) => writeFailures(tx, changed, new Date(now().getTime() - FORGET_MS))),
  );
}

/** Nobody knows who it was: the event has no doer, and the address is for staff. */
async function recordFailed(tx: Tx, failed: readonly FailedSignIn[]): Promise<void> {
  for (const { accountId, address, step, attempts, lastAt } of failed)
    await recordAudit(
      tx,
      { accountId: null, via: 'system', address },
      {
        accountId,
        action: 'sign_in.failed',
        changes: [
          { field: 'sign_in.step', before: null, after: step },
          { field: 'sign_in.attempts', before: null, after: attempts },
        ],
        happenedAt: lastAt,
      },
    );
}
