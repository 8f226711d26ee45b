/** One's own sign-in: where one is signed in, and why one no longer is. */
import { expect, test } from 'vitest';
import { admin, customer } from '../http/support.ts';
import { appCode } from '../support/app-code.ts';
import { fillDialog, rowsOf, sectionOf } from './list-support.ts';
import type { Page } from 'playwright-core';
import { createPanel, NARROW, PASSWORD } from './support.ts';

const panel = await createPanel();
const owner = await panel.createOwner();

/** As if nobody had used any session for a day. */
const letSessionsRest = () =>
  panel.database.pool.query(`update sign_in_sessions set last_seen_at = last_seen_at - interval '1 day'`);

test('one sees where one is signed in, ends one session and then all others', async () => {
  const others = [await panel.signIn(panel.operator.number, PASSWORD), owner];
  const page = await panel.open('/accounts', { as: owner });
  await page.getByRole('link', { name: 'Security' }).click();
  const sessions = sectionOf(page, 'Where you are signed in');
  await sessions.getByText('This one').waitFor();
  const before = (await rowsOf(sessions)).length;
  await sessions
    .getByRole('button', { name: /^End the session with/ })
    .first()
    .click();
  await page.getByText('The session has ended.').waitFor();
  await expect.poll(async () => (await rowsOf(sessions)).length).toBe(before - 1);
  await panel.signIn(panel.operator.number, PASSWORD);
  await page.reload();
  await sessions.getByRole('button', { name: 'End all others' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'End all others' }).click();
  await expect.poll(async () => (await rowsOf(sessions)).length).toBe(1);
  await expect(others[0]!.get('/me')).rejects.toThrow('401');
});

/** From the password to the recovery codes; returns the secret as it stood on the page. */
async function enrol(page: Page): Promise<string> {
  await page.getByLabel('Current password').last().fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByRole('img', { name: 'QR code with the secret for the app' }).waitFor();
  const secret = await page.locator('.tb-key code').innerText();
  await page.getByLabel('Code', { exact: true }).fill('000000');
  await page.getByRole('button', { name: 'Turn on' }).click();
  await page.getByText('This is not the code of this moment').waitFor();
  await page.getByLabel('Code', { exact: true }).fill(appCode(secret, new Date()));
  await page.keyboard.press('Enter');
  await expect.poll(() => page.locator('.tb-codes li').count()).toBe(10);
  return secret;
}

async function signInWith(page: Page, identifier: string, code: string) {
  await page.getByLabel('Account number or e-mail').fill(identifier);
  await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByText('Your account asks for a second factor.').waitFor();
  await page.getByLabel('Code').fill(code);
  await page.keyboard.press('Enter');
}

test('a customer on a phone sets up a second factor, signs in with it, and gets it taken away', async () => {
  const { account } = await owner.post('/accounts', customer());
  const person = await panel.signIn(account.number, PASSWORD);
  const page = await panel.open('/security', { as: person, viewport: NARROW });
  await page.getByRole('button', { name: 'Set up' }).click();
  const secret = await enrol(page);
  const recovery = await page.locator('.tb-codes code').first().innerText();
  await page.getByRole('button', { name: 'I have noted them' }).click();
  await sectionOf(page, 'Second factor').getByText('On', { exact: true }).waitFor();

  const next = await panel.open('/sign-in');
  await signInWith(next, account.number, 'nonsense');
  await next.getByText('This code is not right, or it was used already.').waitFor();
  // The first code of this half minute was used to turn it on; the one after it is let in as well.
  await next.getByLabel('Code').fill(appCode(secret, new Date(), 1));
  await next.keyboard.press('Enter');
  await next.getByRole('link', { name: 'Security' }).click();
  await next.getByRole('button', { name: 'Turn off' }).click();
  await fillDialog(next, { 'Current password': PASSWORD, Code: recovery });
  await next.getByText('The password alone signs in now.').waitFor();

  await next.getByRole('button', { name: 'Set up' }).click();
  await enrol(next);
  const staff = await panel.open(`/accounts/${account.id}`, { as: owner });
  await staff.getByRole('button', { name: 'More', exact: true }).click();
  await staff.getByRole('menuitem', { name: 'Sign-in…' }).click();
  await staff.getByRole('button', { name: 'Take the second factor away' }).click();
  await staff.getByRole('dialog').getByRole('button', { name: 'Take the second factor away' }).click();
  await staff.getByText('The second factor is taken away.').waitFor();
  await panel.signIn(account.number, PASSWORD);
});

test('staff who must have a second factor are led to it, and then to where they wanted to go', async () => {
  const { account } = await owner.post('/accounts', admin());
  const key = 'sign_in.second_factor_required_for_staff';
  const { rows } = await panel.database.pool.query("select id from accounts where kind = 'operator'");
  await panel.database.pool.query(
    "insert into settings (account_id, key, value, changed_at, changed_by) values ($1, $2, 'true', now(), $1)",
    [rows[0].id, key],
  );
  const page = await panel.open('/sign-in');
  await page.getByLabel('Account number or e-mail').fill(account.number);
  await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByText('Your operator asks for a second factor.').waitFor();
  await page.goto('/accounts');
  await page.getByText('Your operator asks for a second factor.').waitFor();
  await enrol(page);
  await page.getByRole('button', { name: 'I have noted them' }).click();
  await page.getByRole('heading', { name: 'Accounts' }).waitFor();
  await panel.database.pool.query('delete from settings where key = $1', [key]);
});

// Last, for it ends the sessions of all others too.
test('whoever was signed out reads why, and gets back to the page', async () => {
  const page = await panel.open('/rates', { as: owner });
  await page.getByRole('heading', { name: 'Rates' }).waitFor();
  await letSessionsRest();
  await page.reload();
  await page.getByText('You were signed out because you did nothing here for a while.').waitFor();
  await page.getByLabel('Account number or e-mail').fill(panel.operator.number);
  await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Rates' }).waitFor();
  await letSessionsRest();
  await page.getByRole('link', { name: 'Accounts', exact: true }).click();
  const asked = page.getByRole('dialog', { name: 'Your session has ended' });
  await asked.getByText('You were signed out because you did nothing here for a while.').waitFor();
});
