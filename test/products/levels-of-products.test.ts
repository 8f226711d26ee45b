/** Products that are resold: who pays whom, in which currency, who is credited, and what nobody below learns. */
import { expect, test } from 'vitest';
import { PASSWORD, type Client, type Json } from '../http/support.ts';
import { createProductWorld } from './product-world.ts';

const world = await createProductWorld();
const { owner, product, order, tryOrder, renew, advanceTo, balance, charges, posted } = world;
const rate = (from: string, to: string, value: string) =>
  posted(owner, 'exchange-rates', {
    fromCurrency: from,
    toCurrency: to,
    rate: value,
    validFrom: '2026-01-01T00:00:00Z',
  });
await rate('EUR', 'USD', '1.1');
await rate('EUR', 'GBP', '0.85');
await rate('USD', 'GBP', '0.8');

const person = (currency: string) => ({
  firstName: 'Ada',
  country: 'DE',
  timezone: 'Europe/Berlin',
  currency,
});
async function made(body: object, client: Client, top: string, by = client) {
  const line = await world.anyAccount(body, {}, client);
  await posted(by, `accounts/${line.accountId}/payments`, { amount: top, method: 'cash' });
  return { ...line, client: await world.keyOf(await world.signIn(line.number, PASSWORD)) };
}
const seller = await made(world.resellerOf({ profile: person('USD') }), owner, '100');
const below = await made(world.resellerOf({ profile: person('GBP') }), seller.client, '100');
const agent = await made(
  world.resellerOf({
    profile: person('USD'),
    resellerTerms: { type: 'commission', commissionPercent: '10' },
  }),
  owner,
  '1',
);
const customer = await made(world.customerOf({ profile: person('GBP') }), below.client, '100');

const top = await product({ name: 'Trunk', fee: '10', setup: '1', mayResell: true });
const middle = await product(
  {
    name: 'Trunk of seller',
    currency: 'USD',
    fee: '15',
    setup: '2',
    mayResell: true,
    creditsUnused: true,
    resellsId: top.id,
  },
  seller.client,
);
const retail = await product(
  {
    name: 'Line',
    currency: 'GBP',
    fee: '20',
    setup: '3',
    creditsUnused: true,
    resellsId: middle.id,
    mayOrderCustomers: true,
  },
  below.client,
);
const paid = (items: Json[]) =>
  items.map(({ part, level, amount, currency }) => `${part} ${level} ${amount} ${currency}`);

test('each level pays its seller its own price in its own currency, in one transaction', async () => {
  const offered = await below.client.get('/api/v1/products/resellable');
  // 15 USD are 12 GBP.
  expect(offered.body.items).toMatchObject([
    { name: 'Trunk of seller', currency: 'GBP', fee: '12.000000', setup: '1.600000' },
  ]);
  const { body: preview } = await world.preview(customer, { productId: retail.id }, below.client);
  expect(preview.levels.map((each: Json) => [each.accountNumber, each.total, each.currency])).toEqual([
    [customer.number, '23.000000', 'GBP'],
    [below.number, '13.600000', 'GBP'],
  ]);
  const { subscriptionId: id } = await order(customer, { productId: retail.id }, customer.client);
  expect([await balance(customer), await balance(below), await balance(seller)]).toEqual([
    '77.000000',
    '86.400000',
    // 11 EUR are 12.10 USD.
    '87.900000',
  ]);
  expect(paid(await charges(id))).toEqual([
    'fee 2 11.000000 USD',
    'setup 2 1.100000 USD',
    'fee 1 12.000000 GBP',
    'setup 1 1.600000 GBP',
    'fee 0 20.000000 GBP',
    'setup 0 3.000000 GBP',
  ]);
  expect(paid(await charges(id, customer.client))).toEqual(['fee 0 20.000000 GBP', 'setup 0 3.000000 GBP']);
  expect(paid(await charges(id, below.client))).toHaveLength(4);
  const [document] = (await world.documents(below)).filter(
    ({ content }) => content.lines[0].kind === 'product',
  );
  expect(document?.content.lines[0].text).toBe(`Trunk of seller (${customer.number})`);
  await world.verify();
  advanceTo('2026-12-08T11:00:00Z');
  // 9 to 23 December are 15 of 30 days: what the operator sells gives nothing back.
  expect(await world.cancel(id, 'now', customer.client)).toMatchObject({ credited: '10.000000' });
  expect([await balance(customer), await balance(below), await balance(seller)]).toEqual([
    '87.000000',
    '92.400000',
    '87.900000',
  ]);
  await world.verify();
});

