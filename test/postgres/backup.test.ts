/** A backup holds everything of one moment, also while calls go on, and what is restored of it proves the same books. */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { runBilling } from '../../src/operations/billing/run-billing.ts';
import { verifyBooks } from '../../src/operations/ledger/verify-books.ts';
import { dumpDatabase, type Dumped } from '../../src/postgres/backup/dump.ts';
import { tablesOf } from '../../src/postgres/backup/inventory.ts';
import { checkFiles, hasAccounts, loadDatabase } from '../../src/postgres/backup/load.ts';
import type { Db } from '../../src/postgres/pool.ts';
import { createTestDatabase } from '../support/test-database.ts';
import { createWorld } from '../charging/world.ts';

const world = await createWorld();
const { database, ask, send, end } = world;
const retail = await world.rateGroup({ '49': { costPerMinute: '0.6' } });
await world.trunk({ '49': { costPerMinute: '0.1' } });
const line = await world.account(
  world.customerOf({
    settings: { cps: 'unlimited', concurrentCalls: 'unlimited' },
    profile: { lastName: 'Back\\slash "Quote" ’ 东京 ‎مرحبا', address1: '\\N' },
    billing: { rateGroupId: retail },
  }),
  { balance: '1000' },
);
const call = async (seconds: number) => {
  const granted = await ask(line);
  await send(end(granted, seconds * 1000));
};
for (const seconds of [61, 5, 0]) await call(seconds);
// Documents of every kind that a book has: receipts, an invoice, what takes a part of it back, a draft, and bytes that were served.
const debtor = await world.account(
  world.customerOf({ billing: { rateGroupId: retail, accountType: 'postpaid', creditLimit: '50' } }),
);
const written = async (path: string, body: object) => world.created(world.owner, path, body);
await written(`accounts/${debtor.accountId}/payments`, { amount: '3', method: 'cash' });
await written(`accounts/${debtor.accountId}/adjustments`, { amount: '7', direction: 'debit', note: 'Work' });
world.advance(1000);
const { items: issued } = await written(`accounts/${debtor.accountId}/bill`, {});
await written(`documents/${issued[0].id}/credit-notes`, {
  reason: 'Too much',
  lines: [{ line: 0, amount: '2' }],
});
await written(`accounts/${debtor.accountId}/invoice-drafts`, {
  lines: [{ text: 'More', quantity: '1', unitPrice: '1' }],
});
await database.pool.query(
  `insert into document_files (document_id, made_at, sha256, pdf) select id, issued_at, encode(sha256('%PDF'), 'hex'), '%PDF' from documents`,
);
// Seen by the snapshot and not ended in it.
const running = await ask(line);
await send(world.answer(running));

const folder = mkdtempSync(join(tmpdir(), 'tollbook-backup-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const restored = await createTestDatabase({ connectionsMax: 4 });
let dumped: Dumped;

/** What every table holds, by a digest of its rows. */
async function contentsOf(db: Db): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const { schema, table, columns } of await tablesOf(db)) {
    const row = `row(${columns.map((column) => `t."${column}"`).join(', ')})::text`;
    const { rows } = await db.query<{ digest: string | null }>(
      `select md5(string_agg(${row}, chr(10) order by ${row})) as digest from "${schema}"."${table}" t`,
    );
    found.set(`${schema}.${table}`, rows[0]?.digest ?? '');
  }
  return found;
}

beforeAll(async () => {
  // Written a moment after the calls: what is compared must stand still.
  const unused = `select count(*)::int as count from accounts a
    where first_used_at is null and exists (select 1 from cdrs c where c.account_id = a.id and outcome = 'answered')`;
  await vi.waitFor(async () => expect((await database.reads.query(unused)).rows).toEqual([{ count: 0 }]), {
    timeout: 20_000,
  });
  const before = await contentsOf(database.reads);
  const lines: string[] = [];
  dumped = await dumpDatabase(database.url, folder, ({ table }) => lines.push(table));
  expect(lines).toContain('ledger_transfers');
  expect(await contentsOf(database.reads)).toEqual(before);
});

test('it comes back whole: every row, number drawn and partition, and the books are proved', async () => {
  expect(await hasAccounts(restored.url)).toBe(false);
  await checkFiles(folder, dumped.tables);
  await loadDatabase(restored.url, folder, dumped, () => {});
  expect(await contentsOf(restored.reads)).toEqual(await contentsOf(database.reads));
  const { calls, violations } = await verifyBooks(restored.reads, world.now());
  expect([calls, violations]).toEqual([3, []]);
  expect(await hasAccounts(restored.url)).toBe(true);
  // Numbers go on behind the last one, and append-only is append-only again.
  const next = "select nextval(pg_get_serial_sequence('accounts', 'id')) as id";
  const [one, two] = [await database.pool.query(next), await restored.pool.query(next)];
  expect(two.rows).toEqual(one.rows);
  for (const table of ['ledger_transfers', 'documents', 'document_items', 'document_files'])
    await expect(restored.pool.query(`delete from ${table}`)).rejects.toThrow();
  // The next document has the next number, and a new account its billing.
  const bill = { pool: restored.pool, onError: (error: unknown) => expect(error).toBe(undefined) };
  const inTwoMonths = new Date(world.now().getTime() + 60 * 24 * 3_600_000);
  expect(await runBilling({ ...bill, now: () => inTwoMonths })).toBeGreaterThan(0);
  expect((await verifyBooks(restored.reads, world.now())).violations).toEqual([]);
  await expect(
    restored.pool.query("update accounts set rate_group_id = 999999999 where kind = 'customer'"),
  ).rejects.toThrow(/foreign key/);
});

test('is of one moment while calls go on', async () => {
  const target = mkdtempSync(join(tmpdir(), 'tollbook-backup-'));
  afterAll(() => rmSync(target, { recursive: true, force: true }));
  const other = await createTestDatabase({ connectionsMax: 4 });
  let isOver = false;
  const calling = (async () => {
    let made = 0;
    for (; !isOver; made++) await call(7);
    return made;
  })();
  // In the middle of the tables, so that what changes between two of them would show.
  await call(7);
  const live = await dumpDatabase(database.url, target, () => {});
  isOver = true;
  expect(await calling).toBeGreaterThan(0);
  await loadDatabase(other.url, target, live, () => {});
  expect((await verifyBooks(other.reads, world.now())).violations).toEqual([]);
});

test('files are for their owner alone, and one that was changed or cut is refused', async () => {
  const { file } = dumped.tables.find(({ table }) => table === 'accounts')!;
  const path = join(folder, file);
  expect(statSync(path).mode & 0o077).toBe(0);
  const whole = readFileSync(path);
  writeFileSync(path, whole.subarray(0, -1));
  await expect(checkFiles(folder, dumped.tables)).rejects.toThrow(/did not arrive whole/);
  writeFileSync(path, whole);
});

test('a backup that names what the schema does not have changes nothing', async () => {
  const empty = await createTestDatabase({ connectionsMax: 2 });
  const forged = dumped.tables.map((table) =>
    table.table === 'accounts' ? { ...table, columns: [...table.columns, 'more'] } : table,
  );
  await expect(loadDatabase(empty.url, folder, { ...dumped, tables: forged }, () => {})).rejects.toThrow(
    /not those of its migrations/,
  );
  expect(await hasAccounts(empty.url)).toBe(false);
});
