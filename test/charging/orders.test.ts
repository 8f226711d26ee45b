/** Events that come twice, late or in another order lead to the same books as those of a quiet line. */
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { ChargingEvent, EndedEvent } from '../../src/domain/charging/events.ts';
import { termsOf } from '../../src/domain/rating/rating.fixtures.ts';
import { seededRandom, type Random } from '../support/random.ts';
import { packageOf, pureCatalogue, pureEngine, withPackages } from './pure-engine.ts';
import type { Json } from '../http/support.ts';
import { createWorld, type Line } from './world.ts';

/** Three calls each in the mean. */
const PURE_SEEDS = Number(process.env.ORDER_SEEDS ?? 7000);
const LATE_MS_MAX = 72 * 3_600_000;
const SEEDS = 10;
/** The talk of every call fits its first slice: what further slices do is not a matter of order. */
const SLICE_SECONDS = 300;

type Of<What, More = object> = Readonly<{ what: What; call: number }> & Readonly<More>;
type Ended = Of<'ended', { gateway: number; revision: number; talkMs: number; isLimit: boolean }>;
type Sent = Of<'attempt', { gateway: number }> | Of<'answered', { gateway: number }> | Ended;
type Step = Of<'authorize'> | Of<'extend'> | Of<'pushed'> | Sent;

/** What happens in some calls, in the order in which it happens. A later revision is the true one. */
function quietLine(random: Random, calls: number): Step[] {
  return Array.from({ length: calls }, (_, call): Step[] => {
    const gateway = random.whole(0, 1);
    const steps: Step[] = [{ what: 'authorize', call }];
    if (gateway === 1) steps.push({ what: 'attempt', call, gateway: 0 });
    steps.push({ what: 'attempt', call, gateway });
    const isAnswered = random.chance(0.8);
    if (isAnswered) steps.push({ what: 'answered', call, gateway });
    for (let n = random.whole(0, 2); isAnswered && n > 0; n--) {
      steps.push({ what: 'extend', call }, { what: 'pushed', call });
    }
    const talk = () => random.whole(1, SLICE_SECONDS * 1000);
    const ends = random.pick([1, 1, 1, 2, 3]);
    for (let revision = 1; revision <= ends; revision++) {
      // A correction may say anything else: another gateway, another time, or that nobody answered.
      const isFirst = revision === 1;
      const talkMs = (isFirst ? isAnswered : random.chance(0.8)) ? talk() : 0;
      const over = isFirst ? gateway : random.whole(0, 1);
      steps.push({
        what: 'ended',
        call,
        gateway: over,
        revision,
        talkMs,
        isLimit: random.chance(0.2),
      });
    }
    return steps;
  }).flat();
}

/** The same with a fifth of it twice and all of it shuffled; only the questions come before the rest of their calls. */
function busyLine(random: Random, steps: readonly Step[]): Readonly<{ first: Step[]; rest: Step[] }> {
  const questions = steps.filter(({ what }) => what === 'authorize');
  const others = steps.filter(({ what }) => what !== 'authorize');
  const again = steps.filter(() => random.chance(0.2));
  return {
    first: random.shuffle([...questions, ...again.filter(({ what }) => what === 'authorize')]),
    rest: random.shuffle([...others, ...again, ...again.filter(() => random.chance(0.2))]),
  };
}

type Movement = Readonly<{
  session: string;
  kind: string;
  level: number | null;
  debit: bigint;
  credit: bigint;
  micros: bigint;
}>;

/** Sums by call and kind, a charge and its corrections as one: what money moved, not in how many steps. */
function folded(movements: readonly Movement[]): Record<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const { session, kind, level, debit, credit, micros } of movements) {
    const what = kind.startsWith('carrier') ? 'carrier' : 'charge';
    for (const [account, signed] of [
      [debit, -micros],
      [credit, micros],
    ] as const) {
      const key = `${session} ${what} ${level} ${account}`;
      sums.set(key, (sums.get(key) ?? 0n) + signed);
    }
  }
  return Object.fromEntries([...sums].filter(([, micros]) => micros !== 0n));
}

