/** A call for help passes whatever stops other calls, unchanged, free, and until its ends hang up. */
import { afterEach, expect, test } from 'vitest';
import { key, type Json } from '../http/support.ts';
import { createWorld } from './world.ts';

const world = await createWorld();
const { owner, ask, send, end, answer } = world;
const usual = await world.trunk(
  { 1: { costPerMinute: '1' }, 49: { costPerMinute: '0.001' } },
  { trunk: { stripPrefix: '1', addPrefix: '77' } },
);
const group = await world.rateGroup({ 1: { costPerMinute: '2' }, 49: { costPerMinute: '0.06' } });
const customer = (over: Json = {}, balance = '90') =>
  world.account(world.customerOf({ billing: { rateGroupId: group }, ...over }), { balance });
const carry = async (emergencyCountries: readonly string[]) =>
  expect((await owner.patch(`/api/v1/trunks/${usual.id}`, { emergencyCountries })).status).toBe(200);
const traceOf = async (sessionId: string): Promise<Json> =>
  (await owner.get(`/api/v1/calls/${sessionId}`)).body;
const help = { destination: '110' };

afterEach(() => world.verify());

test('without a trunk for it, it is refused and everybody is told', async () => {
  const line = await customer();
  const refused = await ask(line, help);
  expect(refused).toMatchObject({ ok: false, reason: 'no_emergency_route', sipStatus: 503 });
  expect((await traceOf(refused.sessionId)).trace.map(({ check }: Json) => check)).toEqual([
    'identity',
    'emergency',
    'route',
  ]);
  const missing = async () => (await owner.get('/api/v1/emergency-coverage')).body.countriesWithoutHelp;
  expect(await missing()).toEqual(['DE']);
  await carry(['DE', 'AT']);
  expect(await missing()).toEqual([]);
  expect((await owner.patch(`/api/v1/trunks/${usual.id}`, { emergencyCountries: ['de'] })).status).toBe(422);
});

test('no money, no price list, no line, no standing: it leaves as it was dialled, and costs nobody anything', async () => {
  await carry(['DE']);
  const seller = await world.account(world.resellerOf());
  const line = await world.account(
    world.customerOf({
      panelAccess: { parentId: seller.accountId },
      settings: { cps: 1, concurrentCalls: 1 },
    }),
  );
  await owner.post(`/api/v1/accounts/${line.accountId}/blocked-prefixes`, { prefix: '1' }, key());
  await owner.patch(`/api/v1/accounts/${line.accountId}`, { status: 'suspended' });
  await owner.patch(`/api/v1/accounts/${seller.accountId}`, { status: 'suspended' });
  const [first, second] = [await ask(line, help), await ask(line, { ...help, callerNumber: '+493011' })];
  for (const granted of [first, second])
    expect(granted).toMatchObject({
      ok: true,
      destination: '110',
      grantedSeconds: 86_400,
      limitSeconds: 86_400,
      gateways: [{ uri: 'sip:110@192.0.2.1:5060' }],
    });
  await send(answer(first));
  await send(end(first, 3_600_000));
  await send(end(second, 0));
  const call = await traceOf(first.sessionId);
  expect(call).toMatchObject({ outcome: 'answered', destinationNumber: '110', charge: '0.000000' });
  expect(call.trace[1].sentence).toBe(
    '110 is an emergency number: nothing else is asked, and no limit applies.',
  );
  expect(JSON.stringify(call.arithmetic)).toContain('Emergency calls are free.');
  const { rows } = await world.database.reads.query('select 1 from ledger_transfers where session_id = $1', [
    first.sessionId,
  ]);
  expect(rows).toEqual([]);
});

test('staff does not end it either', async () => {
  await carry(['DE']);
  const line = await customer();
  const granted = await ask(line, help);
  await send(answer(granted));
  const refused = await owner.post(
    `/api/v1/calls/${granted.sessionId}/hang-up`,
    { reason: 'requested' },
    key(),
  );
  expect(refused.body.code).toBe('call_is_emergency');
  const { items } = (await owner.get(`/api/v1/accounts/${line.accountId}/live-calls`)).body;
  expect(items).toMatchObject([{ destinationNumber: '110', canHangUp: false }]);
  await send(end(granted, 1000));
});

test('a key that calls for help is no speed dial, and one from before stands for nothing', async () => {
  await carry(['DE', 'FR']);
  const line = await customer({ profile: { country: 'FR' } });
  const add = (digits: string) =>
    owner.post(
      `/api/v1/accounts/${line.accountId}/speed-dials`,
      { digits, destination: '+493012345678' },
      key(),
    );
  expect((await add('15')).body.errors[0]).toMatchObject({ field: 'digits', code: 'emergency_number' });
  expect((await add('110')).status).toBe(201);
  await owner.patch(`/api/v1/accounts/${line.accountId}`, { profile: { country: 'DE' } });
  expect(await ask(line, help)).toMatchObject({ ok: true, destination: '110' });
});

test('who is known by its address need not dial its tech prefix for help', async () => {
  await carry(['DE']);
  const line = await customer();
  await owner.post(
    `/api/v1/accounts/${line.accountId}/ip-addresses`,
    { network: '198.51.100.0/24', techPrefix: '77' },
    key(),
  );
  const from = { identity: { type: 'ip_address', address: '198.51.100.7' } };
  for (const destination of ['112', '77112'])
    expect(await ask(line, { ...from, destination })).toMatchObject({ ok: true, destination: '112' });
  expect(await ask(line, { ...from, destination: '1123' })).toMatchObject({ ok: false });
});

test('where accounts share a network, a call for help is the one that dialling gives, and any of theirs when it gives none', async () => {
  await carry(['DE']);
  const NETWORK = '198.51.100.64/30';
  const at = async (techPrefix: string, over: Json = {}, network = NETWORK) => {
    const line = await customer(over);
    const url = `/api/v1/accounts/${line.accountId}/ip-addresses`;
    expect((await owner.post(url, { network, techPrefix, acceptOverlap: true }, key())).status).toBe(201);
    return line;
  };
  const callerOf = async (destination: string, address = '198.51.100.65') => {
    const identity = { type: 'ip_address', address };
    const granted = await ask({ accountId: '', username: '', realm: '' }, { identity, destination });
    if (granted.ok) await send(end(granted, 0));
    const { accountId, destinationNumber } = await traceOf(granted.sessionId);
    return { accountId, destinationNumber };
  };
  // Of both the country knows 112; the one from elsewhere dials a 1 first, so its 112 would be 12.
  const american = await at('1', { profile: { country: 'US' } });
  const other = await at('77');
  const shared = await callerOf('112');
  expect([american.accountId, other.accountId]).toContain(shared.accountId);

  const usualOne = await at('');
  for (const [destination, who] of [
    ['112', usualOne],
    ['77112', other],
    ['1112', american],
  ] as const) {
    expect(await callerOf(destination)).toEqual({ accountId: who.accountId, destinationNumber: '112' });
  }
  // 911 is known in the country of one of them only.
  expect((await callerOf('911')).accountId).toBe(american.accountId);

  // The narrower network gives nobody without its tech prefix, so the wider one does.
  await at('78', {}, '198.51.100.66/32');
  expect((await callerOf('112', '198.51.100.66')).accountId).toBe(usualOne.accountId);
});

test('a simulated one says that it is free', async () => {
  await carry(['DE']);
  const line = await customer();
  const { status, body } = await owner.get(
    `/api/v1/accounts/${line.accountId}/simulated-call?to=112&seconds=60`,
  );
  expect([status, body.reason, body.destinationNumber, body.levels]).toEqual([200, null, '112', []]);
});
