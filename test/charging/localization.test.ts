/** A rule set translates what its accounts dial and show; the tester shows what a call does. */
import { afterEach, expect, test } from 'vitest';
import { PASSWORD, type Json } from '../http/support.ts';
import { createWorld } from './world.ts';

const world = await createWorld();
const { owner, ask, send, end, created } = world;
await world.trunk({ 49: { costPerMinute: '0.001' } });
const group = await world.rateGroup({ 49: { costPerMinute: '0.06' } });

/** A company: 9 for an outside line, three digits are extensions of +49 30 555. */
const COMPANY = {
  name: 'Company',
  rules: {
    originationDestination: [
      { match: '9', then: 'continue' },
      { match: '*', lengthMax: 3, cut: 0, add: '+4930555' },
    ],
    originationOutboundCallerId: [{ match: '*', lengthMin: 3, lengthMax: 3, cut: 0, add: '+4930555' }],
  },
};
const set = await created(owner, 'localizations', COMPANY);
const line = await world.account(
  world.customerOf({
    settings: { cps: 100, concurrentCalls: 20, localizationId: set.id },
    billing: { rateGroupId: group },
  }),
  { balance: '90' },
);

afterEach(() => world.verify());

test.each([
  ['9030123456', '4930123456'],
  ['117', '4930555117'],
  ['+493077777', '493077777'],
])('%s is dialled as %s, and the tester says the same', async (destination, expected) => {
  const granted = await ask(line, { destination, callerNumber: '117' });
  expect(granted).toMatchObject({ ok: true, destination: expected, callerNumber: '4930555117' });
  const tried = await owner.post(`/api/v1/localizations/${set.id}/try`, {
    list: 'originationDestination',
    number: destination,
    country: 'DE',
  });
  expect(tried.body.e164).toBe(expected);
  await send(end(granted, 1000));
});

test('a call for help goes out as it is dialled, whatever the rules, and the tester says so', async () => {
  const tried = async (list: string, number: string, country?: string) =>
    (await owner.post(`/api/v1/localizations/${set.id}/try`, { list, number, country })).body;
  const asDialled = { number: '112', steps: [], e164: null, isEmergency: true };
  expect(await tried('originationDestination', '112', 'DE')).toEqual(asDialled);
  expect(await tried('originationDestination', '112')).toEqual(asDialled);
  // No number for help there, and no number that is dialled.
  expect(await tried('originationDestination', '117', 'DE')).toMatchObject({ isEmergency: false });
  expect(await tried('originationOutboundCallerId', '112', 'DE')).toMatchObject({ isEmergency: false });
});

test('the trace says what the rules made of it', async () => {
  const granted = await ask(line, { destination: '117' });
  await send(end(granted, 1000));
  const { trace } = (await owner.get(`/api/v1/calls/${granted.sessionId}`)).body;
  expect(trace.find(({ check }: Json) => check === 'number').sentence).toBe(
    '117 was dialled. Localization makes +4930555117 of it. That is +4930555117.',
  );
});

test('changed rules count for the next call; a set in use stays', async () => {
  const url = `/api/v1/localizations/${set.id}`;
  const replaced = await owner.send({
    method: 'PUT',
    url,
    payload: {
      ...COMPANY,
      rules: { originationDestination: [{ match: '*', lengthMax: 3, cut: 0, add: '+4989555' }] },
    },
  });
  expect(replaced.status, JSON.stringify(replaced.body)).toBe(200);
  expect(await ask(line, { destination: '117' })).toMatchObject({ destination: '4989555117' });
  expect(await owner.delete(url)).toMatchObject({ status: 409, body: { code: 'in_use' } });
  expect((await owner.get(url)).body).toMatchObject({ name: 'Company', accounts: 1 });
});

test.each([
  [{ name: '' }, 'name'],
  [
    { name: 'x', rules: { originationDestination: [{ match: 'abc' }] } },
    'rules.originationDestination.0.match',
  ],
  [
    { name: 'x', rules: { originationDestination: [{ match: '*', lengthMin: 5, lengthMax: 4 }] } },
    'rules.originationDestination.0.lengthMax',
  ],
  [{ name: 'x', rules: { origination: [] } }, 'rules.origination'],
  [{ name: 'Company' }, 'name'],
])('%j is refused at %s', async (body, field) => {
  const { status, body: problem } = await owner.post('/api/v1/localizations', body);
  expect(status).toBeLessThan(500);
  expect(problem.errors.map((error: Json) => error.field)).toContain(field);
});

test('a reseller has sets of its own and sees no others', async () => {
  const seller = await world.account(world.resellerOf());
  const client = await world.signIn(seller.number, PASSWORD);
  expect((await client.get(`/api/v1/localizations/${set.id}`)).status).toBe(404);
  const own = await created(client, 'localizations', { name: 'Company' });
  expect((await client.get('/api/v1/localizations')).body.items).toEqual([
    { id: own.id, name: 'Company', accounts: 0, carriers: 0 },
  ]);
});
