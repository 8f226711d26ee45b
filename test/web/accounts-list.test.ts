/** The list of accounts: its state is its address, so that back, forward and a copied link show the same. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { customer, reseller } from '../http/support.ts';
import { createPanel } from './support.ts';

const panel = await createPanel();
const owner = await panel.createOwner();

test('an empty list says what to do, and does it', async () => {
  const page = await panel.open('/', { as: owner });
  await page.getByText('No accounts yet').waitFor();
  await page.getByRole('link', { name: 'Create the first customer' }).click();
  await page.getByRole('heading', { name: 'Create customer' }).waitFor();
});

test('search, chips, order and pages stand in the address, and the back button takes them back', async () => {
  await owner.post('/accounts', reseller({ profile: { firstName: 'Hanse', lastName: 'Net' } }));
  // One after the other: their order is the list's.
  for (let n = 1; n <= 27; n++) {
    const firstName = `Customer ${String(n).padStart(2, '0')}`;
    await owner.post('/accounts', customer({ profile: { firstName, lastName: '' } }));
  }
  const [last] = (await owner.get('/accounts?q=Customer%2027')).items;
  await owner.patch(`/accounts/${last.id}`, { status: 'suspended' });

  const page = await panel.open('/accounts', { as: owner });
  await firstRow(page, 'Customer 27');
  expect(await rows(page)).toHaveLength(25);
  await page.getByText('28 accounts', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Next page' }).click();
  await firstRow(page, 'Customer 02');
  expect(new URL(page.url()).searchParams.get('cursor')).not.toBeNull();
  await page.reload();
  await firstRow(page, 'Customer 02');
  await page.goBack();
  await firstRow(page, 'Customer 27');

  await page.getByRole('button', { name: 'Name', exact: true }).click();
  await page.waitForURL('**/accounts?sort=name');
  await firstRow(page, 'Customer 01');
  await page.getByRole('button', { name: 'Name', exact: true }).click();
  await page.waitForURL('**/accounts?sort=-name');
  await firstRow(page, 'Hanse Net');

  await page.getByRole('group', { name: 'Kind' }).getByText('Customers').click();
  await firstRow(page, 'Customer 27');
  await page.getByRole('group', { name: 'Status' }).getByText('Suspended').click();
  await page.waitForURL('**/accounts?sort=-name&kind=customer&status=suspended');
  await expect.poll(() => rows(page)).toEqual(['Customer 27']);
  await page.getByText('1 account', { exact: true }).waitFor();

  await page.goBack();
  await page.waitForURL('**/accounts?sort=-name&kind=customer');
  await firstRow(page, 'Customer 27');
  expect(await page.getByRole('checkbox', { name: 'Suspended' }).isChecked()).toBe(false);

  await page.getByRole('searchbox').fill('nobody of this name');
  await page.getByText('No account matches').waitFor();
  await page.getByRole('button', { name: 'Clear' }).click();
  // Search and filters go, the order stays.
  await page.waitForURL('**/accounts?sort=-name');
  await firstRow(page, 'Hanse Net');
  expect(await page.getByRole('searchbox').inputValue()).toBe('');
  await page.goBack();
  await page.getByText('No account matches').waitFor();
  expect(await page.getByRole('searchbox').inputValue()).toBe('nobody of this name');
});

test('an account is found by number, name and e-mail, and its row opens it; back returns to the search', async () => {
  const { account } = await owner.post(
    '/accounts',
    customer({
      panelAccess: { email: 'finder@example.com' },
      profile: { firstName: 'Šárka', lastName: 'Nováková' },
    }),
  );
  const page = await panel.open('/accounts', { as: owner });
  for (const text of [account.number, 'Nováková', 'finder@example.com']) {
    await page.getByRole('searchbox').fill(text);
    await page.waitForURL((url) => url.searchParams.get('q') === text);
    await expect.poll(() => rows(page), text).toEqual(['Šárka Nováková']);
  }
  await page.getByRole('row', { name: 'Šárka' }).click();
  await page.getByRole('heading', { name: 'Šárka Nováková' }).waitFor();
  await page.goBack();
  await expect.poll(() => rows(page)).toEqual(['Šárka Nováková']);
  expect(await page.getByRole('searchbox').inputValue()).toBe('finder@example.com');
});

test('typing on while a search is on its way loses no letter, not even a space', async () => {
  const page = await panel.open('/accounts', { as: owner });
  const box = page.getByRole('searchbox');
  await box.fill('Customer ');
  await page.waitForURL('**/accounts?q=Customer');
  await box.pressSequentially('05');
  await expect.poll(() => rows(page)).toEqual(['Customer 05']);
  expect(await box.inputValue()).toBe('Customer 05');
});

test('an address with nonsense in it shows the whole list', async () => {
  const page = await panel.open('/accounts?kind=nonsense&sort=up&status=odd', { as: owner });
  await firstRow(page, 'Šárka Nováková');
});

async function rows(page: Page): Promise<string[]> {
  return page.locator('tbody a').allInnerTexts();
}

async function firstRow(page: Page, name: string): Promise<void> {
  await expect.poll(async () => (await rows(page))[0]).toBe(name);
}
