/** Calls over HTTP, out of CDRs as charging writes them. */
import { expect, test } from 'vitest';
import { findCall } from '../../src/postgres/charging/list-calls.ts';
import { createServer, customer, PASSWORD, type Json } from './support.ts';

const server = await createServer();
const { owner } = server;
const account = (await owner.post('/api/v1/accounts', customer())).body.account;
const other = (await owner.post('/api/v1/accounts', customer())).body.account;

const session = (n: number) => `019ab000-0000-7000-8000-00000000000${n}`;

async function insert(
  sessionId: string,
  revision: number,
  over: { outcome?: string; reason?: string | null; charge?: bigint } = {},
) {
  const { outcome = 'answered', reason = null, charge = 0n } = over;
  await server.database.pool.query(
    `insert into cdrs (session_id, revision, branch_id, account_id, switch_id, attempt_id, content_digest, recorded_at, started_at,
       ended_at, outcome, reason, talk_ms, billed_seconds, dialled_number, destination_number, currency, charge_micros, frozen)
     select $1, $2, branch_id, id, 1, 'a', 0, $4, $4, $4, $5, $6, 8000, 12, '0030123456', '4930123456', 'EUR', $7, '{}'
     from accounts where public_id = $3`,
    [sessionId, revision, account.id, server.now(), outcome, reason, charge],
  );
}

await insert(session(1), 1, { charge: 1000n });
await insert(session(1), 2, { charge: 2000n });
await insert(session(2), 1, { outcome: 'refused', reason: 'insufficient_funds' });
await insert(session(3), 1, { charge: 5000n });

test('calls are listed newest first, each by its latest revision, refused ones too', async () => {
  const url = `/api/v1/accounts/${account.id}/calls`;
  const first = (await owner.get(`${url}?limit=2`)).body;
  expect(first.items.map(({ sessionId, charge, reason }: Json) => [sessionId, charge, reason])).toEqual([
    [session(3), '0.005000', null],
    [session(2), '0.000000', 'insufficient_funds'],
  ]);
  const second = (await owner.get(`${url}?limit=2&cursor=${first.nextCursor}`)).body;
  expect(second.items).toMatchObject([
    { sessionId: session(1), charge: '0.002000', billedSeconds: 12, talkMs: 8000 },
  ]);
  expect(second.nextCursor).toBeNull();
  expect((await owner.get(`${url}?outcome=refused`)).body.items).toHaveLength(1);
  expect((await owner.get(`/api/v1/accounts/${other.id}/calls`)).body.items).toEqual([]);
  const now = server.now().toISOString();
  for (const query of [
    '',
    'outcome=refused',
    'outcome=unanswered',
    `from=${now}`,
    `to=${now}`,
    'from=1970-01-01T00:00:00Z',
    'ratePrefix=49',
    'q=4930',
    'q=31',
  ]) {
    const { length: count } = (await owner.get(`${url}?${query}`)).body.items;
    expect((await owner.get(`${url}/count?${query}`)).body, query).toEqual({ count, isMore: false });
  }
});

test('calls are found by how their number begins, and the same calls come as a file', async () => {
  const url = `/api/v1/accounts/${account.id}/calls`;
  const found = async (q: string) =>
    (await owner.get(`${url}?q=${encodeURIComponent(q)}`)).body.items.map(({ sessionId }: Json) => sessionId);
  const all = [session(3), session(2), session(1)];
  for (const q of ['+49 30', '4930123456', '0030 12']) expect(await found(q), q).toEqual(all);
  for (const q of ['301', '49301234567']) expect(await found(q), q).toEqual([]);
  expect((await owner.get(`${url}?q=ada`)).body.errors).toMatchObject([{ field: 'q' }]);

  const query = 'format=csv&timezone=Asia/Tokyo&q=4930&outcome=answered';
  const lines = String((await owner.get(`${url}/export?${query}`)).body)
    .trimEnd()
    .split('\r\n');
  expect(lines[0]).toContain('Started (Asia/Tokyo),Answered (Asia/Tokyo)');
  const { rows: told } = await server.database.pool.query(
    "select changes from audit_events where action = 'export.taken'",
  );
  const after = told[0].changes.map((change: Json) => change.after);
  expect(after).toEqual(['calls', 'csv', 2]);
  const whose = [account.number, 'Ada Lovelace'];
  // What it brought in, cost, paid in commissions and left, with their currencies: nothing, where nobody paid for it.
  const money = Array.from({ length: 8 }, () => '');
  // A plus at the beginning is no formula: an apostrophe stands before it.
  expect(lines.slice(1).map((line) => line.split(',').slice(3))).toEqual([
    [
      '',
      '',
      '0030123456',
      "'+4930123456",
      'outbound',
      'answered',
      '',
      '',
      '',
      '8.000',
      '12',
      '0',
      '0.005000',
      'EUR',
      '',
      ...money,
      ...whose,
      session(3),
    ],
    [
      '',
      '',
      '0030123456',
      "'+4930123456",
      'outbound',
      'answered',
      '',
      '',
      '',
      '8.000',
      '12',
      '0',
      '0.002000',
      'EUR',
      '',
      ...money,
      ...whose,
      session(1),
    ],
  ]);
});

test('a call is found by those above its account only', async () => {
  const { reads } = server.database;
  expect(await findCall(reads, session(1), '/')).toMatchObject({ chargeMicros: 2000n });
  await expect(findCall(reads, session(1), '/999/')).rejects.toMatchObject({ code: 'not_found' });
  await expect(findCall(reads, 'junk', '/')).rejects.toMatchObject({ code: 'not_found' });
  const stranger = await server.signIn(other.number, PASSWORD);
  expect((await stranger.get(`/api/v1/accounts/${account.id}/calls`)).status).toBe(404);
  expect((await stranger.get(`/api/v1/accounts/${account.id}/calls/count`)).status).toBe(404);
});
