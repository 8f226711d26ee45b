/** Signing in and out, and the password that was printed at the first start. */
import { expect, test } from 'vitest';
import { sendAskedResets } from '../../src/operations/accounts/send-asked-resets.ts';
import { MAIL_LINK } from '../../src/operations/mail/keep-mail.ts';
import { openSecret } from '../../src/operations/secrets.ts';
import { customer } from '../http/support.ts';
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

test('who forgot the password asks for a link, chooses another, and signs in with it', async () => {
  const owner = await panel.signIn(number, PASSWORD);
  const page = await panel.open('/sign-in');
  await page.getByRole('link', { name: 'Forgot your password?' }).click();
  await page.getByText('No e-mail can be sent from here. Ask Operator for a link').waitFor();
  await owner.put('/settings/mail', {
    host: '127.0.0.1',
    port: 9,
    security: 'none',
    senderAddress: 'a@b.example',
  });
  const { account } = await owner.post('/accounts', customer());
  await page.reload();
  await page.getByRole('button', { name: 'Send me a link' }).click();
  await page.getByText('Type the account number or the e-mail address.').waitFor();
  await page.getByLabel('Account number or e-mail').fill(account.panelAccess.email);
  await page.keyboard.press('Enter');
  await page.getByText(`If there is an account “${account.panelAccess.email}”`).waitFor();

  const { pool } = panel.database;
  const context = {
    pool,
    now: () => new Date(),
    masterKey: panel.masterKey,
    sipDomain: 'x',
    publicUrl: panel.url,
  };
  await sendAskedResets(context);
  const { rows } = await pool.query("select sealed_link from mails where kind = 'password_reset'");
  const link = openSecret(panel.masterKey, MAIL_LINK, rows[0]!.sealed_link);
  await page.goto(link);
  await page.getByText(`For your account ${account.number}.`).waitFor();
  await page.getByLabel('New password').fill('another long password');
  await page.keyboard.press('Enter');
  await page.getByText(`Sign in with it and the number ${account.number}`).waitFor();
  await panel.signIn(account.number, 'another long password');
  await page.goto('/forgot-password');
  await page.goto(link);
  await page.getByRole('alert').getByText('This link is no longer valid').waitFor();
  await page.getByRole('link', { name: 'Ask for a new link' }).click();
  await page.getByRole('button', { name: 'Send me a link' }).waitFor();
});

test('an address of another site is no way on after signing in', async () => {
  const page = await panel.open('/sign-in?redirect=//evil.example/');
  await page.getByLabel('Account number or e-mail').fill(number);
  await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Accounts' }).waitFor();
  expect(new URL(page.url()).origin).toBe(panel.url);
});
