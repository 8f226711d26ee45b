/** Kept cards, and what is charged to them without their holders: once a crossing, never above the month, told when it fails. */
import { expect, test } from 'vitest';
import { PASSWORD } from '../http/support.ts';
import { createCardWorld, key, type Json } from './card-world.ts';

const world = await createCardWorld();
const { begin, owner, payer, stripe, webhook } = world;

async function withCard(over: Parameters<typeof payer>[0] = {}) {
  const account = await payer(over);
  const started = await begin(account.client, { amount: '10', savesMethod: true });
  await world.payAndTell(started);
  const terms = (await account.client.get('/api/v1/me/card-terms')).body;
  return { ...account, methodId: terms.methods[0].id as string };
}

const rule = (methodId: string, over: object = {}) => ({
  methodId,
  below: '8',
  amount: '20',
  monthMax: '100',
  ...over,
});
const spend = (id: string, amount: string) =>
  owner.post(`/api/v1/accounts/${id}/adjustments`, { amount, direction: 'debit', note: 'Calls' }, key());
const balance = async (id: string) => (await world.wallet(id)).balance as string;
const chargesOf = async (id: string): Promise<Json[]> =>
  (await owner.get(`/api/v1/card-payments?accountId=${id}`)).body.items.filter(
    ({ purpose }: Json) => purpose === 'auto_top_up',
  );
const failedEvents = async (number: string) => {
  const { rows } = await world.database.pool.query(
    `select e.data from events e join accounts a on a.id = e.account_id where a.number = $1 and e.type = 'payment.failed' order by e.id`,
    [number],
  );
  return rows.map(({ data }) => data as Json);
};

test('a card is kept with consent only, once, and can be forgotten', async () => {
  const { client } = await payer();
  await world.payAndTell(await begin(client, { amount: '10' }));
  expect((await client.get('/api/v1/me/card-terms')).body.methods).toEqual([]);
  const started = await begin(client, { amount: '10', savesMethod: true });
  await world.payAndTell(started);
  await webhook(stripe.events.at(-1));
  const second = await begin(client, { amount: '10', savesMethod: true });
  // Whoever paid before is the same customer at the gateway.
  const customers = new Set([started.page, second.page].map((page) => stripe.sessions.get(page).customer));
  expect(customers.size).toBe(1);
  await world.payAndTell(second);
  const { methods } = (await client.get('/api/v1/me/card-terms')).body;
  expect(methods).toMatchObject([
    { label: 'visa ···· 4242', expiresOn: '2031-12-31', isDefault: true },
    { isDefault: false },
  ]);
  const other = await withCard();
  expect((await other.client.delete(`/api/v1/me/payment-methods/${methods[0].id}`)).status).toBe(404);
  expect((await client.put(`/api/v1/me/payment-methods/${methods[1].id}`)).body.methods[0].id).toBe(
    methods[1].id,
  );
  const saved = await client.put('/api/v1/me/auto-top-up', rule(methods[1].id));
  expect(saved.body.autoTopUp).toMatchObject({
    below: '8.000000',
    monthCharged: '0.000000',
    pausedReason: null,
  });
  const kept = stripe.methods.size;
  const left = (await client.delete(`/api/v1/me/payment-methods/${methods[1].id}`)).body;
  expect(left).toMatchObject({ methods: [{ id: methods[0].id, isDefault: true }], autoTopUp: null });
  expect(stripe.methods.size).toBe(kept - 1);
  // Gone at the gateway already.
  stripe.methods.clear();
  expect((await client.delete(`/api/v1/me/payment-methods/${methods[0].id}`)).body.methods).toEqual([]);
});

test('what is to be charged by itself is checked', async () => {
  const { client, methodId } = await withCard();
  const refused = async (over: object) =>
    (await client.put('/api/v1/me/auto-top-up', rule(methodId, over))).body.errors;
  expect(await refused({ amount: '1' })).toMatchObject([{ field: 'amount', code: 'out_of_range' }]);
  expect(await refused({ monthMax: '19.99' })).toMatchObject([{ field: 'monthMax', code: 'too_small' }]);
  const { methodId: foreign } = await withCard();
  expect(await refused({ methodId: foreign })).toMatchObject([{ field: 'methodId', code: 'unknown' }]);
  expect((await client.put('/api/v1/me/auto-top-up', rule(methodId))).status).toBe(200);
  expect((await client.delete('/api/v1/me/auto-top-up')).body.autoTopUp).toBeNull();
});

test('it charges once when money falls below, whoever runs, and again only after it rose', async () => {
  const { id, client, methodId } = await withCard();
  await client.put('/api/v1/me/auto-top-up', rule(methodId));
  await world.run();
  expect(await balance(id)).toBe('10.000000');
  await spend(id, '3');
  await Promise.all([world.run(), world.run(), world.run()]);
  await world.run();
  expect(await balance(id)).toBe('27.000000');
  expect(await chargesOf(id)).toMatchObject([
    { state: 'paid', amount: '20.000000', method: 'visa ···· 4242' },
  ]);
  // The message of the same charge changes nothing.
  await webhook(stripe.events.at(-1));
  expect(await balance(id)).toBe('27.000000');
  // It takes more than one charge gives: once for this crossing.
  await spend(id, '60');
  await world.run();
  await world.run();
  expect(await balance(id)).toBe('-13.000000');
  await owner.post(`/api/v1/accounts/${id}/payments`, { amount: '30', method: 'cash' }, key());
  await world.run();
  await spend(id, '10');
  await world.run();
  expect(await balance(id)).toBe('27.000000');
  expect(await chargesOf(id)).toHaveLength(3);
  await world.verify();
});

