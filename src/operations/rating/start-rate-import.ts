/** The import of a rate sheet as a job: the sheet is kept sealed until the job has read it. */
import { createHash, randomUUID } from 'node:crypto';
import type { Actor } from '../../domain/accounts/actor.ts';
import { Problem } from '../../domain/problem.ts';
import type { JobRow } from '../../postgres/jobs/jobs.ts';
import { deleteUpload, insertUpload, uploadById } from '../../postgres/jobs/uploads.ts';
import { withTransaction } from '../../postgres/pool.ts';
import { findRateGroup, readSheetMapping } from '../../postgres/rating/rate-groups.ts';
import { uploadPurpose } from '../accounts/upload-sheet.ts';
import type { Context } from '../context.ts';
import { startJob, type StartedJob } from '../jobs/start-job.ts';
import { openBytes, sealBytes } from '../secrets.ts';
import { importRates, type ImportResult, type RatesToImport, type ReportRows } from './import-rates.ts';
import { mappingFor, readTable } from './map-rate-sheet.ts';
import { rateGroupScope } from './rate-group-scope.ts';

const KEPT_MS = 24 * 3600 * 1000;

type Input = Readonly<{
  groupId: string;
  fileName: string;
  encoding: string | null;
  mapping: readonly string[] | null;
  validFrom: string;
  dateOrder: RatesToImport['dateOrder'];
  timezone: string;
  /** Absent in a job that waited while Tollbook was updated. */
  isComplete?: boolean;
}>;

/** Throws as `importRates` for what concerns the sheet as a whole: that is told now, and not by a job that fails. */
export async function startRateImport(
  context: Context,
  actor: Actor,
  groupId: string,
  sent: Omit<RatesToImport, 'isDryRun'>,
): Promise<StartedJob> {
  const { bytes, fileName, key, encoding, mapping, dateOrder, timezone, isComplete } = sent;
  const group = await findRateGroup(context.pool, groupId, rateGroupScope(actor));
  const table = await readTable(sent);
  mappingFor(table, group, mapping, await readSheetMapping(context.pool, group.id));
  const createdAt = context.now();
  const validFrom = sent.validFrom?.toISOString() ?? null;
  const input = { groupId, fileName, encoding, mapping, dateOrder, timezone, isComplete };
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const content = { ...input, validFrom, sha256 };
  return startJob(
    context,
    actor,
    async (tx) => {
      const publicId = randomUUID();
      const uploadId = await insertUpload(tx, {
        publicId,
        accountId: actor.accountId,
        fileName,
        sealed: sealBytes(context.masterKey, uploadPurpose(publicId), bytes),
        encoding,
        createdAt,
        expiresAt: new Date(createdAt.getTime() + KEPT_MS),
      });
      return {
        kind: 'import_rates' as const,
        input: { ...input, validFrom: validFrom ?? createdAt.toISOString() } satisfies Input,
        uploadId,
        undoesId: null,
        total: table.rows.length,
      };
    },
    { route: 'POST /rate-groups/{id}/rates/import', key, content },
  );
}

/** The work of the job: all good rows in one transaction, so that one that died begins again, and changes nothing twice. */
export async function importRatesOfJob(
  context: Context,
  actor: Actor,
  job: JobRow,
  report: ReportRows,
  keep: (result: Omit<ImportResult, 'effect'>) => void,
): Promise<void> {
  const { uploadId } = job;
  const upload = uploadId === null ? null : await uploadById(context.pool, uploadId);
  if (upload === null || uploadId === null)
    throw new Problem('not_found', { detail: 'The sheet of this import is gone. Send it again.' });
  const { groupId, validFrom, isComplete = false, ...input } = job.input as Input;
  const result = await importRates(
    context,
    actor,
    groupId,
    {
      ...input,
      isComplete,
      bytes: openBytes(context.masterKey, uploadPurpose(upload.publicId), upload.sealed),
      validFrom: new Date(validFrom),
      isDryRun: false,
      // The job itself happens once.
      key: null,
    },
    report,
  );
  // Who reads jobs may not see what carriers ask.
  const { changes, warnings, effect: _none, ...rest } = result;
  keep({
    ...rest,
    changes: { ...changes, first: [] },
    warnings: { ...warnings, belowCost: null, first: [] },
  });
  await withTransaction(context.pool, (tx) => deleteUpload(tx, uploadId));
}
