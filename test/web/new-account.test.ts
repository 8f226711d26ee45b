/** What stands around the form of a new account: templates, drafts, the price of a sample call, a reseller's settings. */
import { expect, test } from 'vitest';
import type { Json } from '../http/support.ts';
import { overflowOf, seriousFindings } from './look-support.ts';
import { createPanel, NARROW, PASSWORD } from './support.ts';
import { accountsNamed, choose, fill, numberOf, openForm, pick } from './form-support.ts';

const panel = await createPanel();
const owner = await panel.createOwner();
const NEW = '/accounts/new?kind=customer';

const retail = await owner.post('/rate-groups', {
  name: 'Retail',
  currency: 'EUR',
  initialIncrementSeconds: 60,
  incrementSeconds: 6,
});
await owner.post(`/rate-groups/${retail.id}/rates`, {
  prefix: '49',
  costPerMinute: '0.089',
  destination: 'Germany',
});
const madeReseller = await owner.post('/accounts', {
  kind: 'reseller',
  panelAccess: { email: 'north@example.com', password: PASSWORD },
  profile: { firstName: 'North', country: 'DE', timezone: 'Europe/Berlin', currency: 'EUR' },
  resellerTerms: { type: 'distributor' },
});
const reseller = await panel.signIn(madeReseller.account.number, PASSWORD);

const LONG = {
  kind: 'customer',
  name: 'W'.repeat(100),
  values: { billing: { rateGroupId: retail.id } },
};
async function longTemplate(): Promise<Json> {
  const { items } = await owner.get('/account-templates');
  return items.find(({ name }: Json) => name === LONG.name) ?? (await owner.post('/account-templates', LONG));
}

