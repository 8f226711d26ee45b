/** Payments by card: credited once, in full, by what the gateway says; refused where they may not be. */
import { expect, test } from 'vitest';
import { createCardWorld, key } from './card-world.ts';

const world = await createCardWorld();
const { begin, payer, stripe, webhook } = world;

test('what was paid on the page is credited when the gateway says so, with a receipt', async () => {
  const { id, client } = await payer();
  const started = await begin(client, { amount: '12.34' });
  expect(started.url).toBe(`${stripe.url}/pay/${started.page}`);
  expect(await world.paymentOf(started.id)).toMatchObject({
    state: 'open',
    amount: '12.340000',
    method: null,
  });
  expect((await world.wallet(id)).balance).toBe('0.000000');
  await world.payAndTell(started);
  expect(await world.paymentOf(started.id)).toMatchObject({
    state: 'paid',
    method: 'visa ···· 4242',
    gatewayFee: { amount: '0.420000', currency: 'EUR' },
    left: '12.340000',
  });
  expect((await world.wallet(id)).balance).toBe('12.340000');
  const [movement] = await world.statement(id);
  expect(movement).toMatchObject({
    kind: 'payment',
    amount: '12.340000',
    reason: { code: 'payment', method: 'card', note: 'visa ···· 4242' },
  });
  expect(movement.document.number).toMatch(/^REC-/);
  expect((await world.paymentOf(started.id)).receipt).toEqual({
    id: expect.any(String),
    number: movement.document.number,
  });
  // What the gateway owes is less by what it kept.
  expect(await world.house(null, 'gateway')).toBe(12_340_000n - 420_000n);
  expect(await world.house(null, 'gateway_fee')).toBe(420_000n);
  const { rows } = await world.database.pool.query(
    "select type, data from events where type = 'payment.received'",
  );
  expect(rows).toMatchObject([{ data: { amount: '12.340000', method: 'card' } }]);
  await world.verify();
});

test('the holder reads its payment, and not what the gateway keeps', async () => {
  const { client } = await payer();
  const other = await payer();
  const started = await begin(client, { amount: '20' });
  await world.payAndTell(started);
  const read = await client.get(`/api/v1/card-payments/${started.id}`);
  expect(read.body).toMatchObject({ state: 'paid', amount: '20.000000', gatewayFee: null, levels: [] });
  expect((await other.client.get(`/api/v1/card-payments/${started.id}`)).status).toBe(404);
  expect((await client.get('/api/v1/card-payments')).body.items).toHaveLength(1);
  expect((await other.client.get('/api/v1/card-payments')).body.items).toHaveLength(0);
});

test('a hundred messages, each twice, and the job beside them credit once', async () => {
  const { id, client } = await payer();
  const started = await begin(client, { amount: '50' });
  const event = stripe.pay(started.page);
  world.advance(16_000);
  const others = Array.from({ length: 50 }, (_, n) => ({ ...event, id: `evt_${started.id}_${n}` }));
  const answers = await Promise.all([...others, ...others].map((each) => webhook(each)).concat());
  const [, ...rest] = await Promise.all([world.run(), webhook(event), webhook(event)]);
  expect(new Set([...answers, ...rest].map(({ status }) => status))).toEqual(new Set([200]));
  expect((await world.wallet(id)).balance).toBe('50.000000');
  expect(await world.statement(id)).toHaveLength(1);
  await world.verify();
});

test('a message that the gateway did not sign, or long ago, moves nothing', async () => {
  const { id, client } = await payer();
  const started = await begin(client, { amount: '50' });
  const event = stripe.pay(started.page);
  const old = new Date(world.now().getTime() - 301_000);
  const forged = [
    await webhook(event, { secret: 'whsec_of_somebody_else' }),
    await webhook(event, { at: old }),
    await webhook(event, { body: `${JSON.stringify(event)} ` }),
    await world.anonymous.send({
      method: 'POST',
      url: '/api/v1/payments/stripe/webhook',
      headers: { 'content-type': 'application/json' },
      payload: JSON.stringify(event),
    }),
  ];
  for (const answer of forged)
    expect(answer).toMatchObject({ status: 400, body: { code: 'webhook_not_signed' } });
  expect((await world.wallet(id)).balance).toBe('0.000000');
  const huge = await webhook({ ...event, padding: 'x'.repeat(600_000) });
  expect(huge).toMatchObject({ status: 413, body: { code: 'body_too_large' } });
  // What we do not follow is taken.
  expect((await webhook({ ...event, type: 'customer.created', id: 'evt_other' })).status).toBe(200);
  expect((await world.wallet(id)).balance).toBe('0.000000');
});

test('what a message claims counts for nothing: the gateway is asked', async () => {
  const { id, client } = await payer();
  const started = await begin(client, { amount: '10' });
  const claimed = (over: object) =>
    webhook({
      ...stripe.tell('checkout.session.completed', { ...stripe.sessions.get(started.page), ...over }),
    });
  expect((await claimed({ payment_status: 'paid', amount_total: 999_999 })).status).toBe(200);
  expect((await world.wallet(id)).balance).toBe('0.000000');
  stripe.pay(started.page);
  expect((await claimed({ payment_status: 'paid', amount_total: 1 })).status).toBe(200);
  expect((await world.wallet(id)).balance).toBe('10.000000');
  // A payment of somebody else's at the same gateway.
  const foreign = { id: 'pi_of_another_shop', object: 'payment_intent', metadata: {} };
  expect((await webhook(stripe.tell('payment_intent.succeeded', foreign))).status).toBe(200);
});

