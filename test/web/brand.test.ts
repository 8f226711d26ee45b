/** A reseller's brand: set on its settings, worn by the portal of its customers. */
import { Buffer } from 'node:buffer';
import { expect, test } from 'vitest';
import { customer, reseller } from '../http/support.ts';
import { fillDialog } from './list-support.ts';
import { overflowOf, seriousFindings } from './look-support.ts';
import { createPanel, NARROW, PASSWORD, WIDE } from './support.ts';

const panel = await createPanel();
const owner = await panel.createOwner();
const { account } = await owner.post('/accounts', reseller());
const seller = await panel.signIn(account.number, PASSWORD);
const { account: person } = await seller.post('/accounts', customer());
const holder = await panel.signIn(person.number, PASSWORD);

/** A red square of eight pixels. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEUlEQVR42mP4z8CAFTEMLQkAFeY/waGrnvMAAAAASUVORK5CYII=',
  'base64',
);
const cssOf = 'getComputedStyle(document.documentElement).getPropertyValue';

test('a reseller sets name, colours and logo; its customers see them, and the operator does not', async () => {
  const page = await panel.open('/settings', { as: seller });
  const form = page.getByRole('form', { name: 'Brand' });
  await form.getByLabel('Product name').fill('Nordtel');
  await form.getByLabel('Colour of buttons', { exact: true }).fill('#ffcc00');
  await form.getByRole('button', { name: 'Save changes' }).click();
  await form.getByText('The contrast of the words on this colour is 1.').waitFor();
  await form.getByLabel('Colour of buttons', { exact: true }).fill('#8a1538');
  await form.getByLabel('Colour of the bar', { exact: true }).fill('#1b1b4a');
  // What stands below moves up when an error goes: a click on the way would miss.
  await form.getByText('The contrast of the words').waitFor({ state: 'hidden' });
  await form.getByRole('button', { name: 'Save changes' }).click();
  await page.locator('.tb-rail-brand').getByText('Nordtel').waitFor();
  const file = page.locator('.tb-logo input[type=file]');
  await file.setInputFiles({
    name: 'logo.png',
    mimeType: 'image/png',
    buffer: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
  });
  await page.getByText('This file is no PNG, JPEG or WebP picture.').waitFor();
  await file.setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: PNG });
  await page.locator('.tb-rail-brand img').waitFor();

  const portal = await panel.open('/', { as: holder, viewport: NARROW, colorScheme: 'dark', language: 'de' });
  await portal.locator('.tb-rail-brand').getByText('Nordtel').waitFor();
  await expect.poll(() => portal.evaluate(`${cssOf}('--tb-rail')`)).toBe('#1b1b4a');
  await expect.poll(() => portal.evaluate(`document.querySelector('.tb-brand img').naturalWidth`)).toBe(8);
  await expect.poll(() => portal.title()).toMatch(/^.+ – Nordtel$/);
  const icon = await portal.locator('link[rel=icon]').getAttribute('href');
  expect(icon).toBe(await portal.locator('.tb-rail-brand img').getAttribute('src'));

  const theirs = await panel.open('/settings', { as: owner });
  await theirs.locator('.tb-rail-brand').getByText('Tollbook').waitFor();
  await page.getByRole('button', { name: 'Remove the logo' }).click();
  await page.locator('.tb-rail-brand img').waitFor({ state: 'detached' });
});

test('the sign-in page wears the operator’s brand, and words stay readable on it', async () => {
  const colours = { buttonColour: '#8a1538', barColour: '#1b1b4a' };
  await owner.put('/settings/brand', { productName: 'Grossist', ...colours });
  const found: string[] = [];
  for (const [viewport, colorScheme] of [
    [WIDE, 'light'],
    [NARROW, 'dark'],
  ] as const) {
    for (const [path, as] of [
      ['/sign-in', undefined],
      ['/settings', owner],
    ] as const) {
      const page = await panel.open(path, { viewport, colorScheme, ...(as === undefined ? {} : { as }) });
      await page.getByText('Grossist').first().waitFor();
      await page.waitForLoadState('networkidle');
      const where = `${path} ${colorScheme}`;
      found.push(...(await seriousFindings(page, where)), ...(await overflowOf(page, where)));
    }
  }
  expect(found).toEqual([]);
});

test('staff give a reseller a host name on its page', async () => {
  const page = await panel.open(`/accounts/${account.id}?tab=profile`, { as: owner, viewport: NARROW });
  await page.getByRole('button', { name: 'Change host name' }).click();
  await fillDialog(page, { 'Host name': 'https://nordtel.example' });
  await page.getByText('Send a host name such as').waitFor();
  await fillDialog(page, { 'Host name': 'portal.nordtel.example' });
  await page.getByText('portal.nordtel.example').waitFor();
  await page.goto(`/accounts/${account.id}?tab=timeline`);
  await page.getByText('Host name of its own').waitFor();
  const theirs = await panel.open(`/accounts/${account.id}?tab=profile`, { as: seller });
  await theirs.locator('.tb-groups').waitFor();
  expect(await theirs.getByRole('button', { name: 'Change host name' }).count()).toBe(0);
});