test('never more than the month has room for, on the clocks of the account', async () => {
  const { id, client, methodId } = await withCard({ profile: { timezone: 'Pacific/Kiritimati' } });
  await client.put('/api/v1/me/auto-top-up', rule(methodId, { monthMax: '45' }));
  for (let n = 0; n < 4; n++) {
    await spend(id, String(Math.max(1, Number(await balance(id)) - 7)));
    await world.run();
  }
  expect(await chargesOf(id)).toHaveLength(2);
  expect((await client.get('/api/v1/me/card-terms')).body.autoTopUp.monthCharged).toBe('40.000000');
  // There the month ends fourteen hours before that of UTC.
  const toMonthEnd = Date.parse('2026-11-30T10:00:00Z') - world.now().getTime();
  world.advance(toMonthEnd - 1);
  // Days have passed: its session is over.
  Object.assign(owner, await world.signIn(world.operator.number, PASSWORD));
  await world.run();
  expect(await chargesOf(id)).toHaveLength(2);
  world.advance(1);
  await world.run();
  expect(await chargesOf(id)).toHaveLength(3);
  await world.verify();
});

test('three refusals in a row pause it, each is told, and saving it anew goes on', async () => {
  const { id, number, client, methodId } = await withCard();
  await client.put('/api/v1/me/auto-top-up', rule(methodId));
  await spend(id, '5');
  stripe.wishes.decline = 'card_declined';
  for (const hours of [0, 1, 2, 3, 3]) {
    world.advance(hours * 3_600_000);
    await world.run();
    await world.run();
  }
  stripe.wishes.decline = null;
  expect(await chargesOf(id)).toMatchObject(
    Array.from({ length: 3 }, () => ({ state: 'failed', failure: 'card_declined' })),
  );
  expect((await client.get('/api/v1/me/card-terms')).body.autoTopUp).toMatchObject({
    pausedReason: 'too_many_failures',
    monthCharged: '0.000000',
  });
  expect(await failedEvents(number)).toEqual(
    Array.from({ length: 3 }, () => ({
      amount: '20.000000',
      currency: 'EUR',
      reason: 'card_declined',
      isAutomatic: true,
    })),
  );
  world.advance(3_600_000);
  await world.run();
  expect(await balance(id)).toBe('5.000000');
  await client.put('/api/v1/me/auto-top-up', rule(methodId));
  await world.run();
  expect(await balance(id)).toBe('25.000000');
  await world.verify();
});

test('a bank that wants its holder pauses it at once', async () => {
  const { id, number, client, methodId } = await withCard();
  await client.put('/api/v1/me/auto-top-up', rule(methodId));
  await spend(id, '5');
  stripe.wishes.decline = 'authentication_required';
  await world.run();
  stripe.wishes.decline = null;
  world.advance(7_200_000);
  await world.run();
  expect((await client.get('/api/v1/me/card-terms')).body.autoTopUp.pausedReason).toBe(
    'authentication_required',
  );
  expect(await failedEvents(number)).toMatchObject([{ reason: 'authentication_required' }]);
  expect(await balance(id)).toBe('5.000000');
});

test('a charge whose answer was lost is found, not made again', async () => {
  const { id, client, methodId } = await withCard();
  await client.put('/api/v1/me/auto-top-up', rule(methodId));
  await spend(id, '5');
  // It is done at the gateway, and nobody here hears of it.
  stripe.wishes.beforeAnswer = (route) => {
    if (route === 'POST /v1/payment_intents') throw new Error('the line is cut');
  };
  await world.run();
  delete stripe.wishes.beforeAnswer;
  expect(world.failures.splice(0).length).toBeGreaterThan(0);
  expect(await chargesOf(id)).toMatchObject([{ state: 'open' }]);
  expect(await balance(id)).toBe('5.000000');
  await world.run();
  world.advance(61_000);
  await Promise.all([
    world.run(),
    webhook(stripe.events.at(-1)),
    webhook({ ...stripe.events.at(-1), id: 'evt_twice' }),
  ]);
  await world.run();
  expect(await balance(id)).toBe('25.000000');
  expect(await chargesOf(id)).toMatchObject([{ state: 'paid' }]);
  const { rows } = await world.database.pool.query(
    "select public_id::text as id from gateway_payments where purpose = 'auto_top_up' order by id desc limit 1",
  );
  const made = [...stripe.intents.values()].filter(
    ({ metadata }) => metadata.tollbook_reference === rows[0].id,
  );
  expect(made).toHaveLength(1);
  await world.verify();
}, 60_000);

test('a bank that takes money back pauses it; whoever may no longer pay by card is not charged', async () => {
  const { id, client, methodId } = await withCard();
  await client.put('/api/v1/me/auto-top-up', rule(methodId));
  const [payment] = (await client.get('/api/v1/card-payments')).body.items;
  const { rows } = await world.database.pool.query(
    'select payment_ref as ref from gateway_payments where public_id = $1',
    [payment.id],
  );
  await webhook(stripe.dispute(rows[0].ref));
  await world.run();
  expect((await client.get('/api/v1/me/card-terms')).body.autoTopUp.pausedReason).toBe('charged_back');
  expect(await balance(id)).toBe('0.000000');
  await client.put('/api/v1/me/auto-top-up', rule(methodId));
  await owner.patch(`/api/v1/accounts/${id}`, { settings: { paymentGatewayPermission: false } });
  await world.run();
  expect(await balance(id)).toBe('0.000000');
  await owner.patch(`/api/v1/accounts/${id}`, { settings: { paymentGatewayPermission: true } });
  await owner.patch(`/api/v1/accounts/${id}`, { status: 'suspended' });
  await world.run();
  expect(await balance(id)).toBe('0.000000');
  await world.verify();
});
