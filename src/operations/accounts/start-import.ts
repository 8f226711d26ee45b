/** Puts the import of a sheet, or the making of many accounts by a template, into the queue of jobs. */
import type { Actor } from '../../domain/accounts/actor.ts';
import type { CreateManyOptions, ImportOptions } from '../../domain/accounts/many-accounts.ts';
import { fieldProblem } from '../../domain/problem.ts';
import { findUpload } from '../../postgres/jobs/uploads.ts';
import type { Tx } from '../../postgres/pool.ts';
import type { Context } from '../context.ts';
import { startJob, type StartedJob } from '../jobs/start-job.ts';
import { applyTemplate, type Templated } from './apply-template.ts';
import { readUpload } from './read-upload.ts';

/** Starts the import of a sheet that the actor sent. Throws as `checkImport` for what concerns the sheet. */
export async function startImport(
  context: Context,
  actor: Actor,
  uploadId: string,
  options: Templated<ImportOptions>,
  idempotencyKey: string | null,
): Promise<StartedJob> {
  const once = {
    route: 'POST /account-imports/{id}/run',
    key: idempotencyKey,
    content: { uploadId, options },
  };
  const describe = async (tx: Tx) => {
    const upload = await findUpload(tx, uploadId, actor.accountId, context.now());
    // A wrong mapping is told now, not by a job that fails.
    const { rows, invalid } = await readUpload(context, upload, options.mapping);
    const total = rows.length + invalid.length;
    // The sheet goes once it was imported; what it was called stays with the job.
    const input = { ...(await applyTemplate(tx, actor, options)), fileName: upload.fileName };
    return { kind: 'import_accounts' as const, input, uploadId: upload.id, undoesId: null, total };
  };
  return startJob(context, actor, describe, once);
}

/** Starts the making of `count` customers. Throws `invalid_input` when the numbers run out of digits. */
export async function startCreateMany(
  context: Context,
  actor: Actor,
  options: Templated<CreateManyOptions>,
  idempotencyKey: string | null,
): Promise<StartedJob> {
  const { count, firstNumber } = options;
  if (firstNumber !== null) {
    const last = String(BigInt(firstNumber) + BigInt(count - 1));
    if (last.length > firstNumber.length) {
      const message = `${count} numbers from ${firstNumber} on need more digits than it has. Begin lower, or make fewer.`;
      throw fieldProblem('firstNumber', 'too_high', message);
    }
  }
  const describe = async (tx: Tx) => ({
    kind: 'create_accounts' as const,
    input: await applyTemplate(tx, actor, options),
    uploadId: null,
    undoesId: null,
    total: count,
  });
  const once = { route: 'POST /accounts/create-many', key: idempotencyKey, content: options };
  return startJob(context, actor, describe, once);
}
