/** Moving an account, and changing its type, while calls start, run and are corrected. */
import { afterEach, expect, test } from 'vitest';
import { key, PASSWORD, type Client, type Json } from '../http/support.ts';
import { createWorld, type Line } from './world.ts';

const world = await createWorld();
const { ask, send, answer, end } = world;
const UNLIMITED = { cps: 'unlimited', concurrentCalls: 'unlimited' };
const DAY_MS = 24 * 3600 * 1000;

/** Sign-in sessions end after hours; these tests go on for days. */
const lasting = async (client: Client): Promise<Client> => {
  const { body } = await client.post('/api/v1/api-keys', { name: 'test' });
  return world.clientOf({ authorization: `Bearer ${body.key}` });
};
const owner = await lasting(world.owner);
const wallet = async (id: string): Promise<Json> => (await owner.get(`/api/v1/accounts/${id}`)).body.wallet;
const callsOf = async (id: string, client: Client): Promise<Json[]> =>
  (await client.get(`/api/v1/accounts/${id}/calls`)).body.items;

await world.trunk({ 49: { costPerMinute: '0.01' } });
const ofOperator = await world.rateGroup({ 49: { costPerMinute: '0.05' } });

/** A distributor on credit, with a price list of its own. */
const distributor = async (costPerMinute: string) => {
  const { accountId, number } = await world.account(
    world.resellerOf({
      settings: UNLIMITED,
      billing: { accountType: 'postpaid', creditLimit: '100000', rateGroupId: ofOperator },
    }),
    {},
    owner,
  );
  const client = await lasting(await world.signIn(number, PASSWORD));
  return { accountId, client, group: await world.rateGroup({ 49: { costPerMinute } }, {}, client) };
};
const left = await distributor('0.06');
const right = await distributor('0.12');
/** A customer on credit, so that it calls with a balance of 0. */
const customer = (owning: typeof left) =>
  world.account(
    world.customerOf({
      panelAccess: { parentId: owning.accountId },
      settings: UNLIMITED,
      billing: { accountType: 'postpaid', creditLimit: '1000', rateGroupId: owning.group },
    }),
    {},
    owner,
  );
const move = (id: string, to: typeof left): Promise<Json> =>
  owner.post(`/api/v1/accounts/${id}/move`, { parentId: to.accountId, rateGroupId: to.group }, key());
const codesOf = (refused: Json) => refused.body.errors.map(({ code }: Json) => code);
const talk = async (line: Line, seconds: number): Promise<Json> => {
  const granted = await ask(line);
  await send(answer(granted));
  await send(end(granted, seconds * 1000));
  return granted;
};
const settle = (line: Line, client: Client, amount: string) =>
  world.created(client, `accounts/${line.accountId}/payments`, { amount, method: 'cash' });

afterEach(() => world.verify());

test('a call keeps the account where it is, and so does its correction for three days', async () => {
  const line = await customer(left);
  const granted = await ask(line);
  await send(answer(granted));
  const whileTalking = await move(line.accountId, right);
  expect(codesOf(whileTalking)).toEqual(['live_calls']);
  await send(end(granted, 60_000));
  expect((await wallet(line.accountId)).owed).toBe('0.060000');
  expect(codesOf(await move(line.accountId, right))).toEqual([
    'balance_owed',
    'not_billed',
    'calls_may_be_corrected',
  ]);
  await settle(line, left.client, '0.06');
  const bill = () => world.created(left.client, `accounts/${line.accountId}/bill`, {});
  const until = new Date(world.now().getTime() + 3 * DAY_MS).toISOString();
  world.advance(1000);
  await bill();
  const early = await move(line.accountId, right);
  expect(codesOf(early)).toEqual(['calls_may_be_corrected']);
  expect(early.body.detail).toContain(until);
  // The switch corrects the call: the former seller pays back, and the time begins anew.
  world.advance(2 * DAY_MS);
  await send({ ...end(granted, 30_000), revision: 2 });
  expect((await wallet(line.accountId)).balance).toBe('0.030000');
  world.advance(2 * DAY_MS);
  expect(codesOf(await move(line.accountId, right))).toEqual([
    'balance_left',
    'not_billed',
    'calls_may_be_corrected',
  ]);
  world.advance(DAY_MS);
  await bill();
  const refund = { amount: '0.03', method: 'cash', direction: 'refund' };
  await world.created(left.client, `accounts/${line.accountId}/payments`, refund);
  expect((await move(line.accountId, right)).status).toBe(200);

  // Later than that the former seller's book is closed: the correction is refused, and changes nothing.
  const late = await send({ ...end(granted, 10_000), revision: 3 });
  expect(late).toMatchObject({ status: 409, body: { code: 'account_was_moved' } });

  // The next call is priced and paid at the new place, and each reseller sees its own calls only.
  await talk(line, 60);
  expect((await wallet(line.accountId)).owed).toBe('0.120000');
  const [newest, older] = await callsOf(line.accountId, owner);
  expect([newest.charge, older.charge]).toEqual(['0.120000', '0.030000']);
  const seen = await callsOf(line.accountId, right.client);
  expect(seen.map(({ sessionId }: Json) => sessionId)).toEqual([newest.sessionId]);
  expect((await right.client.get(`/api/v1/calls/${older.sessionId}`)).status).toBe(404);
  expect((await right.client.get(`/api/v1/calls/${newest.sessionId}`)).status).toBe(200);
  expect((await left.client.get(`/api/v1/calls/${older.sessionId}`)).status).toBe(404);
});

