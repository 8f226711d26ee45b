/**
 * Carriers over a real Kamailio and the real server: who asks who calls is shown a digest, who sends calls only to who registers is
 * registered at, and one that is down is left out until it is back.
 */
import { createHash } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import { header, type Message } from '../../src/switches/sipp/results.ts';
import { freeUdpPort, placeCall, registerAndList, startGateway } from '../../src/switches/sipp/sipp.ts';
import type { Json } from '../http/support.ts';
import { startRealSwitch } from './real-switch.ts';

const REALM = 'carrier.example';
const { world, sipp, sipDomain } = await startRealSwitch({ registrationSeconds: 1 });
const { owner, created } = world;
const gateway = await startGateway(sipp, {
  answerAfterMs: 100,
  digest: { realm: REALM, username: 'tollbook', password: 'of the gateway' },
});
const plain = await startGateway(sipp, { answerAfterMs: 100 });
afterAll(() => Promise.all([gateway.stop(), plain.stop()]));

const { gateways } = await world.trunk({ 49: { costPerMinute: '0.01' } }, { gateways: 2 });
const [asking, other] = gateways as [Json, Json];
const change = async ({ id }: Json, body: object) =>
  expect((await owner.patch(`/api/v1/gateways/${id}`, body)).status).toBe(200);
await change(asking, { host: '127.0.0.1', port: gateway.port, username: 'tollbook', password: 'an old one' });
await change(other, { host: '127.0.0.1', port: plain.port });
const rateGroupId = await world.rateGroup({ 49: { costPerMinute: '0.60' } });
const { account, sipDevice } = await created(
  owner,
  'accounts',
  world.customerOf({ settings: { cps: 100, concurrentCalls: 20 }, billing: { rateGroupId } }),
);
await world.topUp(account.id, '10');
const { username, domain, password } = sipDevice;
const call = (over: object = {}) =>
  placeCall(sipp, { username, domain, password, destination: '03012345678', talkMs: 300, ...over });
const calls = async (count: number): Promise<Json[]> => {
  await expect.poll(() => world.calls(account.id), { timeout: 10_000 }).toHaveLength(count);
  return world.calls(account.id);
};
/** What a gateway received, by method. */
const received = (method: string, of = gateway) =>
  of.messages().filter(({ isSent, line }) => !isSent && line.startsWith(`${method} `));

const cseq = (message: Message | undefined) => Number.parseInt(header(message!, 'CSeq') ?? '', 10);

test('refused with its password, the call goes on to the next gateway; a new password works at once', async () => {
  expect(await call()).toMatchObject({ sipStatus: 200, endedBy: 'phone' });
  expect((await calls(1))[0]).toMatchObject({ outcome: 'answered' });
  expect(received('INVITE')).toHaveLength(2);
  expect(received('INVITE', plain)).toHaveLength(1);
  const health = async () => (await owner.get(`/api/v1/gateways/${asking.id}`)).body.health;
  await expect
    .poll(health, { timeout: 10_000 })
    .toMatchObject({ failures: 1, lastFailure: { sipStatus: 401 } });
  await change(asking, { password: 'of the gateway' });
  expect(await health()).toMatchObject({ failures: 0 });
  expect(await call()).toMatchObject({ sipStatus: 200, endedBy: 'phone' });
  const [booked] = await calls(2);
  expect(booked).toMatchObject({ outcome: 'answered', endedBy: 'caller' });
  expect(received('INVITE', plain)).toHaveLength(1);
  const [asked, shown] = received('INVITE').slice(2);
  expect(header(asked!, 'Authorization')).toBeNull();
  expect(header(shown!, 'Authorization')).toMatch(/username="tollbook", realm="carrier.example"/);
  expect(header(shown!, 'P-Asserted-Identity')).toBe(header(asked!, 'P-Asserted-Identity'));
  // RFC 3261 §22.2: the same request with the next CSeq; what follows in the call is counted on from there.
  expect(cseq(shown)).toBe(cseq(asked) + 1);
  expect(cseq(received('ACK').at(-1))).toBe(cseq(shown));
  expect(cseq(received('BYE')[0])).toBe(31);
  await world.verify();
});

