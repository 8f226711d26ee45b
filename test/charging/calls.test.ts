/** The life of a call over the switch contract, with amounts worked out by hand. */
import { parse } from 'csv-parse/sync';
import { afterEach, describe, expect, test } from 'vitest';
import type { Json } from '../http/support.ts';
import { createWorld } from './world.ts';

const world = await createWorld();
const { owner, ask, send, answer, end, wallet, calls } = world;

// 0.012 to the customer, 0.009 to the reseller, 0.006 from the carrier, each a minute; 6/6, 60/60 and 1/1.
await world.trunk({ 49: { costPerMinute: '0.006' } });
const wholesale = await world.rateGroup({
  49: { costPerMinute: '0.009', initialIncrementSeconds: 60, incrementSeconds: 60 },
});
const seller = await world.account(
  world.resellerOf({ billing: { accountType: 'postpaid', creditLimit: '100', rateGroupId: wholesale } }),
);
const retail = await (async () => {
  const client = await world.signIn(seller.number, 'correct horse battery staple');
  return world.rateGroup(
    { 49: { costPerMinute: '0.012', initialIncrementSeconds: 6, incrementSeconds: 6 } },
    {},
    client,
  );
})();
const customer = (balance: string, settings: object = { cps: 100, concurrentCalls: 10 }) =>
  world.account(
    world.customerOf({
      panelAccess: { parentId: seller.accountId },
      settings,
      billing: { rateGroupId: retail },
    }),
    { balance },
  );

afterEach(() => world.verify());

describe('an answered call', () => {
  test('is held for, priced at every level, and its carrier booked', async () => {
    const line = await customer('5');
    const granted = await ask(line);
    expect(granted).toMatchObject({
      ok: true,
      grantedSeconds: 14_400,
      limitSeconds: 14_400,
      destination: '493012345678',
      callerNumber: null,
      gateways: [{ uri: 'sip:493012345678@192.0.2.1:5060', transport: 'udp' }],
    });
    // This switch cannot be pushed to: four hours at 0.012 a minute are 2.88.
    expect(await wallet(line.accountId)).toMatchObject({
      balance: '5.000000',
      held: '2.880000',
      available: '2.120000',
    });
    await send(answer(granted));
    const ended = await send(end(granted, 8001));
    expect(ended).toMatchObject({ status: 200, body: { ok: true } });
    // 8.001 s = 9 s talk: 12 s at 0.012 = 0.0024; the reseller 60 s at 0.009 = 0.009; the carrier 9 s at 0.006 = 0.0009.
    expect(await wallet(line.accountId)).toMatchObject({ balance: '4.997600', held: '0.000000' });
    const [call] = await calls(line.accountId);
    expect(call).toMatchObject({
      outcome: 'answered',
      billedSeconds: 12,
      charge: '0.002400',
      currency: 'EUR',
      talkMs: 8001,
    });
    const { rows } = await world.database.reads.query(
      'select level_charge_micros::text as levels, carrier_cost_micros::text as carrier from cdrs where session_id = $1',
      [granted.sessionId],
    );
    expect(rows).toEqual([{ levels: '{2400,9000}', carrier: '900' }]);
    expect(await wallet(seller.accountId)).toMatchObject({ balance: '-0.009000', owed: '0.009000' });
  });

  test('is charged once, however often and in whatever order its events come', async () => {
    const line = await customer('5');
    const granted = await ask(line);
    const events = [end(granted, 60_000), answer(granted), end(granted, 60_000), answer(granted)];
    for (const event of events) expect((await send(event)).status).toBe(200);
    expect(await wallet(line.accountId)).toMatchObject({ balance: '4.988000', held: '0.000000' });
    // Another end under the same revision is a contradiction; a higher revision is a correction.
    expect(await send(end(granted, 61_000))).toMatchObject({ status: 409, body: { code: 'id_reused' } });
    expect((await send(end(granted, 66_000, { revision: 2 }))).status).toBe(200);
    expect(await wallet(line.accountId)).toMatchObject({ balance: '4.986800' });
    expect((await send(end(granted, 6000, { revision: 3 }))).status).toBe(200);
    expect(await wallet(line.accountId)).toMatchObject({ balance: '4.998800' });
    expect((await send(end(granted, 66_000, { revision: 2 }))).status).toBe(200);
    expect((await calls(line.accountId)).map(({ charge }) => charge)).toEqual(['0.001200']);
  });

  test('a question that is repeated gets its first answer, one with other content is refused', async () => {
    const line = await customer('5');
    const question = world.question(line);
    const first = await send(question);
    expect(await send(question)).toEqual(first);
    expect((await wallet(line.accountId)).held).toBe('2.880000');
    expect(await send({ ...question, destination: '+4989' })).toMatchObject({
      status: 409,
      body: { code: 'id_reused' },
    });
    await send(end(first.body, 6000));
    // Its money and its line may be another call's by now.
    expect(await send(question)).toMatchObject({ status: 409, body: { code: 'call_is_over' } });
    expect((await wallet(line.accountId)).held).toBe('0.000000');
    expect(await send({ ...question, destination: '+4989' })).toMatchObject({ status: 409 });
  });

  test('a caller who repeats a SIP Call-ID pays for each call', async () => {
    const line = await customer('5');
    const over = { callId: 'the-same@phone' };
    const [one, two] = [await ask(line, over), await ask(line, over)];
    expect(one.sessionId).not.toBe(two.sessionId);
    for (const granted of [one, two]) await send(end(granted, 60_000));
    expect(await wallet(line.accountId)).toMatchObject({ balance: '4.976000' });
  });

  test('that is not answered costs nothing', async () => {
    const line = await customer('5');
    const granted = await ask(line);
    await send({
      type: 'attempt',
      sessionId: granted.sessionId,
      number: 1,
      gatewayId: granted.gateways[0].id,
      at: world.now().toISOString(),
    });
    await send(end(granted, 0));
    expect(await wallet(line.accountId)).toMatchObject({ balance: '5.000000', held: '0.000000' });
    expect(await calls(line.accountId)).toMatchObject([
      { outcome: 'unanswered', charge: '0.000000', sipStatus: 487 },
    ]);
  });
});

