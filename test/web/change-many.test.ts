/** Many accounts chosen in the list, changed as one, and what came of it. */
import { expect, test } from 'vitest';
import { runJobs } from '../../src/operations/jobs/run-jobs.ts';
import { readRow } from '../../src/schemas/accounts/many-accounts.ts';
import { customer, type Json } from '../http/support.ts';
import { createPanel, NARROW } from './support.ts';

const panel = await createPanel();
const owner = await panel.createOwner();
const accounts: Json[] = [];
for (const company of ['Alpha', 'Beta', 'Gamma'])
  accounts.push((await owner.post('/accounts', customer({ profile: { company } }))).account);
const [alpha, beta, gamma] = accounts;
await owner.patch(`/accounts/${gamma.id}`, { status: 'closed' });

const runAll = () =>
  runJobs({
    pool: panel.database.pool,
    now: () => new Date(),
    masterKey: panel.masterKey,
    sipDomain: 'sip.example.com',
    publicUrl: panel.url,
    readRow,
    onBug: (error) => {
      throw error;
    },
  });

test('selected rows are previewed, changed by a job that says what it could not change, and undone', async () => {
  const page = await panel.open('/accounts', { as: owner });
  await page.getByRole('checkbox', { name: 'Select Alpha' }).check();
  await page.getByText('1 account selected').waitFor();
  await page.getByRole('checkbox', { name: 'Select this page' }).check();
  await page.getByText('3 accounts selected').waitFor();
  await page.getByRole('button', { name: 'Change selected…' }).click();
  await page.getByRole('textbox', { name: 'Reason (optional)' }).fill('Non-payment');
  await page.getByRole('button', { name: 'Show what will change' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Active → Suspended').first().waitFor();
  await dialog.getByText('This account is closed.').waitFor();
  await dialog.getByRole('button', { name: 'Change 2 accounts' }).click();
  await page.getByRole('heading', { name: 'Change of many accounts' }).waitFor();
  await runAll();
  await page.getByText('Accounts changed').waitFor();
  expect((await owner.get(`/accounts/${alpha.id}`)).status).toBe('suspended');
  expect((await owner.get(`/accounts/${gamma.id}`)).status).toBe('closed');

  await page.getByRole('button', { name: 'Undo…' }).click();
  await page.getByText('2 accounts get the values that they had before.').waitFor();
  await page.getByRole('button', { name: 'Undo the job' }).click();
  await page.getByRole('heading', { name: 'Undoing of a change' }).waitFor();
  await runAll();
  await page.getByText('Accounts restored').waitFor();
  expect((await owner.get(`/accounts/${alpha.id}`)).status).toBe('active');
});

test('all that a filter finds, by keyboard and on a phone; another filter drops the selection', async () => {
  const page = await panel.open('/accounts?q=Beta', { as: owner, viewport: NARROW });
  const box = page.getByRole('checkbox', { name: 'Select Beta' });
  await box.focus();
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Change all that match…' }).click();
  await page.getByRole('combobox', { name: 'What to change' }).click();
  await page.getByRole('option', { name: 'Call attempts per second (CPS)' }).click();
  expect(await page.getByRole('button', { name: 'Show what will change' }).isDisabled()).toBe(true);
  await page.getByRole('textbox', { name: 'A number' }).fill('12');
  await page.getByRole('button', { name: 'Show what will change' }).click();
  await page.getByText('As by default → 12').waitFor();
  expect(await page.evaluate('document.documentElement.scrollWidth - window.innerWidth')).toBeLessThanOrEqual(
    0,
  );
  await page.getByRole('button', { name: 'Change 1 account' }).click();
  await page.getByRole('heading', { name: 'Change of many accounts' }).waitFor();
  await runAll();
  await page.getByText('Accounts changed').waitFor();
  expect((await owner.get(`/accounts/${beta.id}`)).settings.cps).toBe(12);
  expect((await owner.get(`/accounts/${alpha.id}`)).settings.cps).toBeNull();

  await page.goBack();
  await page.getByRole('checkbox', { name: 'Select Beta' }).check();
  await page.getByRole('group', { name: 'Status' }).getByText('Active').click();
  await page.waitForURL('**status=active');
  await page.getByText('1 account selected').waitFor({ state: 'detached' });
});
