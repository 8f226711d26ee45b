/**
 * The second wall with the first one off: every request is taken for one that may see the whole tree and whose lists are
 * the operator's, and the connection alone says whose rows there are.
 */
import { expect, test } from 'vitest';
import type { Actor } from '../../src/domain/accounts/actor.ts';
import { standBehindWall } from '../../src/postgres/wall.ts';
import { OPERATIONS } from './access-operations.ts';
import { createAccessWorld, type Ids } from './access-world.ts';
import type { Client } from './support.ts';

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

const READS = Object.keys(OPERATIONS).filter((operation) => operation.startsWith('GET '));

/** By what somebody else's things are known: ids, and the numbers of accounts and DIDs. */
function marksOf({ holder: _holder, ...ids }: Ids & { holder?: unknown }): readonly string[] {
  const text = JSON.stringify(ids);
  return [...(text.match(/[0-9a-f]{8}-[0-9a-f-]{27}/g) ?? []), ids.account.number, ids.did.number];
}

const READERS: readonly (readonly [string, Client, readonly Ids[]])[] = [
  ['a reseller, of its sibling and the operator', first.client, [foreign, ofOperator]],
  ['one below, of the reseller above it, too', below.client, [own, foreign, ofOperator]],
  ['a customer, of the customer beside it, too', person.client, [own, ofBelow, foreign, ofOperator]],
];

/** Operation and mark of everything that came from a part that is not the reader's. */
async function leaksTo(client: Client, parts: readonly Ids[]): Promise<readonly string[]> {
  const leaks: string[] = [];
  for (const part of parts) {
    const marks = new Set(marksOf(part));
    for (const operation of READS) {
      const { body } = await call(client, operation, part);
      const answer = JSON.stringify(body);
      for (const mark of marks) if (answer.includes(mark)) leaks.push(`${operation}: ${mark}`);
    }
  }
  return leaks;
}

test.each(READERS)('no row of anybody else: %s', async (_name, client, parts) => {
  isOff.first = true;
  isOff.second = false;
  expect(await leaksTo(client, parts)).toEqual([]);
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
      "catalogue_changes",
      "catalogue_version",
      "gateways",
      "idempotency_keys",
      "password_reset_requests",
      "rate_import_rates",
      "refused_phones",
      "rejected_events",
      "retention_marks",
      "schema_migrations",
      "sign_in_failures",
      "switch_sightings",
      "trunk_calls",
      "unauthenticated_attempts",
      "used_challenges",
    ]
  `);
});
