/** What switches tell of a device, as the API answers it. */
import { beforeEach, expect, test } from 'vitest';
import { trimRefusedPhones } from '../../src/operations/routing/trim-refused-phones.ts';
import { createServer, customer, key, PASSWORD, type Json } from './support.ts';

const server = await createServer();
const { database, now, advance } = server;
const { pool } = database;

/** Each test signs in anew: they move the clock. */
let { owner } = server;
let account = '';
let device: Json;
let id = 0n;
const signIn = async () => {
  owner = await server.signIn(server.operator.number, PASSWORD);
};
beforeEach(async () => {
  await signIn();
  const created = await owner.post('/api/v1/accounts', customer(), key());
  account = created.body.account.id;
  device = created.body.sipDevice;
  const { rows } = await pool.query<{ id: bigint }>('select id from sip_devices where public_id = $1', [
    device.id,
  ]);
  id = rows[0]!.id;
});

const hex = (text: string) => Buffer.from(text).toString('hex');
const second = () => now().getTime() / 1000;
const register = (contact = '<sip:a@10.0.0.7>', lifetime = 300, atSecond = second()) =>
  pool.query("select switch.note_registration(1, $1, $2, '192.0.2.7', 5062, 'UDP', $3, $4, $5)", [
    id,
    atSecond,
    hex(contact),
    hex('Desk 7'),
    atSecond + lifetime,
  ]);
const refuse = (reason: string, over: { username?: string; realm?: string } = {}) =>
  pool.query("select switch.note_refusal(1, $1, '198.51.100.9', $2, $3, $4, $5)", [
    second(),
    hex(over.username ?? device.username),
    hex(over.realm ?? device.domain),
    hex('Desk 7'),
    reason,
  ]);
const registration = async (): Promise<Json> => {
  const { items } = (await owner.get(`/api/v1/accounts/${account}/devices`)).body;
  expect(items).toHaveLength(1);
  return items[0].registration;
};
const NOTHING = {
  at: null,
  from: null,
  port: null,
  transport: null,
  contact: null,
  userAgent: null,
  expiresAt: null,
};

test('a new device waits', async () => {
  expect(device.registration).toEqual({ status: 'waiting', ...NOTHING, failure: null });
  expect(device).toMatchObject({ lastRegisteredAt: null, lastRegisteredFrom: null });
});

test('it is registered until its contact runs out, and a minute longer, for refreshes are told that late', async () => {
  await register();
  const at = now().toISOString();
  const expected = {
    at,
    from: '192.0.2.7',
    port: 5062,
    transport: 'udp',
    contact: '<sip:a@10.0.0.7>',
    userAgent: 'Desk 7',
    expiresAt: new Date(now().getTime() + 300_000).toISOString(),
    failure: null,
  };
  expect(await registration()).toEqual({ status: 'registered', ...expected });
  const { body } = await owner.get(`/api/v1/accounts/${account}/devices`);
  expect(body.items[0]).toMatchObject({ lastRegisteredAt: at, lastRegisteredFrom: '192.0.2.7' });
  advance(359_999);
  expect((await registration()).status).toBe('registered');
  advance(1);
  expect(await registration()).toEqual({ status: 'expired', ...expected });
});

test('goodbye ends it at once, and an older word does not bring it back', async () => {
  await register();
  advance(5000);
  await pool.query('select switch.note_unregistration(1, $1, $2, 0)', [id, second()]);
  expect(await registration()).toMatchObject({ status: 'expired', expiresAt: now().toISOString() });
  await register('<sip:old@10.0.0.7>', 300, second() - 60);
  expect(await registration()).toMatchObject({ status: 'expired', contact: '<sip:a@10.0.0.7>' });
});

test('a refusal is told with its reason, and does not hide that another phone is registered', async () => {
  await refuse('wrong_password');
  const failure = { at: now().toISOString(), reason: 'wrong_password', from: '198.51.100.9' };
  expect(await registration()).toEqual({ status: 'failed', ...NOTHING, failure });
  advance(1000);
  await register();
  advance(1000);
  await refuse('name_mismatch');
  expect(await registration()).toMatchObject({ status: 'registered', failure: { reason: 'name_mismatch' } });
});

test('a name that the switch does not know is told of the device that had it, with what it is', async () => {
  await owner.post(`/api/v1/devices/${device.id}/secret`);
  advance(25 * 3_600_000);
  await signIn();
  await refuse('unknown_username');
  expect((await registration()).failure).toMatchObject({ reason: 'credential_ended' });
  await pool.query("update sip_devices set status = 'inactive' where id = $1", [id]);
  await refuse('unknown_username');
  expect((await registration()).failure).toMatchObject({ reason: 'device_inactive' });
  await refuse('unknown_username', { realm: 'other.example.com' });
  expect((await registration()).failure).toMatchObject({ reason: 'wrong_realm' });
});

test('strangers are one row a minute and source, and go after a week', async () => {
  const count = async () =>
    (await pool.query('select count(*)::int as rows, sum(attempts)::int as attempts from refused_phones'))
      .rows[0];
  await pool.query('delete from refused_phones');
  for (let n = 0; n < 5; n++) await refuse('unknown_username', { username: `scan${n}` });
  await pool.query("select switch.count_refusals(1, '198.51.100.9', $1, 7)", [Math.floor(second() / 60)]);
  expect(await count()).toEqual({ rows: 1, attempts: 12 });
  advance(7 * 86_400_000 - 60_000);
  await trimRefusedPhones({ pool, now });
  expect((await count()).rows).toBe(1);
  advance(120_000);
  await trimRefusedPhones({ pool, now });
  expect((await count()).rows).toBe(0);
});
