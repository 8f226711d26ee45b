/** What a price list says that its customers pay is what their calls cost, also where it passes on what its owner pays. */
import { afterAll, expect, test } from 'vitest';
import { PASSWORD, reseller, type Client, type Json } from '../http/support.ts';
import { createWorld } from './world.ts';

const world = await createWorld();
const { owner } = world;
const PER_6 = { initialIncrementSeconds: 60, incrementSeconds: 6 };
const cheap = { costPerMinute: '0.001' };
await world.trunk({ 1: cheap, 3: cheap, 4: cheap });
const NUMBERS: Readonly<Record<string, string>> = {
  1: '12025550123',
  39: '390612345678',
  43: '4315551234',
  44: '442071234567',
  49: '498912345678',
  4930: '493055512345',
  49301: '493012345678',
};

const base = await world.rateGroup(
  {
    1: { costPerMinute: '0.013', destination: 'North America' },
    39: { costPerMinute: '0.03', connectionCost: '0.01', destination: 'Italy' },
    43: { costPerMinute: '0.1', destination: 'Austria' },
    44: { costPerMinute: '0.04', destination: 'United Kingdom', graceSeconds: 2 },
    49: { costPerMinute: '0.05', ...PER_6, destination: 'Germany' },
    4930: { costPerMinute: '0.025', destination: 'Berlin' },
    49301: { costPerMinute: '0.02', destination: 'Germany, special' },
  },
  { markUpPercent: '10' },
);
const billing = (rateGroupId: string) => ({ accountType: 'postpaid', creditLimit: '50', rateGroupId });
const shop = await world.account(reseller({ billing: billing(base) }));
const ofShop = await world.signIn(shop.number, PASSWORD);
// What the shop alone pays, below the list.
await owner.post(`/api/v1/rate-groups/${base}/rates`, {
  prefix: '44',
  costPerMinute: '0.02',
  destination: 'UK, for the shop',
  accountId: shop.accountId,
});
await owner.post(`/api/v1/rate-groups/${base}/rates`, {
  prefix: '33',
  costPerMinute: '0.3',
  destination: 'France',
  validFrom: '2030-01-01T00:00:00Z',
});
const resale = await world.rateGroup(
  { 4930: { costPerMinute: '0.5', destination: 'Berlin, our price' }, 43: { costPerMinute: '0.2' } },
  { basis: 'purchase', markUpPercent: '25' },
  ofShop,
);
const below = await world.account(
  reseller({ panelAccess: { parentId: shop.accountId }, billing: billing(resale) }),
);
const ofBelow = await world.signIn(below.number, PASSWORD);
const last = await world.rateGroup({}, { basis: 'purchase', markUpPercent: '33.3333' }, ofBelow);
afterAll(world.verify);

const pages = async (id: string, client: Client, query = ''): Promise<Json[]> => {
  const items: Json[] = [];
  for (let cursor = ''; ; ) {
    const { status, body } = await client.get(`/api/v1/rate-groups/${id}/prices?limit=2${query}${cursor}`);
    expect(status, JSON.stringify(body)).toBe(200);
    items.push(...body.items);
    if (body.nextCursor === null) return items;
    cursor = `&cursor=${body.nextCursor}`;
  }
};
const shown = (items: readonly Json[]) =>
  items.map(({ prefix, costPerMinute, destination }) => `${prefix} ${costPerMinute} ${destination}`);

test('each price is purchase × mark-up, or a rate of the list itself, in pages and with the increments taken over', async () => {
  const items = await pages(resale, ofShop);
  expect(shown(items)).toEqual([
    // 0.013 × 1.1 × 1.25
    '1 0.017875000 North America',
    '39 0.041250000 Italy',
    '43 0.200000000 ',
    '44 0.027500000 UK, for the shop',
    '49 0.068750000 Germany',
    '4930 0.500000000 Berlin, our price',
    '49301 0.027500000 Germany, special',
  ]);
  expect(items.map(({ isOwnRate }) => isOwnRate)).toEqual([false, false, true, false, false, true, false]);
  expect(items.find(({ prefix }) => prefix === '49')).toMatchObject({ ...PER_6, currency: 'EUR' });
  expect(items.find(({ prefix }) => prefix === '39')).toMatchObject({ connectionCost: '0.013750' });
});

