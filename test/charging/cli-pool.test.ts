/** The CLI pool of an account in its calls: what is shown, what is charged, what is refused, and what is told of it. */
import { afterEach, expect, test } from 'vitest';
import { PASSWORD, reseller, type Json } from '../http/support.ts';
import { createWorld, type Line } from './world.ts';

const world = await createWorld();
const { owner, ask, send, end, created } = world;
await world.trunk({ 49: { costPerMinute: '0.001' } });
const RATE = { initialIncrementSeconds: 60, incrementSeconds: 60 };
const normal = await world.rateGroup({ 49: { ...RATE, costPerMinute: '0.06' } });
const nonCli = await world.rateGroup({ 49: { ...RATE, costPerMinute: '0.5' } });
const customer = (cliPool: string, over: Json = {}) =>
  world.account(
    world.customerOf({
      settings: { cps: 100, concurrentCalls: 20 },
      billing: {
        rateGroupId: normal,
        cliPool,
        ...(cliPool.startsWith('rate_') ? { nonCliRateGroupId: nonCli } : {}),
      },
      ...over,
    }),
    { balance: '90' },
  );
const addCallerId = (line: Line, number: string, isPresent = true) =>
  created(owner, `accounts/${line.accountId}/caller-ids`, { number, isPresent });
const giveDid = async (line: Line, number: string) => {
  const did = await created(owner, 'dids', { number });
  expect((await owner.put(`/api/v1/dids/${did.id}/assignment`, { accountId: line.accountId })).status).toBe(
    200,
  );
  return did;
};
const call = async (line: Line, callerNumber: string | null) => {
  const granted = await ask(line, { callerNumber });
  if (!granted.ok) return granted;
  await send(end(granted, 60_000));
  const { charge, givenNumber, trace } = (await owner.get(`/api/v1/calls/${granted.sessionId}`)).body;
  return {
    ...granted,
    charge,
    givenNumber,
    told: trace.find(({ check }: Json) => check === 'caller').sentence,
  };
};

afterEach(() => world.verify());

test('a caller ID that is not the account’s is priced by the NON-CLI rate group, on the same route', async () => {
  const line = await customer('rate_either');
  await addCallerId(line, '+41445550001');
  await giveDid(line, '+493055500');
  const own = await call(line, '0041445550001');
  expect(own).toMatchObject({
    charge: '0.060000',
    callerNumber: '41445550001',
    givenNumber: '0041445550001',
  });
  expect(own.told).toBe(
    'The caller ID 0041445550001 is one of the account’s own, as its CLI pool asks. The call shows +41445550001.',
  );
  expect(await call(line, '+493055500')).toMatchObject({ charge: '0.060000' });
  const foreign = await call(line, '+33142685300');
  expect(foreign).toMatchObject({ charge: '0.500000', callerNumber: '33142685300' });
  expect(foreign.gateways[0].uri).toBe(own.gateways[0].uri);
  expect(foreign.told).toContain('priced by the NON-CLI rate group');
  for (const anonymous of [null, 'anonymous', 'Zoë'])
    expect(await call(line, anonymous)).toMatchObject({ charge: '0.500000', callerNumber: null });
});

test('it changes the price of the customer, and not what its reseller pays', async () => {
  const seller = await world.account(
    world.resellerOf({ settings: { cps: 100, concurrentCalls: 20 }, billing: { rateGroupId: normal } }),
    { balance: '90' },
  );
  const client = await world.signIn(seller.number, PASSWORD);
  const [rateGroupId, nonCliRateGroupId] = [
    await world.rateGroup({ 49: { ...RATE, costPerMinute: '0.07' } }, {}, client),
    await world.rateGroup({ 49: { ...RATE, costPerMinute: '0.9' } }, {}, client),
  ];
  const line = await customer('rate_did', {
    panelAccess: { parentId: seller.accountId },
    billing: { rateGroupId, cliPool: 'rate_did', nonCliRateGroupId },
  });
  const before = (await world.wallet(seller.accountId)).balance;
  expect(await call(line, '+33142685300')).toMatchObject({ charge: '0.900000' });
  expect(before).toBe('90.000000');
  expect((await world.wallet(seller.accountId)).balance).toBe('89.940000');
});

