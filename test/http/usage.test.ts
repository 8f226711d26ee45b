/** Usage of an account: its own days, changes of the clocks included, and the rows behind each figure. */
import { expect, test } from 'vitest';
import { uuidV7 } from '../../src/domain/ids.ts';
import { admin, createServer, customer, PASSWORD, reseller, type Json } from './support.ts';

// It is 2026-11-24 12:00 UTC.
const server = await createServer();
const { owner } = server;
const newCustomer = async (timezone: string): Promise<Json> =>
  (await owner.post('/api/v1/accounts', customer({ profile: { timezone } }))).body.account;
const account = await newCustomer('America/New_York');
const usageOf = async ({ id }: Json, client = owner) => client.get(`/api/v1/accounts/${id}/usage`);

let calls = 0;
type Call = { talkMs?: number; micros?: bigint; outcome?: string; prefix?: string; revisions?: number[] };

/** A call as charging writes it; of several revisions each costs a cent more than the one before. */
async function insert(of: Json, startedAt: string, call: Call = {}): Promise<string> {
  const { talkMs = 60_000, micros = 10_000n, outcome = 'answered', prefix = '49', revisions = [1] } = call;
  calls += 1;
  const sessionId = uuidV7({ time: new Date(startedAt), random: new Uint8Array(10).fill(calls) });
  const levels = [{ prefix, destination: prefix === '49' ? 'Germany' : 'France' }];
  for (const [index, revision] of revisions.entries())
    await server.database.pool.query(
      `insert into cdrs (session_id, revision, branch_id, account_id, switch_id, attempt_id, content_digest, recorded_at, started_at,
         ended_at, outcome, talk_ms, dialled_number, destination_number, currency, charge_micros, frozen, rate_prefix)
       select $1, $2, branch_id, id, 1, 'a', 0, $4, $4, $4, $5, $6, '0030', '49301', 'EUR', $7, $8, $9
       from accounts where public_id = $3`,
      [
        sessionId,
        revision,
        of.id,
        startedAt,
        outcome,
        outcome === 'answered' ? talkMs : 0,
        outcome === 'answered' ? micros + BigInt(index) * 10_000n : 0n,
        JSON.stringify({ levels }),
        prefix,
      ],
    );
  return sessionId;
}

test('days are those of the account, one of 25 hours too, and every day stands there', async () => {
  // New York: UTC-4 until 06:00 UTC on November 1, then UTC-5. Thirty days begin on October 26 at 04:00 UTC.
  await insert(account, '2026-10-26T03:59:59.999Z', { micros: 99_000_000n });
  await insert(account, '2026-10-26T04:00:00Z', { talkMs: 60_001 });
  await insert(account, '2026-11-01T03:59:59.999Z');
  await insert(account, '2026-11-01T04:00:00Z', { prefix: '33', micros: 500_000n });
  await insert(account, '2026-11-02T04:59:59.999Z');
  await insert(account, '2026-11-02T05:00:00Z', { talkMs: 500 });
  await insert(account, '2026-11-24T11:00:00Z', { outcome: 'unanswered' });
  // A correction replaces what it corrects: the third revision of 0.01 costs 0.03.
  await insert(account, '2026-11-24T11:30:00Z', { revisions: [0, 1, 2] });

  const { status, body } = await usageOf(account);
  expect(status).toBe(200);
  expect(body).toMatchObject({
    timezone: 'America/New_York',
    currency: 'EUR',
    from: '2026-10-26',
    to: '2026-11-24',
  });
  expect(body.days).toHaveLength(30);
  const busy = body.days.filter((day: Json) => day.calls > 0);
  expect(busy).toEqual([
    { date: '2026-10-26', calls: 1, talkSeconds: 61, amount: '0.010000' },
    { date: '2026-10-31', calls: 1, talkSeconds: 60, amount: '0.010000' },
    { date: '2026-11-01', calls: 2, talkSeconds: 120, amount: '0.510000' },
    { date: '2026-11-02', calls: 1, talkSeconds: 1, amount: '0.010000' },
    { date: '2026-11-24', calls: 1, talkSeconds: 60, amount: '0.030000' },
  ]);
  expect(body.total).toEqual({ calls: 6, talkSeconds: 302, amount: '0.570000' });
  expect(body.destinations).toEqual([
    { prefix: '33', name: 'France', direction: null, calls: 1, talkSeconds: 60, amount: '0.500000' },
    { prefix: '49', name: 'Germany', direction: null, calls: 5, talkSeconds: 242, amount: '0.070000' },
  ]);
});

