/** What a price list says of one account or one trunk: personal rates, forced trunks, shares. */
import { afterEach, expect, test } from 'vitest';
import { key, PASSWORD, type Json } from '../http/support.ts';
import { createWorld, type Line } from './world.ts';

const world = await createWorld();
const { owner, ask, end, answer, send, wallet } = world;
const first = await world.trunk({ 49: { costPerMinute: '0.001' } });
const second = await world.trunk({ 49: { costPerMinute: '0.002' } });
const [viaFirst, viaSecond] = [first.gateways[0].id, second.gateways[0].id];
const BERLIN = '+493012345678';

afterEach(() => world.verify());

async function listWith(over: object = {}): Promise<string> {
  return world.rateGroup({ 49: { costPerMinute: '0.06' } }, over);
}
const lineOf = (rateGroupId: string) =>
  world.account(world.customerOf({ billing: { rateGroupId }, settings: { cps: 100, concurrentCalls: 10 } }), {
    balance: '100',
  });
const ratesUrl = (id: string) => `/api/v1/rate-groups/${id}/rates`;
/** The gateways that the switch is told, in the order in which it tries them. */
const gatewaysNow = async (line: Line): Promise<string[]> =>
  (await ask(line, { destination: BERLIN })).gateways.map(({ id }: Json) => id);

test('a personal rate is paid by its account only, and ends and begins apart from everybody’s', async () => {
  const list = await listWith();
  const [hers, his] = [await lineOf(list), await lineOf(list)];
  const made = await owner.post(ratesUrl(list), {
    prefix: '49',
    costPerMinute: '0.03',
    accountId: hers.accountId,
  });
  expect(made.body).toMatchObject({
    isPersonal: true,
    accountId: hers.accountId,
    accountName: 'Ada Lovelace',
  });
  const talk = async (line: typeof hers) => {
    const granted = await ask(line, { destination: BERLIN });
    await send(answer(granted));
    await send(end(granted, 60_000));
    return (await wallet(line.accountId)).balance;
  };
  expect(await talk(hers)).toBe('99.970000');
  expect(await talk(his)).toBe('99.940000');
  // Everybody's price goes up; hers stays.
  await owner.post(ratesUrl(list), { prefix: '49', costPerMinute: '0.12' });
  expect(await talk(hers)).toBe('99.940000');
  expect(await talk(his)).toBe('99.820000');
  const items = (await owner.get(ratesUrl(list))).body.items;
  expect(items.filter(({ validTo }: Json) => validTo === null)).toHaveLength(2);
  const personal = (await owner.get(`${ratesUrl(list)}?accountId=${hers.accountId}`)).body.items;
  expect(personal.map(({ id }: Json) => id)).toEqual([made.body.id]);
  await owner.delete(`${ratesUrl(list)}/${made.body.id}`);
  expect(await talk(hers)).toBe('99.820000');
});

test('a reseller’s list on what it pays follows those above at once, and its own rates are prices as they are', async () => {
  const operators = await listWith({ markUpPercent: '10' });
  const settings = { cps: 'unlimited', concurrentCalls: 'unlimited' };
  const billing = (rateGroupId: string) => ({ accountType: 'postpaid', creditLimit: '500', rateGroupId });
  const sell = async (client: typeof owner, rateGroupId: string, over: object = {}) => {
    const made = await world.account(
      world.resellerOf({ billing: billing(rateGroupId), settings }),
      over,
      client,
    );
    const me = await world.signIn(made.number, PASSWORD);
    const list = async (markUpPercent: string) =>
      world.rateGroup({}, { basis: 'purchase', markUpPercent }, me);
    return { ...made, me, list };
  };
  const upper = await sell(owner, operators);
  const passedOn = await upper.list('20');
  const lower = await sell(upper.me, passedOn);
  const resold = await lower.list('10');
  const line = await world.account(world.customerOf({ billing: billing(resold), settings }), {}, lower.me);
  /** What the customer, the lower and the upper reseller pay for a minute; asked before, it is the same. */
  const pays = async (destination: string) => {
    const url = `/api/v1/accounts/${line.accountId}/simulated-call?to=${encodeURIComponent(destination)}&seconds=60`;
    const simulated = (await owner.get(url)).body;
    const granted = await ask(line, { destination });
    expect(granted.ok, JSON.stringify(granted)).toBe(true);
    await send(answer(granted));
    await send(end(granted, 60_000));
    const made = (await owner.get(`/api/v1/calls/${granted.sessionId}`)).body;
    const charges = made.levels.map(({ charge }: Json) => charge);
    expect(simulated.levels.slice(0, 3).map(({ charge }: Json) => charge)).toEqual(charges.slice(0, 3));
    return charges.slice(0, 3);
  };
  // 0.06 × 1.1 × 1.2 × 1.1, each rounded once from the rate.
  expect(await pays(BERLIN)).toEqual(['0.087120', '0.079200', '0.066000']);
  const asked = { rateGroupId: resold, currency: 'EUR', country: 'DE', number: BERLIN, seconds: '60' };
  const sample = await lower.me.get(`/api/v1/accounts/sample-price?${new URLSearchParams(asked).toString()}`);
  expect(sample.body.price?.amount, JSON.stringify(sample.body)).toBe('0.087120');
  await owner.post(ratesUrl(operators), { prefix: '49', costPerMinute: '0.1' });
  expect(await pays(BERLIN)).toEqual(['0.145200', '0.132000', '0.110000']);
  // What somebody above gives one reseller alone is passed on, too; a longer prefix of one's own is a price as it is.
  await owner.post(ratesUrl(operators), { prefix: '49', costPerMinute: '0.05', accountId: upper.accountId });
  await lower.me.post(ratesUrl(resold), { prefix: '4930', costPerMinute: '0.5' });
  expect(await pays(BERLIN)).toEqual(['0.500000', '0.066000', '0.055000']);
  expect(await pays('+498912345678')).toEqual(['0.072600', '0.066000', '0.055000']);
  await upper.me.patch(`/api/v1/rate-groups/${passedOn}`, { markUpPercent: '-10' });
  expect(await pays('+498912345678')).toEqual(['0.054450', '0.049500', '0.055000']);
  // Without a price above there is none.
  await owner.patch(`/api/v1/rate-groups/${operators}`, { status: 'inactive' });
  expect(await ask(line, { destination: BERLIN })).toMatchObject({ ok: false });
  await owner.patch(`/api/v1/rate-groups/${operators}`, { status: 'active' });
  expect(
    (await owner.patch(`/api/v1/rate-groups/${operators}`, { basis: 'purchase' })).body.errors,
  ).toMatchObject([{ field: 'basis', code: 'not_applicable' }]);
});

