/**
 * What calls bring in and cost: figures are the sums of the rows that they open, for everybody who reads them, over several
 * levels, currencies and commissions, and in the export too.
 */
import { readFile } from 'node:fs/promises';
import { afterAll, expect, test } from 'vitest';
import { formatMoney, parseMoney } from '../../src/domain/money.ts';
import { PASSWORD, type Client, type Json } from '../http/support.ts';
import { createWorld, type Line } from './world.ts';

const world = await createWorld();
const { owner, ask, send, end, created } = world;
afterAll(world.verify);

const rate = (fromCurrency: string, toCurrency: string, value: string) =>
  created(owner, 'exchange-rates', {
    fromCurrency,
    toCurrency,
    rate: value,
    validFrom: '2026-01-01T00:00:00Z',
  });
await rate('EUR', 'GBP', '0.85');
await rate('USD', 'EUR', '0.9');
await rate('USD', 'GBP', '0.75');
await world.trunk({
  49: { costPerMinute: '0.012' },
  33: { costPerMinute: '0.001', connectionCost: '0.005' },
});
await world.trunk({ 44: { costPerMinute: '0.02' } }, { group: { currency: 'USD' } });
const RATES = {
  49: { costPerMinute: '0.041' },
  44: { costPerMinute: '0.05' },
  33: { costPerMinute: '0.03' },
};
const settings = { cps: 'unlimited', concurrentCalls: 'unlimited', localCallRate: '0.02' };
const terms = (rateGroupId: string) => ({ accountType: 'postpaid', creditLimit: '500', rateGroupId });
const buys = (client: Client, rateGroupId: string, { parentId, currency }: Json = {}) =>
  world.account(
    world.customerOf({
      billing: terms(rateGroupId),
      settings,
      ...(parentId === undefined ? {} : { panelAccess: { parentId, createSipDevice: true } }),
      ...(currency === undefined ? {} : { profile: { currency } }),
    }),
    {},
    client,
  );
const sells = async (client: Client, body: Json) => {
  const made = await world.account(world.resellerOf({ settings, ...body }), {}, client);
  return { ...made, client: await world.signIn(made.number, PASSWORD) };
};
const agent = (client: Client, commissionPercent: string, profile: Json = {}) =>
  sells(client, { resellerTerms: { type: 'commission', commissionPercent }, profile });

const retail = await world.rateGroup(RATES);
const direct = await buys(owner, retail);
const british = await buys(owner, retail, { currency: 'GBP' });
const generous = await agent(owner, '90');
const ofGenerous = await buys(owner, retail, { parentId: generous.accountId });
const abroad = await agent(owner, '10', { currency: 'GBP' });
const ofAbroad = await buys(owner, retail, { parentId: abroad.accountId });
const upper = await sells(owner, { billing: terms(retail) });
const passedOn = await world.rateGroup(
  { 49: { costPerMinute: '0.08' }, 33: { costPerMinute: '0.02' } },
  {},
  upper.client,
);
const ofUpper = await buys(upper.client, passedOn);
const helper = await agent(upper.client, '55');
const ofHelper = await buys(upper.client, passedOn, { parentId: helper.accountId });
const lower = await sells(upper.client, { billing: terms(passedOn), profile: { currency: 'GBP' } });
const cheap = await world.rateGroup(
  { 49: { costPerMinute: '0.06' }, 33: { costPerMinute: '0.03' } },
  { currency: 'GBP' },
  lower.client,
);
const ofLower = await buys(lower.client, cheap, { currency: 'GBP' });

const swiss = await world.rateGroup({ 49: { costPerMinute: '0.07' } }, { currency: 'CHF' }, upper.client);
const ofSwiss = await buys(upper.client, swiss, { currency: 'CHF' });

const call = async (line: Line, to: string, talkMs: number) => {
  const granted = await ask(line, { destination: to });
  expect(granted, JSON.stringify(granted)).toMatchObject({ ok: true });
  await send(end(granted, talkMs));
  return granted;
};
const [GERMANY, BRITAIN, FRANCE] = ['+493012345678', '+442012345678', '+33112345678'];
for (const line of [direct, british, ofGenerous, ofAbroad, ofUpper, ofHelper, ofLower, ofSwiss])
  for (const talkMs of [61_000, 7_300, 0]) await call(line, GERMANY, talkMs);
for (const line of [direct, british, ofGenerous]) await call(line, BRITAIN, 33_000);
for (const line of [direct, british, ofUpper, ofLower]) await call(line, FRANCE, 1000);
const corrected = await call(ofHelper, GERMANY, 600_000);
await send({ ...end(corrected, 30_000), revision: 2 });
await call(direct, ofUpper.username, 90_000);
await ask(direct, { destination: '+999' });

