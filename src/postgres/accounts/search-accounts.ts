/** Finding accounts by a text: by trigrams while few match, else by looking at each row of the list. */
import type { Db } from '../pool.ts';

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
  const { rows } = await db.query<{ id: bigint }>(matchingIds(1, `limit ${MATCHES_MAX + 1}`), patterns);
  return rows.length <= MATCHES_MAX ? { by: 'ids', ids: rows.map(({ id }) => id) } : { by: 'text', patterns };
}

/** SQL for the ids of all that match, each source by its own trigrams. The patterns are `$first` and the next. */
export function matchingIds(first: number, limit = ''): string {
  return `(select account_id as id from account_profiles where ${matches('search_text', first)} ${limit})
     union (select account_id from account_sign_ins where ${matches('email_key', first)} ${limit})
     union (select id from accounts where ${matches('number', first)} ${limit})
     union (select id from accounts where reference <> '' and ${matches('lower(reference)', first)} ${limit})`;
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
