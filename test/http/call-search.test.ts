/** Calls of a part of the tree: found by what is known of them, on days with and without indexes, and added up to the micro. */
import { expect, test } from 'vitest';
import { uuidV7 } from '../../src/domain/ids.ts';
import { closeDays } from '../../src/operations/charging/close-days.ts';
import { makePartitions } from '../../src/postgres/charging/partitions.ts';
import { withTransaction } from '../../src/postgres/pool.ts';
import { createServer, customer, key, PASSWORD, reseller, type Client, type Json } from './support.ts';

// It is 2026-11-24 12:00 UTC.
const server = await createServer();
const { owner, database } = server;
const { pool } = database;
for (const day of ['2026-11-20', '2026-11-23', '2026-11-24'])
  await withTransaction(pool, (tx) => makePartitions(tx, day));

const made = async (client: Client, body: object): Promise<Json> =>
  (await client.post('/api/v1/accounts', body)).body.account;
const direct = await made(owner, customer());
const seller = await made(owner, reseller());
const ofSeller = await server.signIn(seller.number, PASSWORD);
const below = await made(ofSeller, customer());
const ofBelow = await server.signIn(below.number, PASSWORD);
const provider = (await owner.post('/api/v1/providers', { name: 'Carrier' }, key())).body;
const deck = (
  await owner.post('/api/v1/rate-groups', { name: 'Deck', currency: 'EUR', direction: 'termination' })
).body;
const trunk = (
  await owner.post('/api/v1/trunks', {
    name: 'Way',
    providerId: provider.id,
    terminationRateGroupId: deck.id,
  })
).body;
const gateway = (
  await owner.post('/api/v1/gateways', { trunkId: trunk.id, name: 'G', host: '192.0.2.9', port: 5060 })
).body;
const walletOf = async ({ id }: Json): Promise<bigint> =>
  (
    await pool.query(
      `select w.id from wallets w join accounts a on a.id = w.account_id where a.public_id = $1`,
      [id],
    )
  ).rows[0].id;
const wallets = { direct: [await walletOf(direct)], below: [await walletOf(below), await walletOf(seller)] };

let calls = 0;
type Call = {
  revision?: number;
  sessionId?: string;
  talkMs?: number;
  levels?: readonly bigint[];
  cost?: bigint;
  outcome?: string;
  reason?: string;
  failedLevel?: number;
  to?: string;
  from?: string;
  given?: string;
  direction?: string;
  attemptId?: string;
};

/** A call as charging writes it. */
async function insert(of: 'direct' | 'below', startedAt: string, call: Call = {}): Promise<string> {
  calls += 1;
  const { outcome = 'answered', to = '49301234567', failedLevel = 0 } = call;
  const sessionId =
    call.sessionId ?? uuidV7({ time: new Date(startedAt), random: new Uint8Array(10).fill(calls) });
  const isAnswered = outcome === 'answered';
  const amounts = isAnswered ? (call.levels ?? [20_000n]) : [];
  await pool.query(
    `insert into cdrs (session_id, revision, branch_id, account_id, switch_id, attempt_id, content_digest, recorded_at, started_at, ended_at,
       outcome, reason, talk_ms, billed_seconds, dialled_number, destination_number, caller_number, currency, charge_micros,
       level_wallet_ids, level_charge_micros, gateway_id, carrier_currency, carrier_cost_micros, rate_prefix, frozen, given_number, direction)
     select $1, $2, branch_id, id, 1, $4, 0, $5, $5, $5, $6, $7, $8, 60, $9, $10, $11, 'EUR', $12, $13, $14,
       (select id from gateways where public_id = $15 and $6 <> 'refused'), $16, $17, case when $6 = 'refused' then null else '49' end, $18, $19, $20 from accounts where public_id = $3`,
    [
      sessionId,
      call.revision ?? 1,
      { direct, below }[of].id,
      call.attemptId ?? 'a',
      startedAt,
      outcome,
      call.reason ?? null,
      isAnswered ? (call.talkMs ?? 60_000) : 0,
      `00${to}`,
      to,
      call.from ?? '493099',
      amounts[0] ?? 0n,
      isAnswered ? wallets[of] : [],
      amounts,
      gateway.id,
      isAnswered ? 'EUR' : null,
      isAnswered ? (call.cost ?? 0n) : 0n,
      JSON.stringify({ levels: [], failed: { level: failedLevel } }),
      call.given ?? null,
      call.direction ?? 'outbound',
    ],
  );
  return sessionId;
}

