/** A gateway at which calls fail is left out by every server, tried again by one call, and never missed by a call that has no other. */
import { afterEach, expect, test } from 'vitest';
import { PASSWORD, type Json } from '../http/support.ts';
import { createWorld } from './world.ts';

const world = await createWorld();
const another = await world.startAnother();
const { owner, ask, send, answer, end } = world;
let prefixes = 40;

/** Trunks of a prefix of their own, the cheapest first, and a line that calls it. */
async function linesOver(
  trunks: readonly Readonly<{ trunk?: object; gateways?: number }>[],
  over: Json = {},
) {
  const prefix = `49${(prefixes += 1)}`;
  const made = [];
  for (const [n, trunk] of trunks.entries())
    made.push(await world.trunk({ [prefix]: { costPerMinute: `0.00${n + 1}` } }, trunk));
  const rateGroupId = await world.rateGroup({ [prefix]: { costPerMinute: '0.06' } });
  const settings = { cps: 'unlimited', concurrentCalls: 'unlimited' };
  const line = await world.account(world.customerOf({ settings, billing: { rateGroupId }, ...over }), {
    balance: '1000',
  });
  const question = { destination: `+${prefix}1234567` };
  return {
    line,
    question,
    trunks: made,
    ids: made.flatMap(({ gateways }) => gateways.map(({ id }) => id as string)),
    call: () => ask(line, question),
    callElsewhere: async () => (await send(world.question(line, question), undefined, another)).body,
    simulate: async (): Promise<Json> => {
      const query = new URLSearchParams({ to: question.destination }).toString();
      return (await owner.get(`/api/v1/accounts/${line.accountId}/simulated-call?${query}`)).body;
    },
  };
}
const gatewaysOf = ({ gateways }: Json) => gateways.map(({ id }: Json) => id);
const healthOf = async (id: string): Promise<Json> => (await owner.get(`/api/v1/gateways/${id}`)).body.health;
const sentenceOf = async ({ sessionId }: Json): Promise<string> =>
  (await owner.get(`/api/v1/calls/${sessionId}`)).body.trace.at(-1).sentence;
/** What the operator was told of it, in order. */
const newsOf = async (id: string) => {
  const { rows } = await world.database.pool.query<{ told: Json }>(
    `select json_build_object('type', type, 'account', a.kind, 'at', happened_at, 'data', data) as told
     from events e join accounts a on a.id = e.account_id where type like 'gateway.%' and data #>> '{gateway,id}' = $1 order by e.id`,
    [id],
  );
  return rows.map(({ told }) => ({ ...told, at: new Date(told.at).toISOString() }));
};
const tried = ({ sessionId, gateways }: Json, place: number, failed?: object | null) => ({
  type: 'attempt',
  sessionId,
  number: place + 1,
  gatewayId: gateways[place].id,
  at: world.now().toISOString(),
  ...(failed === undefined ? {} : { failed }),
});
const failedAt = ({ gateways }: Json, place: number, sipStatus: number | null = 503) => ({
  gatewayId: gateways[place].id,
  sipStatus,
});
/** The first gateway fails, and the second one takes the call. */
async function failsOver(call: Json, to = world.charging, sipStatus = 503) {
  const [{ id: gatewayId }] = call.gateways.slice(1);
  await send([tried(call, 0), tried(call, 1, failedAt(call, 0, sipStatus))], undefined, to);
  await send([answer(call, { gatewayId }), end(call, 1000, { gatewayId })], undefined, to);
}
const becomes = (id: string, health: object) =>
  expect.poll(() => healthOf(id), { timeout: 20_000 }).toMatchObject(health);

afterEach(() => world.verify());

