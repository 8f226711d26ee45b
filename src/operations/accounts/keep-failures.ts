/** Keeps the counters of failed sign-ins over a restart: without it, whoever guesses would only have to wait for one. */
import { readFailures, writeFailures } from '../../postgres/accounts/sign-in-failures.ts';
import { withTransaction } from '../../postgres/pool.ts';
import type { Context } from '../context.ts';
import { FORGET_MS } from './failure-counter.ts';
import type { SignInLimiter } from './sign-in-limiter.ts';

type Deps = Pick<Context, 'pool' | 'now'>;

/** Before anybody signs in. */
export async function restoreFailures({ pool, now }: Deps, limiter: SignInLimiter): Promise<void> {
  limiter.restore(await readFailures(pool, new Date(now().getTime() - FORGET_MS)));
}

/** Writes what failed since the last time; where nothing did, nothing is written. A second of failures may be lost. */
export async function keepFailures({ pool, now }: Deps, limiter: SignInLimiter): Promise<void> {
  await limiter.keep((changed) =>
    withTransaction(pool, (tx) => writeFailures(tx, changed, new Date(now().getTime() - FORGET_MS))),
  );
}
