/** Looking at the panel as an account below: short, with a reason, never upwards or sideways, both names in the timeline. */
import { expect, test } from 'vitest';
import { verifyBooks } from '../../src/operations/ledger/verify-books.ts';
import { createSealer } from '../../src/operations/audit/seal-events.ts';
import {
  admin,
  createServer,
  customer,
  key,
  PASSWORD,
  PUBLIC_URL,
  reseller,
  type Client,
  type Json,
} from './support.ts';

const server = await createServer();
const { owner } = server;

const make = async (client: Client, input: object): Promise<Json> => {
  const made = await client.post('/api/v1/accounts', input, key());
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  return made.body.account;
};
const signIn = ({ number }: Json) => server.signIn(number, PASSWORD);
const seller = await make(owner, reseller());
const rival = await make(owner, reseller());
const line = await make(owner, customer({ panelAccess: { parentId: seller.id } }));
const sellerClient = await signIn(seller);

/** What a browser keeps of the answers. */
function browser(first: string) {
  const jar = new Map([first.split('=') as [string, string]]);
  const send = async (method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE', url: string, payload?: object) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { cookie, origin: PUBLIC_URL };
    const answer = await server.anonymous.send({
      method,
      url: `/api/v1${url}`,
      headers,
      ...(payload !== undefined && { payload }),
    });
    for (const line of [answer.headers['set-cookie'] ?? []].flat().map(String)) {
      const [name = '', value = ''] = line.split(';')[0]!.split('=');
      if (value === '') jar.delete(name);
      else jar.set(name, value);
    }
    return answer;
  };
  return { send, jar };
}

async function browserOf(account: Readonly<{ number: string }>) {
  const answer = await server.anonymous.post('/api/v1/sign-in', {
    identifier: account.number,
    password: PASSWORD,
  });
  return browser([answer.headers['set-cookie']].flat().map(String)[0]!.split(';')[0]!);
}

test('staff looks at a customer, changes nothing, and is back in its own session', async () => {
  const page = await browserOf(server.operator);
  const begun = await page.send('POST', `/accounts/${line.id}/sign-in-as`, {
    reason: 'Ticket 4711: no calls',
  });
  expect([begun.status, begun.body]).toEqual([
    200,
    { endsAt: new Date(server.now().getTime() + 15 * 60_000).toISOString() },
  ]);
  const { actor } = (await page.send('GET', '/me')).body;
  expect(actor).toMatchObject({
    id: line.id,
    kind: 'customer',
    signedInAs: { by: server.operator.number, mayChange: false },
  });
  expect(actor.permissions.every((name: string) => /^self$|:read$/.test(name))).toBe(true);
  expect((await page.send('GET', `/accounts/${line.id}`)).status).toBe(200);
  expect((await page.send('GET', `/accounts/${seller.id}`)).status).toBe(404);
  for (const [method, url, body] of [
    ['PATCH', '/me/account', { profile: { city: 'Bonn' } }],
    ['POST', `/accounts/${line.id}/speed-dials`, { digits: '1', destination: '+49301234567' }],
    ['POST', '/me/password', { currentPassword: PASSWORD, newPassword: 'another long password' }],
    ['GET', '/me/sessions', undefined],
    ['DELETE', '/me/sessions', undefined],
    ['GET', '/me/second-factor', undefined],
    ['GET', '/api-keys', undefined],
    ['POST', '/api-keys', { name: 'k' }],
  ] as const) {
    const refused = await page.send(method, url, body);
    expect([method, url, refused.status, refused.body.code]).toEqual([
      method,
      url,
      403,
      'not_while_signed_in_as',
    ]);
  }
  expect((await page.send('POST', '/sign-in-as/return')).status).toBe(200);
  expect((await page.send('GET', '/me')).body.actor).toMatchObject({ kind: 'operator', signedInAs: null });
  expect([...page.jar.keys()].filter((name) => name.includes('own_session'))).toEqual([]);
});

