/** Takes accounts back that nothing was posted on and nobody called with: as if they had never been made. */
import type { Tx } from '../pool.ts';

type Removed = Readonly<{ id: bigint; walletId: bigint | null }>;

/** Deletes every row of these accounts. Something else that names one (a caller ID, a DID) fails with SQLSTATE 23503. */
export async function removeAccounts(tx: Tx, accounts: readonly Removed[]): Promise<void> {
  const ids = accounts.map(({ id }) => id);
  const wallets = accounts.flatMap(({ walletId }) => walletId ?? []);
  await tx.query('update job_accounts set sealed_credentials = null where account_id = any($1::bigint[])', [
    ids,
  ]);
  await tx.query('delete from sip_devices where account_id = any($1::bigint[])', [ids]);
  await tx.query('delete from wallets where id = any($1::bigint[])', [wallets]);
  await tx.query('delete from wallet_credit_limit_changes where wallet_id = any($1::bigint[])', [wallets]);
  // A wallet that got another currency left its first ledger account behind.
  await tx.query('delete from ledger_accounts where holder_id = any($1::bigint[])', [ids]);
  await tx.query('delete from account_sign_ins where account_id = any($1::bigint[])', [ids]);
  await tx.query('delete from account_profiles where account_id = any($1::bigint[])', [ids]);
  await tx.query('delete from accounts where id = any($1::bigint[])', [ids]);
}

/** Closes accounts that are open, and ends what they could act with. */
export async function closeAccounts(tx: Tx, ids: readonly bigint[], now: Date): Promise<void> {
  await tx.query(
    `update accounts set status = 'closed', closed_at = $2 where id = any($1::bigint[]) and status <> 'closed'`,
    [ids, now],
  );
  await tx.query('delete from sign_in_sessions where account_id = any($1::bigint[])', [ids]);
  await tx.query(
    'update api_keys set revoked_at = $2 where account_id = any($1::bigint[]) and revoked_at is null',
    [ids, now],
  );
  await tx.query('update job_accounts set sealed_credentials = null where account_id = any($1::bigint[])', [
    ids,
  ]);
}
