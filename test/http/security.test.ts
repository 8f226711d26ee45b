/** What people see and end of their own sign-in, and what those above them may. */
import { expect, test } from 'vitest';
import { renewOperatorPassword } from '../../src/operations/accounts/renew-operator-password.ts';
import { appCode } from '../support/app-code.ts';
import { admin, createServer, customer, PASSWORD, PUBLIC_URL, reseller, type Json } from './support.ts';

const server = await createServer();
const { owner } = server;

const me = async (client: typeof owner) => (await client.get('/api/v1/me')).status;
const sessionsOf = async (client: typeof owner): Promise<Json[]> =>
  (await client.get('/api/v1/me/sessions')).body.items;
const lastEvent = async (id: string): Promise<Json> =>
  (await owner.get(`/api/v1/accounts/${id}/timeline`)).body.items[0];

async function createCustomer(over: Parameters<typeof customer>[0] = {}) {
  const { account } = (await owner.post('/api/v1/accounts', customer(over))).body;
  return { ...account, signIn: () => server.signIn(account.number, PASSWORD) };
}

test('one sees the sessions that are open, with the one that asks, and ends one or all others', async () => {
  const person = await createCustomer();
  const sent = await server.anonymous.send({
    method: 'POST',
    url: '/api/v1/sign-in',
    payload: { identifier: person.number, password: PASSWORD },
    headers: { 'user-agent': 'Phone/1.0' },
    remoteAddress: '192.0.2.5',
  });
  expect(sent.status).toBe(200);
  server.advance(60_000);
  const first = await person.signIn();
  const second = await person.signIn();
  server.advance(60_000);
  const items = await sessionsOf(first);
  expect(items).toHaveLength(3);
  expect(items.filter(({ isCurrent }) => isCurrent)).toHaveLength(1);
  expect(items.at(-1)).toMatchObject({
    address: '192.0.2.5',
    userAgent: 'Phone/1.0',
    createdAt: '2026-11-24T12:00:00.000Z',
    lastSeenAt: '2026-11-24T12:00:00.000Z',
    isCurrent: false,
  });
  expect(JSON.stringify(items)).not.toMatch(/token|hash/i);
  expect((await first.delete(`/api/v1/me/sessions/${items.at(-1)!.id}`)).status).toBe(200);
  expect((await first.delete(`/api/v1/me/sessions/${items.at(-1)!.id}`)).body.code).toBe('not_found');
  expect((await first.delete('/api/v1/me/sessions/x')).body.code).toBe('not_found');
  expect((await owner.delete(`/api/v1/me/sessions/${items[0]!.id}`)).body.code).toBe('not_found');
  expect(await sessionsOf(first)).toHaveLength(2);
  expect((await first.delete('/api/v1/me/sessions')).status).toBe(200);
  expect([await me(first), await me(second)]).toEqual([200, 401]);
  for (let n = 0; n < 2; n++) {
    server.advance(6 * 3600_000);
    await me(owner);
  }
  const next = await person.signIn();
  expect(await sessionsOf(next)).toHaveLength(1);
});

test('whoever is above signs an account out everywhere, which its timeline tells', async () => {
  const boss = await server.signIn(
    (await owner.post('/api/v1/accounts', admin())).body.account.number,
    PASSWORD,
  );
  const shop = (await owner.post('/api/v1/accounts', reseller())).body.account;
  const seller = await server.signIn(shop.number, PASSWORD);
  const { account } = (await seller.post('/api/v1/accounts', customer())).body;
  const person = await server.signIn(account.number, PASSWORD);
  const url = `/api/v1/accounts/${account.id}`;
  expect((await seller.get(`${url}/sign-in`)).body).toMatchObject({ sessions: 1 });
  expect((await seller.delete(`${url}/sessions`)).status).toBe(200);
  expect(await me(person)).toBe(401);
  expect((await seller.get(`${url}/sign-in`)).body).toMatchObject({ sessions: 0, lastSeenAt: null });
  expect(await lastEvent(account.id)).toMatchObject({ action: 'sessions.ended', by: shop.number });
  const { id: ownerId } = (await owner.get('/api/v1/me')).body.actor;
  expect((await boss.delete(`/api/v1/accounts/${ownerId}/sessions`)).body.code).toBe('not_permitted');
  expect((await owner.delete(`/api/v1/accounts/${ownerId}/sessions`)).body.code).toBe('not_permitted');
  expect((await seller.delete(`/api/v1/accounts/${shop.id}/sessions`)).body.code).toBe('not_permitted');
  expect((await boss.delete(`/api/v1/accounts/${shop.id}/sessions`)).status).toBe(200);
  expect(await me(seller)).toBe(401);
});

