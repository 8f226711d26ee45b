/** Opening an account oneself: nothing before the address is confirmed, nothing told about addresses, and it works. */
import { expect, test } from 'vitest';
import { verifyBooks } from '../../src/operations/ledger/verify-books.ts';
import { tidyJobs } from '../../src/operations/jobs/tidy-jobs.ts';
import { createServer, customer, PASSWORD, PUBLIC_URL, reseller, type Client, type Json } from './support.ts';

const DAY_MS = 24 * 3600 * 1000;
const server = await createServer();
const { anonymous, database } = server;
// Keys, because days pass here, and a session would end.
const owner = await keyOf(server.owner);
const shop = (await owner.post('/api/v1/accounts', reseller({ profile: { company: 'Nord GmbH' } }))).body
  .account;
const seller = await keyOf(await server.signIn(shop.number, PASSWORD));

async function keyOf(client: Client): Promise<Client> {
  const { key } = (await client.post('/api/v1/api-keys', { name: 'test' })).body;
  return server.clientOf({ authorization: `Bearer ${key}` });
}

/** A rate group that new accounts of this owner get. */
async function withRateGroup(client: Client, name: string): Promise<string> {
  const { id } = (await client.post('/api/v1/rate-groups', { name, currency: 'EUR' })).body;
  await client.patch('/api/v1/settings', { settings: { 'defaults.rate_group_id': id } });
  return id;
}
const page = (client: Client, body: object) =>
  client.put('/api/v1/settings/sign-up', { isOpen: true, termsUrl: '', ...body });

let people = 0;
const person = (over: object = {}) => ({
  firstName: 'Rosalind',
  lastName: 'Franklin',
  country: 'GB',
  timezone: 'Europe/London',
  email: `new${++people}@example.com`,
  password: PASSWORD,
  ...over,
});

/** Each from a line of its own: they are slowed down by it. */
let lines = 0;
function ask(body: object, over: Readonly<{ address?: string; host?: string }> = {}) {
  lines += 1;
  return anonymous.send({
    method: 'POST',
    url: '/api/v1/sign-up',
    payload: body,
    remoteAddress: over.address ?? `10.0.${Math.floor(lines / 250)}.${lines % 250}`,
    ...(over.host === undefined ? {} : { headers: { host: over.host } }),
  });
}

/** The newest mail of an account, with its content. */
async function mailOf(client: Client, accountId: string): Promise<Json> {
  const [{ id }] = (await client.get(`/api/v1/accounts/${accountId}/mails`)).body.items;
  return (await client.get(`/api/v1/accounts/${accountId}/mails/${id}`)).body;
}

async function tokenFor(email: string): Promise<string> {
  const mail = await mailOf(seller, shop.id);
  expect(mail.to).toEqual([email]);
  return /\/sign-up\/confirm#([\w-]{43})$/m.exec(mail.text)![1]!;
}

const confirm = (token: string, password = PASSWORD) =>
  anonymous.post(`/api/v1/sign-up/${token}`, { password });

const rateGroup = await (async () => {
  // Off until it is opened, and not opened while accounts could not call.
  expect((await seller.get('/api/v1/settings/sign-up')).body).toEqual({
    isOpen: false,
    termsUrl: '',
    url: null,
    hasMailServer: false,
    isAllowed: true,
    ownerId: shop.id,
  });
  const early = await page(seller, {});
  expect(early.body.errors[0]).toMatchObject({ field: 'isOpen', code: 'no_rate_group' });
  // What the reseller pays itself.
  const billing = { rateGroupId: await withRateGroup(owner, 'Wholesale') };
  expect((await owner.patch(`/api/v1/accounts/${shop.id}`, { billing })).status).toBe(200);
  return withRateGroup(seller, 'Retail');
})();
const opened = (await page(seller, {})).body;
const slug = new URL(opened.url).searchParams.get('page')!;

