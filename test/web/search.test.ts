/** The search over everything, by keyboard alone and on a phone. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { customer, reseller, type Json } from '../http/support.ts';
import { overflowOf, seriousFindings } from './look-support.ts';
import { createPanel, NARROW, PASSWORD } from './support.ts';

const panel = await createPanel();
const owner = await panel.createOwner();
const { account, sipDevice }: Json = await owner.post(
  '/accounts',
  customer({ panelAccess: { createSipDevice: true }, profile: { company: 'Harbour Café' } }),
);
await owner.post(`/accounts/${account.id}/ip-addresses`, { network: '198.51.100.0/24' });
const did = await owner.post('/dids', { number: '+493012345678' });
await owner.put(`/dids/${did.id}/assignment`, { accountId: account.id });

const box = (page: Page) => page.getByRole('combobox', { name: 'Search everything' });

test('Ctrl+K opens it, arrows choose, Enter follows, Esc closes and gives the focus back', async () => {
  const page = await panel.open('/accounts', { as: owner });
  const button = page.getByRole('button', { name: 'Search', exact: true });
  await button.waitFor();
  // The list's own box has the focus: the key works there, too.
  await page.getByRole('searchbox').focus();
  await page.keyboard.press('Control+k');
  await expect.poll(() => focused(page)).toBe('Search everything');
  await page.getByText('Finds accounts by number').waitFor();
  await page.keyboard.press('Escape');
  await box(page).waitFor({ state: 'detached' });
  await expect.poll(() => focused(page)).toBe('Search accounts');

  await button.click();
  await box(page).fill('Harbour');
  await page.getByRole('option', { name: 'Harbour Café' }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  expect(await chosen(page)).toContain('Harbour Café');
  await page.keyboard.press('Enter');
  await page.waitForURL(`**/accounts/${account.id}`);
  await page.getByRole('heading', { name: 'Harbour Café' }).waitFor();

  await page.keyboard.press('Control+k');
  await page.getByRole('group', { name: 'Opened before' }).getByText('Harbour Café').waitFor();
});

test('each thing leads to where it is seen', async () => {
  const page = await panel.open('/accounts', { as: owner });
  for (const [text, option, path] of [
    ['030 12345678', 'DID', `/accounts/${account.id}?tab=numbers`],
    ['198.51.100.77', 'IP address', `/accounts/${account.id}?tab=numbers`],
    [sipDevice.username, 'Device', `/accounts/${account.id}?tab=devices`],
    ['smtp', 'Mail server', '/settings'],
    ['new client', 'Create customer', '/accounts/new?kind=customer'],
    ['tariff', 'Rates', '/rates'],
  ] as const) {
    await openByKey(page);
    await box(page).fill(text);
    await page.getByRole('option', { name: option }).first().click();
    await page.waitForURL(`**${path}`);
    // What is typed into one that is closing is lost.
    await box(page).waitFor({ state: 'detached' });
  }
});

test('what is not there says so, and what is not one’s own is not there', async () => {
  const made: Json = await owner.post('/accounts', reseller({ profile: { company: 'North Telecom' } }));
  const north = await panel.signIn(made.account.number, PASSWORD);
  const page = await panel.open('/accounts', { as: north });
  await openByKey(page);
  await box(page).fill('Harbour');
  await page.getByText('Nothing of yours matches “Harbour”.').waitFor();
  expect(await page.getByRole('option').count()).toBe(0);
  await box(page).fill('trunks');
  await page.getByText('Nothing of yours matches “trunks”.').waitFor();
});

test.each(['light', 'dark'] as const)('on a phone, in German, %s', async (colorScheme) => {
  const page = await panel.open('/accounts', { as: owner, viewport: NARROW, colorScheme, language: 'de' });
  await page.getByRole('button', { name: 'Suche', exact: true }).click();
  await page.getByRole('combobox', { name: 'Alles durchsuchen' }).fill('Harbour');
  await page.getByRole('option', { name: 'Harbour Café' }).waitFor();
  expect([...(await overflowOf(page, 'search')), ...(await seriousFindings(page, 'search'))]).toEqual([]);
});

async function openByKey(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Search', exact: true }).waitFor();
  await page.keyboard.press('Control+k');
}

async function focused(page: Page): Promise<string | null> {
  return page.evaluate('document.activeElement?.getAttribute("aria-label")');
}

async function chosen(page: Page): Promise<string> {
  const id = await box(page).getAttribute('aria-activedescendant');
  return page.locator(`[id="${id}"]`).innerText();
}
