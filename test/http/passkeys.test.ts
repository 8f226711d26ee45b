/** Passkeys: a way in of their own, a second factor like any other, and nothing but right ones. */
import { expect, test } from 'vitest';
import { appCode } from '../support/app-code.ts';
import { createAuthenticator } from '../support/authenticator.ts';
import {
  admin,
  createServer,
  customer,
  PASSWORD,
  PUBLIC_URL,
  reseller,
  type Client,
  type Json,
} from './support.ts';

const server = await createServer();
const { owner, anonymous } = server;
const MINUTE_MS = 60_000;

async function createPerson(body: object = customer()) {
  const { account } = (await owner.post('/api/v1/accounts', body)).body;
  const device = createAuthenticator(PUBLIC_URL);
  return { ...account, device, signIn: () => server.signIn(account.number, PASSWORD) };
}
type Device = ReturnType<typeof createAuthenticator>;

const begin = async (client: Client, proof: object = {}) =>
  (await client.post('/api/v1/me/passkeys/options', { password: PASSWORD, ...proof })).body;
const register = async (client: Client, device: Device, name = 'Phone', wrong = {}): Promise<Json> => {
  const { options } = await begin(client);
  return client.post('/api/v1/me/passkeys', { name, response: device.create(options, wrong) });
};
const question = async (): Promise<Json> => (await anonymous.post('/api/v1/sign-in/passkey/options')).body;
const enter = (response: object, headers: Record<string, string> = {}) =>
  anonymous.post('/api/v1/sign-in/passkey', { response }, { origin: PUBLIC_URL, ...headers });
const byPassword = (number: string, code?: string) =>
  anonymous.post('/api/v1/sign-in', { identifier: number, password: PASSWORD, code });
const me = async (client: Client) => (await client.get('/api/v1/me')).status;

