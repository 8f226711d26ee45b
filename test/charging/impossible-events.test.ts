/** What cannot be true of the call that it is about changes nothing: a gateway that it was not offered, talk longer than the call. */
import { afterEach, expect, test } from 'vitest';
import { PASSWORD, type Json } from '../http/support.ts';
import { createWorld } from './world.ts';

const world = await createWorld();
const { owner, ask, send, end, answer, wallet } = world;
await world.trunk({ 49: { costPerMinute: '0.01' } }, { gateways: 2 });
const elsewhere = await world.trunk({ 33: { costPerMinute: '0.02' } });
const group = await world.rateGroup({
  49: { costPerMinute: '0.06' },
  31: { costPerMinute: '0.06' },
  33: { costPerMinute: '0.06' },
});
const line = await world.account(
  world.customerOf({ settings: { cps: 100, concurrentCalls: 50 }, billing: { rateGroupId: group } }),
  { balance: '500' },
);
const at = (ms: number) => new Date(world.now().getTime() + ms).toISOString();
const carrierOf = async ({ sessionId }: Json) =>
  (await owner.get(`/api/v1/calls/${sessionId}`)).body.carrierCost;

afterEach(() => world.verify());

test.each(['unknown', '', '019ab000-0000-4000-8000-000000000001', elsewhere.gateways[0].id as string])(
  'the gateway "%s", which the call was not offered, is refused; the right end settles it',
  async (gatewayId) => {
    const granted = await ask(line);
    const { sessionId } = granted;
    const held = await wallet(line.accountId);
    const good = end(granted, 60_000);
    const message = expect.stringContaining(`not offered the gateway "${gatewayId}"`);
    for (const event of [
      { type: 'attempt', sessionId, number: 1, gatewayId, at: at(0) },
      answer(granted, { gatewayId }),
      { ...good, gatewayId },
    ]) {
      expect(await send(event)).toMatchObject({
        status: 422,
        body: { code: 'invalid_input', errors: [{ field: 'gatewayId', message }] },
      });
    }
    expect(await wallet(line.accountId)).toEqual(held);
    expect((await send([{ ...good, gatewayId }, good])).body).toEqual([
      { ok: false, sessionId, problem: 'invalid_input', errors: [{ field: 'gatewayId', message }] },
      { ok: true, sessionId },
    ]);
    expect(await carrierOf(granted)).toBe('0.010000');
    // Of a call that is settled neither.
    expect((await send(end(granted, 30_000, { revision: 2, gatewayId }))).status).toBe(422);
    expect(await carrierOf(granted)).toBe('0.010000');
    // What was tried in a call that nobody answered costs nobody anything.
    expect((await send(end(await ask(line), 0, { gatewayId }))).status).toBe(200);
  },
);

test('a gateway that was removed while the call ran is still one of its own', async () => {
  const granted = await ask(line, { destination: '+33123456789' });
  const [{ id }] = granted.gateways;
  await owner.patch(`/api/v1/gateways/${id}`, { status: 'inactive' });
  expect((await send(answer(granted))).status).toBe(200);
  expect((await send(end(granted, 60_000))).status).toBe(200);
  expect(await carrierOf(granted)).toBe('0.020000');
  await owner.patch(`/api/v1/gateways/${id}`, { status: 'active' });
});

test('talk without the time of the answer is no longer than the call', async () => {
  const granted = await ask(line);
  const talk = (talkMs: number, over: object = {}) =>
    send(end(granted, talkMs, { answeredAt: null, endedAt: at(5000), ...over }));
  for (const [talkMs, field, over] of [
    [600_000, 'talkMs', {}],
    [7001, 'talkMs', {}],
    [1000, 'endedAt', { endedAt: at(-2001) }],
  ] as const)
    expect(await talk(talkMs, over)).toMatchObject({ status: 422, body: { errors: [{ field }] } });
  // Clocks are read a moment apart.
  expect((await talk(7000)).status).toBe(200);
  expect(await talk(7001, { revision: 2 })).toMatchObject({
    status: 422,
    body: { errors: [{ field: 'talkMs' }] },
  });
  const call = (await owner.get(`/api/v1/calls/${granted.sessionId}`)).body;
  expect(call).toMatchObject({ talkMs: 7000, answeredAt: null });
});

test('when the only end names a foreign gateway, the call is estimated by the one that answered', async () => {
  await world.trunk({ 31: { costPerMinute: '0.01' } });
  const dear = await world.trunk({ 31: { costPerMinute: '0.03' } });
  const short = await world.account(world.customerOf({ billing: { rateGroupId: group } }), {
    balance: '0.06',
  });
  const granted = await ask(short, { destination: '+31201234567' });
  expect(granted).toMatchObject({ grantedSeconds: 60, gateways: [{}, { id: dear.gateways[0].id }] });
  await send(answer(granted, { gatewayId: dear.gateways[0].id }));
  const bad = end(granted, 30_000, { gatewayId: elsewhere.gateways[0].id });
  await world.database.pool.query(
    'insert into switch.event_outbox (switch_id, body) select id, $2 from switches where public_id = $1',
    [world.switchId, JSON.stringify(bad)],
  );
  await world.charging.jobs.drain();
  const { rows } = await world.database.reads.query('select body, reason from rejected_events');
  expect(rows).toMatchObject([{ body: bad, reason: expect.stringMatching(/^gatewayId: .*not offered/) }]);
  await world.database.pool.query('delete from rejected_events');
  expect((await wallet(short.accountId)).held).toBe('0.060000');
  // Nobody can ask this switch: a minute after its last second the call is unknown, and a day later settled to that second.
  for (const hours of [1, 25]) {
    world.advance(hours * 3_600_000);
    await world.charging.jobs.reap();
  }
  const staff = await world.signIn(world.operator.number, PASSWORD);
  expect((await staff.get(`/api/v1/calls/${granted.sessionId}`)).body).toMatchObject({
    isEstimated: true,
    talkMs: 60_000,
    charge: '0.060000',
    carrierCost: '0.030000',
  });
});
