/** A carrier's sheet becomes rates: looked at, mapped, checked and imported, and every row accounted for. */
import { beforeEach, expect, test } from 'vitest';
import { runJobs } from '../../src/operations/jobs/run-jobs.ts';
import { jobContextOf } from './many-context.ts';
import { createServer, key, type Client, type Json } from './support.ts';
import { rowsXlsx, xlsx, xlsxBomb } from './xlsx-files.ts';

const server = await createServer();
const { owner } = server;
let names = 0;
let id = '';

async function rateGroup(over: object = {}): Promise<string> {
  names += 1;
  const sent = { name: `Group ${names}`, currency: 'EUR', ...over };
  return (await owner.post('/api/v1/rate-groups', sent, key())).body.id;
}

beforeEach(async () => {
  id = await rateGroup({ initialIncrementSeconds: 60, incrementSeconds: 60 });
});

type Query = Readonly<Record<string, string>>;

function send(step: '' | '/look', payload: string | Buffer, query: Query = {}, client: Client = owner) {
  return client.send({
    method: 'POST',
    url: `/api/v1/rate-groups/${id}/rates/import${step}?${new URLSearchParams(query).toString()}`,
    headers: { 'content-type': 'text/csv' },
    payload,
  });
}

const look = (payload: string | Buffer, query?: Query) => send('/look', payload, query);

async function importSheet(payload: string | Buffer, query?: Query): Promise<Json> {
  const { status, body } = await send('', payload, query);
  expect(status, JSON.stringify(body)).toBe(200);
  expect(body.read).toBe(body.imported + body.rejectedRows + body.skipped);
  return body;
}

async function rates(...fields: readonly string[]): Promise<Json[]> {
  const { items } = (await owner.get(`/api/v1/rate-groups/${id}/rates?limit=200`)).body;
  return items.map((rate: Json) => fields.map((field) => rate[field]));
}

const mistakes = ({ rejected }: Json) =>
  rejected.flatMap(({ row, errors }: Json) => errors.map(({ field, code }: Json) => [row, field, code]));

test('every row of a sheet is imported, rejected with its place and cause, or skipped', async () => {
  const sheet = [
    'Code,Destination,Connection Cost,Grace Time,Cost/Min,Initial Increment,Increment',
    '49,Germany,0,0,0.0125,1,1',
    '4930,"Berlin, fixed",0.01,2,0.01,60,30',
    '',
    ',,,,,,',
    '49,Germany again,0,0,0.02,1,1',
    '33x,France,0,0,1e3,1,1',
    '34,Spain, south,0,0,0.01,1,1',
    '35,"=1+1",0,0,.005,,',
    '36,Hungary,-1,0,0.01,1,1',
    '37,Nowhere,0,soon,0.01,0,1',
  ].join('\r\n');
  const body = await importSheet(sheet);
  expect(body).toMatchObject({
    read: 10,
    imported: 3,
    rates: 3,
    rejectedRows: 5,
    skipped: 2,
    applied: true,
  });
  expect(mistakes(body)).toEqual([
    [6, 'code', 'repeated'],
    [7, 'code', 'invalid'],
    [7, 'costPerMinute', 'invalid'],
    [8, 'row', 'too_many_cells'],
    [10, 'connectionCost', 'invalid'],
    [11, 'graceTime', 'invalid'],
    [11, 'initialIncrement', 'invalid'],
  ]);
  expect(body.rejected[0].errors[0].message).toBe('49 stands in row 2 already.');
  expect(await rates('prefix', 'destination', 'costPerMinute', 'initialIncrementSeconds')).toEqual([
    ['35', '=1+1', '0.005000000', 60],
    ['49', 'Germany', '0.012500000', 1],
    ['4930', 'Berlin, fixed', '0.010000000', 60],
  ]);
});

test('an export comes back whole', async () => {
  const sheet = 'Code,Destination,Connection Cost,Grace Time,Cost/Min,Initial Increment,Increment\n';
  await importSheet(`${sheet}49,"=1+1, fixed",0.01,2,0.0125,60,6\n4930,,0,0,1.000000001,1,1\n`);
  const fields = ['prefix', 'destination', 'connectionCost', 'graceSeconds', 'costPerMinute'] as const;
  const before = await rates(...fields, 'initialIncrementSeconds', 'incrementSeconds');
  const file = await owner.get(`/api/v1/rate-groups/${id}/rates/export`);
  id = await rateGroup();
  expect(await importSheet(String(file.body))).toMatchObject({ read: 2, imported: 2 });
  expect(await rates(...fields, 'initialIncrementSeconds', 'incrementSeconds')).toEqual(before);
});

