/** Every page at both widths and in both colours: WCAG by axe, no sideways scrolling, long words, keyboard. */
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { customer, type Json } from '../http/support.ts';
import { createCalls } from './calls-support.ts';
import { fillDialog } from './list-support.ts';
import { createPanel, NARROW, WIDE } from './support.ts';

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

const [frankfurt] = (await owner.get('/trunks')).items;
await owner.post('/gateways', {
  trunkId: frankfurt.id,
  name: 'G'.repeat(100),
  host: `${'h'.repeat(60)}.example`,
});
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
const sheet = {
  name: 'sheet.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(`Code,Cost/Min\n49,1\n${'x'.repeat(60)},1`),
};

await owner.post(`/accounts/${account.id}/invite`);
const many = { count: 3, template: { profile: { firstName: 'Card' } } };
const { jobId } = await owner.post('/accounts/create-many', many);
const rules = [{ match: '0', lengthMin: 5, add: '+49' }];
const { id: localization } = await owner.post('/localizations', {
  name: 'L'.repeat(100),
  rules: { originationDestination: rules },
});
await owner.post('/api-keys', { name: 'K'.repeat(100) });

const at = (tab: string) => `/accounts/${account.id}?tab=${tab}`;
const failedSave = async (page: Page) => {
  await page.locator('button[type=submit]').click();
  await page.getByRole('alert').waitFor();
};
const failedDialog = async (page: Page, open = page.locator('.tb-panel-head button').nth(1)) => {
  await open.click();
  await page.getByRole('dialog').locator('button[type=submit]').click();
  await page.getByRole('dialog').locator('[aria-invalid=true]').first().waitFor();
};
/** The button that adds one more. */
const failedAdd = (page: Page) => failedDialog(page, page.locator('.tb-filters-end button').last());
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
/** Where it is, what shows that it is there, and what is done before looking. */
const PAGES: readonly (readonly [string, string, string, ((page: Page) => Promise<unknown>)?])[] = [
  ['accounts', '/accounts', 'tbody a'],
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
  ['overview', at('overview'), '.tb-movements li'],
  ['statement', at('statement'), 'tbody td'],
  ['calls', at('calls'), 'tbody td'],
  ['call', `${at('calls')}&call=${answered}`, '.tb-trace li'],
  ['devices', at('devices'), 'tbody td'],
  ['numbers', at('numbers'), 'tbody td'],
  ['number form', at('numbers'), 'tbody td', failedDialog],
  ['mails', at('mails'), 'tbody td'],
  ['profile', at('profile'), '.tb-groups'],
  ['top-up', `${at('overview')}&topUp=1`, '.tb-preview'],
  ['rates', '/rates', 'tbody a'],
  ['rate group form', '/rates', 'tbody a', failedAdd],
  ['rate group', `/rates/${retail}`, 'tbody td'],
  ['rate form', `/rates/${retail}`, 'tbody td', failedAdd],
  ['leaving a form', `/rates/${retail}`, 'tbody td', leaving],
  [
    'import',
    `/rates/${retail}/import`,
    '.tb-drop',
    (page) => page.setInputFiles('input', sheet).then(() => page.locator('tbody td').first().waitFor()),
  ],
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
  ['settings', '/settings', '.tb-default'],
  ['no such page', '/nowhere', '.tb-lonely'],
];

/** A test that looks at all of them would take longer than one may. */
const HALF = Math.ceil(PAGES.length / 2);
test.each([
  ['the first half', PAGES.slice(0, HALF)],
  ['the second half', PAGES.slice(HALF)],
])(
  'no page has a serious axe finding, light or dark, wide or narrow, or scrolls sideways: %s',
  async (_half, pages) => {
    const page = await panel.open('/accounts', { as: owner });
    const found: string[] = [];
    for (const [name, path, selector, prepare] of pages) {
      await page.goto(path);
      await page.locator(selector).first().waitFor();
      await prepare?.(page);
      found.push(...(await lookAt(page, name)));
    }
    expect(found).toEqual([]);
  },
);

