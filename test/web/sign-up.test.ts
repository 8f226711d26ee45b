/** A reseller opens its sign-up page, and somebody opens an account by it. */
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { reseller, type Json } from '../http/support.ts';
import { wholeLabel } from './list-support.ts';
import { createPanel, NARROW, PASSWORD, WIDE } from './support.ts';

const panel = await createPanel();
const owner = await panel.createOwner();
const { id: wholesale } = await owner.post('/rate-groups', { name: 'Wholesale', currency: 'EUR' });
const { account } = await owner.post('/accounts', reseller({ billing: { rateGroupId: wholesale } }));
const seller = await panel.signIn(account.number, PASSWORD);
await seller.put('/settings/brand', { productName: 'Nordtel', buttonColour: '#8a1538', barColour: null });

/** Serious findings of axe, and whether the page scrolls sideways. */
async function trouble(page: Page, name: string): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations }: Json = await page.evaluate('axe.run()');
  const fits = await page.evaluate('document.documentElement.scrollWidth <= innerWidth');
  return [
    ...(fits === true ? [] : [`${name} scrolls sideways`]),
    ...violations
      .filter(({ impact }: Json) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }: Json) => `${name} ${id}: ${nodes[0].html}`),
  ];
}

/** The link in the newest mail of the reseller. */
async function linkOfMail(): Promise<string> {
  const [{ id }] = (await seller.get(`/accounts/${account.id}/mails`)).items;
  const { text } = await seller.get(`/accounts/${account.id}/mails/${id}`);
  return /\/sign-up\/confirm#\S+/.exec(text)![0];
}

test('the page opens when accounts could call, an account is opened by it, and its link works once', async () => {
  const settings = await panel.open('/settings', { as: seller });
  const form = settings.getByRole('form', { name: 'Sign-up page' });
  await form.getByLabel('Anybody may open an account').check();
  await form.getByRole('button', { name: 'Save changes' }).click();
  await form.getByText('New accounts would have no rate group and could not call.').waitFor();
  const { id } = await seller.post('/rate-groups', { name: 'Retail', currency: 'EUR' });
  await seller.patch('/settings', { settings: { 'defaults.rate_group_id': id } });
  await form.getByLabel('Terms').fill('https://nordtel.example/terms');
  await form.getByRole('button', { name: 'Save changes' }).click();
  await settings.getByText('No mail server is set up, so no link goes out.').waitFor();
  const link = (await settings.locator('.tb-copyable a').getAttribute('href'))!;
  expect(link).toMatch(new RegExp(`^${panel.url}/sign-up\\?page=[a-z2-9]{12}$`));

  const page = await panel.open(link.replace(panel.url, ''), { viewport: NARROW, colorScheme: 'dark' });
  await page.getByRole('heading', { name: 'Open an account with Nordtel' }).waitFor();
  await expect.poll(() => page.title()).toBe('Open an account with Nordtel – Nordtel');
  const fill = (label: string, value: string) => page.getByLabel(wholeLabel(label)).fill(value);
  await page.getByRole('button', { name: 'Send me the link' }).click();
  await page.getByText('Required: type something here.').first().waitFor();
  const found = await trouble(page, 'mistakes');
  await fill('First name', 'Rosalind');
  await fill('E-mail', 'rosalind@example.com');
  await fill('Password', PASSWORD);
  await page.getByRole('button', { name: 'Send me the link' }).click();
  await page.getByText('Accept the terms to go on.').waitFor();
  await page.getByLabel('I accept the terms').check();
  await page.getByRole('button', { name: 'Send me the link' }).click();
  await page.getByText('No mail can be sent to rosalind@example.com from here yet. Ask Nordtel').waitFor();
  found.push(...(await trouble(page, 'sent')));

  const path = await linkOfMail();
  const confirm = await panel.open(path, { viewport: NARROW });
  await confirm.getByText('Type the password that you chose for rosalind@example.com').waitFor();
  await confirm.getByLabel(wholeLabel('Password')).fill('not what was typed');
  await confirm.keyboard.press('Enter');
  await confirm.getByText('This is not the password that you chose when you signed up.').waitFor();
  found.push(...(await trouble(confirm, 'confirmation')));
  await confirm.getByLabel(wholeLabel('Password')).fill(PASSWORD);
  await confirm.keyboard.press('Enter');
  await confirm.locator('.tb-rail-brand').getByText('Nordtel').waitFor();
  await confirm.goto('/sign-in');
  await confirm.goto(path);
  await confirm.getByRole('alert').getByText('This link is no longer valid').waitFor();
  expect(found).toEqual([]);
});

test('closed, and in other languages: nothing scrolls sideways, and words stay readable', async () => {
  const { url } = await seller.get('/settings/sign-up');
  const found: string[] = [];
  for (const [viewport, colorScheme, language] of [
    [WIDE, 'light', 'de'],
    [NARROW, 'dark', 'ar'],
  ] as const) {
    const look = { viewport, colorScheme, language };
    const page = await panel.open(url.replace(panel.url, ''), look);
    await page.locator('form').waitFor();
    found.push(...(await trouble(page, `page ${language}`)));
    const settings = await panel.open('/settings', { ...look, as: seller });
    await settings.locator('.tb-copyable a').waitFor();
    found.push(...(await trouble(settings, `settings ${language}`)));
  }
  const closed = await panel.open('/sign-up?page=nobody');
  await closed.getByRole('alert').getByText('No account can be opened here at the moment.').waitFor();
  found.push(...(await trouble(closed, 'closed')));
  expect(found).toEqual([]);
});
