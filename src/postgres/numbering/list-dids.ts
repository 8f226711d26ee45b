/** The list of DIDs that a reader sees: searched, filtered, sorted, page by page. */
import { pathBehind } from '../../domain/accounts/tree.ts';
import { countUpTo, type CountUpTo } from '../count-up-to.ts';
import { cutPage, readCursor, writeCursor } from '../page-cursor.ts';
import type { Db } from '../pool.ts';
import { readDid, SELECT_DIDS, type WrittenDid } from './dids.ts';

const SORTS = {
  number: { key: 'd.number collate "C"', direction: 'asc' },
  '-number': { key: 'd.number collate "C"', direction: 'desc' },
  createdAt: { key: 'd.id', direction: 'asc' },
  '-createdAt': { key: 'd.id', direction: 'desc' },
} as const;
type DidSort = keyof typeof SORTS;

/** What a number is used for: one condition each. */
const USES = {
  free: 'd.account_id is null and d.access_language is null',
  account: 'd.account_id is not null',
  access_number: 'd.access_language is not null',
} as const;
type DidUse = keyof typeof USES;

export type DidFilter = Readonly<{
  /** Null = the whole tree. */
  scopePath: string | null;
  /** Only numbers of these owners that are free. */
  freeOf?: readonly bigint[] | undefined;
  /** Digits that the number begins with. */
  q?: string | undefined;
  use?: DidUse | undefined;
  country?: string | undefined;
  ownerId?: bigint | undefined;
  accountId?: bigint | undefined;
  providerId?: bigint | undefined;
  sort: DidSort;
  cursor?: string | undefined;
  limit: number;
}>;

type Conditions = Omit<DidFilter, 'sort' | 'cursor' | 'limit'>;

/** Ids grow with time, so "created" sorts by id. */
export async function listDids(db: Db, filter: DidFilter) {
  const values: unknown[] = [];
  const param = (value: unknown) => `$${values.push(value)}`;
  const { key, direction } = SORTS[filter.sort];
  const conditions = conditionsOf(filter, param);
  const place = readCursor(filter.cursor, { order: `dids ${filter.sort}`, parts: ['s', 'n'] });
  if (place !== null) {
    const [number, id] = place;
    const comparison = direction === 'asc' ? '>' : '<';
    conditions.push(`${key} ${comparison} ${key === 'd.id' ? param(id) : param(number)}`);
  }
  const where = conditions.length === 0 ? '' : `where ${conditions.join(' and ')}`;
  const { rows } = await db.query<WrittenDid>(
    `${SELECT_DIDS} ${where} order by ${key} ${direction} limit ${param(filter.limit + 1)}`,
    values,
  );
  return cutPage(rows.map(readDid), filter.limit, (row) =>
    writeCursor(`dids ${filter.sort}`, [row.number, row.id]),
  );
}

/** Counts what the list has by the same filter, up to `COUNTED_MAX`. */
export async function countDids(db: Db, filter: Conditions): Promise<CountUpTo> {
  const values: unknown[] = [];
  const conditions = conditionsOf(filter, (value) => `$${values.push(value)}`);
  return countUpTo(
    db,
    values,
    (limit) => `select from dids d where ${['true', ...conditions].join(' and ')} ${limit}`,
  );
}

function conditionsOf(filter: Conditions, param: (value: unknown) => string): string[] {
  const { scopePath, freeOf, q, use, country, ownerId, accountId, providerId } = filter;
  const conditions: string[] = [];
  if (scopePath !== null) {
    // First by the accounts of the branch, whose numbers are few next to those of everybody.
    const isInScope = `y.path >= ${param(scopePath)} and y.path < ${param(pathBehind(scopePath))}`;
    conditions.push(
      `d.id = any(array(select x.id from dids x join accounts y on y.id = x.owner_id where ${isInScope}
         union all select x.id from dids x join accounts y on y.id = x.account_id where ${isInScope}))`,
    );
  }
  if (freeOf !== undefined) conditions.push(`d.owner_id = any(${param(freeOf)}::bigint[])`, USES.free);
  if (q !== undefined && q !== '') {
    // ':' follows '9': every number that begins with "49" is below "49:".
    conditions.push(`d.number collate "C" >= ${param(q)} and d.number collate "C" < ${param(`${q}:`)}`);
  }
  if (use !== undefined) conditions.push(USES[use]);
  if (country !== undefined) conditions.push(`d.country = ${param(country)}`);
  if (ownerId !== undefined) conditions.push(`d.owner_id = ${param(ownerId)}`);
  if (accountId !== undefined) conditions.push(`d.account_id = ${param(accountId)}`);
  if (providerId !== undefined) conditions.push(`d.provider_id = ${param(providerId)}`);
  return conditions;
}
