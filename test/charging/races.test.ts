/** Money and limits are exact however many events come at once, and one bad event harms no other. */
import { createHash } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { parseMoney } from '../../src/domain/money.ts';
import { nameQuestion } from '../../src/operations/charging/name-event.ts';
import { connectOnce } from '../../src/postgres/pool.ts';
import { key, type Json } from '../http/support.ts';
import { seededRandom } from '../support/random.ts';
import { createWorld, type Line } from './world.ts';

const world = await createWorld();
const { owner, ask, send, answer, end, wallet } = world;
const UNLIMITED = { cps: 'unlimited', concurrentCalls: 'unlimited' };

// 0.01 to connect and 0.012 a minute in steps of 6 s; the carrier asks 0.006 by the second.
await world.trunk({ 49: { costPerMinute: '0.006' } });
const retail = await world.rateGroup({
  49: { connectionCost: '0.01', costPerMinute: '0.012', initialIncrementSeconds: 6, incrementSeconds: 6 },
});
const customer = (
  over: { balance?: string; settings?: object; parentId?: string; group?: string },
  as = owner,
) =>
  world.account(
    world.customerOf({
      ...(over.parentId !== undefined && { panelAccess: { parentId: over.parentId } }),
      settings: over.settings ?? UNLIMITED,
      billing: { rateGroupId: over.group ?? retail },
    }),
    over.balance === undefined ? {} : { balance: over.balance },
    as,
  );
const micros = (text: string) => parseMoney(text)!;

/** A distributor with limits of its own, and three customers without. */
const distributor = async (settings: object) => {
  const { accountId, number } = await world.account(
    world.resellerOf({
      settings,
      billing: { accountType: 'postpaid', creditLimit: '1000', rateGroupId: retail },
    }),
  );
  const client = await world.signIn(number, 'correct horse battery staple');
  const group = await world.rateGroup({ 49: { costPerMinute: '0.02' } }, {}, client);
  const lines: Line[] = [];
  for (let n = 0; n < 3; n++) lines.push(await customer({ balance: '100', parentId: accountId, group }));
  return { accountId, lines };
};
const race = (lines: readonly Line[], count: number): Promise<Json[]> =>
  Promise.all(Array.from({ length: count }, (_, n) => ask(lines[n % lines.length]!)));
const reasons = (answers: readonly Json[]) => {
  const counts: Record<string, number> = {};
  for (const { ok, reason } of answers) {
    const what = ok ? 'granted' : reason;
    counts[what] = (counts[what] ?? 0) + 1;
  }
  return counts;
};

afterEach(() => world.verify());

describe('one prepaid wallet', () => {
  test('500 racing calls, 50 transfers and 20 top-ups overspend 0 micros', async () => {
    // A switch that takes limits holds 300 s at a time: 0.07. 2.00 and 20 top-ups of 0.05 are 42 calls at most.
    const sip = await world.created(owner, 'switches', {
      name: 'Pushed to',
      kind: 'kamailio',
      controlUrl: 'http://127.0.0.1:1',
      controlKey: 'the control key',
    });
    const tell = async (body: object): Promise<Json> => {
      const { status, body: answered } = await world.send(body, `Bearer ${sip.key}`);
      expect(status).toBe(200);
      return answered;
    };
    const line = await customer({ balance: '2' });
    const friend = await customer({});
    const calls: Promise<Json>[] = [];
    const transfers: Promise<Json>[] = [];
    const topUps: Promise<Json>[] = [];
    const starts = [
      ...Array.from({ length: 500 }, () => () => calls.push(tell(world.question(line)))),
      ...Array.from({ length: 50 }, () => () => {
        const body = { fromAccountId: line.accountId, toAccountId: friend.accountId, amount: '0.03' };
        transfers.push(owner.post('/api/v1/transfers', body, key()));
      }),
      ...Array.from({ length: 20 }, () => () => topUps.push(world.topUp(line.accountId, '0.05'))),
    ];
    for (const start of seededRandom(1).shuffle(starts)) start();
    const answers = await Promise.all(calls);
    const moved = (await Promise.all(transfers)).filter(({ status }) => status === 201).length;
    await Promise.all(topUps);

    const granted = answers.filter(({ ok }) => ok);
    const refused = answers.filter(({ ok }) => !ok);
    expect(new Set(refused.map(({ reason }) => reason))).toEqual(new Set(['insufficient_funds']));
    const during = await wallet(line.accountId);
    expect(micros(during.available)).toBeGreaterThanOrEqual(0n);

    const price = (seconds: number) => 10_000n + 1200n * BigInt(Math.ceil(seconds / 6));
    let due = 0n;
    await Promise.all(
      granted.map(async (call) => {
        await tell(answer(call));
        // Every call talks to its limit, and the timer rings 900 ms late.
        await tell(end(call, call.grantedSeconds * 1000 + 900, { endedBy: 'limit' }));
        due += price(call.grantedSeconds);
      }),
    );
    expect(micros(during.held)).toBe(due);
    const after = await wallet(line.accountId);
    expect(micros(after.balance)).toBe(3_000_000n - 30_000n * BigInt(moved) - due);
    expect(micros(after.balance)).toBeGreaterThanOrEqual(0n);
    expect(after.held).toBe('0.000000');
    // It was a race: some of each got through, and not all.
    expect(granted.length).toBeGreaterThan(10);
    expect(refused.length).toBeGreaterThan(400);
    expect(moved).toBeGreaterThan(0);
  });
});

