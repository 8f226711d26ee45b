/** Products in a running server, with figures worked out by hand: orders, renewals, what is given back, and documents. */
import { expect, test } from 'vitest';
import { key, type Json } from '../http/support.ts';
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
void advanceTo;
