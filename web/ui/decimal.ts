/** Amounts as people type them. */
import { parseMoney } from '../../src/domain/money.ts';

/** One to a thousand in one language, a thousand in another: "1,000", "1.000". */
const THOUSANDS = /^[1-9]\d{0,2}[.,]\d{3}$/;

/** "12,50" is as good as "12.50"; "1,000" and "1.250,00" could be either of two amounts and are refused: null. */
export function decimalOf(typed: string): string | null {
  const text = typed.trim();
  if (THOUSANDS.test(text)) return null;
  const decimal = text.replace(/^(\d+),(\d{1,6})$/, '$1.$2');
  return parseMoney(decimal) === null ? null : decimal;
}