test('the gates: signing in, a one-time password, and an invitation that is over', async () => {
  const signIn = await panel.open('/sign-in');
  await signIn.getByRole('button', { name: 'Sign in' }).click();
  const change = await panel.open('/change-password', { as: owner });
  await change.getByRole('heading').waitFor();
  const invite = await panel.open('/invite#gone');
  await invite.getByRole('alert').waitFor();
  expect([
    ...(await lookAt(signIn, 'sign-in')),
    ...(await lookAt(change, 'change of the password')),
    ...(await lookAt(invite, 'invitation')),
  ]).toEqual([]);
});

test.each(['de', 'ar', 'pseudo-rtl'])('in %s no page scrolls sideways on a phone', async (language) => {
  const page = await panel.open('/accounts', { as: owner, viewport: NARROW, language });
  const found: string[] = [];
  for (const [name, path, selector, prepare] of PAGES) {
    await page.goto(path);
    await page.locator(selector).first().waitFor();
    await prepare?.(page);
    found.push(...(await overflowOf(page, name)));
  }
  expect(found).toEqual([]);
});

/** Tables, forms, dialogs, figures, steps: what a page from right to left can get wrong. */
const TURNED = new Set([
  'accounts',
  'create, quick',
  'timeline',
  'localization',
  'overview',
  'call',
  'numbers',
  'number form',
  'top-up',
  'rate group',
  'rate form',
  'DIDs',
  'settings',
]);

test('in Arabic pages run from right to left, and numbers and codes from left to right', async () => {
  // Egypt writes other digits; account numbers have none of them.
  const page = await panel.open('/accounts', { as: owner, language: 'ar', locale: 'ar-EG' });
  const found: string[] = [];
  for (const [name, path, selector, prepare] of PAGES.filter(([name]) => TURNED.has(name))) {
    await page.goto(path);
    await page.locator(selector).first().waitFor();
    await prepare?.(page);
    found.push(...(await lookAt(page, name)), ...(await notTurned(page, name)));
  }
  expect(found).toEqual([]);
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
  await mistakes({ Vorwahl: '+4', 'Pro Minute': '1,2,3', Verbindung: '-1', 'Freie Sekunden': '4000' }, 4);
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
  await page.goto(at('numbers'));
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

/** New colours begin with the next frame, and a colour that still fades has a contrast of its own. */
const COLOURS_SETTLED = `new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))).then(() =>
  Promise.all(
    document.getAnimations().map((each) => (each instanceof CSSTransition ? each.finished.catch(() => null) : null)),
  ),
)`;

/** Findings of one page at both widths and in both colours; no layout has colours of its own, so two looks see all four. */
async function lookAt(page: Page, name: string): Promise<string[]> {
  const found: string[] = [];
  await page.evaluate(axe.source);
  for (const [viewport, colorScheme] of [
    [WIDE, 'light'],
    [NARROW, 'dark'],
  ] as const) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme });
    await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor();
    await page.evaluate(COLOURS_SETTLED);
    const where = `${name}, ${viewport.width} px, ${colorScheme}`;
    found.push(...(await overflowOf(page, where)));
    const violations: axe.Result[] = await page.evaluate(
      `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations)`,
    );
    for (const { impact, id, nodes } of violations) {
      if (impact !== 'serious' && impact !== 'critical') continue;
      const targets = nodes.map(({ target, any }) => `${target.join(' ')} (${any[0]?.message})`);
      found.push(`${where}: ${id} at ${targets.join(', ')}`);
    }
  }
  await page.setViewportSize(WIDE);
  await page.emulateMedia({ colorScheme: 'light' });
  return found;
}

async function overflowOf(page: Page, name: string): Promise<string[]> {
  const tooWide: number = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
  return tooWide > 0 ? [`${name} is ${tooWide} px too wide`] : [];
}

/** What runs the wrong way (names may, so only what is set as a code is asked), and other digits than 0 to 9. */
async function notTurned(page: Page, name: string): Promise<string[]> {
  const wrong: string[] = await page.evaluate(`(() => {
    const directionOf = (element) => getComputedStyle(element).direction;
    const codes = [...document.querySelectorAll('.tb-mono, code')];
    return [
      ...(directionOf(document.body) === 'rtl' ? [] : ['the page']),
      ...codes.filter((code) => directionOf(code) !== 'ltr').map((code) => code.innerText || code.id),
      ...(document.body.innerText.match(/[٠-٩].*/g) ?? []),
    ];
  })()`);
  return wrong.map((what) => `${name}: ${what} runs the wrong way`);
}

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
