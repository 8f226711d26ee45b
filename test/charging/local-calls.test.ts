/** Calls between SIP devices of one operator: who may, what they cost at each level, and what is told of them. */
import { afterEach, expect, test } from 'vitest';
import { key, PASSWORD, reseller, type Client, type Json } from '../http/support.ts';
import { createWorld, type Line } from './world.ts';

const world = await createWorld();
const { owner, ask, send, end, answer } = world;
const group = await world.rateGroup({ 49: { costPerMinute: '0.06' } });
const settings = { cps: 100, concurrentCalls: 20 };
const customer = (over: Json = {}, balance = '90') =>
  world.account(
    world.customerOf({
      billing: { rateGroupId: group },
      ...over,
      settings: { ...settings, ...over.settings },
    }),
    { balance },
  );
const set = async (line: Line | string, body: object) => {
  const id = typeof line === 'string' ? line : line.accountId;
  expect((await owner.patch(`/api/v1/accounts/${id}`, body)).status).toBe(200);
};
const callOf = async (sessionId: string): Promise<Json> =>
  (await owner.get(`/api/v1/calls/${sessionId}`)).body;
const callee = await customer();
const to = { destination: callee.username };

afterEach(() => world.verify());

test('rings the device that was dialled, at the account’s own price in whole minutes', async () => {
  const line = await customer({ settings: { localCallRate: '0.012' } });
  const granted = await ask(line, { ...to, callerNumber: '+493011112222' });
  expect(granted).toMatchObject({
    ok: true,
    destination: callee.username,
    callerNumber: '493011112222',
    gateways: [{ kind: 'device', uri: `sip:${callee.username}@${callee.realm}` }],
  });
  await send(answer(granted));
  await send(end(granted, 61_000));
  const call = await callOf(granted.sessionId);
  expect(call).toMatchObject({
    outcome: 'answered',
    billedSeconds: 120,
    charge: '0.024000',
    dialledNumber: callee.username,
    destinationNumber: null,
    carrierCost: null,
  });
  expect(call.trace.map(({ check }: Json) => check)).toEqual([
    'identity',
    'cps',
    'status',
    'number',
    'rate',
    'concurrent_calls',
    'spend_caps',
    'money',
    'route',
  ]);
  expect(JSON.stringify(call.trace)).toContain('local calls at 0.012 EUR a minute, 60/60.');
  expect(await world.wallet(line.accountId)).toMatchObject({ balance: '89.976000', held: '0.000000' });
});

test('is free by default, even without money, and by other increments when they are set', async () => {
  const line = await customer({}, '0.000001');
  const free = await ask(line, to);
  await send(end(free, 60_000));
  expect(await callOf(free.sessionId)).toMatchObject({ outcome: 'answered', charge: '0.000000' });
  await owner.patch('/api/v1/settings', {
    settings: { 'calls.local_initial_increment_seconds': 1, 'calls.local_increment_seconds': 1 },
  });
  await set(line, { settings: { localCallRate: '0.06' } });
  expect(await ask(line, to)).toMatchObject({ reason: 'insufficient_funds' });
  await world.topUp(line.accountId, '1');
  const paid = await ask(line, to);
  await send(end(paid, 10_000));
  expect(await callOf(paid.sessionId)).toMatchObject({ billedSeconds: 10, charge: '0.010000' });
});

test('each reseller above pays its own price of them, to whoever is above it', async () => {
  const seller = await world.account(
    world.resellerOf({ settings: { ...settings, localCallRate: '0.002' }, billing: { rateGroupId: group } }),
    { balance: '10' },
  );
  const client = await world.signIn(seller.number, PASSWORD);
  const sold = await world.rateGroup({ 49: { costPerMinute: '0.09' } }, {}, client);
  const line = await customer({
    panelAccess: { parentId: seller.accountId },
    settings: { localCallRate: '0.01' },
    billing: { rateGroupId: sold },
  });
  await owner.patch('/api/v1/settings', {
    settings: { 'calls.local_initial_increment_seconds': 60, 'calls.local_increment_seconds': 60 },
  });
  const granted = await ask(line, to);
  await send(end(granted, 30_000));
  expect((await world.wallet(line.accountId)).balance).toBe('89.990000');
  expect((await world.wallet(seller.accountId)).balance).toBe('9.998000');
});

test('a simulated one is decided alike', async () => {
  const line = await customer({ settings: { localCallRate: '0.012' } });
  const { body } = await owner.get(
    `/api/v1/accounts/${line.accountId}/simulated-call?to=${callee.username}&seconds=61`,
  );
  expect(body).toMatchObject({ reason: null, destinationNumber: null, levels: [{ charge: '0.024000' }] });
});

