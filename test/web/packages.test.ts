/** Packages in the panel: made, given to an account, and what is left of them, also for the customer itself. */
import { expect, test } from 'vitest';
import { customer, type Json } from '../http/support.ts';
import { rowsOf, sectionOf } from './list-support.ts';
import { createPanel, PASSWORD } from './support.ts';

const panel = await createPanel();
const owner = await panel.createOwner();

test('a package is made in minutes, given to an account, and the customer reads what is left', async () => {
  const { account }: Json = await owner.post('/accounts', customer({ panelAccess: { password: PASSWORD } }));
  const rates = await panel.open('/rates?tab=packages', { as: owner });
  await rates.getByText('No packages').waitFor();
  await rates.getByRole('button', { name: 'Create package' }).click();
  const dialog = rates.getByRole('dialog', { name: 'Create package' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Germany <b>100</b>');
  await dialog.getByRole('textbox', { name: 'Free minutes' }).fill('0');
  await dialog.getByRole('textbox', { name: 'Prefixes' }).fill('+49, x');
  await dialog.getByRole('button', { name: 'Create package' }).click();
  await dialog.getByText('Send a whole number from 1 to 1000000000.').waitFor();
  await dialog.getByRole('textbox', { name: 'Free minutes' }).fill('100.5');
  await dialog.getByRole('textbox', { name: 'Prefixes' }).fill('+49, 43');
  await rates.keyboard.press('Control+Enter');
  await dialog.waitFor({ state: 'detached' });
  const list = sectionOf(rates, 'Packages');
  await expect
    .poll(() => rowsOf(list))
    .toEqual([['Germany <b>100</b>', '100:30 min · a month', '+43, +49', '0', 'Active', '0']]);
  expect((await owner.get('/packages')).items).toMatchObject([{ includedSeconds: 6030 }]);

  const page = await panel.open(`/accounts/${account.id}?tab=numbers`, { as: owner });
  const own = sectionOf(page, 'Packages');
  await own.getByText('With a package, calls to its destinations are free').waitFor();
  await own.getByRole('button', { name: 'Give package' }).click();
  const giving = page.getByRole('dialog', { name: 'Give package' });
  await giving.getByRole('combobox', { name: 'Package' }).fill('Ger');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+Enter');
  await giving.waitFor({ state: 'detached' });
  const given = async () =>
    (await rowsOf(own)).map(([name, left, covers]) => [name, left?.slice(0, 36), covers]);
  await expect
    .poll(given)
    .toEqual([['Germany <b>100</b>', '100:30 min of 100:30 min full again ', '+43, +49']]);

  const holder = await panel.signIn(account.number, PASSWORD);
  const portal = await panel.open(`/accounts/${account.id}`, { as: holder });
  await sectionOf(portal, 'Free minutes').getByText('100:30 min of 100:30 min').waitFor();

  await own.getByRole('button', { name: 'Remove Germany <b>100</b>' }).click();
  await page.getByText('From now on nothing of Germany <b>100</b> is free.').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await own.getByText('No packages').waitFor();
});
