/** Undoing a very large import as a job. */
import type { Actor } from '../../domain/accounts/actor.ts';
import type { JobRow } from '../../postgres/jobs/jobs.ts';
import { findRateGroup } from '../../postgres/rating/rate-groups.ts';
import { findRateImport } from '../../postgres/rating/rate-imports.ts';
import type { Context } from '../context.ts';
import { startJob, type StartedJob } from '../jobs/start-job.ts';
import type { ReportRows } from './import-rates.ts';
import { rateGroupScope } from './rate-group-scope.ts';
import { demandUndoable, ratesChangedBy, undoRateImport, type UndoneImport } from './undo-rate-import.ts';

type Input = Readonly<{ groupId: string; importId: string }>;

/** Throws as `undoRateImport`. */
export async function startImportUndo(
  context: Context,
  actor: Actor,
  { key, ...input }: Input & Readonly<{ key: string | null }>,
): Promise<StartedJob> {
  const { groupId, importId } = input;
  return startJob(
    context,
    actor,
    async (tx) => {
      const group = await findRateGroup(tx, groupId, rateGroupScope(actor));
      const { scopePath } = actor;
      const made = await findRateImport(tx, { rateGroupId: group.id, scopePath }, importId);
      demandUndoable(made);
      return {
        kind: 'undo_rates' as const,
        input: { ...input, fileName: made.fileName },
        uploadId: null,
        undoesId: null,
        total: ratesChangedBy(made),
      };
    },
    { route: 'POST /rate-groups/{id}/imports/{importId}/undo', key, content: input },
  );
}

/** The work of the job, in one transaction: one that died begins again, and one that is cancelled leaves the list as it is. */
export async function undoImportOfJob(
  context: Context,
  actor: Actor,
  job: JobRow,
  report: ReportRows,
  keep: (result: UndoneImport) => void,
): Promise<void> {
  const { groupId, importId } = job.input as Input;
  keep(await undoRateImport(context, actor, { groupId, importId }, report));
}