const old = await insert('direct', '2026-11-20T10:00:00Z', {
  to: '33155512345',
  levels: [50_000n],
  cost: 60_000n,
});
const middle = await insert('below', '2026-11-23T10:00:00Z', {
  from: '4930777001',
  given: '0307770015',
  direction: 'inbound',
  attemptId: 'b6a1f8a0-7d7c-4b4f-9d5e-000000000001',
  levels: [30_000n, 20_000n],
  cost: 5_000n,
  talkMs: 30_001,
});
const refused = await insert('below', '2026-11-24T09:00:00Z', {
  outcome: 'refused',
  direction: 'forwarded',
  reason: 'insufficient_funds',
  failedLevel: 1,
});
const newest = await insert('below', '2026-11-24T11:00:00Z', {
  revision: 0,
  levels: [90_000n, 80_000n],
  cost: 1_000n,
});
await insert('below', '2026-11-24T11:00:00Z', { sessionId: newest, levels: [10_000n, 8_000n], cost: 1_000n });
await insert('direct', '2026-11-24T11:30:00Z', { outcome: 'unanswered' });

const idsOf = async (client: Client, query: string): Promise<string[]> => {
  const ids: string[] = [];
  for (let cursor = ''; ; ) {
    const { status, body } = await client.get(`/api/v1/calls?${query}${cursor}`);
    expect(status, JSON.stringify(body)).toBe(200);
    ids.push(...body.items.map(({ sessionId }: Json) => sessionId));
    if (body.nextCursor === null) return ids;
    cursor = `&cursor=${body.nextCursor}`;
  }
};

const SEARCHES: readonly (readonly [query: string, found: readonly string[]])[] = [
  [`q=${middle}`, [middle]],
  ['q=b6a1f8a0-7d7c-4b4f-9d5e-000000000001', [middle]],
  ['attemptId=b6a1f8a0-7d7c-4b4f-9d5e-000000000001', [middle]],
  ['q=%2B49 30 777', [middle]],
  ['q=07770015', [middle]],
  ['direction=inbound', [middle]],
  ['direction=forwarded&outcome=refused', [refused]],
  ['q=555123', [old]],
  ['q=12345&limit=1', ['all']],
  ['prefix=331', [old]],
  ['outcome=refused', [refused]],
  ['reason=insufficient_funds', [refused]],
  ['minCharge=0.03', [middle, old]],
  ['isLosing=true', [old]],
  [`account=${below.id}`, [newest, refused, middle]],
  [`account=${seller.id}&outcome=answered`, [newest, middle]],
  [`trunk=${trunk.id}&to=2026-11-23T00:00:00Z`, [old]],
  ['trunk=none', [refused]],
  ['ratePrefix=none', [refused]],
  ['reason=none&to=2026-11-24T09:30:00Z', [middle, old]],
  ['from=2026-11-23T10:00:00Z&to=2026-11-24T11:00:00Z', [refused, middle]],
  ['q=999999', []],
];

test('a call is found by any number and by every filter, before and after its day got its indexes', async () => {
  const byQuery = async () =>
    Promise.all(SEARCHES.map(async ([query]) => [query, await idsOf(owner, query)]));
  const before = await byQuery();
  for (const [index, [query, expected]] of SEARCHES.entries())
    if (expected[0] === 'all') expect(before[index]![1], query).toHaveLength(5);
    else expect(before[index]![1], query).toEqual(expected);
  await closeDays({ pool, now: server.now });
  const { rows } = await pool.query(
    "select indexrelid::regclass::text as name from pg_index where indisvalid and indexrelid::regclass::text ~ '^cdrs_[0-9]+_by_' order by 1",
  );
  expect(rows.map(({ name }) => name)).toEqual([
    'cdrs_20261120_by_attempt',
    'cdrs_20261120_by_branch',
    'cdrs_20261120_by_number',
    'cdrs_20261123_by_attempt',
    'cdrs_20261123_by_branch',
    'cdrs_20261123_by_number',
  ]);
  expect(await byQuery()).toEqual(before);
});

