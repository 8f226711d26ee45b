/** A trunk never gets more calls than it takes: whoever asks, on whichever server, and wherever a call goes on to. */
import { afterEach, expect, test } from 'vitest';
import type { Json } from '../http/support.ts';
import { createWorld } from './world.ts';

const world = await createWorld();
const another = await world.startAnother();
const { owner, ask, send, answer, end } = world;
let prefixes = 30;

/** Trunks of a prefix of their own, the cheapest first, and a line that calls it. */
const trunksWith = async (...trunks: readonly object[]) => {
  const prefix = `49${(prefixes += 1)}`;
  const made: Awaited<ReturnType<typeof world.trunk>>[] = [];
  for (const [n, trunk] of trunks.entries())
    made.push(await world.trunk({ [prefix]: { costPerMinute: `0.00${n + 1}` } }, { trunk }));
  const rateGroupId = await world.rateGroup({ [prefix]: { costPerMinute: '0.06' } });
  const settings = { cps: 'unlimited', concurrentCalls: 'unlimited' };
  const line = await world.account(world.customerOf({ settings, billing: { rateGroupId } }), {
    balance: '1000',
  });
  const on = async (n: number) => (await owner.get(`/api/v1/trunks/${made[n]!.id}`)).body.liveCalls;
  const question = { destination: `+${prefix}1234567` };
  return { made, on, question, line, call: () => ask(line, question) };
};
const gatewaysOf = ({ gateways }: Json) => gateways.map(({ id }: Json) => id);
const tries = (call: Json, number: number) =>
  send({
    type: 'attempt',
    sessionId: call.sessionId,
    number,
    gatewayId: call.gateways[number - 1].id,
    at: world.now().toISOString(),
  });
const skippedOf = async (sessionId: string) => {
  const { trace } = (await owner.get(`/api/v1/calls/${sessionId}`)).body;
  return trace.at(-1).sentence;
};

afterEach(() => world.verify());

test('7 calls at once are 7, whoever of 200 comes first on two servers, and while calls end', async () => {
  const { question, line, on } = await trunksWith({ capacity: 7 });
  const race = async (count: number): Promise<Json[]> =>
    Promise.all(
      Array.from({ length: count }, async (_, n) => {
        const to = n % 2 === 0 ? world.charging : another;
        const { body } = await send(world.question(line, question), undefined, to);
        return body;
      }),
    );
  const answers = await race(200);
  const live = answers.filter(({ ok }) => ok);
  expect(live).toHaveLength(7);
  expect(new Set(answers.filter(({ ok }) => !ok).map(({ reason }) => reason))).toEqual(
    new Set(['trunks_full']),
  );
  // Ends are told to a server that did not grant the call as well.
  const [more] = await Promise.all([
    race(60),
    ...live
      .slice(0, 3)
      .map((call, n) => send(end(call, 1000), undefined, n === 0 ? another : world.charging)),
  ]);
  const taken = more.filter(({ ok }) => ok).length;
  expect(taken).toBeLessThanOrEqual(3);
  expect((await race(20)).filter(({ ok }) => ok)).toHaveLength(3 - taken);
  expect(await on(0)).toBe(7);
});

test('a call counts on every trunk that it may go on to, and on one when it is answered', async () => {
  const { made, on, call } = await trunksWith({ capacity: 2 }, { capacity: 3 }, {});
  const [first, second, third] = made.map(({ gateways }) => gateways[0]!.id);
  const [a, b, c] = [await call(), await call(), await call()];
  expect([a, b, c].map(gatewaysOf)).toEqual([
    [first, second, third],
    [first, second, third],
    [second, third],
  ]);
  expect([await on(0), await on(1), await on(2)]).toEqual([2, 3, null]);
  // Both are full: not even the last place is for them.
  expect(gatewaysOf(await call())).toEqual([third]);

  await send(answer(a));
  expect([await on(0), await on(1)]).toEqual([2, 2]);
  await tries(b, 1);
  await tries(b, 2);
  expect([await on(0), await on(1)]).toEqual([1, 2]);
  // What comes twice or late moves nothing.
  await tries(b, 1);
  await send(answer(a));
  expect([await on(0), await on(1)]).toEqual([1, 2]);
  const next = await call();
  expect(gatewaysOf(next)).toEqual([first, second, third]);
  await tries(b, 3);
  expect([await on(0), await on(1)]).toEqual([2, 2]);

  await Promise.all([a, b, next].map((each) => send(end(each, 1000))));
  await send(end(c, 0));
  expect([await on(0), await on(1)]).toEqual([0, 0]);
});

test('who sees carriers reads why a trunk was left out, and why all of them were', async () => {
  const { made, call } = await trunksWith({ capacity: 1, name: 'Small' }, { cpsMax: 1, name: 'Slow' });
  const live = await call();
  expect(live.gateways).toHaveLength(2);
  const refused = await call();
  expect(refused).toMatchObject({ ok: false, reason: 'trunks_full', sipStatus: 503, q850Cause: 34 });
  expect(await skippedOf(refused.sessionId)).toContain(
    'Left out: Small (all its calls at once are in use). Left out: Slow (takes no more calls within this second).',
  );
  world.advance(1000);
  const slow = await call();
  expect(gatewaysOf(slow)).toEqual([made[1]!.gateways[0]!.id]);
  await send(end(slow, 1000));
  expect(await skippedOf(slow.sessionId)).toContain('Left out: Small');
  await send(end(live, 1000));
});

test('5 calls a second are 5, and refill evenly', async () => {
  const { call } = await trunksWith({ cpsMax: 5 });
  const granted = async (count: number) =>
    (await Promise.all(Array.from({ length: count }, call))).filter(({ ok }) => ok).length;
  expect(await granted(40)).toBe(5);
  world.advance(400);
  expect(await granted(20)).toBe(2);
  world.advance(60_000);
  expect(await granted(20)).toBe(5);
});

test('a limit counts the calls that begin under it, and those to their end when it goes', async () => {
  const { made, on, call } = await trunksWith({});
  const url = `/api/v1/trunks/${made[0]!.id}`;
  const before = await call();
  await owner.patch(url, { capacity: 1 });
  const under = await call();
  expect((await call()).reason).toBe('trunks_full');
  await owner.patch(url, { capacity: null });
  const after = await call();
  expect(await on(0)).toBeNull();
  await Promise.all([before, after].map((each) => send(end(each, 1000))));
  await owner.patch(url, { capacity: 1 });
  expect([await on(0), (await call()).reason]).toEqual([1, 'trunks_full']);
  await send(end(under, 1000));
  expect((await call()).ok).toBe(true);
});

test('a full trunk carries calls for help all the same, and they do not count', async () => {
  const { line, on, call } = await trunksWith({ capacity: 1, cpsMax: 1, emergencyCountries: ['DE'] });
  expect((await call()).ok).toBe(true);
  expect((await call()).reason).toBe('trunks_full');
  const help = await ask(line, { destination: '110' });
  expect(help.ok).toBe(true);
  expect(await on(0)).toBe(1);
  await send(answer(help));
  await send(end(help, 1000));
  expect(await on(0)).toBe(1);
});

test('a simulated call finds a full trunk full', async () => {
  const { line, question, call } = await trunksWith({ capacity: 1 });
  const url = `/api/v1/accounts/${line.accountId}/simulated-call?to=${encodeURIComponent(question.destination)}`;
  expect((await owner.get(url)).body.reason).toBeNull();
  await call();
  expect((await owner.get(url)).body.reason).toBe('trunks_full');
});
