/** What a FreeSWITCH tells of calls by its event socket, what is lost of it, and what that does to calls and money. */
import { randomUUID } from 'node:crypto';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Client } from '../http/support.ts';
import { cardCaller } from '../charging/card-caller.ts';
import { callsOn } from './calls-on-socket.ts';
import { createSocketWorld, SLICE_SECONDS } from './socket-world.ts';

const { world, esl, sip, trunk, place, select, ...socket } = await createSocketWorld();
const { sessionOf, recordsOf, walletOf, isAnswered, seconds, connected, signIn } = socket;
const { owner, until } = world;
const customer = (balance: string) => socket.customer(balance, staff);
let staff: Client = world.owner;

beforeAll(connected);
beforeEach(async () => {
  esl.playTricks(() => undefined);
  staff = await signIn();
});
afterEach(() => world.verify());

describe('a call', () => {
  test('is tried and answered as FreeSWITCH says, to the millisecond', async () => {
    const line = await customer('5');
    const call = await place(line);
    await call.try();
    await until(async () => (await sessionOf(call))?.tried === 1);
    seconds(7);
    await call.answer();
    await isAnswered(call);
    expect((await sessionOf(call)).answeredAt).toEqual(call.answeredAt());
    seconds(30);
    await call.end();
    await call.record(new Date(call.answeredAt().getTime() + 30_000));
    expect(await recordsOf(call)).toEqual([
      {
        revision: 2,
        outcome: 'answered',
        talkMs: 30_000,
        charge: 30_000,
        isEstimated: false,
        endedBy: 'callee',
      },
    ]);
  });

  test('goes past a gateway that says 503, and people read that it did', async () => {
    const call = await place(await customer('5'));
    await call.try(0);
    await call.fail(503, 'NORMAL_TEMPORARY_FAILURE');
    await call.try(1);
    await until(async () => (await sessionOf(call))?.tried === 2);
    const healthOf = async () => (await staff.get(`/api/v1/gateways/${trunk.gateways[0]!.id}`)).body.health;
    await until(async () => (await healthOf()).failures === 1);
    expect((await healthOf()).lastFailure).toMatchObject({ sipStatus: 503 });
    await call.answer();
    await isAnswered(call);
    await call.end();
    await call.record(new Date(call.answeredAt().getTime() + 1000));
  });

  test('whose answer was not told is answered by its next sign of life', async () => {
    const call = await place(await customer('5'));
    await call.try();
    await call.answer({ isHeard: false });
    seconds(20);
    expect((await sessionOf(call)).answeredAt).toBeNull();
    await call.beat();
    await isAnswered(call);
    expect((await sessionOf(call)).answeredAt).toEqual(call.answeredAt());
    await call.end();
    await call.record(new Date(call.answeredAt().getTime() + 21_000));
    expect((await recordsOf(call)).map(({ charge }) => charge)).toEqual([21_000]);
  });

  test.each([0, 11])(
    'answered %i s old while nobody listened is answered when somebody does',
    async (old) => {
      const call = await place(await customer('5'));
      seconds(old);
      await esl.close();
      await until(async () => !esl.isHeard());
      await call.try();
      await call.answer();
      seconds(3);
      await esl.open();
      await isAnswered(call);
      expect((await sessionOf(call)).answeredAt).toEqual(call.answeredAt());
      await call.end();
      await call.record(new Date(call.answeredAt().getTime() + 4000));
    },
  );

  test('that the switch does not have yet, because it was just asked for, goes on when somebody listens', async () => {
    const ref = randomUUID();
    const { send } = callsOn(world, esl, sip);
    const question = world.question(await customer('5'), { attemptId: ref, switchRef: ref });
    const young = await send(question);
    const before = await sessionOf(young);
    const next = await place(await customer('5'));
    await esl.close();
    await until(async () => !esl.isHeard());
    await next.try();
    await next.answer();
    await esl.open();
    // That one takes more questions.
    await isAnswered(next);
    expect(await sessionOf(young)).toEqual(before);
    await next.end();
    await next.record(world.now());
    await send(world.end(young, 0));
  });

  test('of another switch is not kept alive, and not answered', async () => {
    const other = await world.created(owner, 'switches', { name: `Other ${randomUUID()}`, kind: 'other' });
    const line = await customer('5');
    const granted = await callsOn(world, esl, other).send(world.question(line));
    const { sessionId } = granted;
    const before = await sessionOf({ sessionId });
    seconds(5);
    const leg = {
      'Call-Direction': 'outbound',
      'Event-Date-Timestamp': `${world.now().getTime()}000`,
      'Caller-Channel-Answered-Time': `${world.now().getTime()}000`,
      variable_tollbook_calls: `${sessionId}/${granted.gateways[0].id}`,
    };
    await esl.fireLike('esl-SESSION_HEARTBEAT-1', leg);
    // A call of its own, told after it and heard.
    const call = await place(await customer('5'));
    await call.try();
    await call.answer();
    await isAnswered(call);
    await world.charging.jobs.heardSwitches();
    expect(await sessionOf({ sessionId })).toEqual(before);
    await call.end();
    await call.record(world.now());
    await callsOn(world, esl, other).send(world.end(granted, 0));
  });
});

