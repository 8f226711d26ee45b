/** Export: exactly the list, safe to open, and able to come back. */
import fc from 'fast-check';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { textOfCell } from '../../src/domain/accounts/cell-text.ts';
import { valueOfCell } from '../../src/domain/accounts/sheet-fields.ts';
import { exactClockOf } from '../../src/operations/sheets/clock.ts';
import { parseSheet } from '../../src/operations/sheets/parse-sheet.ts';
import { readSheet } from '../../src/operations/sheets/read-sheet.ts';
import { csvOf } from '../../src/operations/sheets/write-csv.ts';
import { writeXlsx } from '../../src/operations/sheets/write-xlsx.ts';
import { importSheet, mappingOf, runAll, upload } from './many-support.ts';
import { createServer, customer, key, PASSWORD, reseller, type Json } from './support.ts';

const server = await createServer();
const { owner } = server;

const csv = async (query = '', client = owner): Promise<Record<string, string>[]> => {
  const { status, body, headers } = await client.get(`/api/v1/accounts/export?${query}`);
  expect(status, JSON.stringify(body)).toBe(200);
  expect(headers['content-disposition']).toBe('attachment; filename="accounts.csv"');
  return parse(String(body), { bom: true, columns: true });
};
const numbersOf = (rows: readonly Record<string, string>[]) => rows.map((row) => row['Account number']);

/** All pages of the list. */
async function listed(query: string, client = owner): Promise<Json[]> {
  const items: Json[] = [];
  for (let cursor = ''; ; ) {
    const page = (await client.get(`/api/v1/accounts?limit=20&${query}${cursor}`)).body;
    items.push(...page.items);
    if (page.nextCursor === null) return items;
    cursor = `&cursor=${page.nextCursor}`;
  }
}

const first = (await owner.post('/api/v1/accounts', reseller({ profile: { company: 'Éclair & Söhne' } })))
  .body.account;
const ofFirst = await server.signIn(first.number, PASSWORD);
await importSheet(
  server,
  ofFirst,
  [
    'first name,last name,company,e-mail,reference',
    ...Array.from(
      { length: 70 },
      (_, n) => `N${n % 7},${String.fromCodePoint(0x4e00 + n)},,e${n}@x.example,R${n}`,
    ),
    '',
  ].join('\n'),
);
await owner.post('/api/v1/accounts', customer({ panelAccess: { email: 'zed@y.example' } }));

test.each([
  '',
  'sort=number',
  'sort=-number',
  'sort=name',
  'sort=-name',
  'sort=createdAt',
  'kind=reseller',
  'status=closed',
  `parentId=${first.id}&sort=name`,
  'q=x.example&sort=-name',
  'q=n3',
  'q=R6',
  'q=%E4%B8%83',
])('the export and the count of "%s" are the list with the same filters, in its order', async (query) => {
  for (const client of [owner, ofFirst]) {
    const list = await listed(query, client);
    const file = await csv(query, client);
    expect(numbersOf(file)).toEqual(list.map(({ number }) => number));
    expect(file.map((row) => row.Balance)).toEqual(list.map(({ balance }) => balance ?? ''));
    expect(new Set(numbersOf(file)).size).toBe(file.length);
    const counted = await client.get(`/api/v1/accounts/count?${query.replace(/&?sort=[^&]*/, '')}`);
    expect(counted.body).toEqual({ count: list.length, isMore: false });
  }
});

test('a reseller exports its own tree, and not who is above it', async () => {
  const rows = await csv('', ofFirst);
  expect(rows).toHaveLength(71);
  const count = async (query: string) => (await ofFirst.get(`/api/v1/accounts/count?${query}`)).body;
  expect(await count('ownAccount=left_out')).toEqual({ count: 70, isMore: false });
  expect(await count('ownAccount=left_out&q=Éclair')).toEqual({ count: 0, isMore: false });
  expect(await count('q=zed')).toEqual({ count: 0, isMore: false });
  expect(rows.every((row) => ['', first.number].includes(row['Reseller number']!))).toBe(true);
});

