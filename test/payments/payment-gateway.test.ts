/** The keys of the gateway are kept and never read; nothing of a card gets anywhere near us. */
import { execFileSync } from 'node:child_process';
import { PassThrough } from 'node:stream';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { CARD_NUMBER, SECRET_KEY, WEBHOOK_SECRET } from '../support/stripe-server.ts';
import { createCardWorld, GATEWAY, key, type Json } from './card-world.ts';

const log = new PassThrough();
let logged = '';
log.on('data', (chunk: Buffer) => {
  logged += chunk.toString();
});
const world = await createCardWorld({ logger: pino({ level: 'trace' }, log) });
const { owner, stripe } = world;
const url = '/api/v1/payment-gateways/stripe';

test('keys are written and never read, tested, kept when they are left out, and needed', async () => {
  const read = (await owner.get(url)).body;
  expect(read).toMatchObject({
    isSetUp: true,
    status: 'active',
    hasSecretKey: true,
    hasWebhookSecret: true,
    feePercent: '2.9000',
    fee: '0.250000',
    webhookUrl: 'http://localhost:8080/api/v1/payments/stripe/webhook',
  });
  expect((await owner.post(`${url}/test`)).body).toEqual({ name: 'Example Telecom', isLive: false });
  const { secretKey: _, webhookSecret: __, ...values } = GATEWAY;
  expect((await owner.put(url, { ...values, fee: '0.30' })).body).toMatchObject({
    hasSecretKey: true,
    fee: '0.300000',
  });
  expect((await owner.post(`${url}/test`)).status).toBe(200);
  await world.set({ secretKey: 'sk_test_of_somebody_else' });
  expect(await owner.post(`${url}/test`)).toMatchObject({
    status: 409,
    body: { code: 'payment_gateway_refused' },
  });
  await world.set();
  const timeline = (await owner.get('/api/v1/settings/timeline')).body;
  const actions = timeline.items.map(({ action }: Json) => action);
  expect(actions).toContain('payment_gateway.changed');
  expect(actions).toContain('payment_gateway.keys_changed');
  await world.database.pool.query('update payment_gateways set sealed_webhook_secret = null, status = $1', [
    'inactive',
  ]);
  expect((await owner.put(url, values)).body.errors).toMatchObject([
    { field: 'webhookSecret', code: 'required' },
  ]);
  expect((await owner.post(`${url}/test`)).body.code).toBe('payment_gateway_off');
  await world.set();
});

test.each([
  [{ secretKey: 'pk_test_12345678' }, 'secretKey'],
  [{ webhookSecret: 'secret' }, 'webhookSecret'],
  [{ feePercent: '101' }, 'feePercent'],
  [{ fee: '0.001' }, 'fee'],
  [{ amountMax: '1' }, 'amountMax'],
  [{ currency: 'XXX' }, 'currency'],
])('%o is refused', async (over, field) => {
  const answer = await owner.put(url, { ...GATEWAY, ...over });
  expect(answer).toMatchObject({ status: 422, body: { errors: [{ field }] } });
});

/** ISO/IEC 7812-1: the last digit of a card number proves the others. */
function isCardNumber(digits: string): boolean {
  const sum = Array.from(digits)
    .toReversed()
    .map(Number)
    .map((digit, place) => (place % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2))
    .reduce((all, digit) => all + digit, 0);
  return sum % 10 === 0;
}

/** Numbers of 13 to 19 digits that begin as cards do (2 to 6) and prove themselves, written in one or in groups. */
function cardNumbersIn(text: string): readonly string[] {
  const found = text.match(/(?<![\d.a-f-])[2-6](?:[ -]?\d){12,18}(?![\d.a-f-])/gi) ?? [];
  return found.map((each) => each.replaceAll(/\D/g, '')).filter(isCardNumber);
}

test('no card number, no security code and no key is in the database, the log, an answer or the schema', async () => {
  expect(cardNumbersIn(`n=${CARD_NUMBER} 4242 4242 4242 4242`)).toHaveLength(2);
  const { client } = await world.payer();
  const started = await world.begin(client, { amount: '10', savesMethod: true });
  // The card is typed at the gateway.
  await fetch(started.url, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ number: CARD_NUMBER }),
  });
  await world.webhook(stripe.events.at(-1));
  const terms = (await client.get('/api/v1/me/card-terms')).body;
  await client.put('/api/v1/me/auto-top-up', {
    methodId: terms.methods[0].id,
    below: '50',
    amount: '20',
    monthMax: '100',
  });
  await world.run();
  await owner.post(`/api/v1/card-payments/${started.id}/refunds`, { amount: '5' }, key());
  const answers = await Promise.all(
    ['/api/v1/card-payments', `/api/v1/card-payments/${started.id}`, url, '/api/v1/settings/timeline'].map(
      async (path) => owner.get(path),
    ),
  );
  const dump = execFileSync('pg_dump', ['--inserts', world.database.url], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  expect(dump).toContain('visa ···· 4242');
  const schema = JSON.stringify((await world.anonymous.get('/api/v1/openapi.json')).body);
  const sent = JSON.stringify(stripe.requests);
  for (const text of [dump, logged, JSON.stringify([answers, terms]), sent]) {
    expect(cardNumbersIn(text)).toEqual([]);
    expect(text).not.toMatch(/\b(cvc|cvv|card_?number|security_?code)\b/i);
  }
  for (const text of [dump, logged, JSON.stringify(answers)]) {
    expect(text).not.toContain(SECRET_KEY);
    expect(text).not.toContain(WEBHOOK_SECRET);
  }
  expect(schema.match(/"(cvc|cvv|cardNumber|pan|securityCode)"/gi)).toBeNull();
  await world.verify();
});
