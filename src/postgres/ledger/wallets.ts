/** Wallets: the hot rows of money, locked in the order of their ids by everyone. */
import type { Db, Tx } from '../pool.ts';

export type WalletRow = Readonly<{
  id: bigint;
  accountId: bigint;
  branchId: bigint;
  issuerId: bigint;
  currency: string;
  balanceMicros: bigint;
  heldMicros: bigint;
  creditLimitMicros: bigint;
  liveCalls: number;
}>;

const COLUMNS = `id, account_id as "accountId", branch_id as "branchId", issuer_id as "issuerId", currency,
  balance_micros as "balanceMicros", held_micros as "heldMicros", credit_limit_micros as "creditLimitMicros",
  live_calls as "liveCalls"`;

/** Locks wallets until the transaction ends, in the order of their ids so that no two wait in a circle. */
export async function lockWallets(tx: Tx, ids: readonly bigint[]): Promise<ReadonlyMap<bigint, WalletRow>> {
  const { rows } = await tx.query<WalletRow>(
    `select ${COLUMNS} from wallets where id = any($1::bigint[]) order by id for update`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** Reads the wallet of an account without locking it; null when that kind of account has none. */
export async function walletOfAccount(db: Db, accountId: bigint): Promise<WalletRow | null> {
  const { rows } = await db.query<WalletRow>(`select ${COLUMNS} from wallets where account_id = $1`, [
    accountId,
  ]);
  return rows[0] ?? null;
}

/** The wallets that these accounts have now. */
export async function walletIdsOf(db: Db, accountIds: readonly bigint[]): Promise<readonly bigint[]> {
  const { rows } = await db.query<{ id: bigint }>(
    'select id from wallets where account_id = any($1::bigint[])',
    [accountIds],
  );
  return rows.map(({ id }) => id);
}

/** The ledger accounts that were wallets of an account in a currency: of one that was moved, those in former books, too. */
export async function walletsOf(
  db: Db,
  { accountId, currency }: Readonly<{ accountId: bigint; currency: string }>,
): Promise<readonly bigint[]> {
  const { rows } = await db.query<{ id: bigint }>(
    "select id from ledger_accounts where kind = 'wallet' and holder_id = $1 and currency = $2",
    [accountId, currency],
  );
  return rows.map(({ id }) => id);
}

/** The ledger accounts that are or were wallets of an account, the newest first. */
export async function everyWalletIdOf(db: Db, accountId: bigint): Promise<readonly bigint[]> {
  const { rows } = await db.query<{ id: bigint }>(
    "select id from ledger_accounts where kind = 'wallet' and holder_id = $1 order by id desc",
    [accountId],
  );
  return rows.map(({ id }) => id);
}

export type NewWallet = Readonly<{
  id: bigint;
  accountId: bigint;
  branchId: bigint;
  issuerId: bigint;
  currency: string;
  creditLimitMicros: bigint;
  concurrentCallsMax: number | null;
  cpsMax: number | null;
}>;

/** Makes the wallet of a new account, empty. */
export async function insertWallet(tx: Tx, wallet: NewWallet): Promise<void> {
  await tx.query(
    `insert into wallets (id, account_id, branch_id, issuer_id, currency, credit_limit_micros, concurrent_calls_max, cps_max)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      wallet.id,
      wallet.accountId,
      wallet.branchId,
      wallet.issuerId,
      wallet.currency,
      wallet.creditLimitMicros,
      wallet.concurrentCallsMax,
      wallet.cpsMax,
    ],
  );
}

/** Adds to the balances of locked wallets, at once. */
export async function changeBalances(tx: Tx, changes: ReadonlyMap<bigint, bigint>): Promise<void> {
  await tx.query(
    `update wallets set balance_micros = balance_micros + change.micros
     from unnest($1::bigint[], $2::bigint[]) as change (id, micros) where wallets.id = change.id`,
    [[...changes.keys()], [...changes.values()]],
  );
}