test('a personal rate is for an account that the list prices, and one may see', async () => {
  const list = await listWith();
  const other = await lineOf(await listWith());
  const seller = await world.account(world.resellerOf({ billing: { rateGroupId: list } }));
  const client = await world.signIn(seller.number, PASSWORD);
  const own = await world.rateGroup({}, {}, client);
  const rate = { prefix: '49', costPerMinute: '0.03' };
  for (const [sender, url, accountId] of [
    [owner, ratesUrl(list), other.accountId],
    [owner, ratesUrl(list), '99999999-9999-4999-8999-999999999999'],
    [client, ratesUrl(own), other.accountId],
  ] as const)
    expect((await sender.post(url, { ...rate, accountId })).body.errors).toEqual([
      expect.objectContaining({ field: 'accountId', code: 'not_found' }),
    ]);
});

test('a forced trunk stands alone, also when it is the dearer one; only the operator forces', async () => {
  const list = await listWith();
  const line = await lineOf(list);
  expect(await gatewaysNow(line)).toEqual([viaFirst, viaSecond]);
  const forced = await owner.post(ratesUrl(list), {
    prefix: '4930',
    costPerMinute: '0.06',
    forcedTrunkId: second.id,
  });
  expect(forced.body).toMatchObject({ forcedTrunkId: second.id });
  expect(await gatewaysNow(line)).toEqual([viaSecond]);
  await owner.put(`${ratesUrl(list)}/${forced.body.id}`, { costPerMinute: '0.06' });
  expect((await owner.get(ratesUrl(list))).body.items[1]).toMatchObject({
    prefix: '4930',
    forcedTrunkId: null,
  });

  const seller = await world.account(world.resellerOf({ billing: { rateGroupId: list } }));
  const client = await world.signIn(seller.number, PASSWORD);
  const own = await world.rateGroup({ 49: { costPerMinute: '0.1' } }, {}, client);
  const refusals = [
    await client.post(ratesUrl(own), { prefix: '44', costPerMinute: '1', forcedTrunkId: first.id }),
    await owner.post(ratesUrl(list), {
      prefix: '44',
      costPerMinute: '1',
      forcedTrunkId: '99999999-9999-4999-8999-999999999999',
    }),
    await owner.post(ratesUrl(await world.rateGroup({}, { direction: 'termination' })), {
      prefix: '44',
      costPerMinute: '1',
      forcedTrunkId: first.id,
    }),
  ];
  expect(refusals.map(({ body }) => [body.errors[0].field, body.errors[0].code])).toEqual([
    ['forcedTrunkId', 'not_permitted'],
    ['forcedTrunkId', 'not_found'],
    ['forcedTrunkId', 'not_applicable'],
  ]);
});

test('shares say which trunk is tried first, come to 100 %, and go with their trunks', async () => {
  const trunkIds = [first.id, second.id];
  const list = await listWith({
    routing: 'percentage',
    trunkIds,
    trunkShares: { [first.id]: 0, [second.id]: 100 },
  });
  const line = await lineOf(list);
  expect(await gatewaysNow(line)).toEqual([viaSecond, viaFirst]);
  const url = `/api/v1/rate-groups/${list}`;
  await owner.patch(url, { trunkShares: { [first.id]: 100, [second.id]: 0 } });
  expect(await gatewaysNow(line)).toEqual([viaFirst, viaSecond]);
  const changed = await owner.patch(url, { trunkIds: [second.id, first.id] });
  expect(changed.body).toMatchObject({
    trunkIds: [second.id, first.id],
    trunkShares: { [first.id]: 100, [second.id]: 0 },
  });
  for (const [body, message] of [
    [{ trunkShares: { [first.id]: 90 } }, 'Shares come to 100 % together; these come to 90 %.'],
    [{ trunkIds: [first.id] }, 'Give shares to trunks of this rate group only.'],
  ] as const)
    expect((await owner.patch(url, body)).body.errors).toEqual([
      expect.objectContaining({ field: 'trunkShares', message }),
    ]);
  expect((await owner.patch(url, { trunkShares: { [first.id]: 101 } })).status).toBe(422);
  expect((await owner.patch(url, { trunkIds: [], trunkShares: {} })).body).toMatchObject({
    trunkIds: [],
    trunkShares: {},
  });
  const copy = await owner.post(`${url}/copies`, { name: 'Copy of shares' }, key());
  expect(copy.status).toBe(201);
});
