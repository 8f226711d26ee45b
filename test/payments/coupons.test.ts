/** Refill coupons: made, printed, redeemed once, and not found by guessing. */
import { expect, test } from 'vitest';
import { verifyBooks } from '../../src/operations/ledger/verify-books.ts';
import { runAll } from '../http/many-support.ts';
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
const { pool } = server.database;

async function open(over: Parameters<typeof customer>[0] = {}, client = owner): Promise<Json> {
  const made = await client.post('/api/v1/accounts', customer(over));
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  return made.body.account;
}
const balance = async (id: string) => (await owner.get(`/api/v1/accounts/${id}`)).body.wallet.balance;
async function batch(body: object = {}, client = owner): Promise<Json> {
  const made = await client.post(
    '/api/v1/coupon-batches',
    { name: 'Spring', count: 3, amount: '10', currency: 'EUR', ...body },
    key(),
  );
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  return made.body;
}
async function codesOf({ id }: Json, client = owner): Promise<string[]> {
  const { body } = await client.get(`/api/v1/coupon-batches/${id}/codes`);
  const lines = String(body).trim().split('\r\n').slice(1);
  return lines.map((line) => line.split(',')[1]!);
}
/** Each account is at an address of its own. */
const addresses = new Map<string, string>();
function addressOf(id: string): string {
  const address = addresses.get(id) ?? `192.0.2.${addresses.size + 1}`;
  addresses.set(id, address);
  return address;
}
const redeem = (id: string, code: string, client: Client = owner, headers = key()) =>
  client.send({
    method: 'POST',
    url: `/api/v1/accounts/${id}/coupons/redeem`,
    payload: { code },
    headers,
    remoteAddress: addressOf(id),
  });
const verified = async () =>
  expect((await verifyBooks(server.database.reads, server.now())).violations).toEqual([]);

test('codes are printed once they are made, kept as a hash, and gone once they are redeemed', async () => {
  const made = await batch({ prefix: 'SPRING' });
  expect(made).toMatchObject({ jobId: null, made: 3, redeemed: 0, amount: '10.000000' });
  const codes = await codesOf(made);
  expect(codes).toHaveLength(3);
  for (const code of codes) expect(code).toMatch(/^SPRING(-[0-9A-HJKMNP-TV-Z]{4}){4}$/);
  const { id } = await open();
  // As somebody types it.
  const redeemed = await redeem(id, ` ${codes[0]!.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o')} `);
  expect(redeemed, JSON.stringify(redeemed.body)).toMatchObject({
    status: 201,
    body: {
      transfer: { kind: 'payment', method: 'coupon', amount: '10.000000' },
      wallet: { balance: '10.000000' },
    },
  });
  expect(redeemed.body.receipt.number).toMatch(/^REC-/);
  expect(await codesOf(made)).toEqual(codes.slice(1));
  const { rows } = await pool.query('select sealed_code, last4 from coupons where status = $1', ['redeemed']);
  expect(rows).toEqual([{ sealed_code: null, last4: codes[0]!.slice(-4) }]);
  const { items } = (await owner.get(`/api/v1/coupon-batches/${made.id}/coupons?status=redeemed`)).body;
  expect(items).toMatchObject([{ position: 1, last4: codes[0]!.slice(-4), account: { id } }]);
  // No table holds a code in clear.
  const { rows: found } = await pool.query(
    `select count(*)::int as n from coupons where encode(sealed_code, 'escape') like '%' || $1 || '%'`,
    [codes[1]!.replaceAll('-', '').slice(-16)],
  );
  expect(found[0].n).toBe(0);
  await verified();
});

test('a hundred racers redeem a coupon once', async () => {
  const [code] = await codesOf(await batch({ count: 1 }));
  const accounts = await Promise.all(Array.from({ length: 20 }, () => open()));
  // Each account asks five times, so that none is taken for somebody who guesses.
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, n) => redeem(accounts[n % 20].id, code!)),
  );
  expect(answers.filter(({ status }) => status === 201).length).toBe(1);
  const codes = new Set(answers.filter(({ status }) => status !== 201).map(({ body }) => body.code));
  expect([...codes].every((each) => ['coupon_unknown', 'coupon_is_redeemed'].includes(each))).toBe(true);
  const balances = await Promise.all(accounts.map(({ id }) => balance(id)));
  expect(balances.filter((each) => each === '10.000000').length).toBe(1);
  await verified();
}, 120_000);