test('a message that was lost is made up for by the job; a page that ends is over', async () => {
  const { id, client } = await payer();
  const paid = await begin(client, { amount: '10' });
  const left = await begin(client, { amount: '11' });
  stripe.pay(paid.page);
  world.advance(16_000);
  await world.run();
  expect((await world.wallet(id)).balance).toBe('10.000000');
  expect(await world.paymentOf(left.id)).toMatchObject({ state: 'open' });
  stripe.expire(left.page);
  world.advance(3_600_000);
  await world.run();
  expect(await world.paymentOf(left.id)).toMatchObject({ state: 'expired' });
  expect(world.failures).toEqual([]);
});

test('with the gateway away nothing is charged, nothing is lost, and the same key goes on', async () => {
  const { id, client } = await payer();
  const headers = key();
  stripe.wishes.isDown = true;
  const away = await client.post('/api/v1/me/card-payments', { amount: '10' }, headers);
  expect(away).toMatchObject({ status: 503, body: { code: 'payment_gateway_away' } });
  stripe.wishes.isDown = false;
  const started = (await client.post('/api/v1/me/card-payments', { amount: '10' }, headers)).body;
  expect((await client.post('/api/v1/me/card-payments', { amount: '10' }, headers)).body).toEqual(started);
  expect((await client.post('/api/v1/me/card-payments', { amount: '11' }, headers)).body.code).toBe(
    'idempotency_key_reused',
  );
  const event = stripe.pay(started.url.split('/').at(-1));
  stripe.wishes.isDown = true;
  expect(await webhook(event)).toMatchObject({ status: 503, body: { code: 'payment_gateway_away' } });
  expect((await world.wallet(id)).balance).toBe('0.000000');
  world.advance(61_000);
  await world.run();
  expect(world.failures.splice(0)).toMatchObject([{ kind: 'away' }]);
  stripe.wishes.isDown = false;
  await world.run();
  expect((await world.wallet(id)).balance).toBe('10.000000');
  expect((await webhook(event)).status).toBe(200);
  expect(await world.statement(id)).toHaveLength(1);
}, 60_000);

test('a page for which nobody came back ends', async () => {
  const { client } = await payer();
  stripe.wishes.isDown = true;
  await client.post('/api/v1/me/card-payments', { amount: '10' }, key());
  stripe.wishes.isDown = false;
  const [{ id }] = (await client.get('/api/v1/card-payments')).body.items;
  world.advance(16_000);
  await world.run();
  expect(await world.paymentOf(id)).toMatchObject({ state: 'open' });
  world.advance(3_600_000);
  await world.run();
  expect(await world.paymentOf(id)).toMatchObject({ state: 'expired' });
}, 60_000);

test.each([
  ['0.50', 'out_of_range'],
  ['4.99', 'out_of_range'],
  ['1000.01', 'out_of_range'],
  ['10.001', 'too_many_digits'],
])('%s euro are refused', async (amount, code) => {
  const { client } = await payer();
  const answer = await client.post('/api/v1/me/card-payments', { amount }, key());
  expect(answer).toMatchObject({ status: 422, body: { errors: [{ field: 'amount', code }] } });
});

test('the least and the most are said with the digits of the currency', async () => {
  const { client } = await payer();
  const { body } = await client.post('/api/v1/me/card-payments', { amount: '4.99' }, key());
  expect(body.errors[0].message).toBe('Send an amount from 5.00 to 1000.00.');
});

test('each currency is charged in its own units', async () => {
  await world.owner.post('/api/v1/exchange-rates', { fromCurrency: 'EUR', toCurrency: 'JPY', rate: '160' });
  await world.owner.post('/api/v1/exchange-rates', { fromCurrency: 'EUR', toCurrency: 'KWD', rate: '0.33' });
  await world.owner.post('/api/v1/exchange-rates', { fromCurrency: 'EUR', toCurrency: 'UGX', rate: '4000' });
  const sent = async (currency: string, amount: string) => {
    const { id, client } = await payer({ profile: { currency } });
    const started = await begin(client, { amount });
    await world.payAndTell(started);
    expect(Number((await world.wallet(id)).balance)).toBe(Number(amount));
    return stripe.sessions.get(started.page).amount_total as number;
  };
  expect(await sent('JPY', '1600')).toBe(1600);
  expect(await sent('KWD', '12.340')).toBe(12_340);
  expect(await sent('UGX', '20000')).toBe(2_000_000);
  const { client } = await payer({ profile: { currency: 'KWD' } });
  const fine = await client.post('/api/v1/me/card-payments', { amount: '12.345' }, key());
  expect(fine.body.errors).toMatchObject([{ field: 'amount', code: 'too_many_digits' }]);
  await world.verify();
});

