/** What every page must be like, in both widths, colours and directions of writing. */
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { NARROW, WIDE } from './support.ts';

/** Where it is, what shows that it is there, and what is done before looking. */
export type LookedAt = readonly [
  name: string,
  path: string,
  selector: string,
  prepare?: (page: Page) => Promise<unknown>,
];

/** The longest words, and both directions of writing. */
const LANGUAGES = [
  { code: 'de', lang: 'de', dir: 'ltr' },
  { code: 'ar', lang: 'ar', dir: 'rtl' },
  { code: 'pseudo-rtl', lang: 'en', dir: 'rtl' },
] as const;

/** New colours begin with the next frame, and a colour that still fades has a contrast of its own. */
const SETTLED = `new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))).then(() =>
  Promise.all(
    document.getAnimations().map((each) => (each instanceof CSSTransition ? each.finished.catch(() => null) : null)),
  ),
)`;

/** Opens each page and looks at it: wide and light, narrow and dark, and narrow in other languages. */
export async function lookAtAll(page: Page, pages: readonly LookedAt[]): Promise<string[]> {
  const found: string[] = [];
  const tab = await page.context().newPage();
  await tab.goto('/favicon.svg');
  await page.bringToFront();
  for (const [name, path, selector, prepare] of pages) {
    await page.goto(path);
    await page.locator(selector).first().waitFor();
    await prepare?.(page);
    found.push(...(await lookAt(page, name)));
    await page.setViewportSize(NARROW);
    for (const language of LANGUAGES) {
      await speak(page, tab, language);
      found.push(...(await overflowOf(page, `${name} in ${language.code}`)));
      if (language.code === 'ar') found.push(...(await notTurned(page, name)));
    }
    await page.setViewportSize(WIDE);
  }
  await tab.close();
  return found;
}

/** Findings at both widths and in both colours; no layout has colours of its own, so two looks see all four. */
export async function lookAt(page: Page, name: string): Promise<string[]> {
  const found: string[] = [];
  for (const [viewport, colorScheme] of [
    [WIDE, 'light'],
    [NARROW, 'dark'],
  ] as const) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme });
    await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor();
    await page.evaluate(SETTLED);
    const where = `${name}, ${viewport.width} px, ${colorScheme}`;
    found.push(...(await overflowOf(page, where)), ...(await seriousFindings(page, where)));
  }
  await page.setViewportSize(WIDE);
  await page.emulateMedia({ colorScheme: 'light' });
  return found;
}

/** What axe finds serious or critical, with its place. */
export async function seriousFindings(page: Page, where: string): Promise<string[]> {
  if (await page.evaluate(`typeof axe === 'undefined'`)) await page.evaluate(axe.source);
  const violations: axe.Result[] = await page.evaluate(
    `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations)`,
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => {
      const targets = nodes.map(({ target, any }) => `${target.join(' ')} (${any[0]?.message})`);
      return `${where}: ${id} at ${targets.join(', ')}`;
    });
}

export async function overflowOf(page: Page, where: string): Promise<string[]> {
  const tooWide: number = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
  return tooWide > 0 ? [`${where} is ${tooWide} px too wide`] : [];
}

/** A language is chosen in another tab, which this page follows. */
async function speak(page: Page, tab: Page, { code, lang, dir }: (typeof LANGUAGES)[number]): Promise<void> {
  await tab.evaluate(`localStorage.setItem('tollbook.language', '${code}')`);
  await page.locator(`html[lang=${lang}][dir=${dir}]`).waitFor();
  await page.evaluate(SETTLED);
}

/**
 * What runs the wrong way (names may, so only what is set as a code is asked), a "+" that stands behind the digits
 * of its number, and other digits than 0 to 9.
 */
async function notTurned(page: Page, name: string): Promise<string[]> {
  const wrong: string[] = await page.evaluate(`(() => {
    const placeOf = (node, index) => {
      const range = document.createRange();
      range.setStart(node, index);
      range.setEnd(node, index + 1);
      return range.getBoundingClientRect();
    };
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const turned = [];
    while (texts.nextNode()) {
      const node = texts.currentNode;
      // The letters of a time zone have theirs behind them.
      for (const match of node.data.matchAll(/(?<!\\p{L})\\+[\\u2066\\u2068]*\\d/gu)) {
        const [sign, digit] = [match.index, match.index + match[0].length - 1].map((index) => placeOf(node, index));
        if (sign.width > 0 && sign.top === digit.top && sign.left > digit.left) turned.push(node.data);
      }
    }
    const directionOf = (element) => getComputedStyle(element).direction;
    const codes = [...document.querySelectorAll('.tb-mono, code')];
    return [
      ...turned,
      ...(directionOf(document.body) === 'rtl' ? [] : ['the page']),
      ...codes.filter((code) => directionOf(code) !== 'ltr').map((code) => code.innerText || code.id),
      ...(document.body.innerText.match(/[٠-٩].*/g) ?? []),
    ];
  })()`);
  return wrong.map((what) => `${name}: ${what} runs the wrong way`);
}

/** A form that was sent with mistakes. */
export async function failedSave(page: Page): Promise<void> {
  await page.locator('button[type=submit]').click();
  await page.getByRole('alert').waitFor();
}

/** A dialog that was sent empty. */
export async function failedDialog(
  page: Page,
  // Of the first list; the panels before it take empty fields.
  open = page.locator('.tb-panel-head button').nth(2),
): Promise<void> {
  await open.click();
  await page.getByRole('dialog').locator('button[type=submit]').click();
  await page.getByRole('dialog').locator('[aria-invalid=true]').first().waitFor();
}

/** The dialog of the button that adds one more, sent empty. */
export function failedAdd(page: Page): Promise<void> {
  return failedDialog(page, page.locator('.tb-filters-end button').last());
}
