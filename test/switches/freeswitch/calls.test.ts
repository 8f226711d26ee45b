/** Calls over FreeSWITCH as it talks: what it asks, does and records, and what the books make of that. */
import { randomUUID } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import type { Json } from '../../http/support.ts';
import { createWorld, type Line } from '../../charging/world.ts';
import { connectFreeswitch, type Leg, type Outcome } from './fake-freeswitch.ts';

const world = await createWorld();
const { owner, created } = world;
const freeswitch = await connectFreeswitch(world);
world.charging.listener.log.level = 'silent';
const group = await world.rateGroup({ 44: { costPerMinute: '0.60' }, 49: { costPerMinute: '0.06' } });
const cheap = await world.trunk({ 49: { costPerMinute: '0.01' } }, { gateways: 2 });
const dear = await world.trunk({ 49: { costPerMinute: '0.03' } }, { trunk: { codecs: ['PCMA'] } });
const CARRIER = '192.0.2.1';
const customer = (over: Json = {}, balance = '90') =>
  world.account(
    world.customerOf({
      billing: { rateGroupId: group },
      settings: { cps: 100, concurrentCalls: 20 },
      ...over,
    }),
    { balance },
  );
const nameOf = ({ username, realm }: Line) => `${username}@${realm}`;
async function ok(request: Promise<Json>): Promise<Json> {
  const { status, body } = await request;
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
}
const deviceIdOf = async ({ accountId }: Line): Promise<string> =>
  (await ok(owner.get(`/api/v1/accounts/${accountId}/devices`))).items[0].id;
let numbers = 0;
const didOf = async (line: Line, change: object = {}, forwarding: object | null = null) => {
  numbers += 1;
  const did = await created(owner, 'dids', { number: `+4930700${1000 + numbers}` });
  await ok(owner.put(`/api/v1/dids/${did.id}/assignment`, { accountId: line.accountId }));
  if (Object.keys(change).length > 0) await ok(owner.patch(`/api/v1/dids/${did.id}`, change));
  if (forwarding !== null) await ok(owner.put(`/api/v1/dids/${did.id}/forwarding`, { forwarding }));
  return did as { id: string; number: string };
};
const gatewayOf = ({ variables }: Leg) => variables.tollbook_calls!.split('/').at(-1)!;
/** What becomes of a leg, by the gateway that it goes to. */
const by =
  (outcomes: Readonly<Record<string, Outcome>>, other: Outcome = { talkMs: 10_000 }) =>
  (leg: Leg): Outcome =>
    outcomes[gatewayOf(leg)] ?? other;
const liveCallsOf = async (...lines: readonly Line[]): Promise<number> => {
  const { rows } = await world.database.reads.query<{ n: number }>(
    'select count(*)::int as n from live_sessions l join accounts a on a.id = l.account_id where a.public_id = any($1)',
    [lines.map(({ accountId }) => accountId)],
  );
  return rows[0]!.n;
};
const [GW1, GW2] = cheap.gateways.map(({ id }: Json) => id as string) as [string, string];
const GW3 = dear.gateways[0].id as string;

afterEach(async () => {
  await world.charging.jobs.gateways();
  await world.database.pool.query('delete from gateway_health');
  await world.verify();
});

