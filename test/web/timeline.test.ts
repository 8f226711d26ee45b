/** The timeline of an account in the panel: fields and values in the reader's words, who, from where, page by page. */
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { customer, reseller, type Json } from '../http/support.ts';
import { rowsOf } from './list-support.ts';
import { createPanel, NARROW, PASSWORD } from './support.ts';

const panel = await createPanel();
const owner = await panel.createOwner();
const shoot = async (page: Page, name: string) => {
  const folder = process.env.TOLLBOOK_TEST_SHOTS;
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png` });
};
const { id: retail } = await owner.post('/rate-groups', { name: 'Retail', currency: 'JPY' });

/** An account in yen that was changed in every way a person changes one. */
async function changedAccount(): Promise<Json> {
  const { account } = await owner.post('/accounts', customer({ profile: { currency: 'JPY' } }));
  await owner.patch(`/accounts/${account.id}`, {
    status: 'suspended',
    profile: { city: '東京' },
    settings: { allowLocalCalls: false, localCallRate: '1.25', concurrentCalls: 'unlimited' },
    billing: { accountType: 'postpaid', creditLimit: '12500', rateGroupId: retail },
  });
  await owner.post(`/accounts/${account.id}/blocked-prefixes`, { prefix: '4990', label: '<b>Premium</b>' });
  return account;
}

test('each change is told in words, by whom and from where; one kind of change is found', async () => {
  const account = await changedAccount();
  const page = await panel.open(`/accounts/${account.id}?tab=overview`, { as: owner });
  await page.getByRole('tab', { name: 'Timeline' }).click();
  const found = () => rowsOf(page);
  await expect.poll(async () => (await found()).length).toBe(3);
  const [added, changed, created] = await found();
  expect(added?.[0]).toBe('Entry added Prefix – → 4990 Label – → <b>Premium</b>');
  for (const words of [
    'Account changed',
    'Status Active → Suspended',
    'City – → 東京',
    'Concurrent calls – → Unlimited',
    'Allow local calls Yes → No',
    'Local call rate JP¥0.0000 → JP¥1.2500',
    'Account type Prepaid → Postpaid',
    'Credit limit JP¥0 → JP¥12,500',
    'Rate group – → Retail',
  ])
    expect(changed?.[0]).toContain(words);
  expect(created?.[0]).toContain('Account created');
  expect(created?.slice(1, 3)).toEqual([`You (${panel.operator.number})`, 'Panel · 127.0.0.1']);
  const kinds = page.getByRole('group', { name: 'What it is about' });
  await kinds.getByText('Numbers').click();
  await expect.poll(async () => (await found()).length).toBe(1);
  await page.reload();
  await expect.poll(async () => (await found()).length).toBe(1);
  await kinds.getByText('Sign-in').click();
  await page.getByText('Nothing matches').waitFor();
  await page.getByRole('button', { name: 'Clear search and filters' }).click();
  await expect.poll(async () => (await found()).length).toBe(3);
  expect(await page.locator('tbody b').count()).toBe(0);
});

test('on a phone in German; the next page goes on where the first one ends', async () => {
  const account = await changedAccount();
  for (let city = 0; city < 26; city++)
    await owner.patch(`/accounts/${account.id}`, { profile: { city: `Ort ${city}` } });
  const page = await panel.open(`/accounts/${account.id}?tab=timeline`, {
    as: owner,
    viewport: NARROW,
    language: 'de',
    locale: 'de-DE',
  });
  await page.getByText('Ort 24 → Ort 25').waitFor();
  expect(await page.getByText('Ort Ort 24 → Ort 25').count()).toBe(1);
  await page.getByRole('button', { name: 'Nächste Seite' }).click();
  await page.getByText('Kreditrahmen 0 ¥ → 12.500 ¥').waitFor();
  await page.getByText('Konto angelegt').waitFor();
  await page.goto('/audit?q=Retail');
  await page.getByText('Preis – → Eigene Tarife').waitFor();
  await page.getByText('Leitweg – → Längste Vorwahl, dann Preis').waitFor();
});

test('a customer sees what was done, and not who above did it', async () => {
  const { account: seller } = await owner.post(
    '/accounts',
    reseller({ panelAccess: { password: PASSWORD } }),
  );
  const sold = await panel.signIn(seller.number, PASSWORD);
  const { account } = await sold.post('/accounts', customer());
  await owner.patch(`/accounts/${account.id}`, { profile: { city: 'Köln' } });
  const page = await panel.open(`/accounts/${account.id}?tab=timeline`, {
    as: await panel.signIn(account.number, PASSWORD),
  });
  await page.getByText('City – → Köln').waitFor();
  expect((await rowsOf(page)).map(([, who, from]) => [who, from])).toEqual([
    ['Somebody above you', 'Panel'],
    ['Somebody above you', 'Panel'],
  ]);
});

test('a reason stands with its change, as it was typed', async () => {
  const { account: seller } = await owner.post(
    '/accounts',
    reseller({ panelAccess: { password: PASSWORD } }),
  );
  const { account } = await owner.post('/accounts', customer());
  await owner.post(`/accounts/${account.id}/move`, {
    parentId: seller.id,
    reason: 'Gehört zu <i>Süd</i> 🧭',
  });
  const page = await panel.open(`/accounts/${account.id}?tab=timeline`, { as: owner });
  const moved = page.getByRole('row', { name: 'Account moved' });
  await moved.getByText('Gehört zu <i>Süd</i> 🧭').waitFor();
  expect(await moved.innerText()).toContain(`Owner ${panel.operator.number} → ${seller.number}`);
  expect(await moved.locator('i').count()).toBe(0);
});

test('the page of all events finds one by what, who, when and where, and its file has what it shows', async () => {
  const { account: shop } = await owner.post('/accounts', reseller({ profile: { company: 'Nordlicht' } }));
  const seller = await panel.signIn(shop.number, PASSWORD);
  const { account } = await seller.post('/accounts', customer({ profile: { company: 'Lampen Süß' } }));
  await seller.patch(`/accounts/${account.id}`, { profile: { city: 'Tromsø' }, reason: 'moved north' });
  await owner.patch(`/accounts/${account.id}`, { status: 'suspended' });
  const page = await panel.open('/', { as: owner });
  await page.getByRole('link', { name: 'Audit' }).click();
  await page.getByRole('searchbox', { name: 'Search events' }).fill('troms');
  const found = () => rowsOf(page);
  await expect.poll(async () => (await found()).length).toBe(1);
  expect(await found()).toEqual([
    [
      'Account changed City – → Tromsø Reason: moved north',
      `Lampen Süß ${account.number}`,
      `Nordlicht ${shop.number}`,
      'Panel · 127.0.0.1',
      expect.any(String),
    ],
  ]);
  await page.getByRole('searchbox').fill('');
  await page.getByRole('button', { name: 'More filters' }).click();
  const who = page.getByLabel('Done by', { exact: true }).first();
  await who.fill('Nordlicht');
  await page.getByRole('option', { name: `Nordlicht · ${shop.number}` }).click();
  // It signed in, made the account and changed it.
  await expect.poll(async () => (await found()).length).toBe(3);
  await page.getByLabel('To day').fill('2020-01-01');
  await page.getByText('Nothing matches').waitFor();
  await page.reload();
  await page.getByText('Nothing matches').waitFor();
  await page.getByLabel('To day').fill('');
  await expect.poll(async () => (await found()).length).toBe(3);
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('menuitem', { name: 'As CSV' }).click();
  const file = await readFile(await (await saving).path(), 'utf8');
  expect(file.trimEnd().split('\r\n')).toHaveLength(4);
  expect(file).toContain('moved north');
  await shoot(page, 'audit');
  await page.getByRole('link', { name: 'Lampen Süß' }).first().click();
  await page.getByRole('tab', { name: 'Timeline', selected: true }).waitFor();
});

test('a reseller sees its own tree there, and the operator as somebody above', async () => {
  const { account: shop } = await owner.post('/accounts', reseller({ profile: { company: 'Südlicht' } }));
  const seller = await panel.signIn(shop.number, PASSWORD);
  const { account } = await seller.post('/accounts', customer());
  await owner.patch(`/accounts/${account.id}`, { profile: { city: 'Malmö' }, reason: 'not for you' });
  const page = await panel.open('/audit', { as: seller });
  await expect.poll(async () => (await rowsOf(page)).length).toBe(4);
  const [first] = await rowsOf(page);
  expect(first?.slice(0, 4)).toEqual([
    'Account changed City – → Malmö',
    `Ada Lovelace ${account.number}`,
    'Somebody above you',
    'Panel',
  ]);
});