test('columns, their order, and the zone of times are chosen; a column that is none is named', async () => {
  const rows = await csv('columns=createdAt,panelAccess.number&timezone=Asia/Kolkata&q=zed');
  expect(Object.keys(rows[0]!)).toEqual(['Created at (Asia/Kolkata)', 'Account number']);
  expect(rows[0]!['Created at (Asia/Kolkata)']).toBe('2026-11-24 17:30:00');
  for (const query of ['columns=nothing', 'columns=kind,kind', 'timezone=Mars', 'format=pdf']) {
    expect((await owner.get(`/api/v1/accounts/export?${query}`)).status, query).toBe(422);
  }
});

test('what begins like a formula is text in every format; numbers stay numbers', async () => {
  const texts = [
    '=1+1',
    '+49',
    '-2',
    '@sum',
    "'=x",
    "O'Neil",
    '"quoted"',
    'a;b',
    'Ďábel 中文 العربية 😀',
    '_x0041_',
  ];
  for (const text of texts) {
    const made = await owner.post(
      '/api/v1/accounts',
      customer({
        profile: { firstName: text, lastName: '', company: '' },
        billing: { reference: 'formula' },
      }),
    );
    expect(made.status).toBe(201);
  }
  const query = 'q=formula&sort=createdAt&columns=profile.firstName,balance,panelAccess.number';
  const file = String((await owner.get(`/api/v1/accounts/export?${query}`)).body);
  expect(file.charCodeAt(0)).toBe(0xfeff);
  const cells = (parse(file, { bom: true }) as string[][]).slice(1);
  expect(cells.map(([name]) => name)).toEqual(["'=1+1", "'+49", "'-2", "'@sum", "''=x", ...texts.slice(5)]);
  expect(cells.every(([, balance]) => balance === '0.000000')).toBe(true);
  const lines = String((await owner.get(`/api/v1/accounts/export?${query}&format=jsonl`)).body);
  expect(
    lines
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)['profile.firstName']),
  ).toEqual(texts);
  const response = await server.app.inject({
    method: 'GET',
    url: `/api/v1/accounts/export?${query}&format=xlsx`,
    headers: { authorization: `Bearer ${(await owner.post('/api/v1/api-keys', { name: 'x' })).body.key}` },
  });
  const sheet = await readSheet(response.rawPayload, null);
  expect(sheet.rows.map((row) => textOfCell(row.cells[0]!))).toEqual(texts);
  expect(sheet.rows[0]!.cells[1]).toBe('0.000000');
});

/** Without a thread for each of hundreds of sheets. */
async function cellsOf(bytes: Uint8Array): Promise<(readonly string[])[]> {
  const rows: (readonly string[])[] = [];
  await parseSheet(bytes, null, 100, async (_row, cells) => {
    rows.push(...cells);
  });
  return rows;
}

const anyText = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
  // oxlint-disable-next-line no-control-regex
  .map((text) => text.replace(/[\u0000-\u001f\u007f]/g, '').trim())
  .filter((text) => text !== '');
const anyStart = fc.tuple(
  fc.constantFrom('', '=', '+', '-', '@', "'", "''=", '"', ';', ',', '_x000D_'),
  anyText,
);

test('property: every text comes back from CSV and from XLSX', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        anyStart.map((parts) => parts.join('')),
        { minLength: 1, maxLength: 20 },
      ),
      async (texts) => {
        const rows = texts.map((text) => [text, { number: '1' }] as const);
        const fromCsv = await cellsOf(Buffer.from(csvOf(['Name', 'N'], rows)));
        const pieces: Uint8Array[] = [];
        const pages = (async function* () {
          yield rows;
        })();
        for await (const piece of writeXlsx(['Name', 'N'], pages)) pieces.push(piece);
        const fromXlsx = await cellsOf(Buffer.concat(pieces));
        for (const read of [fromCsv, fromXlsx])
          expect(read.map((cells) => textOfCell(cells[0]!))).toEqual(texts);
      },
    ),
    { numRuns: 100 },
  );
});

