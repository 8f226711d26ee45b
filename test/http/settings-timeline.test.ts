/** Who changed settings, templates, brand, mail server and API keys: from what to what, and never a secret. */
import { expect, test } from 'vitest';
import { admin, createServer, customer, key, PASSWORD, reseller, type Json } from './support.ts';

const server = await createServer();
const { owner } = server;
const made = (await owner.post('/api/v1/accounts', admin(), key())).body.account;
const boss = await server.signIn(made.number, PASSWORD);
const sellerNumber = (await owner.post('/api/v1/accounts', reseller(), key())).body.account.number;
const seller = await server.signIn(sellerNumber, PASSWORD);

type Client = typeof owner;
const timeline = async (client: Client, query = ''): Promise<Json[]> =>
  (await client.get(`/api/v1/settings/timeline${query}`)).body.items;
const told = (items: Json[]) =>
  items.map(({ action, by, changes }) => [
    action,
    by,
    Object.fromEntries(changes.map(({ field, before, after }: Json) => [field, [before, after]])),
  ]);

test('settings: what counted before and counts now, of those that differ, by whom', async () => {
  const change = (client: Client, body: object) =>
    client.patch('/api/v1/settings', { settings: {}, reset: [], ...body });
  await change(owner, { settings: { 'calls.ring_seconds': 45, 'defaults.country': 'FR' } });
  await change(owner, { settings: { 'calls.ring_seconds': 45 } });
  expect((await change(owner, { settings: { 'calls.ring_seconds': 1 } })).status).toBe(422);
  await change(boss, { reset: ['calls.ring_seconds'] });
  const items = await timeline(owner, '?about=settings');
  expect(told(items)).toEqual([
    ['settings.changed', made.number, { 'settings.calls.ring_seconds': [45, 60] }],
    [
      'settings.changed',
      server.operator.number,
      { 'settings.defaults.country': ['DE', 'FR'], 'settings.calls.ring_seconds': [60, 45] },
    ],
  ]);
  expect(items[0]).toMatchObject({ via: 'session', address: '127.0.0.1', happenedAt: expect.any(String) });
});

test('a reseller reads of its own, and of nobody else', async () => {
  const settings = { 'defaults.timezone': 'Asia/Tokyo' };
  await seller.patch('/api/v1/settings', { settings, reset: [] });
  expect(told(await timeline(seller))).toEqual([
    ['settings.changed', sellerNumber, { 'settings.defaults.timezone': [expect.anything(), 'Asia/Tokyo'] }],
  ]);
  expect(JSON.stringify(await timeline(owner))).not.toContain('Asia/Tokyo');
});

test('a template says its name with each change', async () => {
  const template = (over: object) => ({ kind: 'customer', name: 'Home', values: {}, ...over });
  const values = { profile: { city: 'Bonn' } };
  const { id } = (await owner.post('/api/v1/account-templates', template({ values }), key())).body;
  await owner.put(`/api/v1/account-templates/${id}`, template({ values: { profile: { city: 'Köln' } } }));
  await owner.put(`/api/v1/account-templates/${id}`, template({ values: { profile: { city: 'Köln' } } }));
  await owner.delete(`/api/v1/account-templates/${id}`);
  const by = server.operator.number;
  expect(told(await timeline(owner, '?about=templates'))).toEqual([
    ['template.removed', by, expect.objectContaining({ 'template.name': ['Home', null] })],
    [
      'template.changed',
      by,
      { 'template.name': ['Home', 'Home'], 'template.profile.city': ['Bonn', 'Köln'] },
    ],
    ['template.added', by, expect.objectContaining({ 'template.profile.city': [null, 'Bonn'] })],
  ]);
});

test('brand: name, colours and that the logo is another one', async () => {
  await owner.put('/api/v1/settings/brand', {
    productName: 'Acme',
    buttonColour: '#14664F',
    barColour: null,
  });
  const sent = await owner.send({
    method: 'PUT',
    url: '/api/v1/settings/brand/logo',
    headers: { 'content-type': 'image/png' },
    payload: Buffer.from('89504e470d0a1a0a', 'hex'),
  });
  expect(sent.status, JSON.stringify(sent.body)).toBe(200);
  const by = server.operator.number;
  expect(told(await timeline(owner, '?about=brand'))).toEqual([
    ['brand.changed', by, { 'brand.logo': [null, expect.stringMatching(/^[0-9a-f]{8}$/)] }],
    ['brand.changed', by, { 'brand.productName': ['', 'Acme'], 'brand.buttonColour': [null, '#14664f'] }],
  ]);
});

test('mail server and API keys: that there is a secret, and never which', async () => {
  const mail = (over: object) => ({
    host: 'mail.example.com',
    security: 'tls',
    user: 'u',
    senderAddress: 'a@example.com',
    ...over,
  });
  await owner.put('/api/v1/settings/mail', mail({ password: 'first secret' }));
  await owner.put('/api/v1/settings/mail', mail({ password: 'second secret' }));
  await owner.put('/api/v1/settings/mail', mail({ senderName: 'Acme' }));
  await owner.delete('/api/v1/settings/mail');
  const by = server.operator.number;
  const events = await timeline(owner, '?about=mail');
  expect(told(events)).toEqual([
    ['mail_server.removed', by, expect.objectContaining({ 'mail_server.hasPassword': [true, null] })],
    ['mail_server.changed', by, { 'mail_server.senderName': ['', 'Acme'] }],
    ['mail_server.password_changed', by, {}],
    ['mail_server.changed', by, expect.objectContaining({ 'mail_server.hasPassword': [null, true] })],
  ]);
  const apiKey = (await boss.post('/api/v1/api-keys', { name: 'CRM' })).body;
  await boss.delete(`/api/v1/api-keys/${apiKey.id}`);
  const own = (await owner.get(`/api/v1/accounts/${made.id}/timeline?about=access`)).body.items;
  expect(told(own)).toEqual([
    ['api_key.removed', made.number, { 'api_key.name': ['CRM', null] }],
    ['api_key.added', made.number, { 'api_key.name': [null, 'CRM'] }],
    ['session.began', made.number, { 'session.method': [null, 'password'] }],
  ]);
  expect(JSON.stringify([events, own])).not.toMatch(/secret"|sealed|tbk_/);
});

test('a subject that does not exist is refused, and customers read nothing of it', async () => {
  expect((await owner.get('/api/v1/settings/timeline?about=x')).body.errors[0].field).toBe('about');
  const { number } = (await owner.post('/api/v1/accounts', customer(), key())).body.account;
  const holder = await server.signIn(number, PASSWORD);
  expect((await holder.get('/api/v1/settings/timeline')).status).toBe(403);
});
