/** The page of numbers, and the numbers of an account: added, handed out, taken back, each mistake at its field. */
import { readFileSync } from 'node:fs';
import type { Locator } from 'playwright-core';
import { expect, test } from 'vitest';
import { customer, reseller, type Json } from '../http/support.ts';
import { chooseIn, confirmByEnter, fillDialog, rowsOf, sectionOf } from './list-support.ts';
import { createPanel, NARROW, PASSWORD } from './support.ts';

const panel = await createPanel();
const owner = await panel.createOwner();

async function newAccount(body: object): Promise<Json> {
  return (await owner.post('/accounts', body)).account;
}

/** Rows of an account's numbers, without since when it has them. */
async function withoutTimes(section: Locator): Promise<string[][]> {
  return (await rowsOf(section)).map((cells) => cells.slice(0, 3));
}

test('a number is added, found, assigned by typing a name, taken back and deleted', async () => {
  const account = await newAccount(customer({ profile: { company: 'Bäckerei <i>Schmidt</i>' } }));
  await owner.post('/providers', { name: 'Wholesale Ltd' });
  const page = await panel.open('/numbers', { as: owner });
  const dialog = page.getByRole('dialog');
  await page.getByText('No numbers yet').waitFor();
  await page.getByRole('button', { name: 'Add DID' }).click();
  await fillDialog(page, { Number: '030 1234567', Label: 'Hotline' });
  await dialog.getByText('Send an international number of 7 to 15 digits').waitFor();
  await fillDialog(page, { Number: '+4930' });
  await fillDialog(page, { Number: '+493012' });
  await dialog
    .getByText('No country has a number like this one')
    .or(dialog.getByText('7 to 15 digits'))
    .waitFor();
  await chooseIn(page, 'Provider', 'Wholesale');
  await fillDialog(page, { Number: '+49 30 1234-5678', City: 'Berlin' });
  await expect
    .poll(() => rowsOf(page))
    .toEqual([['+493012345678', 'Free', 'Hotline', 'Berlin, Germany', 'You', 'Wholesale Ltd']]);
  await page.getByText('1 number', { exact: true }).waitFor();

  await page.getByRole('button', { name: 'Add DID' }).click();
  await fillDialog(page, { Number: '+493012345678' });
  await dialog.getByText('+493012345678 is in the list already.').waitFor();
  await page.keyboard.press('Escape');
  await dialog.getByRole('button', { name: 'Discard it' }).click();

  await page.getByRole('button', { name: 'Assign +493012345678' }).click();
  await dialog.getByRole('button', { name: 'Assign' }).click();
  await dialog.getByText('Required: choose one.').waitFor();
  await dialog.getByRole('combobox', { name: 'Account' }).fill('schmidt');
  await page.getByRole('option', { name: account.number }).click();
  await dialog.getByRole('button', { name: 'Assign' }).click();
  await page.getByText('+493012345678 is assigned to Bäckerei <i>Schmidt</i>').waitFor();
  await page.getByRole('row').getByRole('link', { name: 'Bäckerei <i>Schmidt</i>' }).click();
  await expect
    .poll(() => withoutTimes(sectionOf(page, 'DIDs')))
    .toEqual([['+493012345678', 'Hotline', 'Berlin, Germany']]);
  await page.goBack();

  await page.getByRole('group', { name: 'Used by' }).getByText('Free', { exact: true }).click();
  await page.getByText('Nothing matches').waitFor();
  await page.getByRole('button', { name: 'Clear search and filters' }).click();
  await page.getByRole('button', { name: 'Take back +493012345678' }).click();
  await dialog.getByText('loses +493012345678 at once').waitFor();
  await confirmByEnter(page);
  await page.getByRole('row', { name: '+493012345678' }).getByText('Free').waitFor();

  await page.getByRole('button', { name: 'Edit +493012345678' }).click();
  await dialog.getByRole('button', { name: 'Delete this number' }).click();
  await dialog.getByText('+493012345678 leaves the inventory').waitFor();
  await dialog.getByRole('button', { name: 'Delete', exact: true }).click();
  await page.getByText('No numbers yet').waitFor();
});

