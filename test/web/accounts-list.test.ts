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

test('an account is found by number, name and e-mail, and its name opens it; back returns to the search', async () => {
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
  await page.getByRole('link', { name: 'Šárka Nováková' }).click();
  await page.getByRole('heading', { name: 'Šárka Nováková', level: 1 }).waitFor();
  await page.goBack();
  await expect.poll(() => rows(page)).toEqual(['Šárka Nováková']);
  expect(await page.getByRole('searchbox').inputValue()).toBe('finder@example.com');
});

test('a row opens at the side and the arrow keys go on; closed, the focus is on the row that was open last', async () => {
  const page = await panel.open('/accounts?q=Customer&sort=name', { as: owner });
  await firstRow(page, 'Customer 01');
  const drawer = page.getByRole('dialog');
  const title = (name: string) => drawer.getByRole('heading', { name, level: 2, exact: true }).waitFor();
  const focused = () => page.evaluate<string>('document.activeElement.getAttribute("aria-label") ?? ""');
  // A check box is no way in, nor is what lies around it.
  await page.getByRole('checkbox', { name: 'Select Customer 01' }).check();
  expect(await drawer.count()).toBe(0);
  await page
    .getByRole('row', { name: 'Customer 01' })
    .getByRole('cell', { name: 'Customer', exact: true })
    .click();
  await title('Customer 01');
  await drawer.getByText('0 of 1').or(drawer.getByText('None')).first().waitFor();
  const [{ id }] = (await owner.get('/accounts?q=Customer%2002')).items;
  await page.keyboard.press('ArrowDown');
  await title('Customer 02');
  expect(new URL(page.url()).searchParams.get('open')).toBe(id);
  await page.keyboard.press('ArrowUp');
  await title('Customer 01');
  await page.keyboard.press('ArrowUp');
  await drawer.getByRole('button', { name: 'Next row' }).click();
  await title('Customer 02');
  // One step back, however many rows were looked at.
  await page.goBack();
  await drawer.waitFor({ state: 'detached' });
  await expect.poll(focused).toBe('Details of Customer 02');
  expect(new URL(page.url()).search).toBe('?q=Customer&sort=name');

  await page.keyboard.press('Space');
  await title('Customer 02');
  await drawer.getByRole('button', { name: 'Top up' }).click();
  const dialog = page.getByRole('dialog', { name: 'Top up Customer 02' });
  await dialog.getByRole('textbox', { name: 'Amount received' }).fill('7');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  // The list is below: only what lies above was closed.
  await title('Customer 02');
  await drawer.getByRole('button', { name: 'Top up' }).click();
  await dialog.getByRole('textbox', { name: 'Amount received' }).fill('7');
  await page.keyboard.press('Enter');
  await drawer.getByText('€7.00').first().waitFor();
  await dialog.waitFor({ state: 'detached' });
  await page.keyboard.press('Escape');
  await drawer.waitFor({ state: 'detached' });
  await expect.poll(focused).toBe('Details of Customer 02');
  await page.getByRole('row', { name: 'Customer 02' }).getByText('€7.00').waitFor();

  // Its address opens it, too; closed, the list stays.
  await page.goto(`/accounts?q=Customer&sort=name&open=${id}`);
  await title('Customer 02');
  await drawer.getByRole('link', { name: 'Open page' }).click();
  await page.getByRole('heading', { name: 'Customer 02', level: 1 }).waitFor();
  await page.goBack();
  await title('Customer 02');
  await page.keyboard.press('Escape');
  await drawer.waitFor({ state: 'detached' });
  await firstRow(page, 'Customer 01');
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
