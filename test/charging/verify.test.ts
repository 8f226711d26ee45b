/** Verify finds what it is there to find: each invariant is broken by hand, named, and mended again. */
import { afterAll, expect, test } from 'vitest';
import { verifyBooks } from '../../src/operations/ledger/verify-books.ts';
import { createWorld } from './world.ts';

const world = await createWorld();
const { pool, reads } = world.database;
await world.trunk({ 49: { costPerMinute: '0.006' } }, { trunk: { capacity: 10 } });
const group = await world.rateGroup({ 49: { costPerMinute: '0.012' } });
const settings = { cps: 100, concurrentCalls: 10 };
const line = await world.account(world.customerOf({ settings, billing: { rateGroupId: group } }), {
  balance: '5',
});
const pack = { name: 'Half a minute', period: 'month', includedSeconds: 30, prefixes: [] };
const { id: packageId } = await world.created(world.owner, 'packages', pack);
await world.created(world.owner, `accounts/${line.accountId}/packages`, { packageId });
const ended = await world.ask(line);
await world.send(world.end(ended, 60_000));
const live = await world.ask(line);
await world.send(world.answer(live));

/** The database refuses all of this by itself; a broken disk or a hand in the tables does not ask. */
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
const found = async () => {
  const { violations } = await verifyBooks(reads, world.now());
  // What is put into the books behind the program's back is on no document either: that is tested with documents.
  const others = violations.map(({ invariant }) => invariant).filter((invariant) => invariant !== 'I7');
  return [...new Set(others)].toSorted();
};
const call = `session_id = '${ended.sessionId}'`;

afterAll(() => world.send(world.end(live, 1000)));

test('nothing is wrong to begin with', async () => {
  expect(await found()).toEqual([]);
});

test.each([
  [
    'a balance',
    ['I2'],
    'update wallets set balance_micros = balance_micros + 1',
    'update wallets set balance_micros = balance_micros - 1',
  ],
  [
    'a hold',
    ['I2'],
    'update wallets set held_micros = held_micros + 1 where live_calls > 0',
    'update wallets set held_micros = held_micros - 1 where live_calls > 0',
  ],
  [
    'a count of live calls',
    ['I2'],
    'update wallets set live_calls = 7 where live_calls = 1',
    'update wallets set live_calls = 1 where live_calls = 7',
  ],
  [
    'a count of calls of a trunk',
    ['I10'],
    'update trunk_calls set live_calls = 7',
    'update trunk_calls set live_calls = 1',
  ],
  [
    'a count of free seconds',
    ['I11'],
    'update package_allowances set used_seconds = used_seconds - 1',
    'update package_allowances set used_seconds = used_seconds + 1',
  ],
  [
    'a free second of a call',
    ['I11', 'I6'],
    `update cdrs set allowance_used_seconds = '{29}' where ${call}`,
    `update cdrs set allowance_used_seconds = '{30}' where ${call}`,
  ],
  [
    'whose free seconds they are',
    ['I11'],
    'update package_allowances set account_id = account_id + 100',
    'update package_allowances set account_id = account_id - 100',
  ],
  [
    'a currency',
    ['I1'],
    `update ledger_transfers set currency = 'USD' where ${call}`,
    `update ledger_transfers set currency = 'EUR' where ${call}`,
  ],
  [
    'an issuer',
    ['I1'],
    `update ledger_transfers set issuer_id = issuer_id + 100 where ${call}`,
    `update ledger_transfers set issuer_id = issuer_id - 100 where ${call}`,
  ],
  [
    'a branch',
    ['I1'],
    'update wallets set branch_id = branch_id + 100',
    'update wallets set branch_id = branch_id - 100',
  ],
  [
    'an amount',
    ['I2', 'I3'],
    `update ledger_transfers set amount_micros = amount_micros + 1 where kind = 'call_charge'`,
    `update ledger_transfers set amount_micros = amount_micros - 1 where kind = 'call_charge'`,
  ],
  [
    'a carrier cost',
    ['I6'],
    `update ledger_transfers set amount_micros = amount_micros + 1 where kind = 'carrier_cost'`,
    `update ledger_transfers set amount_micros = amount_micros - 1 where kind = 'carrier_cost'`,
  ],
  [
    'the talk time',
    ['I6'],
    `update cdrs set talk_ms = talk_ms + 1000 where ${call}`,
    `update cdrs set talk_ms = talk_ms - 1000 where ${call}`,
  ],
  [
    'a deadline',
    ['I4'],
    "update live_sessions set deadline_at = deadline_at - interval '1 day'",
    "update live_sessions set deadline_at = deadline_at + interval '1 day'",
  ],
  [
    'a call that is over and lives',
    ['I2', 'I4'],
    `update live_sessions set session_id = '${ended.sessionId}', level_held_micros = '{1}'`,
    `update live_sessions set session_id = '${live.sessionId}', level_held_micros = (select array[held_micros] from wallets where held_micros > 0)`,
  ],
  [
    'an event that was kept aside',
    ['I9'],
    `insert into rejected_events (switch_id, body, reason, rejected_at) values (1, '{}', 'x', now())`,
    'delete from rejected_events',
  ],
])('%s that is wrong breaks %j', async (_what, invariants, harm, mend) => {
  await withoutTriggers(harm);
  const broken = await found();
  await withoutTriggers(mend);
  expect(broken).toEqual(invariants);
  expect(await found()).toEqual([]);
});

