/** The pages of prices, carriers, numbers and settings at both widths, in both colours, and in other languages. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { customer, type Json } from '../http/support.ts';
import { createCalls } from './calls-support.ts';
import { fillDialog } from './list-support.ts';
import { failedAdd, lookAtAll, type LookedAt } from './look-support.ts';
import { createPanel, PASSWORD } from './support.ts';

const panel = await createPanel();
const owner = await panel.createOwner();
const { retail, call } = await createCalls(panel, owner);
const { account, sipDevice }: Json = await owner.post(
  '/accounts',
  customer({ profile: { company: 'W'.repeat(60) } }),
);
// Refused, for nobody has said what it pays.
await call(sipDevice, '+493012345678', 10);
await owner.post(`/accounts/${account.id}/caller-ids`, { number: '+493012345678', isPresent: true });
await owner.post(`/accounts/${account.id}/speed-dials`, { digits: '1', destination: '0'.repeat(32) });
const [frankfurt] = (await owner.get('/trunks')).items;
await owner.post('/gateways', {
  trunkId: frankfurt.id,
  name: 'G'.repeat(100),
  host: `${'h'.repeat(60)}.example`,
});
await panel.database.pool.query(
  `insert into gateway_health (gateway_id, failures, rests, failed_at, sip_status, unhealthy_since, retry_at)
   select id, 4, 1, at, 408, at, at + interval '1 minute' from gateways, (select $1::timestamptz as at) as since`,
  [new Date('2026-11-24T12:00:00Z')],
);
await owner.post('/exchange-rates', { fromCurrency: 'USD', toCurrency: 'EUR', rate: '0.9234567891' });
await owner.patch(`/providers/${frankfurt.providerId}`, { name: 'P'.repeat(150) });
const did = await owner.post('/dids', {
  number: '+493012345678',
  label: 'L'.repeat(100),
  city: 'C'.repeat(100),
});
await owner.put(`/dids/${did.id}/assignment`, { accountId: account.id });
await owner.post('/dids', { number: '+493012345679', providerId: frankfurt.providerId });
await owner.post('/dids', { number: '+493012345670', label: 'L'.repeat(100) });
await owner.post('/access-numbers', { number: '+493012345670', language: 'de' });
const rules = [{ match: '0', lengthMin: 5, add: '+49' }];
const { id: localization } = await owner.post('/localizations', {
  name: 'L'.repeat(100),
  rules: { originationDestination: rules },
});
const pack = { name: 'P'.repeat(100), period: 'month', includedSeconds: 6030, prefixes: ['49', '4915'] };
const { id: packageId } = await owner.post('/packages', pack);
await owner.post(`/accounts/${account.id}/packages`, { packageId });
await owner.post('/api-keys', { name: 'K'.repeat(100) });
await owner.post('/taxes', { name: 'V'.repeat(100), percent: '19.1234' });
const sheet = {
  name: 'sheet.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(`Code,Cost/Min\n49,1\n${'x'.repeat(60)},1`),
};

/** A sheet of numbers of which no row can be used. */
const failedSheet = async (page: Page) => {
  const buffer = Buffer.from(`Number,Label\n044,${'x'.repeat(120)}\n`);
  await page.setInputFiles('input[type=file]', { ...sheet, buffer });
  await page.getByRole('dialog').locator('tbody td').first().waitFor();
};
/** Something typed, and Escape. */
const leaving = async (page: Page) => {
  await page.locator('.tb-filters-end button').last().click();
  await page.getByRole('dialog').locator('input').first().fill('1');
  await page.keyboard.press('Escape');
  await page.locator('.tb-record-foot[role=alert]').waitFor();
};

const role = await owner.post('/roles', {
  audience: 'staff',
  name: 'R'.repeat(100),
  description: 'D'.repeat(200),
  permissions: [],
});

