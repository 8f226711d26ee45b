/**
 * Three servers on one database, and calls that race at all of them: every limit is exact, whoever is asked, also when one
 * of the three is killed in the middle. `SERVER_ROUNDS` and `SERVER_SEED` make it longer, and repeat a failure.
 */
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { verifyBooks } from '../../src/operations/ledger/verify-books.ts';
import { seededRandom } from '../support/random.ts';
import { makeTemporaryFolder } from '../support/temporary-cluster.ts';
import { createTestDatabase } from '../support/test-database.ts';
import {
  killLeftovers,
  runTollbook,
  startTollbook,
  type TollbookProcess,
} from '../support/tollbook-process.ts';
import { apiKeyOf, caller as makeCaller, clientOf, type Json } from './api.ts';
import { startControl } from './control.ts';
import { priceOf, type Tariff } from './tariff.ts';

const ROUNDS = Number(process.env.SERVER_ROUNDS ?? 1);
const SEED = Number(process.env.SERVER_SEED ?? Date.now() % 1_000_000);
const SERVERS = 3;
const CALL_SECONDS = 600;
/** The shortest there is: a call gets the next one after 4 s. */
const SLICE_SECONDS = 6;
/** Held for a whole call: 0.13 and 0.1. */
const RETAIL = {
  connectionCost: '0.01',
  costPerMinute: '0.012',
  initialIncrementSeconds: 6,
  incrementSeconds: 6,
};
const WHOLESALE = {
  connectionCost: '0',
  costPerMinute: '0.01',
  initialIncrementSeconds: 1,
  incrementSeconds: 1,
};

