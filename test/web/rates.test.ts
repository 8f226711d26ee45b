/** Price lists: made, searched, changed, ended, and filled by a carrier's sheet. */
import { expect, test } from 'vitest';
import { customer, reseller, type Json } from '../http/support.ts';
import { writtenXlsx } from '../http/xlsx-files.ts';
import { chooseIn, fillDialog, rowsOf, sectionOf } from './list-support.ts';
import { createPanel, PASSWORD } from './support.ts';

const panel = await createPanel();
const owner = await panel.createOwner();

async function newGroup(name: string, over: object = {}): Promise<Json> {
  return owner.post('/rate-groups', { name, currency: 'EUR', ...over });
}

test('a rate group is made, refused under a name that is there, changed, and found by name and direction', async () => {
  await newGroup('Carrier asks', { direction: 'termination' });
  const page = await panel.open('/rates', { as: owner });
  await page.getByRole('button', { name: 'Create rate group' }).click();
  const dialog = page.getByRole('dialog');
  await fillDialog(page, { Name: '', 'Mark-up': '12,5', 'First interval': 'x' });
  await dialog.getByText('Required: type something here.').waitFor();
  await dialog.getByText('Type a whole number.').waitFor();
  await fillDialog(page, { Name: 'Carrier asks', 'First interval': '30' });
  await dialog.getByText('You have a rate group of this name. Choose another name.').waitFor();
  expect(await dialog.getByLabel('Mark-up').inputValue()).toBe('12,5');
  await fillDialog(page, { Name: '<i>Retail</i>' });
  await page.getByRole('heading', { name: '<i>Retail</i>' }).waitFor();

  await page.getByRole('button', { name: 'Edit rate group' }).click();
  await chooseIn(page, 'Status', 'Inactive');
  await dialog.getByRole('button', { name: 'Save changes' }).click();
  await page.getByText('new calls of accounts that are priced by it are refused').waitFor();

  await page.getByRole('link', { name: 'Rates' }).first().click();
  await page.getByRole('group', { name: 'Direction' }).getByText('Customers pay').click();
  await expect
    .poll(() => rowsOf(page))
    .toEqual([['<i>Retail</i>', 'Customers pay', 'EUR', '12.5%', '30/60', '0', '0', 'Inactive']]);
  await page.getByRole('searchbox').fill('Carrier');
  await page.getByText('Nothing matches').waitFor();
  await page.getByRole('button', { name: 'Clear search and filters' }).click();
  await expect.poll(async () => (await rowsOf(page)).map(([name]) => name)).toHaveLength(2);
});

test('a rate group is duplicated under another name, after one reads what comes along', async () => {
  const group = await newGroup('Original', { markUpPercent: '10' });
  for (const prefix of ['49', '33'])
    await owner.post(`/rate-groups/${group.id}/rates`, { prefix, costPerMinute: '0.1' });
  const page = await panel.open(`/rates/${group.id}`, { as: owner });
  await page.getByRole('button', { name: 'Duplicate…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Duplicate Original' });
  await dialog.getByText('2 rates, the mark-up of 10%, the increments 1/1 and the routing').waitFor();
  expect(await dialog.getByLabel('Name').inputValue()).toBe('Original (copy)');
  await fillDialog(page, { Name: 'Original' });
  await dialog.getByText('You have a rate group of this name. Choose another name.').waitFor();
  await fillDialog(page, { Name: 'Summer' });
  await page.getByRole('heading', { name: 'Summer' }).waitFor();
  await expect.poll(async () => (await rowsOf(page)).map(([prefix]) => prefix)).toEqual(['33', '49']);
});

test('staff lets the list of a reseller follow what the reseller pays, and no list of the operator', async () => {
  const { account } = await owner.post('/accounts', reseller());
  const seller = await panel.signIn(account.number, PASSWORD);
  const { id } = await seller.post('/rate-groups', { name: 'Resold', currency: 'EUR' });
  const own = await newGroup('Not resold');
  const page = await panel.open(`/rates/${own.id}`, { as: owner });
  const dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: 'Edit rate group' }).click();
  await dialog.getByLabel('Name').waitFor();
  expect(await dialog.getByLabel('Price', { exact: true }).count()).toBe(0);
  await page.goto(`/rates/${id}`);
  await page.getByRole('button', { name: 'Edit rate group' }).click();
  await chooseIn(page, 'Price', 'What the reseller pays and a mark-up');
  await dialog.getByRole('button', { name: 'Save changes' }).click();
  await expect.poll(async () => (await owner.get(`/rate-groups/${id}`)).basis).toBe('purchase');
});

