/** Forgotten passwords: a link for the mailbox alone, that tells nothing about accounts and goes around no second factor. */
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { sendAskedResets } from '../../src/operations/accounts/send-asked-resets.ts';
import { admin, createServer, customer, PASSWORD, reseller, type Json } from '../http/support.ts';
import { appCode } from '../support/app-code.ts';
import { deliver, mailServer, mailsOf, startMailServer } from './support.ts';

const MINUTE_MS = 60_000;
const NEW_PASSWORD = 'chosen after forgetting';

const logged: string[] = [];
const log = new Writable({
  write: (chunk: Buffer, _encoding, done) => {
    logged.push(chunk.toString());
    done();
  },
});
const server = await createServer({ logger: pino({ level: 'trace' }, log) });
const { owner, anonymous } = server;
const context = {
  pool: server.database.pool,
  now: server.now,
  masterKey: Buffer.alloc(32, 7),
  sipDomain: 'sip.example.com',
  publicUrl: 'http://localhost:8080',
};

/** Each from a line of its own, but where a test is about that. */
let lines = 0;
const ask = (identifier: string, over: Readonly<{ from?: string; host?: string }> = {}) => {
  lines += 1;
  return anonymous.send({
    method: 'POST',
    url: '/api/v1/password-resets',
    payload: { identifier },
    remoteAddress: over.from ?? `10.1.${Math.floor(lines / 250)}.${lines % 250}`,
    ...(over.host !== undefined && { headers: { host: over.host } }),
  });
};

async function createAccount(body: object = customer()) {
  const { account } = (await owner.post('/api/v1/accounts', body)).body;
  return { id: account.id, number: account.number, email: account.panelAccess.email };
}

const beforeMail = { page: await anonymous.get('/api/v1/sign-in'), asked: await ask('4711') };

test('without a mail server nothing is promised, and the page says whom to ask', () => {
  expect(beforeMail.page.body).toEqual({
    provider: 'Operator',
    hasPasswordReset: false,
    hasSignUp: false,
  });
  expect(beforeMail.asked.body).toMatchObject({ code: 'mail_not_set_up', status: 409 });
  expect(beforeMail.asked.body.detail).toContain('Ask your provider');
});

const smtp = await startMailServer();
expect((await owner.put('/api/v1/settings/mail', mailServer(smtp.port))).status).toBe(200);

/** Everything that was asked for is looked at, and sent. */
async function work() {
  await sendAskedResets(context);
  await deliver(server);
}