test('somebody opens an account: nothing before the link and the password, then it works and is signed in', async () => {
  expect(opened.url).toBe(`${PUBLIC_URL}/sign-up?page=${slug}`);
  expect(slug).toMatch(/^[a-z2-9]{12}$/);
  await seller.put('/api/v1/settings/brand', {
    productName: 'Nordtel',
    buttonColour: '#8a1538',
    barColour: null,
  });
  const seen = await anonymous.get(`/api/v1/sign-up?page=${slug}`);
  expect(seen.body).toMatchObject({
    provider: 'Nordtel',
    brand: { productName: 'Nordtel', buttonColour: '#8a1538' },
    country: 'DE',
    sendsMail: false,
    passwordLengthMin: 10,
  });
  expect(JSON.stringify(seen.body)).not.toContain(shop.id);

  const form = person({ page: slug, language: 'de', phone: '+442079460000', company: "O'Neil & Söhne <b>" });
  const asked = await ask(form);
  expect([asked.status, asked.body]).toEqual([202, { ok: true }]);
  expect((await seller.get('/api/v1/accounts?q=Franklin')).body.items).toEqual([]);
  const mail = await mailOf(seller, shop.id);
  expect(mail).toMatchObject({ kind: 'sign_up', to: [form.email], language: 'de', status: 'kept' });
  expect(mail.text).toContain('Sie möchten ein Konto bei Nordtel.');
  const token = await tokenFor(form.email);
  expect((await anonymous.get(`/api/v1/sign-up/${token}`)).body).toMatchObject({
    email: form.email,
    provider: 'Nordtel',
  });

  const wrong = await confirm(token, 'not what was typed');
  expect(wrong.body.errors[0]).toMatchObject({ field: 'password', code: 'wrong_password' });
  const done = await confirm(token);
  expect([done.status, done.body.actor.kind]).toEqual([200, 'customer']);
  const cookie = String(done.headers['set-cookie']).split(';')[0]!;
  const holder = server.clientOf({ cookie, origin: PUBLIC_URL });
  const account = (await holder.get(`/api/v1/accounts/${done.body.actor.id}`)).body;
  expect(account).toMatchObject({
    kind: 'customer',
    profile: { firstName: 'Rosalind', company: "O'Neil & Söhne <b>", phone: '+442079460000', language: 'de' },
  });
  const whole = (await seller.get(`/api/v1/accounts/${account.id}`)).body;
  expect(whole.billing).toMatchObject({ accountType: 'prepaid', rateGroupId: rateGroup });
  expect((await holder.get(`/api/v1/accounts/${account.id}/devices`)).body.items).toHaveLength(1);
  const [event] = (await seller.get(`/api/v1/accounts/${account.id}/timeline`)).body.items;
  expect(event).toMatchObject({ action: 'account.signed_up' });
  // Prepaid and empty: with a switch, money is all that is missing for a call.
  await owner.post('/api/v1/switches', { name: 'SIP', kind: 'other' });
  const calling = (await holder.get(`/api/v1/accounts/${account.id}/calling`)).body;
  expect(calling).toEqual({ mayCall: false, reason: 'insufficient_funds', short: null });
  await server.signIn(form.email, PASSWORD);
  expect((await confirm(token)).body.code).toBe('sign_up_link_not_valid');
});

test('an address with an account gets the same answer, and a mail that says so instead of a link', async () => {
  const { account } = (await owner.post('/api/v1/accounts', customer())).body;
  const email = account.panelAccess.email.toUpperCase();
  const known = await ask(person({ page: slug, email }));
  const unknown = await ask(person({ page: slug }));
  expect([known.status, known.body]).toEqual([unknown.status, unknown.body]);
  const mail = await mailOf(owner, account.id);
  expect(mail).toMatchObject({ kind: 'sign_up_known', to: [account.panelAccess.email] });
  expect(mail.subject).toContain(account.number);
  for (let n = 0; n < 6; n++) expect((await ask(person({ page: slug, email }))).status).toBe(202);
  const { items } = (await owner.get(`/api/v1/accounts/${account.id}/mails`)).body;
  expect(items.filter(({ kind }: Json) => kind === 'sign_up_known')).toHaveLength(5);
});

test('of two who typed the same address each needs its own password, and one account comes of it', async () => {
  const form = person({ page: slug });
  await ask({ ...form, password: 'typed by an attacker' });
  const ofAttacker = await tokenFor(form.email);
  await ask(form);
  const token = await tokenFor(form.email);
  // The holder of the mailbox opens whatever came first.
  expect((await confirm(ofAttacker)).body.errors[0].code).toBe('wrong_password');
  const answers = await Promise.all([confirm(token), confirm(token), confirm(token)]);
  expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 404, 404]);
  expect((await confirm(ofAttacker, 'typed by an attacker')).body.code).toBe('sign_up_link_not_valid');
});

