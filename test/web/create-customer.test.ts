/** The page that makes a customer: every field, every mistake, nothing lost, one account. */
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import type { Json } from '../http/support.ts';
import { ensureDebianPackages } from '../support/debian-packages.ts';
import { createPanel, PASSWORD } from './support.ts';
import { accountsNamed, choose, fill, numberOf, openForm, pick } from './form-support.ts';

const panel = await createPanel();
const owner = await panel.createOwner();
const NEW = '/accounts/new?kind=customer';

const commissionReseller = await owner.post('/accounts', {
  kind: 'reseller',
  panelAccess: { email: 'sales@hansa.example', password: PASSWORD },
  profile: { firstName: 'Hansa', country: 'DE', timezone: 'Europe/Berlin', currency: 'CHF' },
  resellerTerms: { type: 'commission', commissionPercent: '10' },
});
const retail = await owner.post('/rate-groups', { name: 'Retail', currency: 'CHF' });
const nonCli = await owner.post('/rate-groups', { name: 'Without caller ID', currency: 'EUR' });
const [vat, cityTax] = await idsOf(
  `insert into taxes (owner_id, name, rate_ppm) select id, name, ppm from accounts, (values ('City', 25000), ('VAT', 81000)) t (name, ppm)
   where kind = 'operator' order by name desc returning public_id as id`,
);
const [localization] = await idsOf(
  `insert into localization_sets (owner_id, name) select id, 'Swiss dialling' from accounts where kind = 'operator' returning public_id as id`,
);

async function idsOf(statement: string): Promise<string[]> {
  const { rows } = await panel.database.pool.query<{ id: string }>(statement);
  return rows.map(({ id }) => id);
}

