/** Undoes a job that made accounts, or that changed them, within a day of its end. */
import type { Actor } from '../../domain/accounts/actor.ts';
import { closingObstacles } from '../../domain/accounts/closing.ts';
import { findingText } from '../../domain/accounts/findings.ts';
import type { RefusedAccount } from '../../domain/accounts/many-changes.ts';
import { Problem } from '../../domain/problem.ts';
import { madeAccounts, type MadeAccount } from '../../postgres/jobs/job-accounts.ts';
import { undoableChanges } from '../../postgres/jobs/job-changes.ts';
import { findJob, type JobRow } from '../../postgres/jobs/jobs.ts';
import type { Db, Tx } from '../../postgres/pool.ts';
import type { Context } from '../context.ts';
import { isOpen, isUndoable, type UndoneAccount } from '../accounts/undo-rows.ts';
import { planUndoChanges } from '../accounts/undo-changes.ts';
import { demandForUndo } from './demand-for-job.ts';
import { startJob, type StartedJob } from './start-job.ts';

const UNDO_MS = 24 * 3600 * 1000;
const LISTED_MAX = 1000;

export type UndoPreview = Readonly<{
  until: Date;
  /** Accounts that would be as if they had never been made. */
  removable: number;
  /** Accounts that would be closed instead, because something was posted on them or they called. */
  toClose: number;
  toCloseAccounts: readonly UndoneAccount[];
  /** Accounts that would get their former values. */
  restorable: number;
  /** Accounts that would stay as they are: changed again since, no longer allowed, or a reseller with accounts below it. */
  keptAccounts: readonly RefusedAccount[];
}>;

/** Says what undoing would do now. Throws `not_found` and `job_cannot_be_undone`. */
export async function previewUndo(
  context: Pick<Context, 'now'> & Readonly<{ reads: Db }>,
  actor: Actor,
  publicId: string,
): Promise<UndoPreview> {
  const job = await findJob(context.reads, publicId, actor.scopePath);
  demandForUndo(actor, job.kind);
  const until = undoableUntil(job, context.now());
  const nothing = { removable: 0, toClose: 0, toCloseAccounts: [], restorable: 0, keptAccounts: [] };
  if (job.kind === 'change_accounts')
    return { ...nothing, until, ...(await planUndoChanges(context.reads, actor, job.id)) };
  const still = (await madeAccounts(context.reads, job.id)).filter((account) => isOpen(account, actor));
  const open = still.filter((account) => isUndoable(account, actor));
  const toCloseAccounts = open.flatMap(({ number, keptBecause }) =>
    keptBecause === null ? [] : [{ number, reason: keptBecause }],
  );
  return {
    ...nothing,
    until,
    removable: open.length - toCloseAccounts.length,
    toClose: toCloseAccounts.length,
    toCloseAccounts: toCloseAccounts.slice(0, LISTED_MAX),
    keptAccounts: still.flatMap((account) => (isUndoable(account, actor) ? [] : keptOf(account))),
  };
}

/** Puts the undoing into the queue. Two at once are one: the second gets `job_cannot_be_undone`. */
export async function startUndo(
  context: Context,
  actor: Actor,
  publicId: string,
  idempotencyKey: string | null,
): Promise<StartedJob> {
  const once = { route: 'POST /jobs/{id}/undo', key: idempotencyKey, content: { publicId } };
  const describe = async (tx: Tx) => {
    const job = await findJob(tx, publicId, actor.scopePath);
    demandForUndo(actor, job.kind);
    undoableUntil(job, context.now());
    const rest = { input: {}, uploadId: null, undoesId: job.id };
    if (job.kind === 'change_accounts')
      return { ...rest, kind: 'undo_changes' as const, total: (await undoableChanges(tx, job.id)).length };
    const open = (await madeAccounts(tx, job.id)).filter((account) => isUndoable(account, actor));
    return { ...rest, kind: 'undo_accounts' as const, total: open.length };
  };
  return startJob(context, actor, describe, once);
}

/** A reseller that has open accounts below it now. */
function keptOf({ publicId, number, openAccounts }: MadeAccount): RefusedAccount[] {
  const obstacles = closingObstacles({ kind: 'reseller', status: 'active', isOwn: false, openAccounts });
  const reasons = obstacles.map((obstacle) => ({
    field: 'status',
    code: obstacle.code,
    message: findingText(obstacle),
  }));
  return [{ accountId: publicId, number, reasons }];
}

function undoableUntil(job: JobRow, now: Date): Date {
  if (job.kind === 'import_rates')
    throw refused('Undo an import of rates among the versions of its rate group.');
  if (job.kind === 'preview_billing') throw refused('A dry run changed nothing.');
  if (job.kind === 'make_coupons')
    throw refused('Coupons stay. Make the batch inactive instead, and none of them is redeemed.');
  if (job.undoesId !== null || job.kind === 'undo_rates') throw refused('An undoing cannot be undone.');
  if (job.finishedAt === null) throw refused('The job is not over. Cancel it first, or wait.');
  const until = new Date(job.finishedAt.getTime() + UNDO_MS);
  if (now.getTime() >= until.getTime())
    throw refused('A job can be undone for 24 hours. Change or close the accounts one by one instead.');
  return until;
}

function refused(detail: string): Problem {
  return new Problem('job_cannot_be_undone', { detail });
}