test('a limit cuts a call that was let in by its digest', async () => {
  // Three seconds of 0.60 a minute.
  const { balance } = await world.wallet(account.id);
  const down = {
    amount: (Number(balance) - 0.03).toFixed(6),
    direction: 'debit',
    note: 'Almost nothing left',
  };
  await created(owner, `accounts/${account.id}/adjustments`, down);
  const cut = await call({ talkMs: 60_000 });
  expect(cut).toMatchObject({ sipStatus: 200, endedBy: 'network' });
  expect((await calls(3))[0]).toMatchObject({ outcome: 'answered', endedBy: 'limit' });
});

test('no digest is told to who shows no key, for a gateway that has none, or without a realm', async () => {
  const ask = (body: object, key = world.switchKey) =>
    world.charging.listener.inject({
      method: 'POST',
      url: '/switch/v1/gateway-digest',
      payload: body,
      headers: { authorization: `Bearer ${key}` },
    });
  const question = { gatewayId: asking.id, realm: REALM };
  const good = await ask(question);
  expect(good.json()).toEqual({
    ok: true,
    username: 'tollbook',
    ha1: createHash('md5').update(`tollbook:${REALM}:of the gateway`).digest('hex'),
  });
  expect((await ask(question, 'tbsw_guess')).statusCode).toBe(401);
  expect((await ask({ ...question, gatewayId: other.id })).statusCode).toBe(404);
  expect((await ask({ ...question, gatewayId: 'x' })).statusCode).toBe(404);
  for (const body of [{ gatewayId: asking.id }, { ...question, realm: '' }, { ...question, realm: 7 }])
    expect((await ask(body)).json()).toMatchObject({ status: 422, errors: [{ field: 'realm' }] });
});

const digest = { realm: 'carrier.example', username: 'trunk-7', password: 'of the carrier' };
const registrar = await startGateway(sipp, { registrar: digest });
afterAll(() => registrar.stop());
const { gateways: registering } = await world.trunk({ 49: { costPerMinute: '0.01' } });
const { id } = registering[0] as Json;
const changeIt = (body: object) => owner.patch(`/api/v1/gateways/${id}`, body);
const registration = async (): Promise<Json> => (await owner.get(`/api/v1/gateways/${id}`)).body.registration;
const becomes = (isRegistered: boolean) =>
  expect.poll(registration, { timeout: 15_000 }).toMatchObject({ isRegistered });
const registers = () =>
  registrar.messages().filter(({ isSent, line }) => !isSent && line.startsWith('REGISTER '));

test('who registers has a user name and a password', async () => {
  expect((await changeIt({ registers: true })).body.errors).toMatchObject([{ field: 'username' }]);
  expect((await changeIt({ registers: true, username: 'a b' })).body.errors).toMatchObject([
    { field: 'username' },
  ]);
  expect((await changeIt({ registers: true, username: 'trunk-7' })).body.errors).toMatchObject([
    { field: 'password' },
  ]);
  expect(await registration()).toBeNull();
});

test('a gateway registers, says so, registers anew with another password, and calls come in to its contact', async () => {
  const { username } = digest;
  const wrong = { host: '127.0.0.1', port: registrar.port, username, password: 'wrong', registers: true };
  expect((await changeIt(wrong)).status).toBe(200);
  await becomes(false);
  await expect.poll(() => registers().length).toBeGreaterThan(1);
  expect((await changeIt({ password: digest.password })).status).toBe(200);
  await becomes(true);
  const last = registers().at(-1)!;
  expect(header(last, 'Authorization')).toMatch(/username="trunk-7", realm="carrier.example"/);
  const contact = /<sip:(gw-[0-9a-f-]{36})@([^>;]+)/.exec(header(last, 'Contact') ?? '');
  expect(contact?.[1]).toBe(`gw-${id}`);
  expect(contact?.[2]).toBe(sipp.server);

  // The carrier calls the contact, and names our number in To.
  const body = world.customerOf({ settings: { cps: 100, concurrentCalls: 20 }, billing: { rateGroupId } });
  const { account, sipDevice } = await created(owner, 'accounts', body);
  await world.topUp(account.id, '10');
  const number = '442079460018';
  const did = await created(owner, 'dids', { number: `+${number}` });
  expect((await owner.put(`/api/v1/dids/${did.id}/assignment`, { accountId: account.id })).status).toBe(200);
  const phonePort = await freeUdpPort();
  const phone = await startGateway(sipp, { port: phonePort, answerAfterMs: 50 });
  await registerAndList(sipp, { ...sipDevice, contact: `${sipDevice.username}@127.0.0.1:${phonePort}` });
  const incoming = {
    username: 'carrier',
    password: '',
    domain: sipDomain,
    destination: `gw-${id}`,
    toUser: number,
    talkMs: 300,
    isKnownByAddress: true,
  };
  expect(await placeCall(sipp, incoming)).toMatchObject({ sipStatus: 200 });
  await expect.poll(() => world.calls(account.id), { timeout: 10_000 }).toHaveLength(1);
  expect((await world.calls(account.id))[0]).toMatchObject({ direction: 'inbound', outcome: 'answered' });
  await phone.stop();

  // A switch that is away says nothing, and nobody else knows.
  await world.database.pool.query(
    "update gateway_registrations set seen_at = seen_at - interval '5 minutes' where gateway_id = (select id from gateways where public_id = $1)",
    [id],
  );
  expect(await registration()).toBeNull();

  // Taken out, it says nothing of a registration any more.
  expect((await changeIt({ registers: false })).body).toMatchObject({ registers: false, registration: null });
  await world.verify();
});

