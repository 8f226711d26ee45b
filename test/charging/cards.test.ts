/** Calls with a calling card: who may, what is heard, what is charged at every level, and what a lost word or a killed server leaves. */
import { afterEach, expect, test } from 'vitest';
import type { CardDeps } from '../../src/operations/cards/card-deps.ts';
import { PASSWORD, type Json } from '../http/support.ts';
import { cardCaller, told } from './card-caller.ts';
import { createWorld } from './world.ts';

const world = await createWorld();
const { owner, created, send } = world;
const { pool } = world.database;
const MINUTE_MS = 60_000;
const PIN = '481516';
await world.trunk({ 44: { costPerMinute: '0.10' }, 49: { costPerMinute: '0.01' } });
const WHOLE_MINUTES = { initialIncrementSeconds: 60, incrementSeconds: 60 };
const listed = {
  44: { costPerMinute: '0.60', ...WHOLE_MINUTES },
  49: { costPerMinute: '0.06', ...WHOLE_MINUTES },
};
const group = await world.rateGroup(listed);
const from = await switchOf(world.switchId);
const deps = depsOf(world.charging);

function depsOf(charging: typeof world.charging): CardDeps {
  const { engine, catalogue } = charging;
  return { pool, engine, catalogue, now: world.now, masterKey: Buffer.alloc(32, 7) };
}
async function switchOf(publicId: string) {
  const { rows } = await pool.query<{ id: bigint }>('select id from switches where public_id = $1', [
    publicId,
  ]);
  return { id: rows[0]!.id, canPush: true };
}
async function ok(request: Promise<Json>): Promise<Json> {
  const { status, body } = await request;
  expect(status, JSON.stringify(body)).toBeLessThan(300);
  return body;
}
let numbers = 0;
async function accessNumber(over: object = {}, client = owner, ownerId?: string): Promise<string> {
  numbers += 1;
  const number = `+4930700${1000 + numbers}`;
  await created(owner, 'dids', { number, ...(ownerId === undefined ? {} : { ownerId }) });
  await created(client, 'access-numbers', { number, language: 'de', ...over });
  await world.charging.catalogue.refresh();
  return number.slice(1);
}
const customer = async (over: Json = {}, balance = '10', client = owner) => {
  const made = await world.account(
    world.customerOf({
      ...over,
      billing: { rateGroupId: group, ...over.billing },
      settings: { cps: 100, concurrentCalls: 1, ...over.settings },
      panelAccess: { pin: PIN, ...over.panelAccess },
    }),
    { balance },
    client,
  );
  await world.charging.catalogue.refresh();
  return made;
};
const caller = (access: string, over: object = {}, by = deps) =>
  cardCaller(by, from, { accessNumber: access, ...over });
/** At the question for a number to call. */
async function entered(access: string, card: string, over: object = {}) {
  const call = caller(access, over);
  await call.start();
  await call.keys(card);
  const answer = await call.keys(PIN);
  return { call, answer };
}
const callOf = async (sessionId: string): Promise<Json> => ok(owner.get(`/api/v1/calls/${sessionId}`));
const planOf = (answer: Awaited<ReturnType<ReturnType<typeof caller>['start']>>) => {
  if (answer.then.do !== 'dial') throw new Error(told(answer));
  return answer.then.plan;
};
const gatewayOf = (answer: Parameters<typeof planOf>[0]) => {
  const [place] = planOf(answer).places;
  return place?.kind === 'gateway' ? place.id : null;
};
/** The leg that was called, as its record tells. */
const recordOf = (sessionId: string, talkMs: number, over: object = {}) =>
  send(world.end({ sessionId }, talkMs, { revision: 2, gatewayId: 'unknown', ...over }));

afterEach(() => world.verify());

