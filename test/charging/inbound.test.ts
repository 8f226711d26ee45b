/** Calls that come in by a DID: who is known, who is asked, who pays, and what rings. */
import { afterEach, expect, test } from 'vitest';
import { PASSWORD, type Json } from '../http/support.ts';
import { createWorld, type Line } from './world.ts';

const world = await createWorld();
const { owner, ask, send, end, answer, created } = world;
const group = await world.rateGroup({ 44: { costPerMinute: '0.60' }, 49: { costPerMinute: '0.06' } });
await world.trunk({ 44: { costPerMinute: '0.10' }, 49: { costPerMinute: '0.01' } });
const GATEWAY = '192.0.2.1';
const settings = { cps: 100, concurrentCalls: 20 };
const customer = (over: Json = {}, balance = '90') =>
  world.account(
    world.customerOf({
      billing: { rateGroupId: group },
      ...over,
      settings: { ...settings, ...over.settings },
    }),
    { balance },
  );
let numbers = 0;
const didOf = async (line: Line | null, change: object = {}, over: object = {}) => {
  numbers += 1;
  const did = await created(owner, 'dids', { number: `+4930600${1000 + numbers}`, ...over });
  if (line !== null) await ok(owner.put(`/api/v1/dids/${did.id}/assignment`, { accountId: line.accountId }));
  if (Object.keys(change).length > 0) await ok(owner.patch(`/api/v1/dids/${did.id}`, change));
  return did as { id: string; number: string };
};
async function ok(request: Promise<Json>): Promise<Json> {
  const { status, body } = await request;
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
}
const PRICE = { currency: 'EUR', connectionCost: '0.01', costPerMinute: '0.12' };
const NOBODY: Line = { accountId: '', username: '', realm: '' };
/** A call of a carrier. */
const comesIn = (destination: string, over: object = {}) =>
  ask(NOBODY, {
    identity: { type: 'ip_address', address: GATEWAY },
    sourceAddress: GATEWAY,
    destination,
    callerNumber: '+442071234567',
    ...over,
  });
const callOf = async (sessionId: string): Promise<Json> => ok(owner.get(`/api/v1/calls/${sessionId}`));
const told = (call: Json) => JSON.stringify(call.trace);
/** Which of these numbers still stand in the record of a call once it is masked. */
const leftAfterMasking = async (
  sessionId: string,
  numbers: readonly string[],
): Promise<readonly string[]> => {
  const { rows } = await world.database.pool.query<{ text: string }>(
    'select masked_frozen(frozen::jsonb)::text as text from cdrs where session_id = $1',
    [sessionId],
  );
  return numbers.filter((number) => rows[0]!.text.includes(number));
};

afterEach(() => world.verify());

test('a carrier’s call rings every phone of the account, which pays the price of the number and hears of it', async () => {
  const line = await customer();
  const second = await created(owner, `accounts/${line.accountId}/devices`, {});
  const did = await didOf(line, { price: PRICE });
  const granted = await comesIn(did.number);
  expect(granted).toMatchObject({ ok: true, destination: did.number, callerNumber: '442071234567' });
  const names = [line.username, second.username ?? second.sipDevice?.username];
  expect(granted.gateways.map(({ kind, uri }: Json) => [kind, uri])).toEqual(
    names.map((name) => ['device', `sip:${name}@${line.realm}`]),
  );
  expect(await world.wallet(line.accountId)).not.toMatchObject({ held: '0.000000' });
  await send(answer(granted));
  await send(end(granted, 61_000, { endedBy: 'callee' }));
  const call = await callOf(granted.sessionId);
  expect(call).toMatchObject({
    outcome: 'answered',
    direction: 'inbound',
    billedSeconds: 120,
    charge: '0.250000',
    dialledNumber: did.number,
    destinationNumber: did.number,
    callerNumber: '442071234567',
    carrierCost: null,
  });
  expect(call.trace.map(({ check }: Json) => check)).toEqual([
    'identity',
    'cps',
    'status',
    'number',
    'rate',
    'concurrent_calls',
    'spend_caps',
    'money',
    'route',
  ]);
  expect(told(call)).toContain(`over Trunk`);
  expect(told(call)).toContain('0.01 EUR to connect and 0.12 EUR a minute, 60/60.');
  expect(told(call)).toContain(`Phones that were to ring: ${names.join(', ')}.`);
  const { client } = { client: await world.signIn(line.number, PASSWORD) };
  const own = (await client.get(`/api/v1/calls/${granted.sessionId}`)).body;
  expect(told(own)).toContain('The call came in from a carrier.');
  expect(told(own)).not.toContain('Trunk');
  expect(await leftAfterMasking(granted.sessionId, [did.number, '442071234567', ...names])).toEqual([]);
  expect(await world.wallet(line.accountId)).toMatchObject({ balance: '89.750000', held: '0.000000' });
});

