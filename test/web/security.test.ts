/** One's own sign-in: where one is signed in, and why one no longer is. */
import { expect, test } from 'vitest';
import { rowsOf, sectionOf } from './list-support.ts';
import { createPanel, PASSWORD } from './support.ts';

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
