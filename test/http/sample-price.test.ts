/** What a call would cost an account that is not made yet: worked out by hand, and only for whoever may see it. */
import { expect, test } from 'vitest';
import { createServer, customer, key, PASSWORD, reseller, type Client, type Json } from './support.ts';

const server = await createServer();
const { owner } = server;

async function must(answer: Promise<{ status: number; body: Json }>): Promise<Json> {
  const { status, body } = await answer;
  expect(status, JSON.stringify(body)).toBeLessThan(300);
  return body;
}

/** A price list of 60/6 with one rate for Germany, or for what is given. */
async function list(client: Client, name: string, costPerMinute: string, prefix = '49') {
  const body = { name, currency: 'EUR', initialIncrementSeconds: 60, incrementSeconds: 6 };
  const group = await must(client.post('/api/v1/rate-groups', body));
  await must(
    client.post(`/api/v1/rate-groups/${group.id}/rates`, { prefix, costPerMinute, destination: 'Land' }),
  );
  return group.id as string;
}

async function makeReseller(client: Client, over: Parameters<typeof reseller>[0] = {}) {
  const { account } = await must(client.post('/api/v1/accounts', reseller(over), key()));
  return { account, client: await server.signIn(account.number, PASSWORD) };
}

const ask = (client: Client, query: Record<string, string>) =>
  client.get(
    `/api/v1/accounts/sample-price?${new URLSearchParams({ currency: 'EUR', country: 'DE', ...query }).toString()}`,
  );

const retail = await list(owner, 'Retail', '0.089');
const dear = await list(owner, 'Wholesale', '0.1');
const north = await makeReseller(owner, { billing: { rateGroupId: dear } });
const ofNorth = await list(north.client, 'Of the north', '0.089');

test('90 s at 60/6 and 0.089 a minute cost 0.1335; 61 s are billed as 66, and 5 s as 60', async () => {
  const { body } = await ask(owner, { rateGroupId: retail });
  expect(body).toMatchObject({
    talkSeconds: 90,
    currency: 'EUR',
    price: {
      amount: '0.133500',
      billedSeconds: 90,
      destination: 'Land',
      prefix: '49',
      initialIncrementSeconds: 60,
      incrementSeconds: 6,
      exchangeRate: null,
    },
    warnings: [],
  });
  expect(body.number).toMatch(/^\+491\d+$/);
  const priceOf = async (seconds: string) =>
    (await ask(owner, { rateGroupId: retail, number: '030 123456', seconds })).body;
  expect(await priceOf('61')).toMatchObject({
    number: '+4930123456',
    price: { amount: '0.097900', billedSeconds: 66 },
  });
  expect(await priceOf('5')).toMatchObject({ price: { amount: '0.089000', billedSeconds: 60 } });
});

test('the mark-up and the exchange rate of the moment are in it, and it is rounded once', async () => {
  await must(owner.patch(`/api/v1/rate-groups/${retail}`, { markUpPercent: '10' }));
  const missing = await ask(owner, { rateGroupId: retail, currency: 'CHF' });
  expect(missing.body).toMatchObject({ price: null, warnings: ['no_exchange_rate'] });
  await must(owner.post('/api/v1/exchange-rates', { fromCurrency: 'EUR', toCurrency: 'CHF', rate: '0.95' }));
  // 0.1335 × 1.1 × 0.95
  const { body } = await ask(owner, { rateGroupId: retail, currency: 'CHF' });
  expect(body).toMatchObject({
    currency: 'CHF',
    rateCurrency: 'EUR',
    price: { amount: '0.139508', exchangeRate: '0.9500000000' },
  });
  await must(owner.patch(`/api/v1/rate-groups/${retail}`, { markUpPercent: '0' }));
});

test('it warns of a list that is not active, and of numbers without a rate, one’s own country above all', async () => {
  const swiss = { rateGroupId: retail, country: 'CH' };
  expect((await ask(owner, swiss)).body).toMatchObject({
    price: null,
    warnings: ['no_rate_for_own_country'],
  });
  expect((await ask(owner, { ...swiss, number: '+4930123456' })).body).toMatchObject({
    price: { amount: '0.133500' },
    warnings: ['no_rate_for_own_country'],
  });
  expect((await ask(owner, { rateGroupId: retail, number: '+33123456789' })).body).toMatchObject({
    price: null,
    warnings: ['no_rate'],
  });
  const old = await list(owner, 'Old', '1');
  await must(owner.patch(`/api/v1/rate-groups/${old}`, { status: 'inactive' }));
  expect((await ask(owner, { rateGroupId: old })).body).toMatchObject({
    price: { amount: '1.500000' },
    warnings: ['rate_group_inactive'],
  });
});

test('what is no number is refused at its field', async () => {
  for (const number of ['hello', '12', '+']) {
    const { status, body } = await ask(owner, { rateGroupId: retail, number });
    expect([status, body.errors[0].field, body.errors[0].code]).toEqual([422, 'number', 'number_invalid']);
  }
});

test('a reseller that sells below what it pays is told so, and so is whoever is above it', async () => {
  const own = await ask(north.client, { rateGroupId: ofNorth });
  expect(own.body).toMatchObject({ price: { amount: '0.133500' }, warnings: ['below_cost'] });
  const above = await ask(owner, { rateGroupId: ofNorth, parentId: north.account.id });
  expect(above.body.warnings).toEqual(['below_cost']);
  // 90 s × 0.1 = 0.15, what it pays itself.
  const even = await list(north.client, 'Even', '0.1');
  expect((await ask(north.client, { rateGroupId: even })).body.warnings).toEqual([]);
});

test('prices of others stay theirs: foreign, unknown, bought by and further down are the same 404', async () => {
  const south = await makeReseller(owner);
  const ofSouth = await list(south.client, 'Of the south', '0.01');
  const below = await makeReseller(north.client, { billing: { rateGroupId: ofNorth } });
  const ofBelow = await list(below.client, 'Of one below', '0.01');
  const unknown = '99999999-9999-4999-8999-999999999999';
  for (const query of [
    { rateGroupId: ofSouth },
    { rateGroupId: retail },
    { rateGroupId: dear },
    { rateGroupId: unknown },
    { rateGroupId: ofBelow },
    { rateGroupId: ofBelow, parentId: below.account.id },
    { rateGroupId: ofSouth, parentId: south.account.id },
  ]) {
    const { status, body } = await ask(north.client, query);
    const { instance: _instance, ...rest } = body;
    expect([status, rest]).toEqual([
      404,
      {
        type: '/problems/not_found',
        title: 'Not found',
        status: 404,
        code: 'not_found',
        detail: 'There is nothing here, or it is not yours to see.',
      },
    ]);
  }
  const person = await must(owner.post('/api/v1/accounts', customer(), key()));
  const client = await server.signIn(person.account.number, PASSWORD);
  expect((await ask(client, { rateGroupId: retail })).body.code).toBe('not_permitted');
});

test('a commission reseller sees the prices that its customers pay, and nothing of what is paid above', async () => {
  const agent = await makeReseller(north.client, {
    resellerTerms: { type: 'commission', commissionPercent: '10' },
  } as object);
  expect((await ask(agent.client, { rateGroupId: ofNorth })).body).toMatchObject({
    price: { amount: '0.133500' },
    warnings: [],
  });
  expect((await ask(agent.client, { rateGroupId: dear })).body.code).toBe('not_found');
});
