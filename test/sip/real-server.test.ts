/** Kamailio, SIPp and the server itself: phones that register, and calls that are charged to whom they belong. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { header } from '../../src/switches/sipp/results.ts';
import { placeCall, register, startGateway } from '../../src/switches/sipp/sipp.ts';
import { PASSWORD, type Json } from '../http/support.ts';
import { registerRaw } from './raw.ts';
import { startRealSwitch } from './real-switch.ts';

const { world, sipDomain, sipp } = await startRealSwitch();
const { owner, created } = world;
const { pool } = world.database;
const gateway = await startGateway(sipp, { answerAfterMs: 100 });
afterAll(() => gateway.stop());

const SETTINGS = { cps: 100, concurrentCalls: 20 };
let rateGroupId = '';
beforeAll(async () => {
  const { id, gateways } = await world.trunk({ 49: { costPerMinute: '0.01' } });
  await owner.patch(`/api/v1/gateways/${gateways[0]!.id}`, { host: '127.0.0.1', port: gateway.port });
  expect(id).toBeTruthy();
  rateGroupId = await world.rateGroup({ 49: { costPerMinute: '0.60' } });
});
const account = async (group = rateGroupId): Promise<Json> => {
  const body = world.customerOf({ settings: SETTINGS, billing: { rateGroupId: group } });
  const answer = await created(owner, 'accounts', body);
  await world.topUp(answer.account.id, '10');
  const { username, domain, password } = answer.sipDevice;
  return { id: answer.account.id, phone: { username, domain, password } };
};
const registration = async (id: string): Promise<Json> =>
  (await owner.get(`/api/v1/accounts/${id}/devices`)).body.items[0].registration;
/** Past the API, which refuses addresses of this machine: those of the tests are no others. */
const list = (id: string, network: string, techPrefix = '') =>
  world.database.pool.query(
    `insert into account_ip_addresses (account_id, network, tech_prefix, created_at)
     select id, $2::cidr, $3, now() from accounts where public_id = $1`,
    [id, network, techPrefix],
  );
/** A call of a PBX without a digest. */
const from = (address: string, destination: string, diversions: readonly string[] = []) =>
  placeCall(
    { ...sipp, address },
    {
      username: 'pbx',
      password: '',
      domain: sipDomain,
      destination,
      talkMs: 300,
      isKnownByAddress: true,
      diversions,
    },
  );
/** Waits for the one call of an account, and proves its price: 0.60 a minute, by the begun second. */
async function expectCharged(id: string, dialledNumber: string) {
  await expect.poll(() => world.calls(id), { timeout: 10_000 }).toHaveLength(1);
  const [call] = await world.calls(id);
  expect(call).toMatchObject({
    outcome: 'answered',
    dialledNumber,
    destinationNumber: '493012345678',
    endedBy: 'caller',
  });
  expect(call.billedSeconds).toBe(Math.ceil(call.talkMs / 1000));
  expect(Number(call.charge)).toBeCloseTo(call.billedSeconds * 0.01, 6);
  expect(Number((await world.wallet(id)).balance)).toBeCloseTo(10 - call.billedSeconds * 0.01, 6);
}

test('the API shows a phone that registered, and why another one could not', async () => {
  const [good, bad] = [await account(), await account()];
  expect((await registration(good.id)).status).toBe('waiting');
  expect(await register(sipp, good.phone)).toBe(200);
  await expect
    .poll(() => registration(good.id))
    .toMatchObject({
      status: 'registered',
      from: '127.0.0.1',
      transport: 'udp',
      failure: null,
    });
  expect(await register(sipp, { ...bad.phone, password: 'guess' })).toBe(401);
  await expect
    .poll(() => registration(bad.id))
    .toMatchObject({
      status: 'failed',
      at: null,
      failure: { reason: 'wrong_password', from: '127.0.0.1' },
    });
});

test('a call by digest is charged to the account of the device', async () => {
  const { id, phone } = await account();
  const call = { ...phone, destination: '493012345678', talkMs: 300 };
  expect(await placeCall(sipp, call)).toMatchObject({ sipStatus: 200 });
  await expectCharged(id, '493012345678');
});