test('a range is added whole or not at all, and found by how it begins, in German too', async () => {
  const page = await panel.open('/numbers?new=range&q=4930777', { as: owner, language: 'de' });
  const dialog = page.getByRole('dialog');
  await fillDialog(page, { 'Erste Nummer': '+493077700', 'Wie viele': '10001' });
  await dialog.getByText('Geben Sie eine Anzahl von 1 bis 10000 ein.').waitFor();
  await fillDialog(page, { 'Erste Nummer': '+4930777000', 'Wie viele': '60', Bezeichnung: 'Block' });
  await page.getByText('60 Nummern hinzugefügt: +4930777000 bis +4930777059').waitFor();
  const numbers = async () => (await rowsOf(page)).map(([number]) => number);
  await expect.poll(numbers).toHaveLength(50);
  await page
    .getByRole('button', { name: 'Nächste' })
    .or(page.getByRole('button', { name: 'Weiter' }))
    .click();
  await expect.poll(numbers).toHaveLength(10);
  await page.getByRole('button', { name: 'Bereich hinzufügen' }).click();
  await fillDialog(page, { 'Erste Nummer': '+4930777050', 'Wie viele': '20' });
  await dialog.getByText('+4930777050 steht schon in der Liste.').waitFor();
  await page.keyboard.press('Escape');
  await dialog.getByRole('button', { name: 'Verwerfen' }).click();
  await page.getByRole('searchbox').fill('0049 (30) 777-00 5');
  await expect.poll(async () => (await numbers())[0]).toBe('+4930777005');
  expect(await numbers()).toHaveLength(1);
  await page.getByRole('searchbox').fill('abc');
  await page.getByText('Nichts passt').waitFor();
  await page.getByRole('searchbox').fill('');
  await page.getByRole('button', { name: 'Nummer', exact: true }).click();
  await expect.poll(async () => (await numbers())[0]).toBe('+4930777059');
});

test('a number is handed to a reseller, who assigns it on the account and takes it back', async () => {
  const seller = await newAccount(reseller({ profile: { company: 'First Voice' } }));
  const did = await owner.post('/dids', { number: '+493088800001', label: 'Shop' });
  const free = await owner.post('/dids', { number: '+493088800002' });
  const page = await panel.open('/numbers?q=%2B4930888', { as: owner });
  await page.getByRole('button', { name: 'Edit +493088800001' }).click();
  await chooseIn(page, 'Owner', 'First Voice');
  await page.getByRole('dialog').getByRole('button', { name: 'Save changes' }).click();
  await page.getByRole('row', { name: '+493088800001' }).getByText('First Voice').waitFor();

  const client = await panel.signIn(seller.number, PASSWORD);
  const { account } = await client.post('/accounts', customer({ profile: { company: 'Shop Ltd' } }));
  const theirs = await panel.open('/numbers', { as: client });
  await expect.poll(() => rowsOf(theirs)).toEqual([['+493088800001', 'Free', 'Shop', 'Germany', 'You']]);
  expect(await theirs.getByRole('button', { name: 'Add DID' }).count()).toBe(0);
  await theirs.goto(`/accounts/${account.id}?tab=numbers`);
  const section = sectionOf(theirs, 'DIDs');
  await section.getByRole('button', { name: 'Assign DID' }).click();
  const dialog = theirs.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Number' }).click();
  await expect.poll(() => theirs.getByRole('option').allInnerTexts()).toEqual(['+493088800001 · Shop']);
  await theirs.getByRole('option').click();
  await dialog.getByRole('button', { name: 'Assign DID' }).click();
  await expect.poll(() => withoutTimes(section)).toEqual([['+493088800001', 'Shop', 'Germany']]);

  // What the operator gave itself, the reseller sees and does not take.
  await owner.put(`/dids/${free.id}/assignment`, { accountId: account.id });
  await theirs.reload();
  await expect.poll(() => rowsOf(section)).toHaveLength(2);
  expect(await section.getByRole('button', { name: /^Take back/ }).count()).toBe(1);
  await section.getByRole('button', { name: 'Take back +493088800001' }).click();
  await confirmByEnter(theirs);
  await expect.poll(() => rowsOf(section)).toHaveLength(1);
  expect((await owner.get(`/dids/${did.id}`)).use).toBe('free');

  const holder = await panel.signIn(account.number, PASSWORD);
  const own = await panel.open(`/accounts/${account.id}?tab=numbers`, { as: holder });
  await expect.poll(() => withoutTimes(sectionOf(own, 'DIDs'))).toEqual([['+493088800002', '–', 'Germany']]);
  expect(await own.getByRole('button', { name: /Take back|Assign DID/ }).count()).toBe(0);
  await own.goto('/numbers');
  await own.getByText('There is no such page').waitFor();
});

