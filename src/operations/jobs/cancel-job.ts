/** Stops a job: one that waits at once, one that runs after the rows it is at. */
import type { Actor } from '../../domain/accounts/actor.ts';
import { Problem } from '../../domain/problem.ts';
import { findJob, requestCancel } from '../../postgres/jobs/jobs.ts';
import { withTransaction } from '../../postgres/pool.ts';
import type { Context } from '../context.ts';
import { demandForJob } from './demand-for-job.ts';

/** Throws `not_found`, and `job_is_over` when there is nothing to stop. What was made stays, and can be undone. */
export async function cancelJob(context: Context, actor: Actor, publicId: string): Promise<void> {
  await withTransaction(context.pool, async (tx) => {
    const job = await findJob(tx, publicId, actor.scopePath);
    demandForJob(actor, job.kind);
    if (!(await requestCancel(tx, job.id, context.now()))) throw new Problem('job_is_over');
  });
}
