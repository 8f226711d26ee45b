/** Payments above the limit of their issuer: another person posts them, once. */
import { expect, test } from 'vitest';
import { endStalePayments } from '../../src/operations/ledger/decide-payment.ts';
import { verifyBooks } from '../../src/operations/ledger/verify-books.ts';
import {
  admin,
  createServer,
  customer,
  key,
  PASSWORD,
  reseller,
  type Client,
  type Json,
} from '../http/support.ts';

const server = await createServer({ connectionsMax: 20 });
const { owner } = server;
const DAY_MS = 86_400_000;

async function staff(kind = 'admin'): Promise<Client> {
  const made = (await owner.post('/api/v1/accounts', admin(kind), key())).body.account;
  const client = await server.signIn(made.number, PASSWORD);
  // By a key, because sessions end while days go by.
  const { key: apiKey } = (await client.post('/api/v1/api-keys', { name: 'test' })).body;
  return server.clientOf({ authorization: `Bearer ${apiKey}` });
}

const maker = await staff();
const checker = await staff();

async function open(over: Parameters<typeof customer>[0] = {}, client = owner): Promise<string> {
  return (await client.post('/api/v1/accounts', customer(over))).body.account.id;
}

async function balance(id: string): Promise<string> {
  return (await checker.get(`/api/v1/accounts/${id}`)).body.wallet.balance;
}

const limit = async (value: string | null, client = owner) => {
  const answer = await client.patch('/api/v1/settings', { settings: { 'payments.approval_above': value } });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
};

const pay = (id: string, body: object, client = maker, headers = key()) =>
  client.post(`/api/v1/accounts/${id}/payments`, { method: 'cash', ...body }, headers);

async function waiting(id: string, body: object, client = maker): Promise<string> {
  const answer = await pay(id, body, client);
  expect(answer.status, JSON.stringify(answer.body)).toBe(202);
  return answer.body.id;
}

const decide = (id: string, what: string, client = checker, body?: object) =>
  client.post(`/api/v1/pending-payments/${id}/${what}`, body);

await limit('500');

test('up to the limit a payment is posted, above it nothing moves until another person approves', async () => {
  const id = await open();
  expect((await pay(id, { amount: '500' })).status).toBe(201);
  const headers = key();
  const first = await pay(id, { amount: '500.01', note: 'Large' }, maker, headers);
  expect(first).toMatchObject({
    status: 202,
    body: {
      status: 'waiting',
      kind: 'payment',
      amount: '500.010000',
      currency: 'EUR',
      note: 'Large',
      isOwn: true,
    },
  });
  // The same key is the same payment.
  expect((await pay(id, { amount: '500.01', note: 'Large' }, maker, headers)).body.id).toBe(first.body.id);
  expect(await balance(id)).toBe('500.000000');
  expect((await checker.get(`/api/v1/pending-payments?accountId=${id}`)).body.items).toMatchObject([
    { id: first.body.id, isOwn: false, madeBy: 'Grace' },
  ]);
  expect((await checker.get('/api/v1/pending-payments/count')).body).toEqual({ waiting: 1, ofOthers: 1 });
  expect((await maker.get('/api/v1/pending-payments/count')).body).toEqual({ waiting: 1, ofOthers: 0 });

  expect((await decide(first.body.id, 'approve', maker)).body.code).toBe('needs_another_person');
  expect((await decide(first.body.id, 'refuse', maker, { reason: 'No' })).body.code).toBe(
    'needs_another_person',
  );
  expect((await decide(first.body.id, 'withdraw')).body.code).toBe('not_permitted');
  const posted = await decide(first.body.id, 'approve');
  expect(posted, JSON.stringify(posted.body)).toMatchObject({
    status: 200,
    body: { transfer: { amount: '500.010000', note: 'Large' }, wallet: { balance: '1000.010000' } },
  });
  expect(posted.body.receipt.number).toMatch(/^REC-/);
  // Whoever repeats the request reads what became of it.
  expect((await pay(id, { amount: '500.01', note: 'Large' }, maker, headers)).body).toMatchObject({
    status: 'approved',
    transferId: posted.body.transfer.id,
  });
  expect((await decide(first.body.id, 'approve')).body.code).toBe('payment_is_decided');
  const { items } = (await owner.get(`/api/v1/accounts/${id}/timeline`)).body;
  const actions = items.map(({ action }: Json) => action);
  expect(actions).toContain('payment.waits');
  expect(actions).toContain('payment.approved');
  expect(await balance(id)).toBe('1000.010000');
});

test('corrections and refunds wait as well, and are refused with a reason or withdrawn', async () => {
  const id = await open();
  await pay(id, { amount: '400' });
  const correct = (direction: string) =>
    maker.post(`/api/v1/accounts/${id}/adjustments`, { amount: '501', direction, note: 'Fee' }, key());
  const [debit, credit] = [await correct('debit'), await correct('credit')];
  expect([debit.status, credit.status]).toEqual([202, 202]);
  const refused = await decide(debit.body.id, 'refuse', checker, { reason: 'Not this one' });
  expect(refused.body).toMatchObject({ status: 'refused', reason: 'Not this one', transferId: null });
  expect((await decide(credit.body.id, 'withdraw', maker)).body.status).toBe('withdrawn');
  expect((await decide(credit.body.id, 'approve')).body.code).toBe('payment_is_decided');

  // What is checked when it is posted is checked then: 600 are not there, and it waits on.
  const refund = await waiting(id, { amount: '600', direction: 'refund' });
  expect((await decide(refund, 'approve')).body.code).toBe('insufficient_funds');
  await pay(id, { amount: '300' });
  expect((await decide(refund, 'approve')).body.wallet.balance).toBe('100.000000');
});

