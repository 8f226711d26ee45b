/** The work of a job that makes accounts: out of a sheet, or by a template. */
import type { Actor } from '../../domain/accounts/actor.ts';
import type { CreateManyOptions, ImportOptions, RowMistakes } from '../../domain/accounts/many-accounts.ts';
import type { SheetField } from '../../domain/accounts/sheet-fields.ts';
import { known } from '../../domain/assert.ts';
import { Problem } from '../../domain/problem.ts';
import { madeRows } from '../../postgres/jobs/job-accounts.ts';
import type { JobRow } from '../../postgres/jobs/jobs.ts';
import { deleteUpload, uploadById } from '../../postgres/jobs/uploads.ts';
import { problemOfDatabaseError } from '../../postgres/problem-of-database-error.ts';
import { withTransaction } from '../../postgres/pool.ts';
import type { JobContext, Report } from '../jobs/run-jobs.ts';
import { MISTAKES_LISTED_MAX } from './check-import.ts';
import { hashPasswords, makeManyAccounts, type HashedRow } from './make-many-accounts.ts';
import { planRows, type PlannedRow, type RawRow } from './plan-rows.ts';
import { readUpload } from './read-upload.ts';

/**
 * Rows of one transaction. Each holds the one row of the catalogue's version, for which every other change of
 * an account waits: 200 rows are some 50 ms.
 */
const BATCH = 200;
/** Passwords that are hashed between two looks at the progress: a second of work. */
const HASHES_AT_ONCE = 40;

export type MadeResult = Readonly<{
  /** Rows below the header: created + invalid + skipped, once the job is done. */
  read: number;
  created: number;
  invalid: number;
  skipped: number;
  mistakes: readonly RowMistakes[];
}>;

type Source = Readonly<{
  rows: readonly RawRow[];
  invalid: readonly RowMistakes[];
  skipped: number;
  read: number;
}>;

/**
 * Makes the rows that are not made yet. Each row is one of its transaction together with the note that it was
 * made, so that a job that died goes on where it was. With `all_or_nothing` all rows are one transaction.
 */
export async function makeRows(
  context: JobContext,
  actor: Actor,
  job: JobRow,
  report: Report,
  keep: (result: MadeResult) => void,
): Promise<void> {
  const options = job.input as ImportOptions | CreateManyOptions;
  const source = await openSource(context, job, options);
  const total = source.rows.length + source.invalid.length;
  await report('checking', 0, total);
  const made = await madeRows(context.pool, job.id);
  const plan = await planRows(
    context.pool,
    context.now(),
    actor,
    context.readRow,
    source.rows,
    options,
    made,
  );
  const invalid = [...source.invalid, ...plan.invalid];
  let created = made.size;
  const tell = () =>
    keep({
      read: source.read,
      created,
      invalid: invalid.length,
      skipped: source.skipped,
      mistakes: invalid.sort((a, b) => a.row - b.row).slice(0, MISTAKES_LISTED_MAX),
    });
  tell();
  const target = { id: job.id, publicId: job.publicId, options, configuration: plan.configuration };
  if (options.mode === 'all_or_nothing') {
    if (invalid.length > 0) throw nothingMade(invalid.length);
    // Hashed before the rows are locked.
    const hashed: HashedRow[] = [];
    for (let start = 0; start < plan.valid.length; start += HASHES_AT_ONCE) {
      await report('hashing', start, total);
      hashed.push(...(await hashPasswords(plan.valid.slice(start, start + HASHES_AT_ONCE), options)));
    }
    await withTransaction(context.pool, async (tx) => {
      for (let start = 0; start < hashed.length; start += BATCH) {
        await report('creating', start, total);
        await makeManyAccounts(tx, context, actor, target, hashed.slice(start, start + BATCH));
      }
    });
    created += hashed.length;
  } else {
    const size = needsHashes(plan.valid, options) ? HASHES_AT_ONCE : BATCH;
    for (let start = 0; start < plan.valid.length; start += size) {
      await report('creating', created + invalid.length, total);
      const rows = await hashPasswords(plan.valid.slice(start, start + size), options);
      const failed = await makeBatch(context, actor, target, rows);
      invalid.push(...failed);
      created += rows.length - failed.length;
      tell();
    }
  }
  await report('creating', created + invalid.length, total);
  tell();
  // It may hold passwords, and it was imported.
  if (job.uploadId !== null)
    await withTransaction(context.pool, (tx) => deleteUpload(tx, known(job.uploadId, 'an upload')));
}

async function openSource(
  context: JobContext,
  job: JobRow,
  options: ImportOptions | CreateManyOptions,
): Promise<Source> {
  if ('count' in options) {
    const rows = Array.from({ length: options.count }, (_, index) => generatedRow(options, index));
    return { rows, invalid: [], skipped: 0, read: rows.length };
  }
  const upload = job.uploadId === null ? null : await uploadById(context.pool, job.uploadId);
  if (upload === null)
    throw new Problem('not_found', { detail: 'The sheet of this import is gone. Send it again.' });
  return readUpload(context, upload, options.mapping);
}

/** Row `index` of a mass creation: everything but its number comes from the template. */
function generatedRow({ firstNumber }: CreateManyOptions, index: number): RawRow {
  const values = new Map<SheetField, unknown>();
  if (firstNumber !== null) {
    const number = String(BigInt(firstNumber) + BigInt(index)).padStart(firstNumber.length, '0');
    values.set('panelAccess.number', number);
  }
  return { row: index + 1, values };
}

/**
 * One transaction for the batch; when a number or an address was taken since the plan, the halves are tried,
 * so that only the row that it belongs to fails.
 */
async function makeBatch(
  context: JobContext,
  actor: Actor,
  target: Parameters<typeof makeManyAccounts>[3],
  rows: readonly HashedRow[],
): Promise<RowMistakes[]> {
  if (rows.length === 0) return [];
  try {
    await withTransaction(context.pool, (tx) => makeManyAccounts(tx, context, actor, target, rows));
    return [];
  } catch (error) {
    const problem = error instanceof Problem ? error : problemOfDatabaseError(error);
    if (problem === null || problem.code === 'unavailable') throw error;
    const [row] = rows;
    if (rows.length === 1 && row !== undefined) {
      const { code, message } = problem;
      const errors = problem.details.errors ?? [{ field: 'row', code, message }];
      return [{ row: row.row, errors: errors.map((mistake) => ({ ...mistake })) }];
    }
    const half = Math.ceil(rows.length / 2);
    const first = await makeBatch(context, actor, target, rows.slice(0, half));
    return [...first, ...(await makeBatch(context, actor, target, rows.slice(half)))];
  }
}

function needsHashes(rows: readonly PlannedRow[], options: ImportOptions | CreateManyOptions): boolean {
  return (
    options.passwords === 'generate' || rows.some(({ input }) => input.panelAccess.password !== undefined)
  );
}

function nothingMade(count: number): Problem {
  const detail = `${count} ${count === 1 ? 'row' : 'rows'} cannot be used, so nothing was made. Correct them, or import the valid rows only.`;
  return new Problem('invalid_input', { detail });
}
