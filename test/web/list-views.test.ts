/** A view of the list is kept under a name, opened again by its address, renamed and deleted. */
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { customer, reseller } from '../http/support.ts';
import { createPanel, PASSWORD } from './support.ts';

const panel = await createPanel();
const owner = await panel.createOwner();

test('keep, open, rename, delete; a name that is taken says so at its field', async () => {
  await owner.post('/accounts', customer());
  const page = await panel.open('/accounts?status=suspended&sort=name', { as: owner });
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('menuitem', { name: 'Keep this view…' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Late payers');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Late payers' }).waitFor();

  await page.goto('/accounts');
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('menuitem', { name: 'Keep this view…' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Late payers');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Choose another name').first().waitFor();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Discard it' }).click();

  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('menuitem', { name: 'Late payers' }).click();
  await page.waitForURL((url) => url.search === '?status=suspended&sort=name');
  await page.getByRole('button', { name: 'Late payers' }).click();
  await page.getByRole('menuitem', { name: 'Rename this view…' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Suspended');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Suspended', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Delete this view' }).click();
  await page.getByRole('button', { name: 'Delete this view' }).click();
  await page.getByRole('button', { name: 'Views' }).waitFor();
  expect((await owner.get('/me/account-views')).items).toEqual([]);
});

test('columns are chosen, put in order and kept; the default view opens the list with them, and the file has the same', async () => {
  const page = await panel.open('/accounts', { as: owner });
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('menuitem', { name: 'Columns…' }).click();
  await page.getByRole('button', { name: 'Take Name away' }).click();
  await page.getByRole('button', { name: 'Show these columns' }).click();
  await page.getByText('Keep the name among the columns').waitFor();
  for (const column of ['Number', 'Kind', 'Owner', 'Created'])
    await page.getByRole('button', { name: `Take ${column} away` }).click();
  for (const column of ['Name', 'E-mail']) {
    await page.getByRole('combobox', { name: 'Add to Columns' }).click();
    await page.getByRole('option', { name: column, exact: true }).click();
  }
  await page.getByRole('button', { name: 'Move Available up' }).click();
  await page.getByRole('button', { name: 'Show these columns' }).click();
  await page.waitForURL((url) => url.searchParams.get('columns') === 'available,status,name,email');
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('menuitem', { name: 'Keep this view…' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Money first');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Money first' }).click();
  await page.getByRole('menuitem', { name: 'Open the list with it' }).click();
  await expect
    .poll(async () => (await owner.get('/me/account-views')).items)
    .toMatchObject([{ name: 'Money first', isDefault: true }]);

  await page.goto('/');
  await page.getByRole('button', { name: 'Money first' }).waitFor();
  const heads = await page.getByRole('columnheader').allInnerTexts();
  expect(heads.map((text) => text.trim().split(/\s/)[0]).filter((text) => text !== '')).toEqual([
    'Available',
    'Status',
    'Name',
    'E-mail',
    'Details',
  ]);
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Export…' }).click();
  await page.getByRole('radiogroup', { name: 'Format' }).getByText('CSV').click();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export', exact: true }).click(),
  ]);
  const text = await readFile(await file.path(), 'utf8');
  expect(text.split('\r\n')[0]!.replace('\uFEFF', '')).toBe('Available,Currency,Status,Display name,E-mail');

  await page.getByRole('button', { name: 'Money first' }).click();
  await page.getByRole('menuitem', { name: 'All accounts' }).click();
  await page.getByRole('columnheader', { name: 'Owner' }).waitFor();
});

test('a reseller is offered the kinds that it can have', async () => {
  const made = await owner.post('/accounts', reseller());
  const page = await panel.open('/accounts', { as: await panel.signIn(made.account.number, PASSWORD) });
  const kinds = page.getByRole('group', { name: 'Kind' });
  await kinds.getByText('Customers').waitFor();
  expect(await kinds.getByRole('checkbox').count()).toBe(2);
});
