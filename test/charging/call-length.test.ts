/** How long one call may become: the least that the account, the resellers above it and the operator say, fixed when the call begins. */
import { afterEach, expect, test } from 'vitest';
import { SAME_CURRENCY_E10, type Terms } from '../../src/domain/rating/rate.ts';
import { PASSWORD, reseller, type Json } from '../http/support.ts';
import { endOf, pureCatalogue, pureEngine } from './pure-engine.ts';
import { createWorld, type Line } from './world.ts';

const world = await createWorld();
const { owner, ask, send, end } = world;
await world.trunk({ 49: { costPerMinute: '0.0001' } });
const group = await world.rateGroup({ 49: { costPerMinute: '0.001' } });
const settings = { cps: 100, concurrentCalls: 20 };

afterEach(() => world.verify());

const guard = (line: Line, callSeconds: number | null) =>
  owner.patch(`/api/v1/accounts/${line.accountId}/guards`, { callSeconds });

test('the least of account, resellers and operator counts: in the answer, the simulator, the trace and the defaults', async () => {
  const upper = await world.account(reseller(), { balance: '50' });
  const seller = await world.signIn(upper.number, PASSWORD);
  await owner.patch(`/api/v1/accounts/${upper.accountId}`, { billing: { rateGroupId: group } });
  const rateGroupId = await world.rateGroup({ 49: { costPerMinute: '0.002' } }, {}, seller);
  const line = await world.account(
    { ...world.customerOf({ settings }), billing: { rateGroupId } },
    { balance: '40' },
    seller,
  );
  const set = (client: typeof owner, seconds: number) =>
    client.patch('/api/v1/settings', { settings: { 'calls.seconds_max': seconds } });
  const longest = async () => {
    const granted = await ask(line);
    expect(granted, JSON.stringify(granted)).toMatchObject({ ok: true });
    await send(end(granted, 1000));
    // The switch cannot be told of further time, so it is granted all at once.
    expect(granted.limitSeconds).toBe(granted.grantedSeconds);
    return [granted.grantedSeconds as number, granted.sessionId as string] as const;
  };
  const spendCaps = async (sessionId: string): Promise<string> =>
    (await owner.get(`/api/v1/calls/${sessionId}`)).body.trace.find(
      ({ check }: Json) => check === 'spend_caps',
    ).sentence;
  const [initial, before] = await longest();
  expect(initial).toBe(14_400);
  expect(await spendCaps(before)).not.toContain('One call');

  expect(await set(seller, 1800)).toMatchObject({
    status: 200,
    body: { settings: { 'calls.seconds_max': { value: 1800, isDefault: false } } },
  });
  const [ofReseller, sessionId] = await longest();
  expect(ofReseller).toBe(1800);
  expect(await spendCaps(sessionId)).toContain('One call of the account may last 1800 s at most.');
  const { body: defaults } = await seller.get('/api/v1/accounts/defaults?kind=customer');
  expect(defaults.guards['calls.seconds_max']).toBe(1800);
  const elsewhere = await owner.get('/api/v1/accounts/defaults?kind=customer');
  expect(elsewhere.body.guards['calls.seconds_max']).toBe(14_400);

  expect((await guard(line, 900)).body.callSeconds).toEqual({
    own: 900,
    inForce: 900,
    bySettings: 1800,
    from: 'account',
  });
  expect((await longest())[0]).toBe(900);
  const asked = { accountId: line.accountId, to: '+493012345678' };
  expect((await owner.post('/api/v1/calls/simulate', asked)).body).toMatchObject({
    longestSeconds: 900,
    limitSeconds: 900,
    ending: 'No call may last longer.',
  });
  // Nobody goes beyond those above.
  expect((await guard(line, 7200)).body.callSeconds).toMatchObject({
    own: 7200,
    inForce: 1800,
    from: 'above',
  });
  expect((await longest())[0]).toBe(1800);
  expect(await set(seller, 14_401)).toMatchObject({
    status: 422,
    body: {
      errors: [
        {
          field: 'settings.calls.seconds_max',
          message: 'Those above you allow 14400. Send as much or less.',
        },
      ],
    },
  });
  await set(owner, 600);
  expect((await longest())[0]).toBe(600);
  expect((await seller.get('/api/v1/settings')).body.settings['calls.seconds_max']).toMatchObject({
    value: 600,
    isDefault: true,
  });
  await set(owner, 14_400);
  expect((await longest())[0]).toBe(1800);
  for (const callSeconds of [59, 86_401, 90.5, 'unlimited'])
    expect(await owner.patch(`/api/v1/accounts/${line.accountId}/guards`, { callSeconds })).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'callSeconds' }] },
    });
  expect((await guard(line, null)).body.callSeconds).toMatchObject({
    own: null,
    inForce: 1800,
    from: 'above',
  });
});

test('an emergency call is as long as any call may be', async () => {
  await world.trunk({ 49: { costPerMinute: '0' } }, { trunk: { emergencyCountries: ['DE'] } });
  const line = await world.account(world.customerOf({ settings, billing: { rateGroupId: group } }), {
    balance: '1',
  });
  await guard(line, 60);
  expect((await ask(line)).grantedSeconds).toBe(60);
  expect(await ask(line, { destination: '112' })).toMatchObject({ ok: true, limitSeconds: 86_400 });
});

test('slices end at the length that counted when the call began, whatever is said meanwhile', () => {
  const terms: Terms = {
    connectionCostMicros: 0n,
    costPerMinuteNanos: 60_000_000n,
    graceSeconds: 0,
    initialIncrementSeconds: 1,
    incrementSeconds: 1,
    markUpPpm: 0n,
    exchangeRateE10: SAME_CURRENCY_E10,
  };
  const catalogueOf = (seconds: number) =>
    pureCatalogue(
      { caller: terms, seller: terms },
      { settings: new Map([[1n, new Map([['calls.seconds_max', seconds]])]]), sliceSeconds: 60 },
    );
  const engine = pureEngine(catalogueOf(150), { caller: 10n ** 12n, seller: 10n ** 12n });
  const question = engine.question(1);
  const { sessionId } = question;
  expect(engine.apply(question)).toMatchObject({ grantedSeconds: 60, limitSeconds: 150 });
  engine.apply({
    type: 'answered',
    sessionId,
    switchId: 6n,
    gatewayId: 'gw1',
    answeredAt: engine.now(),
  });
  const offered = [];
  for (const sliceNumber of [2, 3, 4]) {
    const extended = engine.apply({ type: 'extend', sessionId, sliceNumber });
    if ('push' in extended && extended.push !== null) {
      engine.apply({ type: 'pushed', sessionId, sliceNumber: extended.sliceNumber });
      offered.push(engine.sessions.get(sessionId)!.grantedSeconds);
    }
  }
  expect(offered).toEqual([120, 150]);
  engine.apply(endOf(sessionId, 150_000, { endedAt: engine.now() }));
  // 0.06 a minute
  expect(engine.cdrs.get(sessionId)![0]!.levelChargeMicros[0]).toBe(150_000n);
});