test('a list that passes the purchase price on shows what customers pay, and offers no rates where none are needed', async () => {
  const base = await newGroup('Passed to a shop');
  const terms = { costPerMinute: '0.02', initialIncrementSeconds: 60, incrementSeconds: 6 };
  await owner.post(`/rate-groups/${base.id}/rates`, { prefix: '49', destination: 'Germany', ...terms });
  const { account } = await owner.post('/accounts', reseller({ billing: { rateGroupId: base.id } }));
  const seller = await panel.signIn(account.number, PASSWORD);
  const passed = { name: 'Passed on', currency: 'EUR', basis: 'purchase', markUpPercent: '25' };
  await seller.post('/rate-groups', passed);
  const page = await panel.open('/rates', { as: seller });
  await expect
    .poll(() => rowsOf(page))
    .toEqual([['Passed on', 'EUR', '25%', 'Purchase price', '1', '0', 'Active']]);
  await page.getByRole('link', { name: 'Passed on' }).click();
  const prices = page.getByRole('region', { name: 'What customers pay' });
  await expect
    .poll(() => rowsOf(page))
    .toEqual([['49', 'Germany', '€0.0250', '–', '60/6', 'Purchase price']]);
  await prices.getByText('What you pay, with 25% on it').waitFor();
  expect(await page.getByText('cannot be called').count()).toBe(0);
  expect(await page.getByRole('link', { name: 'Import a sheet' }).count()).toBe(0);
  await prices.getByRole('searchbox').fill('33');
  await prices.getByText('Nothing matches').waitFor();

  await page.getByRole('tab', { name: 'Rates of this list (0)' }).click();
  const own = page.getByRole('region', { name: 'Rates of this list' });
  await own.getByText('None are needed').waitFor();
  await own.getByRole('button', { name: 'Add rate' }).click();
  await fillDialog(page, { Prefix: '33', 'Per minute': '0.3' });
  await page.getByRole('tab', { name: 'Rates of this list (1)' }).waitFor();
  await page.getByRole('tab', { name: 'What customers pay' }).click();
  await expect
    .poll(async () => (await rowsOf(page)).map((row) => [row[0], row[2], row[5]]))
    .toEqual([
      ['33', '€0.3000', 'Rate of this list'],
      ['49', '€0.0250', 'Purchase price'],
    ]);

  // Whoever buys by nothing has no prices, and is told whom to ask.
  const { id } = await seller.post('/rate-groups', { ...passed, name: 'Without prices' });
  await owner.patch(`/rate-groups/${base.id}`, { status: 'inactive' });
  await page.goto(`/rates/${id}`);
  await page.getByText('Ask whoever sells to you.').waitFor();
});

test('shares of trunks, a trunk for one prefix, and a rate for one account', async () => {
  const { id: asked } = await newGroup('Asked', { direction: 'termination' });
  const provider = await owner.post('/providers', { name: 'Carrier' });
  const trunk = (name: string) =>
    owner.post('/trunks', { name, providerId: provider.id, terminationRateGroupId: asked });
  const [north, south] = [await trunk('North'), await trunk('South')];
  const group = await newGroup('Shared', { trunkIds: [north.id, south.id] });
  const billing = { rateGroupId: group.id };
  const { account } = await owner.post('/accounts', customer({ billing }));
  const { account: stranger } = await owner.post('/accounts', customer());
  const page = await panel.open(`/rates/${group.id}`, { as: owner });
  const dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: 'Edit rate group' }).click();
  expect(await dialog.getByLabel('Share of').count()).toBe(0);
  await chooseIn(page, 'Routing', 'In turn, by chance');
  await fillDialog(page, { 'Share of North · Carrier': '70', 'Share of South · Carrier': '20' });
  await dialog.getByText('Shares come to 100 % together; these come to 90 %.').waitFor();
  await fillDialog(page, { 'Share of South · Carrier': '30' });
  await page.getByText('South 30 %').waitFor();
  expect((await owner.get(`/rate-groups/${group.id}`)).trunkShares).toEqual({
    [north.id]: 70,
    [south.id]: 30,
  });

  await page.getByRole('button', { name: 'Add rate' }).first().click();
  await fillDialog(page, { Prefix: '4930', 'Per minute': '0.05' });
  await page.getByRole('row', { name: '4930' }).waitFor();
  await page.getByRole('button', { name: 'Add rate' }).click();
  await dialog.getByLabel('Prefix').fill('4930');
  await dialog.getByLabel('Per minute').fill('0.02');
  const holder = dialog.getByRole('combobox', { name: 'Only for' });
  await holder.fill(stranger.number);
  await page.getByRole('option', { name: stranger.number }).click();
  await chooseIn(page, 'Only over', 'South');
  await dialog.getByRole('button', { name: 'Add rate' }).click();
  await dialog.getByText('Choose an account that is priced by this rate group').waitFor();
  await holder.fill(account.number);
  await page.getByRole('option', { name: account.number }).click();
  await dialog.getByRole('button', { name: 'Add rate' }).click();
  const personal = page.getByRole('row', { name: 'Only for' });
  await personal.getByText(`Only for Ada Lovelace · ${account.number}`).waitFor();
  await personal.getByText('Only over South').waitFor();
  await personal.getByRole('button', { name: 'End 4930' }).click();
  await dialog.getByRole('button', { name: 'End', exact: true }).click();
  await personal.getByText('Ended').waitFor();
  const items = (await owner.get(`/rate-groups/${group.id}/rates`)).items;
  expect(items).toMatchObject([
    { isPersonal: false, validTo: null },
    { accountId: account.id, forcedTrunkId: south.id, validTo: expect.any(String) },
  ]);
});

