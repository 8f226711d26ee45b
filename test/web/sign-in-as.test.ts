/** Looking at the panel as an account below, in the browser: a bar on every page, and the way back. */
import { expect, test } from 'vitest';
import { customer, type Json } from '../http/support.ts';
import { createPanel } from './support.ts';

const panel = await createPanel();
const owner = await panel.createOwner();

test('staff signs in as a customer with a reason, sees its portal under a bar, and goes back', async () => {
  const { account }: Json = await owner.post('/accounts', customer());
  const page = await panel.open(`/accounts/${account.id}`, { as: owner });
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Sign in as…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Sign in as' }).click();
  await dialog.getByText('Required: type something here.').waitFor();
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Ticket 4711');
  await page.keyboard.press('Enter');
  const bar = page.getByRole('complementary', { name: 'Signed in as somebody else' });
  await bar.getByText('You read, and change nothing.').waitFor();
  await bar.getByText(account.number).waitFor();
  expect(await page.getByRole('link', { name: 'Security' }).count()).toBe(0);
  await bar.getByRole('button', { name: 'Go back now' }).click();
  await page.getByRole('tab', { name: 'Timeline' }).click();
  await page.getByText('Looked at as this account').waitFor();
  await page.getByText('Ticket 4711').waitFor();
  expect(await bar.count()).toBe(0);
});
