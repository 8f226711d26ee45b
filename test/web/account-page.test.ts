/** The page of one account: its money in words, movements with their reasons, calls and phones. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { addRoute, customer, type Json } from '../http/support.ts';
import { createPanel, PASSWORD } from './support.ts';

const panel = await createPanel();
const owner = await panel.createOwner();
const group = await owner.post('/rate-groups', { name: 'Retail', currency: 'EUR' });

async function newCustomer(over: Parameters<typeof customer>[0] = {}): Promise<Json> {
  return (await owner.post('/accounts', customer({ billing: { rateGroupId: group.id }, ...over }))).account;
}

test('a top-up says what will happen, pays once, and stands on the statement with its reason', async () => {
  const account = await newCustomer();
  const page = await panel.open(`/accounts/${account.id}`, { as: owner });
  await available(page, '€0.00');
  await page.getByText('No money is available.').waitFor();
  await page.getByText('No: no switch is connected').waitFor();
  await addRoute(owner.post);

  await page.getByRole('button', { name: 'Top up' }).click();
  const dialog = page.getByRole('dialog', { name: 'Top up Ada Lovelace' });
  await dialog.getByRole('textbox', { name: 'Amount received' }).fill('1,250,00');
  await dialog.getByRole('button', { name: 'Top up', exact: true }).click();
  await dialog.getByText('Type an amount above zero').waitFor();
  await dialog.getByRole('textbox', { name: 'Amount received' }).fill('1.250');
  await dialog.getByText('This could be 1250 or 1.25. Type it the one way or the other.').waitFor();
  await dialog.getByRole('textbox', { name: 'Amount received' }).fill('12,50');
  await dialog.getByText('Balance €0.00 + €12.50 = €12.50. Available afterwards: €12.50.').waitFor();
  await dialog.getByRole('textbox', { name: 'Note' }).fill('Receipt 7 <b>');
  await dialog.getByRole('button', { name: 'Top up €12.50' }).dblclick();
  await dialog.waitFor({ state: 'detached' });
  await available(page, '€12.50');
  await page
    .getByText(
      'Yes: it and everyone above it are active, have a rate group and money, and there is a switch and a route. A dear number may still need more.',
    )
    .waitFor();

  await page.getByRole('tab', { name: 'Statement' }).click();
  await expect.poll(() => cells(page)).toEqual([['Payment in cash: Receipt 7 <b>', '+€12.50', '€12.50']]);
  await expect.poll(() => textOf(page, '.tb-sum')).toBe('Opening €0.00 + Movements €12.50 = Closing €12.50');
  expect((await owner.get(`/accounts/${account.id}`)).wallet.balance).toBe('12.500000');
});

test('money goes back and a balance is corrected with a reason, once, after a preview', async () => {
  const account = await newCustomer();
  await owner.post(`/accounts/${account.id}/payments`, { amount: '20', method: 'cash' });
  const page = await panel.open(`/accounts/${account.id}?tab=statement`, { as: owner });
  const dialog = page.getByRole('dialog', { name: 'Refund or correct Ada Lovelace' });
  const open = async () => {
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Refund or correct…' }).click();
  };
  const amount = dialog.getByRole('textbox', { name: 'Amount' });
  await open();
  await amount.fill('1,250');
  await dialog.getByRole('button', { name: 'Post it' }).click();
  await dialog.getByText('This could be 1250 or 1.25').waitFor();
  await amount.fill('12,5051');
  await dialog.getByRole('button', { name: 'Post it' }).click();
  await dialog.getByText('Required: type something here.').waitFor();
  await dialog.getByText('This currency has 2 digits after the point. Send no more.').waitFor();
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Wrong order');
  await amount.fill('25');
  await dialog.getByText('= -€5.00. Available afterwards: -€5.00. That is more than is available').waitFor();
  await dialog.getByRole('button', { name: 'Post it' }).click();
  await dialog.getByText('Look at the preview, or choose a debit').waitFor();
  await amount.fill('12,50');
  await dialog.getByText('Balance €20.00 − €12.50 = €7.50. Available afterwards: €7.50.').waitFor();
  await dialog.getByRole('button', { name: 'Post it' }).dblclick();
  await dialog.waitFor({ state: 'detached' });
  await available(page, '€7.50');

  await open();
  await dialog.getByRole('combobox', { name: 'What' }).click();
  await page.getByRole('option', { name: /^Debit/ }).click();
  expect(await dialog.getByRole('combobox', { name: 'How it is paid back' }).count()).toBe(0);
  await amount.fill('0.0005');
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Fraction');
  await dialog.getByRole('button', { name: 'Post it' }).click();
  await dialog.waitFor({ state: 'detached' });
  await expect
    .poll(async () => (await cells(page)).map(([why]) => why))
    .toEqual(['Debit by staff: Fraction', 'Refund in cash: Wrong order', 'Payment in cash']);
  expect((await owner.get(`/accounts/${account.id}`)).wallet.balance).toBe('7.499500');
});

test('available money is explained: balance, credit, held, and what is owed', async () => {
  const account = await newCustomer({
    billing: { rateGroupId: group.id, accountType: 'postpaid', creditLimit: '100' },
  });
  await owner.post(`/accounts/${account.id}/adjustments`, {
    amount: '30.1335',
    direction: 'debit',
    note: 'Opening balance of the old system',
  });
  const page = await panel.open(`/accounts/${account.id}?tab=statement`, { as: owner });
  await available(page, '€69.8665');
  await expect
    .poll(() => textOf(page, '.tb-available-sum'))
    .toBe('Balance -€30.1335 + credit limit €100.00 − held €0.00');
  await page.getByText('The account owes €30.1335.').waitFor();
  await expect
    .poll(() => cells(page))
    .toEqual([['Debit by staff: Opening balance of the old system', '-€30.1335', '-€30.1335']]);
});

test('days of the statement are the account’s own, and stand in the address', async () => {
  const account = await newCustomer({ profile: { timezone: 'Pacific/Auckland' } });
  await owner.post(`/accounts/${account.id}/payments`, { amount: '5', method: 'cash' });
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Pacific/Auckland' }).format(new Date());
  const page = await panel.open(`/accounts/${account.id}?tab=statement&from=${today}&to=${today}`, {
    as: owner,
  });
  await expect.poll(() => cells(page)).toHaveLength(1);
  await page.getByLabel('From').fill('2020-01-01');
  await page.getByLabel('To, inclusive').fill('2020-01-31');
  await page.getByText('No movements in this period').waitFor();
  expect(page.url()).toContain('from=2020-01-01&to=2020-01-31');
  await page.getByRole('button', { name: 'Whole history' }).click();
  await expect.poll(() => cells(page)).toHaveLength(1);
});

test('a new device shows its password once, and a new password leaves the old one valid for a day', async () => {
  const account = await newCustomer({ panelAccess: { createSipDevice: false } });
  const page = await panel.open(`/accounts/${account.id}`, { as: owner });
  await page.getByText('It has no SIP device.').waitFor();
  await page.getByRole('tab', { name: 'Devices' }).click();
  await page.getByText('No devices yet').waitFor();
  await page.getByRole('button', { name: 'Add device' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Reception');
  await page.getByRole('textbox', { name: 'Extension' }).fill('112');
  await page.keyboard.press('Enter');
  await page.getByText('112 calls for help. Choose other digits.').first().waitFor();
  await page.getByRole('textbox', { name: 'Extension' }).fill('201');
  await page.keyboard.press('Enter');
  const card = page.getByRole('dialog', { name: 'SIP device: note the password now' });
  await card.getByRole('img', { name: 'QR code with the SIP account' }).waitFor();
  const [username = '', domain, password = ''] = await card.locator('code').allTextContents();
  expect([domain, password.length]).toEqual(['sip.example.com', 24]);
  await card.getByRole('button', { name: 'I have noted it' }).click();
  await page.getByRole('row', { name: 'Reception' }).getByText(username).waitFor();
  await page.getByRole('row', { name: 'Reception' }).getByText('201', { exact: true }).waitFor();
  await page.getByRole('row', { name: 'Reception' }).getByText('Waiting for first registration').waitFor();
  await page.reload();
  await page.getByRole('row', { name: 'Reception' }).waitFor();
  expect(await page.content()).not.toContain(password);

  await page.getByRole('button', { name: 'New password' }).click();
  await page
    .getByRole('dialog', { name: 'New password' })
    .getByRole('button', { name: 'New password' })
    .click();
  await card.getByText('stay valid until').waitFor();
  const [newUsername = '', , newPassword = ''] = await card.locator('code').allTextContents();
  expect(newUsername).not.toBe(username);
  expect(newPassword).not.toBe(password);
});

test('a change is checked, saved and shown; what was not touched stays', async () => {
  const account = await newCustomer();
  const page = await panel.open(`/accounts/${account.id}?tab=profile`, { as: owner });
  await page.getByRole('button', { name: 'Edit' }).click();
  await page.getByRole('textbox', { name: 'First name' }).fill('');
  await page.getByRole('textbox', { name: 'City' }).fill('Köln');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await page.getByRole('alert').getByRole('button', { name: 'First name' }).waitFor();
  await page.getByRole('textbox', { name: 'First name' }).fill('Augusta');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await page.getByRole('heading', { name: 'Augusta Lovelace' }).waitFor();
  await page.getByRole('tabpanel').getByText('Köln').waitFor();
  const { profile, billing } = await owner.get(`/accounts/${account.id}`);
  expect([profile.firstName, profile.city, profile.lastName, billing.rateGroupId]).toEqual([
    'Augusta',
    'Köln',
    'Lovelace',
    group.id,
  ]);
});

test('suspending asks first and is told in words; activating undoes it', async () => {
  const account = await newCustomer();
  const page = await panel.open(`/accounts/${account.id}?tab=profile`, { as: owner });
  await page.getByRole('button', { name: 'Suspend' }).click();
  await page.getByRole('dialog', { name: 'Suspend' }).getByRole('button', { name: 'Suspend' }).click();
  await page.locator('header').getByText('Suspended', { exact: true }).waitFor();
  expect((await owner.get(`/accounts/${account.id}`)).status).toBe('suspended');
  await page.getByRole('tab', { name: 'Overview' }).click();
  await page.getByText('No: the account is suspended.').waitFor();
  await page.getByRole('tab', { name: 'Profile & settings' }).click();
  await page.getByRole('button', { name: 'Activate' }).click();
  await page.locator('header').getByText('Active', { exact: true }).waitFor();
  expect((await owner.get(`/accounts/${account.id}`)).status).toBe('active');
});

test('a customer lands on its own account, and sees neither staff’s buttons nor another account', async () => {
  const account = await newCustomer();
  const other = await newCustomer();
  const page = await panel.open('/', { as: await panel.signIn(account.number, PASSWORD) });
  await page.getByRole('heading', { name: 'Ada Lovelace' }).waitFor();
  await available(page, '€0.00');
  expect(await page.getByRole('button', { name: 'Top up' }).count()).toBe(0);
  expect(await page.getByRole('link', { name: 'Create customer' }).count()).toBe(0);
  await page.goto(`/accounts/${other.id}`);
  await page.getByText('There is nothing here, or it is not yours to see.').waitFor();
});

test('in German amounts are typed and shown with a comma, and "1.234" is asked about', async () => {
  const account = await newCustomer({ billing: { accountType: 'postpaid', creditLimit: '12.5' } });
  const page = await panel.open(`/accounts/${account.id}?tab=profile`, {
    as: owner,
    language: 'de',
    locale: 'de-DE',
  });
  await page.getByRole('button', { name: 'Bearbeiten' }).first().click();
  const limit = page.getByRole('textbox', { name: 'Kreditrahmen' });
  expect(await limit.inputValue()).toBe('12,5');
  const save = page.getByRole('button', { name: 'Änderungen speichern' });
  await limit.fill('1.234');
  await save.click();
  await page.getByText('Das könnte 1234 oder 1,234 heißen.').first().waitFor();
  await limit.fill('1.234,50');
  await save.click();
  await limit.waitFor({ state: 'detached' });
  expect((await owner.get(`/accounts/${account.id}`)).billing.creditLimit).toBe('1234.500000');
});

async function available(page: Page, amount: string): Promise<void> {
  await page.locator('.tb-available strong').getByText(amount, { exact: true }).waitFor();
}

async function textOf(page: Page, selector: string): Promise<string> {
  return (await page.locator(selector).first().innerText()).replace(/\s+/g, ' ');
}

/** Why, amount and balance of each line of the statement. */
async function cells(page: Page): Promise<string[][]> {
  const rows = await page.locator('tbody tr').all();
  return Promise.all(
    rows.map(async (row) => {
      const [why = '', , , amount = '', balance = ''] = await row.locator('td').allInnerTexts();
      return [why, amount, balance];
    }),
  );
}
