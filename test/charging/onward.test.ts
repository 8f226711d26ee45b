/** A call to a number here goes on as another one: simulated it is decided with it, and its record says what became of that. */
import { afterAll, expect, test } from 'vitest';
import { PASSWORD, type Client, type Json } from '../http/support.ts';
import { createWorld, type Line } from './world.ts';

const world = await createWorld();
const { owner, created } = world;
const group = await world.rateGroup({ 44: { costPerMinute: '0.60' }, 49: { costPerMinute: '0.06' } });
await world.trunk({ 44: { costPerMinute: '0.10' }, 49: { costPerMinute: '0.01' } });
const customer = (balance: string | null, over: Json = {}) =>
  world.account(
    world.customerOf({
      billing: { rateGroupId: group },
      settings: { cps: 'unlimited', concurrentCalls: 20 },
      ...over,
    }),
    balance === null ? {} : { balance },
  );
async function ok(request: Promise<Json>): Promise<Json> {
  const { status, body } = await request;
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
}
let numbers = 0;
const didOf = async (line: Line) => {
  numbers += 1;
  const did = await created(owner, 'dids', { number: `+4930700${1000 + numbers}` });
  await ok(owner.put(`/api/v1/dids/${did.id}/assignment`, { accountId: line.accountId }));
  await ok(
    owner.patch(`/api/v1/dids/${did.id}`, {
      price: { currency: 'EUR', connectionCost: '0.01', costPerMinute: '0.12' },
    }),
  );
  return did as { id: string; number: string };
};
const simulate = (line: Line, to: string, client: Client = owner) =>
  ok(client.post('/api/v1/calls/simulate', { accountId: line.accountId, to, callerNumber: '+493011112222' }));
afterAll(world.verify);

test('simulated, a call to a number here is refused where the account that has it cannot take it; the caller is told the safe sentence', async () => {
  const [caller, callee] = [await customer('90'), await customer(null)];
  const did = await didOf(callee);
  const call = await simulate(caller, `+${did.number}`);
  expect(call).toMatchObject({
    isAllowed: false,
    reason: 'insufficient_funds',
    longestSeconds: 0,
    talkSeconds: 0,
    ending: null,
    levels: [],
    onward: [
      {
        number: did.number,
        isForwarded: false,
        isAllowed: false,
        reason: 'insufficient_funds',
        name: `Account ${callee.number}`,
      },
    ],
  });
  expect(call.trace.at(-1)).toMatchObject({
    check: 'onward',
    passed: false,
    sentence:
      `The account that has +${did.number} was asked, and its call was refused. ` +
      `Account ${callee.number}: 0.00 EUR are available, and the first interval costs 0.13 EUR. Top up the account, or raise its credit limit.`,
  });
  const ofCaller = await simulate(caller, `+${did.number}`, await world.signIn(caller.number, PASSWORD));
  expect(ofCaller).toMatchObject({
    isAllowed: false,
    reason: 'number_not_in_service',
    onward: [{ name: null, who: null, reason: 'number_not_in_service', levels: [], routes: null }],
  });
  expect(ofCaller.trace.at(-1).sentence).toBe(
    `The account that has +${did.number} was asked, and its call was refused. What was dialled is not in service.`,
  );
  expect(JSON.stringify(ofCaller)).not.toMatch(/insufficient|0\.13|Trunk/);
  expect(JSON.stringify(ofCaller)).not.toContain(callee.number);
  // What a real one becomes.
  const first = await world.ask(caller, { destination: `+${did.number}` });
  const second = await goesOn(first, did.number);
  expect([first.ok, second.reason]).toEqual([true, 'insufficient_funds']);
  await world.send(world.end(first, 0, { sipStatus: second.sipStatus, endedBy: 'callee' }));
});

const NOBODY: Line = { accountId: '', username: '', realm: '' };
function goesOn(from: Json, number: string, forwards = 0): Promise<Json> {
  return world.ask(NOBODY, {
    identity: { type: forwards === 0 ? 'number' : 'forward', sessionId: from.sessionId, number, forwards },
    destination: number,
    callerNumber: '+493011112222',
  });
}

test('simulated, whichever money ends first ends the call, and each level of both is priced', async () => {
  const [caller, callee] = [await customer('90'), await customer('0.25')];
  const did = await didOf(callee);
  // 0.25 = 0.01 to connect and two minutes of 0.12.
  const call = await simulate(caller, `+${did.number}`);
  expect(call).toMatchObject({
    isAllowed: true,
    reason: null,
    longestSeconds: 120,
    talkSeconds: 120,
    ending: `Then money ends it: Account ${callee.number} has 0.25 EUR available.`,
    onward: [{ isAllowed: true, reason: null, levels: [{ charge: '0.250000' }] }],
  });
  const ofCaller = await simulate(caller, `+${did.number}`, await world.signIn(caller.number, PASSWORD));
  expect(ofCaller).toMatchObject({
    longestSeconds: 120,
    ending: 'A longer call is not possible at the moment.',
    onward: [{ isAllowed: true, levels: [] }],
  });
  await ok(owner.patch(`/api/v1/accounts/${callee.accountId}/guards`, { callCost: '0.14' }));
  expect(await simulate(caller, `+${did.number}`)).toMatchObject({
    longestSeconds: 60,
    ending: `Account ${callee.number}: Then the cap of 0.14 EUR for one call ends it.`,
  });
});

