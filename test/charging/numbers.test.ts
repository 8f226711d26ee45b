/** What belongs to an account acts in its calls: addresses, tech prefixes, speed dials, blocked prefixes, caller ID. */
import { afterEach, describe, expect, test } from 'vitest';
import { key, PASSWORD, reseller, type Client, type Json } from '../http/support.ts';
import { networkOverlaps } from '../../src/postgres/accounts/overlapping-networks.ts';
import { createWorld, type Line } from './world.ts';

const world = await createWorld();
const { owner, ask, send, end, created } = world;
await world.trunk({ 49: { costPerMinute: '0.001' }, 33: { costPerMinute: '0.001' } });
const group = await world.rateGroup({ 49: { costPerMinute: '0.06' }, 33: { costPerMinute: '0.06' } });
const settings = { cps: 100, concurrentCalls: 20 };
const customer = (over: object = {}) =>
  world.account(world.customerOf({ settings, billing: { rateGroupId: group }, panelAccess: over }), {
    balance: '90',
  });
const add = (line: Line, path: string, body: object): Promise<Json> =>
  created(owner, `accounts/${line.accountId}/${path}`, body);
const from = (address: string) => ({ identity: { type: 'ip_address', address }, sourceAddress: address });
const payerOf = async (granted: Json) => {
  expect(granted, JSON.stringify(granted)).toMatchObject({ ok: true });
  await send(end(granted, 60_000));
  const { rows } = await world.database.reads.query<{ id: string }>(
    'select a.public_id as id from cdrs c join accounts a on a.id = c.account_id where session_id = $1',
    [granted.sessionId],
  );
  return rows[0]?.id;
};

afterEach(() => world.verify());

