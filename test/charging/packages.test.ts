/** Packages in a running engine: free seconds are held, used and given back in the transaction that does the same with money. */
import { expect, test } from 'vitest';
import { seededRandom } from '../support/random.ts';
import { key, PASSWORD, type Client, type Json } from '../http/support.ts';
import { createWorld, type Line } from './world.ts';

const world = await createWorld({ hasRealClock: false });
const { owner, ask, send, answer, end, wallet } = world;
const settings = { cps: 'unlimited', concurrentCalls: 'unlimited' };
await world.trunk({ 49: { costPerMinute: '0.001' }, 33: { costPerMinute: '0.001' } });
const rate = {
  connectionCost: '0.005',
  costPerMinute: '0.012',
  initialIncrementSeconds: 60,
  incrementSeconds: 60,
};
const retail = await world.rateGroup({ 49: rate, 33: rate });

const packageOf = (body: object, by: Client = owner) =>
  world.created(by, 'packages', {
    name: `Package ${Math.random()}`,
    period: 'month',
    includedSeconds: 120,
    prefixes: ['49'],
    ...body,
  });
const give = (accountId: string, packageId: string, over: object = {}, by: Client = owner) =>
  by.post(`/api/v1/accounts/${accountId}/packages`, { packageId, ...over }, key());
const left = async (accountId: string, by: Client = owner): Promise<Json[]> =>
  (await by.get(`/api/v1/accounts/${accountId}/packages`)).body.items;
const secondsOf = async (accountId: string) =>
  (await left(accountId)).map(({ includedSeconds, usedSeconds, heldSeconds, leftSeconds }) => [
    includedSeconds,
    usedSeconds,
    heldSeconds,
    leftSeconds,
  ]);
const caller = async (balance?: string, over: object = {}) =>
  world.account(
    world.customerOf({ settings, billing: { rateGroupId: retail }, ...over }),
    balance === undefined ? {} : { balance },
  );
const lastCall = async ({ accountId }: Line) => (await world.calls(accountId))[0]!;

test('a call is free as far as the package goes, and says so everywhere', async () => {
  const line = await caller('1');
  const pack = await packageOf({ name: 'Germany 45', includedSeconds: 45 });
  expect((await give(line.accountId, pack.id)).status).toBe(201);
  const granted = await ask(line);
  await send(answer(granted));
  expect(await secondsOf(line.accountId)).toEqual([[45, 0, 45, 0]]);
  await send(end(granted, 90_000));
  expect(await secondsOf(line.accountId)).toEqual([[45, 45, 0, 0]]);
  expect(await lastCall(line)).toMatchObject({ billedSeconds: 120, freeSeconds: 45, charge: '0.020000' });
  const { body: call } = await owner.get(`/api/v1/calls/${granted.sessionId}`);
  expect(call.trace.map(({ check }: Json) => check)).toContain('packages');
  expect(call.arithmetic.slice(0, 2)).toEqual([
    `Account ${line.number}: 60/60, 90 s are billed as 120 s, 45 s of them free: 0.005 EUR to connect + 0.012 EUR a minute × 75 s ÷ 60 = 0.02 EUR`,
    '45 s came from the package Germany 45.',
  ]);
  const { body: statement } = await owner.get(`/api/v1/accounts/${line.accountId}/statement`);
  expect(statement.items.find(({ kind }: Json) => kind === 'call_charge')).toMatchObject({
    why: 'Call to +493012345678, 120 s billed, 45 s of them free',
    reason: { billedSeconds: 120, freeSeconds: 45 },
  });
  // The switch was wrong: half of it is given back, money and seconds.
  await send(end(granted, 20_000, { revision: 2 }));
  expect(await secondsOf(line.accountId)).toEqual([[45, 45, 0, 0]]);
  expect((await wallet(line.accountId)).balance).toBe('0.992000');
  await send(end(granted, 0, { revision: 3 }));
  expect(await secondsOf(line.accountId)).toEqual([[45, 0, 0, 45]]);
  expect((await wallet(line.accountId)).balance).toBe('1.000000');
  await world.verify();
});

