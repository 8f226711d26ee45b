/** The timeline of everybody: found by what is typed, never across the wall, and exported as it is shown. */
import { setRetentionMark } from '../../src/postgres/audit/retention.ts';
import { withTransaction } from '../../src/postgres/pool.ts';
import { expect, test } from 'vitest';
import { createSealer } from '../../src/operations/audit/seal-events.ts';
import { verifyBooks } from '../../src/operations/ledger/verify-books.ts';
import { admin, createServer, customer, key, PASSWORD, reseller, type Json } from './support.ts';

const server = await createServer();
const { owner } = server;
const make = async (client: typeof owner, body: object): Promise<Json> => {
  const answer = await client.post('/api/v1/accounts', body, key());
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body.account;
};
const change = async (client: typeof owner, { id }: Json, body: object) => {
  server.advance(60_000);
  const answer = await client.patch(`/api/v1/accounts/${id}`, body);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
};
const found = async (client: typeof owner, query: Record<string, string> = {}): Promise<Json[]> => {
  const items: Json[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const search = new URLSearchParams({ limit: '7', ...query, ...(cursor !== '' && { cursor }) });
    const { status, body }: Json = await client.get(`/api/v1/audit?${search.toString()}`);
    expect(status, JSON.stringify(body)).toBe(200);
    items.push(...body.items);
    cursor = body.nextCursor;
  }
  const counted = await client.get(`/api/v1/audit/count?${new URLSearchParams(query).toString()}`);
  expect(counted.body, JSON.stringify(query)).toEqual({ count: items.length, isMore: false });
  // Sessions have a test of their own.
  return items.filter(({ action }) => action !== 'session.began');
};
const told = (events: Json[]) =>
  events.map(({ action, about, by }) => [action, about?.number ?? null, by] as const);

const listedOf = ({ number }: Json, events: Json[]) => events.filter(({ about }) => about.number === number);

const north = await make(owner, reseller({ profile: { company: 'North' } }));
const south = await make(owner, reseller({ profile: { company: 'South' } }));
const ofNorth = await server.signIn(north.number, PASSWORD);
const ofSouth = await server.signIn(south.number, PASSWORD);
const ada = await make(ofNorth, customer());
const bob = await make(ofSouth, customer());
await change(ofNorth, ada, { profile: { city: '=Trondheim' }, reason: 'moved 50% away' });
await change(owner, ada, { status: 'suspended', profile: { zip: '70zz0' }, reason: 'court order 4711' });
await change(ofSouth, bob, { profile: { city: 'Palermo' } });

test('staff find every event by what is in it, who did it, to whom, what, when and from where', async () => {
  const all = await found(owner);
  const firstPage = (await owner.get('/api/v1/audit?limit=100')).body.items;
  const shown = firstPage.filter(({ action }: Json) => action !== 'session.began');
  expect(all.map(({ id }) => id)).toEqual(shown.map(({ id }: Json) => id));
  expect(told(all).slice(0, 3)).toEqual([
    ['account.changed', bob.number, south.number],
    ['account.changed', ada.number, server.operator.number],
    ['account.changed', ada.number, north.number],
  ]);
  expect(all[1]).toMatchObject({
    about: { id: ada.id, displayName: 'Ada Lovelace' },
    actor: { number: server.operator.number },
    address: '127.0.0.1',
    reason: 'court order 4711',
    changes: [
      { field: 'status', before: 'active', after: 'suspended' },
      { field: 'profile.zip', before: '', after: '70zz0' },
    ],
  });
  expect(told(await found(owner, { q: 'TRONDHEIM' }))).toEqual([
    ['account.changed', ada.number, north.number],
  ]);
  expect(await found(owner, { q: 'order 47' })).toHaveLength(1);
  expect(await found(owner, { q: '50% a' })).toHaveLength(1);
  expect(await found(owner, { q: '50_ a' })).toHaveLength(0);
  expect(told(await found(owner, { q: bob.number })).every(([, about]) => about === bob.number)).toBe(true);
  expect(told(await found(owner, { q: south.number })).some(([, , by]) => by === south.number)).toBe(true);
  expect(told(await found(owner, { action: 'account.created', accountId: ada.id }))).toEqual([
    ['account.created', ada.number, north.number],
  ]);
  expect(told(await found(owner, { actorId: south.id })).map(([, about]) => about)).toEqual([
    bob.number,
    bob.number,
  ]);
  const at = all[1].happenedAt as string;
  expect(await found(owner, { from: at, to: all[0].happenedAt })).toEqual([all[1]]);
  expect((await found(owner, { address: '127.0' })).length).toBe(
    all.filter(({ address }) => address !== '').length,
  );
  expect(await found(owner, { address: '27.0' })).toEqual([]);
});

