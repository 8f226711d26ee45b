import type { Db } from '../pool.ts';

/** The currency of an account's wallet, or null for one without. */
export async function walletOfAccount(db: Db, accountId: bigint): Promise<string | null> {
  const { rows } = await db.query<{ currency: string }>(
    'select currency from wallets where account_id = $1 order by id desc limit 1',
    [accountId],
  );
  return rows[0]?.currency ?? null;
}