const codeOf = (secret: string, stepsFromNow = 0) => appCode(secret, server.now(), stepsFromNow);

async function turnOn(client: typeof owner) {
  const { secret, uri } = (await client.post('/api/v1/me/second-factor', { password: PASSWORD })).body;
  const confirmed = await client.post('/api/v1/me/second-factor/confirm', { code: codeOf(secret) });
  expect(confirmed.status).toBe(200);
  server.advance(30_000);
  return { secret, uri, recoveryCodes: confirmed.body.recoveryCodes as string[] };
}

const tryToSignIn = (number: string, code?: string, password = PASSWORD) =>
  server.anonymous.post('/api/v1/sign-in', {
    identifier: number,
    password,
    ...(code !== undefined && { code }),
  });

test('a second factor counts once a code confirms it, and ends all other sessions', async () => {
  const person = await createCustomer();
  const client = await person.signIn();
  const other = await person.signIn();
  const state = async () => (await client.get('/api/v1/me/second-factor')).body;
  expect(await state()).toEqual({
    isOn: false,
    passkeys: 0,
    since: null,
    recoveryCodesLeft: 0,
    isRequired: false,
  });
  const wrong = await client.post('/api/v1/me/second-factor', { password: 'wrong' });
  expect(wrong.body.errors[0]).toMatchObject({ field: 'password', code: 'wrong' });
  const begun = (await client.post('/api/v1/me/second-factor', { password: PASSWORD })).body;
  expect(begun.uri).toBe(
    `otpauth://totp/Tollbook:${person.number}?secret=${begun.secret.toUpperCase()}&issuer=Tollbook`,
  );
  expect((await state()).isOn).toBe(false);
  expect((await tryToSignIn(person.number)).status).toBe(200);
  const { secret } = (await client.post('/api/v1/me/second-factor', { password: PASSWORD })).body;
  const confirm = (code: string) => client.post('/api/v1/me/second-factor/confirm', { code });
  expect((await confirm(codeOf(begun.secret))).body.errors[0]).toMatchObject({
    field: 'code',
    code: 'wrong',
  });
  const { recoveryCodes } = (await confirm(codeOf(secret))).body;
  expect(recoveryCodes).toHaveLength(10);
  expect(recoveryCodes[0]).toMatch(/^[a-z2-7]{4}(-[a-z2-7]{4}){3}$/);
  expect(await state()).toMatchObject({ isOn: true, recoveryCodesLeft: 10 });
  expect([await me(client), await me(other)]).toEqual([200, 401]);
  expect((await confirm(codeOf(secret))).body.code).toBe('second_factor_is_on');
  expect(await lastEvent(person.id)).toMatchObject({ action: 'second_factor.on', changes: [] });
  const { rows } = await server.database.pool.query(
    'select sealed_secret from second_factors where confirmed_at is not null',
  );
  expect(rows.some(({ sealed_secret: sealed }) => sealed.includes(secret))).toBe(false);
});

test('sign-in asks for the code after the password; a code is right once, in its half minute and beside it', async () => {
  const person = await createCustomer();
  const { secret } = await turnOn(await person.signIn());
  expect((await tryToSignIn(person.number)).body.code).toBe('second_factor_required');
  expect((await tryToSignIn(person.number, codeOf(secret), 'wrong')).body.code).toBe('sign_in_failed');
  expect((await tryToSignIn(person.number, '000000')).body.code).toBe('second_factor_wrong');
  expect((await tryToSignIn(person.number, codeOf(secret, 2))).body.code).toBe('second_factor_wrong');
  const used = codeOf(secret);
  const signedIn = await tryToSignIn(person.number, `${used.slice(0, 3)} ${used.slice(3)}`);
  expect(signedIn.status).toBe(200);
  expect((await tryToSignIn(person.number, used)).body.code).toBe('second_factor_wrong');
  // Of two at the same moment one gets through.
  server.advance(30_000);
  const both = await Promise.all([1, 2].map(() => tryToSignIn(person.number, codeOf(secret))));
  expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 401]);
});

