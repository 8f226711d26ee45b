/** Payments by card as staff sees them: the gateway is set up, payments are read, refunded and held, and the pages can be read. */
import { expect, test } from 'vitest';
import { customer, reseller, type Json } from '../http/support.ts';
import { SECRET_KEY, signed, startStripe, WEBHOOK_SECRET } from '../support/stripe-server.ts';
import { rowsOf, sectionOf } from './list-support.ts';
import { lookAtAll, type LookedAt } from './look-support.ts';
import { createPanel, PASSWORD, type Client } from './support.ts';

const stripe = await startStripe();
const panel = await createPanel({ stripeUrl: stripe.url });
const owner = await panel.createOwner();

async function made(body: object, by: Client = owner): Promise<Json> {
  return (await by.post('/accounts', body)).account;
}
const payerBody = (over: Parameters<typeof customer>[0] = {}) =>
  customer({
    panelAccess: { password: PASSWORD },
    ...over,
    settings: { paymentGatewayPermission: true },
  });

/** Pays on the page of Stripe, which tells of it. */
async function pay(account: Json, amount: string): Promise<string> {
  const holder = await panel.signIn(account.number, PASSWORD);
  const { id, url }: Json = await holder.post('/me/card-payments', { amount });
  const body = JSON.stringify(stripe.pay(url.split('/').at(-1)));
  await told(body);
  return id;
}

async function told(body: string): Promise<void> {
  const answer = await fetch(`${panel.url}/api/v1/payments/stripe/webhook`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'stripe-signature': signed(body, new Date()) },
    body,
  });
  expect(answer.status).toBe(200);
}

const shop = await made(reseller({ panelAccess: { password: PASSWORD } }));
const seller = await panel.signIn(shop.number, PASSWORD);
const ada = await made(payerBody({ profile: { company: 'Analytical Engines' } }), seller);

test('the gateway is set up by its five steps, and its keys are tried', async () => {
  const list = await panel.open('/card-payments', { as: owner });
  await list.getByText('Nobody has paid by card yet').waitFor();
  await list.getByRole('link', { name: 'Set up the payment gateway' }).click();
  const page = list;
  const settings = sectionOf(page, 'Payment gateway');
  await settings.getByText('Not set up').waitFor();
  expect(
    await settings.getByRole('region', { name: 'Set up in five steps' }).getByRole('listitem').count(),
  ).toBe(5);
  await settings.getByRole('button', { name: 'Copy Address of the webhook' }).click();
  await expect
    .poll(() => page.evaluate('navigator.clipboard.readText()'))
    .toBe(`${panel.url}/api/v1/payments/stripe/webhook`);
  await settings.getByText('13 events to choose at Stripe').click();
  await settings.getByText('charge.dispute.created').waitFor();

  const field = (name: string) => settings.getByLabel(name, { exact: false }).first();
  await field('Secret key').fill('pk_test_published');
  await field('Fee in percent').fill('2.9');
  await field('Fee per payment').fill('0.255');
  await settings.getByRole('button', { name: 'Save' }).click();
  await settings.getByText('Send a secret key (sk_…) or a restricted key (rk_…) of Stripe.').waitFor();
  await field('Secret key').fill('sk_test_ofSomebodyElse000');
  await field('Signing secret').fill(WEBHOOK_SECRET);
  await settings.getByRole('button', { name: 'Save' }).click();
  await settings.getByText('This currency has 2 digits after the point. Send no more.').waitFor();
  await field('Fee per payment').fill('0.25');
  await settings.getByRole('combobox', { name: 'Payments by card' }).click();
  await page.getByRole('option', { name: 'On', exact: true }).click();
  await settings.getByRole('button', { name: 'Save' }).click();
  await settings.getByRole('button', { name: 'Try the keys' }).click();
  await settings.getByText('Stripe: Invalid API Key provided', { exact: false }).waitFor();

  expect(await field('Secret key').inputValue()).toBe('');
  await field('Secret key').fill(SECRET_KEY);
  await settings.getByRole('button', { name: 'Save' }).click();
  await expect.poll(() => field('Secret key').inputValue()).toBe('');
  await settings.getByRole('button', { name: 'Try the keys' }).click();
  await settings.getByText('The keys are good: they are of Example Telecom.').waitFor();
  await settings.getByText('They are test keys: no money moves.').waitFor();
  expect(await owner.get('/payment-gateways/stripe')).toMatchObject({
    status: 'active',
    feePercent: '2.9000',
    fee: '0.250000',
    hasSecretKey: true,
  });
});

