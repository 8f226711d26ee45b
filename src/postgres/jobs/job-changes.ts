/** What a job changed, account by account, with what was there before. */
import type { ManyChange, RefusedAccount, Refusal } from '../../domain/accounts/many-changes.ts';
import type { Db, Tx } from '../pool.ts';

export type JobChange = Readonly<{
  jobId: bigint;
  position: number;
  /** Null = nothing that the job may see. */
  accountId: bigint | null;
  outcome: 'changed' | 'same' | 'refused';
  before: ManyChange | null;
  after: ManyChange | null;
  reasons: readonly Refusal[];
}>;

/** Notes what became of an account, in the transaction that changes it. */
export async function insertJobChange(tx: Tx, change: JobChange): Promise<void> {
  const { before, after } = change;
  await tx.query(
    `insert into job_changes (job_id, position, account_id, outcome, before, after, reasons)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      change.jobId,
      change.position,
      change.accountId,
      change.outcome,
      before === null ? null : JSON.stringify(before),
      after === null ? null : JSON.stringify(after),
      JSON.stringify(change.reasons),
    ],
  );
}

/** The places of the list that the job has done. */
export async function donePositions(db: Db, jobId: bigint): Promise<ReadonlySet<number>> {
  const { rows } = await db.query<{ position: number }>(
    'select position from job_changes where job_id = $1',
    [jobId],
  );
  return new Set(rows.map(({ position }) => position));
}

/** How many accounts the job left how. */
export async function countOutcomes(db: Db, jobId: bigint): Promise<ReadonlyMap<string, number>> {
  const { rows } = await db.query<{ outcome: string; count: bigint }>(
    'select outcome, count(*) from job_changes where job_id = $1 group by outcome',
    [jobId],
  );
  return new Map(rows.map(({ outcome, count }) => [outcome, Number(count)]));
}

/** The accounts of an outcome with their reasons, in the order of the list. */
export async function accountsOfOutcome(
  db: Db,
  jobId: bigint,
  outcome: 'refused' | 'kept',
): Promise<readonly RefusedAccount[]> {
  const { rows } = await db.query<RefusedAccount>(
    `select coalesce(a.public_id::text, j.input -> 'accountIds' ->> c.position) as "accountId", a.number, c.reasons
     from job_changes c join jobs j on j.id = c.job_id left join accounts a on a.id = c.account_id
     where c.job_id = $1 and c.outcome = $2 order by c.position`,
    [jobId, outcome],
  );
  return rows;
}

export type UndoableChange = Readonly<{
  position: number;
  accountPublicId: string;
  number: string;
  before: ManyChange;
  after: ManyChange;
}>;

/** The changes that nobody took back yet, in the order of the list. */
export async function undoableChanges(db: Db, jobId: bigint): Promise<readonly UndoableChange[]> {
  const { rows } = await db.query<UndoableChange>(
    `select c.position, a.public_id as "accountPublicId", a.number, c.before, c.after
     from job_changes c join accounts a on a.id = c.account_id
     where c.job_id = $1 and c.outcome = 'changed' order by c.position`,
    [jobId],
  );
  return rows;
}

/** Notes what became of a change that was to be taken back. */
export async function noteUndone(
  tx: Tx,
  change: Readonly<{
    jobId: bigint;
    position: number;
    outcome: 'undone' | 'kept';
    reasons: readonly Refusal[];
  }>,
): Promise<void> {
  await tx.query('update job_changes set outcome = $3, reasons = $4 where job_id = $1 and position = $2', [
    change.jobId,
    change.position,
    change.outcome,
    JSON.stringify(change.reasons),
  ]);
}
