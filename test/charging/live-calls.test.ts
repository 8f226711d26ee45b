/** Calls that go on: whoever is above sees them with what is held for them, and may end them with a reason. */
import { afterAll, expect, test } from 'vitest';
import { PASSWORD, type Json } from '../http/support.ts';
import { ALIVE, NO_SUCH_CALL, OK, startFakeSwitch } from './fake-switch.ts';
import { createWorld, type Line } from './world.ts';

const world = await createWorld();
const { owner, answer, end, until, charging } = world;
const fake = await startFakeSwitch();
const sip = await world.created(owner, 'switches', {
  name: 'Fake',
  kind: 'kamailio',
  controlUrl: fake.url,
  controlKey: 'the control key',
});
fake.answerWith(() => OK);
await world.trunk({ 49: { costPerMinute: '0.001' } });
const wholesale = await world.rateGroup({ 49: { costPerMinute: '0.03' } });
const seller = await world.account(
  world.resellerOf({ billing: { accountType: 'postpaid', creditLimit: '50', rateGroupId: wholesale } }),
);
const ofSeller = await world.signIn(seller.number, PASSWORD);
const retail = await world.rateGroup({ 49: { costPerMinute: '0.06' } }, {}, ofSeller);
const line = await world.account(
  world.customerOf({
    panelAccess: { parentId: seller.accountId },
    billing: { rateGroupId: retail },
    settings: { cps: 'unlimited' },
  }),
  { balance: '5' },
);
const holder = await world.signIn(line.number, PASSWORD);
const send = async (body: object): Promise<Json> => (await world.send(body, `Bearer ${sip.key}`)).body;
const start = (over: object = {}): Promise<Json> => send(world.question(line, over));
const liveOf = async ({ accountId }: Pick<Line, 'accountId'>, client = owner): Promise<Json> =>
  (await client.get(`/api/v1/accounts/${accountId}/live-calls`)).body;
const hangUp = ({ sessionId }: Json, client = owner) =>
  client.post(`/api/v1/calls/${sessionId}/hang-up`, {
    reason: 'nobody_there',
    note: 'Silence on both sides',
  });
afterAll(world.verify);

test('a call has its checks from the start, as far as each may see them, and its price when it is over', async () => {
  const began = await start();
  const read = (client = owner) => client.get(`/api/v1/calls/${began.sessionId}`);
  const story = async (client = owner): Promise<Json> => (await read(client)).body;
  const unknown = {
    endedAt: null,
    outcome: null,
    talkMs: null,
    billedSeconds: null,
    freeSeconds: null,
    charge: null,
    margin: null,
    endedBy: null,
    sipStatus: null,
    carrierCost: null,
  };
  const ringing = await story();
  expect(ringing).toMatchObject({
    ...unknown,
    state: 'ringing',
    answeredAt: null,
    accountId: line.accountId,
    direction: 'outbound',
    dialledNumber: '+493012345678',
    destinationNumber: '493012345678',
    currency: 'EUR',
    levels: [],
    arithmetic: [],
    hasTraceEnded: false,
    hungUp: null,
  });
  const sentenceOf = ({ trace }: Json, check: string) =>
    trace.find((step: Json) => step.check === check)?.sentence as string;
  expect(sentenceOf(ringing, 'route')).toMatch(/^Trunks in order: Trunk \d\.$/);
  expect(sentenceOf(ringing, 'money')).toContain(seller.number);
  // Its seller reads its own level and no carrier, its customer its own.
  expect(sentenceOf(await story(ofSeller), 'route')).not.toContain('Trunk');
  expect(sentenceOf(await story(holder), 'money')).not.toContain(seller.number);
  const stranger = await world.account(world.customerOf());
  expect((await read(await world.signIn(stranger.number, PASSWORD))).status).toBe(404);

  await send(answer(began));
  const talking = await story();
  expect(talking).toMatchObject({ ...unknown, state: 'answered', answeredAt: world.now().toISOString() });
  expect(sentenceOf(talking, 'route')).toMatch(/Used: Trunk \d at sip:/);
  await hangUp(began);
  expect(await story()).toMatchObject({ ...unknown, state: 'ending', hungUp: { reason: 'nobody_there' } });
  await send(end(began, 60_000, { endedBy: 'operator' }));
  const over = await story();
  expect(over).toMatchObject({ state: null, outcome: 'answered', charge: '0.060000', talkMs: 60_000 });
  // What was checked is what was read while it rang.
  for (const check of ['identity', 'rate', 'money'])
    expect(sentenceOf(over, check)).toBe(sentenceOf(ringing, check));
});