test('a sheet is looked at first, told its mistakes in German, and added whole', async () => {
  await owner.post('/dids', { number: '+41443334400' });
  const page = await panel.open('/numbers?q=4144', { as: owner, language: 'de' });
  await page.getByRole('button', { name: 'Mehr' }).click();
  await page.getByRole('menuitem', { name: 'Einlesen …' }).click();
  const dialog = page.getByRole('dialog');
  const drop = (text: string) =>
    page.setInputFiles('input[type=file]', {
      name: 'numbers.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(text),
    });
  await drop('Label\nx\n');
  await dialog.getByText('Die erste Zeile hat keine Spalte „Number“.').waitFor();
  await drop(
    'Number,Label,Country\n+41443334400,a,\n044333,b,\n+41443334401,c,XX\n+41443334402,d,\n+41443334402,e,\n',
  );
  await dialog.getByText('5 Zeilen: 1 gehen, 4 gehen nicht, 0 sind leer.').waitFor();
  expect(await rowsOf(dialog)).toEqual([
    ['Zeile 2', 'Nummer', '+41443334400 steht schon in der Liste.'],
    [
      'Zeile 3',
      'Nummer',
      'Geben Sie eine internationale Nummer mit 7 bis 15 Ziffern ein, etwa „+493012345678“.',
    ],
    ['Zeile 4', 'Land', 'Wählen Sie ein Land.'],
    ['Zeile 6', 'Nummer', '+41443334402 steht schon in Zeile 5.'],
  ]);
  expect(await dialog.getByRole('button', { name: /hinzufügen/ }).count()).toBe(0);
  await drop('Number,Label\n+41443334401,c\n\n+41443334402,<b>d</b>\n');
  await dialog.getByRole('button', { name: '2 Nummern hinzufügen' }).click();
  await page.getByText('2 Nummern hinzugefügt').waitFor();
  await expect
    .poll(async () => (await rowsOf(page)).map(([number, , label]) => [number, label]))
    .toEqual([
      ['+41443334400', '–'],
      ['+41443334401', 'c'],
      ['+41443334402', '<b>d</b>'],
    ]);
  await page.getByRole('button', { name: 'Mehr' }).click();
  const saving = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Als CSV exportieren' }).click();
  const saved = await saving;
  expect(saved.suggestedFilename()).toMatch(/^dids-[\d-]{10}\.csv$/);
  expect(readFileSync(await saved.path(), 'utf8').match(/\+\d+/g)).toEqual([
    '+41443334400',
    '+41443334401',
    '+41443334402',
  ]);
});

