/** Months are closed when they are proved, days of calls go after that, and the books stay provable to the micro. */
import { expect, test } from 'vitest';
import { applyRetention, previewRetention } from '../../src/operations/audit/apply-retention.ts';
import { runBilling } from '../../src/operations/billing/run-billing.ts';
import { closeMonths } from '../../src/operations/ledger/close-months.ts';
import { verifyBooks } from '../../src/operations/ledger/verify-books.ts';
import { createWorld } from './world.ts';

const DAY_MS = 86_400_000;
// It is 2026-11-24 12:00 UTC.
const world = await createWorld();
// By a key, because sessions end while days go by.
const made = await world.owner.post('/api/v1/api-keys', { name: 'test' });
const owner = world.clientOf({ authorization: `Bearer ${made.body.key}` });
const { ask, send, answer, end } = world;
const { pool, reads } = world.database;
const context = { pool, now: world.now };
await world.trunk({ 49: { costPerMinute: '0.006' } });
const rateGroupId = await world.rateGroup({ 49: { costPerMinute: '0.012' } });
const settings = { cps: 100, concurrentCalls: 10 };
const line = await world.account(world.customerOf({ settings, billing: { rateGroupId } }), { balance: '5' });
const until = (moment: string) => world.advance(Date.parse(moment) - world.now().getTime());
const call = async () => send(end(await ask(line), 60_000));
const verified = async (isFull = false) => {
  const { sinceMonth, calls, violations } = await verifyBooks(reads, world.now(), null, { isFull });
  return { sinceMonth, calls, broken: [...new Set(violations.map(({ invariant }) => invariant))].toSorted() };
};
const withoutTriggers = async (sql: string) => {
  const client = await pool.connect();
  try {
    await client.query("set session_replication_role = 'replica'");
    await client.query(sql);
  } finally {
    await client.query("set session_replication_role = 'origin'");
    client.release();
  }
};
const wallet = async () => (await owner.get(`/api/v1/accounts/${line.accountId}`)).body.wallet;
const months = async () =>
  (await pool.query('select month::text as month from closed_months order by 1')).rows.map(
    ({ month }) => month,
  );
const callsLine = async () =>
  (await previewRetention(reads, world.now())).find(({ kind }) => kind === 'calls')!;

test('a month is closed three days after its end, and proving goes on from there', async () => {
  await call();
  // Below its limit by a debit of staff, and still so in the month after.
  await world.created(owner, `accounts/${line.accountId}/adjustments`, {
    amount: '10',
    direction: 'debit',
    note: 'Owed from before',
  });
  until('2026-12-03T23:00:00Z');
  expect(await closeMonths(context)).toEqual([]);
  until('2026-12-04T01:00:00Z');
  expect(await closeMonths(context)).toEqual(['2026-11-01']);
  expect(await closeMonths(context)).toEqual([]);
  const { rows } = await pool.query(
    'select b.balance_micros, b.passed_micros from month_balances b join wallets w on w.id = b.wallet_id join accounts a on a.id = w.account_id where a.public_id = $1',
    [line.accountId],
  );
  // 5 − 0.012 − 10
  expect(rows).toEqual([{ balance_micros: -5_012_000n, passed_micros: 10_000_000n }]);
  expect(await verified()).toEqual({ sinceMonth: '2026-11-01', calls: 0, broken: [] });
  expect(await verified(true)).toEqual({ sinceMonth: null, calls: 1, broken: [] });
  await world.topUp(line.accountId, '20', owner);
  await call();
  expect(await verified()).toEqual({ sinceMonth: '2026-11-01', calls: 1, broken: [] });
});

test('whole days of calls go when their time is over and their month is closed, and the books are as they were', async () => {
  expect((await callsLine()).count).toBe(0);
  expect((await owner.patch('/api/v1/settings', { settings: { 'retention.calls_days': 7 } })).status).toBe(
    200,
  );
  const before = await wallet();
  until('2026-12-15T12:00:00Z');
  await call();
  // Kept, because nobody has billed it yet.
  expect(await callsLine()).toEqual({ kind: 'calls', days: 7, count: 0 });
  const bill = () =>
    runBilling({
      ...context,
      onError: (error) => {
        throw error;
      },
    });
  expect(await bill()).toBeGreaterThan(0);
  // The one of November; that of the 4th of December is as old, and its month is open.
  expect(await callsLine()).toEqual({ kind: 'calls', days: 7, count: 1 });
  const dropped = (await applyRetention(context)).find(({ kind }) => kind === 'calls');
  expect(dropped?.count).toBe(1);
  expect((await callsLine()).count).toBe(0);
  expect((await owner.get(`/api/v1/accounts/${line.accountId}/calls`)).body.items).toHaveLength(2);
  expect(await verified()).toEqual({ sinceMonth: '2026-11-01', calls: 2, broken: [] });
  expect(await verified(true)).toEqual({ sinceMonth: null, calls: 2, broken: [] });
  // A call of 0.012; the usage receipt of November has rounded the one before it to a cent.
  expect(Number(before.balance) - Number((await wallet()).balance)).toBeCloseTo(0.01, 6);
  // The statement has what was charged, without the call.
  const { items } = (await owner.get(`/api/v1/accounts/${line.accountId}/statement`)).body;
  expect(items.length).toBeGreaterThanOrEqual(6);
});

test('a call that goes on holds up its month, and broken books do for a day', async () => {
  until('2026-12-31T23:59:00Z');
  const lasting = await ask(line);
  await send(answer(lasting));
  until('2027-01-10T12:00:00Z');
  expect(await closeMonths(context)).toEqual([]);
  await send(end(lasting, 60_000));
  await withoutTriggers('update wallets set balance_micros = balance_micros + 1');
  await expect(closeMonths(context)).rejects.toThrow('2026-12 is not closed');
  await withoutTriggers('update wallets set balance_micros = balance_micros - 1');
  expect(await closeMonths(context)).toEqual([]);
  world.advance(DAY_MS);
  expect(await closeMonths(context)).toEqual(['2026-12-01']);
  expect(await months()).toEqual(['2026-11-01', '2026-12-01']);
  expect(await verified(true)).toMatchObject({ broken: [] });
});

test('what is changed in a closed month is found, by its hash at once and by its transfers from the beginning', async () => {
  for (const [wrong, right, found, foundInFull] of [
    [
      "update month_balances set balance_micros = balance_micros + 1 where month = '2026-12-01'",
      "update month_balances set balance_micros = balance_micros - 1 where month = '2026-12-01'",
      ['I12', 'I2'],
      ['I12'],
    ],
    [
      "update closed_months set hash = reverse(hash) where month = '2026-11-01'",
      "update closed_months set hash = reverse(hash) where month = '2026-11-01'",
      ['I12'],
      ['I12'],
    ],
    [
      "update ledger_transfers set amount_micros = amount_micros + 1 where kind = 'staff_debit'",
      "update ledger_transfers set amount_micros = amount_micros - 1 where kind = 'staff_debit'",
      [],
      ['I12', 'I2', 'I7'],
    ],
  ] as const) {
    await withoutTriggers(wrong);
    expect((await verified()).broken, wrong).toEqual(found);
    expect((await verified(true)).broken, wrong).toEqual(foundInFull);
    await withoutTriggers(right);
  }
  expect((await verified()).broken).toEqual([]);
  await expect(pool.query('update closed_months set hash = hash')).rejects.toThrow('append-only');
  await expect(pool.query('delete from month_balances')).rejects.toThrow('append-only');
  await world.verify();
});