describe('a call by its address', () => {
  test('is taken over by nobody below another reseller; who is above both may say that it is meant', async () => {
    const shop = async () => {
      const by = await world.account(reseller(), { balance: '100' });
      const client = await world.signIn(by.number, PASSWORD);
      const own = async () => {
        const body = world.customerOf({ panelAccess: { createSipDevice: false } });
        return world.account({ ...body, billing: undefined }, {}, client);
      };
      return { client, one: await own(), two: await own() };
    };
    const [mine, theirs] = [await shop(), await shop()];
    const put = (client: Client, { accountId }: Line, body: object) =>
      client.post(`/api/v1/accounts/${accountId}/ip-addresses`, body);
    const network = '172.20.2.0/24';
    expect(await put(theirs.client, theirs.one, { network })).toMatchObject({ status: 201 });
    const free = await put(mine.client, mine.one, { network: '172.20.3.0/24' });
    const url = `/api/v1/accounts/${mine.one.accountId}/ip-addresses/${free.body.id}`;
    for (const attempt of [
      put(mine.client, mine.one, { network: '172.20.2.7' }),
      put(mine.client, mine.one, { network, techPrefix: '49', acceptOverlap: true }),
      put(mine.client, mine.one, { network: '172.20.0.0/16' }),
      put(mine.client, mine.one, { network }),
      mine.client.patch(url, { network: '172.20.2.128/25' }),
    ]) {
      const { status, body } = await attempt;
      expect({ status, body }).toMatchObject({
        status: 409,
        body: { code: 'address_taken', errors: [{ field: 'network', code: 'network_in_use' }] },
      });
      expect(JSON.stringify(body)).not.toContain(theirs.one.number);
    }
    // Below one reseller they are told apart as ever.
    expect(await put(theirs.client, theirs.two, { network, techPrefix: '49' })).toMatchObject({
      status: 201,
    });
    expect(await put(theirs.client, theirs.two, { network: '172.20.2.7' })).toMatchObject({ status: 201 });
    const told = await put(owner, mine.two, { network: '172.20.2.9' });
    expect(told).toMatchObject({ status: 409, body: { errors: [{ field: 'acceptOverlap' }] } });
    expect(told.body.errors[0].message).toContain(theirs.one.number);
    expect(await networkOverlaps(world.database.reads, 9)).toEqual([]);
    const meant = await put(owner, mine.two, { network: '172.20.2.9', acceptOverlap: true });
    expect(meant).toMatchObject({ status: 201 });
    expect(
      (await networkOverlaps(world.database.reads, 9)).map(({ ofNumber }) => ofNumber).toSorted(),
    ).toEqual([theirs.one.number, theirs.two.number].toSorted());
    // Another tech prefix would take other calls; a label takes none.
    const taken = `/api/v1/accounts/${mine.two.accountId}/ip-addresses/${meant.body.id}`;
    expect(await mine.client.patch(taken, { techPrefix: '4' })).toMatchObject({ status: 409 });
    expect(await mine.client.patch(taken, { label: 'PBX' })).toMatchObject({ status: 200 });
    const racing = await Promise.all([
      put(mine.client, mine.one, { network: '172.20.4.0/24' }),
      put(theirs.client, theirs.one, { network: '172.20.4.7' }),
    ]);
    expect(racing.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409]);
  });

  test('is the account’s of the narrowest network, and of the longest tech prefix in it', async () => {
    const [wide, narrow, prefixed, longer] = [
      await customer(),
      await customer(),
      await customer(),
      await customer(),
    ];
    await add(wide, 'ip-addresses', { network: '198.51.0.0/16' });
    await add(narrow, 'ip-addresses', { network: '198.51.100.0/24' });
    await add(prefixed, 'ip-addresses', { network: '198.51.100.0/24', techPrefix: '77' });
    await add(longer, 'ip-addresses', { network: '198.51.100.0/24', techPrefix: '771' });
    const call = async (address: string, destination: string) =>
      payerOf(await ask(wide, { ...from(address), destination }));
    expect(await call('198.51.7.1', '+493012345678')).toBe(wide.accountId);
    expect(await call('198.51.100.9', '+493012345678')).toBe(narrow.accountId);
    expect(await call('::ffff:198.51.100.9', '77+493012345678')).toBe(prefixed.accountId);
    const granted = await ask(wide, { ...from('198.51.100.9'), destination: '771493012345678' });
    expect(granted.destination).toBe('493012345678');
    expect(await payerOf(granted)).toBe(longer.accountId);
    const hashed = await customer();
    await add(hashed, 'ip-addresses', { network: '198.51.100.0/24', techPrefix: '99#' });
    for (const dialled of ['99#493012345678', '99%23493012345678'])
      expect(await call('198.51.100.9', dialled)).toBe(hashed.accountId);
  });

  test('of a stranger, or of an address that was taken away, is not let in', async () => {
    const line = await customer();
    const { id } = await add(line, 'ip-addresses', { network: '2001:db8:7::/48' });
    expect((await ask(line, from('2001:db8:7::1'))).ok).toBe(true);
    for (const address of ['2001:db8:8::1', '203.0.113.1', 'not an address']) {
      expect(await ask(line, from(address))).toMatchObject({ ok: false, reason: 'not_authenticated' });
    }
    await owner.delete(`/api/v1/accounts/${line.accountId}/ip-addresses/${id}`);
    expect(await ask(line, from('2001:db8:7::1'))).toMatchObject({ ok: false, reason: 'not_authenticated' });
    // Staff read which of them was nobody's, and which dialled no tech prefix of its own.
    await add(line, 'ip-addresses', { network: '2001:db8:6::/48', techPrefix: '77' });
    await ask(line, from('2001:db8:6::1'));
    const { items } = (await owner.get('/api/v1/unknown-calls')).body;
    const counted = items.map(({ source, kind, attempts }: Json) => `${source} ${kind} ${attempts}`);
    expect(counted.toSorted()).toEqual([
      '0.0.0.0 foreign_address 1',
      '2001:db8:6::1 wrong_tech_prefix 1',
      '2001:db8:7::1 foreign_address 1',
      '2001:db8:8::1 foreign_address 1',
      '203.0.113.1 foreign_address 1',
    ]);
  });

  test('a network with its tech prefix has one account', async () => {
    const [one, two] = [await customer(), await customer()];
    await add(one, 'ip-addresses', { network: '203.0.113.0/24', techPrefix: '9' });
    const again = await owner.post(`/api/v1/accounts/${two.accountId}/ip-addresses`, {
      network: '203.0.113.0/24',
      techPrefix: '9',
    });
    expect(again).toMatchObject({
      status: 409,
      body: { code: 'address_taken', errors: [{ field: 'network' }] },
    });
    expect(JSON.stringify(again.body)).not.toContain(one.number);
    for (const network of ['203.0.113.7/24', '10.0.0.0/8', '::/0', 'x']) {
      const refused = await owner.post(`/api/v1/accounts/${two.accountId}/ip-addresses`, { network });
      expect(refused).toMatchObject({
        status: 422,
        body: { errors: [{ field: 'network', code: 'invalid_network' }] },
      });
    }
  });

  test('no customer calls from loopback and the like, nor from a gateway or a switch without a tech prefix', async () => {
    const line = await customer();
    const put = (body: object) => owner.post(`/api/v1/accounts/${line.accountId}/ip-addresses`, body);
    for (const network of [
      '127.0.0.1',
      '127.1.0.0/16',
      '0.0.0.0',
      '169.254.1.1',
      '224.0.0.5',
      '::1',
      'fe80::1',
      'ff02::1',
    ])
      expect((await put({ network })).body, network).toMatchObject({
        errors: [{ field: 'network', code: 'invalid_network' }],
      });
    const { id: trunkId } = (await owner.get('/api/v1/trunks')).body.items[0];
    const gateway = (host: string) => owner.post('/api/v1/gateways', { trunkId, name: host, host }, key());
    const made = await gateway('198.18.7.1');
    expect(made.status).toBe(201);
    const controlUrl = 'http://198.18.8.1:8080';
    await owner.post(
      '/api/v1/switches',
      { name: 'Far', kind: 'kamailio', controlUrl, controlKey: 'x'.repeat(20) },
      key(),
    );
    for (const network of ['198.18.7.1', '198.18.7.0/24', '198.18.8.0/28'])
      expect(await put({ network }), network).toMatchObject({
        status: 409,
        body: { code: 'address_taken', errors: [{ field: 'network', code: 'network_of_route' }] },
      });
    // Who carries calls both ways tells them apart.
    const { body } = await put({ network: '198.18.7.1', techPrefix: '77' });
    const url = `/api/v1/accounts/${line.accountId}/ip-addresses/${body.id}`;
    expect((await owner.patch(url, { techPrefix: '' })).status).toBe(409);
    expect((await owner.patch(url, { techPrefix: '78' })).status).toBe(200);

    await add(line, 'ip-addresses', { network: '198.18.9.0/24' });
    const taken = { status: 409, body: { errors: [{ field: 'host', code: 'network_of_account' }] } };
    expect(await gateway('198.18.9.7')).toMatchObject(taken);
    const ofGateway = `/api/v1/gateways/${made.body.id}`;
    expect(await owner.patch(ofGateway, { host: '198.18.9.7' })).toMatchObject(taken);
    expect((await owner.patch(ofGateway, { name: 'Other' })).status).toBe(200);
    expect((await gateway('sip.example.net')).status).toBe(201);

    // Where a carrier sends from is told from customers likewise.
    const comeFrom = (...inboundNetworks: string[]) =>
      owner.patch(`/api/v1/trunks/${trunkId}`, { inboundNetworks });
    const ofTrunk = {
      status: 409,
      body: { errors: [{ field: 'inboundNetworks', code: 'network_of_account' }] },
    };
    for (const network of ['198.18.9.7', '198.18.0.0/16'])
      expect(await comeFrom('198.18.16.1', network), network).toMatchObject(ofTrunk);
    expect((await comeFrom('127.0.0.1')).body.errors).toMatchObject([{ code: 'invalid_network' }]);
    expect((await comeFrom('198.18.16.0/24', '198.18.16.0/24')).body.inboundNetworks).toEqual([
      '198.18.16.0/24',
    ]);
    // Another trunk takes none of it, but for the address of a gateway that both have.
    const asked = await owner.get(`/api/v1/trunks/${trunkId}`);
    const { providerId, terminationRateGroupId } = asked.body;
    const beside = { name: 'Beside', providerId, terminationRateGroupId };
    const second = (await owner.post('/api/v1/trunks', beside, key())).body.id;
    const alsoFrom = (...inboundNetworks: string[]) =>
      owner.patch(`/api/v1/trunks/${second}`, { inboundNetworks });
    for (const network of ['198.18.16.0/24', '198.18.7.1'])
      expect(await alsoFrom(network), network).toMatchObject({
        status: 422,
        body: { errors: [{ field: 'inboundNetworks', code: 'network_of_trunk' }] },
      });
    expect((await alsoFrom('198.18.16.9')).status).toBe(200);
    const shared = { trunkId: second, name: 'shared', host: '198.18.7.1' };
    expect((await owner.post('/api/v1/gateways', shared, key())).status).toBe(201);
    expect((await alsoFrom('198.18.7.1')).status).toBe(200);
    for (const network of ['198.18.16.9', '198.18.0.0/19'])
      expect((await put({ network })).body, network).toMatchObject({
        errors: [{ code: 'network_of_route' }],
      });
  });
});

