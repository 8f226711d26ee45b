/** Ways through the account form that its tests share. */
import type { Page } from 'playwright-core';
import type { Json } from '../http/support.ts';
import type { Client } from './support.ts';

/** Opens the select of this label, types, and takes the option of this text. */
export async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: true }).fill(option);
  await page.getByRole('option', { name: option, exact: true }).click();
}

/** Takes one of a few words that stand side by side. */
export async function pick(page: Page, group: string, word: string): Promise<void> {
  await page.getByRole('radiogroup', { name: group }).getByText(word, { exact: true }).click();
}

export async function fill(page: Page, values: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, value] of Object.entries(values)) {
    await page.getByRole('textbox', { name: label, exact: true }).fill(value);
  }
}

/** The form of a new customer with all fields, once the server has reserved its number. */
export async function openForm(page: Page): Promise<void> {
  await page.getByText('All fields', { exact: true }).click();
  await numberOf(page);
}

/** The number that stands in the form; waits until one does. */
export async function numberOf(page: Page): Promise<string> {
  const input = page.locator('#field-panelAccess-number:not([value=""])');
  await input.waitFor();
  return input.inputValue();
}

export async function accountsNamed(owner: Client, text: string): Promise<Json[]> {
  return (await owner.get(`/accounts?q=${encodeURIComponent(text)}`)).items;
}
