/** Commission resellers: no level of a call, and credited their part of what their customers are charged. */
import { afterEach, expect, test } from 'vitest';
import { key, PASSWORD, type Json } from '../http/support.ts';
import { createWorld, type Line } from './world.ts';

const world = await createWorld();
const { owner, ask, send, end } = world;
await world.trunk({ 49: { costPerMinute: '0.001' } });
const MINUTES = { initialIncrementSeconds: 60, incrementSeconds: 60 };
const group = await world.rateGroup({ 49: { ...MINUTES, costPerMinute: '0.06' } });
const settings = { cps: 100, concurrentCalls: 20 };
const agent = (commissionPercent: string, parent: Line | null = null, over: Json = {}) =>
  world.account(
    world.resellerOf({
      ...over,
      ...(parent === null ? {} : { panelAccess: { parentId: parent.accountId } }),
      resellerTerms: { type: 'commission', commissionPercent },
    }),
  );
const customer = (parent: Line, rateGroupId = group) =>
  world.account(
    world.customerOf({ panelAccess: { parentId: parent.accountId }, settings, billing: { rateGroupId } }),
    { balance: '90' },
  );
const balanceOf = async ({ accountId }: Line) => (await world.wallet(accountId)).balance;
const call = async (line: Line, talkMs: number) => {
  const granted = await ask(line);
  expect(granted, JSON.stringify(granted)).toMatchObject({ ok: true });
  await send(end(granted, talkMs));
  return granted;
};

afterEach(() => world.verify());

test('is credited with the call, corrected with it, and told of it', async () => {
  const seller = await agent('12.5');
  const line = await customer(seller);
  const granted = await call(line, 61_000);
  expect(await balanceOf(line)).toBe('89.880000');
  expect(await balanceOf(seller)).toBe('0.015000');
  const client = await world.signIn(seller.number, PASSWORD);
  const own = (await client.get(`/api/v1/accounts/${seller.accountId}/statement`)).body.items[0];
  expect(own).toMatchObject({ amount: '0.015000', reason: { code: 'commission' } });
  expect(own.why).toContain('Commission on call to +4930');
  const told = async (reader: typeof owner) =>
    JSON.stringify((await reader.get(`/api/v1/calls/${granted.sessionId}`)).body.arithmetic);
  for (const reader of [owner, client])
    expect(await told(reader)).toContain(
      `Reseller ${seller.number} is credited 12.5 % of 0.12 EUR = 0.015 EUR`,
    );
  const holder = await world.signIn(line.number, PASSWORD);
  expect(await told(holder)).not.toContain('credited');

  await send({ ...end(granted, 30_000), revision: 2 });
  expect(await balanceOf(line)).toBe('89.940000');
  expect(await balanceOf(seller)).toBe('0.007500');
  await send({ ...end(granted, 0, { outcome: 'unanswered' }), revision: 3 });
  expect(await balanceOf(seller)).toBe('0.000000');
});

test('stacked ones are each credited of the same net, together never more than it', async () => {
  const upper = await agent('60');
  const lower = await agent('40', upper);
  const line = await customer(lower);
  await call(line, 60_000);
  expect([await balanceOf(upper), await balanceOf(lower)]).toEqual(['0.036000', '0.024000']);
  const tooMuch = await owner.post(
    '/api/v1/accounts',
    world.resellerOf({
      panelAccess: { parentId: lower.accountId },
      resellerTerms: { type: 'commission', commissionPercent: '0.01' },
    }),
    key(),
  );
  expect(tooMuch.body.errors).toMatchObject([
    { field: 'resellerTerms.commissionPercent', code: 'commissions_above_whole' },
  ]);
  const raised = await owner.patch(`/api/v1/accounts/${upper.accountId}`, {
    resellerTerms: { commissionPercent: '60.1' },
  });
  expect(raised.body.errors[0].code).toBe('commissions_above_whole');
});

test('above a distributor it is credited of what that one pays, and not of what its customers do', async () => {
  const seller = await agent('10');
  const distributor = await world.account(
    world.resellerOf({
      panelAccess: { parentId: seller.accountId },
      settings,
      billing: { rateGroupId: group },
    }),
    { balance: '10' },
  );
  const client = await world.signIn(distributor.number, PASSWORD);
  const dear = await world.rateGroup({ 49: { ...MINUTES, costPerMinute: '0.5' } }, {}, client);
  await call(await customer(distributor, dear), 60_000);
  expect(await balanceOf(distributor)).toBe('9.940000');
  expect(await balanceOf(seller)).toBe('0.006000');
});

test('in its own currency at the rate of the call; without a rate the call is refused', async () => {
  const seller = await agent('10', null, { profile: { currency: 'GBP' } });
  const line = await customer(seller);
  expect(await ask(line)).toMatchObject({ ok: false, reason: 'no_exchange_rate' });
  const added = await owner.post('/api/v1/exchange-rates', {
    fromCurrency: 'EUR',
    toCurrency: 'GBP',
    rate: '0.85',
    validFrom: '2026-01-01T00:00:00Z',
  });
  expect(added.status, JSON.stringify(added.body)).toBe(201);
  await call(line, 60_000);
  expect(await balanceOf(seller)).toBe('0.005100');
});

test('calls that end at once, each told twice and to two servers, are each credited once', async () => {
  const seller = await agent('33.3333');
  const line = await customer(seller);
  const granted = await Promise.all(Array.from({ length: 20 }, () => ask(line)));
  const ends = granted.filter(({ ok }) => ok).map((each) => end(each, 60_000));
  const other = await world.startAnother();
  await Promise.all(ends.flatMap((each) => [send(each), send(each, undefined, other)]));
  expect(await balanceOf(seller)).toBe(`0.${String(ends.length * 19_999).padStart(6, '0')}`);
});