test('guessing of codes is slowed down, for the browser that signed in before on its own', async () => {
  const person = await createCustomer();
  const { secret } = await turnOn(await person.signIn());
  const first = await tryToSignIn(person.number, codeOf(secret));
  const device = String((first.headers['set-cookie'] as string[])[1]).split(';')[0]!;
  server.advance(30_000);
  for (let n = 0; n < 5; n++)
    expect((await tryToSignIn(person.number, '00000')).body.code).toBe('second_factor_wrong');
  expect((await tryToSignIn(person.number, codeOf(secret))).body.code).toBe('too_many_attempts');
  const known = await server
    .clientOf({ cookie: device })
    .post('/api/v1/sign-in', { identifier: person.number, password: PASSWORD, code: codeOf(secret) });
  expect(known.status).toBe(200);
});

test('a recovery code signs in once, which the timeline tells; new ones end those before', async () => {
  const person = await createCustomer();
  const { secret, recoveryCodes } = await turnOn(await person.signIn());
  const client = await server.signIn(person.number, PASSWORD, recoveryCodes[0]!.toUpperCase());
  expect((await tryToSignIn(person.number, recoveryCodes[0])).body.code).toBe('second_factor_wrong');
  expect(await lastEvent(person.id)).toMatchObject({
    action: 'second_factor.recovery_used',
    by: person.number,
  });
  expect((await client.get('/api/v1/me/second-factor')).body.recoveryCodesLeft).toBe(9);
  const renew = (proof: object) => client.post('/api/v1/me/second-factor/recovery-codes', proof);
  expect((await renew({ password: 'wrong', code: codeOf(secret) })).body.errors[0].field).toBe('password');
  expect((await renew({ password: PASSWORD, code: '123' })).body.errors[0].field).toBe('code');
  const renewed = (await renew({ password: PASSWORD, code: codeOf(secret) })).body.recoveryCodes;
  expect(renewed).toHaveLength(10);
  expect((await tryToSignIn(person.number, recoveryCodes[1])).body.code).toBe('second_factor_wrong');
  expect((await tryToSignIn(person.number, renewed[1])).status).toBe(200);
});

test('turning off needs password and code; a new password leaves the second factor as it is', async () => {
  const person = await createCustomer();
  const client = await person.signIn();
  const turnOff = (proof: object) => client.post('/api/v1/me/second-factor/turn-off', proof);
  expect((await turnOff({ password: PASSWORD, code: '1' })).body.code).toBe('second_factor_is_off');
  const { secret, recoveryCodes } = await turnOn(client);
  await owner.patch(`/api/v1/accounts/${person.id}`, { panelAccess: { password: 'set by the staff' } });
  expect((await tryToSignIn(person.number, undefined, 'set by the staff')).body.code).toBe(
    'second_factor_required',
  );
  const again = await server.signIn(person.number, 'set by the staff', codeOf(secret));
  await again.post('/api/v1/me/password', { currentPassword: 'set by the staff', newPassword: PASSWORD });
  const off = (proof: object) => again.post('/api/v1/me/second-factor/turn-off', proof);
  expect((await off({ password: PASSWORD, code: codeOf(secret) })).body.errors[0].field).toBe('code');
  expect((await off({ password: PASSWORD, code: recoveryCodes[0] })).status).toBe(200);
  expect((await tryToSignIn(person.number)).status).toBe(200);
});

