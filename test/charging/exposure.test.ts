/** What a seller may lose by its buyers: each in its own book, to the micro. */
import { expect, test } from 'vitest';
import { PASSWORD, type Client, type Json } from '../http/support.ts';
import { createWorld } from './world.ts';

const world = await createWorld();
const { owner, send, question, end } = world;
// One that takes limits: money is held for five minutes at a time.
const { key: switchKey } = await world.created(owner, 'switches', {
  name: 'Kamailio',
  kind: 'kamailio',
  controlUrl: 'http://127.0.0.1:9',
  controlKey: 'the control key',
});
const tell = async (event: object): Promise<Json> => (await send(event, `Bearer ${switchKey}`)).body;
await world.trunk({ 49: { costPerMinute: '0.001' } });
const MINUTES = { initialIncrementSeconds: 60, incrementSeconds: 60 };
const group = (costPerMinute: string, client = owner) =>
  world.rateGroup({ 49: { ...MINUTES, costPerMinute } }, {}, client);
const settings = { cps: 100, concurrentCalls: 20 };
const seller = await world.account(
  world.resellerOf({
    resellerTerms: { type: 'distributor' },
    settings,
    billing: { accountType: 'postpaid', creditLimit: '20', rateGroupId: await group('0.03') },
  }),
);
const ofSeller = await world.signIn(seller.number, PASSWORD);
const below = await world.account(
  world.customerOf({ settings, billing: { rateGroupId: await group('0.06', ofSeller) } }),
  { balance: '1' },
  ofSeller,
);
const direct = await world.account(
  world.customerOf({ settings, billing: { accountType: 'postpaid', creditLimit: '50' } }),
);
await world.created(owner, `accounts/${direct.accountId}/adjustments`, {
  amount: '5',
  direction: 'debit',
  note: 'Old debt',
});

const exposureOf = async (client: Client): Promise<Json[]> =>
  (await client.get('/api/v1/exposure')).body.currencies;
const creditOf = async (client: Client, query = ''): Promise<Json> =>
  (await client.get(`/api/v1/exposure/credit${query}`)).body;

test('calls may cost what their time and the account’s money allow, and credit is counted in the book it is given in', async () => {
  expect(await exposureOf(owner)).toEqual([
    {
      currency: 'EUR',
      calls: 0,
      held: '0.000000',
      most: '0.000000',
      creditAccounts: 2,
      creditGiven: '70.000000',
      creditUsed: '5.000000',
    },
  ]);
  expect(await exposureOf(ofSeller)).toEqual([]);
  // Each holds five minutes: 0.30, and 0.15 above. Alone each could use what the other does not hold: 11 minutes of 0.70.
  const calls = [await tell(question(below)), await tell(question(below))];
  expect(await exposureOf(ofSeller)).toMatchObject([
    { calls: 2, held: '0.600000', most: '1.000000', creditAccounts: 0, creditGiven: '0.000000' },
  ]);
  expect(await exposureOf(owner)).toMatchObject([{ calls: 2, held: '0.300000', most: '0.660000' }]);
  expect(await exposureOf(await world.signIn(below.number, PASSWORD))).toEqual([]);
  for (const call of calls) await tell(end(call, 60_000));
  expect(await exposureOf(owner)).toMatchObject([
    { calls: 0, held: '0.000000', most: '0.000000', creditUsed: '5.060000' },
  ]);
  await world.verify();
});

test('who has credit adds up to what is given and used, page by page, and is nobody else’s business', async () => {
  const first = await creditOf(owner, '?limit=1');
  const second = await creditOf(owner, `?limit=1&cursor=${first.nextCursor}`);
  expect([...first.items, ...second.items]).toMatchObject([
    { accountId: direct.accountId, creditGiven: '50.000000', creditUsed: '5.000000', available: '45.000000' },
    { accountId: seller.accountId, creditGiven: '20.000000', creditUsed: '0.060000', available: '19.940000' },
  ]);
  expect(second.nextCursor).toBe(null);
  expect((await creditOf(owner, '?currency=USD')).items).toEqual([]);
  expect((await creditOf(ofSeller)).items).toEqual([]);
});
