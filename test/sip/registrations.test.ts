/** Who is registered from where, and who was refused and why, as the switch tells it. */
import { expect, test } from 'vitest';
import { PHONE, startBench } from './bench.ts';
import { callRaw, registerRaw, sendRaw, type RawRegistration } from './raw.ts';

const bench = await startBench();
const { kamailio, database } = bench;
const { pool } = database;

/** One more device, so that each test has its own. */
let devices = 0;
async function addPhone(): Promise<RawRegistration & Readonly<{ deviceId: bigint }>> {
  const username = `phone${++devices}`;
  const { rows } = await pool.query<{ id: bigint }>(
    'insert into sip_devices (account_id, created_at) select min(id), now() from accounts returning id',
  );
  const deviceId = rows[0]!.id;
  await pool.query(
    `insert into switch.sip_credentials (device_id, account_id, username, realm, ha1)
     select $1, min(id), $2::text, $3::text, md5($2 || ':' || $3 || ':' || $4) from accounts`,
    [deviceId, username, PHONE.domain, 'secret'],
  );
  return {
    username,
    password: 'secret',
    domain: PHONE.domain,
    deviceId,
    contact: `<sip:${username}@127.0.0.1:5999>`,
  };
}
const register = (phone: RawRegistration, more: Partial<RawRegistration> = {}) =>
  registerRaw(kamailio.address, { ...phone, ...more });
/** What is known of a device; the instants as seconds from now. */
async function known({ deviceId }: { deviceId: bigint }) {
  const { rows } = await pool.query(
    `select host(source) as source, port, transport, contact, user_agent, switch_id, failure_reason,
       host(failure_source) as failure_source, registered_at, failed_at, unregistered_at,
       round(extract(epoch from expires_at - clock_timestamp()))::int as expires_in,
       extract(epoch from clock_timestamp() - registered_at)::float as age
     from device_registrations where device_id = $1`,
    [deviceId],
  );
  return rows[0];
}
const refused = async (source: string) => {
  const { rows } = await pool.query(
    `select sum(attempts)::int as attempts, count(*)::int as rows, min(kind) as reason, min(username) as username,
       min(realm) as realm, min(user_agent) as "userAgent" from unknown_calls where source = $1`,
    [source],
  );
  return rows[0];
};
const catalogueVersion = async () =>
  (await pool.query<{ version: bigint }>('select version from catalogue_version')).rows[0]!.version;

test('a registration is told with everything that is known of it, and is no change of the catalogue', async () => {
  const phone = await addPhone();
  const before = await catalogueVersion();
  const answer = await register(phone, {
    source: '127.0.11.1',
    isTcp: true,
    headers: 'User-Agent: Desk 7 (v1.2)\r\nExpires: 300\r\n',
  });
  expect(answer).toMatch(/^SIP\/2\.0 200 /);
  await expect
    .poll(() => known(phone))
    .toMatchObject({
      source: '127.0.11.1',
      port: expect.any(Number),
      transport: 'tcp',
      contact: phone.contact,
      user_agent: 'Desk 7 (v1.2)',
      switch_id: 1n,
      unregistered_at: null,
      failed_at: null,
    });
  const { expires_in: expiresIn, age } = await known(phone);
  expect(expiresIn).toBeGreaterThan(270);
  expect(expiresIn).toBeLessThanOrEqual(300);
  expect(Math.abs(age)).toBeLessThan(30);
  expect(await catalogueVersion()).toBe(before);
});

test('a refresh within the minute costs no statement; another contact is told', async () => {
  const phone = await addPhone();
  const statements = bench.databaseLink.watch('switch.note_registration');
  await register(phone);
  await expect.poll(statements).toBe(1);
  for (let n = 0; n < 3; n++) expect(await register(phone)).toMatch(/^SIP\/2\.0 200 /);
  const contact = '<sip:second@127.0.0.1:5998>';
  await register(phone, { contact });
  await expect.poll(async () => (await known(phone))?.contact).toBe(contact);
  expect(statements()).toBe(2);
});