test('after three failures, told to two servers, both leave it out and say so; one call at each tries it again', async () => {
  const { call, callElsewhere, simulate, ids, trunks, line } = await linesOver([
    { trunk: { name: 'Deaf' } },
    {},
  ]);
  const [deaf, good] = ids as [string, string];
  await failsOver(await call());
  await failsOver(await callElsewhere(), another, 408);
  await becomes(deaf, { state: 'healthy', failures: 2, unhealthySince: null, retryAt: null });
  const under = await call();
  expect(gatewaysOf(under)).toEqual([deaf, good]);
  await failsOver(under);
  const now = world.now();
  await becomes(deaf, {
    state: 'unhealthy',
    failures: 3,
    lastFailure: { at: now.toISOString(), sipStatus: 503 },
    unhealthySince: now.toISOString(),
    retryAt: new Date(now.getTime() + 30_000).toISOString(),
  });
  expect(await healthOf(good)).toMatchObject({ state: 'healthy', failures: 0, lastFailure: null });
  const unhealthy = (await owner.get('/api/v1/gateways?health=unhealthy')).body.items;
  expect(unhealthy).toMatchObject([{ id: deaf, trunkName: 'Deaf' }]);
  expect((await owner.get(`/api/v1/trunks/${trunks[0]!.id}`)).body).toMatchObject({
    gateways: 1,
    unhealthyGateways: 1,
  });

  const [here, there] = [await call(), await callElsewhere()];
  expect([here, there].map(gatewaysOf)).toEqual([[good], [good]]);
  await send([here, there].map((each) => end(each, 0)));
  expect(await sentenceOf(here)).toContain('Left out: Deaf (unhealthy: calls failed there).');
  const simulated = await simulate();
  expect(simulated.routes.map(({ trunk }: Json) => trunk)).not.toContain('Deaf');
  expect(simulated.skipped).toContainEqual({
    trunk: 'Deaf',
    gateway: null,
    why: 'unhealthy: calls failed there',
    reason: { code: 'skip.unhealthy', figures: {} },
  });
  // Whoever may not see carriers reads nothing of it.
  const holder = await world.signIn(line.number, PASSWORD);
  const told = JSON.stringify((await holder.get(`/api/v1/calls/${here.sessionId}`)).body);
  expect(told).toContain('A route was found.');
  expect(told).not.toMatch(/Deaf|unhealthy/);

  // It may only have had too many calls for a moment.
  expect(await newsOf(deaf)).toEqual([]);

  world.advance(30_000);
  const [first, second, elsewhere] = [await call(), await call(), await callElsewhere()];
  expect([first, second, elsewhere].map(gatewaysOf)).toEqual([[deaf, good], [good], [deaf, good]]);
  // The one that fails keeps it out for a minute; the other one's failure is not counted again.
  await failsOver(first);
  await failsOver(elsewhere, another);
  const retryAt = new Date(world.now().getTime() + 60_000).toISOString();
  await becomes(deaf, { state: 'unhealthy', unhealthySince: now.toISOString(), retryAt, failures: 5 });
  const failedAt = world.now().toISOString();
  const names = { gateway: { id: deaf, name: 'gw1' }, trunk: { id: trunks[0]!.id, name: 'Deaf' } };
  const fell = {
    type: 'gateway.unhealthy',
    account: 'operator',
    at: failedAt,
    data: { ...names, sipStatus: 503 },
  };
  expect(await newsOf(deaf)).toEqual([fell]);
  world.advance(59_000);
  expect(gatewaysOf(await call())).toEqual([good]);
  world.advance(1000);
  const trial = await call();
  expect(gatewaysOf(trial)).toEqual([deaf, good]);
  await send(tried(trial, 0));
  // It rings there, and the word of that is the answer alone: a quarter of a minute later another call may try.
  expect(gatewaysOf(await call())).toEqual([good]);
  world.advance(15_000);
  expect(gatewaysOf(await call())).toEqual([deaf, good]);
  await send([answer(trial), end(trial, 1000)]);
  expect(await sentenceOf(trial)).toContain(
    'Gateway gw1 of Deaf is unhealthy, and this call tries it again.',
  );
  const recoveredAt = world.now().toISOString();
  await becomes(deaf, { state: 'healthy', failures: 0, recoveredAt });
  const back = { ...names, unhealthySince: now.toISOString() };
  expect(await newsOf(deaf)).toEqual([
    fell,
    { type: 'gateway.recovered', account: 'operator', at: recoveredAt, data: back },
  ]);
  for (const each of [await call(), await call(), await callElsewhere()])
    expect(gatewaysOf(each)).toEqual([deaf, good]);
  await send(end(second, 0));
});

test('busy, declined, not found and nobody there are no failures of the gateway, and end a row of them', async () => {
  const { call, ids } = await linesOver([{}, {}]);
  const [first] = ids as [string];
  await failsOver(await call());
  await failsOver(await call());
  await becomes(first, { failures: 2 });
  for (const sipStatus of [408, 487]) {
    const nobody = await call();
    await send([tried(nobody, 0), end(nobody, 0, { sipStatus, failed: null })]);
  }
  for (const sipStatus of [486, 603, 404]) {
    const ended = await call();
    await send([tried(ended, 0), end(ended, 0, { sipStatus })]);
  }
  await becomes(first, { failures: 0, recoveredAt: world.now().toISOString() });
  await failsOver(await call());
  await becomes(first, { state: 'healthy', failures: 1 });
});

test('calls that succeed write nothing', async () => {
  const { call, ids } = await linesOver([{}]);
  for (let n = 0; n < 5; n++) {
    const one = await call();
    await send([tried(one, 0), answer(one), end(one, 1000)]);
  }
  // Written in turn, so what stands behind them says that they have been looked at.
  const behind = await linesOver([{}, {}]);
  await failsOver(await behind.call());
  await becomes(behind.ids[0]!, { failures: 1 });
  const { rows } = await world.database.reads.query(
    'select from gateway_health h join gateways g on g.id = h.gateway_id where g.public_id = any($1)',
    [ids],
  );
  expect(rows).toEqual([]);
});