test('a call is charged by the stamps of the leg that was called, and its carrier is the one that took it', async () => {
  const line = await customer();
  const call = await freeswitch.call({
    device: nameOf(line),
    destination: '030123456',
    fields: { variable_sip_from_user: '+49 89 555555' },
    // 60.5 s are 61 s; a difference of whole seconds of the clock could be 60 as well.
    outcome: by({ [GW1]: 503 }, { talkMs: 60_500, by: 'callee' }),
  });
  expect(call.refused).toBeNull();
  expect(call.legs.map(({ target }) => target)).toEqual([
    'sofia/tollbook/sip:4930123456@192.0.2.1:5060',
    'sofia/tollbook/sip:4930123456@192.0.2.2:5060',
  ]);
  expect(call.legs[0]!.variables).toMatchObject({
    origination_nested_vars: 'true',
    ignore_q850_reason: 'true',
    outbound_redirect_fatal: 'true',
    origination_caller_id_number: '4989555555',
    sip_invite_domain: line.realm,
  });
  const [listed] = await world.calls(line.accountId);
  expect(listed).toMatchObject({ outcome: 'answered', charge: '0.061000', destinationNumber: '4930123456' });
  const record = await ok(owner.get(`/api/v1/calls/${listed.sessionId}`));
  expect(record).toMatchObject({ endedBy: 'callee', billedSeconds: 61 });
  const { rows } = await world.database.reads.query<{ id: string; tried: number }>(
    `select w.public_id as id, cardinality(c.tried_gateway_ids) as tried from cdrs c join gateways w on w.id = c.gateway_id
     where c.session_id = $1`,
    [listed.sessionId],
  );
  expect(rows).toEqual([{ id: GW2, tried: 2 }]);
  expect(await world.wallet(line.accountId)).toMatchObject({ held: '0.000000', balance: '89.939000' });
});

test.each<[string, Outcome, { tried: number; endedBy: string; sipStatus: number | null }]>([
  ['is busy', 486, { tried: 1, endedBy: 'callee', sipStatus: 486 }],
  ['declines', 603, { tried: 1, endedBy: 'callee', sipStatus: 603 }],
  ['does not exist', 404, { tried: 1, endedBy: 'callee', sipStatus: 404 }],
  ['is given up by the caller', 'cancel', { tried: 1, endedBy: 'caller', sipStatus: 487 }],
  ['is unreachable over every gateway', 503, { tried: 3, endedBy: 'failure', sipStatus: 503 }],
  ['gets no sign of any gateway', 'silent', { tried: 3, endedBy: 'failure', sipStatus: 408 }],
])('whom is called %s: nothing is charged, nothing stays held', async (_, outcome, expected) => {
  const line = await customer();
  const call = await freeswitch.call({
    device: nameOf(line),
    destination: '030123456',
    outcome: () => outcome,
  });
  expect(call.legs).toHaveLength(expected.tried);
  const [listed] = await world.calls(line.accountId);
  expect(listed).toMatchObject({ outcome: 'unanswered', charge: '0.000000' });
  expect(await ok(owner.get(`/api/v1/calls/${listed.sessionId}`))).toMatchObject({
    endedBy: expected.endedBy,
    sipStatus: expected.sipStatus,
  });
  expect(await world.wallet(line.accountId)).toMatchObject({ held: '0.000000', balance: '90.000000' });
});

test('a gateway that fails three times is left out, as it is with any switch', async () => {
  const line = await customer();
  for (let n = 0; n < 3; n++) {
    world.advance(1000);
    await freeswitch.call({ device: nameOf(line), destination: '030123456', outcome: () => 503 });
  }
  await world.charging.jobs.gateways();
  await world.charging.catalogue.refresh();
  const { rows } = await world.database.reads.query<{ id: string }>(
    `select w.public_id as id from gateway_health h join gateways w on w.id = h.gateway_id
     where h.unhealthy_since is not null order by w.id`,
  );
  expect(rows.map(({ id }) => id)).toEqual([GW1, GW2, GW3]);
  // One alone is left out; where all are, the call has them still.
  await world.database.pool.query(
    'delete from gateway_health where gateway_id <> (select id from gateways where public_id = $1)',
    [GW1],
  );
  await world.charging.catalogue.refresh();
  const { legs } = await freeswitch.call({
    device: nameOf(line),
    destination: '030123456',
    outcome: () => 503,
  });
  expect(legs.map(gatewayOf)).toEqual([GW2, GW3]);
});

test('the limit is the granted time and a second, and a call that ends there is billed what was offered', async () => {
  // 0.06 a minute: 12 s.
  const line = await customer({}, '0.012');
  const call = await freeswitch.call({
    device: nameOf(line),
    destination: '030123456',
    outcome: () => ({ talkMs: 12_900, by: 'limit' }),
  });
  const { variables } = call.legs[0]!;
  expect(variables.api_on_answer_1).toMatch(
    /^sched_api \+13 tollbook-[0-9a-f-]{36} uuid_kill \\\$\{uuid\} ALLOTTED_TIMEOUT$/,
  );
  const [listed] = await world.calls(line.accountId);
  expect(listed).toMatchObject({ charge: '0.012000' });
  expect(await ok(owner.get(`/api/v1/calls/${listed.sessionId}`))).toMatchObject({
    endedBy: 'limit',
    billedSeconds: 12,
  });
});

