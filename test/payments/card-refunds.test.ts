/** Money that goes back to cards, and what banks take and give back: at every level, exactly once. */
import { expect, test } from 'vitest';
import { createCardWorld, key } from './card-world.ts';

const world = await createCardWorld();
const { begin, owner, payer, stripe, webhook } = world;

async function paid(amount: string, over: Parameters<typeof payer>[0] = {}) {
  const account = await payer(over);
  const started = await begin(account.client, { amount });
  await world.payAndTell(started);
  const { payment_intent: ref } = stripe.sessions.get(started.page);
  return { ...account, paymentId: started.id as string, ref: ref as string };
}

const refund = (paymentId: string, body: object = {}, headers = key()) =>
  owner.post(`/api/v1/card-payments/${paymentId}/refunds`, body, headers);

test('parts and the rest go back, and no more than was paid', async () => {
  const { id, paymentId } = await paid('100');
  const first = await refund(paymentId, { amount: '33.33', note: 'Too much' });
  expect(first).toMatchObject({ status: 201, body: { refunded: '33.330000', left: '66.670000' } });
  expect(first.body.refunds).toMatchObject([{ amount: '33.330000', state: 'done', note: 'Too much' }]);
  expect((await world.wallet(id)).balance).toBe('66.670000');
  expect(await refund(paymentId, { amount: '66.68' })).toMatchObject({
    status: 409,
    body: { code: 'refund_is_too_much', detail: '66.67 EUR of the payment is left.' },
  });
  expect(await refund(paymentId)).toMatchObject({ status: 201, body: { left: '0.000000' } });
  expect((await world.wallet(id)).balance).toBe('0.000000');
  expect((await refund(paymentId)).body.code).toBe('refund_is_too_much');
  expect([...stripe.refunds.values()].map(({ amount }) => amount)).toEqual([3333, 6667]);
  const notes = (await world.statement(id))
    .filter(({ kind }) => kind === 'refund')
    .map(({ reason }) => reason);
  expect(notes).toContainEqual(expect.objectContaining({ method: 'card', note: 'Too much' }));
  await world.verify();
});

test('one key refunds once; ten at once refund what is left', async () => {
  const { id, paymentId } = await paid('50');
  const headers = key();
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => refund(paymentId, { amount: '10' }, headers)),
  );
  expect(answers.every(({ status }) => status < 300)).toBe(true);
  expect((await world.wallet(id)).balance).toBe('40.000000');
  const others = await Promise.all(Array.from({ length: 10 }, () => refund(paymentId, { amount: '10' })));
  expect(others.filter(({ status }) => status === 201)).toHaveLength(4);
  expect((await world.wallet(id)).balance).toBe('0.000000');
  await world.verify();
});

test('what was spent is not given back', async () => {
  const { id, paymentId } = await paid('20');
  await owner.post(
    `/api/v1/accounts/${id}/adjustments`,
    { amount: '15', direction: 'debit', note: 'x' },
    key(),
  );
  const count = stripe.refunds.size;
  expect(await refund(paymentId, { amount: '6' })).toMatchObject({
    status: 409,
    body: { code: 'insufficient_funds' },
  });
  expect(stripe.refunds.size).toBe(count);
  expect(await world.paymentOf(paymentId)).toMatchObject({ refunded: '0.000000', refunds: [] });
  expect((await refund(paymentId, { amount: '5' })).status).toBe(201);
  await world.verify();
});

test('a gateway that refuses moves nothing; one that is away is asked again by the job', async () => {
  const { id, paymentId } = await paid('20');
  stripe.wishes.refusesRefunds = true;
  expect(await refund(paymentId, { amount: '6' })).toMatchObject({
    status: 409,
    body: { code: 'payment_gateway_refused' },
  });
  stripe.wishes.refusesRefunds = false;
  expect(await world.paymentOf(paymentId)).toMatchObject({
    left: '20.000000',
    refunds: [{ state: 'failed', amount: '6.000000' }],
  });
  stripe.wishes.isDown = true;
  expect(await refund(paymentId, { amount: '7' })).toMatchObject({
    status: 201,
    body: { left: '13.000000', refunds: [{ state: 'failed' }, { state: 'asked', amount: '7.000000' }] },
  });
  expect((await world.wallet(id)).balance).toBe('20.000000');
  stripe.wishes.isDown = false;
  world.advance(61_000);
  await world.run();
  expect((await world.wallet(id)).balance).toBe('13.000000');
  expect((await world.paymentOf(paymentId)).refunds).toMatchObject([{ state: 'failed' }, { state: 'done' }]);
  await world.verify();
}, 60_000);

