/** A dry run says what a billing day issues, and leaves nothing behind. */
import { afterEach, expect, test } from 'vitest';
import { runJobs } from '../../src/operations/jobs/run-jobs.ts';
import { key, PASSWORD, reseller, type Client, type Json } from '../http/support.ts';
import { jobContextOf } from '../http/many-context.ts';
import { createBillingWorld, MINUTES } from './billing-world.ts';

const world = await createBillingWorld();
const { owner } = world;
const rateGroupId = await world.rateGroup({
  49: { ...MINUTES, costPerMinute: '0.07', destination: 'Germany' },
});
const vat = (await world.created(owner, 'taxes', { name: 'VAT', percent: '20' })).id;

afterEach(() => world.verify());

const TABLES = [
  'documents',
  'document_items',
  'document_series',
  'parked_documents',
  'billing_runs',
  'ledger_transfers',
];
const left = async () => {
  const counts = await Promise.all(
    TABLES.map(
      async (name) => (await world.database.pool.query(`select count(*)::int as n from ${name}`)).rows[0].n,
    ),
  );
  const { rows } = await world.database.pool.query('select * from wallet_billing order by wallet_id');
  return { counts, rows };
};
const dryRun = async (at: string, client: Client = owner): Promise<Json> => {
  const started = await client.post('/api/v1/billing/dry-runs', { at }, key());
  expect(started.status, JSON.stringify(started.body)).toBe(202);
  await runJobs(jobContextOf(world));
  const { body } = await client.get(`/api/v1/jobs/${started.body.jobId}`);
  expect(body).toMatchObject({ kind: 'preview_billing', status: 'done', error: null });
  return body.result;
};

const byText = (a: readonly unknown[], b: readonly unknown[]) => (String(a) < String(b) ? -1 : 1);

test('what it says is what the run issues then, and until then nothing is there', async () => {
  const first = await world.account({
    accountType: 'postpaid',
    creditLimit: '100',
    rateGroupId,
    taxIds: [vat],
    schedule: 'daily',
    billingDay: null,
  });
  const second = await world.account(
    { accountType: 'prepaid', rateGroupId, schedule: 'daily', billingDay: null },
    { balance: '5' },
  );
  const credited = await world.account({ accountType: 'postpaid', schedule: 'daily', billingDay: null });
  const idle = await world.account({
    accountType: 'postpaid',
    schedule: 'daily',
    billingDay: null,
    generateInvoice: false,
  });
  await world.call(first, 61_000);
  await world.adjust(first, '9.90', 'debit');
  await world.call(second, 1000);
  await world.adjust(credited, '3', 'credit');
  world.advance(60_000);
  const until = new Date(world.now().getTime() + 2 * 86_400_000).toISOString();
  const before = await left();
  const said = await dryRun(until);
  expect(await left()).toEqual(before);
  // 0.14 and 9.90 with 20 %; a call of 0.07; 3.00 too much credited; nothing.
  expect(said).toMatchObject({ issued: 2, parked: 1 });
  expect(said.due - said.skipped).toBe(3);
  expect(said.totals).toEqual([
    { kind: 'invoice', currency: 'EUR', count: 1, net: '10.040000', tax: '2.010000', total: '12.050000' },
    { kind: 'usage_receipt', currency: 'EUR', count: 1, net: '0.070000', tax: '0.000000', total: '0.070000' },
  ]);
  const rows = said.rows.map((row: Json) => [row.accountNumber, row.kind, row.outcome, row.total]);
  expect(rows.toSorted(byText)).toEqual(
    [
      [first.number, 'invoice', 'issue', '12.050000'],
      [second.number, 'usage_receipt', 'issue', '0.070000'],
      [credited.number, 'invoice', 'negative', '-3.000000'],
    ].toSorted(byText),
  );
  world.advance(86_400_000);
  await world.run();
  const issued = [...(await world.documents(first)), ...(await world.documents(second))];
  expect(issued.filter(({ kind }) => kind !== 'receipt').map(({ total }) => total)).toEqual([
    12_050_000n,
    70_000n,
  ]);
  expect(await world.documents(idle)).toEqual([]);
});

test('it is of one’s own book, of days to come, and for whoever may issue', async () => {
  const made = await owner.post('/api/v1/accounts', reseller());
  const client = await world.keyOf(await world.signIn(made.body.account.number, PASSWORD));
  const line = await world.account(
    { accountType: 'postpaid', schedule: 'daily', billingDay: null },
    { client },
  );
  await world.adjust(line, '4', 'debit', client);
  world.advance(60_000);
  const until = new Date(world.now().getTime() + 2 * 86_400_000).toISOString();
  const said = await dryRun(until, client);
  expect(said.rows.map((row: Json) => row.accountNumber)).toEqual([line.number]);
  const numbers = (await dryRun(until)).rows.map((row: Json) => row.accountNumber);
  expect(numbers).not.toContain(line.number);
  for (const days of [-1, 63]) {
    const at = new Date(world.now().getTime() + days * 86_400_000).toISOString();
    expect((await owner.post('/api/v1/billing/dry-runs', { at }, key())).status).toBe(422);
  }
});