test('property: an export that is imported again keeps every name, in any script', async () => {
  const samples = fc.sample(
    anyStart.map(([start, text]) => (start + text).trim()),
    { numRuns: 150, seed: 7 },
  );
  for (const format of ['csv', 'xlsx']) {
    const sheet = csvOf(
      ['First name', 'E-mail', 'Reference'],
      samples.map((text, n) => [text, `${format}${n}@round.example`, `round-${format}`]),
    );
    const job = await importSheet(server, owner, sheet, { sameReference: 'allow' });
    expect(job.result.mistakes).toEqual([]);
    const query = `q=round-${format}&sort=createdAt`;
    const read = async () => {
      const lines = String((await owner.get(`/api/v1/accounts/export?${query}&format=jsonl`)).body);
      return lines
        .trim()
        .split('\n')
        .map((line) => {
          const { createdAt: _at, ...rest } = JSON.parse(line);
          return rest;
        });
    };
    const before = await read();
    expect(before.map((row) => row['profile.firstName'])).toEqual(samples);
    const response = await server.app.inject({
      method: 'GET',
      url: `/api/v1/accounts/export?${query}&format=${format}`,
      headers: { authorization: `Bearer ${(await owner.post('/api/v1/api-keys', { name: 'x' })).body.key}` },
    });
    await owner.post(`/api/v1/jobs/${job.id}/undo`, undefined, key());
    await runAll(server);
    const again = await importSheet(server, owner, response.rawPayload, { sameReference: 'allow' });
    expect(again.result).toMatchObject({ created: samples.length, invalid: 0 });
    expect(await read()).toEqual(before);
  }
});

test('all columns hold what a form has, and what an import may have comes back from them', async () => {
  const made = async (path: string, body: object): Promise<Json> => {
    const answer = await owner.post(`/api/v1${path}`, body, key());
    expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
    return answer.body;
  };
  // A name in capitals that another has in small letters is found as it is written.
  await made('/localizations', { name: '=berlin' });
  const localization = await made('/localizations', { name: '=Berlin' });
  const retail = await made('/rate-groups', { name: '+Retail', currency: 'EUR' });
  const nonCli = await made('/rate-groups', { name: 'Non-CLI', currency: 'EUR' });
  const taxes = [
    await made('/taxes', { name: 'VAT 19 %', percent: '19' }),
    await made('/taxes', { name: 'Levy', percent: '1.5' }),
  ];
  const settings = { localizationId: localization.id };
  const billing = {
    rateGroupId: retail.id,
    cliPool: 'rate_either',
    nonCliRateGroupId: nonCli.id,
    taxIds: taxes.map(({ id }) => id),
    reference: 'all-columns',
  };
  const profile = { language: 'de' };
  const { account } = await made('/accounts', customer({ settings, billing, profile }));
  const validUntil = '2027-06-30T22:00:00.000Z';
  const controls = { validUntil, forcedCallerId: '+493012345678', alertThreshold: '2.5' };
  await owner.patch(`/api/v1/accounts/${account.id}`, { controls });
  const [row] = await csv('q=all-columns&timezone=Europe/Berlin');
  expect(row).toMatchObject({
    Localization: "'=Berlin",
    'Rate group': "'+Retail",
    'CLI pool': 'rate_either',
    'NON-CLI rate group': 'Non-CLI',
    Taxes: 'VAT 19 %; Levy',
    'Language of mails': 'de',
    'Reseller type': '',
    'Own letterhead': '',
    'Valid until (Europe/Berlin)': '2027-07-01 00:00:00',
    'Forced caller ID': '493012345678',
    'Alert threshold': '2.500000',
  });

  const columns = 'profile.firstName,profile.language,billing.cliPool,billing.nonCliRateGroup,billing.taxes';
  const query = `q=all-columns&columns=${columns},billing.rateGroup,billing.reference,settings.localization`;
  const sheet = String((await owner.get(`/api/v1/accounts/export?${query}`)).body);
  expect((await importSheet(server, owner, sheet, { sameReference: 'allow' })).result).toMatchObject({
    created: 1,
    mistakes: [],
  });
  const [again] = (await owner.get('/api/v1/accounts?q=all-columns')).body.items;
  expect(again.id).not.toBe(account.id);
  const { body } = await owner.get(`/api/v1/accounts/${again.id}`);
  expect(body).toMatchObject({ settings, billing, profile });

  const wrong = await importSheet(
    server,
    owner,
    'First name,Localization,NON-CLI rate group,Taxes\nAda,Nowhere,retail,VAT 19 %; Customs\n',
  );
  expect(
    wrong.result.mistakes[0].errors.map(({ field, message }: Json) => [field, message.split(' of ')[0]]),
  ).toEqual([
    ['billing.nonCliRateGroup', '"retail" is none'],
    ['settings.localization', '"Nowhere" is none'],
    ['billing.taxes', '"Customs" is none'],
  ]);
});

