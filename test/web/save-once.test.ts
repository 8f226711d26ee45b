/** Two clicks in one go, before the page is drawn again, save one thing. */
import type { Locator } from 'playwright-core';
import { expect, test } from 'vitest';
import { customer } from '../http/support.ts';
import { chooseIn, sectionOf } from './list-support.ts';
import { createPanel } from './support.ts';

const panel = await createPanel();
const owner = await panel.createOwner();

async function clickTwice(button: Locator): Promise<void> {
  await button.waitFor();
  await button.evaluate((element) => {
    const clicked = element as unknown as { click: () => void };
    clicked.click();
    clicked.click();
  });
}

const newGroup = (name: string) => owner.post('/rate-groups', { name, currency: 'EUR' });

test('one rate is added, with one request', async () => {
  const group = await newGroup('Retail');
  const page = await panel.open(`/rates/${group.id}`, { as: owner });
  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST') sent.push(request.url());
  });
  await page.getByRole('button', { name: 'Add rate' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Prefix').fill('49');
  await dialog.getByLabel('Per minute').fill('0.05');
  await clickTwice(dialog.getByRole('button', { name: 'Add rate' }));
  await page.getByRole('row', { name: '49' }).waitFor();
  await dialog.waitFor({ state: 'detached' });
  expect((await owner.get(`/rate-groups/${group.id}/rates`)).items).toHaveLength(1);
  expect(sent).toHaveLength(1);
});

test('one device is added, and its password shown', async () => {
  const { account } = await owner.post('/accounts', customer());
  const before = (await owner.get(`/accounts/${account.id}/devices`)).items.length;
  const page = await panel.open(`/accounts/${account.id}?tab=devices`, { as: owner });
  await page.getByRole('button', { name: 'Add device' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Desk');
  await clickTwice(dialog.getByRole('button', { name: 'Add device' }));
  await page.getByRole('dialog', { name: 'note the password now' }).waitFor();
  expect((await owner.get(`/accounts/${account.id}/devices`)).items).toHaveLength(before + 1);
});

test('one import makes one version of the list, and the page says what it did', async () => {
  const group = await newGroup('Imported');
  const page = await panel.open(`/rates/${group.id}/import`, { as: owner });
  await page.getByLabel('CSV or XLSX file').setInputFiles({
    name: 'rates.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('Code;Destination;Cost/Min\n49;Germany;0,01\n33;France;0,02\n34;Spain;0,03\n'),
  });
  await clickTwice(page.getByRole('button', { name: 'Import 3 rates' }));
  await sectionOf(page, 'Imported').getByText('New').first().waitFor();
  const { items } = await owner.get(`/rate-groups/${group.id}/imports`);
  expect(items).toMatchObject([{ number: 1 }]);
  expect((await owner.get(`/rate-groups/${group.id}/rates`)).items).toHaveLength(3);
});

test('one exchange rate is set, and one API key made', async () => {
  const page = await panel.open('/rates?tab=exchange', { as: owner });
  const dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: 'Add exchange rate' }).first().click();
  await chooseIn(page, 'From', 'EUR');
  await chooseIn(page, 'To', 'USD');
  await dialog.getByLabel('Rate').fill('1.1');
  await clickTwice(dialog.getByRole('button', { name: 'Add exchange rate' }));
  await page.getByText('EUR → USD').first().waitFor();
  await dialog.waitFor({ state: 'detached' });
  expect((await owner.get('/exchange-rates')).items).toHaveLength(1);

  await page.goto('/api-keys');
  await page.getByRole('button', { name: 'Create API key' }).first().click();
  await dialog.getByLabel('Name').fill('Shop');
  await clickTwice(dialog.getByRole('button', { name: 'Create API key' }));
  await page.getByRole('dialog', { name: 'note it now' }).waitFor();
  expect((await owner.get('/api-keys')).items).toHaveLength(1);
});

test('a confirmed step is taken once', async () => {
  const group = await newGroup('Removed from');
  await owner.post(`/rate-groups/${group.id}/rates`, {
    prefix: '49',
    costPerMinute: '0.1',
    validFrom: '2199-01-01T00:00:00Z',
  });
  const page = await panel.open(`/rates/${group.id}`, { as: owner });
  await page.getByRole('button', { name: 'Delete 49' }).click();
  const dialog = page.getByRole('dialog');
  await clickTwice(dialog.getByRole('button', { name: 'Delete', exact: true }));
  // A second request would find nothing, and say so in the dialog.
  await page.getByText('No rates yet').waitFor();
  await dialog.waitFor({ state: 'detached' });
});