test('everybody finds the calls of its own part of the tree, with reasons that it may know', async () => {
  expect(await idsOf(ofSeller, '')).toEqual([newest, refused, middle]);
  expect(await idsOf(ofBelow, 'q=493')).toEqual([newest, refused, middle]);
  expect(await idsOf(ofSeller, 'q=555123')).toEqual([]);
  expect(await idsOf(ofSeller, `q=${old}`)).toEqual([]);
  expect((await ofSeller.get(`/api/v1/calls?account=${direct.id}`)).status).toBe(404);
  // The seller itself had no money: its customer is told that the seller cannot, and finds it by that word only.
  expect(await idsOf(ofSeller, 'reason=insufficient_funds')).toEqual([refused]);
  expect(await idsOf(ofBelow, 'reason=insufficient_funds')).toEqual([]);
  expect(await idsOf(ofBelow, 'reason=reseller_suspended')).toEqual([refused]);
  expect((await ofSeller.get(`/api/v1/calls?trunk=${trunk.id}`)).body.errors[0].field).toBe('trunk');
  expect(await idsOf(ofSeller, 'isLosing=true')).toEqual([]);
  expect((await ofBelow.get('/api/v1/calls?isLosing=true')).body.errors[0].field).toBe('isLosing');
  for (const wrong of ['q=12', 'q=abc', 'prefix=x', 'minCharge=1.1234567'])
    expect((await owner.get(`/api/v1/calls?${wrong}`)).status, wrong).toBe(422);
});

const RANGE = 'from=2026-11-01T00:00:00Z&to=2026-12-01T00:00:00Z';
const totals = async (client: Client, query = '') =>
  (await client.get(`/api/v1/calls/totals?${RANGE}${query}`)).body;

test('what calls bring in and cost is added up at the level of whoever asks, by the last record of each', async () => {
  const { groups } = await totals(owner);
  expect(groups).toEqual([
    {
      key: '',
      name: '',
      calls: 5,
      answered: 3,
      refused: 1,
      asrPercent: 75,
      // 60 + 31 + 60 seconds
      acdSeconds: 50.3,
      talkSeconds: 151,
      billedSeconds: 300,
      losing: 1,
      notCompared: 0,
      // 50 + 20 + 8, less 60 + 5 + 1
      money: [
        {
          currency: 'EUR',
          revenue: '0.078000',
          cost: '0.066000',
          commission: '0.000000',
          margin: '0.012000',
        },
      ],
    },
  ]);
  expect((await totals(ofSeller)).groups[0]).toMatchObject({
    calls: 3,
    answered: 2,
    losing: 0,
    money: [{ currency: 'EUR', revenue: '0.040000', cost: '0.028000', margin: '0.012000' }],
  });
  expect((await totals(ofBelow)).groups[0]).toMatchObject({
    calls: 3,
    losing: null,
    money: [{ currency: 'EUR', revenue: '0.040000', cost: null, margin: null }],
  });
});