test('a refused call says why to the phone, and its record gives nothing back', async () => {
  const line = await customer({}, '0.000001');
  const call = await freeswitch.call({ device: nameOf(line), destination: '030123456' });
  expect(call.refused).toBe('402 Payment Required');
  expect(call.variables.sip_reason).toBe(
    'Q.850;cause=21;text="There is not enough available money for this call."',
  );
  expect((await world.calls(line.accountId)).map(({ outcome }) => outcome)).toEqual(['refused']);
});

test('an address that is nobody’s is asked for a digest, in the domain that its phone names', async () => {
  const reseller = await created(owner, 'accounts', world.resellerOf());
  await ok(
    owner.put(`/api/v1/accounts/${reseller.account.id}/sip-domain`, { domain: 'voice.reseller.test' }),
  );
  const ask = (fields: Json) =>
    freeswitch.call({ device: null, destination: '030123456', source: '198.51.100.7', fields });
  expect(await ask({ variable_sip_from_host: 'VOICE.reseller.test' })).toMatchObject({
    refused: '407 Proxy Authentication Required',
    challenge: 'voice.reseller.test',
    cdrs: [],
  });
  expect(
    await ask({ variable_sip_from_host: '192.0.2.5', variable_sip_req_host: 'elsewhere' }),
  ).toMatchObject({
    challenge: 'sip.example.com',
  });
});

test('a device that was ended makes no call, whatever FreeSWITCH still remembers of it', async () => {
  const line = await customer();
  const id = await deviceIdOf(line);
  await ok(owner.patch(`/api/v1/devices/${id}`, { status: 'inactive' }));
  expect(await freeswitch.call({ device: nameOf(line), destination: '030123456' })).toMatchObject({
    refused: '403 Forbidden',
  });
});

test('a carrier’s call rings every phone of the account; the first to answer has it', async () => {
  const line = await customer();
  const did = await didOf(line, { price: { currency: 'EUR', costPerMinute: '0.12' } });
  const device = await deviceIdOf(line);
  const call = await freeswitch.call({
    device: null,
    source: CARRIER,
    destination: did.number,
    fields: { variable_sip_from_user: '+442071234567' },
    registered: { [device]: ['sip:a@198.51.100.1:5060', 'sip:b@198.51.100.2:5060'] },
    outcome: ({ target }) => (target.includes('198.51.100.2') ? { talkMs: 60_000 } : 487),
  });
  expect(call.legs.map(({ variables }) => variables.tollbook_calls!.split('/')[1])).toEqual([device, device]);
  expect(call.legs[0]!.variables).toMatchObject({
    origination_caller_id_number: '442071234567',
    sip_invite_domain: line.realm,
  });
  const [listed] = await world.calls(line.accountId);
  expect(listed).toMatchObject({ outcome: 'answered', direction: 'inbound', charge: '0.120000' });
});

test('no phone of the account is registered: 480, and nothing is held', async () => {
  const line = await customer();
  const did = await didOf(line);
  const call = await freeswitch.call({ device: null, source: CARRIER, destination: did.number });
  expect(call.variables.hangup_cause).toBe('USER_NOT_REGISTERED');
  expect((await world.calls(line.accountId))[0]).toMatchObject({ outcome: 'unanswered' });
  expect(await liveCallsOf(line)).toBe(0);
});

