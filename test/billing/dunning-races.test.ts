/** Payments, suspensions and changes at once; resellers with debts; and what is open, computed in two ways. */
import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { runDunning } from '../../src/operations/dunning/run-dunning.ts';
import { OPEN } from '../../src/postgres/billing/list-documents.ts';
import { readInvoices } from '../../src/postgres/dunning/debtors.ts';
import { PASSWORD, reseller, type Json } from '../http/support.ts';
import type { Line } from '../charging/world.ts';
import { createDunningWorld } from './dunning-support.ts';

const world = await createDunningWorld();
const { owner, dun, isSuspended, told } = world;
const { pool } = world.database;
const list = await world.rateGroup({ 49: { costPerMinute: '0.06' } });
const postpaid = { accountType: 'postpaid', creditLimit: '100000', rateGroupId: list };
const DAY_MS = 86_400_000;
const SUSPENDS = {
  isActive: true,
  steps: [{ action: 'suspend', days: 14, isActive: true }],
  hour: 9,
  minimums: [],
};
expect((await owner.put('/api/v1/dunning/policy', SUSPENDS)).status).toBe(200);

afterEach(() => world.verify());

test('of a hundred at once nobody is suspended after the payment that makes it wrong, and all call in the end', async () => {
  const lines: Line[] = [];
  for (let n = 0; n < 100; n += 1) {
    const line = await world.account(postpaid);
    await world.adjust(line, '10', 'debit');
    lines.push(line);
  }
  world.advance(1000);
  for (const { accountId } of lines) await world.posted(owner, `accounts/${accountId}/bill`, {});
  world.advance(28 * DAY_MS);
  // When each payment was answered, on the clock of the database that dates suspensions below.
  await pool.query(`create table racing (account_id bigint, is_paid_before boolean)`);
  await pool.query(`create function see_payment() returns trigger language plpgsql as $$
    begin
      insert into racing select new.account_id, b.documented_micros >= 0 from wallet_billing b where b.wallet_id = new.wallet_id;
      return null;
    end $$`);
  await pool.query(
    'create trigger sees_payment after insert on debt_suspensions for each row execute function see_payment()',
  );
  let isPaying = true;
  const failed: unknown[] = [];
  const looking = (async () => {
    while (isPaying) await runDunning({ pool, now: world.now, onError: (error) => void failed.push(error) });
  })();
  await Promise.all(lines.map((line) => world.pay(line, '10')));
  isPaying = false;
  await looking;
  await dun();
  expect(failed).toEqual([]);
  const { rows } = await pool.query('select is_paid_before as "isPaidBefore" from racing');
  expect(rows.filter(({ isPaidBefore }: Json) => isPaidBefore)).toEqual([]);
  await pool.query(
    'drop trigger sees_payment on debt_suspensions; drop function see_payment; drop table racing',
  );
  for (const line of lines) expect(await isSuspended(line)).toBe(false);
  // Each that was suspended meanwhile was let go once, and every invoice is told to be paid once.
  for (const line of lines) {
    const all = await told(line);
    expect(all.filter((each) => each === 'paid')).toHaveLength(1);
    const count = (what: string) => all.filter((each) => each === what).length;
    expect(count('dunning.lifted')).toBe(count('dunning.suspended'));
  }
}, 240_000);

test('two that look at once, staff who suspend and lift, and changes of the account wait for each other and never lock', async () => {
  const lines: Line[] = [];
  for (let n = 0; n < 8; n += 1) {
    const line = await world.account(postpaid);
    await world.invoice(line, '10');
    lines.push(line);
  }
  world.advance(28 * DAY_MS);
  const failures: string[] = [];
  const ask = async (what: Promise<{ status: number; body: Json }>) => {
    const { status, body } = await what;
    if (status >= 500) failures.push(JSON.stringify(body));
  };
  await Promise.all(
    lines.flatMap(({ accountId }) => [
      ask(owner.post(`/api/v1/accounts/${accountId}/dunning/suspend`, { reason: 'x' })),
      dun(),
      ask(owner.post(`/api/v1/accounts/${accountId}/dunning/lift`, { reason: 'x' })),
      ask(owner.patch(`/api/v1/accounts/${accountId}`, { billing: { reference: 'x' } })),
      world.pay({ accountId } as Line, '4'),
      ask(
        owner.put(`/api/v1/accounts/${accountId}/dunning`, {
          isExempt: false,
          exemptUntil: null,
          extraDays: 1,
          neverSuspend: false,
          note: '',
          reason: '',
        }),
      ),
    ]),
  );
  expect(failures).toEqual([]);
  await Promise.all(lines.map((line) => world.pay(line, '6')));
  await dun();
  for (const line of lines) expect(await isSuspended(line)).toBe(false);
}, 120_000);