test('rates are added with a price in words, found by prefix, destination and time, ended and deleted', async () => {
  const group = await newGroup('Wholesale', { markUpPercent: '10' });
  const add = (prefix: string, destination: string, validFrom: string) =>
    owner.post(`/rate-groups/${group.id}/rates`, { prefix, destination, costPerMinute: '0.1', validFrom });
  await add('49', 'Germany', '2026-01-01T00:00:00Z');
  await add('4915', 'Germany mobile', '2026-01-01T00:00:00Z');
  await add('33', 'France', '2199-01-01T00:00:00Z');
  const page = await panel.open(`/rates/${group.id}`, { as: owner });
  const dialog = page.getByRole('dialog');
  const prefixes = () => rowsOf(page).then((rows) => rows.map(([prefix]) => prefix));
  await expect.poll(prefixes).toEqual(['33', '49', '4915']);

  await page.getByRole('button', { name: 'Add rate' }).click();
  await dialog.getByLabel('Per minute').fill('0,30');
  await dialog.getByLabel('First interval').fill('60');
  await dialog.getByLabel('Each further interval').fill('6');
  await dialog.getByLabel('Connection').fill('0.05');
  // (0.05 + 0.30 × 90 / 60) × 1.1
  await dialog.getByText('A call of 90 s costs €0.55.').waitFor();
  await fillDialog(page, { Prefix: '49x', 'Valid from': '2199-05-05T00:00' });
  await dialog.getByText('Send the first digits of international numbers, such as "+8816".').waitFor();
  await fillDialog(page, { Prefix: '44', Destination: 'UK', 'Valid to': '2199-05-01T00:00' });
  await dialog.getByText('The end must be after the start').waitFor();
  await fillDialog(page, { 'Valid from': '', 'Valid to': '' });
  await expect.poll(prefixes).toEqual(['33', '44', '49', '4915']);

  await page.getByRole('searchbox').fill('491');
  await expect.poll(prefixes).toEqual(['4915']);
  await page.getByRole('searchbox').fill('fran');
  await expect.poll(prefixes).toEqual(['33']);
  await page.getByRole('searchbox').fill('');
  await page.getByLabel('Valid at').fill('2026-06-01T12:00');
  await expect.poll(prefixes).toEqual(['49', '4915']);
  await page.reload();
  await expect.poll(prefixes).toEqual(['49', '4915']);
  await page.getByLabel('Valid at').fill('');

  await page.getByRole('button', { name: 'Edit 44', exact: true }).click();
  await fillDialog(page, { 'Per minute': '0.25' });
  await expect.poll(async () => (await rowsOf(page))[1]?.[2]).toBe('€0.2500');
  await page.getByRole('button', { name: 'End 4915' }).click();
  await dialog.getByText('calls to 4915 are priced by the next shorter prefix').waitFor();
  await dialog.getByRole('button', { name: 'End', exact: true }).click();
  await page.getByRole('row', { name: '4915' }).getByText('Ended').waitFor();
  await page.getByRole('button', { name: 'Delete 33' }).click();
  await dialog.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect.poll(prefixes).toEqual(['44', '49', '4915']);
});

