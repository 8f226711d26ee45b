/** What people pay by card themselves: top-ups, invoices, kept cards and automatic top-ups, on a hosted page of a local Stripe. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { verifyBooks } from '../../src/operations/ledger/verify-books.ts';
import { customer, reseller, type Json } from '../http/support.ts';
import { CARD_NUMBER, SECRET_KEY, signed, startStripe, WEBHOOK_SECRET } from '../support/stripe-server.ts';
import { fillDialog } from './list-support.ts';
import { lookAtAll } from './look-support.ts';
import { createPanel, NARROW, PASSWORD, type Client } from './support.ts';

const stripe = await startStripe();
const panel = await createPanel({ stripeUrl: stripe.url });
const owner = await panel.createOwner();
await owner.put('/payment-gateways/stripe', {
  status: 'active',
  secretKey: SECRET_KEY,
  webhookSecret: WEBHOOK_SECRET,
  currency: 'EUR',
  feePercent: '2.9',
  fee: '0.25',
  amountMin: '5',
  amountMax: '1000',
});

async function holder(over: Parameters<typeof customer>[0] = {}, mayPay = true) {
  const settings = { paymentGatewayPermission: mayPay };
  const { account }: Json = await owner.post('/accounts', customer({ ...over, settings }));
  return { account, client: await panel.signIn(account.number, PASSWORD) };
}

/** What the gateway tells of the last payment that was made on its page. */
async function tell(): Promise<void> {
  const event = stripe.events.findLast(({ type }) => type === 'checkout.session.completed');
  const body = JSON.stringify(event);
  const answer = await fetch(`${panel.url}/api/v1/payments/stripe/webhook`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'stripe-signature': signed(body, new Date()) },
    body,
  });
  expect(answer.status).toBe(200);
}

/** On the page of the gateway, until it sends back. */
async function typeCard(page: Page): Promise<void> {
  await page.getByLabel('Card number').fill(CARD_NUMBER);
  await page.getByRole('button', { name: 'Pay' }).click();
  await page.waitForURL(/\/payments\/[0-9a-f-]{36}$/);
}

/** Pays on a page that nobody looks at. */
async function payInside(client: Client, body: object): Promise<string> {
  const started = await client.post('/me/card-payments', body);
  stripe.pay(started.url.split('/').at(-1));
  await tell();
  return started.id;
}

async function verify(): Promise<void> {
  expect((await verifyBooks(panel.database.reads, new Date())).violations).toEqual([]);
}

const invoiceOf = async (account: Json, unitPrice: string): Promise<Json> => {
  const draft = await owner.post(`/accounts/${account.id}/invoice-drafts`);
  const lines = [{ text: 'Telephone', quantity: '1', unitPrice }];
  await owner.patch(`/invoice-drafts/${draft.id}`, { lines, includesOpen: false });
  await owner.post(`/invoice-drafts/${draft.id}/issue`);
  return (await owner.get(`/documents?kind=invoice&accountId=${account.id}`)).items[0];
};

test('a customer tops up on the page of the gateway, comes back, and sees it credited with its receipt', async () => {
  const { account, client } = await holder();
  const page = await panel.open('/', { as: client, viewport: NARROW });
  await page.getByText('No card is kept').waitFor();
  await page.getByRole('button', { name: 'Top up' }).click();
  await page.getByRole('dialog').getByText('From €5.00 to €1,000.00 at once.').waitFor();
  await fillDialog(page, { Amount: '2' });
  await page.getByText('Send an amount from 5 to 1000.').waitFor();
  await page.getByRole('checkbox', { name: 'Keep this card' }).check();
  await fillDialog(page, { Amount: '25' });
  await page.getByRole('heading', { name: '25.00 EUR' }).waitFor();
  await typeCard(page);
  await page.getByText('€25.00: waiting for the payment service').waitFor();
  await tell();
  await page.getByText('€25.00 is credited.').waitFor();
  const facts = /You can spend\s+€25\.00[^]*4242[^]*REC-/;
  await expect.poll(() => page.locator('.tb-facts').innerText()).toMatch(facts);
  await page.getByRole('link', { name: /^REC-/ }).click();
  await page.getByRole('dialog').getByText(/^REC-/).waitFor();
  const home = await panel.open('/', { as: client });
  await home.getByRole('button', { name: 'Remove visa ···· 4242' }).waitFor();
  expect((await owner.get(`/accounts/${account.id}`)).wallet.balance).toBe('25.000000');
  await verify();
});

