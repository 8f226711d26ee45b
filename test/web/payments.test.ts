/** Payments that wait, coupons and other currencies in the panel: the ways that people go, and how the pages look. */
import { expect, test } from 'vitest';
import { admin, customer, type Json } from '../http/support.ts';
import { rowsOf, sectionOf } from './list-support.ts';
import { lookAtAll } from './look-support.ts';
import { createPanel, PASSWORD } from './support.ts';

const panel = await createPanel();
const owner = await panel.createOwner();
const { account: clerk }: Json = await owner.post('/accounts', admin());
const checker = await panel.signIn(clerk.number, PASSWORD);
const ofPerson = { panelAccess: { password: PASSWORD }, profile: { company: 'W'.repeat(60) } };
const { account }: Json = await owner.post('/accounts', customer(ofPerson));
await owner.post('/exchange-rates', { fromCurrency: 'USD', toCurrency: 'EUR', rate: '0.5' });
await owner.post('/exchange-rates', {
  fromCurrency: 'USD',
  toCurrency: 'EUR',
  rate: '0.9215',
  isConfirmed: true,
});
await owner.patch('/settings', { settings: { 'payments.approval_above': '500' } });

test('a large payment waits, another person approves it, and both are told', async () => {
  const page = await panel.open(`/accounts/${account.id}?topUp=1`, { as: owner });
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Amount received' }).fill('600');
  await dialog.getByText('It is above the limit: it waits until another person approves it.').waitFor();
  await dialog.getByRole('textbox', { name: 'Note' }).fill('Order 7');
  await dialog.getByRole('button', { name: /^Top up/ }).click();
  await page.getByText(/waits until another person approves it$/).waitFor();
  const own = await panel.open('/pending-payments', { as: owner });
  await own.getByRole('button', { name: /^Withdraw/ }).waitFor();
  expect(await own.getByRole('button', { name: /^Approve/ }).count()).toBe(0);

  const other = await panel.open('/dashboard', { as: checker });
  await other.getByRole('link', { name: '1 payment waits for another person' }).click();
  await other.getByRole('button', { name: /^Approve/ }).click();
  const asked = other.getByRole('dialog');
  await asked.getByText('It is posted for').waitFor();
  await asked.getByRole('button', { name: 'Approve' }).click();
  await other.getByText('No payment waits').waitFor();
  const { wallet }: Json = await owner.get(`/accounts/${account.id}`);
  expect(wallet.balance).toBe('600.000000');
});

test('dollars are shown in euros before they are paid, and on the statement', async () => {
  const page = await panel.open(`/accounts/${account.id}?topUp=1`, { as: owner });
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Amount received' }).fill('100');
  await dialog.getByRole('combobox', { name: 'Currency of the payment' }).fill('USD');
  await page.getByRole('option', { name: /USD/ }).click();
  await dialog.getByText('1 USD = 0.9215 EUR').waitFor();
  await dialog.getByRole('button', { name: /^Top up/ }).click();
  await dialog.waitFor({ state: 'detached' });
  const statement = await panel.open(`/accounts/${account.id}?tab=statement`, { as: owner });
  await statement.getByText('1 USD = 0.9215 EUR').waitFor();
});

test('coupons are made, and a customer redeems one in its portal', async () => {
  const page = await panel.open('/coupons', { as: owner });
  await page.getByText('No coupons').waitFor();
  await page.getByRole('button', { name: 'Make coupons' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Kiosk');
  await dialog.getByRole('textbox', { name: 'How many' }).fill('3');
  await dialog.getByRole('textbox', { name: 'Amount of each' }).fill('10');
  await dialog.getByRole('combobox', { name: 'Currency' }).fill('EUR');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('heading', { name: 'Kiosk' }).waitFor();
  const [batch] = (await owner.get('/coupon-batches')).items;
  const [downloading] = await Promise.all([
    page.waitForEvent('download'),
    page
      .getByRole('button', { name: 'Download codes' })
      .click()
      .then(() => page.getByRole('menuitem', { name: 'CSV' }).click()),
  ]);
  const stream = await downloading.createReadStream();
  let text = '';
  for await (const piece of stream) text += String(piece);
  const code = text.split('\r\n')[1]!.split(',')[1]!;

  const holder = await panel.signIn(account.number, PASSWORD);
  const portal = await panel.open(`/accounts/${account.id}`, { as: holder });
  await portal.getByRole('button', { name: 'Redeem a coupon' }).click();
  const box = portal.getByRole('dialog');
  await box.getByRole('textbox', { name: 'Code' }).fill('ABCD-EFGH-JKMN-PQRS');
  await portal.keyboard.press('Enter');
  await box.getByText('This code is not valid.').waitFor();
  await box.getByRole('textbox', { name: 'Code' }).fill(code.toLowerCase());
  await portal.keyboard.press('Enter');
  await portal.getByText('€10.00 credited.').waitFor();

  const after = await panel.open(`/coupons/${batch.id}`, { as: owner });
  const list = sectionOf(after, 'Coupons of this batch');
  await expect.poll(async () => (await rowsOf(list))[0]?.[2]).toBe('Redeemed');
});

test('rates of a sheet are looked at before they are set', async () => {
  const page = await panel.open('/rates?tab=exchange', { as: owner });
  await page.getByRole('button', { name: 'Import rates' }).click();
  const dialog = page.getByRole('dialog');
  const sheet = (text: string) => ({ name: 'rates.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  await dialog.locator('input[type=file]').setInputFiles(sheet('From,To,Rate\nGBP,EUR,x\n'));
  await dialog.locator('tbody td').first().waitFor();
  expect(await dialog.getByRole('button', { name: 'Set these rates' }).isDisabled()).toBe(true);
  await dialog.locator('input[type=file]').setInputFiles(sheet('From,To,Rate\nGBP,EUR,1.17\n'));
  await dialog.getByRole('button', { name: 'Set these rates' }).click();
  await page.getByText('1 exchange rate set').waitFor();
  await sectionOf(page, 'Rates that count now').getByText('GBP → EUR').waitFor();
});

test('the pages work at both widths, in both colours and in other languages', async () => {
  const large = { amount: '900', method: 'cash', note: 'N'.repeat(150) };
  await owner.post(`/accounts/${account.id}/payments`, large);
  const [batch] = (await owner.get('/coupon-batches')).items;
  const page = await panel.open('/pending-payments', { as: owner });
  const history = async () => {
    await page.getByRole('button', { name: /History of USD/ }).click();
    await page.getByRole('dialog').locator('tbody td').first().waitFor();
  };
  expect(
    await lookAtAll(page, [
      ['payments that wait', '/pending-payments', 'tbody td'],
      ['all payments that waited', '/pending-payments?status=all', 'tbody td'],
      ['coupons', '/coupons', 'tbody td'],
      ['a batch', `/coupons/${batch.id}`, 'tbody td'],
      ['exchange rates', '/rates?tab=exchange', 'tbody td'],
      ['history of a pair', '/rates?tab=exchange', 'tbody td', history],
      ['a top-up', `/accounts/${account.id}?topUp=1`, '[role=dialog] input'],
    ]),
  ).toEqual([]);
}, 300_000);
