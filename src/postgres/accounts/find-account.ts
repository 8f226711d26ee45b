/** Finding an account by its public id, never outside the part of the tree that the reader may see. */
import { known } from '../../domain/assert.ts';
import { isUuid } from '../../domain/ids.ts';
import { Problem } from '../../domain/problem.ts';
import type { AccountKind } from '../../domain/accounts/actor.ts';
import type { Db, Tx } from '../pool.ts';

export type AccountNode = Readonly<{
  id: bigint;
  publicId: string;
  kind: AccountKind;
  parentId: bigint | null;
  branchId: bigint;
  path: string;
  depth: number;
  number: string;
  status: 'active' | 'suspended' | 'closed';
  resellerType: 'distributor' | 'commission' | null;
  accountType: 'prepaid' | 'postpaid';
  /** What its role says; null = it has none. */
  rolePermissions: string[] | null;
}>;

const NODE = `id, public_id as "publicId", kind, parent_id as "parentId", branch_id as "branchId", path, depth, number,
  status, reseller_type as "resellerType", account_type as "accountType",
  (select r.permissions from roles r where r.id = accounts.role_id) as "rolePermissions"`;

/** Finds an account below (or at) `scopePath`; foreign and unknown ones are the same `not_found`. */
export async function findAccount(db: Db, publicId: string, scopePath: string): Promise<AccountNode> {
  return found(await query(db, publicId, scopePath, ''));
}

/** Finds and locks an account, so that nothing is made under it while it is being closed. */
export async function lockAccount(
  tx: Tx,
  publicId: string,
  scopePath: string,
  lock: 'share' | 'update',
): Promise<AccountNode> {
  return found(await query(tx, publicId, scopePath, lock === 'share' ? 'for share' : 'for update'));
}

/** Locks an account that is known to exist, such as the actor's own. */
export async function lockAccountById(tx: Tx, id: bigint): Promise<AccountNode> {
  const { rows } = await tx.query<AccountNode>(`select ${NODE} from accounts where id = $1 for share`, [id]);
  return found(rows[0] ?? null);
}

/** Locks accounts, in the order of their ids, so that nothing is made below them meanwhile. */
export async function lockAccountsToChange(tx: Tx, ids: readonly bigint[]): Promise<void> {
  await tx.query('select id from accounts where id = any($1::bigint[]) order by id for update', [ids]);
}

/** Reads the accounts of a path, root first. */
export async function accountsByIds(db: Db, ids: readonly bigint[]): Promise<AccountNode[]> {
  const { rows } = await db.query<AccountNode>(
    `select ${NODE} from accounts where id = any($1::bigint[]) order by depth`,
    [ids],
  );
  return rows;
}

/** The account of whoever asks; behind the wall anybody else's is `not_found`. */
export async function ownAccount(db: Db, id: bigint): Promise<AccountNode> {
  const [account] = await accountsByIds(db, [id]);
  return found(account ?? null);
}

/** The account at the root. */
export async function operatorId(db: Db): Promise<bigint> {
  const { rows } = await db.query<{ id: bigint }>("select id from accounts where kind = 'operator'");
  return known(rows[0], 'the operator').id;
}

/** Finds an account anywhere in the tree by its number; null when there is none. */
export async function accountByNumber(db: Db, number: string): Promise<AccountNode | null> {
  const { rows } = await db.query<AccountNode>(`select ${NODE} from accounts where number = $1`, [number]);
  return rows[0] ?? null;
}

/** Locks the account at the root; null before the first start. */
export async function lockOperator(tx: Tx): Promise<AccountNode | null> {
  const { rows } = await tx.query<AccountNode>(
    `select ${NODE} from accounts where kind = 'operator' for share`,
  );
  return rows[0] ?? null;
}

async function query(db: Db, publicId: string, scopePath: string, lock: string): Promise<AccountNode | null> {
  if (!isUuid(publicId)) return null;
  const { rows } = await db.query<AccountNode>(
    `select ${NODE} from accounts where public_id = $1 and starts_with(path, $2) ${lock}`,
    [publicId, scopePath],
  );
  return rows[0] ?? null;
}

function found(node: AccountNode | null): AccountNode {
  if (node === null) throw new Problem('not_found');
  return node;
}

/** ISO 3166; null when it is not known. */
export async function countryOfAccount(db: Db, id: bigint): Promise<string | null> {
  const { rows } = await db.query<{ country: string | null }>(
    'select country from account_profiles where account_id = $1',
    [id],
  );
  return rows[0]?.country ?? null;
}