/** Sends the file that `query` exports. */
async function exported(query: string, format: string): Promise<Buffer> {
  const { body } = await owner.post('/api/v1/api-keys', { name: 'x' });
  const url = `/api/v1/accounts/export?${query}&format=${format}`;
  const headers = { authorization: `Bearer ${body.key}` };
  return (await server.app.inject({ method: 'GET', url, headers })).rawPayload;
}

test('an account with every field set comes back from an export with all columns, under another number', async () => {
  const made = async (path: string, body: object): Promise<Json> => {
    const answer = await owner.post(`/api/v1${path}`, body, key());
    expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
    return answer.body;
  };
  const role = await made('/roles', {
    name: '+Ρόλος; "A"',
    description: '',
    audience: 'reseller',
    permissions: ['accounts:read'],
  });
  const localization = await made('/localizations', { name: 'محلي' });
  const group = await made('/rate-groups', { name: '@Großhandel; 中文', currency: 'EUR' });
  const nonCli = await made('/rate-groups', { name: "'-1", currency: 'EUR' });
  const taxIds = [];
  for (const name of ['"VAT"; 19 %', 'Levy ; "x"', 'НДС'])
    taxIds.push((await made('/taxes', { name, percent: '1' })).id);
  const profile = {
    firstName: '=Zoë',
    lastName: '山田',
    company: 'שלום; "Ltd"',
    phone: '+493012345678',
    notificationEmails: ['a@round.example', 'b@round.example'],
    address1: '-1 Main',
    address2: '@back',
    city: 'Αθήνα',
    province: "'=x",
    zip: '00123',
    country: 'NO',
    timezone: 'Asia/Kolkata',
    language: 'ar',
    currency: 'EUR',
  };
  const common = {
    concurrentCalls: 7,
    cps: 'unlimited',
    allowLocalCalls: false,
    localCallRate: '1.250000001',
  };
  const settings = { ...common, notifications: false };
  const billing = {
    accountType: 'postpaid',
    creditLimit: '1234.567891',
    rateGroupId: group.id,
    schedule: 'weekly',
    billingDay: 3,
    taxIds,
    taxNumber: 'DE136695976',
    generateInvoice: true,
    invoiceNote: 'Line one\nLine "two"; three',
    reference: 'round-trip',
  };
  const resellerTerms = {
    type: 'commission',
    commissionPercent: '12.0005',
    invoiceDueDays: 0,
    useOwnLetterhead: true,
  };
  const controls = { validUntil: '2027-06-30T22:00:15.000Z', alertThreshold: '1000.500000' };
  const all = [
    {
      ...customer({
        profile,
        settings: {
          ...settings,
          localizationId: localization.id,
          paymentGatewayPermission: true,
          validDays: 60,
        },
        billing: { ...billing, cliPool: 'rate_either', nonCliRateGroupId: nonCli.id },
      }),
      controls: { ...controls, forcedCallerId: '493012345679' },
    },
    { ...reseller({ profile, settings, billing, resellerTerms }), controls },
  ];
  for (const { controls: set, ...body } of all) {
    const panelAccess = { ...body.panelAccess, ...(body.kind === 'reseller' && { roleId: role.id }) };
    const { account } = await made('/accounts', { ...body, panelAccess });
    const path = `/api/v1/accounts/${account.id}`;
    expect((await owner.patch(path, { controls: set })).status).toBe(200);
    const comparable = async (id: string) => {
      const {
        id: _id,
        number: _number,
        createdAt: _at,
        events: _events,
        ...rest
      } = (await owner.get(`/api/v1/accounts/${id}`)).body;
      return { ...rest, panelAccess: { ...rest.panelAccess, number: '', hasPassword: false } };
    };
    const before = await comparable(account.id);
    expect(before).toMatchObject({ profile, billing: body.billing, controls: set });
    const query = `q=${account.number}&timezone=Europe/Berlin`;
    const files = { csv: await exported(query, 'csv'), xlsx: await exported(query, 'xlsx') };
    for (const [format, file] of Object.entries(files)) {
      // Its address is free again.
      await owner.patch(path, { panelAccess: { email: `${format}-${account.number}@gone.example` } });
      const sheet = await upload(owner, file);
      const mapping = mappingOf(sheet).map((field: string | null) =>
        field === 'panelAccess.number' ? null : field,
      );
      const job = await importSheet(server, owner, file, { mapping, sameReference: 'allow' });
      expect(job.result, format).toMatchObject({ created: 1, mistakes: [] });
      const items = (await owner.get('/api/v1/accounts?q=round-trip&sort=-createdAt')).body.items;
      const again = items.find(({ email }: Json) => email === before.panelAccess.email);
      expect(await comparable(again.id), format).toEqual(before);
      await owner.post(`/api/v1/jobs/${job.id}/undo`, undefined, key());
      await runAll(server);
    }
  }
});

