/** Finding accounts by a text: by trigrams while few match, else by looking at each row of the list. */
import type { Db } from '../pool.ts';

/**
 * So many matches are read and put in order at once. Of a text that more accounts have, the first page is
 * found sooner by walking the list in its order.
 */
const MATCHES_MAX = 5000;
/** Trigrams find nothing shorter inside of words; beginnings of words they do. */
const INSIDE_WORDS_MIN = 3;

export type Search =
  | Readonly<{ by: 'ids'; ids: readonly bigint[] }>
  | Readonly<{ by: 'walk'; condition: string; patterns: readonly [string, string] }>;

/**
 * What the list must match. A text of one or two characters finds beginnings of words, a longer one any part;
 * wildcards in it are letters like others. `condition` has its patterns as `$first` and the next parameter.
 */
export async function searchAccounts(db: Db, q: string, first: number): Promise<Search> {
  const patterns = patternsOf(q);
  const matches = (column: string, at: number) =>
    `(${column} like lower($${at}) or ${column} like lower($${at + 1}))`;
  const limit = `limit ${MATCHES_MAX + 1}`;
  const { rows } = await db.query<{ id: bigint }>(
    `(select account_id as id from account_profiles where ${matches('search_text', 1)} ${limit})
     union (select account_id from account_sign_ins where ${matches('email_key', 1)} ${limit})
     union (select id from accounts where ${matches('number', 1)} ${limit})
     union (select id from accounts where reference <> '' and ${matches('lower(reference)', 1)} ${limit})`,
    patterns,
  );
  if (rows.length <= MATCHES_MAX) return { by: 'ids', ids: rows.map(({ id }) => id) };
  const columns = ['p.search_text', 's.email_key', 'a.number', 'lower(a.reference)'];
  return {
    by: 'walk',
    condition: `(${columns.map((column) => matches(column, first)).join(' or ')})`,
    patterns,
  };
}

/** LIKE patterns: anywhere, or at the beginning of the text and of each word in it. */
function patternsOf(q: string): readonly [string, string] {
  const literal = q.replace(/[\\%_]/g, '\\$&');
  return [...q].length < INSIDE_WORDS_MIN
    ? [`${literal}%`, `% ${literal}%`]
    : [`%${literal}%`, `%${literal}%`];
}
