/** Everything that a real FreeSWITCH asked and told, as it was captured, is answered with what it can read. */
import { createHash } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import { createWorld } from '../../charging/world.ts';
import { basic, connectFreeswitch } from './fake-freeswitch.ts';
import { captured, readCaptured, readForm, writeForm } from './fixtures.ts';
import { elementsOf, parseXml } from './xml-tree.ts';

const world = await createWorld({ hasRealClock: false });
const { owner } = world;
const freeswitch = await connectFreeswitch(world);
world.charging.listener.log.level = 'silent';
const group = await world.rateGroup({ 44: { costPerMinute: '0.60' } });
await world.trunk({ 44: { costPerMinute: '0.10' } });
const line = await world.account(world.customerOf({ billing: { rateGroupId: group } }), { balance: '9' });
const {
  items: [device],
} = (await owner.get(`/api/v1/accounts/${line.accountId}/devices`)).body;

afterAll(() => world.verify());

/** As captured, from the phone of ours. */
const asOurPhone = (name: string, fields: Readonly<Record<string, string | undefined>> = {}) =>
  writeForm({ ...readForm(readCaptured(name).body), user: line.username, domain: line.realm, ...fields });
const paramsOf = (document: string, tag: 'param' | 'variable') =>
  Object.fromEntries(
    elementsOf(parseXml(document), tag).map(({ attributes }) => [attributes.name, attributes.value]),
  );
const NOT_FOUND =
  '<document type="freeswitch/xml"><section name="result"><result status="not found"/></section></document>';

test.each(captured('directory'))('$name: a stranger is not found', async ({ body }) => {
  expect(await freeswitch.post('directory', body)).toEqual({ status: 200, body: NOT_FOUND });
});

test.each(captured('configuration'))('$name: stands in a file of the switch', async ({ body }) => {
  expect(await freeswitch.post('configuration', body)).toEqual({ status: 200, body: NOT_FOUND });
});

test.each(captured('dialplan'))('$name: a stranger’s call is answered, and makes none', async ({ body }) => {
  const answer = await freeswitch.post('dialplan', body);
  const [context] = elementsOf(parseXml(answer.body), 'context');
  expect([answer.status, context!.attributes.name]).toEqual([200, 'billing']);
  // No digest was checked for us, and the address is nobody's.
  expect(answer.body).toContain('application="respond" data="407 Proxy Authentication Required"');
});

test.each(captured('cdr'))('$name: a record of nobody’s leg is taken', async ({ body }) => {
  expect(await freeswitch.post('cdr?uuid=x', body)).toMatchObject({ status: 200 });
});

test('a phone registers with its digest, as the device it is, where its packets come from', async () => {
  const { status, body } = await freeswitch.post('directory', asOurPhone('directory-sip_auth-01.txt'));
  expect(status).toBe(200);
  const [domain] = elementsOf(parseXml(body), 'domain');
  const [user] = elementsOf(parseXml(body), 'user');
  expect([domain!.attributes.name, user!.attributes]).toEqual([line.realm, { id: line.username }]);
  expect(paramsOf(body, 'param')).toEqual({
    'a1-hash': expect.stringMatching(/^[0-9a-f]{32}$/),
    'allow-empty-password': 'false',
  });
  expect(paramsOf(body, 'variable')).toEqual({
    tollbook_device: `${line.username}@${line.realm}`,
    user_context: 'tollbook',
    'sip-force-extension': device.id,
    'sip-force-contact': '<sip:u1@127.0.0.1:15122>',
  });
});

test('a digest that FreeSWITCH makes of what we answer fits the phone’s password', async () => {
  const made = await world.created(owner, `accounts/${line.accountId}/devices`, {});
  const { username, domain, password } = made.sipDevice ?? made;
  const form = asOurPhone('directory-sip_auth-02.txt', { user: username, domain });
  const answer = await freeswitch.post('directory', form);
  const hash = createHash('md5').update(`${username}:${domain}:${password}`).digest('hex');
  expect(paramsOf(answer.body, 'param')['a1-hash']).toBe(hash);
  // A call registers nothing.
  expect(paramsOf(answer.body, 'variable')).not.toHaveProperty('sip-force-contact');
});

