/** One's own API keys: shown once, used by a program, revoked at once. */
import { expect, test } from 'vitest';
import { customer } from '../http/support.ts';
import { fillDialog, rowsOf } from './list-support.ts';
import { createPanel, NARROW, PASSWORD } from './support.ts';

const panel = await createPanel();
const owner = await panel.createOwner();
const me = (key: string) => fetch(`${panel.url}/api/v1/me`, { headers: { authorization: `Bearer ${key}` } });

test('a key is made, copied, used, and refused once it is revoked', async () => {
  const page = await panel.open('/accounts', { as: owner });
  await page.getByRole('link', { name: 'API keys' }).click();
  await page.getByText('No API keys yet').waitFor();
  await page.getByRole('button', { name: 'Create API key' }).click();
  await fillDialog(page, { Name: '' });
  await page.getByText('Required: type something here.').waitFor();
  await fillDialog(page, { Name: 'متجر 🛒' });
  const key = await page.locator('.tb-key code').innerText();
  await page.getByRole('button', { name: 'Copy API key' }).click();
  await expect.poll(() => page.evaluate('navigator.clipboard.readText()')).toBe(key);
  const answer = await me(key);
  expect(answer.status).toBe(200);
  await page.getByRole('button', { name: 'I have noted it' }).click();
  await page.reload();
  await expect.poll(async () => (await rowsOf(page)).map(([name]) => name)).toEqual(['متجر 🛒']);
  expect(await page.locator('body').innerText()).not.toContain(key);
  await page.getByRole('button', { name: /^Revoke .*متجر 🛒/u }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke', exact: true }).click();
  await page.getByText('No API keys yet').waitFor();
  expect((await me(key)).status).toBe(401);
  await page.getByRole('link', { name: 'What was done with your keys' }).click();
  await page.getByText('API key متجر 🛒 → –').waitFor();
});

test('a customer on a phone has keys of its own', async () => {
  const { account } = await owner.post('/accounts', customer());
  const holder = await panel.signIn(account.number, PASSWORD);
  await holder.post('/api-keys', { name: 'Anlage' });
  const page = await panel.open('/api-keys', { as: holder, viewport: NARROW, language: 'de' });
  await page.getByRole('button', { name: 'Anlage sperren' }).waitFor();
  expect((await rowsOf(page)).map(([name]) => name)).toEqual(['Anlage']);
});

test('a key with an end and a list of addresses says so; a mistake keeps what was typed', async () => {
  const { account } = await owner.post('/accounts', customer());
  const holder = await panel.signIn(account.number, PASSWORD);
  const page = await panel.open('/api-keys', { as: holder });
  await page.getByRole('button', { name: 'Create API key' }).first().click();
  await fillDialog(page, { Name: 'Shop', Ends: '2020-01-01T00:00', 'Works from': '192.0.2.1/24' });
  await page.getByText('Send addresses such as "192.0.2.10"').waitFor();
  await fillDialog(page, { 'Works from': '192.0.2.0/24, 127.0.0.1' });
  await page.getByText('Choose a moment that is still to come').waitFor();
  expect(await page.getByLabel('Name').inputValue()).toBe('Shop');
  const soon = new Date(Date.now() + 3 * 24 * 3600_000).toISOString().slice(0, 16);
  await fillDialog(page, { Ends: soon });
  const key = await page.locator('.tb-key code').innerText();
  expect((await me(key)).status).toBe(200);
  await page.getByRole('button', { name: 'I have noted it' }).click();
  const [row] = await rowsOf(page);
  expect(row!.join(' ')).toContain('Soon');
  expect(row!.join(' ')).toContain('192.0.2.0/24, 127.0.0.1');
});
