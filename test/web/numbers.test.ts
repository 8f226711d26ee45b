/** Addresses and numbers of an account, edited row by row; each mistake at its field, nothing typed lost. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { customer, reseller, type Json } from '../http/support.ts';
import { confirmByEnter, rowsOf, sectionOf } from './list-support.ts';
import { createPanel, PASSWORD } from './support.ts';

const panel = await createPanel();
const owner = await panel.createOwner();

async function newCustomer(over: Parameters<typeof customer>[0] = {}): Promise<Json> {
  return (await owner.post('/accounts', customer(over))).account;
}

test('an address is added, refused where another account has it, changed and removed', async () => {
  const other = await newCustomer();
  await owner.post(`/accounts/${other.id}/ip-addresses`, { network: '192.0.2.10' });
  const account = await newCustomer();
  const page = await panel.open(`/accounts/${account.id}?tab=numbers`, { as: owner });
  const panelOf = sectionOf(page, 'IP addresses');
  await panelOf.getByText('No IP addresses').waitFor();
  await panelOf.getByRole('button', { name: 'Add IP address' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add IP address' });
  const network = dialog.getByRole('textbox', { name: 'Address or network' });

  await dialog.getByRole('button', { name: 'Add IP address' }).click();
  await dialog.getByText('Required: type something here.').waitFor();
  await network.and(page.locator(':focus')).waitFor();
  await network.fill('192.0.2.10/24');
  await dialog.getByRole('textbox', { name: 'Label' }).fill('PBX <b>Berlin</b>');
  await dialog.getByText('network without host bits').waitFor();
  await network.fill('10.0.0.0/8');
  await page.keyboard.press('Enter');
  await dialog.getByText('Send a narrower network: /16 at least').waitFor();
  await network.fill('192.0.2.10');
  await page.keyboard.press('Enter');
  await dialog.getByText('is in use. Give a tech prefix').waitFor();
  expect(await dialog.getByRole('textbox', { name: 'Label' }).inputValue()).toBe('PBX <b>Berlin</b>');
  await dialog.getByRole('textbox', { name: 'Tech prefix' }).fill('77#');
  await page.keyboard.press('Control+Enter');
  await dialog.waitFor({ state: 'detached' });
  await expect.poll(() => rowsOf(panelOf)).toEqual([['192.0.2.10', '77#', 'PBX <b>Berlin</b>']]);

  await panelOf.getByRole('button', { name: 'Edit 192.0.2.10' }).click();
  await page.getByRole('textbox', { name: 'Tech prefix' }).fill('78');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect.poll(() => rowsOf(panelOf)).toEqual([['192.0.2.10', '78', 'PBX <b>Berlin</b>']]);

  await panelOf.getByRole('button', { name: 'Remove 192.0.2.10' }).click();
  await page.getByText('Calls from 192.0.2.10 are refused from now on').waitFor();
  await confirmByEnter(page);
  await panelOf.getByText('No IP addresses').waitFor();
  expect((await owner.get(`/accounts/${account.id}/ip-addresses`)).items).toEqual([]);
});

test('whether an overlap is meant is asked once there is one', async () => {
  const seller = (await owner.post('/accounts', reseller())).account;
  const other = await newCustomer({ panelAccess: { parentId: seller.id } });
  await owner.post(`/accounts/${other.id}/ip-addresses`, { network: '203.0.113.0/28' });
  const account = await newCustomer();
  const page = await panel.open(`/accounts/${account.id}?tab=numbers`, { as: owner });
  await page.getByRole('button', { name: 'Add IP address' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add IP address' });
  await dialog.getByRole('textbox', { name: 'Address or network' }).fill('203.0.113.5');
  expect(await dialog.getByRole('checkbox').count()).toBe(0);
  await page.keyboard.press('Enter');
  await dialog.getByText(`The network overlaps one of ${other.number}`).waitFor();
  await dialog.getByRole('checkbox', { name: 'Overlap is intended' }).check();
  await page.keyboard.press('Control+Enter');
  await dialog.waitFor({ state: 'detached' });
  await expect.poll(() => rowsOf(sectionOf(page, 'IP addresses'))).toEqual([['203.0.113.5', '–', '–']]);
});

test('leaving a form with something typed asks first', async () => {
  const account = await newCustomer();
  const page = await panel.open(`/accounts/${account.id}?tab=numbers`, { as: owner });
  await page.getByRole('button', { name: 'Add speed dial' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add speed dial' });
  await dialog.getByRole('textbox', { name: 'Digits' }).fill('7');
  await page.keyboard.press('Escape');
  await dialog.getByText('What you typed is not saved yet.').waitFor();
  await dialog.getByRole('button', { name: 'Go on typing' }).click();
  expect(await dialog.getByRole('textbox', { name: 'Digits' }).inputValue()).toBe('7');
  await page.keyboard.press('Escape');
  await dialog.getByRole('button', { name: 'Discard it' }).click();
  await dialog.waitFor({ state: 'detached' });
  expect((await owner.get(`/accounts/${account.id}/speed-dials`)).items).toEqual([]);
});

test('a caller ID keeps its marks; limits of the account are typed in its own time zone', async () => {
  const account = await newCustomer({ profile: { timezone: 'Asia/Tokyo' } });
  const page = await panel.open(`/accounts/${account.id}?tab=numbers`, { as: owner });
  await page.getByRole('button', { name: 'Add caller ID' }).click();
  await page.getByRole('textbox', { name: 'Number' }).fill('+81312345678');
  await page.getByRole('checkbox', { name: 'Present' }).check();
  await page.getByRole('checkbox', { name: 'Verified' }).check();
  await page.keyboard.press('Enter');
  await expect
    .poll(() => rowsOf(sectionOf(page, 'Caller IDs')))
    .toEqual([['+81312345678', 'present verified', '–']]);
  const [row] = (await owner.get(`/accounts/${account.id}/caller-ids`)).items;
  expect(row).toMatchObject({
    number: '81312345678',
    isPresent: true,
    isPinless: false,
    isVerified: true,
  });

  const controls = sectionOf(page, 'Validity, caller ID and alert');
  await controls.getByRole('button', { name: 'Edit' }).click();
  const dialog = page.getByRole('dialog', { name: 'Validity, caller ID and alert' });
  await dialog.getByLabel('Valid until').fill('2027-01-31T18:00');
  await dialog.getByRole('textbox', { name: 'Valid days after first use' }).fill('60');
  await dialog.getByRole('textbox', { name: 'Forced caller ID' }).fill('12');
  await dialog.getByRole('textbox', { name: 'Alert threshold' }).fill('7,50');
  await page.keyboard.press('Enter');
  await dialog.getByText('Send an international number of 7 to 15 digits').waitFor();
  await dialog.getByRole('textbox', { name: 'Forced caller ID' }).fill('+81312345678');
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await controls.getByText('31 Jan 2027, 18:00:00').waitFor();
  await controls.getByText('€7.50').waitFor();
  const { controls: saved, settings } = await owner.get(`/accounts/${account.id}`);
  expect(settings.validDays).toBe(60);
  expect(saved).toEqual({
    validUntil: '2027-01-31T09:00:00.000Z',
    forcedCallerId: '81312345678',
    alertThreshold: '7.500000',
  });

  // An end that is over already is asked about, and then said wherever the account is shown.
  await controls.getByRole('button', { name: 'Edit' }).click();
  await dialog.getByLabel('Valid until').fill('2026-01-31T18:00');
  await page.keyboard.press('Enter');
  await dialog.getByText('That is over already: since 31 Jan 2026').waitFor();
  expect((await owner.get(`/accounts/${account.id}`)).controls).toEqual(saved);
  await dialog.getByRole('button', { name: 'Save all the same' }).click();
  await page.getByText('Expired since 31 Jan 2026').waitFor();
  await page.getByText('Expired', { exact: true }).waitFor();
});

test('a customer edits its speed dials and blocked prefixes, and only reads its addresses', async () => {
  const account = await newCustomer();
  await owner.post(`/accounts/${account.id}/ip-addresses`, { network: '198.51.100.7' });
  const holder = await panel.signIn(account.number, PASSWORD);
  const page = await panel.open(`/accounts/${account.id}?tab=numbers`, { as: holder });
  await sectionOf(page, 'IP addresses').getByText('198.51.100.7').waitFor();
  expect(await sectionOf(page, 'IP addresses').getByRole('button').count()).toBe(0);
  expect(await sectionOf(page, 'Validity, caller ID and alert').count()).toBe(0);
  await page.getByRole('button', { name: 'Block a prefix' }).click();
  const dialog = page.getByRole('dialog', { name: 'Block a prefix' });
  await dialog.getByRole('textbox', { name: 'Prefix' }).fill('+4990');
  await page.keyboard.press('Enter');
  await expect.poll(() => rowsOf(sectionOf(page, 'Blocked prefixes'))).toEqual([['+4990', '–']]);
  await page.getByRole('button', { name: 'Block a prefix' }).click();
  await dialog.getByRole('textbox', { name: 'Prefix' }).fill('4990');
  await page.keyboard.press('Enter');
  await dialog.getByText('The account has this prefix already.').waitFor();
});

test('guards: what counts and where from; an amount of its own, and back to the settings', async () => {
  const account = await newCustomer();
  const page = await panel.open(`/accounts/${account.id}?tab=numbers`, { as: owner });
  const guards = sectionOf(page, 'Guards');
  await guards.getByText('€25.00 · built in').first().waitFor();
  await guards.getByRole('button', { name: 'Edit' }).click();
  const dialog = page.getByRole('dialog', { name: 'Guards' });
  // What the settings say is known before it is chosen; a choice that always has a value asks for none.
  const isChosen = (label: string) => dialog.getByRole('combobox', { name: label }).inputValue();
  expect(await isChosen('Spending on a day')).toBe('As the settings say: €100.00');
  expect(await isChosen('Satellites')).toBe('As the settings say: Closed');
  expect(await dialog.getByText('*', { exact: true }).count()).toBe(0);
  const choose = async (label: string, option: string) => {
    await dialog.getByRole('combobox', { name: label }).click();
    await page.getByRole('option', { name: option }).click();
  };
  await choose('Spending in an hour', 'An amount of its own');
  const amount = dialog.getByRole('textbox', { name: 'Spending in an hour' }).last();
  await amount.fill('1,5,0');
  await choose('High risk', 'Open');
  await dialog.getByRole('button', { name: 'Save changes' }).click();
  await dialog.getByText('Send a decimal amount').waitFor();
  await amount.fill('7,5');
  await dialog.getByRole('button', { name: 'Save changes' }).click();
  await dialog.waitFor({ state: 'detached' });
  await guards.getByText('€7.50 · of this account').waitFor();
  await guards.getByText('Open · of this account').waitFor();
  expect(await owner.get(`/accounts/${account.id}/guards`)).toMatchObject({
    spendPerHour: { own: '7.500000' },
    highRisk: { own: true },
  });
  await guards.getByRole('button', { name: 'Edit' }).click();
  await choose('Spending in an hour', 'As the settings say: €25.00');
  await choose('High risk', 'As the settings say: Closed');
  await dialog.getByRole('button', { name: 'Save changes' }).click();
  await dialog.waitFor({ state: 'detached' });
  await guards.getByText('€7.50 · of this account').waitFor({ state: 'detached' });
  await page.getByRole('tab', { name: 'Timeline' }).click();
  await page.getByText('Spending in an hour').first().waitFor();
});

test('a reseller sees what those above it barred for its customers, and changes what it barred itself', async () => {
  const seller = (await owner.post('/accounts', reseller())).account;
  const prefixesOf = (page: Page) => sectionOf(page, 'Blocked prefixes');
  const staff = await panel.open(`/accounts/${seller.id}?tab=numbers`, { as: owner });
  await prefixesOf(staff).getByText('to everybody below this reseller').waitFor();
  await staff.getByRole('button', { name: 'Block a prefix' }).click();
  const dialog = staff.getByRole('dialog', { name: 'Block a prefix' });
  await dialog.getByRole('textbox', { name: 'Prefix' }).fill('0044');
  await staff.keyboard.press('Enter');
  await dialog.getByText('Send the first digits of international numbers').waitFor();
  await dialog.getByRole('textbox', { name: 'Prefix' }).fill('+44 9');
  await staff.keyboard.press('Enter');
  await expect.poll(() => rowsOf(prefixesOf(staff))).toEqual([['+449', '–', 'Somebody above']]);

  const by = await panel.signIn(seller.number, PASSWORD);
  await by.post(`/accounts/${seller.id}/blocked-prefixes`, { prefix: '33' });
  const page = await panel.open(`/accounts/${seller.id}?tab=numbers`, { as: by });
  await expect
    .poll(() => rowsOf(prefixesOf(page)))
    .toEqual([
      ['+33', '–', 'The reseller itself'],
      ['+449', '–', 'Somebody above'],
    ]);
  expect(await page.getByRole('button', { name: 'Remove +449' }).count()).toBe(0);
  await page.getByRole('button', { name: 'Remove +33' }).click();
  await confirmByEnter(page);
  await expect.poll(() => rowsOf(prefixesOf(page))).toEqual([['+449', '–', 'Somebody above']]);
});