describe('calls at once', () => {
  test('7 are 7, whoever of 200 comes first, and while calls end', async () => {
    const line = await customer({ balance: '100', settings: { cps: 'unlimited', concurrentCalls: 7 } });
    const answers = await race([line], 200);
    expect(reasons(answers)).toEqual({ granted: 7, concurrent_calls_reached: 193 });
    const live = answers.filter(({ ok }) => ok);
    const [more] = await Promise.all([
      race([line], 100),
      ...live.slice(0, 3).map((call) => send(end(call, 1000))),
    ]);
    const taken = reasons(more).granted ?? 0;
    expect(taken).toBeLessThanOrEqual(3);
    expect(reasons(await race([line], 20)).granted ?? 0).toBe(3 - taken);
  });

  test('7 of a distributor are 7 of all its customers together', async () => {
    const { lines } = await distributor({ cps: 'unlimited', concurrentCalls: 7 });
    expect(reasons(await race(lines, 200))).toEqual({ granted: 7, concurrent_calls_reached: 193 });
  });
});

describe('attempts per second', () => {
  test('5 are 5, and refill evenly', async () => {
    const line = await customer({ balance: '100', settings: { cps: 5, concurrentCalls: 'unlimited' } });
    expect(reasons(await race([line], 200))).toEqual({ granted: 5, cps_reached: 195 });
    world.advance(400);
    expect(reasons(await race([line], 50))).toEqual({ granted: 2, cps_reached: 48 });
    world.advance(60_000);
    expect(reasons(await race([line], 50))).toEqual({ granted: 5, cps_reached: 45 });
  });

  test('5 of a distributor are 5 of all its customers together', async () => {
    const { lines } = await distributor({ cps: 5, concurrentCalls: 'unlimited' });
    expect(reasons(await race(lines, 200))).toEqual({ granted: 5, cps_reached: 195 });
  });
});

describe('a bad event', () => {
  test('that PostgreSQL refuses is refused alone; its batch goes on', async () => {
    const { engine, catalogue } = world.charging;
    const line = await customer({ balance: '1000' });
    const { id } = catalogue.switchByKeyHash(createHash('sha256').update(world.switchKey).digest('hex'))!;
    const submit = (destination: string) => {
      const { type: _, callerName: __, ...rest } = world.question(line, { destination });
      const question = { ...rest, type: 'authorize' as const, startedAt: world.now() };
      return engine.submit(
        nameQuestion(question as Parameters<typeof nameQuestion>[0], { id, canPush: false }),
      );
    };
    // Submitted in one turn of the event loop, they travel in one batch.
    const outcomes = await Promise.allSettled(
      Array.from({ length: 41 }, (_, n) => submit(n === 17 ? '+49\u000030' : '+493012345678')),
    );
    expect(outcomes.map(({ status }) => status)).toEqual(
      Array.from({ length: 41 }, (_, n) => (n === 17 ? 'rejected' : 'fulfilled')),
    );
    const { rows } = await world.database.reads.query(
      'select count(*)::int as live from live_sessions where account_id = (select id from accounts where public_id = $1)',
      [line.accountId],
    );
    expect(rows).toEqual([{ live: 40 }]);
  });

  test.each(['\ud800', 'a\udc00b', '\udc00\ud800'])(
    'text that is no Unicode is the sender’s mistake, in whatever field (%j)',
    async (text) => {
      const line = await customer({ balance: '1' });
      for (const over of [
        { identity: { type: 'sip_device', username: text, realm: line.realm } },
        { destination: text },
        { callId: text },
        { attemptId: text },
      ]) {
        expect(await send(world.question(line, over)), JSON.stringify(over)).toMatchObject({ status: 422 });
      }
    },
  );
});

