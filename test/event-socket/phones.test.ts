/** What a FreeSWITCH tells of phones, gateways and itself by its event socket, and what it is told when something changes here. */
import { randomUUID } from 'node:crypto';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Line } from '../charging/world.ts';
import type { Client, Json } from '../http/support.ts';
import { createSocketWorld } from './socket-world.ts';

const DAY_MS = 86_400_000;

const { world, esl, sip, trunk, select, seconds, connected, signIn, ...socket } = await createSocketWorld();
const { until } = world;
const customer = (balance: string) => socket.customer(balance, staff);
let staff: Client = world.owner;

beforeAll(connected);
beforeEach(async () => {
  esl.playTricks(() => undefined);
  staff = await signIn();
});
afterEach(() => world.verify());

describe('a phone', () => {
  const phoneOf = async ({ accountId }: Line) =>
    (await staff.get(`/api/v1/accounts/${accountId}/devices`)).body.items[0] as Json;
  const fields = (deviceId: string, callId: string) => ({
    'Event-Name': 'CUSTOM',
    'Event-Date-Timestamp': `${world.now().getTime()}000`,
    'from-user': deviceId,
    'from-host': 'tollbook',
    'call-id': callId,
    status: 'Registered(UDP-NAT)',
    'network-ip': '192.0.2.44',
    'network-port': '5099',
    contact: 'sip:x@192.0.2.44:5099',
    'user-agent': 'Phone "1"; \u0001drop',
    expires: '300',
  });

  test('that registers is shown with where it is, until its last contact is taken away', async () => {
    const line = await customer('1');
    const { id } = await phoneOf(line);
    await esl.fire({ ...fields(id, 'one'), 'Event-Subclass': 'sofia::register' });
    await until(async () => (await phoneOf(line)).registration.status === 'registered');
    const { registration } = await phoneOf(line);
    expect(registration).toMatchObject({
      from: '192.0.2.44',
      port: 5099,
      transport: 'udp',
      userAgent: 'Phone "1"; ?drop',
    });
    seconds(10);
    await esl.fire({ ...fields(id, 'two'), 'Event-Subclass': 'sofia::register', expires: '600' });
    await esl.fire({ ...fields(id, 'one'), 'Event-Subclass': 'sofia::unregister' });
    // The second one lives longer.
    const longer = new Date(world.now().getTime() + 600_000).toISOString();
    await until(async () => (await phoneOf(line)).registration.expiresAt === longer);
    seconds(400);
    expect((await phoneOf(line)).registration.status).toBe('registered');
    await esl.fire({ ...fields(id, 'two'), 'Event-Subclass': 'sofia::unregister' });
    await until(async () => (await phoneOf(line)).registration.status === 'expired');
  });

  test('that registered while nobody listened is known when somebody does', async () => {
    const line = await customer('1');
    const { id } = await phoneOf(line);
    const untilSecond = String(Math.floor(world.now().getTime() / 1000) + 300);
    esl.state.registrations = [
      {
        reg_user: id,
        realm: 'tollbook',
        token: 'three',
        url: 'sofia/tollbook/sip:x@192.0.2.45:5060',
        expires: untilSecond,
        network_ip: '192.0.2.45',
        network_port: '5060',
        network_proto: 'tcp',
      },
    ];
    esl.drop();
    await until(async () => (await phoneOf(line)).registration.status === 'registered');
    expect((await phoneOf(line)).registration).toMatchObject({
      from: '192.0.2.45',
      port: 5060,
      transport: 'tcp',
    });
    esl.state.registrations = [];
  });

  test('with a wrong password is told once, by the server that was asked about it', async () => {
    const line = await customer('1');
    const ask = await world.charging.listener.inject({
      method: 'POST',
      url: '/switch/freeswitch/v1/directory',
      headers: {
        authorization: `Basic ${Buffer.from(`any:${sip.key}`).toString('base64')}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      payload: new URLSearchParams({
        section: 'directory',
        action: 'sip_auth',
        sip_auth_method: 'REGISTER',
        user: line.username,
        domain: line.realm,
        ip: '192.0.2.66',
        client_port: '5060',
        sip_contact_user: 'x',
        sip_user_agent: 'Guess',
      }).toString(),
    });
    expect(ask.body).toContain('a1-hash');
    const failure = {
      'Event-Name': 'CUSTOM',
      'Event-Subclass': 'sofia::register_failure',
      'Event-Date-Timestamp': `${world.now().getTime()}000`,
      'to-host': line.realm,
      'network-ip': '192.0.2.66',
    };
    await esl.fire({ ...failure, 'to-user': line.username });
    // Nobody of ours was asked about this one.
    await esl.fire({ ...failure, 'to-user': 'x', 'network-ip': '192.0.2.67' });
    await until(async () => (await phoneOf(line)).registration.failure?.reason === 'wrong_password');
    const told = await select(
      `select kind, attempts::int from unknown_calls where source <<= '192.0.2.64/30'::inet order by source, kind`,
    );
    expect(told).toEqual([{ kind: 'wrong_password', attempts: 1 }]);
  });
});

describe('what is changed here', () => {
  const said = async (what: RegExp) => {
    await until(async () => esl.commands.some((command) => what.test(command)));
    const all = esl.commands.filter((command) => what.test(command));
    esl.commands.length = 0;
    return all;
  };

  test('reaches the switch: addresses, and gateways that it knows by name', async () => {
    await connected();
    await said(/reloadacl|status gateway/);
    esl.commands.length = 0;
    const line = await customer('1');
    const address = await staff.post(`/api/v1/accounts/${line.accountId}/ip-addresses`, {
      network: '198.51.100.77',
    });
    expect(address.status, JSON.stringify(address.body)).toBe(201);
    expect(await said(/reloadacl/)).toEqual(['bgapi reloadacl']);
    const body = {
      trunkId: trunk.id,
      name: 'reg',
      host: 'carrier.example',
      username: 'u',
      password: 'p',
      registers: true,
    };
    const { id } = await world.created(staff, 'gateways', body);
    expect(await said(/rescan/)).toEqual(['bgapi sofia profile tollbook rescan']);
    await staff.patch(`/api/v1/gateways/${id}`, { username: 'v' });
    await said(/rescan/);
    await staff.patch(`/api/v1/gateways/${id}`, { username: 'w' });
    expect(await said(/killgw/)).toEqual([`api sofia profile tollbook killgw ${id}`]);
    await staff.patch(`/api/v1/gateways/${id}`, { status: 'inactive' });
    expect(await said(/killgw/)).toEqual([`api sofia profile tollbook killgw ${id}`]);

    await staff.patch(`/api/v1/gateways/${id}`, { status: 'active' });
    await said(/rescan/);
    esl.state.gateways = [{ name: id, state: 'FAIL_WAIT' }];
    esl.drop();
    const registrationOf = async () => (await staff.get(`/api/v1/gateways/${id}`)).body.registration;
    await until(async () => (await registrationOf())?.isRegistered === false);
    await esl.fire({
      'Event-Name': 'CUSTOM',
      'Event-Subclass': 'sofia::gateway_state',
      'Event-Date-Timestamp': `${world.now().getTime() + 1}000`,
      Gateway: id,
      State: 'REGED',
    });
    await until(async () => (await registrationOf())?.isRegistered === true);
    // What it has and we have not is dropped when it is heard of.
    const gone = randomUUID();
    esl.state.gateways = [{ name: gone, state: 'NOREG' }];
    esl.commands.length = 0;
    esl.drop();
    expect(await said(/killgw/)).toEqual([`api sofia profile tollbook killgw ${gone}`]);
  });

  test('is no longer told to a switch that is off', async () => {
    await staff.patch(`/api/v1/switches/${sip.id}`, { status: 'inactive' });
    await until(async () => esl.connections() === 0);
    await staff.patch(`/api/v1/switches/${sip.id}`, { status: 'active' });
    await connected();
  });
});

describe('the health of a switch', () => {
  const healthOf = async () =>
    (
      await select(
        'select * from switch_health where switch_id = (select id from switches where public_id = $1)',
        [sip.id],
      )
    )[0];

  test('is what it tells, and that it tells nothing', async () => {
    await connected();
    const at = world.now();
    await esl.fireLike('esl-HEARTBEAT-1', {
      'Event-Date-Timestamp': `${at.getTime() + 2500}000`,
      'Session-Count': '42',
      'Uptime-msec': String(DAY_MS),
      'Idle-CPU': '93.266667',
    });
    await until(async () => (await healthOf())?.sessions === 42);
    expect(await healthOf()).toMatchObject({
      is_connected: true,
      trouble: null,
      version: '1.10.12',
      sessions: 42,
      sessions_max: 3000,
      clock_ahead_ms: 2500,
      started_at: new Date(at.getTime() - DAY_MS),
      heard_at: at,
    });
    const shown = async () => (await staff.get(`/api/v1/switches/${sip.id}`)).body;
    expect(await shown()).toMatchObject({
      can: { push: true, ask: true, play: true },
      health: {
        isConnected: true,
        trouble: null,
        heardAt: at.toISOString(),
        version: '1.10.12',
        startedAt: new Date(at.getTime() - DAY_MS).toISOString(),
        sessions: 42,
        sessionsMax: 3000,
        idleCpuPercent: 93.3,
        clockAheadMs: 2500,
      },
    });
    // No server says anything any more.
    const staleAt = new Date(at.getTime() - 80_000);
    await world.database.pool.query('update switch_health set heard_at = $1', [staleAt]);
    expect((await shown()).health).toMatchObject({
      isConnected: false,
      trouble: 'unwatched',
      since: staleAt.toISOString(),
    });
    await world.database.pool.query('update switch_health set heard_at = $1', [at]);
    await esl.close();
    await until(async () => (await healthOf())?.trouble === 'not_reached');
    expect((await healthOf())!.is_connected).toBe(false);
    await esl.open();
    await until(async () => (await healthOf())?.is_connected === true);
    expect((await healthOf())!.version).toBe('1.10.12');
    await staff.patch(`/api/v1/switches/${sip.id}`, { controlKey: 'another' });
    await until(async () => (await healthOf())?.trouble === 'wrong_key');
    await staff.patch(`/api/v1/switches/${sip.id}`, { controlKey: esl.password });
    await until(async () => (await healthOf())?.is_connected === true);
  });
});