test('twenty who approve it at once post it once', async () => {
  const id = await open();
  const pending = await waiting(id, { amount: '1000' });
  const checkers = [checker, await staff(), await staff()];
  const answers = await Promise.all(
    Array.from({ length: 21 }, (_, n) => decide(pending, 'approve', checkers[n % 3]!)),
  );
  expect(answers.filter(({ status }) => status === 200).length).toBe(1);
  expect(
    answers.filter(({ status }) => status !== 200).every(({ body }) => body.code === 'payment_is_decided'),
  ).toBe(true);
  expect(await balance(id)).toBe('1000.000000');
});

test('approving and withdrawing at once is one of both', async () => {
  for (let round = 0; round < 5; round += 1) {
    const id = await open();
    const pending = await waiting(id, { amount: '700' });
    const [approved, withdrawn] = await Promise.all([
      decide(pending, 'approve'),
      decide(pending, 'withdraw', maker),
    ]);
    expect([approved.status, withdrawn.status].toSorted((a, b) => a - b)).toEqual([200, 409]);
    expect(await balance(id)).toBe(approved.status === 200 ? '700.000000' : '0.000000');
  }
});

test('after 30 days nobody may approve it, and it is ended', async () => {
  const id = await open();
  const pending = await waiting(id, { amount: '900' });
  server.advance(30 * DAY_MS);
  expect((await decide(pending, 'approve')).body.code).toBe('payment_is_decided');
  await endStalePayments({ pool: server.database.pool, now: server.now });
  const { items } = (await checker.get(`/api/v1/pending-payments?status=ended`)).body;
  expect(items).toMatchObject([{ id: pending, status: 'ended', decidedBy: null }]);
  Object.assign(owner, await server.signIn(server.operator.number, PASSWORD));
});

test('another currency counts by its worth; where nobody knows it, the payment waits', async () => {
  await owner.post('/api/v1/exchange-rates', { fromCurrency: 'USD', toCurrency: 'EUR', rate: '0.5' });
  const dollars = await open({ profile: { currency: 'USD' } });
  const francs = await open({ profile: { currency: 'CHF' } });
  expect((await pay(dollars, { amount: '1000' })).status).toBe(201);
  expect((await pay(dollars, { amount: '1000.02' })).status).toBe(202);
  expect((await pay(francs, { amount: '1' })).status).toBe(202);
  const preview = `/api/v1/accounts/${dollars}/payment-preview?kind=payment&amount=`;
  expect((await maker.get(`${preview}1000`)).body).toMatchObject({ waits: false, rate: null });
  expect((await maker.get(`${preview}501&currency=EUR`)).body).toMatchObject({
    waits: true,
    amount: '1002.000000',
    rate: '2',
  });
});

test('a reseller has a limit of its own, and the operator’s staff approves what it recorded', async () => {
  const made = (await owner.post('/api/v1/accounts', reseller(), key())).body.account;
  const shop = await server.signIn(made.number, PASSWORD);
  const id = await open({}, shop);
  // Nothing is inherited: the operator's limit is not the reseller's.
  expect((await pay(id, { amount: '501' }, shop)).status).toBe(201);
  await limit('10', shop);
  const pending = await waiting(id, { amount: '11' }, shop);
  expect((await decide(pending, 'approve', shop)).body.code).toBe('needs_another_person');
  const other = (await owner.post('/api/v1/accounts', reseller(), key())).body.account;
  const stranger = await server.signIn(other.number, PASSWORD);
  expect((await decide(pending, 'approve', stranger)).status).toBe(404);
  expect((await stranger.get('/api/v1/pending-payments')).body.items).toEqual([]);
  expect((await decide(pending, 'approve')).status).toBe(200);
  // Who decided is somebody whom the reseller does not see.
  expect((await shop.get('/api/v1/pending-payments')).body.items).toMatchObject([
    { id: pending, status: 'approved', decidedBy: null, isOwn: true },
  ]);
});

test('a payment to an account that was moved meanwhile is not posted in the other book', async () => {
  const made = (await owner.post('/api/v1/accounts', reseller(), key())).body.account;
  const id = await open();
  const pending = await waiting(id, { amount: '600' });
  const moved = await owner.post(
    `/api/v1/accounts/${id}/move`,
    { parentId: made.id, rateGroupId: null },
    key(),
  );
  expect(moved.status, JSON.stringify(moved.body)).toBe(200);
  expect((await decide(pending, 'approve')).body.code).toBe('account_was_moved');
  expect((await decide(pending, 'refuse', checker, { reason: 'Moved' })).status).toBe(200);
});

test('the books agree after all of this', async () => {
  expect((await verifyBooks(server.database.reads, server.now())).violations).toEqual([]);
});
