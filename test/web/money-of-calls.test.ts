/** From a figure of the dashboard to the calls that it is made of, by whoever sells them. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { customer, reseller, type Json } from '../http/support.ts';
import { createCalls } from './calls-support.ts';
import { rowsOf, sectionOf } from './list-support.ts';
import { lookAtAll } from './look-support.ts';
import { createPanel, PASSWORD } from './support.ts';

const panel = await createPanel();
const owner = await panel.createOwner();
const { retail, call } = await createCalls(panel, owner);
const billing = { rateGroupId: retail, accountType: 'postpaid', creditLimit: '500' };
const settings = { concurrentCalls: 'unlimited', cps: 'unlimited', localCallRate: '0.01' };
const { account: agent }: Json = await owner.post(
  '/accounts',
  reseller({
    panelAccess: { password: PASSWORD },
    profile: { company: 'Agency' },
    resellerTerms: { type: 'commission', commissionPercent: '95' },
  }),
);
const made = (parentId: string | undefined, company: string): Promise<Json> =>
  owner.post(
    '/accounts',
    customer({
      profile: { company },
      billing,
      settings,
      panelAccess: { createSipDevice: true, ...(parentId === undefined ? {} : { parentId }) },
    }),
  );
const direct = await made(undefined, 'Harbour');
const neighbour = await made(undefined, 'Neighbour');
const sold = await made(agent.id, 'Sold by an agent');
for (const talkSeconds of [60, 66, 0]) {
  await call(direct.sipDevice, '+493012345678', talkSeconds);
  await call(sold.sipDevice, '+493012345678', talkSeconds);
}
await call(direct.sipDevice, neighbour.sipDevice.username, 60);

/** What a line of the dashboard says of this period. */
const figureOf = (page: Page, name: string) =>
  sectionOf(page, 'This period and the one before')
    .locator('tr', { has: page.getByText(name, { exact: true }) })
    .locator('td')
    .nth(1)
    .getByRole('link');
const namesIn = async (page: Page): Promise<string[]> =>
  (await rowsOf(sectionOf(page, 'This period and the one before'))).map(([name = '']) => name);
const headsOf = (page: Page) => page.locator('thead th').allInnerTexts();
const amount = (text: string) => Number(text.replaceAll(/[^\d.-]/g, '').replace(/^(.*)-/, '-$1'));
const sumOf = async (page: Page, head: string) => {
  const place = (await headsOf(page)).indexOf(head);
  const cells = (await rowsOf(page)).map((row) => row[place] ?? '');
  return cells.filter((cell) => cell !== '–').reduce((sum, cell) => sum + amount(cell.replace('−', '-')), 0);
};

test('revenue, cost, commission and margin open calls whose columns add up to them', async () => {
  for (const name of ['Revenue', 'Cost', 'Commission', 'Margin']) {
    const page = await panel.open('/dashboard', { as: owner });
    const figure = figureOf(page, name);
    await figure.waitFor();
    const told = amount((await figure.innerText()).replace('−', '-'));
    await figure.click();
    await page.getByRole('heading', { name: 'Calls', exact: true }).waitFor();
    await expect.poll(async () => (await rowsOf(page)).length).toBe(5);
    expect((await headsOf(page)).slice(-4)).toEqual(['Revenue', 'Cost', 'Commission', 'Margin']);
    expect(await sumOf(page, name)).toBeCloseTo(told, 6);
    await page.getByText(`${name}, all calls`).waitFor();
    if (name === 'Margin') {
      await page.getByText('What you earn', { exact: true }).click();
      await expect.poll(() => headsOf(page)).not.toContain('Margin');
    }
    await page.close();
  }
});

test('calls that lost money are shown with what they lost', async () => {
  const page = await panel.open('/dashboard', { as: owner });
  await figureOf(page, 'Calls that lost money').click();
  await page.getByRole('heading', { name: 'Calls', exact: true }).waitFor();
  await expect.poll(async () => (await rowsOf(page)).length).toBe(2);
  expect(await sumOf(page, 'Margin')).toBeLessThan(0);
});

test('a commission reseller reads what it is credited, and nothing as its revenue', async () => {
  const client = await panel.signIn(agent.number, PASSWORD);
  const page = await panel.open('/dashboard', { as: client });
  // 95 % of 0.09 and 0.099.
  await expect.poll(() => figureOf(page, 'Commission').innerText()).toBe('€0.17955');
  const names = await namesIn(page);
  for (const other of ['Revenue', 'Cost', 'Margin', 'Calls that lost money'])
    expect(names).not.toContain(other);
  await page.getByText('Commission is what you are credited').waitFor();
  await figureOf(page, 'Commission').click();
  await expect.poll(async () => (await headsOf(page)).at(-1)).toBe('Commission');
  await expect.poll(() => sumOf(page, 'Commission')).toBeCloseTo(0.17955, 6);
});

test('calls without a rate or a trunk are named by the way they went', async () => {
  for (const by of ['prefix', 'trunk']) {
    const page = await panel.open(`/calls/report?by=${by}`, { as: owner });
    await page.getByRole('link', { name: 'Local calls' }).first().click();
    await page.getByRole('heading', { name: 'Calls', exact: true }).waitFor();
    await expect.poll(async () => (await rowsOf(page)).length).toBe(1);
    await page.close();
  }
  const account = await panel.open(`/accounts/${direct.account.id}`, { as: owner });
  await account.getByRole('link', { name: 'Local calls' }).click();
  await expect.poll(async () => (await rowsOf(account)).length).toBe(1);
});

test('the pages work at both widths, in both colours and in other languages', async () => {
  const page = await panel.open('/calls?show=money', { as: owner });
  expect(
    await lookAtAll(page, [
      ['calls with their money', '/calls?show=money&from=2020-01-01&to=2099-01-01', '.tb-figures'],
      ['dashboard', '/dashboard', '.tb-chart'],
      ['report', '/calls/report?by=trunk', 'tbody td'],
    ]),
  ).toEqual([]);
}, 300_000);