describe('a limit', () => {
  test('is prolonged slice by slice while there is money, and by a top-up when there was none', async () => {
    // A slice and a half.
    const line = await customer('0.09');
    const call = await place(line);
    expect(call.granted.grantedSeconds).toBe(SLICE_SECONDS);
    await call.try();
    await call.answer();
    await isAnswered(call);
    const group = `tollbook-${call.sessionId}`;
    expect(esl.tasksOf(call.sessionId)).toMatchObject([{ group, seconds: 61 }]);
    seconds(40);
    await until(async () => (await sessionOf(call)).granted === 90);
    const task = { command: `uuid_kill ${call.b()} ALLOTTED_TIMEOUT` };
    expect(esl.tasksOf(call.sessionId)).toMatchObject([{ group: `${group}-2`, seconds: 51, ...task }]);
    seconds(30);
    // Nothing is left: what was granted stands.
    await world.charging.jobs.extend();
    expect(esl.tasksOf(call.sessionId)).toHaveLength(1);
    await world.topUp(line.accountId, '1', staff);
    seconds(10);
    await until(async () => (await sessionOf(call)).granted === 150);
    expect(esl.tasksOf(call.sessionId)).toMatchObject([{ group: `${group}-3`, seconds: 71, ...task }]);
    seconds(70);
    await call.end({ cause: 'ALLOTTED_TIMEOUT' });
    await call.record(new Date(call.answeredAt().getTime() + 150_400), { hangup_cause: 'ALLOTTED_TIMEOUT' });
    expect(await recordsOf(call)).toMatchObject([{ talkMs: 150_400, charge: 150_000, endedBy: 'limit' }]);
    expect(await walletOf(line)).toEqual({ balance: '0.940000', held: '0.000000' });
  });

  test('stands while the socket is away, and nothing more is granted than FreeSWITCH took', async () => {
    const line = await customer('5');
    const call = await place(line);
    await call.try();
    await call.answer();
    await isAnswered(call);
    await esl.close();
    seconds(45);
    await until(async () => (await sessionOf(call)).slice === 2);
    expect((await sessionOf(call)).granted).toBe(60);
    expect(await walletOf(line)).toEqual({ balance: '5.000000', held: '0.120000' });
    expect(esl.tasksOf(call.sessionId)).toMatchObject([{ group: `tollbook-${call.sessionId}`, seconds: 61 }]);
    await esl.open();
    await connected();
    seconds(3);
    await until(async () => (await sessionOf(call)).granted === 120);
    expect(esl.tasksOf(call.sessionId)).toMatchObject([{ group: `tollbook-${call.sessionId}-2` }]);
    await call.end();
    await call.record(new Date(call.answeredAt().getTime() + 50_000));
    expect(await walletOf(line)).toEqual({ balance: '4.950000', held: '0.000000' });
  });
});

describe('a hang-up by staff', () => {
  test('ends the leg that talks, and its record says who did', async () => {
    const call = await place(await customer('5'));
    await call.try();
    await call.answer();
    await isAnswered(call);
    const asked = await staff.post(`/api/v1/calls/${call.sessionId}/hang-up`, {
      reason: 'requested',
      note: '',
    });
    expect(asked.status, JSON.stringify(asked.body)).toBe(200);
    expect(esl.commands.at(-1)).toBe(`api uuid_kill ${call.b()} MANAGER_REQUEST`);
    await call.end({ cause: 'MANAGER_REQUEST' });
    await call.record(new Date(call.answeredAt().getTime() + 2000), { hangup_cause: 'MANAGER_REQUEST' });
    expect(await recordsOf(call)).toMatchObject([{ endedBy: 'operator' }]);
  });
});

