/** What a real FreeSWITCH (FREESWITCH_BIN) tells by its event socket of phones and of itself, and what the doctor hears of it. */
import { beforeAll, expect, test } from 'vitest';
import { register } from '../../src/switches/sipp/sipp.ts';
import { examineFreeswitch } from '../../src/switches/freeswitch/examine.ts';
import type { Json } from '../http/support.ts';
import { startRealFreeswitch } from './real-freeswitch.ts';

const real = await startRealFreeswitch();
const { world, sipp, account, switchId } = real;
const { owner } = world;
let retail = '';
const shown = async (): Promise<Json> => (await owner.get(`/api/v1/switches/${switchId}`)).body;
const phoneOf = async (id: string): Promise<Json> =>
  (await owner.get(`/api/v1/accounts/${id}/devices`)).body.items[0];

beforeAll(async () => {
  retail = await world.rateGroup({ 49: { costPerMinute: '0.60' } });
  await world.until(async () => (await shown()).health?.isConnected === true);
});

test('a phone that registers is shown with its address, and its wrong password once', async () => {
  const { id, phone } = await account(retail);
  expect(await register(sipp, phone)).toBe(200);
  await expect.poll(async () => (await phoneOf(id)).registration.status).toBe('registered');
  expect((await phoneOf(id)).registration).toMatchObject({
    from: '127.0.0.1',
    transport: 'udp',
    failure: null,
  });
  expect(await register(sipp, { ...phone, password: 'guess' })).toBe(403);
  await expect
    .poll(async () => (await phoneOf(id)).registration.failure)
    .toMatchObject({ reason: 'wrong_password', from: '127.0.0.1' });
  const { rows } = await world.database.reads.query<Json>(
    'select kind, attempts::int from unknown_calls where username = $1',
    [phone.username],
  );
  expect(rows).toEqual([{ kind: 'wrong_password', attempts: 1 }]);
});

test('how it does is told every 20 s, and the doctor hears its release, clock and modules', async () => {
  await expect.poll(async () => (await shown()).health.sessions, { timeout: 40_000 }).toBe(0);
  expect((await shown()).health).toMatchObject({
    trouble: null,
    version: expect.stringMatching(/^1\.1\d\.\d+$/),
  });
  expect(Math.abs((await shown()).health.clockAheadMs)).toBeLessThan(2000);
  const { rows } = await world.database.reads.query<{ url: string }>(
    'select control_url as url from switches where public_id = $1',
    [switchId],
  );
  const found = await examineFreeswitch(rows[0]!.url, real.eslPassword);
  expect(found).toMatchObject({
    trouble: null,
    modules: expect.arrayContaining(['mod_sofia', 'mod_json_cdr', 'mod_xml_curl']),
  });
  expect(Math.abs((found as { clockAheadMs: number }).clockAheadMs)).toBeLessThan(2000);
  await world.verify();
});
