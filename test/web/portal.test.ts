/** A customer's own portal: money in words, whether it can call, and what it looks after itself. */
import { expect, test } from 'vitest';
import { customer, reseller, type Json } from '../http/support.ts';
import { createCalls } from './calls-support.ts';
import { fillDialog } from './list-support.ts';
import { lookAtAll } from './look-support.ts';
import { createPanel, NARROW, PASSWORD } from './support.ts';

const panel = await createPanel();
const owner = await panel.createOwner();
const { retail, call } = await createCalls(panel, owner);

async function newHolder(over: object = {}) {
  const { account, sipDevice }: Json = await owner.post(
    '/accounts',
    customer({ billing: { rateGroupId: retail }, panelAccess: { createSipDevice: true }, ...over }),
  );
  return { account, sipDevice, client: await panel.signIn(account.number, PASSWORD) };
}

const pay = (account: Json, amount: string) =>
  owner.post(`/accounts/${account.id}/payments`, { amount, method: 'cash' });

test('the start page says how much is left, whether one can call, and why not', async () => {
  const { account, sipDevice, client } = await newHolder({ settings: { cps: 'unlimited' } });
  const page = await panel.open('/', { as: client, viewport: NARROW });
  await page.getByText('No: there is no money left to call with.').waitFor();
  await page.getByText('Your balance is €0.00.').waitFor();
  expect(await page.getByRole('button', { name: 'Top up' }).count()).toBe(0);
  await pay(account, '20');
  await call(sipDevice, '+493012345678', 83);
  await call(sipDevice, '+33142685300');
  await page.reload();
  await page.getByText('Yes, you can call.').waitFor();
  // 83 s at 0.09 EUR a minute, 60/6: 84 s = 0.126.
  await page.getByText('Your balance is €19.874.').waitFor();
  await page.getByText('Waiting for first registration').waitFor();
  await page.getByRole('link', { name: '+33142685300' }).click();
  await page.locator('.tb-trace li').first().waitFor();
  expect(await page.getByRole('dialog').innerText()).toContain('This destination is not offered.');

  const statement = `/accounts/${account.id}?tab=statement`;
  const german = await panel.open(statement, { as: client, language: 'de' });
  await german.getByText('Anruf an +493012345678, 84 s berechnet').waitFor();
  await german.getByText('Barzahlung').waitFor();
  const arabic = await panel.open(statement, { as: client, language: 'ar', viewport: NARROW });
  await arabic.getByText('دفعة نقدًا').waitFor();
});

test('a warning is set on the start page, and warns below it', async () => {
  const { account, client } = await newHolder();
  await pay(account, '3');
  const page = await panel.open('/', { as: client });
  await page.getByRole('button', { name: 'Set a warning' }).click();
  await fillDialog(page, { 'Warn below': '-1' });
  await page.getByRole('dialog').locator('[aria-invalid=true]').waitFor();
  await fillDialog(page, { 'Warn below': '5' });
  await page.getByText('Less than €5.00 is left.').waitFor();
});

test('a customer changes contact data and password, and reads who changes the rest', async () => {
  const { account, client } = await newHolder();
  const page = await panel.open('/', { as: client, viewport: NARROW });
  await page.getByRole('link', { name: 'My details' }).click();
  await page.getByRole('heading', { name: 'Changed by your provider' }).waitFor();
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await fillDialog(page, { City: 'Köln', Phone: '123' });
  await page.getByText('Send an international phone number').waitFor();
  await fillDialog(page, { City: 'Köln', Phone: '+49221123456' });
  await page.getByText('Köln').waitFor();
  await page.getByRole('button', { name: 'Change password' }).click();
  await fillDialog(page, { 'Current password': 'not this one', 'New password': 'a whole new sentence' });
  await page.getByText('This is not the current password.').waitFor();
  await fillDialog(page, { 'Current password': PASSWORD, 'New password': 'a whole new sentence' });
  await page.getByText('Your password is changed.').waitFor();
  await panel.signIn(account.number, 'a whole new sentence');
});

test('a number that a customer lists waits for its provider', async () => {
  const { account, client } = await newHolder();
  const page = await panel.open('/', { as: client, viewport: NARROW });
  await page.getByRole('link', { name: 'Numbers' }).click();
  await page.getByRole('button', { name: 'Add number' }).click();
  await fillDialog(page, { Number: '+493012345678', Label: 'Büro' });
  await page.getByText('Not verified yet').waitFor();
  const [{ id }] = (await owner.get(`/accounts/${account.id}/caller-ids`)).items;
  await owner.patch(`/accounts/${account.id}/caller-ids/${id}`, { isVerified: true });
  await page.reload();
  await page.getByText('Verified', { exact: true }).waitFor();
});

test('a customer gives its own phone a new password, and adds none', async () => {
  const { client } = await newHolder();
  const page = await panel.open('/', { as: client, viewport: NARROW });
  await page.getByRole('link', { name: 'Devices' }).first().click();
  await page.getByRole('button', { name: 'New password' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'New password' }).click();
  await page.getByText('SIP device: note the password now').waitFor();
  expect(await page.getByRole('button', { name: 'Add device' }).count()).toBe(0);
});

test('a reseller’s own page offers nothing that only those above it may do', async () => {
  const { account }: Json = await owner.post('/accounts', reseller());
  const seller = await panel.signIn(account.number, PASSWORD);
  for (const tab of ['overview', 'numbers', 'profile']) {
    const page = await panel.open(`/accounts/${account.id}?tab=${tab}`, { as: seller });
    await page.locator('[role=tabpanel] .tb-panel').first().waitFor();
    expect(await page.getByRole('button', { name: /^(Top up|Edit|Suspend|More)$/ }).count(), tab).toBe(0);
  }
  const theirs = await panel.open(`/accounts/${account.id}?tab=profile`, { as: owner });
  await theirs.getByRole('button', { name: 'Edit', exact: true }).waitFor();
  await theirs.getByRole('button', { name: 'Top up' }).waitFor();
});

test('no page of the portal has a serious axe finding or scrolls sideways', async () => {
  const { account, sipDevice, client } = await newHolder({
    profile: { firstName: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerk' },
  });
  await pay(account, '20');
  await call(sipDevice, '+493012345678', 83);
  await client.patch('/me/account', { controls: { alertThreshold: '50' } });
  const page = await panel.open('/', { as: client });
  const tabs = ['calls', 'statement', 'devices', 'numbers', 'profile', 'timeline', 'mails'];
  const shown = 'main tbody td, main .tb-panel, main .tb-empty';
  const pages = tabs.map((tab) => [tab, `/accounts/${account.id}?tab=${tab}`, shown] as const);
  expect(await lookAtAll(page, [['start', '/', '.tb-portal-money'], ...pages])).toEqual([]);
});
