/** Who sells to an account. */
import { Problem } from '../../domain/problem.ts';
import type { Db } from '../pool.ts';

/** The issuer of its wallet; its path is null for whoever may not see that one. Throws `account_has_no_wallet`. */
export async function sellerOf(
  db: Db,
  accountId: bigint,
): Promise<Readonly<{ id: bigint; path: string | null }>> {
  const { rows } = await db.query<{ id: bigint; path: string | null }>(
    `select w.issuer_id as id, a.path from wallets w left join accounts a on a.id = w.issuer_id where w.account_id = $1`,
    [accountId],
  );
  if (rows[0] === undefined) throw new Problem('account_has_no_wallet');
  return rows[0];
}
