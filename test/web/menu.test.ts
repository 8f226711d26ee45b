/** The ways to every page on a phone: folded behind one button for staff, beside each other for customers, who have few. */
import { expect, test } from 'vitest';
import { customer, PASSWORD, type Json } from '../http/support.ts';
import { lookAt } from './look-support.ts';
import { createPanel, NARROW, WIDE } from './support.ts';

const panel = await createPanel();
const owner = await panel.createOwner();

test('on a phone the menu opens, leads somewhere and is closed again', async () => {
  const page = await panel.open('/accounts', { as: owner, viewport: NARROW });
  const menu = page.getByRole('button', { name: 'Menu' });
  const links = page.getByRole('navigation').getByRole('link');
  await menu.waitFor();
  expect(await links.count()).toBe(0);
  expect(await menu.getAttribute('aria-expanded')).toBe('false');
  await menu.click();
  await page.getByRole('link', { name: 'Rates' }).waitFor();
  expect(await links.count()).toBeGreaterThan(12);
  await page.getByRole('link', { name: 'Rates' }).focus();
  await page.keyboard.press('Escape');
  await expect.poll(() => links.count()).toBe(0);
  expect(await page.locator('.tb-rail-menu:focus').count()).toBe(1);
  await menu.click();
  await page.getByRole('link', { name: 'Rates' }).click();
  await page.getByRole('heading', { name: 'Rates' }).first().waitFor();
  expect(await menu.getAttribute('aria-expanded')).toBe('false');
  await menu.click();
  expect(await lookAt(page, 'the menu')).toEqual([]);
  await page.setViewportSize(WIDE);
  await expect.poll(() => menu.isVisible()).toBe(false);
  expect(await links.count()).toBeGreaterThan(12);
});

test('a customer has all of its few ways before it', async () => {
  const { account }: Json = await owner.post(
    '/accounts',
    customer({ panelAccess: { password: PASSWORD, createSipDevice: false } }),
  );
  const as = await panel.signIn(account.number, PASSWORD);
  const page = await panel.open('/', { as, viewport: NARROW });
  await page.getByRole('navigation').getByRole('link').first().waitFor();
  expect(await page.getByRole('button', { name: 'Menu' }).count()).toBe(0);
});
