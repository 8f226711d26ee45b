/** Second factors: sealed secrets, the last code that was used, and hashes of recovery codes. */
import type { Db, Tx } from '../pool.ts';

export type SecondFactorRow = Readonly<{
  sealedSecret: Buffer;
  confirmedAt: Date | null;
  lastStep: number;
}>;

const ROW = `select sealed_secret as "sealedSecret", confirmed_at as "confirmedAt", last_step as "lastStep"
  from second_factors f where account_id = $1`;

/** What an account has, or has begun; else null. */
export async function secondFactorOf(db: Db, accountId: bigint): Promise<SecondFactorRow | null> {
  return (await db.query<SecondFactorRow>(ROW, [accountId])).rows[0] ?? null;
}

/** The same, so that codes that are given at the same moment wait for each other. */
export async function lockSecondFactor(tx: Tx, accountId: bigint): Promise<SecondFactorRow | null> {
  return (await tx.query<SecondFactorRow>(`${ROW} for update`, [accountId])).rows[0] ?? null;
}

/** Keeps a secret that is to be confirmed, in place of one that never was; false when one is confirmed. */
export async function beginSecondFactor(
  tx: Tx,
  factor: Readonly<{ accountId: bigint; sealedSecret: Buffer; createdAt: Date }>,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into second_factors (account_id, sealed_secret, created_at) values ($1, $2, $3)
     on conflict (account_id) do update set sealed_secret = excluded.sealed_secret, created_at = excluded.created_at
       where second_factors.confirmed_at is null`,
    [factor.accountId, factor.sealedSecret, factor.createdAt],
  );
  return rowCount === 1;
}

/** From now on sign-in asks for it. */
export async function confirmSecondFactor(tx: Tx, accountId: bigint, now: Date): Promise<void> {
  await tx.query('update second_factors set confirmed_at = $2 where account_id = $1', [accountId, now]);
}

/** Uses a code up: it and older ones are refused from now on. */
export async function useStep(tx: Tx, accountId: bigint, step: number): Promise<void> {
  await tx.query('update second_factors set last_step = $2 where account_id = $1', [accountId, step]);
}

/** Uses a recovery code up; false when the account has no such code. */
export async function useRecoveryCode(tx: Tx, accountId: bigint, codeHash: Buffer): Promise<boolean> {
  const { rowCount } = await tx.query('delete from recovery_codes where account_id = $1 and code_hash = $2', [
    accountId,
    codeHash,
  ]);
  return rowCount === 1;
}

/** Those before end. */
export async function replaceRecoveryCodes(
  tx: Tx,
  accountId: bigint,
  hashes: readonly Buffer[],
): Promise<void> {
  await tx.query('delete from recovery_codes where account_id = $1', [accountId]);
  await tx.query(
    'insert into recovery_codes (account_id, code_hash) select $1, hash from unnest($2::bytea[]) as new (hash)',
    [accountId, hashes],
  );
}

/** How many recovery codes are left. */
export async function countRecoveryCodes(db: Db, accountId: bigint): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    'select count(*)::int as count from recovery_codes where account_id = $1',
    [accountId],
  );
  return rows[0]?.count ?? 0;
}

/** Recovery codes stand in for a second factor: without any they end. */
export async function endCodesWithoutFactor(tx: Tx, accountId: bigint): Promise<void> {
  await tx.query(
    `delete from recovery_codes where account_id = $1
       and not exists (select 1 from second_factors where account_id = $1 and confirmed_at is not null)
       and not exists (select 1 from passkeys where account_id = $1)`,
    [accountId],
  );
}

/** Takes the app away; false when the account had none that was confirmed. */
export async function removeSecondFactor(tx: Tx, accountId: bigint): Promise<boolean> {
  const { rows } = await tx.query<{ confirmedAt: Date | null }>(
    'delete from second_factors where account_id = $1 returning confirmed_at as "confirmedAt"',
    [accountId],
  );
  return rows[0] !== undefined && rows[0].confirmedAt !== null;
}