const deviceOf = async (accountId: string): Promise<Json> =>
  (await owner.get(`/api/v1/accounts/${accountId}/devices`)).body.items[0];
const extend = async ({ accountId }: { accountId: string }, extension: string | null) => {
  const { id } = await deviceOf(accountId);
  const { status, body } = await owner.patch(`/api/v1/devices/${id}`, { extension });
  expect(status, JSON.stringify(body)).toBe(200);
  return body as Json;
};
const numbersOf = async (sessionId: string) =>
  (await callOf(sessionId)).trace.find(({ check }: Json) => check === 'number')?.sentence;

test('an extension rings its device for accounts beside it, by every name that it may be registered with', async () => {
  const line = await customer({ settings: { localCallRate: '0.012' } });
  const phone = await customer();
  expect(await extend(phone, '201')).toMatchObject({ extension: '201' });
  const granted = await ask(line, { destination: '201' });
  expect(granted).toMatchObject({
    destination: phone.username,
    gateways: [{ kind: 'device', uri: `sip:${phone.username}@${phone.realm}` }],
  });
  await send(end(granted, 60_000));
  expect(await numbersOf(granted.sessionId)).toBe(
    `201 is the extension of the SIP device ${phone.username}: the call stays inside.`,
  );
  expect(await callOf(granted.sessionId)).toMatchObject({ charge: '0.012000', dialledNumber: '201' });
  const { id } = await deviceOf(phone.accountId);
  const renewed = (await owner.post(`/api/v1/devices/${id}/secret`)).body;
  expect((await ask(line, { destination: '201' })).gateways.map(({ uri }: Json) => uri)).toEqual([
    `sip:${renewed.username}@${phone.realm}`,
    `sip:${phone.username}@${phone.realm}`,
  ]);
  // Asked beforehand it is decided alike.
  const simulated = await owner.get(`/api/v1/accounts/${line.accountId}/simulated-call?to=201&seconds=60`);
  expect(simulated.body).toMatchObject({ reason: null, levels: [{ charge: '0.012000' }] });
});

test('what can be a number of the world is none, and speed dials and calls for help come first', async () => {
  const german = { profile: { country: 'DE' } };
  const line = await customer(german);
  const phone = await customer({ profile: { country: 'US' } });
  await extend(phone, '110');
  expect(await ask(line, { destination: '110' })).not.toMatchObject({ destination: phone.username });
  expect(await ask(phone, { destination: '110' })).toMatchObject({ destination: phone.username });
  await extend(phone, '211');
  for (const destination of ['+211', '00211'])
    expect(await ask(line, { destination })).toMatchObject({ reason: 'number_invalid' });
  const other = await customer();
  await extend(other, '212');
  await world.created(owner, `accounts/${line.accountId}/speed-dials`, { digits: '211', destination: '212' });
  expect(await ask(line, { destination: '211' })).toMatchObject({ destination: other.username });
  await extend(phone, null);
  expect(await ask(other, { destination: '211' })).toMatchObject({ reason: 'number_invalid' });
});

test('an extension is of the domain of whoever is directly above, and moves with its account', async () => {
  const seller = await world.account(world.resellerOf({ settings, billing: { rateGroupId: group } }), {
    balance: '10',
  });
  const client = await world.signIn(seller.number, PASSWORD);
  const sold = await world.rateGroup({ 49: { costPerMinute: '0.09' } }, {}, client);
  const below = () =>
    world.account(
      world.customerOf({
        panelAccess: { parentId: seller.accountId },
        billing: { rateGroupId: sold },
        settings,
      }),
    );
  const [ours, theirs, neighbour] = [await customer(), await below(), await below()];
  await extend(ours, '300');
  await extend(theirs, '300');
  expect(await ask(neighbour, { destination: '300' })).toMatchObject({ destination: theirs.username });
  expect(await ask(callee, { destination: '300' })).toMatchObject({ destination: ours.username });
  const move = () =>
    owner.post(
      `/api/v1/accounts/${theirs.accountId}/move`,
      { parentId: null, rateGroupId: group, reason: 'It buys from us now' },
      key(),
    );
  const blocked = await move();
  expect(blocked.status).toBe(409);
  expect(JSON.stringify(blocked.body)).toContain('The extension 300 of one of its devices is in use there.');
  await extend(theirs, '301');
  expect((await move()).status).toBe(200);
  expect(await ask(neighbour, { destination: '301' })).toMatchObject({ reason: 'number_invalid' });
  expect(await ask(callee, { destination: '301' })).toMatchObject({ destination: theirs.username });
});