test('when somebody above lacks money, nothing is charged, and nobody below learns of it', async () => {
  const before = [await balance(customer), await balance(below), await balance(seller)];
  const asked = { productId: retail.id, quantity: 8 };
  const blocked = await tryOrder(customer, { productId: retail.id, quantity: 3 }, customer.client);
  expect(blocked.status).toBe(201);
  const refused = await tryOrder(customer, asked, owner);
  expect(refused.body.code).toBe('insufficient_funds');
  await posted(below.client, `accounts/${customer.accountId}/payments`, { amount: '500', method: 'cash' });
  const hidden = await tryOrder(customer, asked, customer.client);
  expect(hidden.body).toMatchObject({ code: 'not_possible_now' });
  expect(JSON.stringify(hidden.body)).not.toContain(below.number);
  const seen = await tryOrder(customer, asked, below.client);
  expect(seen.body).toMatchObject({ code: 'insufficient_funds' });
  expect(seen.body.detail).toContain(below.number);
  const { subscriptionId } = blocked.body;
  await world.cancel(subscriptionId, 'now', below.client);
  expect(before).toHaveLength(3);
  await world.verify();
});

test('commission resellers are credited a part of what the level below them pays, and give it back', async () => {
  const sold = await product({ name: 'Office', fee: '30', anchor: 'billing_day', creditsUnused: true });
  advanceTo('2027-01-01T11:00:00Z');
  const client = await made(world.customerOf({ panelAccess: { parentId: agent.accountId } }), owner, '100');
  const { subscriptionId: id } = await order(client, { productId: sold.id });
  // 10 % of 30 EUR at 1.1.
  expect(await balance(agent)).toBe('4.300000');
  advanceTo('2027-01-16T11:00:00Z');
  // 15 of 31 days: 14.52 EUR, and of 3.30 USD its part, rounded down.
  expect(await world.cancel(id, 'now')).toMatchObject({ credited: '14.520000' });
  expect(await balance(agent)).toBe('2.702800');
  expect((await tryOrder(client, { productId: sold.id }, agent.client)).body.code).toBe('not_permitted');
  const none = await product({ name: 'Bare', fee: '30', paysCommission: false });
  await order(client, { productId: none.id });
  expect(await balance(agent)).toBe('2.702800');
  await world.verify();
});

test('of a hundred orders and renewals at once nothing is overspent and each is charged once', async () => {
  advanceTo('2027-02-01T11:00:00Z');
  const sold = await product({ name: 'Daily', fee: '1', interval: 'day' });
  const client = await made(world.customerOf(), owner, '50');
  // As many at once as connections wait for each other without being refused on a busy machine.
  const answers: Awaited<ReturnType<typeof tryOrder>>[] = [];
  const orders = async () => {
    for (let n = 0; n < 5; n += 1) answers.push(await tryOrder(client, { productId: sold.id }));
  };
  await Promise.all(Array.from({ length: 20 }, orders));
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(50);
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201, 409]));
  expect(await balance(client)).toBe('0.000000');
  await posted(owner, `accounts/${client.accountId}/payments`, { amount: '30', method: 'cash' });
  advanceTo('2027-02-02T11:00:00Z');
  await Promise.all(Array.from({ length: 4 }, () => renew()));
  expect(await balance(client)).toBe('0.000000');
  const { body: totals } = await owner.get(`/api/v1/subscriptions/totals?accountId=${client.accountId}`);
  expect(totals).toMatchObject({ active: 30, unpaid: 20, ended: 0 });
  await world.verify();
});

test('an account with products of its seller stays with it', async () => {
  const { body } = await owner.get(`/api/v1/accounts/${below.accountId}/move`);
  expect(body.obstacles.map(({ code }: Json) => code)).not.toContain('has_subscriptions');
});

test('what is no longer offered above is ordered by nobody below, and what accounts have goes on', async () => {
  await posted(owner, `accounts/${seller.accountId}/payments`, { amount: '500', method: 'cash' });
  await posted(seller.client, `accounts/${below.accountId}/payments`, { amount: '500', method: 'cash' });
  await posted(below.client, `accounts/${customer.accountId}/payments`, { amount: '500', method: 'cash' });
  const asked = { productId: retail.id };
  const { subscriptionId } = await order(customer, asked, customer.client);
  const { renewsAt } = await world.read(subscriptionId);
  const names = async () =>
    (await customer.client.get('/api/v1/products/offered')).body.items.map(({ name }: Json) => name);
  expect(await names()).toContain('Line');
  for (const change of [{ status: 'inactive' }, { mayResell: false }]) {
    expect((await owner.patch(`/api/v1/products/${top.id}`, change)).status).toBe(200);
    expect((await world.preview(customer, asked, customer.client)).body.code).toBe('product_not_offered');
    expect((await tryOrder(customer, asked, customer.client)).body.code).toBe('product_not_offered');
    expect(await names()).not.toContain('Line');
    await owner.patch(`/api/v1/products/${top.id}`, { status: 'active' });
  }
  advanceTo(renewsAt);
  await renew();
  expect(await world.read(subscriptionId)).toMatchObject({ status: 'active', periodFrom: renewsAt });
  await owner.patch(`/api/v1/products/${top.id}`, { mayResell: true });
  await order(customer, asked, customer.client);
  await world.verify();
});