function tokensTo(email: string): string[] {
  return smtp.received
    .filter(({ recipients }) => recipients[0] === email)
    .flatMap(({ mail: { text = '' } }) => /\/reset-password#([\w-]{43})$/m.exec(text)?.[1] ?? []);
}

async function linkFor(account: Readonly<{ number: string; email: string }>): Promise<string> {
  await ask(account.number);
  await work();
  return tokensTo(account.email).at(-1)!;
}

const choose = (token: string, password = NEW_PASSWORD) =>
  anonymous.post(`/api/v1/password-resets/${token}`, { password });
const codeOf = async (answer: Promise<Json>) => (await answer).body.code;

test('a link in the mailbox sets a new password, once, ends all sessions, and is told and noted', async () => {
  const person = await createAccount();
  const session = await server.signIn(person.number, PASSWORD);
  const asked = await ask(person.email.toUpperCase());
  expect([asked.status, asked.body]).toEqual([202, { ok: true }]);
  await work();
  // Mails go out side by side: the one of the welcome may arrive later.
  const subjects = smtp.received
    .filter(({ recipients }) => recipients[0] === person.email)
    .map(({ mail }) => mail.subject);
  expect(subjects).toContain(`Choose a new password for your account ${person.number}`);
  const [token] = tokensTo(person.email) as [string];
  expect((await anonymous.get(`/api/v1/password-resets/${token}`)).body).toEqual({
    number: person.number,
    email: person.email,
    expiresAt: new Date(server.now().getTime() + 60 * MINUTE_MS).toISOString(),
    passwordLengthMin: 10,
  });
  // A link of one kind is none of the other.
  expect(await codeOf(anonymous.get(`/api/v1/invites/${token}`))).toBe('invite_not_valid');
  const weak = await choose(token, 'password123');
  expect(weak.body.errors[0]).toMatchObject({ field: 'password', code: 'weak_password' });
  const chosen = await choose(token);
  expect(chosen.body).toEqual({ ok: true });
  expect(chosen.headers['set-cookie']).toBeUndefined();
  expect((await session.get('/api/v1/me')).status).toBe(401);
  expect(await server.signIn(person.number, NEW_PASSWORD)).toBeDefined();
  expect(await codeOf(choose(token, 'yet another password'))).toBe('password_reset_not_valid');
  expect((await mailsOf(owner, person.id)).map(({ kind }: Json) => kind)).toEqual([
    'password_changed',
    'password_reset',
    'welcome',
  ]);
  const { items } = (await owner.get(`/api/v1/accounts/${person.id}/timeline`)).body;
  expect(items.slice(0, 2)).toMatchObject([
    { action: 'password_reset.used', by: null },
    { action: 'password_reset.asked', by: null },
  ]);
});

test('the answer is the same for accounts, for closed ones, for those without an address, and for none', async () => {
  const known = await createAccount();
  const closed = await createAccount();
  await owner.patch(`/api/v1/accounts/${closed.id}`, { status: 'closed' });
  const before = smtp.received.length;
  const asked = [known.number, closed.number, server.operator.number, 'nobody@example.com', "' or 1=1 --"];
  for (const identifier of asked) {
    const { status, body } = await ask(identifier);
    expect({ status, body }).toEqual({ status: 202, body: { ok: true } });
  }
  // Nothing was looked up yet: neither the answer nor its time can tell.
  const { rows } = await server.database.pool.query(
    'select identifier from password_reset_requests order by id',
  );
  expect(rows.map(({ identifier }) => identifier)).toEqual(asked);
  expect(smtp.received).toHaveLength(before);
  await work();
  const links = smtp.received.slice(before).filter(({ mail }) => mail.subject?.includes('new password'));
  expect(links.map(({ recipients }) => recipients)).toEqual([[known.email]]);
  expect((await server.database.pool.query('select 1 from password_reset_requests')).rows).toEqual([]);
});

test('a newer link ends the one before; an hour, a new password, another address and closing end it too', async () => {
  const ends: Readonly<Record<string, (id: string) => Promise<unknown>>> = {
    hour: async () => server.advance(60 * MINUTE_MS),
    password: (id) =>
      owner.patch(`/api/v1/accounts/${id}`, { panelAccess: { password: 'set by the staff' } }),
    address: (id) =>
      owner.patch(`/api/v1/accounts/${id}`, { panelAccess: { email: `new${id}@example.com` } }),
    closing: (id) => owner.patch(`/api/v1/accounts/${id}`, { status: 'closed' }),
  };
  for (const [why, end] of Object.entries(ends)) {
    const person = await createAccount();
    const first = await linkFor(person);
    const second = await linkFor(person);
    expect(await codeOf(choose(first)), why).toBe('password_reset_not_valid');
    expect((await anonymous.get(`/api/v1/password-resets/${second}`)).status, why).toBe(200);
    await end(person.id);
    expect(await codeOf(choose(second)), why).toBe('password_reset_not_valid');
  }
  // It ends an invitation too, and nobody's request ends one.
  const person = await createAccount();
  const invited = await owner.post(`/api/v1/accounts/${person.id}/invite`, undefined);
  expect(invited.status).toBe(201);
  await deliver(server);
  const texts = smtp.received.map(({ mail }) => mail.text ?? '');
  const invite = texts.map((text) => /invite#([\w-]{43})$/m.exec(text)?.[1]).findLast(Boolean)!;
  const token = await linkFor(person);
  expect((await anonymous.get(`/api/v1/invites/${invite}`)).status).toBe(200);
  expect((await choose(token)).status).toBe(200);
  expect(await codeOf(anonymous.get(`/api/v1/invites/${invite}`))).toBe('invite_not_valid');
});

test('twenty requests race for one link, and one of them gets it', async () => {
  const token = await linkFor(await createAccount());
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, n) => choose(token, `password number ${n}`)),
  );
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
});

test('the second factor is asked for as before', async () => {
  const person = await createAccount();
  const client = await server.signIn(person.number, PASSWORD);
  const { secret } = (await client.post('/api/v1/me/second-factor', { password: PASSWORD })).body;
  await client.post('/api/v1/me/second-factor/confirm', { code: appCode(secret, server.now()) });
  server.advance(30_000);
  expect((await choose(await linkFor(person))).status).toBe(200);
  const signIn = (code?: string) =>
    anonymous.post('/api/v1/sign-in', { identifier: person.number, password: NEW_PASSWORD, code });
  expect(await codeOf(signIn())).toBe('second_factor_required');
  expect((await signIn(appCode(secret, server.now()))).status).toBe(200);
});

test('who asks again and again waits; the owner has a link that works at any time', async () => {
  for (let n = 0; n < 10; n++) expect((await ask('4711', { from: '192.0.2.50' })).status).toBe(202);
  const slowed = await ask('4711', { from: '192.0.2.50' });
  expect(slowed.body.code).toBe('too_many_attempts');
  expect(Number(slowed.headers['retry-after'])).toBeGreaterThan(0);
  // Strangers on many lines ask for one account each five minutes, for three hours.
  const person = await createAccount();
  for (let n = 0; n < 36; n++) {
    await ask(person.number);
    await work();
    const newest = tokensTo(person.email).at(-1)!;
    expect((await anonymous.get(`/api/v1/password-resets/${newest}`)).status, `after ${n * 5} minutes`).toBe(
      200,
    );
    server.advance(5 * MINUTE_MS);
  }
  expect(tokensTo(person.email).length).toBeLessThan(10);
});

