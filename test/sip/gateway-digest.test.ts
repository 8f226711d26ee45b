/** Carriers that ask who calls: a digest over a real Kamailio, with what the server says and nothing that a phone or a log could keep. */
import { createHash } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import { header, type Message } from '../../src/switches/sipp/results.ts';
import { placeCall, startGateway } from '../../src/switches/sipp/sipp.ts';
import type { Json } from '../http/support.ts';
import { startRealSwitch } from './real-switch.ts';

const REALM = 'carrier.example';
const { world, sipp } = await startRealSwitch();
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
  await change(asking, { password: 'of the gateway' });
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
