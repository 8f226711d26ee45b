/** Export: exactly the list, safe to open, and able to come back. */
import fc from 'fast-check';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { cellOfText, textOfCell } from '../../src/domain/accounts/cell-text.ts';
import { readSheet } from '../../src/operations/sheets/read-sheet.ts';
import { csvOf } from '../../src/operations/sheets/write-csv.ts';
import { writeXlsx } from '../../src/operations/sheets/write-xlsx.ts';
import { importSheet, runAll } from './many-support.ts';
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

const anyText = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
  // oxlint-disable-next-line no-control-regex
  .map((text) => text.replace(/[\u0000-\u001f\u007f]/g, '').trim())
  .filter((text) => text !== '');
const anyStart = fc.tuple(
  fc.constantFrom('', '=', '+', '-', '@', "'", "''=", '"', ';', ',', '_x000D_'),
  anyText,
);

test('property: every text comes back from a cell', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(textOfCell(cellOfText(text))).toBe(text);
    }),
    { numRuns: 2000 },
  );
});

test('property: every text comes back from CSV and from XLSX', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        anyStart.map((parts) => parts.join('')),
        { minLength: 1, maxLength: 20 },
      ),
      async (texts) => {
        const rows = texts.map((text) => [text, { number: '1' }] as const);
        const fromCsv = await readSheet(Buffer.from(csvOf(['Name', 'N'], rows)), null);
        const pieces: Uint8Array[] = [];
        const pages = (async function* () {
          yield rows;
        })();
        for await (const piece of writeXlsx(['Name', 'N'], pages)) pieces.push(piece);
        const fromXlsx = await readSheet(Buffer.concat(pieces), null);
        for (const sheet of [fromCsv, fromXlsx]) {
          expect(sheet.rows.map(({ cells }) => textOfCell(cells[0]!))).toEqual(texts);
        }
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

test('terms of resellers are in the export', async () => {
  const resellerTerms = {
    type: 'commission',
    commissionPercent: '12.5',
    invoiceDueDays: 21,
    useOwnLetterhead: true,
  };
  const { account } = (await owner.post('/api/v1/accounts', reseller({ resellerTerms }))).body;
  const [row] = await csv(`q=${account.number}`);
  expect(row).toMatchObject({
    'Reseller type': 'commission',
    'Commission percent': '12.5000',
    'Invoice due days': '21',
    'Own letterhead': 'yes',
  });
});

test('the account that asks is left out when it is asked to be', async () => {
  const numbers = numbersOf(await csv('', ofFirst));
  expect(numbers).toContain(first.number);
  expect(numbersOf(await csv('ownAccount=left_out', ofFirst))).toEqual(
    numbers.filter((number) => number !== first.number),
  );
});