test('card number and PIN, balance and minutes, a call, and the next one: with one line, and exact money', async () => {
  const access = await accessNumber();
  const card = await customer();
  const call = caller(access);
  expect(told(await call.start())).toBe('welcome, enter_card_number, > card_number');
  expect(told(await call.keys(card.number))).toBe('enter_pin, > pin');
  const admitted = await call.keys(PIN);
  expect(told(admitted)).toBe('balance_is, 10000000 EUR, enter_destination, > destination');
  expect(admitted).toMatchObject({ language: 'de', access: null, number: 3 });
  // 10 / 0.60 a minute: a thousand seconds, in whole minutes.
  const first = await call.keys('00442071234567');
  expect(told(first)).toBe('you_can_talk_for, 960 s, > dial');
  const [{ sessionId }] = planOf(first).calls;
  await send(world.answer({ sessionId, gateways: planOf(first).places }));
  const answeredAt = world.now();
  world.advance(61_000);
  // 61 s are two minutes: 1.20.
  expect(told(await call.dialled({ answeredAt, by: 'callee', sipStatus: 200, q850Cause: 16 }))).toBe(
    'balance_is, 8800000 EUR, enter_destination, > destination',
  );
  const second = await call.keys('030123456');
  expect(told(second)).toBe('you_can_talk_for, 8760 s, > dial');
  // The record of the first comes late, and is exact.
  await recordOf(sessionId, 60_000, {
    gatewayId: gatewayOf(first),
    answeredAt: answeredAt.toISOString(),
  });
  const [next] = planOf(second).calls;
  expect(told(await call.dialled({ sipStatus: 486 }))).toBe('line_busy, enter_destination, > destination');
  await call.gone();
  expect(await call.record()).toBe(true);
  expect(await world.wallet(card.accountId)).toMatchObject({
    balance: '9.400000',
    held: '0.000000',
    liveCalls: 0,
  });
  expect(await callOf(sessionId)).toMatchObject({
    outcome: 'answered',
    charge: '0.600000',
    direction: 'outbound',
  });
  const unanswered = await callOf(next.sessionId);
  expect(unanswered).toMatchObject({ outcome: 'unanswered', charge: '0.000000' });
  expect(JSON.stringify(unanswered.trace)).toContain(
    `It was called with a calling card over the access number +${access}, from +442071234567.`,
  );
});

test('a price of the access number is paid at each level up to its owner, and by nobody above', async () => {
  const top = await world.account(world.resellerOf({ billing: { rateGroupId: group } }), { balance: '50' });
  const topClient = await world.signIn(top.number, PASSWORD);
  const midGroup = await world.rateGroup(listed, {}, topClient);
  const mid = await world.account(
    world.resellerOf({ billing: { rateGroupId: midGroup } }),
    { balance: '50' },
    topClient,
  );
  const midClient = await world.signIn(mid.number, PASSWORD);
  const lowGroup = await world.rateGroup(listed, {}, midClient);
  const card = await customer({ billing: { rateGroupId: lowGroup } }, '10', midClient);
  const price = { currency: 'EUR', connectionCost: '0.02', costPerMinute: '0.12', incrementSeconds: 6 };
  const ofTop = await accessNumber({ price }, topClient, top.accountId);
  const { call, answer } = await entered(ofTop, card.number);
  // Announced is what there is besides what is held for this call.
  expect(told(answer)).toBe('balance_is, 10000000 EUR, enter_destination, > destination');
  expect(answer.access).toMatchObject({ secondsFromNow: 60 });
  const { sessionId: accessId } = answer.access!;
  const granted = await call.keys('004930123456');
  // 56 whole minutes of the call are 3.36; what is left but 0.02 are 3310 s of the access number, by six seconds.
  expect(told(granted)).toBe('you_can_talk_for, 3306 s, > dial');
  const [{ sessionId }] = planOf(granted).calls;
  const gatewayId = gatewayOf(granted);
  const answeredAt = world.now();
  await send(world.answer({ sessionId }, { gatewayId }));
  world.advance(MINUTE_MS);
  await call.dialled({ answeredAt, by: 'callee', gatewayId });
  world.advance(3000);
  await call.gone();
  await call.record();
  // 63 s from the answer of the access number: 60 + 6, at 0.12 a minute and 0.02 once.
  const paid = 0.02 + (0.12 * 66) / 60;
  const access = await callOf(accessId);
  expect(access).toMatchObject({
    direction: 'access',
    outcome: 'answered',
    billedSeconds: 66,
    charge: paid.toFixed(6),
    destinationNumber: ofTop,
  });
  expect(access.trace.map(({ check }: Json) => check)).toEqual([
    'identity',
    'status',
    'number',
    'rate',
    'spend_caps',
    'money',
    'route',
  ]);
  expect((await world.wallet(card.accountId)).balance).toBe((10 - 0.06 - paid).toFixed(6));
  // The one between pays the same to the owner of the number, which pays nothing for it.
  expect((await world.wallet(mid.accountId)).balance).toBe((50 - 0.06 - paid).toFixed(6));
  expect((await world.wallet(top.accountId)).balance).toBe((50 - 0.06).toFixed(6));
  const ofOwner = (await topClient.get(`/api/v1/calls/${accessId}`)).body;
  expect(ofOwner.direction).toBe('access');
});

