/** Rates and routing over HTTP, as a carrier's sheets and a switch's keys come in. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { tidyJobs } from '../../src/operations/jobs/tidy-jobs.ts';
import { createServer, customer, key, PASSWORD, reseller, type Json } from './support.ts';

const server = await createServer();
const { owner } = server;
let names = 0;

async function rateGroup(over: object = {}) {
  names += 1;
  const { status, body } = await owner.post(
    '/api/v1/rate-groups',
    { name: `Group ${names}`, currency: 'EUR', ...over },
    key(),
  );
  expect(status, JSON.stringify(body)).toBe(201);
  return body;
}

function importSheet(id: string, payload: string | Buffer, query = '', client = owner) {
  return client.send({
    method: 'POST',
    url: `/api/v1/rate-groups/${id}/rates/import${query}`,
    headers: { 'content-type': 'text/csv' },
    payload,
  });
}

test('a rate group keeps its mark-up exactly and its name once', async () => {
  const group = await rateGroup({
    name: 'Retail',
    markUpPercent: '12.5',
    initialIncrementSeconds: 6,
    incrementSeconds: 6,
  });
  expect(group).toMatchObject({
    markUpPercent: '12.5000',
    direction: 'origination',
    status: 'active',
    routing: 'least_cost',
    rates: 0,
  });
  const again = await owner.post('/api/v1/rate-groups', { name: 'Retail', currency: 'EUR' });
  expect(again).toMatchObject({ status: 409, body: { code: 'name_taken', errors: [{ field: 'name' }] } });
  const changed = await owner.patch(`/api/v1/rate-groups/${group.id}`, { status: 'inactive' });
  expect(changed.body).toMatchObject({ status: 'inactive', markUpPercent: '12.5000', name: 'Retail' });
});

test('a copy has terms, rates of all times and trunks of the original, and its changes are its own', async () => {
  const group = await rateGroup({ markUpPercent: '5', incrementSeconds: 6, routing: 'priority' });
  const url = `/api/v1/rate-groups/${group.id}`;
  for (const [prefix, validFrom] of [
    ['49', '2020-01-01T00:00:00Z'],
    ['49', '2030-01-01T00:00:00Z'],
    ['4930', '2020-01-01T00:00:00Z'],
  ])
    await owner.post(`${url}/rates`, { prefix, costPerMinute: '0.1', validFrom, graceSeconds: 3 });
  const headers = key();
  const made = await owner.post(`${url}/copies`, { name: 'Copied' }, headers);
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  expect((await owner.post(`${url}/copies`, { name: 'Copied' }, headers)).body.id).toBe(made.body.id);
  const { id, createdAt } = made.body;
  expect(made.body).toEqual({ ...group, id, createdAt, name: 'Copied', rates: 3, accounts: 0 });
  const ratesOf = async (groupId: string) =>
    (await owner.get(`/api/v1/rate-groups/${groupId}/rates`)).body.items;
  const withoutIds = (items: Json[]) => items.map(({ id: _id, ...rate }) => rate);
  expect(withoutIds(await ratesOf(id))).toEqual(withoutIds(await ratesOf(group.id)));
  await owner.delete(`/api/v1/rate-groups/${id}/rates/${(await ratesOf(id))[0].id}`);
  expect(await ratesOf(group.id)).toHaveLength(3);
  expect((await owner.post(`${url}/copies`, { name: 'Copied' }, key())).body).toMatchObject({
    code: 'name_taken',
    errors: [{ field: 'name' }],
  });
});

test('a new rate ends the one before it, and a later one ends it in turn', async () => {
  const { id } = await rateGroup({ initialIncrementSeconds: 60, incrementSeconds: 30 });
  const url = `/api/v1/rate-groups/${id}/rates`;
  const at = (day: string) => `2027-01-${day}T00:00:00.000Z`;
  const set = (day: string, costPerMinute: string) =>
    owner.post(url, { prefix: '49', costPerMinute, validFrom: at(day) });
  const first = await set('01', '0.1');
  expect(first.body).toMatchObject({
    costPerMinute: '0.100000000',
    initialIncrementSeconds: 60,
    incrementSeconds: 30,
    validTo: null,
  });
  await set('20', '0.3');
  await set('10', '0.2');
  const { body } = await owner.get(url);
  const periods = body.items.map(({ costPerMinute, validFrom, validTo }: Json) => [
    costPerMinute,
    validFrom,
    validTo,
  ]);
  expect(periods.sort()).toEqual([
    ['0.100000000', at('01'), at('10')],
    ['0.200000000', at('10'), at('20')],
    ['0.300000000', at('20'), null],
  ]);
  expect((await set('10', '0.4')).body.code).toBe('rate_exists');
  expect((await owner.get(`${url}?at=${at('15')}`)).body.items).toHaveLength(1);
  for (const query of ['', 'q=4', 'q=5', 'q=nowhere', `at=${at('15')}`, `accountId=${randomUUID()}`]) {
    const { length: count } = (await owner.get(`${url}?${query}`)).body.items;
    expect((await owner.get(`${url}/count?${query}`)).body, query).toEqual({ count, isMore: false });
  }
  const replaced = await owner.put(`${url}/${first.body.id}`, {
    costPerMinute: '0.15',
    connectionCost: '0.01',
  });
  expect(replaced.body).toMatchObject({
    costPerMinute: '0.150000000',
    connectionCost: '0.010000',
    validTo: at('10'),
  });
  expect((await owner.delete(`${url}/${first.body.id}`)).status).toBe(200);
  expect((await owner.delete(`${url}/${first.body.id}`)).status).toBe(404);
});

test('a provider, its trunk and gateways; passwords never come out', async () => {
  const buy = await rateGroup({ direction: 'termination', currency: 'USD' });
  const provider = (await owner.post('/api/v1/providers', { name: 'Carrier One', email: 'noc@example.com' }))
    .body;
  expect(provider).toMatchObject({ name: 'Carrier One', status: 'active', email: 'noc@example.com' });
  const trunk = (
    await owner.post('/api/v1/trunks', {
      name: 'One',
      providerId: provider.id,
      terminationRateGroupId: buy.id,
    })
  ).body;
  expect(trunk).toMatchObject({ currency: 'USD', providerName: 'Carrier One', priority: 100 });
  const { rows } = await server.database.reads.query(
    "select kind from ledger_accounts where currency = 'USD' and kind like 'carrier%' order by kind",
  );
  expect(rows).toEqual([{ kind: 'carrier_cost' }, { kind: 'carrier_payable' }]);
  const sent = { trunkId: trunk.id, name: 'gw1', host: '192.0.2.1', username: 'me', password: 'topsecret' };
  const gateway = await owner.post('/api/v1/gateways', sent);
  expect(gateway.body).toMatchObject({ host: '192.0.2.1', port: 5060, transport: 'udp', hasPassword: true });
  expect(JSON.stringify(gateway.body)).not.toContain('topsecret');
  const change = (body: object) => owner.patch(`/api/v1/gateways/${gateway.body.id}`, body);
  // One way is tried once; another port, or another trunk, is another way.
  const again = (over: object) => owner.post('/api/v1/gateways', { ...sent, name: 'gw2', ...over });
  const [twin, other] = await Promise.all([again({ port: 5062 }), again({ name: 'gw3', port: 5062 })]);
  expect(new Set([twin.status, other.status])).toEqual(new Set([201, 422]));
  for (const refused of [await again({ name: 'gw4' }), await change({ port: 5062 })])
    expect(refused.body.errors).toMatchObject([{ field: 'host', code: 'gateway_exists' }]);
  for (const username of ['a"b', 'a\\b'])
    expect((await change({ username })).body.errors).toMatchObject([{ field: 'username', code: 'invalid' }]);
  expect((await change({ username: 'acme/7@carrier' })).status).toBe(200);
  const host = '192.0.2.66';
  expect((await change({ host })).body.errors[0]).toMatchObject({ field: 'password', code: 'required' });
  expect((await change({ host: sent.host, position: 2 })).body).toMatchObject({ hasPassword: true });
  expect((await change({ host, password: null })).body).toMatchObject({ host, hasPassword: false });
  for (const host of ['sip:x', '1.2.3.4:5060', 'a b', '256.1.1.1', '-x.example', 'x;lr', '[::1]', '']) {
    expect((await owner.post('/api/v1/gateways', { ...sent, name: `n${host}`, host })).status, host).toBe(
      422,
    );
  }
  const sell = await rateGroup({ trunkIds: [trunk.id] });
  expect(sell.trunkIds).toEqual([trunk.id]);
  const wrong = await owner.post('/api/v1/trunks', {
    name: 'Two',
    providerId: provider.id,
    terminationRateGroupId: sell.id,
  });
  expect(wrong.body.errors[0]).toMatchObject({ field: 'terminationRateGroupId', code: 'wrong_direction' });
  const closed = await owner.patch(`/api/v1/providers/${provider.id}`, { status: 'closed' });
  expect(closed.body.status).toBe('closed');
});

test('the key of a switch is shown once', async () => {
  const made = await owner.post('/api/v1/switches', {
    name: 'kam1',
    kind: 'kamailio',
    controlUrl: 'http://127.0.0.1:5062',
    controlKey: 'a control key',
  });
  expect(made.body.key).toMatch(/^tbsw_/);
  expect((await owner.get(`/api/v1/switches/${made.body.id}`)).body).not.toHaveProperty('key');
  const change = (body: object) => owner.patch(`/api/v1/switches/${made.body.id}`, body);
  const elsewhere = { controlUrl: 'http://192.0.2.66:5062' };
  expect((await change(elsewhere)).body.errors[0]).toMatchObject({ field: 'controlKey', code: 'required' });
  expect((await change({ controlUrl: 'http://u:p@192.0.2.66' })).body.errors[0].field).toBe('controlUrl');
  expect((await change({ controlUrl: 'http://127.0.0.1:5062', name: 'kam2' })).status).toBe(200);
  expect((await change({ ...elsewhere, controlKey: 'another key' })).body.controlUrl).toBe(
    elsewhere.controlUrl,
  );
  const renewed = await owner.post(`/api/v1/switches/${made.body.id}/key`);
  expect(renewed.body.key).not.toBe(made.body.key);
});

test('an exchange rate is exact and starts once', async () => {
  const sent = {
    fromCurrency: 'USD',
    toCurrency: 'EUR',
    rate: '0.9123456789',
    validFrom: '2026-01-01T00:00:00Z',
  };
  expect((await owner.post('/api/v1/exchange-rates', sent)).body).toMatchObject({ rate: '0.9123456789' });
  expect((await owner.post('/api/v1/exchange-rates', sent)).body.code).toBe('exchange_rate_exists');
  expect((await owner.post('/api/v1/exchange-rates', { ...sent, rate: '0' })).status).toBe(422);
  expect((await owner.post('/api/v1/exchange-rates', { ...sent, rate: 'abc' })).status).toBe(422);
  expect(
    (await owner.post('/api/v1/exchange-rates', { ...sent, toCurrency: 'USD' })).body.errors[0].field,
  ).toBe('toCurrency');
});

test('a reseller keeps price lists of its own and sells by them only', async () => {
  const parent = (await owner.post('/api/v1/accounts', reseller())).body.account;
  const client = await server.signIn(parent.number, PASSWORD);
  const operatorsGroup = await rateGroup();
  expect((await client.get(`/api/v1/rate-groups/${operatorsGroup.id}`)).status).toBe(404);
  expect((await importSheet(operatorsGroup.id, 'Code,Cost/Min\n49,1\n', '', client)).status).toBe(404);
  const own = (await client.post('/api/v1/rate-groups', { name: 'Mine', currency: 'EUR' })).body;
  expect((await client.get('/api/v1/rate-groups')).body.items.map(({ id }: Json) => id)).toEqual([own.id]);
  const refused = await client.post(
    '/api/v1/accounts',
    customer({ billing: { rateGroupId: operatorsGroup.id } }),
  );
  expect(refused.body.errors[0]).toMatchObject({
    field: 'billing.rateGroupId',
    code: 'rate_group_not_usable',
  });
  const made = await client.post('/api/v1/accounts', customer({ billing: { rateGroupId: own.id } }));
  expect(made.body.account.billing.rateGroupName).toBe('Mine');
  expect(
    (await client.post('/api/v1/rate-groups', { name: 'T', currency: 'EUR', direction: 'termination' }))
      .status,
  ).toBe(422);
  for (const url of ['providers', 'trunks', 'gateways', 'switches', 'exchange-rates']) {
    expect((await client.get(`/api/v1/${url}`)).body.code, url).toBe('not_permitted');
  }
});

let id = '';

function sent(payload: string, query: Readonly<Record<string, string>>) {
  return importSheet(id, payload, `?${new URLSearchParams(query).toString()}`);
}

async function imported(payload: string, query: Readonly<Record<string, string>>): Promise<Json> {
  const { status, body } = await sent(payload, query);
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
}

async function rates(...fields: readonly string[]): Promise<Json[]> {
  const { items } = (await owner.get(`/api/v1/rate-groups/${id}/rates?limit=200`)).body;
  return items.map((rate: Json) => fields.map((field) => rate[field]));
}

const versions = async (): Promise<Json[]> =>
  (await owner.get(`/api/v1/rate-groups/${id}/imports`)).body.items;
const undo = (version: Json) =>
  owner.post(`/api/v1/rate-groups/${id}/imports/${version.id ?? version.importId}/undo`, {}, key());
/** Prefix, price and validity of all rates, by days. */
const history = async () =>
  (await rates('prefix', 'costPerMinute', 'validFrom', 'validTo'))
    .map(
      ([prefix, cost, from, to]: Json) =>
        `${prefix} ${Number(cost)} ${from.slice(0, 10)}..${(to ?? '').slice(0, 10)}`,
    )
    .toSorted();
