/** Products in the panel: made, ordered by staff and by the customer itself, too little money, cancelled; also by keyboard. */
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { customer, type Json } from '../http/support.ts';
import { choose, fill } from './form-support.ts';
import { rowsOf, sectionOf } from './list-support.ts';
import { overflowOf } from './look-support.ts';
import { createPanel, NARROW, PASSWORD } from './support.ts';

const panel = await createPanel();
const owner = await panel.createOwner();
const { account }: Json = await owner.post(
  '/accounts',
  customer({ profile: { company: 'Acme <b>' }, panelAccess: { password: PASSWORD } }),
);

/** What is serious for axe, and what makes a page scroll sideways. */
async function troublesOf(page: Page, name: string): Promise<string[]> {
  await page.evaluate(axe.source);
  const found: string[] = await page.evaluate(
    `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations
       .filter(({ impact }) => impact === 'serious' || impact === 'critical')
       .map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' | ')))`,
  );
  return [...found.map((each) => `${name}: ${each}`), ...(await overflowOf(page, name))];
}

test('a product is made by keyboard, with an example of what it costs, and ordered for an account', async () => {
  const page = await panel.open('/products', { as: owner });
  await page.getByText('No products yet').waitFor();
  await page.getByRole('link', { name: 'Make your first product' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Make product' }).waitFor();
  await page.getByText('What the first intervals cost stands here once there is a fee.').waitFor();
  await page.keyboard.press('Control+Enter');
  await page.getByRole('button', { name: 'Make product' }).click();
  await expect.poll(() => page.locator('[aria-invalid=true]').count()).toBe(2);
  await fill(page, { Name: 'Phone line <i>', Fee: '9.905', 'Set-up': '4' });
  await page.getByRole('button', { name: 'Make product' }).click();
  await page.getByText('This currency has 2 digits after the point.').waitFor();
  await fill(page, { Fee: '9.90' });
  await page.getByText('At once €13.90: €4.00 set-up + €9.90 for').waitFor();
  await page.getByRole('checkbox', { name: 'Customers', exact: true }).check();
  await page.getByRole('checkbox', { name: 'Unused days are given back' }).check();
  expect(await troublesOf(page, 'the form')).toEqual([]);
  await page.getByRole('textbox', { name: 'Name' }).press('Control+Enter');
  await page.getByRole('heading', { name: 'Phone line <i>' }).waitFor();
  await page.getByText('€4.00 set-up, €9.90 a month').waitFor();
  expect((await owner.get('/products')).items).toMatchObject([
    { name: 'Phone line <i>', fee: '9.900000', mayOrderCustomers: true, creditsUnused: true },
  ]);

  await page.goto(`/accounts/${account.id}?tab=products`);
  await page.getByRole('button', { name: 'Order a product' }).click();
  const dialog = page.getByRole('dialog');
  const { available } = (await owner.get(`/accounts/${account.id}`)).wallet;
  expect(available).toBe('0.000000');
  await dialog.getByText('€13.90 is due, and €0.00 is available: €13.90 is missing.').waitFor();
  await dialog.getByRole('button', { name: 'Order for €13.90' }).click();
  await dialog
    .getByText(`Account ${account.number} would pay 13.90 EUR and has 0.00 EUR available.`)
    .waitFor();
  expect(await troublesOf(page, 'too little money')).toEqual([]);
  await page.keyboard.press('Escape');

  await owner.post(`/accounts/${account.id}/payments`, { amount: '50', method: 'cash' });
  await page.reload();
  await page.getByRole('button', { name: 'Order a product' }).click();
  await fill(page, { 'How many': '2', 'Own fee': '8' });
  await dialog.getByText('€24.00', { exact: true }).waitFor();
  await dialog.getByText('€16.00 each month, the next time on').waitFor();
  await dialog.getByText('€26.00').waitFor();
  await page.keyboard.press('Control+Enter');
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('Ordered: Phone line <i>. €24.00 was charged.').waitFor();
  const list = sectionOf(page, 'Products');
  await expect
    .poll(async () => (await rowsOf(list))[0]?.slice(0, 3))
    .toEqual(['Phone line <i>', '2 × €8.00 a month own price', 'Active']);
});

test('the customer orders and cancels for itself on a phone, and reads what is given back', async () => {
  const holder = await panel.signIn(account.number, PASSWORD);
  const page = await panel.open(`/accounts/${account.id}`, { as: holder, viewport: NARROW });
  await sectionOf(page, 'My products').getByText('Phone line <i>').waitFor();
  await page.getByRole('link', { name: 'Products', exact: true }).click();
  await page.getByRole('button', { name: 'Order a product' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('€12.10').waitFor();
  expect(await dialog.getByRole('textbox', { name: 'Own fee' }).count()).toBe(0);
  expect(await troublesOf(page, 'an order')).toEqual([]);
  await dialog.getByRole('button', { name: 'Order for €13.90' }).click();
  await dialog.waitFor({ state: 'detached' });
  expect((await owner.get(`/accounts/${account.id}`)).wallet.balance).toBe('12.100000');
  expect(await troublesOf(page, 'the list')).toEqual([]);

  await page.getByRole('button', { name: 'Cancel Phone line <i>' }).first().click();
  await dialog.getByRole('radio', { name: 'At the end of what is paid' }).waitFor();
  expect(await troublesOf(page, 'the end')).toEqual([]);
  await dialog.getByRole('button', { name: 'Cancel it' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('without a further fee').waitFor();
  await page.getByRole('button', { name: 'Let Phone line <i> go on' }).click();
  await page.getByText('without a further fee').waitFor({ state: 'detached' });

  await page.getByRole('button', { name: 'Cancel Phone line <i>' }).first().click();
  await dialog.getByRole('radio', { name: 'At once' }).check();
  const told = await dialog.getByText('is given back for the days that are left.').innerText();
  await dialog.getByRole('button', { name: 'Cancel it' }).click();
  await dialog.waitFor({ state: 'detached' });
  const { balance } = (await owner.get(`/accounts/${account.id}`)).wallet;
  const credited = (Number(balance) - 12.1).toFixed(2);
  expect(told).toBe(`€${credited} is given back for the days that are left.`);
  await expect.poll(() => page.getByRole('button', { name: 'Cancel Phone line <i>' }).count()).toBe(1);
});

test('all subscriptions are listed with what they come to, by product and state, and lead to their account', async () => {
  const [product]: Json[] = (await owner.get('/products')).items;
  const page = await panel.open('/products?tab=subscriptions', { as: owner });
  await page.getByText('1 active, 0 unpaid, 1 ended. Active ones come to €16.00 a month.').waitFor();
  await page.getByText('Ended', { exact: true }).first().click();
  await expect.poll(async () => (await rowsOf(page)).length).toBe(1);
  await choose(page, 'Product', product.name);
  await page.waitForURL(/product=/);
  await page.getByRole('link', { name: 'Acme <b>' }).click();
  await sectionOf(page, 'Products').waitFor();
  await page.getByRole('button', { name: 'Charges of Phone line <i>' }).click();
  const charges = page.getByRole('dialog');
  await charges.getByRole('link').first().waitFor();
  await expect
    .poll(async () => (await rowsOf(charges)).map((cells) => cells.at(-2)))
    .toEqual(['-€16.00', '-€8.00']);
});

test('an account in another currency reads what it pays in its own; whoever sells also reads the price of the product', async () => {
  await owner.post('/exchange-rates', {
    fromCurrency: 'EUR',
    toCurrency: 'USD',
    rate: '1.1',
    validFrom: '2020-01-01T00:00:00Z',
  });
  const profile = { company: 'Dollar Inc', country: 'US', timezone: 'America/New_York', currency: 'USD' };
  const made: Json = await owner.post(
    '/accounts',
    customer({ profile, panelAccess: { password: PASSWORD } }),
  );
  const { id, number } = made.account;
  await owner.post(`/accounts/${id}/payments`, { amount: '100', method: 'cash' });
  const product: Json = await owner.post('/products', {
    name: 'Trunk',
    currency: 'EUR',
    fee: '11.11',
    interval: 'month',
    mayOrderCustomers: true,
  });
  await owner.post(`/accounts/${id}/subscriptions`, { productId: product.id, quantity: 3 });
  // 11.11 × 1.1 = 12.221, so 12.22 each.
  const holder = await panel.signIn(number, PASSWORD);
  const portal = await panel.open(`/accounts/${id}`, { as: holder, viewport: NARROW });
  const mine = sectionOf(portal, 'My products');
  await mine.getByText('US$36.66 on').waitFor();
  expect(await mine.getByText('€').count()).toBe(0);
  await portal.getByRole('link', { name: 'Products', exact: true }).click();
  await portal.getByText('3 × US$12.22 a month').waitFor();
  expect(await portal.getByText('€').count()).toBe(0);

  const page = await panel.open(`/accounts/${id}?tab=products`, { as: owner });
  const list = sectionOf(page, 'Products');
  await expect
    .poll(async () => (await rowsOf(list))[0]?.[1])
    .toBe('3 × US$12.22 a month product: €11.11 a month');
  await page.goto(`/products?tab=subscriptions&product=${product.id}`);
  await page.getByText('Active ones come to US$36.66 a month.').waitFor();
  await page.getByText('product: €11.11 a month').waitFor();
  expect(await troublesOf(page, 'the list')).toEqual([]);
});