test('a carrier that is silent, then full, is left out with a word in the trace, and comes back', async () => {
  const port = await freeUdpPort();
  const trunks = [];
  for (const [name, each, costPerMinute] of [
    ['Sleepy', port, '0.001'],
    ['Awake', plain.port, '0.002'],
  ] as const) {
    const made = await world.trunk({ 49: { costPerMinute } }, { trunk: { name } });
    await owner.patch(`/api/v1/gateways/${made.gateways[0]!.id}`, { host: '127.0.0.1', port: each });
    trunks.push(made);
  }
  const sleepy = trunks[0]!.gateways[0]!.id;
  const healthOf = async (): Promise<Json> => (await owner.get(`/api/v1/gateways/${sleepy}`)).body.health;
  const becomes = (health: object) => expect.poll(healthOf, { timeout: 20_000 }).toMatchObject(health);
  const settings = { cps: 100, concurrentCalls: 20 };
  const { account, sipDevice } = await created(
    owner,
    'accounts',
    world.customerOf({ settings, billing: { rateGroupId } }),
  );
  await world.topUp(account.id, '10');
  const { username, domain, password } = sipDevice;
  let calls = 0;
  /** Answered, wherever; returns its trace of routes. */
  const call = async (): Promise<string> => {
    const dialled = { username, domain, password, destination: '493012345678', talkMs: 200 };
    expect(await placeCall(sipp, dialled)).toMatchObject({ sipStatus: 200 });
    calls += 1;
    await expect.poll(() => world.calls(account.id), { timeout: 20_000 }).toHaveLength(calls);
    const [{ sessionId }] = await world.calls(account.id);
    return (await owner.get(`/api/v1/calls/${sessionId}`)).body.trace.at(-1).sentence;
  };

  const silent = await startGateway(sipp, { port, isSilent: true });
  for (let failures = 1; failures <= 2; failures++) {
    expect(await call()).toContain('Tried without success: Sleepy');
    await becomes({ state: 'healthy', failures, lastFailure: { sipStatus: 408 } });
  }
  await silent.stop();
  const full = await startGateway(sipp, { port, status: 503 });
  expect(await call()).toContain('Tried without success: Sleepy');
  await becomes({ state: 'unhealthy', failures: 3, lastFailure: { sipStatus: 503 } });
  const invites = full.messages().length;
  expect(await call()).toMatch(/Used: Awake.*Left out: Sleepy \(unhealthy: calls failed there\)/);
  expect(full.messages()).toHaveLength(invites);
  await full.stop();

  const back = await startGateway(sipp, { port, answerAfterMs: 100 });
  // As if half a minute had gone by.
  await world.database.pool.query('update gateway_health set retry_at = now() where retry_at is not null');
  expect(await call()).toMatch(/Used: Sleepy/);
  await becomes({ state: 'healthy', failures: 0, unhealthySince: null });
  expect(await call()).toMatch(/Used: Sleepy/);
  await back.stop();
  await world.verify();
});
