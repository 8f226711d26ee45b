/** Runs of billing, and what waits for somebody. */
import { DISPLAY_NAME } from '../accounts/load-account.ts';
import type { Db, Tx } from '../pool.ts';

export type RunCounts = Readonly<{ done: number; issued: number; skipped: number; parked: number }>;
export type RunRow = RunCounts &
  Readonly<{ publicId: string; startedAt: Date; finishedAt: Date | null; due: number }>;

/** The run that was interrupted, or a new one. */
export async function takeRun(tx: Tx, startedAt: Date, due: number): Promise<bigint> {
  const { rows } = await tx.query<{ id: bigint }>(
    `with open as (select id from billing_runs where finished_at is null order by id limit 1),
     made as (insert into billing_runs (started_at, due) select $1, $2 where not exists (select 1 from open) returning id)
     select id from open union all select id from made`,
    [startedAt, due],
  );
  return (rows[0] as { id: bigint }).id;
}

export async function countUpRun(
  tx: Tx,
  id: bigint,
  { done, issued, skipped, parked }: RunCounts,
): Promise<void> {
  await tx.query(
    `update billing_runs set done = done + $2, issued = issued + $3, skipped = skipped + $4, parked = parked + $5,
       due = greatest(due, done + $2) where id = $1`,
    [id, done, issued, skipped, parked],
  );
}

export async function finishRun(tx: Tx, id: bigint, finishedAt: Date): Promise<void> {
  await tx.query('update billing_runs set finished_at = $2 where id = $1', [id, finishedAt]);
}

export async function listRuns(db: Db, limit: number): Promise<readonly RunRow[]> {
  const { rows } = await db.query<RunRow>(
    `select public_id as "publicId", started_at as "startedAt", finished_at as "finishedAt", due, done, issued, skipped, parked
     from billing_runs order by id desc limit $1`,
    [limit],
  );
  return rows;
}

export type ParkedRow = Readonly<{
  walletId: bigint;
  accountId: bigint;
  issuerId: bigint;
  runId: bigint | null;
  parkedAt: Date;
  periodFrom: Date;
  periodTo: Date;
  currency: string;
  totalMicros: bigint;
  usualMicros: bigint | null;
  reason: 'far_above' | 'negative';
}>;

export async function insertParked(tx: Tx, parked: readonly ParkedRow[]): Promise<void> {
  for (const row of parked) {
    await tx.query(
      `insert into parked_documents (wallet_id, account_id, issuer_id, run_id, parked_at, period_from, period_to, currency,
         total_micros, usual_micros, reason) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        row.walletId,
        row.accountId,
        row.issuerId,
        row.runId,
        row.parkedAt,
        row.periodFrom,
        row.periodTo,
        row.currency,
        row.totalMicros,
        row.usualMicros,
        row.reason,
      ],
    );
  }
}

/** Wallets among these whose document somebody has released. */
export async function releasedOf(db: Db, walletIds: readonly bigint[]): Promise<ReadonlySet<bigint>> {
  const { rows } = await db.query<{ id: bigint }>(
    'select wallet_id as id from parked_documents where wallet_id = any($1::bigint[]) and released_at is not null',
    [walletIds],
  );
  return new Set(rows.map(({ id }) => id));
}

/** Their documents were issued, also by hand before anybody released them, or there was nothing left to issue. */
export async function endParking(tx: Tx, walletIds: readonly bigint[]): Promise<void> {
  await tx.query('delete from parked_documents where wallet_id = any($1::bigint[])', [walletIds]);
}

export type ParkedInfo = ParkedRow &
  Readonly<{ accountPublicId: string; accountNumber: string; accountName: string; releasedAt: Date | null }>;

/** Documents that wait for somebody, the oldest first: of accounts at or below a path. */
export async function listParked(db: Db, scopePath: string, limit: number): Promise<readonly ParkedInfo[]> {
  const { rows } = await db.query<ParkedInfo>(
    `select k.wallet_id as "walletId", k.account_id as "accountId", k.issuer_id as "issuerId", k.run_id as "runId",
       k.parked_at as "parkedAt", k.period_from as "periodFrom", k.period_to as "periodTo", k.currency, k.total_micros as "totalMicros",
       k.usual_micros as "usualMicros", k.reason, k.released_at as "releasedAt", a.public_id as "accountPublicId", a.number as "accountNumber",
       ${DISPLAY_NAME} as "accountName"
     from parked_documents k join accounts a on a.id = k.account_id join account_profiles p on p.account_id = a.id
     where starts_with(a.path, $1) order by k.parked_at, k.wallet_id limit $2`,
    [scopePath, limit],
  );
  return rows;
}

/** The issuer of what waits for an account, locked; null when nothing does. */
export async function lockParked(tx: Tx, accountId: bigint): Promise<Readonly<{ issuerId: bigint }> | null> {
  const { rows } = await tx.query<{ issuerId: bigint }>(
    'select issuer_id as "issuerId" from parked_documents where account_id = $1 and released_at is null for update',
    [accountId],
  );
  return rows[0] ?? null;
}

export async function releaseParked(
  tx: Tx,
  {
    accountId,
    releasedAt,
    releasedBy,
  }: Readonly<{ accountId: bigint; releasedAt: Date; releasedBy: bigint }>,
): Promise<void> {
  await tx.query(
    'update parked_documents set released_at = $2, released_by = $3 where account_id = $1 and released_at is null',
    [accountId, releasedAt, releasedBy],
  );
}
