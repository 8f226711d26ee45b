/** The pages of accounts at both widths, in both colours, in long words and from right to left; and by keyboard alone. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { customer, type Json } from '../http/support.ts';
import { createCalls } from './calls-support.ts';
import { failedDialog, failedSave, lookAt, lookAtAll, type LookedAt } from './look-support.ts';
import { createPanel } from './support.ts';

const panel = await createPanel();
const owner = await panel.createOwner();
const { retail, call } = await createCalls(panel, owner);
const { account, sipDevice }: Json = await owner.post(
  '/accounts',
  customer({
    profile: {
      firstName: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerk',
      company: 'W'.repeat(60),
    },
    billing: { rateGroupId: retail, accountType: 'postpaid', creditLimit: '1000000' },
  }),
);
await owner.post(`/accounts/${account.id}/payments`, { amount: '20', method: 'cash', note: 'x'.repeat(150) });
const answered = await call(sipDevice, '+493012345678901', 83);
await call(sipDevice, '+493012345678');
await call(sipDevice, '+33142685300');

for (const [path, body] of [
  ['ip-addresses', { network: '2001:db8:1234::/48', techPrefix: '0123456789', label: 'L'.repeat(80) }],
  ['caller-ids', { number: '+493012345678', isPresent: true, isPinless: true, isVerified: true }],
  ['speed-dials', { digits: '1', destination: '0'.repeat(32) }],
] as const)
  await owner.post(`/accounts/${account.id}/${path}`, body);

const did = await owner.post('/dids', {
  number: '+493012345678',
  label: 'L'.repeat(100),
  city: 'C'.repeat(100),
});
await owner.put(`/dids/${did.id}/assignment`, { accountId: account.id });
const sheet = {
  name: 'sheet.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(`Code,Cost/Min\n49,1\n${'x'.repeat(60)},1`),
};

await owner.post(`/accounts/${account.id}/invite`);
const many = { count: 3, template: { profile: { firstName: 'Card' } } };
const { jobId } = await owner.post('/accounts/create-many', many);

const at = (tab: string) => `/accounts/${account.id}?tab=${tab}`;
const failedMany = async (page: Page) => {
  await page.locator('button[type=submit]').click();
  await page.locator('[aria-invalid=true]').first().waitFor();
};
const openMore = async (page: Page) => {
  await page.locator('.tb-page-head button').last().click();
  await page.getByRole('menu').waitFor();
};
const openExport = async (page: Page) => {
  await openMore(page);
  await page.getByRole('menuitem').last().click();
  await page.getByRole('dialog').waitFor();
};

const PAGES: readonly LookedAt[] = [
  ['accounts', '/accounts', 'tbody a'],
  ['account at the side', `/accounts?open=${account.id}`, '[role=dialog] .tb-movements li'],
  ['nothing found', '/accounts?q=nobody', '.tb-empty'],
  ['create, quick', '/accounts/new?kind=customer', '.tb-form', failedSave],
  ['create, full', '/accounts/new?kind=reseller', '#field-billing-reference', failedSave],
  [
    'import of accounts',
    '/accounts/import',
    '.tb-drop',
    async (page) => {
      await page.setInputFiles('input', { ...sheet, buffer: Buffer.from('Name,E-mail\nZoë,nonsense\n') });
      await page.locator('button[type=submit]').click();
      await page.locator('.tb-sum').waitFor();
    },
  ],
  ['many accounts', '/accounts/create-many', 'button[type=submit]', failedMany],
  ['more', '/accounts', 'tbody a', openMore],
  ['export', '/accounts', 'tbody a', openExport],
  ['jobs', '/jobs', 'tbody a'],
  ['job', `/jobs/${jobId}`, '.tb-job-progress'],
  ['timeline', at('timeline'), 'tbody strong'],
  ['overview', at('overview'), '.tb-movements li'],
  ['statement', at('statement'), 'tbody td'],
  ['calls', at('calls'), 'tbody td'],
  [
    'simulated call',
    at('overview'),
    '.tb-use',
    async (page) => {
      await page.locator('.tb-account-money > button').nth(1).click();
      await page.getByRole('dialog').locator('input').first().fill('030 12345678');
      await page.getByRole('dialog').locator('button[type=submit]').click();
      await page.locator('.tb-trace li').first().waitFor();
    },
  ],
  ['live calls', at('live'), '.tb-empty'],
  ['call', `${at('calls')}&call=${answered}`, '.tb-trace li'],
  ['devices', at('devices'), 'tbody td'],
  ['numbers', at('numbers'), 'tbody td'],
  ['number form', at('numbers'), 'tbody td', failedDialog],
  ['mails', at('mails'), 'tbody td'],
  ['profile', at('profile'), '.tb-groups'],
  ['top-up', `${at('overview')}&topUp=1`, '.tb-preview'],
];

/** A test that looks at all of them would take longer than one may. */
const HALF = Math.ceil(PAGES.length / 2);
test.each([
  ['the first half', PAGES.slice(0, HALF)],
  ['the second half', PAGES.slice(HALF)],
])('nothing serious for axe, nothing sideways, nothing turned the wrong way: %s', async (_half, pages) => {
  // Egypt writes other digits; account numbers have none of them.
  const page = await panel.open('/accounts', { as: owner, locale: 'ar-EG' });
  expect(await lookAtAll(page, pages)).toEqual([]);
});

