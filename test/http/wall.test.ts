/**
 * The second wall with the first one off: every request is taken for one that may see the whole tree and whose lists are
 * the operator's, and the connection alone says whose rows there are.
 */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { expect, test } from 'vitest';
import type { Actor } from '../../src/domain/accounts/actor.ts';
import { standBehindWall } from '../../src/postgres/wall.ts';
import { OPERATIONS } from './access-operations.ts';
import { createAccessWorld, type Ids } from './access-world.ts';
import type { Client, Json } from './support.ts';

const isOff = { first: false, second: false };

const world = await createAccessWorld({
  takenFor: (actor: Actor): Actor => {
    if (!isOff.first) return actor;
    const scopePath = `/${actor.operatorId}/`;
    if (isOff.second) standBehindWall(scopePath);
    return { ...actor, scopePath, ownerId: actor.operatorId };
  },
});
const { first, below, person, own, ofBelow, foreign, ofOperator, call, server } = world;

const OFFERED = 'GET /api/v1/products/offered';
const READS = Object.keys(OPERATIONS).filter((operation) => operation.startsWith('GET '));

/** By what somebody else's things are known: ids, and the numbers of accounts and DIDs. */
function marksOf({ holder: _holder, ...ids }: Ids & { holder?: unknown }): readonly string[] {
  const text = JSON.stringify(ids);
  return [...(text.match(/[0-9a-f]{8}-[0-9a-f-]{27}/g) ?? []), ids.account.number, ids.did.number];
}

/** The last one is of whoever sells to the reader. */
const READERS: readonly (readonly [string, Client, readonly Ids[], Ids])[] = [
  ['a reseller, of its sibling and the operator', first.client, [foreign, ofOperator], ofOperator],
  ['one below, of the reseller above it, too', below.client, [own, foreign, ofOperator], own],
  ['a customer, of the customer beside it, too', person.client, [own, ofBelow, foreign, ofOperator], own],
];

/** A wall that is met in an unforeseen way is a bug of ours, and says so. */
const failures = new Set<string>();

/** Operation and mark of everything that came from a part that is not the reader's. */
async function leaksTo(
  client: Client,
  parts: readonly Ids[],
  seller: Ids | null = null,
): Promise<readonly string[]> {
  const leaks: string[] = [];
  for (const part of parts) {
    const marks = new Set(marksOf(part));
    for (const operation of READS) {
      const { status, body } = await call(client, operation, part);
      if (status >= 500) failures.add(`${operation}: ${status}`);
      const answer = JSON.stringify(body);
      for (const mark of marks) {
        // What a seller offers is for those who buy from it.
        const isOffered = operation === OFFERED && part === seller && mark === seller.product.id;
        if (answer.includes(mark) && !isOffered) leaks.push(`${operation}: ${mark}`);
      }
    }
  }
  return leaks;
}

test.each(READERS)('no row of anybody else: %s', async (_name, client, parts, seller) => {
  isOff.first = true;
  isOff.second = false;
  expect(await leaksTo(client, parts, seller)).toEqual([]);
});

test('what is counted is what may be seen, whatever is searched for', async () => {
  isOff.first = true;
  isOff.second = false;
  const countOf = async (q: string) =>
    (await first.client.get(`/api/v1/accounts/count?q=${encodeURIComponent(q)}`)).body.count;
  expect(await countOf(own.account.number)).toBe(1);
  for (const q of [foreign.account.number, foreign.account.number.slice(0, 6), ofOperator.account.number])
    expect(await countOf(q), q).toBe(0);
  const seen = (await first.client.get('/api/v1/accounts?limit=200')).body.items.length;
  expect((await first.client.get('/api/v1/accounts/count')).body.count).toBeLessThanOrEqual(seen + 1);
  isOff.second = true;
  expect(await countOf(foreign.account.number)).toBe(1);
});

test('without the second wall the same requests tell what is others’', async () => {
  isOff.first = true;
  isOff.second = true;
  const leaks = await leaksTo(first.client, [foreign]);
  expect(new Set(leaks.map((leak) => leak.split(':')[0])).size).toBeGreaterThan(20);
});

/** How many statements a request takes: what is asked of the database says as little as the answer does. */
async function statementsOf(operation: string, ids: Ids): Promise<readonly [status: number, count: number]> {
  const query = Reflect.get(pg.Client.prototype, 'query') as pg.Client['query'];
  let count = 0;
  pg.Client.prototype.query = function counted(this: pg.Client, ...args: unknown[]) {
    count += 1;
    return (query as (...given: unknown[]) => unknown).apply(this, args);
  } as typeof query;
  try {
    return [(await call(first.client, operation, ids)).status, count];
  } finally {
    pg.Client.prototype.query = query;
  }
}

