/** Which documents somebody sees: what it issued, and those of accounts at or below it for as long as it has been above them. */
import { idsOfPath, pathBehind } from '../../domain/accounts/tree.ts';
import type { Db } from '../pool.ts';

export type Param = (value: unknown) => string;

export type DocumentScope = Readonly<{
  /** '/1/7/'. */
  path: string;
  /** Accounts and issuers of the path, where they are few: an index has their documents. */
  few: Readonly<{ accountIds: readonly bigint[]; issuerIds: readonly bigint[] }> | null;
  /** Documents of these paths that were issued before are their former sellers'. */
  moved: readonly Readonly<{ path: string; since: Date }>[];
}>;

/** So many are named one by one. */
const FEW_ACCOUNTS = 300;

/** Whose documents a reader sees that is not staff of the operator. Asked in front of the wall: moves are of both sides. */
export async function documentScopeOf(db: Db, path: string): Promise<DocumentScope> {
  const bounds = [path, pathBehind(path)];
  const { rows } = await db.query<{ id: bigint; isIssuer: boolean }>(
    `select id, kind = 'reseller' as "isIssuer" from accounts where path >= $1 and path < $2 limit ${FEW_ACCOUNTS + 1}`,
    bounds,
  );
  const { rows: moved } = await db.query<{ path: string; since: Date }>(
    `select a.path, max(m.moved_at) as since from account_moves m join accounts a on a.id = m.account_id
     where a.path >= $1 and a.path < $2 and a.path <> $1 and strpos(m.old_path, $3) = 0 group by 1`,
    [...bounds, `/${idsOfPath(path).at(-1)}/`],
  );
  if (rows.length > FEW_ACCOUNTS) return { path, few: null, moved };
  const issuerIds = rows.filter(({ isIssuer }) => isIssuer).map(({ id }) => id);
  return { path, few: { accountIds: rows.map(({ id }) => id), issuerIds }, moved };
}

/** Of a document `d`. */
export function scopeCondition({ path, few, moved }: DocumentScope, param: Param): string {
  const within = (kind: string) =>
    `(select id from accounts where path >= ${param(path)} and path < ${param(pathBehind(path))}${kind})`;
  const isOfAccount =
    few === null ? `d.account_id in ${within('')}` : `d.account_id = any(${param(few.accountIds)}::bigint[])`;
  const isIssued =
    few === null
      ? `d.issuer_id in ${within(" and kind = 'reseller'")}`
      : `d.issuer_id = any(${param(few.issuerIds)}::bigint[])`;
  if (moved.length === 0) return `(${isOfAccount} or ${isIssued})`;
  const paths = param(moved.map((move) => move.path));
  const times = param(moved.map(({ since }) => since));
  return `(${isIssued} or (${isOfAccount} and not exists (
      select from accounts o, unnest(${paths}::text[], ${times}::timestamptz[]) as m (path, since)
      where o.id = d.account_id and starts_with(o.path, m.path) and d.issued_at < m.since)))`;
}