test('without money what is free can be called, and nothing beyond it', async () => {
  const line = await caller();
  await give(line.accountId, (await packageOf({ includedSeconds: 119 })).id);
  const simulated = async (to: string) =>
    (await owner.get(`/api/v1/accounts/${line.accountId}/simulated-call?to=${encodeURIComponent(to)}`)).body;
  // It can call: no money is asked for what is free.
  const calling = async () => (await owner.get(`/api/v1/accounts/${line.accountId}/calling`)).body.reason;
  expect(await calling()).toBeNull();
  expect(await simulated('+493012345678')).toMatchObject({ reason: null, longestSeconds: 60 });
  expect(await simulated('+33142345678')).toMatchObject({ reason: 'insufficient_funds' });
  expect(await ask(line, { destination: '+33142345678' })).toMatchObject({ reason: 'insufficient_funds' });
  const granted = await ask(line);
  expect(granted).toMatchObject({ ok: true, grantedSeconds: 60 });
  // 59 s are left, which is no first interval.
  expect(await ask(line)).toMatchObject({ reason: 'insufficient_funds' });
  await send(answer(granted));
  await send(end(granted, 60_900, { endedBy: 'limit' }));
  const { body: call } = await owner.get(`/api/v1/calls/${granted.sessionId}`);
  expect(call).toMatchObject({ freeSeconds: 60, charge: '0.000000' });
  expect((await wallet(line.accountId)).balance).toBe('0.000000');
  // The switch let it run on: what is left is free as well, the rest is owed.
  await send(end(granted, 200_000, { revision: 2 }));
  expect(await secondsOf(line.accountId)).toEqual([[119, 119, 0, 0]]);
  expect([await calling(), (await wallet(line.accountId)).owed]).toEqual(['insufficient_funds', '0.029200']);
  await world.verify();
});

test('of 200 calls at once on two servers each free second is used once', async () => {
  const another = await world.startAnother();
  const line = await caller('0.5');
  await give(line.accountId, (await packageOf({ includedSeconds: 1000, priority: 1 })).id);
  await give(line.accountId, (await packageOf({ includedSeconds: 500, priority: 2 })).id);
  const tell = (body: object, n: number) =>
    world.send(body, `Bearer ${world.switchKey}`, n % 2 === 0 ? world.charging : another);
  const random = seededRandom(7);
  const answers = await Promise.all(
    Array.from({ length: 200 }, async (_, n) => {
      const { body: granted } = await tell(world.question(line), n);
      if (!granted.ok) return granted;
      await tell(answer(granted), n + 1);
      await tell(end(granted, random.whole(0, granted.grantedSeconds * 1000)), n);
      if (random.chance(0.3)) await tell(end(granted, random.whole(0, 90_000), { revision: 2 }), n + 1);
      return granted;
    }),
  );
  const refused = answers.filter(({ ok }) => !ok);
  expect(new Set(refused.map(({ reason }) => reason))).toEqual(new Set(['insufficient_funds']));
  expect(refused.length).toBeGreaterThan(0);
  const { rows } = await world.database.reads.query<{ free: number; charged: bigint }>(
    `with latest as (select distinct on (session_id) c.* from cdrs c join accounts a on a.id = c.account_id
       where a.public_id = $1 order by session_id, revision desc)
     select sum(free_seconds)::int as free, sum(charge_micros)::bigint as charged from latest`,
    [line.accountId],
  );
  const counted = await secondsOf(line.accountId);
  expect(counted.map(([, , held]) => held)).toEqual([0, 0]);
  expect(rows[0]?.free).toBe(counted.reduce((sum, [, used = 0]) => sum + used, 0));
  expect(Number((await wallet(line.accountId)).balance)).toBeCloseTo(0.5 - Number(rows[0]?.charged) / 1e6, 6);
  await world.verify();
});

test('a period ends on the clocks of the account, and what began in it stays in it', async () => {
  const line = await caller('5', {
    profile: { firstName: 'Ada', country: 'JP', timezone: 'Asia/Tokyo', currency: 'EUR' },
  });
  const { id } = (await give(line.accountId, (await packageOf({ period: 'day' })).id)).body.items[0];
  const [today] = await left(line.accountId);
  expect(today).toMatchObject({ id, isInForce: true, leftSeconds: 120 });
  expect(today?.periodTo.slice(11)).toBe('15:00:00.000Z');
  const before = await ask(line);
  await send(answer(before));
  world.advance(Date.parse(today?.periodTo) - world.now().getTime() + 1);
  const after = await ask(line);
  await send(end(before, 30_000));
  await send(end(after, 30_000));
  expect(await secondsOf(line.accountId)).toEqual([[120, 60, 0, 60]]);
  const { rows } = await world.database.reads.query(
    'select used_seconds as used from package_allowances a join accounts x on x.id = a.account_id where x.public_id = $1',
    [line.accountId],
  );
  expect(rows).toEqual([{ used: 60 }, { used: 60 }]);
  // It was used, so it can be ended, and not taken away.
  const url = `/api/v1/accounts/${line.accountId}/packages/${id}`;
  expect((await owner.delete(url)).body).toMatchObject({ code: 'in_use' });
  world.advance(1000);
  expect((await owner.patch(url, { to: world.now().toISOString() })).status).toBe(200);
  expect(await left(line.accountId)).toMatchObject([{ isInForce: false }]);
  await send(end(await ask(line), 30_000));
  expect(await lastCall(line)).toMatchObject({ freeSeconds: 0 });
  await world.verify();
});

