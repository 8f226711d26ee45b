/** A real FreeSWITCH (FREESWITCH_BIN), SIPp and the server itself: phones register, and calls are charged to whom they belong. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { placeCall, register } from '../../src/switches/sipp/sipp.ts';
import type { Json } from '../http/support.ts';
import { startRealFreeswitch } from './real-freeswitch.ts';

const real = await startRealFreeswitch();
const { world, sipp, sipDomain, account, ended } = real;
const { owner } = world;
const answering = await real.gateway();
let retail = '';
beforeAll(async () => {
  await real.trunkTo('49', [answering]);
  retail = await world.rateGroup({ 49: { costPerMinute: '0.60' } });
});
afterAll(() => world.verify());

/** 0.60 a minute, by the begun second. */
function expectPrice(call: Json) {
  expect(call.billedSeconds).toBe(Math.ceil(call.talkMs / 1000));
  expect(Number(call.charge)).toBeCloseTo(call.billedSeconds * 0.01, 6);
}

test('a phone registers with its password, and with no other', async () => {
  const { phone } = await account(retail);
  expect(await register(sipp, phone)).toBe(200);
  expect(await register(sipp, { ...phone, password: 'guess' })).toBe(403);
  expect(await register(sipp, { ...phone, username: 'nobody' })).toBe(403);
});

test('a call is charged by its milliseconds to the account of the device, and the carrier is owed', async () => {
  const { id, phone } = await account(retail);
  const call = await placeCall(sipp, { ...phone, destination: '493012345678', talkMs: 1300 });
  expect(call).toMatchObject({ sipStatus: 200, endedBy: 'phone' });
  const [record] = await ended(id, 1);
  expect(record).toMatchObject({
    outcome: 'answered',
    endedBy: 'caller',
    destinationNumber: '493012345678',
    charge: '0.020000',
  });
  // Two begun seconds at 0.01 a minute.
  expect((await owner.get(`/api/v1/calls/${record.sessionId}`)).body.carrierCost).toBe('0.000333');
  expect(Math.abs(record.talkMs - (call.talkMs ?? 0))).toBeLessThan(120);
  expect(Number((await world.wallet(id)).balance)).toBe(9.98);
  expect((await world.wallet(id)).held).toBe('0.000000');
});

test('a call is cut when its money ends, never earlier, and re-INVITEs gain no time', async () => {
  // 0.04: four seconds.
  const { id, phone } = await account(retail, '0.04');
  const cut = await placeCall(sipp, { ...phone, destination: '493012345678', reinviteEveryMs: 500 });
  expect(cut).toMatchObject({ sipStatus: 200, endedBy: 'network' });
  expect(cut.reinviteStatuses.every((status) => status === 200)).toBe(true);
  expect(cut.talkMs).toBeGreaterThanOrEqual(3900);
  expect(cut.talkMs).toBeLessThan(5600);
  expect(await ended(id, 1)).toMatchObject([{ endedBy: 'limit', charge: '0.040000', billedSeconds: 4 }]);
  expect((await world.wallet(id)).balance).toBe('0.000000');
  const refused = await placeCall(sipp, { ...phone, destination: '493012345678' });
  expect(refused).toMatchObject({
    sipStatus: 402,
    sipReason: 'Payment Required',
    reasonHeader: 'Q.850;cause=21;text="There is not enough available money for this call."',
  });
  expect((await ended(id, 2))[0]).toMatchObject({ outcome: 'refused', reason: 'insufficient_funds' });
});

test('a suspended account hears why, by address and by digest, and is still registered', async () => {
  const { id, phone } = await account(retail);
  await owner.patch(`/api/v1/accounts/${id}`, { status: 'suspended' });
  expect(await register(sipp, phone)).toBe(200);
  const result = await placeCall(sipp, { ...phone, destination: '493012345678' });
  expect(result).toMatchObject({
    sipStatus: 403,
    sipReason: 'Account Suspended',
    reasonHeader: 'Q.850;cause=21;text="This account is suspended."',
  });
  expect((await ended(id, 1))[0]).toMatchObject({ reason: 'account_suspended' });
});