test('suspending ends what its switch can be told to end; the other calls go on to their limit', async () => {
  const toEnd = { endAtOnce: 1, goOn: 0, goOnUntil: null };
  const told = await start();
  expect((await liveOf(line)).onSuspension).toEqual(toEnd);
  // The switch of the world takes no commands: it was given the longest call at once.
  const deaf = await world.ask(line);
  const answeredAt = world.now();
  await world.send(answer(deaf));
  const until = new Date(answeredAt.getTime() + deaf.limitSeconds * 1000).toISOString();
  const both = { endAtOnce: 1, goOn: 1, goOnUntil: until };
  expect((await liveOf(line)).onSuspension).toEqual(both);
  expect((await liveOf(seller)).onSuspension).toEqual(both);
  const looked = await owner.post('/api/v1/accounts/change-many/preview', {
    accountIds: [seller.accountId, line.accountId],
    change: { status: 'suspended' },
  });
  expect(looked.body.onSuspension).toEqual(both);
  const other = { accountIds: [line.accountId], change: { settings: { cps: 9 } } };
  expect((await owner.post('/api/v1/accounts/change-many/preview', other)).body.onSuspension).toBeNull();
  const { notes } = (await owner.get(`/api/v1/accounts/${line.accountId}/closing`)).body;
  const figures = Object.fromEntries(notes.map((note: Json) => [note.code, note.figures]));
  expect(figures).toMatchObject({ calls_end: { count: '1' }, calls_run_on: { count: '1', until } });
  await send(end(told, 0));
  await world.send(end(deaf, 0));
});

test('each level sees what it has held: 300 s at 0.06 and at 0.03 a minute', async () => {
  const [ringing, talking] = [await start({ destination: '+493011111111' }), await start()];
  await send(answer(talking));
  world.advance(61_500);
  const seen = await liveOf(line, holder);
  expect(seen).toMatchObject({ total: 2, currency: 'EUR' });
  const bySession = (list: Json, { sessionId }: Json) =>
    list.items.find((item: Json) => item.sessionId === sessionId);
  expect(bySession(seen, talking)).toMatchObject({
    accountNumber: line.number,
    destinationNumber: '493012345678',
    talkSeconds: 61,
    held: '0.300000',
    canHangUp: true,
  });
  expect(bySession(seen, ringing)).toMatchObject({ talkSeconds: null, answeredAt: null });
  expect(bySession(await liveOf(seller, ofSeller), talking)).toMatchObject({
    accountNumber: line.number,
    held: '0.150000',
  });
  expect((await liveOf(seller, holder)).code).toBe('not_found');
  for (const call of [ringing, talking]) await send(end(call, call === talking ? 61_500 : 0));
  expect(await liveOf(line)).toMatchObject({ total: 0, items: [] });
});

test('a call is ended with a reason that stands in the timeline; its end is charged as ever', async () => {
  const call = await start();
  await send(answer(call));
  expect((await hangUp(call, holder)).body.code).toBe('not_permitted');
  const unsaid = { reason: 'other' };
  const { status, body } = await owner.post(`/api/v1/calls/${call.sessionId}/hang-up`, unsaid);
  expect([status, body.errors[0].field]).toEqual([422, 'note']);
  expect((await hangUp(call, ofSeller)).status).toBe(200);
  expect(fake.about(call.sessionId, '/hangup')).toHaveLength(1);
  await send(end(call, 60_000));
  expect((await world.calls(line.accountId))[0]).toMatchObject({ charge: '0.060000' });
  // It is over: nothing is to be done, and nothing is noted.
  expect((await hangUp(call)).status).toBe(200);
  expect((await hangUp({ sessionId: '019ab000-0000-7000-8000-000000000001' })).body.code).toBe('not_found');
  expect(fake.about(call.sessionId, '/hangup')).toHaveLength(1);
  const [event] = (await owner.get(`/api/v1/accounts/${line.accountId}/timeline`)).body.items;
  expect(event).toMatchObject({
    action: 'call.hung_up',
    by: seller.number,
    reason: 'Silence on both sides',
    changes: [
      { field: 'call.to', before: null, after: '+493012345678' },
      { field: 'call.hang_up_reason', before: null, after: 'nobody_there' },
    ],
  });
  // On the record and in its trace: for those above with who and the note, for the caller without.
  const told = (await ofSeller.get(`/api/v1/calls/${call.sessionId}`)).body;
  expect(told.hungUp).toMatchObject({
    reason: 'nobody_there',
    by: `Reseller ${seller.number}`,
    note: 'Silence on both sides',
  });
  expect(told.trace.at(-1)).toMatchObject({
    check: 'hang_up',
    passed: false,
    sentence: `The call was ended from here: nobody was talking. Reseller ${seller.number} ended it.`,
  });
  expect((await holder.get(`/api/v1/calls/${call.sessionId}`)).body.hungUp).toMatchObject({
    reason: 'nobody_there',
    by: null,
    note: '',
  });
});

