/** Guards: caps on what is spent in an hour, a day and a call, and kinds of destinations that are closed until opened. */
import { afterEach, beforeAll, expect, test } from 'vitest';
import { PASSWORD, type Json } from '../http/support.ts';
import { createWorld, type Line } from './world.ts';

const world = await createWorld({ hasCaps: true });
const { owner, send, end } = world;

/** A cent a second. */
const CENT = { costPerMinute: '0.6', initialIncrementSeconds: 1, incrementSeconds: 1 };
const DESTINATIONS = { '49': CENT, '252': CENT, '8816': CENT, '44': CENT, '1': CENT };
const retail = await world.rateGroup(DESTINATIONS);
await world.trunk({
  '49': { costPerMinute: '0' },
  '252': { costPerMinute: '0' },
  '8816': { costPerMinute: '0' },
});
await world.trunk({ '44': { costPerMinute: '0' }, '1': { costPerMinute: '0' } });

type Customer = Line & Readonly<{ number: string }>;
const customer = (over: Json = {}, balance = '1000'): Promise<Customer> =>
  world.account(
    world.customerOf({
      settings: { cps: 'unlimited', concurrentCalls: 'unlimited' },
      ...over,
      billing: { rateGroupId: retail, ...over.billing },
    }),
    { balance },
  );
const guardsOf = async ({ accountId }: Line): Promise<Json> =>
  (await owner.get(`/api/v1/accounts/${accountId}/guards`)).body;
const setGuards = async ({ accountId }: Line, change: object, client = owner): Promise<Json> => {
  const { status, body } = await client.patch(`/api/v1/accounts/${accountId}/guards`, change);
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
};
/** A call that is over at once, as the ledger sees it. */
const call = async (line: Line, seconds: number) => {
  const granted = await ask(line);
  if (granted.ok) await send(end(granted, seconds * 1000));
  return granted;
};

/** Calls that a test leaves running. */
const running = new Map<string, Json>();
const ask = async (line: Line, over: object = {}): Promise<Json> => {
  const answer = await world.ask(line, over);
  if (answer.ok) running.set(answer.sessionId, answer);
  return answer;
};
afterEach(async () => {
  // Those that ended keep their end: this one is another, and is refused.
  for (const granted of running.values()) await send(end(granted, 0));
  running.clear();
  await world.verify();
});

beforeAll(async () => {
  await owner.patch('/api/v1/settings', {
    settings: { 'calls.slice_seconds': 3600, 'sessions.idle_minutes': 20_160 },
  });
});

test('a new prepaid account spends 25 in an hour and 100 on a day, to the second', async () => {
  const line = await customer();
  // Whole hours are counted: one begins now.
  world.advance(3_600_000 - (world.now().getTime() % 3_600_000));
  world.advance(86_400_000 - (world.now().getTime() % 86_400_000));
  expect((await call(line, 2000)).grantedSeconds).toBe(2500);
  expect((await ask(line)).grantedSeconds).toBe(500);
  const refused = await ask(line);
  expect(refused).toMatchObject({ ok: false, reason: 'spend_cap_reached', sipStatus: 403 });
  const { body } = await owner.get(`/api/v1/calls/${refused.sessionId}`);
  expect(body.trace.at(-1)).toMatchObject({ check: 'spend_caps', passed: false });
  const lines = body.trace.find(({ check }: Json) => check === 'concurrent_calls');
  expect(lines.sentence).toContain('call 2 of any number at once.');
  expect(body.trace.at(-1).sentence).toMatch(
    /^The cap is 25\.00 EUR in this hour \(UTC\), 25\.00 EUR are spent or held, and the first interval costs 0\.01 EUR\. Wait/,
  );
  expect(await guardsOf(line)).toMatchObject({
    currency: 'EUR',
    spendPerHour: {
      own: null,
      inForce: '25.000000',
      bySettings: '25.000000',
      from: 'built_in',
      used: '25.000000',
      held: '5.000000',
    },
    spendPerDay: { inForce: '100.000000', used: '25.000000' },
    callCost: { inForce: '25.000000' },
  });
  world.advance(3_600_000);
  // The one that still runs counts as spent in every hour until it ends: 5 of 25.
  expect((await call(line, 60)).grantedSeconds).toBe(2000);
});

test('the day has its own cap, and midnight UTC opens it again', async () => {
  const line = await customer();
  world.advance(86_400_000 - (world.now().getTime() % 86_400_000));
  for (let hour = 0; hour < 4; hour++) {
    expect((await call(line, 2500)).ok).toBe(true);
    world.advance(3_600_000);
  }
  expect((await ask(line)).reason).toBe('spend_cap_reached');
  expect((await guardsOf(line)).spendPerDay.used).toBe('100.000000');
  world.advance(20 * 3_600_000);
  expect((await ask(line)).grantedSeconds).toBe(2500);
});

