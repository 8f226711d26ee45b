/**
 * Two servers renew thousands of subscriptions, remind of thousands of invoices and hand out what happened, and are killed in the middle
 * of it, PostgreSQL too, while people pay.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { build } from 'esbuild';
import { afterAll, expect, test } from 'vitest';
import { fillCustomers } from '../../bench/invoice-world.ts';
import { formatMoney } from '../../src/domain/money.ts';
import { createProductWorld } from '../products/product-world.ts';
import { key, PASSWORD, type Json } from '../http/support.ts';
import { seededRandom } from '../support/random.ts';
import { createTestServer } from '../support/test-database.ts';

const ACCOUNTS = Number(process.env.CHAOS_ACCOUNTS ?? 2000);
const CHAINED = 20;
const KILLS = { renewals: 8, reminders: 7 };
/** What a renewal costs; every tenth has nothing for it. */
const FEE = 10_000_000n;

/** Of `accounts a`. */
const FILLED = "(a.kind = 'customer' and a.number like '0%' and length(a.number) = 8)";
const IS_POOR = '(a.id % 10 = 0)';

const database = await createTestServer();
const { url, pool } = database;
const world = await createProductWorld({ database });
const { owner } = world;

const outfile = new URL('../../dist/test/products-runner.mjs', import.meta.url).pathname;
await build({
  entryPoints: [new URL('products-runner.ts', import.meta.url).pathname],
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
  const child = spawn(process.execPath, [outfile, url, world.now().toISOString()], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
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

const seed = Date.now() % 1_000_000;
const random = seededRandom(seed);
const rowsOf = async (statement: string, values: readonly unknown[] = []) =>
  (await pool.query<Json>(statement, [...values])).rows;
const countOf = async (from: string): Promise<number> =>
  (await rowsOf(`select count(*)::int as count from ${from}`))[0]!.count;

/** Kills two at once so often, and lets two come to the end. Returns how far it was after each. */
async function killed(kills: number, far: string, crashesAt: number): Promise<number[]> {
  const seen: number[] = [];
  for (let kill = 0; kill < kills; kill++) {
    const [one, other] = await Promise.all([startRunner(), startRunner()]);
    await sleep(random.whole(0, 5000));
    if (kill === crashesAt) {
      // A backend that is killed takes PostgreSQL down with it: all of its processes end, and it recovers from its log.
      const [backend] = await rowsOf(
        "select pid from pg_stat_activity where application_name = 'products runner' limit 1",
      );
      if (backend !== undefined) process.kill(backend.pid, 'SIGKILL');
      await sleep(random.whole(0, 300));
    }
    for (const { child, ended } of random.shuffle([one, other])) {
      child.kill('SIGKILL');
      await ended;
    }
    seen.push(await countOf(far).catch(() => -1));
  }
  return seen;
}

async function comesToAnEnd(): Promise<void> {
  const both = await Promise.all([startRunner(), startRunner()]);
  expect(await Promise.all(both.map(({ ended }) => ended))).toEqual([0, 0]);
}

/** Until it is answered for good: PostgreSQL may be away for a moment. */
async function surely(accountId: string, amount: string): Promise<void> {
  const once = key();
  for (;;) {
    const answer = await owner
      .post(`/api/v1/accounts/${accountId}/payments`, { amount, method: 'cash' }, once)
      .catch(() => null);
    if (answer !== null && answer.status < 300) return;
    expect(answer?.status ?? 503, JSON.stringify(answer?.body)).toBe(503);
    await sleep(20);
  }
}

/** Customers of the operator that have it for a month; every tenth has no money for another, and all want mails. */
async function fillSubscriptions(productId: string): Promise<void> {
  await fillCustomers(pool, { count: ACCOUNTS, beganAt: world.now() });
  await pool.query(`update accounts a set generate_invoice = false where ${FILLED}`);
  await pool.query(
    `update account_profiles set notification_emails = array['a' || account_id || '@example.com']
     where account_id in (select id from accounts a where ${FILLED})`,
  );
  await pool.query(
    `update wallets set credit_limit_micros = 0 where account_id in (select id from accounts a where ${FILLED} and ${IS_POOR})`,
  );
  // The first month was free.
  await pool.query(
    `with had as (
       insert into subscriptions (account_id, product_id, status, ordered_at, anchor_day, period_from, renews_at)
       select a.id, p.id, 'active', $2, 24, $2, '2026-12-23T23:00:00Z' from accounts a, products p
       where ${FILLED} and p.public_id = $1 returning id, account_id, period_from, renews_at)
     insert into product_charges (subscription_id, part, period_from, period_to, level, account_id, is_commission, amount_micros, list_micros,
       exchange_rate_e10, charged_at, begins_anew)
     select id, 'fee', period_from, renews_at, 0, account_id, false, 0, 0, 10000000000, period_from, true from had`,
    [productId, world.now()],
  );
}

/** A distributor whose customers pay it, while it pays for each of them: one wallet that all of them need. */
async function buildChain(): Promise<void> {
  const mine = await world.product({ fee: '2', mayResell: true });
  const reseller = await world.anyAccount(
    world.resellerOf({
      settings: {},
      billing: { accountType: 'postpaid', creditLimit: '100000' },
      resellerTerms: { type: 'distributor' },
    }),
    {},
    owner,
  );
  const client = await world.keyOf(await world.signIn(reseller.number, PASSWORD));
  const theirs = await world.product({ fee: '3', resellsId: mine.id }, client);
  for (let n = 0; n < CHAINED; n++) {
    const line = await world.account({ accountType: 'prepaid' }, { parent: reseller });
    await world.pay(line, '100');
    await world.order(line, { productId: theirs.id });
  }
}

/** Accounts that pay one after another, until it is over. */
function paying(accounts: readonly Json[], amount: string) {
  let isOver = false;
  const paid = new Set<string>();
  const pays = async () => {
    for (const { id } of accounts) {
      if (isOver) return;
      await surely(id, amount);
      paid.add(id);
    }
  };
  const work = pays();
  return {
    stop: async () => {
      isOver = true;
      await work;
      return paid;
    },
  };
}

const POLICY = {
  isActive: true,
  hour: 9,
  minimums: [],
  steps: [
    { action: 'remind', days: 1, isActive: true },
    { action: 'suspend', days: 5, isActive: true },
    { action: 'remind', days: 7, isActive: true },
  ],
};

test(`${KILLS.renewals + KILLS.reminders} kills of who renews and reminds and one of PostgreSQL: each once`, {
  timeout: 1_200_000,
}, async () => {
  // The clock stands at 2026-11-24.
  const product = await world.product({ fee: formatMoney(FEE) });
  await fillSubscriptions(product.id);
  await buildChain();
  await world.posted(owner, 'webhooks', { url: 'https://example.com/hook' });
  expect((await owner.put('/api/v1/dunning/policy', POLICY)).status).toBe(200);
  await pool.query('analyze');
  const poor = await rowsOf(`select a.public_id as id from accounts a where ${FILLED} and ${IS_POOR}`);
  const rich = await rowsOf(`select a.public_id as id from accounts a where ${FILLED} and not ${IS_POOR}`);

  // All renewals are due.
  world.advanceTo('2026-12-26T12:00:00Z');
  const charged = 'product_charges where amount_micros > 0';
  const topsUp = paying(random.shuffle(poor).slice(0, poor.length / 2), '30');
  const renewed = await killed(KILLS.renewals, charged, KILLS.renewals / 2);
  const toppedUp = await topsUp.stop();
  await comesToAnEnd();
  wasInTheMiddle(renewed, CHAINED * 2, await countOf(charged));
  await checkCharges(toppedUp);

  // Their invoices are overdue, while the next renewal is still to come.
  world.advanceTo('2027-01-01T08:00:00Z');
  await world.run();
  world.advanceTo('2027-01-23T12:00:00Z');
  const pays = paying(random.shuffle(rich).slice(0, rich.length / 4), '11.9');
  const reminded = await killed(KILLS.reminders, 'dunning_actions', -1);
  const paid = await pays.stop();
  await comesToAnEnd();
  wasInTheMiddle(reminded, 0, await countOf('dunning_actions'));
  await checkReminders({ toppedUp, paid });
  await checkEvents();
  const { rows } = await pool.query(
    'select series_owner_id, year, kind, count(*)::int as count, max(serial)::int as serial from documents group by 1, 2, 3',
  );
  for (const { kind, count, serial } of rows) expect([kind, count]).toEqual([kind, serial]);
  await pool.query('analyze');
  await world.verify();
  console.log(
    `products chaos, seed ${seed}: charges after each kill ${renewed.join(' ')}, reminders ${reminded.join(' ')}, ` +
      `${toppedUp.size} topped up and ${paid.size} paid meanwhile`,
  );
});

/** It was killed in the middle, not before or after it. */
function wasInTheMiddle(seen: readonly number[], first: number, last: number): void {
  const between = new Set(seen.filter((count) => count > first && count < last));
  expect(between.size, `seed ${seed}: ${seen.join(' ')} of ${last}`).toBeGreaterThan(0);
}

/** Each interval once at each level, and whoever had too little waits. */
async function checkCharges(toppedUp: ReadonlySet<string>): Promise<void> {
  const subscriptions = await rowsOf(
    `select a.public_id as id, ${FILLED} as "isFilled", ${IS_POOR} as "isPoor", s.status,
       array(select c.level || ' ' || c.amount_micros from product_charges c where c.subscription_id = s.id and c.part = 'fee' order by c.id) as charges
     from subscriptions s join accounts a on a.id = s.account_id`,
  );
  expect(subscriptions).toHaveLength(ACCOUNTS + CHAINED);
  const chained = ['0 3000000', '1 2000000'];
  // Of 31 days 29 are left for whoever waited, in whole cents.
  const restFee = 9_350_000n;
  for (const { id, isFilled, isPoor, status, charges } of subscriptions) {
    const isUnpaid = isFilled && isPoor && !toppedUp.has(id);
    expect([id, status]).toEqual([id, isUnpaid ? 'unpaid' : 'active']);
    if (!isFilled) expect(charges).toEqual([...chained, ...chained]);
    else if (isUnpaid) expect(charges).toEqual(['0 0']);
    else if (isPoor) expect([`0 0,0 ${FEE}`, `0 0,0 ${restFee}`]).toContain(charges.join(','));
    else expect(charges).toEqual(['0 0', `0 ${FEE}`]);
  }
}

/** One reminder and one suspension of whoever did not pay; nobody who paid stays suspended. */
async function checkReminders({
  toppedUp,
  paid,
}: Readonly<{ toppedUp: ReadonlySet<string>; paid: ReadonlySet<string> }>): Promise<void> {
  const accounts = await rowsOf(
    `select a.public_id as id, ${IS_POOR} as "isPoor",
       (select count(*)::int from debt_suspensions s where s.account_id = a.id and s.lifted_at is null) as suspended,
       (select count(*)::int from debt_suspensions s where s.account_id = a.id) as suspensions,
       array(select x.days || case when x.is_passed_over then ' passed over' else ' sent' end from dunning_actions x
         where x.account_id = a.id order by x.days) as actions,
       array(select e.type from events e where e.account_id = a.id and (e.type in ('invoice.overdue', 'invoice.paid', 'invoice.reminded')
         or e.type like 'dunning.%') order by e.id) as events
     from accounts a where ${FILLED}`,
  );
  const told = ['invoice.overdue', 'invoice.reminded', 'dunning.suspended'];
  for (const { id, isPoor, suspended, suspensions, actions, events } of accounts) {
    // Nothing was charged to whoever had nothing, and whoever had paid before owes nothing.
    if (isPoor) {
      expect([actions, events, suspensions]).toEqual([[], toppedUp.has(id) ? ['invoice.paid'] : [], 0]);
      continue;
    }
    const isTold = actions.length > 0;
    if (isTold || !paid.has(id)) expect(actions).toEqual(['1 passed over', '7 sent']);
    expect([id, suspended]).toEqual([id, paid.has(id) ? 0 : 1]);
    expect(suspensions).toBeLessThanOrEqual(1);
    if (!paid.has(id)) expect(events).toEqual(told);
    else if (!isTold) expect(events).toEqual(['invoice.paid']);
    // It may have paid between the reminder and the suspension.
    else
      expect([
        [...told, 'invoice.paid', 'dunning.lifted'],
        ['invoice.overdue', 'invoice.reminded', 'invoice.paid'],
      ]).toContainEqual(events);
  }
}

/** Every event was handed out, and is worth one delivery and one mail. */
async function checkEvents(): Promise<void> {
  expect(await countOf('events where handed_out_at is null')).toBe(0);
  expect(await countOf('webhook_deliveries')).toBe(await countOf('events'));
  const mails = await rowsOf(
    `with told as (select account_id, count(*)::int as count, case type when 'subscription.renewed' then 'renewal'
         when 'subscription.unpaid' then 'renewal_unpaid' when 'invoice.reminded' then 'invoice_overdue'
         when 'dunning.suspended' then 'suspended_for_debt' when 'dunning.lifted' then 'restored' end as kind from events group by 1, 3),
       sent as (select account_id, kind, count(*)::int as count from mails where kind in (select kind from told) group by 1, 2)
     select coalesce(told.count, 0) as told, coalesce(sent.count, 0) as sent
     from (select * from told where kind is not null) told full join sent using (account_id, kind)
     where account_id in (select a.id from accounts a where ${FILLED})`,
  );
  expect(mails.length).toBeGreaterThan(2 * ACCOUNTS);
  for (const { told, sent } of mails) expect(sent).toBe(told);
}
