/** Which price a call has and which way it takes, asked of charging as a switch asks, at the moments where either changes. */
import { expect, test } from 'vitest';
import { key, PASSWORD, type Json } from '../http/support.ts';
import { createWorld, type Line } from './world.ts';

const world = await createWorld();
const { owner, trunk, rateGroup, ask, send, answer, end } = world;
const FREE = { settings: { cps: 'unlimited', concurrentCalls: 'unlimited' } };
const BERLIN = '+493012345678';
const MOBILE = '+4915112345678';

/** By name: what the longest prefix costs, what the price does, and which has priority, each in another order. */
const exact = await trunk(
  { 49: { costPerMinute: '0.05' }, 4930: { costPerMinute: '0.03' } },
  { trunk: { priority: 2 } },
);
const cheap = await trunk({ 49: { costPerMinute: '0.01' } }, { trunk: { priority: 3 } });
const first = await trunk({ 49: { costPerMinute: '0.02' } }, { trunk: { priority: 1 } });
const nameOf = new Map([
  [exact.gateways[0].id, 'exact'],
  [cheap.gateways[0].id, 'cheap'],
  [first.gateways[0].id, 'first'],
]);

const lineOf = (rateGroupId: string, balance = '900'): Promise<Line> =>
  world.account(world.customerOf({ ...FREE, billing: { rateGroupId } }), { balance });
const waysOf = ({ gateways = [] }: Json) => gateways.map(({ id }: Json) => nameOf.get(id));

/** Asks, and hangs up before anybody answers. */
async function asked(line: Line, destination = BERLIN, over: object = {}): Promise<Json> {
  const granted = await ask(line, { destination, ...over });
  if (granted.ok) await send(end(granted, 0));
  return granted;
}

async function chargeOf(line: Line, granted: Json, talkMs: number): Promise<string> {
  expect(granted.ok, JSON.stringify(granted)).toBe(true);
  await send(end(granted, talkMs));
  const calls = await world.calls(line.accountId);
  return calls.find(({ sessionId }) => sessionId === granted.sessionId)?.charge;
}
const minuteOf = async (line: Line, destination = BERLIN) =>
  chargeOf(line, await ask(line, { destination }), 60_000);

async function addRate(list: string, rate: object): Promise<Json> {
  const { status, body } = await owner.post(`/api/v1/rate-groups/${list}/rates`, rate, key());
  expect(status, JSON.stringify(body)).toBe(201);
  return body;
}

test.each([
  ['least_cost', ['exact', 'cheap', 'first'], ['cheap', 'first', 'exact']],
  ['cheapest', ['cheap', 'first', 'exact'], ['cheap', 'first', 'exact']],
  ['priority', ['first', 'exact', 'cheap'], ['first', 'exact', 'cheap']],
])(
  '%s: the longest prefix with the carrier, its price, or the order that was set',
  async (routing, berlin, mobile) => {
    const line = await lineOf(await rateGroup({ 49: { costPerMinute: '1' } }, { routing }));
    expect(waysOf(await asked(line))).toEqual(berlin);
    expect(waysOf(await asked(line, MOBILE))).toEqual(mobile);
  },
);

test('percentage: calls begin by their shares, go on by the others, and the same call goes the same way', async () => {
  const list = await rateGroup(
    { 49: { costPerMinute: '0.1' } },
    {
      routing: 'percentage',
      trunkIds: [exact.id, cheap.id, first.id],
      trunkShares: { [exact.id]: 60, [cheap.id]: 40, [first.id]: 0 },
    },
  );
  // All of them at once, each held for as long as a call may last.
  const line = await lineOf(list, '90000');
  const startedAt = world.now().toISOString();
  // Of these very attempts so many come out; others come out alike, within a few.
  const attempts = Array.from(
    { length: 300 },
    (_, n) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
  );
  const answers = await Promise.all(attempts.map((attemptId) => ask(line, { attemptId, startedAt })));
  const begins = answers.map((granted) => waysOf(granted)[0]);
  const share = (name: string) => begins.filter((each) => each === name).length / attempts.length;
  expect(share('exact')).toBeGreaterThan(0.5);
  expect(share('cheap')).toBeGreaterThan(0.3);
  expect(share('first')).toBe(0);
  for (const granted of answers)
    expect(waysOf(granted)).toEqual(
      waysOf(granted)[0] === 'exact' ? ['exact', 'cheap', 'first'] : ['cheap', 'exact', 'first'],
    );
  expect(await ask(line, { attemptId: attempts[7], startedAt })).toEqual(answers[7]);
  await Promise.all(answers.map((granted) => send(end(granted, 0))));
});