test('a speed dial stands for its number, and the trace says so', async () => {
  const line = await customer();
  await add(line, 'speed-dials', { digits: '7', destination: '0033123456789' });
  const granted = await ask(line, { destination: '7' });
  expect(granted).toMatchObject({ ok: true, destination: '33123456789' });
  await send(end(granted, 1000));
  const call = (await owner.get(`/api/v1/calls/${granted.sessionId}`)).body;
  expect(call.dialledNumber).toBe('7');
  expect(call.trace.find(({ check }: Json) => check === 'number').sentence).toBe(
    '7 was dialled, which stands for 0033123456789. That is +33123456789.',
  );
});

test('a blocked prefix stops the call, the account’s own and that of a reseller above', async () => {
  const line = await customer();
  const { id } = await add(line, 'blocked-prefixes', { prefix: '+33' });
  expect(await ask(line, { destination: '+33123456789' })).toMatchObject({
    ok: false,
    reason: 'destination_blocked',
    sipStatus: 403,
  });
  expect((await ask(line)).ok).toBe(true);
  await owner.patch(`/api/v1/accounts/${line.accountId}/blocked-prefixes/${id}`, { prefix: '4930' });
  const refused = await ask(line);
  expect(refused).toMatchObject({ reason: 'destination_blocked' });
  const client = await world.signIn(line.number, PASSWORD);
  const call = (await client.get(`/api/v1/calls/${refused.sessionId}`)).body;
  expect(call.trace.at(-1)).toEqual({
    check: 'blocked',
    passed: false,
    sentence:
      'The prefix 4930 is blocked, and +493012345678 begins with it. ' +
      'Look at the blocked prefixes of your account. Where none of them is meant, ask your provider.',
    remarks: [
      {
        code: 'blocked.prefix',
        figures: { prefix: { type: 'text', text: '4930' }, number: { type: 'text', text: '+493012345678' } },
      },
      { code: 'help.destination_blocked', figures: {} },
    ],
  });
  // The holder may change what it blocks.
  expect((await client.delete(`/api/v1/accounts/${line.accountId}/blocked-prefixes/${id}`)).status).toBe(200);
  expect((await ask(line)).ok).toBe(true);
});

