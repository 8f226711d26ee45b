/** Calling cards in the panel: prices of access numbers, card calls, wrong PINs and pauses, and what a customer sees of it. */
import { mkdir } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { cardCaller } from '../charging/card-caller.ts';
import { customer } from '../http/support.ts';
import { createCalls } from './calls-support.ts';
import { lookAtAll } from './look-support.ts';
import { createPanel, PASSWORD } from './support.ts';

const PIN = '481516';
const ACCESS = '49307001001';
const panel = await createPanel();
const owner = await panel.createOwner();
const { retail } = await createCalls(panel, owner);
const { account } = await owner.post(
  '/accounts',
  customer({
    billing: { rateGroupId: retail },
    panelAccess: { pin: PIN, password: PASSWORD },
    profile: { company: 'Lampen & Söhne' },
  }),
);
await owner.post(`/accounts/${account.id}/payments`, { amount: '10', method: 'cash' });
const charging = panel.charging.current!;
const { rows } = await panel.database.pool.query<{ id: bigint }>('select id from switches limit 1');
const from = { id: rows[0]!.id, canPush: false };
const { engine, catalogue } = charging;
const { pool } = panel.database;
const deps = { pool, engine, catalogue, now: () => new Date(), masterKey: panel.masterKey };
const guess = async (pin: string, callerNumber: string | null) => {
  const call = cardCaller(deps, from, { accessNumber: ACCESS, callerNumber });
  await call.start();
  await call.keys(account.number);
  await call.keys(pin);
  return call;
};

test('an access number gets a price, and the page says that no switch can play', async () => {
  await owner.post('/dids', { number: `+${ACCESS}` });
  await owner.post('/access-numbers', { number: `+${ACCESS}`, language: 'de', label: 'Berlin' });
  const page = await panel.open('/numbers?tab=access', { as: owner });
  await page.getByText('No switch can play and collect').waitFor();
  await page.getByRole('button', { name: `What a call to +${ACCESS} costs the card` }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Currency' }).or(dialog.getByLabel('Currency')).first().click();
  await page.getByRole('option', { name: /Euro/ }).first().click();
  await dialog.getByLabel('To connect').fill('0.02');
  await dialog.getByLabel('Per minute').fill('0.12');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByText('60/60').waitFor();
  expect((await owner.get('/access-numbers')).items[0].price).toMatchObject({ currency: 'EUR' });
  await owner.post('/switches', {
    name: 'FreeSWITCH',
    kind: 'freeswitch',
  });
  await page.reload();
  await page.getByText(`+${ACCESS}`).first().waitFor();
  await page.getByText('60/60').waitFor();
  expect(await page.getByText('No switch can play and collect').count()).toBe(0);
});

test('card calls and wrong PINs have their lists; a pause is seen at the account and ended', async () => {
  await catalogue.refresh();
  const page = await panel.open('/numbers?tab=cards', { as: owner });
  await page.getByText('Nobody has called an access number yet').waitFor();
  await page.goto(`${panel.url}/numbers?tab=pins`);
  await page.getByText('No wrong PIN was entered').waitFor();
  const good = await guess(PIN, '+442071234567');
  await good.gone();
  for (let n = 0; n < 20; n++) await guess('000000', n % 2 === 0 ? `+44207000${1000 + n}` : null);
  await page.goto(`${panel.url}/numbers?tab=cards`);
  await page.getByText('+442071234567').waitFor();
  await page.goto(`${panel.url}/numbers?tab=pins`);
  await page.getByText('Paused at the moment').first().waitFor();
  await page.goto(`${panel.url}/accounts/${account.id}`);
  await page.getByText('Too many wrong PINs were entered for this card').waitFor();
  const folder = process.env.TOLLBOOK_SHOTS;
  if (folder !== undefined) {
    await mkdir(folder, { recursive: true });
    for (const [name, path] of [
      ['access', '/numbers?tab=access'],
      ['cards', '/numbers?tab=cards'],
      ['pins', '/numbers?tab=pins'],
      ['account', `/accounts/${account.id}`],
    ] as const) {
      await page.goto(`${panel.url}${path}`);
      await page.locator('.tb-page-head, h1').first().waitFor();
      await page.waitForLoadState('networkidle');
      await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
    }
  }
  expect(
    await lookAtAll(page, [
      ['access numbers', '/numbers?tab=access', 'table'],
      ['card calls', '/numbers?tab=cards', 'table'],
      ['wrong PINs', '/numbers?tab=pins', 'table'],
    ]),
  ).toEqual([]);
  await page.goto(`${panel.url}/accounts/${account.id}`);
  await page.getByRole('button', { name: 'Allow PINs again' }).click();
  const dialog = page.getByRole('dialog', { name: 'Allow PINs again' });
  await dialog.getByRole('textbox', { name: 'Why' }).fill('He asked by phone');
  await dialog.getByRole('button', { name: 'Allow PINs again' }).click();
  await page.getByText('PINs are taken again').waitFor();
  await expect.poll(() => page.getByText('Too many wrong PINs were entered').count()).toBe(0);
  await page.goto(`${panel.url}/accounts/${account.id}?tab=timeline`);
  await page.getByText('PIN entry allowed again').waitFor();
});

test('a customer reads which numbers to call with the card, and what the call costs', async () => {
  const client = await panel.signIn(account.number, PASSWORD);
  const page = await panel.open(`/accounts/${account.id}?tab=numbers`, { as: client });
  await page.getByText('Calling card').first().waitFor();
  await page.getByText(`+${ACCESS}`).waitFor();
  expect(
    await lookAtAll(page, [['own numbers', `/accounts/${account.id}?tab=numbers`, '.tb-panel']]),
  ).toEqual([]);
});