test('a caller that gives up, and one that nobody answers, pays nothing and holds nothing', async () => {
  const slow = await real.gateway({ answerAfterMs: 60_000 });
  await real.trunkTo('44', [slow]);
  const group = await world.rateGroup({ 44: { costPerMinute: '0.60' } });
  await owner.patch('/api/v1/settings', { settings: { 'calls.ring_seconds': 5 } });
  const { id, phone } = await account(group);
  const call = { ...phone, destination: '442071234567' };
  expect(await placeCall(sipp, { ...call, cancelAfterMs: 1000 })).toMatchObject({ sipStatus: 487 });
  expect((await ended(id, 1))[0]).toMatchObject({
    outcome: 'unanswered',
    endedBy: 'caller',
    charge: '0.000000',
  });
  expect((await placeCall(sipp, call)).sipStatus).toBe(480);
  expect((await ended(id, 2))[0]).toMatchObject({ outcome: 'unanswered', charge: '0.000000' });
  expect((await world.wallet(id)).held).toBe('0.000000');
});

test.each([486, 404, 603, 302])(
  'a gateway that says %i ends the call, and the next one is not tried',
  async (status) => {
    const first = await real.gateway({
      status,
      contact: `sip:0900@127.0.0.1:${answering.port}`,
      answerAfterMs: 50,
    });
    const second = await real.gateway({ keepsMessages: true });
    const prefix = `3${status}`;
    await real.trunkTo(prefix, [first, second]);
    const { id, phone } = await account(await world.rateGroup({ [prefix]: { costPerMinute: '0.60' } }));
    const result = await placeCall(sipp, { ...phone, destination: `+${prefix}1234567` });
    expect(result.sipStatus).toBe(status);
    expect(second.messages()).toEqual([]);
    expect((await ended(id, 1))[0]).toMatchObject({ outcome: 'unanswered', charge: '0.000000' });
  },
);

test('gateways that are silent, full and broken are left for the one that answers, which alone is paid', async () => {
  const gateways = [
    await real.gateway({ isSilent: true }),
    await real.gateway({ status: 503 }),
    await real.gateway({ status: 500, answerAfterMs: 20 }),
    await real.gateway(),
  ];
  await real.trunkTo('33', gateways);
  const { id, phone } = await account(await world.rateGroup({ 33: { costPerMinute: '0.60' } }));
  const result = await placeCall(sipp, { ...phone, destination: '+33123456789', talkMs: 300 });
  expect(result).toMatchObject({ sipStatus: 200, endedBy: 'phone' });
  const [record] = await ended(id, 1);
  expectPrice(record);
  const { trace } = (await owner.get(`/api/v1/calls/${record.sessionId}`)).body;
  expect(trace.at(-1).sentence).toContain(`at sip:33123456789@127.0.0.1:${gateways[3]!.port}.`);
  for (const each of gateways)
    expect(each.messages().filter(({ line }) => line.startsWith('INVITE ')).length).toBeGreaterThan(0);
});

test('calls at once are counted exactly: the second one hears busy', async () => {
  const { id, phone } = await account(retail, '10', { concurrentCalls: 1 });
  const first = placeCall(sipp, { ...phone, destination: '493012345678', talkMs: 8000 });
  await expect.poll(async () => (await real.live(id))?.state).toBe('answered');
  expect(await placeCall(sipp, { ...phone, destination: '493012345678' })).toMatchObject({ sipStatus: 486 });
  expect((await first).sipStatus).toBe(200);
  expect((await ended(id, 2)).map(({ outcome }) => outcome)).toEqual(['refused', 'answered']);
});

test('nothing that a phone writes reaches the carrier but the number that is its own', async () => {
  const { id, phone } = await account(retail);
  const call = {
    ...phone,
    destination: '493012345678',
    talkMs: 200,
    fromUser: '+493011112222',
    displayName: '"Ada ${system touch /tmp/x} \\", {a=b} | <sip:0900>" ',
    userAgent: '${uuid_kill(all)} [x=y]'.replaceAll('[', '(').replaceAll(']', ')'),
  };
  expect((await placeCall(sipp, call)).sipStatus).toBe(200);
  expect(real.shown(answering, 'From')).toMatch(/^"493011112222" <sip:493011112222@sip\.example\.com>;tag=/);
  expect(real.shown(answering, 'P-Asserted-Identity')).toBe(`"493011112222" <sip:493011112222@${sipDomain}>`);
  expect(real.shown(answering, 'User-Agent')).toBe('sip');
  expect((await ended(id, 1))[0].outcome).toBe('answered');
});
