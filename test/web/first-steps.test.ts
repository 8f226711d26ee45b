/** The first steps of README.md, in the panel alone: from an empty system to a call that is charged. */
import { expect, test } from 'vitest';
import { callerOf, startEngine } from './calls-support.ts';
import { choose, fill } from './form-support.ts';
import { chooseIn, fillDialog, rowsOf } from './list-support.ts';
import { createPanel } from './support.ts';

const panel = await createPanel();
const owner = await panel.createOwner();
const engine = await startEngine(panel);

test('prices, a carrier, a customer, money and a switch are made by hand, and then a call is charged', async () => {
  const page = await panel.open('/', { as: owner });
  const dialog = page.getByRole('dialog');

  // What customers pay.
  await page.getByRole('link', { name: 'Rates' }).click();
  await page.getByText('No rate group yet').waitFor();
  await page.getByRole('button', { name: 'Create rate group' }).click();
  await fillDialog(page, { Name: 'Retail' });
  await page.getByRole('heading', { name: 'Retail' }).waitFor();
  await page.getByText('No rates yet').waitFor();
  await page.getByRole('button', { name: 'Add rate' }).click();
  await fillDialog(page, {
    Prefix: '49',
    Destination: 'Germany',
    'Each further interval': '6',
    'Per minute': '0,09',
  });
  await expect
    .poll(async () => (await rowsOf(page)).map((row) => row.slice(0, 5)))
    .toEqual([['49', 'Germany', '€0.0900', '–', '60/6']]);

  // Where calls go: the page of trunks says what comes first.
  await page.getByRole('link', { name: 'Carriers' }).click();
  await page.getByText('Add the company that you buy calls from first.').waitFor();
  await page.getByRole('button', { name: 'Add provider' }).click();
  await fillDialog(page, { Name: 'Carrier One' });
  await page.getByRole('row', { name: 'Carrier One' }).waitFor();
  await page.getByRole('tab', { name: 'Trunks' }).click();
  await page.getByRole('link', { name: 'Create rate group' }).click();
  await chooseIn(page, 'Direction', 'What a carrier asks (termination)');
  await fillDialog(page, { Name: 'Carrier One asks' });
  await page.getByRole('heading', { name: 'Carrier One asks' }).waitFor();
  await page.getByRole('button', { name: 'Add rate' }).click();
  await fillDialog(page, { Prefix: '49', 'Per minute': '0.01' });
  await page.getByRole('row', { name: '49' }).waitFor();
  await page.getByRole('link', { name: 'Carriers' }).click();
  await page.getByRole('button', { name: 'Add trunk' }).click();
  await chooseIn(page, 'Provider', 'Carrier One');
  await chooseIn(page, 'What it asks', 'Carrier One asks (EUR)');
  await fillDialog(page, { Name: 'Frankfurt' });
  await page.getByText('No gateway yet').waitFor();
  await page.getByRole('button', { name: 'Add gateway' }).click();
  await fillDialog(page, { Name: 'gw1', Host: '192.0.2.20' });
  await page.getByRole('row', { name: '192.0.2.20:5060' }).waitFor();

  // The switch, by a key that is shown once.
  await page.getByRole('link', { name: 'Carriers' }).first().click();
  await page.getByRole('tab', { name: 'Switches' }).click();
  await page.getByRole('button', { name: 'Add switch' }).click();
  await fillDialog(page, { Name: 'sip-1' });
  const key = await dialog.locator('code').innerText();
  await dialog.getByRole('button', { name: 'I have noted it' }).click();
  await page.getByRole('row', { name: 'Never seen' }).waitFor();
  expect(await page.content()).not.toContain(key);

  // A customer with money.
  await page.getByRole('link', { name: 'Create customer' }).click();
  await fill(page, { 'First name': 'Ada', 'E-mail': 'ada@example.com' });
  await choose(page, 'Rate group', 'Retail (EUR)');
  await page.getByRole('button', { name: 'Create customer' }).click();
  await page.getByRole('heading', { name: 'Created: Ada' }).waitFor();
  const [username = '', domain = ''] = await page.locator('.tb-sip code').allTextContents();
  await page.getByRole('link', { name: 'Top up' }).click();
  await fillDialog(page, { 'Amount received': '10' });
  await page.locator('.tb-available strong').getByText('€10.00').waitFor();

  // 83 s by 60/6 are billed as 84 s: 0.09 × 84 / 60 = 0.126.
  await callerOf(engine, key)({ username, domain }, '+493012345678', 83);
  await page.reload();
  await page.locator('.tb-available strong').getByText('€9.874').waitFor();
  await page.goto('/carriers?tab=switches');
  await page.getByRole('row', { name: 'sip-1' }).waitFor();
});
