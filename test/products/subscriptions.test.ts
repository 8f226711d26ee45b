/** Products in a running server, with figures worked out by hand: orders, renewals, what is given back, and documents. */
import { expect, test } from 'vitest';
import { monthlyFees, priceSubscriptions } from '../../src/operations/products/price-subscriptions.ts';
import { listSubscriptions, subscriptionTotals } from '../../src/postgres/products/list-subscriptions.ts';
import { key, PASSWORD, type Json } from '../http/support.ts';
import { createProductWorld } from './product-world.ts';

const world = await createProductWorld();
const { owner, product, order, tryOrder, read, renew, balance, account, advanceTo, charges } = world;
const partsOf = (items: Json[]) => items.map(({ part, amount }) => `${part} ${amount}`);

// The clock stands at 2026-11-24 12:00 UTC, 13:00 in Berlin.
test('a month with set-up is paid with the order, and renews on the day of the order', async () => {
  const made = await product({ name: 'Phone line', setup: '5', fee: '10' });
  const line = await account({}, { balance: '100' });
  const { body: preview } = await world.preview(line, { productId: made.id, quantity: 3 });
  expect(preview).toMatchObject({ days: 30, daysOfWhole: 30, isAffordable: true });
  expect(preview.renewsAt).toBe('2026-12-23T23:00:00.000Z');
  expect(preview.levels).toHaveLength(1);
  expect(preview.levels[0]).toMatchObject({
    setup: '15.000000',
    fee: '30.000000',
    total: '45.000000',
    renewal: '30.000000',
  });
  const { subscriptionId: id, amount, receipt } = await order(line, { productId: made.id, quantity: 3 });
  expect([amount, await balance(line)]).toEqual(['45.000000', '55.000000']);
  expect(await read(id)).toMatchObject({
    status: 'active',
    quantity: 3,
    renewsAt: '2026-12-23T23:00:00.000Z',
    mayChange: true,
  });
  const document = (await world.documents(line)).find(({ number }) => number === receipt.number);
  expect(document?.content.lines).toMatchObject([
    {
      kind: 'product',
      text: 'Phone line',
      quantity: '3',
      unitMicros: '5000000',
      amountMicros: '15000000',
      product: { part: 'setup', to: null },
    },
    {
      kind: 'product',
      text: 'Phone line',
      quantity: '3',
      unitMicros: '10000000',
      amountMicros: '30000000',
      product: { part: 'fee', to: '2026-12-23T23:00:00.000Z' },
    },
  ]);
  await renew();
  expect(await balance(line)).toBe('55.000000');
  expect(partsOf(await charges(id))).toEqual(['fee 30.000000', 'setup 15.000000']);
  await world.verify();
});

test('the same key orders once', async () => {
  const made = await product({});
  const line = await account({}, { balance: '100' });
  const once = key();
  const [first, again] = [
    await tryOrder(line, { productId: made.id }, owner, once),
    await tryOrder(line, { productId: made.id }, owner, once),
  ];
  expect([first.status, again.status]).toEqual([201, 200]);
  expect(again.body).toEqual(first.body);
  expect(await balance(line)).toBe('90.000000');
  expect(
    (await owner.post(`/api/v1/accounts/${line.accountId}/subscriptions`, { productId: made.id })).body.code,
  ).toBe('idempotency_key_required');
});

/** At a day of the account, some minutes after midnight in Berlin, where the clock of the test never goes back. */
const at = async (moment: string) => {
  advanceTo(moment);
  await renew();
};

test('by the billing day the first month is paid by its days, and the next ones whole', async () => {
  const made = await product({ name: 'Fax', setup: '2.50', fee: '10', anchor: 'billing_day' });
  const line = await account({}, { balance: '100' });
  // 24 to 30 November are 7 days of 30: 2.33 each.
  const { subscriptionId: id, amount } = await order(line, { productId: made.id, quantity: 2 });
  expect(amount).toBe('9.660000');
  expect((await read(id)).renewsAt).toBe('2026-11-30T23:00:00.000Z');
  await at('2026-11-30T23:00:30Z');
  await renew();
  expect([await balance(line), (await read(id)).renewsAt]).toEqual(['70.340000', '2026-12-31T23:00:00.000Z']);
  expect(await world.events(line)).toEqual(['subscription.started', 'subscription.renewed']);
  await world.verify();
});

