/** One text finds everything of one's own tree, and nothing of another. */
import { expect, test } from 'vitest';
import { withinTime } from '../../src/postgres/search/within-time.ts';
import { createServer, customer, key, PASSWORD, reseller, type Client, type Json } from './support.ts';

const server = await createServer();
const { owner } = server;
const { pool, reads } = server.database;

const first = await signedIn(owner, reseller({ profile: { company: 'North Telecom' } }));
const second = await signedIn(owner, reseller({ profile: { company: 'South Telecom' } }));
const mine = await belongings(first.client, { company: 'Harbour Café', reference: 'CRM-77', digit: '1' });
const foreign = await belongings(second.client, { company: 'Harbour Inn', reference: 'CRM-78', digit: '2' });
const boss = await server.signIn(mine.account.number, PASSWORD);

async function signedIn(by: Client, body: object) {
  const made = await by.post('/api/v1/accounts', body);
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  return { account: made.body.account, client: await server.signIn(made.body.account.number, PASSWORD) };
}

async function belongings(by: Client, over: { company: string; reference: string; digit: string }) {
  const { company, reference, digit } = over;
  const made = (
    await by.post(
      '/api/v1/accounts',
      customer({ panelAccess: { createSipDevice: true }, profile: { company }, billing: { reference } }),
    )
  ).body;
  const { account } = made;
  const added = await by.post(`/api/v1/accounts/${account.id}/caller-ids`, { number: `+4930555100${digit}` });
  expect(added.status).toBe(201);
  const controls = { forcedCallerId: `+4940777300${digit}` };
  expect((await by.patch(`/api/v1/accounts/${account.id}`, { controls })).status).toBe(200);
  const address = await by.post(`/api/v1/accounts/${account.id}/ip-addresses`, {
    network: `203.0.${digit}.0/24`,
  });
  expect(address.status).toBe(201);
  const did = (await owner.post('/api/v1/dids', { number: `+4989700200${digit}` })).body;
  expect((await owner.put(`/api/v1/dids/${did.id}/assignment`, { accountId: account.id })).status).toBe(200);
  const group = (await by.post('/api/v1/rate-groups', { name: `Wholesale ${digit}`, currency: 'EUR' })).body;
  return { account, device: made.sipDevice, did, group, session: await insertCall(account.id) };
}

async function insertCall(accountId: string): Promise<string> {
  const frozen = {
    version: 1,
    levels: [],
    routes: [],
    seen: { calls: [], available: [], skipped: [] },
    failed: { reason: 'no_rate_group', level: 0, figures: [] },
  };
  const { rows } = await pool.query<{ id: string }>(
    `insert into cdrs (session_id, branch_id, account_id, switch_id, attempt_id, content_digest, recorded_at, started_at,
       ended_at, outcome, reason, dialled_number, caller_number, frozen)
     select gen_random_uuid(), branch_id, id, 1, 'a', 0, $2, $2, $2, 'refused', 'no_rate_group', '0041443334455', '4930', $3
     from accounts where public_id = $1 returning session_id as id`,
    [accountId, server.now(), JSON.stringify(frozen)],
  );
  return rows[0]!.id;
}

async function search(client: Client, q: string): Promise<Json[]> {
  const { status, body } = await client.get(`/api/v1/search?q=${encodeURIComponent(q)}`);
  expect(status, JSON.stringify(body)).toBe(200);
  expect(body.isIncomplete).toBe(false);
  return body.hits;
}

/** Each thing by each way of writing it, as the kind that it is. */
function ways(
  { account, device, did, group, session }: typeof mine,
  digit: string,
): [string, string, string][] {
  const { number, panelAccess } = account;
  return [
    [number, 'account', account.id],
    [panelAccess.email.toUpperCase(), 'account', account.id],
    [digit === '1' ? 'CRM-77' : 'crm-78', 'account', account.id],
    [digit === '1' ? 'bour caf' : 'Harbour Inn', 'account', account.id],
    [`+49 89 700 200 ${digit}`, 'did', did.id],
    [`089 / 700200${digit}`, 'did', did.id],
    [`+4930555100${digit}`, 'caller_id', ''],
    [`030555100${digit}`, 'caller_id', ''],
    [`+49 40 777300${digit}`, 'forced_caller_id', account.id],
    [`777300${digit}`, 'forced_caller_id', account.id],
    [`203.0.${digit}.77`, 'ip_address', ''],
    [`203.0.${digit}.128/25`, 'ip_address', ''],
    [device.username, 'device', device.id],
    [`sip:${device.username}@sip.example.com`, 'device', device.id],
    [`wholesale ${digit}`, 'rate_group', group.id],
    [session, 'call', session],
  ];
}

test.each(ways(mine, '1'))('"%s" finds the %s', async (q, kind, id) => {
  for (const client of [owner, first.client]) {
    const hit = (await search(client, q)).find((each) => each.kind === kind);
    expect(hit, q).toBeDefined();
    if (id !== '') expect(hit.id).toBe(id);
    if (kind !== 'rate_group') expect(hit.accountId).toBe(mine.account.id);
  }
});

test.each(ways(foreign, '2'))('"%s" (%s) of another reseller is not found', async (q) => {
  const answer = await search(first.client, q);
  expect(JSON.stringify(answer)).not.toContain(foreign.account.id);
  expect(JSON.stringify(answer)).not.toContain(foreign.account.number);
  for (const id of [foreign.did.id, foreign.group.id, foreign.session, foreign.device.id])
    expect(JSON.stringify(answer)).not.toContain(id);
});