test('simulated, a number that is always forwarded leads on at its account’s cost; from outside, too', async () => {
  const [caller, callee] = [await customer('90'), await customer('5')];
  const did = await didOf(callee);
  const forwarding = { when: 'always', to: '+447911123456' };
  await ok(owner.put(`/api/v1/dids/${did.id}/forwarding`, { forwarding }));
  const allowed = await simulate(caller, `+${did.number}`);
  expect(allowed).toMatchObject({
    isAllowed: true,
    onward: [
      { isForwarded: false, number: did.number },
      { isForwarded: true, number: did.number, routes: [{ prefix: '44' }] },
    ],
  });
  expect(allowed.trace.slice(-2).map(({ sentence }: Json) => sentence)).toEqual([
    `The account that has +${did.number} was asked, and its call was granted.`,
    `+${did.number} is forwarded: the call on from there was granted.`,
  ]);
  // Both are paid out of the same 5 EUR: what one holds the other has not.
  expect(allowed.longestSeconds).toBeLessThan(600);
  // The first minute that comes in takes all of it, and nothing is left for what goes out.
  const poor = await customer('0.13');
  const other = await didOf(poor);
  await ok(owner.put(`/api/v1/dids/${other.id}/forwarding`, { forwarding }));
  const refused = await simulate(caller, `+${other.number}`);
  expect(refused).toMatchObject({
    isAllowed: false,
    reason: 'insufficient_funds',
    onward: [{ isAllowed: true }, { isAllowed: false, isForwarded: true }],
  });
  const fromOutside = await ok(owner.post('/api/v1/calls/simulate', { didId: other.id }));
  expect(fromOutside).toMatchObject({
    isAllowed: false,
    reason: 'insufficient_funds',
    onward: [{ isForwarded: true, isAllowed: false }],
  });
  // To each other they lead no further than a real call would.
  await world.topUp(poor.accountId, '9');
  await world.topUp(callee.accountId, '9');
  const back = { when: 'always', to: `+${did.number}` };
  await ok(owner.put(`/api/v1/dids/${other.id}/forwarding`, { forwarding: back }));
  const there = { when: 'always', to: `+${other.number}` };
  await ok(owner.put(`/api/v1/dids/${did.id}/forwarding`, { forwarding: there }));
  expect(await simulate(caller, `+${did.number}`)).toMatchObject({
    isAllowed: false,
    reason: 'forwarded_too_often',
  });
});

const callOf = (sessionId: string, client: Client = owner) => ok(client.get(`/api/v1/calls/${sessionId}`));

test('the record of a call whose further call was refused says so, and the two lead to each other', async () => {
  const [caller, callee] = [await customer('90'), await customer(null)];
  const did = await didOf(callee);
  const first = await world.ask(caller, { destination: `+${did.number}` });
  const second = await goesOn(first, did.number);
  await world.send(world.end(first, 0, { sipStatus: second.sipStatus, endedBy: 'callee' }));
  const simulated = await simulate(caller, `+${did.number}`);
  const record = await callOf(first.sessionId);
  expect(record).toMatchObject({ outcome: 'unanswered', reason: null, continues: null });
  expect(record.trace.at(-1)).toEqual(simulated.trace.at(-1));
  expect(record.trace.at(-1)).toMatchObject({ check: 'onward', passed: false });
  expect(record.onward).toEqual([
    {
      sessionId: second.sessionId,
      accountId: callee.accountId,
      accountNumber: callee.number,
      accountName: expect.any(String),
      direction: 'inbound',
      outcome: 'refused',
      reason: 'insufficient_funds',
    },
  ]);
  expect(await callOf(second.sessionId)).toMatchObject({
    continues: { sessionId: first.sessionId, accountNumber: caller.number, outcome: 'unanswered' },
    onward: [],
  });
  // Neither customer sees the other's record, nor what its account has.
  const ofCaller = await callOf(first.sessionId, await world.signIn(caller.number, PASSWORD));
  expect(ofCaller.onward).toEqual([]);
  expect(ofCaller.trace.at(-1).sentence).toBe(
    `The account that has +${did.number} was asked, and its call was refused. What was dialled is not in service.`,
  );
  expect(JSON.stringify(ofCaller)).not.toMatch(/insufficient|0\.13/);
  expect(JSON.stringify(ofCaller)).not.toContain(callee.number);
  const ofCallee = await callOf(second.sessionId, await world.signIn(callee.number, PASSWORD));
  expect([ofCallee.continues, ofCallee.reason]).toEqual([null, 'insufficient_funds']);
});

test('of three calls the first names both others, and a forward that was refused', async () => {
  const [caller, callee] = [await customer('90'), await customer('0.13')];
  const did = await didOf(callee);
  const forwarding = { when: 'always', to: '+447911123456' };
  await ok(owner.put(`/api/v1/dids/${did.id}/forwarding`, { forwarding }));
  const first = await world.ask(caller, { destination: `+${did.number}` });
  const second = await goesOn(first, did.number);
  const third = await goesOn(second, did.number, 1);
  expect(third).toMatchObject({ ok: false, reason: 'insufficient_funds' });
  for (const each of [second, first]) await world.send(world.end(each, 0, { endedBy: 'callee' }));
  const record = await callOf(first.sessionId);
  expect(record.onward.map(({ sessionId }: Json) => sessionId)).toEqual([second.sessionId, third.sessionId]);
  expect(record.trace.slice(-2)).toMatchObject([
    { check: 'onward', passed: true },
    { check: 'onward', passed: false, sentence: expect.stringContaining(`+${did.number} is forwarded`) },
  ]);
  // The account itself reads its own figures.
  const ofCallee = await callOf(second.sessionId, await world.signIn(callee.number, PASSWORD));
  expect(ofCallee.onward).toMatchObject([{ sessionId: third.sessionId, reason: 'insufficient_funds' }]);
  expect(ofCallee.trace.at(-1).sentence).toContain('are available, and the first interval costs');
  expect(await callOf(third.sessionId)).toMatchObject({ continues: { sessionId: second.sessionId } });
});