test('every field that is filled in is stored and stands on the account’s page', async () => {
  const page = await panel.open(NEW, { as: owner });
  await openForm(page);
  await choose(page, 'Reseller', `Hansa (${commissionReseller.account.number})`);
  await fill(page, {
    'Account number': '4711081500',
    'E-mail': 'zoe@example.com',
    Password: 'seven small green boats',
    PIN: '482913',
  });
  await pick(page, 'Concurrent calls', 'Number');
  await fill(page, { 'Concurrent calls': '12' });
  await pick(page, 'Call attempts per second (CPS)', 'Unlimited');
  await choose(page, 'Localization', 'Swiss dialling');
  await page.getByRole('checkbox', { name: 'Allow local calls' }).uncheck();
  await fill(page, { 'Local call rate': '0,0125' });
  await page.getByRole('checkbox', { name: 'Notifications' }).uncheck();
  await page.getByRole('checkbox', { name: 'Payment gateway permission' }).check();
  await fill(page, {
    'First name': 'Zoë',
    'Last name': 'O’Neil Ñandú',
    Company: 'Bücher & Söhne',
    Phone: '+41 44 668 18 00',
    'Address 1': 'Bahnhofstrasse 1',
    'Address 2': 'c/o Keller',
    ZIP: '8001',
    City: 'Zürich',
    Province: 'ZH',
  });
  const addresses = page.getByRole('combobox', { name: 'Notification e-mail' });
  await addresses.fill('a@example.com');
  await addresses.press('Enter');
  await addresses.fill('b@example.com');
  await choose(page, 'Country', 'Switzerland (CH)');
  expect(await page.getByRole('combobox', { name: 'Time zone' }).inputValue()).toBe('Europe/Zurich');
  await choose(page, 'Time zone', 'Europe/Vaduz');
  await choose(page, 'Currency', 'CHF · Swiss Franc');
  await pick(page, 'Account type', 'Postpaid');
  await fill(page, { 'Credit limit': '250.5' });
  await choose(page, 'Rate group', 'Retail (CHF)');
  await choose(page, 'CLI pool', 'No match with either: NON-CLI rates');
  await choose(page, 'NON-CLI rate group', 'Without caller ID (EUR)');
  await choose(page, 'Billing schedule', 'Weekly');
  await choose(page, 'Billing day', 'Thursday');
  await choose(page, 'Taxes', 'VAT (8.1%)');
  await choose(page, 'Taxes', 'City (2.5%)');
  await page.keyboard.press('Escape');
  await fill(page, { 'Tax number': 'CHE-123.456.789', Reference: 'crm:{{77}}' });
  await page.getByRole('checkbox', { name: 'Generate invoice' }).check();
  // What they make of ten francs, beside the form.
  await page.getByText(/10\.00 \+ 0\.81 .VAT. \+ 0\.25 .City. = CHF\s11\.06/).waitFor();
  await page.getByText('First invoice').waitFor();
  await fill(page, { 'Invoice note': 'Thank you.\nPay within 14 days.' });
  await page.getByRole('button', { name: 'Create customer' }).click();

  await page.getByRole('heading', { name: 'Created: ' }).waitFor();
  const sip = page.locator('.tb-panel', { hasText: 'SIP device' });
  await sip.getByText('sip.example.com').waitFor();
  await sip.getByText('No switch is connected: no phone can register').waitFor();
  await sip.getByRole('img', { name: 'QR code with the SIP account' }).waitFor();
  const [username = '', , sipPassword = ''] = await sip.locator('code').allTextContents();

  const [found] = await accountsNamed(owner, '4711081500');
  const account = await owner.get(`/accounts/${found.id}`);
  expect(account).toMatchObject({
    panelAccess: {
      parentId: commissionReseller.account.id,
      number: '4711081500',
      email: 'zoe@example.com',
      hasPin: true,
    },
    settings: {
      concurrentCalls: 12,
      cps: 'unlimited',
      localizationId: localization,
      allowLocalCalls: false,
      localCallRate: '0.012500000',
      notifications: false,
      paymentGatewayPermission: true,
    },
    profile: {
      firstName: 'Zoë',
      lastName: 'O’Neil Ñandú',
      company: 'Bücher & Söhne',
      phone: '+41 44 668 18 00',
      notificationEmails: ['a@example.com', 'b@example.com'],
      address1: 'Bahnhofstrasse 1',
      address2: 'c/o Keller',
      zip: '8001',
      city: 'Zürich',
      province: 'ZH',
      country: 'CH',
      timezone: 'Europe/Vaduz',
      currency: 'CHF',
    },
    billing: {
      accountType: 'postpaid',
      creditLimit: '250.500000',
      rateGroupId: retail.id,
      cliPool: 'rate_either',
      nonCliRateGroupId: nonCli.id,
      schedule: 'weekly',
      billingDay: 4,
      taxIds: [vat, cityTax],
      taxNumber: 'CHE-123.456.789',
      generateInvoice: true,
      invoiceNote: 'Thank you.\nPay within 14 days.',
      reference: 'crm:{{77}}',
    },
    wallet: { currency: 'CHF', available: '250.500000' },
  });
  const { items: devices } = await owner.get(`/accounts/${found.id}/devices`);
  expect(devices.map((device: Json) => device.username)).toEqual([username]);
  expect(sipPassword).toHaveLength(24);
  await panel.signIn('4711081500', 'seven small green boats');

  await page.getByRole('link', { name: 'Open the account' }).click();
  await page.getByRole('tab', { name: 'Profile & settings' }).click();
  const shown = (await page.getByRole('tabpanel').locator('dd').allInnerTexts()).join('\n');
  for (const text of `4711081500;zoe@example.com;12;Unlimited;Swiss dialling;Zoë;O’Neil Ñandú;Bücher & Söhne;+41 44 668 18 00;
    a@example.com, b@example.com;Bahnhofstrasse 1;c/o Keller;8001;Zürich;ZH;Switzerland;Europe/Vaduz;CHF;Postpaid;CHF 250.50;
    Retail;No match with either: NON-CLI rates;Without caller ID;Weekly;Thursday;VAT, City;CHE-123.456.789;Thank you.;crm:{{77}}`
    .split(';')
    .map((text) => text.trim())) {
    expect(shown.replaceAll('\u00a0', ' ')).toContain(text);
  }
  expect(await page.content()).not.toContain(sipPassword);
});

test('mistakes stand at their fields and in the summary, and nothing that was typed is lost', async () => {
  const page = await panel.open(NEW, { as: owner });
  await openForm(page);
  await fill(page, { 'First name': 'Grace', 'E-mail': 'grace@', Phone: '030 1234', 'Credit limit': '100' });
  await pick(page, 'Concurrent calls', 'Number');
  await fill(page, { 'Concurrent calls': '0', Password: 'grace' });
  await page.getByRole('button', { name: 'Create customer' }).click();

  const summary = page.getByRole('alert');
  await summary.getByText('5 fields need a correction').waitFor();
  const email = page.getByRole('textbox', { name: 'E-mail', exact: true });
  await page.locator('#field-panelAccess-email:focus').waitFor();
  expect(await email.getAttribute('aria-invalid')).toBe('true');
  await summary.getByRole('button', { name: 'Credit limit' }).click();
  await page.locator('#field-billing-creditLimit:focus').waitFor();

  await fill(page, { 'E-mail': 'zoe@example.com', Phone: '', Password: 'eight small green boats' });
  await fill(page, { 'Concurrent calls': '3' });
  await pick(page, 'Account type', 'Postpaid');
  await page.keyboard.press('Control+Enter');
  await summary.getByText('One field needs a correction').waitFor();
  await page.locator('#field-panelAccess-email-error').getByText('This address is in use.').waitFor();
  expect(await page.getByRole('textbox', { name: 'First name' }).inputValue()).toBe('Grace');
  expect(await page.getByRole('textbox', { name: 'Password' }).inputValue()).toBe('eight small green boats');

  await fill(page, { 'E-mail': 'grace@example.com' });
  await page.keyboard.press('Control+Enter');
  await page.getByRole('heading', { name: 'Created: Grace' }).waitFor();
  const [{ id }] = (await accountsNamed(owner, 'grace@example.com')) as [Json];
  const { billing, settings } = await owner.get(`/accounts/${id}`);
  expect([billing.creditLimit, settings.concurrentCalls]).toEqual(['100.000000', 3]);
});

