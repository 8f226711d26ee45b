/** Numbers have no gaps, whoever issues at the same moment and whatever is taken back. */
import { afterEach, expect, test } from 'vitest';
import { runBilling } from '../../src/operations/billing/run-billing.ts';
import { createPool, withTransaction } from '../../src/postgres/pool.ts';
import { issueReceipts, planReceipt } from '../../src/operations/billing/plan-receipt.ts';
import { key, PASSWORD, type Json } from '../http/support.ts';
import { createBillingWorld, MINUTES } from './billing-world.ts';

const world = await createBillingWorld();
const { account, call, owner } = world;
const { pool } = world.database;
const rateGroupId = await world.rateGroup({ 49: { ...MINUTES, costPerMinute: '0.06' } });
const postpaid = {
  rateGroupId,
  accountType: 'postpaid',
  creditLimit: '1000',
  schedule: 'daily',
  billingDay: null,
};

const serials = async (): Promise<Json[]> =>
  (
    await pool.query(
      `select issuer_id as issuer, kind, year, array_agg(serial::int order by serial) as serials, array_agg(number order by serial) as numbers
       from documents group by 1, 2, 3 order by 1, 2, 3`,
    )
  ).rows;

afterEach(() => world.verify());

test('20 payments, credit notes of two invoices and transactions that fail, over three connections, leave no gap', async () => {
  const lines = await Promise.all([account(postpaid), account(postpaid), account({ rateGroupId })]);
  for (const line of lines.slice(0, 2)) {
    await world.adjust(line, '100', 'debit');
    world.advance(1000);
    await world.posted(owner, `accounts/${line.accountId}/bill`, {});
  }
  const { rows: invoices } = await pool.query<{ id: string }>(
    "select public_id as id from documents where kind = 'invoice'",
  );
  const narrow = createPool({
    url: world.database.url,
    connectionsMax: 3,
    applicationName: 'race',
    onError: () => {},
  });
  const walletOf = async ({ accountId }: Json): Promise<bigint> =>
    (
      await pool.query<{ id: bigint }>(
        'select w.id from wallets w join accounts a on a.id = w.account_id where a.public_id = $1',
        [accountId],
      )
    ).rows[0]!.id;
  const prepaid = await walletOf(lines[2]);
  // Takes a number, writes its document, and fails.
  const fails = () =>
    withTransaction(narrow, async (tx) => {
      const receipt = await planReceipt(tx, prepaid, {
        kind: 'payment',
        lines: [{ text: '', amountMicros: 1_000_000n }],
      });
      await issueReceipts(tx, [{ receipt, transferIds: ['019aabcd-0000-7000-8000-000000000001'] }], {
        now: world.now(),
        actorId: null,
      });
      await tx.query('select 1 / 0');
    }).catch((error: unknown) => String(error));
  const pay = (n: number) =>
    owner.post(
      `/api/v1/accounts/${lines[n % 3]!.accountId}/payments`,
      { amount: '1', method: 'cash' },
      key(),
    );
  const credit = (n: number) =>
    owner.post(
      `/api/v1/documents/${invoices[n % 2]!.id}/credit-notes`,
      { reason: 'Some of it', lines: [{ line: 0, amount: '1' }] },
      key(),
    );
  const [paid, credited, failed] = await Promise.all([
    Promise.all(Array.from({ length: 20 }, (_, n) => pay(n))),
    Promise.all(Array.from({ length: 10 }, (_, n) => credit(n))),
    Promise.all(Array.from({ length: 10 }, fails)),
  ]);
  await narrow.end();
  expect([...paid, ...credited].map(({ status }) => status)).toEqual(Array(30).fill(201));
  expect(failed).toEqual(Array(10).fill('error: division by zero'));
  expect((await serials()).map(({ kind, serials: all }) => [kind, all])).toEqual([
    ['credit_note', Array.from({ length: 10 }, (_, n) => n + 1)],
    ['invoice', [1, 2]],
    ['receipt', Array.from({ length: 20 }, (_, n) => n + 1)],
  ]);
});

test('a reseller issues its own beside the operator’s, both change the year on their own clocks, and two runs at once bill once', async () => {
  const shop = await world.anyAccount(
    world.resellerOf({
      profile: { timezone: 'America/New_York' },
      billing: postpaid,
      resellerTerms: { useOwnLetterhead: true },
    }),
    {},
    owner,
  );
  const client = await world.keyOf(await world.signIn(shop.number, PASSWORD));
  const own = await client.patch('/api/v1/settings', {
    settings: { 'billing.number_format_invoice': 'S{year}/{number:3}' },
  });
  expect(own.status).toBe(200);
  const list = await world.rateGroup({ 49: { ...MINUTES, costPerMinute: '0.1' } }, {}, client);
  const below = await account({ ...postpaid, rateGroupId: list }, { parent: shop });
  await world.run();
  world.advanceTo('2026-12-31T22:00:00Z');
  await call(below, 60_000);
  // A minute after midnight in Berlin; in New York it is still the old year.
  world.advanceTo('2026-12-31T23:01:00Z');
  const errors: unknown[] = [];
  const run = () => runBilling({ pool, now: world.now, onError: (error) => errors.push(error) });
  const both = await Promise.all([run(), run(), run()]);
  world.advanceTo('2027-01-01T05:01:00Z');
  await Promise.all([run(), run()]);
  await call(below, 60_000);
  world.advanceTo('2027-01-01T23:01:00Z');
  await run();
  world.advanceTo('2027-01-02T05:01:00Z');
  await run();
  expect(errors).toEqual([]);
  expect(both.filter((count) => count > 0).length).toBeLessThanOrEqual(1);
  const numbers = (await world.documents(below)).map(({ number, total }) => [number, total]);
  expect(numbers).toEqual([
    ['S2026/001', 100_000n],
    ['S2027/001', 100_000n],
  ]);
  const bought = (await world.documents(shop)).map(({ number, total }) => [number, total]);
  expect(bought).toEqual([
    ['INV-2027-00001', 60_000n],
    ['INV-2027-00002', 60_000n],
  ]);
});
