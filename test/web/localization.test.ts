/** Rule sets of number translation: made, ordered, tried before they are saved, duplicated, and kept while they are used. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { customer } from '../http/support.ts';
import { chooseIn, fillDialog, rowsOf } from './list-support.ts';
import { choose, openForm } from './form-support.ts';
import { createPanel, NARROW } from './support.ts';

const panel = await createPanel();
const owner = await panel.createOwner();

const rulesOf = (page: Page) =>
  page
    .locator('.tb-rule > span')
    .allInnerTexts()
    .then((rules) => rules.map((text) => text.replace(/\s+/g, ' ')));

test('rules are added, moved, tried, saved and counted; calls use what was saved', async () => {
  const page = await panel.open('/accounts', { as: owner });
  await page.getByRole('link', { name: 'Localization' }).click();
  await page.getByText('No rule sets yet').waitFor();
  await page.getByRole('button', { name: 'Create rule set' }).click();
  await fillDialog(page, { Name: 'Deutschland 📞' });
  await page.getByRole('heading', { name: 'Deutschland 📞' }).waitFor();
  const id = page.url().split('/').at(-1) ?? '';
  const dialog = page.getByRole('dialog');

  await page.getByRole('button', { name: 'Add rule' }).click();
  await fillDialog(page, { 'Begins with': 'abc' });
  await dialog.getByText('Send what the number begins with').waitFor();
  await fillDialog(page, { 'Begins with': '0', 'Put in front': '+49', Shortest: '7', Longest: '5' });
  await dialog.getByText('The longest is shorter than the shortest.').waitFor();
  await fillDialog(page, { Longest: '12' });
  await expect
    .poll(() => rulesOf(page))
    .toEqual(['Begins with 0, 7 to 12 signs → cut 0, then put +49 in front and stop']);
  await page.getByRole('button', { name: 'Add rule' }).click();
  await chooseIn(page, 'Cut', 'So many signs');
  await chooseIn(page, 'Afterwards', 'Go on');
  await fillDialog(page, { 'Begins with': '00', 'Number of signs': '2', 'Put in front': '+' });
  await expect.poll(async () => (await rulesOf(page)).length).toBe(2);

  const tester = page.locator('.tb-panel', { hasText: 'Try a number' });
  await tester.getByLabel('Number', { exact: true }).fill('0044201234');
  await tester.getByText('as they stand here. They are not saved yet.').waitFor();
  // The first rule takes it, because it comes first: that is the mistake the tester is for.
  await tester.getByText('+49044201234', { exact: true }).last().waitFor();
  await page.getByRole('button', { name: 'Move Rule 2 up' }).click();
  await tester.getByText('A call would go to +44201234.').waitFor();
  expect((await tester.locator('li').allInnerTexts()).map((text) => text.replace(/\s+/g, ' '))).toEqual([
    'Rule 1 0044201234 → +44201234',
  ]);
  // What is not saved asks before it is lost.
  await page.getByRole('link', { name: 'Rates' }).click();
  await dialog.getByText('What you typed is not saved yet.').waitFor();
  await dialog.getByRole('button', { name: 'Go on typing' }).click();
  expect((await owner.get(`/localizations/${id}`)).rules.originationDestination).toEqual([]);
  await page.getByRole('button', { name: 'Save changes' }).click();
  await page.getByRole('status').getByText('Saved').waitFor();
  expect((await owner.get(`/localizations/${id}`)).rules.originationDestination).toEqual([
    { match: '00', lengthMin: null, lengthMax: null, cut: 2, add: '+', then: 'continue' },
    { match: '0', lengthMin: 7, lengthMax: 12, cut: 'match', add: '+49', then: 'stop' },
  ]);
  const tried = await owner.post(`/localizations/${id}/try`, {
    list: 'originationDestination',
    number: '0044201234',
  });
  expect(tried).toMatchObject({ number: '+44201234', steps: [{ rule: 1 }], e164: '44201234' });

  await owner.post('/accounts', customer({ settings: { localizationId: id } }));
  await page.reload();
  await page.getByText('1 account is translated by it.').waitFor();
  await page.getByRole('button', { name: 'Delete' }).click();
  await dialog.getByText('Choose another rule set for it first.').waitFor();
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await dialog.getByText('Something still uses it.').waitFor();
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Duplicate' }).click();
  await fillDialog(page, { Name: 'Deutschland 📞' });
  await dialog.getByText('You have a rule set of this name.').waitFor();
  await fillDialog(page, { Name: 'Copy' });
  await page.getByRole('heading', { name: 'Copy' }).waitFor();
  expect(await rulesOf(page)).toHaveLength(2);
  await page.getByRole('button', { name: 'Rename' }).click();
  await fillDialog(page, { Name: 'Österreich' });
  await page.getByRole('heading', { name: 'Österreich' }).waitFor();
  await page.getByRole('button', { name: 'Delete' }).click();
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await expect.poll(() => rowsOf(page)).toEqual([['Deutschland 📞', '1', '0']]);
});

test('in German on a phone rules are removed, and no mistake is told in English', async () => {
  const rule = { match: '*', add: '9', cut: 0 };
  const { id } = await owner.post('/localizations', {
    name: 'Schmal',
    rules: { originationOutboundCallerId: [rule] },
  });
  const page = await panel.open(`/localizations/${id}`, { as: owner, viewport: NARROW, language: 'de' });
  await page.getByRole('tab', { name: 'Anrufernummern der Kunden (1)' }).click();
  await expect.poll(() => rulesOf(page)).toEqual(['Jede Nummer → 9 davorsetzen und fertig']);
  await page.getByRole('button', { name: 'Regel hinzufügen' }).click();
  const dialog = page.getByRole('dialog');
  await chooseIn(page, 'Wegnehmen', 'So viele');
  await fillDialog(page, {
    'Beginnt mit': 'x',
    Davorsetzen: 'x',
    'Anzahl der Zeichen': '99',
    Kürzeste: '50',
  });
  const mistakes = page.locator('.mantine-InputWrapper-error');
  await expect.poll(() => mistakes.count()).toBe(4);
  for (const text of await mistakes.allInnerTexts()) expect(text).not.toMatch(/\b(Send|Type|Too|must)\b/);
  await page.keyboard.press('Escape');
  await dialog.getByRole('button', { name: 'Verwerfen' }).click();
  await page.getByRole('button', { name: 'Regel 1 entfernen' }).click();
  await page.getByText('Keine Regeln').waitFor();
  await page.getByRole('button', { name: 'Änderungen speichern' }).click();
  await expect
    .poll(async () => (await owner.get(`/localizations/${id}`)).rules.originationOutboundCallerId)
    .toEqual([]);
});

test('in Arabic the name of a copy has no invisible marks in it', async () => {
  const { id } = await owner.post('/localizations', { name: 'Cairo', rules: {} });
  const page = await panel.open(`/localizations/${id}`, { as: owner, language: 'ar' });
  await page.getByRole('button', { name: 'تكرار' }).click();
  await page.getByRole('dialog').locator('button[type=submit]').click();
  await page.getByRole('heading', { name: 'نسخة من Cairo' }).waitFor();
  const { items } = await owner.get('/localizations');
  expect(items.map(({ name }: { name: string }) => name)).toContain('نسخة من Cairo');
});

test('beside the choice of an account a number is tried, and Enter there saves nothing', async () => {
  const rule = { match: '9', add: '' };
  await owner.post('/localizations', { name: 'Nine', rules: { originationDestination: [rule] } });
  const page = await panel.open('/accounts/new?kind=customer', { as: owner });
  await openForm(page);
  await choose(page, 'Localization', 'Nine');
  const box = page.getByRole('textbox', { name: 'Try a number' });
  await box.fill('9030123456');
  await box.press('Enter');
  // The proposed country of the account reads the rest.
  await page.getByText('A call would go to +4930123456.').waitFor();
  await box.fill('95');
  await page.getByText('It becomes 5, which is no telephone number').waitFor();
  expect(await page.getByRole('alert').count()).toBe(0);
});