test('another currency pays at the rate of the moment, each unit rounded by itself', async () => {
  await world.posted(owner, 'exchange-rates', {
    fromCurrency: 'EUR',
    toCurrency: 'JPY',
    rate: '160.55',
    validFrom: '2026-01-01T00:00:00Z',
  });
  const made = await product({ fee: '9.99' });
  const line = await account(
    {},
    {
      profile: { firstName: 'Ada', country: 'JP', timezone: 'Asia/Tokyo', currency: 'JPY' },
      balance: '10000',
    },
  );
  // 9.99 × 160.55 = 1603.8945, so 1604 each.
  const ordered = await order(line, { productId: made.id, quantity: 2 });
  expect(ordered).toMatchObject({ amount: '3208.000000', currency: 'JPY' });
  const inYen = { currency: 'JPY', setup: '0.000000', fee: '1604.000000', renewal: '3208.000000' };
  const inEuro = { currency: 'EUR', setup: '0.000000', fee: '9.990000' };
  expect(await read(ordered.subscriptionId)).toMatchObject({ ...inYen, inProductCurrency: inEuro });
  const self = await world.keyOf(await world.signIn(line.number, PASSWORD));
  const own = await self.get(`/api/v1/accounts/${line.accountId}/subscriptions`);
  expect(own.body.items).toMatchObject([{ ...inYen, inProductCurrency: null }]);
  expect(JSON.stringify(own.body)).not.toContain('EUR');
  expect((await self.get('/api/v1/subscriptions/totals')).body).toMatchObject({
    active: 1,
    monthly: [{ currency: 'JPY', amount: '3208.000000' }],
    unpriced: 0,
  });
  const other = await account(
    {},
    {
      profile: { firstName: 'Ada', country: 'CH', timezone: 'Europe/Zurich', currency: 'CHF' },
      balance: '100',
    },
  );
  expect((await tryOrder(other, { productId: made.id })).body.code).toBe('no_exchange_rate');
  // On a day before the first rate there is no price.
  const { pool } = world.database;
  const before = new Date('2025-12-31T00:00:00Z');
  const filter = { scopePath: '/', accountId: line.accountId };
  const { rows } = await listSubscriptions(pool, { ...filter, limit: 1 });
  expect(await priceSubscriptions(pool, rows, before)).toMatchObject([{ prices: null }]);
  const { fees } = await subscriptionTotals(pool, filter);
  expect(await monthlyFees(pool, fees, before)).toEqual({ monthly: [], unpriced: 1 });
  await world.verify();
});

test('an order at another price than was shown charges nothing, and nobody adds to a special price', async () => {
  const made = await product({ fee: '10', mayOrderCustomers: true });
  const line = await account({}, { balance: '100' });
  const self = await world.keyOf(await world.signIn(line.number, PASSWORD));
  const asked = { productId: made.id, expected: '9' };
  const refused = await tryOrder(line, asked, self);
  expect(refused.body).toMatchObject({ code: 'price_changed', detail: 'It costs 10.00 EUR now.' });
  expect(await balance(line)).toBe('100.000000');
  const { subscriptionId: plain } = await order(line, { ...asked, expected: '10' }, self);
  const { subscriptionId: special } = await order(line, { productId: made.id, fee: '2' });
  const more = (id: string, client = self, quantity = 2) =>
    client.patch(`/api/v1/subscriptions/${id}`, { quantity });
  expect((await more(special)).body.errors).toMatchObject([{ field: 'quantity', code: 'not_permitted' }]);
  // In the millisecond of the order, and once more in it: each is a charge of its own. 10 and 2, 10, 10 and 2.
  expect((await more(plain)).status).toBe(200);
  expect((await more(plain, self, 3)).status).toBe(200);
  expect((await more(special, owner)).status).toBe(200);
  expect(await balance(line)).toBe('66.000000');
  await world.verify();
});

test('further units are charged for what is left, fewer and other prices count from the next month on', async () => {
  const made = await product({ setup: '1', fee: '31', anchor: 'billing_day' });
  const line = await account({}, { balance: '500' });
  advanceTo('2026-12-01T11:00:00Z');
  const { subscriptionId: id } = await order(line, { productId: made.id, quantity: 2 });
  expect(await balance(line)).toBe('436.000000');
  advanceTo('2026-12-17T11:00:00Z');
  const change = (body: object) => owner.patch(`/api/v1/subscriptions/${id}`, body);
  // 17 to 31 December are 15 days of 31: 15 and a set-up of 1 for each of three.
  expect((await change({ quantity: 5 })).body).toMatchObject({ quantity: 5 });
  expect(await balance(line)).toBe('388.000000');
  // Two of them go and come again: they are paid.
  expect((await change({ quantity: 3 })).status).toBe(200);
  expect((await change({ quantity: 5, fee: '20' })).status).toBe(200);
  expect(await balance(line)).toBe('388.000000');
  await at('2026-12-31T23:00:30Z');
  expect(await balance(line)).toBe('288.000000');
  await world.verify();
});