test('each figure opens its calls: by the rate, and by the day', async () => {
  const list = async (query: string): Promise<string[]> =>
    (await owner.get(`/api/v1/accounts/${account.id}/calls?outcome=answered&${query}`)).body.items.map(
      ({ startedAt }: Json) => startedAt,
    );
  expect(await list('ratePrefix=33')).toEqual(['2026-11-01T04:00:00.000Z']);
  expect(await list('ratePrefix=4')).toEqual([]);
  expect(await list('from=2026-11-01T04:00:00Z&to=2026-11-02T05:00:00Z')).toEqual([
    '2026-11-02T04:59:59.999Z',
    '2026-11-01T04:00:00.000Z',
  ]);
  const first = (
    await owner.get(`/api/v1/accounts/${account.id}/calls?ratePrefix=49&from=2026-10-26T04:00:00Z&limit=2`)
  ).body;
  const second = (
    await owner.get(`/api/v1/accounts/${account.id}/calls?ratePrefix=49&limit=2&cursor=${first.nextCursor}`)
  ).body;
  const starts = [...first.items, ...second.items].map(({ startedAt }: Json) => startedAt);
  expect(new Set(starts).size).toBe(4);
  expect((await owner.get(`/api/v1/accounts/${account.id}/calls?ratePrefix=x`)).status).toBe(422);
});

test('who sees the account sees its usage; a new one has thirty empty days, ahead of UTC too', async () => {
  const other = await newCustomer('Pacific/Auckland');
  const client = await server.signIn(other.number, PASSWORD);
  const { body } = await usageOf(other, client);
  // UTC+13: tomorrow has begun there.
  expect(body).toMatchObject({ from: '2026-10-27', to: '2026-11-25', destinations: [] });
  expect(body.total).toEqual({ calls: 0, talkSeconds: 0, amount: '0.000000' });
  expect((await usageOf(account, client)).status).toBe(404);
  const seller = (await owner.post('/api/v1/accounts', reseller())).body.account;
  expect((await usageOf(seller)).body.total.calls).toBe(0);
  const staff = (await owner.post('/api/v1/accounts', admin())).body.account;
  expect((await usageOf(staff)).body.code).toBe('account_has_no_wallet');
});

test('a reseller’s calls and usage are those of everybody below it, from when they were, and say whose', async () => {
  const post = async (kind: object) => (await owner.post('/api/v1/accounts', kind)).body.account;
  const seller = await post(reseller());
  const below = await post(reseller({ panelAccess: { parentId: seller.id } }));
  const near = await post(
    customer({ panelAccess: { parentId: seller.id }, profile: { company: 'Nahe GmbH' } }),
  );
  const far = await post(customer({ panelAccess: { parentId: below.id } }));
  const stranger = await post(customer({}));
  const before = await insert(stranger, '2026-11-20T09:00:00Z');
  const ids = [
    await insert(near, '2026-11-24T10:00:00Z'),
    await insert(far, '2026-11-24T10:30:00Z'),
    await insert(near, '2026-11-24T11:00:00Z', { outcome: 'unanswered' }),
  ];
  const client = await server.signIn(seller.number, PASSWORD);
  const listOf = async ({ id }: Json, query = '', as = owner) =>
    (await as.get(`/api/v1/accounts/${id}/calls?${query}`)).body.items;
  const callsOf = async (of: Json, query = '', as = owner) =>
    (await listOf(of, query, as)).map(({ sessionId }: Json) => sessionId);
  for (const as of [owner, client]) expect(await callsOf(seller, '', as)).toEqual(ids.toReversed());
  expect((await listOf(seller)).at(-1)).toMatchObject({
    accountId: near.id,
    accountNumber: near.number,
    accountName: 'Nahe GmbH',
  });
  expect(await callsOf(below)).toEqual([ids[1]]);
  expect(await callsOf(seller, 'ownOnly=true')).toEqual([]);
  expect((await owner.get(`/api/v1/accounts/${seller.id}/calls/count`)).body).toMatchObject({ count: 3 });
  expect((await usageOf(seller)).body).toMatchObject({
    amountIs: 'paid',
    total: { calls: 2, talkSeconds: 120 },
  });
  const own = await owner.get(`/api/v1/accounts/${seller.id}/usage?ownOnly=true`);
  expect(own.body.total.calls).toBe(0);

  // Who comes from elsewhere leaves its calls where they were; what it calls from now on is listed.
  const move = { parentId: seller.id, reason: 'test' };
  const moved = await owner.post(`/api/v1/accounts/${stranger.id}/move`, move);
  expect(moved.status, JSON.stringify(moved.body)).toBe(200);
  server.advance(60_000);
  const after = await insert(stranger, server.now().toISOString());
  expect(await callsOf(stranger)).toEqual([after, before]);
  expect(await callsOf(seller)).toEqual([after, ...ids.toReversed()]);

  // So many accounts that the calls of the branch are gone through instead: the same ones.
  const pool = server.database.pool;
  await pool.query(
    `insert into accounts (public_id, kind, parent_id, branch_id, path, depth, number, status, created_at)
     select gen_random_uuid(), 'customer', p.id, p.branch_id, p.path || (900000 + n) || '/', p.depth + 1, (880000 + n)::text, 'active', now()
     from accounts p, generate_series(1, 600) n where p.public_id = $1`,
    [below.id],
  );
  for (const as of [owner, client])
    expect(await callsOf(seller, '', as)).toEqual([after, ...ids.toReversed()]);
  expect(await callsOf(below)).toEqual([ids[1]]);
  expect((await usageOf(seller)).body.total.calls).toBe(3);
});
