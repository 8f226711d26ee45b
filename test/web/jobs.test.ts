/** Many accounts at once: sheets in any script, templates, exports of the view, and jobs that are followed and undone. */
import { readFile } from 'node:fs/promises';
import type { Download, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { verifyBooks } from '../../src/operations/ledger/verify-books.ts';
import { readSheet } from '../../src/operations/sheets/read-sheet.ts';
import { runAll } from '../http/many-support.ts';
import { customer, reseller, type Json } from '../http/support.ts';
import { writtenXlsx } from '../http/xlsx-files.ts';
import { rowsOf, sectionOf } from './list-support.ts';
import { createPanel, NARROW, PASSWORD, type Client } from './support.ts';

const panel = await createPanel();
const owner = await panel.createOwner();
await owner.post('/rate-groups', { name: 'Retail', currency: 'EUR' });
const run = () => runAll({ database: panel.database, now: () => new Date() });

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
/** Right to left, ideographs, an emoji beyond the basic plane, and what a spreadsheet would run. */
const NAMES = ['محمد عبد الله', '李小龙', 'Ζωή 🚀', '=1+1'];
const NUMBERS = NAMES.map((_, index) => `6100000${index}`);

async function bytesOf(download: Download): Promise<Buffer> {
  return readFile(await download.path());
}

const namesOf = async (q: string) =>
  (await owner.get(`/accounts?q=${q}&sort=number&kind=customer`)).items.map(
    ({ displayName }: Json) => displayName,
  );

/** Sends the file on the page of the import, and waits until its columns are there. */
async function drop(page: Page, file: { name: string; mimeType: string; buffer: Buffer }) {
  await page.getByLabel('CSV or XLSX file').setInputFiles(file);
  await page.getByRole('heading', { name: 'What the columns mean' }).waitFor();
}

/** Checks the sheet, starts the job, and waits for its page. */
async function startImport(page: Page, button: string) {
  await page.getByRole('button', { name: 'Check the sheet' }).click();
  await page.getByRole('button', { name: button }).click();
  await page.getByText('It waits until the jobs before it are done.').waitFor();
}

test('names of any script come in by XLSX, out by XLSX, are undone, and come in again as they were', async () => {
  const page = await panel.open('/accounts', { as: owner });
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Import…' }).click();
  await drop(page, {
    name: 'names.xlsx',
    mimeType: XLSX,
    buffer: await writtenXlsx([
      ['Account number', 'First name', 'Tariff', 'Remark'],
      ...NAMES.map((name, index) => [NUMBERS[index] ?? '', name, 'Retail', 'x']),
      ['61000009', 'Nobody', 'No such tariff', ''],
    ]),
  });
  expect(await page.getByRole('combobox', { name: 'Meaning of Tariff' }).inputValue()).toBe('Rate group');
  expect(await page.getByRole('combobox', { name: 'Meaning of Remark' }).inputValue()).toBe('');
  await page.getByRole('button', { name: 'Check the sheet' }).click();
  const checked = sectionOf(page, 'What the import would do');
  await expect
    .poll(() => rowsOf(checked))
    .toEqual([['Row 6', 'Rate group', expect.stringContaining('"No such tariff" is none of')]]);
  expect((await checked.locator('.tb-sum').innerText()).replace(/\s+/g, ' ')).toBe(
    'Rows 5 = Good 4 + Rejected 1 + Blank 0',
  );
  // What was checked no longer holds once a meaning changes.
  await page.getByRole('combobox', { name: 'Meaning of Remark' }).fill('Company');
  await page.getByRole('option', { name: 'Company' }).click();
  await checked.waitFor({ state: 'detached' });
  await page.getByRole('combobox', { name: 'Meaning of Remark' }).fill('Rate group');
  await page.getByRole('option', { name: 'Rate group', exact: true }).click();
  await page.getByText('Two columns mean this.').first().waitFor();
  await page.getByRole('button', { name: 'Clear Meaning of Remark' }).click();
  await startImport(page, 'Import 4 accounts');
  expect(await namesOf('6100000')).toEqual([]);
  await page.getByRole('status', { name: '1 of your jobs is running' }).waitFor();
  await page.reload();
  await run();
  await page.getByText('Done').waitFor();
  const result = sectionOf(page, 'Result');
  await expect.poll(() => result.locator('dd').allInnerTexts()).toEqual(['5', '4', '1', '0']);
  const rejected = page.waitForEvent('download');
  await result.getByRole('button', { name: 'Save as CSV' }).click();
  expect((await bytesOf(await rejected)).toString()).toContain(
    '"6","Rate group","""No such tariff"" is none of',
  );
  expect(await namesOf('6100000')).toEqual(NAMES);

  await page.goto('/accounts?q=6100000&kind=customer&sort=number');
  await expect.poll(async () => (await rowsOf(page)).map(([, name]) => name)).toEqual(NAMES);
  const exported = page.waitForEvent('download');
  await page.getByRole('button', { name: 'More' }).press('Enter');
  await page.getByRole('menuitem', { name: 'Export…' }).press('Enter');
  await page.getByRole('dialog').getByText('All of an account').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Export' }).click();
  const file = await bytesOf(await exported);
  const { columns, rows } = await readSheet(file, null);
  const nameAt = columns.indexOf('First name');
  expect(rows.map(({ cells }) => cells[nameAt])).toEqual([...NAMES.slice(0, 3), `'${NAMES[3]}`]);

  await page.getByRole('link', { name: 'Jobs' }).click();
  await page.getByRole('link', { name: 'Import of names.xlsx' }).click();
  await page.getByRole('button', { name: 'Undo…' }).click();
  await page.getByText('4 accounts are removed as if they had never been made.').waitFor();
  await page.getByRole('button', { name: 'Undo the job' }).click();
  await page.getByRole('heading', { name: 'Undoing of accounts' }).waitFor();
  await run();
  await page.getByText('Done').waitFor();
  expect(await namesOf('6100000')).toEqual([]);

  await page.goto('/accounts/import');
  await drop(page, { name: 'again.xlsx', mimeType: XLSX, buffer: file });
  await startImport(page, 'Import 4 accounts');
  await run();
  await page.getByText('Done').waitFor();
  expect(await namesOf('6100000')).toEqual(NAMES);
  expect((await verifyBooks(panel.database.reads, new Date())).violations).toEqual([]);
});

test('a file that is no sheet says so; all or nothing starts nothing while a row is bad', async () => {
  const page = await panel.open('/accounts/import', { as: owner, viewport: NARROW });
  const send = (text: string) =>
    page
      .getByLabel('CSV or XLSX file')
      .setInputFiles({ name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  await send('');
  await page.getByText('The file is empty.').waitFor();
  await send('Account number;First name;E-mail\n62000001;Zoë;nonsense\n62000002;Anna;anna@many.example\n');
  await page.getByRole('combobox', { name: 'Rows that cannot be used' }).click();
  await page.getByRole('option', { name: 'Stop: all or nothing' }).click();
  await page.getByRole('button', { name: 'Check the sheet' }).click();
  await page.getByText('You chose all or nothing').waitFor();
  expect(await page.getByRole('button', { name: /^Import \d/ }).count()).toBe(0);
  await page.getByRole('combobox', { name: 'Rows that cannot be used' }).click();
  await page.getByRole('option', { name: 'Leave them out' }).click();
  await startImport(page, 'Import 1 account');
  await page.getByRole('button', { name: 'Cancel job' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel job' }).click();
  await page.getByText('Cancelled').waitFor();
  await run();
  expect(await namesOf('6200000')).toEqual([]);
});

test('a sheet that was read in the wrong encoding is read again in the right one', async () => {
  const page = await panel.open('/accounts/import', { as: owner });
  // "Жук" in KOI8-R, too few letters to be told from Western ones.
  const text = Buffer.concat([
    Buffer.from('First name,E-mail\n'),
    Buffer.from([0xf6, 0xd5, 0xcb]),
    Buffer.from(',zhuk@many.example\n'),
  ]);
  await drop(page, { name: 'koi8.csv', mimeType: 'text/csv', buffer: text });
  await page.locator('.tb-samples').getByText('öÕË').waitFor();
  await page.getByRole('combobox', { name: 'Encoding' }).fill('koi8');
  await page.getByRole('option', { name: 'koi8-r' }).click();
  await page.locator('.tb-samples').getByText('Жук').waitFor();
  await startImport(page, 'Import 1 account');
  await run();
  await page.getByText('Done').waitFor();
  expect(await namesOf('zhuk')).toEqual(['Жук']);
});

test('many customers by a template; their credentials are downloaded once', async () => {
  const page = await panel.open('/accounts/create-many', { as: owner });
  const submit = page.getByRole('button', { name: 'Create the accounts' });
  await page.getByRole('textbox', { name: 'How many' }).fill('60000');
  await submit.click();
  await page.getByText('Send at most 50000.').waitFor();
  await page.getByText('Required: type something here.').waitFor();
  await page.getByRole('textbox', { name: 'How many' }).fill('3');
  await page.getByRole('textbox', { name: 'First account number' }).fill('63000001');
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('卡 🎴');
  await page.getByRole('combobox', { name: 'Rate group' }).fill('Ret');
  await page.getByRole('option', { name: 'Retail · EUR' }).click();
  await page.getByRole('combobox', { name: 'PINs' }).click();
  await page.getByRole('option', { name: 'Draw one for each account' }).click();
  await submit.click();
  await page.getByRole('heading', { name: 'Many accounts' }).waitFor();
  await run();
  await page.getByText('They can be downloaded once').waitFor();
  expect(await namesOf('6300000')).toEqual(['卡 🎴', '卡 🎴', '卡 🎴']);
  const other = await signInAsAdmin();
  const watching = await panel.open(new URL(page.url()).pathname, { as: other });
  await watching.getByText('Passwords wait to be downloaded by whoever started this job').waitFor();
  expect(await watching.getByRole('button', { name: 'Download credentials' }).count()).toBe(0);
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download credentials' }).click();
  await page.getByText('This works once').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Download credentials' }).click();
  const { columns, rows } = await readSheet(await bytesOf(await saved), null);
  expect(columns).toContain('SIP password');
  expect(rows.map(({ cells }) => cells[1])).toEqual(['63000001', '63000002', '63000003']);
  await page.getByRole('button', { name: 'Download credentials' }).waitFor({ state: 'detached' });
});

test('a reseller sees its own jobs only, and a customer none', async () => {
  const { account } = await owner.post('/accounts', reseller({ panelAccess: { password: PASSWORD } }));
  const page = await panel.open('/jobs', { as: await panel.signIn(account.number, PASSWORD) });
  await page.getByText('No jobs yet').waitFor();
  await page.getByRole('link', { name: 'Import accounts' }).click();
  await page.getByRole('heading', { name: 'Import accounts' }).waitFor();
  const { account: holder } = await owner.post('/accounts', customer());
  const own = await panel.open('/jobs', { as: await panel.signIn(holder.number, PASSWORD) });
  await own.getByText('There is no such page.').waitFor();
});

async function signInAsAdmin(): Promise<Client> {
  const { account } = await owner.post('/accounts', {
    kind: 'admin',
    panelAccess: { password: PASSWORD, email: 'admin@many.example' },
    profile: { firstName: 'Second', country: 'DE', timezone: 'Europe/Berlin' },
  });
  return panel.signIn(account.number, PASSWORD);
}
