/** Invoices written, taken back and written anew; what is owed by age; the customer's own documents. */
import { expect, test } from 'vitest';
import { customer, type Json } from '../http/support.ts';
import { createCalls } from './calls-support.ts';
import { createPanel, NARROW, PASSWORD } from './support.ts';

const panel = await createPanel();
const owner = await panel.createOwner();
const { retail, call } = await createCalls(panel, owner);
const vat = await owner.post('/taxes', { name: 'VAT', percent: '20' });
const made: Json = await owner.post(
  '/accounts',
  customer({
    profile: { firstName: 'Ada', lastName: 'Lovelace', company: 'Analytical Engines', language: 'de' },
    billing: { accountType: 'postpaid', creditLimit: '500', rateGroupId: retail, taxIds: [vat.id] },
  }),
);
const { account } = made;
const page = (tab: string) => `/accounts/${account.id}?tab=${tab}`;

/** Of numbers that are issued now. */
const YEAR = new Date().getFullYear();

test('an invoice is written, issued, taken back by a line, and written anew in the words of the account', async () => {
  await call(made.sipDevice, '+493012345678', 60);
  const view = await panel.open(page('documents'), { as: owner });
  await view.getByRole('button', { name: 'Write an invoice' }).click();
  await view.getByRole('button', { name: 'Add line' }).click();
  await view.getByLabel('For what').fill('Installation');
  await view.getByLabel('Price of one').fill('10.5');
  await view.getByLabel('Quantity').fill('2');
  // 21.00 and a call of 0.09, with 20 % on both.
  const preview = view.getByRole('table', { name: 'What it would be' });
  await expect.poll(() => preview.locator('[data-total]').innerText()).toContain('€25.31');
  expect(await preview.innerText()).toMatch(/Outgoing calls: Germany[^]*€0\.09[^]*VAT[^]*€4\.22/);
  await view.getByRole('button', { name: 'Issue invoice' }).click();
  const dialog = view.getByRole('dialog');
  await dialog.getByText('Analytical Engines owes €25.31 by it.').waitFor();
  await dialog.getByRole('button', { name: 'Issue invoice' }).click();
  // It opens where it stands, with its calls behind their line.
  await view.getByText(`INV-${YEAR}-00001`).nth(1).waitFor();
  await view.getByRole('button', { name: 'Show the calls' }).click();
  await view.getByRole('dialog').getByRole('link', { name: '+493012345678' }).waitFor();
  await view.getByRole('button', { name: 'Credit note' }).click();
  const credit = view.getByRole('dialog', { name: `Credit note for INV-${YEAR}-00001` });
  await credit.getByText('By line').click();
  await credit.getByLabel('Taken back of: Installation').fill('22');
  await credit.getByRole('button', { name: 'Issue credit note' }).click();
  await credit.getByText('More than what is left of the line.').waitFor();
  await credit.getByLabel('Taken back of: Installation').fill('');
  await credit.getByText('€0.11').waitFor();
  await credit.getByLabel('Reason').fill('Wrong price');
  await credit.getByRole('button', { name: 'Issue credit note' }).click();
  await view.getByText(`CN-${YEAR}-00001`).first().waitFor();
  await view.getByRole('button', { name: 'Write anew' }).click();
  await view.waitForURL(/invoice-drafts/);
  expect(await view.getByLabel('For what').inputValue()).toBe('Abgehende Anrufe: Germany');
  await view.getByRole('button', { name: 'Throw away' }).click();
  await view.getByRole('dialog').getByRole('button', { name: 'Throw away' }).click();
  await view.waitForURL(/tab=documents/);
  const { items }: Json = await owner.get(`/documents?accountId=${account.id}`);
  expect(items.map(({ number, total, open }: Json) => [number, total, open])).toEqual([
    [`CN-${YEAR}-00001`, '0.110000', null],
    [`INV-${YEAR}-00001`, '25.310000', '25.200000'],
  ]);
  await view.getByRole('tab', { name: 'Statement' }).click();
  await view
    .getByRole('link', { name: `INV-${YEAR}-00001` })
    .first()
    .waitFor();
  expect(await view.getByRole('link', { name: `INV-${YEAR}-00001` }).count()).toBe(3);
});

test('what is owed stands at its age, and its number opens its invoices', async () => {
  const view = await panel.open('/ageing', { as: owner });
  const table = view.getByRole('table', { name: 'By account' });
  await table.getByRole('link', { name: 'Analytical Engines' }).waitFor();
  expect(await table.locator('tbody td').allInnerTexts()).toEqual([
    expect.stringContaining('Analytical Engines'),
    '€25.20',
    '€0.00',
    '€0.00',
    '€0.00',
    '€0.00',
    '€25.20',
  ]);
  await table.getByRole('link', { name: '€25.20' }).first().click();
  await view.getByRole('button', { name: /Without the filter: Due after/ }).waitFor();
  await expect.poll(() => view.locator('tbody tr').count()).toBe(1);
  await view.getByRole('button', { name: `INV-${YEAR}-00001`, exact: true }).click();
  await view.getByRole('dialog').getByText('Total due').waitFor();
  await view.keyboard.press('Escape');
  await view.locator('[data-opens-row]:focus').waitFor();
});

test('a customer reads on a phone what it owes and for what, and takes it along', async () => {
  const holder = await panel.signIn(account.number, PASSWORD);
  const view = await panel.open('/', { as: holder, viewport: NARROW });
  await view.getByRole('link', { name: 'Receipts & invoices' }).first().click();
  await view.getByText('You owe of invoices').waitFor();
  await view.getByRole('button', { name: '€25.20' }).first().click();
  await view.getByRole('button', { name: `INV-${YEAR}-00001`, exact: true }).click();
  await view.getByRole('dialog').getByText('Total due').waitFor();
  expect(await view.getByRole('button', { name: 'Credit note' }).count()).toBe(0);
  const taken = async (name: string) => {
    const file = view.waitForEvent('download');
    await view.getByRole('button', { name }).last().click();
    return (await file).suggestedFilename();
  };
  expect(await taken(`Download INV-${YEAR}-00001 as PDF`)).toBe(`INV-${YEAR}-00001.pdf`);
  await view.keyboard.press('Escape');
  expect(await taken('Download all')).toMatch(/^documents-.*\.zip$/);
});