const { url, reads, pool } = await createTestDatabase();
const folders = Array.from({ length: SERVERS }, () => makeTemporaryFolder('servers', { inMemory: true }));
const control = await startControl();
afterAll(() => {
  killLeftovers();
  control.close();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const micros = (euros: number) => BigInt(Math.round(euros * 1e6));
const price = (rate: typeof RETAIL, seconds: number) =>
  priceOf({ ...rate, markUpPercent: '0' } satisfies Tariff, seconds);
const rows = async (sql: string, ...values: unknown[]): Promise<Json[]> =>
  (await reads.query(sql, values)).rows;

test(`${SERVERS} servers, one killed while ${ROUNDS} × 470 calls race: no limit is passed, nothing is lost`, {
  timeout: 120_000 + ROUNDS * 60_000,
}, async () => {
  const random = seededRandom(SEED);
  const bugs: string[] = [];
  const deadline = Date.now() + 100_000 + ROUNDS * 60_000;
  const caller = makeCaller(
    () => Date.now() > deadline,
    (what) => bugs.push(what),
  );
  await runTollbook(['version']); // builds it, once for all
  const env = { DATABASE_URL: url, TOLLBOOK_MASTER_KEY: Buffer.alloc(32, 7).toString('base64') };
  const start = (n: number) => startTollbook(folders[n]!, { env });
  // At once, on a database without an operator: one of them makes it.
  const servers: TollbookProcess[] = await Promise.all(folders.map((_, n) => start(n)));
  let alive = servers;
  const at = () => {
    const server = random.pick(alive);
    return { api: server.url, switches: /Switches report to (\S+);/.exec(server.output())![1]! };
  };
  // Browsers are told one address; without a proxy each server has its own.
  const signInAt = () => ({ api: alive[0]!.url, switches: '' });
  const outputs = servers.map(({ output }) => /account {3}(\d+)\n {2}password {2}(\S+)/.exec(output()));
  expect(outputs.filter((first) => first !== null)).toHaveLength(1);
  const [, account = '', password = ''] = outputs.find((first) => first !== null)!;
  const newPassword = 'correct horse battery staple';
  const apiKey = await apiKeyOf(caller, signInAt, { account, password, newPassword });
  const owner = clientOf(caller, at, apiKey);
  const asOwner = { authorization: `Bearer ${apiKey}` };
  const patch = async (path: string, body: object) => {
    const response = await fetch(`${at().api}/api/v1/${path}`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json', ...asOwner },
      body: JSON.stringify(body),
    });
    expect(response.status, await response.text()).toBe(200);
  };
  await patch('settings', {
    settings: {
      'calls.seconds_max': CALL_SECONDS,
      'calls.slice_seconds': SLICE_SECONDS,
      'guards.prepaid_spend_per_hour': null,
      'guards.prepaid_spend_per_day': null,
      'guards.call_cost': null,
    },
  });
  const priceList = async (rate: object, more: object = {}, by = owner): Promise<string> => {
    const { id } = await by.create('rate-groups', {
      name: `Prices ${randomUUID()}`,
      currency: 'EUR',
      ...more,
    });
    await by.create(`rate-groups/${id}/rates`, { prefix: '49', validFrom: '2026-01-01T00:00:00Z', ...rate });
    return id;
  };
  const provider = await owner.create('providers', { name: 'Carrier' });
  const trunk = async (more: object): Promise<string> => {
    const { id } = await owner.create('trunks', {
      name: `Trunk ${randomUUID()}`,
      providerId: provider.id,
      terminationRateGroupId: await priceList({ costPerMinute: '0.001' }, { direction: 'termination' }),
      ...more,
    });
    await owner.create('gateways', { trunkId: id, name: 'gw', host: '192.0.2.1', position: 1 });
    return id;
  };
  const wide = await trunk({});
  const retail = await priceList(RETAIL, { trunkIds: [wide] });
  const plain = await owner.create('switches', { name: 'Plain', kind: 'other' });
  const pushed = await owner.create('switches', {
    name: 'Pushed to',
    kind: 'kamailio',
    controlUrl: control.url,
    controlKey: 'the control key',
  });

  type Line = Readonly<{ accountId: string; number: string; username: string; realm: string }>;
  const profile = {
    firstName: 'Ada',
    lastName: 'Lovelace',
    country: 'DE',
    timezone: 'Europe/Berlin',
    currency: 'EUR',
  };
  let accounts = 0;
  const make = async (kind: string, body: Json, euros: number, by = owner): Promise<Line> => {
    accounts += 1;
    const made = await by.create('accounts', {
      kind,
      profile,
      ...body,
      panelAccess: { email: `account${accounts}@example.com`, password: newPassword },
      settings: { cps: 'unlimited', concurrentCalls: 'unlimited', ...body.settings },
      billing: { accountType: 'prepaid', rateGroupId: retail, ...body.billing },
    });
    const { id, number } = made.account;
    if (euros > 0) await owner.create(`accounts/${id}/payments`, { amount: String(euros), method: 'cash' });
    return { accountId: id, number, username: made.sipDevice?.username, realm: made.sipDevice?.domain };
  };
  const tell = async (body: object, key = plain.key): Promise<Json> => {
    const answer = await caller.untilAnswered(() =>
      caller.post(() => `${at().switches}/switch/v1/events`, { authorization: `Bearer ${key}` }, body),
    );
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    return answer.body;
  };
  const ask = (line: Line, key?: string) =>
    tell(
      {
        type: 'authorize',
        attemptId: randomUUID(),
        startedAt: new Date().toISOString(),
        identity: { type: 'sip_device', username: line.username, realm: line.realm },
        destination: '+493012345678',
      },
      key,
    );
  const endOf = ({ sessionId, gateways }: Json, talkMs: number, answeredAtMs = Date.now()) => ({
    type: 'ended',
    sessionId,
    outcome: 'answered',
    answeredAt: new Date(answeredAtMs).toISOString(),
    endedAt: new Date(answeredAtMs + talkMs).toISOString(),
    talkMs,
    endedBy: 'limit',
    gatewayId: gateways[0].id,
  });

  for (let round = 1; round <= ROUNDS; round++) {
    const distributor = await make(
      'reseller',
      {
        resellerTerms: { type: 'distributor' },
        billing: { rateGroupId: await priceList(WHOLESALE, { trunkIds: [wide] }) },
      },
      2,
    );
    const seller = clientOf(
      caller,
      at,
      await apiKeyOf(caller, signInAt, { account: distributor.number, password: newPassword }),
    );
    const below = await priceList(RETAIL, {}, seller);
    const narrow = await trunk({ capacity: 5 });
    const lines = {
      money: await make('customer', {}, 5),
      friend: await make('customer', {}, 0),
      ofReseller: await Promise.all(
        [0, 1, 2].map(() => make('customer', { billing: { rateGroupId: below } }, 0, seller)),
      ),
      concurrent: await make('customer', { settings: { concurrentCalls: 7 } }, 100),
      cps: await make('customer', { settings: { cps: 5 } }, 100),
      capped: await make('customer', {}, 100),
      onNarrow: await make(
        'customer',
        { billing: { rateGroupId: await priceList(RETAIL, { trunkIds: [narrow] }) } },
        100,
      ),
      packaged: await make('customer', {}, 0),
      talking: await make('customer', {}, 10),
    };
    for (const { accountId } of lines.ofReseller)
      await owner.create(`accounts/${accountId}/adjustments`, {
        amount: '100',
        direction: 'credit',
        note: 'Start',
      });
    await patch(`accounts/${lines.capped.accountId}/guards`, { spendPerHour: '1' });
    const pack = await owner.create('packages', {
      name: `Free ${round}`,
      period: 'month',
      includedSeconds: 2000,
      prefixes: ['49'],
    });
    await owner.create(`accounts/${lines.packaged.accountId}/packages`, { packageId: pack.id });

    // One call talks on through all of it, slice by slice.
    const talking = await ask(lines.talking, pushed.key);
    const answeredAtMs = Date.now();
    const running = { answeredAtMs, limitMs: talking.grantedSeconds * 1000 };
    control.calls.set(talking.sessionId, running);
    const gatewayId = talking.gateways[0].id;
    await tell(
      {
        type: 'answered',
        sessionId: talking.sessionId,
        gatewayId,
        answeredAt: new Date(answeredAtMs).toISOString(),
      },
      pushed.key,
    );

    const answers = new Map<Line, Json[]>();
    let answered = 0;
    const killed: { end: Promise<unknown> | null } = { end: null };
    let pushesBefore = 0;
    const race = async (line: Line) => {
      const answer = await ask(line);
      answers.set(line, [...(answers.get(line) ?? []), answer]);
      answered += 1;
      // In the middle: some of its calls are decided, some are in its batches, and some come later.
      if (answered < 150 || killed.end !== null) return;
      const [victim, ...others] = random.shuffle(alive);
      alive = others;
      killed.end = victim!.end('SIGKILL');
      pushesBefore = control.pushesTaken();
    };
    const move = async (path: string, body: object) => {
      const headers = { ...asOwner, 'idempotency-key': randomUUID() };
      const answer = await caller.untilAnswered(() =>
        caller.post(() => `${at().api}/api/v1/${path}`, headers, body),
      );
      if (answer.status >= 300) expect(answer.body.code).toBe('insufficient_funds');
      return answer.status < 300 ? 1 : 0;
    };
    const moved = { transfers: 0, topUps: 0 };
    const startedAt = Date.now();
    const times = (count: number, line: Line) => Array.from({ length: count }, () => () => race(line));
    const work = random.shuffle([
      ...times(150, lines.money),
      ...lines.ofReseller.flatMap((line) => times(30, line)),
      ...times(50, lines.concurrent),
      ...times(50, lines.cps),
      ...times(40, lines.capped),
      ...times(50, lines.onNarrow),
      ...times(40, lines.packaged),
      ...Array.from({ length: 20 }, () => async () => {
        const body = {
          fromAccountId: lines.money.accountId,
          toAccountId: lines.friend.accountId,
          amount: '0.3',
        };
        const done = await move('transfers', body);
        moved.transfers += done;
      }),
      ...Array.from({ length: 10 }, () => async () => {
        const body = { amount: '0.25', method: 'cash' };
        const done = await move(`accounts/${lines.money.accountId}/payments`, body);
        moved.topUps += done;
      }),
    ]);
    await Promise.all(work.map((each) => each()));
    expect(killed.end).not.toBeNull();
    const lastedSeconds = (Date.now() - startedAt) / 1000;

    const granted = (line: Line) => answers.get(line)!.filter(({ ok }) => ok);
    const refusals = (...of: Line[]) => [
      ...new Set<string>(
        of.flatMap((line) =>
          answers
            .get(line)!
            .filter(({ ok }) => !ok)
            .map(({ reason }) => reason),
        ),
      ),
    ];
    const walletOf = async ({ accountId }: Line) =>
      (
        await rows(
          `select balance_micros as balance, held_micros as held, live_calls as live from wallets w
           join accounts a on a.id = w.account_id where a.public_id = $1`,
          accountId,
        )
      )[0];
    const heldFor = (line: Line, rate = RETAIL) =>
      granted(line).reduce((sum, { grantedSeconds }) => sum + price(rate, grantedSeconds), 0n);
    const moneyIn = micros(5) + micros(0.25) * BigInt(moved.topUps) - micros(0.3) * BigInt(moved.transfers);
    const whole = price(RETAIL, CALL_SECONDS);

    // Money of one account: all of it is held, and not a micro more.
    expect(moved.topUps).toBe(10);
    expect(await walletOf(lines.money)).toMatchObject({ balance: moneyIn, held: heldFor(lines.money) });
    expect(heldFor(lines.money)).toBeLessThanOrEqual(moneyIn);
    expect(refusals(lines.money)).toEqual(['insufficient_funds']);
    // Money of a reseller above three accounts.
    const sold = lines.ofReseller.reduce((sum, line) => sum + heldFor(line, WHOLESALE), 0n);
    // A hold may be more than the granted seconds cost, and never less.
    const { balance, held } = await walletOf(distributor);
    expect([balance, held <= balance, held >= sold]).toEqual([micros(2), true, true]);
    expect(sold).toBeGreaterThan(micros(2) - price(WHOLESALE, CALL_SECONDS));
    expect(refusals(...lines.ofReseller)).toHaveLength(1);
    // Calls at once, of an account and of a trunk; each call is answered, and lives once.
    expect(granted(lines.concurrent)).toHaveLength(7);
    expect(refusals(lines.concurrent)).toEqual(['concurrent_calls_reached']);
    expect(granted(lines.onNarrow)).toHaveLength(5);
    expect(refusals(lines.onNarrow)).toEqual(['trunks_full']);
    // Attempts in a second, by the clock of the servers.
    expect(granted(lines.cps).length).toBeGreaterThanOrEqual(5);
    expect(granted(lines.cps).length).toBeLessThanOrEqual(6 + 5 * lastedSeconds);
    // The cap of an hour, and free seconds of a package without any money.
    expect(heldFor(lines.capped)).toBeLessThanOrEqual(micros(1));
    expect(heldFor(lines.capped)).toBeGreaterThan(micros(1) - whole);
    const free = granted(lines.packaged).reduce((sum, { grantedSeconds }) => sum + grantedSeconds, 0);
    expect(free).toBeLessThanOrEqual(2000);
    expect(free).toBeGreaterThan(2000 - CALL_SECONDS);
    const all = [...answers.values()].flat().filter(({ ok }) => ok);
    expect(await rows('select count(*)::int as live from live_sessions')).toEqual([{ live: all.length + 1 }]);
    expect((await verifyBooks(reads, new Date())).violations).toEqual([]);

    // The others prolong what the killed one would have, and take in what a switch has kept.
    await expect.poll(() => control.pushesTaken()).toBeGreaterThan(pushesBefore);
    const limitMs = Math.floor(running.limitMs / (SLICE_SECONDS * 1000)) * SLICE_SECONDS * 1000;
    await tell(endOf(talking, Math.min(limitMs, Date.now() - answeredAtMs), answeredAtMs), pushed.key);
    control.calls.delete(talking.sessionId);
    await Promise.all(
      all.map(async (call) => {
        // Every call talks to its limit, and its timer rings late.
        const end = endOf(call, call.grantedSeconds * 1000 + 900);
        if (random.chance(0.7)) await tell(end);
        else
          await pool.query(
            `insert into switch.event_outbox (switch_id, body) select id, $1::jsonb from switches where name = 'Plain'`,
            [JSON.stringify(end)],
          );
      }),
    );
    await expect
      .poll(() =>
        rows(
          'select (select count(*) from switch.event_outbox)::int as kept, (select count(*) from live_sessions)::int as live',
        ),
      )
      .toEqual([{ kept: 0, live: 0 }]);
    expect(await walletOf(lines.money)).toEqual({
      balance: moneyIn - heldFor(lines.money),
      held: 0n,
      live: 0,
    });
    expect(await walletOf(distributor)).toEqual({ balance: micros(2) - sold, held: 0n, live: 0 });
    expect(await walletOf(lines.packaged)).toEqual({ balance: 0n, held: 0n, live: 0 });
    expect(await rows('select count(*)::int as put from rejected_events')).toEqual([{ put: 0 }]);
    expect((await verifyBooks(reads, new Date())).violations).toEqual([]);
    expect(bugs, `seed ${SEED}`).toEqual([]);
    if (round < ROUNDS) {
      await killed.end;
      const dead = servers.findIndex((server) => !alive.includes(server));
      servers[dead] = await start(dead);
      alive = servers;
    }
  }
  expect(await Promise.all(alive.map((server) => server.end('SIGTERM')))).toEqual([0, 0]);
});