const day = (n: number) => new Date(server.now().getTime() + n * 86_400_000).toISOString();
const dayText = (n: number) => day(n).slice(0, 10);

test('an import is a version; one that starts later is cancelled, and the list is as if it had never been', async () => {
  id = (await rateGroup()).id;
  await imported('Code,Cost/Min\n49,0.1\n33,0.2\n1,3\n', { validFrom: day(-9), fileName: 'october.csv' });
  const before = await history();
  const body = await imported('Code,Cost/Min\n49,0.11\nx,1\n\n44,0.3\n', {
    validFrom: day(5),
    fileName: 'november.csv',
    isComplete: 'false',
  });
  expect(body.importId).not.toBeNull();
  expect(await history()).toHaveLength(5);
  const [second, first] = await versions();
  expect(first).toMatchObject({ number: 1, status: 'applied', fileName: 'october.csv', canUndo: false });
  expect(second).toMatchObject({
    id: body.importId,
    number: 2,
    status: 'scheduled',
    read: 4,
    imported: 2,
    rejectedRows: 1,
    skipped: 1,
    changes: { new: 1, raised: 1, lowered: 0, changed: 0, closed: 0, unchanged: 0 },
    canUndo: true,
  });
  expect(second.importedBy).not.toBeNull();
  expect((await undo(first)).body.code).toBe('newer_version');
  expect((await undo(second)).body).toMatchObject({ status: 'cancelled', keptPrefixes: 0, canUndo: false });
  expect(await history()).toEqual(before);
  // The same again changes nothing more.
  expect((await undo(second)).body.status).toBe('cancelled');
  expect(await history()).toEqual(before);
  expect((await undo(first)).body.status).toBe('undone');
  expect((await history()).filter((rate) => rate.endsWith('..'))).toEqual([]);
});

