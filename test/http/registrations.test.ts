/** What switches tell of a device, as the API answers it. */
import { beforeEach, expect, test } from 'vitest';
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

const valid = async () => {
  const { rows } = await pool.query<{ username: string }>(
    'select username from switch.subscriber where device_id = $1 order by username',
    [String(id)],
  );
  return rows.map(({ username }) => username);
};
const url = () => `/api/v1/devices/${device.id}`;
const actions = async () =>
  (await owner.get(`/api/v1/accounts/${account}/timeline`)).body.items.map(({ action }: Json) => action);

test('an inactive device is unknown to the switch at once, and known again when it is switched on', async () => {
  const { body } = await owner.patch(url(), { label: ' Desk 7 ', status: 'inactive' });
  expect(body).toMatchObject({ label: 'Desk 7', status: 'inactive', username: device.username });
  expect(await valid()).toEqual([]);
  await owner.patch(url(), { status: 'active' });
  expect(await valid()).toEqual([device.username]);
  expect((await owner.patch(url(), { label: '\u200b' })).body.errors[0].field).toBe('label');
  expect(await actions()).toEqual(['device.changed', 'device.changed', 'account.created']);
});

test('a removed device is gone with its user names and what the switch knew of it', async () => {
  await register();
  await pool.query('insert into kamailio.location (ruid, username, domain) values ($1, $1, $2)', [
    device.username,
    device.domain,
  ]);
  expect((await owner.delete(url())).status).toBe(200);
  expect((await owner.get(`/api/v1/accounts/${account}/devices`)).body.items).toEqual([]);
  expect(await valid()).toEqual([]);
  const { rows } = await pool.query('select from kamailio.location where username = $1', [device.username]);
  expect(rows).toEqual([]);
  expect((await owner.delete(url())).status).toBe(404);
  expect((await actions())[0]).toBe('device.removed');
});

test('an old secret is shown with its end, and can be ended at once', async () => {
  const listed = async () => (await owner.get(`/api/v1/accounts/${account}/devices`)).body.items[0];
  expect((await listed()).previousValidUntil).toBeNull();
  const second = (await owner.post(`${url()}/secret`)).body;
  const until = new Date(now().getTime() + 24 * 3600 * 1000).toISOString();
  expect([second.previousValidUntil, (await listed()).previousValidUntil]).toEqual([until, until]);
  expect((await owner.delete(`${url()}/old-secret`)).status).toBe(200);
  expect(await listed()).toMatchObject({ previousValidUntil: null, username: second.username });
  expect(await valid()).toEqual([second.username]);
  const third = (await owner.post(`${url()}/secret`, { endOldNow: true })).body;
  expect(third.previousValidUntil).toBeNull();
  expect(await valid()).toEqual([third.username]);
  const SECRET = 'device.secret_renewed';
  const ENDED = 'device.old_secret_ended';
  expect((await actions()).slice(0, 4)).toEqual([ENDED, SECRET, ENDED, SECRET]);
});