test('a payment is read with who got what, and a part of it is given back once each has it', async () => {
  await pay(ada, '100');
  const page = await panel.open(`/accounts/${ada.id}?tab=statement`, { as: owner });
  await page.locator('.tb-filters').getByRole('link', { name: 'Card payments' }).click();
  await page.getByRole('button', { name: 'Remove filter: Analytical Engines' }).waitFor();
  await expect.poll(async () => (await rowsOf(page)).map((cells) => cells.join(' '))).toHaveLength(1);
  const [cells] = await rowsOf(page);
  expect(cells!.join(' ')).toMatch(/Analytical Engines.*€100\.00.*4242.*Paid.*Top-up.*REC-/);
  await page.locator('tbody button').first().click();
  const drawer = page.getByRole('dialog', { name: 'Card payment' });
  await expect.poll(async () => (await rowsOf(drawer)).length).toBe(2);
  const levels = (await rowsOf(drawer)).map((row) => row.slice(-3));
  expect(levels).toEqual([
    ['€100.00', '€0.00', '€100.00'],
    ['€100.00', '€3.15', '€96.85'],
  ]);

  await drawer.getByRole('button', { name: 'Refund' }).click();
  const dialog = page.getByRole('dialog', { name: /^Refund to visa/ });
  const amount = dialog.getByRole('textbox', { name: 'Amount' });
  await dialog.getByText(`€100.00 of account ${shop.number}`).waitFor();
  await amount.fill('100.01');
  await dialog.getByRole('button', { name: 'Refund' }).click();
  await dialog.getByText('So much is not left of this payment.').waitFor();
  // The reseller paid a fee, so that it has not all of it.
  await amount.fill('100');
  await dialog.getByRole('button', { name: 'Refund' }).click();
  await dialog.getByText(`Account ${shop.number} has not enough available money`, { exact: false }).waitFor();
  await amount.fill('12.5');
  await dialog.getByText(`€12.50 of account ${ada.number}`).waitFor();
  await dialog.getByRole('textbox', { name: 'Note' }).fill('Two months too many');
  await page.keyboard.press('Enter');
  await page.getByText('€12.50 goes back to the card').waitFor();
  await drawer.getByText('Two months too many').waitFor();
  await drawer.getByText('€87.50').waitFor();
  expect([...stripe.refunds.values()].map(({ amount: cents }) => cents)).toEqual([1250]);

  const [intent] = [...stripe.intents.values()];
  await told(JSON.stringify(stripe.dispute(intent.id, { amount: 1000 })));
  await page.reload();
  await drawer.getByText('The bank took it back').waitFor();
  await drawer.getByText('Reason of the bank: fraudulent').waitFor();
});

test('a payment that cannot be credited is told loudly, and what to do', async () => {
  await owner.post('/exchange-rates', { fromCurrency: 'EUR', toCurrency: 'SEK', rate: '11' });
  const far = await made(
    reseller({ profile: { currency: 'SEK', company: 'W'.repeat(60) }, panelAccess: { password: PASSWORD } }),
  );
  const below = await made(payerBody(), await panel.signIn(far.number, PASSWORD));
  const holder = await panel.signIn(below.number, PASSWORD);
  const { url }: Json = await holder.post('/me/card-payments', { amount: '10' });
  await panel.database.pool.query("update exchange_rates set to_currency = 'NOK' where to_currency = 'SEK'");
  await told(JSON.stringify(stripe.pay(url.split('/').at(-1))));
  const page = await panel.open('/card-payments', { as: owner });
  const alert = page.getByRole('alert');
  await alert.getByText('1 payment came and could not be credited').waitFor();
  await alert.getByRole('link', { name: 'Show them' }).click();
  await expect.poll(async () => (await rowsOf(page)).length).toBe(1);
  await page.locator('tbody button').first().click();
  await page.getByRole('dialog').getByText('it is not credited yet', { exact: false }).waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await alert.getByRole('link', { name: 'Exchange rates' }).click();
  await page.getByRole('heading', { name: /rates/i }).first().waitFor();
});

test('a reseller sees the payments of its customers, without what is for staff', async () => {
  const page = await panel.open('/card-payments', { as: seller });
  await page.locator('tbody button').first().click();
  const drawer = page.getByRole('dialog', { name: 'Card payment' });
  await drawer.getByText('Analytical Engines').waitFor();
  expect(await drawer.getByText('Who got what').count()).toBe(0);
  expect(await drawer.getByRole('button', { name: 'Refund' }).count()).toBe(0);
});

const PAGES: readonly LookedAt[] = [
  ['payments', '/card-payments', 'tbody td'],
  ['none that match', '/card-payments?state=expired', '.tb-empty'],
  [
    'one payment and its refund',
    `/card-payments?account=${ada.id}`,
    'tbody td',
    async (page) => {
      await page.locator('tbody button').first().click();
      await page.getByRole('dialog').getByRole('button', { name: 'Refund' }).click();
      await page.locator('[role=dialog] form').waitFor();
    },
  ],
  ['the gateway', '/settings', '#payment-gateway form'],
];

test.each(PAGES.map((looked) => [looked[0], looked] as const))(
  'readable in every width, colour and language: %s',
  async (_name, looked) => {
    const page = await panel.open('/card-payments', { as: owner });
    expect(await lookAtAll(page, [looked])).toEqual([]);
  },
  120_000,
);