test('undoing what is in force ends it now and begins the former again; what others changed since stays', async () => {
  id = (await rateGroup()).id;
  await imported('Code,Cost/Min\n49,0.1\n33,0.2\n34,0.4\n', { validFrom: day(-9) });
  await imported('Code,Cost/Min\n49,0.11\n33,0.22\n', { validFrom: day(-5) });
  await imported('Code,Cost/Min\n49,0.12\n33,0.23\n34,0.44\n44,0.5\n', { validFrom: day(-2) });
  const { items } = (await owner.get(`/api/v1/rate-groups/${id}/rates?q=33`)).body;
  const changed = items.find(({ costPerMinute }: Json) => Number(costPerMinute) === 0.23);
  const url = `/api/v1/rate-groups/${id}/rates/${changed.id}`;
  await owner.send({ method: 'PUT', url, payload: { costPerMinute: '0.24' } });
  const [third, second] = await versions();
  expect((await undo(third)).body).toMatchObject({ status: 'undone', keptPrefixes: 1 });
  expect(await history()).toEqual(
    [
      `33 0.2 ${dayText(-9)}..${dayText(-5)}`,
      `33 0.22 ${dayText(-5)}..${dayText(-2)}`,
      `33 0.24 ${dayText(-2)}..`,
      `34 0.4 ${dayText(-9)}..${dayText(-2)}`,
      `34 0.44 ${dayText(-2)}..${dayText(0)}`,
      `34 0.4 ${dayText(0)}..`,
      `44 0.5 ${dayText(-2)}..${dayText(0)}`,
      `49 0.1 ${dayText(-9)}..${dayText(-5)}`,
      `49 0.11 ${dayText(-5)}..${dayText(-2)}`,
      `49 0.12 ${dayText(-2)}..${dayText(0)}`,
      `49 0.11 ${dayText(0)}..`,
    ].toSorted(),
  );
  // And the one before it, where what it made stands now.
  expect((await undo(second)).body).toMatchObject({ status: 'undone', keptPrefixes: 1 });
  expect((await history()).filter((rate) => rate.endsWith('..'))).toEqual([
    `33 0.24 ${dayText(-2)}..`,
    `34 0.4 ${dayText(0)}..`,
    `49 0.1 ${dayText(0)}..`,
  ]);
});

