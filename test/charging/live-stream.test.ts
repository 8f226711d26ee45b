/** Live calls are pushed: what each may see, from which everybody counts the same cost, and who may not look any more. */
import { beforeAll, expect, test } from 'vitest';
import { costSoFarMicros } from '../../src/domain/charging/live-call.ts';
import { formatMoney } from '../../src/domain/money.ts';
import { openEvents, type EventStream } from '../support/event-stream.ts';
import { PASSWORD, type Client, type Json } from '../http/support.ts';
import { OK, startFakeSwitch } from './fake-switch.ts';
import { createWorld } from './world.ts';

const world = await createWorld();
const { owner, answer, end } = world;
const fake = await startFakeSwitch();
const sip = await world.created(owner, 'switches', {
  name: 'Fake',
  kind: 'kamailio',
  controlUrl: fake.url,
  controlKey: 'the control key',
});
fake.answerWith(() => OK);
await world.trunk({ 49: { costPerMinute: '0.01' } });
const wholesale = await world.rateGroup({ 49: { costPerMinute: '0.03' } });
const seller = () =>
  world.account(
    world.resellerOf({ billing: { accountType: 'postpaid', creditLimit: '50', rateGroupId: wholesale } }),
  );
const [first, foreign] = [await seller(), await seller()];
const ofFirst = await world.signIn(first.number, PASSWORD);
// 60/30, 0.005 to connect and 0.012 a minute.
const retail = await world.rateGroup(
  {
    49: {
      connectionCost: '0.005',
      costPerMinute: '0.012',
      initialIncrementSeconds: 60,
      incrementSeconds: 30,
    },
  },
  {},
  ofFirst,
);
const line = await world.account(
  world.customerOf({
    panelAccess: { parentId: first.accountId },
    billing: { rateGroupId: retail },
    settings: { cps: 'unlimited' },
  }),
  { balance: '0.029' },
);
const send = async (body: object): Promise<Json> => (await world.send(body, `Bearer ${sip.key}`)).body;
let url = '';
beforeAll(async () => {
  url = `${await world.app.listen({ host: '127.0.0.1', port: 0 })}/api/v1/calls/live/stream`;
});
const keyOf = async (client: Client) => {
  const { id, key } = await world.created(client, 'api-keys', { name: 'Wall display' });
  return { id, headers: { authorization: `Bearer ${key}` } };
};
const open = async (client: Client, query = '') =>
  openEvents(`${url}${query}`, (await keyOf(client)).headers);
const callIn = (event: Readonly<{ data: Json }> | null, { sessionId }: Json): Json =>
  event?.data.items.find((item: Json) => item.sessionId === sessionId);
/** The call as a stream told it last, once it meets the condition: two changes may come as one. */
const lastTold = new WeakMap<EventStream, Json>();
const see = async (stream: EventStream, call: Json, holds: (told: Json) => boolean): Promise<Json> => {
  for (;;) {
    const told = lastTold.get(stream);
    if (told !== undefined && holds(told)) return told;
    const next = callIn(await stream.next(), call);
    if (next !== undefined) lastTold.set(stream, next);
  }
};

test('each sees its own part, and counts from the facts what the record will say', async () => {
  const streams = {
    owner: await open(owner),
    first: await open(ofFirst),
    line: await open(await world.signIn(line.number, PASSWORD)),
    foreign: await open(await world.signIn(foreign.number, PASSWORD)),
  };
  const { status, headers } = streams.owner;
  expect([status, headers.get('content-type'), headers.get('x-accel-buffering')]).toEqual([
    200,
    'text/event-stream; charset=utf-8',
    'no',
  ]);
  for (const stream of Object.values(streams))
    expect(await stream.next()).toMatchObject({ id: '1', name: 'snapshot', data: { total: 0, items: [] } });

  const call = await send(world.question(line, { callerNumber: '+493099999999' }));
  expect(await see(streams.owner, call, () => true)).toMatchObject({
    state: 'ringing',
    answeredAt: null,
    accountNumber: line.number,
    device: line.username,
    destinationNumber: '493012345678',
    carrier: { gateway: '192.0.2.1:5060', currency: 'EUR', terms: { costPerMinuteNanos: '10000000' } },
    canHangUp: true,
  });
  const answeredAt = world.now();
  await send(answer(call));
  const isAnswered = ({ state }: Json) => state === 'answered';
  const seen = await see(streams.owner, call, isAnswered);
  expect(seen.levels.map(({ name }: Json) => name)).toEqual([
    `Account ${line.number}`,
    `Reseller ${first.number}`,
  ]);
  const ofSeller = await see(streams.first, call, isAnswered);
  expect([ofSeller.levels.length, ofSeller.carrier]).toEqual([2, null]);
  const own = await see(streams.line, call, isAnswered);
  expect([own.levels.length, own.carrier]).toEqual([1, null]);

  // 0.029 pay the connection and two minutes; 61 s are billed as 90: 0.005 + 0.018.
  const { longest } = await see(streams.line, call, (told) => told.longest?.seconds === 120);
  expect(longest.ending).toBe(`Then money ends it: Account ${line.number} has 0.029 EUR available.`);
  const at = new Date(answeredAt.getTime() + 61_000);
  const cost = costSoFarMicros(own.levels[0].terms, { ...own, answeredAt }, at);
  expect(formatMoney(cost)).toBe('0.023000');
  world.advance(61_000);
  expect((await owner.get(`/api/v1/calls/live?accountId=${line.accountId}`)).body.items[0]).toMatchObject({
    cost: '0.023000',
    currency: 'EUR',
    talkSeconds: 61,
    secondsLeft: 59,
  });
  // A top-up is seen while the call goes on, and the switch is told.
  await world.topUp(line.accountId, '0.06');
  await see(streams.line, call, (told) => told.longest?.seconds > 120);
  world.advance(20_000);
  await world.until(async () => fake.about(call.sessionId, '/limit').length > 0);
  await send(end(call, 81_000));
  const isOver = ({ data }: Readonly<{ data: Json }>) => data.ended?.includes(call.sessionId);
  for (const stream of [streams.owner, streams.first, streams.line])
    expect((await stream.until(isOver)).data.total).toBe(0);
  expect((await world.calls(line.accountId))[0]).toMatchObject({ charge: '0.023000' });

  // What is none of its business never came: the next thing that the foreign reseller hears is its own key's end.
  await world.database.pool.query(
    `update api_keys set revoked_at = $2 where account_id = (select id from accounts where public_id = $1)`,
    [foreign.accountId, world.now()],
  );
  expect(await streams.foreign.next()).toMatchObject({ name: 'over', data: { code: 'not_signed_in' } });
  for (const stream of Object.values(streams)) stream.close();
});

