/** Webhooks in the panel: made, tested, looked into, sent again, paused; readable everywhere and by everybody. */
import { afterAll, expect, test } from 'vitest';
import { handOutEvents } from '../../src/operations/events/hand-out-events.ts';
import { createDeliverer } from '../../src/operations/webhooks/deliver.ts';
import { customer, reseller } from '../http/support.ts';
import { CERTIFICATE } from '../mail/certificate.ts';
import { startReceiver } from '../outgoing/receiver.ts';
import { isSigned } from '../webhooks/support.ts';
import { fillDialog, rowsOf } from './list-support.ts';
import { lookAtAll } from './look-support.ts';
import { createPanel, NARROW, PASSWORD } from './support.ts';

const panel = await createPanel();
const owner = await panel.createOwner();
const receiver = await startReceiver();
afterAll(receiver.close);

const context = {
  pool: panel.database.pool,
  now: () => new Date(),
  masterKey: panel.masterKey,
  sipDomain: 'sip.example.com',
  publicUrl: panel.url,
  outgoing: { localTargets: ['localhost'], trusted: CERTIFICATE },
};
const onError = (error: unknown) => expect.unreachable(String(error));
const deliverer = createDeliverer(context, { onError });
/** As the jobs do. */
async function tell(): Promise<void> {
  await handOutEvents(context, { onError, isStopping: () => false });
  await deliverer.look();
  await deliverer.settled();
}

test('a webhook is made, checks its secret, is tested, and its log shows what was answered', async () => {
  const page = await panel.open('/accounts', { as: owner });
  await page.getByRole('link', { name: 'Webhooks' }).click();
  await page.getByText('No webhooks yet').waitFor();
  await page.getByRole('button', { name: 'Add webhook' }).click();
  await fillDialog(page, { Address: 'https://10.0.0.1/hook' });
  await page.getByText('10.0.0.1 is no machine of the public internet').waitFor();
  await fillDialog(page, { Address: receiver.url, Note: 'CRM' });
  const secret = await page.locator('.tb-key code').innerText();
  await page.getByRole('button', { name: 'I have noted it' }).click();
  await expect
    .poll(async () => (await rowsOf(page))[0]?.slice(1, 3))
    .toEqual(['All events', 'Nothing sent yet']);
  await page.getByRole('link', { name: receiver.url }).click();
  receiver.answer((response) => response.writeHead(503).end('closed for today'));
  await page.getByRole('button', { name: 'Send a test' }).click();
  await page.getByText('The test is on its way').waitFor();
  await tell();
  const row = page.getByRole('button', { name: 'Test', exact: true });
  await row.click();
  const drawer = page.getByRole('dialog');
  await drawer.getByText('closed for today').waitFor();
  await drawer.getByText('"type": "webhook.tested"').waitFor();
  receiver.answer((response) => response.end('thank you'));
  await drawer.getByRole('button', { name: 'Send again' }).click();
  await page.getByText('1 event is sent again').waitFor();
  await tell();
  await drawer.getByText('thank you').waitFor();
  await drawer.getByText('Delivered', { exact: true }).waitFor();
  await page.keyboard.press('Escape');
  await expect
    .poll(async () => (await rowsOf(page)).map((cells) => cells.slice(2, 5)))
    .toEqual([['Delivered', '200', '2']]);
  for (const received of receiver.received) expect(await isSigned(received, secret)).toBe(true);
});

test('what failed is sent again, a paused one goes on, and a new secret is shown once', async () => {
  const [{ id }] = (await owner.get('/webhooks')).items;
  receiver.answer((response) => response.writeHead(410).end());
  await owner.post('/accounts', customer());
  await tell();
  const page = await panel.open(`/webhooks/${id}?state=failed`, { as: owner });
  await page.getByText('It answered 410: nobody is there any more.').waitFor();
  receiver.answer((response) => response.end());
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByText('It goes on, with what waited.').waitFor();
  await page.getByRole('button', { name: 'Send again' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Send again' }).click();
  await page.getByText('events are sent again').or(page.getByText('event is sent again')).first().waitFor();
  await tell();
  await page.getByRole('button', { name: 'Clear search and filters' }).click();
  await expect
    .poll(async () => new Set((await rowsOf(page)).map((cells) => cells[2])))
    .toEqual(new Set(['Delivered']));
  await page.getByRole('button', { name: 'New secret' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'New secret' }).click();
  expect(await page.locator('.tb-key code').innerText()).toMatch(/^whsec_/);
  await page.getByRole('button', { name: 'I have noted it' }).click();
  await page.getByRole('button', { name: 'Delete webhook' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete webhook' }).click();
  await page.getByText('No webhooks yet').waitFor();
});

test('a reseller on a phone chooses events; a customer has no such page', async () => {
  const { account } = await owner.post('/accounts', reseller());
  const seller = await panel.signIn(account.number, PASSWORD);
  const page = await panel.open('/webhooks', { as: seller, viewport: NARROW });
  await page.getByRole('button', { name: 'Add webhook' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/^Address/).fill('https://crm.example.com/hook');
  await dialog.getByRole('combobox', { name: 'What it hears of' }).fill('Those');
  await page.getByRole('option', { name: 'Those that I choose' }).click();
  await dialog.getByRole('button', { name: 'Add webhook' }).click();
  await dialog.getByText('Choose at least one event').waitFor();
  await dialog.getByRole('combobox', { name: 'Events' }).fill('payment.received');
  await page.getByRole('option', { name: 'Payment received' }).click();
  // Its list lies over the buttons until the focus goes on.
  await page.keyboard.press('Tab');
  await dialog.getByRole('button', { name: 'Add webhook' }).click();
  await page.getByRole('button', { name: 'I have noted it' }).click();
  expect((await seller.get('/webhooks')).items).toMatchObject([{ types: ['payment.received'] }]);
  const made = await seller.post('/accounts', customer());
  const holder = await panel.signIn(made.account.number, PASSWORD);
  const theirs = await panel.open('/webhooks', { as: holder });
  await theirs.getByText('There is no such page.').waitFor();
});

test('the pages read well in every width, colour and language', async () => {
  const types = ['payment.received', 'document.issued'];
  const { id } = await owner.post('/webhooks', {
    url: `${receiver.url}/${'x'.repeat(200)}`,
    description: 'N'.repeat(200),
    types,
  });
  receiver.answer((response) => response.writeHead(500).end('y'.repeat(900)));
  const { account } = await owner.post('/accounts', customer());
  await owner.post(`/accounts/${account.id}/payments`, { amount: '5', method: 'cash' });
  await tell();
  const [{ id: delivery }] = (await owner.get(`/webhooks/${id}/deliveries`)).items;
  const page = await panel.open('/webhooks', { as: owner });
  const found = await lookAtAll(page, [
    ['webhooks', '/webhooks', 'tbody tr'],
    ['a webhook', `/webhooks/${id}`, 'tbody tr'],
    ['a delivery', `/webhooks/${id}?open=${delivery}`, '.tb-attempts li'],
    [
      'a new webhook',
      '/webhooks',
      'tbody tr',
      async (opened) => {
        await opened.getByRole('button', { name: 'Add webhook' }).click();
        await opened
          .getByRole('dialog')
          .getByLabel(/^Address/)
          .waitFor();
      },
    ],
  ]);
  expect(found).toEqual([]);
}, 120_000);
