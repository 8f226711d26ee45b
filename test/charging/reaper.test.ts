/** Calls slice by slice on a switch that takes limits, and what becomes of those whose end was lost. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { formatMoney } from '../../src/domain/money.ts';
import { PASSWORD, type Client, type Json } from '../http/support.ts';
import { ALIVE, DEAD, NO_SUCH_CALL, OK, startFakeSwitch } from './fake-switch.ts';
import { createWorld, type Line } from './world.ts';

const SLICE_SECONDS = 60;
/** A switch is asked this long after a slice is over. */
const ASK_AFTER_SECONDS = 60;
const HOUR_MS = 3_600_000;

const world = await createWorld();
const { owner, answer, end, until, charging } = world;
const fake = await startFakeSwitch();
const sip = await world.created(owner, 'switches', {
  name: 'Fake',
  kind: 'kamailio',
  controlUrl: fake.url,
  controlKey: 'the control key',
});
await owner.patch('/api/v1/settings', { settings: { 'calls.slice_seconds': SLICE_SECONDS } });
// A second costs 0.001; the carrier asks half of it.
await world.trunk({ 49: { costPerMinute: '0.03' } });
const retail = await world.rateGroup({
  49: { costPerMinute: '0.06', initialIncrementSeconds: 1, incrementSeconds: 1 },
});

const send = async (body: object): Promise<Json> => {
  const { status, body: answered } = await world.send(body, `Bearer ${sip.key}`);
  expect(status, JSON.stringify(answered)).toBe(200);
  return answered;
};
/** Signed in anew for each test: days go by in some. */
let staff: Client = owner;
const customer = (balance: string) =>
  world.account(world.customerOf({ billing: { rateGroupId: retail } }), { balance }, staff);
const money = async ({ accountId }: Line) => {
  const { rows } = await world.database.reads.query<{ balance: bigint; held: bigint }>(
    'select balance_micros as balance, held_micros as held from wallets where account_id = (select id from accounts where public_id = $1)',
    [accountId],
  );
  const { balance, held } = rows[0]!;
  return { balance: formatMoney(balance), held: formatMoney(held) };
};
const sessionOf = async (call: Json) => {
  const { rows } = await world.database.reads.query(
    `select granted_seconds as granted, offered_seconds as offered, slice_number as slice, extend_at as "extendAt",
       deadline_at as "deadlineAt", alive_at as "aliveAt", switch_unknown_at as "unknownAt"
     from live_sessions where session_id = $1`,
    [call.sessionId],
  );
  return rows[0] ?? null;
};
const cdrsOf = async (call: Json) => {
  const { rows } = await world.database.reads.query(
    `select revision, outcome, talk_ms::int as "talkMs", charge_micros::int as charge, carrier_cost_micros::int as carrier,
       is_estimated as "isEstimated", is_overrun as "isOverrun", ended_by as "endedBy"
     from cdrs where session_id = $1 order by revision`,
    [call.sessionId],
  );
  return rows;
};
const transfersOf = async (call: Json) => {
  const { rows } = await world.database.reads.query(
    'select kind, amount_micros::int as micros, debits_wallet as "isDebit" from ledger_transfers where session_id = $1 order by kind',
    [call.sessionId],
  );
  return rows;
};
/** A call that is answered now. */
const talking = async (line: Line): Promise<Json> => {
  const call = await send(world.question(line));
  expect(call).toMatchObject({ ok: true, grantedSeconds: SLICE_SECONDS });
  await send(answer(call));
  return call;
};
const seconds = (count: number) => world.advance(count * 1000);
const secondsFrom = (start: Date, instant: Date) => (instant.getTime() - start.getTime()) / 1000;
/** To the moment at which the call is to be asked for; nothing is pushed meanwhile. */
const toDeadline = async (call: Json) => {
  const { deadlineAt } = await sessionOf(call);
  world.advance(deadlineAt.getTime() - world.now().getTime());
};

beforeEach(async () => {
  fake.answerWith(({ path }) => (path === '/alive' ? ALIVE : OK));
  staff = await world.signIn(world.operator.number, PASSWORD);
});
afterEach(() => world.verify());

