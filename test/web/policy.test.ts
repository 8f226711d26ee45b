/**
 * The content security policy in a real browser. Every page of every browser test fails its test when the policy refuses
 * something (`support.ts`); here is what no other test opens, and that the net holds.
 */
import { expect, test } from 'vitest';
import { createPanel } from './support.ts';

const panel = await createPanel();
const owner = await panel.createOwner();

const PAGES: readonly (readonly [path: string, selector: string])[] = [
  ['/accounts', '.tb-page-head'],
  ['/accounts/new?kind=customer', 'h1'],
  ['/rates', '.tb-page-head'],
  ['/carriers', '.tb-page-head'],
  ['/numbers', '.tb-page-head'],
  ['/settings', '.tb-page-head'],
  ['/api-keys', '.tb-page-head'],
  ['/api/v1/docs', '.opblock-tag-section'],
];

test('the main pages and the documentation of the API ask for nothing that the policy refuses', async () => {
  const page = await panel.open('/accounts', { as: owner });
  for (const [path, selector] of PAGES) {
    await page.goto(path);
    await page.locator(selector).first().waitFor();
  }
  // An operation that is unfolded, with its schemas and its examples.
  await page.locator('.opblock-tag').filter({ hasText: 'Sign-in' }).click();
  await page.locator('.opblock-summary-control').first().click();
  await page.getByText('Who is signed in').first().waitFor();
});

test('what is inline, of another site, or compiled from text is refused, and told', async () => {
  const known = await panel.open('/sign-in');
  // A page that the net of this file does not watch: it would fail the test.
  const page = await known.context().newPage();
  await page.goto('/sign-in');
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  const attempts: Readonly<Record<string, string>> = {
    'style-src-elem': `document.head.append(Object.assign(document.createElement('style'), { textContent: 'p{}' }))`,
    'style-src-attr': `document.body.setAttribute('style', 'color: red')`,
    'script-src-elem': `document.head.append(Object.assign(document.createElement('script'), { textContent: '1' }))`,
    'script-src-attr': `document.body.setAttribute('onclick', '1')`,
    'img-src': `document.body.append(Object.assign(new Image(), { src: 'https://evil.example/x.png' }))`,
    'connect-src': `fetch('https://evil.example/').catch(() => {})`,
  };
  const refused: string[] = [];
  for (const attempt of Object.values(attempts)) {
    const directive = await page.evaluate(
      `new Promise((done) => {
        document.addEventListener('securitypolicyviolation', (event) => done(event.effectiveDirective), { once: true });
        ${attempt};
      })`,
    );
    refused.push(String(directive));
  }
  expect(refused).toEqual(Object.keys(attempts));
  await page.close();
});
