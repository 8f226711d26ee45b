/** What is sent twice under one Idempotency-Key is made once, and answered twice. */
import { expect, test } from 'vitest';
import { createServer, customer, key, type Answer, type Json } from './support.ts';

const server = await createServer();
const { owner } = server;

async function twice(send: (headers: Record<string, string>) => Promise<Answer>): Promise<[Json, Json]> {
  const headers = key();
  const [first, second] = [await send(headers), await send(headers)];
  expect([first.status, second.status], JSON.stringify([first.body, second.body])).toEqual(
    Array(2).fill(first.status),
  );
  expect(first.status).toBeLessThan(300);
  return [first.body, second.body];
}

const newGroup = async (name: string): Promise<string> =>
  (await owner.post('/api/v1/rate-groups', { name, currency: 'EUR' }, key())).body.id;

const itemsOf = async (path: string): Promise<Json[]> => (await owner.get(`/api/v1${path}`)).body.items;

test('a rate is added once, and another one under its key is refused', async () => {
  const url = `/api/v1/rate-groups/${await newGroup('Once')}/rates`;
  const rate = { prefix: '49', costPerMinute: '0.02' };
  const [first, second] = await twice(async (headers) => {
    const answer = await owner.post(url, rate, headers);
    server.advance(1000);
    return answer;
  });
  expect(second).toEqual(first);
  expect((await owner.get(url)).body.items).toHaveLength(1);
  const headers = key();
  await owner.post(url, { ...rate, prefix: '33' }, headers);
  const other = await owner.post(url, { ...rate, prefix: '34' }, headers);
  expect(other).toMatchObject({ status: 409, body: { code: 'idempotency_key_reused' } });
  // Of two that come together, one waits for the other.
  const both = key();
  const answers = await Promise.all([1, 2].map(() => owner.post(url, { ...rate, prefix: '35' }, both)));
  expect(answers[0]!.body).toEqual(answers[1]!.body);
  expect((await owner.get(url)).body.items).toHaveLength(3);
});

test('a device and an API key are made once; the secret is in the first answer alone', async () => {
  const { account } = (await owner.post('/api/v1/accounts', customer(), key())).body;
  const before = (await itemsOf(`/accounts/${account.id}/devices`)).length;
  const devices = await twice((headers) =>
    owner.post(`/api/v1/accounts/${account.id}/devices`, { label: 'Desk' }, headers),
  );
  expect(devices[0].password).toMatch(/./);
  expect(devices[1]).toEqual({ ...devices[0], password: null });
  expect(await itemsOf(`/accounts/${account.id}/devices`)).toHaveLength(before + 1);
  const sent = { name: 'Shop', expiresAt: null, addresses: [], scopes: null };
  const keys = await twice((headers) => owner.post('/api/v1/api-keys', sent, headers));
  expect(keys[0].key).toMatch(/^tbk_/);
  expect(keys[1]).toEqual({ ...keys[0], key: null });
  expect(await itemsOf('/api-keys')).toHaveLength(1);
});

test('exchange rates are set once, by hand and by a sheet', async () => {
  const byHand = await twice(async (headers) => {
    const sent = { fromCurrency: 'EUR', toCurrency: 'USD', rate: '1.1' };
    const answer = await owner.post('/api/v1/exchange-rates', sent, headers);
    server.advance(1000);
    return answer;
  });
  expect(byHand[1]).toEqual(byHand[0]);
  const sheet = await twice(async (headers) => {
    const answer = await owner.send({
      method: 'POST',
      url: '/api/v1/exchange-rates/import',
      headers: { 'content-type': 'text/csv', ...headers },
      payload: 'from,to,rate\nEUR,CHF,0.95\nEUR,GBP,0.85\n',
    });
    server.advance(1000);
    return answer;
  });
  expect(sheet[0]).toMatchObject({ valid: 2, isApplied: true });
  expect(sheet[1]).toEqual(sheet[0]);
  expect(await itemsOf('/exchange-rates')).toHaveLength(3);
});

test('a sheet of rates is imported once; its answer is repeated whole, and a dry run takes no key', async () => {
  const id = await newGroup('Sheet');
  const send = (query: string, headers: Record<string, string>, payload: string) =>
    owner.send({
      method: 'POST',
      url: `/api/v1/rate-groups/${id}/rates/import?${query}`,
      headers: { 'content-type': 'text/csv', ...headers },
      payload,
    });
  // A quoted cell may hold what the database has no place for.
  const sheet = 'Code,Destination,Cost/Min\n49,Germany,0.01\n33,France,0.02\n34,Spain,x\u0000\n';
  const headers = key();
  const look = await send('dryRun=true', headers, sheet);
  expect(look.body).toMatchObject({ rates: 2, applied: false });
  const first = await send('fileName=a.csv', headers, sheet);
  server.advance(60_000);
  const second = await send('fileName=a.csv', headers, sheet);
  expect(first.status, JSON.stringify(first.body)).toBe(200);
  expect(first.body).toMatchObject({ applied: true, changes: { new: 2 }, rejectedRows: 1 });
  const storable = JSON.parse(JSON.stringify(first.body).replaceAll('\\u0000', '\ufffd'));
  expect(second.body).toEqual(storable);
  expect(await itemsOf(`/rate-groups/${id}/rates`)).toHaveLength(2);
  expect(await itemsOf(`/rate-groups/${id}/imports`)).toHaveLength(1);
  const other = await send('fileName=a.csv', headers, sheet.replace('0.01', '0.03'));
  expect(other).toMatchObject({ status: 409, body: { code: 'idempotency_key_reused' } });
});
