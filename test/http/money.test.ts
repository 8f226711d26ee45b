/** Money over HTTP: exact under races, once per key, and explained by the statement. */
import { expect, test } from 'vitest';
import { formatMoney, parseMoney } from '../../src/domain/money.ts';
import { verifyBooks } from '../../src/operations/ledger/verify-books.ts';
import { admin, createServer, customer, key, PASSWORD, reseller, type Json } from './support.ts';

const server = await createServer({ connectionsMax: 20 });
const { owner } = server;

async function open(over: Parameters<typeof customer>[0] = {}) {
  return (await owner.post('/api/v1/accounts', customer(over))).body.account as {
    id: string;
    number: string;
  };
}

async function wallet(id: string) {
  return (await owner.get(`/api/v1/accounts/${id}`)).body.wallet;
}

test('a payment needs a key and moves money once, for ever', async () => {
  const { id } = await open();
  const url = `/api/v1/accounts/${id}/payments`;
  const payment = { amount: '12.34', method: 'bank_transfer', note: 'Order 7' };
  expect(await owner.post(url, payment)).toMatchObject({
    status: 400,
    body: { code: 'idempotency_key_required' },
  });
  const headers = key();
  const first = await owner.post(url, payment, headers);
  expect(first.status, JSON.stringify(first.body)).toBe(201);
  expect(first.body).toMatchObject({
    transfer: {
      kind: 'payment',
      amount: '12.340000',
      currency: 'EUR',
      method: 'bank_transfer',
      note: 'Order 7',
    },
    wallet: { balance: '12.340000', available: '12.340000', owed: '0.000000' },
  });
  server.advance(30 * 24 * 3600 * 1000);
  // The session is over by now; the key is not.
  const again = await server.signIn(server.operator.number, 'correct horse battery staple');
  const repeated = await again.post(url, payment, headers);
  expect(repeated).toMatchObject({ status: 200, body: first.body });
  expect((await again.post(url, { ...payment, amount: '1' }, headers)).body.code).toBe(
    'idempotency_key_reused',
  );
  Object.assign(owner, again);
});

test('a hundred racing payments and transfers leave exact balances and overspend nothing', async () => {
  const [from, to] = [await open(), await open()];
  await owner.post(`/api/v1/accounts/${from.id}/payments`, { amount: '10', method: 'cash' }, key());
  const requests = Array.from({ length: 100 }, (_, n) =>
    n % 2 === 0
      ? owner.post(`/api/v1/accounts/${from.id}/payments`, { amount: '0.1', method: 'cash' }, key())
      : owner.post('/api/v1/transfers', { fromAccountId: from.id, toAccountId: to.id, amount: '1' }, key()),
  );
  const answers = await Promise.all(requests);
  const moved = answers.filter(
    ({ status, body }) => status === 201 && body.transfer.kind === 'transfer',
  ).length;
  const refused = answers.filter(({ status }) => status !== 201);
  expect(refused.every(({ body }) => body.code === 'insufficient_funds')).toBe(true);
  // 10 + 50 × 0.1 = 15 went in; each transfer took 1 as long as 1 was there.
  expect(moved).toBeGreaterThanOrEqual(10);
  expect(moved).toBeLessThanOrEqual(15);
  expect((await wallet(from.id)).balance).toBe(`${15 - moved}.000000`);
  expect((await wallet(to.id)).balance).toBe(`${moved}.000000`);
  const { rows } = await server.database.reads.query(
    `select w.balance_micros = coalesce((select sum(case when t.credit_account_id = w.id then t.amount_micros else -t.amount_micros end)
       from ledger_transfers t where w.id in (t.debit_account_id, t.credit_account_id)), 0) as agrees from wallets w`,
  );
  expect(rows.every(({ agrees }) => agrees)).toBe(true);
});

test('one key sent twenty times at once pays once', async () => {
  const { id } = await open();
  const headers = key();
  const send = () => owner.post(`/api/v1/accounts/${id}/payments`, { amount: '5', method: 'cash' }, headers);
  const answers = await Promise.all(Array.from({ length: 20 }, send));
  expect(answers.filter(({ status }) => status === 201).length).toBe(1);
  expect(new Set(answers.map(({ body }) => body.transfer.id)).size).toBe(1);
  expect((await wallet(id)).balance).toBe('5.000000');
});

test('a refund takes available money only, a staff debit may pass the limit', async () => {
  const { id } = await open();
  const url = `/api/v1/accounts/${id}`;
  await owner.post(`${url}/payments`, { amount: '5', method: 'cash' }, key());
  const refund = await owner.post(
    `${url}/payments`,
    { amount: '5.01', method: 'cash', direction: 'refund' },
    key(),
  );
  expect(refund).toMatchObject({ status: 409, body: { code: 'insufficient_funds' } });
  const debit = await owner.post(
    `${url}/adjustments`,
    { amount: '7', direction: 'debit', note: 'Damaged phone' },
    key(),
  );
  expect(debit.body.wallet).toMatchObject({ balance: '-2.000000', owed: '2.000000', available: '-2.000000' });
});