test('digits that cannot be one, call for help or are another’s are refused at the field', async () => {
  const phone = await customer({ profile: { country: 'DE' } });
  const { id } = await deviceOf(phone.accountId);
  const refusedOf = async (extension: string) => {
    const { status, body } = await owner.patch(`/api/v1/devices/${id}`, { extension });
    return [status, body.errors?.[0]?.field, body.errors?.[0]?.message];
  };
  const shape = 'Send 2 to 6 digits of which the first is not 0, or nothing.';
  for (const written of ['1', '1234567', '020', 'abc'])
    expect(await refusedOf(written)).toEqual([422, 'extension', shape]);
  for (const help of ['110', '112', '911'])
    expect(await refusedOf(help)).toEqual([422, 'extension', `${help} calls for help. Choose other digits.`]);
  await extend(callee, '400');
  expect(await refusedOf('400')).toEqual([
    422,
    'extension',
    `A device of account ${callee.number} has the extension 400. Choose another one.`,
  ]);
  const added = await owner.post(`/api/v1/accounts/${phone.accountId}/devices`, { extension: '400' });
  expect(added.body.errors[0].field).toBe('extension');
  const second = await world.created(owner, `accounts/${phone.accountId}/devices`, { extension: '401' });
  expect(second).toMatchObject({ extension: '401' });
});

test('whoever may not make them, and a device that may not be called, have their own reasons', async () => {
  const line = await customer();
  await set(line, { settings: { allowLocalCalls: false } });
  expect(await ask(line, to)).toMatchObject({ reason: 'local_calls_not_allowed', sipStatus: 403 });
  await set(line, { settings: { allowLocalCalls: true } });
  expect(await ask(line, { destination: 'nobody' })).toMatchObject({ reason: 'number_invalid' });
  await set(callee, { status: 'suspended' });
  const refused = await ask(line, to);
  expect(refused).toMatchObject({ reason: 'number_not_in_service', sipStatus: 480 });
  const { trace } = await callOf(refused.sessionId);
  expect(trace.at(-1).sentence).toContain(`The SIP device ${callee.username} or its account is not active.`);
  await set(callee, { status: 'active' });
  expect(await ask(line, to)).toMatchObject({ ok: true });
  const { accountId } = await world.account(world.customerOf({ settings }), { balance: '1' });
  const without = (await owner.get(`/api/v1/accounts/${accountId}/devices`)).body.items[0];
  const device = { username: without.username, realm: callee.realm, accountId };
  expect(await ask(device, to)).toMatchObject({ reason: 'no_rate_group' });
});

test('a reseller of either type that does not allow them forbids them to everybody below it, and who may see it reads its name', async () => {
  const upper = await world.account(reseller(), { balance: '50' });
  const seller = await world.signIn(upper.number, PASSWORD);
  await set(upper, { billing: { rateGroupId: group } });
  const mediates = { resellerTerms: { type: 'commission', commissionPercent: '5' } };
  const lower = await world.account({ ...reseller(), ...mediates }, {}, seller);
  const agent = await world.signIn(lower.number, PASSWORD);
  const list = await world.rateGroup({ 49: { costPerMinute: '0.1' } }, {}, seller);
  const billing = { rateGroupId: list, cliPool: undefined };
  const own = () => ({ ...world.customerOf({ settings }), billing });
  const line = await world.account(own(), {}, agent);
  await world.topUp(line.accountId, '9', seller);
  const phone = await world.account(own(), {}, agent);
  const inside = { destination: phone.username };
  const allowed = async () => {
    const granted = await ask(line, inside);
    expect(granted, JSON.stringify(granted)).toMatchObject({ ok: true });
    await send(end(granted, 0));
  };
  await allowed();
  const told = async (client: Client, { sessionId }: Json) =>
    (await client.get(`/api/v1/calls/${sessionId}`)).body.trace.at(-1).sentence;
  const customerClient = await world.signIn(line.number, PASSWORD);
  for (const [forbids, readers, strangers] of [
    [lower, [owner, seller, agent], [customerClient]],
    [upper, [owner, seller], [agent, customerClient]],
  ] as const) {
    await set(forbids, { settings: { allowLocalCalls: false } });
    const refused = await ask(line, inside);
    expect(refused).toMatchObject({ reason: 'local_calls_not_allowed', sipStatus: 403 });
    for (const reader of readers)
      expect(await told(reader, refused)).toBe(
        `Reseller ${forbids.number}: Local calls are switched off. ` +
          'Switch on the local calls of the account, and of every reseller above it.',
      );
    for (const stranger of strangers)
      expect(await told(stranger, refused)).toBe(
        'Calls to other devices are not allowed for this account. Ask your provider to switch them on.',
      );
    await set(forbids, { settings: { allowLocalCalls: true } });
  }
  await allowed();
});
