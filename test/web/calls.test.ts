/** Calls on the account's page: why each went as it did, and what it cost. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { customer } from '../http/support.ts';
import { createCalls } from './calls-support.ts';
import { createPanel, PASSWORD } from './support.ts';

const panel = await createPanel();
const owner = await panel.createOwner();
const { retail, call } = await createCalls(panel, owner);
const { account, sipDevice } = await owner.post(
  '/accounts',
  customer({ billing: { rateGroupId: retail }, settings: { cps: 100 } }),
);
await owner.post(`/accounts/${account.id}/payments`, { amount: '10', method: 'cash' });
const answered = await call(sipDevice, '+493012345678', 83);
await call(sipDevice, '+493012345678');
await call(sipDevice, '+33142685300');

test('every call is listed, refused ones with their reason, and chips choose among them', async () => {
  const page = await panel.open(`/accounts/${account.id}?tab=calls`, { as: owner });
  // 83 s by 60/6 are billed as 84 s: 0.09 × 84 / 60 = 0.126.
  const charged = ['+493012345678 Outgoing', 'Answered', '1:23', '1:24', '€0.126'];
  const unanswered = ['+493012345678 Outgoing', 'Unanswered', '–', '–', '–'];
  const refused = [
    '+33142685300 Outgoing',
    'Refused A rate group by which the call is priced has no rate for the number. no_rate_for_destination',
    '–',
    '–',
    '–',
  ];
  await expect.poll(() => callRows(page)).toEqual([refused, unanswered, charged]);
  for (const [chip, row] of [
    ['Answered', charged],
    ['Unanswered', unanswered],
    ['Refused', refused],
  ] as const) {
    await page.getByRole('group', { name: 'Outcome' }).getByText(chip, { exact: true }).click();
    await expect.poll(() => callRows(page)).toEqual([row]);
  }
  expect(page.url()).toContain('outcome=refused');
});

test('a call tells each check in a sentence and its price as arithmetic, and its address opens it again', async () => {
  const page = await panel.open(`/accounts/${account.id}?tab=calls`, { as: owner });
  await page
    .getByRole('row', { name: 'Answered', exact: false })
    .getByText('Answered', { exact: true })
    .click();
  const drawer = page.getByRole('dialog', { name: 'Call' });
  const price = drawer.getByText('Frankfurt: 60/6, 83 seconds are billed as 84 seconds');
  await price.waitFor();
  await page.keyboard.press('ArrowUp');
  await price.waitFor({ state: 'detached' });
  await page.keyboard.press('ArrowDown');
  await drawer.getByText('call 1 of 2 at once').waitFor();
  await drawer.getByText('€10.00 were available').waitFor();
  await drawer.getByText('Trunks in order: Frankfurt.').waitFor();
  await drawer.getByText('Used: Frankfurt at').waitFor();
  await drawer
    .getByText('60/6, 83 seconds are billed as 84 seconds: €0.0900 a minute × 84 seconds ÷ 60 = €0.126')
    .waitFor();
  expect(page.url()).toContain(`call=${answered}`);
  await page.reload();
  await drawer.getByText('Germany').waitFor();
  await page.keyboard.press('Escape');
  await drawer.waitFor({ state: 'detached' });
  expect(page.url()).not.toContain('call=');
});

test('the same call is told in German and in Arabic, with figures as they are written there', async () => {
  const address = `/accounts/${account.id}?tab=calls&call=${answered}`;
  const german = await panel.open(address, { as: owner, language: 'de' });
  await german.getByText('Gewählt wurde +493012345678, das ist +493012345678.').waitFor();
  await german.getByText('10,00 € waren verfügbar.').waitFor();
  await german
    .getByText(
      '60/6, 83 Sekunden werden als 84 Sekunden berechnet: 0,0900 € je Minute × 84 Sekunden ÷ 60 = 0,126 €',
    )
    .waitFor();
  const arabic = await panel.open(address, { as: owner, language: 'ar' });
  const drawer = arabic.getByRole('dialog');
  await drawer.getByText('خطوط الربط بترتيبها').waitFor();
  expect(await drawer.locator('.tb-trace, .tb-arithmetic').allInnerTexts()).not.toEqual(
    expect.arrayContaining([expect.stringMatching(/\b(was|were|call|of|billed)\b/i)]),
  );
});

test('a refused call names the check that failed and what to do; the charge stands on the statement', async () => {
  const page = await panel.open(`/accounts/${account.id}`, { as: owner });
  await page.locator('.tb-available strong').getByText('€9.874', { exact: true }).waitFor();
  await page.getByRole('link', { name: '+33142685300' }).click();
  const drawer = page.getByRole('dialog', { name: 'Call' });
  const failed = drawer.getByRole('listitem').filter({ hasText: 'Failed:' });
  await failed.getByText('No rate of Retail covers +33142685300.').waitFor();
  await failed.getByText('Add a rate for a prefix').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('tab', { name: 'Statement' }).click();
  const row = page.getByRole('row', { name: 'Call to +493012345678, 84 s billed' });
  await row.getByText('-€0.126').waitFor();
  await row.getByRole('link').click();
  await drawer.getByText('Frankfurt: 60/6, 83 seconds are billed as 84 seconds').waitFor();
  expect(await drawer.getByText('of talk count as').count()).toBe(0);
});

test('a customer reads why its call was refused, and nothing of carriers', async () => {
  const as = await panel.signIn(account.number, PASSWORD);
  const page = await panel.open(`/accounts/${account.id}?tab=calls&call=${answered}`, { as });
  const drawer = page.getByRole('dialog', { name: 'Call' });
  await drawer.getByText('A route was found.').waitFor();
  expect(await drawer.innerText()).not.toMatch(/Frankfurt|192\.0\.2\.1\b|Carrier/);
});

/** Number, outcome, talk time, billed time and charge of each row. */
async function callRows(page: Page): Promise<string[][]> {
  const rows = await page.locator('tbody tr').all();
  return Promise.all(
    rows.map(async (row) => {
      const [to = '', , , outcome = '', ...figures] = await row.locator('td').allInnerTexts();
      return [to, outcome.replace(/\s+/g, ' '), ...figures];
    }),
  );
}