test('a number that a customer dials goes on as a second call, and both end with the one talk', async () => {
  const [caller, called] = [await customer(), await customer()];
  const did = await didOf(called, { price: { currency: 'EUR', costPerMinute: '0.12' } });
  const device = await deviceIdOf(called);
  const call = await freeswitch.call({
    device: nameOf(caller),
    destination: did.number,
    registered: { [device]: ['sip:a@198.51.100.1:5060'] },
    outcome: () => ({ talkMs: 60_000 }),
  });
  const [leg] = call.legs;
  expect(leg!.variables.tollbook_calls).toMatch(
    new RegExp(`^[0-9a-f-]{36}/${did.id}\\+[0-9a-f-]{36}/${device}$`),
  );
  expect(Object.keys(leg!.variables).filter((name) => name.startsWith('api_on_answer'))).toHaveLength(2);
  expect((await world.calls(caller.accountId))[0]).toMatchObject({ outcome: 'answered', direction: 'local' });
  expect((await world.calls(called.accountId))[0]).toMatchObject({
    outcome: 'answered',
    direction: 'inbound',
    charge: '0.120000',
  });
});

test('a number that is forwarded at once is one answer, with who forwarded it beside the call', async () => {
  const line = await customer();
  const did = await didOf(line, {}, { when: 'always', to: '+493055555' });
  const call = await freeswitch.call({
    device: null,
    source: CARRIER,
    destination: did.number,
    fields: { variable_sip_h_Diversion: '<sip:+4989@carrier>;reason=unconditional;counter=2' },
    outcome: by({ [GW1]: { talkMs: 60_000 } }),
  });
  expect(call.legs[0]!.target).toContain('sip:493055555@');
  expect(call.legs[0]!.variables.sip_h_Diversion).toBe(`<sip:+${did.number}@sip.example.com>;counter=3`);
  expect((await world.calls(line.accountId)).map(({ outcome }) => outcome)).toEqual(['answered', 'answered']);
  // A carrier that brings it back after three times is told so, and what was granted on the way is given back.
  const again = await freeswitch.call({
    device: null,
    source: CARRIER,
    destination: did.number,
    fields: { variable_sip_h_Diversion: '<sip:+4989@carrier>;counter=3' },
  });
  expect(again.refused).toBe('483 Too Many Hops');
  expect(await liveCallsOf(line)).toBe(0);
});

test.each<[string, Outcome | null, boolean]>([
  ['nothing is registered', null, true],
  ['phones say nothing', 'silent', true],
  ['it rang in vain', 408, true],
  ['a phone is busy', 486, false],
  ['a phone declines', 603, false],
])('a number that is forwarded without an answer, and %s', async (_, outcome, goesOn) => {
  const line = await customer();
  const did = await didOf(line, {}, { when: 'no_answer', to: '+493055555', afterSeconds: 20 });
  const device = await deviceIdOf(line);
  const call = await freeswitch.call({
    device: null,
    source: CARRIER,
    destination: did.number,
    registered: outcome === null ? {} : { [device]: ['sip:a@198.51.100.1:5060'] },
    outcome: (leg) => (gatewayOf(leg) === device ? outcome! : { talkMs: 30_000 }),
  });
  const last = call.legs.at(-1);
  const records = await world.calls(line.accountId);
  if (goesOn) {
    expect(last!.target).toContain('sip:493055555@');
    expect(last!.variables.tollbook_calls).toMatch(new RegExp(`/${did.id}\\+[0-9a-f-]{36}/${GW1}$`));
    expect(records.map(({ outcome: result, charge }) => [result, charge])).toEqual(
      expect.arrayContaining([
        ['answered', '0.000000'],
        ['answered', '0.030000'],
      ]),
    );
  } else {
    expect(last!.target).toContain('198.51.100.1');
    expect(records.map(({ outcome: result }) => result)).toEqual(['unanswered']);
  }
  expect(await liveCallsOf(line)).toBe(0);
});

test('a phone that dials the name of our own next step, or transfers a call, gets nowhere', async () => {
  const line = await customer();
  const dials = await freeswitch.call({ device: nameOf(line), destination: 'tollbook-next' });
  expect(dials.refused).toMatch(/^4/);
  const steps = { variable_tollbook_step: '1', variable_tollbook_calls: `${randomUUID()}/${GW1}` };
  const refers = await freeswitch.call({ device: nameOf(line), destination: '030123456', fields: steps });
  expect(refers.refused).toBe('403 Transfers Not Possible');
  const other = await freeswitch.call({
    device: nameOf(line),
    destination: '030123456',
    fields: { 'Call-Direction': 'outbound' },
  });
  expect(other.refused).toBe('403 Transfers Not Possible');
  expect(await liveCallsOf(line)).toBe(0);
});