test('a request that is repeated redeems once, and its account alone hears that it did', async () => {
  const [code] = await codesOf(await batch());
  const [own, other] = [await open(), await open()];
  const headers = key();
  const first = await redeem(own.id, code!, owner, headers);
  expect(await redeem(own.id, code!, owner, headers)).toMatchObject({ status: 200, body: first.body });
  expect((await redeem(own.id, code!)).body.code).toBe('coupon_is_redeemed');
  expect((await redeem(other.id, code!)).body.code).toBe('coupon_unknown');
  expect(await balance(own.id)).toBe('10.000000');
});

test('unknown, used, off, too early and too late are one answer', async () => {
  const { id } = await open();
  const soon = new Date(server.now().getTime() + 3_600_000).toISOString();
  const early = await batch({ validFrom: soon });
  const late = await batch({ validTo: soon });
  const off = await batch();
  const one = await batch();
  const [tooEarly] = await codesOf(early);
  const [tooLate] = await codesOf(late);
  const [ofOff] = await codesOf(off);
  const [single] = await codesOf(one);
  await owner.patch(`/api/v1/coupon-batches/${off.id}`, { status: 'inactive' });
  const { items } = (await owner.get(`/api/v1/coupon-batches/${one.id}/coupons?last4=${single!.slice(-4)}`))
    .body;
  await owner.patch(`/api/v1/coupon-batches/${one.id}/coupons/${items[0].id}`, { status: 'inactive' });
  expect(await codesOf(one)).toHaveLength(2);
  const bodies = [];
  for (const code of [
    tooEarly!,
    ofOff!,
    single!,
    'ABCD-EFGH-JKMN-PQRS',
    'short',
    "'; drop table coupons; --",
  ])
    bodies.push((await redeem(id, code)).body);
  server.advance(3_600_000);
  bodies.push((await redeem(id, tooLate!)).body);
  expect(new Set(bodies.map(({ instance: _instance, ...body }) => JSON.stringify(body))).size).toBe(1);
  expect(bodies[0].code).toBe('coupon_unknown');
  // Its time has come.
  expect((await redeem(id, tooEarly!)).status).toBe(201);
  await owner.patch(`/api/v1/coupon-batches/${off.id}`, { status: 'active' });
  expect((await redeem(id, ofOff!)).status).toBe(201);
  expect((await redeem(id, 'x'.repeat(81))).status).toBe(422);
});

test('ten wrong codes pause an account for a quarter of an hour, and its timeline says so', async () => {
  const account = await open();
  const holder = await server.signIn(account.number, PASSWORD);
  const [code] = await codesOf(await batch());
  for (let wrong = 0; wrong < 10; wrong += 1)
    expect((await redeem(account.id, 'ABCD-EFGH-JKMN-PQRS', holder)).body.code).toBe('coupon_unknown');
  const refused = await redeem(account.id, code!, holder);
  expect(refused).toMatchObject({ status: 429, body: { code: 'too_many_attempts' } });
  expect(Number(refused.headers['retry-after'])).toBe(900);
  const actions = (await owner.get(`/api/v1/accounts/${account.id}/timeline`)).body.items.map(
    ({ action }: Json) => action,
  );
  expect(actions).toContain('coupon.paused');
  // Whoever helps is not locked out by what the customer typed.
  const [, helped] = await codesOf(await batch());
  expect((await redeem(account.id, helped!)).status).toBe(201);
  server.advance(900_000);
  expect((await redeem(account.id, code!, holder)).status).toBe(201);
  expect(await balance(account.id)).toBe('20.000000');
});

test('a reseller’s coupons are for those who buy from it, and credit in its book', async () => {
  const made = (await owner.post('/api/v1/accounts', reseller(), key())).body.account;
  const shop = await server.signIn(made.number, PASSWORD);
  const person = await open({}, shop);
  const holder = await server.signIn(person.number, PASSWORD);
  const own = await batch({}, shop);
  const [first, second] = await codesOf(own, shop);
  const [ofOperator] = await codesOf(await batch());
  expect((await redeem(person.id, ofOperator!, holder)).body.code).toBe('coupon_unknown');
  expect((await redeem(made.id, first!, shop)).body.code).toBe('coupon_unknown');
  const redeemed = await redeem(person.id, first!, holder);
  expect(redeemed.status, JSON.stringify(redeemed.body)).toBe(201);
  const { rows } = await pool.query(
    `select l.kind, i.number from ledger_transfers t join ledger_accounts l on l.id = t.debit_account_id
       join accounts i on i.id = t.issuer_id where t.id = $1`,
    [redeemed.body.transfer.id],
  );
  expect(rows).toEqual([{ kind: 'coupon', number: made.number }]);
  // The reseller itself refills from whoever is above it.
  expect((await redeem(made.id, ofOperator!, shop)).status).toBe(201);
  // Neither a sibling nor the customer sees the batch, and the operator's list is its own.
  expect((await holder.get('/api/v1/coupon-batches')).status).toBe(403);
  expect((await owner.get(`/api/v1/coupon-batches/${own.id}/codes`)).status).toBe(404);
  expect((await redeem(person.id, second!, shop)).status).toBe(201);
  await verified();
});