test('a number that others have, too, tells nothing of them: title, owner and name are of one’s own only', async () => {
  const hits = await search(first.client, '+49897002');
  expect(hits.map(({ title }) => title)).toEqual(['+49897002001']);
  expect((await search(owner, '+49897002')).map(({ title }) => title)).toEqual([
    '+49897002001',
    '+49897002002',
  ]);
});

test('a customer finds its own and nothing of prices and routes', async () => {
  expect((await search(boss, mine.account.number)).map(({ kind }) => kind)).toContain('account');
  expect((await search(boss, mine.did.number)).map(({ id }) => id)).toEqual([mine.did.id]);
  expect(await search(boss, 'wholesale')).toEqual([]);
  expect(await search(boss, foreign.account.number)).toEqual([]);
});

test('carriers are found by staff only: trunk, gateway by its host, provider', async () => {
  const provider = (
    await owner.post(
      '/api/v1/providers',
      {
        name: 'Atlas Carrier',
        country: 'DE',
        timezone: 'Europe/Berlin',
      },
      key(),
    )
  ).body;
  const prices = (
    await owner.post('/api/v1/rate-groups', { name: 'Atlas buy', currency: 'EUR', direction: 'termination' })
  ).body;
  const trunk = (
    await owner.post('/api/v1/trunks', {
      name: 'Atlas Prime',
      providerId: provider.id,
      terminationRateGroupId: prices.id,
    })
  ).body;
  const made = await owner.post('/api/v1/gateways', {
    trunkId: trunk.id,
    name: 'fra1',
    host: 'sbc.atlas.example',
  });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  const kinds = (await search(owner, 'atlas')).map(({ kind }) => kind);
  expect(new Set(kinds)).toEqual(new Set(['gateway', 'provider', 'rate_group', 'trunk']));
  expect((await search(owner, 'SBC.atlas')).find(({ kind }) => kind === 'gateway')).toMatchObject({
    id: made.body.id,
    trunkId: trunk.id,
    subtitle: expect.stringContaining('sbc.atlas.example'),
  });
  expect(await search(first.client, 'atlas')).toEqual([]);
});

test('a secret that was replaced is found no longer than it works, and a device once', async () => {
  const { username } = mine.device;
  await pool.query(
    `insert into switch.sip_credentials (device_id, account_id, username, realm, ha1, valid_until)
     select device_id, account_id, username, realm, md5('x'), $2 from switch.sip_credentials where username = $1`,
    [username, new Date(server.now().getTime() + 60_000)],
  );
  expect((await search(owner, username)).filter(({ kind }) => kind === 'device')).toHaveLength(1);
});

test('at most eight of a kind', async () => {
  for (let n = 0; n < 10; n++)
    await owner.post(`/api/v1/accounts/${mine.account.id}/caller-ids`, { number: `+3314000000${n}` });
  expect((await search(owner, '+331400')).filter(({ kind }) => kind === 'caller_id')).toHaveLength(8);
});

test.each([
  "'; drop table accounts; --",
  '%',
  '_',
  '\\',
  '%%%_%',
  '${7*7}',
  '<script>alert(1)</script>',
  'Ω≈ç√∫˜µ≤≥÷',
  '١٢٣٤٥٦٧',
  '👩‍👩‍👧‍👦',
  '0'.repeat(100),
  '9'.repeat(100),
  '1/1',
  '::/0',
  '0.0.0.0/0',
  'a'.repeat(100),
  'sip:@',
  '00000000-0000-0000-0000-000000000000',
])('hostile text "%s" is a text like others', async (q) => {
  const hits = await search(first.client, q);
  expect(hits.length).toBeLessThanOrEqual(80);
  expect(JSON.stringify(hits)).not.toContain(foreign.account.id);
});

test('wildcards are letters', async () => {
  for (const q of ['%%%', '___', 'Harbour%', 'H_rbour']) expect(await search(owner, q), q).toEqual([]);
});

test('a text that is too long, or with control characters, is refused at its field', async () => {
  for (const q of ['a'.repeat(101), 'a\u0000b', 'a\nb']) {
    const { status, body } = await owner.get(`/api/v1/search?q=${encodeURIComponent(q)}`);
    expect(status).toBe(422);
    expect(body.errors[0].field).toBe('q');
  }
  expect((await owner.get('/api/v1/search')).body).toEqual({ hits: [], isIncomplete: false });
});

test('what takes too long is given up, and only that', async () => {
  const slow = (db: { query: (sql: string) => Promise<unknown> }) => db.query('select pg_sleep(60)');
  expect(await withinTime(reads, 20, slow)).toBeNull();
  expect(await withinTime(reads, 1000, async () => 'read')).toBe('read');
  await expect(withinTime(reads, 1000, (db) => db.query('select 1/0'))).rejects.toThrow('division by zero');
  const { rows } = await reads.query('show statement_timeout');
  expect(rows).toEqual([{ statement_timeout: '0' }]);
});

test.each(['+49 170 5557712', '0170 5557712', '49170555'])(
  'the telephone of a profile is found by %s, for whoever is above',
  async (typed) => {
    await owner.patch(`/api/v1/accounts/${mine.account.id}`, { profile: { phone: '+49 (170) 555-7712' } });
    const found = async (client: Client) =>
      (await search(client, typed)).filter(({ kind }) => kind === 'account').map(({ id }) => id);
    expect(await found(first.client)).toEqual([mine.account.id]);
    expect(await found(second.client)).toEqual([]);
  },
);