const PAGES: readonly LookedAt[] = [
  ['roles', '/roles', 'tbody a'],
  ['a role', `/roles/${role.id}`, '.tb-permissions', (page) => page.getByRole('checkbox').nth(1).click()],
  ['audit', '/audit?from=2026-01-01', 'tbody a'],
  ['rates', '/rates', 'tbody a'],
  ['rate group form', '/rates', 'tbody a', failedAdd],
  ['rate group', `/rates/${retail}`, 'tbody td'],
  ['rate form', `/rates/${retail}`, 'tbody td', failedAdd],
  ['leaving a form', `/rates/${retail}`, 'tbody td', leaving],
  [
    'import',
    `/rates/${retail}/import`,
    '.tb-drop',
    (page) => page.setInputFiles('input', sheet).then(() => page.locator('.tb-sum').waitFor()),
  ],
  ['packages', '/rates?tab=packages', 'tbody td'],
  ['exchange rates', '/rates?tab=exchange', 'tbody td'],
  ['trunks', '/carriers', 'tbody a'],
  ['trunk', `/carriers/trunks/${frankfurt.id}`, 'tbody td'],
  ['providers', '/carriers?tab=providers', 'tbody td'],
  ['switches', '/carriers?tab=switches', 'tbody td'],
  ['DIDs', '/numbers', 'tbody td'],
  ['DID form', '/numbers', 'tbody td', failedAdd],
  ['range form', '/numbers?new=range', 'tbody td', (page) => page.getByRole('dialog').waitFor()],
  ['import of DIDs', '/numbers?new=import', '.tb-drop', failedSheet],
  ['access numbers', '/numbers?tab=access', 'tbody td'],
  ['localizations', '/localizations', 'tbody a'],
  [
    'localization',
    `/localizations/${localization}`,
    '.tb-rules',
    async (page) => {
      await page.locator('.tb-panel input').first().fill('030123');
      await page.locator('.tb-steps li').waitFor();
    },
  ],
  ['API keys', '/api-keys', 'tbody td'],
  ['security', '/security', 'tbody td'],
  [
    'second factor',
    '/security',
    'tbody td',
    async (page) => {
      await page.locator('.tb-head-actions button').last().click();
      await page.getByRole('dialog').locator('input').fill(PASSWORD);
      await page.keyboard.press('Enter');
      await page.locator('.tb-qr').waitFor();
    },
  ],
  ['settings', '/settings', '.tb-default'],
  ['dashboard', '/dashboard', '.tb-chart, .tb-empty'],
  ['calls', '/calls', 'tbody td'],
  ['calls by a mistake', '/calls?q=12', '[aria-invalid=true]'],
  ['exposure', '/exposure', '.tb-empty, tbody td'],
  ['call report', '/calls/report?by=account', 'tbody td'],
  ['no such page', '/nowhere', '.tb-lonely'],
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

test('in German no mistake of any dialog is told in English', async () => {
  const page = await panel.open('/rates?new=1', { as: owner, language: 'de' });
  const found: string[] = [];
  const mistakes = async (typed: Readonly<Record<string, string>>, count: number) => {
    await fillDialog(page, typed);
    const errors = page.locator('.mantine-InputWrapper-error');
    await expect.poll(() => errors.count()).toBe(count);
    found.push(...(await errors.allInnerTexts()));
  };
  await mistakes({ Aufschlag: 'x', 'Erster Takt': '0', 'Jeder weitere Takt': 'x' }, 4);
  await page.goto(`/rates/${retail}`);
  await page.getByRole('button', { name: 'Tarif hinzufügen' }).click();
  await mistakes({ Vorwahl: '04', 'Pro Minute': '1,2,3', Verbindung: '-1', 'Freie Sekunden': '4000' }, 4);
  await mistakes(
    {
      Vorwahl: '49',
      'Pro Minute': '1',
      Verbindung: '',
      'Freie Sekunden': '',
      'Gültig ab': '2026-01-01T01:00',
    },
    1,
  );
  await page.goto('/carriers?new=1');
  await mistakes({ 'Gleichzeitige Anrufe': '0', Wegnehmen: 'x', Davorsetzen: 'x', Codecs: 'a/b' }, 7);
  await page.goto('/carriers?tab=switches&new=1');
  await mistakes({ Name: 'SIP', Steueradresse: 'x' }, 1);
  await mistakes({ Steueradresse: '' }, 1);
  await page.goto(`/accounts/${account.id}?tab=numbers`);
  for (const [button, typed, count] of [
    ['IP-Adresse hinzufügen', { 'Adresse oder Netz': '10.0.0.0/8', 'Technische Vorwahl': 'x' }, 2],
    ['Anrufernummer hinzufügen', { Nummer: '+493012345678' }, 1],
    ['Kurzwahl hinzufügen', { Ziffern: '1', 'Ruft an': '+4930123456' }, 1],
    ['Vorwahl sperren', { Vorwahl: 'x' }, 1],
  ] as const) {
    await page.getByRole('button', { name: button }).first().click();
    await mistakes(typed, count);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Verwerfen' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  }
  for (const text of found)
    expect(text).not.toMatch(/\b(Send|Type|Use|has|have|Give|Choose|There|at most|Required|must|expected)\b/);
});