test('200 calls at once never hold more than the cap, whatever the money', async () => {
  const line = await customer();
  const answers = await Promise.all(Array.from({ length: 200 }, () => ask(line)));
  const seconds = answers.reduce((sum: number, each: Json) => sum + (each.ok ? each.grantedSeconds : 0), 0);
  expect(seconds).toBe(2500);
  expect((await world.wallet(line.accountId)).held).toBe('25.000000');
});

test('a postpaid account spends a tenth and three tenths of its credit limit; without one, as a prepaid one', async () => {
  const line = await customer({ billing: { accountType: 'postpaid', creditLimit: '50' } }, '0.01');
  expect(await guardsOf(line)).toMatchObject({
    spendPerHour: { inForce: '5.000000' },
    spendPerDay: { inForce: '15.000000' },
  });
  await setGuards(line, { spendPerDay: '20', spendPerHour: 'unlimited', satellite: true });
  expect(await guardsOf(line)).toMatchObject({
    spendPerHour: { inForce: null, bySettings: '5.000000' },
    spendPerDay: { inForce: '20.000000', bySettings: '15.000000' },
    satellite: { isOpen: true, isOpenBySettings: false },
  });
  await setGuards(line, { spendPerDay: null, spendPerHour: null, satellite: null });
  expect((await ask(line)).grantedSeconds).toBe(500);
  const paying = await customer({ billing: { accountType: 'postpaid', creditLimit: '0' } });
  expect((await guardsOf(paying)).spendPerHour.inForce).toBe('25.000000');
});

test('one call costs no more than its cap, however often its time is prolonged', async () => {
  const line = await customer();
  await setGuards(line, { callCost: '1.5', spendPerHour: 'unlimited', spendPerDay: 'unlimited' });
  const granted = await ask(line);
  expect(granted).toMatchObject({ ok: true, grantedSeconds: 150 });
  await send(world.answer(granted));
  await send(end(granted, 150_000, { endedBy: 'limit' }));
  expect((await world.calls(line.accountId))[0]).toMatchObject({ charge: '1.500000' });
  // Nothing is left over from one call to the next.
  expect((await ask(line)).grantedSeconds).toBe(150);
});

test('guards of an account: its own, else of the nearest reseller, else of the operator', async () => {
  const seller = await world.account(world.resellerOf({ billing: { rateGroupId: retail } }), {
    balance: '1000',
  });
  const client = await world.signIn(seller.number, PASSWORD);
  const group = await world.rateGroup(DESTINATIONS, {}, client);
  const line = await world.account(
    world.customerOf({ panelAccess: { parentId: seller.accountId }, billing: { rateGroupId: group } }),
    { balance: '100' },
  );
  expect((await guardsOf(line)).callCost).toMatchObject({
    own: null,
    inForce: '25.000000',
    from: 'built_in',
  });
  await owner.patch('/api/v1/settings', { settings: { 'guards.call_cost': '9' } });
  expect((await guardsOf(line)).callCost).toMatchObject({ inForce: '9.000000', from: 'above' });
  expect((await ask(line)).grantedSeconds).toBe(900);
  await client.patch('/api/v1/settings', {
    settings: { 'guards.call_cost': '3', 'guards.prepaid_concurrent_calls': 4 },
  });
  // One of the two calls that a new customer may make at once runs already; of the second the reseller says how much.
  world.advance(2000);
  expect((await ask(line)).grantedSeconds).toBe(300);
  expect((await owner.get(`/api/v1/accounts/${line.accountId}`)).body.wallet.concurrentCallsMax).toBe(4);
  expect(await setGuards(line, { callCost: '1' }, client)).toMatchObject({
    callCost: { own: '1.000000', inForce: '1.000000', from: 'account' },
  });
  world.advance(2000);
  expect((await ask(line)).grantedSeconds).toBe(100);
  expect((await setGuards(line, { callCost: null }, client)).callCost).toMatchObject({
    own: null,
    from: 'above',
  });
  await owner.patch('/api/v1/settings', { settings: {}, reset: ['guards.call_cost'] });
  const { body } = await owner.get(`/api/v1/accounts/${line.accountId}/timeline`);
  expect(body.items[0]).toMatchObject({
    action: 'account.changed',
    changes: [{ field: 'guards.callCost', before: '1.000000', after: null }],
  });
});