test('who may not pay by card reads nothing of cards', async () => {
  const { account, client } = await holder({}, false);
  const page = await panel.open('/', { as: client });
  const asked = page.waitForResponse(/me\/card-terms/);
  await page.reload();
  expect((await (await asked).json()).reason).toBe('payment_gateway_not_permitted');
  await page.getByText('Can I call?').waitFor();
  for (const name of ['Top up', 'Set up'])
    expect(await page.getByRole('button', { name }).count(), name).toBe(0);
  expect(await page.getByText(/card/i).count()).toBe(0);
  // Staff looks at the account of somebody else, and pays nothing by card for it.
  const seen = await panel.open(`/accounts/${account.id}`, { as: owner });
  await seen.getByRole('button', { name: 'Top up' }).waitFor();
  expect(await seen.getByText('Your cards').count()).toBe(0);
});

test('what is open of an invoice is paid from the invoice', async () => {
  const { account, client } = await holder({ billing: { accountType: 'postpaid' } });
  const { id, number } = await invoiceOf(account, '42.50');
  const page = await panel.open(`/accounts/${account.id}?tab=documents&doc=${id}`, { as: client });
  await page.getByRole('button', { name: 'Pay €42.50' }).click();
  const dialog = page.getByRole('dialog', { name: `Pay invoice ${number}` });
  await dialog.getByText('€42.50 is open and will be paid.').waitFor();
  await dialog.getByRole('button', { name: 'Go on to pay' }).click();
  await page.getByRole('link', { name: 'Back' }).click();
  await page.getByText('€42.50 was not paid').waitFor();
  await page.getByRole('link', { name: 'Back to the invoice' }).click();
  await page.getByRole('button', { name: 'Pay €42.50' }).click();
  await dialog.getByRole('button', { name: 'Go on to pay' }).click();
  await typeCard(page);
  await tell();
  await page.getByText('€42.50 is credited.').waitFor();
  await page.getByRole('link', { name: number }).click();
  await page.getByRole('dialog').getByText('Paid', { exact: true }).waitFor();
  expect(await page.getByRole('button', { name: /^Pay €/ }).count()).toBe(0);
  const large = await invoiceOf(account, '1234.50');
  const other = await panel.open(`/accounts/${account.id}?tab=documents&doc=${large.id}`, { as: client });
  await other.getByText('By card you pay €5.00 to €1,000.00 at once.').waitFor();
  expect(await other.getByRole('button', { name: /^Pay €/ }).count()).toBe(0);
  await verify();
});