test('a call that is hung up with a reason, and one of an account that is suspended, end at the phone and say why', async () => {
  const [wanted, barred] = [await account(), await account()];
  const talking = ({ phone }: Json) =>
    placeCall(sipp, { ...phone, destination: '493012345678', talkMs: 60_000 });
  const ends = [talking(wanted), talking(barred)];
  const liveOf = async ({ id }: Json): Promise<Json> =>
    (await owner.get(`/api/v1/calls/live?accountId=${id}`)).body.items[0];
  for (const each of [wanted, barred])
    await expect.poll(async () => (await liveOf(each))?.state, { timeout: 10_000 }).toBe('answered');
  const { sessionId } = await liveOf(wanted);
  const why = { sessionIds: [sessionId], reason: 'fraud', note: 'Calls at night' };
  expect((await owner.post('/api/v1/calls/hang-up', why)).body.items).toEqual([
    { sessionId, outcome: 'told' },
  ]);
  await owner.patch(`/api/v1/accounts/${barred.id}`, { status: 'suspended' });
  for (const end of ends) expect(await end).toMatchObject({ sipStatus: 200, endedBy: 'network' });
  for (const [{ id }, reason] of [
    [wanted, 'fraud'],
    [barred, 'account_barred'],
  ] as const) {
    await expect.poll(() => world.calls(id), { timeout: 10_000 }).toHaveLength(1);
    const [call] = await world.calls(id);
    expect(call).toMatchObject({ outcome: 'answered', endedBy: 'operator' });
    const { hungUp, trace } = (await owner.get(`/api/v1/calls/${call.sessionId}`)).body;
    expect([hungUp.reason, trace.at(-1).check]).toEqual([reason, 'hang_up']);
  }
});

test('a call by address is charged to the account that is listed, by tech prefix too', async () => {
  const [plain, prefixed, hashed] = [await account(), await account(), await account()];
  await list(plain.id, '127.0.21.0/24');
  await list(hashed.id, '127.0.21.0/24', '99#');
  await list(prefixed.id, '127.0.21.0/24', '77');
  expect(await from('127.0.21.5', '493012345678')).toMatchObject({ sipStatus: 200 });
  await expectCharged(plain.id, '493012345678');
  expect(await from('127.0.21.5', '77493012345678')).toMatchObject({ sipStatus: 200 });
  await expectCharged(prefixed.id, '77493012345678');
  // "#" is written so in a SIP URI.
  expect(await from('127.0.21.5', '99%23493012345678')).toMatchObject({ sipStatus: 200 });
  await expectCharged(hashed.id, '99#493012345678');
  const invite = gateway.messages().findLast(({ line }) => line.startsWith('INVITE '));
  expect(invite?.line).toMatch(/^INVITE sip:493012345678@127\.0\.0\.1:/);
});

test('a phone behind a listed network with a tech prefix is asked for its digest, and pays itself', async () => {
  const [trunk, { id, phone }] = [await account(), await account()];
  await list(trunk.id, '127.0.22.0/24', '99');
  const call = { ...phone, destination: '493012345678', talkMs: 300 };
  expect(await placeCall({ ...sipp, address: '127.0.22.5' }, call)).toMatchObject({ sipStatus: 200 });
  await expectCharged(id, '493012345678');
  expect(await world.calls(trunk.id)).toEqual([]);
});

test('the carriers of two trunks are sent both numbers as each of them wants them', async () => {
  const rules = {
    terminationDestination: [{ match: '44', add: '0' }],
    terminationOutboundCallerId: [{ match: '49', add: '0049' }],
  };
  const set = await created(owner, 'localizations', { name: 'National', rules });
  const failing = await startGateway(sipp, { status: 503 });
  for (const [{ port }, costPerMinute, trunk] of [
    [failing, '0.01', { addPrefix: '77' }],
    [gateway, '0.02', { localizationId: set.id }],
  ] as const) {
    const { gateways } = await world.trunk({ 44: { costPerMinute } }, { trunk });
    await owner.patch(`/api/v1/gateways/${gateways[0]!.id}`, { host: '127.0.0.1', port });
  }
  const group = await world.rateGroup({ 44: { costPerMinute: '0.60' } });
  const { id, phone } = await account(group);
  const call = { ...phone, destination: '442071234567', talkMs: 300, fromUser: '+4930777' };
  expect(await placeCall(sipp, call)).toMatchObject({ sipStatus: 200, endedBy: 'phone' });
  const invites = [failing, gateway].map((each) => {
    const invite = each.messages().findLast(({ line }) => line.startsWith('INVITE '))!;
    return [invite.line.split('@')[0], header(invite, 'P-Asserted-Identity')];
  });
  expect(invites).toEqual([
    ['INVITE sip:77442071234567', `<sip:4930777@${sipDomain}>`],
    ['INVITE sip:02071234567', `<sip:004930777@${sipDomain}>`],
  ]);
  await expect.poll(() => world.calls(id), { timeout: 10_000 }).toHaveLength(1);
  await failing.stop();
});

