/** Proving finds each way in which documents and books may disagree. */
import { expect, test } from 'vitest';
import { verifyBooks } from '../../src/operations/ledger/verify-books.ts';
import { runBilling } from '../../src/operations/billing/run-billing.ts';
import { createWorld } from '../charging/world.ts';
import { key } from '../http/support.ts';

const world = await createWorld();
const { pool, reads } = world.database;
await world.trunk({ 49: { costPerMinute: '0.001' }, 491: { costPerMinute: '0' } });
const rateGroupId = await world.rateGroup({ 49: { costPerMinute: '0.06' }, 491: { costPerMinute: '0' } });
const line = await world.account(
  world.customerOf({
    billing: { rateGroupId, accountType: 'postpaid', creditLimit: '10', schedule: 'daily', billingDay: null },
  }),
);
const call = async (destination: string) => {
  const granted = await world.ask(line, { destination });
  expect(granted, JSON.stringify(granted)).toMatchObject({ ok: true });
  await world.send(world.end(granted, 60_000));
  return granted.sessionId as string;
};
await call('+493012345678');
const free = await call('+491512345678');
await world.owner.post(`/api/v1/accounts/${line.accountId}/payments`, { amount: '5', method: 'cash' }, key());
world.advance(24 * 3_600_000);
await runBilling({
  pool,
  now: world.now,
  onError: (error) => {
    throw error;
  },
});

const TABLES = ['documents', 'document_items', 'ledger_transfers'];
/** What is found when the books were changed so; and nothing when the change is taken back. */
async function foundAfter(sql: string): Promise<readonly string[]> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    for (const table of TABLES) await client.query(`alter table ${table} disable trigger append_only`);
    const { rowCount } = await client.query(sql);
    expect(rowCount, sql).toBe(1);
    for (const table of TABLES) await client.query(`alter table ${table} enable trigger append_only`);
    await client.query('commit');
  } finally {
    client.release();
  }
  const { violations } = await verifyBooks(reads, world.now());
  return violations
    .filter(({ invariant }) => invariant === 'I7')
    .map(({ what }) => what.replaceAll(/[0-9a-f-]{36}/g, '…'));
}

test('nothing is wrong to begin with: a call with an amount, a free one, a payment', async () => {
  expect((await verifyBooks(reads, world.now())).violations).toEqual([]);
  const { rows } = await pool.query('select kind, items, total_micros as total from documents order by id');
  expect(rows).toEqual([
    { kind: 'receipt', items: 1, total: 5_000_000n },
    { kind: 'invoice', items: 2, total: 60_000n },
  ]);
});

test.each([
  [
    'a call with an amount on none',
    "delete from document_items where item_id = (select session_id from ledger_transfers where kind = 'call_charge')",
    [/^transfer … \(call_charge\): on no document/, /says -60000 of 2 items, moved were 0 by 1/],
  ],
  [
    'a free call on none',
    `delete from document_items where item_id = '${free}'`,
    [/^call …: on no document/, /of 2 items, moved were -60000 by 1/],
  ],
  [
    'a payment on none',
    "delete from document_items where item_id = (select id from ledger_transfers where kind = 'payment')",
    [/\(payment\)/, /says 5000000 of 1 items/],
  ],
  [
    'a document with another sum',
    "update documents set wallet_micros = wallet_micros - 1 where kind = 'invoice'",
    [/says -60001/, /come to 4939999/],
  ],
  [
    'a number that is missing',
    "update documents set serial = serial + 1 where kind = 'invoice'",
    [/^series invoice .*: 1 documents up to 2, its last number is 1/],
  ],
  [
    'a line that was changed',
    "update documents set content = jsonb_set(content, '{lines,0,amountMicros}', '\"70000\"') where kind = 'invoice'",
    [/lines and taxes do not add up/],
  ],
])('%s', async (_name, sql, expected) => {
  await pool.query('create table kept_documents as select * from documents');
  await pool.query('create table kept_items as select * from document_items');
  const found = await foundAfter(sql);
  expect(found).toHaveLength(expected.length);
  for (const [place, each] of expected.entries()) expect(found[place]).toMatch(each);
  await pool.query(`alter table documents disable trigger all; alter table document_items disable trigger all;
    delete from document_items; delete from documents;
    insert into documents overriding system value select * from kept_documents; insert into document_items select * from kept_items;
    alter table documents enable trigger all; alter table document_items enable trigger all;
    drop table kept_documents; drop table kept_items`);
  expect((await verifyBooks(reads, world.now())).violations).toEqual([]);
});
