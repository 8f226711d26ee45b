/** Signing in and out, and the password that was printed at the first start. */
import { expect, test } from 'vitest';
import { createPanel, PASSWORD } from './support.ts';

const panel = await createPanel();
const { number, password } = panel.operator;

test('the first sign-in leads nowhere but to a password of one’s own', async () => {
  const page = await panel.open('/accounts/new?kind=customer');
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('Type the account number or the e-mail address.').waitFor();

  await page.getByLabel('Account number or e-mail').fill(number);
  await page.getByRole('textbox', { name: 'Password' }).fill('not the password');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').getByText('is not right').waitFor();
  expect(await page.getByLabel('Account number or e-mail').inputValue()).toBe(number);

  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Choose a password of your own' }).waitFor();
  await page.goto('/accounts');
  await page.getByRole('heading', { name: 'Choose a password of your own' }).waitFor();

  await page.getByLabel('Current password').fill(password);
  await page.getByLabel('New password').fill('short');
  await page.getByRole('button', { name: 'Change the password and go on' }).click();
  await page.getByText('Use at least 10 characters').waitFor();
  await page.getByLabel('New password').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Accounts' }).waitFor();
});

test('after signing out nothing is shown, and signing in leads back to the page that was asked for', async () => {
  const page = await panel.open('/accounts?kind=reseller');
  await page.getByLabel('Account number or e-mail').fill(number);
  await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL('**/accounts?kind=reseller');
  await page.getByRole('heading', { name: 'Accounts' }).waitFor();

  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await page.goto('/accounts');
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  expect(await page.getByRole('heading', { name: 'Accounts' }).count()).toBe(0);
});

test('an address of another site is no way on after signing in', async () => {
  const page = await panel.open('/sign-in?redirect=//evil.example/');
  await page.getByLabel('Account number or e-mail').fill(number);
  await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Accounts' }).waitFor();
  expect(new URL(page.url()).origin).toBe(panel.url);
});