test('a coupon in another currency comes to what it is worth at the moment', async () => {
  const dollars = await batch({ currency: 'USD', amount: '25' });
  const [first, second] = await codesOf(dollars);
  const yen = await open({ profile: { currency: 'JPY' } });
  expect((await redeem(yen.id, first!)).body.code).toBe('no_exchange_rate');
  await owner.post('/api/v1/exchange-rates', { fromCurrency: 'USD', toCurrency: 'JPY', rate: '156.255' });
  expect((await redeem(yen.id, second!)).body).toMatchObject({
    transfer: { amount: '3906.000000', currency: 'JPY', exchanged: { amount: '25.000000', currency: 'USD' } }, // 3,906.375
  });
  await verified();
});

test('amounts have no more digits than their currency, and ends come after beginnings', async () => {
  const refused = async (body: object) =>
    (
      await owner.post(
        '/api/v1/coupon-batches',
        { name: 'X', count: 1, amount: '10', currency: 'EUR', ...body },
        key(),
      )
    ).body.errors[0];
  expect(await refused({ amount: '1.5', currency: 'JPY' })).toMatchObject({ field: 'amount' });
  expect(await refused({ validTo: '2020-01-01T00:00:00Z' })).toMatchObject({ field: 'validTo' });
  expect(await refused({ count: 100_001 })).toMatchObject({ field: 'count' });
  expect(await refused({ prefix: 'A B' })).toMatchObject({ field: 'prefix' });
});

test('many are made by a job, which goes on where it was interrupted, and the file has each code once', async () => {
  const clerk = (await owner.post('/api/v1/accounts', admin(), key())).body.account;
  const client = await server.signIn(clerk.number, PASSWORD);
  const made = await batch({ count: 2500, name: 'Many' }, client);
  expect(made).toMatchObject({ made: 0, count: 2500 });
  await runAll(server);
  const job = (await client.get(`/api/v1/jobs/${made.jobId}`)).body;
  expect(job).toMatchObject({ status: 'done', result: { batchId: made.id, coupons: 2500 } });
  const codes = await codesOf(made);
  expect(new Set(codes).size).toBe(2500);
  const { rows } = await pool.query(
    'select count(distinct position)::int as n, max(position) as last from coupons c join coupon_batches b on b.id = c.batch_id where b.public_id = $1',
    [made.id],
  );
  expect(rows[0]).toEqual({ n: 2500, last: 2500 });
  expect((await client.get(`/api/v1/coupon-batches/${made.id}/codes?format=xlsx`)).status).toBe(200);
  const { items } = (await owner.get('/api/v1/audit')).body;
  expect(items.some(({ action }: Json) => action === 'export.taken')).toBe(true);
});

test('a closed account is not refilled', async () => {
  const account = await open();
  await owner.patch(`/api/v1/accounts/${account.id}`, { status: 'closed' });
  const [code] = await codesOf(await batch());
  expect((await redeem(account.id, code!)).body.code).toBe('account_is_closed');
});

test('a batch above the limit is off until another person who may approve payments switches it on', async () => {
  const boss = async () => {
    const made = await owner.post('/api/v1/accounts', admin(), key());
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    return server.signIn(made.body.account.number, PASSWORD);
  };
  const [maker, other] = [await boss(), await boss()];
  await owner.patch('/api/v1/settings', { settings: { 'payments.approval_above': '100' } });
  expect(await batch({ count: 10 }, maker)).toMatchObject({ status: 'active' });
  const made = await batch({ count: 10, amount: '10.01' }, maker);
  expect(made).toMatchObject({ status: 'inactive' });
  const [code] = await codesOf(made, maker);
  const { id } = await open();
  expect((await redeem(id, code!)).body.code).toBe('coupon_unknown');
  const switchOn = (client: Client) =>
    client.patch(`/api/v1/coupon-batches/${made.id}`, { status: 'active' });
  expect((await switchOn(maker)).body.code).toBe('needs_another_person');
  expect((await switchOn(other)).body).toMatchObject({ status: 'active' });
  expect((await redeem(id, code!)).status).toBeLessThan(300);
  expect(await balance(id)).toBe('10.010000');
  await owner.patch('/api/v1/settings', { settings: { 'payments.approval_above': null } });
  await verified();
});