test('a draft outlives a reload, but no secret is ever written down', async () => {
  const page = await panel.open(NEW, { as: owner });
  await openForm(page);
  await fill(page, { 'First name': 'Katherine', City: 'Hampton', Password: 'nine small green boats' });
  await pick(page, 'Account type', 'Postpaid');
  await page.reload();
  await page.getByText('Your draft is back.').waitFor();
  expect(await page.getByRole('textbox', { name: 'First name' }).inputValue()).toBe('Katherine');
  await openForm(page);
  expect(await page.getByRole('textbox', { name: 'City' }).inputValue()).toBe('Hampton');
  expect(await page.getByRole('radio', { name: 'Postpaid' }).isChecked()).toBe(true);
  const pin = await page.getByRole('textbox', { name: 'PIN' }).inputValue();
  const stored = await page.evaluate<string>('JSON.stringify([{ ...localStorage }, { ...sessionStorage }])');
  expect(stored).toContain('Katherine');
  for (const secret of ['nine small green boats', pin]) expect(stored).not.toContain(secret);
});

test('an ended session asks to sign in over the form and then saves it', async () => {
  const admin = await panel.signIn(panel.operator.number, PASSWORD);
  const page = await panel.open(NEW, { as: admin });
  await fill(page, { 'First name': 'Mary', 'E-mail': 'mary@example.com' });
  await numberReserved(page);
  await admin.post('/sign-out');
  await page.getByRole('button', { name: 'Create customer' }).click();
  const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
  await dialog.getByLabel('Account number or e-mail').fill(panel.operator.number);
  await dialog.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
  await dialog.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Created: Mary' }).waitFor();
});

test('a double click makes one account', async () => {
  const page = await panel.open(NEW, { as: owner });
  await fill(page, { 'First name': 'Twice', 'E-mail': 'twice@example.com' });
  await numberReserved(page);
  await page.getByRole('button', { name: 'Create customer' }).dblclick();
  await page.getByRole('heading', { name: 'Created: Twice' }).waitFor();
  expect(await accountsNamed(owner, 'Twice')).toHaveLength(1);
});

test('an answer that got lost and is asked for again makes one account, and says that its secrets are gone', async () => {
  const page = await panel.open(NEW, { as: owner });
  await fill(page, { 'First name': 'Lost', 'E-mail': 'lost@example.com' });
  await numberReserved(page);
  // The server has saved; the line breaks before the browser hears of it.
  await page.route(
    '**/api/v1/accounts',
    async (route) => {
      await route.fetch();
      await route.abort('connectionreset');
    },
    { times: 1 },
  );
  await page.getByRole('button', { name: 'Create customer' }).click();
  await page.getByRole('alert').getByText('cannot be reached').waitFor();
  await page.getByRole('button', { name: 'Create customer' }).click();
  await page.getByRole('heading', { name: 'Created: Lost' }).waitFor();
  await page.getByText('had already been made by the same form').waitFor();
  expect(await accountsNamed(owner, 'lost@example.com')).toHaveLength(1);
});

test('secrets are proposed, revealed, copied and drawn anew without being typed', async () => {
  const page = await panel.open(NEW, { as: owner });
  await openForm(page);
  for (const [name, shape] of [
    ['Password', /^[A-Za-z2-9]{16}$/],
    ['PIN', /^\d{6}$/],
  ] as const) {
    const input = page.getByRole('textbox', { name, exact: true });
    const before = await input.inputValue();
    expect(before).toMatch(shape);
    expect(await input.getAttribute('type')).toBe('password');
    await page.getByRole('button', { name: `Show ${name}` }).click();
    expect(await input.getAttribute('type')).toBe('text');
    await page.getByRole('button', { name: `New ${name}` }).click();
    const after = await input.inputValue();
    expect(after).toMatch(shape);
    expect(after).not.toBe(before);
    await page.getByRole('button', { name: `Copy ${name}` }).click();
    await expect.poll(() => page.evaluate('navigator.clipboard.readText()')).toBe(after);
  }
  const number = await numberOf(page);
  await page.getByRole('button', { name: 'New Account number' }).click();
  await expect.poll(() => numberOf(page)).not.toBe(number);
  expect(await numberOf(page)).toMatch(/^\d{10}$/);
  // It may have been told to somebody: a reload keeps it.
  const told = await numberOf(page);
  await page.reload();
  await openForm(page);
  await expect.poll(() => numberOf(page)).toBe(told);
});