describe('money', () => {
  test('grants what it pays for, and a cut at the limit is billed at most that', async () => {
    // 0.0200 pays 100 s at 0.0002 a second; in steps of 6 s that is 96 s = 0.0192.
    const line = await customer('0.0200');
    const granted = await ask(line);
    expect(granted.grantedSeconds).toBe(96);
    await send(answer(granted));
    await send(end(granted, 96_900, { endedBy: 'limit' }));
    expect(await wallet(line.accountId)).toMatchObject({ balance: '0.000800', held: '0.000000' });
    expect((await calls(line.accountId))[0]).toMatchObject({ billedSeconds: 96, charge: '0.019200' });
  });

  test('a switch that let a call run on is billed in full, and the call is marked', async () => {
    const line = await customer('0.0200');
    const granted = await ask(line);
    await send(end(granted, 120_000));
    expect(await wallet(line.accountId)).toMatchObject({ balance: '-0.004000' });
    const { rows } = await world.database.reads.query(
      'select is_overrun as "isOverrun" from cdrs where session_id = $1',
      [granted.sessionId],
    );
    expect(rows).toEqual([{ isOverrun: true }]);
  });

  test('is lacking: 402, with the reason on the call', async () => {
    const line = await customer('0.0011');
    expect(await ask(line)).toMatchObject({
      ok: false,
      reason: 'insufficient_funds',
      sipStatus: 402,
      q850Cause: 21,
    });
    expect(await calls(line.accountId)).toMatchObject([
      { outcome: 'refused', reason: 'insufficient_funds', charge: '0.000000' },
    ]);
  });
});

