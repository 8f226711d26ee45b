/** Sheets that are hostile, broken or only unusual: a reason for each, never a 5xx, every row accounted for. */
import { deflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { readSheet } from '../../src/operations/sheets/read-sheet.ts';
import { importSheet, mappingOf, upload } from './many-support.ts';
import { createServer } from './support.ts';
import { rowsXlsx, xlsx, xlsxBomb } from './xlsx-files.ts';

const server = await createServer();
const { owner } = server;

const HEADER = 'number;first name;e-mail';
const ROW = '90000001;Zoë Ünal;zoe@z.example';

async function refused(payload: string | Buffer): Promise<string> {
  const { status, body } = await upload(owner, payload);
  expect([status, body.errors?.[0].field]).toEqual([422, 'file']);
  return body.errors[0].code;
}

test.each([
  ['UTF-8', Buffer.from(`${HEADER}\n${ROW}\n`), 'utf-8'],
  ['UTF-8 with a mark', Buffer.from(`\ufeff${HEADER}\n${ROW}\n`), 'utf-8'],
  ['UTF-16 LE', Buffer.from(`\ufeff${HEADER}\n${ROW}\n`, 'utf16le'), 'utf-16le'],
  ['UTF-16 BE', Buffer.from(`\ufeff${HEADER}\n${ROW}\n`, 'utf16le').swap16(), 'utf-16be'],
  ['UTF-16 without a mark', Buffer.from(`${HEADER}\n${ROW}\n`, 'utf16le'), 'utf-16le'],
  ['Windows-1252', Buffer.from(`${HEADER}\n${ROW}\n`, 'latin1'), 'windows-1252'],
])('%s is recognised', async (_name, bytes, encoding) => {
  const sent = await upload(owner, bytes);
  expect(sent.body).toMatchObject({ encoding, delimiter: ';' });
  expect(sent.body.columns[0].name).toBe('number');
  expect(sent.body.preview[0].cells[1]).toBe('Zoë Ünal');
});

test('an encoding may be named, and one that is none is refused', async () => {
  // "Привет" in KOI8-R
  const bytes = Buffer.concat([Buffer.from('first name\n'), Buffer.from('f0d2c9d7c5d4', 'hex')]);
  expect((await upload(owner, bytes, 'encoding=koi8-r')).body.preview[0].cells[0]).toBe('Привет');
  expect((await upload(owner, bytes, 'encoding=klingon')).body.errors[0].code).toBe('unknown_encoding');
});

test.each([
  ['comma', 'a,"b, c",d\n1,2,3\n', ','],
  ['semicolon', 'a;b,c;d\n1;2;3\n', ';'],
  ['tab', 'a\tb\tc\n1\t2\t3\n', '\t'],
  ['bar', 'a|b|c\n1|2|3\n', '|'],
])('the delimiter %s is recognised', async (_name, text, delimiter) => {
  expect((await upload(owner, text)).body).toMatchObject({ delimiter, rows: 1 });
});

test('what is no sheet, or more than one can be, is refused with its reason', async () => {
  expect(await refused('')).toBe('empty');
  expect(await refused('\n\n;;\n')).toBe('empty');
  expect(await refused(`${'a,'.repeat(1_000_000)}\n`)).toMatch(/too_many_columns|malformed_csv/);
  expect(await refused(`${'a,'.repeat(300)}b\n`)).toBe('too_many_columns');
  expect(await refused(`a\n${'x'.repeat(6000)}\n`)).toBe('cell_too_long');
  expect(await refused(`a,b\n1,"${'never closed '.repeat(50_000)}`)).toBe('malformed_csv');
  expect(await refused(`a\n${'1\n'.repeat(50_001)}`)).toBe('too_many_rows');
  expect(await refused(Buffer.from('d0cf11e0a1b11ae1', 'hex'))).toBe('unsupported_format');
  expect(await refused(Buffer.from('PK\u0003\u0004nonsense'))).toBe('malformed_xlsx');
  const large = await upload(owner, Buffer.alloc(10 * 1024 * 1024 + 1, 0x61));
  expect([large.status, large.body.code]).toEqual([413, 'body_too_large']);
  const text = await owner.send({
    method: 'POST',
    url: '/api/v1/account-imports',
    payload: '{}',
    headers: { 'content-type': 'application/json' },
  });
  expect(text.status).toBe(415);
});

test('XLSX: shared, rich and inline texts, long numbers, gaps, no formula is run', async () => {
  const sent = await upload(
    owner,
    rowsXlsx(
      '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="C2" t="inlineStr"><is><t>E-mail</t></is></c></row>' +
        '<row r="4"><c r="A4"><v>4.711081500E9</v></c><c r="C4" t="str"><f>CONCAT("a","@b.example")</f><v>a@b.example</v></c></row>' +
        '<row r="5"><c r="A5" t="s"><v>1</v></c><c r="B5" t="b"><v>1</v></c><c r="C5" t="e"><v>#REF!</v></c></row>',
      '<si><t>Account number</t></si><si><r><t>Ric</t></r><r><t>h</t></r><rPh><t>no</t></rPh></si>',
    ),
  );
  expect(sent.body).toMatchObject({ format: 'xlsx', rows: 3 });
  expect(sent.body.columns.map(({ name }: { name: string }) => name)).toEqual([
    'Account number',
    '',
    'E-mail',
  ]);
  expect(sent.body.preview).toEqual([
    { row: 4, cells: ['4711081500', '', 'a@b.example'] },
    { row: 5, cells: ['Rich', 'true', '#REF!'] },
  ]);
});

test('XLSX: numbers are read as written, or to the digits that a spreadsheet shows', async () => {
  const written = ['0.000000', '12.50', '4711081500', '0.1', '123456789012345.25', '1.2500000000000001E-2'];
  const read = ['0.000000', '12.50', '4711081500', '0.1', '123456789012345', '0.0125'];
  const rows = ['x', ...written].map((value, index) =>
    index === 0
      ? '<row r="1"><c t="str"><v>First name</v></c></row>'
      : `<row r="${index + 1}"><c><v>${value}</v></c></row>`,
  );
  const more = ['0.10000000000000001', '-1.1999999999999999E1', '1E-7', '1E+21', '100'];
  const shown = ['0.1', '-12', '0.0000001', '1E+21', '100'];
  const rest = more.map((value, index) => `<row r="${index + 10}"><c><v>${value}</v></c></row>`);
  const cellsOf = async (xml: string) =>
    (await readSheet(rowsXlsx(xml), null)).rows.flatMap(({ cells }) => cells);
  expect(await cellsOf(rows.join(''))).toEqual(read);
  expect(await cellsOf(`${rows[0]}${rest.join('')}`)).toEqual(shown);
});

test('XLSX: bombs and broken files are refused by bounds, quickly', async () => {
  const bomb = xlsxBomb();
  expect(bomb.length).toBeLessThan(1024 * 1024);
  expect(await refused(bomb)).toBe('too_large');
  expect(await refused(lyingArchive())).toBe('too_large');
  expect(await refused(rowsXlsx('<row r="1"><c r="XFD1"><v>1</v></c></row>'))).toBe('too_many_columns');
  expect(
    await refused(
      rowsXlsx('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="A1048576"><v>1</v></c></row>'),
    ),
  ).toBe('too_many_rows');
  expect(await refused(rowsXlsx('<row><c></row>'))).toBe('malformed_xlsx');
  expect(
    await refused(
      xlsx({
        'xl/worksheets/sheet1.xml':
          '<!DOCTYPE a [<!ENTITY x "xxxxxxxxxx"><!ENTITY y "&x;&x;&x;">]><worksheet><sheetData><row><c t="str"><v>&y;</v></c></row></sheetData></worksheet>',
      }),
    ),
  ).toBe('malformed_xlsx');
  expect(await refused(xlsx({}))).toBe('malformed_xlsx');
  expect(await refused(rowsXlsx('').subarray(0, 300))).toMatch(/malformed_xlsx|empty/);
});

test('XLSX: a small file with millions of cells or texts is refused by bounds', async () => {
  const row = '<row><c r="GR1"><v>1</v></c></row>';
  expect(await refused(rowsXlsx(row.repeat(26_000)))).toBe('too_large');
  const shared = `<row>${'<c t="s"><v>0</v></c>'.repeat(200)}</row>`;
  expect(await refused(rowsXlsx(shared.repeat(90), `<si><t>${'x'.repeat(5000)}</t></si>`))).toBe('too_large');
  expect(await refused(rowsXlsx('<row/>', '<si/>'.repeat(2_000_001)))).toBe('too_large');
  expect(await refused(rowsXlsx('<row r="1"><c><v>1</v></c></row><row r="900000000"/>'))).toBe(
    'too_many_rows',
  );
  expect(await refused(rowsXlsx('<c>'.repeat(1000)))).toBe('malformed_xlsx');
  expect(await refused(rowsXlsx(`<row><c t="str"><v>${'&amp;'.repeat(60_000)}</v></c></row>`))).toBe(
    'cell_too_long',
  );
});

test('a sheet is read in a thread that is stopped when it takes too long or too much', async () => {
  // A thread is not even there after a millisecond, and a parser beside us could not be interrupted.
  const sheet = rowsXlsx('<row><c t="str"><v>First name</v></c></row>');
  const late = readSheet(sheet, null, 10, { timeMs: 1, memoryMb: 512 });
  await expect(late).rejects.toMatchObject({ details: { errors: [{ field: 'file', code: 'too_slow' }] } });
  const texts = Array.from({ length: 100_000 }, (_, index) => `<si><t>${index} of many</t></si>`).join('');
  const large = readSheet(rowsXlsx('<row/>', texts), null, 10, { timeMs: 60_000, memoryMb: 8 });
  await expect(large).rejects.toMatchObject({ details: { errors: [{ field: 'file', code: 'too_large' }] } });
  // And the next one is read.
  expect((await readSheet(sheet, null, 10)).columns).toEqual(['First name']);
});

/** An archive whose header says that its part has ten bytes, while it unpacks to 90 MB. */
function lyingArchive(): Buffer {
  const data = deflateRawSync(Buffer.alloc(90 * 1024 * 1024, 0x20));
  const name = Buffer.from('xl/worksheets/sheet1.xml');
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(8, 8);
  header.writeUInt32LE(data.length, 18);
  header.writeUInt32LE(10, 22);
  header.writeUInt16LE(name.length, 26);
  return Buffer.concat([header, name, data]);
}

test('hostile cells fail their row with a reason or come in as text, and every row is accounted for', async () => {
  const long = 'x'.repeat(4000);
  const lines = [
    'number,first name,e-mail,city,reference',
    '91000001,=cmd|calc,f1@h.example,,',
    '91000003,a\u0000b,f3@h.example,,',
    `91000004,${long},f4@h.example,,`,
    "91000005,'; drop table accounts; --,f5@h.example,,",
    '91000006,<script>alert(1)</script>,f6@h.example,,',
    '',
    '   ,  ,,,',
    '91000007',
    '91000008,Ragged,f8@h.example',
    '91000009,"two\nlines",f9@h.example,,',
    '٣٣٣٣٣٣٣٣,Digits,f10@h.example,,',
    '91000011,Cut,f11@h.example,,,,,,',
    '91000012,Over,f12@h.example,,,,surplus',
    '91000013,__proto__,f13@h.example,constructor,{{7*7}}',
    '',
  ];
  const text = lines.join('\n');
  const sent = await upload(owner, text);
  const body = { mapping: mappingOf(sent) };
  const check = (await owner.post(`/api/v1/account-imports/${sent.body.uploadId}/check`, body)).body;
  expect(check.read).toBe(check.valid + check.invalid + check.skipped);
  expect(check).toMatchObject({ read: 14, valid: 6, invalid: 6, skipped: 2 });
  const job = await importSheet(server, owner, text);
  expect(job.result).toMatchObject({ read: 14, created: 6, invalid: 6, skipped: 2 });
  const items = (await owner.get('/api/v1/accounts?q=h.example&sort=number')).body.items;
  expect(items.map(({ displayName }: { displayName: string }) => displayName)).toEqual([
    '=cmd|calc',
    "'; drop table accounts; --",
    '<script>alert(1)</script>',
    'Ragged',
    'Cut',
    '__proto__',
  ]);
});

test('a name that turns the direction of writing is accounted for, refused or not', async () => {
  const job = await importSheet(server, owner, 'first name,e-mail\n\u202eevil,turn@h.example\n');
  expect(job.result.created + job.result.invalid).toBe(1);
});

test('mappings that do not fit are refused', async () => {
  const sent = await upload(owner, 'a,b\n1,2\n');
  const check = async (mapping: unknown) =>
    (await owner.post(`/api/v1/account-imports/${sent.body.uploadId}/check`, { mapping })).body.errors[0];
  expect((await check([null])).code).toBe('wrong_length');
  expect((await check([null, null])).code).toBe('nothing_mapped');
  expect((await check(['profile.city', 'profile.city'])).code).toBe('mapped_twice');
  expect((await check(['profile.nothing', null])).field).toBe('mapping.0');
});
