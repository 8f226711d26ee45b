/** Unpaid invoices in the panel: the steps of the issuer, who is overdue, and what whoever owes sees and may do. */
import { expect, test } from 'vitest';
import { runDunning } from '../../src/operations/dunning/run-dunning.ts';
import { customer, type Json } from '../http/support.ts';
import { rowsOf, sectionOf } from './list-support.ts';
import { lookAtAll, type LookedAt } from './look-support.ts';
import { createPanel, PASSWORD } from './support.ts';

const panel = await createPanel();
const owner = await panel.createOwner();
const DAY_MS = 86_400_000;
await owner.patch('/settings', { settings: { 'billing.invoice_due_days': 0 } });

/** As the job looks, now or some days later. */
const dun = (days = 0) =>
  runDunning({
    pool: panel.database.pool,
    now: () => new Date(Date.now() + days * DAY_MS),
    onError: (error) => {
      throw error;
    },
  });

/** A customer that owes an invoice which is due at once. */
async function debtor(company: string, amount: string): Promise<Json> {
  const made: Json = await owner.post(
    '/accounts',
    customer({
      profile: { company },
      billing: { accountType: 'postpaid', creditLimit: '500' },
      panelAccess: { password: PASSWORD },
    }),
  );
  const url = `/accounts/${made.account.id}`;
  await owner.post(`${url}/adjustments`, { amount, direction: 'debit', note: 'Fee' });
  await owner.post(`${url}/bill`);
  return made.account;
}

const ada = await debtor('Analytical Engines', '12.50');
const long = await debtor('W'.repeat(60), '123456.78');
await dun();

test('whoever sets steps sees their days, and how many it would suspend, before it saves', async () => {
  const page = await panel.open('/settings', { as: owner });
  const settings = sectionOf(page, 'Reminders and suspension');
  const preview = settings.getByRole('region', { name: 'An invoice that nobody pays' });
  await expect.poll(() => preview.getByRole('listitem').count()).toBe(4);
  await settings.getByRole('switch', { name: 'Step 4 is on' }).check({ force: true });
  await preview.getByText('No more calls until it is paid').waitFor();
  await settings.getByRole('button', { name: 'Add a reminder' }).click();
  await settings.getByRole('textbox', { name: 'Days of step 5' }).fill('1');
  await settings.getByText('There is such a step already. Choose another day.').waitFor();
  await settings.getByRole('textbox', { name: 'Days of step 5' }).fill('30x');
  await settings.getByText('Send a whole number from -60 to 365.').waitFor();
  await settings.getByRole('button', { name: 'Remove step 5' }).click();
  await settings.getByRole('button', { name: 'Add a currency' }).click();
  await settings.getByRole('textbox', { name: 'Amount in EUR' }).fill('1.005');
  await settings.getByText('This currency has 2 digits after the point. Send no more.').waitFor();
  await settings.getByRole('textbox', { name: 'Amount in EUR' }).fill('1.5');
  await settings.getByRole('button', { name: 'Save' }).click();
  await expect
    .poll(() => owner.get('/dunning/policy'))
    .toMatchObject({
      isOwn: true,
      minimums: [{ currency: 'EUR', amount: '1.500000' }],
      steps: [{}, {}, {}, { action: 'suspend', days: 14, isActive: true }],
    });
  await page.getByText('Saved', { exact: true }).first().waitFor();
});

test('an overdue account is suspended by hand, reads why, and calls again when that is lifted', async () => {
  const page = await panel.open('/documents', { as: owner });
  await page.getByRole('link', { name: 'Overdue accounts' }).click();
  const names = async () => (await rowsOf(page)).map((cells) => cells.join(' '));
  await expect.poll(names).toHaveLength(2);
  await page
    .getByRole('textbox', { name: 'Search overdue accounts' })
    .or(page.getByRole('searchbox'))
    .fill('analyt');
  await expect.poll(names).toHaveLength(1);
  await page.getByRole('link', { name: 'Analytical Engines' }).click();
  const panelOf = sectionOf(page, 'Reminders');
  await panelOf.getByText('€12.50').first().waitFor();
  await panelOf.getByRole('button', { name: 'Suspend now' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Suspend now' }).click();
  await dialog.getByText('Required: type something here.').waitFor();
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('No answer to three letters');
  await page.keyboard.press('Control+Enter');
  await panelOf.getByText('Suspended for debt').waitFor();
  await page.getByText(/Suspended since .* because €12\.50 of invoices is overdue/).waitFor();

  const holder = await panel.signIn(ada.number, PASSWORD);
  const portal = await panel.open(`/accounts/${ada.id}`, { as: holder });
  await portal.getByText(/€12\.50 is overdue since/).waitFor();
  await portal.getByText('No: invoices are not paid.', { exact: false }).waitFor();
  await portal.getByRole('link', { name: /Look at invoice INV/ }).click();
  await portal.getByRole('dialog').getByText('€12.50').first().waitFor();

  await panelOf.getByRole('button', { name: 'Let call again' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Reason' }).fill('She pays on Friday');
  await page.keyboard.press('Control+Enter');
  await panelOf.getByText('Suspended for debt').waitFor({ state: 'detached' });
  await panelOf.getByText('2 steps so far').click();
  await panelOf.getByText('She pays on Friday').waitFor();
});

test('accounts that are chosen are left alone for a time', async () => {
  const page = await panel.open('/overdue', { as: owner });
  await page.getByRole('checkbox', { name: 'Choose Analytical Engines' }).check();
  await page.getByRole('button', { name: 'Leave alone until…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Leave 1 account alone' });
  await dialog.getByLabel('Until').fill('2199-01-01T12:00');
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Agreed');
  await page.keyboard.press('Control+Enter');
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('Left alone', { exact: true }).first().click();
  await expect.poll(async () => (await rowsOf(page)).length).toBe(1);
  await page.getByText(/^until /).waitFor();
});

const PAGES: readonly LookedAt[] = [
  ['overdue accounts', '/overdue', 'tbody a'],
  ['none that match', '/overdue?q=nothing', '.tb-empty'],
  [
    'reminders of an account',
    `/accounts/${long.id}?tab=documents`,
    '.tb-panel:has(.tb-dunning-history) summary',
  ],
  ['steps', '/settings', '.tb-dunning-line li'],
];

const NAMED = PAGES.map((looked) => [looked[0], looked] as const);

test.each(NAMED)('readable in every width, colour and language: %s', async (_name, looked) => {
  await dun(1.5);
  const page = await panel.open('/overdue', { as: owner });
  expect(await lookAtAll(page, [looked])).toEqual([]);
});

test('so is the banner of whoever owes', async () => {
  const holder = await panel.signIn(long.number, PASSWORD);
  const portal = await panel.open(`/accounts/${long.id}`, { as: holder });
  expect(await lookAtAll(portal, [['the banner', `/accounts/${long.id}`, '.tb-debt']])).toEqual([]);
});