test('a suspended account hears why, by address and by digest, and is still registered', async () => {
  const { id, phone } = await account();
  await list(id, '127.0.23.0/24');
  await owner.patch(`/api/v1/accounts/${id}`, { status: 'suspended' });
  expect(await register(sipp, phone)).toBe(200);
  const call = { ...phone, destination: '493012345678', talkMs: 300 };
  for (const result of [await from('127.0.23.5', '493012345678'), await placeCall(sipp, call)]) {
    expect(result).toMatchObject({
      sipStatus: 403,
      reasonHeader: 'Q.850;cause=21;text="This account is suspended."',
    });
    expect(result.messages.at(-2)?.line ?? '').toContain('403 Account Suspended');
  }
  await expect
    .poll(async () => (await world.calls(id)).map(({ reason }) => reason))
    .toEqual(['account_suspended', 'account_suspended']);
});

let dids = 0;
/** A number of an account, with a price of 0.60 a minute by the second, and a phone that answers at once. */
const didOf = async (id: string, forwarding: object | null = null): Promise<string> => {
  dids += 1;
  const did = await created(owner, 'dids', { number: `+4930700${1000 + dids}` });
  const perSecond = { initialIncrementSeconds: 1, incrementSeconds: 1 };
  for (const answer of [
    await owner.put(`/api/v1/dids/${did.id}/assignment`, { accountId: id }),
    await owner.patch(`/api/v1/dids/${did.id}`, {
      price: { currency: 'EUR', costPerMinute: '0.60', ...perSecond },
    }),
    await owner.put(`/api/v1/dids/${did.id}/forwarding`, { forwarding }),
  ])
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return did.number;
};
const ring = async (phone: Json, over: Parameters<typeof startGateway>[1] = {}) => {
  const started = await startGateway(sipp, { answerAfterMs: 100, ...over });
  const contact = `${phone.username}@127.0.0.1:${started.port}`;
  expect(await register(sipp, { ...phone, contact } as never)).toBe(200);
  return started;
};
const ended = async (id: string, count: number) => {
  await expect.poll(() => world.calls(id), { timeout: 15_000 }).toHaveLength(count);
  return world.calls(id);
};
const shown = (phone: Awaited<ReturnType<typeof startGateway>>, name: string) =>
  header(phone.messages().findLast(({ line }) => line.startsWith('INVITE '))!, name);

test('a carrier’s call rings all phones of the number’s account, the first to answer has it, the account pays', async () => {
  const { id, phone } = await account();
  const { sipDevice, ...other } = await created(owner, `accounts/${id}/devices`, {});
  const second = sipDevice ?? other;
  const number = await didOf(id);
  const unreached = await from('127.0.0.1', number);
  expect(unreached).toMatchObject({ sipStatus: 480, sipReason: 'Not Registered' });
  const slow = await ring(phone, { answerAfterMs: 20_000 });
  const quick = await ring({ ...second, domain: sipDomain });
  expect(await from('127.0.0.1', number)).toMatchObject({ sipStatus: 200, endedBy: 'phone' });
  const [call] = await ended(id, 2);
  expect(call).toMatchObject({ direction: 'inbound', outcome: 'answered', destinationNumber: number });
  expect(Number(call.charge)).toBeCloseTo(call.billedSeconds * 0.01, 6);
  expect(quick.messages().some(({ line }) => line.startsWith('BYE '))).toBe(true);
  await expect.poll(() => slow.messages().some(({ line }) => line.startsWith('CANCEL '))).toBe(true);
  // From there a phone without a digest reaches our numbers, and nothing else.
  expect(await from('127.0.0.1', '493012345678')).toMatchObject({ sipStatus: 407 });
  await Promise.all([slow.stop(), quick.stop()]);
});