describe('a slice', () => {
  test('is held and pushed at two thirds of the one before, and counts when the switch has taken it', async () => {
    const line = await customer('5');
    let take: () => void = () => {};
    const taken = new Promise<typeof OK>((resolve) => {
      take = () => resolve(OK);
    });
    fake.answerWith(() => taken);
    const start = world.now();
    const call = await talking(line);
    expect(await money(line)).toEqual({ balance: '5.000000', held: '0.060000' });
    expect(secondsFrom(start, (await sessionOf(call)).extendAt)).toBe(40);
    seconds(40);
    await until(async () => fake.about(call.sessionId, '/limit').length === 1);
    // 120 s from the answer are 80 s from now.
    expect(fake.about(call.sessionId, '/limit')).toEqual([
      { path: '/limit', sessionId: call.sessionId, seconds: 80, key: 'the control key' },
    ]);
    expect(await sessionOf(call)).toMatchObject({ granted: 60, offered: 120, slice: 2 });
    expect(await money(line)).toEqual({ balance: '5.000000', held: '0.120000' });
    take();
    await until(async () => (await sessionOf(call)).granted === 120);
    // The next one is due when two thirds of this one are over.
    expect(secondsFrom(start, (await sessionOf(call)).extendAt)).toBe(100);
    await send(end(call, 75_000));
    expect(await money(line)).toEqual({ balance: '4.925000', held: '0.000000' });
  });

  test.each([
    ['is cut off', 'break' as const],
    ['fails', { status: 500, body: { ok: false } }],
    ['is answered with what cannot be read', { status: 200, body: 'ok' }],
  ])('is pushed again when the push %s; it is held once', async (_how, reply) => {
    const line = await customer('5');
    fake.answerWith(() => reply);
    const call = await talking(line);
    seconds(40);
    await until(async () => fake.about(call.sessionId, '/limit').length === 1);
    expect(await sessionOf(call)).toMatchObject({ granted: 60, offered: 120, slice: 2 });
    fake.answerWith(() => OK);
    seconds(2);
    await until(async () => (await sessionOf(call)).granted === 120);
    expect(fake.about(call.sessionId, '/limit').map((push) => push.seconds)).toEqual([80, 78]);
    expect(await sessionOf(call)).toMatchObject({ offered: 120, slice: 2 });
    expect(await money(line)).toEqual({ balance: '5.000000', held: '0.120000' });
    await send(end(call, 90_000));
    expect(await money(line)).toEqual({ balance: '4.910000', held: '0.000000' });
  });

  test('that nobody can pay leaves the old limit standing', async () => {
    const line = await customer('0.06');
    const call = await talking(line);
    const start = world.now();
    seconds(40);
    await until(async () => secondsFrom(start, (await sessionOf(call)).extendAt) === 42);
    expect(await sessionOf(call)).toMatchObject({ granted: 60, offered: 60, slice: 1 });
    expect(fake.about(call.sessionId, '/limit')).toEqual([]);
    await send(end(call, 60_900, { endedBy: 'limit' }));
    expect(await money(line)).toEqual({ balance: '0.000000', held: '0.000000' });
    expect(await cdrsOf(call)).toMatchObject([{ talkMs: 60_900, charge: 60_000, isOverrun: false }]);
  });

  test('is given to a call whose account is topped up meanwhile, as far as the money goes', async () => {
    const line = await customer('0.06');
    const call = await talking(line);
    const start = world.now();
    seconds(40);
    await until(async () => secondsFrom(start, (await sessionOf(call)).extendAt) === 42);
    await world.topUp(line.accountId, '0.03', staff);
    seconds(2);
    await until(async () => (await sessionOf(call)).granted === 90);
    expect(fake.about(call.sessionId, '/limit').map((push) => push.seconds)).toEqual([48]);
    await send(end(call, 90_500, { endedBy: 'limit' }));
    expect(await money(line)).toEqual({ balance: '0.000000', held: '0.000000' });
  });
});

