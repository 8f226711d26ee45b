/** Changes many accounts in a job: each in a transaction of its own, by the rules of changing one. */
import type { Actor } from '../../domain/accounts/actor.ts';
import type { ChangedResult, ManyChange } from '../../domain/accounts/many-changes.ts';
import { Problem } from '../../domain/problem.ts';
import { findAccount, lockAccount } from '../../postgres/accounts/find-account.ts';
import {
  accountsOfOutcome,
  countOutcomes,
  donePositions,
  insertJobChange,
} from '../../postgres/jobs/job-changes.ts';
import type { JobRow } from '../../postgres/jobs/jobs.ts';
import { withTransaction, type Db, type Tx } from '../../postgres/pool.ts';
import type { Context } from '../context.ts';
import type { JobContext, Report } from '../jobs/run-jobs.ts';
import { startJob, type StartedJob } from '../jobs/start-job.ts';
import { applyChange, decideChange } from './change-account.ts';
import { demandForChange } from './may-change.ts';
import { isSameChange, refusalsOf, refuseClosed, valuesBefore } from './values-of-change.ts';

export type ManyChangeInput = Readonly<{
  accountIds: readonly string[];
  change: ManyChange;
  /** Why, for the timeline of each account. */
  reason?: string | undefined;
}>;

/** Accounts between two looks at the progress. */
const BATCH = 10;

/** Puts the change into the queue. Throws as `startJob`. */
export function startChangeMany(
  context: Context,
  actor: Actor,
  input: ManyChangeInput,
  idempotencyKey: string | null,
): Promise<StartedJob> {
  demandForChange(actor, input.change);
  const accountIds = [...new Set(input.accountIds)];
  const describe = () =>
    Promise.resolve({
      kind: 'change_accounts' as const,
      input: { ...input, accountIds },
      uploadId: null,
      undoesId: null,
      total: accountIds.length,
    });
  return startJob(context, actor, describe, {
    route: 'POST /accounts/change-many',
    key: idempotencyKey,
    content: input,
  });
}

/**
 * Changes what is not done yet. Each account is checked as it is now, whatever a preview said; one that cannot be
 * changed is noted with its reasons, and the others go on.
 */
export async function changeRows(
  context: JobContext,
  actor: Actor,
  job: JobRow,
  report: Report,
  keep: (result: ChangedResult) => void,
): Promise<void> {
  const input = job.input as ManyChangeInput;
  const done = await donePositions(context.pool, job.id);
  const open = input.accountIds.flatMap((id, position) => (done.has(position) ? [] : [{ id, position }]));
  const tell = async () => keep(await resultOf(context.pool, job.id));
  await tell();
  for (let start = 0; start < open.length; start += BATCH) {
    await report('changing', done.size + start, input.accountIds.length);
    for (const { id, position } of open.slice(start, start + BATCH))
      await changeOne(context, actor, job.id, { id, position, input });
    await tell();
  }
  await report('changing', input.accountIds.length, input.accountIds.length);
}

async function changeOne(
  context: JobContext,
  actor: Actor,
  jobId: bigint,
  { id, position, input }: Readonly<{ id: string; position: number; input: ManyChangeInput }>,
): Promise<void> {
  const { change, reason } = input;
  try {
    await withTransaction(context.pool, async (tx) => {
      const node = await lockAccount(tx, id, actor.scopePath, 'update');
      refuseClosed(node);
      const { row } = await decideChange(tx, actor, node, change);
      const before = valuesBefore(row, change);
      const note = { jobId, position, accountId: node.id, reasons: [] };
      if (isSameChange(before, change)) {
        await insertJobChange(tx, { ...note, outcome: 'same', before: null, after: null });
        return;
      }
      await applyChange(tx, context, actor, { node, change: { ...change, reason }, passwordHash: null });
      await insertJobChange(tx, { ...note, outcome: 'changed', before, after: change });
    });
  } catch (error) {
    if (!(error instanceof Problem) || error.code === 'unavailable') throw error;
    const reasons = refusalsOf(error);
    await withTransaction(context.pool, async (tx) =>
      noteRefused(tx, actor, jobId, { id, position, reasons }),
    );
  }
}

async function noteRefused(
  tx: Tx,
  actor: Actor,
  jobId: bigint,
  {
    id,
    position,
    reasons,
  }: Readonly<{ id: string; position: number; reasons: ReturnType<typeof refusalsOf> }>,
): Promise<void> {
  const accountId = await findAccount(tx, id, actor.scopePath).then(
    (node) => node.id,
    (error: unknown) => {
      if (error instanceof Problem && error.code === 'not_found') return null;
      throw error;
    },
  );
  await insertJobChange(tx, {
    jobId,
    position,
    accountId,
    outcome: 'refused',
    before: null,
    after: null,
    reasons,
  });
}

async function resultOf(db: Db, jobId: bigint): Promise<ChangedResult> {
  const counts = await countOutcomes(db, jobId);
  return {
    changed: counts.get('changed') ?? 0,
    same: counts.get('same') ?? 0,
    refused: counts.get('refused') ?? 0,
    refusedAccounts: await accountsOfOutcome(db, jobId, 'refused'),
  };
}