test('without money it pauses, is paid for what is left of the month when money comes in, and never twice', async () => {
  const made = await product({ fee: '30', anchor: 'billing_day', unpaidDaysMax: 20 });
  const line = await account({}, { balance: '31' });
  advanceTo('2027-01-01T11:00:00Z');
  const { subscriptionId: id } = await order(line, { productId: made.id });
  await at('2027-01-31T23:00:30Z');
  expect(await read(id)).toMatchObject({
    status: 'unpaid',
    renewsAt: null,
    unpaidSince: '2027-01-31T23:00:30.000Z',
    unpaidUntil: '2027-02-20T23:00:30.000Z',
  });
  expect((await owner.post(`/api/v1/subscriptions/${id}/pay`, {}, key())).body.code).toBe(
    'insufficient_funds',
  );
  advanceTo('2027-02-15T11:00:00Z');
  await world.pay(line, '20');
  await Promise.all([renew(), renew()]);
  // 15 to 28 February are 14 days of 28.
  expect(await read(id)).toMatchObject({
    status: 'active',
    renewsAt: '2027-02-28T23:00:00.000Z',
    unpaidSince: null,
  });
  expect(await balance(line)).toBe('6.000000');
  await at('2027-02-28T23:00:30Z');
  expect((await read(id)).status).toBe('unpaid');
  await at('2027-03-20T23:00:31Z');
  expect(await read(id)).toMatchObject({ status: 'ended', endReason: 'unpaid' });
  expect(await world.events(line)).toEqual([
    'subscription.started',
    'subscription.unpaid',
    'subscription.renewed',
    'subscription.unpaid',
    'subscription.ended',
  ]);
  await world.verify();
});

test('without money it ends, or is owed, as the product says', async () => {
  advanceTo('2027-04-01T11:00:00Z');
  const [ends, owes] = [await product({ noMoney: 'end' }), await product({ noMoney: 'owe' })];
  const [first, second] = [await account({}, { balance: '10' }), await account({}, { balance: '10' })];
  const { subscriptionId: id } = await order(first, { productId: ends.id });
  const { subscriptionId: owed } = await order(second, { productId: owes.id });
  await at('2027-04-30T22:00:30Z');
  expect(await read(id)).toMatchObject({ status: 'ended', endReason: 'unpaid' });
  expect([(await read(owed)).status, await balance(second), await balance(first)]).toEqual([
    'active',
    '-10.000000',
    '0.000000',
  ]);
  await world.verify();
});

test('missed months are caught up in their order, each once', async () => {
  const made = await product({ fee: '5' });
  const line = await account({}, { balance: '100' });
  advanceTo('2027-05-31T11:00:00Z');
  const { subscriptionId: id } = await order(line, { productId: made.id });
  await at('2027-09-15T11:00:00Z');
  const fees = (await charges(id)).map(({ to }) => to);
  expect(fees).toEqual([
    '2027-09-29T22:00:00.000Z',
    '2027-08-30T22:00:00.000Z',
    '2027-07-30T22:00:00.000Z',
    '2027-06-29T22:00:00.000Z',
  ]);
  expect(await balance(line)).toBe('80.000000');
  await world.verify();
});

test('cancelled at once it gives unused days back, at the end of the month nothing', async () => {
  const made = await product({ fee: '30', anchor: 'billing_day', creditsUnused: true });
  const line = await account({}, { balance: '100' });
  advanceTo('2027-11-01T11:00:00Z');
  const { subscriptionId: id } = await order(line, { productId: made.id });
  const { subscriptionId: later } = await order(line, { productId: made.id });
  advanceTo('2027-11-10T11:00:00Z');
  // 11 to 30 November are 20 days of 30.
  expect(await world.cancel(id, 'now')).toMatchObject({
    credited: '20.000000',
    subscription: { status: 'ended', endReason: 'cancelled' },
  });
  expect(await world.cancel(later, 'period_end')).toMatchObject({
    credited: '0.000000',
    subscription: { status: 'active', endsAt: '2027-11-30T23:00:00.000Z' },
  });
  expect((await owner.patch(`/api/v1/subscriptions/${later}`, { endsAt: null })).body.endsAt).toBeNull();
  await world.cancel(later, 'period_end');
  await at('2027-11-30T23:00:30Z');
  expect(await read(later)).toMatchObject({
    status: 'ended',
    endReason: 'cancelled',
    endedAt: '2027-11-30T23:00:00.000Z',
  });
  expect(await balance(line)).toBe('60.000000');
  expect((await owner.post(`/api/v1/subscriptions/${later}/cancel`, { when: 'now' }, key())).body.code).toBe(
    'subscription_has_ended',
  );
  await world.verify();
});