test('kinds of destinations are closed until opened, those of the own country never', async () => {
  const line = await customer();
  const [satellite, somalia] = ['+881612345678', '+252612345678'];
  const refused = await ask(line, { destination: satellite });
  expect(refused).toMatchObject({ ok: false, reason: 'destination_class_closed', sipStatus: 403 });
  const { body } = await owner.get(`/api/v1/calls/${refused.sessionId}`);
  expect(body.trace.at(-1)).toMatchObject({ check: 'destination_class', passed: false });
  expect(body.trace.at(-1).sentence).toMatch(
    /^\+881612345678 begins with 8816 and is a satellite or an international network: such calls are not open/,
  );
  expect((await ask(line, { destination: somalia })).reason).toBe('destination_class_closed');
  expect(await setGuards(line, { highRisk: true })).toMatchObject({
    highRisk: { own: true, isOpen: true, from: 'account' },
  });
  const granted = await ask(line, { destination: somalia });
  expect(granted.ok).toBe(true);
  await send(end(granted, 1000));
  const { body: explained } = await owner.get(`/api/v1/calls/${granted.sessionId}`);
  expect(explained.trace.find((step: Json) => step.check === 'destination_class').sentence).toBe(
    'The destination is one at high risk of fraud, and such calls are open for the account.',
  );
  const british = await customer({ profile: { country: 'GB' } });
  expect((await ask(british, { destination: '09098790123' })).ok).toBe(true);
  expect((await ask(line, { destination: '+449098790123' })).reason).toBe('destination_class_closed');
  // "+1" alone does not say whose number it is.
  const american = await customer({ profile: { country: 'US' } });
  expect((await ask(american, { destination: '+18762345678' })).reason).toBe('destination_class_closed');
  const jamaican = await customer({ profile: { country: 'JM' } });
  expect((await ask(jamaican, { destination: '+18762345678' })).ok).toBe(true);
});

test('a setting opens a kind for everybody below, and an account may stay closed', async () => {
  const [line, careful] = [await customer(), await customer()];
  await setGuards(careful, { satellite: false });
  await owner.patch('/api/v1/settings', { settings: { 'guards.satellite_open': true } });
  expect((await ask(line, { destination: '+881612345678' })).ok).toBe(true);
  expect((await ask(careful, { destination: '+881612345678' })).reason).toBe('destination_class_closed');
  await owner.patch('/api/v1/settings', { settings: {}, reset: ['guards.satellite_open'] });
});

test('the operator keeps the list of prefixes; the next call is decided by it', async () => {
  const line = await customer();
  const add = (body: object, client = owner) => client.post('/api/v1/destination-classes', body);
  const granted = await ask(line, { destination: '+447700900123' });
  expect(granted.ok).toBe(true);
  await send(end(granted, 1000));
  const added = await add({ prefix: '+4477', class: 'premium', note: 'For a while' });
  expect([added.status, added.body]).toMatchObject([201, { prefix: '4477', class: 'premium' }]);
  expect((await ask(line, { destination: '+447700900123' })).reason).toBe('destination_class_closed');
  const again = await add({ prefix: '4477', class: 'satellite' });
  expect([again.status, again.body.errors[0].field]).toEqual([409, 'prefix']);
  // A longer prefix decides.
  const { id } = added.body;
  await owner.patch(`/api/v1/destination-classes/${id}`, { prefix: '447711' });
  expect((await ask(line, { destination: '+447700900123' })).ok).toBe(true);
  expect((await owner.delete(`/api/v1/destination-classes/${id}`)).status).toBe(200);
  expect((await owner.delete(`/api/v1/destination-classes/${id}`)).status).toBe(404);
  const { body } = await owner.get('/api/v1/settings/timeline');
  expect(body.items[0]).toMatchObject({
    action: 'settings.changed',
    changes: expect.arrayContaining([{ field: 'destinations.prefix', before: '447711', after: null }]),
  });
});

test('mistakes are named at their fields, and only customers have guards', async () => {
  const line = await customer();
  const { status, body } = await owner.patch(`/api/v1/accounts/${line.accountId}/guards`, {
    callCost: '-1',
    satellite: 'yes',
  });
  expect(status).toBe(422);
  expect(body.errors.map(({ field }: Json) => field).toSorted()).toEqual(['callCost', 'satellite']);
  const seller = await world.account(world.resellerOf({ billing: { rateGroupId: retail } }));
  const other = await owner.get(`/api/v1/accounts/${seller.accountId}/guards`);
  expect([other.status, other.body.code]).toEqual([409, 'guards_are_of_customers']);
  // The holder sees what guards it, and does not change it.
  const holder = await world.signIn(line.number, PASSWORD);
  expect((await holder.get(`/api/v1/accounts/${line.accountId}/guards`)).status).toBe(200);
  expect((await holder.patch(`/api/v1/accounts/${line.accountId}/guards`, { callCost: null })).status).toBe(
    403,
  );
  await world.verify();
});