test('an event that was kept aside is named until somebody says what became of it', async () => {
  const { owner } = world;
  const event = `{"type": "ended", "sessionId": "${ended.sessionId}"}`;
  await pool.query(
    "insert into rejected_events (switch_id, body, reason, rejected_at) select min(id), $1, 'id_reused', $2 from switches",
    [event, world.now()],
  );
  expect(await found()).toEqual(['I9']);
  const { items } = (await owner.get('/api/v1/rejected-events?open=true')).body;
  expect(items).toMatchObject([{ reason: 'id_reused', event: { type: 'ended' }, closed: null }]);
  const close = (reason: string) => owner.post(`/api/v1/rejected-events/${items[0].id}/close`, { reason });
  expect((await close('')).status).toBe(422);
  const closed = { by: world.operator.number, reason: 'The record had it already' };
  expect((await close('The record had it already')).body).toMatchObject({ closed });
  // What was said first stays, and who says something else is told.
  expect((await close('The record had it already')).body).toMatchObject({ closed });
  expect(await close('Something else')).toMatchObject({
    status: 409,
    body: { errors: [{ field: 'reason', message: expect.stringContaining('"The record had it already"') }] },
  });
  expect(await found()).toEqual([]);
  expect((await owner.get('/api/v1/rejected-events?open=true')).body.items).toEqual([]);
  expect((await owner.get('/api/v1/rejected-events')).body.items).toMatchObject([{ closed }]);
  expect((await owner.post('/api/v1/rejected-events/x/close', { reason: 'Nothing' })).status).toBe(404);
  const [said] = (await owner.get('/api/v1/audit')).body.items;
  expect(said).toMatchObject({ action: 'switch.event_closed', reason: 'The record had it already' });
});

test('a wallet that passed its limit by a call charge breaks I5, by a staff debit it does not', async () => {
  const spend = (kind: string) =>
    withoutTriggers(`insert into ledger_transfers (id, branch_id, issuer_id, kind, debit_account_id, credit_account_id, debits_wallet, credits_wallet,
        currency, amount_micros, occurred_at, posted_at)
      select gen_random_uuid(), branch_id, issuer_id, '${kind}', id, (select min(id) from ledger_accounts where kind = 'cash'), true, false, 'EUR',
        6000000, '${world.now().toISOString()}', '${world.now().toISOString()}' from wallets where held_micros > 0;
      update wallets set balance_micros = balance_micros - 6000000 where held_micros > 0`);
  const undo = (kind: string) =>
    withoutTriggers(`delete from ledger_transfers where amount_micros = 6000000 and kind = '${kind}';
      update wallets set balance_micros = balance_micros + 6000000 where held_micros > 0`);
  await spend('transfer');
  expect(await found()).toEqual(['I5']);
  await undo('transfer');
  await spend('staff_debit');
  expect(await found()).toEqual([]);
  await undo('staff_debit');
});

test('money that kinds which may pass once took does not excuse a later overspend', async () => {
  const move = (kind: string, amount: number, isDebit: boolean, daysAgo: number) => `
    insert into ledger_transfers (id, branch_id, issuer_id, kind, debit_account_id, credit_account_id, debits_wallet, credits_wallet,
      currency, amount_micros, occurred_at, posted_at, note)
    select gen_random_uuid(), branch_id, issuer_id, '${kind}', ${isDebit ? 'id, cash' : 'cash, id'}, ${isDebit}, ${!isDebit}, 'EUR',
      ${amount}, at, at, 'I5' from wallets,
      (select min(id) as cash from ledger_accounts where kind = 'cash') house,
      (select '${new Date(world.now().getTime() - daysAgo * 86_400_000).toISOString()}'::timestamptz as at) time
    where held_micros > 0;`;
  const undo = `delete from ledger_transfers where note = 'I5';
    update wallets set balance_micros = balance_micros + 5000000 where held_micros > 0`;
  // Ten days ago 1000 came in and staff took it, all covered; today 10 are overspent where 5 were there.
  await withoutTriggers(
    move('payment', 1_000_000_000, false, 10) +
      move('staff_debit', 1_000_000_000, true, 9) +
      move('transfer', 5_000_000, true, 0) +
      'update wallets set balance_micros = balance_micros - 5000000 where held_micros > 0',
  );
  const broken = await found();
  await withoutTriggers(undo);
  expect(broken).toEqual(['I5']);
  expect(await found()).toEqual([]);
});

test('money that was left in a former wallet breaks I2', async () => {
  const at = world.now().toISOString();
  await withoutTriggers(`
    insert into ledger_accounts (issuer_id, kind, holder_id, currency)
      select issuer_id, kind, holder_id, 'CHF' from wallets w,
        lateral (values ('wallet', w.account_id), ('cash', null)) as opened (kind, holder_id) where held_micros > 0;
    insert into ledger_transfers (id, branch_id, issuer_id, kind, debit_account_id, credit_account_id, debits_wallet,
      credits_wallet, currency, amount_micros, occurred_at, posted_at)
    select gen_random_uuid(), 1, cash.issuer_id, 'payment', cash.id, former.id, false, true, 'CHF', 1, '${at}', '${at}'
    from ledger_accounts cash, ledger_accounts former
    where cash.currency = 'CHF' and cash.kind = 'cash' and former.currency = 'CHF' and former.kind = 'wallet'`);
  expect(await found()).toEqual(['I2']);
  await withoutTriggers(
    "delete from ledger_transfers where currency = 'CHF'; delete from ledger_accounts where currency = 'CHF'",
  );
  expect(await found()).toEqual([]);
});
