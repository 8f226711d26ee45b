/** Calls that come in, go to a number here, or are forwarded: exact in a race, and the same books however their events come. */
import { afterEach, expect, test } from 'vitest';
import { parseMoney } from '../../src/domain/money.ts';
import { key, type Json } from '../http/support.ts';
import { seededRandom, type Random } from '../support/random.ts';
import { createWorld, type Line } from './world.ts';

const SEEDS = 4;
const CALLS = 9;
/** What a switch that takes limits is given at a time. */
const SLICE_MS = 300_000;
const GATEWAY = '192.0.2.1';
const ABROAD = '442071234567';

const world = await createWorld();
const another = await world.startAnother();
const { owner, created, end, answer, wallet } = world;
// Days go by here.
await owner.patch('/api/v1/settings', { settings: { 'sessions.idle_minutes': 20_160 } });
const MINUTES = { initialIncrementSeconds: 60, incrementSeconds: 60 };
await world.trunk({ 44: { costPerMinute: '0.006' } });
const retail = await world.rateGroup({ 44: { ...MINUTES, costPerMinute: '0.06' } });
const sip = await created(owner, 'switches', {
  name: 'Pushed to',
  kind: 'kamailio',
  controlUrl: 'http://127.0.0.1:1',
  controlKey: 'the control key',
});
const micros = (text: string) => parseMoney(text)!;

/** To either server. */
const send = (body: unknown, n = 0) =>
  world.send(body, `Bearer ${sip.key}`, n % 2 === 0 ? world.charging : another);
const ask = async (question: object, n = 0): Promise<Json> => {
  const { status, body } = await send(question, n);
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
};
const customer = (balance: string, settings: object = {}) =>
  world.account(
    world.customerOf({
      settings: { cps: 'unlimited', concurrentCalls: 'unlimited', localCallRate: '0.03', ...settings },
      billing: { rateGroupId: retail },
    }),
    { balance },
  );
let numbers = 0;
/** A number of the account that costs 0.12 a minute and is forwarded abroad. */
const didOf = async ({ accountId }: Line): Promise<Readonly<{ id: string; number: string }>> => {
  numbers += 1;
  const did = await created(owner, 'dids', { number: `+4930600${5000 + numbers}` });
  const price = { currency: 'EUR', costPerMinute: '0.12' };
  const forwarding = { when: 'no_answer', to: `+${ABROAD}` };
  for (const [method, path, body] of [
    ['put', 'assignment', { accountId }],
    ['patch', '', { price }],
    ['put', 'forwarding', { forwarding }],
  ] as const)
    expect((await owner[method](`/api/v1/dids/${did.id}${path && `/${path}`}`, body)).status).toBe(200);
  return did as { id: string; number: string };
};

const out = (line: Line) => world.question(line, { destination: `+${ABROAD}` });
const comesIn = ({ number }: { number: string }, over: object = {}) =>
  world.question(
    { accountId: '', username: '', realm: '' },
    {
      identity: { type: 'ip_address', address: GATEWAY },
      sourceAddress: GATEWAY,
      destination: `+${number}`,
      ...over,
    },
  );
const goesOn = (granted: Json, type: 'number' | 'forward', { number }: { number: string }) =>
  comesIn(
    { number: type === 'number' ? number : ABROAD },
    { identity: { type, sessionId: granted.sessionId, number, forwards: type === 'number' ? 0 : 1 } },
  );

afterEach(() => world.verify());