test('groups add up to the whole, are named, and reasons and trunks are for those who may see them', async () => {
  const sumOf = ({ groups }: Json) => groups.reduce((sum: number, { calls }: Json) => sum + calls, 0);
  for (const by of ['account', 'prefix', 'trunk', 'direction', 'reason', 'hour', 'day'])
    expect(sumOf(await totals(owner, `&groupBy=${by}`)), by).toBe(5);
  const byAccount = (await totals(owner, '&groupBy=account')).groups;
  expect(byAccount.map(({ key, name, calls }: Json) => [key, name, calls])).toEqual([
    [below.id, below.displayName, 3],
    [direct.id, direct.displayName, 2],
  ]);
  expect((await totals(owner, '&groupBy=trunk')).groups[0]).toMatchObject({ key: trunk.id, name: 'Way' });
  expect(
    (await totals(ofSeller, '&groupBy=direction')).groups.map(({ key, calls }: Json) => [key, calls]),
  ).toEqual([
    ['forwarded', 1],
    ['inbound', 1],
    ['outbound', 1],
  ]);
  expect((await totals(owner, '&groupBy=reason&outcome=refused')).groups[0].key).toBe('insufficient_funds');
  // Midnight in New York is 05:00 UTC.
  const days = (await totals(owner, '&groupBy=day&timezone=America/New_York')).groups;
  expect(days.map(({ key }: Json) => key)).toEqual([
    '2026-11-20T05:00:00Z',
    '2026-11-23T05:00:00Z',
    '2026-11-24T05:00:00Z',
  ]);
  expect((await totals(ofSeller, '&groupBy=trunk')).errors[0].field).toBe('groupBy');
  expect((await totals(ofSeller, '&groupBy=reason')).errors[0].field).toBe('groupBy');
  for (const client of [ofSeller, ofBelow])
    expect((await totals(client, '&reason=reseller_suspended')).errors[0].field).toBe('reason');
});

test('the export is the search, row for row', async () => {
  const { body } = await owner.get('/api/v1/calls/export?outcome=answered&minCharge=0.02&format=csv');
  const lines = String(body).trim().split(/\r?\n/);
  expect(lines).toHaveLength(3);
  expect(lines[0]).toContain('Account');
  expect([lines[1]!.includes(middle), lines[2]!.includes(old)]).toEqual([true, true]);
  expect(lines[1]).toMatch(/0307770015.*inbound/);
});

test('what goes on is counted for whoever stands above it', async () => {
  const live = (of: Json, answeredAt: string | null, wallet: bigint) =>
    pool.query(
      `insert into live_sessions (session_id, branch_id, switch_id, attempt_id, content_digest, account_id, started_at, authorized_at,
         answered_at, granted_seconds, offered_seconds, longest_seconds, deadline_at, alive_at, level_wallet_ids, level_held_micros, frozen)
       select gen_random_uuid(), branch_id, 1, 'a', 0, id, $2, $2, $3, 60, 60, 60, $2, $2, $4, '{250000}', '{}'
       from accounts where public_id = $1`,
      [of.id, '2026-11-24T11:59:30Z', answeredAt, [wallet]],
    );
  await live(below, '2026-11-24T11:59:40Z', wallets.below[0]!);
  await live(direct, null, wallets.direct[0]!);
  for (let n = 0; n < 4; n++) await insert('below', '2026-11-24T11:59:20Z', { outcome: 'unanswered' });
  const now = async (client: Client) => (await client.get('/api/v1/calls/now')).body;
  expect(await now(owner)).toMatchObject({
    live: 2,
    ringing: 1,
    callsPerSecond: 0.1,
  });
  expect(await now(ofSeller)).toMatchObject({ live: 1, ringing: 0 });
});

test('the longest texts that a phone may send, and the longest line of sellers, fit the key of a record', async () => {
  const noise = (seed: number) =>
    Array.from({ length: 255 }, (_, n) =>
      String.fromCodePoint(0x1f300 + ((n * 7919 + seed * 104_729 + n * n * 31) % 1_500)),
    ).join('');
  await insert('direct', '2026-11-19T00:00:00Z');
  await pool.query(
    `insert into cdrs (session_id, branch_id, account_id, switch_id, attempt_id, content_digest, recorded_at, started_at, ended_at, outcome,
       dialled_number, destination_number, caller_number, frozen, level_wallet_ids, level_charge_micros, currency, rate_prefix, given_number, direction)
     select gen_random_uuid(), branch_id, account_id, 1, $1, 0, recorded_at, started_at, ended_at, outcome, $1, '123456789012345', $2, frozen,
       array_fill(9223372036854775807, array[9]), array_fill(9223372036854775807, array[9]), 'EUR', '123456789012345', repeat('1234567890', 3) || '12', 'forwarded'
     from cdrs limit 1`,
    [noise(1), noise(2)],
  );
});