test('before an import prices that jump or lie below what is paid are pointed out, to who may know', async () => {
  const made = async (url: string, body: object): Promise<Json> =>
    (await owner.post(`/api/v1/${url}`, body, key())).body;
  const asked = await rateGroup({ direction: 'termination', markUpPercent: '10' });
  await made(`rate-groups/${asked.id}/rates`, { prefix: '49', costPerMinute: '0.1' });
  await made(`rate-groups/${asked.id}/rates`, { prefix: '33', costPerMinute: '0.1' });
  const { id: providerId } = await made('providers', { name: 'Buys' });
  await made('trunks', { name: 'Buys', providerId, terminationRateGroupId: asked.id });
  id = (await rateGroup({ markUpPercent: '20' })).id;
  await imported('Code,Cost/Min\n49,0.2\n33,0.1\n44,0.1\n', {});
  // 0.09 × 1.2 is below 0.1 × 1.1, 0.1 × 1.2 is not; 0.2 to 0.09 is a jump, 0.1 to 0.15 is just none.
  const sheet = 'Code,Cost/Min\n49,0.09\n33,0.1\n44,0.15\n';
  const { warnings, applied } = await imported(sheet, { dryRun: 'true' });
  expect([applied, warnings]).toEqual([
    false,
    {
      jumpPercent: 50,
      jumps: 1,
      belowCost: 1,
      first: [
        {
          warning: 'jump',
          prefix: '49',
          destination: '',
          compared: '0.200000000',
          costPerMinute: '0.090000000',
        },
        {
          warning: 'below_cost',
          prefix: '49',
          destination: '',
          compared: '0.110000000',
          costPerMinute: '0.108000000',
        },
      ],
    },
  ]);
  await owner.patch('/api/v1/settings', { settings: { 'rates.jump_percent': 49 } });
  expect((await imported(sheet, { dryRun: 'true' })).warnings).toMatchObject({ jumpPercent: 49, jumps: 2 });
  await owner.patch('/api/v1/settings', { settings: { 'rates.jump_percent': null } });
  expect((await imported(sheet, { dryRun: 'true' })).warnings).toMatchObject({ jumpPercent: null, jumps: 0 });
  // The mark-up of a list that follows what its owner pays is not on its own prices: 0.1 is below 0.11.
  const paid = await rateGroup();
  await made(`rate-groups/${paid.id}/rates`, { prefix: '33', costPerMinute: '0.11' });
  const { account: shop } = await made('accounts', reseller({ billing: { rateGroupId: paid.id } }));
  const seller = await server.signIn(shop.number, PASSWORD);
  const terms = { name: 'Follows', currency: 'EUR', basis: 'purchase', markUpPercent: '20' };
  const follows = (await seller.post('/api/v1/rate-groups', terms, key())).body;
  const own = await importSheet(follows.id, 'Code,Cost/Min\n33,0.1\n', '?dryRun=true', seller);
  expect(own.body.warnings, JSON.stringify(own.body)).toMatchObject({ belowCost: 1 });
});