describe('a call without an end', () => {
  /** Answered, its second slice taken after 40 s: the last proof that it lives. Then nothing is heard of it. */
  const lost = async (line: Line) => {
    const call = await talking(line);
    seconds(40);
    await until(async () => (await sessionOf(call)).granted === 120);
    fake.answerWith(({ path }) => (path === '/alive' ? DEAD : 'break'));
    seconds(61);
    await until(async () => fake.about(call.sessionId, '/limit').length > 1);
    return call;
  };

  test('that the switch does not find for a push is asked about at once', async () => {
    const line = await customer('5');
    const call = await talking(line);
    fake.answerWith(({ path }) => (path === '/alive' ? DEAD : NO_SUCH_CALL));
    seconds(40);
    await until(async () => ((await sessionOf(call))?.deadlineAt ?? world.now()) <= world.now());
    await charging.jobs.reap();
    expect(await sessionOf(call)).toBeNull();
    expect(await cdrsOf(call)).toMatchObject([{ isEstimated: true, talkMs: 0 }]);
    await send(end(call, 39_000));
    expect(await money(line)).toEqual({ balance: '4.961000', held: '0.000000' });
  });

  test('that the switch calls dead is settled to its last proof of life; the truth posts the difference', async () => {
    const line = await customer('5');
    const call = await lost(line);
    // The third slice is held, and was never taken.
    expect(await sessionOf(call)).toMatchObject({ granted: 120, offered: 180 });
    await charging.jobs.reap();
    expect(fake.about(call.sessionId, '/alive')).toEqual([]);
    await toDeadline(call);
    await charging.jobs.reap();
    expect(await sessionOf(call)).toBeNull();
    expect(await cdrsOf(call)).toEqual([
      {
        revision: 0,
        outcome: 'answered',
        talkMs: 40_000,
        charge: 40_000,
        carrier: 20_000,
        isEstimated: true,
        isOverrun: false,
        endedBy: 'failure',
      },
    ]);
    expect(await money(line)).toEqual({ balance: '4.960000', held: '0.000000' });
    await world.verify();

    const truth = end(call, 70_000);
    await send(truth);
    await send(truth);
    expect(await money(line)).toEqual({ balance: '4.930000', held: '0.000000' });
    expect((await cdrsOf(call)).at(-1)).toMatchObject({ revision: 1, talkMs: 70_000, isEstimated: false });
    expect(await transfersOf(call)).toEqual([
      { kind: 'call_charge', micros: 40_000, isDebit: true },
      { kind: 'call_correction', micros: 30_000, isDebit: true },
      { kind: 'carrier_cost', micros: 20_000, isDebit: false },
      { kind: 'carrier_cost_correction', micros: 15_000, isDebit: false },
    ]);
  });

  test('that was estimated too long is paid back', async () => {
    const line = await customer('5');
    const call = await lost(line);
    await toDeadline(call);
    await charging.jobs.reap();
    await send(end(call, 12_000));
    expect(await money(line)).toEqual({ balance: '4.988000', held: '0.000000' });
    expect((await transfersOf(call)).filter(({ kind }) => kind === 'call_correction')).toEqual([
      { kind: 'call_correction', micros: 28_000, isDebit: false },
    ]);
  });

  test('that only rang costs nothing', async () => {
    const line = await customer('5');
    fake.answerWith(() => DEAD);
    const call = await send(world.question(line));
    await toDeadline(call);
    await charging.jobs.reap();
    expect(await cdrsOf(call)).toMatchObject([{ outcome: 'unanswered', charge: 0, isEstimated: true }]);
    expect(await money(line)).toEqual({ balance: '5.000000', held: '0.000000' });
  });

  test.each([
    ['breaks the connection', 'break' as const],
    ['fails', { status: 500, body: {} }],
    ['answers what cannot be read', { status: 200, body: '<html>' }],
    ['answers another question', { status: 200, body: { ok: false } }],
    ['has a stranger on its port', { status: 404, body: '404 page not found' }],
  ])('is unknown while the switch %s, and not taken for dead for a day', async (_how, reply) => {
    const line = await customer('5');
    const call = await talking(line);
    // The second slice is held and never acknowledged.
    fake.answerWith(() => reply);
    seconds(40);
    await until(async () => fake.about(call.sessionId, '/limit').length === 1);
    await toDeadline(call);
    const unknownFrom = world.now();
    await charging.jobs.reap();
    const asked = fake.about(call.sessionId, '/alive').length;
    expect(asked).toBeGreaterThan(0);
    expect(await sessionOf(call)).toMatchObject({ granted: 60, offered: 120, unknownAt: unknownFrom });
    await world.verify();
    for (const ms of [61_000, 12 * HOUR_MS, 12 * HOUR_MS - 61_000 - 1000]) {
      world.advance(ms);
      await charging.jobs.reap();
      expect(await sessionOf(call)).toMatchObject({ unknownAt: unknownFrom });
      expect(await money(line)).toEqual({ balance: '5.000000', held: '0.120000' });
    }
    seconds(ASK_AFTER_SECONDS + 1);
    await charging.jobs.reap();
    expect(await sessionOf(call)).toBeNull();
    // What the switch had acknowledged: one slice.
    expect(await cdrsOf(call)).toMatchObject([
      { revision: 0, talkMs: 60_000, charge: 60_000, isEstimated: true },
    ]);
    expect(await money(line)).toEqual({ balance: '4.940000', held: '0.000000' });
  });

  test('is known again when the switch is back', async () => {
    const line = await customer('5');
    const call = await talking(line);
    fake.answerWith(() => 'break');
    seconds(40);
    await until(async () => fake.about(call.sessionId, '/limit').length === 1);
    await toDeadline(call);
    await charging.jobs.reap();
    fake.answerWith(() => DEAD);
    world.advance(HOUR_MS);
    await charging.jobs.reap();
    // Heard of last when it was answered.
    expect(await cdrsOf(call)).toMatchObject([{ talkMs: 0, charge: 0, isEstimated: true }]);
    await send(end(call, 33_000));
    expect(await money(line)).toEqual({ balance: '4.967000', held: '0.000000' });
  });

  test('that talks on beyond its limit is hung up, and billed when its end comes', async () => {
    const line = await customer('0.06');
    const call = await talking(line);
    await toDeadline(call);
    await charging.jobs.reap();
    expect(fake.about(call.sessionId, '/hangup').length).toBeGreaterThan(0);
    expect(await sessionOf(call)).toMatchObject({ aliveAt: world.now(), unknownAt: null });
    await send(end(call, 120_500, { endedBy: 'operator' }));
    expect(await cdrsOf(call)).toMatchObject([{ charge: 121_000, isOverrun: true, isEstimated: false }]);
    expect(await money(line)).toEqual({ balance: '-0.061000', held: '0.000000' });
  });

  test('does not wait behind the calls of a switch that is cut off', async () => {
    const silent = await startFakeSwitch();
    silent.answerWith(() => new Promise(() => {}));
    const cutOff = await world.created(staff, 'switches', {
      name: 'Cut off',
      kind: 'kamailio',
      controlUrl: silent.url,
      controlKey: 'the control key',
    });
    const settings = { cps: 'unlimited', concurrentCalls: 'unlimited' };
    const line = await world.account(
      world.customerOf({ settings, billing: { rateGroupId: retail } }),
      { balance: '5' },
      staff,
    );
    const unknown: Json[] = [];
    for (let n = 0; n < 10; n++) {
      const { body } = await world.send(world.question(line), `Bearer ${cutOff.key}`);
      unknown.push(body);
    }
    const call = await send(world.question(line));
    fake.answerWith(() => DEAD);
    await toDeadline(call);
    await charging.jobs.reap();
    expect(await sessionOf(call)).toBeNull();
    for (const each of unknown) expect((await sessionOf(each)).unknownAt).not.toBeNull();
    for (const each of unknown) await world.send(end(each, 0), `Bearer ${cutOff.key}`);
  });

  test('that still rings is left alone', async () => {
    const line = await customer('5');
    const call = await send(world.question(line));
    await toDeadline(call);
    await charging.jobs.reap();
    expect(fake.about(call.sessionId, '/hangup')).toEqual([]);
    expect(await sessionOf(call)).toMatchObject({ aliveAt: world.now() });
    await send(end(call, 0));
  });
});