describe('in the domain alone', () => {
  const terms = (perMinuteNanos: bigint, increment: number) =>
    termsOf({
      costPerMinuteNanos: perMinuteNanos,
      connectionCostMicros: 700n,
      initialIncrementSeconds: increment,
      incrementSeconds: increment,
    });
  const catalogue = pureCatalogue({
    caller: terms(12_345_678n, 6),
    seller: terms(9_876_543n, 60),
    carrier: terms(5_432_109n, 1),
  });

  // So many seconds that all are free, in whatever order calls take them.
  const pack = packageOf(2n, 1n, { includedSeconds: 1_000_000 });
  const withPackage = withPackages(catalogue, [{ accountId: 3n, pack }]);

  /** `lateMs` is how late an event may come after the one before it. */
  const booksAfter = (steps: readonly Step[], lateMs: () => number, hasPackage: boolean) => {
    const engine = pureEngine(hasPackage ? withPackage : catalogue, { caller: 10n ** 9n, seller: 10n ** 9n });
    const start = engine.now();
    const idOf = (call: number) => engine.question(call + 1).sessionId;
    for (const step of steps) {
      engine.advance(lateMs());
      const sessionId = idOf(step.call);
      const session = engine.sessions.get(sessionId);
      const isOffered = session && session.offeredSeconds > session.grantedSeconds;
      const answer = engine.apply(
        step.what === 'authorize'
          ? engine.question(step.call + 1)
          : step.what === 'extend'
            ? { type: 'extend', sessionId, sliceNumber: (session?.sliceNumber ?? 1) + (isOffered ? 0 : 1) }
            : step.what === 'pushed'
              ? { type: 'pushed', sessionId, sliceNumber: session?.sliceNumber ?? 1 }
              : eventOf(step, sessionId, start),
      );
      // A slice of a call that is over is no longer asked for.
      const isLate = 'problem' in answer && answer.problem === 'call_is_over' && step.what === 'authorize';
      if (!answer.ok && !isLate && step.what !== 'extend')
        throw new Error(`${JSON.stringify(answer)} to ${step.what}`);
    }
    if (engine.sessions.size > 0) throw new Error(`${engine.sessions.size} calls still live`);
    for (const { id, liveCalls } of engine.trunks.values())
      if (liveCalls !== 0) throw new Error(`${liveCalls} calls are left on trunk ${id}`);
    const latest = [...engine.cdrs.values()].map((rows) => {
      // A try that is told after the end is no longer noted; no money hangs on it.
      const {
        recordedAt: _at,
        grantedSeconds: _granted,
        frozen: _frozen,
        triedGatewayIds: _tried,
        ...rest
      } = rows.at(-1)!;
      return rest;
    });
    const movements = engine.transfers.map((each) => ({
      ...each,
      session: each.sessionId,
      debit: each.debitAccountId,
      credit: each.creditAccountId,
      micros: each.amountMicros,
    }));
    const { caller, seller } = engine;
    return {
      money: [caller, seller].map((each) => [each.balanceMicros, each.heldMicros, each.liveCalls]),
      free: Array.from(caller.allowances.values(), (each) => [each.usedSeconds, each.heldSeconds]),
      calls: latest.toSorted((a, b) => (a.sessionId < b.sessionId ? -1 : 1)),
      movements: folded(movements),
    };
  };

  const eventOf = (step: Sent, sessionId: string, start: Date): ChargingEvent => {
    const event = { sessionId, switchId: 6n, gatewayId: `gw${step.gateway + 1}` };
    if (step.what === 'attempt') return { ...event, type: 'attempt', at: start };
    if (step.what === 'answered') return { ...event, type: 'answered', answeredAt: start };
    return { ...event, ...endOf(step, start) };
  };

  const endOf = (step: Ended, start: Date): Omit<EndedEvent, 'sessionId' | 'switchId' | 'gatewayId'> => ({
    type: 'ended',
    leg: 0,
    revision: step.revision,
    digest: BigInt(step.talkMs),
    outcome: step.talkMs > 0 ? 'answered' : 'unanswered',
    answeredAt: step.talkMs > 0 ? start : null,
    endedAt: new Date(start.getTime() + step.talkMs),
    talkMs: step.talkMs,
    endedBy: step.isLimit ? 'limit' : 'caller',
    sipStatus: 200,
    q850Cause: 16,
    isEstimated: false,
  });

  test(`${PURE_SEEDS} seeds of calls: doubled, shuffled and late, the books are those of the quiet line`, {
    timeout: 3_600_000,
  }, () => {
    let calls = 0;
    for (let seed = 1; seed <= PURE_SEEDS; seed++) {
      const random = seededRandom(seed);
      const count = random.whole(1, 5);
      calls += count;
      const steps = quietLine(random, count);
      const { first, rest } = busyLine(random, steps);
      // A switch that was cut off tells up to three days later.
      const lateMs = () => (random.chance(0.9) ? 40 : random.whole(0, LATE_MS_MAX / 10));
      const books = booksAfter([...first, ...rest], lateMs, seed % 3 === 0);
      const wanted = booksAfter(steps, () => 40, seed % 3 === 0);
      if (!isDeepStrictEqual(books, wanted)) expect(books, `seed ${seed}`).toEqual(wanted);
    }
    expect(calls).toBeGreaterThan(PURE_SEEDS * 2);
  });
});