test('calls out, in, from another account and forwarded race for one wallet on two servers: 0 micros are overspent', async () => {
  const random = seededRandom(3);
  const line = await customer('3');
  const did = await didOf(line);
  const caller = await customer('100');
  const rung = await Promise.all(
    Array.from({ length: 20 }, (_, n) => ask(world.question(caller, { destination: `+${did.number}` }), n)),
  );
  const carriers = await Promise.all(Array.from({ length: 4 }, (_, n) => ask(comesIn(did), n)));
  // 300 s cost 0.30 out and forwarded, 0.60 in: four that came in leave 0.60, and twenty top-ups bring 1.00.
  expect(carriers.map(({ ok }) => ok)).toEqual([true, true, true, true]);
  const starts: (() => Promise<Json>)[] = [
    ...Array.from({ length: 100 }, (_, n) => () => ask(out(line), n)),
    ...Array.from({ length: 60 }, (_, n) => () => ask(comesIn(did), n)),
    ...rung.map((granted, n) => () => ask(goesOn(granted, 'number', did), n)),
    ...carriers.map((granted, n) => () => ask(goesOn(granted, 'forward', did), n)),
  ];
  const topUps = Array.from({ length: 20 }, () => async () => world.topUp(line.accountId, '0.05'));
  const refunds = Array.from({ length: 10 }, () => () => {
    const body = { amount: '0.05', method: 'cash', direction: 'refund' };
    return owner.post(`/api/v1/accounts/${line.accountId}/payments`, body, key());
  });
  const answers = await Promise.all(
    random.shuffle<() => Promise<Json>>([...starts, ...topUps, ...refunds]).map((start) => start()),
  );
  const granted = [
    ...carriers,
    ...answers.filter(({ ok, gateways }) => ok === true && gateways !== undefined),
  ];
  const refused = answers.filter(({ ok }) => ok === false);
  expect(new Set(refused.map(({ reason }) => reason))).toEqual(new Set(['insufficient_funds']));
  expect(micros((await wallet(line.accountId)).available)).toBeGreaterThanOrEqual(0n);
  // What top-ups brought after the last question is called away, until not even a minute is left.
  for (let last = await ask(out(line)); last.ok; last = await ask(out(line))) granted.push(last);
  const during = await wallet(line.accountId);
  expect(micros(during.available)).toBeGreaterThanOrEqual(0n);
  expect(micros(during.available)).toBeLessThan(60_000n);

  // Every one talks to its limit, the timer rings 900 ms late, and each is told twice.
  await Promise.all(
    [...granted, ...rung].flatMap((each, n) => {
      const over = { gatewayId: each.gateways[0].id, endedBy: 'limit' };
      const ended = end(each, each.grantedSeconds * 1000 + 900, over);
      return [send(ended, n), send(ended, n + 1)];
    }),
  );
  const after = await wallet(line.accountId);
  expect(micros(after.held)).toBe(0n);
  expect(micros(during.balance) - micros(after.balance)).toBe(micros(during.held));
  expect(micros((await wallet(caller.accountId)).balance)).toBe(100_000_000n - 20n * 150_000n);
});

test('lines of an account are exact over calls out and in: 7 are 7, whoever of 150 comes first', async () => {
  const line = await customer('1000', { concurrentCalls: 7 });
  const did = await didOf(line);
  const questions = Array.from({ length: 150 }, (_, n) => (n % 2 === 0 ? out(line) : comesIn(did)));
  const answers = await Promise.all(questions.map((question, n) => ask(question, n % 3)));
  const granted = answers.filter(({ ok }) => ok);
  expect(granted).toHaveLength(7);
  const reasons = answers.filter(({ ok }) => !ok).map(({ reason }) => reason);
  expect(new Set(reasons)).toEqual(new Set(['concurrent_calls_reached']));
  for (const each of granted) await send(end(each, 0));
});

type Ending = Readonly<{ call: number; revision: number; talkMs: number; endedBy: string }>;
type Event = Readonly<{ what: 'answered'; call: number }> | (Ending & Readonly<{ what: 'ended' }>);

/** What happens to so many calls in its order; the last revision is the true one, and some ends say that nobody answered. */
function quietLine(random: Random, calls: number): Event[] {
  return Array.from({ length: calls }, (_, call): Event[] => {
    const revisions = random.pick([1, 1, 2, 3]);
    const isTalk = random.chance(0.8);
    const ends = Array.from({ length: revisions }, (_each, n) => ({
      what: 'ended' as const,
      call,
      revision: n + 1,
      talkMs: (n === 0 ? isTalk : random.chance(0.8)) ? random.whole(1, SLICE_MS) : 0,
      endedBy: random.pick(['caller', 'callee', 'limit']),
    }));
    return isTalk ? [{ what: 'answered', call }, ...ends] : ends;
  }).flat();
}