test('the link is for the mailbox alone: no colleague reads it, no log and no table holds it', async () => {
  await server.signIn(server.operator.number, PASSWORD).then(async (client) => {
    const me = (await client.get('/api/v1/me')).body.actor;
    await client.patch(`/api/v1/accounts/${me.id}`, { panelAccess: { email: 'operator@example.com' } });
    const { body } = await client.post('/api/v1/accounts', admin());
    const colleague = await server.signIn(body.account.number, PASSWORD);
    await ask('operator@example.com');
    await sendAskedResets(context);
    const [mail] = await mailsOf(colleague, me.id);
    expect(mail).toMatchObject({ kind: 'password_reset', status: 'queued' });
    const read = (await colleague.get(`/api/v1/accounts/${me.id}/mails/${mail.id}`)).body;
    expect(read.text).toContain('(the link is not shown here)');
    await deliver(server);
  });
  const [token] = tokensTo('operator@example.com') as [string];
  await anonymous.get(`/api/v1/password-resets/${token}`);
  const { rows } = await server.database.reads.query<{ text: string }>(
    'select (select json_agg(m)::text from mails m) || (select json_agg(i)::text from account_invites i) as text',
  );
  expect(rows[0]!.text).not.toContain(token);
  expect(rows[0]!.text).not.toContain(Buffer.from(token).toString('hex'));
  expect(logged.join('')).toContain('/api/v1/password-resets/…');
  expect(logged.join('')).not.toContain(token);
});

test('at a reseller’s host name the page and the mail are the reseller’s, for its own tree', async () => {
  const staff = await server.signIn(server.operator.number, PASSWORD);
  const { account: shop } = (await staff.post('/api/v1/accounts', reseller())).body;
  const host = 'portal.nord.example';
  await staff.put(`/api/v1/accounts/${shop.id}/brand-host`, { host });
  const seller = await server.signIn(shop.number, PASSWORD);
  await seller.put('/api/v1/settings/brand', { productName: 'Nordtel', buttonColour: null, barColour: null });
  const page = async () =>
    (await anonymous.send({ method: 'GET', url: '/api/v1/sign-in', headers: { host } })).body;
  expect(await page()).toEqual({ provider: 'Nordtel', hasPasswordReset: true, hasSignUp: false });
  const { account } = (await seller.post('/api/v1/accounts', customer())).body;
  const { account: stranger } = (await staff.post('/api/v1/accounts', customer())).body;
  await ask(stranger.number, { host });
  await ask(account.number, { host });
  await work();
  expect(tokensTo(stranger.panelAccess.email)).toEqual([]);
  const { mail } = smtp.received.findLast((sent) => sent.mail.text?.includes('/reset-password#'))!;
  expect(mail.from?.text).toContain('Nordtel');
  expect(mail.text).toContain(`http://${host}:8080/reset-password#`);
});

test('resellers have a sign-up page while the operator lets them; their sign-in page leads to it', async () => {
  const staff = await server.signIn(server.operator.number, PASSWORD);
  const { account: shop } = (await staff.post('/api/v1/accounts', reseller())).body;
  const host = 'portal.sued.example';
  await staff.put(`/api/v1/accounts/${shop.id}/brand-host`, { host });
  const seller = await server.signIn(shop.number, PASSWORD);
  const { id } = (await seller.post('/api/v1/rate-groups', { name: 'Retail', currency: 'EUR' })).body;
  await seller.patch('/api/v1/settings', { settings: { 'defaults.rate_group_id': id } });
  const opened = await seller.put('/api/v1/settings/sign-up', { isOpen: true, termsUrl: '' });
  expect(opened.body, JSON.stringify(opened.body)).toMatchObject({ isOpen: true, isAllowed: true });
  const seen = async () => {
    const at = (url: string) => anonymous.send({ method: 'GET', url, headers: { host } });
    const { hasSignUp } = (await at('/api/v1/sign-in')).body;
    return { hasSignUp, page: (await at('/api/v1/sign-up')).status };
  };
  expect(await seen()).toEqual({ hasSignUp: true, page: 200 });
  await staff.patch('/api/v1/settings', { settings: { 'sign_up.allowed_for_resellers': false } });
  expect(await seen()).toEqual({ hasSignUp: false, page: 404 });
  expect((await seller.get('/api/v1/settings/sign-up')).body).toMatchObject({
    isOpen: true,
    isAllowed: false,
  });
  const refused = await seller.put('/api/v1/settings/sign-up', { isOpen: true, termsUrl: '' });
  expect(refused.body.errors[0]).toMatchObject({ field: 'isOpen', code: 'not_allowed' });
  expect((await seller.put('/api/v1/settings/sign-up', { isOpen: false, termsUrl: '' })).status).toBe(200);
});