test('a rate may force its trunk, whatever the routing says; one that loses money carries nothing', async () => {
  const list = await rateGroup({ 49: { costPerMinute: '1' } }, { routing: 'cheapest' });
  const line = await lineOf(list);
  await addRate(list, { prefix: '4930', costPerMinute: '1', forcedTrunkId: first.id });
  expect(waysOf(await asked(line))).toEqual(['first']);
  expect(waysOf(await asked(line, MOBILE))).toEqual(['cheap', 'first', 'exact']);
  await addRate(list, { prefix: '49301', costPerMinute: '0.019', forcedTrunkId: first.id });
  expect(await asked(line)).toMatchObject({ ok: false, reason: 'no_profitable_route' });
});

test('a trunk that asks more than the top level pays is left out, and says so; as much is carried', async () => {
  const list = await rateGroup({ 49: { costPerMinute: '0.03' } }, { routing: 'least_cost' });
  const line = await lineOf(list);
  expect(waysOf(await asked(line))).toEqual(['exact', 'cheap', 'first']);
  // To mobiles the first asks 0.05.
  const call = await asked(line, MOBILE);
  expect(waysOf(call)).toEqual(['cheap', 'first']);
  const { trace } = (await owner.get(`/api/v1/calls/${call.sessionId}`)).body;
  expect(JSON.stringify(trace)).toContain('not_profitable');
  // A billionth less for a typical call, and the dearest of them goes, too.
  const less = await rateGroup({ 49: { costPerMinute: '0.029999' } }, { routing: 'least_cost' });
  expect(waysOf(await asked(await lineOf(less)))).toEqual(['cheap', 'first']);
  const least = await rateGroup({ 49: { costPerMinute: '0.009999' } });
  expect(await asked(await lineOf(least))).toMatchObject({ ok: false, reason: 'no_profitable_route' });
  // What customers of a reseller pay is the reseller's business: what the operator gets is compared.
  const seller = await world.account(
    world.resellerOf({ billing: { accountType: 'postpaid', creditLimit: '50', rateGroupId: list } }),
  );
  const ofSeller = await world.signIn(seller.number, PASSWORD);
  const below = await rateGroup({ 49: { costPerMinute: '0.0001' } }, {}, ofSeller);
  const customer = world.customerOf({
    ...FREE,
    panelAccess: { parentId: seller.accountId },
    billing: { rateGroupId: below },
  });
  expect(waysOf(await asked(await world.account(customer, { balance: '9' })))).toEqual([
    'exact',
    'cheap',
    'first',
  ]);
});

test('a rate counts from its first moment to before its last; a call that began before keeps its price', async () => {
  const list = await rateGroup({});
  const line = await lineOf(list);
  const [start, change, over] = [1000, 2000, 3000].map((ms) =>
    new Date(world.now().getTime() + ms).toISOString(),
  );
  await addRate(list, { prefix: '49', costPerMinute: '0.1', validFrom: start });
  await addRate(list, { prefix: '49', costPerMinute: '0.2', validFrom: change, validTo: over });
  world.advance(999);
  expect(await asked(line)).toMatchObject({ ok: false, reason: 'no_rate_for_destination' });
  world.advance(1);
  expect(await minuteOf(line)).toBe('0.100000');
  world.advance(999);
  const before = await ask(line);
  await send(answer(before));
  world.advance(1);
  const after = await ask(line);
  await send(answer(after));
  world.advance(999);
  const last = await ask(line);
  world.advance(1);
  expect(await asked(line)).toMatchObject({ ok: false, reason: 'no_rate_for_destination' });
  // All of them end when no rate is valid any more.
  expect(await chargeOf(line, before, 120_000)).toBe('0.200000');
  expect(await chargeOf(line, after, 120_000)).toBe('0.400000');
  expect(await chargeOf(line, last, 60_000)).toBe('0.200000');
});

