/** Brands: readable colours, pictures only, and each tree its own. */
import { deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { createServer, customer, PASSWORD, reseller, type Json } from './support.ts';

const server = await createServer();
const { owner, anonymous } = server;
const account = (await owner.post('/api/v1/accounts', reseller())).body.account;
const seller = await server.signIn(account.number, PASSWORD);
const person = (await seller.post('/api/v1/accounts', customer())).body.account;
const holder = await server.signIn(person.number, PASSWORD);

const NOTHING = { productName: '', buttonColour: null, barColour: null };
const brandOf = async (client: typeof owner) => (await client.get('/api/v1/me/brand')).body;

/** One pixel. */
const PNG = Buffer.concat([
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  deflateSync(Buffer.alloc(4)),
]);

const putLogo = (client: typeof owner, payload: Buffer, type = 'image/png') =>
  client.send({
    method: 'PUT',
    url: '/api/v1/settings/brand/logo',
    headers: { 'content-type': type },
    payload,
  });

test('a reseller’s brand is that of its tree; what it leaves out is the operator’s', async () => {
  expect(await brandOf(holder)).toEqual({ ...NOTHING, logoUrl: null });
  const ofOperator = { productName: 'Grossist', buttonColour: '#0e5240', barColour: null };
  expect((await owner.put('/api/v1/settings/brand', ofOperator)).status).toBe(200);
  const own = { productName: 'Nordtel', buttonColour: null, barColour: '#1B1B4A' };
  expect((await seller.put('/api/v1/settings/brand', own)).body).toMatchObject({ barColour: '#1b1b4a' });
  const seen = { productName: 'Nordtel', buttonColour: '#0e5240', barColour: '#1b1b4a', logoUrl: null };
  expect(await brandOf(holder)).toEqual(seen);
  expect(await brandOf(seller)).toEqual(seen);
  expect((await brandOf(owner)).productName).toBe('Grossist');
  expect((await anonymous.get('/api/v1/brand')).body).toMatchObject({ productName: 'Grossist' });
  expect((await seller.get('/api/v1/settings/brand')).body.buttonColour).toBeNull();
});

test('a colour on which words cannot be read is refused with the ratio, and what is no colour too', async () => {
  const put = (colours: object) => seller.put('/api/v1/settings/brand', { ...NOTHING, ...colours });
  const pale = await put({ buttonColour: '#ffcc00', barColour: '#777777' });
  expect(pale.body.errors).toEqual([
    expect.objectContaining({ field: 'buttonColour', code: 'contrast_too_low' }),
    expect.objectContaining({ field: 'barColour', code: 'contrast_too_low' }),
  ]);
  expect(pale.body.errors[0].message).toMatch(/is 1\.\d\d : 1, and 4\.5 : 1 is needed/);
  for (const colour of ['red', '#123', 'url(https://evil.example)', '#14664f;'])
    expect((await put({ buttonColour: colour })).body.code, colour).toBe('invalid_input');
});

test('a logo is a picture by its content, small, and served so that nothing in it runs', async () => {
  const { body } = await putLogo(seller, PNG);
  expect(body.logoUrl).toMatch(/^\/api\/v1\/brand\/logos\/[0-9a-f]{64}$/);
  const served = await anonymous.get(body.logoUrl);
  expect(served.status).toBe(200);
  expect(served.headers).toMatchObject({
    'content-type': 'image/png',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
  });
  expect(served.headers['content-length']).toBe(String(PNG.byteLength));
  expect((await brandOf(holder)).logoUrl).toBe(body.logoUrl);
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
  expect((await putLogo(seller, svg)).body.code).toBe('unsupported_media_type');
  expect((await putLogo(seller, svg, 'image/svg+xml')).body.code).toBe('unsupported_media_type');
  expect((await putLogo(seller, Buffer.concat([PNG, Buffer.alloc(256 * 1024)]))).body.code).toBe(
    'body_too_large',
  );
  await seller.delete('/api/v1/settings/brand/logo');
  expect((await anonymous.get(body.logoUrl)).status).toBe(404);
  expect((await anonymous.get('/api/v1/brand/logos/..')).status).toBe(404);
});

test('a reseller’s SIP domain is for devices made in its tree from then on, and stays while one has it', async () => {
  const made = async (parentId: string) =>
    (await owner.post('/api/v1/accounts', customer({ panelAccess: { parentId, createSipDevice: true } })))
      .body;
  const url = `/api/v1/accounts/${account.id}/sip-domain`;
  const before = await made(account.id);
  expect(before.sipDevice.domain).toBe('sip.example.com');
  expect((await seller.put(url, { domain: 'sip.north.example' })).body.code).toBe('not_permitted');
  for (const wrong of ['sip:north.example', 'north', '192.0.2.1', `${'a.'.repeat(40)}example`])
    expect((await owner.put(url, { domain: wrong })).body.errors?.[0].field, wrong).toBe('domain');
  expect((await owner.put(url, { domain: 'SIP.North.example' })).body).toEqual({
    domain: 'sip.north.example',
  });
  const other = (await owner.post('/api/v1/accounts', reseller())).body.account;
  for (const taken of ['sip.north.example', 'sip.example.com'])
    expect(
      (await owner.put(`/api/v1/accounts/${other.id}/sip-domain`, { domain: taken })).body.errors[0],
    ).toMatchObject({ field: 'domain', code: 'taken' });
  expect(
    (await owner.put(`/api/v1/accounts/${person.id}/sip-domain`, { domain: 'x.example' })).body.errors[0]
      .code,
  ).toBe('not_applicable');

  const after = await made(account.id);
  expect(after.sipDevice.domain).toBe('sip.north.example');
  expect((await made(other.id)).sipDevice.domain).toBe('sip.example.com');
  const renew = async ({ sipDevice }: Json) =>
    (await owner.post(`/api/v1/devices/${sipDevice.id}/secret`, {})).body.domain;
  expect(await renew(before)).toBe('sip.example.com');
  expect(await renew(after)).toBe('sip.north.example');
  expect((await owner.put(url, { domain: 'sip.south.example' })).body.errors[0]).toMatchObject({
    field: 'domain',
    code: 'in_use',
  });
  expect((await owner.get(url)).body).toEqual({ domain: 'sip.north.example' });
});

test('a reseller’s host has its brand and takes accounts of its tree only, from its own pages only', async () => {
  const host = 'portal.nordtel.example';
  const url = `/api/v1/accounts/${account.id}/brand-host`;
  expect((await seller.put(url, { host })).body.code).toBe('not_permitted');
  for (const wrong of ['https://nordtel.example', 'nordtel', 'a b.example', '-x.example'])
    expect((await owner.put(url, { host: wrong })).body.errors?.[0].field, wrong).toBe('host');
  expect((await owner.put(url, { host: host.toUpperCase() })).body).toEqual({ host });
  const other = (await owner.post('/api/v1/accounts', reseller())).body.account;
  const stolen = await owner.put(`/api/v1/accounts/${other.id}/brand-host`, { host });
  expect(stolen.body.errors[0]).toMatchObject({ field: 'host', code: 'taken' });
  const ofCustomer = await owner.put(`/api/v1/accounts/${person.id}/brand-host`, { host: 'x.example' });
  expect(ofCustomer.body.errors[0].code).toBe('not_applicable');

  await seller.put('/api/v1/settings/brand', { ...NOTHING, productName: 'Nordtel' });
  const there = server.clientOf({ host, origin: `http://${host}` });
  expect((await there.get('/api/v1/brand')).body.productName).toBe('Nordtel');
  const signIn = (client: typeof owner, identifier: string) =>
    client.post('/api/v1/sign-in', { identifier, password: PASSWORD });
  expect((await signIn(there, person.number)).status).toBe(200);
  expect((await signIn(there, account.number)).status).toBe(200);
  const stranger = await signIn(there, other.number);
  const unknown = await signIn(there, '000000');
  expect(stranger.body.code).toBe('sign_in_failed');
  expect(stranger.body.detail).toBe(unknown.body.detail);
  const elsewhere = server.clientOf({ host: 'localhost:8080', origin: `http://${host}` });
  expect((await signIn(elsewhere, person.number)).body.code).toBe('origin_not_allowed');
  const rebound = server.clientOf({ host: 'evil.example', origin: 'http://evil.example' });
  expect((await signIn(rebound, person.number)).body.code).toBe('origin_not_allowed');

  await owner.put(url, { host: null });
  expect((await signIn(there, person.number)).body.code).toBe('origin_not_allowed');
});