test('a row says its kind, and a cell that its kind does not have is named', async () => {
  const sheet = [
    'Kind,First name,E-mail,Reseller type,Valid days after first use,Valid until (Europe/Berlin),Credit limit',
    'admin,A,a@kinds.example,,,,',
    'reseller,B,b@kinds.example,distributor,7,,',
    'customer,C,c@kinds.example,distributor,,,',
    'reseller,D,,,,,',
    'customer,E,e@kinds.example,,,soon,',
    'customer,F,f@kinds.example,,,,"1,000"',
    'reseller,G,g@kinds.example,distributor,,2027-10-31 02:30,',
    '',
  ].join('\n');
  const { result } = await importSheet(server, owner, sheet);
  expect(
    result.mistakes.map(({ row, errors }: Json) => [
      row,
      errors.map(({ field, code }: Json) => `${field} ${code}`),
    ]),
  ).toEqual([
    [2, ['kind invalid_union']],
    [3, ['settings.validDays not_applicable']],
    [4, ['resellerTerms.type not_applicable']],
    [5, ['panelAccess.email invalid_type', 'resellerTerms.type invalid_value']],
    [6, ['controls.validUntil invalid_format']],
    [7, ['billing.creditLimit custom']],
  ]);
  expect(result.created).toBe(1);
});

test('the hour that comes twice in autumn is written so that it comes back', () => {
  const clock = exactClockOf('Europe/Berlin');
  const rules = { countries: new Map(), zone: 'Europe/Berlin', serialDayZero: null };
  for (const time of ['2027-10-31T00:30:00.000Z', '2027-10-31T01:30:00.000Z', '2027-07-01T00:00:00.123Z']) {
    const value = valueOfCell('controls.validUntil', clock(new Date(time)), rules);
    expect(value).toBe(time);
  }
  expect(clock(new Date('2027-07-01T00:00:00Z'))).toBe('2027-07-01 02:00:00');
});

test('an undone import leaves a reseller that has open accounts below it by now', async () => {
  const sheet =
    'Kind,First name,E-mail,Reseller type\nreseller,Used,used@undo.example,distributor\nreseller,Free,free@undo.example,distributor\n';
  const job = await importSheet(server, owner, sheet);
  const idOf = async (q: string) => (await owner.get(`/api/v1/accounts?q=${q}`)).body.items[0]?.id;
  const used = await idOf('used@undo.example');
  await owner.post('/api/v1/accounts', customer({ panelAccess: { parentId: used } }), key());
  const preview = (await owner.get(`/api/v1/jobs/${job.id}/undo`)).body;
  expect(preview).toMatchObject({ removable: 1, toClose: 0, keptAccounts: [{ accountId: used }] });
  expect(preview.keptAccounts[0].reasons[0].message).toContain('1 account below this one is still open');
  await owner.post(`/api/v1/jobs/${job.id}/undo`, undefined, key());
  await runAll(server);
  expect((await owner.get(`/api/v1/accounts/${used}`)).body.status).toBe('active');
  expect(await idOf('free@undo.example')).toBeUndefined();
});

test('the account that asks is left out when it is asked to be', async () => {
  const numbers = numbersOf(await csv('', ofFirst));
  expect(numbers).toContain(first.number);
  expect(numbersOf(await csv('ownAccount=left_out', ofFirst))).toEqual(
    numbers.filter((number) => number !== first.number),
  );
});