test.each([
  ['a byte order mark and semicolons', Buffer.from('\ufeffCode;Cost/Min\n49;0,0125\n'), 'utf-8', ';'],
  ['UTF-16', Buffer.from('\ufeffCode\tCost/Min\n49\t0.0125\n', 'utf16le'), 'utf-16le', '\t'],
  ['other names, a plus and blanks', Buffer.from('Dial Code,Rate\n"+49",0.0125\n'), 'utf-8', ','],
  ['blank lines above the header', Buffer.from('\n\nCode,Cost/Min\n49,"0,0125"\n'), 'utf-8', ','],
  ['letters of Windows', Buffer.from('Zürich;Code;Preis\nx;49;0,0125\n', 'latin1'), 'windows-1252', ';'],
])('a sheet with %s is read', async (_name, payload, encoding, delimiter) => {
  expect((await look(payload)).body).toMatchObject({ format: 'csv', encoding, delimiter, rows: 1 });
  expect(await importSheet(payload)).toMatchObject({ read: 1, imported: 1 });
  expect(await rates('prefix', 'costPerMinute')).toEqual([['49', '0.012500000']]);
});

test('an encoding may be named', async () => {
  // "Привет" in KOI8-R
  const sheet = Buffer.concat([Buffer.from('Code,Rate,Name\n7,1,'), Buffer.from('f0d2c9d7c5d4', 'hex')]);
  await importSheet(sheet, { encoding: 'koi8-r' });
  expect(await rates('destination')).toEqual([['Привет']]);
  expect((await look(sheet, { encoding: 'klingon' })).body.errors[0].code).toBe('unknown_encoding');
});

test('columns mean what was said, which the next sheet of this list has again and another list has not', async () => {
  const sheet = 'Ziffern;Text;P;Q\n49;Germany;0,1;0,2\n';
  const first = await look(sheet);
  expect(first.body).toMatchObject({ isRemembered: false, rows: 1 });
  expect(first.body.columns.map(({ field }: Json) => field)).toEqual([null, null, null, null]);
  expect(first.body.preview).toEqual([{ row: 2, cells: ['49', 'Germany', '0,1', '0,2'] }]);
  expect(first.body.fields).toContainEqual({ field: 'costPerMinute', title: 'Cost/Min' });
  expect((await send('', sheet)).body.errors[0]).toMatchObject({ field: 'file', code: 'missing_column' });

  const mapping = 'code,destination,,costPerMinute';
  expect(await importSheet(sheet, { mapping, dryRun: 'true' })).toMatchObject({
    imported: 1,
    applied: false,
  });
  expect((await look(sheet)).body.isRemembered).toBe(false);
  await importSheet(sheet, { mapping });
  expect(await rates('prefix', 'destination', 'costPerMinute')).toEqual([['49', 'Germany', '0.200000000']]);

  const next = 'Q;P;Grace;Ziffern\n0,3;9;2;43\n';
  const again = await look(next);
  expect(again.body.isRemembered).toBe(true);
  expect(again.body.columns.map(({ field }: Json) => field)).toEqual([
    'costPerMinute',
    null,
    'graceTime',
    'code',
  ]);
  await importSheet(next);
  expect(await rates('prefix', 'costPerMinute', 'graceSeconds')).toEqual([
    ['43', '0.300000000', 2],
    ['49', '0.200000000', 0],
  ]);
  id = await rateGroup();
  expect((await look(sheet)).body.isRemembered).toBe(false);
});

test.each([
  ['code,costPerMinute', 'wrong_length'],
  ['code,code,costPerMinute', 'mapped_twice'],
  ['code,,', 'missing_column'],
  [',costPerMinute,', 'missing_column'],
  ['code,costPerMinute,__proto__', 'unknown_field'],
])('the mapping %j is refused', async (mapping, code) => {
  const { status, body } = await send('', 'Code,Rate,constructor\n49,1,2\n', { mapping });
  expect([status, body.errors[0].field, body.errors[0].code]).toEqual([422, 'mapping', code]);
  expect(await rates('prefix')).toEqual([]);
});