test('changes are made by leave only, never of money, credentials, prices or routes, and both names stand in the timeline', async () => {
  const page = await browserOf(server.operator);
  await page.send('POST', `/accounts/${seller.id}/sign-in-as`, {
    reason: 'Set up together',
    mayChange: true,
  });
  const changed = await page.send('PATCH', `/accounts/${line.id}`, { profile: { city: 'Bonn' } });
  expect(changed.status).toBe(200);
  const device = (await page.send('GET', `/accounts/${line.id}/devices`)).body.items[0];
  for (const [url, body] of [
    [`/accounts/${line.id}/payments`, { amount: '1', method: 'cash' }],
    [`/accounts/${line.id}/sign-in-as`, { reason: 'Deeper' }],
    [`/accounts/${line.id}/invite`, undefined],
    ...(device === undefined ? [] : [[`/devices/${device.id}/secret`, undefined] as const]),
  ] as const)
    expect([url, (await page.send('POST', url, body)).status]).toEqual([url, 403]);
  const url = `/accounts/${line.id}`;
  const rateGroup = { name: 'Retail', direction: 'origination', currency: 'EUR' };
  const list = (await sellerClient.post('/api/v1/rate-groups', rateGroup)).body;
  const rate = { prefix: '49', destination: 'Germany', costPerMinute: '0.5' };
  const added = (await sellerClient.post(`/api/v1/rate-groups/${list.id}/rates`, rate)).body;
  const wall = (await sellerClient.post('/api/v1/localizations', { name: 'Ours' })).body;
  const callerId = (await page.send('POST', `${url}/caller-ids`, { number: '+493055555555' })).body;
  expect(callerId.isPinless).toBe(false);
  for (const [method, path, body] of [
    ['POST', '/rate-groups', rateGroup],
    ['POST', `/rate-groups/${list.id}/rates`, { ...rate, prefix: '44' }],
    ['PUT', `/rate-groups/${list.id}/rates/${added.id}`, { costPerMinute: '9' }],
    ['DELETE', `/rate-groups/${list.id}/rates/${added.id}`, undefined],
    ['PATCH', `/rate-groups/${list.id}`, { name: 'Theirs' }],
    ['PUT', `/localizations/${wall.id}`, { name: 'Ours', rules: [] }],
    ['DELETE', `/localizations/${wall.id}`, undefined],
    ['POST', '/taxes', { name: 'Mine', percent: '50' }],
    ['POST', '/roles', { audience: 'reseller', name: 'Mine', permissions: [] }],
    ['POST', `${url}/caller-ids`, { number: '+493066666666', isPinless: true }],
    ['PATCH', `${url}/caller-ids/${callerId.id}`, { isPinless: true }],
    ['POST', `${url}/api-keys/revoke-all`, undefined],
    ['DELETE', `${url}/second-factor`, undefined],
    ['DELETE', `${url}/sessions`, undefined],
    ['PATCH', url, { panelAccess: { pin: '123456' } }],
    ['PATCH', url, { status: 'closed' }],
    ['POST', '/accounts', customer()],
    ['POST', `${url}/devices`, { label: 'Mine' }],
    ['POST', `${url}/ip-addresses`, { network: '192.0.2.77' }],
    ['PATCH', url, { panelAccess: { email: 'mine@example.com' } }],
    ['PATCH', url, { panelAccess: { password: 'another long password' } }],
    ['PATCH', url, { billing: { accountType: 'postpaid', creditLimit: '1000' } }],
    ['PATCH', url, { billing: { rateGroupId: null } }],
    ['PATCH', `${url}/guards`, { callCost: 'unlimited' }],
    ['PATCH', '/settings', { settings: { 'guards.call_cost': null } }],
  ] as const) {
    const { status, body: answer } = await page.send(method, path, body);
    expect([path, body, status, answer.code]).toEqual([path, body, 403, 'not_while_signed_in_as']);
  }
  const { items } = (await owner.get(`/api/v1/accounts/${line.id}/timeline`)).body;
  const both = { by: server.operator.number, as: seller.number };
  expect(items.slice(0, 2)).toMatchObject([
    { action: 'item.added', ...both },
    { action: 'account.changed', ...both },
  ]);
  // The reseller sees that it was done, and not by whom above it.
  const seen = (await sellerClient.get(`/api/v1/accounts/${line.id}/timeline`)).body.items[0];
  expect(seen).toMatchObject({ action: 'item.added', by: null, as: null, address: '' });
  const begun = async (client: Client) =>
    (await client.get(`/api/v1/accounts/${seller.id}/timeline`)).body.items.find(
      ({ action }: Json) => action === 'sign_in_as.began',
    );
  expect(await begun(sellerClient)).toMatchObject({ by: null });
  const full = await begun(owner);
  expect(full).toMatchObject({ reason: 'Set up together', by: server.operator.number });
});

