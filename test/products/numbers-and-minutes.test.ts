/** What comes with a product: minutes of a package and numbers, in calls before, while and after it is paid. */
import { expect, test } from 'vitest';
import type { Json } from '../http/support.ts';
import { createProductWorld } from './product-world.ts';

const world = await createProductWorld();
const { owner, product, order, tryOrder, read, renew, balance, account, advanceTo, posted } = world;
const rate = { costPerMinute: '0.06', initialIncrementSeconds: 60, incrementSeconds: 60 };
const rateGroupId = await world.rateGroup({ 49: rate }, {}, owner);

let numbers = 0;
async function number(over: object = {}): Promise<Json> {
  numbers += 1;
  const did = await posted(owner, 'dids', { number: `+4930555${1000 + numbers}` });
  return (await owner.patch(`/api/v1/dids/${did.id}`, over)).body;
}
/** From the gateway of the trunk. */
const comesIn = (did: Json) =>
  world.ask(
    { accountId: '', username: '', realm: '' },
    {
      identity: { type: 'ip_address', address: '192.0.2.1' },
      sourceAddress: '192.0.2.1',
      destination: did.number,
      callerNumber: '+442071234567',
    },
  );

const rings = async (did: Json) => {
  const granted = await comesIn(did);
  expect(granted, JSON.stringify(granted)).toMatchObject({ ok: true });
  await world.send(world.end(granted, 0));
};

test('minutes are free while the product is paid, and paid for while it is not', async () => {
  const pack = await posted(owner, 'packages', {
    name: 'Minutes',
    period: 'month',
    includedSeconds: 600,
    prefixes: ['49'],
  });
  const made = await product({ name: 'Flat', fee: '10', anchor: 'billing_day', packageId: pack.id });
  const line = await account({ rateGroupId }, { balance: '10.50' });
  advanceTo('2026-12-01T11:00:00Z');
  const { subscriptionId: id } = await order(line, { productId: made.id });
  expect((await tryOrder(line, { productId: made.id, quantity: 2 })).body.errors[0].field).toBe('quantity');
  expect((await tryOrder(line, { productId: made.id })).body.errors[0]).toMatchObject({
    field: 'productId',
    code: 'listed_already',
  });
  await world.call(line, 60_000);
  expect(await balance(line)).toBe('0.500000');
  advanceTo('2026-12-31T23:00:30Z');
  await renew();
  expect((await read(id)).status).toBe('unpaid');
  await world.call(line, 60_000);
  expect(await balance(line)).toBe('0.440000');
  await world.pay(line, '20');
  await renew();
  // The whole of January: it was paused for no day.
  expect([(await read(id)).status, await balance(line)]).toEqual(['active', '10.440000']);
  await world.call(line, 60_000);
  expect(await balance(line)).toBe('10.440000');
  await world.cancel(id, 'now');
  await world.call(line, 60_000);
  expect(await balance(line)).toBe('10.380000');
  await world.verify();
});

test('a product for numbers comes with a free one, which stays while it is unpaid and is free when it ends', async () => {
  advanceTo('2027-02-01T11:00:00Z');
  const made = await product({ name: 'Number', fee: '2', setup: '1', isForDid: true, anchor: 'billing_day' });
  const line = await account({ rateGroupId }, { balance: '3' });
  expect((await tryOrder(line, { productId: made.id })).body.code).toBe('no_number_left');
  const did = await number({ productId: made.id });
  expect(did.product).toMatchObject({ id: made.id, name: 'Number' });
  const { body: offered } = await owner.get(`/api/v1/products/offered?accountId=${line.accountId}`);
  expect(offered.items.find(({ id }: Json) => id === made.id)).toMatchObject({
    isForDid: true,
    isSingle: true,
    numbers: [{ id: did.id }],
  });
  const { subscriptionId: id } = await order(line, { productId: made.id, didId: did.id });
  expect((await read(id)).did).toEqual({ id: did.id, number: did.number });
  const receipt = (await world.documents(line)).at(-1);
  expect(receipt?.content.lines[0].text).toBe(`Number +${did.number}`);
  const didNow = async () => (await owner.get(`/api/v1/dids/${did.id}`)).body;
  expect(await didNow()).toMatchObject({ use: 'account', accountId: line.accountId, isUnpaid: false });
  await rings(did);
  advanceTo('2027-02-28T23:00:30Z');
  await renew();
  expect((await read(id)).status).toBe('unpaid');
  expect(await didNow()).toMatchObject({ use: 'account', accountId: line.accountId, isUnpaid: true });
  // Whoever calls hears no more than that it is not in service; the record says why.
  expect(await comesIn(did)).toMatchObject({
    ok: false,
    reason: 'number_not_paid',
    sipReason: 'Not In Service',
  });
  const { body: calls } = await owner.get(`/api/v1/accounts/${line.accountId}/calls`);
  expect(calls.items[0]).toMatchObject({ outcome: 'refused', reason: 'number_not_paid' });
  await world.pay(line, '5');
  await renew();
  await rings(did);
  expect(await didNow()).toMatchObject({ isUnpaid: false });
  expect(await balance(line)).toBe('3.000000');
  await world.cancel(id, 'now');
  expect(await didNow()).toMatchObject({ use: 'free', accountId: null });
  await world.verify();
});

test('giving a number away orders its product, taking it back ends it', async () => {
  const made = await product({ name: 'Number by hand', fee: '2', isForDid: true });
  const did = await number({ productId: made.id });
  const line = await account({ rateGroupId }, { balance: '1' });
  const assign = () => owner.put(`/api/v1/dids/${did.id}/assignment`, { accountId: line.accountId });
  expect((await assign()).body.code).toBe('insufficient_funds');
  expect((await owner.get(`/api/v1/dids/${did.id}`)).body.use).toBe('free');
  await world.pay(line, '5');
  expect((await assign()).status).toBe(200);
  expect((await assign()).status).toBe(200);
  expect(await balance(line)).toBe('4.000000');
  const { body } = await owner.get(`/api/v1/accounts/${line.accountId}/subscriptions`);
  expect(body.items).toMatchObject([{ status: 'active', did: { number: did.number } }]);
  expect((await owner.delete(`/api/v1/dids/${did.id}/assignment`)).status).toBe(200);
  expect(await read(body.items[0].id)).toMatchObject({ status: 'ended', endReason: 'cancelled' });
  expect(await world.events(line)).toEqual(['subscription.started', 'subscription.ended']);
  // A number of somebody else's product is ordered by one that resells it, and else refused.
  const seller = await world.anyAccount(world.resellerOf(), { balance: '10' }, owner);
  const below = await account({}, { parent: seller });
  const refused = await owner.put(`/api/v1/dids/${did.id}/assignment`, { accountId: below.accountId });
  expect(refused.body.errors[0]).toMatchObject({ field: 'accountId', code: 'no_product' });
  await world.verify();
});
