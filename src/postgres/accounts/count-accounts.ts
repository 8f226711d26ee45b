/** How many accounts the list has, counted no further than somebody reads. */
import { COUNTED_MAX, countUpTo, type CountUpTo } from '../count-up-to.ts';
import type { Db } from '../pool.ts';
import { inFrontOfWall } from '../wall.ts';
import { rowConditions, type AccountFilter, type Param } from './list-accounts.ts';
import { matchingIds, searchAccounts } from './search-accounts.ts';

type Counted = Omit<AccountFilter, 'sort' | 'cursor' | 'limit'> &
  Readonly<{
    /** An account that is not counted, such as the reader's own; null = none. */
    leftOutId: bigint | null;
  }>;

/** Counts what `listAccounts` finds by the same filter, up to `COUNTED_MAX`. */
export async function countAccounts(db: Db, { leftOutId, ...filter }: Counted): Promise<CountUpTo> {
  const { q = '' } = filter;
  const search = q === '' ? null : await searchAccounts(db, q);
  const values: unknown[] = search?.by === 'text' ? [...search.patterns] : [];
  const param: Param = (value) => `$${values.push(value)}`;
  const conditions = rowConditions(filter, param);
  if (leftOutId !== null) conditions.push(`a.id <> ${param(leftOutId)}`);
  if (search?.by === 'ids') conditions.push(`a.id = any(${param(search.ids)}::bigint[])`);
  if (search?.by === 'text') {
    // Words are found by indexes, which behind the wall nobody asks; what was found is counted behind it.
    const { rows } = await inFrontOfWall(() =>
      db.query<{ id: bigint }>(matchingIds(1, `limit ${COUNTED_MAX + 1}`, conditions), values),
    );
    const ids = rows.map(({ id }) => id);
    return countUpTo(db, [ids], (limit) => `select from accounts a where a.id = any($1::bigint[]) ${limit}`);
  }
  return countUpTo(
    db,
    values,
    (limit) => `select from accounts a where ${['true', ...conditions].join(' and ')} ${limit}`,
  );
}
