/** Money in another currency: worked by hand for currencies of 0, 2 and 3 digits, on wallets, receipts and statements. */
import { expect, test } from 'vitest';
import { verifyBooks } from '../../src/operations/ledger/verify-books.ts';
import { createServer, customer, key, PASSWORD, reseller, type Client, type Json } from '../http/support.ts';

const server = await createServer({ connectionsMax: 20 });
const { owner } = server;

async function open(
  currency: string,
  over: Json = {},
  client = owner,
): Promise<{ id: string; number: string }> {
  const made = await client.post(
    '/api/v1/accounts',
    customer({ ...over, profile: { currency, ...over.profile } }),
  );
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  return made.body.account;
}
const wallet = async (id: string) => (await owner.get(`/api/v1/accounts/${id}`)).body.wallet;
const rate = async (fromCurrency: string, toCurrency: string, value: string) => {
  const answer = await owner.post('/api/v1/exchange-rates', { fromCurrency, toCurrency, rate: value });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
};
const pay = (id: string, body: object, client: Client = owner) =>
  client.post(`/api/v1/accounts/${id}/payments`, { method: 'bank_transfer', ...body }, key());
const move = (from: string, to: string, amount: string) =>
  owner.post('/api/v1/transfers', { fromAccountId: from, toAccountId: to, amount }, key());
const verified = async () =>
  expect((await verifyBooks(server.database.reads, server.now())).violations).toEqual([]);

await rate('USD', 'EUR', '0.9215');
await rate('USD', 'JPY', '156.255');
await rate('USD', 'KWD', '0.30715');

test.each([
  ['EUR', '100', '92.150000'],
  ['JPY', '10', '1563.000000'], // 1,562.55
  ['KWD', '33.33', '10.237000'], // 10.2373095
])('dollars that are paid to an account in %s', async (currency, amount, credited) => {
  const { id } = await open(currency);
  const preview = `/api/v1/accounts/${id}/payment-preview?kind=payment&amount=${amount}&currency=USD`;
  expect((await owner.get(preview)).body).toMatchObject({ amount: credited, currency, waits: false });
  const paid = await pay(id, { amount, currency: 'USD', note: 'Invoice 7' });
  expect(paid, JSON.stringify(paid.body)).toMatchObject({
    status: 201,
    body: {
      transfer: { amount: credited, currency, exchanged: { currency: 'USD' } },
      wallet: { balance: credited, currency },
    },
  });
  const document = (await owner.get(`/api/v1/documents/${paid.body.receipt.id}`)).body;
  expect(document).toMatchObject({ currency, total: credited });
  expect(document.lines[0].exchange).toMatchObject({ currency: 'USD', rateFrom: 'USD' });
  const [movement] = (await owner.get(`/api/v1/accounts/${id}/statement`)).body.items;
  expect(movement.why).toMatch(
    /^Payment by bank transfer, \d+\.\d+ USD at 1 USD = [\d.]+ [A-Z]{3}: Invoice 7$/,
  );
  await verified();
});

test('whoever holds the account reads what it paid and at which rate, though not the books it went through', async () => {
  const account = await open('EUR');
  await pay(account.id, { amount: '100', currency: 'USD' });
  const holder = await server.signIn(account.number, PASSWORD);
  const [movement] = (await holder.get(`/api/v1/accounts/${account.id}/statement`)).body.items;
  expect(movement.reason.exchange).toEqual({
    amount: '100.000000',
    currency: 'USD',
    rate: '0.9215',
    rateFrom: 'USD',
  });
});

test('a refund in another currency costs what it is worth, and available money only', async () => {
  const { id } = await open('EUR');
  await pay(id, { amount: '100' });
  const refused = await pay(id, { amount: '200', currency: 'USD', direction: 'refund' });
  expect(refused.body.code).toBe('insufficient_funds');
  const back = await pay(id, { amount: '50', currency: 'USD', direction: 'refund' });
  expect(back.body).toMatchObject({ transfer: { amount: '46.080000' }, wallet: { balance: '53.920000' } }); // 46.075
  await verified();
});

test('what cannot be converted, or comes to nothing, or has too many digits, is refused', async () => {
  const euro = await open('EUR');
  expect((await pay(euro.id, { amount: '1', currency: 'XPF' })).body.code).toBe('no_exchange_rate');
  expect((await pay(euro.id, { amount: '1.001', currency: 'USD' })).body.errors).toMatchObject([
    { field: 'amount', code: 'too_many_digits' },
  ]);
  const yen = await open('JPY');
  await rate('ISK', 'JPY', '0.0001');
  expect((await pay(yen.id, { amount: '1', currency: 'ISK' })).body.errors).toMatchObject([
    { field: 'amount', code: 'too_little' },
  ]);
  expect((await wallet(yen.id)).balance).toBe('0.000000');
});