test('a call that starts while the account moves is charged at one place, and stops the move at the other', async () => {
  for (let round = 0; round < 20; round++) {
    const line = await customer(left);
    // The calls come before the move has its locks, or meanwhile.
    const begun = round % 2 === 0 ? Promise.resolve() : owner.get('/api/v1/me');
    const [answered, ...granted] = await Promise.all([
      move(line.accountId, right),
      ...Array.from({ length: 4 }, () => begun.then(() => ask(line))),
    ]);
    expect(granted.every(({ ok }) => ok)).toBe(true);
    if (answered.status !== 200) expect(codesOf(answered)).toContain('live_calls');
    for (const call of granted) {
      await send(answer(call));
      await send(end(call, 60_000));
    }
    // 4 minutes, each at 0.06 or at 0.12: a call that came first keeps the account where it is.
    expect((await wallet(line.accountId)).owed).toBe(answered.status === 200 ? '0.480000' : '0.240000');
    await world.verify();
  }
});

test('a reseller moves with its customers between calls, and is one level more below a distributor', async () => {
  const line = await customer(left);
  expect((await ask(line)).ok).toBe(true);
  expect(codesOf(await move(left.accountId, right))).toContain('live_calls');
  const shop = await distributor('0.09');
  const below = await customer(shop);
  const answered = await move(shop.accountId, right);
  expect(answered.status, JSON.stringify(answered.body)).toBe(200);
  await talk(below, 60);
  // The customer pays 0.09 to the shop, which pays 0.12 to its new owner.
  expect((await wallet(below.accountId)).owed).toBe('0.090000');
  expect((await wallet(shop.accountId)).owed).toBe('0.120000');
});

test('prepaid while calls run on credit is refused, and allowed as soon as the balance covers what is held', async () => {
  const line = await customer(left);
  const granted = await ask(line);
  const prepaid = () =>
    owner.patch(`/api/v1/accounts/${line.accountId}`, { billing: { accountType: 'prepaid' } });
  expect(codesOf(await prepaid())).toEqual(['held_on_credit']);
  await settle(line, left.client, (await wallet(line.accountId)).held);
  expect((await prepaid()).status).toBe(200);
  expect((await wallet(line.accountId)).available).toBe('0.000000');
  await send(answer(granted));
  await send(end(granted, 60_000));
  expect((await wallet(line.accountId)).owed).toBe('0.000000');
});

test('racing calls and a change to prepaid never spend more than there is', async () => {
  for (let round = 0; round < 10; round++) {
    const line = await customer(left);
    const patch = owner.patch(`/api/v1/accounts/${line.accountId}`, { billing: { accountType: 'prepaid' } });
    const [changed, ...calls] = await Promise.all([patch, ...Array.from({ length: 6 }, () => ask(line))]);
    const granted = calls.filter(({ ok }) => ok);
    if (changed.status === 200) expect(granted).toEqual([]);
    else expect(codesOf(changed)).toEqual(['held_on_credit']);
    for (const call of granted) await send(end(call, 0));
    expect((await wallet(line.accountId)).owed).toBe('0.000000');
  }
});
