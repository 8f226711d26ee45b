/** Where charging meets changes that happen at the same time, other switches, and levels that must stay unseen. */
import { afterEach, expect, test } from 'vitest';
import { PASSWORD } from '../http/support.ts';
import { createWorld } from './world.ts';

const world = await createWorld();
const { owner, ask, send, answer, end, wallet } = world;
await world.trunk({ 49: { costPerMinute: '0' } });
const free = await world.rateGroup({ 49: { costPerMinute: '0' } });
const paid = await world.rateGroup({ 49: { costPerMinute: '0.06' } });
const settings = { cps: 100, concurrentCalls: 10 };
const customer = (rateGroupId: string, balance?: string, parentId?: string) =>
  world.account(
    world.customerOf({
      panelAccess: parentId === undefined ? {} : { parentId },
      settings,
      billing: { rateGroupId },
    }),
    balance === undefined ? {} : { balance },
  );

afterEach(() => world.verify());

test('the currency stays while a call goes on, and after a call was made, be it free', async () => {
  const line = await customer(free);
  const change = () => owner.patch(`/api/v1/accounts/${line.accountId}`, { profile: { currency: 'USD' } });
  const granted = await ask(line);
  expect(granted.ok).toBe(true);
  expect((await change()).body.code).toBe('account_has_live_calls');
  await send(end(granted, 60_000));
  expect((await change()).body.code).toBe('currency_is_fixed');
  expect((await send(end(granted, 61_000, { revision: 2 }))).status).toBe(200);
});

test('a switch speaks for its own calls only', async () => {
  const other = await world.created(owner, 'switches', { name: 'Other', kind: 'other' });
  const line = await customer(paid, '5');
  const granted = await ask(line);
  for (const event of [answer(granted), end(granted, 60_000)]) {
    expect(await send(event, `Bearer ${other.key}`)).toMatchObject({
      status: 404,
      body: { code: 'session_not_found' },
    });
  }
  expect(Number((await wallet(line.accountId)).held)).toBeGreaterThan(0);
  await send(end(granted, 60_000));
  expect(await send(end(granted, 90_000, { revision: 2 }), `Bearer ${other.key}`)).toMatchObject({
    status: 404,
  });
  expect(await wallet(line.accountId)).toMatchObject({ balance: '4.940000', held: '0.000000' });
});

test('a call on a switch that takes no limits gets one grant, and a top-up changes nothing', async () => {
  const line = await customer(paid, '0.06');
  const granted = await ask(line);
  expect(granted.grantedSeconds).toBe(60);
  await send(answer(granted));
  await world.topUp(line.accountId, '5');
  const { rows } = await world.database.reads.query(
    'select extend_at from live_sessions where session_id = $1',
    [granted.sessionId],
  );
  expect(rows).toEqual([{ extend_at: null }]);
  await send(end(granted, 60_400, { endedBy: 'limit' }));
  expect(await wallet(line.accountId)).toMatchObject({ balance: '5.000000', held: '0.000000' });
});

test('the lines of a reseller are none of its customers’ business', async () => {
  const terms = { accountType: 'postpaid', creditLimit: '10', rateGroupId: paid };
  const seller = await world.account(world.resellerOf({ settings: { concurrentCalls: 1 }, billing: terms }));
  const sellerClient = await world.signIn(seller.number, PASSWORD);
  const retail = await world.rateGroup({ 49: { costPerMinute: '0.1' } }, {}, sellerClient);
  const line = await customer(retail, '9', seller.accountId);
  const first = await ask(line);
  const second = await ask(line);
  expect(second).toMatchObject({
    ok: false,
    reason: 'concurrent_calls_reached',
    sipStatus: 480,
    message: expect.stringContaining('not possible'),
  });
  const read = async (client: typeof owner) => (await client.get(`/api/v1/calls/${second.sessionId}`)).body;
  expect((await read(sellerClient)).trace.at(-1).sentence).toContain('1 of 1 calls at once are in use');
  expect((await read(await world.signIn(line.number, PASSWORD))).reason).toBe('reseller_suspended');
  await send(end(first, 0));
});

test('a Kamailio that takes limits needs the key it asks for', async () => {
  const answered = await owner.post('/api/v1/switches', {
    name: 'K',
    kind: 'kamailio',
    controlUrl: 'http://127.0.0.1:5062',
  });
  expect(answered).toMatchObject({
    status: 422,
    body: { errors: [{ field: 'controlKey', code: 'required' }] },
  });
});
