/** A real FreeSWITCH (FREESWITCH_BIN) that is told by its event socket: longer limits, the end of calls, who is registered. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { placeCall, register } from '../../src/switches/sipp/sipp.ts';
import { startRealFreeswitch } from './real-freeswitch.ts';

const real = await startRealFreeswitch();
const { world, sipp, account, ended } = real;
const { owner } = world;
const answering = await real.gateway();
const DESTINATION = '493012345678';
let retail = '';
beforeAll(async () => {
  await real.trunkTo('49', [answering]);
  retail = await world.rateGroup({ 49: { costPerMinute: '0.60' } });
  const slices = { settings: { 'calls.slice_seconds': 6 } };
  expect((await owner.patch('/api/v1/settings', slices)).status).toBe(200);
});
afterAll(() => world.verify());

/** A call that was answered, as Tollbook knows it. */
async function talking(balance: string, talkMs: number) {
  const { id, phone } = await account(retail, balance);
  const over = placeCall(sipp, { ...phone, destination: DESTINATION, talkMs });
  await expect.poll(async () => (await real.live(id))?.state, { timeout: 20_000 }).toBe('answered');
  return { id, over };
}

test('a call with money talks over its first slices, and ends when the caller hangs up', async () => {
  const { id, over } = await talking('10', 15_000);
  const result = await over;
  expect(result).toMatchObject({ sipStatus: 200, endedBy: 'phone' });
  const [record] = await ended(id, 1);
  expect(record).toMatchObject({ endedBy: 'caller' });
  expect(record.talkMs).toBeGreaterThanOrEqual(14_900);
  expect(Number(record.charge)).toBeCloseTo(record.billedSeconds * 0.01, 6);
  expect((await world.wallet(id)).held).toBe('0.000000');
});

test('a call whose money ends is cut there, after slices that were pushed', async () => {
  // Eight seconds: the first slice of six, and two more.
  const { id, over } = await talking('0.08', 60_000);
  expect((await over).endedBy).toBe('network');
  expect(await ended(id, 1)).toMatchObject([{ endedBy: 'limit', billedSeconds: 8, charge: '0.080000' }]);
});

test('a top-up while it runs prolongs a call', async () => {
  const { id, over } = await talking('0.08', 14_000);
  await world.topUp(id, '1');
  expect((await over).endedBy).toBe('phone');
  const [record] = await ended(id, 1);
  expect(record).toMatchObject({ endedBy: 'caller', billedSeconds: Math.ceil(record.talkMs / 1000) });
  expect(record.talkMs).toBeGreaterThan(13_900);
});

test('a call that is hung up, and one of an account that is suspended, end at the phone and say why', async () => {
  const [wanted, barred] = [await talking('10', 60_000), await talking('10', 60_000)];
  const { sessionId } = await real.live(wanted.id);
  const why = { sessionIds: [sessionId], reason: 'fraud', note: 'Calls at night' };
  expect((await owner.post('/api/v1/calls/hang-up', why)).body.items).toEqual([
    { sessionId, outcome: 'told' },
  ]);
  await owner.patch(`/api/v1/accounts/${barred.id}`, { status: 'suspended' });
  for (const each of [wanted, barred]) {
    expect(await each.over).toMatchObject({ sipStatus: 200, endedBy: 'network' });
    expect(await ended(each.id, 1)).toMatchObject([{ outcome: 'answered', endedBy: 'operator' }]);
  }
});

test('the page of an account shows a phone that registered, and one whose password is wrong', async () => {
  const [good, bad] = [await account(retail), await account(retail)];
  const registration = async (id: string) =>
    (await owner.get(`/api/v1/accounts/${id}/devices`)).body.items[0].registration;
  expect(await register(sipp, good.phone)).toBe(200);
  await expect
    .poll(() => registration(good.id))
    .toMatchObject({ status: 'registered', from: '127.0.0.1', transport: 'udp', failure: null });
  expect(await register(sipp, { ...bad.phone, password: 'guess' })).toBe(403);
  await expect
    .poll(() => registration(bad.id))
    .toMatchObject({ status: 'failed', failure: { reason: 'wrong_password', from: '127.0.0.1' } });
});

test('without the event socket a call ends at what was granted, and is settled exactly', async () => {
  const { id, over } = await talking('10', 60_000);
  // A socket that is away: the port is another one now, and nobody is told where.
  await owner.patch(`/api/v1/switches/${real.switchId}`, {
    controlUrl: 'esl://127.0.0.1:9',
    controlKey: 'none',
  });
  const cut = await over;
  expect(cut.endedBy).toBe('network');
  const [record] = await ended(id, 1);
  expect(record).toMatchObject({ endedBy: 'limit' });
  // One slice of six, and the second by which its cut is late.
  expect(record.talkMs).toBeLessThan(8100);
  expect(Number(record.charge)).toBeCloseTo(record.billedSeconds * 0.01, 6);
});