test('a phone that only asks for its contacts is not told', async () => {
  const phone = await addPhone();
  const statements = bench.databaseLink.watch('from switch.note_');
  expect(await register(phone, { contact: null })).toMatch(/^SIP\/2\.0 200 /);
  expect(await register(phone)).toMatch(/^SIP\/2\.0 200 /);
  await expect.poll(statements).toBe(1);
  expect(await register(phone, { contact: null })).toContain(`Contact: ${phone.contact};expires=`);
  expect(statements()).toBe(1);
});

test('goodbye counts when it is the last contact that goes', async () => {
  const phone = await addPhone();
  const second = `<sip:second@127.0.0.1:5998>`;
  await register(phone, { headers: 'Expires: 3000\r\n' });
  await register(phone, { contact: second, headers: 'Expires: 100\r\n' });
  await expect.poll(async () => (await known(phone))?.expires_in).toBeGreaterThan(2900);
  await register(phone, { headers: 'Expires: 0\r\n' });
  await expect.poll(async () => (await known(phone))?.expires_in).toBeLessThanOrEqual(100);
  expect((await known(phone)).unregistered_at).toBeNull();
  await register(phone, { contact: '*', headers: 'Expires: 0\r\n' });
  await expect.poll(async () => (await known(phone))?.unregistered_at).not.toBeNull();
  await register(phone);
  await expect.poll(async () => (await known(phone))?.unregistered_at).toBeNull();
});

