/** What goes on at an account: live calls and spending in its head, the usage of 30 days, and what a call would come to. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { customer } from '../http/support.ts';
import { createCalls } from './calls-support.ts';
import { createPanel, NARROW, PASSWORD } from './support.ts';

const panel = await createPanel();
const owner = await panel.createOwner();
const { retail, begin, call } = await createCalls(panel, owner);
const { account, sipDevice } = await owner.post(
  '/accounts',
  customer({
    billing: { rateGroupId: retail },
    settings: { cps: 100 },
    profile: { timezone: 'Africa/Lagos' },
  }),
);
await owner.post(`/accounts/${account.id}/payments`, { amount: '100', method: 'cash' });

test('the head says how many calls run and what is spent, and the hour when its cap is near', async () => {
  const page = await panel.open(`/accounts/${account.id}`, { as: owner });
  // Lagos is an hour before UTC, all the year.
  const counts = 'A day of UTC, until 01:00 GMT+1, with what is held';
  await expect
    .poll(() => metersOf(page))
    .toEqual(['Live calls 0 of 2', `Spent on calls today €0.00 of €100.00 ${counts}`]);
  // A switch that takes no limits gets four hours at once: 240 × 0.09 = 21.60 are held.
  await begin(sipDevice, '+493012345678');
  await page.reload();
  await expect
    .poll(() => metersOf(page))
    .toEqual([
      'Live calls 1 of 2',
      `Spent on calls today €0.00 spent + €21.60 held of €100.00 ${counts}`,
      'Spent on calls this hour €0.00 spent + €21.60 held of €25.00',
    ]);
  await owner.patch(`/accounts/${account.id}/guards`, { spendPerHour: '21.6', spendPerDay: 'unlimited' });
  await page.reload();
  await expect
    .poll(async () => (await metersOf(page)).slice(1).map((text) => text.split(' refused until ')[0]))
    .toEqual([
      `Spent on calls today €0.00 spent + €21.60 held, no cap ${counts}`,
      'Spent on calls this hour €0.00 spent + €21.60 held of €21.60 Reached: further calls are',
    ]);
  await page.getByText('No: it has spent what it may spend on calls').waitFor();

  await page.getByRole('tab', { name: 'Live calls' }).click();
  const row = page.getByRole('table', { name: 'Live calls' }).locator('tbody tr');
  await row.getByText('+493012345678').waitFor();
  await row.getByText('€21.60').waitFor();
  await row.getByText('Its switch takes no commands').waitFor();
  await page.getByRole('tab', { name: 'Profile & settings' }).click();
  await page.getByRole('button', { name: 'Suspend' }).click();
  // Nobody can end it: the longest call of four hours is what ends it.
  await page
    .getByRole('dialog')
    .getByText(
      /^1 live call goes on until .* at most: a call for help, or of a switch that takes no commands\.$/,
    )
    .waitFor();
  await page.keyboard.press('Escape');

  const portal = await panel.open('/', { as: await panel.signIn(account.number, PASSWORD) });
  await portal.getByText('€0.00 spent + €21.60 held, no cap').waitFor();
});

test('usage is a picture of each measure and a table, and each figure opens its calls', async () => {
  const made = await owner.post(
    '/accounts',
    customer({ billing: { rateGroupId: retail }, settings: { cps: 100 }, profile: { timezone: 'UTC' } }),
  );
  const page = await panel.open(`/accounts/${made.account.id}`, { as: owner });
  await page.getByText('No answered call in 30 days').waitFor();
  await owner.post(`/accounts/${made.account.id}/payments`, { amount: '10', method: 'cash' });
  await owner.patch(`/accounts/${made.account.id}`, { controls: { alertThreshold: '9.9' } });
  // 83 s at 0.09 EUR a minute, 60/6: 84 s = 0.126.
  await call(made.sipDevice, '+493012345678', 83);
  await call(made.sipDevice, '+493012345678');
  await page.reload();
  await page.getByText('1 answered call, 1:23 of talk, €0.126').waitFor();
  await page.getByText('Less than €9.90 is left').waitFor();
  const picture = page.getByRole('img', { name: 'Amount by day' });
  await picture.waitFor();
  expect(await picture.locator('.tb-chart-bar').count()).toBe(30);
  expect(await picture.locator('title').last().textContent()).toMatch(/: €0\.126$/);
  await page.getByText('Minutes', { exact: true }).click();
  await page.getByRole('img', { name: 'Minutes by day' }).waitFor();
  await page.getByText('Table', { exact: true }).click();
  const days = page.getByRole('table', { name: 'Last 30 days' }).locator('tbody tr');
  expect((await days.locator('td').allInnerTexts()).slice(1)).toEqual(['1', '1:23', '€0.126']);

  await page.getByRole('table', { name: 'Top destinations' }).getByRole('link').click();
  const rows = page.getByRole('table', { name: 'Calls' }).locator('tbody tr');
  await expect.poll(() => rows.count()).toBe(1);
  const narrowed = page.getByRole('button', { name: 'Show calls of every day and destination' });
  expect(await narrowed.innerText()).toMatch(/^Rate \+49 · from .+ · to /);
  await narrowed.click();
  await page.getByRole('group', { name: 'Outcome' }).getByText('Answered', { exact: true }).click();
  await expect.poll(() => rows.count()).toBe(2);
});

test('a simulated call says what it would cost, how long it may last, and why another is refused', async () => {
  const made = await owner.post('/accounts', customer({ billing: { rateGroupId: retail } }));
  await owner.post(`/accounts/${made.account.id}/payments`, { amount: '1', method: 'cash' });
  const page = await panel.open(`/accounts/${made.account.id}`, { as: owner });
  await page.getByRole('button', { name: 'Simulate call' }).click();
  const dialog = page.getByRole('dialog', { name: 'Simulate a call of Ada Lovelace' });
  const submit = dialog.getByRole('button', { name: 'Simulate' });
  await submit.click();
  await dialog.getByText('Required: type something here.').waitFor();
  await dialog.getByRole('textbox', { name: 'Dialled number' }).fill('030 12345678');
  await dialog.getByRole('textbox', { name: 'Talk time in seconds' }).fill('83');
  await submit.click();
  // 60/6 at 0.09 a minute: 84 s = 0.126. One euro: 0.09 + 101 × 0.009 = 0.999 for 666 s.
  await dialog.getByText('€0.126 for 1:23 of talk').waitFor();
  await dialog.getByText('the call may last up to 11:06').waitFor();
  await dialog.getByText('83 seconds are billed as 84 seconds').first().waitFor();
  // The carrier asks 0.01 for 84 s: 0.014.
  const margins = dialog.getByRole('table', { name: 'Prices by level' }).locator('tbody td');
  expect((await margins.allInnerTexts()).slice(1)).toEqual(['€0.126', '€0.112']);
  await dialog.getByText('asks €0.014').waitFor();
  await dialog.getByRole('textbox', { name: 'Dialled number' }).fill('+33142685300');
  await submit.click();
  await dialog
    .getByText('Not allowed. A rate group by which the call is priced has no rate for the number.')
    .waitFor();
  await dialog.getByText('No rate of Retail covers +33142685300.').waitFor();
  expect((await owner.get(`/accounts/${made.account.id}/calls`)).items).toEqual([]);

  const portal = await panel.open('/', {
    as: await panel.signIn(made.account.number, PASSWORD),
    viewport: NARROW,
  });
  await portal.getByRole('button', { name: 'Simulate call' }).click();
  const own = portal.getByRole('dialog');
  await own.getByRole('textbox', { name: 'Dialled number' }).fill('+493012345678');
  await own.getByRole('button', { name: 'Simulate' }).click();
  await own.getByText('€0.999 for 11:06 of talk').waitFor();
  const verdict = own.getByText('Allowed: the call may last');
  const bottom = async () => {
    const { y = Infinity, height = 0 } = (await verdict.boundingBox()) ?? {};
    return y + height;
  };
  await expect.poll(bottom).toBeLessThan(NARROW.height);
  expect(await own.innerText()).not.toMatch(/Frankfurt|Carrier|Kept/);
});

test('the calls of an account are priced again by another rate group, by destination', async () => {
  const made = await owner.post(
    '/accounts',
    customer({ billing: { rateGroupId: retail }, settings: { cps: 100 } }),
  );
  await owner.post(`/accounts/${made.account.id}/payments`, { amount: '5', method: 'cash' });
  const other = await owner.post('/rate-groups', { name: 'Summer', currency: 'EUR', markUpPercent: '10' });
  const rate = {
    prefix: '4930',
    destination: 'Berlin',
    costPerMinute: '0.12',
    validFrom: '2026-01-01T00:00:00Z',
  };
  await owner.post(`/rate-groups/${other.id}/rates`, rate);
  await owner.post('/rate-groups', { name: 'Dollars', currency: 'USD' });
  const page = await panel.open(`/accounts/${made.account.id}?tab=calls`, { as: owner });
  await page.getByRole('button', { name: 'By another rate group…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Calls of Ada Lovelace by another rate group' });
  const ask = dialog.getByRole('button', { name: 'Price them again' });
  const choose = async (name: string) => {
    await dialog.getByRole('combobox', { name: 'Rate group' }).fill(name);
    await page.getByRole('option', { name: `${name} · EUR` }).click();
  };
  await ask.click();
  await dialog.getByText('Choose a rate group.').waitFor();
  await choose('Summer');
  await ask.click();
  await dialog.getByText('No answered calls yet').waitFor();
  await call(made.sipDevice, '+493012345678', 83);
  await call(made.sipDevice, '+498912345678', 60);
  await ask.click();
  // Then 84 s × 0.09, now 83 s × 0.12 × 1.1 by the second; Munich has no rate.
  const table = dialog.getByRole('table', { name: 'By destination' }).locator('tbody tr');
  await expect
    .poll(async () => (await table.first().locator('th, td').allInnerTexts()).map((text) => text.trim()))
    .toEqual(['+4930', 'Berlin', '1', '1:23', '€0.126', '€0.1826', '+€0.0566']);
  await dialog.getByText('1 call, which cost €0.09, would be refused').waitFor();
  await dialog.getByText('+€0.0566 (+44.9%)').waitFor();

  // The same of everybody whom the list prices, beside what differs prefix by prefix.
  await page.goto(`/rates/${retail}`);
  await page.getByRole('button', { name: 'Compare…' }).click();
  const compared = page.getByRole('dialog', { name: 'Compare Retail' });
  await compared.getByRole('button', { name: 'Compare', exact: true }).click();
  await compared.getByText('Choose a rate group.').waitFor();
  const compare = async (name: string) => {
    await compared.getByRole('combobox', { name: 'With' }).fill(name);
    await page.getByRole('option', { name }).click();
    await compared.getByRole('button', { name: 'Compare', exact: true }).click();
  };
  await compare('Dollars');
  await compared.getByText('Choose a rate group in the same currency').waitFor();
  await compare('Summer');
  const differences = compared.getByRole('table', { name: 'Prefixes that differ' }).locator('tbody tr');
  await expect
    .poll(async () =>
      (await differences.locator('th, td').allInnerTexts()).map((text) => text.split('\n')[0]),
    )
    .toEqual(['+4930', 'Berlin', '–', '€0.1320']);
  await compared.getByText('Missing there · 1').click();
  await expect.poll(async () => (await differences.first().innerText()).includes('+49')).toBe(true);
  await compared.getByText('would be refused').waitFor();
  const saved = page.waitForEvent('download');
  await compared.getByRole('button', { name: 'All differences as CSV' }).click();
  expect((await saved).suggestedFilename()).toMatch(/^rate-differences-.*\.csv$/);
});

async function metersOf(page: Page): Promise<string[]> {
  return (await page.locator('.tb-meter').allInnerTexts()).map((text) => text.replace(/\s+/g, ' '));
}