test('a number is known however the carrier writes it; its caller is read by the rules of whoever is called', async () => {
  const rules = { originationInboundCallerId: [{ match: '0', add: '+49' }] };
  const set = await created(owner, 'localizations', { name: 'Inbound', rules });
  const line = await customer();
  await ok(owner.patch(`/api/v1/accounts/${line.accountId}`, { settings: { localizationId: set.id } }));
  const did = await didOf(line);
  for (const written of [did.number, `+${did.number}`, `00${did.number}`]) {
    const granted = await comesIn(written, { callerNumber: '03012345678' });
    expect(granted).toMatchObject({ ok: true, destination: did.number, callerNumber: '493012345678' });
    await send(end(granted, 0));
  }
});

test('is stopped at zero: refused without money, and never longer than money lasts', async () => {
  const line = await customer({}, '0.30');
  const did = await didOf(line, { price: { currency: 'EUR', costPerMinute: '0.12' } });
  const granted = await comesIn(did.number);
  expect(granted).toMatchObject({ ok: true, grantedSeconds: 120 });
  const refused = await comesIn(did.number);
  expect(refused).toMatchObject({
    ok: false,
    reason: 'insufficient_funds',
    sipStatus: 480,
    sipReason: 'Not In Service',
  });
  expect(refused.message).not.toMatch(/money/);
  await send(end(granted, 120_000, { endedBy: 'limit' }));
  expect(await callOf(refused.sessionId)).toMatchObject({
    reason: 'insufficient_funds',
    direction: 'inbound',
  });
  expect((await world.wallet(line.accountId)).balance).toBe('0.060000');
});

test('nobody’s number, a suspended account, full lines and no phone have their own reasons, and strangers no row', async () => {
  const free = await didOf(null);
  expect(await comesIn(free.number)).toMatchObject({ reason: 'number_not_in_service', sipStatus: 480 });
  const line = await customer({ settings: { concurrentCalls: 1 } });
  const did = await didOf(line);
  const first = await comesIn(did.number);
  expect(await comesIn(did.number)).toMatchObject({ reason: 'concurrent_calls_reached', sipStatus: 486 });
  await send(end(first, 0));
  await ok(owner.patch(`/api/v1/accounts/${line.accountId}`, { status: 'suspended' }));
  expect(await comesIn(did.number)).toMatchObject({ reason: 'account_suspended', sipStatus: 480 });
  const phoneless = await customer({ panelAccess: { createSipDevice: false } });
  const quiet = await didOf(phoneless);
  const refused = await comesIn(quiet.number);
  expect(refused).toMatchObject({ reason: 'number_not_in_service' });
  expect(told(await callOf(refused.sessionId))).toContain(`+${quiet.number} has no account, or no phone`);
  for (const strange of [
    await comesIn(did.number, { identity: { type: 'ip_address', address: '203.0.113.9' } }),
    await comesIn('4930999999999'),
    await comesIn('not a number'),
  ]) {
    expect(strange).toMatchObject({ reason: 'not_authenticated', sipStatus: 403 });
    expect((await owner.get(`/api/v1/calls/${strange.sessionId}`)).status).toBe(404);
  }
  const { items } = await ok(owner.get('/api/v1/unknown-calls'));
  const counted = items.map(({ source, kind, attempts }: Json) => `${attempts} ${kind} ${source}`);
  expect(counted.toSorted()).toEqual([`1 foreign_address 203.0.113.9`, `2 unknown_did ${GATEWAY}`]);
});