describe('on a database, in batches', async () => {
  const world = await createWorld();
  const rate = (costPerMinute: string, increment: number) => ({
    49: { costPerMinute, initialIncrementSeconds: increment, incrementSeconds: increment },
  });
  // A gateway that fails is not given to the calls behind: here nothing but the order is to differ.
  await world.database.pool.query(`create function remember_nothing() returns trigger language plpgsql as 'begin return null; end';
    create trigger none before insert on gateway_health for each row execute function remember_nothing()`);
  // Two carriers of one price, so that a call may turn out to have gone over the other one.
  await world.trunk(rate('0.005', 1));
  await world.trunk(rate('0.005', 1));
  const seller = await world.account(
    world.resellerOf({
      billing: {
        accountType: 'postpaid',
        creditLimit: '100',
        rateGroupId: await world.rateGroup(rate('0.009', 60)),
      },
    }),
  );
  const client = await world.signIn(seller.number, 'correct horse battery staple');
  const retail = await world.rateGroup(rate('0.012', 6), {}, client);
  // A switch that takes limits, so that calls are held for slice by slice; nobody answers there.
  const sip = await world.created(world.owner, 'switches', {
    name: 'Pushed to',
    kind: 'kamailio',
    controlUrl: 'http://127.0.0.1:1',
    controlKey: 'key',
  });
  const send = (body: unknown) => world.send(body, `Bearer ${sip.key}`);
  const customer = () =>
    world.account(
      world.customerOf({
        panelAccess: { parentId: seller.accountId },
        settings: { cps: 'unlimited', concurrentCalls: 'unlimited' },
        billing: { rateGroupId: retail },
      }),
      { balance: '50' },
    );

  /** Asks for the calls of an account, and turns each later step into what a switch would send. */
  const asker = (line: Line, name: string) => {
    const granted = new Map<number, { sessionId: string; gateways: readonly { id: string }[] }>();
    const questions = new Map<number, object>();
    return {
      question: (call: number) => {
        const question = questions.get(call) ?? world.question(line, { attemptId: `${name}-${call}` });
        questions.set(call, question);
        return question;
      },
      note: (call: number, answer: { sessionId: string; gateways: readonly { id: string }[] }) => {
        // The same question, the same answer.
        if (granted.has(call)) expect(answer).toEqual(granted.get(call));
        granted.set(call, answer);
      },
      event: (step: Sent) => {
        const call = granted.get(step.call)!;
        const gatewayId = call.gateways[step.gateway]!.id;
        if (step.what === 'attempt') {
          const { sessionId } = call;
          return { type: 'attempt', sessionId, number: 1, gatewayId, at: world.now().toISOString() };
        }
        if (step.what === 'answered') return world.answer(call, { gatewayId });
        const { revision, isLimit } = step;
        const endedBy = isLimit ? 'limit' : 'caller';
        return world.end(call, step.talkMs, { gatewayId, revision, endedBy });
      },
      sessionOf: (call: number) => granted.get(call)!.sessionId,
      callOf: (sessionId: string) =>
        String([...granted].find(([, each]) => each.sessionId === sessionId)?.[0]),
    };
  };
  const slice = async (what: 'extend' | 'pushed', sessionId: string) => {
    const answer = await world.charging.engine.submit({ type: what, sessionId, sliceNumber: 2 });
    // A slice of a call that is over is no longer asked for.
    expect('problem' in answer ? answer.problem : 'session_not_found').toBe('session_not_found');
  };
  type Asker = ReturnType<typeof asker>;

  const sendQuietly = async (ask: Asker, steps: readonly Step[]) => {
    for (const step of steps) {
      if (step.what === 'extend' || step.what === 'pushed') await slice(step.what, ask.sessionOf(step.call));
      else if (step.what === 'authorize') ask.note(step.call, (await send(ask.question(step.call))).body);
      else expect(await send(ask.event(step))).toMatchObject({ status: 200, body: { ok: true } });
    }
  };
  const sendBusily = async (ask: Asker, steps: ReturnType<typeof busyLine>, random: Random) => {
    await Promise.all(
      steps.first.map(async ({ call }) => ask.note(call, (await send(ask.question(call))).body)),
    );
    const chunks: Step[][] = [];
    for (let rest = steps.rest; rest.length > 0; ) {
      const count = random.whole(1, 6);
      chunks.push(rest.slice(0, count));
      rest = rest.slice(count);
    }
    /** A question that came again, after the end. */
    const isLate = (problem: unknown) => problem === 'call_is_over';
    const sendChunk = async (chunk: readonly Step[]) => {
      const outside = chunk.filter((step) => step.what !== 'extend' && step.what !== 'pushed');
      const events = outside.map((step) =>
        step.what === 'authorize' ? ask.question(step.call) : ask.event(step),
      );
      const inside = chunk.flatMap((step) =>
        step.what === 'extend' || step.what === 'pushed' ? [slice(step.what, ask.sessionOf(step.call))] : [],
      );
      // An array of events, or one request for each.
      if (random.chance(0.5)) {
        const { status, body } = await send(events);
        expect({ status, bad: body.filter((each: Json) => !each.ok && !isLate(each.problem)) }).toEqual({
          status: 200,
          bad: [],
        });
      } else {
        const answers = await Promise.all(events.map((event) => send(event)));
        for (const { status, body } of answers) {
          if (!isLate(body.code)) expect({ status, body }).toMatchObject({ status: 200, body: { ok: true } });
        }
      }
      await Promise.all(inside);
    };
    for (let left = chunks; left.length > 0; left = left.slice(3)) {
      await Promise.all(left.slice(0, 3).map(sendChunk));
    }
  };
  const booksOf = async (line: Line, ask: Asker) => {
    const { rows: cdrs } = await world.database.reads.query(
      `select distinct on (session_id, leg) session_id, leg, revision, answered_at, ended_at, outcome, reason, talk_ms,
         billed_seconds, ended_by, sip_status, is_estimated, is_overrun, dialled_number, destination_number, gateway_id,
         currency, charge_micros, level_charge_micros, carrier_currency, carrier_cost_micros
       from cdrs where account_id = (select id from accounts where public_id = $1)
       order by session_id, leg, revision desc`,
      [line.accountId],
    );
    const { rows: movements } = await world.database.reads.query<Movement>(
      `select session_id as session, kind, level, debit_account_id as debit, credit_account_id as credit,
         amount_micros as micros from ledger_transfers where session_id = any($1::uuid[])`,
      [cdrs.map(({ session_id }) => session_id)],
    );
    const wallet = await world.wallet(line.accountId);
    const own = await world.database.reads.query<{ id: bigint }>(
      'select id from ledger_accounts where holder_id = (select id from accounts where public_id = $1)',
      [line.accountId],
    );
    const isOwn = (id: bigint) => own.rows.some((row) => row.id === id);
    return {
      wallet: [wallet.balance, wallet.held],
      calls: cdrs
        .map((row) => ({ ...row, session_id: ask.callOf(row.session_id) }))
        .toSorted((a, b) => (a.session_id < b.session_id ? -1 : 1)),
      movements: folded(
        movements.map((row) => ({
          ...row,
          session: ask.callOf(row.session),
          debit: isOwn(row.debit) ? 0n : row.debit,
          credit: isOwn(row.credit) ? 0n : row.credit,
        })),
      ),
    };
  };

  test.each(Array.from({ length: SEEDS }, (_, index) => index + 1))(
    'seed %i: arrays, doubles and another order lead to the books of one event after another',
    async (seed) => {
      const random = seededRandom(seed);
      const steps = quietLine(random, 6);
      const [quiet, busy] = [await customer(), await customer()];
      const [one, other] = [asker(quiet, `quiet-${seed}`), asker(busy, `busy-${seed}`)];
      await sendQuietly(one, steps);
      await sendBusily(other, busyLine(random, steps), random);
      const books = await booksOf(busy, other);
      expect(books).toEqual(await booksOf(quiet, one));
      expect(books.calls).toHaveLength(6);
      await world.verify();
    },
  );
});