test('several codes in a cell are several rates; what may be a list or a range is refused', async () => {
  const codes = ['"44, 4420-4422"', '45;46', '38-39', '1 809', '1809-1829', '7,8', '"47, 4420"', '+49'];
  const body = await importSheet(`Code,Cost/Min\n${codes.map((code) => `${code},0.1\n`).join('')}`);
  expect(body).toMatchObject({ read: 8, imported: 4, rates: 9, rejectedRows: 4 });
  expect(mistakes(body)).toEqual([
    [5, 'code', 'invalid'],
    [6, 'code', 'invalid'],
    [7, 'row', 'too_many_cells'],
    [8, 'code', 'repeated'],
  ]);
  expect(await rates('prefix')).toEqual(
    ['38', '39', '44', '4420', '4421', '4422', '45', '46', '49'].map((prefix) => [prefix]),
  );
});

test('increments in one column are taken apart, and never guessed', async () => {
  const rows = ['49,60/6,', '43,60/6,30', '41,01-Jan,', '33,30-1,', '34,,6', '36,60/0,', '37,,'];
  const body = await importSheet(
    `Code,Billing Increments,Increment,Rate\n${rows.map((row) => `${row},1\n`).join('')}`,
  );
  expect(mistakes(body)).toEqual([
    [3, 'increments', 'invalid'],
    [4, 'increments', 'invalid'],
    [7, 'increments', 'invalid'],
  ]);
  expect(await rates('prefix', 'initialIncrementSeconds', 'incrementSeconds')).toEqual([
    ['33', 30, 1],
    ['34', 60, 6],
    ['37', 60, 60],
    ['49', 60, 6],
  ]);
  id = await rateGroup();
  await importSheet('Code,Rate,Increment\n49,1,60/30\n');
  expect(await rates('initialIncrementSeconds', 'incrementSeconds')).toEqual([[60, 30]]);
});

test('dates of rows are theirs in the zone that was said; swapped ones are refused until the order is', async () => {
  const sheet =
    'Code,Rate,Effective Date\n49,1,2027-01-01\n49,2,2027-02-01\n43,1,\n41,1,01/12/2027\n33,1,31/12/2027\n34,1,31/12/27\n49,3,1 Jan 2027\n';
  const query = { timezone: 'Europe/Berlin', validFrom: '2026-12-12T00:00:00Z' };
  const body = await importSheet(sheet, query);
  expect(mistakes(body)).toEqual([
    [5, 'validFrom', 'ambiguous_date'],
    [7, 'validFrom', 'invalid'],
    [8, 'code', 'repeated'],
  ]);
  expect(body.rejected[0].errors[0].message).toContain('"01/12/2027" is no clear date');
  expect(await rates('prefix', 'costPerMinute', 'validFrom', 'validTo')).toEqual([
    ['33', '1.000000000', '2027-12-30T23:00:00.000Z', null],
    ['43', '1.000000000', '2026-12-12T00:00:00.000Z', null],
    ['49', '1.000000000', '2026-12-31T23:00:00.000Z', '2027-01-31T23:00:00.000Z'],
    ['49', '2.000000000', '2027-01-31T23:00:00.000Z', null],
  ]);
  const { actor } = (await owner.get('/api/v1/me')).body;
  const [event] = (await owner.get(`/api/v1/accounts/${actor.id}/timeline`)).body.items;
  expect(JSON.stringify(event)).toMatch(/rates\.lastValidFrom.*2027-12-30T23:00:00\.000Z/);
  id = await rateGroup();
  await importSheet('Code,Rate,Effective Date\n41,1,01/12/2027\n', { dateOrder: 'day_first' });
  expect(await rates('validFrom')).toEqual([['2027-12-01T00:00:00.000Z']]);
});

