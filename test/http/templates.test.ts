/** Templates, drafts and a reseller's own settings: what a new account is proposed, and by whom. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { tidyJobs } from '../../src/operations/jobs/tidy-jobs.ts';
import { importSheet, runAll } from './many-support.ts';
import { createServer, customer, key, PASSWORD, reseller, type Client, type Json } from './support.ts';

const server = await createServer();
const { owner } = server;
const TEMPLATES = '/api/v1/account-templates';
const DRAFTS = '/api/v1/account-drafts';
const DAY_MS = 86_400_000;

async function makeReseller(client: Client, over: object = {}) {
  const { body } = await client.post('/api/v1/accounts', reseller(over), key());
  return { account: body.account, client: await server.signIn(body.account.number, PASSWORD) };
}

const group = async (client: Client, name: string) =>
  (await client.post('/api/v1/rate-groups', { name, currency: 'EUR' })).body.id as string;

const retail = await group(owner, 'Retail');
const north = await makeReseller(owner);
const south = await makeReseller(owner);
const below = await makeReseller(north.client);

const values = {
  panelAccess: { createSipDevice: false, inviteByEmail: true },
  settings: { concurrentCalls: 7, cps: 'unlimited', allowLocalCalls: false, localCallRate: '0.020000000' },
  profile: { country: 'CH', timezone: 'Europe/Zurich', currency: 'CHF', city: 'Bern', language: 'de' },
  billing: {
    accountType: 'postpaid',
    creditLimit: '40',
    rateGroupId: retail,
    schedule: 'weekly',
    billingDay: 3,
  },
};

test('a template is made, listed by kind, changed as a whole and deleted', async () => {
  const made = await owner.post(TEMPLATES, { kind: 'customer', name: 'Office', values }, key());
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  expect(made.body).toMatchObject({ kind: 'customer', name: 'Office', isDefault: false, values });
  const { id } = made.body;
  expect((await owner.get(`${TEMPLATES}?kind=customer`)).body.items.map((one: Json) => one.id)).toContain(id);
  expect((await owner.get(`${TEMPLATES}?kind=reseller`)).body.items).toEqual([]);
  const changed = {
    kind: 'customer',
    name: 'Offices',
    isDefault: true,
    values: { profile: { city: 'Chur' } },
  };
  expect((await owner.put(`${TEMPLATES}/${id}`, changed)).body).toMatchObject(changed);
  const other = await owner.put(`${TEMPLATES}/${id}`, { kind: 'reseller', name: 'Offices', values: {} });
  expect(other.body.errors[0]).toMatchObject({ field: 'kind', code: 'is_fixed' });
  expect((await owner.delete(`${TEMPLATES}/${id}`)).status).toBe(200);
  expect((await owner.delete(`${TEMPLATES}/${id}`)).body.code).toBe('not_found');
});

test('one template of a kind is the default, and a name is there once for each kind', async () => {
  const make = (name: string, kind: string, isDefault: boolean) =>
    north.client.post(TEMPLATES, { kind, name, isDefault, values: {} }, key());
  await make('A', 'customer', true);
  await make('B', 'customer', true);
  await make('A', 'reseller', true);
  const again = await make('A', 'customer', false);
  expect([again.status, again.body.code]).toEqual([409, 'name_taken']);
  expect(again.body.errors[0].field).toBe('name');
  const { items } = (await north.client.get(TEMPLATES)).body;
  expect(items.map((one: Json) => [one.kind, one.name, one.isDefault])).toEqual([
    ['customer', 'A', false],
    ['customer', 'B', true],
    ['reseller', 'A', true],
  ]);
  expect((await south.client.get(TEMPLATES)).body.items).toEqual([]);
});

test('of templates that become the default at once, one is it, and a repeated request makes one', async () => {
  const make = (name: string, headers = key()) =>
    below.client.post(TEMPLATES, { kind: 'customer', name, isDefault: true, values: {} }, headers);
  const answers = await Promise.all(['A', 'B', 'C', 'D', 'E'].map((name) => make(name)));
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201]);
  const once = key();
  const [first, second] = [await make('F', once), await make('F', once)];
  expect(second.body.id).toBe(first.body.id);
  const { items } = (await below.client.get(TEMPLATES)).body;
  expect(items).toHaveLength(6);
  expect(items.filter((one: Json) => one.isDefault).map((one: Json) => one.name)).toEqual(['F']);
});

test.each([
  ['a secret', { panelAccess: { password: 'nine small green boats' } }, 'values.panelAccess.password'],
  ['a name', { profile: { firstName: 'Ada' } }, 'values.profile.firstName'],
  ['a number', { panelAccess: { number: '1234567' } }, 'values.panelAccess.number'],
  ['a limit that is none', { settings: { cps: 0 } }, 'values.settings.cps'],
  ['a foreign price list', { billing: { rateGroupId: retail } }, 'values.billing.rateGroupId'],
  ['a foreign reseller', { panelAccess: { parentId: south.account.id } }, 'values.panelAccess.parentId'],
  ['credit without postpaid', { billing: { creditLimit: '5' } }, 'values.billing.creditLimit'],
])('a reseller’s template with %s is refused at its field', async (_what, given, field) => {
  const answer = await north.client.post(TEMPLATES, { kind: 'customer', name: 'X', values: given }, key());
  expect(answer.status).toBe(422);
  expect(answer.body.errors.map((error: Json) => error.field)).toContain(field);
});

test('a reseller has no templates for staff', async () => {
  const answer = await north.client.post(TEMPLATES, { kind: 'admin', name: 'X', values: {} }, key());
  expect(answer.body.code).toBe('not_permitted');
});

test('cards and sheets take from a template what they leave out, also when it is deleted meanwhile', async () => {
  const { id } = (await owner.post(TEMPLATES, { kind: 'customer', name: 'Cards', values }, key())).body;
  const started = await owner.post(
    '/api/v1/accounts/create-many',
    { count: 1, templateId: id, template: { profile: { firstName: 'Card', city: 'Basel' } } },
    key(),
  );
  expect(started.status, JSON.stringify(started.body)).toBe(202);
  const job = await importSheet(server, owner, 'first name,city,e-mail\nSheet,,sheet@example.com\n', {
    templateId: id,
  });
  expect(job.result).toMatchObject({ created: 1 });
  expect((await owner.delete(`${TEMPLATES}/${id}`)).status).toBe(200);
  await runAll(server);
  for (const [name, city] of [
    ['Card', 'Basel'],
    ['Sheet', 'Bern'],
  ] as const) {
    const [found] = (await owner.get(`/api/v1/accounts?q=${name}`)).body.items;
    const account = (await owner.get(`/api/v1/accounts/${found.id}`)).body;
    expect(account).toMatchObject({
      settings: values.settings,
      profile: { ...values.profile, city },
      billing: { ...values.billing, creditLimit: '40.000000' },
    });
    expect((await owner.get(`/api/v1/accounts/${found.id}/devices`)).body.items).toEqual([]);
  }
  const gone = { count: 1, templateId: id, template: { profile: { firstName: 'Card' } } };
  const refused = await owner.post('/api/v1/accounts/create-many', gone, key());
  expect(refused.body.errors[0]).toMatchObject({ field: 'templateId', code: 'not_found' });
});

test('a reseller has settings of its own, sees whose the others are, and goes back to them', async () => {
  await owner.patch('/api/v1/settings', {
    settings: { 'defaults.currency': 'USD', 'defaults.rate_group_id': retail },
  });
  const read = async (client: Client) => (await client.get('/api/v1/settings')).body.settings;
  const others = Object.keys(await read(north.client)).filter((name) => !/^(guards|billing)\./.test(name));
  expect(others.sort()).toEqual([
    'calls.seconds_max',
    'calls.verified_caller_ids_only',
    'defaults.country',
    'defaults.create_sip_device',
    'defaults.currency',
    'defaults.rate_group_id',
    'defaults.timezone',
    'exchange.spread_percent',
    'payments.approval_above',
  ]);
  expect((await read(north.client))['defaults.currency']).toMatchObject({
    value: 'USD',
    isDefault: true,
    inherited: { value: 'USD', from: 'above' },
  });
  // The operator's price list is none that this reseller could sell by.
  expect((await read(north.client))['defaults.rate_group_id']).toMatchObject({
    value: null,
    inherited: { value: null, from: 'built_in' },
  });
  const own = await group(north.client, 'Of the north');
  const settings = {
    'defaults.currency': 'EUR',
    'defaults.rate_group_id': own,
    'defaults.create_sip_device': false,
  };
  expect((await north.client.patch('/api/v1/settings', { settings })).status).toBe(200);
  expect((await read(below.client))['defaults.currency']).toMatchObject({
    value: 'EUR',
    inherited: { value: 'EUR', from: 'above' },
  });
  expect((await read(owner))['defaults.currency'].value).toBe('USD');
  expect((await read(south.client))['defaults.currency'].value).toBe('USD');

  const proposed = async (client: Client, query = '') =>
    (await client.get(`/api/v1/accounts/defaults?kind=customer${query}`)).body.fields;
  expect((await proposed(north.client))['profile.currency']).toEqual({
    value: 'EUR',
    from: 'settings of the account above',
  });
  expect((await proposed(owner, `&parentId=${north.account.id}`))['billing.rateGroupId'].value).toBe(own);
  expect((await proposed(below.client))['billing.rateGroupId'].value).toBeNull();

  const made = await north.client.post('/api/v1/accounts', customer(), key());
  expect(made.body).not.toHaveProperty('sipDevice');
  const job = await importSheet(server, owner, `first name,reseller\nNora,${north.account.number}\n`, {});
  expect(job.result, JSON.stringify(job)).toMatchObject({ created: 1 });
  const [nora] = (await north.client.get('/api/v1/accounts?q=Nora')).body.items;
  expect(nora.currency).toBe('EUR');
  expect((await owner.get(`/api/v1/accounts/${nora.id}`)).body.billing.rateGroupId).toBe(own);
  expect((await owner.get(`/api/v1/accounts/${nora.id}/devices`)).body.items).toEqual([]);

  await north.client.patch('/api/v1/settings', { reset: ['defaults.currency'] });
  expect((await read(north.client))['defaults.currency']).toMatchObject({ value: 'USD', isDefault: true });
});

test('a reseller neither sees nor changes what is the operator’s, and chooses among its own price lists', async () => {
  const errorsOf = async (body: object) => (await north.client.patch('/api/v1/settings', body)).body.errors;
  for (const body of [
    { settings: { 'pin.length': 4 } },
    { reset: ['pin.length'] },
    { settings: { nonsense: 1 } },
  ])
    expect((await errorsOf(body))[0]).toMatchObject({
      code: 'invalid_setting',
      message: 'There is no such setting.',
    });
  expect((await errorsOf({ settings: { 'defaults.rate_group_id': retail } }))[0]).toMatchObject({
    field: 'settings.defaults.rate_group_id',
  });
});

test('a draft is seen by whoever typed it, written anew, bounded, and thrown away after 30 days', async () => {
  const id = randomUUID();
  const form = { panelAccess: { email: 'half@' }, profile: { firstName: ' Ada \ud800', city: '' } };
  expect((await north.client.put(`${DRAFTS}/${id}`, { kind: 'customer', form })).status).toBe(200);
  const items = async (client: Client) => (await client.get(DRAFTS)).body.items;
  expect(await items(north.client)).toMatchObject([{ id, kind: 'customer', form }]);
  expect(await items(owner)).toEqual([]);
  // The same id of somebody else is another draft.
  await owner.put(`${DRAFTS}/${id}`, { kind: 'admin', form: {} });
  expect(await items(north.client)).toMatchObject([{ kind: 'customer', form }]);
  await owner.delete(`${DRAFTS}/${id}`);
  expect(await items(north.client)).toHaveLength(1);
  // The same form in another tab is the same draft.
  const again = randomUUID();
  await north.client.put(`${DRAFTS}/${again}`, { kind: 'customer', form });
  expect(await items(north.client)).toMatchObject([{ id: again, kind: 'customer', form }]);
  for (let count = 0; count < 11; count++) {
    server.advance(1000);
    await north.client.put(`${DRAFTS}/${randomUUID()}`, {
      kind: 'customer',
      form: { profile: { city: `${count}` } },
    });
  }
  const kept = await items(north.client);
  expect(kept).toHaveLength(10);
  expect(kept.map((draft: Json) => draft.id)).not.toContain(again);
  server.advance(30 * DAY_MS);
  const later = await server.signIn(north.account.number, PASSWORD);
  expect(await items(later)).toEqual([]);
  await tidyJobs({ pool: server.database.pool, now: server.now });
  const { rows } = await server.database.pool.query('select 1 from account_drafts');
  expect(rows).toEqual([]);
});

test.each([
  ['password', { panelAccess: { password: 'x' } }],
  ['pin', { panelAccess: { pin: '1234' } }],
  ['number', { panelAccess: { number: '1234567' } }],
])('a draft with a %s is refused', async (field, form) => {
  const client = await server.signIn(north.account.number, PASSWORD);
  const { status, body } = await client.put(`${DRAFTS}/${randomUUID()}`, { kind: 'customer', form });
  expect(status).toBe(422);
  expect(body.errors[0].field).toContain(field);
});