test('the gates: signing in, a forgotten password, a one-time password, and an invitation that is over', async () => {
  const signIn = await panel.open('/sign-in');
  await signIn.getByRole('button', { name: 'Sign in' }).click();
  const forgot = await panel.open('/forgot-password');
  await forgot.getByText('No e-mail can be sent from here. Ask').waitFor();
  const change = await panel.open('/change-password', { as: owner });
  await change.getByRole('heading').waitFor();
  const invite = await panel.open('/invite#gone');
  await invite.getByRole('alert').waitFor();
  expect([
    ...(await lookAt(signIn, 'sign-in')),
    ...(await lookAt(forgot, 'forgotten password')),
    ...(await lookAt(change, 'change of the password')),
    ...(await lookAt(invite, 'invitation')),
  ]).toEqual([]);
});

test('in German no mistake of the form is told in English', async () => {
  const page = await panel.open('/accounts/new?kind=customer', { as: owner, language: 'de' });
  await page.getByText('Alle Felder', { exact: true }).click();
  for (const [label, value] of [
    ['E-Mail', 'x@'],
    ['Passwort', 'abc'],
    ['PIN', '12x'],
    ['Kontonummer', '12'],
    ['Telefon', '030 12'],
    ['Kreditrahmen', '-5'],
    ['Ort', 'x'.repeat(101)],
  ] as const) {
    await page.getByRole('textbox', { name: label, exact: true }).fill(value);
  }
  await page.getByRole('radiogroup', { name: 'Gleichzeitige Anrufe' }).getByText('Zahl').click();
  await page.getByRole('textbox', { name: 'Gleichzeitige Anrufe' }).fill('0');
  await failedSave(page);
  const items = await page.getByRole('alert').getByRole('listitem').allInnerTexts();
  expect(items).toHaveLength(9);
  for (const item of items) expect(item).not.toMatch(/\b(Send|Type|Use|has|Give|at most|Required)\b/);
});

test('the keyboard alone makes a customer', async () => {
  const page = await panel.open('/accounts', { as: owner });
  await page.locator('tbody a').first().waitFor();
  await page.keyboard.press('Tab');
  await page.locator('.tb-skip:focus').waitFor();
  await tabTo(page, 'Create customer');
  await page.keyboard.press('Enter');
  await page.locator('.tb-form').waitFor();
  await tabTo(page, 'E-mail');
  await page.keyboard.type('keys@example.com');
  await tabTo(page, 'First name');
  await page.keyboard.type('Keys');
  await tabTo(page, 'Rate group');
  await page.keyboard.type('Ret');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('heading', { name: 'Created: Keys' }).waitFor();
  const [{ id }] = (await owner.get('/accounts?q=keys%40example.com')).items;
  expect((await owner.get(`/accounts/${id}`)).billing.rateGroupId).toBe(retail);
});

/** Presses Tab until what has the focus is called so. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab');
    const label: string = await page.evaluate(
      `((element) => element.labels?.[0]?.innerText ?? element.ariaLabel ?? element.innerText)(document.activeElement)`,
    );
    if (label.replace(' *', '').trim() === name) return;
  }
  expect.unreachable(`Tab never came to "${name}"`);
}
