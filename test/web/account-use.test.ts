/** What goes on at an account: live calls and spending in its head. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { customer } from '../http/support.ts';
import { createCalls } from './calls-support.ts';
import { createPanel, PASSWORD } from './support.ts';

const panel = await createPanel();
const owner = await panel.createOwner();
const { retail, begin } = await createCalls(panel, owner);
const { account, sipDevice } = await owner.post(
  '/accounts',
  customer({ billing: { rateGroupId: retail }, settings: { cps: 100 } }),
);
await owner.post(`/accounts/${account.id}/payments`, { amount: '100', method: 'cash' });

test('the head says how many calls run and what is spent, and the hour when its cap is near', async () => {
  const page = await panel.open(`/accounts/${account.id}`, { as: owner });
  const counts = 'Since 00:00 UTC, with what is held';
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
      `Spent on calls today €21.60 of €100.00 ${counts}`,
      'Spent on calls this hour €21.60 of €25.00',
    ]);
  await owner.patch(`/accounts/${account.id}/guards`, { spendPerHour: '21.6', spendPerDay: 'unlimited' });
  await page.reload();
  await expect
    .poll(async () => (await metersOf(page)).slice(1).map((text) => text.split(' until ')[0]))
    .toEqual([
      `Spent on calls today €21.60, no cap ${counts}`,
      'Spent on calls this hour €21.60 of €21.60 Reached: further calls are refused',
    ]);
  const portal = await panel.open('/', { as: await panel.signIn(account.number, PASSWORD) });
  await portal.getByText('€21.60, no cap').waitFor();
});

async function metersOf(page: Page): Promise<string[]> {
  return (await page.locator('.tb-meter').allInnerTexts()).map((text) => text.replace(/\s+/g, ' '));
}
