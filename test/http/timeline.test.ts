/** The timeline tells who did what to an account, without secrets and without who stands above the reader. */
import { expect, test } from 'vitest';
import { createServer, customer, key, PASSWORD, reseller, type Json } from './support.ts';

const server = await createServer();
const { owner } = server;
const timeline = async (client: typeof owner, id: string): Promise<Json[]> =>
  (await client.get(`/api/v1/accounts/${id}/timeline`)).body.items;

test('each change stands with its fields, before and after, and who did it from where', async () => {
  const { account } = (await owner.post('/api/v1/accounts', customer(), key())).body;
  const url = `/api/v1/accounts/${account.id}`;
  await owner.patch(url, { status: 'suspended', profile: { city: 'Bonn' }, billing: { reference: 'K-7' } });
  await owner.patch(url, { profile: { city: 'Bonn' } }); // changes nothing
  await owner.patch(url, { panelAccess: { password: 'another good password', pin: '481516' } });
  await owner.post(`${url}/devices`, { label: 'desk' });
  const added = await owner.post(`${url}/blocked-prefixes`, { prefix: '4990' });
  await owner.patch(`${url}/blocked-prefixes/${added.body.id}`, { prefix: '4991' });
  await owner.delete(`${url}/blocked-prefixes/${added.body.id}`);
  const events = await timeline(owner, account.id);
  expect(events.map(({ action }) => action)).toEqual([
    'item.removed',
    'item.changed',
    'item.added',
    'device.added',
    'password.changed',
    'account.changed',
    'account.changed',
    'account.created',
  ]);
  for (const event of events)
    expect(event).toMatchObject({ by: server.operator.number, via: 'session', address: '127.0.0.1' });
  expect(events[1].changes).toEqual([{ field: 'blocked-prefixes.prefix', before: '4990', after: '4991' }]);
  expect(events[5].changes).toEqual([{ field: 'panelAccess.hasPin', before: false, after: true }]);
  expect(events[6].changes).toEqual([
    { field: 'status', before: 'active', after: 'suspended' },
    { field: 'profile.city', before: '', after: 'Bonn' },
    { field: 'billing.reference', before: '', after: 'K-7' },
  ]);
  expect(JSON.stringify(events)).not.toMatch(/another good|481516/);
});

test('a PIN is removed as if there had never been one, and that stands in the timeline', async () => {
  const made = async (pin: string) =>
    (await owner.post('/api/v1/accounts', customer({ panelAccess: { pin } }), key())).body.account;
  const [account, without] = [await made('481516'), await made('')];
  expect(account.panelAccess.hasPin).toBe(true);
  const { status, body } = await owner.patch(`/api/v1/accounts/${account.id}`, { panelAccess: { pin: '' } });
  expect([status, body.panelAccess.hasPin]).toEqual([200, false]);
  const [event] = await timeline(owner, account.id);
  expect(event!.changes).toEqual([{ field: 'panelAccess.hasPin', before: true, after: false }]);
  const { rows } = await server.database.pool.query(
    `select s.pin_hash from account_sign_ins s join accounts a on a.id = s.account_id where a.public_id = any($1)`,
    [[account.id, without.id]],
  );
  expect(rows).toEqual([{ pin_hash: null }, { pin_hash: null }]);
});

test('a customer sees what was done, not who above did it', async () => {
  const made = (await owner.post('/api/v1/accounts', reseller(), key())).body.account;
  const seller = await server.signIn(made.number, PASSWORD);
  const { account } = (await seller.post('/api/v1/accounts', customer(), key())).body;
  await owner.patch(`/api/v1/accounts/${account.id}`, { profile: { city: 'Köln' } });
  const holder = await server.signIn(account.number, PASSWORD);
  await holder.post('/api/v1/me/password', { currentPassword: PASSWORD, newPassword: 'my own new password' });
  const bys = async (client: typeof owner) =>
    (await timeline(client, account.id)).map(({ by, address }) => [by, address]);
  expect(await bys(owner)).toEqual([
    [account.number, '127.0.0.1'],
    [server.operator.number, '127.0.0.1'],
    [made.number, '127.0.0.1'],
  ]);
  expect((await bys(seller)).map(([by]) => by)).toEqual([account.number, null, made.number]);
  const again = await server.signIn(account.number, 'my own new password');
  expect(await bys(again)).toEqual([
    [account.number, '127.0.0.1'],
    [null, ''],
    [null, ''],
  ]);
});

test('the timeline pages, and the database refuses to change it', async () => {
  const { account } = (await owner.post('/api/v1/accounts', customer(), key())).body;
  const url = `/api/v1/accounts/${account.id}`;
  for (const city of ['A', 'B', 'C']) await owner.patch(url, { profile: { city } });
  const first = (await owner.get(`${url}/timeline?limit=3`)).body;
  const second = (await owner.get(`${url}/timeline?limit=3&cursor=${first.nextCursor}`)).body;
  expect([...first.items, ...second.items].map(({ changes }: Json) => changes[0]?.after ?? null)).toEqual([
    'C',
    'B',
    'A',
    null,
  ]);
  await expect(server.database.pool.query('delete from audit_events')).rejects.toThrow(/append-only/);
});

test('one kind of change is found among the others, page by page', async () => {
  const { account } = (await owner.post('/api/v1/accounts', customer(), key())).body;
  const url = `/api/v1/accounts/${account.id}`;
  await owner.patch(url, { profile: { city: 'Bonn' } });
  await owner.post(`${url}/devices`, { label: 'desk' });
  await owner.patch(url, { panelAccess: { password: 'another good password' } });
  await owner.post(`${url}/blocked-prefixes`, { prefix: '4990' });
  const about = async (subject: string, rest = '') =>
    (await owner.get(`${url}/timeline?about=${subject}${rest}`)).body;
  const actionsOf = async (subject: string) => (await about(subject)).items.map(({ action }: Json) => action);
  expect(await actionsOf('account')).toEqual(['account.changed', 'account.created']);
  expect(await actionsOf('access')).toEqual(['password.changed']);
  expect(await actionsOf('devices')).toEqual(['device.added']);
  expect(await actionsOf('items')).toEqual(['item.added']);
  const first = await about('account', '&limit=1');
  const second = await about('account', `&limit=1&cursor=${first.nextCursor}`);
  expect([...first.items, ...second.items].map(({ action }) => action)).toEqual([
    'account.changed',
    'account.created',
  ]);
  expect((await owner.get(`${url}/timeline?about=nothing`)).body.errors[0].field).toBe('about');
});
