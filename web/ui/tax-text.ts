/** How much a tax is, in a list and where one is chosen. */
import { moneyText, percentText } from './format.ts';

type Tax = Readonly<{ percent: string | null; amount: string | null; currency: string | null }>;

/** "19%" or "2.00 €". */
export function taxText({ percent, amount, currency }: Tax, language: string): string {
  if (amount !== null && currency !== null) return moneyText(amount, currency, language);
  return percentText(percent ?? '0', language);
}