test('it is what calls cost and what the export says, also of a reseller below a reseller', async () => {
  for (const [id, client, parentId] of [
    [resale, ofShop, shop.accountId],
    [last, ofBelow, below.accountId],
  ] as const) {
    const items = await pages(id, client);
    const caller = await world.account(
      world.customerOf({ panelAccess: { parentId }, billing: { rateGroupId: id } }),
      { balance: '50' },
    );
    expect(items.map(({ prefix }) => prefix)).toEqual(Object.keys(NUMBERS).toSorted());
    for (const { prefix, costPerMinute, connectionCost, graceSeconds } of items) {
      const query = `to=%2B${NUMBERS[prefix]}&seconds=3600`;
      const { body } = await owner.get(`/api/v1/accounts/${caller.accountId}/simulated-call?${query}`);
      const nanos = BigInt(costPerMinute.replace('.', '')) * BigInt(3600 - graceSeconds);
      const micros = BigInt(connectionCost.replace('.', '')) + nanos / 60_000n;
      const charge: string = body.levels?.[0]?.charge ?? JSON.stringify(body);
      // What is lost by showing a billionth a minute is less than a micro of an hour.
      const difference = Number(BigInt(charge.replace('.', '')) - micros);
      expect(Math.abs(difference), `${prefix}: ${charge}`).toBeLessThanOrEqual(1);
    }
    const file: string = (await client.get(`/api/v1/rate-groups/${id}/rates/export`)).body;
    expect(file.trim().split('\r\n')).toHaveLength(items.length + 1);
    for (const { prefix, costPerMinute } of items)
      expect(file).toMatch(new RegExp(`^${prefix},.*,${costPerMinute.replace('.', '\\.')},`, 'm'));
  }
});

test('prices are found by prefix, by the name that counts, and by the moment', async () => {
  expect(shown(await pages(resale, ofShop, '&q=493'))).toEqual([
    '4930 0.500000000 Berlin, our price',
    '49301 0.027500000 Germany, special',
  ]);
  expect(shown(await pages(resale, ofShop, '&q=GERM'))).toEqual([
    '49 0.068750000 Germany',
    '49301 0.027500000 Germany, special',
  ]);
  // The name in the list that is passed on is not the one that counts.
  expect(await pages(resale, ofShop, '&q=kingdom')).toEqual([]);
  const later = await pages(resale, ofShop, '&at=2031-01-01T00:00:00Z');
  expect(shown(later)).toContain('33 0.412500000 France');
  const count = async (query: string) =>
    (await ofShop.get(`/api/v1/rate-groups/${resale}/prices/count?${query}`)).body;
  expect(await count('')).toEqual({ count: 7, isMore: false });
  expect(await count('q=GERM')).toEqual({ count: 2, isMore: false });
  expect(await count('q=kingdom')).toEqual({ count: 0, isMore: false });
  expect(await count('at=2031-01-01T00:00:00Z')).toEqual({ count: 8, isMore: false });
});

test('the list of rate groups says how many prices there are, and how many rates of its own', async () => {
  const { items } = (await ofShop.get('/api/v1/rate-groups')).body;
  expect(items).toMatchObject([{ rates: 2, prices: { count: 7, isMore: false } }]);
  expect((await owner.get(`/api/v1/rate-groups/${base}`)).body).toMatchObject({ rates: 9, prices: null });
  // What is passed on ends with the list that it comes from.
  await owner.patch(`/api/v1/rate-groups/${base}`, { status: 'inactive' });
  expect((await ofShop.get(`/api/v1/rate-groups/${resale}`)).body).toMatchObject({ prices: { count: 2 } });
  expect(shown(await pages(resale, ofShop))).toEqual([
    '43 0.200000000 ',
    '4930 0.500000000 Berlin, our price',
  ]);
  await owner.patch(`/api/v1/rate-groups/${base}`, { status: 'active' });
});

test('nobody reads the list that it buys by, nor one that is not below it', async () => {
  for (const [client, id] of [
    [ofShop, base],
    [ofShop, last],
    [ofBelow, resale],
  ] as const)
    expect((await client.get(`/api/v1/rate-groups/${id}/prices`)).status).toBe(404);
  expect(shown(await pages(base, owner))[0]).toBe('1 0.014300000 North America');
  expect((await ofShop.get(`/api/v1/rate-groups/${resale}/prices?cursor=x`)).status).toBe(422);
});