test('an account that was made meanwhile keeps its address', async () => {
  const form = person({ page: slug });
  await ask(form);
  const token = await tokenFor(form.email);
  await seller.post('/api/v1/accounts', customer({ panelAccess: { email: form.email } }));
  expect((await confirm(token)).body.code).toBe('email_taken');
});

test('terms have to be accepted where there are some, and what was accepted stands in the timeline', async () => {
  for (const termsUrl of ['javascript:alert(1)', 'example.com', 'https://a b', 'https://x"><script>'])
    expect((await page(seller, { termsUrl })).body.errors?.[0].field, termsUrl).toBe('termsUrl');
  const termsUrl = 'https://nordtel.example/terms?v=1';
  expect((await page(seller, { termsUrl })).body).toEqual({ ...opened, termsUrl });
  const form = person({ page: slug });
  const refused = await ask(form);
  expect(refused.body.errors[0]).toMatchObject({ field: 'acceptsTerms', code: 'required' });
  expect((await ask({ ...form, acceptsTerms: true })).status).toBe(202);
  const { actor } = (await confirm(await tokenFor(form.email))).body;
  const [event] = (await seller.get(`/api/v1/accounts/${actor.id}/timeline`)).body.items;
  expect(event.changes).toEqual([{ field: 'signUp.termsUrl', before: null, after: termsUrl }]);
  await page(seller, {});
});

test.each([
  ['firstName', { firstName: '' }],
  ['firstName', { firstName: 'Win at https://x.example' }],
  ['company', { company: 'http://x.example' }],
  ['firstName', { firstName: 'a\r\nBcc: x@example.com' }],
  ['lastName', { lastName: 'x'.repeat(101) }],
  ['email', { email: 'no address' }],
  ['email', { email: `a@example.com\r\nBcc: x@example.com` }],
  ['phone', { phone: '12345' }],
  ['country', { country: 'XX' }],
  ['timezone', { timezone: 'Mars/Olympus' }],
  ['language', { language: 'xx' }],
  ['password', { password: 'password123' }],
  ['billing', { billing: { accountType: 'postpaid', creditLimit: '1000' } }],
  ['parentId', { parentId: 'x' }],
])('a mistake is told at %s', async (field, over) => {
  const { status, body } = await ask(person({ page: slug, ...over }));
  expect([status, body.errors[0].field]).toEqual([422, field]);
});

test('the password is not the address, and as long as the operator wants', async () => {
  const form = person({ page: slug });
  const own = await ask({ ...form, password: form.email });
  expect(own.body.errors[0]).toMatchObject({ field: 'password', code: 'weak_password' });
  await owner.patch('/api/v1/settings', { settings: { 'passwords.length_min': 40 } });
  expect((await ask(form)).body.errors[0].message).toBe('Use at least 40 characters.');
  await owner.patch('/api/v1/settings', { settings: { 'passwords.length_min': 10 } });
});