/** Holds every wallet, so that the batch under way waits, until `release`. */
const holdWallets = async () => {
  const admin = await connectOnce(world.database.url, 'test');
  await admin.query('begin');
  await admin.query('select from wallets for update');
  return {
    untilWaiting: () =>
      world.until(async () => {
        const { rows } = await world.database.reads.query(
          `select 1 from pg_stat_activity where ${IS_ENGINE} and wait_event_type = 'Lock'`,
        );
        return rows.length > 0;
      }),
    release: async () => {
      await admin.query('rollback');
      await admin.end();
    },
  };
};
const IS_ENGINE = "application_name = 'tollbook charging' and datname = current_database()";

describe('a batch', () => {
  test.each([
    ['is cancelled by an administrator', 'pg_cancel_backend'],
    ['loses its connection', 'pg_terminate_backend'],
  ])('that %s is run again, and its calls hear nothing of it', async (_what, end) => {
    const line = await customer({ balance: '100' });
    const wallets = await holdWallets();
    const held = ask(line);
    await wallets.untilWaiting();
    await world.database.pool.query(
      `select ${end}(pid) from pg_stat_activity where ${IS_ENGINE} and wait_event_type = 'Lock'`,
    );
    await wallets.untilWaiting();
    await wallets.release();
    expect(await held).toMatchObject({ ok: true });
  });
});

describe('a wallet that somebody holds', () => {
  test('keeps its own calls waiting, answers them 503 after a while, and lets the others go on', async () => {
    const hasty = await world.startAnother({ lockTimeoutMs: 300 });
    const tell = async (body: object) => world.send(body, `Bearer ${world.switchKey}`, hasty);
    const [held, free] = [await customer({ balance: '100' }), await customer({ balance: '100' })];
    const admin = await connectOnce(world.database.url, 'test');
    await admin.query('begin');
    await admin.query(
      'select from wallets where account_id = (select id from accounts where public_id = $1) for update',
      [held.accountId],
    );
    const answers = await Promise.all([held, free, held, free].map((line) => tell(world.question(line))));
    expect(answers.map(({ status }) => status)).toEqual([503, 200, 503, 200]);
    await admin.query('rollback');
    await admin.end();
    expect((await tell(world.question(held))).body).toMatchObject({ ok: true });
  });
});

describe('a connection that freezes', () => {
  test('is given up, and its batch runs on another', async () => {
    const pids = async (): Promise<number[]> => {
      const { rows } = await world.database.reads.query<{ pid: number }>(
        `select pid from pg_stat_activity where ${IS_ENGINE}`,
      );
      return rows.map(({ pid }) => pid);
    };
    const before = new Set(await pids());
    const patient = await world.startAnother({ answerTimeoutMs: 500 });
    const tell = async (body: object) => world.send(body, `Bearer ${world.switchKey}`, patient);
    const line = await customer({ balance: '100' });
    expect((await tell(world.question(line))).body.ok).toBe(true);
    const frozen = (await pids()).filter((pid) => !before.has(pid));
    expect(frozen.length).toBeGreaterThan(0);
    for (const pid of frozen) process.kill(pid, 'SIGSTOP');
    try {
      expect((await tell(world.question(line))).body).toMatchObject({ ok: true });
    } finally {
      for (const pid of frozen) process.kill(pid, 'SIGCONT');
    }
  });
});

describe('a full queue', () => {
  test('answers 503 at once, and what waited is answered', async () => {
    const { engine } = world.charging;
    const line = await customer({ balance: '100' });
    const wallets = await holdWallets();
    const held = ask(line);
    await wallets.untilWaiting();
    const stray = {
      type: 'pushed',
      sessionId: '019ab000-0000-7000-8000-000000000001',
      sliceNumber: 1,
    } as const;
    const waiting = Array.from({ length: 20_000 }, () => engine.submit(stray));
    expect(await send(world.question(line))).toMatchObject({ status: 503, body: { code: 'unavailable' } });
    expect(await send([world.question(line)])).toMatchObject({
      status: 200,
      body: [{ ok: false, problem: 'unavailable' }],
    });
    await wallets.release();
    expect(await held).toMatchObject({ ok: true });
    for (const each of await Promise.all(waiting)) expect(each.ok).toBe(false);
    expect(await ask(line)).toMatchObject({ ok: true });
  });
});