describe('an end that the switch has kept in the database', () => {
  const keep = (event: object) =>
    world.database.pool.query(
      'insert into switch.event_outbox (switch_id, body) select id, $2 from switches where public_id = $1',
      [sip.id, JSON.stringify(event)],
    );

  test('comes before an estimate, even when it is written while the switch is asked', async () => {
    const line = await customer('5');
    const call = await talking(line);
    fake.answerWith(async ({ path, sessionId }) => {
      if (path !== '/alive') return NO_SUCH_CALL;
      if (sessionId === call.sessionId) await keep(end(call, 25_000));
      return DEAD;
    });
    await toDeadline(call);
    await charging.jobs.reap();
    // The one that runs by itself may have been at it before.
    await expect
      .poll(() => cdrsOf(call))
      .toMatchObject([{ revision: 1, talkMs: 25_000, isEstimated: false }]);
    expect(await money(line)).toEqual({ balance: '4.975000', held: '0.000000' });
    const { rows } = await world.database.reads.query('select 1 from switch.event_outbox');
    expect(rows).toEqual([]);
  });

  test('is taken in before the switch is asked at all', async () => {
    const line = await customer('5');
    const call = await talking(line);
    await keep(end(call, 25_000));
    await toDeadline(call);
    await charging.jobs.reap();
    expect(fake.about(call.sessionId, '/alive')).toEqual([]);
    expect(await cdrsOf(call)).toMatchObject([{ revision: 1, talkMs: 25_000, isEstimated: false }]);
  });
});