test('one of its own numbers is shown instead, always the same one for the same call; a forced one wins', async () => {
  const line = await customer('present_caller_id');
  await addCallerId(line, '+41445550002');
  await addCallerId(line, '+41445550003');
  await addCallerId(line, '+41445550004', false);
  const shown = new Set<string>();
  for (let calls = 0; calls < 20; calls++) {
    const question = world.question(line, { callerNumber: '+33142685300' });
    const [first, again] = [await send(question), await send(question)];
    expect(again.body).toEqual(first.body);
    shown.add(first.body.callerNumber);
    await send(end(first.body, 0));
  }
  expect([...shown].sort()).toEqual(['41445550002', '41445550003']);
  expect(await call(line, '+41445550003')).toMatchObject({ callerNumber: '41445550003' });
  // It is a number of somebody's, and masked with the others.
  const { rows } = await world.database.reads.query<{ masked: Json }>(
    "select masked_frozen(frozen::jsonb) as masked from cdrs where frozen -> 'cli' ->> 'presented' = '41445550002' limit 1",
  );
  expect(rows[0]?.masked.cli.presented).toBe('41445xxxx');
  expect(JSON.stringify(rows)).not.toContain('41445550002');
  await owner.patch(`/api/v1/accounts/${line.accountId}`, {
    controls: { forcedCallerId: '+4930999999' },
  });
  expect(await call(line, '+33142685300')).toMatchObject({
    callerNumber: '4930999999',
    givenNumber: '33142685300',
    told: 'The caller ID +33142685300 is none of the account’s own: it is not shown. The forced caller ID +4930999999 is shown.',
  });
  const none = await customer('off');
  await owner.patch(`/api/v1/accounts/${none.accountId}`, { controls: { forcedCallerId: '+4930999999' } });
  expect((await call(none, '+33142685300')).told).toBe('The forced caller ID +4930999999 is shown.');
});

test('whoever may not show the number is refused, which the trace tells; a number given or taken away counts at once', async () => {
  const line = await customer('refuse_did');
  const refused = await ask(line, { callerNumber: '+493055501' });
  expect(refused).toMatchObject({ ok: false, reason: 'caller_id_not_in_pool', sipStatus: 403 });
  const { trace } = (await owner.get(`/api/v1/calls/${refused.sessionId}`)).body;
  expect(trace.at(-1)).toMatchObject({ check: 'caller', passed: false });
  expect(trace.at(-1).sentence).toMatch(/^The caller ID \+493055501 is none of the numbers/);
  // A forced one is what others see; what was compared is what the phone gave.
  await owner.patch(`/api/v1/accounts/${line.accountId}`, { controls: { forcedCallerId: '+4930777777' } });
  const forced = await ask(line, { callerNumber: '004989333333' });
  const sentence = async () =>
    (await owner.get(`/api/v1/calls/${forced.sessionId}`)).body.trace.at(-1).sentence;
  expect(await sentence()).toMatch(/^The caller ID 004989333333 is none of the numbers/);
  const { rows } = await world.database.reads.query<{ masked: Json }>(
    'select masked_frozen(frozen::jsonb) as masked from cdrs where session_id = $1',
    [forced.sessionId],
  );
  expect(JSON.stringify(rows)).not.toContain('89333333');
  await owner.patch(`/api/v1/accounts/${line.accountId}`, { controls: { forcedCallerId: null } });
  const did = await giveDid(line, '+493055501');
  expect(await call(line, '+493055501')).toMatchObject({ ok: true });
  await owner.delete(`/api/v1/dids/${did.id}/assignment`);
  expect(await ask(line, { callerNumber: '+493055501' })).toMatchObject({ ok: false });
  expect(await ask(await customer('present_did'))).toMatchObject({ reason: 'caller_id_not_in_pool' });
});

test('a simulated call is decided alike', async () => {
  const line = await customer('rate_caller_id');
  await addCallerId(line, '+41445550009');
  const simulate = async (callerNumber: string): Promise<Json> =>
    (
      await owner.get(
        `/api/v1/accounts/${line.accountId}/simulated-call?to=%2B493012345678&seconds=60&callerNumber=${encodeURIComponent(callerNumber)}`,
      )
    ).body;
  expect((await simulate('+41445550009')).levels[0].charge).toBe('0.060000');
  expect((await simulate('+33142685300')).levels[0].charge).toBe('0.500000');
});