const RANGE = 'from=2026-11-01T00:00:00Z&to=2026-12-01T00:00:00Z';
const FIELDS = ['revenue', 'cost', 'commission', 'margin'] as const;
type Sums = Record<string, Record<string, string>>;

function summed(rows: readonly (readonly [field: string, currency: string, amount: string])[]): Sums {
  const sums = new Map<string, Map<string, bigint>>();
  for (const [field, currency, amount] of rows) {
    const of = sums.get(currency) ?? new Map<string, bigint>();
    sums.set(currency, of.set(field, (of.get(field) ?? 0n) + (parseMoney(amount) as bigint)));
  }
  return Object.fromEntries(
    [...sums].map(([currency, of]) => [
      currency,
      Object.fromEntries(
        [...of].filter(([, micros]) => micros !== 0n).map(([field, micros]) => [field, formatMoney(micros)]),
      ),
    ]),
  );
}

const totalsOf = async (client: Client, query = ''): Promise<Json> => {
  const { status, body } = await client.get(`/api/v1/calls/totals?${RANGE}${query}`);
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
};
const rowsOf = async (client: Client, path: string): Promise<Json[]> => {
  const rows: Json[] = [];
  for (let cursor = ''; ; ) {
    const { status, body } = await client.get(`/api/v1/${path}&limit=7${cursor}`);
    expect(status, JSON.stringify(body)).toBe(200);
    rows.push(...body.items);
    if (body.nextCursor === null) return rows;
    cursor = `&cursor=${body.nextCursor}`;
  }
};
const inTotals = ({ groups }: Json) =>
  summed(
    groups.flatMap(({ money }: Json) =>
      money.flatMap((each: Json) =>
        FIELDS.flatMap((field) => (each[field] === null ? [] : [[field, each.currency, each[field]]])),
      ),
    ),
  );
const inRows = (rows: readonly Json[]) =>
  summed(
    rows.flatMap((row) =>
      FIELDS.flatMap((field): [string, string, string][] =>
        row[field] === null ? [] : [[field, row[field].currency, row[field].amount]],
      ),
    ),
  );
