/** Runs the jobs that wait, one after another; one that was interrupted goes first, and goes on. */
import type { Actor } from '../../domain/accounts/actor.ts';
import { Problem } from '../../domain/problem.ts';
import { signInOfAccount } from '../../postgres/accounts/sign-ins.ts';
import {
  endJob,
  jobById,
  noteProgress,
  takeJob,
  type JobEnd,
  type JobRow,
} from '../../postgres/jobs/jobs.ts';
import { runAlone } from '../../postgres/jobs/run-alone.ts';
import { isDatabaseAway } from '../../postgres/problem-of-database-error.ts';
import { withTransaction } from '../../postgres/pool.ts';
import { actorOf } from '../accounts/actor-of.ts';
import { changeRows } from '../accounts/change-many.ts';
import { makeRows } from '../accounts/make-rows.ts';
import type { ReadRow } from '../accounts/plan-rows.ts';
import { undoChanges } from '../accounts/undo-changes.ts';
import { undoRows } from '../accounts/undo-rows.ts';
import { makeCouponsOfJob } from '../coupons/make-coupons.ts';
import { dryRunOfJob } from '../billing/dry-run.ts';
import { importRatesOfJob } from '../rating/start-rate-import.ts';
import { undoImportOfJob } from '../rating/start-import-undo.ts';
import type { Context } from '../context.ts';
import { demandForJob } from './demand-for-job.ts';

export type JobContext = Context &
  Readonly<{
    readRow: ReadRow;
    /** Told of what ended a job and should not have: a bug. */
    onBug: (error: unknown, jobId: string) => void;
  }>;

/** Tells how far a job is. Throws when somebody cancelled it: what is committed stays, nothing is half done. */
export type Report = (phase: string, done: number, total: number) => Promise<void>;

/** Thrown by `Report`, and caught here only. */
const CANCELLED = new Error('the job was cancelled');

/**
 * Runs until none waits; returns at once when another runner is at work. A job whose database goes away
 * stays running, throws, and goes on with the next call.
 */
export async function runJobs(context: JobContext, isStopping = () => false): Promise<void> {
  await runAlone(context.pool, 'jobs', async () => {
    while (!isStopping()) {
      const id = await withTransaction(context.pool, (tx) => takeJob(tx, context.now()));
      if (id === null) return;
      await runJob(context, await jobById(context.pool, id), isStopping);
    }
  });
}

async function runJob(context: JobContext, job: JobRow, isStopping: () => boolean): Promise<void> {
  const result: { value: unknown } = { value: null };
  const end = await work(context, job, result, isStopping).then(
    (): Omit<JobEnd, 'finishedAt' | 'result'> | null => ({ status: 'done', error: null }),
    (error: unknown) => endOfError(context, job, error, isStopping),
  );
  // The server stops: the next one goes on.
  if (end === null) return;
  await withTransaction(context.pool, (tx) =>
    endJob(tx, job.id, { ...end, result: result.value, finishedAt: context.now() }),
  );
}

function endOfError(context: JobContext, job: JobRow, error: unknown, isStopping: () => boolean) {
  if (error === CANCELLED) return isStopping() ? null : { status: 'cancelled' as const, error: null };
  if (isDatabaseAway(error)) throw error;
  if (error instanceof Problem) return { status: 'failed' as const, error: error.message };
  context.onBug(error, job.publicId);
  return {
    status: 'failed' as const,
    error: 'Something went wrong on our side. What was made before is complete.',
  };
}

async function work(
  context: JobContext,
  job: JobRow,
  result: { value: unknown },
  isStopping: () => boolean,
): Promise<void> {
  const report: Report = async (phase, done, total) => {
    const isCancelled = await withTransaction(context.pool, (tx) =>
      noteProgress(tx, job.id, { phase, done, total }),
    );
    if (isCancelled || isStopping()) throw CANCELLED;
  };
  const actor = await actorOfJob(context, job);
  demandForJob(actor, job.kind);
  const keep = (value: unknown) => {
    result.value = value;
  };
  if (job.kind === 'undo_accounts') await undoRows(context, actor, job, report, keep);
  else if (job.kind === 'import_rates') await importRatesOfJob(context, actor, job, report, keep);
  else if (job.kind === 'undo_rates') await undoImportOfJob(context, actor, job, report, keep);
  else if (job.kind === 'preview_billing') await dryRunOfJob(context, actor, job, report, keep);
  else if (job.kind === 'make_coupons') await makeCouponsOfJob(context, actor, job, report, keep);
  else if (job.kind === 'undo_changes') await undoChanges(context, actor, job, report, keep);
  else if (job.kind === 'change_accounts') await changeRows(context, actor, job, report, keep);
  else await makeRows(context, actor, job, report, keep);
}

/** Rights are those of now: whoever was suspended meanwhile makes nothing more. */
async function actorOfJob(context: JobContext, job: JobRow): Promise<Actor> {
  const signIn = await signInOfAccount(context.pool, job.accountId);
  const actor = signIn === null ? null : actorOf(signIn, job);
  if (actor === null)
    throw new Problem('not_permitted', { detail: 'The account that started this may no longer act.' });
  return actor;
}
