/** Lists are compared, and written as files, piece by piece: wherever a piece ends, nothing is lost or said twice. */
import { expect, test } from 'vitest';
import {
  compareLists,
  pageOfDifferences,
  pageOfPrices,
  type ListLevel,
} from '../../src/postgres/rating/prices-of-list.ts';
import { createServer, customer, key } from '../http/support.ts';
import { seededRandom } from '../support/random.ts';

const { database, owner, now } = await createServer();
const db = database.reads;
const at = now();
const random = seededRandom(7);

async function list(name: string): Promise<bigint> {
  await owner.post('/api/v1/rate-groups', { name, currency: 'EUR' }, key());
  const { rows } = await database.pool.query<{ id: bigint }>('select id from rate_groups where name = $1', [
    name,
  ]);
  return rows[0]!.id;
}

const { account } = (await owner.post('/api/v1/accounts', customer(), key())).body;
const found = await database.pool.query<{ id: bigint }>('select id from accounts where public_id = $1', [
  account.id,
]);
const accountId = found.rows[0]!.id;

/** Of all lengths; one account may have its own price beside everybody's, and a price may be over. */
async function fill(rateGroupId: bigint, count: number): Promise<void> {
  for (let n = 0; n < count; n++) {
    // One of a prefix is valid for each account: a rate ends where the next one begins.
    const isOver = random.chance(0.2);
    await database.pool.query(
      `insert into rates (rate_group_id, prefix, cost_per_minute_nanos, initial_increment_seconds, increment_seconds, valid_from, valid_to, account_id)
       values ($1, $2, $3, 1, 1, $4, $5, $6) on conflict do nothing`,
      [
        rateGroupId,
        String(random.whole(1, 10 ** random.whole(1, 3))),
        random.whole(1, 2) * 1000,
        new Date(at.getTime() - (isOver ? 2 : 1)),
        isOver ? at : null,
        random.chance(0.3) ? accountId : null,
      ],
    );
  }
}

const level = (rateGroupId: bigint): ListLevel => ({
  rateGroupId,
  accountId,
  markUpPpm: 0n,
  currency: 'EUR',
});
const [own, bought, other, far] = [
  await list('Own'),
  await list('Bought'),
  await list('Other'),
  await list('Far'),
];
for (const each of [own, bought, other]) await fill(each, 60);
await database.pool.query(
  `insert into rates (rate_group_id, prefix, cost_per_minute_nanos, initial_increment_seconds, increment_seconds, valid_from)
   values ($1, '999999', 1, 1, 1, $2)`,
  [far, new Date(at.getTime() - 1)],
);
const SIZES = [1, 2, 7, 1000];

/** All of what comes in pieces, which never goes on behind its end. */
async function whole<Row>(
  read: (after: string) => Promise<Readonly<{ rows: readonly Row[]; next: string | null }>>,
) {
  const all: Row[] = [];
  for (let after: string | null = ''; after !== null; ) {
    const { rows, next }: Readonly<{ rows: readonly Row[]; next: string | null }> = await read(after);
    all.push(...rows);
    expect(next === null || next > after).toBe(true);
    after = next;
  }
  return all;
}

test('prices of a list with the one that it passes on are the same by pieces of any size', async () => {
  const levels = [level(own), level(bought)];
  const [expected = [], ...others] = await Promise.all(
    SIZES.toReversed().map((size) => whole((after) => pageOfPrices(db, levels, { at, after, size }))),
  );
  expect(expected.length).toBeGreaterThan(50);
  const prefixes = expected.map(({ prefix }) => prefix);
  expect(prefixes).toEqual([...new Set(prefixes)].toSorted());
  for (const prices of others) expect(prices).toEqual(expected);
});

test.each([
  ['two lists of many prefixes', [level(own), level(bought)], [level(other)]],
  ['a list, and one that is over at once', [level(other)], [level(far)]],
  ['the same list twice', [level(own)], [level(own)]],
])('%s differ alike by pieces of any size', async (_name, a, b) => {
  const prices = async (levels: readonly ListLevel[]) =>
    new Map(
      (await whole((after) => pageOfPrices(db, levels, { at, after, size: 1000 }))).map((price) => [
        price.prefix,
        price,
      ]),
    );
  const [before, after] = [await prices(a), await prices(b)];
  const kindOf = (prefix: string) => {
    const [was, is] = [before.get(prefix), after.get(prefix)];
    if (was === undefined || is === undefined) return was === undefined ? 'new' : 'missing';
    const more = is.costPerMinuteNanos - was.costPerMinuteNanos;
    return more > 0n ? 'raised' : more < 0n ? 'lowered' : 'unchanged';
  };
  const kinds = [...new Set([...before.keys(), ...after.keys()])]
    .toSorted()
    .map((prefix) => [prefix, kindOf(prefix)] as const);
  const differing = kinds.filter(([, kind]) => kind !== 'unchanged');
  const sides = [
    { levels: a, at },
    { levels: b, at },
  ] as const;
  for (const size of SIZES) {
    const listed = await whole((behind) => pageOfDifferences(db, sides, { after: behind, size }));
    expect(listed.map(({ prefix, change }) => [prefix, change])).toEqual(differing);
    const compared = (await compareLists(db, sides, { each: 3, size, isLate: () => false }))!;
    for (const [kind, count] of Object.entries(compared.counts)) {
      expect([kind, count]).toEqual([kind, kinds.filter(([, each]) => each === kind).length]);
      const first = differing.filter(([, each]) => each === kind).slice(0, 3);
      expect(compared.first.filter(({ change }) => change === kind).map(({ prefix }) => prefix)).toEqual(
        first.map(([prefix]) => prefix),
      );
    }
  }
  expect(await compareLists(db, sides, { each: 3, size: 5, isLate: () => true })).toBeNull();
});