test('whoever may not, or where nobody can, hears why', async () => {
  const { client } = await payer({ settings: { paymentGatewayPermission: false } });
  const refusal = { status: 403, body: { code: 'payment_gateway_not_permitted' } };
  expect(await client.post('/api/v1/me/card-payments', { amount: '10' }, key())).toMatchObject(refusal);
  expect((await client.get('/api/v1/me/card-terms')).body).toMatchObject({
    isOffered: false,
    reason: 'payment_gateway_not_permitted',
    amountMin: null,
  });
  const { client: yen } = await payer({ profile: { currency: 'CHF' } });
  expect(await yen.post('/api/v1/me/card-payments', { amount: '10' }, key())).toMatchObject({
    status: 409,
    body: { code: 'no_exchange_rate' },
  });
  const { client: may } = await payer();
  expect((await may.get('/api/v1/me/card-terms')).body).toMatchObject({
    isOffered: true,
    reason: null,
    amountMin: '5.000000',
    amountMax: '1000.000000',
    methods: [],
    autoTopUp: null,
  });
  await world.set({ status: 'inactive' });
  expect(await may.post('/api/v1/me/card-payments', { amount: '10' }, key())).toMatchObject({
    status: 409,
    body: { code: 'payment_gateway_off' },
  });
  expect((await may.get('/api/v1/me/card-terms')).body).toMatchObject({ reason: 'payment_gateway_off' });
  await world.set();
  expect(await world.owner.post('/api/v1/me/card-payments', { amount: '10' }, key())).toMatchObject({
    status: 409,
    body: { code: 'account_has_no_wallet' },
  });
});

test('nobody opens pages without end', async () => {
  const { client } = await payer();
  for (let n = 0; n < 20; n++) await begin(client, { amount: '10' });
  expect(await client.post('/api/v1/me/card-payments', { amount: '10' }, key())).toMatchObject({
    status: 429,
    body: { code: 'too_many_open_payments' },
  });
  world.advance(3_601_000);
  await world.run();
  await begin(client, { amount: '10' });
});

test('money whose rate vanished is held, shown and credited when there is a rate again', async () => {
  await world.owner.post('/api/v1/exchange-rates', { fromCurrency: 'EUR', toCurrency: 'SEK', rate: '11' });
  const { client: above, id: aboveId } = await world.distributor({ profile: { currency: 'SEK' } });
  const { id, client } = await payer({}, above);
  const started = await begin(client, { amount: '10' });
  await world.database.pool.query("update exchange_rates set to_currency = 'NOK' where to_currency = 'SEK'");
  await world.payAndTell(started);
  expect(await world.paymentOf(started.id)).toMatchObject({ state: 'held', heldReason: 'no_exchange_rate' });
  expect((await world.owner.get('/api/v1/card-payments?state=held')).body.items).toHaveLength(1);
  expect((await world.wallet(id)).balance).toBe('0.000000');
  await world.verify();
  await world.database.pool.query("update exchange_rates set to_currency = 'SEK' where to_currency = 'NOK'");
  world.advance(16_000);
  await world.run();
  expect(await world.paymentOf(started.id)).toMatchObject({ state: 'paid', heldReason: null });
  expect((await world.wallet(id)).balance).toBe('10.000000');
  // 110.00, less 2.9 % (3.19) and 0.25 EUR (2.75).
  expect((await world.wallet(aboveId)).balance).toBe('104.060000');
  await world.verify();
});

test('an invoice that is paid by card is paid', async () => {
  const { id, client } = await payer({ billing: { accountType: 'postpaid' } });
  const draft = await world.owner.post(`/api/v1/accounts/${id}/invoice-drafts`, {}, key());
  const line = { text: 'Telephone', quantity: '1', unitPrice: '42.50' };
  const changed = await world.owner.patch(`/api/v1/invoice-drafts/${draft.body.id}`, {
    lines: [line],
    includesOpen: false,
  });
  expect(changed.status, JSON.stringify(changed.body)).toBe(200);
  const issued = await world.owner.post(`/api/v1/invoice-drafts/${draft.body.id}/issue`, {}, key());
  expect(issued.status, JSON.stringify(issued.body)).toBeLessThan(300);
  const invoice = (await client.get('/api/v1/documents?kind=invoice')).body.items[0];
  expect(invoice).toMatchObject({ state: 'open', open: '42.500000' });
  const started = await begin(client, { documentId: invoice.id });
  await world.payAndTell(started);
  expect((await client.get(`/api/v1/documents/${invoice.id}`)).body).toMatchObject({ state: 'paid' });
  expect(await world.paymentOf(started.id)).toMatchObject({
    purpose: 'invoice',
    amount: '42.500000',
    document: { number: invoice.number },
  });
  const again = await client.post('/api/v1/me/card-payments', { documentId: invoice.id }, key());
  expect(again).toMatchObject({ status: 409, body: { code: 'nothing_is_open' } });
  const other = await payer();
  expect(
    (await other.client.post('/api/v1/me/card-payments', { documentId: invoice.id }, key())).status,
  ).toBe(404);
  await world.verify();
});
