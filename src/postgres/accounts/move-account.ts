/** Moving an account with everything below it: locks, what has to be known, and the writes. */
import { childPath } from '../../domain/accounts/tree.ts';
import { uuidV7, UUID_V7_RANDOM_BYTES } from '../../domain/ids.ts';
import type { Db, Tx } from '../pool.ts';
import type { AccountNode } from './find-account.ts';
import { DISPLAY_NAME } from './load-account.ts';

/** No call lasts longer than a day or is closed later than a day after: its record is at most so much younger than its id. */
const RECORDED_WITHIN_MS = 4 * 24 * 3600 * 1000;

/** One move at a time: two opposite ones would otherwise make a circle, each seeing the tree without the other. */
export async function lockMoves(tx: Tx): Promise<void> {
  await tx.query("select pg_advisory_xact_lock(hashtextextended('tollbook moves', 0))");
}

/**
 * Locks every account at or below a path, so that nothing is made below them meanwhile. What was made while waiting is
 * locked too. Returns their ids.
 */
export async function lockSubtree(tx: Tx, path: string): Promise<readonly bigint[]> {
  let before = -1;
  for (;;) {
    const { rows } = await tx.query<{ id: bigint }>(
      'select id from accounts where starts_with(path, $1) order by id for update',
      [path],
    );
    if (rows.length === before) return rows.map(({ id }) => id);
    before = rows.length;
  }
}

/** Locks the version of the catalogue: accounts, catalogue, wallets is the order in which everybody locks. */
export async function lockCatalogue(tx: Tx): Promise<void> {
  await tx.query('select version from catalogue_version for update');
}

/** Locks the wallets of accounts in the order of their ids. */
export async function lockWalletsOf(tx: Tx, accountIds: readonly bigint[]): Promise<void> {
  await tx.query('select id from wallets where account_id = any($1::bigint[]) order by id for update', [
    accountIds,
  ]);
}

export type SubtreeFacts = Readonly<{
  /** The account itself included. */
  accounts: number;
  deepestReseller: number | null;
  liveCalls: number;
  othersWithNewIssuer: number;
  foreignNumbers: number;
  /** One of its devices' extensions that another has where it is to go; null for none. */
  takenExtension: string | null;
}>;

/**
 * What is at and below an account, and would not fit below `above` (ids from the root to the new parent) when
 * `sellerId` sells to it.
 */
export async function subtreeFacts(
  db: Db,
  { node, above, sellerId }: Readonly<{ node: AccountNode; above: readonly bigint[]; sellerId: bigint }>,
): Promise<SubtreeFacts> {
  const { rows } = await db.query<SubtreeFacts>(
    `with tree as materialized (select id, kind, depth from accounts where starts_with(path, $1))
     select count(*)::int as accounts, max(tree.depth) filter (where tree.kind = 'reseller') as "deepestReseller",
       coalesce(sum(w.live_calls), 0)::int as "liveCalls",
       (count(*) filter (where tree.id <> $2 and w.issuer_id <> $3
         and not exists (select 1 from tree issuer where issuer.id = w.issuer_id)))::int as "othersWithNewIssuer",
       (select count(*) from dids d join tree user_of on user_of.id = d.account_id
         where d.owner_id <> all($4::bigint[]) and not exists (select 1 from tree owner where owner.id = d.owner_id))::int
         as "foreignNumbers",
       (select min(mine.extension) from sip_devices mine join sip_devices other using (extension)
         where mine.account_id = $2 and mine.domain_id <> $5 and other.domain_id = $5) as "takenExtension"
     from tree left join wallets w on w.account_id = tree.id`,
    [node.path, node.id, sellerId, above, above.at(-1)],
  );
  return rows[0] as SubtreeFacts;
}

