/** Whose calls a list has: those of one account, or of a reseller and everybody below it. */
import { idsOfPath, pathBehind } from '../../domain/accounts/tree.ts';
import type { Db } from '../pool.ts';
import { inFrontOfWall } from '../wall.ts';

export type CallsOf =
  /** Found account by account. */
  | Readonly<{ accountIds: readonly bigint[]; joined: readonly Joined[] }>
  /** Found among the calls of a branch. */
  | Readonly<{ branchIds: readonly bigint[]; path: string; joined: readonly Joined[] }>;

/** An account that came from elsewhere, with everybody below it: its calls before are of whom it was with. */
type Joined = Readonly<{ accountId: bigint; since: Date }>;
type Param = (value: unknown) => string;
type Root = Readonly<{ id: bigint; path: string; branchId: bigint }>;

/** Of so few accounts, with so few calls, all are found and sorted; of others those of the branch are gone through. */
const ACCOUNTS_MAX = 5000;
const CALLS_MAX = 20_000;

export const callsOfAccount = (id: bigint): CallsOf => ({ accountIds: [id], joined: [] });

/** The calls of an account and of everybody below it, as long as they have been below it. */
export async function callsOfTree(db: Db, { id, path, branchId }: Root): Promise<CallsOf> {
  const { rows: accounts } = await db.query<{ id: bigint }>(
    'select id from accounts where path >= $1 and path < $2 limit $3',
    [path, pathBehind(path), ACCOUNTS_MAX + 1],
  );
  const { rows: joined } = await db.query<Joined>(
    `select m.account_id as "accountId", max(m.moved_at) as since from account_moves m join accounts a on a.id = m.account_id
     where a.path >= $1 and a.path < $2 and strpos(m.old_path, $3) = 0 group by 1`,
    [path, pathBehind(path), `/${id}/`],
  );
  const accountIds = accounts.map((each) => each.id);
  if (accountIds.length <= ACCOUNTS_MAX && (await haveFewCalls(db, accountIds)))
    return { accountIds, joined };
  return { branchIds: (await branchesOf(db, path)) ?? [branchId], path, joined };
}

/** The branch of a path, and those in which it, or somebody above it, was before it was moved. */
export async function branchesOf(db: Db, path: string): Promise<readonly bigint[] | null> {
  const ids = idsOfPath(path);
  const [, branch] = ids;
  if (branch === undefined) return null;
  const { rows } = await db.query<{ oldPath: string }>(
    'select old_path as "oldPath" from account_moves where account_id = any($1::bigint[])',
    [ids],
  );
  return [...new Set([branch, ...rows.flatMap(({ oldPath }) => idsOfPath(oldPath).slice(1, 2))])];
}

/** What an index on calls (`c`) finds. */
export function foundByIndex(of: CallsOf, param: Param): string {
  const [column, ids] =
    'accountIds' in of ? ['account_id', of.accountIds] : (['branch_id', of.branchIds] as const);
  // Of one value the index has the calls in their order.
  return ids.length === 1 ? `c.${column} = ${param(ids[0])}` : `c.${column} = any(${param(ids)}::bigint[])`;
}

/** A correction replaces what it corrects. */
export const NO_LATER_REVISION = `not exists (select 1 from cdrs later where later.session_id = c.session_id
  and later.leg = c.leg and later.revision > c.revision)`;

/** What each of the calls found is asked besides. */
export function askedOfRow(of: CallsOf, param: Param): string[] {
  const conditions: string[] = [];
  if ('branchIds' in of)
    conditions.push(`exists (select from accounts o where o.id = c.account_id
      and o.path >= ${param(of.path)} and o.path < ${param(pathBehind(of.path))})`);
  if (of.joined.length > 0) {
    const ids = param(of.joined.map(({ accountId }) => accountId));
    const times = param(of.joined.map(({ since }) => since));
    conditions.push(`not exists (select from accounts o, unnest(${ids}::bigint[], ${times}::timestamptz[]) as m (id, since)
      where o.id = c.account_id and strpos(o.path, '/' || m.id || '/') > 0 and c.recorded_at < m.since)`);
  }
  return conditions;
}

async function haveFewCalls(db: Db, accountIds: readonly bigint[]): Promise<boolean> {
  const { rows } = await db.query<{ calls: number }>(
    'select count(*)::int as calls from (select from cdrs where account_id = any($1::bigint[]) limit $2) c',
    [accountIds, CALLS_MAX + 1],
  );
  return (rows[0]?.calls ?? 0) <= CALLS_MAX;
}

/**
 * The last of the newest `most` calls that the index finds by these conditions on `c`; null when there are fewer. Asked in
 * front of the wall: behind it those of the reader alone would count, and for few of them everybody’s be gone through.
 */
export async function lastOfNewest(
  db: Db,
  conditions: readonly string[],
  values: readonly unknown[],
  most: number,
): Promise<string | null> {
  const { rows } = await inFrontOfWall(() =>
    db.query<{ sessionId: string }>(
      `select c.session_id as "sessionId" from cdrs c where ${conditions.join(' and ')}
       order by c.session_id desc offset ${most - 1} limit 1`,
      [...values],
    ),
  );
  return rows[0]?.sessionId ?? null;
}