test('closed, suspended above, unknown and of another host are the same answer', async () => {
  const closed = (where: string, host?: string) =>
    anonymous.send({
      method: 'GET',
      url: `/api/v1/sign-up${where}`,
      ...(host === undefined ? {} : { headers: { host } }),
    });
  const codeOf = async (answer: ReturnType<typeof closed>) => (await answer).body.code ?? 'open';
  expect(await codeOf(closed(''))).toBe('sign_up_closed');
  expect(await codeOf(closed('?page=nobody'))).toBe('sign_up_closed');
  expect((await page(owner, {})).body.url).toBe(`${PUBLIC_URL}/sign-up`);
  expect(await codeOf(closed(''))).toBe('open');

  const host = 'portal.nordtel.example';
  await owner.put(`/api/v1/accounts/${shop.id}/brand-host`, { host });
  expect((await seller.get('/api/v1/settings/sign-up')).body.url).toBe(`http://${host}:8080/sign-up`);
  expect((await closed('', host)).body.provider).toBe('Nordtel');
  const other = (await owner.post('/api/v1/accounts', reseller())).body.account;
  await owner.put(`/api/v1/accounts/${other.id}/brand-host`, { host: 'other.example' });
  expect(await codeOf(closed(`?page=${slug}`, 'other.example'))).toBe('sign_up_closed');
  const ofHost = person();
  await ask(ofHost, { host });
  expect((await mailOf(seller, shop.id)).text).toContain(`http://${host}:8080/sign-up/confirm#`);

  const late = await tokenFor(ofHost.email);
  await owner.patch(`/api/v1/accounts/${shop.id}`, { status: 'suspended' });
  expect(await codeOf(closed('', host))).toBe('sign_up_closed');
  expect((await ask(person({ page: slug }))).body.code).toBe('sign_up_closed');
  expect((await confirm(late)).body.code).toBe('sign_up_closed');
  await owner.patch(`/api/v1/accounts/${shop.id}`, { status: 'active' });
  await page(seller, { isOpen: false });
  expect(await codeOf(closed('', host))).toBe('sign_up_closed');
  await page(seller, {});
  expect((await seller.get('/api/v1/settings/sign-up')).body.isOpen).toBe(true);
  expect((await confirm(late)).status).toBe(200);
});

test('the default template counts, but never credit, a parent or somebody’s data', async () => {
  const cheap = (await seller.post('/api/v1/rate-groups', { name: 'Cheap', currency: 'EUR' })).body.id;
  const values = {
    panelAccess: { createSipDevice: false },
    settings: { concurrentCalls: 3 },
    profile: { city: 'Bonn' },
    billing: { accountType: 'postpaid', creditLimit: '500', rateGroupId: cheap, reference: 'web' },
  };
  const template = { kind: 'customer', name: 'Web', isDefault: true, values };
  expect((await seller.post('/api/v1/account-templates', template)).status).toBe(201);
  const form = person({ page: slug });
  await ask(form);
  const { actor } = (await confirm(await tokenFor(form.email))).body;
  const account = (await seller.get(`/api/v1/accounts/${actor.id}`)).body;
  expect(account).toMatchObject({
    settings: { concurrentCalls: 3 },
    profile: { city: '', country: 'GB' },
    billing: { accountType: 'prepaid', rateGroupId: cheap, reference: 'web' },
    wallet: { creditLimit: '0.000000' },
  });
  expect((await seller.get(`/api/v1/accounts/${actor.id}/devices`)).body.items).toEqual([]);
});

test('a link that is too old says what to do, and what nobody confirmed is thrown away', async () => {
  const form = person({ page: slug });
  await ask(form);
  const token = await tokenFor(form.email);
  server.advance(DAY_MS);
  const late = await confirm(token);
  expect([late.status, late.body.code]).toEqual([404, 'sign_up_link_not_valid']);
  expect((await anonymous.get(`/api/v1/sign-up/${token}`)).body.code).toBe('sign_up_link_not_valid');
  await tidyJobs({ pool: database.pool, now: server.now });
  expect((await database.pool.query('select 1 from sign_ups')).rows).toEqual([]);
});

test('a line is slowed down, an address gets five links a day, and no token is kept in clear', async () => {
  const form = person({ page: slug });
  for (let n = 0; n < 7; n++) expect((await ask(form)).status).toBe(202);
  const { rows } = await database.pool.query<{ count: number }>(
    'select count(*)::int as count from sign_ups',
  );
  expect(rows[0]!.count).toBe(5);
  const token = await tokenFor(form.email);
  const { rows: kept } = await database.pool.query<{ text: string }>(
    'select (select json_agg(s)::text from sign_ups s) || (select json_agg(m)::text from mails m) as text',
  );
  expect(kept[0]!.text).toContain(form.email);
  expect(kept[0]!.text).not.toContain(token);
  expect(kept[0]!.text).not.toContain(PASSWORD);
  const codes: string[] = [];
  for (let n = 0; n < 11; n++)
    codes.push((await ask(person({ page: slug }), { address: '192.0.2.9' })).body.code ?? 'sent');
  expect(codes).toEqual([...Array(10).fill('sent'), 'too_many_attempts']);
});

test('the books are right after all of it', async () => {
  expect((await verifyBooks(database.reads, server.now())).violations).toEqual([]);
});