/** When the newest call at or below a path was recorded, when that was after `since`; refused ones cost nothing, ever. */
export async function lastCallSince(db: Db, path: string, since: Date): Promise<Date | null> {
  const earliest = uuidV7({
    time: new Date(since.getTime() - RECORDED_WITHIN_MS),
    random: new Uint8Array(UUID_V7_RANDOM_BYTES),
  });
  const { rows } = await db.query<{ at: Date | null }>(
    `select max(c.recorded_at) as at from accounts a join cdrs c on c.account_id = a.id
     where starts_with(a.path, $1) and c.session_id >= $2 and c.recorded_at > $3 and c.outcome <> 'refused'`,
    [path, earliest, since],
  );
  return rows[0]?.at ?? null;
}

/** Puts the account below `parent`, with everything below it, and gives all of them the branch they are in then. */
export async function moveSubtree(
  tx: Tx,
  { node, ids, parent }: Readonly<{ node: AccountNode; ids: readonly bigint[]; parent: AccountNode }>,
): Promise<string> {
  const path = childPath(parent.path, node.id);
  const branchId = parent.depth === 0 ? node.id : parent.branchId;
  await tx.query(
    `update accounts set path = $2 || substr(path, length($3) + 1), depth = depth + $4, branch_id = $5,
       parent_id = case when id = $6 then $7 else parent_id end
     where id = any($1::bigint[])`,
    [ids, path, node.path, parent.depth + 1 - node.depth, branchId, node.id, parent.id],
  );
  // Each wallet is written, also where nothing changes: whoever decided by what it remembers of them decides again.
  await tx.query('update wallets set branch_id = $2 where account_id = any($1::bigint[])', [ids, branchId]);
  await tx.query(
    'update sip_devices set domain_id = $2 where account_id = $1 and domain_id is not null and domain_id <> $2',
    [node.id, parent.id],
  );
  return path;
}

/** Opens the wallet in another book; its money is 0, so nothing is carried over. */
export async function moveWalletTo(
  tx: Tx,
  from: bigint,
  to: Readonly<{ id: bigint; issuerId: bigint }>,
): Promise<void> {
  await tx.query('update wallets set id = $2, issuer_id = $3 where id = $1', [from, to.id, to.issuerId]);
}

/** What belonged to the former seller: its prices, taxes and rule sets do not come along. */
export async function changeSellerTerms(
  tx: Tx,
  terms: Readonly<{ accountId: bigint; rateGroupId: bigint | null; cliPool: string }>,
): Promise<void> {
  await tx.query(
    `update accounts set rate_group_id = $2, cli_pool = $3, non_cli_rate_group_id = null, localization_id = null where id = $1`,
    [terms.accountId, terms.rateGroupId, terms.cliPool],
  );
  await tx.query('delete from account_taxes where account_id = $1', [terms.accountId]);
}

/** Gives the account another price list of the same seller. */
export async function changeRateGroup(tx: Tx, accountId: bigint, rateGroupId: bigint | null): Promise<void> {
  await tx.query('update accounts set rate_group_id = $2 where id = $1', [accountId, rateGroupId]);
}

export type MoveRow = Readonly<{
  accountId: bigint;
  movedAt: Date;
  movedBy: bigint;
  oldPath: string;
  newPath: string;
  oldWalletId: bigint;
  newWalletId: bigint;
}>;

export async function insertMove(tx: Tx, move: MoveRow): Promise<void> {
  await tx.query(
    `insert into account_moves (account_id, moved_at, moved_by, old_path, new_path, old_wallet_id, new_wallet_id)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      move.accountId,
      move.movedAt,
      move.movedBy,
      move.oldPath,
      move.newPath,
      move.oldWalletId,
      move.newWalletId,
    ],
  );
}

export type NameRow = Readonly<{
  id: bigint;
  publicId: string;
  number: string;
  displayName: string;
  path: string;
}>;

/** Names of accounts by id. */
export async function namesOf(db: Db, ids: readonly bigint[]): Promise<ReadonlyMap<bigint, NameRow>> {
  const { rows } = await db.query<NameRow>(
    `select a.id, a.public_id as "publicId", a.number, ${DISPLAY_NAME} as "displayName", a.path
     from accounts a join account_profiles p on p.account_id = a.id where a.id = any($1::bigint[])`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}
