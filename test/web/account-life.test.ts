/** Closing, another type and moving in the panel: what is said before, and what is there after. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { customer, reseller, type Json } from '../http/support.ts';
import { seriousFindings } from './look-support.ts';
import { createPanel, NARROW, PASSWORD } from './support.ts';

const panel = await createPanel();
const owner = await panel.createOwner();
const shoot = async (page: Page, name: string) => {
  const folder = process.env.TOLLBOOK_TEST_SHOTS;
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png` });
};
const make = async (body: object): Promise<Json> => (await owner.post('/accounts', body)).account;
const openMenu = async (page: Page, item: string | RegExp) => {
  await page.getByRole('button', { name: /^(More|Mehr)$/ }).click();
  await page.getByRole('menuitem', { name: item }).click();
  await page.getByRole('dialog').waitFor();
  // On its way out it has no items any more.
  await page.getByRole('menu').waitFor({ state: 'detached' });
};
const factsOf = async (page: Page): Promise<string> =>
  (await page.getByRole('dialog').locator('.tb-facts').allInnerTexts()).join('\n').replaceAll(/\s+/g, ' ');

test('closing a reseller names the account below it, which is closed first', async () => {
  const shop = await make(reseller({ profile: { company: 'Nordfon' } }));
  const child = await make(
    customer({ panelAccess: { parentId: shop.id }, profile: { company: 'Bäckerei Süß' } }),
  );
  await owner.post(`/accounts/${child.id}/adjustments`, { amount: '3', direction: 'debit', note: 'fee' });
  const page = await panel.open(`/accounts/${shop.id}`, { as: owner });
  await openMenu(page, 'Close…');
  const dialog = page.getByRole('dialog');
  await dialog.getByText('1 account below this one is still open.').waitFor();
  expect(await dialog.getByRole('button', { name: 'Close account' }).isDisabled()).toBe(true);
  await shoot(page, 'close-blocked');
  await dialog.getByRole('link', { name: 'Bäckerei Süß' }).click();
  await page.getByRole('heading', { name: 'Bäckerei Süß' }).waitFor();
  await openMenu(page, 'Close…');
  await dialog.getByText('€3.00 are owed.').waitFor();
  await dialog.getByText('1 SIP device can no longer call.').waitFor();
  expect(await factsOf(page)).toContain('Owed €3.00');
  await shoot(page, 'close');
  expect(await seriousFindings(page, 'dialog')).toEqual([]);
  await dialog.getByLabel('Reason').fill('Moved abroad');
  await dialog.getByRole('button', { name: 'Close account' }).click();
  await page.getByText('Bäckerei Süß is closed').waitFor();
  expect(await page.getByRole('button', { name: 'More' }).count()).toBe(0);
  await page.goto(`/accounts/${child.id}?tab=timeline`);
  await page.getByText('Moved abroad').waitFor();
  await page.goto(`/accounts/${shop.id}`);
  await openMenu(page, 'Close…');
  await dialog.getByRole('button', { name: 'Close account' }).click();
  await page.getByText('Nordfon is closed').waitFor();
  await page.getByRole('button', { name: 'Activate' }).click();
  await page.getByRole('button', { name: 'More' }).waitFor();
  expect((await owner.get(`/accounts/${shop.id}`)).status).toBe('active');
});

test('a closed account is erased once nothing is owed and its number was typed again, and stays closed', async () => {
  const person = await make(customer({ profile: { company: 'Lampen Wolkenstein', city: 'Bonn' } }));
  const move = (direction: string) =>
    owner.post(`/accounts/${person.id}/adjustments`, { amount: '3', direction, note: 'fee' });
  await move('debit');
  await owner.patch(`/accounts/${person.id}`, { status: 'closed' });
  const page = await panel.open(`/accounts/${person.id}`, { as: owner });
  await page.getByRole('button', { name: 'Erase personal data…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('The account owes €3.00.').waitFor();
  expect(await factsOf(page)).toContain('SIP devices 1');
  await move('credit');
  await dialog.getByRole('button', { name: 'Check again' }).click();
  await dialog.getByText('The account owes').waitFor({ state: 'detached' });
  const erase = dialog.getByRole('button', { name: 'Erase for good' });
  const number = dialog.getByLabel(`Type ${person.number} to erase`);
  await number.fill('999');
  await dialog.getByText('This is not the number of this account.').waitFor();
  expect(await erase.isDisabled()).toBe(true);
  await number.fill(person.number);
  await shoot(page, 'erase');
  expect(await seriousFindings(page, 'dialog')).toEqual([]);
  await page.setViewportSize(NARROW);
  await page.emulateMedia({ colorScheme: 'dark' });
  await shoot(page, 'erase-narrow');
  expect(await seriousFindings(page, 'narrow dialog')).toEqual([]);
  await erase.click();
  await page.getByText(`What was personal of account ${person.number} is erased`).waitFor();
  await page.getByText(/^Personal data erased on .* The account stays closed\.$/).waitFor();
  await page.getByRole('heading', { name: person.number }).waitFor();
  expect(await page.getByRole('button', { name: 'Activate' }).count()).toBe(0);
  await page.goto(`/accounts/${person.id}?tab=timeline`);
  await page.getByText('Personal data erased', { exact: true }).waitFor();
  await shoot(page, 'erased');
  expect(JSON.stringify(await owner.get(`/accounts/${person.id}`))).not.toMatch(/Wolkenstein|Bonn/);
});

test('a PIN is removed after a question, and an Arabic name does not turn the English around it', async () => {
  const { id } = await make(customer({ panelAccess: { pin: '481516' }, profile: { company: 'مخبز 7' } }));
  const page = await panel.open(`/accounts/${id}?tab=profile`, { as: owner });
  await page.getByRole('button', { name: 'Remove the PIN' }).click();
  const dialog = page.getByRole('dialog', { name: 'Remove the PIN of \u2068مخبز 7\u2069' });
  await dialog.getByText('can no longer call by number and PIN').waitFor();
  await shoot(page, 'remove-pin');
  expect(await seriousFindings(page, 'dialog')).toEqual([]);
  await dialog.getByRole('button', { name: 'Remove the PIN' }).click();
  await page.getByText('The PIN is removed.').waitFor();
  await page.getByRole('button', { name: 'Remove the PIN' }).waitFor({ state: 'detached' });
  expect((await owner.get(`/accounts/${id}`)).panelAccess.hasPin).toBe(false);
});

test('an account that owes pays before it is prepaid; the way there is a click', async () => {
  const billing = { accountType: 'postpaid', creditLimit: '50' };
  const { id } = await make(customer({ billing, profile: { company: 'Taxi Blau' } }));
  await owner.post(`/accounts/${id}/adjustments`, { amount: '20', direction: 'debit', note: 'fee' });
  const page = await panel.open(`/accounts/${id}`, { as: owner });
  const dialog = page.getByRole('dialog');
  await openMenu(page, 'Change to prepaid…');
  await dialog.getByText('The account owes €20.00, and a prepaid account owes nothing.').waitFor();
  expect(await factsOf(page)).toContain('Available €30.00 → -€20.00');
  await shoot(page, 'prepaid-blocked');
  await dialog.getByRole('link', { name: 'Top up' }).click();
  await dialog.getByLabel('Amount received').fill('25');
  await dialog.getByRole('button', { name: 'Top up €25.00' }).click();
  await page.getByText('€25.00 credited to Taxi Blau').waitFor();
  await openMenu(page, 'Change to prepaid…');
  await dialog.getByText('The credit limit of €50.00 is set to 0: a prepaid account has none.').waitFor();
  expect(await factsOf(page)).toContain('Available €55.00 → €5.00');
  await dialog.getByRole('button', { name: 'Make it prepaid' }).click();
  await page.getByText('Taxi Blau is prepaid now').waitFor();

  await openMenu(page, 'Change to postpaid…');
  await dialog.getByLabel('Credit limit').fill('x');
  await dialog.getByText('Type an amount of 0 or more').waitFor();
  await dialog.getByLabel('Credit limit').fill('12,50');
  await expect.poll(() => factsOf(page)).toContain('Available €5.00 → €17.50');
  await shoot(page, 'postpaid');
  expect(await seriousFindings(page, 'dialog')).toEqual([]);
  await dialog.getByRole('button', { name: 'Make it postpaid' }).click();
  await page.getByText('Taxi Blau is postpaid now').waitFor();
  expect((await owner.get(`/accounts/${id}`)).billing).toMatchObject({
    accountType: 'postpaid',
    creditLimit: '12.500000',
  });
});

test('moving asks for a rate group of the new seller, and says what is in the way', async () => {
  const target = await make(reseller({ profile: { company: 'Südfon' } }));
  const client = await panel.signIn(target.number, PASSWORD);
  await client.post('/rate-groups', { name: 'Südfon retail', currency: 'EUR' });
  const { id: retail } = await owner.post('/rate-groups', { name: 'House', currency: 'EUR' });
  const person = await make(
    customer({ billing: { rateGroupId: retail }, profile: { company: 'Hotel Ost' } }),
  );
  await owner.post(`/accounts/${person.id}/payments`, { amount: '7', method: 'cash' });
  const page = await panel.open(`/accounts/${person.id}`, { as: owner });
  const dialog = page.getByRole('dialog');
  await openMenu(page, 'Move…');
  await shoot(page, 'move-empty');
  await dialog.getByLabel('New owner').click();
  await page.getByRole('option', { name: `Südfon · ${target.number}` }).click();
  await dialog.getByText('€7.00 of the holder’s money are in the book of the former seller.').waitFor();
  const move = dialog.getByRole('button', { name: 'Move account' });
  expect(await move.isDisabled()).toBe(true);
  await owner.post(`/accounts/${person.id}/payments`, { amount: '7', method: 'cash', direction: 'refund' });
  await dialog.getByRole('button', { name: 'Check again' }).click();
  await dialog.getByText('This stands in the way:').waitFor({ state: 'hidden' });
  expect(await move.isDisabled()).toBe(true);
  await dialog.getByLabel('Rate group').click();
  await page.getByRole('option', { name: 'Südfon retail · EUR' }).click();
  await expect.poll(() => move.isDisabled()).toBe(false);
  await shoot(page, 'move');
  expect(await seriousFindings(page, 'dialog')).toEqual([]);
  await dialog.getByLabel('Reason').fill('Sold');
  await move.click();
  await page.getByText('Hotel Ost was moved').waitFor();
  await page.getByRole('navigation', { name: 'Owner path' }).getByText('Südfon').waitFor();
  await page.goto(`/accounts/${person.id}?tab=timeline`);
  await page.getByText('Account moved').waitFor();
  await page.getByText('Sold', { exact: false }).first().waitFor();
});

test('in German on a phone in the dark; a customer has no such menu', async () => {
  const shop = await make(reseller({ profile: { company: 'Nordwestdeutsche Fernsprechgesellschaft' } }));
  const person = await make(customer({ billing: { accountType: 'postpaid', creditLimit: '5' } }));
  await owner.post(`/accounts/${person.id}/adjustments`, { amount: '2', direction: 'debit', note: 'fee' });
  const page = await panel.open(`/accounts/${person.id}`, {
    as: owner,
    viewport: NARROW,
    colorScheme: 'dark',
    language: 'de',
    locale: 'de-DE',
  });
  const dialog = page.getByRole('dialog');
  await openMenu(page, 'Verschieben…');
  await dialog.getByLabel('Neuer Eigentümer').click();
  await page.getByRole('option', { name: shop.number }).click();
  await dialog.getByText('Das Konto schuldet dem bisherigen Verkäufer 2,00 €.').waitFor();
  await shoot(page, 'move-de');
  expect(await seriousFindings(page, 'dialog')).toEqual([]);
  expect(await page.evaluate<boolean>('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  await page.keyboard.press('Escape');
  await openMenu(page, 'Auf Vorauszahlung umstellen…');
  await dialog.getByText('ein vorausbezahltes Konto schuldet nichts').waitFor();
  await shoot(page, 'prepaid-de');
  await page.keyboard.press('Escape');
  await openMenu(page, 'Schließen…');
  await dialog.getByText('1 SIP-Gerät kann nicht mehr telefonieren.').waitFor();
  await shoot(page, 'close-de');
  const own = await panel.open(`/accounts/${person.id}`, { as: await panel.signIn(person.number, PASSWORD) });
  await own.getByRole('heading', { name: 'Ada Lovelace' }).waitFor();
  await own.getByText('You can spend').waitFor();
  expect(await own.getByRole('button', { name: 'More' }).count()).toBe(0);
});

test('what comes in between is told: the account owes when the button is pressed', async () => {
  const { id } = await make(customer({ billing: { accountType: 'postpaid', creditLimit: '50' } }));
  const page = await panel.open(`/accounts/${id}`, { as: owner });
  const dialog = page.getByRole('dialog');
  await openMenu(page, 'Change to prepaid…');
  await dialog.getByText('The credit limit of €50.00 is set to 0').waitFor();
  await owner.post(`/accounts/${id}/adjustments`, { amount: '8', direction: 'debit', note: 'fee' });
  await dialog.getByRole('button', { name: 'Make it prepaid' }).click();
  await dialog.getByText('The account owes €8.00, and a prepaid account owes nothing.').waitFor();
  expect(await dialog.getByRole('button', { name: 'Make it prepaid' }).isDisabled()).toBe(true);
  expect((await owner.get(`/accounts/${id}`)).billing.accountType).toBe('postpaid');
});
