/** Texts of mails: written beside how they look, with the way back to ours; and where notices of an account go. */
import { expect, test } from 'vitest';
import { lookAtAll } from './look-support.ts';
import { createPanel, PASSWORD } from './support.ts';

const panel = await createPanel();
const owner = await panel.createOwner();
const person = (number: string, firstName: string) => ({
  kind: 'customer',
  panelAccess: { number, email: `${number}@example.com`, password: PASSWORD },
  profile: { firstName, country: 'DE', timezone: 'Europe/Berlin', currency: 'EUR' },
});
const { account } = await owner.post('/accounts', person('4711081501', 'Ida'));

test('a text is written beside how it looks, refused for what it may not say, and put back', async () => {
  const page = await panel.open('/mail-templates', { as: owner });
  const documents = page.getByRole('table', { name: 'Documents' });
  await documents.getByRole('row', { name: /^Invoice Ours Ours Ours$/ }).waitFor();
  await documents.getByRole('link', { name: 'Invoice', exact: true }).click();
  await page.getByRole('tab', { name: 'English' }).click();
  const form = page.getByRole('form', { name: 'Words' });
  const body = form.getByRole('textbox', { name: 'Text' });
  const frame = page.frameLocator('iframe');
  await frame.getByText('Hello Ada Lovelace,').waitFor();
  await body.fill('Dear ');
  await form.getByRole('button', { name: 'Insert name' }).click();
  expect(await body.inputValue()).toBe('Dear {{name}}');
  await body.press('End');
  await page.keyboard.type(', <b>please</b> {{pay}}');
  await page.getByText('"{{pay}}" is no variable of this mail.').waitFor();
  await form.getByRole('button', { name: 'Save changes' }).click();
  await form.getByText('"{{pay}}" is no variable of this mail.').waitFor();
  await body.and(page.locator(':focus')).waitFor();
  await body.fill('Dear {{name}}, <b>please</b>\n\n{{payment}}');
  await frame.getByText('Dear Ada Lovelace, <b>please</b>').waitFor();
  await form.getByRole('button', { name: 'Save changes' }).click();
  await page.getByText('You wrote this text.').first().waitFor();
  expect(await owner.get('/mail-templates/invoice/en')).toMatchObject({
    source: 'own',
    body: 'Dear {{name}}, <b>please</b>\n\n{{payment}}',
  });
  // Another language stays ours, and what is typed there outlives a look at another.
  await page.getByRole('tab', { name: 'German' }).click();
  await page.getByText('Nobody has written another text').first().waitFor();
  const subject = page.getByRole('textbox', { name: 'Subject' }).and(page.locator(':visible'));
  await subject.fill('Rechnung');
  await page.getByRole('tab', { name: 'English' }).click();
  await page.getByRole('tab', { name: 'German' }).click();
  expect(await subject.inputValue()).toBe('Rechnung');
  await page.getByRole('tab', { name: 'English' }).click();
  await page.getByRole('button', { name: 'Back to ours' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Back to ours' }).click();
  await page.getByText('Nobody has written another text').first().waitFor();
  expect(await owner.get('/mail-templates/invoice/en')).toMatchObject({ source: 'ours' });
});

test('notices go where the account says: staff sets it, and the customer itself', async () => {
  const page = await panel.open(`/accounts/${account.id}?tab=mails`, { as: owner });
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Notifications' });
  await dialog.getByRole('textbox', { name: 'Addresses for documents' }).fill('nonsense');
  await dialog.getByRole('button', { name: 'Save changes' }).click();
  await dialog.getByText('Send an e-mail address such as').waitFor();
  await dialog
    .getByRole('textbox', { name: 'Addresses for documents' })
    .fill('books@example.com, tax@example.com');
  await dialog.getByRole('button', { name: 'Save changes' }).click();
  await page.getByText('books@example.com, tax@example.com').waitFor();
  expect(await owner.get(`/accounts/${account.id}/notifications`)).toMatchObject({
    isOn: true,
    documents: ['books@example.com', 'tax@example.com'],
  });
  const holder = await panel.signIn('4711081501', PASSWORD);
  const own = await panel.open(`/accounts/${account.id}?tab=mails`, { as: holder });
  await own.getByRole('button', { name: 'Edit', exact: true }).click();
  await own.getByRole('checkbox', { name: 'Send notices' }).uncheck();
  await own.getByRole('dialog').getByRole('button', { name: 'Save changes' }).click();
  await own.getByText('books@example.com').waitFor({ state: 'detached' });
  expect(await owner.get(`/accounts/${account.id}/notifications`)).toMatchObject({ isOn: false });
});

test('the pages are right in both widths, colours and directions', async () => {
  const page = await panel.open('/mail-templates', { as: owner });
  expect(
    await lookAtAll(page, [
      ['texts', '/mail-templates', 'tbody td'],
      ['a text', '/mail-templates/invoice?language=de', 'iframe'],
      ['notices', `/accounts/${account.id}?tab=mails`, '.tb-facts'],
    ]),
  ).toEqual([]);
}, 120_000);