test('a new version of the list counts for the next call, and not for one that rings or runs', async () => {
  const list = await rateGroup({ 49: { costPerMinute: '0.1' } });
  const line = await lineOf(list);
  const [ringing, running] = [await ask(line), await ask(line)];
  await send(answer(running));
  const { status } = await owner.send({
    method: 'POST',
    url: `/api/v1/rate-groups/${list}/rates/import?isComplete=true`,
    headers: { 'content-type': 'text/csv' },
    payload: 'Code,Cost/Min\n4930,0.3\n',
  });
  expect(status).toBe(200);
  expect(await minuteOf(line)).toBe('0.300000');
  expect(await asked(line, MOBILE)).toMatchObject({ ok: false, reason: 'no_rate_for_destination' });
  await send(answer(ringing));
  expect(await chargeOf(line, ringing, 60_000)).toBe('0.100000');
  expect(await chargeOf(line, running, 60_000)).toBe('0.100000');
});

test('the first seconds may cost nothing but the connection, to the whole second that has begun', async () => {
  const grace = {
    costPerMinute: '0.6',
    connectionCost: '0.05',
    graceSeconds: 5,
    initialIncrementSeconds: 10,
    incrementSeconds: 5,
  };
  const line = await lineOf(await rateGroup({ 49: grace }));
  const costs: [number, string][] = [
    [1, '0.050000'],
    [5000, '0.050000'],
    // One second beyond: ten, then five more for each begun five.
    [5001, '0.150000'],
    [15_000, '0.150000'],
    [15_001, '0.200000'],
    [20_001, '0.250000'],
  ];
  for (const [talkMs, cost] of costs)
    expect([talkMs, await chargeOf(line, await ask(line), talkMs)]).toEqual([talkMs, cost]);
});

test('a personal rate wins at equal length, for its account alone; a longer prefix wins over it', async () => {
  const list = await rateGroup({ 49: { costPerMinute: '0.5' }, 4930: { costPerMinute: '0.4' } });
  const [mine, other] = [await lineOf(list), await lineOf(list)];
  const mineAt = (prefix: string, costPerMinute: string) =>
    addRate(list, { prefix, costPerMinute, accountId: mine.accountId });
  await mineAt('49', '0.1');
  expect(await minuteOf(mine, MOBILE)).toBe('0.100000');
  expect(await minuteOf(mine)).toBe('0.400000');
  const dearer = await mineAt('4930', '0.6');
  expect(await minuteOf(mine)).toBe('0.600000');
  expect([await minuteOf(other), await minuteOf(other, MOBILE)]).toEqual(['0.400000', '0.500000']);
  // The trace calls it so.
  const rateOf = async ({ accountId }: Line) => {
    const query = new URLSearchParams({ to: '+493012345678' }).toString();
    const { trace } = (await owner.get(`/api/v1/accounts/${accountId}/simulated-call?${query}`)).body;
    return trace.find(({ check }: Json) => check === 'rate').sentence;
  };
  expect(await rateOf(mine)).toContain('the personal rate of prefix 4930');
  expect(await rateOf(other)).not.toContain('personal');
  // From the moment that it ends everybody's counts again.
  const payload = { costPerMinute: '0.6', validTo: new Date(world.now().getTime() + 1).toISOString() };
  await owner.send({ method: 'PUT', url: `/api/v1/rate-groups/${list}/rates/${dearer.id}`, payload });
  expect(await minuteOf(mine)).toBe('0.600000');
  world.advance(1);
  expect(await minuteOf(mine)).toBe('0.400000');
  await world.verify();
});