test('a switch that says no more than it must is understood: what came before failed, and 503 at the end did', async () => {
  const { call, ids } = await linesOver([{}, {}]);
  const [first, last] = ids as [string, string];
  for (let n = 0; n < 3; n++) {
    const one = await call();
    // Late and twice it is the same.
    await send([tried(one, 1), tried(one, 0), tried(one, 1)]);
    await send(end(one, 0, { sipStatus: 503, gatewayId: last }));
  }
  await becomes(first, { state: 'unhealthy', failures: 3, lastFailure: { sipStatus: null } });
  await becomes(last, { state: 'unhealthy', failures: 3, lastFailure: { sipStatus: 503 } });
  // One that ends before any was tried says nothing of any.
  const only = await linesOver([{}]);
  for (let n = 0; n < 3; n++) await send(end(await only.call(), 0, { sipStatus: 503, gatewayId: null }));
  await failsOver(await (await linesOver([{}, {}])).call());
  await becomes(only.ids[0]!, { state: 'healthy', failures: 0 });
});

test('without another one it is used all the same, first when the others are full, and a call for help always', async () => {
  const { call, ids, trunks, line } = await linesOver([{}, { trunk: { capacity: 1 } }]);
  const [weak, small] = ids as [string, string];
  for (let n = 0; n < 3; n++) await failsOver(await call());
  await becomes(weak, { state: 'unhealthy' });
  const taken = await call();
  expect(gatewaysOf(taken)).toEqual([small]);
  const last = await call();
  expect(gatewaysOf(last)).toEqual([weak]);
  for (const { id } of trunks) await owner.patch(`/api/v1/trunks/${id}`, { emergencyCountries: ['DE'] });
  const help = await ask(line, { destination: '110' });
  expect(gatewaysOf(help)).toEqual([small, weak]);
  // What had nowhere else to go makes it well.
  await send([answer(last), end(last, 1000)]);
  await becomes(weak, { state: 'healthy' });
  const sentence = await sentenceOf(last);
  expect(sentence).toContain(
    'Every gateway that could be used is unhealthy, so they are tried all the same.',
  );
  expect(sentence).not.toContain('(unhealthy');
  for (const { id } of trunks) await owner.patch(`/api/v1/trunks/${id}`, { emergencyCountries: [] });
  await send([end(taken, 1000), end(help, 0)]);
});

test('of a trunk with several gateways only those that fail are left out, each by its name', async () => {
  const { call, ids } = await linesOver([{ trunk: { name: 'Double' }, gateways: 2 }]);
  const [first, second] = ids as [string, string];
  for (let n = 0; n < 3; n++) await failsOver(await call());
  await becomes(first, { state: 'unhealthy' });
  const next = await call();
  expect(gatewaysOf(next)).toEqual([second]);
  await send(end(next, 0));
  expect(await sentenceOf(next)).toContain(
    'Left out: gateway gw1 of Double (unhealthy: calls failed there).',
  );
});

test('staff takes one out with a reason and puts it back as a healthy one, resets another, and it is told', async () => {
  const { call, ids } = await linesOver([{}, {}]);
  const [first, second] = ids as [string, string];
  const fail = async () => {
    for (let n = 0; n < 3; n++) await failsOver(await call());
    await becomes(first, { state: 'unhealthy' });
  };
  const change = (body: object) => owner.patch(`/api/v1/gateways/${first}`, body);
  await fail();
  expect((await change({ inactiveReason: 'Cut cable' })).body.errors).toMatchObject([
    { field: 'inactiveReason', code: 'not_applicable' },
  ]);
  const out = await change({ status: 'inactive', inactiveReason: 'Cut cable' });
  expect(out.body).toMatchObject({ status: 'inactive', inactiveReason: 'Cut cable' });
  // It was taken out: nobody has to be told that it is unhealthy.
  expect((await owner.get('/api/v1/gateways?health=unhealthy')).body.items).not.toContainEqual(
    expect.objectContaining({ id: first }),
  );
  expect(gatewaysOf(await call())).toEqual([second]);
  const back = await change({ status: 'active' });
  expect(back.body).toMatchObject({ inactiveReason: '', health: { state: 'healthy', failures: 0 } });
  expect(gatewaysOf(await call())).toEqual([first, second]);
  await fail();
  const reset = await owner.post(`/api/v1/gateways/${first}/reset-health`);
  expect(reset.body.health).toMatchObject({ state: 'healthy', failures: 0, lastFailure: null });
  expect(gatewaysOf(await call())).toEqual([first, second]);
  await fail();
  expect((await change({ port: 5080 })).body.health).toMatchObject({ state: 'healthy' });
  expect((await owner.post(`/api/v1/gateways/${first}/reset-health`)).status).toBe(200);
  const { items } = (await owner.get('/api/v1/audit?q=Cut%20cable')).body;
  expect(items[0].changes).toContainEqual({
    field: 'gateway.inactiveReason',
    before: 'Cut cable',
    after: '',
  });
  const resets = (await owner.get('/api/v1/audit?action=gateway.health_reset')).body.items;
  // The second one had nothing to reset.
  expect(resets).toHaveLength(1);
  expect(resets[0].changes).toMatchObject([
    { field: 'gateway.name' },
    { field: 'gateway.unhealthySince', after: null },
  ]);
});