test('a customer that dials a number of another: two sessions, each with its own price, and one end', async () => {
  const [caller, callee] = [await account(), await account()];
  await owner.patch(`/api/v1/accounts/${caller.id}`, { settings: { localCallRate: '0.60' } });
  const number = await didOf(callee.id);
  const phone = await ring(callee.phone);
  const call = { ...caller.phone, destination: `+${number}`, fromUser: '+493011112222', talkMs: 1500 };
  const talked = await placeCall({ ...sipp, address: '127.0.0.9' }, call);
  expect(talked).toMatchObject({ sipStatus: 200 });
  expect(shown(phone, 'P-Asserted-Identity')).toBe(`<sip:493011112222@${sipDomain}>`);
  const [local] = await ended(caller.id, 1);
  const [inbound] = await ended(callee.id, 1);
  expect(local).toMatchObject({ direction: 'local', outcome: 'answered', charge: '0.600000' });
  expect(inbound).toMatchObject({ direction: 'inbound', outcome: 'answered', callerNumber: '493011112222' });
  expect(Number(inbound.charge)).toBeCloseTo(inbound.billedSeconds * 0.01, 6);
  await phone.stop();
});

test('an extension rings its phone, for a digest and for an address, and with + it is none', async () => {
  const [caller, callee] = [await account(), await account()];
  const { id } = (await owner.get(`/api/v1/accounts/${callee.id}/devices`)).body.items[0];
  expect((await owner.patch(`/api/v1/devices/${id}`, { extension: '201' })).status).toBe(200);
  const phone = await ring(callee.phone);
  const at = { ...sipp, address: '127.0.0.9' };
  const call = { ...caller.phone, destination: '201', talkMs: 300 };
  expect(await placeCall(at, call)).toMatchObject({ sipStatus: 200 });
  expect(await placeCall(at, { ...call, destination: '+201' })).toMatchObject({ sipStatus: 484 });
  await list(caller.id, '127.0.0.21/32');
  expect(await from('127.0.0.21', '201')).toMatchObject({ sipStatus: 200 });
  expect(phone.messages().filter(({ line }) => line.startsWith('INVITE '))).toHaveLength(2);
  const calls = await ended(caller.id, 3);
  expect(calls.filter(({ outcome }) => outcome === 'answered')).toMatchObject([
    { direction: 'local', dialledNumber: '201' },
    { direction: 'local', dialledNumber: '201' },
  ]);
  await phone.stop();
});

test('given up while it rings, a call of two sessions is over in both, and is not answered by a phone’s REFER', async () => {
  const [caller, callee] = [await account(), await account()];
  const number = await didOf(callee.id);
  const phone = await ring(callee.phone, { answerAfterMs: 30_000 });
  const call = { ...caller.phone, destination: number };
  const at = { ...sipp, address: '127.0.0.9' };
  expect(await placeCall(at, { ...call, cancelAfterMs: 800 })).toMatchObject({ sipStatus: 487 });
  for (const id of [caller.id, callee.id]) {
    expect(await ended(id, 1)).toMatchObject([{ outcome: 'unanswered', endedBy: 'caller' }]);
    expect((await world.wallet(id)).held).toBe('0.000000');
  }
  await phone.stop();
  const quick = await ring(callee.phone);
  const referred = await placeCall(at, { ...call, talkMs: 300, referTo: 'sip:00881@127.0.0.1' });
  expect(referred).toMatchObject({ sipStatus: 200, referStatus: 403 });
  await ended(callee.id, 2);
  await quick.stop();
});

