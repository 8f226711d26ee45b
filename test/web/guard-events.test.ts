/** A guard blocks an account: its page says so, the evidence is seen, and somebody lets it call again. */
import { expect, test } from 'vitest';
import { customer } from '../http/support.ts';
import { createCalls } from './calls-support.ts';
import { lookAtAll } from './look-support.ts';
import { createPanel } from './support.ts';

const panel = await createPanel();
const owner = await panel.createOwner();
const { retail, call } = await createCalls(panel, owner);
const { account, sipDevice } = await owner.post(
  '/accounts',
  customer({
    billing: { rateGroupId: retail },
    settings: { cps: 100 },
    profile: { company: 'Lampen & Söhne' },
  }),
);
await owner.post(`/accounts/${account.id}/payments`, { amount: '10', method: 'cash' });

test('the page is empty, then has the event with its calls, and releases the block', async () => {
  const page = await panel.open('/guard-events', { as: owner });
  await page.getByText('No guard has fired').waitFor();
  for (const risky of ['+252612345678', '+9607654321', '+881612345678']) await call(sipDevice, risky);
  await expect
    .poll(async () => (await owner.get(`/accounts/${account.id}/guards`)).block, { timeout: 10_000 })
    .not.toBe(null);
  await page.goto(`${panel.url}/accounts/${account.id}`);
  await page.getByText('Calls are blocked by a guard since').waitFor();
  await page.getByText('No: a guard blocks new calls').waitFor();
  await page.getByRole('link', { name: 'Look at it, or release it' }).click();
  const event = page.getByRole('region').or(page.locator('.tb-panel')).filter({ hasText: 'Lampen & Söhne' });
  await event
    .getByText(
      '3 different risky prefixes within an hour; the guard fires at 3, and looks a moment after the calls.',
    )
    .waitFor();
  await event.getByText('Blocks now').waitFor();
  await event.getByText('The 3 calls').click();
  await expect
    .poll(() => event.locator('.tb-guard-calls li').allInnerTexts())
    .toEqual([
      expect.stringContaining('+252…'),
      expect.stringContaining('+960…'),
      expect.stringContaining('+8816…'),
    ]);
  expect(await lookAtAll(page, [['guard events', '/guard-events', '.tb-panel']])).toEqual([]);
  await page.goto(`${panel.url}/guard-events`);
  await page.getByRole('button', { name: 'Let call again' }).click();
  const dialog = page.getByRole('dialog', { name: 'Let Lampen & Söhne call again' });
  await dialog.getByRole('button', { name: 'Let call again' }).click();
  await dialog.getByText('Required: type something here.').first().waitFor();
  await dialog.getByRole('textbox', { name: 'Why' }).fill('They called relatives');
  await dialog.getByRole('button', { name: 'Let call again' }).click();
  await page.getByText('They called relatives').waitFor();
  await page.getByRole('button', { name: 'Only accounts that are blocked' }).click();
  await page.getByText('No account is blocked').waitFor();
  await page.goto(`${panel.url}/accounts/${account.id}?tab=timeline`);
  await page.getByText('Block by a guard released').waitFor();
});