test('each rate is compared with the one that would be in force, and what is said again stays as it is', async () => {
  const head = 'Code,Destination,Rate\n';
  await importSheet(`${head}49,Germany,0.02\n43,Austria,0.02\n33,France,0.02\n34,Spain,0.02\n`, {
    validFrom: '2026-12-12T00:00:00Z',
  });
  // An end that was set by hand is not what the sheet says again.
  const [[spain]] = (await rates('id', 'prefix')).filter(([, prefix]) => prefix === '34');
  const ended = { costPerMinute: '0.02', destination: 'Spain', validTo: '2027-06-01T00:00:00Z' };
  await owner.send({ method: 'PUT', url: `/api/v1/rate-groups/${id}/rates/${spain}`, payload: ended });
  const next = `${head}49,Germany,0.02\n43,Austria,0.03\n33,France,0.01\n34,Spain,0.02\n35,Finland,0.01\n`;
  const query = { validFrom: '2027-01-01T00:00:00Z' };
  const { changes } = await importSheet(next, { ...query, dryRun: 'true' });
  expect(changes).toMatchObject({ new: 1, raised: 1, lowered: 1, changed: 1, unchanged: 1 });
  expect(
    changes.first.map(({ change, prefix, costBefore, costPerMinute }: Json) => [
      change,
      prefix,
      costBefore,
      costPerMinute,
    ]),
  ).toEqual([
    ['new', '35', null, '0.010000000'],
    ['raised', '43', '0.020000000', '0.030000000'],
    ['lowered', '33', '0.020000000', '0.010000000'],
    ['changed', '34', '0.020000000', '0.020000000'],
  ]);
  expect(await rates('prefix')).toHaveLength(4);
  expect((await importSheet(next, query)).changes).toEqual(changes);
  const [before, from] = ['2026-12-12T00:00:00.000Z', '2027-01-01T00:00:00.000Z'];
  expect(await rates('prefix', 'costPerMinute', 'validFrom', 'validTo')).toEqual([
    ['33', '0.020000000', before, from],
    ['33', '0.010000000', from, null],
    ['34', '0.020000000', before, from],
    ['34', '0.020000000', from, null],
    ['35', '0.010000000', from, null],
    ['43', '0.020000000', before, from],
    ['43', '0.030000000', from, null],
    ['49', '0.020000000', before, null],
  ]);
  expect((await importSheet(next, query)).changes).toMatchObject({ unchanged: 5, first: [] });
});

test('of several dates of one code, each price is compared with the one that is valid until then', async () => {
  const head = 'Code,Rate,Effective\n';
  await importSheet(`${head}49,0.03,2026-12-12\n43,0.02,2026-12-12\n43,0.05,2027-01-15\n`);
  const sheet = `${head}49,0.5,2027-01-01\n49,0.6,2027-02-01\n43,0.04,2027-01-01\n43,0.06,2027-02-01\n41,0.2,2027-01-01\n41,0.1,2027-02-01\n`;
  const { changes, warnings } = await importSheet(sheet, { dryRun: 'true' });
  expect(changes).toMatchObject({ new: 1, raised: 4, lowered: 1, changed: 0, unchanged: 0 });
  const differences = changes.first.map(({ prefix, validFrom, costBefore, costPerMinute }: Json) =>
    [prefix, validFrom.slice(0, 10), Number(costBefore), Number(costPerMinute)].join(' '),
  );
  expect(differences).toEqual([
    '41 2027-01-01 0 0.2',
    // The list has another price from the 15th of January on, which stays.
    '43 2027-01-01 0.02 0.04',
    '43 2027-02-01 0.05 0.06',
    '49 2027-01-01 0.03 0.5',
    '49 2027-02-01 0.5 0.6',
    '41 2027-02-01 0.2 0.1',
  ]);
  expect(warnings.first.map(({ prefix, compared }: Json) => [prefix, Number(compared)])).toEqual([
    ['49', 0.03],
    ['43', 0.02],
  ]);
  await importSheet(sheet);
  const after = await rates('prefix', 'costPerMinute', 'validFrom', 'validTo');
  const austrian = after.filter(([prefix]) => prefix === '43').toSorted((a, b) => (a[2] < b[2] ? -1 : 1));
  expect(austrian.map(([, cost]) => Number(cost))).toEqual([0.02, 0.04, 0.05, 0.06]);
  // Said again, nothing changes; a later mistake is mended against what was planned.
  expect((await importSheet(sheet)).changes).toMatchObject({ unchanged: 6, changed: 0 });
  expect(await rates('prefix', 'costPerMinute', 'validFrom', 'validTo')).toEqual(after);
  const mended = await importSheet(sheet.replace('49,0.6', '49,0.7'), { dryRun: 'true' });
  expect(mended.changes).toMatchObject({ raised: 1, unchanged: 5 });
  expect(mended.changes.first).toMatchObject([{ costBefore: '0.600000000', costPerMinute: '0.700000000' }]);
});