test('the caller is gone before the answer: what was granted on every step is given back', async () => {
  const [caller, called] = [await customer(), await customer()];
  const did = await didOf(called);
  await freeswitch.call({ device: nameOf(caller), destination: did.number, isGone: true });
  expect(await liveCallsOf(caller, called)).toBe(0);
  expect((await world.calls(caller.accountId))[0]).toMatchObject({ outcome: 'unanswered' });
  expect((await world.calls(called.accountId))[0]).toMatchObject({ outcome: 'unanswered' });
});

test('the same question again is the same call, and after its end none', async () => {
  const line = await customer();
  const uuid = randomUUID();
  const ask = () => freeswitch.dial({ device: nameOf(line), destination: '030123456', uuid });
  const [one, two] = [await ask(), await ask()];
  expect(one.legs[0]!.variables.tollbook_calls).toBe(two.legs[0]!.variables.tollbook_calls);
  expect(await liveCallsOf(line)).toBe(1);
  for (const cdr of one.cdrs) expect((await freeswitch.sendCdr(cdr)).status).toBe(200);
  expect((await ask()).refused).toBe('503 Asked Before');
});

test('records may come twice and in any order; a talk that both ends tell differently is the called leg’s', async () => {
  const line = await customer();
  const call = await freeswitch.dial({
    device: nameOf(line),
    destination: '030123456',
    outcome: by({ [GW1]: 503, [GW2]: { talkMs: 60_000 } }),
  });
  const orders = [call.cdrs.toReversed(), call.cdrs, call.cdrs.toReversed()];
  for (const cdr of orders.flat()) expect((await freeswitch.sendCdr(cdr)).status).toBe(200);
  expect(await world.wallet(line.accountId)).toMatchObject({ balance: '89.940000', held: '0.000000' });
  expect(await world.calls(line.accountId)).toHaveLength(1);
  world.advance(1000);
  // The answer and the caller's goodbye crossed: its own leg was never answered, and says so first or last.
  const crossed = await freeswitch.dial({
    device: nameOf(line),
    destination: '030123456',
    outcome: () => ({ talkMs: 1000 }),
  });
  const [called, caller] = crossed.cdrs;
  const unanswered = {
    ...caller!,
    body: caller!.body.replace(/"answer_uepoch":"\d+"/, '"answer_uepoch":"0"'),
  };
  expect(unanswered.body).not.toBe(caller!.body);
  for (const cdr of [unanswered, called!, unanswered])
    expect((await freeswitch.sendCdr(cdr)).status).toBe(200);
  expect((await world.calls(line.accountId))[0]).toMatchObject({ outcome: 'answered', charge: '0.001000' });
});

test('a record of a call that nobody knows is kept once for a human, and answered so that it is not sent for ever', async () => {
  const line = await customer();
  const { cdrs } = await freeswitch.dial({ device: nameOf(line), destination: '030123456' });
  const session = /"tollbook_calls":"([0-9a-f-]{36})/.exec(cdrs[0]!.body)![1]!;
  const stranger = { ...cdrs[0]!, body: cdrs[0]!.body.replaceAll(session, randomUUID()) };
  for (let n = 0; n < 3; n++) expect((await freeswitch.sendCdr(stranger)).status).toBe(200);
  const { items } = await ok(owner.get('/api/v1/rejected-events?limit=10'));
  expect(items).toMatchObject([
    { reason: 'session_not_found', event: { outcome: 'answered', talkMs: 10_000 } },
  ]);
  await ok(owner.post(`/api/v1/rejected-events/${items[0].id}/close`, { reason: 'A record of a test.' }));
  for (const cdr of cdrs) await freeswitch.sendCdr(cdr);
});