test('taxes are in the price of a prepaid account, and a postpaid one has its lines on the invoice', async () => {
  const { id: taxId } = await world.posted(owner, 'taxes', { name: 'VAT', percent: '19' });
  const made = await product({ name: 'Line', setup: '1.19', fee: '11.90' });
  expect(
    (await owner.patch('/api/v1/settings', { settings: { 'billing.prepaid_tax': 'on_usage' } })).status,
  ).toBe(200);
  const line = await account({ taxIds: [taxId] }, { balance: '100' });
  const postpaid = await account({ accountType: 'postpaid', creditLimit: '100', taxIds: [taxId] });
  advanceTo('2027-12-01T11:00:00Z');
  await order(line, { productId: made.id });
  const receipt = (await world.documents(line)).at(-1);
  expect([receipt?.net, receipt?.tax, receipt?.total]).toEqual([11_000_000n, 2_090_000n, 13_090_000n]);
  expect(await order(postpaid, { productId: made.id, quantity: 2 })).toMatchObject({
    amount: '26.180000',
    receipt: null,
  });
  advanceTo('2028-01-02T11:00:00Z');
  await world.run();
  const [invoice] = (await world.documents(postpaid)).filter(({ kind }) => kind === 'invoice');
  expect(invoice?.content.lines).toMatchObject([
    {
      kind: 'product',
      text: 'Line',
      quantity: '2',
      unitMicros: '1190000',
      amountMicros: '2380000',
      product: { part: 'setup' },
    },
    {
      kind: 'product',
      text: 'Line',
      quantity: '2',
      unitMicros: '11900000',
      amountMicros: '23800000',
      product: { part: 'fee' },
    },
  ]);
  expect([invoice?.net, invoice?.tax]).toEqual([26_180_000n, 4_974_200n - (4_974_200n % 10_000n)]);
  const read = await world.owner.get(`/api/v1/documents/${invoice?.id}`);
  expect(read.status, JSON.stringify(read.body)).toBe(200);
  expect(read.body.lines[1].product).toEqual({
    part: 'fee',
    from: expect.stringMatching(/Z$/),
    to: expect.stringMatching(/Z$/),
  });
  await world.verify();
});

test('who may not buy, and what is not sold, is refused', async () => {
  const made = await product({});
  const line = await account({}, { balance: '5' });
  expect((await tryOrder(line, { productId: made.id })).body).toMatchObject({ code: 'insufficient_funds' });
  await world.change(line, { status: 'suspended' });
  expect((await tryOrder(line, { productId: made.id })).body.code).toBe('account_is_suspended');
  await world.change(line, { status: 'active' });
  await owner.patch(`/api/v1/products/${made.id}`, { status: 'inactive' });
  expect((await tryOrder(line, { productId: made.id })).body.code).toBe('product_not_offered');
  expect((await product({ fee: '1' })).mayBeDeleted).toBe(true);
  const odd = await owner.post('/api/v1/products', {
    name: 'Odd',
    currency: 'EUR',
    fee: '0.001',
    interval: 'month',
  });
  expect(odd.body.errors[0]).toMatchObject({ field: 'fee', code: 'too_many_digits' });
});

test('what is paid once is over at once; a closed account has nothing any more', async () => {
  const once = await product({ interval: 'once', fee: '25' });
  const made = await product({ fee: '28', anchor: 'billing_day', creditsUnused: true });
  const line = await account({}, { balance: '100' });
  advanceTo('2028-02-01T11:00:00Z');
  const { subscriptionId: first } = await order(line, { productId: once.id });
  expect(await read(first)).toMatchObject({ status: 'ended', endReason: 'once', renewsAt: null });
  const { subscriptionId: second } = await order(line, { productId: made.id });
  await world.change(line, { status: 'closed' });
  expect(await read(second)).toMatchObject({ status: 'ended', endReason: 'closed' });
  // 28 of 29 days: 27.03 of 28.
  expect(await balance(line)).toBe('74.030000');
  expect(
    (await owner.patch(`/api/v1/products/${made.id}`, { interval: 'year' })).body.errors[0],
  ).toMatchObject({ field: 'interval', code: 'fixed' });
  expect((await owner.delete(`/api/v1/products/${made.id}`)).body.code).toBe('in_use');
  await world.verify();
});
