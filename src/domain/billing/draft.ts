/** Lines that people write on an invoice. */
import { AMOUNT_MICROS_MAX, divideHalfUp, MICROS_PER_UNIT, parseMoney } from '../money.ts';
import type { FieldError } from '../problem.ts';
import type { OpenLine } from './compose.ts';

export type WrittenLine = Readonly<{ text: string; quantity: string; unitPrice: string }>;

/** Amount of a line: quantity times price, both with up to six digits, rounded half up to the micro. */
export function amountOfLine({ quantity, unitPrice }: WrittenLine): bigint {
  return divideHalfUp((parseMoney(quantity) ?? 0n) * (parseMoney(unitPrice) ?? 0n), MICROS_PER_UNIT);
}

/** What cannot be issued, by field. */
export function mistakesOfLines(lines: readonly WrittenLine[]): readonly FieldError[] {
  return lines.flatMap((line, place) => {
    const micros = amountOfLine(line);
    if (micros !== 0n && micros <= AMOUNT_MICROS_MAX && micros >= -AMOUNT_MICROS_MAX) return [];
    const message =
      micros === 0n ? 'This line comes to nothing.' : 'This line comes to more than an amount may be.';
    return [{ field: `lines.${place}.unitPrice`, code: 'amount_out_of_range', message }];
  });
}

export function openLineOf(line: WrittenLine): OpenLine {
  const exactMicros = amountOfLine(line);
  return {
    kind: exactMicros >= 0n ? 'charge' : 'credit',
    text: line.text,
    quantity: line.quantity,
    unitMicros: parseMoney(line.unitPrice) ?? 0n,
    exactMicros,
  };
}