test('money that ends at either end ends the call at both', async () => {
  const [caller, callee] = [await account(), await account()];
  const number = await didOf(callee.id);
  const phone = await ring(callee.phone);
  const { balance } = await world.wallet(callee.id);
  const down = { amount: String(Number(balance) - 0.02), direction: 'debit', note: 'Almost nothing left' };
  await created(owner, `accounts/${callee.id}/adjustments`, down);
  const call = { ...caller.phone, destination: number, reinviteEveryMs: 500 };
  const cut = await placeCall({ ...sipp, address: '127.0.0.9' }, call);
  expect(cut).toMatchObject({ sipStatus: 200, endedBy: 'network' });
  expect(cut.talkMs).toBeLessThan(15_000);
  expect(cut.reinviteStatuses).toContain(200);
  expect(cut.reinviteStatuses.every((status) => status === 200)).toBe(true);
  expect(await ended(callee.id, 1)).toMatchObject([{ endedBy: 'limit', charge: '0.020000' }]);
  expect(await ended(caller.id, 1)).toMatchObject([{ outcome: 'answered' }]);
  // Now there is none: the caller hears that the number is not there, and keeps its money.
  const refused = await placeCall({ ...sipp, address: '127.0.0.9' }, call);
  expect(refused).toMatchObject({ sipStatus: 480, sipReason: 'Not In Service' });
  expect((await ended(caller.id, 2))[0]).toMatchObject({ outcome: 'unanswered', charge: '0.000000' });
  expect((await ended(callee.id, 2))[0]).toMatchObject({ outcome: 'refused', reason: 'insufficient_funds' });
  expect((await world.wallet(caller.id)).held).toBe('0.000000');
  await phone.stop();
});

test('a number is forwarded when nobody is registered, and when nobody answers, with Diversion', async () => {
  const { id, phone } = await account();
  const to = '+493012345678';
  const number = await didOf(id, { when: 'no_answer', to, afterSeconds: 5 });
  const call = () =>
    placeCall(
      { ...sipp, address: '127.0.0.1' },
      {
        username: '+442071234567',
        password: '',
        domain: sipDomain,
        destination: number,
        talkMs: 300,
        isKnownByAddress: true,
      },
    );
  expect(await call()).toMatchObject({ sipStatus: 200 });
  const deaf = await ring(phone, { answerAfterMs: 60_000 });
  expect(await call()).toMatchObject({ sipStatus: 200 });
  expect(shown(gateway, 'Diversion')).toBe(`<sip:+${number}@${sipDomain}>;counter=1`);
  expect(shown(gateway, 'P-Asserted-Identity')).toBe(`<sip:442071234567@${sipDomain}>`);
  const calls = await ended(id, 4);
  expect(calls.map(({ direction, outcome }) => `${direction} ${outcome}`).toSorted()).toEqual([
    'forwarded answered',
    'forwarded answered',
    'inbound answered',
    'inbound answered',
  ]);
  for (const each of calls) expect(Number(each.charge)).toBeCloseTo(each.billedSeconds * 0.01, 6);
  await deaf.stop();
});

test('numbers that are forwarded to each other end after three times', async () => {
  const [one, two] = [await account(), await account()];
  const first = await didOf(one.id);
  const second = await didOf(two.id, { when: 'always', to: `+${first}` });
  const { items } = (await owner.get(`/api/v1/dids?q=${first}`)).body;
  const back = { forwarding: { when: 'always', to: `+${second}` } };
  expect((await owner.put(`/api/v1/dids/${items[0].id}/forwarding`, back)).status).toBe(200);
  expect((await from('127.0.0.1', first)).sipStatus).toBe(483);
  const calls = [...(await ended(one.id, 4)), ...(await ended(two.id, 4))];
  expect(calls.filter(({ reason }) => reason === 'forwarded_too_often')).toHaveLength(1);
  expect(calls.every(({ charge }) => charge === '0.000000')).toBe(true);
});

test('what a carrier brings back counts as forwarded before, wherever it comes from', async () => {
  const { id } = await account();
  const number = await didOf(id, { when: 'always', to: '+493012345678' });
  // One that carriers send from and take no calls at. Past the API, which refuses addresses of this machine.
  await world.database.pool.query("update trunks set inbound_networks = '{127.0.0.21/32}'");
  const [twice, thrice] = [
    ['<sip:+441@carrier.example>;reason=unconditional', '<sip:+442@carrier.example>'],
    ['<sip:+441@carrier.example>;counter=2;reason=unconditional', '<sip:+442@carrier.example>'],
  ];
  await expect.poll(async () => (await from('127.0.0.21', number, twice)).sipStatus).toBe(200);
  expect(shown(gateway, 'Diversion')).toBe(`<sip:+${number}@${sipDomain}>;counter=3`);
  expect((await from('127.0.0.21', number, thrice)).sipStatus).toBe(483);
  const calls = await ended(id, 4);
  expect(calls.filter(({ reason }) => reason === 'forwarded_too_often')).toHaveLength(1);
  await world.verify();
});