test('never upwards, sideways, at oneself, at staff, at what is not there, or without a reason', async () => {
  const clerk = await make(owner, admin());
  const page = await browserOf(seller);
  const ask = async (id: string, body: object = { reason: 'A reason' }) => {
    const { status, body: answer } = await page.send('POST', `/accounts/${id}/sign-in-as`, body);
    return [status, answer.code ?? answer.endsAt];
  };
  const foreign = await make(owner, customer({ panelAccess: { parentId: rival.id } }));
  expect(await ask(rival.id)).toEqual([404, 'not_found']);
  expect(await ask(foreign.id)).toEqual([404, 'not_found']);
  expect(await ask(seller.id)).toEqual([409, 'cannot_sign_in_as']);
  expect(await ask(line.id, { reason: ' ' })).toEqual([422, 'invalid_input']);
  const staffPage = await browserOf(server.operator);
  for (const id of [clerk.id])
    expect((await staffPage.send('POST', `/accounts/${id}/sign-in-as`, { reason: 'Why' })).body.code).toBe(
      'cannot_sign_in_as',
    );
  const { key: apiKey } = (await owner.post('/api/v1/api-keys', { name: 'k' })).body;
  const byKey = server.clientOf({ authorization: `Bearer ${apiKey}` });
  expect((await byKey.post(`/api/v1/accounts/${line.id}/sign-in-as`, { reason: 'Why' })).body.code).toBe(
    'not_permitted',
  );
  const holder = await signIn(line);
  expect((await holder.post(`/api/v1/accounts/${line.id}/sign-in-as`, { reason: 'Why' })).status).toBe(403);
});

test('it ends after 15 minutes, and at once when whoever looks may look no more', async () => {
  const page = await browserOf(seller);
  await page.send('POST', `/accounts/${line.id}/sign-in-as`, { reason: 'A look' });
  server.advance(14 * 60_000);
  expect((await page.send('GET', '/me')).status).toBe(200);
  server.advance(60_000);
  expect((await page.send('GET', '/me')).body.code).toBe('sign_in_as_is_over');
  await page.send('POST', '/sign-in-as/return');
  expect((await page.send('GET', '/me')).body.actor.id).toBe(seller.id);

  await page.send('POST', `/accounts/${line.id}/sign-in-as`, { reason: 'Once more' });
  await owner.patch(`/api/v1/accounts/${seller.id}`, { status: 'suspended' });
  expect((await page.send('GET', '/me')).body.code).toBe('sign_in_as_is_over');
  await owner.patch(`/api/v1/accounts/${seller.id}`, { status: 'active' });
  expect((await page.send('GET', '/me')).body.actor.id).toBe(line.id);
  // With the session that it was begun from, it goes too.
  await owner.delete(`/api/v1/accounts/${seller.id}/sessions`);
  expect((await page.send('GET', '/me')).body.code).toBe('not_signed_in');
});

test('signing out as somebody else signs out altogether; a session to go back to is not a secret to be guessed', async () => {
  const page = await browserOf(server.operator);
  const own = page.jar.get('tollbook_session')!;
  await page.send('POST', `/accounts/${line.id}/sign-in-as`, { reason: 'A look' });
  expect(page.jar.get('tollbook_own_session')).toBe(own);
  await page.send('POST', '/sign-out');
  expect(page.jar.size).toBeLessThanOrEqual(1);
  const old = server.clientOf({ cookie: `tollbook_session=${own}`, origin: PUBLIC_URL });
  expect((await old.get('/api/v1/me')).status).toBe(401);
  const nothing = await server.anonymous.send({
    method: 'POST',
    url: '/api/v1/sign-in-as/return',
    headers: { origin: PUBLIC_URL },
  });
  expect(nothing.status).toBe(401);
});

test('the chain of the timeline holds who it was and as whom', async () => {
  const { pool, reads } = server.database;
  await createSealer({ pool, now: server.now }).seal();
  expect((await verifyBooks(reads, server.now())).violations).toEqual([]);
  await pool.query('alter table audit_events disable trigger append_only');
  await pool.query('update audit_events set as_account_id = null where as_account_id is not null');
  await pool.query('alter table audit_events enable trigger append_only');
  const { violations } = await verifyBooks(reads, server.now());
  expect(violations.map(({ invariant }) => invariant)).toContain('I8');
});