test('only customers below the owner of an access number use it; suspended and closed ones hear why', async () => {
  const seller = await world.account(world.resellerOf({ billing: { rateGroupId: group } }), {
    balance: '50',
  });
  const sellerClient = await world.signIn(seller.number, PASSWORD);
  const ofSeller = await accessNumber({}, sellerClient, seller.accountId);
  const ofOperator = await accessNumber();
  const stranger = await customer();
  expect(told((await entered(ofSeller, stranger.number)).answer)).toBe(
    'wrong_card_or_pin, enter_card_number, > card_number',
  );
  const sellersGroup = await world.rateGroup(listed, {}, sellerClient);
  const own = await customer({ billing: { rateGroupId: sellersGroup } }, '10', sellerClient);
  for (const access of [ofSeller, ofOperator])
    expect(told((await entered(access, own.number)).answer)).toContain('enter_destination');
  await ok(owner.patch(`/api/v1/accounts/${stranger.accountId}`, { status: 'suspended' }));
  await world.charging.catalogue.refresh();
  expect(told((await entered(ofOperator, stranger.number)).answer)).toBe(
    'card_suspended, goodbye, > hang_up',
  );
  expect(told((await entered(ofOperator, seller.number)).answer)).toContain('wrong_card_or_pin');
});

test('a caller ID flagged pinless is believed from a carrier only', async () => {
  const access = await accessNumber();
  const card = await customer();
  await created(owner, `accounts/${card.accountId}/caller-ids`, { number: '+442071111111', isPinless: true });
  const known = await caller(access, { callerNumber: '+442071111111' }).start();
  expect(told(known)).toBe('balance_is, 10000000 EUR, enter_destination, > destination');
  for (const over of [{ device: `${card.username}@${card.realm}` }, { sourceAddress: '203.0.113.9' }])
    expect(told(await caller(access, { callerNumber: '+442071111111', ...over }).start())).toContain(
      'enter_card_number',
    );
});

test('where only verified caller IDs count, another one asks for card and PIN', async () => {
  const access = await accessNumber();
  const card = await customer();
  const number = '+442071111119';
  const { id } = await created(owner, `accounts/${card.accountId}/caller-ids`, { number, isPinless: true });
  const only = (isOn: boolean) =>
    owner.patch('/api/v1/settings', { settings: { 'calls.verified_caller_ids_only': isOn } });
  await only(true);
  expect(told(await caller(access, { callerNumber: number }).start())).toContain('enter_card_number');
  await owner.patch(`/api/v1/accounts/${card.accountId}/caller-ids/${id}`, { isVerified: true });
  expect(told(await caller(access, { callerNumber: number }).start())).toContain('balance_is');
  await only(false);
});

test('the caller’s number is shown where it is one of the account’s own', async () => {
  const access = await accessNumber();
  const card = await customer();
  const shown = async (callerNumber: string | null) => {
    const { call } = await entered(access, card.number, { callerNumber });
    const answer = await call.keys('004930123456');
    await call.dialled({ by: 'caller' });
    await call.gone();
    return planOf(answer).places[0]?.callerNumber;
  };
  expect(await shown('+442072222222')).toBeNull();
  await created(owner, `accounts/${card.accountId}/caller-ids`, { number: '+442072222222', isPresent: true });
  expect(await shown('+442072222222')).toBe('442072222222');
  expect(await shown(null)).toBeNull();
  await ok(
    owner.patch(`/api/v1/accounts/${card.accountId}`, { controls: { forcedCallerId: '+442072222222' } }),
  );
  expect(await shown('+442073333333')).toBe('442072222222');
});

test('speed dials, refusals and calls for help go as from any phone', async () => {
  const access = await accessNumber();
  const card = await customer({}, '0.05');
  await created(owner, `accounts/${card.accountId}/speed-dials`, { digits: '7', destination: '+4930123456' });
  const { call } = await entered(access, card.number);
  // A minute costs 0.06.
  expect(told(await call.keys('7'))).toBe('not_enough_money, enter_destination, > destination');
  expect(told(await call.keys('0033123456789'))).toBe(
    'destination_not_offered, enter_destination, > destination',
  );
  expect(told(await call.keys('112'))).toBe('no_emergency_route, enter_destination, > destination');
  await world.topUp(card.accountId, '0.01');
  const granted = await call.keys('*7');
  expect(told(granted)).toBe('you_can_talk_for, 60 s, > dial');
  await call.gone();
  const refused = (await world.calls(card.accountId)).filter(({ outcome }) => outcome === 'refused');
  expect(new Set(refused.map(({ reason }) => reason))).toEqual(
    new Set(['insufficient_funds', 'no_emergency_route', 'no_rate_for_destination']),
  );
  expect(refused).toHaveLength(3);
});

