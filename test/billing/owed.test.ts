/** What is billed, owed and overdue: the same in the list, at the account and by age, whatever is charged, paid and taken back. */
import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { AGES } from '../../src/domain/billing/ageing.ts';
import { parseMoney } from '../../src/domain/money.ts';
import { PASSWORD, reseller, type Client, type Json } from '../http/support.ts';
import type { Line } from '../charging/world.ts';
import { createBillingWorld } from './billing-world.ts';

const world = await createBillingWorld();
const { owner } = world;
const DAY_MS = 86_400_000;
const vat = (await world.created(owner, 'taxes', { name: 'VAT', percent: '20' })).id;
const postpaid = { accountType: 'postpaid', creditLimit: '100000', taxIds: [vat] };

afterEach(() => world.verify());

const got = async (path: string, client: Client = owner): Promise<Json> => {
  const answer = await client.get(`/api/v1${path}`);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body;
};
const micros = (amount: string) => parseMoney(amount)!;
/** Of the moment itself nothing is billed yet. */
const bill = ({ accountId }: Line, client = owner) => {
  world.advance(1000);
  return world.posted(client, `accounts/${accountId}/bill`, {});
};

/** What the wallet owes of its documents is open of its newest invoices, and stands at its age. */
async function checkOwed({ accountId, number }: Line & Readonly<{ number: string }>): Promise<void> {
  const { rows } = await world.database.pool.query(
    `select b.documented_micros as documented, w.balance_micros as balance from wallet_billing b join wallets w on w.id = b.wallet_id
     join accounts a on a.id = w.account_id where a.public_id = $1`,
    [accountId],
  );
  const owed = rows[0].documented < 0n ? -rows[0].documented : 0n;
  const state = await got(`/accounts/${accountId}/billing`);
  const { items }: Json = await got(`/documents?accountId=${accountId}&kind=invoice&limit=100`);
  const taken = new Map<string, bigint>();
  const { items: notes }: Json = await got(`/documents?accountId=${accountId}&kind=credit_note&limit=100`);
  for (const { corrects, total } of notes)
    taken.set(corrects.id, (taken.get(corrects.id) ?? 0n) + micros(total));
  let sum = 0n;
  let isOlderPaid = false;
  for (const { id, open, total, state: word, dueAt } of items) {
    const most = micros(total) - (taken.get(id) ?? 0n);
    expect(micros(open)).toBeLessThanOrEqual(most);
    // Newest first: behind one that is not open as a whole, all are paid.
    if (isOlderPaid) expect(open).toBe('0.000000');
    if (micros(open) < most) isOlderPaid = true;
    sum += micros(open);
    const isLate = new Date(dueAt) <= world.now();
    const due = micros(open) > 0n ? (isLate ? 'overdue' : 'open') : most > 0n ? 'paid' : 'credited';
    expect(word).toBe(micros(total) > 0n ? due : null);
  }
  expect(sum).toBe(owed);
  expect(micros(state.owed)).toBe(owed);
  expect(micros(state.unbilled)).toBe(rows[0].documented - rows[0].balance);
  const late = items.filter((each: Json) => each.state === 'overdue');
  expect(micros(state.overdue)).toBe(late.reduce((all: bigint, each: Json) => all + micros(each.open), 0n));
  const ageing = await got('/billing/ageing?currency=EUR');
  const row = ageing.items.find((each: Json) => each.accountNumber === number);
  expect(row === undefined ? 0n : micros(row.owed)).toBe(owed);
  for (const age of row === undefined ? [] : AGES) {
    const back = { not_due: -1e6, to_30: 0, to_60: 30, to_90: 60, over_90: 90 }[age];
    const until = { not_due: 0, to_30: 30, to_60: 60, to_90: 90, over_90: 1e6 }[age];
    const within = items.filter((each: Json) => {
      const days = (Date.parse(ageing.asOf) - Date.parse(each.dueAt)) / DAY_MS;
      return days >= back && days < until;
    });
    expect(micros(row.ages[age]), age).toBe(
      within.reduce((all: bigint, each: Json) => all + micros(each.open), 0n),
    );
  }
}

test('what is open adds up to what is owed, oldest paid first, at its age, whatever happens', async () => {
  const line = await world.account(postpaid);
  const step = fc.oneof(
    fc.record({ do: fc.constant('invoice' as const), cents: fc.integer({ min: 1, max: 90_000 }) }),
    fc.record({ do: fc.constant('pay' as const), cents: fc.integer({ min: 1, max: 90_000 }) }),
    fc.record({ do: fc.constant('credit' as const), cents: fc.integer({ min: 0, max: 5 }) }),
    fc.record({ do: fc.constant('wait' as const), cents: fc.integer({ min: 1, max: 50 }) }),
    fc.record({ do: fc.constant('charge' as const), cents: fc.integer({ min: 1, max: 900 }) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 9 }), async (steps) => {
      for (const { do: what, cents } of steps) {
        const amount = (cents / 100).toFixed(2);
        if (what === 'wait') world.advance(cents * DAY_MS);
        else if (what === 'pay') await world.pay(line, amount);
        else if (what === 'charge') await world.adjust(line, amount, 'debit');
        else if (what === 'invoice') {
          await world.adjust(line, amount, 'debit');
          await bill(line);
        } else {
          const invoices = (await world.documents(line)).filter(({ kind }) => kind === 'invoice');
          const one = invoices.at(-1 - cents);
          if (one === undefined) continue;
          const { lines }: Json = await got(`/documents/${one.id}`);
          const place = lines.findIndex(({ left }: Json) => micros(left) > 0n);
          if (place === -1) continue;
          const credited = { line: place, amount: lines[place].left };
          await world.posted(owner, `documents/${one.id}/credit-notes`, { reason: 'x', lines: [credited] });
        }
      }
      await checkOwed(line);
    }),
    { numRuns: 6, seed: 20_261_130 },
  );
});

test('a book shows what is owed in it alone: to its issuer, and to staff who ask for it', async () => {
  const made = await owner.post('/api/v1/accounts', reseller({ billing: { accountType: 'postpaid' } }));
  const { account } = made.body;
  const client = await world.keyOf(await world.signIn(account.number, PASSWORD));
  const line = await world.account({ ...postpaid, taxIds: [] }, { client });
  await world.posted(client, `accounts/${line.accountId}/adjustments`, {
    amount: '7',
    direction: 'debit',
    note: 'Fee',
  });
  expect(await got(`/accounts/${line.accountId}/billing`, client)).toMatchObject({
    unbilled: '7.000000',
    owed: '0.000000',
    isIssuedByYou: true,
  });
  await bill(line, client);
  const own = await got('/billing/ageing', client);
  expect(own.totals).toMatchObject([{ currency: 'EUR', accounts: 1, owed: '7.000000' }]);
  expect(await got(`/billing/ageing?issuer=${account.id}`)).toMatchObject({ totals: own.totals });
  const numbers = (await got('/billing/ageing')).items.map((each: Json) => each.accountNumber);
  expect(numbers).not.toContain(line.number);
  expect((await client.get(`/api/v1/billing/ageing?issuer=${line.accountId}`)).status).toBe(422);
  const totals = await got('/documents/totals?issuer=own', client);
  expect(totals).toEqual({
    items: [
      {
        kind: 'invoice',
        receiptOf: null,
        currency: 'EUR',
        count: 1,
        net: '7.000000',
        tax: '0.000000',
        total: '7.000000',
        open: '7.000000',
      },
    ],
    isMore: false,
  });
});