test.each([
  ['x,sofia/tollbook/0900', { by: 'udp', address: '198.51.100.7' }, '<sip:ID@198.51.100.7:15122>'],
  ['x|y', { by: 'tcp', address: '198.51.100.7' }, '<sip:ID@198.51.100.7:15122;transport=tcp>'],
  ['[a=b]x', { by: 'tls', address: '198.51.100.7' }, '<sip:ID@198.51.100.7:15122;transport=tls>'],
  ['x;fs_path=sip:carrier', { by: 'udp', address: '198.51.100.7' }, '<sip:ID@198.51.100.7:15122>'],
  ['phone-1', { by: 'udp', address: '2001:db8::7' }, 'NDLB-connectile-dysfunction'],
  ['x,y', { by: 'udp', address: '2001:db8::7' }, undefined],
  ['phone-1', { by: 'udp', address: 'carrier.example' }, undefined],
])('a contact "%s" from %o is written by us or not at all', async (contact, { by, address }, expected) => {
  const form = asOurPhone('directory-sip_auth-01.txt', {
    sip_contact_user: contact,
    sip_contact_host: 'carrier.example',
    sip_via_protocol: by,
    ip: address,
  });
  const { body } = await freeswitch.post('directory', form);
  expect(paramsOf(body, 'variable')['sip-force-contact']).toBe(expected?.replace('ID', device.id));
  if (expected === undefined) expect(body).toBe(NOT_FOUND);
});

test('a name with another letter, another domain or an ended device is not found, and is noted as Kamailio does', async () => {
  for (const fields of [{ user: `${line.username}x` }, { domain: 'elsewhere.example' }]) {
    const form = asOurPhone('directory-sip_auth-01.txt', { ...fields, ip: '198.51.100.99' });
    expect((await freeswitch.post('directory', form)).body).toBe(NOT_FOUND);
  }
  await owner.patch(`/api/v1/devices/${device.id}`, { status: 'inactive' });
  const form = asOurPhone('directory-sip_auth-01.txt', { ip: '198.51.100.98', sip_user_agent: 'A phone' });
  expect((await freeswitch.post('directory', form)).body).toBe(NOT_FOUND);
  await world.charging.jobs.refusals();
  await owner.patch(`/api/v1/devices/${device.id}`, { status: 'active' });
  const { items } = (await owner.get('/api/v1/unknown-calls?limit=50')).body;
  const ours = items.filter(({ source }: { source: string }) => source.startsWith('198.51.100.9'));
  expect(
    Object.fromEntries(ours.map((row: { kind: string; source: string }) => [row.kind, row.source])),
  ).toEqual({
    unknown_username: '198.51.100.99',
    wrong_realm: '198.51.100.99',
    device_inactive: '198.51.100.98',
  });
  expect(ours.find(({ kind }: { kind: string }) => kind === 'device_inactive')).toMatchObject({
    sample: { userAgent: 'A phone' },
  });
});

test('what is asked of a user is answered the same for a call to it, and nothing for anything else', async () => {
  const auth = await freeswitch.post('directory', asOurPhone('directory-sip_auth-02.txt'));
  const called = await freeswitch.post('directory', asOurPhone('directory-user_call-01.txt'));
  expect(called.body).toBe(auth.body);
  for (const action of ['message-count', 'jsonrpc-authenticate', 'reverse-auth-lookup', 'verto', ''])
    expect(
      (await freeswitch.post('directory', asOurPhone('directory-sip_auth-02.txt', { action }))).body,
    ).toBe(NOT_FOUND);
});

test('gateways with a user name are FreeSWITCH’s own, and the oldest switch registers', async () => {
  const trunk = await world.trunk({ 41: { costPerMinute: '0.01' } }, { gateways: 2 });
  const [first, second] = trunk.gateways;
  const change = async (id: string, body: object) =>
    expect(await owner.patch(`/api/v1/gateways/${id}`, body)).toMatchObject({ status: 200 });
  await change(first.id, { username: 'u1', password: `p"<1>&'`, registers: true });
  await change(second.id, { host: '2001:db8::2', transport: 'tcp', username: 'u2', password: 'p2' });
  const question = readCaptured('directory-gateways-01.txt').body.replace('internal', 'tollbook');
  const ask = async (by = freeswitch) => {
    const { body } = await by.post('directory', question);
    return elementsOf(parseXml(body), 'gateway').map((gateway) => ({
      name: gateway.attributes.name,
      ...Object.fromEntries(
        elementsOf(gateway, 'param').map(({ attributes }) => [attributes.name, attributes.value]),
      ),
    }));
  };
  expect(await ask()).toMatchObject([
    {
      name: first.id,
      username: 'u1',
      password: `p"<1>&'`,
      proxy: '192.0.2.1:5060',
      register: 'true',
      extension: 'auto_to_user',
      context: 'tollbook',
    },
    {
      name: second.id,
      username: 'u2',
      proxy: '[2001:db8::2]:5060',
      register: 'false',
      'register-transport': 'tcp',
    },
  ]);
  const younger = await connectFreeswitch(world, 'Younger');
  // Unknown keys are looked for once in a while: this one is known by then, or when its news has come.
  await expect.poll(async () => (await younger.post('directory', question)).status).toBe(200);
  expect((await ask(younger)).map(({ register }: Record<string, unknown>) => register)).toEqual([
    'false',
    'false',
  ]);
});