test('a call that was told to end says so, and filters leave out the others', async () => {
  const other = await open(owner, '?q=44');
  const mine = await open(owner, `?accountId=${line.accountId}&q=%2B49%2030`);
  for (const stream of [other, mine]) expect((await stream.next())?.name).toBe('snapshot');
  const call = await send(world.question(line));
  await mine.until((event) => callIn(event, call) !== undefined);
  const both = { sessionIds: [call.sessionId, '99999999-9999-4999-8999-999999999999'] };
  const asked = await owner.post('/api/v1/calls/hang-up', { ...both, reason: 'fraud', note: 'Odd hours' });
  expect(asked.body.items.map(({ outcome }: Json) => outcome)).toEqual(['told', 'not_found']);
  await mine.until((event) => callIn(event, call)?.state === 'ending');
  await send(end(call, 0));
  await mine.until(({ data }) => (data as Json).ended?.includes(call.sessionId));
  other.close();
  mine.close();
  // What somebody above notes is not for the reseller.
  const read = async (client: Client) => (await client.get(`/api/v1/calls/${call.sessionId}`)).body.hungUp;
  expect(await read(owner)).toMatchObject({ reason: 'fraud', note: 'Odd hours' });
  expect(await read(ofFirst)).toMatchObject({ reason: 'fraud', by: null, note: '' });
  // By which trunk a call goes is not to be found out by asking for each.
  const byTrunk = 'trunkId=99999999-9999-4999-8999-999999999999';
  for (const path of ['', '/stream'])
    expect((await ofFirst.get(`/api/v1/calls/live${path}?${byTrunk}`)).body, path).toMatchObject({
      status: 422,
      errors: [{ field: 'trunkId', code: 'not_for_you' }],
    });
});

test('who signs out or loses the permission is out within five seconds; four streams are enough for one', async () => {
  const { headers } = await keyOf(owner);
  const scoped = await openEvents(url, headers);
  const more = await Promise.all([1, 2, 3].map(() => openEvents(url, headers)));
  expect([scoped, ...more].map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  const fifth = await openEvents(url, headers);
  expect(fifth.status).toBe(429);
  for (const stream of more) stream.close();
  await world.until(async () => {
    const again = await openEvents(url, headers);
    again.close();
    return again.status === 200;
  });
  scoped.close();

  const signedIn = await fetch(url.replace('/calls/live/stream', '/sign-in'), {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: 'http://localhost:8080' },
    body: JSON.stringify({ identifier: line.number, password: PASSWORD }),
  });
  const cookie = signedIn.headers.get('set-cookie')!.split(';')[0]!;
  const watching = await openEvents(url, { cookie });
  await watching.next();
  const began = performance.now();
  await world.clientOf({ cookie, origin: 'http://localhost:8080' }).post('/api/v1/sign-out', {});
  expect(await watching.next()).toMatchObject({ name: 'over', data: { code: 'not_signed_in' } });
  expect(await watching.next()).toBeNull();
  expect(performance.now() - began).toBeLessThan(5000);

  const ofReseller = await open(ofFirst);
  await ofReseller.next();
  const nothing = await world.created(owner, 'roles', {
    audience: 'reseller',
    name: 'No calls',
    permissions: ['accounts:read'],
  });
  await owner.patch(`/api/v1/accounts/${first.accountId}`, { panelAccess: { roleId: nothing.id } });
  expect(await ofReseller.next()).toMatchObject({ name: 'over', data: { code: 'not_permitted' } });
});

test('a stop of the server ends what is open', async () => {
  const stream = await open(owner);
  await stream.next();
  await world.app.close();
  expect(await stream.next()).toMatchObject({ name: 'over', data: { code: 'unavailable' } });
});