test('a reseller has packages for its customers, and one of its own from above', async () => {
  const shop = await world.account(world.resellerOf({ settings, billing: { rateGroupId: retail } }), {
    balance: '10',
  });
  const seller = await world.signIn(shop.number, PASSWORD);
  const prices = await world.rateGroup({ 49: rate }, {}, seller);
  const line = await world.account(
    world.customerOf({ settings, billing: { rateGroupId: prices } }),
    {},
    seller,
  );
  const ofSeller = await packageOf({ name: 'Ours', includedSeconds: 200 }, seller);
  const ofOperator = await packageOf({ name: 'Theirs', includedSeconds: 30 });
  // Each gives what is its own, to whom it sells to.
  expect((await give(line.accountId, ofSeller.id, {}, seller)).status).toBe(201);
  expect((await give(line.accountId, ofOperator.id)).body.errors).toMatchObject([{ field: 'packageId' }]);
  expect((await give(shop.accountId, ofSeller.id, {}, seller)).status).toBe(403);
  expect((await give(shop.accountId, ofOperator.id)).status).toBe(201);
  expect((await seller.get('/api/v1/packages')).body.items).toMatchObject([{ name: 'Ours', accounts: 1 }]);
  expect((await seller.patch(`/api/v1/packages/${ofOperator.id}`, { priority: 1 })).status).toBe(404);
  expect(await left(shop.accountId, seller)).toMatchObject([{ name: 'Theirs', leftSeconds: 30 }]);
  await send(end(await ask(line), 90_000));
  const call = (await seller.get(`/api/v1/accounts/${line.accountId}/calls`)).body.items[0];
  expect(call).toMatchObject({ freeSeconds: 120, charge: '0.000000' });
  // 120 s are billed to the reseller, 30 of them free.
  expect((await wallet(shop.accountId)).balance).toBe('9.977000');
  expect(await secondsOf(shop.accountId)).toEqual([[30, 30, 0, 0]]);
  await world.verify();
});

test('who has it twice, what nobody sells, and what ends before it begins is refused at its field', async () => {
  const line = await caller();
  const pack = await packageOf({ period: 'once' });
  const [at, later] = ['2027-01-01T00:00:00Z', '2027-02-01T00:00:00Z'];
  expect((await give(line.accountId, pack.id, { from: later, to: at })).body.errors[0].field).toBe('to');
  expect((await give(line.accountId, pack.id, { from: at, to: later })).status).toBe(201);
  expect((await give(line.accountId, pack.id)).body.errors).toMatchObject([
    { field: 'packageId', code: 'listed_already' },
  ]);
  expect((await give(line.accountId, pack.id, { from: later })).status).toBe(201);
  const [first] = await left(line.accountId);
  const url = `/api/v1/accounts/${line.accountId}/packages/${first?.id}`;
  expect((await owner.patch(url, { to: null })).body.errors).toMatchObject([{ field: 'to' }]);
  expect((await owner.delete(url)).status).toBe(200);
  await owner.patch(`/api/v1/packages/${pack.id}`, { status: 'inactive' });
  expect((await give(line.accountId, pack.id)).body.errors).toMatchObject([{ code: 'not_found' }]);
  expect((await owner.delete(`/api/v1/packages/${pack.id}`)).body).toMatchObject({ code: 'in_use' });
  const unused = await packageOf({ name: 'Unused' });
  expect((await owner.post('/api/v1/packages', { ...unused, name: 'unused' })).status).toBe(422);
  expect((await owner.delete(`/api/v1/packages/${unused.id}`)).status).toBe(200);
  expect(
    (await owner.get(`/api/v1/accounts/${line.accountId}/timeline?about=items`)).body.items[0],
  ).toMatchObject({ action: 'account_package.removed' });
});