test('a reseller finds its own tree, and nothing of who stands above it', async () => {
  const all = await found(ofNorth);
  const numbers = new Set(all.map(({ about }) => about.number));
  expect(numbers).toEqual(new Set([north.number, ada.number]));
  const [byOperator] = all;
  expect(byOperator).toMatchObject({ by: null, actor: null, address: '', reason: '' });
  expect(byOperator.changes).toContainEqual({ field: 'profile.zip', before: '', after: '70zz0' });
  expect(await found(ofNorth, { q: '70zz0' })).toEqual([byOperator]);
  for (const q of ['court order', server.operator.number, bob.number, 'Palermo'])
    expect(await found(ofNorth, { q }), q).toEqual([]);
  expect((await found(ofNorth, { address: '127.' })).map(({ by }) => by)).toEqual([
    north.number,
    north.number,
  ]);
  for (const query of [
    `accountId=${bob.id}`,
    `actorId=${bob.id}`,
    'accountId=99999999-9999-4999-8999-999999999999',
  ])
    expect((await ofNorth.get(`/api/v1/audit?${query}`)).status, query).toBe(404);
  const holder = await server.signIn(ada.number, PASSWORD);
  expect(told(await found(holder)).map(([, about, by]) => [about, by])).toEqual(
    listedOf(ada, all).map(() => [ada.number, null]),
  );
});

test('an account that came from another reseller is found from then on', async () => {
  const carl = await make(ofSouth, customer());
  await change(ofSouth, carl, { profile: { city: 'Catania' } });
  server.advance(60_000);
  const moved = await owner.post(
    `/api/v1/accounts/${carl.id}/move`,
    { parentId: north.id, reason: 'sold' },
    key(),
  );
  expect(moved.status, JSON.stringify(moved.body)).toBe(200);
  await change(ofNorth, carl, { profile: { city: 'Bergen' } });
  const ofCarl = told(await found(ofNorth, { accountId: carl.id }));
  expect(ofCarl.map(([action]) => action)).toEqual(['account.changed', 'account.moved']);
  expect(await found(ofNorth, { q: 'Catania' })).toEqual([
    expect.objectContaining({ changes: [expect.objectContaining({ before: 'Catania', after: 'Bergen' })] }),
  ]);
  expect(await found(ofSouth, { q: carl.number })).toEqual([]);
  expect((await found(owner, { accountId: carl.id })).length).toBe(4);
});

test('the file has exactly what the list shows, with the same wall, and nothing that a spreadsheet would run', async () => {
  const query = new URLSearchParams({ accountId: ada.id, timezone: 'Europe/Berlin' });
  const { body, headers } = await ofNorth.get(`/api/v1/audit/export?${query.toString()}`);
  expect(headers['content-disposition']).toBe('attachment; filename="audit.csv"');
  const [title, ...all] = String(body).trimEnd().split('\r\n');
  const rows = all.filter((row) => !row.includes('session.began'));
  expect(title).toBe(
    '\ufeffWhen (Europe/Berlin),Action,Account number,Account,Changes,Reason,By number,By,As number,Via,Address',
  );
  const listed = await found(ofNorth, { accountId: ada.id });
  expect(rows).toHaveLength(listed.length);
  expect(rows[0]).toContain('status: active → suspended');
  expect(rows[0]).toMatch(/,,,,,session,$/);
  expect(rows[1]).toContain(
    `profile.city: – → =Trondheim,moved 50% away,${north.number},North,,session,127.0.0.1`,
  );
  await change(ofNorth, ada, { reason: '=cmd()', profile: { city: 'Oslo' } });
  expect((await ofNorth.get(`/api/v1/audit/export?${query.toString()}`)).body).toContain(",'=cmd(),");
  expect((await ofNorth.get('/api/v1/audit/export?format=xlsx')).headers['content-type']).toContain(
    'spreadsheet',
  );
  expect((await ofNorth.get(`/api/v1/audit/export?accountId=${bob.id}`)).status).toBe(404);
});