test('names are data: markup in every field of the profile stays text', async () => {
  const attack = '<img src=x onerror=alert(1)>';
  const page = await panel.open(NEW, { as: owner });
  page.on('dialog', (dialog) => expect.unreachable(`a dialog opened: ${dialog.message()}`));
  await openForm(page);
  await fill(page, {
    'First name': attack,
    'Last name': '{{constructor}} $t(common.yes)',
    Company: attack,
    City: attack,
    'E-mail': 'attack@example.com',
  });
  await page.getByRole('button', { name: 'Create customer' }).click();
  await page.getByRole('heading', { name: attack }).waitFor();
  await page.getByRole('link', { name: 'Open the account' }).click();
  await page.getByRole('heading', { name: attack }).waitFor();
  await page.getByRole('tab', { name: 'Profile & settings' }).click();
  await page.getByRole('tabpanel').getByText('{{constructor}} $t(common.yes)').waitFor();
  expect(await page.getByRole('tabpanel').getByText(attack).count()).toBe(3);
  await page.goto('/accounts?q=attack%40example.com');
  await page.getByRole('link', { name: attack }).waitFor();
  expect(await page.locator('img').count()).toBe(0);
});

test('the form as curl is the exact request, quotes and all', async () => {
  const page = await panel.open(NEW, { as: owner });
  await numberReserved(page);
  await fill(page, { 'First name': `D'Arcy "the $HOME" \\`, 'E-mail': 'darcy@example.com' });
  await page.getByRole('button', { name: 'Copy as curl' }).click();
  await page.getByRole('button', { name: 'Copied' }).waitFor();
  const command: string = await page.evaluate('navigator.clipboard.readText()');
  const { key } = await owner.post('/api-keys', { name: 'curl' });
  ensureDebianPackages(['curl']);
  const env = { ...process.env, TOLLBOOK_API_KEY: key };
  // Not the synchronous one: the server that has to answer lives in this process.
  const script = `uuidgen() { echo ${randomUUID()}; }; ${command} -s`;
  const { stdout } = await promisify(execFile)('sh', ['-c', script], { env });
  const answer = JSON.parse(stdout);
  expect(answer.account?.profile?.firstName, JSON.stringify(answer)).toBe(`D'Arcy "the $HOME" \\`);
});

test('a reseller and an admin are made on the same page, each with the fields of its kind', async () => {
  const page = await panel.open(NEW, { as: owner });
  await page.getByRole('link', { name: 'Reseller', exact: true }).click();
  await page.getByRole('heading', { name: 'Create reseller' }).waitFor();
  await numberOf(page);
  for (const name of ['PIN', 'CLI pool', 'Localization'])
    expect(await page.getByLabel(name).count(), name).toBe(0);
  await fill(page, { 'First name': 'Seller', 'E-mail': 'seller@example.com', 'Invoice due days': '30' });
  await pick(page, 'Reseller type', 'Commission');
  await page.getByRole('button', { name: 'Create reseller' }).click();
  await page.getByRole('alert').getByRole('button', { name: 'Commission in percent' }).waitFor();
  await fill(page, { 'Commission in percent': '12.5' });
  await page.getByRole('button', { name: 'Create reseller' }).click();
  await page.getByRole('heading', { name: 'Created: Seller' }).waitFor();
  const [{ id }] = (await accountsNamed(owner, 'seller@example.com')) as [Json];
  expect((await owner.get(`/accounts/${id}`)).resellerTerms).toMatchObject({
    type: 'commission',
    commissionPercent: '12.5000',
    invoiceDueDays: 30,
  });

  await page.goto('/accounts/new?kind=admin');
  await numberOf(page);
  await fill(page, { 'First name': 'Boss', 'E-mail': 'boss@example.com' });
  const password = await page.getByRole('textbox', { name: 'Password' }).inputValue();
  await page.getByRole('button', { name: 'Create admin' }).click();
  await page.getByRole('heading', { name: 'Created: Boss' }).waitFor();
  await panel.signIn('boss@example.com', password);
});

type OpenPage = Awaited<ReturnType<typeof panel.open>>;

/** Folded, the number stands in the summary beside the form. */
function numberReserved(page: OpenPage): Promise<void> {
  return page
    .locator('.tb-form-aside')
    .getByText(/^\d{10}$/)
    .waitFor();
}
