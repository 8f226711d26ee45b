/** What cannot be true is refused at its field; what a phone may write is made readable; every try is kept. */
import { afterEach, expect, test } from 'vitest';
import type { Json } from '../http/support.ts';
import { createWorld } from './world.ts';

const world = await createWorld();
const { owner, ask, send, end, answer, wallet } = world;
const { gateways } = await world.trunk({ 49: { costPerMinute: '0.01' } }, { gateways: 2 });
const group = await world.rateGroup({ 49: { costPerMinute: '0.06' } });
const line = await world.account(
  world.customerOf({ settings: { cps: 100, concurrentCalls: 50 }, billing: { rateGroupId: group } }),
  { balance: '500' },
);
const at = (ms: number) => new Date(world.now().getTime() + ms).toISOString();

afterEach(() => world.verify());

test.each<[string, string, object]>([
  ['a call that was not answered and talked', 'talkMs', { outcome: 'unanswered', answeredAt: null }],
  ['an end before the answer', 'endedAt', { answeredAt: at(60_000), endedAt: at(0) }],
  ['talk longer than the call', 'talkMs', { talkMs: 63_000 }],
  ['an answer by nobody', 'gatewayId', { gatewayId: null }],
])('%s is refused at %s', async (_what, field, over) => {
  const granted = await ask(line);
  const refused = await send(end(granted, 60_000, { answeredAt: at(0), endedAt: at(60_000), ...over }));
  expect(refused).toMatchObject({ status: 422, body: { errors: [{ field }] } });
  expect((await send(end(granted, 60_000))).status).toBe(200);
});

const BAD_TIMES = ['x', '', '2019-01-01T00:00:00Z', '2200-01-01T00:00:00Z', '2026-11-24T12:00:00', null, 5];

test.each([
  ...BAD_TIMES.map((time) => ['endedAt', time] as const),
  ...BAD_TIMES.filter((time) => time !== null).map((time) => ['answeredAt', time] as const),
])('%s %j is refused at its field, and the events beside it are taken', async (field, time) => {
  const granted = await ask(line);
  const bad = end(granted, 60_000, { [field]: time });
  expect(await send(bad)).toMatchObject({ status: 422, body: { errors: [{ field }] } });
  const { status, body } = await send([bad, end(granted, 60_000), bad]);
  expect(status).toBe(200);
  expect(body.map(({ ok }: Json) => ok)).toEqual([false, true, false]);
});

test('an event of the outbox that is none is kept aside, and those behind it are taken', async () => {
  const granted = await ask(line);
  for (const event of [end(granted, 60_000, { endedAt: 'x' }), end(granted, 60_000)]) {
    await world.database.pool.query(
      'insert into switch.event_outbox (switch_id, body) select id, $2 from switches where public_id = $1',
      [world.switchId, JSON.stringify(event)],
    );
  }
  await world.charging.jobs.drain();
  const left = await world.database.reads.query('select from switch.event_outbox');
  expect(left.rowCount).toBe(0);
  const { rows } = await world.database.reads.query('select body, reason from rejected_events');
  expect(rows).toMatchObject([{ body: { endedAt: 'x' }, reason: expect.stringContaining('endedAt') }]);
  expect((await wallet(line.accountId)).held).toBe('0.000000');
  // verify names it until somebody has looked at it.
  await world.database.pool.query('delete from rejected_events');
});

test.each([-2, 2, 60_000])(
  'a call that starts %i days from now is refused: the clock of the switch is wrong',
  async (days) => {
    const startedAt = new Date(world.now().getTime() + days * 86_400_000).toISOString();
    const { status, body } = await send(world.question(line, { startedAt }));
    expect(status).toBe(422);
    expect(body.errors[0].field).toBe('startedAt');
  },
);

test('signs that draw nothing or turn the line around are left out of what people read', async () => {
  const refused = await ask(line, {
    destination: '\u202e12\u0007\u200b3',
    callerNumber: '\u2066evil\u0000'.replace('\u0000', ''),
    userAgent: 'phone\u009b31m',
  });
  expect(refused).toMatchObject({ ok: false, reason: 'number_invalid' });
  const call = (await owner.get(`/api/v1/calls/${refused.sessionId}`)).body;
  expect(call).toMatchObject({ dialledNumber: '123', callerNumber: 'evil' });
  expect((await send(world.question(line, { destination: '\u200b' }))).status).toBe(422);
});

test('a failover keeps which gateway failed and which carried the call', async () => {
  const granted = await ask(line);
  const [first, second] = gateways as Json[];
  for (const [number, gateway] of [first, second, second].entries()) {
    await send({
      type: 'attempt',
      sessionId: granted.sessionId,
      number: number + 1,
      gatewayId: gateway.id,
      at: at(0),
    });
  }
  await send(answer(granted, { gatewayId: second.id }));
  await send(end(granted, 60_000, { gatewayId: second.id }));
  const { trace } = (await owner.get(`/api/v1/calls/${granted.sessionId}`)).body;
  expect(trace.at(-1).sentence).toMatch(
    /Tried without success: Trunk \d at sip:[^ ]*192\.0\.2\.1:5060\. Used: Trunk \d at sip:.*192\.0\.2\.2:5060\.$/,
  );
});

test('an overrun is marked where people see it', async () => {
  const poor = await world.account(world.customerOf({ billing: { rateGroupId: group } }), {
    balance: '0.06',
  });
  const granted = await ask(poor);
  await send(end(granted, 90_000));
  expect(await world.calls(poor.accountId)).toMatchObject([{ isOverrun: true, isEstimated: false }]);
  expect(await wallet(poor.accountId)).toMatchObject({ balance: '-0.030000' });
});