/** A reseller with a SIP domain of its own, and one customer with two phones, whose names are set to these. */
const inDomainOfItsOwn = async (domain: string): Promise<Json> => {
  const terms = { accountType: 'postpaid', creditLimit: '50', rateGroupId };
  const { account: seller } = await created(
    owner,
    'accounts',
    world.resellerOf({ billing: terms, settings: SETTINGS }),
  );
  expect((await owner.put(`/api/v1/accounts/${seller.id}/sip-domain`, { domain })).status).toBe(200);
  const client = await world.signIn(seller.number, PASSWORD);
  const group = await world.rateGroup({ 49: { costPerMinute: '0.60' } }, {}, client);
  const body = world.customerOf({ settings: SETTINGS, billing: { rateGroupId: group } });
  const { account: made, sipDevice } = await created(client, 'accounts', body);
  await world.topUp(made.id, '10', client);
  const second = await created(client, `accounts/${made.id}/devices`, {});
  const phones = [sipDevice, second.sipDevice ?? second];
  for (const [index, username] of ['desk', 'colleague'].entries())
    await pool.query(
      `update switch.sip_credentials set username = $1::text, ha1 = md5($1 || ':' || realm || ':' || $2)
       where username = $3 and realm = $4`,
      [username, phones[index].password, phones[index].username, domain],
    );
  const [desk, colleague] = phones.map(({ password }, index) => ({
    username: ['desk', 'colleague'][index]!,
    domain,
    password,
  }));
  return { id: made.id, desk, colleague };
};

test('one device name in two domains is two phones: each registers, calls and is called as its own account', async () => {
  const domains = ['sip.north.example', 'sip.south.example'];
  const [north, south] = [await inDomainOfItsOwn(domains[0]!), await inDomainOfItsOwn(domains[1]!)];
  const { username } = north.desk;
  expect([south.desk.username, south.desk.domain]).toEqual([username, domains[1]]);
  for (const { id, desk } of [north, south]) {
    expect(await register(sipp, desk)).toBe(200);
    await expect.poll(async () => (await registration(id)).status).toBe('registered');
  }
  // The other's password; the other's name and password, written as a name of this domain; and an old realm.
  expect(await register(sipp, { ...north.desk, password: south.desk.password })).toBe(401);
  await expect
    .poll(() => registration(north.id))
    .toMatchObject({ status: 'registered', failure: { reason: 'wrong_password' } });
  const { server } = sipp;
  const disguised = { ...north.desk, password: south.desk.password, user: username };
  expect(await registerRaw(server, { ...disguised, username: `desk@${domains[1]}` })).toMatch(/ 40[13] /);
  expect(await registerRaw(server, { ...south.desk, realm: sipDomain, source: '127.0.0.8' })).toMatch(
    / 401 /,
  );
  await expect
    .poll(() => registration(south.id))
    .toMatchObject({ failure: { reason: 'wrong_realm', from: '127.0.0.8' } });

  for (const { id, desk } of [north, south]) {
    await placeCall(sipp, { ...desk, destination: '493012345678', talkMs: 300 });
    await expectCharged(id, '493012345678');
  }
  const [there, elsewhere] = [await ring(north.colleague), await ring(south.colleague)];
  const inside = { ...north.desk, destination: 'colleague', fromUser: '+493011112222', talkMs: 300 };
  expect(await placeCall(sipp, inside)).toMatchObject({ sipStatus: 200 });
  expect(shown(there, 'P-Asserted-Identity')).toBe(`<sip:493011112222@${domains[0]}>`);
  expect(elsewhere.messages()).toEqual([]);
  expect(await ended(north.id, 2)).toContainEqual(expect.objectContaining({ direction: 'local' }));
  await Promise.all([there.stop(), elsewhere.stop()]);
});

test('afterwards the books are right, and nothing was kept aside', async () => {
  await world.verify();
  const { rows } = await pool.query('select reason, body from rejected_events');
  expect(rows).toEqual([]);
});