test('a sheet that is complete ends what it does not name, but what it names and gets wrong', async () => {
  id = (await rateGroup()).id;
  await imported('Code,Cost/Min\n49,0.1\n33,0.2\n34,0.4\n35,0.5\n', { validFrom: day(-9) });
  await imported('Code,Cost/Min\n36,0.6\n', { validFrom: day(-1) });
  const before = await history();
  const sheet = 'Code,Cost/Min\n49,0.1\n34,soon\n';
  const complete = { validFrom: day(-1), isComplete: 'true' };
  expect((await sent(`${sheet}the end,\n`, complete)).body.errors).toMatchObject([
    { field: 'isComplete', code: 'unreadable_codes' },
  ]);
  const checked = await imported(`${sheet}the end,\n`, { ...complete, dryRun: 'true' });
  expect(checked).toMatchObject({ unreadableCodes: 1, changes: { closed: 3, unchanged: 1, new: 0 } });
  expect(checked.changes.first).toMatchObject([
    { change: 'closed', prefix: '33', costBefore: '0.200000000', costPerMinute: null },
    { prefix: '35' },
    { prefix: '36' },
  ]);
  expect(await history()).toEqual(before);
  const made = await imported(sheet, complete);
  expect((await history()).filter((rate) => rate.endsWith('..'))).toEqual([
    `34 0.4 ${dayText(-9)}..`,
    `49 0.1 ${dayText(-9)}..`,
  ]);
  expect((await undo(made)).status).toBe(200);
  expect((await history()).filter((rate) => rate.endsWith('..'))).toEqual([
    `33 0.2 ${dayText(0)}..`,
    `34 0.4 ${dayText(-9)}..`,
    `35 0.5 ${dayText(0)}..`,
    `36 0.6 ${dayText(0)}..`,
    `49 0.1 ${dayText(-9)}..`,
  ]);
});

test('a sheet for the same moment overwrites, and undoing it brings back what stood there', async () => {
  id = (await rateGroup()).id;
  await imported('Code,Cost/Min\n49,0.1\n33,0.2\n', { validFrom: day(3) });
  const before = await history();
  const made = await imported('Code,Destination,Cost/Min\n49,Germany,0.15\n', {
    validFrom: day(3),
    isComplete: 'true',
  });
  expect(await history()).toEqual([`49 0.15 ${dayText(3)}..`]);
  expect((await undo(made)).body.status).toBe('cancelled');
  expect(await history()).toEqual(before);
  const [, first] = await versions();
  await tidyJobs({ pool: server.database.pool, now: () => new Date(day(90)) });
  expect((await versions())[1].canUndo).toBe(true);
  await tidyJobs({ pool: server.database.pool, now: () => new Date(day(94)) });
  expect((await undo(first)).body.code).toBe('undo_expired');
  expect(await history()).toEqual(before);
});
