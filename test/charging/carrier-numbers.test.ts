/** Each carrier gets both numbers of a call as its trunk and it want them; who sees carriers reads which. */
import { afterEach, expect, test } from 'vitest';
import { PASSWORD, type Json } from '../http/support.ts';
import { createWorld } from './world.ts';

const world = await createWorld();
const { owner, ask, send, end, created } = world;
const set = async (name: string, rules: object): Promise<string> =>
  (await created(owner, 'localizations', { name, rules })).id;
const national = await set('National', {
  terminationDestination: [{ match: '49', add: '0' }],
  terminationOutboundCallerId: [{ match: '49', add: '0' }],
});
const withCode = await set('With a routing code', {
  terminationDestination: [{ match: '0', cut: 0, add: '*77' }],
  terminationOutboundCallerId: [{ match: '*', cut: 40, then: 'stop' }],
});
const plain = await world.trunk({ 49: { costPerMinute: '0.001' } });
const ruled = await world.trunk(
  { 49: { costPerMinute: '0.002' } },
  { trunk: { localizationId: national, addPrefix: '9#' }, gateways: 2 },
);
const silent = await world.trunk({ 49: { costPerMinute: '0.003' } });
const trunkOf = async (id: string): Promise<Json> => (await owner.get(`/api/v1/trunks/${id}`)).body;
const line = await world.account(
  world.customerOf({
    settings: { cps: 100, concurrentCalls: 20 },
    billing: { rateGroupId: await world.rateGroup({ 49: { costPerMinute: '0.06' } }) },
  }),
  { balance: '90' },
);
const QUESTION = { destination: '+4930123456', callerNumber: '+4989555' };
const written = async () => {
  const granted = await ask(line, QUESTION);
  await send(end(granted, 1000));
  const pairs = granted.gateways.map(({ uri, callerNumber }: Json) => [uri, callerNumber]);
  return { granted, pairs };
};

afterEach(() => world.verify());

test('the rules of a trunk, then those of its provider, then its prefixes, for each of its gateways', async () => {
  expect(await trunkOf(ruled.id)).toMatchObject({ localizationId: national, localizationName: 'National' });
  const { granted, pairs } = await written();
  expect(granted).toMatchObject({ destination: '4930123456', callerNumber: '4989555' });
  expect(pairs).toEqual([
    ['sip:4930123456@192.0.2.1:5060', '4989555'],
    ['sip:9%23030123456@192.0.2.1:5060', '089555'],
    ['sip:9%23030123456@192.0.2.2:5060', '089555'],
    ['sip:4930123456@192.0.2.1:5060', '4989555'],
  ]);
  const { providerId } = await trunkOf(ruled.id);
  const changed = await owner.patch(`/api/v1/providers/${providerId}`, { localizationId: withCode });
  expect(changed.body).toMatchObject({ localizationId: withCode, localizationName: 'With a routing code' });
  // What is left of the caller ID is none.
  expect((await written()).pairs.slice(1, 3)).toEqual([
    ['sip:9%23*77030123456@192.0.2.1:5060', null],
    ['sip:9%23*77030123456@192.0.2.2:5060', null],
  ]);
  expect((await owner.get(`/api/v1/localizations/${withCode}`)).body).toMatchObject({
    accounts: 0,
    carriers: 1,
  });
});