test('"+" and "00" before a code are left out and counted; a code with which no number begins is refused', async () => {
  const codes = ['0044', '+45', '46', '0', '049', '"0047; 48"', '000', '44', '', '"0033-0034"'];
  const sheet = `Code,Cost/Min\n${codes.map((code) => `${code},0.1\n`).join('')}`.replace(
    '\n,0.1\n',
    '\n,\n',
  );
  const body = await importSheet(sheet);
  expect(body).toMatchObject({
    read: 10,
    imported: 5,
    rates: 7,
    rejectedRows: 4,
    skipped: 1,
    shortenedCodes: 4,
    unreadableCodes: 3,
  });
  expect(mistakes(body)).toEqual([
    [5, 'code', 'begins_with_0'],
    [6, 'code', 'begins_with_0'],
    [8, 'code', 'begins_with_0'],
    [9, 'code', 'repeated'],
  ]);
  expect(body.rejected[1].errors[0].message).toBe(
    '"049" begins no international number: none begins with 0. Write country code and area without it, such as 4930.',
  );
  expect((await rates('prefix')).flat()).toEqual(['33', '34', '44', '45', '46', '47', '48']);
});

test('a job imports a sheet as well, tells how far it is, and one that is cancelled imports nothing', async () => {
  const sheet = 'Code,Rate\n49,0.1\n43,x\n33,0.2\n';
  const query = { inBackground: 'true', fileName: 'carrier.csv' };
  const started = await send('', sheet, query);
  expect(started.status, JSON.stringify(started.body)).toBe(202);
  const stopped = await send('', 'Code,Rate\n44,0.1\n', query);
  const cancel = await owner.post(`/api/v1/jobs/${stopped.body.jobId}/cancel`, {});
  expect([cancel.status, cancel.body.status]).toEqual([200, 'cancelled']);
  expect(await rates('prefix')).toEqual([]);
  await runJobs(jobContextOf(server));
  const { body: job } = await owner.get(`/api/v1/jobs/${started.body.jobId}`);
  expect(job).toMatchObject({
    kind: 'import_rates',
    status: 'done',
    done: 3,
    total: 3,
    fileName: 'carrier.csv',
  });
  expect(job.result).toMatchObject({
    read: 3,
    imported: 2,
    rejectedRows: 1,
    applied: true,
    changes: { new: 2 },
  });
  expect(mistakes(job.result)).toEqual([[3, 'costPerMinute', 'invalid']]);
  expect(await rates('prefix')).toEqual([['33'], ['49']]);
  expect((await owner.post(`/api/v1/jobs/${job.id}/undo`, {}, key())).body.code).toBe('job_cannot_be_undone');
  // What is wrong with the sheet as a whole is told at once.
  expect((await send('', 'a,b\n1,2\n', query)).status).toBe(422);
  expect((await send('', sheet, { ...query, dryRun: 'true' })).body.errors[0].field).toBe('inBackground');
});

test('XLSX: numbers, texts and dates as the spreadsheet shows them, no formula is run', async () => {
  const cells = (row: number, ...xml: readonly string[]) =>
    `<row r="${row}">${xml.map((cell, index) => cell.replace('<c', `<c r="${'ABCD'[index]}${row}"`)).join('')}</row>`;
  const text = (value: string) => `<c t="inlineStr"><is><t>${value}</t></is></c>`;
  const number = (value: string) => `<c><v>${value}</v></c>`;
  const sheet = rowsXlsx(
    cells(1, text('Code'), text('Destination'), text('Rate'), text('Effective')) +
      cells(2, number('49'), text('Germany'), number('1.2500000000000001E-2'), number('46357')) +
      cells(3, number('4.93012345E8'), text('=HYPERLINK("http://x")'), number('0.1'), text('2026-12-01')) +
      cells(5, text("'43"), text('x'), number('1E-3'), '<c/>') +
      cells(6, '<c t="str"><f>A2+1</f><v>50</v></c>', text('by a formula'), number('1'), '<c/>') +
      cells(7, '<c><f>A2+1</f></c>', text('never calculated'), '<c t="e"><v>#REF!</v></c>', number('12')),
  );
  expect((await look(sheet)).body).toMatchObject({ format: 'xlsx', delimiter: null, rows: 6 });
  const body = await importSheet(sheet, { validFrom: '2026-12-12T00:00:00Z' });
  expect(body).toMatchObject({ read: 6, imported: 3, rejectedRows: 2, skipped: 1 });
  expect(mistakes(body)).toEqual([
    [5, 'code', 'invalid'],
    [7, 'code', 'invalid'],
    [7, 'costPerMinute', 'invalid'],
    [7, 'validFrom', 'invalid'],
  ]);
  expect(await rates('prefix', 'destination', 'costPerMinute', 'validFrom')).toEqual([
    ['49', 'Germany', '0.012500000', '2026-12-01T00:00:00.000Z'],
    ['493012345', '=HYPERLINK("http://x")', '0.100000000', '2026-12-01T00:00:00.000Z'],
    ['50', 'by a formula', '1.000000000', '2026-12-12T00:00:00.000Z'],
  ]);
});

