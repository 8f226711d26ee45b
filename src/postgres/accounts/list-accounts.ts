/** The list of accounts below the reader: searched, filtered, sorted, page by page. */
import type { AccountKind } from '../../domain/accounts/actor.ts';
import { known } from '../../domain/assert.ts';
import { idsOfPath } from '../../domain/accounts/tree.ts';
import { cutPage, readCursor, writeCursor } from '../page-cursor.ts';
import type { Db } from '../pool.ts';
import { inFrontOfWall } from '../wall.ts';
import { DISPLAY_NAME } from './load-account.ts';
import { byProfile, firstMatching, matchesRow, searchAccounts, type Search } from './search-accounts.ts';

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
  firstUsedAt: Date | null;
  expiresAt: Date | null;
}>;

export type AccountFilter = Readonly<{
  scopePath: string;
  kind?: AccountKind | undefined;
  status?: 'active' | 'suspended' | 'closed' | 'expired' | undefined;
  /** What `expired` is told by. */
  now?: Date;
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

/**
 * Of a text that many accounts have, the first page is near in the order of the list: so many rows are looked at
 * before all matches are read instead.
 */
const WALKED_MAX = 3000;

type Page = Readonly<{ rows: readonly AccountSummaryRow[]; nextCursor: string | null }>;
export type Param = (value: unknown) => string;

/** Reads one page. Ids grow with time, so "created" sorts by id. */
export async function listAccounts(db: Db, filter: AccountFilter): Promise<Page> {
  const search = filter.q === undefined || filter.q === '' ? null : await searchAccounts(db, filter.q);
  if (search === null) return readPage(db, filter, (from) => from);
  const { id } = SORTS[filter.sort];
  if (search.by === 'ids') {
    return readPage(db, filter, (from, param) => ({
      ...from,
      conditions: [...from.conditions, `${id} = any(${param(search.ids)}::bigint[])`],
    }));
  }
  const near = await readPage(db, filter, (from, param) => ({
    ...from,
    walked: walkedParams(param, search),
  }));
  if (near.nextCursor !== null || near.isComplete) return near;
  return readPage(db, filter, (from, param) => ({ ...from, matching: walkedParams(param, search) }));
}

/** Adds the patterns of a search; the number of the first. */
function walkedParams(param: Param, { patterns }: Extract<Search, { by: 'text' }>): number {
  const [first] = patterns.map((pattern) => Number(param(pattern).slice(1)));
  return known(first, 'a pattern');
}

type From = Readonly<{
  conditions: readonly string[];
  /** The first parameter of the search that rows are looked at for; null = none. */
  walked: number | null;
  /** The same, when all that match are read. */
  matching?: number;
}>;

async function readPage(
  db: Db,
  filter: AccountFilter,
  narrow: (from: From, param: Param) => From,
): Promise<Page & Readonly<{ isComplete: boolean }>> {
  const { key, id, direction } = SORTS[filter.sort];
  const values: unknown[] = [];
  const param: Param = (value) => `$${values.push(value)}`;
  const { conditions, walked, matching } = narrow(
    { conditions: conditionsOf(filter, param), walked: null },
    param,
  );
  const order = key === null ? `${id} ${direction}` : `${key} ${direction}, ${id} ${direction}`;
  const limit = param(filter.limit + 1);
  const inOrder = `sort_key ${direction}, id ${direction}`;
  const asked =
    walked === null
      ? ''
      : `where ${matchesRow(['w.search_text', 'w.number', 'lower(w.reference)', EMAIL_OF_WALKED], walked)}`;
  const first =
    matching === undefined
      ? `select ${id} as id, ${key ?? "''"} as sort_key ${walked === null ? '' : ', a.number, a.reference, p.search_text'}
       from ${tablesOf(key, conditions, walked)}
       where ${[...conditions, 'true'].join(' and ')}
       order by ${order}
       limit ${walked === null ? limit : WALKED_MAX}`
      : firstMatching(matching, { key, direction, conditions, limit });
  // The page first, by its index, and then what is shown of its rows. No index of words helps behind the wall, where every
  // row is asked whose it is: so the ids come from in front of it, and only what is shown is read behind it.
  const { rows: page } = await inFrontOfWall(() =>
    db.query<{ id: bigint | null; sortKey: string; looked: bigint }>(
      `with walked as materialized (${first}),
       page as materialized (select w.id, w.sort_key from walked w ${asked} order by ${inOrder} limit ${limit})
       select page.id, page.sort_key as "sortKey", looked.count as looked
       from (select count(*) from walked) as looked left join page on true
       order by page.sort_key ${direction}, page.id ${direction}`,
      values,
    ),
  );
  const isComplete = walked === null || Number(page[0]?.looked ?? 0n) < WALKED_MAX;
  // Without a page there is one row, which says how many were looked at.
  const found = page.filter((row): row is typeof row & { id: bigint } => row.id !== null);
  const cut = cutPage(found, filter.limit, (row) => writeCursor(filter.sort, [row.sortKey, row.id]));
  const shown = await summariesOf(
    db,
    cut.rows.map((row) => row.id),
    filter.scopePath,
  );
  return {
    nextCursor: cut.nextCursor,
    rows: cut.rows.flatMap(({ id: each }) => shown.get(each) ?? []),
    isComplete,
  };
}

/** What a list shows of these accounts, by id. */
async function summariesOf(
  db: Db,
  ids: readonly bigint[],
  scopePath: string,
): Promise<ReadonlyMap<bigint, AccountSummaryRow>> {
  if (ids.length === 0) return new Map();
  const { rows } = await db.query<AccountSummaryRow>(
    `select a.id, a.public_id as "publicId", a.kind, a.number, ${DISPLAY_NAME} as "displayName", s.email, a.status,
       parent.public_id as "parentPublicId", parent.number as "parentNumber",
       coalesce(nullif(pp.company, ''), nullif(trim(pp.first_name || ' ' || pp.last_name), ''), parent.number) as "parentName",
       a.reference, w.currency, w.balance_micros as "balanceMicros",
       w.balance_micros + w.credit_limit_micros - w.held_micros as "availableMicros", a.created_at as "createdAt",
       a.first_used_at as "firstUsedAt", a.expires_at as "expiresAt"
     from accounts a
     left join account_profiles p on p.account_id = a.id
     left join account_sign_ins s on s.account_id = a.id
     left join accounts parent on parent.id = a.parent_id and starts_with(parent.path, $2) and parent.kind <> 'operator'
     left join account_profiles pp on pp.account_id = parent.id
     left join wallets w on w.account_id = a.id
     where a.id = any($1::bigint[])`,
    [ids, scopePath],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** Asked row by row: a join would read the addresses of everybody. */
const EMAIL_OF_WALKED = '(select s.email_key from account_sign_ins s where s.account_id = w.id)';

/** Only what the order and the conditions ask for: each table that is left out is a million rows less. */
function tablesOf(key: string | null, conditions: readonly string[], walked: number | null): string {
  const needsProfiles = walked !== null || key?.startsWith('p.') === true;
  const needsAccounts =
    walked !== null || key?.startsWith('p.') !== true || conditions.some((text) => /\ba\./.test(text));
  if (!needsAccounts) return 'account_profiles p';
  return needsProfiles ? 'accounts a join account_profiles p on p.account_id = a.id' : 'accounts a';
}

/** Scope, filters and the place of the cursor. */
function conditionsOf(filter: AccountFilter, param: Param): string[] {
  const { key, id, direction } = SORTS[filter.sort];
  const isByName = key?.startsWith('p.') === true;
  const conditions = rowConditions(filter, param).map((sql) => (isByName ? byProfile(sql) : sql));
  const place = readCursor(filter.cursor, { order: filter.sort, parts: ['s', 'n'] });
  if (place === null) return conditions;
  const comparison = direction === 'asc' ? '>' : '<';
  const [after, afterId] = place;
  const later =
    key === null
      ? `a.id ${comparison} ${param(afterId)}`
      : `(${key}, ${id}) ${comparison} (${param(after)}, ${param(afterId)})`;
  return [...conditions, later];
}

/** Which accounts are in the list at all: those of the scope that the filters let through. */
export function rowConditions(
  filter: Pick<AccountFilter, 'scopePath' | 'parentPath' | 'kind' | 'status' | 'now'>,
  param: Param,
): string[] {
  const conditions = [...within(filter.scopePath, param)];
  if (filter.parentPath !== undefined) {
    const parentId = idsOfPath(filter.parentPath).at(-1);
    conditions.push(...within(filter.parentPath, param), `a.id <> ${param(parentId)}`);
  }
  if (filter.kind !== undefined) conditions.push(`a.kind = ${param(filter.kind)}`);
  if (filter.status === 'expired') {
    const now = known(filter.now, 'the time that expired accounts are told by');
    conditions.push(`a.expires_at <= ${param(now)}`, "a.status <> 'closed'");
  } else if (filter.status !== undefined) {
    conditions.push(`a.status = ${param(filter.status)}`);
  }
  return conditions;
}

/**
 * The accounts at or below a path: as a range, which an index answers, and by their branch, whose index has
 * them in the order of their ids.
 */
function within(path: string, param: Param): string[] {
  const [, branch, ...further] = idsOfPath(path);
  // Everybody is below the operator, and a branch is all that is below the first account of it.
  if (branch === undefined) return [];
  if (further.length === 0) return [`a.branch_id = ${param(branch)}`];
  // '/' is followed by '0': every path that begins with '/1/7/' is below '/1/70'.
  return [
    `a.path >= ${param(path)}`,
    `a.path < ${param(`${path.slice(0, -1)}0`)}`,
    `a.branch_id = ${param(branch)}`,
  ];
}

/** A LIKE pattern that finds the text anywhere, whatever wildcards it contains; null for no search. */
export function likeOf(q: string | undefined): string | null {
  if (q === undefined || q === '') return null;
  return `%${q.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
}