test.each([
  ['q=ab', 'q'],
  ['address=x%27', 'address'],
  ['from=2026-11-24T25:00:00Z', 'from'],
  ['action=account.forged', 'action'],
  ['accountId=7', 'accountId'],
  ['cursor=junk', 'cursor'],
])('%s is refused at its field', async (query, field) => {
  for (const client of [owner, ofNorth]) {
    const { status, body } = await client.get(`/api/v1/audit?${query}`);
    expect(status).toBe(422);
    expect(body.errors[0].field).toBe(field);
  }
});

test('what was erased is not found any more, and said to be erased', async () => {
  await withTransaction(server.database.pool, (tx) =>
    setRetentionMark(tx, 'timeline', new Date(server.now().getTime() + 1000)),
  );
  await server.database.pool.query(
    'delete from audit_personal_values p using audit_events e, accounts a where e.id = p.event_id and a.id = e.account_id and a.public_id = $1',
    [bob.id],
  );
  expect(await found(owner, { q: 'Palermo' })).toEqual([]);
  const [event] = await found(owner, { accountId: bob.id });
  expect(event).toMatchObject({
    isErased: true,
    address: '',
    changes: [{ field: 'profile.city', before: '', after: null, isErased: true }],
  });
  const file = (await owner.get(`/api/v1/audit/export?accountId=${bob.id}`)).body;
  expect(file).toContain('profile.city: erased');
});

test('changes of prices stand at whoever’s list it is, and what carriers ask is for those who may know it', async () => {
  const group = async (client: typeof owner, body: object): Promise<string> => {
    const answer = await client.post('/api/v1/rate-groups', { currency: 'EUR', ...body });
    expect(answer.status, JSON.stringify(answer.body)).toBe(201);
    return answer.body.id;
  };
  const retail = await group(ofNorth, { name: 'Retail' });
  const carrier = await group(owner, { name: 'Carrier', direction: 'termination' });
  const url = `/api/v1/rate-groups/${retail}/rates`;
  const { id } = (await ofNorth.post(url, { prefix: '49', costPerMinute: '0.09' })).body;
  expect((await ofNorth.put(`${url}/${id}`, { costPerMinute: '0.1' })).status).toBe(200);
  expect((await ofNorth.put(`${url}/${id}`, { costPerMinute: '0.1' })).status).toBe(200); // changes nothing
  expect((await ofNorth.delete(`${url}/${id}`)).status).toBeLessThan(300);
  await ofNorth.patch(`/api/v1/rate-groups/${retail}`, { markUpPercent: '12.5' });
  await owner.post(`/api/v1/rate-groups/${carrier}/rates`, { prefix: '49', costPerMinute: '0.006' });
  await owner.post('/api/v1/exchange-rates', { fromCurrency: 'USD', toCurrency: 'EUR', rate: '0.92' });
  const of = async (client: typeof owner) =>
    (await found(client))
      .filter(({ action }) => /rate/.test(action))
      .map(({ action, about }) => [action, about.number]);
  const ofRetail = [
    ['rate_group.changed', north.number],
    ['rate.removed', north.number],
    ['rate.changed', north.number],
    ['rate.added', north.number],
    ['rate_group.added', north.number],
  ];
  expect(await of(ofNorth)).toEqual(ofRetail);
  const operator = server.operator.number;
  expect(await of(owner)).toEqual([
    ['exchange_rate.set', operator],
    ['carrier_rate.added', operator],
    ...ofRetail.slice(0, 4),
    ['carrier_rate_group.added', operator],
    ...ofRetail.slice(4),
  ]);
  const changed = await found(ofNorth, { action: 'rate.changed' });
  expect(changed[0].changes).toEqual([
    { field: 'rate_group.name', before: 'Retail', after: 'Retail' },
    { field: 'rate.prefix', before: '49', after: '49' },
    { field: 'rate.costPerMinute', before: '0.09', after: '0.1' },
  ]);
  const made = await owner.post('/api/v1/roles', {
    audience: 'staff',
    name: 'Auditor',
    description: '',
    permissions: ['accounts:read', 'audit:read'],
  });
  const clerk = admin('sub_admin');
  const panelAccess = { ...clerk.panelAccess, roleId: made.body.id };
  const { number } = await make(owner, { ...clerk, panelAccess });
  const auditor = await server.signIn(number, PASSWORD);
  expect((await of(auditor)).filter(([action]) => action.startsWith('carrier'))).toEqual([]);
  expect((await of(auditor)).length).toBe(ofRetail.length + 1);
  const operatorId = (await owner.get('/api/v1/me')).body.actor.id;
  const timeline = (await auditor.get(`/api/v1/accounts/${operatorId}/timeline`)).body.items;
  expect(timeline.map(({ action }: Json) => action)).toContain('exchange_rate.set');
  expect(timeline.map(({ action }: Json) => action).join()).not.toContain('carrier');
});