test('what is somebody else’s is looked for as long as what is not there', async () => {
  isOff.first = false;
  const { holder: _holder, ...ids } = foreign as Ids & { holder?: unknown };
  const text = JSON.stringify(ids).replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, () => randomUUID());
  const unknown = JSON.parse(text) as Ids;
  let asked = 0;
  for (const operation of Object.keys(OPERATIONS).filter((each) => each.includes('{'))) {
    const ofForeign = await statementsOf(operation, foreign);
    if (ofForeign[0] !== 404) continue;
    asked += 1;
    expect(await statementsOf(operation, unknown), operation).toEqual(ofForeign);
  }
  expect(asked).toBeGreaterThan(50);
});

const WRITES = Object.keys(OPERATIONS).filter((operation) => !operation.startsWith('GET '));

/** A digest of each table's rows that belong to nobody at or below this account. */
async function othersRows({ number }: Json): Promise<Readonly<Record<string, string>>> {
  const { pool } = server.database;
  const { rows: tables } = await pool.query<{ name: string; args: string }>(
    `select tgrelid::regclass::text as name, encode(tgargs, 'escape') as args from pg_trigger
     where tgname = 'own_tree' order by 1`,
  );
  const digests: Record<string, string> = {};
  for (const { name, args } of tables) {
    // The arguments of the trigger: whose row it is.
    const [column = '', parent = '', owner = ''] = args.split('\\000');
    const direct = `t.${column || (name === 'accounts' ? 'id' : 'owner_id')}`;
    const whose = parent === '' ? direct : `(select ${owner} from ${parent} where id = ${direct})`;
    const { rows } = await pool.query<{ digest: string }>(
      `select md5(coalesce(string_agg(t::text, ',' order by t::text), '')) as digest from ${name} t
       where not exists (select 1 from accounts a, accounts mine where mine.number = $1
         and a.id = ${whose} and a.path like mine.path || '%')`,
      [number],
    );
    digests[name] = rows[0]!.digest;
  }
  return digests;
}

/** Everything that may be asked to change what is somebody else's. */
async function writeAll(client: Client, parts: readonly Ids[]): Promise<void> {
  for (const part of parts)
    for (const operation of WRITES) {
      const { status } = await call(client, operation, part);
      if (status >= 500 && !isOff.second) failures.add(`${operation}: ${status}`);
    }
}

test('no row of anybody else is changed, with the first wall off; with both off many are', async () => {
  isOff.first = true;
  isOff.second = false;
  for (const [who, parts] of [
    [first, [foreign, ofOperator]],
    [person, [own, foreign]],
  ] as const) {
    const before = await othersRows(who.account);
    expect(Object.keys(before).length).toBeGreaterThan(30);
    await writeAll(who.client, parts);
    expect(await othersRows(who.account)).toEqual(before);
  }
  expect([...failures]).toEqual([]);
  const before = await othersRows(first.account);
  isOff.second = true;
  await writeAll(first.client, [foreign]);
  const after = await othersRows(first.account);
  const changed = Object.keys(before).filter((name) => before[name] !== after[name]);
  expect(changed.length).toBeGreaterThan(10);
  isOff.first = false;
  isOff.second = false;
}, 120_000);

test('no table is without the wall, and what the role reads is decided for each', async () => {
  const { rows } = await server.database.reads.query<{ name: string; hasWall: boolean; isRead: boolean }>(
    `select relname as name, relrowsecurity as "hasWall", has_any_column_privilege('tollbook_api', oid, 'select') as "isRead"
     from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition
     order by relname`,
  );
  expect(rows.filter(({ hasWall }) => !hasWall)).toEqual([]);
  // The operator's own, and what only operations that change something read.
  expect(rows.filter(({ isRead }) => !isRead).map(({ name }) => name)).toMatchInlineSnapshot(`
    [
      "account_number_reservations",
      "audit_seals",
      "backups",
      "billing_runs",
      "catalogue_changes",
      "catalogue_version",
      "closed_months",
      "document_series",
      "dunning_queue",
      "exchange_feed",
      "gateway_events",
      "gateway_health",
      "gateway_payment_levels",
      "gateway_registrations",
      "gateways",
      "guard_sightings",
      "idempotency_keys",
      "month_balances",
      "password_reset_requests",
      "payment_gateways",
      "pin_patience",
      "rate_import_rates",
      "rejected_events",
      "retention_marks",
      "schema_migrations",
      "sign_in_failures",
      "switch_health",
      "switch_sightings",
      "trunk_calls",
      "unknown_calls",
      "used_challenges",
    ]
  `);
});