test('each reseller above pays what is set for it, and nothing where nothing is', async () => {
  const seller = await world.account(world.resellerOf({ settings, billing: { rateGroupId: group } }), {
    balance: '10',
  });
  const client = await world.signIn(seller.number, PASSWORD);
  const sold = await world.rateGroup({ 49: { costPerMinute: '0.09' } }, {}, client);
  const line = await customer({
    panelAccess: { parentId: seller.accountId },
    billing: { rateGroupId: sold },
  });
  const did = await didOf(null, {}, { ownerId: seller.accountId });
  await ok(client.put(`/api/v1/dids/${did.id}/assignment`, { accountId: line.accountId }));
  const place = `/api/v1/dids/${did.id}`;
  expect((await client.patch(place, { ownerPrice: PRICE })).body.errors).toMatchObject([
    { field: 'ownerPrice' },
  ]);
  expect(await ok(client.patch(place, { price: PRICE }))).toMatchObject({ ownerPrice: null });
  const free = await comesIn(did.number);
  await send(end(free, 30_000));
  expect((await world.wallet(seller.accountId)).balance).toBe('10.000000');
  await ok(owner.patch(place, { ownerPrice: { ...PRICE, connectionCost: '0', costPerMinute: '0.05' } }));
  const paid = await comesIn(did.number);
  await send(end(paid, 30_000));
  expect((await world.wallet(seller.accountId)).balance).toBe('9.950000');
  expect((await world.wallet(line.accountId)).balance).toBe('89.740000');
  // What it pays is not the customer's to see, and what it sells at is.
  const portal = await world.signIn(line.number, PASSWORD);
  expect(await ok(portal.get(place))).toMatchObject({
    price: { costPerMinute: '0.120000000' },
    ownerPrice: null,
  });
  // Nor is it for whoever gets the number next, who reads in its timeline what changes.
  const next = await world.account(world.resellerOf({ billing: { rateGroupId: group } }));
  await ok(owner.delete(`${place}/assignment`));
  await ok(owner.patch(place, { ownerId: next.accountId, label: 'Passed on' }));
  const { items } = await ok(
    (await world.signIn(next.number, PASSWORD)).get(`/api/v1/accounts/${next.accountId}/timeline`),
  );
  expect(JSON.stringify(items)).toContain('Passed on');
  expect(JSON.stringify(items)).not.toContain('ownerPrice');
});

test('of two calls that come in at once and only fit once, one is granted', async () => {
  const line = await customer({}, '0.13');
  const did = await didOf(line, { price: PRICE });
  const other = await world.startAnother();
  const question = () =>
    world.question(NOBODY, {
      identity: { type: 'ip_address', address: GATEWAY },
      destination: did.number,
    });
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, n) =>
      world.send(question(), `Bearer ${world.switchKey}`, n % 2 === 0 ? other : world.charging),
    ),
  );
  const granted = answers.map(({ body }) => body).filter(({ ok: isGranted }) => isGranted);
  expect(granted).toHaveLength(1);
  await send(end(granted[0]!, 60_000));
  expect(await world.wallet(line.accountId)).toMatchObject({ balance: '0.000000', held: '0.000000' });
});

