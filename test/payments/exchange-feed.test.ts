/** Exchange rates of a feed and of a sheet, and what exchanging money came to. */
import { createServer as createHttp } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, expect, test } from 'vitest';
import { parseFeed } from '../../src/operations/exchange/parse-feed.ts';
import { ratesOfFeed } from '../../src/operations/exchange/rates-of-feed.ts';
import { runFeed } from '../../src/operations/exchange/run-feed.ts';
import { verifyBooks } from '../../src/operations/ledger/verify-books.ts';
import { createServer, customer, key, PASSWORD, reseller, type Json } from '../http/support.ts';

/** As the European Central Bank writes it. */
const feedOf = (day: string, cubes: string) => `<?xml version="1.0" encoding="UTF-8"?>
<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01" xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">
	<gesmes:subject>Reference rates</gesmes:subject>
	<gesmes:Sender>
		<gesmes:name>European Central Bank</gesmes:name>
	</gesmes:Sender>
	<Cube>
		<Cube time='${day}'>
			${cubes}
		</Cube>
	</Cube>
</gesmes:Envelope>`;
const CUBES = `<Cube currency='USD' rate='1.0850'/><Cube currency='JPY' rate='169.53'/><Cube currency='CHF' rate='0.9325'/>`;

const answer = { status: 200, body: feedOf('2026-11-24', CUBES), asked: 0 };
const bank = createHttp((_request, response) => {
  answer.asked += 1;
  response.writeHead(answer.status, { 'content-type': 'text/xml' }).end(answer.body);
});
await new Promise<void>((resolve) => bank.listen(0, '127.0.0.1', resolve));
afterAll(() => new Promise((resolve) => bank.close(resolve)));
const host = `127.0.0.1:${(bank.address() as AddressInfo).port}`;
const url = `http://${host}/eurofxref-daily.xml`;

const outgoing = { localTargets: [host] };
const server = await createServer({ outgoing });
const { owner } = server;
const context = {
  pool: server.database.pool,
  now: server.now,
  outgoing,
};
const set = async (settings: object) => {
  const { status, body } = await owner.patch('/api/v1/settings', { settings });
  expect(status, JSON.stringify(body)).toBe(200);
};
const state = async () => (await owner.get('/api/v1/exchange-feed')).body;
const current = async () => {
  const { items } = (await owner.get('/api/v1/exchange-rates/current')).body;
  return Object.fromEntries(items.map((row: Json) => [`${row.fromCurrency}>${row.toCurrency}`, row.rate]));
};
const open = async (currency: string) =>
  (await owner.post('/api/v1/accounts', customer({ profile: { currency } }))).body.account.id as string;

test('without an address nothing is fetched', async () => {
  await runFeed(context);
  expect(answer.asked).toBe(0);
  expect(await state()).toEqual({
    url: null,
    triedAt: null,
    succeededAt: null,
    ratesOf: null,
    failure: null,
  });
});

test('a day of rates comes to the euro’s and to those between currencies in use', async () => {
  await open('USD');
  await open('JPY');
  await set({ 'exchange.feed_url': url });
  await runFeed(context);
  expect(await state()).toMatchObject({ url, ratesOf: '2026-11-24', failure: null });
  expect(await current()).toEqual({
    'EUR>USD': '1.0850000000',
    'EUR>JPY': '169.5300000000',
    'EUR>CHF': '0.9325000000',
    'JPY>USD': '0.0064000472', // 1.085 ÷ 169.53
  });
  // It waits its hours, and the same day again sets nothing.
  await runFeed(context);
  expect(answer.asked).toBe(1);
  server.advance(6 * 3_600_000);
  await runFeed(context);
  expect(answer.asked).toBe(2);
  expect((await owner.get('/api/v1/exchange-rates')).body.items).toHaveLength(4);
});

test('a pair that somebody set in the other direction gets its rate there, too', async () => {
  await owner.post('/api/v1/exchange-rates', { fromCurrency: 'USD', toCurrency: 'EUR', rate: '0.9' });
  answer.body = feedOf('2026-11-25', CUBES.replace('1.0850', '1.25'));
  server.advance(6 * 3_600_000);
  await runFeed(context);
  expect(await current()).toMatchObject({ 'EUR>USD': '1.2500000000', 'USD>EUR': '0.8000000000' });
});