test('who needs no digest: addresses of accounts, of trunks and of gateways, and nobody else', async () => {
  await world.created(owner, `accounts/${line.accountId}/ip-addresses`, {
    network: '198.51.100.0/28',
    techPrefix: '99',
  });
  const trunk = await world.trunk(
    { 43: { costPerMinute: '0.01' } },
    { trunk: { inboundNetworks: ['203.0.113.64/26'] } },
  );
  await owner.patch(`/api/v1/gateways/${trunk.gateways[0].id}`, { host: 'carrier.example' });
  await world.charging.catalogue.refresh();
  const form = readCaptured('configuration-sofia.conf-01.txt').body.replace('sofia.conf', 'acl.conf');
  const { body } = await freeswitch.post('configuration', form);
  const [list] = elementsOf(parseXml(body), 'list');
  expect(list!.attributes).toEqual({ name: 'tollbook', default: 'deny' });
  const nodes = elementsOf(list!, 'node').map(({ attributes: { type, cidr } }) => `${type} ${cidr}`);
  expect(nodes).toEqual(
    expect.arrayContaining(['allow 198.51.100.0/28', 'allow 203.0.113.64/26', 'allow 192.0.2.1/32']),
  );
  expect(nodes.join()).not.toContain('carrier');
});

test('a name with quotes breaks nothing: what goes out is a number of ours', async () => {
  const { variables } = JSON.parse(readCaptured('quoted-name/cdr-02.txt').body);
  const hostile = `${variables.sip_from_display} \${system(id)}],|{'"\\<>&\u202e`;
  const call = await freeswitch.call({
    device: `${line.username}@${line.realm}`,
    destination: '+442071234567',
    fields: {
      'Caller-Caller-ID-Name': hostile,
      'Caller-Caller-ID-Number': hostile,
      variable_sip_from_display: hostile,
      variable_sip_from_user: hostile,
      variable_sip_user_agent: hostile,
      variable_sip_call_id: hostile,
      'Caller-Context': 'tollbook',
    },
  });
  expect(call.legs).toHaveLength(1);
  expect(JSON.stringify(call.legs[0]!.variables)).not.toMatch(/system|q\\/);
  expect((await world.calls(line.accountId))[0]).toMatchObject({ outcome: 'answered' });
});

test.each([
  ['no key', undefined],
  ['a name alone', 'Basic Zm9v'],
  ['another key', basic('tbsw_another')],
  ['the right key as a bearer', `Bearer ${freeswitch.key}`],
  ['the key of a switch of another kind', basic(world.switchKey)],
  ['a long one', basic('x'.repeat(5000))],
])('%s is no key', async (_, authorization) => {
  for (const path of ['directory', 'dialplan', 'configuration', 'cdr']) {
    const response = await world.charging.listener.inject({
      method: 'POST',
      url: `/switch/freeswitch/v1/${path}`,
      headers: authorization === undefined ? {} : { authorization },
      payload: 'x'.repeat(3_000_000),
    });
    expect([response.statusCode, response.json().code]).toEqual([401, 'switch_key_unknown']);
  }
});

test('the key of a FreeSWITCH opens the contract as well, and a name may be anything', async () => {
  expect(await world.send({ type: 'x' }, `Bearer ${freeswitch.key}`)).toMatchObject({ status: 422 });
  const { body } = readCaptured('configuration-curl.conf-01.txt');
  expect(await freeswitch.post('configuration', body, basic(freeswitch.key, 'any name'))).toMatchObject({
    status: 200,
  });
});

test('what is too large is answered so that FreeSWITCH hears it: a call as unavailable, a record as too large', async () => {
  const large = `${readCaptured('dialplan-01.txt').body}&x=${'y'.repeat(300_000)}`;
  const call = await freeswitch.post('dialplan', large);
  expect(elementsOf(parseXml(call.body), 'context')[0]!.attributes.name).toBe('global');
  expect(call).toMatchObject({ status: 200, body: expect.stringContaining('503 Billing Not Available') });
  expect(await freeswitch.post('directory', large)).toEqual({ status: 200, body: NOT_FOUND });
  expect(await freeswitch.post('cdr', 'y'.repeat(2_200_000))).toMatchObject({ status: 413 });
  expect(await freeswitch.post('cdr', 'no record')).toMatchObject({ status: 400 });
});

test('one name with two values is not believed', async () => {
  const form = readCaptured('dialplan-01.txt').body;
  const twice = `${form}&variable_tollbook_device=a%40b&variable_tollbook_device=c%40d`;
  expect((await freeswitch.post('dialplan', twice)).body).toContain('503 Billing Not Available');
  const phone = asOurPhone('directory-sip_auth-01.txt');
  expect((await freeswitch.post('directory', `user=x&${phone}`)).body).toBe(NOT_FOUND);
});