test('a kept card is charged automatically as its holder says, goes on after a pause, and is removed', async () => {
  const { account, client } = await holder();
  await payInside(client, { amount: '10', savesMethod: true });
  const page = await panel.open('/', { as: client });
  await page.getByRole('button', { name: 'Set up' }).click();
  await fillDialog(page, { 'When less than': '5', Charge: '20', 'At most a month': '15' });
  await page.getByText('The month must have room for one top-up at least.').waitFor();
  await fillDialog(page, { Charge: '2' });
  await page.getByText('Send an amount from 5 to 1000.').waitFor();
  await fillDialog(page, { Charge: '20', 'At most a month': '100' });
  await page.getByText('When less than €5.00 is available, visa ···· 4242 is charged €20.00.').waitFor();
  await panel.database.pool.query(
    `update auto_top_ups t set paused_reason = 'authentication_required'
     from accounts a where a.id = t.account_id and a.public_id = $1`,
    [account.id],
  );
  await page.reload();
  await page.getByText('Your bank wants to see that it is you.').waitFor();
  await page.getByRole('button', { name: 'Go on charging' }).click();
  await page.getByText('The automatic top-up goes on.').waitFor();
  await page.getByText('Paused: nothing is charged').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Remove visa ···· 4242' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Your automatic top-up charges this card, and ends with it.').waitFor();
  await dialog.getByRole('button', { name: 'Remove' }).click();
  await page.getByText('No card is kept').waitFor();
  expect((await client.get('/me/card-terms')).autoTopUp).toBeNull();
  expect(stripe.requests.map(({ route }) => route)).toContainEqual(expect.stringMatching(/detach$/));
});

test('a reseller tops up on its own page, and is told when a payment failed or its page ended', async () => {
  const { account }: Json = await owner.post('/accounts', reseller());
  const client = await panel.signIn(account.number, PASSWORD);
  const page = await panel.open(`/accounts/${account.id}`, { as: client });
  await page.getByText('Your cards').waitFor();
  await page.getByRole('button', { name: 'Top up' }).click();
  await fillDialog(page, { Amount: '100' });
  await typeCard(page);
  await tell();
  await page.getByText('€100.00 is credited.').waitFor();
  const { id } = await client.post('/me/card-payments', { amount: '30' });
  for (const [state, sentence] of [
    ['expired', '€30.00 was not paid'],
    ['failed', '€30.00 could not be charged'],
  ] as const) {
    await panel.database.pool.query('update gateway_payments set state = $2 where public_id = $1', [
      id,
      state,
    ]);
    const ended = await panel.open(`/payments/${id}`, { as: client });
    await ended.getByText(sentence).waitFor();
    await ended.getByRole('link', { name: 'To your account' }).waitFor();
  }
  await verify();
});

test('the pages work at both widths, in both colours and in other languages', async () => {
  const { account, client } = await holder({ billing: { accountType: 'postpaid' } });
  const paid = await payInside(client, { amount: '10', savesMethod: true });
  const { methods } = await client.get('/me/card-terms');
  await client.put('/me/auto-top-up', {
    methodId: methods[0].id,
    below: '5',
    amount: '20',
    monthMax: '99.5',
  });
  await panel.database.pool.query(
    `update auto_top_ups t set paused_reason = 'too_many_failures'
     from accounts a where a.id = t.account_id and a.public_id = $1`,
    [account.id],
  );
  const { id: open } = await client.post('/me/card-payments', { amount: '30' });
  const invoice = await invoiceOf(account, '234.50');
  const page = await panel.open('/', { as: client });
  const failedTopUp = async (on: Page) => {
    await on.locator('.tb-portal-money button').first().click();
    await on.getByRole('dialog').locator('button[type=submit]').click();
    await on.getByRole('dialog').locator('[aria-invalid=true]').waitFor();
  };
  const autoTopUp = (on: Page) => on.locator('.tb-card-actions button').first().click();
  const home = `/accounts/${account.id}`;
  expect(
    await lookAtAll(page, [
      ['the start page', home, '.tb-cards li'],
      ['a top-up with a mistake', home, '.tb-cards li', failedTopUp],
      ['the automatic top-up', home, '.tb-cards li', autoTopUp],
      ['a payment that was credited', `/payments/${paid}`, '.tb-payment .tb-facts'],
      ['a payment that waits', `/payments/${open}`, '.tb-payment-state'],
      ['a payment that was left', `/payments/${open}?cancelled=yes`, '.tb-payment-state'],
      ['an open invoice', `${home}?tab=documents&doc=${invoice.id}`, '.tb-story .tb-row-actions button'],
    ]),
  ).toEqual([]);
});
