/** Calling cards over FreeSWITCH: what mod_httapi posts and is told, and what the books make of it. */
import { afterEach, describe, expect, test } from 'vitest';
import { createWorld } from '../../charging/world.ts';
import type { Json } from '../../http/support.ts';
import { connectFreeswitch } from './fake-freeswitch.ts';
import { cardPhone, type DialOutcome } from './fake-httapi.ts';
import { elementsOf, parseXml } from './xml-tree.ts';

const world = await createWorld();
const { owner, created } = world;
const freeswitch = await connectFreeswitch(world);
world.charging.listener.log.level = 'silent';
const PIN = '481516';
const trunk = await world.trunk(
  { 44: { costPerMinute: '0.10' }, 49: { costPerMinute: '0.01' } },
  { gateways: 2 },
);
const WHOLE_MINUTES = { initialIncrementSeconds: 60, incrementSeconds: 60 };
const group = await world.rateGroup({
  44: { costPerMinute: '0.60', ...WHOLE_MINUTES },
  49: { costPerMinute: '0.06', ...WHOLE_MINUTES },
});
const [GW1, GW2] = trunk.gateways.map(({ id }: Json) => id as string) as [string, string];

let numbers = 0;
async function accessNumber(over: object = {}): Promise<string> {
  numbers += 1;
  const number = `+4930700${2000 + numbers}`;
  await created(owner, 'dids', { number });
  await created(owner, 'access-numbers', { number, language: 'en', ...over });
  await world.charging.catalogue.refresh();
  return number.slice(1);
}
async function card(balance = '10', over: Json = {}) {
  const made = await world.account(
    world.customerOf({
      ...over,
      billing: { rateGroupId: group },
      settings: { cps: 100, concurrentCalls: 1 },
      panelAccess: { pin: PIN },
    }),
    { balance },
  );
  await world.charging.catalogue.refresh();
  return made;
}
const phone = (access: string, over: object = {}) =>
  cardPhone(world, freeswitch.key, { accessNumber: access, ...over });
type Phone = Awaited<ReturnType<typeof phone>>;
async function entered(access: string, number: string): Promise<Phone> {
  const call = await phone(access);
  await call.start();
  await call.keys(number);
  await call.keys(PIN);
  return call;
}
const gatewayOf = (data: string) => /tollbook_calls=[0-9a-f-]+\/([0-9a-f-]+)/.exec(data)![1]!;
const sessionOf = (data: string) => /tollbook_calls=([0-9a-f-]+)\//.exec(data)![1]!;
const by =
  (outcomes: Readonly<Record<string, DialOutcome>>) =>
  ({ data }: { data: string }): DialOutcome =>
    outcomes[gatewayOf(data)] ?? 404;
const walletOf = (accountId: string) => world.wallet(accountId);
/** The record of the leg that called. */
const recordOf = ({ uuid, variables }: Phone) =>
  freeswitch.post(
    `cdr?uuid=a_${uuid}`,
    JSON.stringify({
      variables: {
        direction: 'inbound',
        hangup_cause: 'NORMAL_CLEARING',
        sip_hangup_disposition: 'recv_bye',
        ...variables,
        start_uepoch: String(world.now().getTime() * 1000 - 60_000_000),
        answer_uepoch: String(world.now().getTime() * 1000 - 60_000_000),
        end_uepoch: String(world.now().getTime() * 1000),
      },
    }),
  );

afterEach(async () => {
  await world.charging.jobs.gateways();
  await world.database.pool.query('delete from gateway_health');
  await world.verify();
});