test('a reseller that owes ends the calls of all below it, who read nothing of it; and it has steps of its own', async () => {
  const made: Json = await owner.post('/api/v1/accounts', reseller({ billing: postpaid }));
  const seller = { accountId: made.body.account.id } as Line;
  const signed = await world.signIn(made.body.account.number, PASSWORD);
  const client = await world.keyOf(signed);
  const retail = await world.rateGroup({ 49: { costPerMinute: '0.1' } }, {}, client);
  const below = await world.account({ ...postpaid, rateGroupId: retail }, { client });
  await world.invoice(seller, '100');
  await world.invoice(below, '20', client);
  await world.call(below, 0);
  world.advance(28 * DAY_MS);
  await dun();
  // The reseller’s own steps suspend nobody.
  expect([await isSuspended(seller), await isSuspended(below)]).toEqual([true, false]);
  expect(await world.ask(below)).toMatchObject({ ok: false, reason: 'reseller_suspended' });
  expect((await client.get(`/api/v1/accounts/${below.accountId}/calling`)).body.reason).toBe(
    'reseller_suspended',
  );
  const again = await world.signIn(made.body.account.number, PASSWORD);
  expect((await again.get('/api/v1/me/dunning')).body).toMatchObject({ overdue: '100.000000' });
  const mine = (await client.get('/api/v1/dunning/overdue')).body.items;
  expect(mine.map((each: Json) => [each.accountId, each.overdue])).toEqual([[below.accountId, '20.000000']]);
  const ofOperator = (await owner.get('/api/v1/dunning/overdue')).body.items;
  expect(ofOperator.map((each: Json) => each.accountId)).not.toContain(below.accountId);
  expect((await owner.get(`/api/v1/dunning/overdue?issuer=${seller.accountId}`)).body.items).toHaveLength(1);
  // Its own debt is none that it may let itself off.
  const own = await client.post(`/api/v1/accounts/${seller.accountId}/dunning/lift`, { reason: 'x' });
  expect(own.status).toBe(403);
  expect((await client.put('/api/v1/dunning/policy', SUSPENDS)).status).toBe(200);
  await dun();
  expect(await isSuspended(below)).toBe(true);
  await world.pay(seller, '100');
  await dun();
  expect(await world.ask(below)).toMatchObject({ ok: false, reason: 'suspended_for_debt' });
  await world.pay(below, '20', 'payment', client);
  await dun();
  await world.call(below, 0);
}, 120_000);

test('what is open here is what the list of documents says, whatever was charged, paid and taken back', async () => {
  const line = await world.account(postpaid);
  const { rows: wallets } = await pool.query<{ id: bigint }>(
    'select w.id from wallets w join accounts a on a.id = w.account_id where a.public_id = $1',
    [line.accountId],
  );
  const step = fc.tuple(
    fc.constantFrom('invoice', 'pay', 'refund', 'credit'),
    fc.integer({ min: 1, max: 5000 }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 8 }), async (steps) => {
      for (const [what, cents] of steps) {
        const amount = (cents / 100).toFixed(2);
        if (what === 'invoice') await world.invoice(line, amount);
        else if (what === 'pay') await world.pay(line, amount);
        else if (what === 'refund') await world.pay(line, amount, 'refund');
        else {
          const { body } = await owner.get(`/api/v1/documents?accountId=${line.accountId}&kind=invoice`);
          const [newest] = body.items;
          if (newest === undefined) continue;
          const { lines } = (await owner.get(`/api/v1/documents/${newest.id}`)).body;
          if (lines[0].left === '0.000000') continue;
          await world.posted(owner, `documents/${newest.id}/credit-notes`, {
            reason: 'x',
            lines: [{ line: 0, amount: lines[0].left }],
          });
        }
        await dun();
      }
      const { rows } = await pool.query<{ id: bigint; open: bigint }>(
        `select d.id, ${OPEN} as open from documents d where d.wallet_id = $1 and d.kind = 'invoice' and ${OPEN} > 0 order by d.id`,
        [wallets[0]!.id],
      );
      const ours = await readInvoices(pool, [wallets[0]!.id]);
      expect(ours.map(({ documentId, openMicros }) => [documentId, openMicros])).toEqual(
        rows.map(({ id, open }) => [id, open]),
      );
    }),
    { numRuns: 5, seed: 20_261_201 },
  );
}, 240_000);