test('the rate has the last word on each gateway of its trunk, and the routes of a call stay as they were', async () => {
  const terminationRateGroupId = (await trunkOf(ruled.id))['terminationRateGroupId'];
  const [listed] = (await owner.get(`/api/v1/rate-groups/${terminationRateGroupId}/rates`)).body.items;
  const change = (numbers: object) =>
    owner.send({
      method: 'PUT',
      url: `/api/v1/rate-groups/${terminationRateGroupId}/rates/${listed.id}`,
      payload: { costPerMinute: '0.002', ...numbers },
    });
  const { providerId } = await trunkOf(ruled.id);
  await owner.patch(`/api/v1/providers/${providerId}`, { localizationId: null });
  await owner.patch(`/api/v1/trunks/${ruled.id}`, { addPrefix: '8' });
  // 4930123456 by the rules 030123456, with the prefix of the trunk 8030123456.
  expect((await change({ stripDigits: 2, addPrefix: '+55' })).status).toBe(200);
  const going = await ask(line, QUESTION);
  const simulated = `/api/v1/accounts/${line.accountId}/simulated-call?to=%2B4930123456`;
  const { routes, trace } = (await owner.get(simulated)).body;
  const uris = going.gateways.map(({ uri }: Json) => uri);
  expect(uris).toEqual([
    'sip:4930123456@192.0.2.1:5060',
    'sip:+5530123456@192.0.2.1:5060',
    'sip:+5530123456@192.0.2.2:5060',
    'sip:4930123456@192.0.2.1:5060',
  ]);
  expect(routes.flatMap(({ gateways }: Json) => gateways)).toEqual(uris);
  const name = (await trunkOf(ruled.id))['name'];
  expect(trace.at(-1).sentence).toContain(`${name} is sent +5530123456.`);
  // A change concerns the next call.
  await change({ stripDigits: 10 });
  await send(end(going, 1000));
  const made = (await owner.get(`/api/v1/calls/${going.sessionId}`)).body;
  expect(made.trace.at(-1).sentence).toContain(`${name} is sent +5530123456.`);
  const left = await written();
  expect(left.pairs).toHaveLength(2);
  const { trace: later } = (await owner.get(`/api/v1/calls/${left.granted.sessionId}`)).body;
  expect(later.at(-1).sentence).toContain(`Left out: ${name} (its rules leave nothing to dial).`);
  await change({});
  await owner.patch(`/api/v1/trunks/${ruled.id}`, { addPrefix: '9#' });
  await owner.patch(`/api/v1/providers/${providerId}`, { localizationId: withCode });
  expect((await written()).pairs[1]).toEqual(['sip:9%23*77030123456@192.0.2.1:5060', null]);
});

test('the trace says what was written to whom, but not to who may not see carriers', async () => {
  const { granted } = await written();
  const routeOf = async (client: typeof owner) => {
    const { trace } = (await client.get(`/api/v1/calls/${granted.sessionId}`)).body;
    return trace.find(({ check }: Json) => check === 'route').sentence;
  };
  const [first, second] = [await trunkOf(plain.id), await trunkOf(ruled.id)];
  const sentence = await routeOf(owner);
  expect(sentence).toContain(
    `${second.name} is sent 9#*77030123456. ${second.name} is shown no caller ID. Used: ${first.name}`,
  );
  expect(sentence).not.toContain(`${first.name} is sent`);
  const customer = await world.signIn(line.number, PASSWORD);
  expect(await routeOf(customer)).toBe('A route was found.');
});

test('a trunk whose rules leave nothing to dial is left out, and its set stays while it has it', async () => {
  const nothing = await set('Nothing', { terminationDestination: [{ match: '*', cut: 40 }] });
  await owner.patch(`/api/v1/trunks/${silent.id}`, { localizationId: nothing });
  const { granted, pairs } = await written();
  expect(pairs).toHaveLength(3);
  const { trace } = (await owner.get(`/api/v1/calls/${granted.sessionId}`)).body;
  const { name } = await trunkOf(silent.id);
  expect(trace.at(-1).sentence).toContain(`Left out: ${name} (its rules leave nothing to dial).`);
  const url = `/api/v1/localizations/${nothing}`;
  expect(await owner.delete(url)).toMatchObject({ status: 409, body: { code: 'in_use' } });
  await owner.patch(`/api/v1/trunks/${silent.id}`, { localizationId: null });
  expect((await owner.delete(url)).status).toBe(200);
});

test('a set that is not the operator’s is a mistake of its field, for trunks and providers', async () => {
  const seller = await world.account(world.resellerOf());
  const client = await world.signIn(seller.number, PASSWORD);
  const { id } = await created(client, 'localizations', { name: 'Theirs' });
  const { providerId } = await trunkOf(plain.id);
  for (const url of [`/api/v1/trunks/${plain.id}`, `/api/v1/providers/${providerId}`]) {
    const { status, body } = await owner.patch(url, { localizationId: id });
    expect(status).toBe(422);
    expect(body.errors[0].field).toBe('localizationId');
  }
});

test('the timeline says which set was chosen in place of which', async () => {
  const { items } = (await owner.get('/api/v1/audit?limit=200')).body;
  const changes = items.flatMap((item: Json) => item.changes ?? []);
  expect(changes).toContainEqual(
    expect.objectContaining({ field: 'trunk.localization', before: 'Nothing', after: null }),
  );
  expect(changes).toContainEqual(
    expect.objectContaining({ field: 'provider.localization', before: null, after: 'With a routing code' }),
  );
});