async function inExport(client: Client, path: string): Promise<Sums> {
  const { status, body } = await client.get(`/api/v1/${path}&format=csv`);
  expect(status).toBe(200);
  const [titles, ...lines] = String(body)
    .replace(/^\uFEFF/, '')
    .trim()
    .split(/\r?\n/)
    .map((line) =>
      line.split(/[,;](?=(?:[^"]*"[^"]*")*[^"]*$)/).map((cell) => cell.replaceAll('"', '')),
    ) as string[][];
  return summed(
    lines.flatMap((cells) =>
      FIELDS.flatMap((field): [string, string, string][] => {
        const place = titles!.findIndex((title) => title.toLowerCase() === field);
        const [amount = '', currency = ''] = place < 0 ? [] : [cells[place], cells[place + 1]];
        return amount === '' ? [] : [[field, currency, amount]];
      }),
    ),
  );
}
const READERS: readonly (readonly [string, () => Promise<Client>])[] = [
  ['the operator', async () => owner],
  ['a distributor', async () => upper.client],
  ['a distributor below it, in another currency', async () => lower.client],
  ['a commission reseller', async () => generous.client],
  ['one of a distributor', async () => helper.client],
  ['one in another currency', async () => abroad.client],
];

test.each(READERS)(
  '%s: figures are the sums of their rows, in the list and in the export',
  async (_, signIn) => {
    const client = await signIn();
    const rows = await rowsOf(client, `calls?${RANGE}`);
    const totals = await totalsOf(client);
    expect(totals.groups[0].calls).toBe(rows.length);
    const told = inTotals(totals);
    expect(Object.keys(told)).not.toEqual([]);
    expect(inRows(rows)).toEqual(told);
    expect(inRows(rows.filter(({ outcome }) => outcome === 'answered'))).toEqual(told);
    expect(await inExport(client, `calls/export?${RANGE}`)).toEqual(told);
    for (const by of [
      'account',
      'prefix',
      'direction',
      'day',
      ...(client === owner ? ['trunk', 'reason'] : []),
    ])
      expect(inTotals(await totalsOf(client, `&groupBy=${by}`)), by).toEqual(told);
  },
);

test('a customer reads what it paid, and no more', async () => {
  const client = await world.signIn(ofGenerous.number, PASSWORD);
  const rows = await rowsOf(client, `calls?${RANGE}`);
  const [{ money }] = (await totalsOf(client)).groups;
  const paid = rows.reduce((sum, { charge }) => sum + (parseMoney(charge) as bigint), 0n);
  expect(money).toEqual([
    { currency: 'EUR', revenue: formatMoney(paid), cost: null, commission: null, margin: null },
  ]);
  expect(rows.map(({ cost, commission, margin }) => [cost, commission, margin])).toEqual(
    rows.map(() => [null, null, null]),
  );
  expect((await client.get('/api/v1/calls?isLosing=true')).body.errors[0].field).toBe('isLosing');
  expect(String((await client.get(`/api/v1/calls/export?${RANGE}&format=csv`)).body)).not.toMatch(
    /Revenue|Margin|Commission/,
  );
});

const moneyOf = async (client: Client, line: Line, talkMs: number, to?: string) => {
  const rows = await rowsOf(client, `accounts/${line.accountId}/calls?outcome=answered`);
  const row = rows.find(
    (each) => each.talkMs === talkMs && (to === undefined || `+${each.destinationNumber}` === to),
  );
  return FIELDS.map((field) => row?.[field] && `${row[field].amount} ${row[field].currency}`);
};

test('commissions are what whoever gives them pays for a call', async () => {
  // 0.041 × 61 ÷ 60 = 0.041683; 90 % of it 0.037514; the carrier 0.012 × 61 ÷ 60.
  expect(await moneyOf(owner, ofGenerous, 61_000)).toEqual([
    '0.041683 EUR',
    '0.012200 EUR',
    '0.037514 EUR',
    '-0.008031 EUR',
  ]);
  expect(await moneyOf(generous.client, ofGenerous, 61_000)).toEqual([null, null, '0.037514 EUR', null]);
  // A tenth of 0.041683 at 0.85 is 0.003543 GBP, which are 0.004168 EUR.
  expect(await moneyOf(abroad.client, ofAbroad, 61_000)).toEqual([null, null, '0.003543 GBP', null]);
  expect(await moneyOf(owner, ofAbroad, 61_000)).toEqual([
    '0.041683 EUR',
    '0.012200 EUR',
    '0.004168 EUR',
    '0.025315 EUR',
  ]);
  // The distributor sells for 0.081333, buys for 0.041683, and gives 55 %.
  expect(await moneyOf(upper.client, ofHelper, 61_000)).toEqual([
    '0.081333 EUR',
    '0.041683 EUR',
    '0.044733 EUR',
    '-0.005083 EUR',
  ]);
  expect(await moneyOf(owner, ofHelper, 61_000)).toEqual([
    '0.041683 EUR',
    '0.012200 EUR',
    '0.000000 EUR',
    '0.029483 EUR',
  ]);
});

test('a cost in another currency is compared at the exchange rate of the call', async () => {
  // 0.041683 EUR are 0.035431 GBP, and 0.0122 EUR 0.01037.
  expect(await moneyOf(owner, british, 61_000)).toEqual([
    '0.035431 GBP',
    '0.012200 EUR',
    '0.000000 GBP',
    '0.025061 GBP',
  ]);
  // 0.02 USD × 33 ÷ 60 = 0.011, which are 0.0099 EUR and 0.00825 GBP; 0.0275 EUR are 0.023375 GBP.
  expect(await moneyOf(owner, direct, 33_000)).toEqual([
    '0.027500 EUR',
    '0.011000 USD',
    '0.000000 EUR',
    '0.017600 EUR',
  ]);
  expect(await moneyOf(owner, british, 33_000)).toEqual([
    '0.023375 GBP',
    '0.011000 USD',
    '0.000000 GBP',
    '0.015125 GBP',
  ]);
  // Sold for 0.061 GBP, bought for 0.081333 EUR in GBP: 0.069133.
  expect(await moneyOf(lower.client, ofLower, 61_000)).toEqual([
    '0.061000 GBP',
    '0.069133 GBP',
    '0.000000 GBP',
    '-0.008133 GBP',
  ]);
});

test('calls that lose money are found by whoever loses it', async () => {
  for (const client of [owner, upper.client, lower.client]) {
    const rows = await rowsOf(client, `calls?${RANGE}`);
    const losing = rows.filter(({ margin }) => margin?.amount.startsWith('-') === true);
    expect(losing.length).toBeGreaterThan(0);
    const found = await rowsOf(client, `calls?${RANGE}&isLosing=true`);
    expect(found.map(({ sessionId }) => sessionId)).toEqual(losing.map(({ sessionId }) => sessionId));
    expect((await totalsOf(client)).groups[0].losing).toBe(losing.length);
    expect((await totalsOf(client, '&isLosing=true')).groups[0].calls).toBe(losing.length);
  }
  for (const client of [generous.client, helper.client])
    expect((await client.get('/api/v1/calls?isLosing=true')).body.errors[0].field).toBe('isLosing');
});

test('the simulator keeps of a call what the call itself leaves', async () => {
  const simulated = async (client: Client, line: Line) =>
    (
      await client.get(`/api/v1/accounts/${line.accountId}/simulated-call?to=%2B493012345678&seconds=61`)
    ).body.levels.map(({ margin }: Json) => margin);
  expect(await simulated(owner, ofGenerous)).toEqual(['-0.008031']);
  expect(await simulated(owner, british)).toEqual(['0.025061']);
  expect(await simulated(upper.client, ofHelper)).toEqual(['-0.005083', null]);
});

test('a call between currencies without an exchange rate is in no margin, and that is said', async () => {
  expect(await moneyOf(upper.client, ofSwiss, 61_000)).toEqual([
    '0.071167 CHF',
    '0.041683 EUR',
    '0.000000 CHF',
    null,
  ]);
  expect((await totalsOf(upper.client)).groups[0].notCompared).toBe(2);
  // 61 and 8 seconds.
  expect((await totalsOf(upper.client, `&account=${ofSwiss.accountId}`)).groups[0]).toMatchObject({
    losing: 0,
    notCompared: 2,
    money: [
      { currency: 'CHF', revenue: '0.080500', margin: '0.000000' },
      { currency: 'EUR', cost: '0.047150', margin: null },
    ],
  });
  expect((await totalsOf(owner)).groups[0].notCompared).toBe(0);
});

test('records from before say the same by their frozen terms, the ledger and the exchange rates of their time', async () => {
  const { pool } = world.database;
  const told = async () =>
    (
      await pool.query(
        `select session_id, revision, commission_wallet_ids, commission_micros, level_commission_micros, level_cost_micros
         from cdrs order by session_id, revision`,
      )
    ).rows;
  const written = await told();
  expect(written.filter((row) => row.commission_micros !== null).length).toBeGreaterThan(5);
  expect(written.filter((row) => row.level_cost_micros !== null).length).toBeGreaterThan(5);
  const migration = await readFile('migrations/0117_costs_of_calls.sql', 'utf8');
  const from = migration.indexOf('alter table cdrs disable trigger');
  const filling = migration.slice(from, migration.indexOf('alter table cdrs add constraint cdrs_pkey'));
  const [first = '', ...rest] = filling.split(';');
  await pool.query(
    `begin; ${first}; update cdrs set commission_wallet_ids = null, commission_micros = null,
       level_commission_micros = null, level_cost_micros = null; ${rest.join(';')}; commit`,
  );
  expect(await told()).toEqual(written);
});

test('calls without a rate or a trunk are groups by the way they went, and each opens its calls', async () => {
  for (const [by, filter] of [
    ['prefix', 'ratePrefix'],
    ['trunk', 'trunk'],
  ]) {
    const { groups } = await totalsOf(owner, `&groupBy=${by}`);
    const rest = groups.filter(({ key }: Json) => /^[a-z]+$/.test(key));
    expect(rest).toMatchObject([
      // Of the number that is none.
      { key: 'local', calls: 1, answered: 1, money: [{ revenue: '0.040000', margin: '0.040000' }] },
      { key: 'outbound', calls: 1, refused: 1, money: [] },
    ]);
    for (const { key } of rest)
      expect(await rowsOf(owner, `calls?${RANGE}&${filter}=none&direction=${key}`)).toHaveLength(1);
  }
  const { destinations } = (await owner.get(`/api/v1/accounts/${direct.accountId}/usage`)).body;
  expect(destinations.map(({ prefix, direction }: Json) => [prefix, direction]).sort()).toEqual([
    ['', 'local'],
    ['33', null],
    ['44', null],
    ['49', null],
  ]);
});

test('the arithmetic of a call leaves out commissions from what its seller keeps', async () => {
  const told = async (client: Client) =>
    (await client.get(`/api/v1/calls/${corrected.sessionId}`)).body.arithmetic;
  // Corrected to 30 s: 0.08 and 0.041 a minute, 55 % of 0.04.
  expect(await told(upper.client)).toContain(
    `Reseller ${upper.number} keeps 0.04 EUR − 0.0205 EUR − 0.022 EUR of commission = -0.0025 EUR`,
  );
  expect(JSON.stringify(await told(helper.client))).not.toContain('keeps');
});