test('a whole card call: card, PIN, balance, minutes, a call, the next one without hanging up, and goodbye', async () => {
  const access = await accessNumber();
  const { number, accountId } = await card('12.05');
  const call = await phone(access);
  expect(await call.start()).toBe('welcome enter-card-number');
  expect(await call.keys(number)).toBe('enter-pin');
  expect(await call.keys(PIN)).toBe(
    'balance-is number-12 euro-many and number-5 cent-many enter-destination',
  );
  // 12.05 at 0.60 a minute are 20 whole minutes.
  const next = await call.keys('004420712345678', () => ({ talkMs: 61_000 }));
  expect(next).toBe(
    'you-can-talk-for number-20 minute-many balance-is number-10 euro-many and number-85 cent-many enter-destination',
  );
  const [{ data, variables }] = call.dials as [(typeof call.dials)[0]];
  expect(data).toContain(`api_on_answer_99=uuid_setvar ${call.uuid} tollbook_answered \\\${answered_time}`);
  expect(data).toContain('bind_digit_action tollbook,##,api:uuid_kill,\\${uuid} NORMAL_CLEARING,peer,self');
  expect(data).toMatch(/\{[^{}]*origination_nested_vars=true/);
  expect(variables).toMatchObject({ continue_on_fail: 'true', transfer_ringback: '%(2000,4000,440,480)' });
  expect(await call.keys('0049301234567', () => 486)).toBe(
    'you-can-talk-for number-3 hour-many line-busy enter-destination',
  );
  const last = await call.hangUp();
  expect(last.status).toBe(200);
  expect((await recordOf(call)).status).toBe(200);
  expect(await walletOf(accountId)).toMatchObject({ balance: '10.850000', held: '0.000000', liveCalls: 0 });
});

test('what was entered stays neither on the leg nor with us: no PIN is kept anywhere', async () => {
  const wrong = '918273';
  const access = await accessNumber();
  const { number } = await card();
  const call = await entered(access, number);
  await call.keys('0049301234567', () => 486);
  expect(call.dials[0]!.variables).not.toHaveProperty('tollbook_digits');
  // Whoever is called hears keys of the caller, and "##" ends the call.
  expect(call.dials[0]!.variables).not.toHaveProperty('sensitive_dtmf');
  expect(call.variables).toHaveProperty('sensitive_dtmf', 'true');
  const guessing = await phone(access, { callerNumber: '442079460000' });
  await guessing.start();
  for (let entry = 1; entry <= 5; entry++) {
    await guessing.keys(number);
    await guessing.keys(wrong);
  }
  expect(guessing.isOver()).toBe(true);
  expect(guessing.variables).not.toHaveProperty('tollbook_digits');
  const leaving = await phone(access);
  await leaving.start();
  await leaving.keys(number);
  await leaving.hangUp();
  const { rows: left } = await world.database.pool.query('select state from card_calls where channel = $1', [
    leaving.uuid,
  ]);
  expect(left).toMatchObject([{ state: { stage: 'pin', callingCardNumber: null } }]);
  for (const table of [
    'card_calls',
    'pin_failures',
    'pin_pauses',
    'pin_patience',
    'rejected_events',
    'audit_events',
  ]) {
    const { rows } = await world.database.pool.query(`select to_jsonb(t)::text as text from ${table} t`);
    for (const { text } of rows) for (const pin of [PIN, wrong]) expect(text).not.toContain(pin);
  }
  await call.hangUp();
});

test('a gateway that fails is followed by the next one; what is said before is not said again', async () => {
  const access = await accessNumber();
  const { number, accountId } = await card();
  const call = await entered(access, number);
  const said = await call.keys('0049301234567', by({ [GW1]: 503, [GW2]: { talkMs: 30_000 } }));
  expect(said).toContain('you-can-talk-for');
  expect(said.match(/you-can-talk-for/g)).toHaveLength(1);
  expect(call.dials.map(({ data }) => gatewayOf(data))).toEqual([GW1, GW2]);
  expect(new Set(call.dials.map(({ data }) => sessionOf(data))).size).toBe(1);
  const { body } = await owner.get(`/api/v1/calls/${sessionOf(call.dials[0]!.data)}`);
  expect(body).toMatchObject({ outcome: 'answered', charge: '0.060000' });
  await call.hangUp();
  expect(await walletOf(accountId)).toMatchObject({ balance: '9.940000', held: '0.000000', liveCalls: 0 });
});

test.each<[string, DialOutcome, string]>([
  ['busy', 486, 'line-busy'],
  ['nobody answers', 'no_answer', 'no-answer'],
  ['480', 480, 'no-answer'],
  ['an unknown number', 404, 'not-reached'],
  [
    'a carrier that was heard and then refused',
    { talkMs: 3000, cause: 'USER_BUSY', isEarly: true },
    'line-busy',
  ],
])('%s: no other gateway is tried, nothing is charged, and the caller hears why', async (_, outcome, why) => {
  const access = await accessNumber();
  const { number, accountId } = await card();
  const call = await entered(access, number);
  expect(await call.keys('0049301234567', () => outcome)).toMatch(new RegExp(`${why} enter-destination$`));
  expect(call.dials).toHaveLength(1);
  expect(await walletOf(accountId)).toMatchObject({ balance: '10.000000', held: '0.000000', liveCalls: 0 });
  await call.hangUp();
});

test('all gateways fail: it is said once, and the caller may try another number', async () => {
  const access = await accessNumber();
  const { number } = await card();
  const call = await entered(access, number);
  expect(await call.keys('0049301234567', () => 503)).toMatch(/not-reached enter-destination$/);
  expect(call.dials).toHaveLength(2);
  expect(await call.keys('0049301234567', () => ({ talkMs: 1000 }))).toMatch(/enter-destination$/);
  await call.hangUp();
});

test('a limit ends the call, and the caller hears that its time is up', async () => {
  const access = await accessNumber();
  const { number, accountId } = await card('0.60');
  const call = await entered(access, number);
  const said = await call.keys('004420712345678', () => ({ talkMs: 60_000, cause: 'ALLOTTED_TIMEOUT' }));
  expect(said).toMatch(/^you-can-talk-for number-1 minute-one time-is-up enter-destination$/);
  expect(call.dials[0]!.data).toContain('sched_api +61 ');
  expect(await call.keys('004420712345678')).toMatch(/^not-enough-money enter-destination$/);
  await call.hangUp();
  expect(await walletOf(accountId)).toMatchObject({ balance: '0.000000', held: '0.000000' });
});

test('wrong PINs, silence and "*": asked again, and then the call ends by itself', async () => {
  const access = await accessNumber();
  const { number } = await card();
  const call = await phone(access);
  await call.start();
  expect(await call.keys('')).toBe('nothing-entered enter-card-number');
  expect(await call.keys(`99*${number}`)).toBe('enter-pin');
  for (let wrong = 1; wrong < 5; wrong++) {
    expect(await call.keys('000000')).toBe('wrong-card-or-pin enter-card-number');
    expect(await call.keys(number)).toBe('enter-pin');
  }
  expect(await call.keys('000000')).toBe('too-many-wrong goodbye');
  expect(call.isOver()).toBe(true);
  await call.hangUp();
});

test('each access number speaks its language', async () => {
  const { number } = await card('3.05');
  const call = await entered(await accessNumber({ language: 'ar' }), number);
  const answer = await call.post(call.posts.at(-1)!);
  const names = Array.from(answer.body.matchAll(/prompts\/ar\/([a-z0-9-]+)\.wav/g), ([, name]) => name);
  expect(names.slice(0, 6)).toEqual([
    'balance-is',
    'number-3-m-of',
    'euro-few',
    'and',
    'number-5-m-of',
    'cent-few',
  ]);
  await call.hangUp();
});

test('the call to an access number that costs something has its own limit on the leg, set once', async () => {
  const price = { currency: 'EUR', costPerMinute: '0.02', ...WHOLE_MINUTES };
  const access = await accessNumber({ price });
  const { number, accountId } = await card();
  const call = await phone(access);
  await call.start();
  await call.keys(number);
  await call.keys(PIN);
  expect(call.limits).toHaveLength(1);
  const [, seconds, sessionId, leg] =
    /^\+(\d+) tollbook-([0-9a-f-]+) uuid_kill ([0-9a-f-]+) ALLOTTED_TIMEOUT$/.exec(call.limits[0]!)!;
  expect(leg).toBe(call.uuid);
  expect(call.variables.tollbook_access).toMatch(new RegExp(`^${sessionId}/[0-9a-f-]{36}$`));
  expect(Number(seconds)).toBeGreaterThan(1);
  // The same post again: the limit is set anew, for what is left.
  world.advance(10_000);
  const again = await call.post(call.posts.at(-1)!);
  expect(again.body).toContain(
    `sched_api(+${Number(seconds) - 10} tollbook-${sessionId} uuid_kill ${call.uuid} `,
  );
  await call.keys('0049301234567', () => ({ talkMs: 20_000 }));
  expect(call.limits).toHaveLength(1);
  await call.hangUp();
  expect((await recordOf(call)).status).toBe(200);
  expect(await walletOf(accountId)).toMatchObject({ held: '0.000000', liveCalls: 0 });
});

describe('what mod_httapi posts again', () => {
  test.each(['start', 'card', 'pin', 'destination', 'dialled'])(
    'after %s gets the same answer',
    async (stage) => {
      const access = await accessNumber();
      const { number, accountId } = await card();
      const call = await phone(access);
      const outcome = () => ({ talkMs: 61_000 });
      const steps: Record<string, () => Promise<string>> = {
        start: () => call.start(),
        card: () => call.keys(number),
        pin: () => call.keys(PIN),
        destination: () => call.keys('0049301234567', outcome),
      };
      for (const [name, step] of Object.entries(steps)) {
        await step();
        if (name === stage) break;
      }
      // The last post but one is the one before what was dialled.
      const body = stage === 'destination' ? call.posts.at(-2)! : call.posts.at(-1)!;
      const [first, second] = [await call.post(body), await call.post(body)];
      expect(first.status).toBe(200);
      expect(second.body).toBe(first.body);
      await call.hangUp();
      await call.hangUp();
      const { held, liveCalls } = await walletOf(accountId);
      expect({ held, liveCalls }).toEqual({ held: '0.000000', liveCalls: 0 });
    },
  );

  test('many times at once is one step: one call is granted, and one is charged', async () => {
    const access = await accessNumber();
    const { number, accountId } = await card();
    const call = await entered(access, number);
    call.variables.tollbook_digits = '0049301234567';
    const body = call.formOf();
    const answers = await Promise.all(Array.from({ length: 8 }, () => call.post(body)));
    expect(new Set(answers.map((answer) => answer.body)).size).toBe(1);
    expect(answers[0]!.body).toContain('you-can-talk-for');
    expect((await walletOf(accountId)).liveCalls).toBe(1);
    await call.hangUp();
    expect(await walletOf(accountId)).toMatchObject({ balance: '10.000000', held: '0.000000', liveCalls: 0 });
  });

  test('by another server of Tollbook gets the same answer', async () => {
    const other = await world.startAnother();
    const access = await accessNumber();
    const { number } = await card();
    await other.catalogue.refresh();
    const call = await phone(access);
    await call.start();
    const here = await call.post(call.posts.at(-1)!);
    const there = await call.post(call.posts.at(-1)!, other);
    expect(there.body).toBe(here.body);
    call.follow(there.body);
    expect(await call.keys(number)).toBe('enter-pin');
    await call.hangUp();
  });
});

describe.each([
  ['at the card number', 1],
  ['at the PIN', 2],
  ['at the destination', 3],
] as const)('a caller who hangs up %s', (_, steps) => {
  test('leaves nothing behind, whatever of it is told', async () => {
    const access = await accessNumber({
      price: { currency: 'EUR', costPerMinute: '0.02', ...WHOLE_MINUTES },
    });
    const { number, accountId } = await card();
    const call = await phone(access);
    const todo = [() => call.start(), () => call.keys(number), () => call.keys(PIN)];
    for (const step of todo.slice(0, steps)) await step();
    await call.hangUp();
    expect((await recordOf(call)).status).toBe(200);
    expect(await walletOf(accountId)).toMatchObject({ held: '0.000000', liveCalls: 0 });
    // Late, and once more.
    expect((await call.hangUp()).status).toBe(200);
  });
});

test.each([
  ['while it rings', {}, { outcome: 'unanswered', charge: '0.000000' }],
  ['while it talks', { variable_tollbook_answered: 'now' }, { outcome: 'answered', charge: '0.060000' }],
])('a caller who hangs up %s ends the call that it dialled', async (_, told, meant) => {
  const access = await accessNumber();
  const { number, accountId } = await card();
  const call = await entered(access, number);
  call.variables.tollbook_digits = '0049301234567';
  const answer = await call.post(call.formOf());
  const [bridge] = elementsOf(parseXml(answer.body), 'execute').filter(
    ({ attributes }) => attributes.application === 'bridge',
  );
  const sessionId = sessionOf(bridge!.attributes.data!);
  Object.assign(call.params, { card_step: '4', card_did: 'dial-0' });
  const now = String(world.now().getTime() * 1000);
  world.advance(20_000);
  const answered = Object.keys(told).length > 0 ? { variable_tollbook_answered: now } : {};
  await call.hangUp({ ...answered, variable_hangup_cause: 'NORMAL_CLEARING' });
  const { body } = await owner.get(`/api/v1/calls/${sessionId}`);
  expect(body).toMatchObject({ ...meant, endedBy: 'caller' });
  expect(await walletOf(accountId)).toMatchObject({ held: '0.000000', liveCalls: 0 });
});

test('a record of the leg settles what its last post would have told', async () => {
  const access = await accessNumber();
  const { number, accountId } = await card();
  const call = await entered(access, number);
  call.variables.tollbook_digits = '0049301234567';
  await call.post(call.formOf());
  expect((await walletOf(accountId)).liveCalls).toBe(1);
  expect((await recordOf(call)).status).toBe(200);
  expect(await walletOf(accountId)).toMatchObject({ balance: '10.000000', held: '0.000000', liveCalls: 0 });
});

test('nothing that a phone wrote stands in a document: caller, display name, user agent, digits', async () => {
  const access = await accessNumber();
  const { number } = await card();
  const evil = '"><hangup/>${system(id)}\'],[|$${x}<';
  const call = await phone(access, {
    callerNumber: evil,
    variables: { sip_user_agent: evil, sip_from_display: evil, tollbook_device_name: evil },
  });
  await call.start();
  await call.keys(number);
  await call.keys(PIN);
  call.variables.tollbook_digits = `0049${evil}301234567`;
  const { body } = await call.post(call.formOf({ 'Caller-Caller-ID-Name': evil }));
  expect(body).not.toContain('system');
  expect(elementsOf(parseXml(body), 'hangup')).toEqual([]);
  const [bridge] = elementsOf(parseXml(body), 'execute').filter(
    ({ attributes }) => attributes.application === 'bridge',
  );
  expect(bridge!.attributes.data).toContain('sip:49301234567@');
  await call.hangUp();
});

test('prompts are fetched from where mod_httapi reaches us, and from nowhere that a request could name', async () => {
  const access = await accessNumber();
  for (const [base, at] of [
    ['https://billing.example:8443/tollbook', 'https://billing.example:8443/tollbook'],
    ['http://[2001:db8::1]:8081', 'http://[2001:db8::1]:8081'],
  ] as const) {
    const call = await phone(access, { base });
    await call.start();
    expect((await call.post(call.posts.at(-1)!)).body).toContain(
      `file_string://${at}/switch/freeswitch/v1/prompts/en/welcome.wav!`,
    );
    await call.hangUp();
  }
  for (const url of [
    'http://evil.example/x',
    'file:///etc/passwd',
    'http://a b/switch/freeswitch/v1/cards',
    '',
  ]) {
    const call = await phone(access);
    const { status, body } = await call.post(call.formOf({ url }));
    expect(status).toBe(200);
    expect(body).toContain('file_string://http://localhost:80/switch/freeswitch/v1/prompts/en/welcome.wav');
    await call.hangUp();
  }
});

test.each([
  ['Caller-Unique-ID', 'x'],
  ['Caller-Channel-Created-Time', '0'],
  ['variable_tollbook_access_number', ''],
  ['variable_tollbook_access_number', '49${x}'],
  ['card_step', 'first'],
])('a post with %s "%s" is refused as malformed, and says why', async (name, value) => {
  const call = await phone(await accessNumber());
  const { status, body } = await call.post(call.formOf({ [name]: value }));
  expect(status).toBe(400);
  expect(JSON.parse(body)).toMatchObject({ code: 'malformed_request' });
});

test('a number that is no access number, and one that is switched off, says nothing and hangs up', async () => {
  const off = await accessNumber({ isActive: false });
  for (const access of [off, '49309999999']) {
    const call = await phone(access);
    expect(await call.start()).toBe('');
    expect(call.isOver()).toBe(true);
  }
});

test('only a FreeSWITCH with its key may ask', async () => {
  const call = await phone(await accessNumber());
  for (const authorization of ['', 'Basic eDp5', `Bearer ${freeswitch.key}`]) {
    const { statusCode } = await world.charging.listener.inject({
      method: 'POST',
      url: '/switch/freeswitch/v1/cards',
      headers: authorization === '' ? {} : { authorization },
      payload: call.formOf(),
    });
    expect(statusCode).toBe(401);
  }
});