test('what stands in the form is kept as a template, fills the next form, and is managed in the settings', async () => {
  const page = await panel.open(NEW, { as: owner });
  await openForm(page);
  await choose(page, 'Country', 'Switzerland (CH)');
  await choose(page, 'Currency', 'CHF · Swiss Franc');
  await pick(page, 'Concurrent calls', 'Unlimited');
  await pick(page, 'Account type', 'Postpaid');
  await fill(page, { 'Credit limit': '250', 'First name': 'Ada', City: 'Bern', PIN: '482913' });
  await page.getByRole('checkbox', { name: 'Create SIP device' }).uncheck();
  await choose(page, 'Rate group', 'Retail (EUR)');
  await page.getByRole('button', { name: 'Save as template' }).click();
  const dialog = page.getByRole('dialog', { name: 'Save as template' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Swiss office');
  await dialog.getByRole('checkbox', { name: 'Default' }).check();
  await dialog.getByRole('button', { name: 'Save as template' }).click();
  await dialog.waitFor({ state: 'detached' });
  const [template] = (await owner.get('/account-templates')).items as [Json];
  expect(template).toMatchObject({
    kind: 'customer',
    name: 'Swiss office',
    isDefault: true,
    values: {
      panelAccess: { createSipDevice: false },
      settings: { concurrentCalls: 'unlimited' },
      profile: { country: 'CH', timezone: 'Europe/Zurich', currency: 'CHF' },
      billing: { accountType: 'postpaid', creditLimit: '250', rateGroupId: retail.id },
    },
  });
  for (const secret of ['482913', 'Ada', 'Bern']) expect(JSON.stringify(template)).not.toContain(secret);

  await page.evaluate('sessionStorage.clear()');
  await page.goto(NEW);
  await page.getByRole('combobox', { name: 'Template' }).waitFor();
  expect(await page.getByRole('combobox', { name: 'Template' }).inputValue()).toBe('Swiss office (default)');
  expect(await page.getByRole('combobox', { name: 'Country' }).inputValue()).toBe('Switzerland (CH)');
  expect(await page.getByRole('radio', { name: 'Postpaid' }).isChecked()).toBe(true);
  await choose(page, 'Template', 'None');
  await expect.poll(() => page.getByRole('combobox', { name: 'Country' }).inputValue()).toBe('Germany (DE)');
  await choose(page, 'Template', 'Swiss office (default)');
  await fill(page, { 'First name': 'Grace', 'E-mail': 'grace@example.com' });
  await page.getByRole('button', { name: 'Create customer' }).click();
  await page.getByRole('heading', { name: 'Created: Grace' }).waitFor();
  const [{ id }] = (await accountsNamed(owner, 'grace@example.com')) as [Json];
  expect(await owner.get(`/accounts/${id}`)).toMatchObject({
    settings: { concurrentCalls: 'unlimited' },
    profile: { country: 'CH', currency: 'CHF', city: '' },
    billing: { accountType: 'postpaid', creditLimit: '250.000000', rateGroupId: retail.id },
  });

  await page.goto('/settings');
  await page.getByRole('button', { name: 'Edit Swiss office' }).click();
  const edit = page.getByRole('dialog', { name: 'Change the template' });
  await edit.getByRole('textbox', { name: 'Name' }).fill('Swiss offices');
  await edit.getByRole('checkbox', { name: 'Default' }).uncheck();
  await edit.getByRole('button', { name: 'Save changes' }).click();
  await page.getByRole('button', { name: 'Remove Swiss offices' }).waitFor();
  const [changed] = (await owner.get('/account-templates')).items as [Json];
  expect(changed).toMatchObject({ name: 'Swiss offices', isDefault: false, values: template.values });
  await page.getByRole('button', { name: 'Remove Swiss offices' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete the template' }).click();
  await page.getByText('No templates yet').waitFor();
});

test('many accounts take a template, and the field that it decides is not asked for', async () => {
  const values = { panelAccess: { createSipDevice: false }, profile: { city: 'Chur' } };
  const template = await owner.post('/account-templates', { kind: 'customer', name: 'Cards', values });
  const page = await panel.open('/accounts/create-many', { as: owner });
  await fill(page, { 'How many': '1', Name: 'Card' });
  await choose(page, 'Template', 'Cards');
  await page.getByRole('checkbox', { name: 'Create SIP device' }).waitFor({ state: 'detached' });
  const [request] = await Promise.all([
    page.waitForRequest('**/accounts/create-many'),
    page.getByRole('button', { name: 'Create the accounts' }).click(),
  ]);
  expect(request.postDataJSON()).toMatchObject({ templateId: template.id, count: 1 });
  expect(request.postData()).not.toContain('createSipDevice');
  await page.waitForURL('**/jobs/*');
});

test('a value that no template may have is said with the name of its field', async () => {
  const page = await panel.open(NEW, { as: owner });
  await openForm(page);
  await fill(page, { 'Credit limit': '100' });
  await page.getByRole('button', { name: 'Save as template' }).click();
  const dialog = page.getByRole('dialog', { name: 'Save as template' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Wrong');
  await dialog.getByRole('button', { name: 'Save as template' }).click();
  await dialog.getByRole('alert').getByText('Credit limit: ').waitFor();
});

test('a draft goes on in another browser, is thrown away on request, and ends when the account is made', async () => {
  const first = await panel.open(NEW, { as: reseller });
  await openForm(first);
  await fill(first, { 'First name': 'Katherine', City: 'Hampton', Password: 'nine small green boats' });
  await first.getByText('Draft kept, without passwords.').waitFor();
  const kept = async () => (await reseller.get('/account-drafts')).items as Json[];
  await expect.poll(async () => JSON.stringify(await kept())).toContain('Hampton');
  expect(JSON.stringify(await kept())).not.toContain('nine small');

  const second = await panel.open(NEW, { as: reseller, viewport: NARROW });
  const drafts = second.getByRole('region', { name: 'Begun and not saved yet' });
  await drafts.getByText('1 draft', { exact: true }).click();
  await drafts.getByRole('button', { name: 'Continue: Katherine' }).click();
  await second.getByText('Your draft is back.').waitFor();
  expect(await second.getByRole('textbox', { name: 'First name' }).inputValue()).toBe('Katherine');
  await fill(second, { 'E-mail': 'katherine@example.com' });
  await second.getByRole('button', { name: 'Create customer' }).click();
  await second.getByRole('heading', { name: 'Created: Katherine' }).waitFor();
  await expect.poll(kept).toEqual([]);

  const third = await panel.open(NEW, { as: reseller });
  await fill(third, { 'First name': 'Nobody' });
  await expect.poll(async () => (await kept()).length).toBe(1);
  await third.reload();
  await third.getByRole('button', { name: 'Discard it and begin anew' }).click();
  await expect.poll(() => third.getByRole('textbox', { name: 'First name' }).inputValue()).toBe('');
  expect(await kept()).toEqual([]);
  // Typed and taken away again is nothing typed.
  await fill(third, { 'First name': 'Nobody' });
  await expect.poll(async () => (await kept()).length).toBe(1);
  await fill(third, { 'First name': '' });
  await expect.poll(kept).toEqual([]);
});

test('the price of a sample call stands in words, follows what is typed, and says what is missing', async () => {
  const page = await panel.open(NEW, { as: owner });
  await choose(page, 'Rate group', 'Retail (EUR)');
  await page.getByText('60/6 → 90 s = €0.1335').waitFor();
  await page.getByText('No switch is connected yet').waitFor();
  const number = page.getByRole('textbox', { name: 'Price of a call to' });
  await number.fill('+33123456789');
  await page.getByText('No rate for +33123456789').waitFor();
  await number.fill('hello');
  await page.getByText('is no telephone number').waitFor();
  await number.fill('');
  await choose(page, 'Country', 'Switzerland (CH)');
  await page.getByText('No rate for mobile phones in Switzerland').waitFor();
});

test('in German too', async () => {
  const page = await panel.open(NEW, { as: owner, language: 'de', locale: 'de-DE' });
  await page.locator('#field-billing-rateGroupId').fill('Retail (EUR)');
  await page.getByRole('option', { name: 'Retail (EUR)' }).click();
  await page.getByText(/60\/6 → 90 s = 0,1335\s€/).waitFor();
  await page.getByRole('textbox', { name: 'Preis eines Anrufs an' }).fill('hallo');
  await page.getByText('„hallo“ ist keine Telefonnummer.').waitFor();
  await owner.post('/account-templates', { kind: 'customer', name: 'Büro', values: {} });
  await page.getByRole('button', { name: 'Als Vorlage speichern' }).click();
  const dialog = page.getByRole('dialog', { name: 'Als Vorlage speichern' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Büro');
  await dialog.getByRole('button', { name: 'Als Vorlage speichern' }).click();
  await dialog.getByText('schon eine Vorlage mit diesem Namen').waitFor();
});

test.each(['light', 'dark'] as const)(
  'in %s colours with all of it: WCAG by axe, nothing sideways',
  async (colorScheme) => {
    const draft = { kind: 'customer', form: { profile: { firstName: 'W'.repeat(90) } } };
    await owner.put('/account-drafts/99999999-9999-4999-8999-999999999999', draft);
    await owner.put(`/account-templates/${(await longTemplate()).id}`, { ...LONG, isDefault: true });
    for (const path of [NEW, '/settings']) {
      const page = await panel.open(path, { as: owner, viewport: NARROW, colorScheme });
      if (path === NEW) await page.getByRole('region', { name: 'Begun and not saved yet' }).waitFor();
      if (path === NEW) await page.getByText('60/6 → 90 s').waitFor();
      await page.getByText('W'.repeat(90)).first().waitFor({ state: 'attached' });
      expect([...(await seriousFindings(page, path)), ...(await overflowOf(page, path))]).toEqual([]);
    }
  },
);

test('a reseller sets what is proposed for its accounts, and goes back to what is inherited', async () => {
  await owner.patch('/settings', { settings: { 'defaults.currency': 'USD' } });
  const page = await panel.open('/settings', { as: reseller });
  const form = page.getByRole('form', { name: 'Proposed for new accounts' });
  await form.getByText('Inherited: whoever is above you set it.').waitFor();
  await form.getByRole('combobox', { name: 'Currency' }).fill('CHF');
  await page.getByRole('option', { name: 'CHF' }).first().click();
  await form.getByRole('button', { name: 'Save changes' }).click();
  const currency = async () => (await reseller.get('/settings')).settings['defaults.currency'];
  await expect.poll(currency).toMatchObject({ value: 'CHF', isDefault: false });
  expect(await page.getByRole('heading', { name: 'Mail server' }).count()).toBe(0);
  await form.getByRole('button', { name: 'Back to the default: Currency' }).click();
  await form.getByRole('button', { name: 'Save changes' }).click();
  await expect.poll(currency).toMatchObject({ value: 'USD', isDefault: true });
});

test('a form follows the owner that is chosen: what was not touched is proposed anew, and no foreign list stays', async () => {
  const own = await reseller.post('/rate-groups', { name: 'Of the north', currency: 'CHF' });
  const settings = { 'defaults.currency': 'CHF', 'defaults.country': 'CH', 'defaults.rate_group_id': own.id };
  await reseller.patch('/settings', { settings });
  const template = await longTemplate();
  await owner.put(`/account-templates/${template.id}`, { ...LONG, isDefault: false });
  const page = await panel.open(NEW, { as: owner });
  await openForm(page);
  const valueOf = (label: string) => page.getByRole('combobox', { name: label, exact: true }).inputValue();
  await choose(page, 'Rate group', 'Retail (EUR)');
  await choose(page, 'Country', 'Austria (AT)');
  await choose(page, 'Reseller', `North (${madeReseller.account.number})`);
  await expect.poll(() => valueOf('Currency')).toBe('CHF · Swiss Franc');
  await expect.poll(() => valueOf('Rate group')).toBe('Of the north (CHF)');
  expect(await valueOf('Country')).toBe('Austria (AT)');
  await fill(page, { 'First name': 'Nora', 'E-mail': 'nora@example.com' });
  await page.keyboard.press('Meta+Enter');
  await page.getByRole('heading', { name: 'Created: Nora' }).waitFor();
  const [{ id }] = (await accountsNamed(owner, 'nora@example.com')) as [Json];
  expect(await owner.get(`/accounts/${id}`)).toMatchObject({
    panelAccess: { parentId: madeReseller.account.id },
    profile: { country: 'AT', currency: 'CHF' },
    billing: { rateGroupId: own.id },
  });
});

test('another one like it keeps everything but whose account it is', async () => {
  const page = await panel.open(NEW, { as: owner });
  await openForm(page);
  let answer = () => {};
  const isAsked = new Promise<void>((resolve) => (answer = resolve));
  await page.route('**/accounts/defaults?*', async (route) => {
    await isAsked;
    await route.continue();
  });
  await choose(page, 'Reseller', `North (${madeReseller.account.number})`);
  // What the reseller proposes comes while somebody types, and leaves it standing.
  const country = page.getByRole('combobox', { name: 'Country', exact: true });
  await country.fill('Austria');
  answer();
  await expect
    .poll(() => page.getByRole('combobox', { name: 'Currency', exact: true }).inputValue())
    .toMatch(/^CHF/);
  expect(await country.inputValue()).toBe('Austria');
  await page.getByRole('option', { name: 'Austria (AT)', exact: true }).click();
  await pick(page, 'Account type', 'Postpaid');
  await fill(page, { 'First name': 'Una', 'E-mail': 'una@example.com', City: 'Chur', Reference: 'crm-1' });
  const number = await numberOf(page);
  await page.getByRole('button', { name: 'Create customer' }).click();
  await page.getByRole('button', { name: 'Create another like this' }).click();
  await openForm(page);
  for (const name of ['First name', 'E-mail', 'Reference'])
    expect(await page.getByRole('textbox', { name, exact: true }).inputValue(), name).toBe('');
  expect(await numberOf(page)).not.toBe(number);
  await fill(page, { 'First name': 'Dua', 'E-mail': 'dua@example.com' });
  await page.getByRole('button', { name: 'Create customer' }).click();
  await page.getByRole('heading', { name: 'Created: Dua' }).waitFor();
  const [{ id }] = (await accountsNamed(owner, 'dua@example.com')) as [Json];
  expect(await owner.get(`/accounts/${id}`)).toMatchObject({
    panelAccess: { parentId: madeReseller.account.id },
    profile: { city: 'Chur', country: 'AT', timezone: 'Europe/Vienna' },
    billing: { accountType: 'postpaid', reference: '' },
  });
});

test('kinds: only those one may make; the written address opens its own, an unknown one asks, and a switch keeps what both have', async () => {
  const theirs = await panel.open('/accounts/new?kind=admin', { as: reseller });
  const kinds = theirs.getByRole('navigation', { name: 'Kind' });
  await theirs.getByRole('heading', { name: 'What do you want to create?' }).waitFor();
  expect(await kinds.getByRole('link').allInnerTexts()).toEqual(['Customer', 'Reseller']);

  const page = await panel.open('/accounts/new?kind=sub-admin', { as: owner });
  await page.getByRole('heading', { name: 'Create sub-admin' }).waitFor();
  await page.goto('/accounts/new?kind=provider');
  await page.waitForURL('**/carriers?tab=providers&new=1');
  await page.goto('/accounts/new?kind=pirate');
  await page.getByText('There is no such kind of account here').waitFor();
  await page.getByRole('link', { name: 'Customer', exact: true }).click();
  await page.locator('#field-panelAccess-email:focus').waitFor();
  await page.keyboard.type('both@example.com');
  await fill(page, { 'First name': 'Both' });
  await page.getByRole('link', { name: 'Reseller', exact: true }).click();
  await page.getByRole('heading', { name: 'Create reseller' }).waitFor();
  await numberOf(page);
  expect(await page.getByRole('textbox', { name: 'First name' }).inputValue()).toBe('Both');
  expect(await page.getByRole('textbox', { name: 'E-mail', exact: true }).inputValue()).toBe(
    'both@example.com',
  );
  await fill(page, { City: 'Aarau' });
  await page.getByRole('link', { name: 'Admin', exact: true }).click();
  await page.getByRole('heading', { name: 'Create admin' }).waitFor();
  expect(await page.getByRole('textbox', { name: 'City' }).inputValue()).toBe('Aarau');
});