test('an answer that was lost is given again by any server, and one that is killed loses nothing', async () => {
  const access = await accessNumber({ price: { currency: 'EUR', costPerMinute: '0.06' } });
  const card = await customer();
  const other = await world.startAnother();
  const others = depsOf(other);
  const { call, answer } = await entered(access, card.number);
  expect(await call.again(others)).toEqual(answer);
  const granted = await call.keys('004930123456');
  for (const by of [deps, others]) expect(await call.again(by)).toEqual(granted);
  expect((await world.wallet(card.accountId)).liveCalls).toBe(2);
  await call.dialled({ by: 'caller' });

  // Killed after the call was granted, and before that was written.
  const broken: CardDeps = {
    ...deps,
    engine: {
      submit: async (event) => {
        const answer = await deps.engine.submit(event);
        if (event.type === 'authorize') throw new Error('killed');
        return answer;
      },
    },
  };
  await expect(call.sendBy(broken, { type: 'digits', digits: '004930123457' })).rejects.toThrow('killed');
  expect((await world.wallet(card.accountId)).liveCalls).toBe(2);
  world.advance(5000);
  // The switch asks once more, without the digits that were lost with the answer.
  const after = await call.silence();
  expect(told(after)).toMatch(/^you_can_talk_for/);
  expect((await world.wallet(card.accountId)).liveCalls).toBe(2);
  const [{ sessionId }] = planOf(after).calls;
  await call.gone();
  await call.record();
  expect(await callOf(sessionId)).toMatchObject({ outcome: 'unanswered', destinationNumber: '4930123457' });
  expect(await world.wallet(card.accountId)).toMatchObject({ held: '0.000000', liveCalls: 0 });
});

test('two servers that take the same digits at once dial once', async () => {
  const access = await accessNumber();
  const card = await customer();
  const others = depsOf(await world.startAnother());
  for (let round = 0; round < 5; round++) {
    const { call } = await entered(access, card.number);
    const input = { type: 'digits', digits: '004930123456' } as const;
    const [one, two] = await Promise.all([call.sendBy(deps, input), call.sendBy(others, input)]);
    expect(one).toEqual(two);
    expect((await world.wallet(card.accountId)).liveCalls).toBe(1);
    await call.gone();
    expect((await world.wallet(card.accountId)).liveCalls).toBe(0);
  }
});

test('a caller who is gone while the call is asked for leaves nothing held', async () => {
  const access = await accessNumber();
  const card = await customer();
  const { call } = await entered(access, card.number);
  const hangsUp: CardDeps = {
    ...deps,
    engine: {
      submit: async (event) => {
        const answer = await deps.engine.submit(event);
        if (event.type === 'authorize') await call.gone();
        return answer;
      },
    },
  };
  const late = await call.sendBy(hangsUp, { type: 'digits', digits: '004930123456' });
  expect(late.then).toEqual({ do: 'hang_up' });
  expect(await world.wallet(card.accountId)).toMatchObject({ held: '0.000000', liveCalls: 0 });
  expect(await call.record()).toBe(true);
  expect(await call.record()).toBe(true);
});

test('answered and gone without a word of its end: the record settles it, exactly once', async () => {
  const access = await accessNumber({ price: { currency: 'EUR', costPerMinute: '0.06' } });
  const card = await customer();
  const { call } = await entered(access, card.number);
  const granted = await call.keys('004930123456');
  const [{ sessionId }] = planOf(granted).calls;
  const gatewayId = gatewayOf(granted);
  await send(world.answer({ sessionId }, { gatewayId }));
  const answeredAt = world.now();
  world.advance(90_000);
  await call.record();
  expect((await world.wallet(card.accountId)).liveCalls).toBe(1);
  const end = { answeredAt: answeredAt.toISOString(), gatewayId };
  for (let times = 0; times < 2; times++) await recordOf(sessionId, 90_000, end);
  // Two minutes of the call, two of the access number.
  expect(await world.wallet(card.accountId)).toMatchObject({ balance: '9.760000', held: '0.000000' });
});