test('a passkey signs in without password and code; the password alone no longer does', async () => {
  const person = await createPerson();
  const client = await person.signIn();
  const other = await person.signIn();
  const wrong = await begin(client, { password: 'wrong' });
  expect(wrong.errors[0]).toMatchObject({ field: 'password', code: 'wrong' });
  const { options } = await begin(client);
  expect(options).toMatchObject({
    rp: { id: 'localhost', name: 'Tollbook' },
    user: { name: person.panelAccess.email, displayName: person.number },
    attestation: 'none',
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  const added = await client.post('/api/v1/me/passkeys', {
    name: 'Phone',
    response: person.device.create(options),
  });
  expect(added.status, JSON.stringify(added.body)).toBe(201);
  expect(added.body.passkey).toMatchObject({ name: 'Phone', host: 'localhost', lastUsedAt: null });
  expect(added.body.recoveryCodes).toHaveLength(10);
  expect([await me(client), await me(other)]).toEqual([200, 401]);

  const answer = await enter(person.device.get(await question()));
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  expect(answer.body.actor.number).toBe(person.number);
  const cookie = String(answer.headers['set-cookie']).split(';')[0]!;
  expect(await me(server.clientOf({ cookie, origin: PUBLIC_URL }))).toBe(200);
  expect((await client.get('/api/v1/me/passkeys')).body.items[0].lastUsedAt).toBe(server.now().toISOString());

  expect((await byPassword(person.number)).body.code).toBe('second_factor_required');
  expect((await byPassword(person.number, added.body.recoveryCodes[0])).status).toBe(200);
  expect((await byPassword(person.number, added.body.recoveryCodes[0])).body.code).toBe(
    'second_factor_wrong',
  );
});

test('a second passkey, names, and removing: noted, told by mail, and the last one takes the codes along', async () => {
  const person = await createPerson();
  const client = await person.signIn();
  const first = (await register(client, person.device, 'Phone')).body;
  const second = (await register(client, person.device, 'Key ring')).body;
  expect(second.recoveryCodes).toEqual([]);
  const at = (id: string) => `/api/v1/me/passkeys/${id}`;
  expect((await client.patch(at(first.passkey.id), { name: 'Old phone' })).status).toBe(200);
  expect((await owner.patch(at(first.passkey.id), { name: 'Mine' })).body.code).toBe('not_found');
  expect((await client.patch(at('x'), { name: 'Mine' })).body.code).toBe('not_found');
  const namesOf = async () =>
    (await client.get('/api/v1/me/passkeys')).body.items.map(({ name }: Json) => name);
  expect(await namesOf()).toEqual(['Old phone', 'Key ring']);
  const remove = (id: string, password = PASSWORD) => client.post(`${at(id)}/remove`, { password });
  expect((await remove(first.passkey.id, 'wrong')).body.errors[0]).toMatchObject({ field: 'password' });
  const notOurs = await owner.post(`${at(first.passkey.id)}/remove`, { password: PASSWORD });
  expect(notOurs.body.code).toBe('not_found');
  expect((await remove(first.passkey.id)).status).toBe(200);
  expect((await enter(person.device.get(await question(), {}, 0))).body.code).toBe('passkey_failed');
  expect((await enter(person.device.get(await question(), {}, 1))).status).toBe(200);
  expect((await client.get('/api/v1/me/second-factor')).body).toMatchObject({
    isOn: false,
    passkeys: 1,
    recoveryCodesLeft: 10,
  });
  expect((await remove(second.passkey.id)).status).toBe(200);
  expect((await client.get('/api/v1/me/second-factor')).body).toMatchObject({
    passkeys: 0,
    recoveryCodesLeft: 0,
  });
  expect((await byPassword(person.number)).status).toBe(200);
  const { items } = (await owner.get(`/api/v1/accounts/${person.id}/timeline?about=access`)).body;
  expect(items.map(({ action }: Json) => action)).toEqual([
    'session.began',
    'passkey.removed',
    'session.began',
    'passkey.removed',
    'passkey.added',
    'passkey.added',
    'session.began',
  ]);
  const mails = (await owner.get(`/api/v1/accounts/${person.id}/mails`)).body.items;
  expect(mails.slice(0, 3).map(({ kind }: Json) => kind)).toEqual([
    'passkey_removed',
    'passkey_removed',
    'passkey_added',
  ]);
});

test('a question is answered once, within five minutes, and for what it was asked', async () => {
  const person = await createPerson();
  const client = await person.signIn();
  await register(client, person.device);
  const asked = await question();
  const response = person.device.get(asked);
  expect((await enter(response)).status).toBe(200);
  expect((await enter(response)).body.code).toBe('passkey_failed');
  expect((await enter(person.device.get(asked))).body.code).toBe('passkey_failed');
  const late = await question();
  server.advance(5 * MINUTE_MS);
  expect((await enter(person.device.get(late))).body.code).toBe('passkey_failed');
  // Of two at the same moment one gets in.
  const raced = person.device.get(await question());
  const both = await Promise.all([enter(raced), enter(raced)]);
  expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 401]);
  // The question of a registration signs nobody in, and that of a sign-in, or of somebody else, registers nothing.
  const { options } = await begin(client);
  expect((await enter(person.device.get(options))).body.code).toBe('passkey_failed');
  const add = (from: Client, challenge: string) =>
    from.post('/api/v1/me/passkeys', {
      name: 'Other',
      response: createAuthenticator(PUBLIC_URL).create({ ...options, challenge }),
    });
  expect((await add(client, (await question()).challenge)).body.errors[0].field).toBe('response');
  expect((await add(owner, options.challenge)).body.errors[0].field).toBe('response');
  expect((await add(client, options.challenge)).status).toBe(201);
  expect((await add(client, options.challenge)).body.errors[0].field).toBe('response');
});

test.each([
  ['made for another page', { origin: 'https://evil.example' }],
  ['made for another host name', { host: 'evil.example' }],
  ['with a question of its own', { challenge: Buffer.alloc(56, 1).toString('base64url') }],
  ['with a short question', { challenge: 'AAAA' }],
  ['of another kind', { type: 'webauthn.create' }],
  ['of a device that did not know the person', { isVerified: false }],
  ['that says it is another account', { userHandle: Buffer.alloc(16, 9).toString('base64url') }],
])('a signature %s is refused like any other that is not right', async (_how, wrong) => {
  const person = await createPerson();
  await register(await person.signIn(), person.device);
  const { status, body } = await enter(person.device.get(await question(), wrong));
  expect([status, body.code]).toEqual([401, 'passkey_failed']);
});

