/** Jobs: long work in the background, and how far it is. */
import { isUuid } from '../../domain/ids.ts';
import { known } from '../../domain/assert.ts';
import { Problem } from '../../domain/problem.ts';
import { cutPage, readCursor, writeCursor } from '../page-cursor.ts';
import type { Db, Tx } from '../pool.ts';

export type JobKind =
  | 'import_accounts'
  | 'create_accounts'
  | 'undo_accounts'
  | 'change_accounts'
  | 'undo_changes'
  | 'import_rates'
  | 'undo_rates'
  | 'preview_billing'
  | 'make_coupons';
export type JobStatus = 'queued' | 'running' | 'done' | 'failed' | 'cancelled';

export type JobRow = Readonly<{
  id: bigint;
  publicId: string;
  kind: JobKind;
  accountId: bigint;
  via: 'session' | 'api_key';
  address: string;
  accountPublicId: string;
  accountName: string;
  status: JobStatus;
  isCancelRequested: boolean;
  phase: string;
  done: number;
  total: number;
  createdAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
  input: unknown;
  uploadId: bigint | null;
  fileName: string | null;
  undoesId: bigint | null;
  undoesPublicId: string | null;
  result: unknown;
  error: string | null;
  /** Rows whose credentials wait to be downloaded. */
  hasCredentials: boolean;
}>;

const JOB = `select j.id, j.public_id as "publicId", j.kind, j.account_id as "accountId", j.via, j.address, a.public_id as "accountPublicId",
    coalesce(nullif(p.company, ''), nullif(trim(p.first_name || ' ' || p.last_name), ''), a.number) as "accountName",
    j.status, j.is_cancel_requested as "isCancelRequested", j.phase, j.done, j.total, j.created_at as "createdAt",
    j.started_at as "startedAt", j.finished_at as "finishedAt", j.input, j.upload_id as "uploadId",
    coalesce(u.file_name, j.input->>'fileName') as "fileName", j.undoes_id as "undoesId", undone.public_id as "undoesPublicId", j.result, j.error,
    exists (select 1 from job_accounts r where r.job_id = j.id and r.sealed_credentials is not null) as "hasCredentials"
  from jobs j join accounts a on a.id = j.account_id left join account_profiles p on p.account_id = a.id
  left join sheet_uploads u on u.id = j.upload_id left join jobs undone on undone.id = j.undoes_id`;

/** Finds a job of an account at or below `scopePath`; foreign and unknown ones are the same `not_found`. */
export async function findJob(db: Db, publicId: string, scopePath: string): Promise<JobRow> {
  const { rows } = isUuid(publicId)
    ? await db.query<JobRow>(`${JOB} where j.public_id = $1 and starts_with(a.path, $2)`, [
        publicId,
        scopePath,
      ])
    : { rows: [] };
  if (rows[0] === undefined) throw new Problem('not_found');
  return rows[0];
}

/** Reads a job by its internal id. */
export async function jobById(db: Db, id: bigint): Promise<JobRow> {
  const { rows } = await db.query<JobRow>(`${JOB} where j.id = $1`, [id]);
  return known(rows[0], 'a job that was made');
}

/** One page of the jobs below the reader, newest first. */
export async function listJobs(
  db: Db,
  filter: Readonly<{ scopePath: string; cursor?: string | undefined; limit: number }>,
) {
  const place = readCursor(filter.cursor, { order: 'jobs', parts: ['n'] });
  const { rows } = await db.query<JobRow>(
    `${JOB} where starts_with(a.path, $1) and ($2::bigint is null or j.id < $2) order by j.id desc limit $3`,
    [filter.scopePath, place?.[0] ?? null, filter.limit + 1],
  );
  return cutPage(rows, filter.limit, (row) => writeCursor('jobs', [row.id]));
}

export type NewJob = Readonly<{
  kind: JobKind;
  accountId: bigint;
  via: 'session' | 'api_key';
  address: string;
  total: number;
  createdAt: Date;
  input: unknown;
  uploadId: bigint | null;
  undoesId: bigint | null;
}>;

/** Puts a job at the end of the queue. */
export async function insertJob(tx: Tx, job: NewJob): Promise<{ id: bigint; publicId: string }> {
  const { rows } = await tx.query<{ id: bigint; publicId: string }>(
    `insert into jobs (kind, account_id, via, address, total, created_at, input, upload_id, undoes_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning id, public_id as "publicId"`,
    [
      job.kind,
      job.accountId,
      job.via,
      job.address,
      job.total,
      job.createdAt,
      JSON.stringify(job.input),
      job.uploadId,
      job.undoesId,
    ],
  );
  return known(rows[0], 'a new job');
}

/** Counts the jobs of an account that wait or run. */
export async function countOpenJobs(db: Db, accountId: bigint): Promise<number> {
  const { rows } = await db.query<{ count: bigint }>(
    "select count(*) from jobs where account_id = $1 and status in ('queued', 'running')",
    [accountId],
  );
  return Number(rows[0]?.count ?? 0n);
}

/** The job to run now: one that was interrupted, else the oldest that waits. Marks it as running. */
export async function takeJob(tx: Tx, now: Date): Promise<bigint | null> {
  const { rows } = await tx.query<{ id: bigint }>(
    `update jobs set status = 'running', started_at = coalesce(started_at, $1)
     where id = (select id from jobs where status in ('queued', 'running') order by status = 'queued', id limit 1 for update)
     returning id`,
    [now],
  );
  return rows[0]?.id ?? null;
}

/** Writes how far a job is; true when somebody asked to cancel it. */
export async function noteProgress(
  tx: Tx,
  id: bigint,
  progress: Readonly<{ phase: string; done: number; total: number }>,
): Promise<boolean> {
  const { rows } = await tx.query<{ isCancelRequested: boolean }>(
    `update jobs set phase = $2, done = $3, total = $4 where id = $1 returning is_cancel_requested as "isCancelRequested"`,
    [id, progress.phase, progress.done, progress.total],
  );
  return rows[0]?.isCancelRequested ?? true;
}

export type JobEnd = Readonly<{
  status: 'done' | 'failed' | 'cancelled';
  finishedAt: Date;
  result: unknown;
  error: string | null;
}>;

/** Ends a job that waits or runs. */
export async function endJob(tx: Tx, id: bigint, end: JobEnd): Promise<void> {
  await tx.query(
    `update jobs set status = $2, finished_at = $3, result = $4, error = $5, phase = ''
     where id = $1 and status in ('queued', 'running')`,
    [id, end.status, end.finishedAt, end.result === null ? null : JSON.stringify(end.result), end.error],
  );
}

/** Asks a running job to stop, and ends one that waits; false when the job is over already. */
export async function requestCancel(tx: Tx, id: bigint, now: Date): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update jobs set is_cancel_requested = true,
       status = case when status = 'queued' then 'cancelled' else status end,
       finished_at = case when status = 'queued' then $2::timestamptz end
     where id = $1 and status in ('queued', 'running')`,
    [id, now],
  );
  return rowCount === 1;
}

/** Locks a job, so that two requests about it wait for each other. */
export async function lockJob(tx: Tx, id: bigint): Promise<void> {
  await tx.query('select 1 from jobs where id = $1 for update', [id]);
}
