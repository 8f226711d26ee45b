/** The list of accounts below the reader: searched, filtered, sorted, page by page. */
import type { AccountKind } from '../../domain/accounts/actor.ts';
import { idsOfPath } from '../../domain/accounts/tree.ts';
import { cutPage, readCursor, writeCursor } from '../page-cursor.ts';
import type { Db } from '../pool.ts';
import { DISPLAY_NAME } from './load-account.ts';
import { searchAccounts } from './search-accounts.ts';

export type AccountSummaryRow = Readonly<{
  id: bigint;
  publicId: string;
  kind: AccountKind;
  number: string;
  displayName: string;
  email: string | null;
  status: 'active' | 'suspended' | 'closed';
  parentPublicId: string | null;
  parentNumber: string | null;
  parentName: string | null;
  reference: string;
  currency: string | null;
  balanceMicros: bigint | null;
  availableMicros: bigint | null;
  createdAt: Date;
  sortKey: string;
}>;

export type AccountFilter = Readonly<{
  scopePath: string;
  kind?: AccountKind | undefined;
  status?: string | undefined;
  parentPath?: string | undefined;
  q?: string | undefined;
  sort: AccountSort;
  cursor?: string | undefined;
  limit: number;
}>;

/** The orders a list may have, each with its index; everything else is refused before it gets here. */
const SORTS = {
  createdAt: { key: null, id: 'a.id', direction: 'asc' },
  '-createdAt': { key: null, id: 'a.id', direction: 'desc' },
  number: { key: 'a.number collate "C"', id: 'a.id', direction: 'asc' },
  '-number': { key: 'a.number collate "C"', id: 'a.id', direction: 'desc' },
  name: { key: 'p.name_key', id: 'p.account_id', direction: 'asc' },
  '-name': { key: 'p.name_key', id: 'p.account_id', direction: 'desc' },
} as const;
export type AccountSort = keyof typeof SORTS;

/** Reads one page. Ids grow with time, so "created" sorts by id. */
export async function listAccounts(
  db: Db,
  filter: AccountFilter,
): Promise<{ rows: readonly AccountSummaryRow[]; nextCursor: string | null }> {
  const { key, id, direction } = SORTS[filter.sort];
  const place = readCursor(filter.cursor, { order: filter.sort, parts: ['s', 'n'] });
  const values: unknown[] = [];
  const param = (value: unknown) => `$${values.push(value)}`;
  const conditions = [...within(filter.scopePath, param)];
  if (filter.parentPath !== undefined) {
    conditions.push(...within(filter.parentPath, param), `a.path <> ${param(filter.parentPath)}`);
  }
  if (filter.kind !== undefined) conditions.push(`a.kind = ${param(filter.kind)}`);
  if (filter.status !== undefined) conditions.push(`a.status = ${param(filter.status)}`);
  if (filter.q !== undefined && filter.q !== '') {
    const search = await searchAccounts(db, filter.q, values.length + 1);
    if (search.by === 'ids') conditions.push(`a.id = any(${param(search.ids)}::bigint[])`);
    else {
      values.push(...search.patterns);
      conditions.push(search.condition);
    }
  }
  if (place !== null) {
    const comparison = direction === 'asc' ? '>' : '<';
    const [after, afterId] = place;
    conditions.push(
      key === null
        ? `a.id ${comparison} ${param(afterId)}`
        : `(${key}, ${id}) ${comparison} (${param(after)}, ${param(afterId)})`,
    );
  }
  const order = key === null ? `${id} ${direction}` : `${key} ${direction}, ${id} ${direction}`;
  const scope = param(filter.scopePath);
  // The page first, by its index, and then what is shown of its rows.
  const { rows } = await db.query<AccountSummaryRow>(
    `with page as materialized (
       select a.id, ${key ?? "''"} as sort_key, row_number() over (order by ${order}) as place
       from accounts a
       join account_profiles p on p.account_id = a.id
       left join account_sign_ins s on s.account_id = a.id
       where ${conditions.join(' and ')}
       order by ${order}
       limit ${param(filter.limit + 1)})
     select a.id, a.public_id as "publicId", a.kind, a.number, ${DISPLAY_NAME} as "displayName", s.email, a.status,
       parent.public_id as "parentPublicId", parent.number as "parentNumber",
       coalesce(nullif(pp.company, ''), nullif(trim(pp.first_name || ' ' || pp.last_name), ''), parent.number) as "parentName",
       a.reference, w.currency, w.balance_micros as "balanceMicros",
       w.balance_micros + w.credit_limit_micros - w.held_micros as "availableMicros", a.created_at as "createdAt",
       page.sort_key as "sortKey"
     from page
     join accounts a on a.id = page.id
     join account_profiles p on p.account_id = a.id
     left join account_sign_ins s on s.account_id = a.id
     left join accounts parent on parent.id = a.parent_id and starts_with(parent.path, ${scope}) and parent.kind <> 'operator'
     left join account_profiles pp on pp.account_id = parent.id
     left join wallets w on w.account_id = a.id
     order by page.place`,
    values,
  );
  return cutPage(rows, filter.limit, (row) => writeCursor(filter.sort, [row.sortKey, row.id]));
}

/**
 * The accounts at or below a path: as a range, which an index answers, and by their branch, whose index has
 * them in the order of their ids.
 */
function within(path: string, param: (value: unknown) => string): string[] {
  // '/' is followed by '0': every path that begins with '/1/7/' is below '/1/70'.
  const conditions = [`a.path >= ${param(path)}`, `a.path < ${param(`${path.slice(0, -1)}0`)}`];
  const branch = idsOfPath(path)[1];
  return branch === undefined ? conditions : [...conditions, `a.branch_id = ${param(branch)}`];
}

/** A LIKE pattern that finds the text anywhere, whatever wildcards it contains; null for no search. */
export function likeOf(q: string | undefined): string | null {
  if (q === undefined || q === '') return null;
  return `%${q.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
}