test('so is a changed signature, and the key of somebody else under a known name', async () => {
  const person = await createPerson();
  const stranger = await createPerson();
  await register(await person.signIn(), person.device);
  await register(await stranger.signIn(), stranger.device);
  const forged = { ...stranger.device.get(await question()), id: '', rawId: '' };
  const id = person.device.credentials[0]!.id.toString('base64url');
  for (const response of [
    { ...forged, id, rawId: id },
    { ...forged, id: 'AAAA', rawId: 'AAAA' },
    { ...forged, id: '', rawId: '' },
  ])
    expect((await enter(response)).body.code).toBe('passkey_failed');
  const garbled = person.device.get(await question());
  const broken = { ...garbled, response: { ...garbled.response, authenticatorData: 'AAAA' } };
  expect((await enter(broken)).body.code).toBe('passkey_failed');
});

test('a registration made for another page, or without knowing the person, is refused; a known key is told', async () => {
  const person = await createPerson();
  const client = await person.signIn();
  for (const wrong of [{ origin: 'https://evil.example' }, { host: 'evil.example' }, { isVerified: false }]) {
    const refused = await register(client, person.device, 'Phone', wrong);
    expect(refused.body.errors?.[0], JSON.stringify(wrong)).toMatchObject({
      field: 'response',
      code: 'refused',
    });
  }
  expect((await client.get('/api/v1/me/passkeys')).body.items).toEqual([]);
  // Somebody hands the credential of another account in as its own.
  const { options } = await begin(client);
  const response = person.device.create(options);
  expect((await client.post('/api/v1/me/passkeys', { name: 'Mine', response })).status).toBe(201);
  const thief = await createPerson();
  const session = await thief.signIn();
  const { options: own } = await begin(session);
  const copied = createAuthenticator(PUBLIC_URL).create(own);
  await server.database.pool.query(
    'update passkeys set credential_id = $1 where account_id = (select id from accounts where number = $2)',
    [Buffer.from(copied.id, 'base64url'), person.number],
  );
  expect((await session.post('/api/v1/me/passkeys', { name: 'Mine', response: copied })).body.code).toBe(
    'passkey_is_known',
  );
});

test('a counter that does not rise is a copy: refused, and noted; one that stays 0 does not count', async () => {
  const person = await createPerson();
  await register(await person.signIn(), person.device);
  const at = async (counter: number) =>
    (await enter(person.device.get(await question(), { counter }))).status;
  expect([await at(0), await at(0), await at(7), await at(8)]).toEqual([200, 200, 200, 200]);
  expect([await at(8), await at(3), await at(0)]).toEqual([401, 401, 401]);
  expect(await at(9)).toBe(200);
  const [event] = (await owner.get(`/api/v1/accounts/${person.id}/timeline`)).body.items;
  expect(event).toMatchObject({ action: 'passkey.copied', by: null });
});

test('staff who must have a second factor may have a passkey; without its last one they must have another', async () => {
  const boss = await createPerson(admin());
  const setting = 'sign_in.second_factor_required_for_staff';
  const ownerDevice = createAuthenticator(PUBLIC_URL);
  await register(owner, ownerDevice);
  await owner.patch('/api/v1/settings', { settings: { [setting]: true } });
  const client = await boss.signIn();
  expect((await client.get('/api/v1/accounts')).body.code).toBe('second_factor_enrolment_required');
  const { passkey } = (await register(client, boss.device)).body;
  expect((await client.get('/api/v1/accounts')).status).toBe(200);
  expect((await client.get('/api/v1/me')).body.actor.mustEnrolSecondFactor).toBe(false);
  const entered = await enter(boss.device.get(await question()));
  expect(entered.body.actor.mustEnrolSecondFactor).toBe(false);
  await client.post(`/api/v1/me/passkeys/${passkey.id}/remove`, { password: PASSWORD });
  expect((await client.get('/api/v1/accounts')).body.code).toBe('second_factor_enrolment_required');
  await owner.patch('/api/v1/settings', { settings: {}, reset: [setting] });
});