test('own customers that dial a number pay a local call, and whoever has it one that comes in', async () => {
  const [caller, callee] = [
    await customer({ settings: { localCallRate: '0.012' } }),
    await customer({}, '0.13'),
  ];
  const did = await didOf(callee, { price: PRICE });
  const first = await ask(caller, { destination: `+${did.number}`, callerNumber: '+493011112222' });
  expect(first.gateways).toMatchObject([
    { kind: 'number', id: did.id, uri: `tel:+${did.number}`, callerNumber: '493011112222' },
  ]);
  const goesOn = (from: Json) =>
    ask(NOBODY, {
      identity: { type: 'number', sessionId: from.sessionId, number: did.number, forwards: 0 },
      destination: did.number,
      callerNumber: `+${from.callerNumber}`,
    });
  const second = await goesOn(first);
  expect(second).toMatchObject({ ok: true, callerNumber: '493011112222', gateways: [{ kind: 'device' }] });
  // A second caller finds no money at the other end: what was held for itself is free again.
  const third = await ask(caller, { destination: did.number, callerNumber: '+493011112222' });
  const refused = await goesOn(third);
  expect(refused).toMatchObject({ ok: false, reason: 'insufficient_funds', sipStatus: 480 });
  await send(
    end(third, 0, { sipStatus: refused.sipStatus, q850Cause: refused.q850Cause, endedBy: 'callee' }),
  );
  await send(end(second, 30_000));
  await send(end(first, 30_000));
  await send(end(first, 30_000));
  expect(await callOf(first.sessionId)).toMatchObject({
    direction: 'local',
    charge: '0.012000',
    destinationNumber: did.number,
  });
  expect(await callOf(second.sessionId)).toMatchObject({ direction: 'inbound', charge: '0.130000' });
  expect(await callOf(third.sessionId)).toMatchObject({ outcome: 'unanswered', charge: '0.000000' });
  expect(told(await callOf(second.sessionId))).toContain('another account here');
  expect(await world.wallet(caller.accountId)).toMatchObject({ balance: '89.988000', held: '0.000000' });
  expect(await world.wallet(callee.accountId)).toMatchObject({ balance: '0.000000', held: '0.000000' });
});

test('a number that is forwarded leads out at the account’s own cost, with the caller’s number', async () => {
  const line = await customer({ billing: { rateGroupId: group, cliPool: 'refuse_did' } });
  const did = await didOf(line);
  const forward = (body: object | null) =>
    owner.put(`/api/v1/dids/${did.id}/forwarding`, { forwarding: body });
  expect((await forward({ when: 'always', to: `+${did.number}` })).body.errors).toMatchObject([
    { field: 'forwarding.to' },
  ]);
  const to = '+447911123456';
  expect((await ok(forward({ when: 'no_answer', to, afterSeconds: 15 }))).forwarding).toEqual({
    when: 'no_answer',
    to: '447911123456',
    afterSeconds: 15,
  });
  const rung = await comesIn(did.number);
  expect(rung).toMatchObject({ ringTimeoutSeconds: 15 });
  expect(rung.gateways).toMatchObject([
    { kind: 'device' },
    { kind: 'forward', id: did.id, uri: 'tel:+447911123456', when: 'no_answer' },
  ]);
  const goesOn = (forwards: number) =>
    ask(NOBODY, {
      identity: { type: 'forward', sessionId: rung.sessionId, number: did.number, forwards },
      destination: '447911123456',
      callerNumber: '+442071234567',
    });
  const out = await goesOn(1);
  // The pool compares the number that is forwarded, and not its caller.
  expect(out).toMatchObject({
    ok: true,
    destination: '447911123456',
    callerNumber: '442071234567',
    diversion: did.number,
    gateways: [{ kind: 'gateway' }],
  });
  await send(end(out, 60_000));
  await send(end(rung, 60_000));
  expect(await callOf(out.sessionId)).toMatchObject({
    direction: 'forwarded',
    charge: '0.600000',
    callerNumber: '442071234567',
    destinationNumber: '447911123456',
  });
  expect(told(await callOf(out.sessionId))).toContain(`+${did.number}, which is forwarded`);
  expect(await goesOn(4)).toMatchObject({ reason: 'forwarded_too_often', sipStatus: 483 });
  for (const { sessionId } of [rung, out])
    expect(await leftAfterMasking(sessionId, [did.number, '447911123456', '442071234567'])).toEqual([]);
  await ok(forward({ when: 'always', to }));
  const always = await comesIn(did.number);
  expect(always.gateways).toMatchObject([{ kind: 'forward', when: 'always' }]);
  await send(end(always, 0));
  // The account's, not the number's: it ends with the assignment.
  await ok(owner.delete(`/api/v1/dids/${did.id}/assignment`));
  expect((await ok(owner.get(`/api/v1/dids/${did.id}`))).forwarding).toBeNull();
});

