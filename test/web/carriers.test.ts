/** Providers, trunks with their gateways, and switches: mistakes at their fields, secrets shown once. */
import { expect, test } from 'vitest';
import { chooseIn, fillDialog, rowsOf } from './list-support.ts';
import { createPanel } from './support.ts';

const panel = await createPanel();
const owner = await panel.createOwner();
const asks = await owner.post('/rate-groups', { name: 'Asks', currency: 'EUR', direction: 'termination' });
const provider = await owner.post('/providers', { name: 'Carrier One' });
const trunk = await owner.post('/trunks', {
  name: 'Frankfurt',
  providerId: provider.id,
  terminationRateGroupId: asks.id,
});
const rules = await owner.post('/localizations', { name: 'National' });

test('a provider is found, changed and closed', async () => {
  const page = await panel.open('/carriers?tab=providers', { as: owner });
  await page.getByRole('searchbox').fill('carrier');
  await page.getByRole('button', { name: 'Edit Carrier One' }).click();
  await fillDialog(page, { 'E-mail': 'noc@' });
  await page.getByText('Send an e-mail address').waitFor();
  await chooseIn(page, 'Status', 'Suspended');
  await fillDialog(page, { 'E-mail': 'noc@example.com', Contact: 'Night <b>desk</b>' });
  await page.getByRole('row', { name: 'noc@example.com' }).getByText('Suspended').waitFor();
  await page.getByText('Night <b>desk</b>').waitFor();
});

test('a trunk is changed; its gateways say what is wrong with an address, and keep a password to themselves', async () => {
  const page = await panel.open(`/carriers/trunks/${trunk.id}`, { as: owner });
  const dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: 'Edit trunk' }).click();
  await fillDialog(page, { 'Calls at once': '0', Codecs: 'PCMA, G729' });
  await dialog.getByText('Type 1 or more.').waitFor();
  await chooseIn(page, 'Localization', 'National');
  await dialog.getByRole('combobox', { name: 'Emergency calls of' }).fill('germ');
  await page.keyboard.press('Enter');
  await fillDialog(page, { 'Calls at once': '30', 'Put in front': '+' });
  await dialog.waitFor({ state: 'detached' });
  expect(await owner.get(`/trunks/${trunk.id}`)).toMatchObject({
    capacity: 30,
    codecs: ['PCMA', 'G729'],
    addPrefix: '+',
    localizationId: rules.id,
    cpsMax: null,
    emergencyCountries: ['DE'],
  });
  await page.getByText('Germany', { exact: true }).waitFor();

  await page.getByRole('link', { name: 'National' }).waitFor();

  await page.getByRole('button', { name: 'Add gateway' }).click();
  await fillDialog(page, { Name: 'gw1', Host: 'sip:192.0.2.20:5060', Password: 'a secret of theirs' });
  await dialog.getByText('without port or scheme').waitFor();
  await fillDialog(page, { Host: '192.0.2.20', Port: '70000' });
  await dialog.getByText('Type 65535 or less.').waitFor();
  await fillDialog(page, { Port: '5080' });
  await expect
    .poll(() => rowsOf(page))
    .toEqual([['gw1', '192.0.2.20:5080', 'UDP', '1', '–', 'set', 'Active']]);
  await page.getByRole('button', { name: 'Edit gw1' }).click();
  await fillDialog(page, { 'User name': 'tollbook' });
  await expect
    .poll(() => rowsOf(page))
    .toEqual([['gw1', '192.0.2.20:5080', 'UDP', '1', 'tollbook', 'set', 'Active']]);
  expect(await page.content()).not.toContain('a secret of theirs');
});

test('an unhealthy gateway is said on the dashboard and made healthy; one is taken out with a reason and put back', async () => {
  const busy = await owner.post('/trunks', {
    name: 'Busy <b>way</b>',
    providerId: provider.id,
    terminationRateGroupId: asks.id,
  });
  for (const [name, host] of [
    ['first', '192.0.2.30'],
    ['second', '192.0.2.31'],
  ])
    await owner.post('/gateways', { trunkId: busy.id, name, host });
  await panel.database.pool.query(
    `insert into gateway_health (gateway_id, failures, rests, failed_at, sip_status, unhealthy_since, retry_at)
     select id, 3, 1, at, 408, at, at + interval '30 s' from gateways, (select $1::timestamptz as at) as since where name = 'first'`,
    [new Date('2026-11-24T12:00:00Z')],
  );
  const page = await panel.open('/dashboard', { as: owner });
  const dialog = page.getByRole('dialog');
  await page.getByText('Unhealthy gateways').waitFor();
  await page.getByRole('alert').getByText('it said nothing').waitFor();
  await page.getByRole('link', { name: 'Busy <b>way</b> – first' }).click();
  const first = page.getByRole('row', { name: 'first' });
  await first.getByText('Unhealthy', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Take out second' }).click();
  await fillDialog(page, { Reason: 'New cards' });
  await page.getByRole('row', { name: 'second' }).getByText('New cards').waitFor();
  await page.goto('/carriers');
  await page.getByRole('row', { name: 'Busy' }).getByText('1 of 1 gateways').waitFor();
  await page.getByRole('link', { name: 'Busy <b>way</b>', exact: true }).click();

  await page.getByRole('button', { name: 'Reset health of first' }).click();
  await dialog.getByRole('button', { name: 'Reset health' }).click();
  await first.getByText('Active', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Put back second' }).click();
  await dialog.getByRole('button', { name: 'Put back' }).click();
  await page.getByRole('button', { name: 'Take out second' }).waitFor();
  await page.goto('/carriers');
  await page.getByRole('row', { name: 'Busy' }).getByText('Active', { exact: true }).waitFor();
  expect(await page.getByText('Unhealthy gateways').count()).toBe(0);
});

test('a switch needs its control key where it is a Kamailio; a new key ends the one before', async () => {
  const page = await panel.open('/carriers?tab=switches', { as: owner });
  const dialog = page.getByRole('dialog');
  await page.getByText('No switch yet').waitFor();
  await page.getByRole('button', { name: 'Add switch' }).click();
  await chooseIn(page, 'Kind', 'Kamailio');
  await fillDialog(page, { Name: 'kamailio-1', 'Control address': '127.0.0.1:5062' });
  await dialog.getByText('Send an address such as "http://127.0.0.1:5062", for a FreeSWITCH').waitFor();
  await fillDialog(page, { 'Control address': 'http://127.0.0.1:5062' });
  await dialog.getByText('Give the control key of kamailio.cfg').waitFor();
  await fillDialog(page, { 'Control key': 'control' });
  await dialog.getByText('it is never shown again').waitFor();
  const first = await dialog.locator('code').innerText();
  await dialog.getByRole('button', { name: 'I have noted it' }).click();

  await page.getByRole('button', { name: 'New key' }).click();
  await dialog.getByText('kamailio-1 is refused until it has the new one').waitFor();
  await dialog.getByRole('button', { name: 'New key' }).click();
  const second = await dialog.locator('code').innerText();
  expect(second).toMatch(/^tbsw_/);
  expect(second).not.toBe(first);
  await dialog.getByRole('button', { name: 'I have noted it' }).click();
  await page.getByRole('row', { name: 'kamailio-1' }).getByText('Never seen').waitFor();
  await page.reload();
  await page.getByRole('row', { name: 'kamailio-1' }).waitFor();
  expect(await page.content()).not.toContain(second);
});
