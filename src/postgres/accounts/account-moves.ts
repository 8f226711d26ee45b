/** Since when somebody sees the history of an account that was moved. */
import { idsOfPath } from '../../domain/accounts/tree.ts';
import type { Db } from '../pool.ts';

/**
 * The moment since which a reader with this scope has been above the account without a break; null = always, as for its
 * holder, the operator's staff, and whoever is above both places of every move.
 */
export async function seenSince(db: Db, accountPath: string, scopePath: string): Promise<Date | null> {
  const reader = idsOfPath(scopePath).at(-1);
  const below = idsOfPath(accountPath.slice(scopePath.length - 1));
  if (reader === undefined || below.length === 0) return null;
  const { rows } = await db.query<{ since: Date | null }>(
    `select max(moved_at) as since from account_moves where account_id = any($1::bigint[]) and strpos(old_path, $2) = 0`,
    [below, `/${reader}/`],
  );
  return rows[0]?.since ?? null;
}

/**
 * The ledger accounts that the statement of an account adds up: its wallet, and those it had in the books of former
 * sellers, as far as the reader may see them. Each of those was left with 0.
 */
export async function walletsOfHolder(
  db: Db,
  { walletId, accountId, currency }: Readonly<{ walletId: bigint; accountId: bigint; currency: string }>,
  reader: Readonly<{ accountId: bigint; scopePath: string }>,
): Promise<readonly bigint[]> {
  const { rows } = await db.query<{ id: bigint }>(
    `select l.id from ledger_accounts l left join accounts issuer on issuer.id = l.issuer_id
     where l.kind = 'wallet' and l.holder_id = $1 and l.currency = $2
       and (l.id = $3 or $1 = $4 or starts_with(issuer.path, $5))`,
    [accountId, currency, walletId, reader.accountId, reader.scopePath],
  );
  return rows.map(({ id }) => id);
}