test('a transfer into another currency goes through the exchange accounts, and both receipts say so', async () => {
  const [dollars, yen] = [await open('USD'), await open('JPY')];
  await pay(dollars.id, { amount: '20' });
  server.advance(1000);
  expect((await move(dollars.id, yen.id, '20.01')).body.code).toBe('insufficient_funds');
  const moved = await move(dollars.id, yen.id, '10');
  expect(moved.body, JSON.stringify(moved.body)).toMatchObject({
    transfer: {
      amount: '10.000000',
      currency: 'USD',
      exchanged: { amount: '1563.000000', currency: 'JPY', rate: '156.255' },
    },
    wallet: { balance: '10.000000' },
  });
  expect((await wallet(yen.id)).balance).toBe('1563.000000');
  const lastOf = async (id: string) => (await owner.get(`/api/v1/accounts/${id}/statement`)).body.items[0];
  const [out, into] = [await lastOf(dollars.id), await lastOf(yen.id)];
  expect(out.why).toBe(`Transfer to account ${yen.number}, 1563.00 JPY at 1 USD = 156.255 JPY`);
  expect(into.why).toBe(`Transfer from account ${dollars.number}, 10.00 USD at 1 USD = 156.255 JPY`);
  const lineOf = async ({ document }: Json) => (await owner.get(`/api/v1/documents/${document.id}`)).body;
  expect(await lineOf(out)).toMatchObject({
    currency: 'USD',
    lines: [
      {
        kind: 'transfer_out',
        counterparty: yen.number,
        exchange: { amount: '1563.000000', currency: 'JPY', rateFrom: 'USD' },
      },
    ],
  });
  expect(await lineOf(into)).toMatchObject({
    currency: 'JPY',
    total: '1563.000000',
    lines: [
      {
        kind: 'transfer_in',
        counterparty: dollars.number,
        exchange: { amount: '10.000000', currency: 'USD' },
      },
    ],
  });
  await verified();
});

test('fifty racing transfers into another currency overspend nothing', async () => {
  const [dollars, dinar] = [await open('USD'), await open('KWD')];
  await pay(dollars.id, { amount: '10' });
  const answers = await Promise.all(Array.from({ length: 50 }, () => move(dollars.id, dinar.id, '1')));
  expect(answers.filter(({ status }) => status === 201).length).toBe(10);
  expect((await wallet(dinar.id)).balance).toBe('3.070000'); // 10 × 0.307
  expect((await wallet(dollars.id)).balance).toBe('0.000000');
  await verified();
});

test('the spread is kept of money that comes in, and put upon what goes out', async () => {
  const shop = (await owner.post('/api/v1/accounts', reseller(), key())).body.account;
  const client = await server.signIn(shop.number, PASSWORD);
  const spread = { settings: { 'exchange.spread_percent': '2' } };
  expect((await client.patch('/api/v1/settings', spread)).status).toBe(200);
  const { id } = await open('EUR', {}, client);
  expect((await pay(id, { amount: '100', currency: 'USD' }, client)).body.transfer.amount).toBe('90.310000'); // 0.90307
  const back = await pay(id, { amount: '10', currency: 'USD', direction: 'refund' }, client);
  expect(back.body.transfer.amount).toBe('9.400000'); // 0.93993
  await verified();
});

test.each(['JPY', 'KWD'])('an account in %s is entirely in %s', async (currency) => {
  const account = await open(currency, { billing: { accountType: 'postpaid', creditLimit: '1000' } });
  const paid = await pay(account.id, { amount: '25', currency: 'USD' });
  expect(paid.status, JSON.stringify(paid.body)).toBe(201);
  const debit = { amount: '12', direction: 'debit', note: 'Fee' };
  await owner.post(`/api/v1/accounts/${account.id}/adjustments`, debit, key());
  server.advance(1000);
  const billed = await owner.post(`/api/v1/accounts/${account.id}/bill`, undefined, key());
  expect(billed.status, JSON.stringify(billed.body)).toBeLessThan(300);
  const holder = await server.signIn(account.number, PASSWORD);
  const { items } = (await holder.get('/api/v1/documents')).body;
  expect(new Set(items.map((item: Json) => `${item.kind} ${item.currency}`))).toEqual(
    new Set([`receipt ${currency}`, `invoice ${currency}`]),
  );
  const unit = currency === 'JPY' ? 1_000_000 : 1000;
  for (const item of items) expect(Math.round(Number(item.total) * 1e6) % unit).toBe(0);
  for (const item of items) expect((await holder.get(`/api/v1/documents/${item.id}/pdf`)).status).toBe(200);
  expect((await holder.get(`/api/v1/accounts/${account.id}`)).body.wallet.currency).toBe(currency);
  expect((await holder.get(`/api/v1/accounts/${account.id}/statement`)).body.currency).toBe(currency);
  await verified();
});

test('verify finds an exchange that does not agree with its rate, has no other side, or another issuer', async () => {
  const { pool } = server.database;
  const { rows } = await pool.query(
    "select id, counterpart_id as other from ledger_transfers where kind = 'exchange' order by id",
  );
  const breachOf = async (sql: string, values: unknown[]) => {
    const client = await pool.connect();
    try {
      await client.query('begin; set local session_replication_role = replica');
      await client.query(sql, values);
      await client.query('commit');
      const { violations } = await verifyBooks(server.database.reads, server.now());
      return violations.filter(({ invariant }) => invariant === 'I13').map(({ what }) => what);
    } finally {
      client.release();
    }
  };
  const { id, other } = rows[0];
  const amount = 'update ledger_transfers set amount_micros = amount_micros + $2 where id = $1';
  // Half a cent of it is rounding, more is not.
  expect(await breachOf(amount, [id, '20000'])).toEqual([expect.stringContaining(`transfer ${id}: `)]);
  expect(await breachOf(amount, [id, '-20000'])).toEqual([]);
  const named = 'update ledger_transfers set counterpart_id = $2 where id = $1';
  expect((await breachOf(named, [id, rows[1].other])).length).toBeGreaterThan(0);
  expect(await breachOf(named, [id, other])).toEqual([]);
});
