/** Who leaves a page with something typed is asked first; nothing typed is lost by a stray click. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { customer } from '../http/support.ts';
import { createPanel } from './support.ts';

const panel = await createPanel();
const owner = await panel.createOwner();

const QUESTION = 'What you typed is not saved yet.';

/** Each way is stopped by the question, and what was typed is still there. */
async function staysOn(page: Page, leave: () => Promise<unknown>): Promise<void> {
  const { pathname } = new URL(page.url());
  await leave();
  const dialog = page.getByRole('dialog', { name: QUESTION });
  await dialog.getByRole('button', { name: 'Go on typing' }).click();
  await dialog.waitFor({ state: 'detached' });
  expect(new URL(page.url()).pathname).toBe(pathname);
}

test('an edited account is left by tab, menu, Back and reload only after a question', async () => {
  const { account } = await owner.post('/accounts', customer());
  const page = await panel.open('/accounts', { as: owner });
  await page.getByRole('link', { name: 'Ada Lovelace' }).first().click();
  await page.getByRole('tab', { name: 'Profile & settings' }).click();
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  const company = page.getByLabel('Company', { exact: true });
  await company.fill('Analytical Engines');
  await staysOn(page, () => page.getByRole('tab', { name: 'Overview' }).click());
  await staysOn(page, () => page.getByRole('navigation').getByRole('link', { name: 'Rates' }).click());
  await staysOn(page, () => page.evaluate('history.back()'));
  expect(await company.inputValue()).toBe('Analytical Engines');
  // Closing and reloading are asked about by the browser itself.
  const asked = page.waitForEvent('dialog');
  const reloading = page.reload({ timeout: 2000 }).catch(() => null);
  const dialog = await asked;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.dismiss();
  await reloading;
  expect(await company.inputValue()).toBe('Analytical Engines');

  await page.getByRole('button', { name: 'Save changes' }).click();
  await company.waitFor({ state: 'detached' });
  await page.getByRole('tab', { name: 'Overview' }).click();
  await page.getByRole('tab', { name: 'Overview', selected: true }).waitFor();
  expect(await page.getByRole('dialog').count()).toBe(0);
  expect((await owner.get(`/accounts/${account.id}`)).profile.company).toBe('Analytical Engines');

  await page.getByRole('tab', { name: 'Profile & settings' }).click();
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await company.fill('Something else');
  await page.getByRole('tab', { name: 'Overview' }).click();
  await page.getByRole('dialog', { name: QUESTION }).getByRole('button', { name: 'Discard it' }).click();
  await page.getByRole('tab', { name: 'Overview', selected: true }).waitFor();
});

test('so is a mail in other words, but not from one of its languages to another', async () => {
  const page = await panel.open('/mail-templates/invoice', { as: owner });
  const subject = page.getByLabel('Subject').first();
  await subject.fill('Come in');
  await page.getByRole('tab', { name: 'German' }).click();
  await page.getByRole('tab', { name: 'German', selected: true }).waitFor();
  expect(await page.getByRole('dialog').count()).toBe(0);
  await page.getByRole('tab', { name: 'English' }).click();
  await staysOn(page, () => page.getByRole('navigation').getByRole('link', { name: 'Rates' }).click());
  expect(await subject.inputValue()).toBe('Come in');
});

test('so is a setting', async () => {
  const page = await panel.open('/settings?tab=signUp', { as: owner });
  const form = page.locator('form.tb-record').first();
  const input = form.locator('input[type=text], input[inputmode]').first();
  await input.fill('https://example.com/terms');
  await staysOn(page, () => page.getByRole('navigation').getByRole('link', { name: 'Rates' }).click());
  expect(await input.inputValue()).toBe('https://example.com/terms');
});
