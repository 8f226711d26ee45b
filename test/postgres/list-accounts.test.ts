/** The list finds the same whether by trigrams, along its order, or by all matches: here against plain SQL. */
import { expect, test } from 'vitest';
import { fillAccounts } from '../../bench/account-world.ts';
import { ensureOperator } from '../../src/operations/accounts/bootstrap-operator.ts';
import { countAccounts } from '../../src/postgres/accounts/count-accounts.ts';
import { listAccounts, type AccountFilter } from '../../src/postgres/accounts/list-accounts.ts';
import { createTestDatabase } from '../support/test-database.ts';

const database = await createTestDatabase();
await ensureOperator({ pool: database.pool, now: () => new Date('2026-11-24T12:00:00Z') });
await fillAccounts(database.pool, 30_000);
const scopeOf = async (condition: string) => {
  const { rows } = await database.pool.query<{ path: string }>(
    `select path from accounts where ${condition}`,
  );
  return rows[0]!.path;
};
const operator = await scopeOf("kind = 'operator'");
const reseller = await scopeOf("number = '500000001'");

/** What the list must be: no index, no page, no guess. */
async function expected({ scopePath, q = '', sort }: AccountFilter): Promise<string[]> {
  const name = `lower(coalesce(nullif(p.company, ''), trim(p.first_name || ' ' || p.last_name))) collate "C"`;
  const direction = sort.startsWith('-') ? 'desc' : 'asc';
  const keys = { createdAt: 'a.id', number: 'a.number collate "C"', name };
  const key = keys[sort.replace('-', '') as keyof typeof keys];
  const found = `lower(concat_ws(E'\\n', p.first_name || ' ' || p.last_name, p.company, s.email, a.number, a.reference))`;
  const { rows } = await database.pool.query<{ number: string }>(
    `select a.number from accounts a join account_profiles p on p.account_id = a.id
     left join account_sign_ins s on s.account_id = a.id
     where starts_with(a.path, $1) and position(lower($2) in ${found}) > 0 order by ${key} ${direction}, a.id ${direction}`,
    [scopePath, q],
  );
  return rows.map(({ number }) => number);
}

test.each([
  ['', 'createdAt'],
  ['', '-name'],
  ['example.com', '-createdAt'], // all of them
  ['example.com', 'number'],
  ['company', '-name'], // 6,000, behind 19,000 others in this order
  ['company', 'createdAt'],
  ['müller', 'name'], // 3,300
  ['REF-1', 'number'],
  ['2999', '-number'],
  ['nobody', 'name'],
] as const)('"%s" by %s, page by page', async (q, sort) => {
  for (const scopePath of [operator, reseller]) {
    const all = await expected({ scopePath, q, sort, limit: 200 });
    const found: string[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < 4; page++) {
      const { rows, nextCursor } = await listAccounts(database.reads, {
        scopePath,
        q,
        sort,
        limit: 200,
        cursor,
      });
      found.push(...rows.map(({ number }) => number));
      if (nextCursor === null) break;
      cursor = nextCursor;
    }
    expect(found).toEqual(all.slice(0, 800));
    expect(await countAccounts(database.reads, { scopePath, q, leftOutId: null })).toEqual({
      count: Math.min(all.length, 10_000),
      isMore: all.length > 10_000,
    });
  }
});
