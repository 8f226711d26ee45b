/** What a job made, row by row, with the credentials that wait to be downloaded once. */
import type { Db, Tx } from '../pool.ts';
import { arraysOf, unnested, type Column } from '../insert-rows.ts';

export type MadeRow = Readonly<{
  jobId: bigint;
  rowNumber: number;
  accountId: bigint;
  sealedCredentials: Buffer;
}>;

const COLUMNS: readonly Column<MadeRow>[] = [
  ['job_id', 'bigint', (row) => row.jobId],
  ['row_number', 'int', (row) => row.rowNumber],
  ['account_id', 'bigint', (row) => row.accountId],
  ['sealed_credentials', 'bytea', (row) => row.sealedCredentials],
];

/** Notes what was made, in the transaction that makes it. */
export async function insertMade(tx: Tx, rows: readonly MadeRow[]): Promise<void> {
  await tx.query(
    `insert into job_accounts (job_id, row_number, account_id, sealed_credentials) select * from ${unnested(COLUMNS)}`,
    arraysOf(COLUMNS, rows),
  );
}

/** The rows of which the job made an account already. */
export async function madeRows(db: Db, jobId: bigint): Promise<ReadonlySet<number>> {
  const { rows } = await db.query<{ row: number }>(
    'select row_number as row from job_accounts where job_id = $1',
    [jobId],
  );
  return new Set(rows.map(({ row }) => row));
}

/** Takes the credentials out, in the order of the rows: whoever comes second finds none. */
export async function takeCredentials(
  tx: Tx,
  jobId: bigint,
): Promise<readonly { row: number; sealed: Buffer }[]> {
  const { rows } = await tx.query<{ row: number; sealed: Buffer }>(
    `with taken as (
       select row_number, sealed_credentials from job_accounts
       where job_id = $1 and sealed_credentials is not null order by row_number for update),
     emptied as (
       update job_accounts r set sealed_credentials = null from taken t
       where r.job_id = $1 and r.row_number = t.row_number)
     select row_number as row, sealed_credentials as sealed from taken order by row_number`,
    [jobId],
  );
  return rows;
}

/** Throws away the credentials of jobs that ended before `before`. */
export async function dropCredentials(tx: Tx, before: Date): Promise<void> {
  await tx.query(
    `update job_accounts r set sealed_credentials = null from jobs j
     where j.id = r.job_id and r.sealed_credentials is not null and j.finished_at <= $1`,
    [before],
  );
}

export type MadeAccount = Readonly<{
  rowNumber: number;
  id: bigint;
  publicId: string;
  number: string;
  status: 'active' | 'suspended' | 'closed';
  path: string;
  parentId: bigint | null;
  walletId: bigint | null;
  /** What keeps the account from being removed; null when nothing does. */
  keptBecause: 'posted' | 'called' | 'has_accounts' | null;
  hasLiveCalls: boolean;
  /** Accounts directly below it that are not closed: it is not closed before them. */
  openAccounts: number;
}>;

/** The accounts that a job made and that are still there (`only`: of these), with what happened to them since. */
export async function madeAccounts(
  db: Db,
  jobId: bigint,
  only: readonly bigint[] | null = null,
): Promise<readonly MadeAccount[]> {
  const { rows } = await db.query<MadeAccount>(
    `select r.row_number as "rowNumber", a.id, a.public_id as "publicId", a.number, a.status, a.path,
       a.parent_id as "parentId", w.id as "walletId",
       case
         when exists (select 1 from ledger_transfers t where t.debit_account_id = w.id and t.debits_wallet)
           or exists (select 1 from ledger_transfers t where t.credit_account_id = w.id and t.credits_wallet) then 'posted'
         when w.live_calls > 0 or w.held_micros > 0 or exists (select 1 from cdrs c where c.account_id = a.id) then 'called'
         when exists (select 1 from accounts below where below.parent_id = a.id) then 'has_accounts'
       end as "keptBecause",
       coalesce(w.live_calls > 0, false) as "hasLiveCalls",
       (select count(*)::int from accounts below where below.parent_id = a.id and below.status <> 'closed') as "openAccounts"
     from job_accounts r join accounts a on a.id = r.account_id left join wallets w on w.account_id = a.id
     where r.job_id = $1 and ($2::bigint[] is null or a.id = any($2::bigint[])) order by a.id`,
    [jobId, only],
  );
  return rows;
}
