/** Finding accounts by a text: by trigrams while few match, else by looking at each row of the list. */
import type { Db } from '../pool.ts';
import { inFrontOfWall } from '../wall.ts';

/** So many matches are read by trigrams and put in order at once. */
const MATCHES_MAX = 5000;
/** Trigrams find nothing shorter inside of words; beginnings of words they do. */
const INSIDE_WORDS_MIN = 3;

export type Search =
  | Readonly<{ by: 'ids'; ids: readonly bigint[] }>
  /** Too many for that: what a row must match, and how all matches are found. */
  | Readonly<{ by: 'text'; patterns: readonly [string, string] }>;

/**
 * What the list must match. A text of one or two characters finds beginnings of words, a longer one any part;
 * wildcards in it are letters like others.
 */
export async function searchAccounts(db: Db, q: string): Promise<Search> {
  const patterns = patternsOf(q);
  const { rows } = await inFrontOfWall(() =>
    db.query<{ id: bigint }>(matchingIds(1, `limit ${MATCHES_MAX + 1}`), patterns),
  );
  return rows.length <= MATCHES_MAX ? { by: 'ids', ids: rows.map(({ id }) => id) } : { by: 'text', patterns };
}

/** Where a text may stand: each place with its own trigrams. */
const SOURCES = [
  { table: 'account_profiles p', id: 'p.account_id', column: 'p.search_text', isThere: 'true' },
  { table: 'account_sign_ins s', id: 's.account_id', column: 's.email_key', isThere: 'true' },
  { table: 'accounts a', id: 'a.id', column: 'a.number', isThere: 'true' },
  { table: 'accounts a', id: 'a.id', column: 'lower(a.reference)', isThere: "a.reference <> ''" },
] as const;

type Order = Readonly<{
  /** Written with the tables `a` (accounts) and `p` (account_profiles); null = by id. */
  key: string | null;
  direction: 'asc' | 'desc';
  conditions: readonly string[];
  /** SQL of the most that is read. */
  limit: string;
}>;

/**
 * SQL for `id` and `sort_key` of the first that match. Each source brings its own first ones: a text that 100,000
 * accounts have is neither made distinct nor sorted as a whole, and names are read along with the rows that match.
 */
export function firstMatching(first: number, { key, direction, conditions, limit }: Order): string {
  const parts = SOURCES.map(({ table, id, column, isThere }) => {
    const own = conditions.map((sql) => ownColumns(sql, id));
    const sortKey = ownColumns(key ?? "''", id);
    // "offset 0" keeps the planner from walking along the order in the hope of meeting matches early.
    return `(select id, sort_key from (select ${id} as id, ${sortKey} as sort_key from ${table} ${joinsOf(table, id, [...own, sortKey])}
       where ${[isThere, matches(column, first), ...own].join(' and ')} offset 0) of_source
       order by sort_key ${direction}, id ${direction} limit ${limit})`;
  });
  return `select id, sort_key from (${parts.join(' union ')}) found
     order by sort_key ${direction}, id ${direction} limit ${limit}`;
}

/** SQL for the ids of at most so many of each source; conditions are written with the tables `a` and `p`. */
export function matchingIds(first: number, limit: string, conditions: readonly string[] = []): string {
  return SOURCES.map(({ table, id, column, isThere }) => {
    const own = conditions.map((sql) => ownColumns(sql, id));
    const where = [isThere, matches(column, first), ...own].join(' and ');
    return `(select ${id} as id from ${table} ${joinsOf(table, id, own)} where ${where} ${limit})`;
  }).join(' union ');
}

/** The same SQL asking the source itself, where it has the column: each table that is not joined is a million rows less. */
function ownColumns(sql: string, id: string): string {
  return id === 'p.account_id' ? byProfile(sql) : sql.replaceAll(/\b(?:a\.id|p\.account_id)\b/g, id);
}

/** SQL that asks profiles for id and branch: a branch has its names side by side (migration 0079). */
export function byProfile(sql: string): string {
  return sql.replaceAll('a.id', 'p.account_id').replaceAll('a.branch_id', 'p.branch_id');
}

/** The tables that the SQL names besides that of the source. */
function joinsOf(table: string, id: string, asked: readonly string[]): string {
  const names = (alias: string) =>
    !table.endsWith(` ${alias}`) && asked.some((sql) => new RegExp(`\\b${alias}\\.`).test(sql));
  return [
    names('a') ? `join accounts a on a.id = ${id}` : '',
    names('p') ? `join account_profiles p on p.account_id = ${id}` : '',
  ].join(' ');
}

/** SQL for whether a row matches, given the names of its columns. */
export function matchesRow(columns: readonly string[], first: number): string {
  return `(${columns.map((column) => matches(column, first)).join(' or ')})`;
}

function matches(column: string, first: number): string {
  return `(${column} like lower($${first}) or ${column} like lower($${first + 1}))`;
}

/** LIKE patterns: anywhere, or at the beginning of the text and of each word in it. */
function patternsOf(q: string): readonly [string, string] {
  const literal = q.replace(/[\\%_]/g, '\\$&');
  return [...q].length < INSIDE_WORDS_MIN
    ? [`${literal}%`, `% ${literal}%`]
    : [`%${literal}%`, `%${literal}%`];
}