test.each([
  ['an error of the feed', 500, '', /500/],
  ['what is no XML', 200, 'Service unavailable', /no XML/],
  ['a half of it', 200, feedOf('2026-11-26', CUBES).slice(0, 400), /no XML/],
  [
    'a document type',
    200,
    `<!DOCTYPE x [<!ENTITY a "b">]>${feedOf('2026-11-26', CUBES).slice(39)}`,
    /document type/,
  ],
  ['a rate of nothing', 200, feedOf('2026-11-26', `${CUBES}<Cube currency='GBP' rate='0'/>`), /GBP/],
  ['a rate that is no number', 200, feedOf('2026-11-26', `<Cube currency='GBP' rate='1e9'/>`), /GBP/],
  ['a currency twice', 200, feedOf('2026-11-26', `${CUBES}${CUBES}`), /USD/],
  ['no rates', 200, feedOf('2026-11-26', ''), /no rates/],
  ['a day that is none', 200, feedOf('2026-02-30', CUBES), /one day/],
  ['several days', 200, feedOf('2026-11-26', `${CUBES}</Cube><Cube time='2026-11-25'>`), /one day/],
  ['a day to come', 200, feedOf('2026-12-24', CUBES), /to come/],
  ['a flood', 200, 'x'.repeat(70_000), /./],
  ['a deep tree', 200, `${'<a>'.repeat(50)}${'</a>'.repeat(50)}`, /more in it/],
])('%s sets nothing and is told', async (_name, status, body, message) => {
  Object.assign(answer, { status, body });
  const before = await current();
  server.advance(6 * 3_600_000);
  await runFeed(context);
  expect((await state()).failure).toMatch(message);
  expect((await state()).ratesOf).toBe('2026-11-25');
  expect(await current()).toEqual(before);
});

test('after a failure it is tried again within a quarter of an hour', async () => {
  Object.assign(answer, { status: 200, body: feedOf('2026-11-27', CUBES) });
  const { asked } = answer;
  server.advance(14 * 60_000);
  await runFeed(context);
  expect(answer.asked).toBe(asked);
  server.advance(60_000);
  await runFeed(context);
  expect(await state()).toMatchObject({ ratesOf: '2026-11-27', failure: null });
});

test('a feed whose point has slipped sets nothing, until somebody says that it is right', async () => {
  answer.body = feedOf('2026-11-28', CUBES.replace('169.53', '16953'));
  const before = await current();
  server.advance(6 * 3_600_000);
  await runFeed(context);
  expect((await state()).failure).toMatch(/One EUR is 16953 JPY in the feed/);
  expect(await current()).toEqual(before);
  for (const [fromCurrency, toCurrency, rate] of [
    ['EUR', 'JPY', '16953'],
    ['JPY', 'USD', '0.0000640005'],
  ])
    expect(
      (await owner.post('/api/v1/exchange-rates', { fromCurrency, toCurrency, rate, isConfirmed: true }))
        .status,
    ).toBe(201);
  server.advance(15 * 60_000);
  await runFeed(context);
  expect(await state()).toMatchObject({ ratesOf: '2026-11-28', failure: null });
});

test('an address inside the network is refused, and so is what is no address', async () => {
  server.advance(6 * 3_600_000);
  await runFeed({ ...context, outgoing: {} });
  expect((await state()).failure).not.toBeNull();
  for (const url of [
    'file:///etc/passwd',
    'http://example.com/rates.xml',
    'https://10.0.0.1/rates.xml',
    'https://localhost./rates.xml',
  ]) {
    const refused = await owner.patch('/api/v1/settings', { settings: { 'exchange.feed_url': url } });
    expect(refused.body.errors[0].field, url).toBe('settings.exchange.feed_url');
  }
  await set({ 'exchange.feed_url': null });
});

test('cross rates are exact to ten digits, and currencies that the feed does not know have none', () => {
  const rates = parseFeed(
    feedOf('2026-11-24', `<Cube currency='KWD' rate='0.3333'/><Cube currency='JPY' rate='169.53'/>`),
  );
  const found = ratesOfFeed(rates, { used: ['EUR', 'JPY', 'KWD', 'XPF'], pairs: new Set() });
  expect(found.map(({ fromCurrency, toCurrency, rateE10 }) => [fromCurrency, toCurrency, rateE10])).toEqual([
    ['EUR', 'KWD', 3_333_000_000n],
    ['EUR', 'JPY', 1_695_300_000_000n],
    ['JPY', 'KWD', 19_660_237n], // 0.3333 ÷ 169.53 = 0.00196602371…
  ]);
});

const sheet = (payload: string, dryRun = false, isConfirmed = false) =>
  owner.send({
    method: 'POST',
    url: `/api/v1/exchange-rates/import?dryRun=${dryRun}&isConfirmed=${isConfirmed}`,
    headers: { 'content-type': 'text/csv' },
    payload,
  });

