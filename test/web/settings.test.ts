/** The global configuration: typed inputs, mistakes at their fields, and the way back to the default. */
import { expect, test } from 'vitest';
import { rowsOf } from './list-support.ts';
import { createPanel } from './support.ts';

const panel = await createPanel();
const owner = await panel.createOwner();
const retail = await owner.post('/rate-groups', { name: 'Retail', currency: 'EUR' });

async function valueOf(key: string): Promise<unknown> {
  return (await owner.get('/settings')).settings[key];
}

test('a setting is checked, saved, said to be no default any more, and put back', async () => {
  const page = await panel.open('/settings', { as: owner });
  const numbers = page.getByRole('form', { name: 'Account numbers' });
  const length = numbers.getByRole('textbox', { name: 'Length' });
  await length.fill('30');
  await page.keyboard.press('Enter');
  await numbers.getByText('Send a whole number from 6 to 20.').waitFor();
  await length.and(page.locator(':focus')).waitFor();
  // Each is right by itself; the server sees both.
  await length.fill('6');
  await numbers.getByRole('textbox', { name: 'Leading digits' }).fill('49301');
  await page.keyboard.press('Enter');
  await numbers.getByText('Leave at least four digits of the account number to chance.').waitFor();
  expect(await length.inputValue()).toBe('6');
  await numbers.getByRole('textbox', { name: 'Leading digits' }).fill('49');
  await numbers.getByRole('checkbox', { name: 'May be typed' }).uncheck();
  await numbers.getByText('What you typed is not saved yet.').waitFor();
  await numbers.getByRole('button', { name: 'Save changes' }).click();
  await numbers.getByText('What you typed is not saved yet.').waitFor({ state: 'detached' });
  expect(await valueOf('account_number.length')).toMatchObject({ value: 6, isDefault: false });
  expect(await valueOf('account_number.may_be_typed')).toMatchObject({ value: false });

  await page.reload();
  expect(await length.inputValue()).toBe('6');
  await numbers.getByRole('button', { name: 'Back to the default: Length' }).click();
  expect(await length.inputValue()).toBe('10');
  await numbers.getByRole('button', { name: 'Save changes' }).click();
  await expect.poll(() => valueOf('account_number.length')).toMatchObject({ value: 10, isDefault: true });

  // What was done stands below at once, in the words of the page.
  const timeline = page.getByRole('table', { name: 'Timeline' });
  await timeline.getByText('Length 6 → 10').waitFor();
  const { number } = panel.operator;
  expect((await rowsOf(timeline)).map(([what, who]) => [what, who])).toEqual([
    ['Settings changed Length 6 → 10', `You (${number})`],
    ['Settings changed Length 10 → 6 Leading digits – → 49 May be typed Yes → No', `You (${number})`],
  ]);
  await page.getByRole('group', { name: 'What it is about' }).getByText('Brand').click();
  await page.waitForURL('**/settings?about=brand');
  await page.getByText('Nothing matches').first().waitFor();
});

test('what is proposed for new accounts is chosen from lists, and the next form proposes it', async () => {
  const page = await panel.open('/settings', { as: owner });
  const defaults = page.getByRole('form', { name: 'Proposed for new accounts' });
  for (const [label, option] of [
    ['Country', 'Switzerland'],
    ['Time zone', 'Europe/Zurich'],
    ['Currency', 'CHF'],
    ['Rate group', 'Retail (EUR)'],
  ] as const) {
    await defaults.getByRole('combobox', { name: label }).fill(option);
    await page.getByRole('option', { name: option }).first().click();
  }
  await defaults.getByRole('button', { name: 'Save changes' }).click();
  await expect
    .poll(() => valueOf('defaults.rate_group_id'))
    .toMatchObject({ value: retail.id, isDefault: false });
  await page.getByRole('link', { name: 'Create customer' }).click();
  await page.getByRole('combobox', { name: 'Rate group' }).waitFor();
  expect(await page.getByRole('combobox', { name: 'Rate group' }).inputValue()).toBe('Retail (EUR)');
  expect(await page.getByRole('combobox', { name: 'Country' }).inputValue()).toBe('Switzerland (CH)');
});

test('the form of a new customer proposes a PIN of the length that is set, and refuses another in German too', async () => {
  await owner.patch('/settings', { settings: { 'pin.length': 4 } });
  const page = await panel.open('/accounts/new?kind=customer', { as: owner, language: 'de' });
  await page.getByText('Alle Felder', { exact: true }).click();
  const pin = page.locator('#field-panelAccess-pin');
  await expect.poll(() => pin.inputValue()).toMatch(/^\d{4}$/);
  await page.locator('#field-panelAccess-email').fill('pin@example.com');
  await page.locator('#field-profile-firstName').fill('Ada');
  await pin.fill('123456');
  await page.locator('button[type=submit]').click();
  await page.getByText('Eine PIN hat hier 4 Ziffern.').first().waitFor();
});

test('a tax is made, chosen at a customer, changed, and not deleted while the customer has it', async () => {
  const page = await panel.open('/settings', { as: owner, language: 'de' });
  await page.getByRole('button', { name: 'Steuer anlegen' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('USt.');
  await dialog.getByRole('textbox', { name: 'Prozent' }).fill('19,55555');
  await dialog.getByRole('button', { name: 'Steuer anlegen' }).click();
  await dialog.getByText('Geben Sie einen Prozentsatz ein, etwa').waitFor();
  await dialog.getByRole('textbox', { name: 'Prozent' }).fill('19,5');
  await dialog.getByRole('button', { name: 'Steuer anlegen' }).click();
  const taxes = page.getByRole('table', { name: 'Steuern' });
  await taxes.getByText('19,5 %').waitFor();

  await page.goto('/accounts/new?kind=customer');
  await page.getByText('Alle Felder', { exact: true }).click();
  await page.locator('#field-panelAccess-email').fill('taxed@example.com');
  await page.locator('#field-profile-firstName').fill('Ada');
  await page.getByRole('combobox', { name: 'Steuern', exact: true }).fill('USt');
  await page.getByRole('option', { name: /USt\. \(19,5\s%\)/ }).click();
  await page.keyboard.press('Escape');
  await page.locator('button[type=submit]').click();
  await expect.poll(async () => (await owner.get('/taxes')).items[0].accounts).toBe(1);

  await page.goto('/settings');
  await taxes.getByRole('button', { name: 'USt. bearbeiten' }).click();
  await dialog.getByRole('textbox', { name: 'Prozent' }).fill('20');
  await dialog.getByRole('button', { name: 'Änderungen speichern' }).click();
  await taxes.getByText('20 %').waitFor();
  await page
    .getByRole('table', { name: 'Verlauf' })
    .getByText(/Satz 19,5\s% → 20\s%/)
    .waitFor();
  await taxes.getByRole('button', { name: 'USt. entfernen' }).click();
  await dialog.getByRole('button', { name: 'Entfernen' }).click();
  await dialog.getByText('1 Konto hat diese Steuer. Entfernen Sie sie dort zuerst').waitFor();
  expect((await owner.get('/taxes')).items).toMatchObject([{ name: 'USt.', percent: '20.0000' }]);
});