test('a prefix that no number of the world begins with is barred nowhere, and priced nowhere', async () => {
  const line = await customer();
  const told = 'Send the first digits of international numbers, such as "+8816".';
  for (const prefix of ['0', '00', '0049900', '+049']) {
    for (const [path, body] of [
      [`accounts/${line.accountId}/blocked-prefixes`, { prefix }],
      [`rate-groups/${group}/rates`, { prefix, costPerMinute: '1' }],
    ] as const)
      expect(await owner.post(`/api/v1/${path}`, body), prefix).toMatchObject({
        status: 422,
        body: { errors: [{ field: 'prefix', message: told }] },
      });
  }
  const priced = await world.created(owner, `rate-groups/${group}/rates`, {
    prefix: '+49 900',
    costPerMinute: '1',
  });
  expect(priced.prefix).toBe('49900');
});

describe('the barred prefixes of a reseller', () => {
  const below = async () => {
    const upper = await world.account(reseller(), { balance: '50' });
    const seller = await world.signIn(upper.number, PASSWORD);
    await owner.patch(`/api/v1/accounts/${upper.accountId}`, { billing: { rateGroupId: group } });
    const own = { ...world.customerOf({ settings }), billing: undefined };
    const rates = { 49: { costPerMinute: '0.1' }, 33: { costPerMinute: '0.1' } };
    const rateGroupId = await world.rateGroup(rates, {}, seller);
    const line = await world.account({ ...own, billing: { rateGroupId } }, { balance: '9' }, seller);
    return { upper, seller, line, url: `/api/v1/accounts/${upper.accountId}/blocked-prefixes` };
  };

  test('stop the calls of everybody below it, in the simulator too, and who may see it reads its name', async () => {
    const { upper, seller, line, url } = await below();
    expect(await owner.post(url, { prefix: '33' })).toMatchObject({
      status: 201,
      body: { prefix: '33', isFromAbove: true },
    });
    const to = { destination: '+33123456789' };
    const refused = await ask(line, to);
    expect(refused).toMatchObject({ ok: false, reason: 'destination_blocked' });
    expect((await ask(line)).ok).toBe(true);
    const client = await world.signIn(line.number, PASSWORD);
    const named = `Reseller ${upper.number}: The prefix 33 is blocked, and +33123456789 begins with it. `;
    for (const [reader, sentence] of [
      [owner, named],
      [seller, named],
      [client, 'Calls to this destination are blocked. '],
    ] as const) {
      const asked = { accountId: line.accountId, to: to.destination, seconds: 60 };
      const simulated = await reader.post('/api/v1/calls/simulate', asked);
      for (const { body } of [await reader.get(`/api/v1/calls/${refused.sessionId}`), simulated]) {
        expect(body.reason).toBe('destination_blocked');
        expect(body.trace.at(-1).sentence).toMatch(new RegExp(`^${sentence.replaceAll('+', '\\+')}`));
        if (reader === client) expect(JSON.stringify(body.trace)).not.toContain(upper.number);
      }
    }
  });

  test('are lifted by whoever set them: what is from above the reseller itself does not change', async () => {
    const { seller, line, url } = await below();
    const { body: theirs } = await owner.post(url, { prefix: '33' });
    const { body: own } = await seller.post(url, { prefix: '4930' });
    expect(own).toMatchObject({ prefix: '4930', isFromAbove: false });
    expect(await ask(line)).toMatchObject({ reason: 'destination_blocked' });
    for (const refused of [
      await seller.patch(`${url}/${theirs.id}`, { prefix: '34' }),
      await seller.delete(`${url}/${theirs.id}`),
    ])
      expect(refused).toMatchObject({ status: 403, body: { code: 'not_permitted' } });
    expect((await seller.delete(`${url}/${own.id}`)).status).toBe(200);
    const free = await ask(line);
    expect(free).toMatchObject({ ok: true });
    await send(end(free, 0));
    expect((await owner.delete(`${url}/${theirs.id}`)).status).toBe(200);
    expect(await ask(line, { destination: '+33123456789' })).toMatchObject({ ok: true });
    const customerClient = await world.signIn(line.number, PASSWORD);
    expect((await customerClient.post(url, { prefix: '33' })).status).toBe(404);
    const provider = await world.created(owner, 'providers', { name: 'Barred' });
    expect(
      (await owner.post(`/api/v1/accounts/${provider.id}/blocked-prefixes`, { prefix: '33' })).status,
    ).not.toBe(201);
  });
});

