/** How many accounts the list has, counted no further than somebody reads. */
import { countUpTo, type CountUpTo } from '../count-up-to.ts';
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
  const count = () =>
    countUpTo(db, values, (limit) =>
      search?.by === 'text'
        ? matchingIds(1, limit, conditions)
        : `select from accounts a where ${['true', ...conditions].join(' and ')} ${limit}`,
    );
  // Words are found by indexes, which behind the wall nobody asks. No row leaves with a number.
  return search === null ? count() : inFrontOfWall(count);
}