/** A caller and who has the number, three calls of each kind between them: the sessions in the order in which they are asked for. */
async function threeKinds(isBusy: boolean) {
  const [caller, line] = [await customer('100'), await customer('100')];
  const did = await didOf(line);
  const sessions: Json[] = [];
  const granted = async (question: object): Promise<Json> => {
    const first = await ask(question);
    if (isBusy) expect(await ask(question, 1)).toEqual(first);
    expect(first).toMatchObject({ ok: true });
    sessions.push(first);
    return first;
  };
  for (let n = 0; n < CALLS / 3; n++) {
    const inside = await granted(world.question(caller, { destination: `+${did.number}` }));
    await granted(goesOn(inside, 'number', did));
    await granted(goesOn(await granted(comesIn(did)), 'forward', did));
  }
  const eventOf = (event: Event): object => {
    const session = sessions[event.call];
    const gatewayId = session.gateways[0].id;
    if (event.what === 'answered') return answer(session, { gatewayId });
    const { talkMs, revision, endedBy } = event;
    return end(session, talkMs, { revision, endedBy, gatewayId });
  };
  return {
    sessions,
    eventOf,
    books: async () => {
      const ids = sessions.map(({ sessionId }) => sessionId as string);
      const { rows } = await world.database.reads.query<Json>(
        `select distinct on (session_id) session_id, revision, outcome, talk_ms, billed_seconds, charge_micros,
           level_charge_micros, carrier_cost_micros, is_estimated from cdrs where session_id = any($1::uuid[])
         order by session_id, revision desc`,
        [ids],
      );
      const money = await Promise.all([caller, line].map(({ accountId }) => wallet(accountId)));
      return {
        money: money.map(({ balance, held }) => [balance, held]),
        calls: ids.map((id) => {
          const { session_id: _id, ...record } = rows.find((row: Json) => row.session_id === id) ?? {};
          return record;
        }),
      };
    },
  };
}

test.each(Array.from({ length: SEEDS }, (_, index) => index + 1))(
  'seed %i: events of calls that come in and go on, doubled, shuffled, kept and lost at first, lead to the books of a quiet line',
  async (seed) => {
    const random = seededRandom(seed);
    const [quiet, busy] = [await threeKinds(false), await threeKinds(true)];
    expect(busy.sessions).toHaveLength((CALLS / 3) * 4);
    const events = quietLine(random, busy.sessions.length);
    for (const event of events) expect((await send(quiet.eventOf(event))).status).toBe(200);

    // Some calls are lost at first: nobody tells of their end until after the reaper has estimated them.
    const lost = new Set(busy.sessions.flatMap((_, call) => (random.chance(0.2) ? [call] : [])));
    const isLost = (event: Event) => event.what === 'ended' && lost.has(event.call);
    const disturbed = (all: readonly Event[]) =>
      random.shuffle([...all, ...all.filter(() => random.chance(0.3))]);
    const tell = async (event: Event, n: number) => {
      if (random.chance(0.25)) return keep(busy.eventOf(event));
      const isArray = random.chance(0.3);
      const { status, body } = await send(isArray ? [busy.eventOf(event)] : busy.eventOf(event), n);
      expect({ status, ok: (isArray ? body[0] : body).ok }, JSON.stringify(body)).toEqual({
        status: 200,
        ok: true,
      });
    };
    const tellAll = async (all: readonly Event[]) => {
      for (let left = all; left.length > 0; left = left.slice(8))
        await Promise.all(left.slice(0, 8).map(tell));
      await Promise.all([world.charging.jobs.drain(), another.jobs.drain()]);
    };
    await tellAll(disturbed(events.filter((event) => !isLost(event))));
    // Unreachable for a day: the reaper gives those up that are left.
    for (const _pass of [1, 2]) {
      world.advance(25 * 3_600_000);
      await Promise.all([world.charging.jobs.reap(), another.jobs.reap()]);
    }
    await tellAll(disturbed(events.filter(isLost)));
    expect(await busy.books()).toEqual(await quiet.books());
    expect((await world.database.reads.query('select from live_sessions')).rowCount).toBe(0);
  },
);

async function keep(event: object): Promise<void> {
  await world.database.pool.query(
    "insert into switch.event_outbox (switch_id, body) select id, $1::jsonb from switches where name = 'Pushed to'",
    [JSON.stringify(event)],
  );
}