test('a gateway with a user name is dialled by its id, for FreeSWITCH to answer who calls', async () => {
  const trunk = await world.trunk({ 41: { costPerMinute: '0.01' } });
  const groupOfSwiss = await world.rateGroup({ 41: { costPerMinute: '0.06' } });
  const line = await customer({ billing: { rateGroupId: groupOfSwiss } });
  await ok(owner.patch(`/api/v1/gateways/${trunk.gateways[0].id}`, { username: 'u1', password: 'p1' }));
  const call = await freeswitch.call({ device: nameOf(line), destination: '+41441234567' });
  expect(call.legs[0]!.target).toBe(`sofia/gateway/${trunk.gateways[0].id}/41441234567`);
});

test('whoever calls an access number is led to it and asked for nothing; one that is switched off is not in service', async () => {
  const line = await customer();
  numbers += 1;
  const did = await created(owner, 'dids', { number: `+4930700${1000 + numbers}` });
  const access = await created(owner, 'access-numbers', { number: did.number, language: 'de' });
  const digits = String(did.number).replace('+', '');
  const callers = [
    { 'Caller-Destination-Number': digits, variable_sip_received_ip: CARRIER },
    { 'Caller-Destination-Number': `0${digits.slice(2)}`, variable_tollbook_device: nameOf(line) },
  ];
  const now = String(world.now().getTime() * 1000);
  const ask = (fields: object) =>
    freeswitch.ask({ ...fields, 'Unique-ID': randomUUID(), 'Caller-Channel-Created-Time': now });
  await world.charging.catalogue.refresh();
  const lead = 'httapi {full_channel_data_on_every_req=true}';
  const [second, third] = [2, 3].map((n) => `${lead}\${tollbook_cards_${n}}`);
  for (const caller of callers) {
    const { actions } = await ask(caller);
    expect(actions.map(({ application, data }) => `${application} ${data}`)).toEqual([
      // Card numbers and PINs stand neither in the log of FreeSWITCH nor in its events and records.
      'set sensitive_dtmf=true',
      'set digits_dialed_filter=.+',
      'set_zombie_exec ',
      'set enable_heartbeat_events=20',
      'answer ',
      'set tollbook_step=1',
      'set tollbook_card=1',
      `set tollbook_access_number=${digits}`,
      lead,
      'sleep 1000',
      second,
      'sleep 2000',
      third,
      'unset tollbook_digits',
      'hangup NORMAL_TEMPORARY_FAILURE',
    ]);
  }
  await ok(owner.patch(`/api/v1/access-numbers/${access.id}`, { isActive: false }));
  await world.charging.catalogue.refresh();
  for (const caller of callers)
    expect((await ask(caller)).actions.at(-1)).toEqual({
      application: 'respond',
      data: '480 Not In Service',
    });
  expect(await world.calls(line.accountId)).toEqual([]);
});

test.each([
  ['offers no codec that the switch has', { variable_ep_codec_string: '' }, '488 Not Acceptable Here'],
  [
    'dials nothing',
    { variable_sip_req_user: '', variable_sip_to_user: '', 'Caller-Destination-Number': '4989555555' },
    '484 Address Incomplete',
  ],
])('a phone that %s is refused before anything is granted', async (_, fields, answer) => {
  const line = await customer();
  const call = await freeswitch.call({ device: nameOf(line), destination: '030123456', fields });
  expect(call).toMatchObject({ refused: answer, legs: [] });
  expect(await world.calls(line.accountId)).toEqual([]);
  expect(await world.wallet(line.accountId)).toMatchObject({ held: '0.000000', balance: '90.000000' });
});

test('codecs are those of the first gateway’s trunk; a call without a number is anonymous', async () => {
  const line = await customer();
  const call = await freeswitch.call({
    device: nameOf(line),
    destination: '030123456',
    fields: { variable_sip_from_user: 'anonymous' },
    outcome: by({ [GW1]: 503, [GW2]: 503, [GW3]: 486 }),
  });
  expect(call.legs).toHaveLength(3);
  expect(call.legs[0]!.variables).toMatchObject({ sip_cid_type: 'none', sip_h_Privacy: 'id' });
  expect(call.legs[0]!.variables).not.toHaveProperty('absolute_codec_string');
});