test('a refund that was made at the gateway, and one that failed after all', async () => {
  const { id, paymentId, ref } = await paid('20');
  const made = {
    id: 're_by_hand',
    object: 'refund',
    amount: 500,
    currency: 'eur',
    payment_intent: ref,
    status: 'succeeded',
    metadata: {},
  };
  stripe.refunds.set(made.id, made);
  const events = Array.from({ length: 10 }, () => stripe.tell('refund.created', made));
  await Promise.all(events.map((event) => webhook(event)));
  expect((await world.wallet(id)).balance).toBe('15.000000');
  expect((await world.paymentOf(paymentId)).refunds).toMatchObject([
    { isMadeAtGateway: true, state: 'done' },
  ]);
  const failed = { ...made, status: 'failed', failure_reason: 'lost_or_stolen_card' };
  stripe.refunds.set(made.id, failed);
  await Promise.all(
    [stripe.tell('refund.failed', failed), stripe.tell('refund.updated', failed)].map((event) =>
      webhook(event),
    ),
  );
  expect((await world.wallet(id)).balance).toBe('20.000000');
  expect(await world.paymentOf(paymentId)).toMatchObject({
    left: '20.000000',
    refunds: [{ state: 'failed', failure: 'lost_or_stolen_card' }],
  });
  await world.verify();
});

test('a bank that only asks takes nothing; one that takes passes the limit; one that gives back pays in', async () => {
  const { id, paymentId, ref } = await paid('30');
  const inquiry = stripe.dispute(ref, { isInquiry: true });
  await webhook(inquiry);
  expect((await world.wallet(id)).balance).toBe('30.000000');
  await owner.post(
    `/api/v1/accounts/${id}/adjustments`,
    { amount: '25', direction: 'debit', note: 'x' },
    key(),
  );
  const event = stripe.dispute(ref);
  await Promise.all([webhook(event), webhook({ ...event, id: 'evt_again' }), webhook(event)]);
  expect((await world.wallet(id)).balance).toBe('-25.000000');
  expect(await world.paymentOf(paymentId)).toMatchObject({ disputed: '30.000000', left: '0.000000' });
  expect((await refund(paymentId, { amount: '5' })).body.code).toBe('refund_is_too_much');
  const { rows } = await world.database.pool.query(
    "select count(*)::int as n from events where type = 'payment.charged_back'",
  );
  expect(rows).toEqual([{ n: 1 }]);
  const { id: disputeId } = event.data.object;
  await webhook(stripe.endDispute(disputeId, 'won'));
  await webhook(
    stripe.tell('charge.dispute.funds_reinstated', stripe.sessions.get('none') ?? { id: disputeId }),
  );
  expect((await world.wallet(id)).balance).toBe('5.000000');
  expect(await world.paymentOf(paymentId)).toMatchObject({ disputed: '0.000000', left: '30.000000' });
  const { disputes } = await world.paymentOf(paymentId);
  expect(disputes.map(({ state }: { state: string }) => state).toSorted()).toEqual(['asked', 'reinstated']);
  await world.verify();
});

test('a dispute that is lost stays taken, however often it is told', async () => {
  const { id, ref } = await paid('30');
  const event = stripe.dispute(ref);
  await webhook(event);
  await webhook(stripe.endDispute(event.data.object.id, 'lost'));
  expect((await world.wallet(id)).balance).toBe('0.000000');
  expect(await world.statement(id)).toHaveLength(2);
  await world.verify();
});

test('a dispute that is told of before its payment waits for it', async () => {
  const account = await payer();
  const started = await begin(account.client, { amount: '30' });
  const paidEvent = stripe.pay(started.page);
  const { payment_intent: ref } = stripe.sessions.get(started.page);
  await world.database.pool.query('update gateway_payments set payment_ref = $2 where public_id = $1', [
    started.id,
    ref,
  ]);
  const event = stripe.dispute(ref);
  expect(await webhook(event)).toMatchObject({ status: 503 });
  await webhook(paidEvent);
  world.advance(61_000);
  await world.run();
  expect((await world.wallet(account.id)).balance).toBe('0.000000');
  expect(await world.statement(account.id)).toHaveLength(2);
  await world.verify();
});

test('three resellers and two currencies: each keeps the amount less the fee, and gives back its share', async () => {
  await owner.post('/api/v1/exchange-rates', { fromCurrency: 'EUR', toCurrency: 'USD', rate: '1.1' });
  const first = await world.distributor();
  const second = await world.distributor({ profile: { currency: 'USD' } }, first.client);
  const third = await world.distributor({}, second.client);
  const account = await payer({}, third.client);
  const started = await begin(account.client, { amount: '100' });
  await world.payAndTell(started);
  const balances = async () => {
    const all = [account, third, second, first].map(
      async ({ id }) => (await world.wallet(id)).balance as string,
    );
    return Promise.all(all);
  };
  // 100.00 - 2.90 - 0.25; in dollars 110.00 - 3.19 - 0.28 (0.275 rounded).
  expect(await balances()).toEqual(['100.000000', '96.850000', '106.530000', '96.850000']);
  expect((await world.paymentOf(started.id)).levels).toMatchObject([
    { number: account.number, currency: 'EUR', amount: '100.000000', fee: '0.000000', exchangeRate: null },
    { number: third.number, currency: 'EUR', amount: '100.000000', fee: '3.150000' },
    {
      number: second.number,
      currency: 'USD',
      amount: '110.000000',
      fee: '3.470000',
      exchangeRate: '1.1000000000',
    },
    { number: first.number, currency: 'EUR', amount: '100.000000', fee: '3.150000' },
  ]);
  expect((await first.client.get(`/api/v1/card-payments/${started.id}`)).body).toMatchObject({ levels: [] });
  const [movement] = await world.statement(first.id);
  expect(movement.reason.note).toBe(account.number);
  await world.verify();
  // A third, a third and the rest: in dollars 36.66, 36.66 and 36.67, each rounded by itself.
  for (const { id } of [first, second, third])
    await owner.post(
      `/api/v1/accounts/${id}/adjustments`,
      { amount: '10', direction: 'credit', note: 'x' },
      key(),
    );
  for (const amount of ['33.33', '33.33', '33.34'])
    expect((await refund(started.id, { amount })).status).toBe(201);
  // What is left is what they had, less the fees, which stay at the gateway.
  expect(await balances()).toEqual(['0.000000', '6.850000', '6.540000', '6.850000']);
  await world.verify();
});