test('a sheet is looked at first, and set as a whole or not at all', async () => {
  const good = 'From;To;Rate;Valid from\ngbp;eur;1,17;2026-11-01\nGBP;USD;1.3;2026-11-02T10:00:00Z\n';
  expect((await sheet(good, true)).body).toEqual({
    read: 2,
    valid: 2,
    rejected: [],
    rejectedRows: 0,
    isApplied: false,
  });
  expect((await current())['GBP>EUR']).toBeUndefined();
  const bad = await sheet(`${good}GBP;GBP;1;\nGBP;XXX;-1;yesterday\ngbp;eur;1.2;2026-11-01\n`);
  expect(bad.body).toMatchObject({ valid: 2, rejectedRows: 3, isApplied: false });
  expect(bad.body.rejected.map(({ row }: Json) => row)).toEqual([4, 5, 6]);
  expect([...new Set(bad.body.rejected[1].errors.map(({ field }: Json) => field))]).toEqual([
    'toCurrency',
    'rate',
    'validFrom',
  ]);
  expect((await current())['GBP>EUR']).toBeUndefined();
  expect((await sheet(good)).body.isApplied).toBe(true);
  expect(await current()).toMatchObject({ 'GBP>EUR': '1.1700000000', 'GBP>USD': '1.3000000000' });
  expect((await sheet(good)).body.errors).toMatchObject([{ field: 'file', code: 'exists_already' }]);
  expect((await sheet('a,b\n1,2\n')).body.errors).toMatchObject([{ field: 'file', code: 'column_missing' }]);
  const { items } = (await owner.get('/api/v1/exchange-rates?fromCurrency=GBP&toCurrency=EUR')).body;
  expect(items).toHaveLength(1);
});

test('a rate that is far from what is known is asked about, by hand and in a sheet', async () => {
  const sent = { fromCurrency: 'GBP', toCurrency: 'EUR', rate: '11.7' };
  const slipped = await owner.post('/api/v1/exchange-rates', sent);
  expect(slipped.status).toBe(422);
  expect(slipped.body.errors).toEqual([
    {
      field: 'isConfirmed',
      code: 'doubtful',
      message: 'So far, one GBP is 1.17 EUR: this is far from it. Send true if that is meant.',
    },
  ]);
  const turned = await owner.post('/api/v1/exchange-rates', {
    fromCurrency: 'EUR',
    toCurrency: 'GBP',
    rate: '1.17',
  });
  expect(turned.body.errors[0].message).toMatch(/^By the rate of GBP in EUR, one EUR is 0\.8547008547 GBP/);
  const rows = 'from,to,rate\nGBP,EUR,1.18\nGBP,USD,13\n';
  const looked = (await sheet(rows, true)).body;
  expect(looked).toMatchObject({ valid: 1, rejectedRows: 1 });
  expect(looked.rejected).toMatchObject([{ row: 3, errors: [{ field: 'isConfirmed', code: 'doubtful' }] }]);
  expect((await sheet(rows)).body.isApplied).toBe(false);
  expect((await sheet(rows, true, true)).body).toMatchObject({ valid: 2, rejectedRows: 0 });
  expect((await current())['GBP>EUR']).toBe('1.1700000000');
  expect((await owner.post('/api/v1/exchange-rates', { ...sent, isConfirmed: true })).status).toBe(201);
  expect((await current())['GBP>EUR']).toBe('11.7000000000');
});

test('positions say what exchanging gained or lost at the rates of now', async () => {
  expect((await owner.get('/api/v1/exchange-positions')).body).toEqual({
    currency: 'EUR',
    gain: '0.000000',
    items: [],
  });
  await owner.post('/api/v1/exchange-rates', { fromCurrency: 'USD', toCurrency: 'EUR', rate: '0.9' });
  const id = await open('EUR');
  const paid = await owner.post(
    `/api/v1/accounts/${id}/payments`,
    { amount: '100', currency: 'USD', method: 'cash' },
    key(),
  );
  expect(paid.body.transfer.amount).toBe('90.000000');
  server.advance(1000);
  await owner.post('/api/v1/exchange-rates', { fromCurrency: 'USD', toCurrency: 'EUR', rate: '0.95' });
  expect((await owner.get('/api/v1/exchange-positions')).body).toEqual({
    currency: 'EUR',
    gain: '5.000000',
    items: [
      { currency: 'EUR', balance: '-90.000000', rate: '1', value: '-90.000000' },
      { currency: 'USD', balance: '100.000000', rate: '0.95', value: '95.000000' },
    ],
  });
  // Each book has its own.
  const made = (await owner.post('/api/v1/accounts', reseller(), key())).body.account;
  const shop = await server.signIn(made.number, PASSWORD);
  expect((await shop.get('/api/v1/exchange-positions')).body.items).toEqual([]);
  expect((await verifyBooks(server.database.reads, server.now())).violations).toEqual([]);
});