test('priced again by another list, what the NON-CLI rate group priced costs what it did', async () => {
  const line = await customer('rate_either');
  await addCallerId(line, '+41445550042');
  for (const shown of ['+41445550042', '+33142685300', null]) await call(line, shown);
  const replay = async (rateGroupId: string): Promise<Json> =>
    (await owner.get(`/api/v1/accounts/${line.accountId}/calls/replay?rateGroupId=${rateGroupId}`)).body;
  // 0.06 for the one with an own number, 0.5 for each of the others.
  expect(await replay(normal)).toMatchObject({
    calls: 3,
    charged: '1.060000',
    replayed: '1.060000',
    difference: '0.000000',
    nonCli: { calls: 2, charged: '1.000000' },
    destinations: [{ prefix: '49', calls: 1, charged: '0.060000' }],
  });
  const dearer = await world.rateGroup({ 49: { ...RATE, costPerMinute: '0.08' } });
  expect(await replay(dearer)).toMatchObject({ difference: '0.020000', replayed: '1.080000' });
});

test('where only verified caller IDs count, one that nobody has verified is none of its own, and the trace says so', async () => {
  const only = (isOn: boolean) =>
    owner.patch('/api/v1/settings', { settings: { 'calls.verified_caller_ids_only': isOn } });
  const verify = (line: Line, id: string, isVerified = true) =>
    owner.patch(`/api/v1/accounts/${line.accountId}/caller-ids/${id}`, { isVerified });
  const line = await customer('refuse_either');
  const listed = await addCallerId(line, '+41445551001');
  const from = '+41445551001';
  expect(await call(line, from)).toMatchObject({ ok: true });
  expect((await only(true)).status).toBe(200);
  const refused = await ask(line, { callerNumber: from });
  expect(refused).toMatchObject({ ok: false, reason: 'caller_id_not_in_pool' });
  const { trace } = (await owner.get(`/api/v1/calls/${refused.sessionId}`)).body;
  const unverified = `The caller ID ${from} is listed at the account and not verified: it does not count.`;
  expect(trace.at(-1).sentence).toContain(unverified);
  // The customer says nothing of its own numbers.
  const client = await world.signIn(line.number, PASSWORD);
  const url = `/api/v1/accounts/${line.accountId}/caller-ids/${listed.id}`;
  expect(await client.patch(url, { isVerified: true })).toMatchObject({
    status: 422,
    body: { errors: [{ field: 'isVerified', code: 'not_permitted' }] },
  });
  await verify(line, listed.id);
  expect(await call(line, from)).toMatchObject({ ok: true, callerNumber: '41445551001' });
  // Another number is another's until somebody has looked again.
  await client.patch(url, { number: '+41445551002' });
  await owner.patch(url, { isPresent: true });
  expect(await ask(line, { callerNumber: '+41445551002' })).toMatchObject({
    reason: 'caller_id_not_in_pool',
  });

  const priced = await customer('rate_either');
  await addCallerId(priced, '+41445551003');
  const dearer = await call(priced, '+41445551003');
  expect(dearer.charge).toBe('0.500000');
  expect(dearer.told).toContain('+41445551003 is listed at the account and not verified');
  const shown = await customer('present_caller_id');
  await addCallerId(shown, '+41445551004');
  const good = await addCallerId(shown, '+41445551005');
  await verify(shown, good.id);
  expect(await call(shown, '+41445551004')).toMatchObject({ callerNumber: '41445551005' });
  const byDid = await customer('refuse_did');
  await addCallerId(byDid, '+41445551006');
  const other = await ask(byDid, { callerNumber: '+41445551006' });
  const told = (await owner.get(`/api/v1/calls/${other.sessionId}`)).body.trace.at(-1).sentence;
  expect(told).not.toContain('not verified');

  // A reseller says otherwise for its own.
  const seller = await world.account(reseller(), { balance: '50' });
  const by = await world.signIn(seller.number, PASSWORD);
  await owner.patch(`/api/v1/accounts/${seller.accountId}`, { billing: { rateGroupId: normal } });
  const rateGroupId = await world.rateGroup({ 49: { ...RATE, costPerMinute: '0.1' } }, {}, by);
  const below = await world.account(
    { ...world.customerOf(), billing: { rateGroupId, cliPool: 'refuse_caller_id' } },
    { balance: '9' },
    by,
  );
  await addCallerId(below, '+41445551007');
  expect(await ask(below, { callerNumber: '+41445551007' })).toMatchObject({ ok: false });
  world.advance(2000);
  const own = await by.patch('/api/v1/settings', { settings: { 'calls.verified_caller_ids_only': false } });
  expect(own.status, JSON.stringify(own.body)).toBe(200);
  expect(await ask(below, { callerNumber: '+41445551007' })).toMatchObject({ ok: true });
  await only(false);
});