describe('a FreeSWITCH that was killed', () => {
  test('has its calls settled to the last proof of life when it is back, and a late record corrects to the exact amount', async () => {
    const line = await customer('5');
    const [talking, ringing] = [await place(line), await place(await customer('5'))];
    await talking.try();
    await talking.answer();
    await ringing.try();
    await isAnswered(talking);
    seconds(20);
    await talking.beat();
    const proof = world.now();
    seconds(4);
    await world.charging.jobs.heardSwitches();
    await until(async () => Number((await sessionOf(talking)).aliveAt) === proof.getTime());
    seconds(7);
    esl.restart();
    await until(
      async () => (await recordsOf(talking)).length === 1 && (await recordsOf(ringing)).length === 1,
    );
    expect(await recordsOf(talking)).toEqual([
      {
        revision: 0,
        outcome: 'answered',
        talkMs: 20_000,
        charge: 20_000,
        isEstimated: true,
        endedBy: 'failure',
      },
    ]);
    expect(await recordsOf(ringing)).toMatchObject([{ outcome: 'unanswered', charge: 0, isEstimated: true }]);
    expect(await walletOf(line)).toEqual({ balance: '4.980000', held: '0.000000' });
    // It had written its record before it died, and it was found and sent.
    await talking.record(new Date(talking.answeredAt().getTime() + 26_500));
    expect((await recordsOf(talking)).at(-1)).toEqual({
      revision: 2,
      outcome: 'answered',
      talkMs: 26_500,
      charge: 27_000,
      isEstimated: false,
      endedBy: 'callee',
    });
    expect(await walletOf(line)).toEqual({ balance: '4.973000', held: '0.000000' });
    await talking.record(new Date(talking.answeredAt().getTime() + 26_500));
    expect(await walletOf(line)).toEqual({ balance: '4.973000', held: '0.000000' });
  });

  test('has its card calls ended in the list when it is back; those whose leg it has go on', async () => {
    const { pool } = world.database;
    const number = '+49307001001';
    await world.created(staff, 'dids', { number });
    await world.created(staff, 'access-numbers', { number, language: 'en' });
    await world.charging.catalogue.refresh();
    const { engine, catalogue } = world.charging;
    const deps = { pool, engine, catalogue, now: world.now, masterKey: Buffer.alloc(32, 7) };
    const { rows } = await pool.query<{ id: bigint }>('select id from switches where public_id = $1', [
      sip.id,
    ]);
    const from = { id: rows[0]!.id, canPush: true };
    const calls = [1, 2].map(() => cardCaller(deps, from, { accessNumber: number.slice(1) }));
    for (const call of calls) await call.start();
    const [lost, going] = calls.map(({ channel }) => channel.ref) as [string, string];
    esl.restart();
    // What came up with it meanwhile.
    esl.channels.set(going, new Map());
    const isOpen = async (channel: string) =>
      (await select('select from card_calls where channel = $1 and ended_at is null', [channel])).length ===
      1;
    await until(async () => !(await isOpen(lost)));
    expect(await isOpen(going)).toBe(true);
    esl.channels.delete(going);
    await calls[1]!.gone();
  });

  test('and does not come back leaves its calls as they are', async () => {
    const line = await customer('5');
    const call = await place(line);
    await call.try();
    await call.answer();
    await isAnswered(call);
    await esl.close();
    esl.channels.clear();
    seconds(200);
    await until(async () => Number((await sessionOf(call)).deadlineAt) > world.now().getTime());
    expect(await recordsOf(call)).toEqual([]);
    await esl.open();
    await until(async () => (await recordsOf(call)).length === 1);
    expect(await recordsOf(call)).toMatchObject([{ talkMs: 0, isEstimated: true }]);
  });
});

test('two servers that hear the same do the same once', async () => {
  const second = await world.startAnother();
  await until(async () => esl.listeners() === 2);
  const line = await customer('5');
  const call = await place(line);
  await call.try(0);
  await call.fail(503, 'NORMAL_TEMPORARY_FAILURE');
  await call.try(1);
  seconds(2);
  await call.answer();
  await isAnswered(call);
  for (let beats = 0; beats < 3; beats++) {
    seconds(10);
    await call.beat();
    await Promise.all([world.charging.jobs.heardSwitches(), second.jobs.heardSwitches()]);
  }
  seconds(12);
  await until(async () => (await sessionOf(call)).granted === 120);
  expect(esl.tasksOf(call.sessionId).every(({ group }) => group === `tollbook-${call.sessionId}-2`)).toBe(
    true,
  );
  expect(await sessionOf(call)).toMatchObject({ tried: 2, answeredAt: call.answeredAt() });
  await call.end();
  await Promise.all([1, 2].map(() => call.record(new Date(call.answeredAt().getTime() + 45_000))));
  expect(await recordsOf(call)).toMatchObject([{ revision: 2, charge: 45_000 }]);
  await second.stop();
  await until(async () => esl.listeners() === 1);
});