test.each([
  ['JPY', '1250', '1250.5', 'This currency has no digits after the point. Send a whole amount.'],
  ['EUR', '12.50', '12.505', 'This currency has 2 digits after the point. Send no more.'],
  ['KWD', '0.005', '0.0005', 'This currency has 3 digits after the point. Send no more.'],
])(
  'money in %s is paid as %s, never as %s; a correction may be',
  async (currency, amount, tooFine, message) => {
    const { id } = await open({ profile: { currency } });
    const pay = (over: object) =>
      owner.post(`/api/v1/accounts/${id}/payments`, { amount, method: 'cash', ...over }, key());
    expect((await pay({})).status).toBe(201);
    for (const direction of ['payment', 'refund'])
      expect(await pay({ amount: tooFine, direction })).toMatchObject({
        status: 422,
        body: { errors: [{ field: 'amount', code: 'too_many_digits', message }] },
      });
    // Zeros at the end are no digits.
    expect((await pay({ amount: formatMoney(parseMoney(amount)!), direction: 'refund' })).status).toBe(201);
    const correction = { amount: tooFine, direction: 'credit', note: 'Fraction of a call' };
    expect((await owner.post(`/api/v1/accounts/${id}/adjustments`, correction, key())).status).toBe(201);
  },
);

test('transfers stay with one issuer, and need an exchange rate between currencies', async () => {
  const parent = (await owner.post('/api/v1/accounts', reseller())).body.account;
  const own = await open();
  const below = await open({ panelAccess: { parentId: parent.id } });
  const dollars = await open({ profile: { currency: 'USD' } });
  const move = (fromAccountId: string, toAccountId: string) =>
    owner.post('/api/v1/transfers', { fromAccountId, toAccountId, amount: '1' }, key());
  expect((await move(own.id, below.id)).body.code).toBe('other_issuer');
  expect((await move(own.id, dollars.id)).body.code).toBe('no_exchange_rate');
  expect((await move(own.id, own.id)).body.errors[0].field).toBe('toAccountId');

  const other = await open();
  await owner.post(`/api/v1/accounts/${own.id}/payments`, { amount: '1', method: 'other' }, key());
  // Movements of one millisecond have no order.
  server.advance(1000);
  expect((await move(own.id, other.id)).status).toBe(201);
  const lastOf = async (id: string) => (await owner.get(`/api/v1/accounts/${id}/statement`)).body.items[0];
  expect(await lastOf(own.id)).toMatchObject({
    why: `Transfer to account ${other.number}`,
    reason: { code: 'transfer_out', accountNumber: other.number, note: '' },
  });
  expect(await lastOf(other.id)).toMatchObject({
    why: `Transfer from account ${own.number}`,
    reason: { code: 'transfer_in', accountNumber: own.number },
  });
});

test('the statement explains every movement: opening + movements = closing, page by page', async () => {
  const { id } = await open();
  const url = `/api/v1/accounts/${id}`;
  for (const amount of ['10', '20', '30']) {
    await owner.post(`${url}/payments`, { amount, method: 'cash', note: `top-up ${amount}` }, key());
    server.advance(3600 * 1000);
  }
  await owner.post(`${url}/adjustments`, { amount: '5', direction: 'debit', note: 'fee' }, key());
  const first = (await owner.get(`${url}/statement?limit=2`)).body;
  expect(first).toMatchObject({ opening: '0.000000', closing: '55.000000', currency: 'EUR' });
  expect(first.items.map(({ amount, balanceAfter, why }: Json) => [amount, balanceAfter, why])).toEqual([
    ['-5.000000', '55.000000', 'Debit by staff: fee'],
    ['30.000000', '60.000000', 'Payment in cash: top-up 30'],
  ]);
  expect(first.items.map(({ reason }: Json) => reason)).toMatchObject([
    { code: 'staff_debit', method: null, note: 'fee' },
    { code: 'payment', method: 'cash', accountNumber: null, note: 'top-up 30' },
  ]);
  const second = (await owner.get(`${url}/statement?limit=2&cursor=${first.nextCursor}`)).body;
  expect(second.items.map(({ balanceAfter }: Json) => balanceAfter)).toEqual(['30.000000', '10.000000']);
  expect(second.nextCursor).toBeNull();
  const from = new Date(server.now().getTime() - 2 * 3600 * 1000 - 1).toISOString();
  const to = new Date(server.now().getTime() - 3600 * 1000 - 1).toISOString();
  expect((await owner.get(`${url}/statement?from=${from}&to=${to}`)).body).toMatchObject({
    opening: '10.000000',
    closing: '30.000000',
    items: [{ amount: '20.000000' }],
  });
});

test('a closed account pays what it owes, and nobody locks itself out', async () => {
  const { id } = await open({ billing: { accountType: 'postpaid', creditLimit: '10' } });
  await owner.post(
    `/api/v1/accounts/${id}/adjustments`,
    { amount: '7', direction: 'debit', note: 'Fee' },
    key(),
  );
  await owner.patch(`/api/v1/accounts/${id}`, { status: 'closed' });
  const paid = await owner.post(`/api/v1/accounts/${id}/payments`, { amount: '7', method: 'cash' }, key());
  expect(paid).toMatchObject({ status: 201, body: { wallet: { balance: '0.000000' } } });
  const made = (await owner.post('/api/v1/accounts', admin(), key())).body.account;
  const boss = await server.signIn(made.number, PASSWORD);
  for (const status of ['suspended', 'closed']) {
    expect((await boss.patch(`/api/v1/accounts/${made.id}`, { status })).body.code).toBe('not_permitted');
  }
  expect((await boss.get('/api/v1/me')).status).toBe(200);
});

test('the books agree after all of this', async () => {
  expect((await verifyBooks(server.database.reads, server.now())).violations).toEqual([]);
});