test.each([
  ['SQL', "'); drop table accounts; --", "'); drop table accounts; --"],
  ['script variables', '$var(sid) $(ru{s.len}) %s%n <null>', '$var(sid) $(ru{s.len}) %s%n <null>'],
  ['letters beyond ASCII', 'Fritz \xc3\xa9', 'Fritz ??'],
  ['bytes that are no UTF-8', 'Fritz \xe9\xff', 'Fritz ??'],
  ['control characters', 'a\tb\x1b[31m\x7f', 'a?b?[31m?'],
  ['backslashes', 'a\\b\\\\c \\303', 'a\\b\\\\c \\303'],
  ['300 letters', 'x'.repeat(300), 'x'.repeat(128)],
])('%s in a user agent is text', async (_name, written, kept) => {
  const phone = await addPhone();
  const contact = `<sip:x@127.0.0.1:5999>;note="${written.replaceAll(/["\\\x80-\xff]/g, '')}"`;
  expect(await register(phone, { contact, headers: `User-Agent: ${written}\r\n` })).toMatch(
    /^SIP\/2\.0 200 /,
  );
  await expect.poll(async () => (await known(phone))?.user_agent).toBe(kept);
  expect((await known(phone)).contact).toMatch(/^<sip:x@127\.0\.0\.1:5999>;note="[ -~]*/);
});

test.each<[string, Partial<RawRegistration>, string, RegExp]>([
  ['a wrong password', { password: 'guess' }, 'wrong_password', /^SIP\/2\.0 401 /],
  ['a wrong realm', { realm: 'asterisk' }, 'wrong_realm', /^SIP\/2\.0 401 /],
  ["another device's name in To", { user: '1001' }, 'name_mismatch', /^SIP\/2\.0 403 /],
])('%s is told of the device', async (_name, mistake, reason, answer) => {
  const phone = await addPhone();
  const source = `127.0.12.${devices}`;
  expect(await register(phone, { ...mistake, source, headers: 'User-Agent: Desk\r\n' })).toMatch(answer);
  await expect
    .poll(() => known(phone))
    .toMatchObject({
      failure_reason: reason,
      failure_source: source,
      registered_at: null,
    });
  expect(await refused(source)).toEqual({
    attempts: 1,
    rows: 1,
    reason,
    username: phone.username,
    realm: mistake.realm ?? PHONE.domain,
    userAgent: 'Desk',
  });
  await register(phone, { source });
  await expect.poll(() => known(phone)).toMatchObject({ source, failure_reason: reason });
});

test('a sixth contact is refused once, and told', async () => {
  const phone = await addPhone();
  for (let n = 1; n <= 5; n++) await register(phone, { contact: `<sip:x@127.0.0.1:600${n}>` });
  expect(await register(phone)).toMatch(/^SIP\/2\.0 503 /);
  await expect.poll(async () => (await known(phone))?.failure_reason).toBe('too_many_contacts');
});

test('a device that is off, and a secret that has ended, are told as that', async () => {
  const phone = await addPhone();
  const source = '127.0.13.1';
  await pool.query(
    "update switch.sip_credentials set valid_until = now() - interval '1 s' where device_id = $1",
    [phone.deviceId],
  );
  await register(phone, { source });
  await expect.poll(async () => (await known(phone))?.failure_reason).toBe('credential_ended');
  await pool.query("update sip_devices set status = 'inactive' where id = $1", [phone.deviceId]);
  await register(phone, { source: '127.0.13.2' });
  await expect.poll(async () => (await known(phone))?.failure_reason).toBe('device_inactive');
});

test('a wrong password of a call is told too', async () => {
  const phone = await addPhone();
  const realm = 'asterisk';
  const digest = `Proxy-Authorization: Digest username="${phone.username}", realm="${realm}", nonce="x", uri="sip:x", response="${'0'.repeat(32)}"\r\n`;
  const request = { method: 'INVITE', uri: `sip:1@${PHONE.domain}`, domain: PHONE.domain, headers: digest };
  expect(await sendRaw(kamailio.address, { ...request, source: '127.0.14.1' })).toMatch(/^SIP\/2\.0 407 /);
  await expect.poll(async () => (await known(phone))?.failure_reason).toBe('wrong_realm');
});

test('calls without a digest from an address that is nobody’s are told once they did not come again', async () => {
  const request = { method: 'INVITE', uri: `sip:4930@${PHONE.domain}`, domain: PHONE.domain };
  const headers = 'User-Agent: PBX\r\n';
  for (let n = 0; n < 3; n++)
    expect(
      await sendRaw(kamailio.address, { ...request, headers, source: '127.0.17.1', fromUser: `${n}` }),
    ).toMatch(/^SIP\/2\.0 407 /);
  const phone = await addPhone();
  await callRaw(kamailio.address, { ...phone, source: '127.0.17.2', uri: request.uri });
  const rows = async () =>
    (
      await pool.query(
        `select host(source) as source, kind, attempts::int, dialled, user_agent as "userAgent" from unknown_calls
         where source << '127.0.17.0/24'`,
      )
    ).rows;
  // Five seconds, until the table is looked through, and the same for what was only counted.
  await expect.poll(async () => (await rows())[0]?.attempts, { timeout: 30_000 }).toBe(3);
  expect(await rows()).toEqual([
    { source: '127.0.17.1', kind: 'foreign_address', attempts: 3, dialled: '4930', userAgent: 'PBX' },
  ]);
}, 60_000);

test('a scanner costs one row and twenty statements a minute, and each of its attempts is counted', async () => {
  const source = '127.0.15.1';
  const statements = bench.databaseLink.watch('switch.note_refusal');
  const attempts = 60;
  for (let n = 0; n < attempts; n++) {
    const digest = `Authorization: Digest username="scan${n}", realm="asterisk", nonce="x", uri="sip:x", response="${'0'.repeat(32)}"\r\n`;
    await sendRaw(kamailio.address, {
      method: 'REGISTER',
      uri: `sip:${PHONE.domain}`,
      domain: PHONE.domain,
      headers: digest,
      source,
      expectsNothing: true,
    });
  }
  await expect.poll(async () => (await refused(source)).attempts, { timeout: 15_000 }).toBe(attempts);
  // The minute may have changed meanwhile.
  expect((await refused(source)).rows).toBeLessThanOrEqual(2);
  expect(statements()).toBeLessThanOrEqual(40);
  expect(await refused(source)).toMatchObject({
    username: expect.stringMatching(/^scan\d+$/),
    realm: 'asterisk',
  });
});

test('the switch role tells, and neither reads nor changes what was told', async () => {
  const client = await pool.connect();
  try {
    await client.query('set role tollbook_switch');
    for (const statement of [
      'select 1 from device_registrations',
      'delete from unknown_calls',
      'select 1 from unknown_calls',
      'select ha1 from switch.sip_credentials',
    ])
      await expect(client.query(statement), statement).rejects.toThrow('permission denied');
    const tell =
      "select switch.note_refusal(1, 1800000000, '127.0.16.1', '6162', '', '', 'unknown_username')";
    await client.query(tell);
  } finally {
    await client.query('reset role');
    client.release();
  }
  expect(await refused('127.0.16.1')).toMatchObject({ attempts: 1, username: 'ab' });
});
