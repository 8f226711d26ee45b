/** Says what an import would do, and makes nothing. */
import type { Actor } from '../../domain/accounts/actor.ts';
import type { ImportOptions, RowMistakes } from '../../domain/accounts/many-accounts.ts';
import { findUpload } from '../../postgres/jobs/uploads.ts';
import type { Db } from '../../postgres/pool.ts';
import type { Context } from '../context.ts';
import { applyTemplate, type Templated } from './apply-template.ts';
import { planRows, type ReadRow } from './plan-rows.ts';
import { readUpload } from './read-upload.ts';

/** More mistakes than that are one mistake: the wrong mapping. */
export const MISTAKES_LISTED_MAX = 1000;

export type CheckedImport = Readonly<{
  /** Rows below the header: valid + invalid + skipped. */
  read: number;
  valid: number;
  invalid: number;
  skipped: number;
  /** The first thousand rows that cannot be used. */
  mistakes: readonly RowMistakes[];
}>;

/** Throws `not_found` for a sheet of somebody else, and `invalid_input` at `mapping`, `template` or `templateId`. */
export async function checkImport(
  context: Context & Readonly<{ reads: Db }>,
  actor: Actor,
  readRow: ReadRow,
  uploadId: string,
  asked: Templated<ImportOptions>,
): Promise<CheckedImport> {
  const now = context.now();
  const options = await applyTemplate(context.reads, actor, asked);
  const upload = await findUpload(context.reads, uploadId, actor.accountId, now);
  const sheet = await readUpload(context, upload, options.mapping);
  const plan = await planRows(context.reads, now, actor, readRow, sheet.rows, options);
  const mistakes = [...sheet.invalid, ...plan.invalid].sort((a, b) => a.row - b.row);
  return {
    read: sheet.read,
    valid: plan.valid.length,
    invalid: mistakes.length,
    skipped: sheet.skipped,
    mistakes: mistakes.slice(0, MISTAKES_LISTED_MAX),
  };
}