test('a rate of a carrier changes the number that is dialled; one that customers pay has no such fields', async () => {
  const group = await owner.post('/rate-groups', {
    name: 'Of a carrier',
    currency: 'EUR',
    direction: 'termination',
  });
  const page = await panel.open(`/rates/${group.id}`, { as: owner });
  const dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: 'Add rate' }).first().click();
  await fillDialog(page, {
    Prefix: '49',
    'Per minute': '0.01',
    'Digits to take off': '16',
    'Put in front': '7#',
  });
  await dialog.getByText('Send up to 15 digits, with "+" in front or not.').waitFor();
  await fillDialog(page, { 'Digits to take off': '2', 'Put in front': '+77' });
  const row = page.getByRole('row', { name: '49' });
  await row.getByText('Takes 2 digits off the number').waitFor();
  await row.getByText('Puts in front: +77').waitFor();
  await page.getByRole('button', { name: 'End 49' }).click();
  await dialog.getByRole('button', { name: 'End', exact: true }).click();
  await row.getByText('Ended').waitFor();
  // What is ended is written anew, and says it still.
  expect((await owner.get(`/rate-groups/${group.id}/rates`)).items).toMatchObject([
    { stripDigits: 2, addPrefix: '+77' },
  ]);
  const sold = await newGroup('Paid');
  await page.goto(`/rates/${sold.id}`);
  await page.getByRole('button', { name: 'Add rate' }).first().click();
  await dialog.getByLabel('Per minute').waitFor();
  expect(await dialog.getByLabel('Digits to take off').count()).toBe(0);
});

test('a sheet is shown before it changes anything; bad rows say why, and columns mean next time what was said', async () => {
  const group = await newGroup('From a sheet');
  const page = await panel.open(`/rates/${group.id}`, { as: owner });
  await page.getByRole('link', { name: 'Import a sheet' }).click();
  const drop = (buffer: Buffer) =>
    page
      .getByLabel('CSV or XLSX file')
      .setInputFiles({ name: 'rates.any', mimeType: 'application/octet-stream', buffer });
  await drop(Buffer.from('PK\u0003\u0004nonsense'));
  await page.getByText('The file has no sheet. Save it as XLSX or CSV again.').waitFor();
  // A sheet that is understood is checked at once.
  await drop(Buffer.from('Code;Cost/Min\n49;0,0125\n'));
  await page.getByText('Rows below the header: 1. Cells are parted by semicolons.').waitFor();
  await page.getByRole('button', { name: 'Import 1 rate' }).waitFor();

  const rows = [
    ['Dial', 'Name', 'Amount', 'Billing', 'Effective'],
    ['49', '<img src=x onerror=alert(1)>', '0.0125', '60/6', '01/12/2199'],
    ['abc', 'Nowhere', '1', '', ''],
    [],
    ['33, 3361-3362', 'France', '0.02', '', ''],
    ['33', 'Twice', '1', '', ''],
    ['0044', 'United Kingdom', '0.03', '', ''],
    ['044', 'Nowhere', '0.03', '', ''],
  ];
  await drop(await writtenXlsx(rows));
  await page.getByText('Say which column is “Code”.').waitFor();
  const means = (column: string) => page.getByRole('combobox', { name: `Meaning of ${column}` });
  const say = async (column: string, meaning: string) => {
    await means(column).fill(meaning);
    await page.getByRole('option', { name: meaning, exact: true }).click();
  };
  await say('Dial', 'Code');
  await say('Amount', 'Cost per minute');
  const check = page.getByRole('button', { name: 'Check the sheet' });
  await check.click();
  const preview = sectionOf(page, 'What is in the sheet');
  await expect
    .poll(() => rowsOf(preview.locator('table').last()))
    .toEqual([
      ['Row 2', 'Valid from', expect.stringContaining('"01/12/2199" is no clear date')],
      ['Row 3', 'Code', expect.stringContaining('"abc" must be 1 to 15 digits')],
      ['Row 6', 'Code', '33 stands in row 5 already.'],
      ['Row 8', 'Code', expect.stringContaining('"044" begins no international number')],
    ]);
  await page.getByLabel('Dates such as').selectOption('Day first: 1 December');
  expect(await preview.count()).toBe(0);
  await check.click();
  expect(await preview.locator('.tb-sum').innerText().then(flat)).toBe(
    'Rows 7 = Good 3 + Rejected 3 + Blank 1',
  );
  await preview.getByText('In 1 row the code begins with “+” or “00”, which is left out.').waitFor();
  const changes = preview.getByRole('table', { name: 'What changes, rate by rate' });
  await changes.getByText('+3361').waitFor();
  await preview.getByRole('heading', { name: 'What this means for the calls of the last 30 days' }).waitFor();
  await preview.getByText('No answered calls yet').waitFor();
  expect(await preview.getByRole('radio').or(preview.getByRole('checkbox')).count()).toBe(1);
  expect((await owner.get(`/rate-groups/${group.id}`)).rates).toBe(0);

  await page.getByRole('button', { name: 'Import 5 rates' }).click();
  await page.getByText('5 rates are imported.').waitFor();
  await page.getByRole('link', { name: 'Back to the rates' }).click();
  const rates = page.getByRole('region', { name: 'Rates', exact: true });
  await expect
    .poll(async () => (await rowsOf(rates)).map(([prefix, destination]) => [prefix, destination]))
    .toEqual([
      ['33', 'France'],
      ['3361', 'France'],
      ['3362', 'France'],
      ['44', 'United Kingdom'],
      ['49', '<img src=x onerror=alert(1)>'],
    ]);
  expect(await page.locator('img').count()).toBe(0);
  const [german] = (await owner.get(`/rate-groups/${group.id}/rates?q=49`)).items;
  expect(german).toMatchObject({ initialIncrementSeconds: 60, incrementSeconds: 6 });
  // Its version says what it brought, and is undone.
  const versions = page.getByRole('region', { name: 'Versions' });
  await versions.getByText('7 = 3 imported + 3 rejected + 1 blank').waitFor();
  await versions.getByText('New 5').waitFor();
  await versions.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Undo' }).click();
  await versions.getByText('Undone', { exact: true }).waitFor();
  expect(await versions.getByRole('button').count()).toBe(0);
  expect(german.validFrom).toMatch(/^2199-1[12]/);

  await page.getByRole('link', { name: 'Import a sheet' }).click();
  await drop(Buffer.from('Amount,Dial\n0.5,43\n'));
  await page.getByText('As at the last import into this rate group').waitFor();
  await page.getByRole('button', { name: 'Import 1 rate' }).waitFor();
  expect(await means('Dial').inputValue()).toBe('Code');
});