test('a number is forwarded by whoever has it, and by those above, and by nobody else', async () => {
  const [line, other] = [await customer(), await customer()];
  const did = await didOf(line);
  const body = { forwarding: { when: 'unregistered', to: '+447911123456' } };
  const place = `/api/v1/dids/${did.id}/forwarding`;
  const portal = await world.signIn(line.number, PASSWORD);
  expect(await ok(portal.put(place, body))).toMatchObject({ forwarding: { when: 'unregistered' } });
  const stranger = await world.signIn(other.number, PASSWORD);
  expect((await stranger.put(place, body)).status).toBe(404);
  const free = await didOf(null);
  expect((await owner.put(`/api/v1/dids/${free.id}/forwarding`, body)).body.code).toBe('not_permitted');
});

test('a simulated call to a number says who has it, what rings and what each pays, and is decided like a real one', async () => {
  const line = await customer();
  const did = await didOf(line, { price: PRICE });
  const forwarding = { when: 'no_answer', to: '+442079460000', afterSeconds: 15 };
  await ok(owner.put(`/api/v1/dids/${did.id}/forwarding`, { forwarding }));
  const ask61 = (of = owner) =>
    of.get(`/api/v1/dids/${did.id}/simulated-call?seconds=61&callerNumber=%2B442071234567`);
  const call = await ok(ask61());
  expect(call).toMatchObject({
    isAllowed: true,
    destinationNumber: did.number,
    callerNumber: '442071234567',
    levels: [{ name: `Account ${line.number}`, charge: '0.250000' }],
    inbound: {
      accountNumber: line.number,
      phones: [{ name: line.username, registration: 'waiting' }],
      forwarding: { ...forwarding, to: '442079460000' },
    },
  });
  const granted = await comesIn(did.number);
  await send(answer(granted));
  await send(end(granted, 61_000));
  const real = await callOf(granted.sessionId);
  expect(real.charge).toBe(call.levels[0].charge);
  const checksOf = ({ trace }: Json) => trace.map(({ check }: Json) => check);
  expect(['identity', ...checksOf(call)]).toEqual(checksOf(real));
  const before = await world.wallet(line.accountId);
  expect((await owner.post('/api/v1/calls/simulate', { didId: did.id, seconds: 61 })).body).toMatchObject({
    levels: call.levels,
  });
  expect(await world.wallet(line.accountId)).toEqual(before);
  // The customer sees its own, and no carrier; strangers see nothing.
  const holder = await world.signIn(line.number, PASSWORD);
  const own = await ok(ask61(holder));
  expect([own.routes, own.inbound.phones.length]).toEqual([null, 1]);
  expect(JSON.stringify(own.trace)).not.toContain(GATEWAY);
  const stranger = await customer();
  expect((await ask61(await world.signIn(stranger.number, PASSWORD))).status).toBe(404);
});

test('simulated, a number that nobody has or whose account has no money is refused with its reason', async () => {
  const free = await didOf(null);
  expect(await ok(owner.get(`/api/v1/dids/${free.id}/simulated-call`))).toMatchObject({
    reason: 'number_not_in_service',
    inbound: { accountId: null, phones: [], forwarding: null },
  });
  const line = await customer({}, '0.02');
  const dear = await didOf(line, { price: PRICE });
  const refused = await ok(owner.get(`/api/v1/dids/${dear.id}/simulated-call`));
  expect(refused).toMatchObject({ reason: 'insufficient_funds', inbound: { phones: [{}] } });
  const { status, body } = await owner.post('/api/v1/calls/simulate', { didId: dear.id, to: '030' });
  expect([status, body.errors[0].field]).toEqual([422, 'didId']);
  expect(
    (await owner.post('/api/v1/calls/simulate', {})).body.errors.map(({ field }: Json) => field),
  ).toEqual(['accountId', 'to']);
});
