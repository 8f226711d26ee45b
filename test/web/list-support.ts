/** Ways through lists and dialogs that tests of pages share. */
import type { Locator, Page } from 'playwright-core';

/** The cells of each row but for its buttons, as one reads them. */
export async function rowsOf(page: Page | Locator): Promise<string[][]> {
  const rows = await page.locator('tbody tr').all();
  return Promise.all(
    rows.map(async (row) =>
      (await row.locator('td:not([data-actions])').allInnerTexts()).map((text) => text.replace(/\s+/g, ' ')),
    ),
  );
}

export function sectionOf(page: Page, title: string): Locator {
  return page.locator('.tb-panel', { has: page.getByRole('heading', { name: title }) });
}

/** Fills the inputs of the dialog by their labels, and presses Enter. */
export async function fillDialog(page: Page, values: Readonly<Record<string, string>>): Promise<void> {
  const dialog = page.getByRole('dialog');
  for (const [label, value] of Object.entries(values)) await dialog.getByLabel(wholeLabel(label)).fill(value);
  await page.keyboard.press('Enter');
}

/** Takes the option that begins so. */
export async function chooseIn(page: Page, label: string, option: string): Promise<void> {
  const box = page.getByRole('dialog').getByRole('combobox', { name: label });
  await box.fill(option);
  await page.getByRole('option', { name: option }).first().click();
}

/** The label and nothing more, but for the star of what is required. */
export function wholeLabel(label: string): RegExp {
  return new RegExp(`^${label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}( \\*)?$`);
}

/** Says yes to a question by Enter, once the focus stands on its button: it goes there a moment after the question shows. */
export async function confirmByEnter(page: Page): Promise<void> {
  await page.locator('[role=dialog] button:focus').waitFor();
  await page.keyboard.press('Enter');
}