test('a reseller that has spent it stands in the way of a refund, and is named', async () => {
  const first = await world.distributor();
  const account = await payer({}, first.client);
  const started = await begin(account.client, { amount: '100' });
  await world.payAndTell(started);
  const answer = await refund(started.id);
  expect(answer).toMatchObject({ status: 409, body: { code: 'insufficient_funds' } });
  expect(answer.body.detail).toContain(first.number);
  // A bank asks nobody.
  await webhook(stripe.dispute(stripe.sessions.get(started.page).payment_intent));
  expect((await world.wallet(first.id)).balance).toBe('-3.150000');
  expect((await world.wallet(account.id)).balance).toBe('0.000000');
  await world.verify();
});

test('a commission reseller is passed over: its customers are the issuer’s above', async () => {
  const seller = await world.distributor({ resellerTerms: { type: 'commission', commissionPercent: '10' } });
  const account = await payer({}, seller.client);
  const started = await begin(account.client, { amount: '100' });
  await world.payAndTell(started);
  expect((await world.wallet(account.id)).balance).toBe('100.000000');
  expect((await world.paymentOf(started.id)).levels).toHaveLength(1);
  await world.verify();
});

test('a reseller pays by card for itself', async () => {
  const first = await world.distributor();
  const second = await world.distributor({}, first.client);
  const started = await begin(second.client, { amount: '200' });
  await world.payAndTell(started);
  expect((await world.wallet(second.id)).balance).toBe('200.000000');
  expect((await world.wallet(first.id)).balance).toBe('193.950000');
  await world.verify();
});

test('a wallet far below its limit is credited all the same, and the fee comes off it', async () => {
  const first = await world.distributor();
  await owner.post(
    `/api/v1/accounts/${first.id}/adjustments`,
    { amount: '500', direction: 'debit', note: 'x' },
    key(),
  );
  const account = await payer({}, first.client);
  const started = await begin(account.client, { amount: '100' });
  await world.payAndTell(started);
  expect(await world.paymentOf(started.id)).toMatchObject({ state: 'paid' });
  expect((await world.wallet(first.id)).balance).toBe('-403.150000');
  await world.verify();
});

test('tax of prepaid accounts is taken from what was paid, and given back with it', async () => {
  const tax = await owner.post('/api/v1/taxes', { name: 'VAT', percent: '20' });
  const { id, paymentId } = await paid('12', { billing: { taxIds: [tax.body.id] } });
  expect((await world.wallet(id)).balance).toBe('10.000000');
  const receipt = (await owner.get(`/api/v1/documents?accountId=${id}`)).body.items[0];
  expect(receipt).toMatchObject({ total: '12.000000', tax: '2.000000', net: '10.000000' });
  expect((await refund(paymentId)).status).toBe(201);
  expect((await world.wallet(id)).balance).toBe('0.000000');
  await world.verify();
});

test('the fee in another currency than the payment is a figure, and stays out of the books', async () => {
  const before = await world.house(null, 'gateway_fee');
  stripe.wishes.settlesIn = 'usd';
  const { paymentId } = await paid('100');
  stripe.wishes.settlesIn = 'eur';
  expect(await world.paymentOf(paymentId)).toMatchObject({
    gatewayFee: { amount: '1.650000', currency: 'USD' },
  });
  expect(await world.house(null, 'gateway_fee')).toBe(before);
  stripe.wishes.isFeeLate = true;
  const late = await paid('100');
  expect(await world.paymentOf(late.paymentId)).toMatchObject({ gatewayFee: null });
  stripe.wishes.isFeeLate = false;
  world.advance(16_000);
  await world.run();
  expect(await world.paymentOf(late.paymentId)).toMatchObject({
    gatewayFee: { amount: '1.650000', currency: 'EUR' },
  });
  expect(await world.house(null, 'gateway_fee')).toBe(before + 1_650_000n);
  await world.verify();
});