describe('checks', () => {
  test('refusals beyond ten a second are counted, and stand with the last one that was written and its trace', async () => {
    const poor = await customer('0.0011', { cps: 100 });
    const first = world.question(poor);
    for (let n = 0; n < 12; n++) expect((await ask(poor)).reason).toBe('insufficient_funds');
    expect((await ask(poor, first)).reason).toBe('insufficient_funds');
    const listed = await calls(poor.accountId);
    expect(listed).toHaveLength(10);
    const [sample, ...others] = listed.filter(({ moreLikeIt }) => moreLikeIt !== null);
    expect([sample?.moreLikeIt, others]).toEqual([3, []]);
    const { body } = await owner.get(`/api/v1/calls/${sample?.sessionId}`);
    expect([body.moreLikeIt, body.trace.at(-1).check]).toEqual([3, 'money']);
    const found = await owner.get(`/api/v1/calls?account=${poor.accountId}&reason=insufficient_funds`);
    expect(found.body.items.map(({ moreLikeIt }: Json) => moreLikeIt).filter(Boolean)).toEqual([3]);
    // They are in every sum, and asked for like their sample.
    const sums = async (query: string) => {
      const path = `/api/v1/calls/totals?account=${poor.accountId}&from=2020-01-01T00:00:00Z&to=2100-01-01T00:00:00Z${query}`;
      const { groups } = (await owner.get(path)).body;
      return groups.map(({ calls: all, refused, asrPercent }: Json) => [all, refused, asrPercent]);
    };
    for (const query of ['', '&groupBy=reason', '&groupBy=account', '&groupBy=hour', '&outcome=refused'])
      expect(await sums(query), query).toEqual([[13, 13, null]]);
    expect(await sums('&reason=no_route')).toEqual([]);
    const file: string = (await owner.get(`/api/v1/calls/export?account=${poor.accountId}`)).body;
    const rows = parse<Json>(file, { columns: true, bom: true });
    expect(rows.map((row) => row['More like it']).filter(Boolean)).toEqual(['3']);
  });

  test('refusals that were only counted are attempts of the last minute', async () => {
    const poor = await customer('0.0011', { cps: 100 });
    const attempts = async () => (await owner.get('/api/v1/calls/now')).body.callsPerSecond;
    const before = await attempts();
    for (let n = 0; n < 60; n++) expect((await ask(poor)).reason).toBe('insufficient_funds');
    expect((await attempts()) - before).toBeCloseTo(1, 5);
  });

  test('an unknown device is counted and nothing is written for it', async () => {
    const unknown = { accountId: '', username: 'nobody', realm: 'sip.example.com' };
    expect(await ask(unknown)).toMatchObject({ ok: false, reason: 'not_authenticated', sipStatus: 403 });
    await ask(unknown);
    const counted = async () =>
      (
        await world.database.reads.query(
          'select kind, attempts::int, username, count(*) over ()::int as rows from unknown_calls order by attempts desc',
        )
      ).rows;
    expect(await counted()).toEqual([{ kind: 'unknown_username', attempts: 2, username: 'nobody', rows: 1 }]);
    // A flood from many addresses: 300 of them are told apart in a minute.
    const flood = Array.from({ length: 400 }, (_, n) =>
      ask(unknown, { sourceAddress: `100.64.${n >> 8}.${n & 255}` }),
    );
    for (const answer of await Promise.all(flood)) expect(answer.reason).toBe('not_authenticated');
    const after = await counted();
    expect(after[0]).toMatchObject({ attempts: 101, rows: 301 });
    expect(after.reduce((sum, { attempts }) => sum + attempts, 0)).toBe(402);
  });

  test('concurrent calls are exact, and an end frees a line', async () => {
    const line = await customer('50', { cps: 100, concurrentCalls: 2 });
    const [one] = [await ask(line), await ask(line)];
    expect(await ask(line)).toMatchObject({ ok: false, reason: 'concurrent_calls_reached', sipStatus: 486 });
    await send(end(one, 1000));
    expect(await ask(line)).toMatchObject({ ok: true });
  });

  test('call attempts per second refill evenly', async () => {
    const line = await customer('50', { cps: 2, concurrentCalls: 'unlimited' });
    const results = [];
    for (let n = 0; n < 3; n++) results.push((await ask(line)).ok);
    expect(results).toEqual([true, true, false]);
    world.advance(500);
    expect([(await ask(line)).ok, (await ask(line)).ok]).toEqual([true, false]);
  });

  test('a status counts for the next call at once, at every level', async () => {
    const line = await customer('50');
    const set = (id: string, status: string) => owner.patch(`/api/v1/accounts/${id}`, { status });
    expect((await set(line.accountId, 'suspended')).status).toBe(200);
    expect(await ask(line)).toMatchObject({ reason: 'account_suspended', sipStatus: 403 });
    await set(line.accountId, 'active');
    expect((await set(seller.accountId, 'suspended')).status).toBe(200);
    expect(await ask(line)).toMatchObject({ reason: 'reseller_suspended' });
    await set(seller.accountId, 'active');
    expect(await ask(line)).toMatchObject({ ok: true });
  });

  test.each([
    ['112233', 'number_invalid', 484],
    ['+33123456789', 'no_rate_for_destination', 404],
  ])('%s is refused: %s', async (destination, reason, sipStatus) => {
    expect(await ask(await customer('5'), { destination })).toMatchObject({ reason, sipStatus });
  });

  test('a number is read by the dialling rules of the account’s country', async () => {
    const line = await customer('50');
    for (const destination of ['03012345678', '004930 12345678', '+49 (30) 1234-5678']) {
      expect(await ask(line, { destination })).toMatchObject({ ok: true, destination: '493012345678' });
    }
  });
});

describe('the listener', () => {
  test('knows switches by their key only', async () => {
    expect(await send({}, 'Bearer tbsw_wrong')).toMatchObject({
      status: 401,
      body: { code: 'switch_key_unknown' },
    });
    expect(await send({}, '')).toMatchObject({ status: 401 });
  });

  test('takes an array, and answers each event by itself', async () => {
    const line = await customer('5');
    const { body } = await send([
      world.question(line),
      { type: 'nonsense' },
      {
        type: 'answered',
        sessionId: '019ab000-0000-7000-8000-000000000001',
        answeredAt: world.now().toISOString(),
      },
    ]);
    expect(body).toMatchObject([
      { ok: true },
      { ok: false, problem: 'invalid_input' },
      { ok: false, problem: 'session_not_found' },
    ]);
  });

  test.each([
    ['{', 400],
    ['"text"', 422],
    ['null', 422],
    ['{"type":"ended"}', 422],
    ['[]', 200],
  ])('answers %s with %i', async (body, status) => {
    expect((await send(body)).status).toBe(status);
  });
});