test('what a switch does not say is no success, and a call that is gone already is none to complain about', async () => {
  const call = await start();
  fake.answerWith(() => 'break');
  expect((await hangUp(call)).body.code).toBe('call_not_ended');
  fake.answerWith(() => NO_SUCH_CALL);
  expect((await hangUp(call)).status).toBe(200);
  await send(end(call, 0));
  const unreachable = await world.ask(line);
  expect((await liveOf(line)).items[0]).toMatchObject({ canHangUp: false });
  expect((await hangUp(unreachable)).body.code).toBe('call_not_ended');
  await world.send(end(unreachable, 0));
});

test('a ringing call whose switch cannot be asked is listed as that, goes on when it is back, and gets its slices', async () => {
  const call = await start();
  fake.answerWith(() => 'break');
  world.advance(16_000);
  const since = world.now().toISOString();
  await charging.jobs.reap();
  const listed = async () => (await liveOf(line)).items[0];
  expect(await listed()).toMatchObject({ switchUnknownSince: since, state: 'ringing' });
  // Each level above sees it as well; another look a minute later changes nothing of since when.
  world.advance(61_000);
  await charging.jobs.reap();
  expect((await liveOf(seller, ofSeller)).items[0]).toMatchObject({ switchUnknownSince: since });
  fake.answerWith(({ path }) => (path === '/alive' ? ALIVE : OK));
  world.advance(61_000);
  await charging.jobs.reap();
  expect(await listed()).toMatchObject({ switchUnknownSince: null, state: 'ringing' });
  await send(answer(call));
  world.advance(200_000);
  await until(async () => (await listed()).grantedSeconds === 600);
  expect(fake.about(call.sessionId, '/hangup')).toEqual([]);
  await send(end(call, 400_000));
  expect((await owner.get(`/api/v1/calls/${call.sessionId}`)).body).toMatchObject({
    charge: '0.400000',
    isEstimated: false,
  });
});

test('a talking call that a push missed and nobody can ask about is prolonged when its switch is back', async () => {
  const call = await start();
  await send(answer(call));
  fake.answerWith(({ path }) => (path === '/limit' ? NO_SUCH_CALL : 'break'));
  world.advance(200_000);
  const listed = async () => (await liveOf(line)).items[0];
  await until(async () => {
    await charging.jobs.reap();
    return (await listed()).switchUnknownSince !== null;
  });
  expect(await listed()).toMatchObject({ state: 'answered', grantedSeconds: 300, offeredSeconds: 600 });
  fake.answerWith(({ path }) => (path === '/alive' ? ALIVE : OK));
  world.advance(2000);
  await until(async () => (await listed()).grantedSeconds === 600);
  expect(await listed()).toMatchObject({ switchUnknownSince: null, state: 'answered' });
  await charging.jobs.reap();
  expect(fake.about(call.sessionId, '/hangup')).toEqual([]);
  await send(end(call, 360_000));
  expect((await owner.get(`/api/v1/calls/${call.sessionId}`)).body).toMatchObject({
    charge: '0.360000',
    isOverrun: false,
  });
});

test('a talking call that is past its limit when its switch is back is hung up, and billed by its end', async () => {
  const call = await start();
  await send(answer(call));
  fake.answerWith(() => 'break');
  world.advance(200_000);
  const listed = async () => (await liveOf(line)).items[0];
  await until(async () => (await listed()).offeredSeconds === 600);
  world.advance(500_000);
  const since = world.now().toISOString();
  await charging.jobs.reap();
  expect(await listed()).toMatchObject({ switchUnknownSince: since, state: 'answered' });
  expect(fake.about(call.sessionId, '/hangup')).toEqual([]);
  fake.answerWith(({ path }) => (path === '/alive' ? ALIVE : OK));
  world.advance(61_000);
  await charging.jobs.reap();
  expect(fake.about(call.sessionId, '/hangup').length).toBeGreaterThan(0);
  expect(await listed()).toMatchObject({ switchUnknownSince: null });
  await send(end(call, 720_000, { endedBy: 'operator' }));
  expect((await owner.get(`/api/v1/calls/${call.sessionId}`)).body).toMatchObject({
    charge: '0.720000',
    isOverrun: true,
  });
});