test('carriers, their ways and switches are told of, without their secrets', async () => {
  const post = async (path: string, body: object): Promise<Json> => {
    const answer = await owner.post(`/api/v1/${path}`, body, key());
    expect(answer.status, JSON.stringify(answer.body)).toBe(201);
    return answer.body;
  };
  server.advance(1000);
  const since = server.now().toISOString();
  const { id: providerId } = await post('providers', { name: 'Deep Sea', email: 'noc@deep.example' });
  const { id: terminationRateGroupId } = await post('rate-groups', {
    name: 'Deep Sea rates',
    currency: 'EUR',
    direction: 'termination',
  });
  const trunk = await post('trunks', { name: 'Atlantic', providerId, terminationRateGroupId });
  const secret = 'gateway-secret-1';
  const gateway = await post('gateways', {
    trunkId: trunk.id,
    name: 'gw1',
    host: '192.0.2.9',
    position: 1,
    username: 'u',
    password: secret,
  });
  const made = await post('switches', { name: 'Edge', kind: 'other' });
  await owner.patch(`/api/v1/gateways/${gateway.id}`, { password: 'gateway-secret-2' });
  await owner.patch(`/api/v1/gateways/${gateway.id}`, { host: '192.0.2.9' }); // changes nothing
  await owner.patch(`/api/v1/trunks/${trunk.id}`, { status: 'inactive' });
  await owner.patch(`/api/v1/providers/${providerId}`, { email: 'night@deep.example' });
  const renewed = (await owner.post(`/api/v1/switches/${made.id}/key`)).body;
  const rules = { originationDestination: [{ match: '0', add: '+49' }] };
  const { id: localization } = await post('localizations', { name: 'Home', rules });
  await owner.put(`/api/v1/localizations/${localization}`, { name: 'Home', rules: {} });
  await owner.delete(`/api/v1/localizations/${localization}`);
  const events = await found(owner, { from: since });
  expect(events.map(({ action }) => action).toReversed()).toEqual([
    'provider.added',
    'carrier_rate_group.added',
    'trunk.added',
    'gateway.added',
    'switch.added',
    'gateway.changed',
    'trunk.changed',
    'provider.changed',
    'switch.key_renewed',
    'localization.added',
    'localization.changed',
    'localization.removed',
  ]);
  const changesOf = (action: string) => events.find((event) => event.action === action).changes;
  expect(changesOf('gateway.changed')).toEqual([{ field: 'gateway.name', before: 'gw1', after: 'gw1' }]);
  expect(changesOf('trunk.changed')).toEqual([
    { field: 'trunk.name', before: 'Atlantic', after: 'Atlantic' },
    { field: 'trunk.status', before: 'active', after: 'inactive' },
  ]);
  expect(changesOf('localization.changed')[1]).toEqual({
    field: 'localization.rules',
    before: ['originationDestination: 0, 0 to any digits: cut match, add +49, stop'],
    after: [],
  });
  const told = JSON.stringify(events);
  for (const text of [secret, 'gateway-secret-2', made.key, renewed.key]) expect(told).not.toContain(text);
  await createSealer({ pool: server.database.pool, now: server.now }).seal();
  expect((await verifyBooks(server.database.reads, server.now())).violations).toEqual([]);
});
