/** What a customer sees and changes in its portal: its own data, and nothing that lies above. */
import { expect, test } from 'vitest';
import { addRoute, createServer, customer, key, PASSWORD, reseller } from './support.ts';

const server = await createServer();
const { owner } = server;

const seller = (await owner.post('/api/v1/accounts', reseller())).body.account;
const group = (await owner.post('/api/v1/rate-groups', { name: 'Retail', currency: 'EUR' })).body;

async function newCustomer(over: object = {}) {
  const made = (
    await owner.post('/api/v1/accounts', customer({ panelAccess: { createSipDevice: true }, ...over }))
  ).body;
  return {
    account: made.account,
    device: made.sipDevice,
    client: await server.signIn(made.account.number, PASSWORD),
  };
}

const callingOf = async ({ client, account }: Awaited<ReturnType<typeof newCustomer>>) => {
  const { short, ...calling } = (await client.get(`/api/v1/accounts/${account.id}/calling`)).body;
  expect(short).toBeNull();
  return calling;
};

test('a customer reads whether it can call, and the first thing that is missing', async () => {
  const person = await newCustomer();
  const url = `/api/v1/accounts/${person.account.id}`;
  const toldToStaff = async () => (await owner.get(`${url}/calling`)).body.reason;
  expect(await callingOf(person)).toEqual({ mayCall: false, reason: 'reseller_suspended' });
  expect(await toldToStaff()).toBe('no_switch');
  expect((await person.client.get(`${url}/devices`)).body.canRegister).toBe(false);
  const { gatewayId } = await addRoute(async (path, body) => (await owner.post(`/api/v1${path}`, body)).body);
  expect((await person.client.get(`${url}/devices`)).body.canRegister).toBe(true);
  expect(await callingOf(person)).toEqual({ mayCall: false, reason: 'no_rate_group' });
  const inDollars = await owner.post('/api/v1/rate-groups', { name: 'Dollars', currency: 'USD' });
  await owner.patch(url, { billing: { rateGroupId: inDollars.body.id } });
  expect(await toldToStaff()).toBe('no_exchange_rate');
  await owner.patch(url, { billing: { rateGroupId: group.id } });
  expect(await callingOf(person)).toEqual({ mayCall: false, reason: 'insufficient_funds' });
  await owner.post(`${url}/payments`, { amount: '5', method: 'cash' }, key());
  expect(await callingOf(person)).toEqual({ mayCall: true, reason: null });
  await owner.patch(`/api/v1/gateways/${gatewayId}`, { status: 'inactive' });
  expect(await callingOf(person)).toEqual({ mayCall: false, reason: 'reseller_suspended' });
  expect(await toldToStaff()).toBe('no_route');
  await owner.patch(`/api/v1/gateways/${gatewayId}`, { status: 'active' });
  expect(await toldToStaff()).toBeNull();
  await owner.patch(url, { controls: { validUntil: server.now().toISOString() } });
  expect((await callingOf(person)).reason).toBe('account_expired');
  await owner.patch(url, { status: 'suspended' });
  expect((await owner.get(`${url}/calling`)).body.reason).toBe('account_suspended');
});

test('what lacks at its reseller is told to staff, and to the customer as calls that are not possible', async () => {
  const resale = (await server.signIn(seller.number, PASSWORD)).post('/api/v1/rate-groups', {
    name: 'Resale',
    currency: 'EUR',
  });
  const person = await newCustomer({
    panelAccess: { parentId: seller.id },
    billing: { rateGroupId: (await resale).body.id },
  });
  const url = `/api/v1/accounts/${person.account.id}`;
  const paid = (await server.signIn(seller.number, PASSWORD)).post(
    `${url}/payments`,
    { amount: '5', method: 'cash' },
    key(),
  );
  expect((await paid).status).toBe(201);
  expect(await callingOf(person)).toEqual({ mayCall: false, reason: 'reseller_suspended' });
  expect((await owner.get(`${url}/calling`)).body.reason).toBe('no_rate_group');
});

test('a customer changes how it is reached and when it is warned, and nothing that documents depend on', async () => {
  const { client, account } = await newCustomer();
  const changed = await client.patch('/api/v1/me/account', {
    profile: { city: 'Bonn', phone: '+49228123456', language: 'de' },
    controls: { alertThreshold: '2.50' },
  });
  expect(changed.status, JSON.stringify(changed.body)).toBe(200);
  expect(changed.body.profile).toMatchObject({ city: 'Bonn', phone: '+49228123456', language: 'de' });
  expect(changed.body.profile.country).toBe(account.profile.country);
  expect(changed.body.controls.alertThreshold).toBe('2.500000');
  const cleared = await client.patch('/api/v1/me/account', { controls: { alertThreshold: null } });
  expect(cleared.body.controls.alertThreshold).toBeNull();
  expect(cleared.body.profile.city).toBe('Bonn');
  for (const body of [
    { profile: { firstName: 'Zoë' } },
    { profile: { currency: 'USD' } },
    { controls: { validUntil: null } },
    { billing: { creditLimit: '5' } },
  ]) {
    const refused = await client.patch('/api/v1/me/account', body);
    expect(refused.body.code, JSON.stringify(body)).toBe('invalid_input');
  }
  const wrong = await client.patch('/api/v1/me/account', { controls: { alertThreshold: '-1' } });
  expect(wrong.body.errors[0].field).toBe('controls.alertThreshold');
  const events = (await owner.get(`/api/v1/accounts/${account.id}/timeline`)).body.items;
  expect(events[1]).toMatchObject({ action: 'account.changed', by: account.number });
});

test('a caller ID that a customer adds or changes is unverified until somebody above verifies it', async () => {
  const { client, account } = await newCustomer();
  const url = `/api/v1/accounts/${account.id}/caller-ids`;
  for (const flag of ['isVerified', 'isPresent', 'isPinless']) {
    const claimed = await client.post(url, { number: '+493011111111', [flag]: true });
    expect(claimed.body.errors[0]).toMatchObject({ field: flag, code: 'not_permitted' });
  }
  const { body: added } = await client.post(url, { number: '+493011111111', label: 'Office' });
  expect(added).toMatchObject({ isVerified: false, isPresent: false, isPinless: false });
  const one = `${url}/${added.id}`;
  await owner.patch(one, { isVerified: true, isPresent: true });
  expect((await client.patch(one, { label: 'Desk' })).body).toMatchObject({
    isVerified: true,
    label: 'Desk',
  });
  const other = await client.patch(one, { number: '+493022222222' });
  expect(other.body).toMatchObject({ isVerified: false, isPresent: false, number: '493022222222' });
  expect((await client.delete(one)).status).toBe(200);
});

test('a customer gives its own phones new passwords, and nobody else’s', async () => {
  const [mine, foreign] = [await newCustomer(), await newCustomer()];
  const renewed = await mine.client.post(`/api/v1/devices/${mine.device.id}/secret`);
  expect(renewed.status).toBe(201);
  expect(renewed.body.password).toMatch(/.{12}/);
  expect((await mine.client.post(`/api/v1/devices/${foreign.device.id}/secret`)).status).toBe(404);
  const adding = await mine.client.post(`/api/v1/accounts/${mine.account.id}/devices`, {});
  expect(adding.body.code).toBe('not_permitted');
});
