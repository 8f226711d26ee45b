/** Amounts as people type them. */
import { parseMoney } from '../../src/domain/money.ts';

/** "12,50" is as good as "12.50"; "1.250,00" could be either of two amounts and is refused: null. */
export function decimalOf(typed: string): string | null {
  const text = typed.trim().replace(/^(\d+),(\d{1,6})$/, '$1.$2');
  return parseMoney(text) === null ? null : text;
}