test('with an app its code is asked for first; whoever is above takes everything away at once', async () => {
  const person = await createPerson();
  const client = await person.signIn();
  const { secret } = (await client.post('/api/v1/me/second-factor', { password: PASSWORD })).body;
  await client.post('/api/v1/me/second-factor/confirm', { code: appCode(secret, server.now()) });
  server.advance(30_000);
  expect((await begin(client)).errors[0]).toMatchObject({ field: 'code', code: 'required' });
  expect((await begin(client, { code: '000000' })).errors[0]).toMatchObject({ field: 'code', code: 'wrong' });
  const { options } = await begin(client, { code: appCode(secret, server.now()) });
  const added = await client.post('/api/v1/me/passkeys', {
    name: 'Phone',
    response: person.device.create(options),
  });
  expect(added.body.recoveryCodes).toEqual([]);
  // The app goes, the passkey and the codes stay.
  server.advance(30_000);
  const proof = { password: PASSWORD, code: appCode(secret, server.now()) };
  expect((await client.post('/api/v1/me/second-factor/turn-off', proof)).status).toBe(200);
  expect((await client.get('/api/v1/me/second-factor')).body).toMatchObject({
    passkeys: 1,
    recoveryCodesLeft: 10,
  });
  const renewed = await client.post('/api/v1/me/second-factor/recovery-codes', { password: PASSWORD });
  expect(renewed.body.recoveryCodes).toHaveLength(10);
  const url = `/api/v1/accounts/${person.id}`;
  expect((await owner.get(`${url}/sign-in`)).body.hasSecondFactor).toBe(true);
  expect((await owner.delete(`${url}/second-factor`)).status).toBe(200);
  expect((await owner.get(`${url}/sign-in`)).body.hasSecondFactor).toBe(false);
  expect((await enter(person.device.get(await question()))).body.code).toBe('passkey_failed');
  expect((await byPassword(person.number)).status).toBe(200);
});

test('at a reseller’s host name passkeys are its own, and let its tree in only; closed accounts stay out', async () => {
  const { account: shop } = (await owner.post('/api/v1/accounts', reseller())).body;
  const host = 'portal.nord.example';
  await owner.put(`/api/v1/accounts/${shop.id}/brand-host`, { host });
  const seller = await server.signIn(shop.number, PASSWORD);
  const { account } = (await seller.post('/api/v1/accounts', customer())).body;
  const origin = `http://${host}:8080`;
  const there = { host: `${host}:8080`, origin };
  const device = createAuthenticator(origin);
  const session = await server.signIn(account.number, PASSWORD);
  const at = (url: string, payload: object) => session.send({ method: 'POST', url, payload, headers: there });
  const { options } = (await at('/api/v1/me/passkeys/options', { password: PASSWORD })).body;
  expect(options.rp).toEqual({ id: host, name: 'Tollbook' });
  const added = await at('/api/v1/me/passkeys', { name: 'Phone', response: device.create(options) });
  expect(added.body.passkey.host).toBe(host);
  const asked = async () =>
    (await anonymous.send({ method: 'POST', url: '/api/v1/sign-in/passkey/options', headers: there })).body;
  expect((await asked()).rpId).toBe(host);
  expect((await enter(device.get(await asked()), there)).status).toBe(200);
  // The panel's own address is another page.
  expect((await enter(device.get(await question()))).body.code).toBe('passkey_failed');
  await owner.patch(`/api/v1/accounts/${account.id}`, { status: 'closed' });
  expect((await enter(device.get(await asked()), there)).body.code).toBe('passkey_failed');
});

test('who tries many signatures is slowed down', async () => {
  const device = createAuthenticator(PUBLIC_URL);
  device.create({ challenge: 'AAAA', user: { id: '' } });
  const from = async () =>
    anonymous.send({
      method: 'POST',
      url: '/api/v1/sign-in/passkey',
      payload: { response: device.get(await question()) },
      remoteAddress: '192.0.2.90',
    });
  for (let n = 0; n < 10; n++) expect((await from()).body.code).toBe('passkey_failed');
  expect((await from()).body.code).toBe('too_many_attempts');
});