test('a barred prefix stops calls to numbers that are ours, also by a speed dial, and never a call for help', async () => {
  const [line, called] = [await customer(), await customer()];
  const { id } = await world.created(owner, 'dids', { number: '+4930555001' });
  await owner.put(`/api/v1/dids/${id}/assignment`, { accountId: called.accountId });
  await add(line, 'speed-dials', { digits: '7', destination: '+4930555001' });
  expect(await ask(line, { destination: '7' })).toMatchObject({ ok: true, destination: '4930555001' });
  await add(line, 'blocked-prefixes', { prefix: '4930555' });
  await add(line, 'blocked-prefixes', { prefix: '1' });
  for (const destination of ['+4930555001', '030555001', '7']) {
    const refused = await ask(line, { destination });
    expect(refused).toMatchObject({ ok: false, reason: 'destination_blocked' });
    const { trace } = (await owner.get(`/api/v1/calls/${refused.sessionId}`)).body;
    expect(trace.map(({ check, passed }: Json) => [check, passed]).slice(-2)).toEqual([
      ['number', true],
      ['blocked', false],
    ]);
  }
  expect(await ask(line, { destination: '112' })).not.toMatchObject({ reason: 'destination_blocked' });
  expect(await ask(line, { destination: called.username })).toMatchObject({ ok: true });
});

test('a forced caller ID is shown whatever the phone says, and none is the phone’s own', async () => {
  const line = await customer();
  const force = (forcedCallerId: string | null) =>
    owner.patch(`/api/v1/accounts/${line.accountId}`, { controls: { forcedCallerId } });
  const shown = async () => (await ask(line, { callerNumber: '030999999' })).callerNumber;
  expect(await shown()).toBe('4930999999');
  expect((await force('+4930111111')).body.controls.forcedCallerId).toBe('4930111111');
  expect(await shown()).toBe('4930111111');
  await force(null);
  expect(await shown()).toBe('4930999999');
  expect((await force('hello')).body.errors[0]).toMatchObject({ field: 'controls.forcedCallerId' });
});

test('an account makes no calls from its last instant on', async () => {
  const line = await customer();
  const until = new Date(world.now().getTime() + 60_000).toISOString();
  const { body } = await owner.patch(`/api/v1/accounts/${line.accountId}`, {
    controls: { validUntil: until, alertThreshold: '5' },
  });
  expect(body.controls).toEqual({ validUntil: until, forcedCallerId: null, alertThreshold: '5.000000' });
  expect((await ask(line)).ok).toBe(true);
  world.advance(60_000);
  expect(await ask(line)).toMatchObject({ ok: false, reason: 'account_expired' });
  await owner.patch(`/api/v1/accounts/${line.accountId}`, { controls: { validUntil: null } });
  expect((await ask(line)).ok).toBe(true);
});