test('an exchange rate is added, and refused between a currency and itself', async () => {
  const page = await panel.open('/rates?tab=exchange', { as: owner });
  await page.getByText('No exchange rates').waitFor();
  await page.getByRole('button', { name: 'Add exchange rate' }).click();
  await chooseIn(page, 'From', 'USD');
  await chooseIn(page, 'To', 'USD');
  await fillDialog(page, { Rate: '0,92' });
  await page.getByText('Choose two different currencies.').waitFor();
  await chooseIn(page, 'To', 'EUR');
  await page.getByRole('dialog').getByRole('button', { name: 'Add exchange rate' }).click();
  await page.getByRole('row', { name: 'USD → EUR' }).getByText('1 USD = 0.92 EUR').waitFor();
});

test('a reseller has price lists of its own and no carriers; a customer has neither', async () => {
  const { account } = await owner.post('/accounts', reseller({ panelAccess: { password: PASSWORD } }));
  const seller = await panel.signIn(account.number, PASSWORD);
  const page = await panel.open('/', { as: seller });
  await page.getByRole('link', { name: 'Rates' }).click();
  await page.getByText('No rate group yet').waitFor();
  expect(await page.getByRole('link', { name: 'Carriers' }).count()).toBe(0);
  await page.getByRole('button', { name: 'Create rate group' }).click();
  for (const label of ['Direction', 'Routing', 'Trunks'])
    expect(await page.getByRole('dialog').getByLabel(label).count(), label).toBe(0);
  await chooseIn(page, 'Price', 'What I pay and a mark-up');
  await fillDialog(page, { Name: 'Mine' });
  await page.getByRole('heading', { name: 'Mine' }).waitFor();
  await page.getByText('What I pay and a mark-up').waitFor();
  await page.goto('/carriers');
  await page.getByText('There is no such page.').waitFor();

  const { account: holder } = await owner.post('/accounts', customer());
  const own = await panel.open('/rates', { as: await panel.signIn(holder.number, PASSWORD) });
  await own.getByText('There is no such page.').waitFor();
});

function flat(text: string): string {
  return text.replace(/\s+/g, ' ');
}
