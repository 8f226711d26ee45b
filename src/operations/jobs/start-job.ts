/** Puts a job at the end of the queue. */
import type { Actor } from '../../domain/accounts/actor.ts';
import { Problem } from '../../domain/problem.ts';
import { countOpenJobs, insertJob, type NewJob } from '../../postgres/jobs/jobs.ts';
import type { Tx } from '../../postgres/pool.ts';
import type { Context } from '../context.ts';
import { runOnce, type Once } from '../run-once.ts';

/** Jobs of one account that wait: more are a program that does not look at its answers. */
const OPEN_JOBS_MAX = 20;

export type StartedJob = Readonly<{ jobId: string; isRepeated: boolean }>;

/**
 * Throws `too_many_attempts` when 20 jobs of the actor wait already. A repeated key answers the same job, even when
 * what `describe` reads is gone by then.
 */
export async function startJob(
  context: Context,
  actor: Actor,
  describe: (tx: Tx) => Promise<Omit<NewJob, 'accountId' | 'via' | 'address' | 'createdAt'>>,
  once: Omit<Once, 'principalId'>,
): Promise<StartedJob> {
  const now = context.now();
  const { accountId, via, address } = actor;
  const { answer, isRepeated } = await runOnce(
    context,
    now,
    { ...once, principalId: actor.accountId },
    async (tx) => {
      if ((await countOpenJobs(tx, actor.accountId)) >= OPEN_JOBS_MAX) {
        const detail = `${OPEN_JOBS_MAX} of your jobs wait already. Try again when one has ended.`;
        throw new Problem('too_many_attempts', { detail });
      }
      const job = await describe(tx);
      const { publicId } = await insertJob(tx, { ...job, accountId, via, address, createdAt: now });
      return { jobId: publicId };
    },
  );
  return { ...answer, isRepeated };
}
