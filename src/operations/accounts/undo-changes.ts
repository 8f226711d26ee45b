/** Takes back what a job changed: each account gets its former values, unless somebody changed them since. */
import type { Actor } from '../../domain/accounts/actor.ts';
import type { RefusedAccount, Refusal, RestoredResult } from '../../domain/accounts/many-changes.ts';
import { known } from '../../domain/assert.ts';
import { Problem } from '../../domain/problem.ts';
import { findAccount, lockAccount, type AccountNode } from '../../postgres/accounts/find-account.ts';
import {
  accountsOfOutcome,
  countOutcomes,
  noteUndone,
  undoableChanges,
  type UndoableChange,
} from '../../postgres/jobs/job-changes.ts';
import type { JobRow } from '../../postgres/jobs/jobs.ts';
import { withTransaction, type Db } from '../../postgres/pool.ts';
import type { JobContext, Report } from '../jobs/run-jobs.ts';
import { applyChange, decideChange } from './change-account.ts';
import { isSameChange, refusalsOf, refuseClosed, valuesBefore } from './values-of-change.ts';

/** Accounts between two looks at the progress. */
const BATCH = 10;

/** What taking back would do now; nothing is written. */
export async function planUndoChanges(
  db: Db,
  actor: Actor,
  jobId: bigint,
): Promise<Readonly<{ restorable: number; keptAccounts: readonly RefusedAccount[] }>> {
  const changes = await undoableChanges(db, jobId);
  const keptAccounts: RefusedAccount[] = [];
  for (const change of changes) {
    try {
      await checkUndo(db, actor, await findAccount(db, change.accountPublicId, actor.scopePath), change);
    } catch (error) {
      keptAccounts.push(keptOf(change, error));
    }
  }
  return { restorable: changes.length - keptAccounts.length, keptAccounts };
}

/** Works through what is not taken back yet, so that an interrupted job goes on where it was. */
export async function undoChanges(
  context: JobContext,
  actor: Actor,
  job: JobRow,
  report: Report,
  keep: (result: RestoredResult) => void,
): Promise<void> {
  const jobId = known(job.undoesId, 'the job that is undone');
  const changes = await undoableChanges(context.pool, jobId);
  const total = Math.max(job.total, changes.length);
  const before = total - changes.length;
  for (const [index, change] of changes.entries()) {
    if (index % BATCH === 0) await report('restoring', before + index, total);
    await undoOne(context, actor, jobId, change);
  }
  await report('restoring', total, total);
  const counts = await countOutcomes(context.pool, jobId);
  keep({
    restored: counts.get('undone') ?? 0,
    kept: counts.get('kept') ?? 0,
    keptAccounts: await accountsOfOutcome(context.pool, jobId, 'kept'),
  });
}

async function undoOne(
  context: JobContext,
  actor: Actor,
  jobId: bigint,
  change: UndoableChange,
): Promise<void> {
  const { position } = change;
  try {
    await withTransaction(context.pool, async (tx) => {
      const node = await lockAccount(tx, change.accountPublicId, actor.scopePath, 'update');
      await checkUndo(tx, actor, node, change);
      await applyChange(tx, context, actor, { node, change: change.before, passwordHash: null });
      await noteUndone(tx, { jobId, position, outcome: 'undone', reasons: [] });
    });
  } catch (error) {
    const { reasons } = keptOf(change, error);
    await withTransaction(context.pool, (tx) =>
      noteUndone(tx, { jobId, position, outcome: 'kept', reasons }),
    );
  }
}

async function checkUndo(db: Db, actor: Actor, node: AccountNode, change: UndoableChange): Promise<void> {
  refuseClosed(node);
  const { row } = await decideChange(db, actor, node, change.before);
  if (!isSameChange(valuesBefore(row, change.after), change.after)) throw CHANGED_SINCE;
}

const CHANGED_SINCE = new Error('the account was changed since');

/** Whatever is neither of these is a bug or a database that is away, and passes on. */
function keptOf({ accountPublicId, number }: UndoableChange, error: unknown): RefusedAccount {
  return { accountId: accountPublicId, number, reasons: reasonsOf(error) };
}

function reasonsOf(error: unknown): readonly Refusal[] {
  if (error === CHANGED_SINCE) {
    const message = 'Somebody changed this since. What it has now stays.';
    return [{ field: 'account', code: 'changed_since', message }];
  }
  if (error instanceof Problem && error.code !== 'unavailable') return refusalsOf(error);
  throw error;
}
