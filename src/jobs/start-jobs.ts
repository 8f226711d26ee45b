/** Runs what people started and do not wait for, such as imports, and throws away what it leaves behind. */
import type { Logger } from 'pino';
import type { Context } from '../operations/context.ts';
import { runJobs } from '../operations/jobs/run-jobs.ts';
import { tidyJobs } from '../operations/jobs/tidy-jobs.ts';
import { readRow } from '../schemas/accounts/many-accounts.ts';
import { runEvery } from './run-every.ts';

/** Somebody looks at the progress of a job: it should begin within a second. */
const LOOK_EVERY_MS = 1000;
const TIDY_EVERY_MS = 60_000;

/** Starts both. The returned function stops them: a job that runs stays as it is, and goes on after the next start. */
export function startJobs({
  logger,
  ...context
}: Context & Readonly<{ logger: Logger }>): () => Promise<void> {
  let isStopping = false;
  const told = (what: string) => (error: unknown) => logger.warn({ err: error }, what);
  const jobContext = {
    ...context,
    readRow,
    onBug: (error: unknown, jobId: string) => logger.error({ err: error, jobId }, 'a job failed'),
  };
  const runner = runEvery(LOOK_EVERY_MS, () => runJobs(jobContext, () => isStopping), told('running jobs'));
  const tidier = runEvery(TIDY_EVERY_MS, () => tidyJobs(context), told('tidying jobs'));
  return async () => {
    isStopping = true;
    await Promise.all([runner.stop(), tidier.stop()]);
  };
}
