/** Forms filled by keyboard alone: nothing typed is dropped for what stood there before, and the focus is never lost. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { customer, type Json } from '../http/support.ts';
import { accountsNamed, openForm } from './form-support.ts';
import { sectionOf } from './list-support.ts';
import { createPanel } from './support.ts';

const panel = await createPanel();
const owner = await panel.createOwner();
const ada: Json = (await owner.post('/accounts', customer())).account;
const country = (page: Page) => page.getByRole('combobox', { name: 'Country', exact: true });
const focused = (page: Page) =>
  page.evaluate<string>('(document.activeElement.innerText || document.activeElement.id).trim()');

test('Enter takes the first match and saves nothing; a second Enter saves what was taken', async () => {
  const page = await panel.open('/accounts/new?kind=customer', { as: owner });
  await openForm(page);
  await page.getByRole('textbox', { name: 'First name' }).fill('Nefertari');
  await page.getByRole('textbox', { name: 'E-mail', exact: true }).fill('nefertari@example.com');
  await country(page).focus();
  // Nothing lies over the next field before one types or asks for it.
  expect(await page.getByRole('listbox').count()).toBe(0);
  await country(page).press('ControlOrMeta+a');
  await page.keyboard.type('egypt');
  expect(await page.locator('[data-combobox-selected]').innerText()).toBe('Egypt (EG)');
  await page.keyboard.press('Enter');
  await expect.poll(() => country(page).inputValue()).toBe('Egypt (EG)');
  expect(await page.getByRole('combobox', { name: 'Time zone' }).inputValue()).toBe('Africa/Cairo');
  // Once more the same: chosen stays chosen. What matches nothing is neither taken nor saved.
  await country(page).fill('eg');
  await page.keyboard.press('Enter');
  await expect.poll(() => country(page).inputValue()).toBe('Egypt (EG)');
  await country(page).fill('Atlantis');
  await page.keyboard.press('Enter');
  await page.getByText('Nothing matches').filter({ visible: true }).waitFor();
  await page.keyboard.press('Escape');
  await country(page).fill('indi');
  await page.keyboard.press('Tab');
  await expect.poll(() => country(page).inputValue()).toBe('India (IN)');
  await country(page).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Created: Nefertari' }).waitFor();
  const [made] = await accountsNamed(owner, 'nefertari@example.com');
  expect((await owner.get(`/accounts/${made!.id}`)).profile).toMatchObject({ country: 'IN' });
});

test('the same in the form of an account that exists, and in a list the server looks up', async () => {
  const page = await panel.open(`/accounts/${ada.id}?tab=profile`, { as: owner });
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await country(page).fill('egypt');
  await page.keyboard.press('Enter');
  await expect.poll(() => country(page).inputValue()).toBe('Egypt (EG)');
  await country(page).press('Enter');
  await page.getByText('Egypt', { exact: true }).waitFor();
  expect((await owner.get(`/accounts/${ada.id}`)).profile.country).toBe('EG');

  for (const number of ['+493011110001', '+493022220002'])
    await owner.post('/dids', { number, country: 'DE' });
  await page.goto(`/accounts/${ada.id}?tab=numbers`);
  const assign = sectionOf(page, 'DIDs').getByRole('button', { name: 'Assign DID' });
  await assign.click();
  const number = page.getByRole('dialog').getByRole('combobox', { name: 'Number' });
  // Faster than the server can look.
  await number.fill('+4930222');
  await number.press('Enter');
  await expect.poll(() => number.inputValue()).toContain('+493022220002');
  await number.press('Enter');
  await sectionOf(page, 'DIDs').getByRole('row', { name: '+493022220002' }).waitFor();
});

test('a closed dialog leaves the focus on what opened it', async () => {
  const page = await panel.open(`/accounts/${ada.id}?tab=numbers`, { as: owner });
  const dialog = page.getByRole('dialog');
  for (const [section, name] of [
    ['Caller IDs', 'Add caller ID'],
    ['Guards', 'Edit'],
  ] as const) {
    await sectionOf(page, section).getByRole('button', { name, exact: true }).press('Enter');
    await dialog.waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(() => focused(page)).toBe(name);
  }
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Change to postpaid…' }).click();
  await dialog.waitFor();
  await page.keyboard.press('Escape');
  await expect.poll(() => focused(page)).toBe('More');
});