test.each([
  ['nothing', '', 'empty'],
  ['no header', '49,0.01\n', 'missing_column'],
  ['zeros', Buffer.alloc(1000), 'missing_column'],
  ['binary', Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x01]), 'missing_column'],
  ['an open quote', 'Code,Cost/Min\n"49,0.01\n', 'malformed_csv'],
  ['a quote that swallows all', `Code,Cost/Min\n"49${',0.01\n'.repeat(50_000)}`, 'malformed_csv'],
  ['too many columns', `Code,Cost/Min${',x'.repeat(300)}\n`, 'too_many_columns'],
  ['a cell without end', `Code,Cost/Min\n${'4'.repeat(6000)},1\n`, 'cell_too_long'],
  ['an old spreadsheet', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'unsupported_format'],
  ['no archive', Buffer.from('PK\u0003\u0004nonsense'), 'malformed_xlsx'],
  ['a bomb', xlsxBomb(), 'too_large'],
  ['a row far below', rowsXlsx('<row r="900000000"><c><v>1</v></c></row>'), 'too_many_rows'],
  ['no sheet', xlsx({}), 'malformed_xlsx'],
  ['half a sheet', rowsXlsx('<row><c><v>1</v>'), 'malformed_xlsx'],
])('a sheet of %s is refused with a reason and never a 5xx', async (_name, payload, code) => {
  for (const step of ['', '/look'] as const) {
    const { status, body } = await send(step, payload);
    if (status === 200) {
      // A look has no opinion about the names of columns.
      expect([step, code]).toEqual(['/look', 'missing_column']);
    } else
      expect([status, body.errors[0].field, body.errors[0].code], JSON.stringify(body)).toEqual([
        422,
        'file',
        code,
      ]);
  }
  expect(await rates('prefix')).toEqual([]);
});

test('a sheet is a file, of a size that can be read', async () => {
  const url = `/api/v1/rate-groups/${id}/rates/import/look`;
  const json = { 'content-type': 'application/json' };
  expect((await owner.send({ method: 'POST', url, headers: json, payload: '{}' })).status).toBe(415);
  const large = await look(Buffer.alloc(64 * 1024 * 1024 + 1, 0x61));
  expect([large.status, large.body.code]).toEqual([413, 'body_too_large']);
  expect((await look('Code\n', { delimiter: ';' })).status).toBe(422);
});

test('a dry run counts and changes nothing; a second sheet replaces prices from its moment on', async () => {
  const sheet = (cost: string) => `Code,Cost/Min\n49,${cost}\n43,${cost}\n`;
  expect(await importSheet(sheet('1'), { dryRun: 'true' })).toMatchObject({ imported: 2, applied: false });
  expect(await rates('prefix')).toEqual([]);
  await importSheet(sheet('1'), { validFrom: '2027-01-01T00:00:00Z' });
  await importSheet(sheet('2'), { validFrom: '2027-02-01T00:00:00Z' });
  await importSheet(sheet('3'), { validFrom: '2027-02-01T00:00:00Z' });
  expect((await rates('costPerMinute', 'validTo')).slice(2)).toEqual([
    ['1.000000000', '2027-02-01T00:00:00.000Z'],
    ['3.000000000', null],
  ]);
});

test('fifty thousand and some rows are imported at once, and a thousand mistakes are listed', async () => {
  const rows = Array.from({ length: 60_000 }, (_, n) => `${100_000 + n},Somewhere,0,0,0.01,1,1`);
  const header = 'Code,Destination,Connection Cost,Grace Time,Cost/Min,Initial Increment,Increment';
  const body = await importSheet([header, ...rows, ...rows.slice(0, 1500)].join('\n'));
  expect(body).toMatchObject({ read: 61_500, imported: 60_000, rates: 60_000, rejectedRows: 1500 });
  expect(body.rejected).toHaveLength(1000);
});