test('whoever asks lives: a call to an access number is settled to the last question, should nothing else be heard', async () => {
  const price = { currency: 'EUR', costPerMinute: '0.12', incrementSeconds: 1 };
  const access = await accessNumber({ price });
  const card = await customer();
  const { call, answer } = await entered(access, card.number);
  world.advance(20_000);
  await call.keys('1');
  const { rows } = await pool.query<{ at: Date }>(
    'select alive_at as at from live_sessions where session_id = $1',
    [answer.access!.sessionId],
  );
  expect(rows).toEqual([{ at: world.now() }]);
  await call.gone();
  await call.record();
});

test('a statement says what was paid for the access number, and it is a destination of its own', async () => {
  const price = { currency: 'EUR', costPerMinute: '0.12', incrementSeconds: 1 };
  const access = await accessNumber({ price });
  const card = await customer();
  const { call } = await entered(access, card.number);
  world.advance(30_000);
  await call.gone();
  await call.record();
  const { items } = await ok(owner.get(`/api/v1/accounts/${card.accountId}/statement`));
  expect(items[0]).toMatchObject({
    why: `Call to access number +${access}, 60 s billed`,
    reason: { isAccess: true, destinationNumber: access },
  });
  const { destinations } = await ok(owner.get(`/api/v1/accounts/${card.accountId}/usage`));
  expect(destinations).toMatchObject([{ prefix: '', direction: 'access', calls: 1, amount: '0.120000' }]);
});

test('without money for the access number nobody gets on; what was entered before is paid, too', async () => {
  const access = await accessNumber({ price: { currency: 'EUR', costPerMinute: '0.60' } });
  const card = await customer({}, '0.59');
  expect(told((await entered(access, card.number)).answer)).toBe('not_enough_money, goodbye, > hang_up');
  await world.topUp(card.accountId, '0.01');
  const call = caller(access);
  await call.start();
  await call.keys(card.number);
  world.advance(MINUTE_MS);
  // A minute is over: the second one costs more than there is.
  expect(told(await call.keys(PIN))).toBe('not_enough_money, goodbye, > hang_up');
});

test('with little money both calls get their share; a switch that cannot be pushed to holds half for each', async () => {
  const access = await accessNumber({ price: { currency: 'EUR', costPerMinute: '0.12' } });
  const card = await customer({}, '0.40');
  const { call } = await entered(access, card.number);
  // 0.40 / (0.12 + 0.06) a minute.
  expect(told(await call.keys('004930123456'))).toBe('you_can_talk_for, 120 s, > dial');
  expect(await world.wallet(card.accountId)).toMatchObject({ held: '0.180000' });
  await call.gone();
  await call.record({ endedAt: new Date(world.now().getTime() + 1000) });
  const rich = await customer({}, '3.60');
  const unpushed = cardCaller(deps, { ...from, canPush: false }, { accessNumber: access });
  await unpushed.start();
  await unpushed.keys(rich.number);
  await unpushed.keys(PIN);
  // Half an hour for all of it: a quarter of an hour is 1.80, and the rest half an hour of talk.
  expect(told(await unpushed.keys('004930123456'))).toBe('you_can_talk_for, 900 s, > dial');
  await unpushed.gone();
  await unpushed.record({ endedAt: new Date(world.now().getTime() + 1000) });
});

test('an access number that is inactive, or none any more, says nothing', async () => {
  const access = await accessNumber({ isActive: false });
  expect(await caller(access).start()).toMatchObject({ says: [], then: { do: 'hang_up' } });
  expect(await caller('4930999999').start()).toMatchObject({ says: [], then: { do: 'hang_up' } });
});

// The last one: it is days later then, and nobody is signed in any more.
test('a card call that nothing was heard of for longer than any call lasts is over', async () => {
  const access = await accessNumber();
  const card = await customer();
  const { call } = await entered(access, card.number);
  const [{ sessionId }] = planOf(await call.keys('004930123456')).calls;
  const { ref } = call.channel;
  const open = async () =>
    (await pool.query('select from card_calls where ended_at is null and channel = $1', [ref])).rowCount;
  world.advance(deps.catalogue.current().callSecondsMax * 1000 + 24 * 60 * MINUTE_MS);
  await world.charging.jobs.trim();
  expect(await open()).toBe(1);
  world.advance(1);
  await world.charging.jobs.trim();
  expect(await open()).toBe(0);
  const { rows } = await pool.query('select outcome from cdrs where session_id = $1', [sessionId]);
  expect(rows).toEqual([{ outcome: 'unanswered' }]);
  // The record of the leg comes all the same, and changes nothing.
  expect(await call.record()).toBe(true);
});