test('of two who assign the same number at once, the second reads that it is in use', async () => {
  const [first, second] = [
    await newAccount(customer()),
    await newAccount(customer({ profile: { company: 'Late Ltd' } })),
  ];
  const did = await owner.post('/dids', { number: '+493099900001' });
  const page = await panel.open('/numbers?q=%2B4930999', { as: owner });
  await page.getByRole('button', { name: 'Assign +493099900001' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Account' }).fill('Late');
  await page.getByRole('option', { name: second.number }).click();
  await owner.put(`/dids/${did.id}/assignment`, { accountId: first.id });
  await dialog.getByRole('button', { name: 'Assign' }).click();
  await dialog.getByText('This number is in use').waitFor();
});

test('a free number becomes an access number, is switched off, and is free again; at 360 px too', async () => {
  await owner.post('/dids', { number: '+496912345678', label: 'Frankfurt' });
  const page = await panel.open('/numbers?tab=access', { as: owner, viewport: NARROW });
  await page.getByText('No access numbers').waitFor();
  await page.getByRole('button', { name: 'Add access number' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('button[type=submit]').click();
  await expect.poll(() => dialog.getByText('Required: choose one.').count()).toBe(2);
  await chooseIn(page, 'Number', '+4969');
  await chooseIn(page, 'Language', 'German');
  await dialog.locator('button[type=submit]').click();
  await expect
    .poll(() => rowsOf(page))
    .toEqual([['+496912345678', 'Frankfurt', 'German', 'free', 'You', 'Active']]);
  await page.getByRole('button', { name: 'Edit +496912345678' }).click();
  await dialog.getByRole('checkbox', { name: 'Active' }).uncheck();
  await dialog.getByRole('button', { name: 'Save changes' }).click();
  await expect.poll(async () => (await rowsOf(page))[0]?.at(-1)).toBe('Inactive');
  await page.getByRole('button', { name: 'Remove +496912345678' }).click();
  await confirmByEnter(page);
  await page.getByText('No access numbers').waitFor();
});

test('a number has a price for calls that come in, and its customer says where they go on to', async () => {
  const account = await newAccount(customer({ profile: { company: 'Forwarders' } }));
  const did = await owner.post('/dids', { number: '+493077700001' });
  await owner.put(`/dids/${did.id}/assignment`, { accountId: account.id });
  const page = await panel.open('/numbers?q=%2B493077700001', { as: owner });
  const dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: 'Edit +493077700001' }).click();
  await dialog.getByRole('button', { name: /^Incoming calls: .?free/ }).click();
  await chooseIn(page, 'Currency', 'EUR');

  await fillDialog(page, { 'Per minute': '1.2.3' });
  await dialog.getByText('Send a decimal rate').waitFor();
  await fillDialog(page, { 'Per minute': '0.012', 'Then every': '1' });
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Edit +493077700001' }).click();
  await dialog.getByRole('button', { name: /€0\.012.? a minute, .?60\/1/ }).waitFor();

  const signedIn = await panel.signIn(account.number, PASSWORD);
  const portal = await panel.open(`/accounts/${account.id}?tab=numbers`, {
    as: signedIn,
    viewport: NARROW,
  });
  await portal.getByRole('button', { name: /^Forward .?\+493077700001/ }).click();
  await chooseIn(portal, 'When', 'When nobody answers');
  await fillDialog(portal, { To: '+493077700001', 'After seconds': '3' });
  await portal.getByText('Send 5 to 120 seconds.').waitFor();

  await fillDialog(portal, { 'After seconds': '15' });
  await portal.getByText('Send another number: this one would lead to itself.').waitFor();
  await fillDialog(portal, { To: '+442071234567' });
  await portal.getByText(/Without an answer to .?\+442071234567/).waitFor();
  await portal.getByRole('button', { name: /^Simulate \+493077700001/ }).click();
  await portal.getByRole('dialog').getByText('Phones that ring').waitFor();
  await portal.getByRole('dialog').getByText('Called account').waitFor();
  await portal.getByText('Not allowed.').waitFor();
});
