/** Two servers bill thousands of accounts and are killed in the middle of it, and PostgreSQL too, while calls and payments go on. */
import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { build } from 'esbuild';
import { afterAll, expect, test } from 'vitest';
import { fillCalls, fillCustomers } from '../../bench/invoice-world.ts';
import { createWorld } from '../charging/world.ts';
import { key } from '../http/support.ts';
import { seededRandom } from '../support/random.ts';
import { createTestServer } from '../support/test-database.ts';

const ACCOUNTS = 3000;
const CALLS = 30_000;
const KILLS = 20;
const DAY_MS = 86_400_000;

const database = await createTestServer();
const { url, pool } = database;
const world = await createWorld({ database, hasRealClock: true });
await world.trunk({ 49: { costPerMinute: '0.001' } });
const rateGroupId = await world.rateGroup({ 49: { costPerMinute: '0.06' } });
const line = await world.account(
  world.customerOf({
    settings: { cps: 'unlimited', concurrentCalls: 'unlimited' },
    billing: { rateGroupId },
  }),
);

const outfile = new URL('../../dist/test/billing-runner.mjs', import.meta.url).pathname;
await build({
  entryPoints: [new URL('billing-runner.ts', import.meta.url).pathname],
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
  outfile,
  logLevel: 'warning',
});
const runners = new Set<ChildProcess>();
afterAll(() => runners.forEach((child) => child.kill('SIGKILL')));

/** One that has begun; `ended` says how it ended. */
async function startRunner() {
  const child = spawn(process.execPath, [outfile, url], { stdio: ['ignore', 'pipe', 'inherit'] });
  runners.add(child);
  const ended = new Promise<number | string>((resolve) =>
    child.once('close', (code, signal) => {
      runners.delete(child);
      resolve(code ?? signal ?? 'unknown');
    }),
  );
  await new Promise<void>((resolve) => {
    createInterface({ input: child.stdout }).once('line', () => resolve());
    void ended.then(() => resolve());
  });
  return { child, ended };
}

test(`${KILLS} kills of who bills and one of PostgreSQL: nobody is billed twice or never`, {
  timeout: 400_000,
}, async () => {
  const seed = Date.now() % 1_000_000;
  const random = seededRandom(seed);
  const today = Math.floor(Date.now() / DAY_MS) * DAY_MS;
  const beganAt = new Date(today - 3 * DAY_MS);
  const issuerId = await fillCustomers(pool, { count: ACCOUNTS, beganAt });
  await fillCalls(pool, { day: new Date(today - 2 * DAY_MS), count: CALLS, accounts: ACCOUNTS, issuerId });
  const filled =
    "account_id in (select id from accounts where number like '0%' and length(number) = 8 and kind = 'customer')";
  await pool.query('analyze');
  // Whatever day it is, the billing day after the one that has passed is ten days away at least.
  const ahead = new Date(today + 10 * DAY_MS).getUTCDate();
  const billingDay = ahead > 28 ? 5 : ahead;
  await pool.query(
    `update accounts set billing_schedule = 'monthly', billing_day = $1 where id in (select account_id from wallet_billing where ${filled})`,
    [billingDay],
  );
  await pool.query(`update wallet_billing set next_at = $1 where ${filled}`, [new Date(today - DAY_MS)]);

  let isOver = false;
  const counts = { payments: 0, calls: 0, again: 0 };
  /** Until it is answered for good: PostgreSQL may be away for a moment. */
  const surely = async (send: () => Promise<{ status: number }>) => {
    for (;;) {
      const status = await send().then(
        (answer) => answer.status,
        () => 503,
      );
      if (status < 300) return;
      counts.again += 1;
      await sleep(20);
    }
  };
  const pays = async () => {
    while (!isOver) {
      const once = key();
      await surely(() =>
        world.owner.post(
          `/api/v1/accounts/${line.accountId}/payments`,
          { amount: '1', method: 'cash' },
          once,
        ),
      );
      counts.payments += 1;
    }
  };
  const talks = async () => {
    while (!isOver) {
      const granted = await world.send(world.question(line)).catch(() => null);
      if (granted?.body.ok !== true) continue;
      const end = world.end(granted.body, 3000);
      await surely(() => world.send(end));
      counts.calls += 1;
    }
  };
  const load = [pays(), pays(), talks()];

  const invoices = async () =>
    (await pool.query<{ count: number }>(`select count(*)::int as count from documents where ${filled}`))
      .rows[0]!.count;
  const seen: number[] = [];
  for (let kill = 0; kill < KILLS; kill++) {
    const [one, other] = await Promise.all([startRunner(), startRunner()]);
    await sleep(random.whole(0, 2000));
    if (kill === KILLS / 2) {
      // A backend that is killed takes PostgreSQL down with it: all of its processes end, and it recovers from its log.
      const { rows } = await pool.query<{ pid: number }>(
        "select pid from pg_stat_activity where application_name = 'billing runner' limit 1",
      );
      if (rows[0] !== undefined) process.kill(rows[0].pid, 'SIGKILL');
      await sleep(random.whole(0, 300));
    }
    for (const { child, ended } of random.shuffle([one, other])) {
      child.kill('SIGKILL');
      await ended;
    }
    seen.push(await invoices().catch(() => -1));
  }
  const last = await Promise.all([startRunner(), startRunner()]);
  expect(await Promise.all(last.map(({ ended }) => ended))).toEqual([0, 0]);
  isOver = true;
  await Promise.all(load);

  // It was killed in the middle, not before or after it.
  const between = new Set(seen.filter((count) => count > 0 && count < ACCOUNTS));
  expect(between.size, `seed ${seed}: ${seen.join(' ')}`).toBeGreaterThan(0);
  const { rows } = await pool.query(
    `select count(*)::int as documents, count(distinct account_id)::int as accounts, max(serial)::int as serial, sum(items)::int as items,
       count(*) filter (where kind <> 'invoice')::int as others from documents where ${filled}`,
  );
  expect(rows[0]).toMatchObject({ documents: ACCOUNTS, accounts: ACCOUNTS, serial: ACCOUNTS, others: 0 });
  expect(rows[0].items).toBeGreaterThanOrEqual(CALLS);
  expect(counts.payments).toBeGreaterThan(20);
  expect(counts.calls).toBeGreaterThan(20);
  const { rows: receipts } = await pool.query(
    "select count(*)::int as count from documents where kind = 'receipt'",
  );
  expect(receipts).toEqual([{ count: counts.payments }]);
  // Tables that have grown so within a minute are known to the planner as small ones.
  await pool.query('analyze');
  const verifying = performance.now();
  await world.verify();
  const verifySeconds = Math.round((performance.now() - verifying) / 1000);
  console.log(
    `billing chaos, seed ${seed}: ${JSON.stringify({ ...counts, verifySeconds })}, invoices after each kill ${seen.join(' ')}`,
  );
});