test('whoever is above takes the second factor away, tells the account, and ends its sessions', async () => {
  const person = await createCustomer();
  const client = await person.signIn();
  const url = `/api/v1/accounts/${person.id}`;
  expect((await owner.delete(`${url}/second-factor`)).body.code).toBe('second_factor_is_off');
  await turnOn(client);
  expect((await owner.get(`${url}/sign-in`)).body).toMatchObject({ hasSecondFactor: true, sessions: 1 });
  expect((await owner.delete(`${url}/second-factor`)).status).toBe(200);
  expect(await me(client)).toBe(401);
  expect((await tryToSignIn(person.number)).status).toBe(200);
  expect(await lastEvent(person.id)).toMatchObject({ action: 'second_factor.reset' });
  const mails = (await owner.get(`${url}/mails`)).body.items;
  expect(mails.slice(0, 2).map(({ kind }: Json) => kind)).toEqual(['second_factor_off', 'second_factor_on']);
});

test('staff who must have a second factor do nothing before they do, and everybody else goes on', async () => {
  const { number } = (await owner.post('/api/v1/accounts', admin())).body.account;
  const boss = await server.signIn(number, PASSWORD);
  const { key } = (await boss.post('/api/v1/api-keys', { name: 'k' })).body;
  const person = await createCustomer();
  const customerClient = await person.signIn();
  const require = (value: boolean) =>
    owner.patch('/api/v1/settings', { settings: { 'sign_in.second_factor_required_for_staff': value } });
  const { secret } = await turnOn(owner);
  expect((await require(true)).status).toBe(200);
  const accounts = async (client: typeof owner) => (await client.get('/api/v1/accounts')).body.code ?? 'ok';
  expect([await accounts(owner), await accounts(boss), await accounts(customerClient)]).toEqual([
    'ok',
    'second_factor_enrolment_required',
    'ok',
  ]);
  // A program has no app; its key is something that only somebody who was signed in could make.
  expect(await accounts(server.clientOf({ authorization: `Bearer ${key}` }))).toBe('ok');
  expect((await boss.post('/api/v1/api-keys', { name: 'k' })).body.code).toBe(
    'second_factor_enrolment_required',
  );
  const signedIn = await tryToSignIn(number);
  expect(signedIn.body.actor).toMatchObject({ mustEnrolSecondFactor: true });
  expect((await boss.get('/api/v1/me/second-factor')).body).toMatchObject({ isRequired: true });
  await turnOn(boss);
  expect(await accounts(boss)).toBe('ok');
  expect((await boss.get('/api/v1/me')).body.actor.mustEnrolSecondFactor).toBe(false);
  await require(false);
  await owner.post('/api/v1/me/second-factor/turn-off', { password: PASSWORD, code: codeOf(secret) });
});

test('whoever has the machine draws a one-time password for the operator, and its second factor goes only when asked', async () => {
  const { number } = server.operator;
  const masterKey = Buffer.alloc(32, 7);
  const context = {
    pool: server.database.pool,
    now: server.now,
    masterKey,
    sipDomain: 'sip.example.com',
    publicUrl: PUBLIC_URL,
  };
  const begun = (await owner.post('/api/v1/me/second-factor', { password: PASSWORD })).body;
  const code = appCode(begun.secret, server.now());
  expect((await owner.post('/api/v1/me/second-factor/confirm', { code })).status).toBe(200);
  const draw = (withoutSecondFactor: boolean) => renewOperatorPassword(context, { withoutSecondFactor });
  const tried = async (drawn: Awaited<ReturnType<typeof draw>>) =>
    (await server.anonymous.post('/api/v1/sign-in', { identifier: number, password: drawn!.password })).body;

  const first = await draw(false);
  expect((await owner.get('/api/v1/me')).status).toBe(401);
  expect((await tried(first)).code).toBe('second_factor_required');
  const second = await draw(true);
  expect((await tried(first)).code).toBe('sign_in_failed');
  expect((await tried(second)).actor).toMatchObject({ number, mustChangePassword: true });
  const { rows } = await server.database.pool.query(
    `select action from audit_events e join accounts a on a.id = e.account_id
     where a.number = $1 and e.actor_id is null and e.via = 'system' order by e.id`,
    [number],
  );
  expect(rows).toEqual(
    ['password.renewed', 'password.renewed', 'second_factor.reset'].map((action) => ({ action })),
  );
});
