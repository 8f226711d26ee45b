/** A view of the list is kept under a name, opened again by its address, renamed and deleted. */
import { expect, test } from 'vitest';
import { customer } from '../http/support.ts';
import { createPanel } from './support.ts';

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
